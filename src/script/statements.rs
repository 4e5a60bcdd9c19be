//! The mistakes of a scenario script beside the first one, statement by statement.
//!
//! A script ends at its first mistake. So that a planner need not mend them one by
//! one, a script that failed runs once more, and what fails is left out: statements
//! that need what a failed one would have given are skipped, because what they say
//! would follow from it. Never: gives a traced scenario.

use super::engine::{self, engine};
use super::trace::{Phase, Shared, Trace};
use super::translate::translated;
use super::value::locked;
use super::{Host, Script};
use crate::error::{Code, Error};
use rhai::{AST, ASTNode, Caches, Engine, EvalAltResult, Expr, Scope, Stmt};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

/// Most mistakes of a script that are told at once.
const MOST: usize = 20;

/// The first mistake of a script with those in its other statements beside it.
pub fn beside(first: Error, mut trace: Trace, script: &Script, host: &Host) -> Error {
    // A script that does not end would not end a second time either.
    if first.code == Code::Limit {
        return first;
    }
    trace.entry = script.shown.clone();
    let shared: Shared = Arc::new(Mutex::new(trace));
    let found = engine::on_own_stack(|| mistakes(&shared, script, host));
    let same = |error: &Error| error.code == first.code && error.place == first.place;
    let texts =
        |trace: &mut Trace| found.iter().filter(|e| !same(e)).cloned().map(|e| quoted(e, trace)).collect();
    let more = locked(&shared, texts);
    Error { more, ..first }
}

fn quoted(error: Error, trace: &Trace) -> Error {
    error.quoting(super::texts(&trace.read))
}

fn mistakes(shared: &Shared, script: &Script, host: &Host) -> Vec<Error> {
    let engine = engine(shared, host, Phase::Scenario);
    // What does not parse has no statements.
    let Ok(ast) = engine::parsed(&engine, shared, script) else { return Vec::new() };
    if returns(&ast) { Vec::new() } else { each(&engine, shared, script, &ast) }
}

/// Whether a script may end before its end; then its statements are not independent.
fn returns(ast: &AST) -> bool {
    let mut found = false;
    for statement in ast.statements() {
        statement.walk(&mut Vec::new(), &mut |path| {
            found |= matches!(path.last(), Some(ASTNode::Stmt(Stmt::Return(..))));
            !found
        });
    }
    found
}

#[expect(deprecated, reason = "Rhai marks running single statements as volatile, not as deprecated")]
fn each(engine: &Engine, shared: &Shared, script: &Script, ast: &AST) -> Vec<Error> {
    let (mut global, mut caches) = (engine.new_global_runtime_state(), Caches::new());
    global.source = Some(script.shown.as_str().into());
    global.lib.push(ast.shared_lib().clone());
    let mut scope = Scope::new();
    let (mut errors, mut missing): (Vec<Error>, Vec<String>) = (Vec::new(), Vec::new());
    for statement in ast.statements() {
        let before = scope.len();
        let one = std::slice::from_ref(statement);
        let outcome = match needs(statement, &missing) {
            true => Err(None),
            false => engine.eval_statements_raw(&mut global, &mut caches, &mut scope, one).map_err(Some),
        };
        let Err(error) = outcome else { continue };
        if let Some(error) = error {
            errors.push(locked(shared, |trace| worded(*error, trace, engine)));
        }
        let over = locked(shared, |trace| trace.beyond.get().is_some());
        if over || errors.len() >= MOST || matches!(statement, Stmt::Import(..)) {
            break;
        }
        // Later statements find variables by their distance, so a failed one has its place.
        scope.rewind(before);
        if let Stmt::Var(declared, ..) = statement {
            scope.push(declared.0.name.as_str(), ());
            missing.push(declared.0.name.to_string());
        }
    }
    errors
}

/// A mistake in our words; one that the engine would have swallowed comes first.
fn worded(error: EvalAltResult, trace: &mut Trace, engine: &Engine) -> Error {
    let found = translated(error, trace, engine);
    trace.has_pending.store(false, Ordering::Relaxed);
    trace.pending.take().map_or_else(|| found.clone(), |e| e.or_at(found.place.clone().unwrap_or_default()))
}

/// Whether a statement uses a variable that a failed statement should have given.
fn needs(statement: &Stmt, missing: &[String]) -> bool {
    let mut found = false;
    statement.walk(&mut Vec::new(), &mut |path| {
        if let Some(ASTNode::Expr(Expr::Variable(x, ..))) = path.last() {
            found |= missing.iter().any(|name| *name == x.1.as_str());
        }
        !found
    });
    found
}
