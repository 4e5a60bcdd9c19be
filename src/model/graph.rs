//! One graph of nodes: pure nodes interned, constants folded, everything named kept in lists.
//!
//! Owns the node kinds and the declarations (stocks, levers, uncertainties,
//! indicators). Luck is never interned by shape: an uncertainty has a name, and
//! that name is its luck. Never: evaluates draws.

pub use super::declared::{
    Indicator, Lever, LeverPart, Lookup, Memory, Money, Parts, Path, Stock, Uncertainty,
};
use super::{Args, Distribution, Every, Kind, Op, Reduction, Scope};
use crate::error::{Code, Error, Place, Result};
use rustc_hash::{FxBuildHasher, FxHashMap as HashMap};
use std::hash::BuildHasher;

/// Index of a node in its graph.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

impl NodeId {
    /// As an index into [`Graph::nodes`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A constant, by its bits.
    Const(u64),
    /// One constant per zone: index into [`Graph::zone_tables`].
    ZoneConst(usize),
    /// An operation on one to three nodes.
    Op(Op, Args),
    /// The calendar year of the step.
    Year,
    /// Time at the start of the step, in years since the end of the base year.
    Time,
    /// A bound uncertainty: index into [`Graph::uncertainties`].
    Uncertain(usize),
    /// The normal score of an uncertainty's own luck, before correlation.
    Score(usize),
    /// The uniform of an uncertainty's own luck.
    Unit(usize),
    /// A distribution's quantile at a normal score (or at a uniform): index into [`Graph::distributions`].
    Quantile {
        /// Index into [`Graph::distributions`].
        distribution: usize,
        /// Normal score or uniform.
        at: NodeId,
        /// Whether `at` is a normal score.
        score: bool,
    },
    /// A stock at the start of the step.
    Stock(usize),
    /// A stock at the end of the step.
    StockEnd(usize),
    /// The value of a node in the last step or year: index into [`Graph::memories`].
    Previous(usize),
    /// A reduction over the zones.
    Reduce(Reduction, NodeId),
    /// A lever's value in the scenario: index into [`Graph::levers`].
    Lever(usize),
    /// A part of it.
    LeverPart(usize, LeverPart),
    /// A figure of the case as drawn, or as a scenario believes it: index into [`Graph::figures`].
    Figure(usize),
    /// A table by zone and year: index into [`Graph::paths`].
    Path(usize),
    /// Piecewise linear function: index into [`Graph::lookups`].
    Lookup(usize, NodeId),
    /// The value of a node when every lever is at zero.
    Baseline(NodeId),
}

/// A node with its scope, its kind and the line that first made it.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// One value per draw, or one per zone and draw.
    pub scope: Scope,
    /// Number or condition.
    pub kind: Kind,
    /// Where a script made it, if a script did.
    pub place: Option<Place>,
}

/// A model, or a model with a scenario bound to it.
#[derive(Clone, Debug)]
pub struct Graph {
    /// Ids of the zones, in order.
    pub zones: Vec<String>,
    /// Year of the start values.
    pub base_year: i32,
    /// Last simulated year.
    pub last_year: i32,
    /// Euler steps in a year.
    pub steps_per_year: u32,
    /// Every node; operands of pure nodes come before them.
    pub nodes: Vec<Node>,
    /// Constants per zone.
    pub zone_tables: Vec<Vec<u64>>,
    /// Distributions in use.
    pub distributions: Vec<Distribution>,
    /// Bound uncertainties.
    pub uncertainties: Vec<Uncertainty>,
    /// Names of uncertainties and figures, for people.
    pub names: Vec<super::Label>,
    /// Correlations of normal scores: indices of two uncertainties and the coefficient.
    pub correlations: Vec<(usize, usize, f64)>,
    /// Stocks.
    pub stocks: Vec<Stock>,
    /// Levers.
    pub levers: Vec<Lever>,
    /// Memories of last values.
    pub memories: Vec<Memory>,
    /// Tables by zone and year.
    pub paths: Vec<Path>,
    /// Piecewise linear functions.
    pub lookups: Vec<Lookup>,
    /// Figures in use: name and the node that draws it (or a scenario's belief).
    pub figures: Vec<(String, NodeId)>,
    /// Indicators.
    pub indicators: Vec<Indicator>,
    /// Indicators whose change is split.
    pub parts: Vec<Parts>,
    /// Levers that change the counting scope only stay at zero, whatever a scenario says.
    pub fixed_scope: bool,
    /// Index of today's counting scope in each draw, if the case has several.
    pub stratum: Option<NodeId>,
    /// Public money by year, 亿元, summed over all declarations.
    pub cost: Option<NodeId>,
    /// The same by what it is spent on.
    pub monies: Vec<Money>,
    /// Private money that follows public money by year, 亿元, summed over all declarations.
    pub private: Option<NodeId>,
    /// By the hash of value and scope: the newest such node. Hashes are told apart by looking.
    interned: HashMap<u64, NodeId>,
    /// For each node: the one before it with the same hash.
    before: Vec<Option<NodeId>>,
}

