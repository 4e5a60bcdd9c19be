//! Sums, differences, products and quotients on rows of draws, alone and in pairs.
//!
//! These are so little work that what counts is how often memory is read and written: a pair reads
//! three operands and writes one result, and an operand with one value for all draws is read once a
//! row. Owns those loops, as vectors of the instruction set. Never: another rounding than that of
//! one operation after the other.

use crate::compile::Pair;
use crate::model::Op;
use pulp::Simd;

/// An operand for some zones.
#[derive(Copy, Clone)]
pub struct Operand<'a> {
    values: &'a [f64],
    /// From one zone to the next; nothing for an operand of the city.
    zone: usize,
    /// Values of a zone: those of its draws, or a vector of equal ones.
    row: usize,
}

impl<'a> Operand<'a> {
    /// Rows of `row` values, by zone or one for all of them.
    #[inline(always)]
    pub fn new(values: &'a [f64], row: usize) -> Self {
        Self { values, zone: if values.len() == row { 0 } else { row }, row }
    }

    #[inline(always)]
    fn of_zone(&self, zone: usize) -> &'a [f64] {
        &self.values[zone * self.zone..][..self.row]
    }

    /// The same as one long row of `all` values, if it is one: a row for every zone, or one value for all.
    #[inline(always)]
    fn joined(self, all: usize, draws: usize) -> Option<Self> {
        match self.row == draws {
            true => (self.values.len() == all).then_some(Self { values: self.values, zone: 0, row: all }),
            false => (self.zone == 0).then_some(self),
        }
    }
}

