//! Wall clocks: which offset a zone has when, what a reading of the clock means on the days on which it is changed, and when the gap
//! between two zones changes.

use super::interval::Interval;
use jiff::{
    Timestamp,
    civil::{Date, DateTime, Weekday},
    tz::{AmbiguousOffset, Offset, TimeZone},
};

/// The time zone of a name; none for names that nobody has.
pub fn find_zone(name: &str) -> Option<TimeZone> {
    TimeZone::get(name.trim()).ok()
}

/// A span of time cut where the clocks of a zone change, each piece with its offset.
pub fn stretches(zone: &TimeZone, over: Interval) -> Vec<(Interval, Offset)> {
    let mut pieces = Vec::new();
    let (mut start, mut offset) = (over.start(), zone.to_offset(over.start()));
    for change in zone.following(over.start()).take_while(|change| change.timestamp() < over.end()) {
        // A zone may take another name or another law without moving its clocks.
        if change.offset() == offset {
            continue;
        }
        pieces.extend(Interval::new(start, change.timestamp()).map(|piece| (piece, offset)));
        (start, offset) = (change.timestamp(), change.offset());
    }
    pieces.extend(Interval::new(start, over.end()).map(|piece| (piece, offset)));
    pieces
}

/// How often a clock shows a time on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    Once,
    /// The clock is put forward over it: the moment is as far behind the change as the time is behind its beginning.
    Never,
    /// The clock is put back: the first time counts.
    Twice,
}

/// The moment at which a clock shows a time, and how often it does. A class at a time that is skipped is held all the same.
pub fn moment_of(zone: &TimeZone, wall: DateTime) -> Option<(Timestamp, Reading)> {
    let ambiguous = zone.to_ambiguous_timestamp(wall);
    let reading = match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => Reading::Once,
        AmbiguousOffset::Gap { .. } => Reading::Never,
        AmbiguousOffset::Fold { .. } => Reading::Twice,
    };
    ambiguous.compatible().ok().map(|moment| (moment, reading))
}

/// The moment at which a day begins.
pub fn day_start(zone: &TimeZone, date: Date) -> Option<Timestamp> {
    date.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

/// One whole day of a zone: 24 hours, or 23 or 25 where the clocks change.
pub fn whole_day(zone: &TimeZone, date: Date) -> Option<Interval> {
    Interval::new(day_start(zone, date)?, day_start(zone, date.tomorrow().ok()?)?)
}

/// The first day of the week in which a day lies.
pub fn week_start(date: Date, first: Weekday) -> Date {
    let days = i64::from(date.weekday().since(first));
    date.saturating_sub(jiff::SignedDuration::from_hours(24 * days))
}

/// The clocks of two people come closer or move apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GapChange {
    pub at: Timestamp,
    /// By how many minutes the first clock is ahead of the second, until then and from then on.
    pub before_min: i32,
    pub after_min: i32,
}

/// By how many minutes the clock of one zone is ahead of another's.
pub fn gap_minutes(one: &TimeZone, other: &TimeZone, at: Timestamp) -> i32 {
    (one.to_offset(at).seconds() - other.to_offset(at).seconds()) / 60
}

