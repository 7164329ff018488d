//! Text and file lessons are done by staying on them: thirty seconds, or the time that reading takes when that is less.

/// The longest dwell that is asked for.
pub const MAX_DWELL_MS: i64 = 30_000;
/// The shortest, so that passing through is not reading.
pub const MIN_DWELL_MS: i64 = 5_000;
/// Without a picture for this long, a video lesson falls back to the dwell rule.
pub const VIDEO_PATIENCE_MS: i64 = 15_000;

const WORDS_PER_MINUTE: i64 = 200;

/// How long a lesson of so many words must be in sight; a file or a failed video has none and takes the full time.
pub const fn dwell_ms(words: i64) -> i64 {
    if words <= 0 {
        return MAX_DWELL_MS;
    }
    let reading = words * 60_000 / WORDS_PER_MINUTE;
    if reading > MAX_DWELL_MS {
        MAX_DWELL_MS
    } else if reading < MIN_DWELL_MS {
        MIN_DWELL_MS
    } else {
        reading
    }
}

/// Counts the words of a text.
pub fn count_words(text: &str) -> i64 {
    i64::try_from(text.split_whitespace().count()).unwrap_or(i64::MAX / 60_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_time_counts_up_to_thirty_seconds() {
        assert_eq!(dwell_ms(0), 30_000);
        assert_eq!(dwell_ms(5), 5_000);
        assert_eq!(dwell_ms(50), 15_000);
        assert_eq!(dwell_ms(5_000), 30_000);
        assert_eq!(count_words("a  b\nc "), 3);
    }
}
