//! Error-free sums and products: a value kept as an unevaluated sum of two doubles.
//!
//! Owns the building blocks that carry more than 53 bits where one double would lose
//! digits.

/// Sum and its exact rounding error, for any order of magnitudes.
///
/// Source: D. E. Knuth, The Art of Computer Programming vol. 2, section 4.2.2.
#[inline]
pub(super) fn two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let shadow = sum - a;
    (sum, (a - (sum - shadow)) + (b - shadow))
}

/// Sum and its exact rounding error, when `a` is zero or not smaller than `b`.
///
/// Source: T. J. Dekker, 1971, Numerische Mathematik 18, 224-242.
#[inline]
pub(super) fn fast_two_sum(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    (sum, b - (sum - a))
}

/// Product and its exact rounding error, where neither over- nor underflows.
///
/// Source: T. Ogita, S. M. Rump, S. Oishi, 2005, SIAM Journal on Scientific Computing 26, 1955-1988
/// (TwoProductFMA).
#[inline]
pub(super) fn two_product(a: f64, b: f64) -> (f64, f64) {
    let product = a * b;
    (product, a.mul_add(b, -product))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::maths::testing::Lcg;

    #[test]
    fn a_product_and_its_error_agree_with_whole_number_arithmetic() {
        let mut lcg = Lcg::new(11);
        for _ in 0..20_000 {
            let (a, b) = (lcg.bits() >> 11, lcg.bits() >> 11);
            let (high, low) = two_product(a as f64, b as f64);
            assert_eq!(high as i128 + low as i128, i128::from(a) * i128::from(b));
        }
    }

    #[test]
    fn a_sum_and_its_error_agree_with_whole_number_arithmetic() {
        let mut lcg = Lcg::new(12);
        for _ in 0..20_000 {
            let (a, b) = (lcg.bits() >> 11, lcg.bits() >> 30);
            let exact = i128::from(a) - i128::from(b) * 512;
            let (high, low) = two_sum(a as f64, -(b as f64) * 512.0);
            assert_eq!(high as i128 + low as i128, exact);
            let small = (b >> 10) as f64;
            let (high, low) = fast_two_sum(a as f64 + 16_777_216.0, small);
            assert_eq!(low, (small - (high - (a as f64 + 16_777_216.0))));
        }
    }
}
