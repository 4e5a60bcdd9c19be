//! Units as algebra: products of base units to rational powers, some factors still open.
//!
//! Owns the arithmetic of units and the solver that finds open ones from equations.
//! Ten counts as a base unit: 亿元 is 10^8 元 and 万元 is 10^4 元, so amounts in them
//! do not mix, while 吨标准煤/万元 times 亿元 is 万吨标准煤. Never: knows names of units
//! (see `unit_text`) or what an equation is.

use rustc_hash::FxHashMap as HashMap;

/// A rational number in lowest terms.
///
/// Invariant: the denominator is positive and has no common factor with the numerator.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Ratio {
    above: i64,
    below: i64,
}

impl Ratio {
    /// One.
    pub const ONE: Ratio = Ratio { above: 1, below: 1 };

    /// `above / below` in lowest terms; nothing if `below` is zero or a number too large.
    pub fn new(above: i64, below: i64) -> Option<Self> {
        let (mut a, mut b) = (above.checked_abs()?, below.checked_abs()?);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        if below == 0 {
            return None;
        }
        let sign = below.signum();
        Some(Self { above: sign * (above / a), below: sign * (below / a) })
    }

    /// A whole number.
    pub const fn whole(above: i64) -> Self {
        Self { above, below: 1 }
    }

    /// The simple fraction that a number written in a script means; nothing if there is none.
    pub fn near(x: f64) -> Option<Self> {
        const MOST: i64 = 1_000;
        let close =
            |below: &i64| (x * *below as f64 - (x * *below as f64).round()).abs() < 1e-9 * *below as f64;
        let below = (1..=MOST).find(close).filter(|_| x.abs() < 1e6)?;
        Self::new((x * below as f64).round() as i64, below)
    }

    /// Numerator and denominator.
    pub fn parts(self) -> (i64, i64) {
        (self.above, self.below)
    }

    /// The sum, unless too large.
    pub fn plus(self, other: Self) -> Option<Self> {
        let (left, right) = (self.above.checked_mul(other.below)?, other.above.checked_mul(self.below)?);
        Self::new(left.checked_add(right)?, self.below.checked_mul(other.below)?)
    }

    /// The product, unless too large.
    pub fn times(self, other: Self) -> Option<Self> {
        Self::new(self.above.checked_mul(other.above)?, self.below.checked_mul(other.below)?)
    }
}

/// What a unit is a product of.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Factor {
    /// The number ten, so that a scale is part of the unit.
    Ten,
    /// A base unit: index into the table of `unit_text`.
    Base(u8),
    /// A unit that is not known yet.
    Open(u32),
}

/// A unit: a product of powers. No factor at all is the unit of pure numbers, `1`.
///
/// Invariant: sorted by factor, each once, no power is zero.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Unit(Vec<(Factor, Ratio)>);

impl Unit {
    /// The unit of pure numbers.
    pub fn pure() -> Self {
        Self::default()
    }

    /// One factor to a power.
    pub fn of(factor: Factor, power: Ratio) -> Self {
        Self(if power.above == 0 { Vec::new() } else { vec![(factor, power)] })
    }

    /// Its factors.
    pub fn factors(&self) -> &[(Factor, Ratio)] {
        &self.0
    }

    /// The power of a factor; zero if it has none.
    pub fn power(&self, factor: Factor) -> Ratio {
        self.0.iter().find(|(f, _)| *f == factor).map_or(Ratio::whole(0), |(_, power)| *power)
    }

    /// Whether nothing in it is open.
    pub fn is_known(&self) -> bool {
        !self.0.iter().any(|(factor, _)| matches!(factor, Factor::Open(_)))
    }

    /// `self * other^power`; nothing if a power gets too large to compute.
    pub fn times(&self, other: &Unit, power: Ratio) -> Option<Unit> {
        let mut factors = Vec::with_capacity(self.0.len() + other.0.len());
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        loop {
            let order = match (left.peek(), right.peek()) {
                (None, None) => return Some(Unit(factors)),
                (Some(_), None) => std::cmp::Ordering::Less,
                (None, Some(_)) => std::cmp::Ordering::Greater,
                (Some((a, _)), Some((b, _))) => a.cmp(b),
            };
            let from_left = if order.is_le() { left.next() } else { None };
            let from_right = if order.is_ge() { right.next() } else { None };
            let mut sum = from_left.map_or(Ratio::whole(0), |(_, p)| *p);
            if let Some((_, p)) = from_right {
                sum = sum.plus(p.times(power)?)?;
            }
            let factor = from_left.or(from_right).map(|(factor, _)| *factor);
            factors.extend(factor.filter(|_| sum.above != 0).map(|factor| (factor, sum)));
        }
    }

