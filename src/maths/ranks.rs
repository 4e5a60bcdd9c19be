//! Ranks and their correlation.

/// Spearman's rank correlation; 0 if either side never varies.
pub fn rank_correlation(a: &[f64], b: &[f64]) -> f64 {
    correlation_of_ranks(&ranks(a), &ranks(b))
}

/// Correlation of two lists of ranks, each from 1; 0 if either side never varies.
pub fn correlation_of_ranks(a: &[f64], b: &[f64]) -> f64 {
    let mean = (a.len() as f64 + 1.0) / 2.0;
    let product = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| (x - mean) * (y - mean)).sum::<f64>();
    let scale = (product(a, a) * product(b, b)).sqrt();
    if scale > 0.0 { product(a, b) / scale } else { 0.0 }
}

/// Ranks from 1, ties with their mean.
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&i, &j| values[i].total_cmp(&values[j]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let tied = order[start..]
            .iter()
            .take_while(|&&i| values[i].total_cmp(&values[order[start]]).is_eq())
            .count();
        let mean = (start + 1 + start + tied) as f64 / 2.0;
        order[start..start + tied].iter().for_each(|&i| ranks[i] = mean);
        start += tied;
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rank_correlation_of_a_rising_map_is_one() {
        let a: Vec<f64> = (0..50).map(f64::from).collect();
        let b: Vec<f64> = a.iter().map(|x| x * x * x).collect();
        let c: Vec<f64> = a.iter().map(|x| -x).collect();
        assert!((rank_correlation(&a, &b) - 1.0).abs() < 1e-12);
        assert!((rank_correlation(&a, &c) + 1.0).abs() < 1e-12);
        assert_eq!(rank_correlation(&a, &[1.0; 50]), 0.0);
        // A value that is not a number once made this loop for ever.
        assert!(rank_correlation(&[1.0, f64::NAN, 2.0], &[1.0, 2.0, 3.0]).abs() <= 1.0);
    }
}
