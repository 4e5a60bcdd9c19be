//! Scrambled Sobol points: spreads the lucks of a replicate evenly over all of their ranges at once.
//!
//! Owns the way from a draw's place in its replicate to a coordinate. Of any 2^k points of a Sobol
//! sequence (Sobol 1967; direction numbers of Joe and Kuo 2008, SIAM Journal on Scientific Computing 30,
//! 2635-2654) each of 2^k slices of a dimension has one, and pairs of dimensions fill small boxes evenly
//! too. Owen's nested uniform scrambling (1995) makes every point uniform and replicates independent;
//! it is done by the hash of Laine and Karras (2011) as improved by Burley (2020), Journal of Computer
//! Graphics Techniques 9(4), 1-20. Never: chooses which luck gets which dimension; `spread` does.
//!
//! Layout, fixed for ever: draw d is point d % n of replicate d / n; the scrambling has the key (key of
//! the luck, year, replicate), and what lies below its 32 bits is the luck's own independent uniform.

use rand_philox::splitmix64;
use sobol_burley::parts::{owen_scramble_rev, sobol_rev};

/// Tells these keys from those of other uses of the same luck.
const DOMAIN: u64 = 0x736f_626f_6c70_6f69;
/// Slices that scrambled digits tell apart, and places within one.
const SLICES: f64 = 4_294_967_296.0;
const PLACES: f64 = 1_048_576.0;

/// Turns independent uniforms of the draws from `first` on into coordinates of replicates of
/// `replicate` points (at most 2^16).
#[inline(always)]
pub fn spread(out: &mut [f64], key: u64, year: i32, first: u64, replicate: u64, dimension: u32) {
    let base = splitmix64(splitmix64(key ^ DOMAIN) ^ u64::from(year as u32));
    let (mut number, mut scramble) = (u64::MAX, 0);
    for (draw, u) in (first..).zip(out) {
        if draw / replicate != number {
            number = draw / replicate;
            scramble = splitmix64(base ^ number) as u32;
        }
        let point = sobol_rev(((draw % replicate) as u32).reverse_bits(), dimension);
        let slice = owen_scramble_rev(point, scramble).reverse_bits();
        *u = (f64::from(slice) + (f64::from((*u * PLACES) as u32) + 0.5) / PLACES) / SLICES;
    }
}

#[cfg(test)]
mod tests {
    use crate::simulate::luck;
    use crate::simulate::spread::Place;

    fn points(n: u64, seed: u64, dimension: u32) -> Vec<f64> {
        let mut out = vec![0.0; n as usize];
        let key = luck::key(seed, &format!("luck {dimension}"), "");
        luck::fill_in(&mut out, key, 2030, 0, Place::Dimension { replicate: n, dimension });
        out
    }

    #[test]
    fn points_of_the_first_two_dimensions_are_a_net_in_base_two() {
        // Every box of 2^-a by 2^-b with a + b = 10 has one of 1,024 points (Sobol 1967: t = 0).
        for seed in 0..20 {
            let (xs, ys) = (points(1024, seed, 0), points(1024, seed, 1));
            for a in 0..=10 {
                let (wide, high) = (f64::from(1 << a), f64::from(1 << (10 - a)));
                let mut boxes: Vec<u32> = xs
                    .iter()
                    .zip(&ys)
                    .map(|(x, y)| (x * wide) as u32 * (1 << (10 - a)) + (y * high) as u32)
                    .collect();
                boxes.sort_unstable();
                assert!(boxes.into_iter().eq(0..1024), "seed {seed}, {wide} by {high}");
            }
        }
    }

    #[test]
    fn every_dimension_is_even_and_no_two_are_alike() {
        let all: Vec<Vec<f64>> = (0..64).map(|dimension| points(256, 1, dimension)).collect();
        for (at, us) in all.iter().enumerate() {
            let mut slices: Vec<u32> = us.iter().map(|u| (u * 256.0) as u32).collect();
            slices.sort_unstable();
            assert!(slices.into_iter().eq(0..256), "{at}");
            assert!(us.iter().all(|u| *u > 0.0 && *u < 1.0));
            for other in &all[at + 1..] {
                let product: f64 = us.iter().zip(other).map(|(a, b)| (a - 0.5) * (b - 0.5)).sum();
                assert!((product / 256.0 * 12.0).abs() < 0.5, "{}", product / 256.0 * 12.0);
            }
        }
    }

    #[test]
    fn one_draw_and_a_block_across_replicates_agree() {
        let key = luck::key(7, "shock", "north");
        let mut block = vec![0.0; 301];
        let place = Place::Dimension { replicate: 64, dimension: 5 };
        luck::fill_in(&mut block, key, 2031, 40, place);
        for (i, u) in block.iter().enumerate() {
            assert_eq!(u.to_bits(), luck::uniform_in(key, 2031, 40 + i as u64, place).to_bits());
        }
    }
}