impl Graph {
    /// An empty graph over `zones` and the years after `base_year` up to `last_year`.
    pub fn new(zones: Vec<String>, base_year: i32, last_year: i32, steps_per_year: u32) -> Self {
        Self {
            zones,
            base_year,
            last_year,
            steps_per_year,
            nodes: Vec::new(),
            zone_tables: Vec::new(),
            distributions: Vec::new(),
            uncertainties: Vec::new(),
            names: Vec::new(),
            correlations: Vec::new(),
            stocks: Vec::new(),
            levers: Vec::new(),
            memories: Vec::new(),
            paths: Vec::new(),
            lookups: Vec::new(),
            figures: Vec::new(),
            indicators: Vec::new(),
            parts: Vec::new(),
            fixed_scope: false,
            stratum: None,
            cost: None,
            monies: Vec::new(),
            private: None,
            interned: HashMap::default(),
            before: Vec::new(),
        }
    }

    /// The node behind an id.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// Number of reported years: the base year and every simulated one.
    pub fn years(&self) -> usize {
        (self.last_year - self.base_year + 1).max(1) as usize
    }

    /// The constant behind a node, if it is one.
    pub fn constant(&self, id: NodeId) -> Option<f64> {
        match self.node(id).value {
            Value::Const(bits) => Some(f64::from_bits(bits)),
            _ => None,
        }
    }

    /// The node of this value: the known one if pure and seen before, else a new one.
    pub fn add(&mut self, value: Value, scope: Scope, kind: Kind, place: Option<Place>) -> NodeId {
        let hash = FxBuildHasher.hash_one((&value, scope));
        let mut known = self.interned.get(&hash).copied();
        while let Some(id) = known {
            let node = self.node(id);
            if node.scope == scope && node.value == value {
                return id;
            }
            known = self.before[id.index()];
        }
        let id = NodeId(self.nodes.len() as u32);
        self.before.push(self.interned.insert(hash, id));
        self.nodes.push(Node { value, scope, kind, place });
        id
    }

    /// A constant.
    pub fn number(&mut self, x: f64) -> NodeId {
        self.add(Value::Const(x.to_bits()), Scope::City, Kind::Number, None)
    }

    /// A constant per zone; one number if all are equal bits and there is a city value to use.
    pub fn zone_numbers(&mut self, xs: &[f64]) -> NodeId {
        let bits: Vec<u64> = xs.iter().map(|x| x.to_bits()).collect();
        let index = self.zone_tables.iter().position(|t| *t == bits).unwrap_or_else(|| {
            self.zone_tables.push(bits);
            self.zone_tables.len() - 1
        });
        self.add(Value::ZoneConst(index), Scope::Zone, Kind::Number, None)
    }

    /// An operation; folded if all operands are constants. Kinds are the caller's to check.
    pub fn op(&mut self, op: Op, args: &[NodeId], place: Option<Place>) -> NodeId {
        let constants: Option<Vec<f64>> = args.iter().map(|&a| self.constant(a)).collect();
        let kind = match op {
            Op::When => self.node(args[1]).kind,
            _ => op.kinds().1,
        };
        if let Some(constants) = constants {
            let folded = op.apply(&constants);
            return self.add(Value::Const(folded.to_bits()), Scope::City, kind, place);
        }
        if let Some(same) = self.neutral(op, args) {
            return same;
        }
        let scope = self.widest(args);
        self.add(Value::Op(op, args.iter().copied().collect()), scope, kind, place)
    }

    /// The operand that `op` returns unchanged, bit for bit (`x + 0` would turn -0 into 0: not here).
    fn neutral(&self, op: Op, args: &[NodeId]) -> Option<NodeId> {
        let is = |index: usize, x: f64| args.get(index).is_some_and(|&a| self.constant(a) == Some(x));
        match op {
            Op::Mul if is(1, 1.0) => Some(args[0]),
            Op::Mul if is(0, 1.0) => Some(args[1]),
            Op::Div if is(1, 1.0) => Some(args[0]),
            _ => None,
        }
    }

    /// A reduction over the zones; of a city value it is the value as if every zone had it.
    pub fn reduce(&mut self, reduction: Reduction, of: NodeId, place: Option<Place>) -> NodeId {
        let of = self.by_zone(of);
        self.add(Value::Reduce(reduction, of), Scope::City, Kind::Number, place)
    }