    /// `self^power`; nothing if a power gets too large to compute.
    pub fn to(&self, power: Ratio) -> Option<Unit> {
        Unit::pure().times(self, power)
    }
}

/// What an operation asks of its operands' units, and which unit its result has.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Law {
    /// All alike, and so is the result.
    Alike,
    /// All alike; the result is a condition.
    Compared,
    /// Conditions only.
    Logic,
    /// A condition, then two alike; the result is as these.
    Chosen,
    /// The units multiply.
    Product,
    /// The units divide.
    Quotient,
    /// A constant power of the unit; any other power only of pure numbers.
    Power,
    /// The square root of the unit.
    Root,
    /// Pure numbers only.
    Pure,
    /// The result is as the first; the others are pure numbers.
    First,
}

/// Most open factors of one unit; beyond, it counts as one that is open as a whole.
const MOST_OPEN: usize = 64;

/// Finds open units from equations.
///
/// Every equation is a product of powers that must be `1`, linear in the powers: the
/// newest open unit in it is expressed by the others (Gauss's elimination; Kennedy 1996
/// for whole powers). What is too large to compute counts as open: no false alarm.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// Open units that are solved, expressed by older ones.
    solved: HashMap<u32, Unit>,
    next: u32,
}

impl Units {
    /// A unit that is not known yet.
    pub fn open(&mut self) -> Unit {
        let index = self.next;
        self.next = self.next.wrapping_add(1);
        Unit::of(Factor::Open(index), Ratio::ONE)
    }

    /// How many open units are solved, for a limit on memory.
    pub fn size(&self) -> usize {
        self.solved.len()
    }

    /// A unit with everything put in that is known by now; nothing if it is too large to compute.
    pub fn resolved(&self, unit: &Unit) -> Option<Unit> {
        let mut unit = unit.clone();
        // A solution names older ones only, so going from new to old comes to an end.
        loop {
            let found = unit.0.iter().rev().find_map(|(factor, power)| match factor {
                Factor::Open(index) => self.solved.get(index).map(|known| (*factor, *power, known)),
                _ => None,
            });
            let Some((factor, power, known)) = found else { return Some(unit) };
            unit.0.retain(|(other, _)| *other != factor);
            unit = unit.times(known, power)?;
        }
    }

    /// `a * b^power`.
    pub fn product(&mut self, a: &Unit, b: &Unit, power: Ratio) -> Unit {
        let unit = self.resolved(a).zip(self.resolved(b)).and_then(|(a, b)| a.times(&b, power));
        let open = |unit: &Unit| unit.0.iter().filter(|(f, _)| matches!(f, Factor::Open(_))).count();
        unit.filter(|unit| open(unit) <= MOST_OPEN).unwrap_or_else(|| self.open())
    }

