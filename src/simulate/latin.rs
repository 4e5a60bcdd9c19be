//! Latin hypercube: spreads the luck of a replicate evenly over its range.
//!
//! Owns the permutation that tells which draw gets which stratum. A replicate of n draws cuts every
//! dimension (name, zone, year) into n strata of equal probability; each draw has one of its own,
//! and its independent uniform says where in it. Draw d belongs to replicate d / n and takes place
//! d % n there, so every draw of every replicate can be replayed alone. McKay, Beckman, Conover
//! (1979), Technometrics 21, 239-245. Replicates are independent of each other, and so are the
//! permutations of different dimensions. Never: estimates an error; `summary` does.
//!
//! Layout, fixed for ever: the permutation of 0..n is a Feistel network over the bits of n - 1
//! (the upper half has the odd bit), keyed by (key of the luck, year, replicate) and walked until it
//! falls below n (Black and Rogaway 2002, CT-RSA, "cycle walking"). It has eight rounds; halves of
//! fewer than three bits mix slowly (with eight rounds and n = 5 some pairs of strata came 9 % too
//! often), so that n up to 32 has 24.

use rand_philox::splitmix64;

const ROUNDS: usize = 8;
/// Rounds for up to [`SMALL`] draws.
const MANY_ROUNDS: usize = 24;
const SMALL: u32 = 32;
/// Draws whose first walk is done together, as vector instructions.
const TOGETHER: usize = 64;
/// Tells these keys from those of other uses of the same luck.
const DOMAIN: u64 = 0x6c61_7469_6e68_7970;
/// Places within a stratum: so coarse that stratum and place fit a double exactly.
const PLACES: f64 = 4_294_967_296.0;

/// Turns independent uniforms of the draws from `first` on into those of replicates of `replicate`
/// draws (at most 2^20, so that no value is rounded into the next stratum).
#[inline(always)]
pub fn stratify(out: &mut [f64], key: u64, year: i32, first: u64, replicate: u64) {
    let mut done = 0;
    while done < out.len() {
        let draw = first + done as u64;
        let (number, place) = (draw / replicate, draw % replicate);
        let length = (replicate - place).min((out.len() - done) as u64) as usize;
        let permutation = Permutation::new(replicate as u32, key, year, number);
        for (chunk, some) in out[done..done + length].chunks_mut(TOGETHER).enumerate() {
            permutation.stratify(some, place as u32 + (chunk * TOGETHER) as u32);
        }
        done += length;
    }
}

/// A keyed one-to-one map of `0..n` onto itself.
struct Permutation {
    n: u32,
    /// Bits of the lower half.
    low: u32,
    /// Masks of the lower and the upper half.
    masks: [u32; 2],
    keys: [u32; MANY_ROUNDS],
    rounds: usize,
}

impl Permutation {
    #[inline(always)]
    fn new(n: u32, key: u64, year: i32, replicate: u64) -> Self {
        let bits = u32::BITS - n.saturating_sub(1).leading_zeros();
        let low = bits / 2;
        let mask = |bits: u32| ((1_u64 << bits) - 1) as u32;
        let year = splitmix64(splitmix64(key ^ DOMAIN) ^ u64::from(year as u32));
        let base = splitmix64(year ^ replicate);
        let rounds = if n <= SMALL { MANY_ROUNDS } else { ROUNDS };
        let mut keys = [0; MANY_ROUNDS];
        for (round, key) in keys[..rounds].iter_mut().enumerate() {
            *key = splitmix64(base.wrapping_add(round as u64)) as u32;
        }
        Self { n, low, masks: [mask(low), mask(bits - low)], keys, rounds }
    }

    /// One pass of the network over the numbers with as many bits as n - 1.
    #[inline(always)]
    fn pass<const N: usize>(&self, numbers: &mut [u32; N]) {
        let (mut lows, mut highs) = ([0; N], [0; N]);
        for at in 0..N {
            lows[at] = numbers[at] & self.masks[0];
            highs[at] = (numbers[at] >> self.low) & self.masks[1];
        }
        // Two rounds for all numbers, then the next two: a loop over numbers becomes vectors.
        for keys in self.keys[..self.rounds].as_chunks::<2>().0 {
            for at in 0..N {
                highs[at] ^= mix(lows[at] ^ keys[0]) & self.masks[1];
                lows[at] ^= mix(highs[at] ^ keys[1]) & self.masks[0];
            }
        }
        for at in 0..N {
            numbers[at] = (highs[at] << self.low) | lows[at];
        }
    }

