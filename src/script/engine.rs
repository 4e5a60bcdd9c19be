//! The sandboxed engine: limits, what is switched off, its own stack.
//!
//! Owns the limits; the same in debug and release. The engine runs on a thread
//! with a 64 MB stack, since unlimited depth would abort the process.

use super::trace::{Phase, Shared, Trace};
use super::translate::{limit, translated};
use super::value::{locked, traced};
use super::{
    Host, Script, arrays, balance, check, comments, compare, functions, lines, model_words, modules,
    operators, parts, scenario_words, types,
};
use crate::error::{Code, Error, Place, Result};
use crate::model::{Kind, Scope, Value};
use rhai::packages::{
    ArithmeticPackage, BasicFnPackage, BasicIteratorPackage, BasicMapPackage, BasicMathPackage,
    BasicStringPackage, LogicPackage, MoreStringPackage, Package,
};
use rhai::{AST, Dynamic, Engine, EvalAltResult, Map, OptimizationLevel, Position};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

/// Depth of calls.
pub const CALL_DEPTH: usize = 64;
/// Depth of expressions.
pub const EXPRESSION_DEPTH: usize = 256;
/// Operations of a script with everything it imports.
pub const OPERATIONS: u64 = 5_000_000;
/// Characters of a text.
pub const TEXT: usize = 1_000_000;
/// Items of an array.
pub const ARRAY: usize = 100_000;
/// Keys of a map.
pub const MAP: usize = 10_000;
/// Functions of a file.
pub const FUNCTIONS: usize = 10_000;
/// Variables at a time.
pub const VARIABLES: usize = 100_000;
/// Imports of a script.
pub const MODULES: usize = 1_000;
/// Files that build on each other, one inside the other.
pub const FILE_DEPTH: usize = 32;
/// Nodes, actions, rules and notes that a script may make; a bound on memory.
pub const SIZE: usize = 1_000_000;
/// Seconds of running; the host holds the clock.
pub const SECONDS: u64 = 10;

/// Why the watch on a run stopped it.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Too many operations, counted over all files.
    Operations,
    /// Too much made.
    Size,
    /// Out of time.
    Time,
    /// A mistake that the engine would have swallowed.
    Pending,
    /// Too many calls inside each other.
    Depth,
}

impl Stop {
    /// As a mistake of the script, which keeps the place where it is raised.
    pub fn raised(self) -> Box<EvalAltResult> {
        EvalAltResult::ErrorRuntime(Dynamic::from(self), Position::NONE).into()
    }
}

/// Operations after a limit in which the run may still end at a known place.
const GRACE: u64 = 64;

/// Characters that a script may print in all.
pub const PRINTED: usize = 1_000_000;
const PRINTED_LINES: usize = 10_000;
const STACK: usize = 64 << 20;

/// Runs a script and gives what it traced.
///
/// # Errors
/// The first mistake, with its place.
///
/// # Panics
/// If the machine cannot start a thread.
pub fn run(mut trace: Trace, script: &Script, host: &Host, phase: Phase) -> Result<Trace> {
    trace.entry = script.shown.clone();
    let shared: Shared = Arc::new(Mutex::new(trace));
    on_own_stack(|| evaluate(&shared, script, host, phase))
        .map_err(|error| locked(&shared, |trace| error.quoting(super::texts(&trace.read))))?;
    let trace = Arc::try_unwrap(shared).map_err(|_| ()).expect("the engine and its words are gone");
    Ok(trace.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// Runs the engine where deep scripts have room.
///
/// # Panics
/// If the machine cannot start a thread.
pub fn on_own_stack<T: Send>(body: impl FnOnce() -> T + Send) -> T {
    let result = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, body);
        thread.expect("a thread can be started").join()
    });
    result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

