//! The typical draw among those that miss or meet a target.

use crate::simulate::Judged;

/// A draw with the crowd it was picked from.
#[derive(Copy, Clone, Debug, PartialEq)]
pub struct Picked {
    /// Index of the target.
    pub target: usize,
    /// Whether draws that meet it were wanted, or draws that miss it.
    pub met: bool,
    /// The draw.
    pub draw: u64,
    /// Draws that were wanted.
    pub wanted: usize,
    /// Draws that were looked at, from draw 0 on.
    pub of: usize,
}

/// The draw whose indicator is the median of those that meet (or miss) the target; none if none does.
///
/// Of an even number the lower of both middle ones; equal values in order of the draws.
pub fn typical(judged: &[Judged], target: usize, met: bool) -> Option<Picked> {
    let mut wanted: Vec<&Judged> = judged.iter().filter(|one| one.met == met).collect();
    wanted.sort_by(|a, b| a.value.total_cmp(&b.value).then(a.draw.cmp(&b.draw)));
    let middle = wanted.get(wanted.len().saturating_sub(1) / 2)?;
    Some(Picked { target, met, draw: middle.draw, wanted: wanted.len(), of: judged.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[(f64, bool)], met: bool, draw: Option<u64>) {
        let of = |(draw, &(value, met)): (usize, &(f64, bool))| Judged { draw: draw as u64, value, met };
        let judged: Vec<Judged> = values.iter().enumerate().map(of).collect();
        assert_eq!(typical(&judged, 0, met).map(|picked| picked.draw), draw);
    }

    #[test]
    fn the_typical_draw_is_the_median_of_its_kind() {
        let draws = [(5.0, true), (1.0, false), (3.0, false), (2.0, false), (9.0, true)];
        check(&draws, false, Some(3));
        check(&draws, true, Some(0));
        check(&draws[..1], false, None);
        // The lower middle of four; the first of equals.
        check(&[(4.0, false), (2.0, false), (2.0, false), (1.0, false)], false, Some(1));
    }
}