    /// Puts at most [`TOGETHER`] uniforms of consecutive places into their strata.
    #[inline(always)]
    fn stratify(&self, some: &mut [f64], place: u32) {
        let mut strata = [0; TOGETHER];
        for (at, stratum) in strata.iter_mut().enumerate() {
            *stratum = place.wrapping_add(at as u32);
        }
        self.pass(&mut strata);
        let n = f64::from(self.n);
        for (u, stratum) in some.iter_mut().zip(&mut strata) {
            while *stratum >= self.n {
                let mut one = [*stratum];
                self.pass(&mut one);
                *stratum = one[0];
            }
            *u = (f64::from(*stratum) + (f64::from((*u * PLACES) as u32) + 0.5) / PLACES) / n;
        }
    }
}

/// A bijective mix of 32 bits: lowbias32 of Wellons (2018, hash-prospector).
#[inline(always)]
fn mix(mut x: u32) -> u32 {
    x = (x ^ (x >> 16)).wrapping_mul(0x7feb_352d);
    x = (x ^ (x >> 15)).wrapping_mul(0x846c_a68b);
    x ^ (x >> 16)
}

#[cfg(test)]
mod tests {
    use super::super::luck;
    use super::super::spread::Place;
    use super::*;

    /// The strata of a replicate in order of its draws.
    fn strata(n: u32, key: u64, year: i32, replicate: u64) -> Vec<u32> {
        let mut us = vec![0.5; n as usize];
        stratify(&mut us, key, year, u64::from(n) * replicate, u64::from(n));
        us.iter().map(|u| (u * f64::from(n)) as u32).collect()
    }

    #[test]
    fn every_stratum_is_taken_once_whatever_the_number() {
        for n in [1, 2, 3, 5, 8, 63, 64, 65, 100, 625, 1000, 1024, 31_250] {
            for replicate in [0, 1, 31] {
                let mut taken = strata(n, 9, 2031, replicate);
                taken.sort_unstable();
                assert!(taken.iter().copied().eq(0..n), "{n}");
            }
        }
    }

    #[test]
    fn the_largest_replicate_rounds_no_place_into_another_stratum() {
        let n = 1 << 20;
        for extreme in [f64::EPSILON / 4.0, 1.0 - f64::EPSILON / 2.0] {
            let mut us = vec![extreme; n];
            stratify(&mut us, 3, 0, 0, n as u64);
            assert!(us.iter().all(|u| *u > 0.0 && *u < 1.0));
            let mut taken: Vec<u32> = us.iter().map(|u| (u * n as f64) as u32).collect();
            taken.sort_unstable();
            assert!(taken.into_iter().eq(0..n as u32));
        }
    }

    #[test]
    fn every_part_of_the_address_gives_another_permutation() {
        let base = strata(100, 1, 2030, 0);
        for other in [strata(100, 2, 2030, 0), strata(100, 1, 2031, 0), strata(100, 1, 2030, 1)] {
            // Two random permutations agree in one place on average.
            assert!(base.iter().zip(&other).filter(|(a, b)| a == b).count() < 10);
        }
    }

    /// Pearson's statistic of counts that should be equal, in standard deviations from its mean.
    fn excess(counts: &[u32]) -> f64 {
        let mean = f64::from(counts.iter().sum::<u32>()) / counts.len() as f64;
        let squares: f64 = counts.iter().map(|c| (f64::from(*c) - mean).powi(2) / mean).sum();
        let df = counts.len() as f64 - 1.0;
        (squares - df) / (2.0 * df).sqrt()
    }

    #[test]
    fn over_keys_every_pair_of_strata_is_as_likely_for_a_pair_of_draws() {
        for n in [5_u32, 12, 16] {
            let size = n as usize;
            let mut pairs = vec![0; size * size];
            for seed in 0..40_000 {
                let order = strata(n, luck::key(seed, "pair", ""), 0, 0);
                pairs[(order[0] * n + order[size - 1]) as usize] += 1;
            }
            // Two draws never share a stratum.
            assert!((0..size).all(|k| pairs[k * size + k] == 0));
            let apart: Vec<u32> =
                (0..size * size).filter(|at| at / size != at % size).map(|at| pairs[at]).collect();
            assert!(excess(&apart).abs() < 5.0, "{n}: {}", excess(&apart));
        }
    }

    #[test]
    fn one_draw_and_a_block_across_replicates_agree() {
        let key = luck::key(7, "shock", "north");
        let mut block = vec![0.0; 301];
        let place = Place::Stratum { replicate: 100 };
        luck::fill_in(&mut block, key, 2031, 40, place);
        for (i, u) in block.iter().enumerate() {
            assert_eq!(u.to_bits(), luck::uniform_in(key, 2031, 40 + i as u64, place).to_bits());
        }
    }
}
