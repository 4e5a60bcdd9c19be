//! Correlated luck: a Gaussian copula over normal scores.
//!
//! Owns the grouping of correlated uncertainties and the Cholesky factors. Pairs
//! without a stated coefficient count as 0. A matrix that is no correlation matrix
//! is shrunk towards independence just as far as needed.

use super::{Graph, Scope};
use crate::error::{Code, Error, Result};

/// For each uncertainty: the weights of own scores that make up its correlated score.
///
/// An uncertainty outside every group has the single weight 1 on itself.
///
/// # Errors
/// [`Code::BadCorrelation`] for a coefficient outside -1 to 1 or a pair that is
/// not drawn alike (same scope, same frequency).
pub fn mixing_weights(graph: &Graph) -> Result<Vec<Vec<(usize, f64)>>> {
    let n = graph.uncertainties.len();
    let mut weights: Vec<Vec<(usize, f64)>> = (0..n).map(|i| vec![(i, 1.0)]).collect();
    let mut group: Vec<usize> = (0..n).collect();
    for &(a, b, rho) in &graph.correlations {
        check(graph, a, b, rho)?;
        let (from, to) = (group[b], group[a]);
        group.iter_mut().filter(|g| **g == from).for_each(|g| *g = to);
    }
    for label in 0..n {
        let members: Vec<usize> = (0..n).filter(|&i| group[i] == label).collect();
        if members.len() > 1 {
            let factor = factor(&matrix(graph, &members));
            for (row, &member) in members.iter().enumerate() {
                weights[member] = members[..=row].iter().copied().zip(factor[row].iter().copied()).collect();
            }
        }
    }
    Ok(weights)
}

fn check(graph: &Graph, a: usize, b: usize, rho: f64) -> Result<()> {
    let (first, second): (_, _) = (&graph.uncertainties[a], &graph.uncertainties[b]);
    let alike = first.scope == second.scope && first.every == second.every;
    if a != b && alike && (-1.0..=1.0).contains(&rho) {
        return Ok(());
    }
    Err(Error::new(Code::BadCorrelation)
        .with("first", &first.name)
        .with("second", &second.name)
        .with("found", rho))
}

fn matrix(graph: &Graph, members: &[usize]) -> Vec<Vec<f64>> {
    let n = members.len();
    let mut m = vec![vec![0.0; n]; n];
    (0..n).for_each(|i| m[i][i] = 1.0);
    for &(a, b, rho) in &graph.correlations {
        let place = |x| members.iter().position(|&member| member == x);
        if let (Some(i), Some(j)) = (place(a), place(b)) {
            (m[i][j], m[j][i]) = (rho, rho);
        }
    }
    m
}

/// Cholesky factor of the matrix, shrunk in steps of a hundredth until there is one.
fn factor(matrix: &[Vec<f64>]) -> Vec<Vec<f64>> {
    for step in 0..=100 {
        let keep = 1.0 - f64::from(step) / 100.0;
        if let Some(lower) = cholesky(matrix, keep) {
            return lower;
        }
    }
    unreachable!("the unit matrix has a Cholesky factor")
}

/// Lower triangle `L` with `L L' = keep * off-diagonal + 1 on the diagonal`, if positive definite.
fn cholesky(matrix: &[Vec<f64>], keep: f64) -> Option<Vec<Vec<f64>>> {
    let n = matrix.len();
    let mut lower = vec![vec![0.0; n]; n];
    for i in 0..n {
        for j in 0..=i {
            let entry = if i == j { 1.0 } else { keep * matrix[i][j] };
            let rest = entry - (0..j).map(|k| lower[i][k] * lower[j][k]).sum::<f64>();
            if i == j {
                // Exactly dependent scores are allowed; rounding may leave a tiny negative rest.
                if rest < -1e-12 {
                    return None;
                }
                lower[i][i] = rest.max(0.0).sqrt();
            } else if lower[j][j] > 1e-9 {
                lower[i][j] = rest / lower[j][j];
            } else if rest.abs() > 1e-9 {
                return None;
            }
        }
    }
    Some(lower)
}

/// Whether two uncertainties may be correlated at all; used by scripts before they promise it.
pub fn drawn_alike(graph: &Graph, a: usize, b: usize) -> bool {
    let scope = |i: usize| -> Scope { graph.uncertainties[i].scope };
    scope(a) == scope(b) && graph.uncertainties[a].every == graph.uncertainties[b].every
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(lower: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let n = lower.len();
        (0..n).map(|i| (0..n).map(|j| (0..n).map(|k| lower[i][k] * lower[j][k]).sum()).collect()).collect()
    }

    #[test]
    fn factor_gives_back_the_matrix() {
        let m = vec![vec![1.0, 0.57, 0.14], vec![0.57, 1.0, 0.46], vec![0.14, 0.46, 1.0]];
        let back = product(&factor(&m));
        for i in 0..3 {
            for j in 0..3 {
                assert!((back[i][j] - m[i][j]).abs() < 1e-14);
            }
        }
    }

    #[test]
    fn an_impossible_matrix_is_shrunk_towards_independence() {
        let m = vec![vec![1.0, 0.9, -0.9], vec![0.9, 1.0, 0.9], vec![-0.9, 0.9, 1.0]];
        let back = product(&factor(&m));
        // The largest feasible common factor is 0.5 / 0.9.
        assert!(back[0][1] > 0.48 && back[0][1] <= 0.5 + 1e-9, "{back:?}");
        assert!((back[0][0] - 1.0).abs() < 1e-12);
    }
}