fn evaluate(shared: &Shared, script: &Script, host: &Host, phase: Phase) -> Result<()> {
    let engine = engine(shared, host, phase);
    let ast = parsed(&engine, shared, script)?;
    let outcome = engine.eval_ast::<Dynamic>(&ast);
    locked(shared, |trace| match (outcome, trace.pending.take()) {
        (Ok(_), None) => Ok(()),
        (Ok(_), Some(error)) => Err(error.or_at(Place::file(&script.shown))),
        (Err(error), pending) => {
            let found = translated(*error, trace, &engine);
            Err(pending.map_or_else(|| found.clone(), |e| e.or_at(found.place.clone().unwrap_or_default())))
        }
    })
}

/// Parses and checks a script; it is entered in the list of what was read.
///
/// # Errors
/// Syntax errors and what [`check::tree`] refuses, with their places.
pub fn parsed(engine: &Engine, shared: &Shared, script: &Script) -> Result<AST> {
    let text = script.text.strip_prefix('\u{feff}').unwrap_or(&script.text);
    let lines = check::length(text, &script.shown)?;
    let above = locked(shared, |trace| {
        if !trace.read.contains(script) {
            trace.read.push(script.clone());
        }
        let above = trace.lines.enter(&script.shown, lines);
        above.ok_or_else(|| limit("@lines", lines::MOST as u64, Place::file(&script.shown), trace))
    })?;
    if let Some((line, column)) = comments::unclosed(text) {
        return Err(Error::at(Code::UnclosedComment, Place::new(&script.shown, line, column)));
    }
    let below = "\n".repeat(above) + text;
    let mut ast = engine
        .compile(below)
        .map_err(|error| locked(shared, |trace| translated(*Box::from(error), trace, engine)))?;
    ast.set_source(script.shown.as_str());
    locked(shared, |trace| check::tree(&ast, text, trace))?;
    Ok(ast)
}

/// What Rhai brings of its own; built once, for it takes as long as a small script.
static PACKAGES: LazyLock<[rhai::Shared<rhai::Module>; 8]> = LazyLock::new(|| {
    [
        ArithmeticPackage::new().as_shared_module(),
        BasicStringPackage::new().as_shared_module(),
        BasicIteratorPackage::new().as_shared_module(),
        BasicFnPackage::new().as_shared_module(),
        LogicPackage::new().as_shared_module(),
        BasicMathPackage::new().as_shared_module(),
        BasicMapPackage::new().as_shared_module(),
        MoreStringPackage::new().as_shared_module(),
    ]
});

/// An engine with the words of a script type.
pub fn engine(shared: &Shared, host: &Host, phase: Phase) -> Engine {
    let mut engine = Engine::new_raw();
    for package in PACKAGES.iter() {
        engine.register_global_module(package.clone());
    }
    limits(&mut engine);
    watch(&mut engine, shared, host);
    types::register(&mut engine);
    names(&mut engine, shared);
    arrays::register(&mut engine, shared);
    compare::register(&mut engine, shared);
    operators::register(&mut engine, shared);
    functions::register(&mut engine, shared);
    match phase {
        Phase::Model => {
            model_words::register(&mut engine, shared);
            parts::register(&mut engine, shared);
        }
        Phase::Scenario => scenario_words::register(&mut engine, shared, host),
    }
    engine.set_module_resolver(modules::Imports::new(shared.clone(), host.clone()));
    let printing = shared.clone();
    engine.on_print(move |text| print(&printing, text));
    let printing = shared.clone();
    engine.on_debug(move |text, _, _| print(&printing, text));
    engine
}

/// Keeps what a script prints, up to the size of a text.
fn print(shared: &Shared, text: &str) {
    locked(shared, |trace| {
        let before: usize = trace.printed.iter().map(String::len).sum();
        if before + text.len() > PRINTED || trace.printed.len() >= PRINTED_LINES {
            let mut error = limit("@printed", PRINTED as u64, Place::file(&trace.entry), trace);
            error.place = None;
            trace.raise(error);
        } else {
            trace.printed.push(text.to_owned());
        }
    });
}