/// The operands and the length of a row: one for all zones where that gives the same.
#[inline(always)]
fn longest<const N: usize>(
    operands: [Operand<'_>; N],
    all: usize,
    draws: usize,
) -> ([Operand<'_>; N], usize) {
    let mut long = operands;
    for operand in &mut long {
        match operand.joined(all, draws) {
            Some(joined) => *operand = joined,
            None => return (operands, draws),
        }
    }
    (long, all)
}

/// A loop over the rows, for each way in which operands can vary.
///
/// Vectors of draws first; what is left over is a last, partly filled vector.
macro_rules! rows {
    ($S:ident $simd:ident $out:ident $draws:ident [$a:ident $b:ident] => $result:expr) => {{
        // Where a block is no longer than a row of equal values, that is a row of draws as well.
        match [$a, $b].map(|operand| operand.row != $draws) {
            [false, false] => rows!(@rows $S $simd $out $draws [$a: a draws, $b: b draws] $result),
            [true, false] => rows!(@rows $S $simd $out $draws [$a: a flat, $b: b draws] $result),
            [false, true] => rows!(@rows $S $simd $out $draws [$a: a draws, $b: b flat] $result),
            [true, true] => rows!(@rows $S $simd $out $draws [$a: a flat, $b: b flat] $result),
        }
    }};
    ($S:ident $simd:ident $out:ident $draws:ident [$a:ident $b:ident $c:ident] => $result:expr) => {{
        match [$a, $b, $c].map(|operand| operand.row != $draws) {
            [false, false, false] => {
                rows!(@rows $S $simd $out $draws [$a: a draws, $b: b draws, $c: c draws] $result)
            }
            [true, false, false] => {
                rows!(@rows $S $simd $out $draws [$a: a flat, $b: b draws, $c: c draws] $result)
            }
            [false, true, false] => {
                rows!(@rows $S $simd $out $draws [$a: a draws, $b: b flat, $c: c draws] $result)
            }
            [false, false, true] => {
                rows!(@rows $S $simd $out $draws [$a: a draws, $b: b draws, $c: c flat] $result)
            }
            [true, true, false] => {
                rows!(@rows $S $simd $out $draws [$a: a flat, $b: b flat, $c: c draws] $result)
            }
            [true, false, true] => {
                rows!(@rows $S $simd $out $draws [$a: a flat, $b: b draws, $c: c flat] $result)
            }
            [false, true, true] => {
                rows!(@rows $S $simd $out $draws [$a: a draws, $b: b flat, $c: c flat] $result)
            }
            [true, true, true] => {
                rows!(@rows $S $simd $out $draws [$a: a flat, $b: b flat, $c: c flat] $result)
            }
        }
    }};
    (@rows $S:ident $simd:ident $out:ident $draws:ident [$($x:ident: $row:ident $kind:ident),+] $result:expr) => {
        for (zone, out) in $out.chunks_exact_mut($draws).enumerate() {
            let (whole, rest) = $S::as_mut_simd_f64s(out);
            $(
                let $row = $x.of_zone(zone);
                let $row = rows!(@$kind $S $simd $row whole.len());
            )+
            for (i, out) in whole.iter_mut().enumerate() {
                $(let $x = rows!(@at $kind $row i);)+
                *out = $result;
            }
            if !rest.is_empty() {
                $(let $x = rows!(@rest $kind $simd $row);)+
                $simd.partial_store_f64s(rest, $result);
            }
        }
    };
    (@draws $S:ident $simd:ident $row:ident $n:expr) => {{
        let (whole, rest) = $S::as_simd_f64s($row);
        (&whole[..$n], rest)
    }};
    (@flat $S:ident $simd:ident $row:ident $n:expr) => { $simd.splat_f64s($row[0]) };
    (@at draws $row:ident $i:ident) => { $row.0[$i] };
    (@at flat $row:ident $i:ident) => {{
        let _ = $i;
        $row
    }};
    (@rest draws $simd:ident $row:ident) => { $simd.partial_load_f64s($row.1) };
    (@rest flat $simd:ident $row:ident) => { $row };
}

/// `out[zone][draw] = op(a, b)`; `out` has rows of `draws` values.
///
/// # Panics
/// If it is another op than these four.
#[inline(always)]
pub fn one<S: Simd>(simd: S, op: Op, out: &mut [f64], draws: usize, operands: [Operand; 2]) {
    let ([a, b], draws) = longest(operands, out.len(), draws);
    match op {
        Op::Add => rows!(S simd out draws [a b] => simd.add_f64s(a, b)),
        Op::Sub => rows!(S simd out draws [a b] => simd.sub_f64s(a, b)),
        Op::Mul => rows!(S simd out draws [a b] => simd.mul_f64s(a, b)),
        Op::Div => rows!(S simd out draws [a b] => simd.div_f64s(a, b)),
        op => panic!("{op:?} has a loop of its own"),
    }
}

/// `out[zone][draw] = outer(inner(a, b), c)`, or with the operands of `outer` exchanged.
///
/// # Panics
/// If an operation is not a sum, difference or product.
#[inline(always)]
pub fn two<S: Simd>(simd: S, pair: Pair, out: &mut [f64], draws: usize, operands: [Operand; 3]) {
    let ([a, b, c], draws) = longest(operands, out.len(), draws);
    macro_rules! joined {
        ($inner:ident, $outer:ident) => {
            rows!(S simd out draws [a b c] => simd.$outer(simd.$inner(a, b), c))
        };
        (from c, $inner:ident) => { rows!(S simd out draws [a b c] => simd.sub_f64s(c, simd.$inner(a, b))) };
    }
    match (pair.inner, pair.outer, pair.second) {
        (Op::Add, Op::Add, _) => joined!(add_f64s, add_f64s),
        (Op::Sub, Op::Add, _) => joined!(sub_f64s, add_f64s),
        (Op::Mul, Op::Add, _) => joined!(mul_f64s, add_f64s),
        (Op::Add, Op::Mul, _) => joined!(add_f64s, mul_f64s),
        (Op::Sub, Op::Mul, _) => joined!(sub_f64s, mul_f64s),
        (Op::Mul, Op::Mul, _) => joined!(mul_f64s, mul_f64s),
        (Op::Add, Op::Sub, false) => joined!(add_f64s, sub_f64s),
        (Op::Sub, Op::Sub, false) => joined!(sub_f64s, sub_f64s),
        (Op::Mul, Op::Sub, false) => joined!(mul_f64s, sub_f64s),
        (Op::Add, Op::Sub, true) => joined!(from c, add_f64s),
        (Op::Sub, Op::Sub, true) => joined!(from c, sub_f64s),
        (Op::Mul, Op::Sub, true) => joined!(from c, mul_f64s),
        (inner, outer, _) => panic!("{inner:?} and {outer:?} are not joined"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::InstructionSet;
    use crate::simulate::slots::LINE;

    const ZONES: usize = 3;

    /// How an operand varies.
    #[derive(Copy, Clone, Debug, PartialEq)]
    enum Varies {
        City,
        Zone,
        CityFlat,
        ZoneFlat,
    }

    const ALL: [Varies; 4] = [Varies::City, Varies::Zone, Varies::CityFlat, Varies::ZoneFlat];

    /// Values of an operand, and the value it stands for by zone and draw.
    fn values(varies: Varies, draws: usize, seed: f64) -> (Vec<f64>, impl Fn(usize, usize) -> f64) {
        let at = move |zone: usize, draw: usize| {
            let zone = if matches!(varies, Varies::Zone | Varies::ZoneFlat) { zone } else { 0 };
            let draw = if matches!(varies, Varies::City | Varies::Zone) { draw } else { 0 };
            (seed + 1.7 * zone as f64 + 0.37 * draw as f64).sin() * 3.0 + 0.01
        };
        let zones = if matches!(varies, Varies::Zone | Varies::ZoneFlat) { ZONES } else { 1 };
        let values =
            (0..zones).flat_map(|zone| (0..row(varies, draws)).map(move |draw| at(zone, draw))).collect();
        (values, at)
    }

    fn row(varies: Varies, draws: usize) -> usize {
        if matches!(varies, Varies::City | Varies::Zone) { draws } else { LINE }
    }

    struct One<'a>(Op, &'a mut [f64], usize, [Operand<'a>; 2]);

    impl pulp::WithSimd for One<'_> {
        type Output = ();

        fn with_simd<S: Simd>(self, simd: S) {
            one(simd, self.0, self.1, self.2, self.3);
        }
    }

    struct Two<'a>(Pair, &'a mut [f64], usize, [Operand<'a>; 3]);

    impl pulp::WithSimd for Two<'_> {
        type Output = ();

        fn with_simd<S: Simd>(self, simd: S) {
            two(simd, self.0, self.1, self.2, self.3);
        }
    }

    #[track_caller]
    fn same(out: &[f64], draws: usize, wanted: impl Fn(usize, usize) -> f64, what: &dyn std::fmt::Debug) {
        for (at, found) in out.iter().enumerate() {
            let wanted = wanted(at / draws, at % draws);
            assert_eq!(found.to_bits(), wanted.to_bits(), "{what:?} at {at}: {found}, {wanted}");
        }
    }

    #[test]
    fn every_operation_has_the_bits_of_single_numbers_however_its_operands_vary() {
        for draws in [2, 8, 19, 64] {
            for op in [Op::Add, Op::Sub, Op::Mul, Op::Div] {
                for (x, y) in ALL.iter().flat_map(|x| ALL.map(|y| (*x, y))) {
                    let ((a, at_a), (b, at_b)) = (values(x, draws, 1.0), values(y, draws, 2.0));
                    for set in InstructionSet::all() {
                        let mut out = vec![f64::NAN; ZONES * draws];
                        let operands = [Operand::new(&a, row(x, draws)), Operand::new(&b, row(y, draws))];
                        set.0.dispatch(One(op, &mut out, draws, operands));
                        let wanted = |zone, draw| op.apply(&[at_a(zone, draw), at_b(zone, draw)]);
                        same(&out, draws, wanted, &(op, x, y, draws, set));
                    }
                }
            }
        }
    }

    #[test]
    fn every_pair_has_the_bits_of_one_operation_after_the_other() {
        let ops = [Op::Add, Op::Sub, Op::Mul];
        let pairs = ops.iter().flat_map(|inner| ops.map(|outer| (*inner, outer)));
        let pairs =
            pairs.flat_map(|(inner, outer)| [false, true].map(|second| Pair { inner, outer, second }));
        for pair in pairs.filter(|pair| !pair.second || pair.outer == Op::Sub) {
            let kinds = ALL.iter().flat_map(|x| ALL.iter().flat_map(|y| ALL.map(|z| [*x, *y, z])));
            for kinds in kinds {
                let draws = 19;
                let [x, y, z] = kinds;
                let ((a, at_a), (b, at_b)) = (values(x, draws, 1.0), values(y, draws, 2.0));
                let (c, at_c) = values(z, draws, 3.0);
                for set in InstructionSet::all() {
                    let mut out = vec![f64::NAN; ZONES * draws];
                    let operands = [(&a, x), (&b, y), (&c, z)]
                        .map(|(values, varies)| Operand::new(values, row(varies, draws)));
                    set.0.dispatch(Two(pair, &mut out, draws, operands));
                    let wanted = |zone, draw| {
                        let inner = pair.inner.apply(&[at_a(zone, draw), at_b(zone, draw)]);
                        let c = at_c(zone, draw);
                        let args = if pair.second { [c, inner] } else { [inner, c] };
                        pair.outer.apply(&args)
                    };
                    same(&out, draws, wanted, &(pair, kinds, set));
                }
            }
        }
    }
}