/// Every change of the gap between two zones. Where both clocks change at once, none does.
pub fn gap_changes(one: &TimeZone, other: &TimeZone, over: Interval) -> Vec<GapChange> {
    let changes_of = |zone: &TimeZone| -> Vec<Timestamp> {
        stretches(zone, over).into_iter().skip(1).map(|(piece, _)| piece.start()).collect()
    };
    let mut moments = changes_of(one);
    moments.extend(changes_of(other));
    moments.sort_unstable();
    moments.dedup();
    let mut before_min = gap_minutes(one, other, over.start());
    let mut changes = Vec::new();
    for at in moments {
        let after_min = gap_minutes(one, other, at);
        if after_min != before_min {
            changes.push(GapChange { at, before_min, after_min });
        }
        before_min = after_min;
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn zone(name: &str) -> TimeZone {
        find_zone(name).expect("a zone")
    }

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    fn over(from: &str, to: &str) -> Interval {
        Interval::new(at(from), at(to)).expect("a span")
    }

    #[test]
    fn zones_come_out_of_the_program_and_not_out_of_the_machine() {
        // Morocco gave up its summer time in September 2026, which machines with older tables do not know.
        let offset = zone("Africa/Casablanca").to_offset(at("2027-06-01T12:00:00Z"));
        assert_eq!(offset.seconds(), 0);
        assert_eq!(find_zone("Mars/Olympus"), None);
    }

    #[test]
    fn a_span_is_cut_where_the_clocks_change() {
        let pieces = stretches(&zone("Africa/Cairo"), over("2026-04-01T00:00:00Z", "2026-12-01T00:00:00Z"));
        let offsets: Vec<i32> = pieces.iter().map(|(_, offset)| offset.seconds() / 3_600).collect();
        assert_eq!(offsets, [2, 3, 2]);
        assert_eq!(pieces[1].0, over("2026-04-23T22:00:00Z", "2026-10-29T21:00:00Z"));
        assert_eq!(stretches(&zone("Asia/Riyadh"), over("2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z")).len(), 1);
    }

    #[test]
    fn a_day_has_23_24_or_25_hours() {
        let cairo = zone("Africa/Cairo");
        for (date, hours) in [("2026-04-24", 23), ("2026-04-25", 24), ("2026-10-29", 25), ("2026-10-30", 24)] {
            let day = whole_day(&cairo, date.parse().expect("a date")).expect("a day");
            assert_eq!(day.seconds(), hours * 3_600, "{date}");
        }
    }

    #[test]
    fn a_week_begins_where_its_owner_says() {
        let date: Date = "2026-11-20".parse().expect("a Friday");
        for (first, start) in [
            (Weekday::Monday, "2026-11-16"),
            (Weekday::Saturday, "2026-11-14"),
            (Weekday::Sunday, "2026-11-15"),
            (Weekday::Friday, "2026-11-20"),
        ] {
            assert_eq!(week_start(date, first).to_string(), start);
        }
    }

    #[test]
    fn the_gap_changes_when_one_clock_does_and_not_when_both_do() {
        let year = over("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        let changes = gap_changes(&zone("Africa/Cairo"), &zone("Europe/Berlin"), year);
        let shown: Vec<(String, i32, i32)> =
            changes.iter().map(|change| (change.at.to_string(), change.before_min, change.after_min)).collect();
        let expected = [
            ("2026-03-29T01:00:00Z", 60, 0),
            ("2026-04-23T22:00:00Z", 0, 60),
            ("2026-10-25T01:00:00Z", 60, 120),
            ("2026-10-29T21:00:00Z", 120, 60),
        ];
        assert_eq!(shown, expected.map(|(at, before, after)| (at.to_owned(), before, after)));
        assert!(gap_changes(&zone("Europe/Paris"), &zone("Europe/Berlin"), year).is_empty());
        assert!(gap_changes(&zone("Asia/Dubai"), &zone("Asia/Riyadh"), year).is_empty());
    }

    proptest! {
        #[test]
        fn pieces_fill_the_span_and_each_has_its_offset(
            name in prop::sample::select(vec!["Africa/Cairo", "Africa/Casablanca", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]),
            first_day in 0i64..1_000, days in 1i64..700, minute in 0i64..1_440,
        ) {
            let zone = zone(name);
            let start = super::super::interval::plus_minutes(at("2024-01-01T00:00:00Z"), first_day * 1_440 + minute);
            let over = Interval::lasting(start, days * 1_440).expect("a span");
            let pieces = stretches(&zone, over);
            prop_assert_eq!(pieces.first().map(|(piece, _)| piece.start()), Some(over.start()));
            prop_assert_eq!(pieces.last().map(|(piece, _)| piece.end()), Some(over.end()));
            prop_assert!(pieces.windows(2).all(|pair| pair[0].0.end() == pair[1].0.start() && pair[0].1 != pair[1].1));
            for (piece, offset) in &pieces {
                prop_assert_eq!(zone.to_offset(piece.start()), *offset);
                prop_assert_eq!(zone.to_offset(super::super::interval::plus_minutes(piece.end(), -1)), *offset);
            }
        }
    }
}