    /// The node itself if by zone, else the city's value broadcast to every zone.
    pub fn by_zone(&mut self, of: NodeId) -> NodeId {
        if self.node(of).scope == Scope::Zone {
            return of;
        }
        let ones = vec![1.0; self.zones.len()];
        let ones = self.zone_numbers(&ones);
        let kind = self.node(of).kind;
        self.add(Value::Op(Op::Mul, [of, ones].into_iter().collect()), Scope::Zone, kind, None)
    }

    /// Binds a distribution to a name: this is where a luck comes into being.
    ///
    /// # Errors
    /// [`Code::DeclaredTwice`] if the name is bound already.
    pub fn uncertain(
        &mut self,
        name: &str,
        distribution: Distribution,
        scope: Scope,
        every: Every,
        place: Option<Place>,
    ) -> Result<NodeId> {
        if self.uncertainties.iter().any(|u| u.name == name) {
            return Err(twice("@uncertainty", name, place));
        }
        let distribution = self.distribution(distribution);
        let index = self.uncertainties.len();
        self.uncertainties.push(Uncertainty {
            name: name.to_owned(),
            distribution,
            scope,
            every,
            unit: "1".to_owned(),
            place: place.clone(),
        });
        Ok(self.add(Value::Uncertain(index), scope, Kind::Number, place))
    }

    /// Index of a distribution in the table, entering it if new.
    pub fn distribution(&mut self, distribution: Distribution) -> usize {
        self.distributions.iter().position(|d| *d == distribution).unwrap_or_else(|| {
            self.distributions.push(distribution);
            self.distributions.len() - 1
        })
    }

    /// Declares a stock and gives the node of its value at the start of a step.
    ///
    /// # Errors
    /// [`Code::DeclaredTwice`] if the id is taken.
    pub fn stock(&mut self, stock: Stock) -> Result<NodeId> {
        if self.stocks.iter().any(|s| s.label.id == stock.label.id) {
            return Err(twice("@stock", &stock.label.id, stock.place));
        }
        let (scope, place) = (stock.scope, stock.place.clone());
        self.stocks.push(stock);
        Ok(self.add(Value::Stock(self.stocks.len() - 1), scope, Kind::Number, place))
    }

    /// Declares a lever and gives the node of its value.
    ///
    /// # Errors
    /// [`Code::DeclaredTwice`] if one of its words is taken.
    pub fn lever(&mut self, lever: Lever) -> Result<NodeId> {
        let taken = |l: &Lever| {
            l.label.id == lever.label.id || (l.label.zh == lever.label.zh && !lever.label.zh.is_empty())
        };
        if self.levers.iter().any(taken) {
            return Err(twice("@lever", &lever.label.id, lever.place));
        }
        let (scope, place) = (lever.scope, lever.place.clone());
        self.levers.push(lever);
        Ok(self.add(Value::Lever(self.levers.len() - 1), scope, Kind::Number, place))
    }

    /// Declares an indicator.
    ///
    /// # Errors
    /// [`Code::DeclaredTwice`] if the id is taken.
    pub fn indicator(&mut self, indicator: Indicator) -> Result<()> {
        if self.indicators.iter().any(|i| i.label.id == indicator.label.id) {
            return Err(twice("@indicator", &indicator.label.id, indicator.place));
        }
        self.indicators.push(indicator);
        Ok(())
    }

    /// The value of `of` in the last step (or year); see [`Memory`].
    pub fn previous(&mut self, of: NodeId, first: Option<NodeId>, yearly: bool) -> NodeId {
        let same = |m: &Memory| m.of == of && m.first == first && m.yearly == yearly;
        let index = self.memories.iter().position(same).unwrap_or_else(|| {
            self.memories.push(Memory { of, first, yearly });
            self.memories.len() - 1
        });
        let scope = first.map_or(self.node(of).scope, |f| self.widest(&[of, f]));
        let kind = self.node(of).kind;
        self.add(Value::Previous(index), scope, kind, None)
    }

    /// A table by zone and year as a node.
    pub fn path(&mut self, path: Path) -> NodeId {
        let scope = path.scope;
        let index = self.paths.iter().position(|p| *p == path).unwrap_or_else(|| {
            self.paths.push(path);
            self.paths.len() - 1
        });
        self.add(Value::Path(index), scope, Kind::Number, None)
    }

    /// The table behind a node, if it is one.
    pub fn path_of(&self, node: NodeId) -> Option<&Path> {
        match self.node(node).value {
            Value::Path(index) => Some(&self.paths[index]),
            _ => None,
        }
    }

    /// The widest scope among nodes.
    pub fn widest(&self, nodes: &[NodeId]) -> Scope {
        nodes.iter().map(|&n| self.node(n).scope).max().unwrap_or(Scope::City)
    }
}

fn twice(kind: &str, name: &str, place: Option<Place>) -> Error {
    let mut error = Error::new(Code::DeclaredTwice).with("kind", kind).with("name", name);
    error.place = place;
    error
}