    /// Makes two units equal, if some open unit in them allows it.
    ///
    /// # Errors
    /// Both units as far as they are known, if they differ whatever the open ones are.
    pub fn equate(&mut self, a: &Unit, b: &Unit) -> Result<(), (Unit, Unit)> {
        let Some((a, b)) = self.resolved(a).zip(self.resolved(b)) else { return Ok(()) };
        let Some(gap) = a.times(&b, Ratio::whole(-1)) else { return Ok(()) };
        match gap.0.last() {
            None => Ok(()),
            Some((Factor::Open(index), power)) => {
                let rest = Unit(gap.0[..gap.0.len() - 1].to_vec());
                let solution = Ratio::new(-power.below, power.above).and_then(|power| rest.to(power));
                self.solved.extend(solution.map(|unit| (*index, unit)));
                Ok(())
            }
            Some(_) => Err((a, b)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unit() -> impl Strategy<Value = Unit> {
        let factor =
            prop_oneof![Just(Factor::Ten), (0..4u8).prop_map(Factor::Base), (0..4u32).prop_map(Factor::Open)];
        let power = (-3..=3i64, 1..=3i64).prop_map(|(a, b)| Ratio::new(a, b).expect("small"));
        proptest::collection::vec((factor, power), 0..5).prop_map(|parts| {
            parts.into_iter().fold(Unit::pure(), |sum, (factor, power)| {
                sum.times(&Unit::of(factor, power), Ratio::ONE).expect("small")
            })
        })
    }

    fn units() -> Units {
        Units { next: 4, ..Units::default() }
    }

    proptest! {
        #[test]
        fn units_are_a_commutative_group_with_roots(a in unit(), b in unit(), c in unit()) {
            let times = |a: &Unit, b: &Unit| a.times(b, Ratio::ONE).expect("small");
            prop_assert_eq!(times(&a, &b), times(&b, &a));
            prop_assert_eq!(times(&times(&a, &b), &c), times(&a, &times(&b, &c)));
            prop_assert_eq!(times(&a, &b).times(&b, Ratio::whole(-1)), Some(a.clone()));
            let half = Ratio::new(1, 2).expect("small");
            prop_assert_eq!(a.to(half).and_then(|root| root.to(Ratio::whole(2))), Some(a));
        }

        #[test]
        fn equating_is_symmetric_and_makes_equal(a in unit(), b in unit(), seen in unit()) {
            let (mut one, mut two) = (units(), units());
            let (left, right) = (one.equate(&a, &b), two.equate(&b, &a));
            prop_assert_eq!(left.is_ok(), right.is_ok());
            if left.is_ok() {
                prop_assert_eq!(one.resolved(&a), one.resolved(&b));
                prop_assert_eq!(one.resolved(&seen), two.resolved(&seen));
            } else {
                prop_assert!(one.resolved(&a).is_some() && one.solved.is_empty());
            }
        }

        #[test]
        fn a_solution_leaves_open_whatever_the_equation_does(
            a in unit(),
            b in unit(),
            guess in proptest::collection::vec(unit(), 4),
        ) {
            // Known units for the open ones, and a right side that makes these a solution.
            let known: Vec<Unit> = guess.iter().map(|unit| {
                Unit(unit.0.iter().copied().filter(|(f, _)| !matches!(f, Factor::Open(_))).collect())
            }).collect();
            let fill = |unit: &Unit| unit.0.iter().fold(Unit::pure(), |sum, (factor, power)| {
                let part = match factor {
                    Factor::Open(index) => known[*index as usize].clone(),
                    _ => Unit::of(*factor, Ratio::ONE),
                };
                sum.times(&part, *power).expect("small")
            });
            let gap = fill(&a).times(&fill(&b), Ratio::whole(-1)).expect("small");
            let b = b.times(&gap, Ratio::ONE).expect("small");
            let mut solver = units();
            prop_assert!(solver.equate(&a, &b).is_ok());
            for (index, known) in (0..).zip(&known) {
                let found = solver.resolved(&Unit::of(Factor::Open(index), Ratio::ONE)).expect("small");
                prop_assert_eq!(&fill(&found), known);
            }
        }
    }

    #[test]
    fn what_is_too_large_is_open_and_never_a_clash() {
        let mut units = Units::default();
        let mut x = Unit::of(Factor::Base(0), Ratio::ONE);
        for _ in 0..100 {
            x = units.product(&x, &x, Ratio::ONE);
        }
        assert!(units.equate(&x, &Unit::pure()).is_ok());
    }

    #[test]
    fn fractions_are_read_off_numbers() {
        assert_eq!(Ratio::near(0.5), Ratio::new(1, 2));
        assert_eq!(Ratio::near(-2.0), Ratio::new(-2, 1));
        assert_eq!(Ratio::near(1.0 / 3.0), Ratio::new(1, 3));
        assert_eq!(Ratio::near(0.37), Ratio::new(37, 100));
        assert_eq!(Ratio::near(std::f64::consts::PI), None);
        assert_eq!(Ratio::near(f64::NAN), None);
    }
}
