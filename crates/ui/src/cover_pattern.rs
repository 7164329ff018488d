//! The drawings behind generated covers: pure functions from a pattern number and a seed to two SVG paths on a 320 × 180 ground.

use crate::seed::Dice;

/// How many patterns there are. A category picks one by number; larger numbers wrap around.
pub const COVER_PATTERNS: u8 = 8;

/// The two layers of a cover: the pale one and the strong one.
pub(crate) struct Layers {
    pub(crate) pale: String,
    pub(crate) strong: String,
}

/// Draws pattern number `pattern`, varied by `seed`.
pub(crate) fn draw(pattern: u8, seed: &str) -> Layers {
    let dice = &mut Dice::new(seed);
    match pattern % COVER_PATTERNS {
        0 => hills(dice),
        1 => arches(dice),
        2 => waves(dice),
        3 => leaves(dice),
        4 => books(dice),
        5 => dots(dice),
        6 => rings(dice),
        _ => stairs(dice),
    }
}

fn disc(x: i32, y: i32, r: i32) -> String {
    let left = x - r;
    let width = 2 * r;
    format!("M{left} {y}a{r} {r} 0 1 0 {width} 0a{r} {r} 0 1 0 -{width} 0z")
}

fn hills(dice: &mut Dice) -> Layers {
    let far = 80 + dice.up_to(25);
    let near = 110 + dice.up_to(25);
    let sun_x = 40 + dice.up_to(240);
    let sun = disc(sun_x, 52 + dice.up_to(16), 26);
    let pale = format!("{sun}M0 {far}C70 {} 120 {} 190 {}S290 {} 320 {far}V180H0z", far - 45, far + 40, far + 5, far - 25);
    let strong = format!("M0 {}C60 {} 110 {} 180 {near}S280 {} 320 {near}V180H0z", near + 20, near + 25, near - 25, near + 35);
    Layers { pale, strong }
}

fn arches(dice: &mut Dice) -> Layers {
    let (mut pale, mut strong) = (String::new(), String::new());
    for column in 0..7 {
        let x = column * 50 - 15;
        let height = 40 + dice.up_to(90);
        let top = 180 - height;
        pale.push_str(&format!("M{x} 180V{top}a22 22 0 0 1 44 0V180z"));
        let inset = 18 + dice.up_to(40);
        if height - inset > 10 {
            let (x, top) = (x + 10, top + inset);
            strong.push_str(&format!("M{x} 180V{top}a12 12 0 0 1 24 0V180z"));
        }
    }
    Layers { pale, strong }
}

fn waves(dice: &mut Dice) -> Layers {
    let (mut pale, mut strong) = (String::new(), String::new());
    let start = -dice.up_to(40);
    for line in 0..4 {
        let y = 30 + line * 42;
        let swing = 2 * (12 + dice.up_to(10));
        let wave = format!("M{start} {y}q40 -{swing} 80 0t80 0 80 0 80 0 80 0v12q-40 {swing} -80 0t-80 0 -80 0 -80 0 -80 0z");
        if line % 2 == 0 {
            pale.push_str(&wave);
        } else {
            strong.push_str(&wave);
        }
    }
    Layers { pale, strong }
}

fn leaves(dice: &mut Dice) -> Layers {
    let (mut pale, mut strong) = (String::new(), String::new());
    for row in 0..3 {
        for column in 0..6 {
            let (x, y) = (column * 60 - 20, row * 60);
            let kind = dice.up_to(5);
            let leaf = if kind % 2 == 1 {
                format!("M{x} {y}h30a30 30 0 0 1 30 30v30h-30a30 30 0 0 1 -30 -30z")
            } else {
                let x = x + 60;
                format!("M{x} {y}h-30a30 30 0 0 0 -30 30v30h30a30 30 0 0 0 30 -30z")
            };
            match kind {
                0..=2 => pale.push_str(&leaf),
                3 => strong.push_str(&leaf),
                _ => {}
            }
        }
    }
    Layers { pale, strong }
}

fn books(dice: &mut Dice) -> Layers {
    let (mut pale, mut strong) = (String::new(), String::new());
    let mut x = -6;
    while x < 320 {
        let width = 14 + dice.up_to(18);
        let top = 120 - dice.up_to(80);
        let spine = format!("M{x} {top}h{width}V180h-{width}z");
        if dice.up_to(3) == 0 {
            strong.push_str(&spine);
        } else {
            pale.push_str(&spine);
        }
        x += width + 3;
    }
    Layers { pale, strong }
}

fn dots(dice: &mut Dice) -> Layers {
    let (mut pale, mut strong) = (String::new(), String::new());
    let (middle_x, middle_y) = (dice.up_to(9), dice.up_to(5));
    for row in 0..5 {
        for column in 0..9 {
            let steps = (column - middle_x).abs() + (row - middle_y).abs();
            let dot = disc(column * 38 + 8, row * 38 + 14, (13 - steps).max(3));
            if steps % 2 == 0 {
                pale.push_str(&dot);
            } else {
                strong.push_str(&dot);
            }
        }
    }
    Layers { pale, strong }
}

fn rings(dice: &mut Dice) -> Layers {
    let x = 40 + dice.up_to(240);
    let y = 20 + dice.up_to(140);
    let ring = |r: i32, width: i32| {
        let inner = r - width;
        let (start, across) = (x - inner, 2 * inner);
        let hole = format!("M{start} {y}a{inner} {inner} 0 1 1 {across} 0a{inner} {inner} 0 1 1 -{across} 0z");
        disc(x, y, r) + &hole
    };
    Layers { pale: ring(240, 24) + &ring(176, 24) + &ring(112, 24), strong: ring(208, 8) + &ring(144, 8) + &ring(80, 8) }
}

fn stairs(dice: &mut Dice) -> Layers {
    let (mut pale, mut strong) = (String::new(), String::new());
    let mut y = 150 + dice.up_to(16);
    for step in 0..8 {
        let x = step * 40;
        y -= 8 + dice.up_to(12);
        pale.push_str(&format!("M{x} {y}h40V180h-40z"));
        strong.push_str(&format!("M{x} {y}h40v8h-40z"));
    }
    Layers { pale, strong }
}

#[cfg(test)]
mod tests {
    use super::{COVER_PATTERNS, draw};

    #[test]
    fn every_pattern_draws_two_layers_and_repeats() {
        for pattern in 0..COVER_PATTERNS {
            let (one, two) = (draw(pattern, "a-slug"), draw(pattern, "a-slug"));
            assert!(one.pale.starts_with('M') && one.strong.starts_with('M'));
            assert_eq!((one.pale, one.strong), (two.pale, two.strong));
        }
    }

    #[test]
    fn no_number_is_written_with_two_signs() {
        for pattern in 0..COVER_PATTERNS {
            for seed in ["a", "b", "c", "d"] {
                let drawn = draw(pattern, seed);
                assert!(!drawn.pale.contains("--") && !drawn.strong.contains("--"));
            }
        }
    }

    #[test]
    fn another_seed_gives_another_drawing() {
        assert_ne!(draw(4, "a-slug").pale, draw(4, "b-slug").pale);
    }
}