fn limits(engine: &mut Engine) {
    engine
        .set_optimization_level(OptimizationLevel::None)
        // A little more than allowed: a level beyond says where it is once it looks at a variable.
        .set_max_call_levels(CALL_DEPTH + 4)
        .set_max_expr_depths(EXPRESSION_DEPTH, EXPRESSION_DEPTH)
        .set_max_string_size(TEXT)
        .set_max_array_size(ARRAY)
        .set_max_map_size(MAP)
        .set_max_modules(MODULES)
        .set_max_functions(FUNCTIONS)
        .set_max_variables(VARIABLES)
        .set_fast_operators(false)
        .set_fail_on_invalid_map_property(true)
        .set_allow_switch_expression(false)
        .disable_symbol("switch")
        .disable_symbol("try")
        .disable_symbol("eval");
}

/// Counts operations over all files, closures and modules, since Rhai's own counter starts anew in
/// some of them, and looks at the time and the memory now and then.
///
/// Stopping from here would lose the place: on its way out Rhai gives such an end the place of each
/// call in turn, so that the outermost stays. So the next variable or word ends the run, as a plain
/// mistake that keeps its place; a loop with neither is ended from here a little later.
fn watch(engine: &mut Engine, shared: &Shared, host: &Host) {
    let out_of_time = host.out_of_time.clone();
    let (has_pending, beyond) = locked(shared, |trace| (trace.has_pending.clone(), trace.beyond.clone()));
    let one = shared.clone();
    let (operations, late) = (AtomicU64::new(0), AtomicU64::new(0));
    engine.on_progress(move |_| {
        let count = operations.fetch_add(1, Ordering::Relaxed) + 1;
        let stop = if has_pending.load(Ordering::Relaxed) {
            return Some(Dynamic::from(Stop::Pending));
        } else if let Some(stop) = beyond.get() {
            let ends = late.fetch_add(1, Ordering::Relaxed) >= GRACE;
            return ends.then(|| Dynamic::from(*stop));
        } else if count > OPERATIONS {
            Stop::Operations
        } else if count.is_multiple_of(1024) && out_of_time() {
            Stop::Time
        } else if count.is_multiple_of(1024) && locked(&one, |trace| trace.size()) > SIZE {
            Stop::Size
        } else {
            return None;
        };
        let _ = beyond.set(stop);
        None
    });
}

/// Global names: the year, and the words for scopes and frequencies.
#[expect(deprecated, reason = "Rhai marks these two hooks as volatile, not as deprecated")]
fn names(engine: &mut Engine, shared: &Shared) {
    let one = shared.clone();
    let beyond = locked(shared, |trace| trace.beyond.clone());
    engine.on_var(move |name, _, context| {
        let too_deep = (context.call_level() > CALL_DEPTH).then_some(Stop::Depth);
        if let Some(stop) = beyond.get().copied().or(too_deep) {
            return Err(stop.raised());
        }
        // Rhai does not look at the size of a map when a key is added to it.
        let map = context.scope().get(name).filter(|value| !value.is_shared());
        if map.and_then(|value| value.read_lock::<Map>()).is_some_and(|map| map.len() > MAP) {
            return Err(EvalAltResult::ErrorDataTooLarge("map".to_owned(), Position::NONE).into());
        }
        // The years since the start are a count, which takes any unit like a bare number.
        let value = |value: Value| {
            locked(&one, |trace| {
                let unit = if value == Value::Year { balance::known("年") } else { trace.units.open() };
                traced(trace.graph.add(value, Scope::City, Kind::Number, None), unit)
            })
        };
        Ok(match name {
            "year" | "年份" => Some(value(Value::Year)),
            "time" | "时间" => Some(value(Value::Time)),
            "per_zone" | "分园区" => Some("per_zone".into()),
            "per_city" | "全市" => Some("per_city".into()),
            "once" | "一次" => Some("once".into()),
            "yearly" | "每年" => Some("yearly".into()),
            _ => None,
        })
    });
    engine.on_def_var(|_, info, _| Ok(!super::reserved::NAMES.contains(&info.name())));
}
