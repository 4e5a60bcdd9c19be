//! A draw's luck as a pure function of its address.
//!
//! The address is (seed, name, zone id, calendar year, draw index). Layout, fixed
//! for ever: key = mix(seed, FNV-1a 64 of `name`, byte 255, `zone id`) for the
//! Philox4x32-10 generator of Salmon et al. (2011); counter word 0-1 = draw / 2,
//! word 2 = calendar year (0 for once-per-draw), word 3 = 0. Words 0-1 of the
//! output belong to the even draw, 2-3 to the odd one; the upper 52 bits of a pair
//! make a uniform in the open interval (0, 1). No state: any draw can be replayed.

use super::spread::Place;
use super::{latin, sobol};
use rand_philox::splitmix64;

/// Key of one uncertainty in one zone (or the city: empty zone id).
pub fn key(seed: u64, name: &str, zone: &str) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in name.bytes().chain([255]).chain(zone.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    let seed = splitmix64(seed.wrapping_add(0x9e37_79b9_7f4a_7c15));
    splitmix64(hash ^ seed.rotate_left(32)).wrapping_add(seed)
}

/// Multipliers and key steps of Philox4x32 (Salmon et al. 2011, table 2).
const MULTIPLIERS: [u64; 2] = [0xd251_1f53, 0xcd9e_8d57];
const STEPS: [u32; 2] = [0x9e37_79b9, 0xbb67_ae85];
/// The lower word of two.
const LOWER: u64 = 0xffff_ffff;

/// Uniforms of the draws `first..first + out.len()`; `year` is 0 for once-per-draw luck.
///
/// Written out so that the loop over draws becomes vector instructions of whatever set the
/// caller is compiled for; the tests hold it against the generator's own crate.
///
/// # Panics
/// If `first` is odd; blocks start at even draws.
#[allow(clippy::needless_range_loop, reason = "iterators would leave calls in the loop")]
#[inline(always)]
pub fn fill(out: &mut [f64], key: u64, year: i32, first: u64) {
    assert!(first.is_multiple_of(2), "blocks start at even draws");
    let (counter, year) = (first / 2, u64::from(year as u32));
    let (whole, last) = out.as_chunks_mut::<2>();
    let pairs = whole.len();
    for pair in 0..pairs {
        whole[pair] = two_draws(counter + pair as u64, year, key).map(unit);
    }
    if let [u] = last {
        *u = unit(two_draws(counter + pairs as u64, year, key)[0]);
    }
}

/// The words of an even draw and the next.
#[inline(always)]
fn two_draws(counter: u64, year: u64, key: u64) -> [u64; 2] {
    // Words stand in the lower halves; what is above them is left behind by the products.
    let mut c = [counter, counter >> 32, year, 0];
    let mut k = [key as u32, (key >> 32) as u32];
    for _ in 0..10 {
        let first = (c[0] & LOWER) * MULTIPLIERS[0];
        let second = (c[2] & LOWER) * MULTIPLIERS[1];
        c = [(second >> 32) ^ c[1] ^ u64::from(k[0]), second, (first >> 32) ^ c[3] ^ u64::from(k[1]), first];
        k = [k[0].wrapping_add(STEPS[0]), k[1].wrapping_add(STEPS[1])];
    }
    [(c[1] << 32) | (c[0] & LOWER), (c[3] << 32) | (c[2] & LOWER)]
}

/// The upper 52 bits as a uniform in the open interval.
#[inline(always)]
fn unit(bits: u64) -> f64 {
    // A whole number below 2^52 becomes a double by planting it in the mantissa of 2^52.
    let whole = f64::from_bits(0x4330_0000_0000_0000 | (bits >> 12)) - 4_503_599_627_370_496.0;
    (whole + 0.5) * (1.0 / 4_503_599_627_370_496.0)
}

/// The uniforms of a run: [`fill`], spread as the run's sampler does it for this luck.
#[inline(always)]
pub fn fill_in(out: &mut [f64], key: u64, year: i32, first: u64, place: Place) {
    fill(out, key, year, first);
    spread(out, key, year, first, place);
}

#[inline(always)]
fn spread(out: &mut [f64], key: u64, year: i32, first: u64, place: Place) {
    match place {
        Place::Anywhere => {}
        Place::Stratum { replicate } => latin::stratify(out, key, year, first, replicate),
        Place::Dimension { replicate, dimension } => {
            sobol::spread(out, key, year, first, replicate, dimension);
        }
    }
}

/// The uniform of one draw of a run; the scalar oracle's view of [`fill_in`].
pub fn uniform_in(key: u64, year: i32, draw: u64, place: Place) -> f64 {
    let mut one = [uniform(key, year, draw)];
    spread(&mut one, key, year, draw, place);
    one[0]
}

/// The uniform of one draw; the scalar oracle's view of [`fill`].
pub fn uniform(key: u64, year: i32, draw: u64) -> f64 {
    let counter = u128::from(draw / 2) | (u128::from(year as u32) << 64);
    let words = [counter as u32, (counter >> 32) as u32, (counter >> 64) as u32, 0];
    let out = rand_philox::philox4x32_10(words, [key as u32, (key >> 32) as u32]);
    let at = 2 * (draw % 2) as usize;
    let bits = (u64::from(out[at + 1]) << 32) | u64::from(out[at]);
    ((bits >> 12) as f64 + 0.5) * (1.0 / 4_503_599_627_370_496.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_draw_and_a_block_of_draws_agree() {
        let key = key(7, "shock", "north");
        // The second start crosses from the counter's first word into its next.
        for first in [40, (1 << 33) - 100] {
            let mut block = vec![0.0; 301];
            fill(&mut block, key, 2031, first);
            for (i, u) in block.iter().enumerate() {
                assert_eq!(u.to_bits(), uniform(key, 2031, first + i as u64).to_bits());
                assert!(*u > 0.0 && *u < 1.0);
            }
        }
    }

    #[test]
    fn every_part_of_the_address_matters() {
        let base = uniform(key(1, "a", "z"), 2030, 5);
        let others = [
            uniform(key(2, "a", "z"), 2030, 5),
            uniform(key(1, "b", "z"), 2030, 5),
            uniform(key(1, "a", "y"), 2030, 5),
            uniform(key(1, "az", ""), 2030, 5),
            uniform(key(1, "a", "z"), 2031, 5),
            uniform(key(1, "a", "z"), 2030, 6),
            uniform(key(1, "a", "z"), 2030, 4),
        ];
        assert!(others.iter().all(|u| (u - base).abs() > 1e-9), "{base} {others:?}");
    }

    #[test]
    fn uniforms_have_the_moments_of_a_uniform() {
        let n = 1_000_000;
        let mut block = vec![0.0; n];
        fill(&mut block, key(3, "moments", ""), 0, 0);
        let mean = block.iter().sum::<f64>() / n as f64;
        let variance = block.iter().map(|u| (u - mean).powi(2)).sum::<f64>() / n as f64;
        let lag = block.windows(2).map(|w| (w[0] - 0.5) * (w[1] - 0.5)).sum::<f64>() / n as f64;
        assert!((mean - 0.5).abs() < 4.0 * 0.2887 / 1000.0, "{mean}");
        assert!((variance - 1.0 / 12.0).abs() < 4.0 * 0.0745 / 1000.0, "{variance}");
        assert!(lag.abs() < 4.0 / 12.0 / 1000.0, "{lag}");
    }
}
