//! What is measured: a case from its folder to draws, simulated alone or with everything counted.
//!
//! Owns the two ways to run it. Simulation only keeps the sum and the sum of squares of every
//! reported row; the full pipeline is what `zonecast run` does up to its summary.

use crate::measure::timed;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use zonecast::batch::{CaseChoice, Prepared, ScenarioFile, load_case, prepare};
use zonecast::case::{Case, CaseFiles, Embedded, Folder, default_case_id, read_case};
use zonecast::compile::Program;
use zonecast::experiment::{Experiment, experiment};
use zonecast::simulate::{Control, Keys, Workspace, block_size, simulate};
use zonecast::summary::{Summary, summarise};

/// A case ready to run, and how long that took.
pub struct Subject {
    pub experiment: Experiment,
    pub case: Arc<Case>,
    /// Milliseconds of reading the case's files.
    pub read: f64,
    /// Milliseconds of tracing the model and its scenarios.
    pub traced: f64,
    /// Milliseconds of compiling them into one program.
    pub compiled: f64,
}

impl Subject {
    /// Reads, traces and compiles; times are the best of three.
    pub fn new(choice: &CaseChoice, scenarios: &[ScenarioFile]) -> Self {
        let mut best: Option<Self> = None;
        for _ in 0..3 {
            let one = Self::once(choice, scenarios);
            best = Some(match best {
                None => one,
                Some(b) => Self {
                    read: b.read.min(one.read),
                    traced: b.traced.min(one.traced),
                    compiled: b.compiled.min(one.compiled),
                    ..one
                },
            });
        }
        best.expect("three times")
    }

    fn once(choice: &CaseChoice, scenarios: &[ScenarioFile]) -> Self {
        let (mut prepared, mut bound): (Option<Prepared>, Option<Experiment>) = (None, None);
        let (_, read) = timed(|| read(choice));
        let (_, both) = timed(|| {
            let loaded = load_case(choice, 60).expect("the case");
            prepared = Some(prepare(loaded, scenarios).expect("its scenarios"));
        });
        let prepared = prepared.expect("just made");
        let all = prepared.scenarios.iter().map(|t| t.scenario.clone()).collect();
        let (_, compiled) =
            timed(|| bound = Some(experiment(&prepared.model.case, all, 1, 0).expect("bound")));
        Self {
            experiment: bound.expect("just made"),
            case: prepared.model.case.clone(),
            read: read * 1e3,
            traced: (both - read).max(0.0) * 1e3,
            compiled: compiled * 1e3,
        }
    }

    /// Draws of a block.
    pub fn block(&self) -> u64 {
        block_size(self.experiment.program.zones()) as u64
    }

    /// Simulates on some threads; gives the sum over all of what is kept, so that it is not left out.
    pub fn simulate_only(&self, draws: u64, threads: usize) -> f64 {
        let program = &self.experiment.program;
        let keys = Keys::new(program, self.experiment.seed);
        let next = AtomicU64::new(0);
        let arch = pulp::Arch::new();
        let one = || {
            let mut space = Workspace::new(program, &keys, self.block() as usize);
            let years = program.graph.years();
            let mut moments =
                vec![Moments::default(); program.reported.len() * program.zones().max(1) * years];
            loop {
                let first = next.fetch_add(self.block(), Ordering::Relaxed);
                if first >= draws {
                    break moments.iter().flat_map(|m| m.0.as_flattened()).sum::<f64>();
                }
                let mut rest = &mut moments[..];
                space.run(first, |_, space| {
                    rest = arch.dispatch(Add { moments: std::mem::take(&mut rest), space, program });
                });
            }
        };
        std::thread::scope(|scope| {
            let running: Vec<_> = (0..threads).map(|_| scope.spawn(one)).collect();
            running.into_iter().map(|thread| thread.join().expect("a thread")).sum()
        })
    }

    /// Simulates, counts and sums up.
    pub fn full(&self, draws: u64, threads: usize) -> Summary {
        let experiment = Experiment { draws, ..self.experiment.clone() };
        let control = Control { threads, stop: &AtomicBool::new(false), progress: &|_| {} };
        let outcomes = simulate(&experiment, &control).expect("finite");
        let warnings = experiment.scenarios.iter().map(|_| Vec::new()).collect();
        summarise(&self.case, &experiment, &outcomes, Vec::new(), warnings)
    }
}

fn read(choice: &CaseChoice) {
    let files: Box<dyn CaseFiles> = match choice {
        CaseChoice::Default => Box::new(Embedded::new(default_case_id())),
        CaseChoice::Named(path) => Box::new(Folder::new(path.clone())),
    };
    read_case("case", &*files, "case").expect("the case");
}

/// Sum and sum of squares of a row over all blocks, each in the parts that a vector has.
#[derive(Copy, Clone, Default)]
struct Moments([[f64; 8]; 2]);

/// Adds the rows of a year to the first moments; gives the others back.
struct Add<'m, 's, 'p> {
    moments: &'m mut [Moments],
    space: &'s Workspace<'p>,
    program: &'p Program,
}

impl<'m> pulp::WithSimd for Add<'m, '_, '_> {
    type Output = &'m mut [Moments];

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, simd: S) -> Self::Output {
        let mut at = 0;
        for slot in &self.program.reported {
            for row in self.space.slot(*slot).chunks_exact(self.space.draws()) {
                let (vectors, rest) = S::as_simd_f64s(row);
                let [mut sums, mut squares] = [simd.splat_f64s(0.0); 2];
                for x in vectors {
                    sums = simd.add_f64s(sums, *x);
                    squares = simd.add_f64s(squares, simd.mul_f64s(*x, *x));
                }
                let Moments(moments) = &mut self.moments[at];
                for (moment, more) in moments.iter_mut().zip([sums, squares]) {
                    let parts = S::as_mut_simd_f64s(moment).0;
                    parts[0] = simd.add_f64s(parts[0], more);
                }
                moments[0][0] += rest.iter().sum::<f64>();
                moments[1][0] += rest.iter().map(|x| x * x).sum::<f64>();
                at += 1;
            }
        }
        &mut self.moments[at..]
    }
}
