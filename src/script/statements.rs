//! The mistakes of a script beside the first one, statement by statement.
//!
//! A script ends at its first mistake. So that a planner need not mend them one by
//! one, a script that failed runs once more, and what fails is left out: statements
//! that need what a failed one would have given, a variable or what it declares by
//! name, are skipped, because what they say would follow from it. Never: gives a
//! traced script.

use super::engine::{self, engine};
use super::trace::{Phase, Shared, Trace};
use super::translate::translated;
use super::unread::{MOST, unread};
use super::value::locked;
use super::{Host, Script};
use crate::error::{Code, Error};
use rhai::{AST, ASTNode, Caches, Engine, EvalAltResult, Expr, Module, Namespace, Scope, Stmt};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};

/// The first mistake of a script with those in its other statements beside it.
pub fn beside(first: Error, mut trace: Trace, script: &Script, (host, phase): (&Host, Phase)) -> Error {
    // A script that does not end would not end a second time either.
    if first.code == Code::Limit {
        return first;
    }
    trace.entry = script.shown.clone();
    let shared: Shared = Arc::new(Mutex::new(trace));
    let found = engine::on_own_stack(|| mistakes(&shared, script, host, phase));
    // What is imported tells all its mistakes, too.
    let mut all: Vec<Error> = Vec::new();
    for error in std::iter::once(&first).chain(&found).flat_map(Error::each) {
        if all.iter().all(|known| (known.code, &known.place) != (error.code, &error.place)) {
            all.push(Error { more: Vec::new(), ..error.clone() });
        }
    }
    let more = locked(&shared, |trace| all.drain(1..).map(|error| quoted(error, trace)).collect());
    Error { more, ..first }
}

fn quoted(error: Error, trace: &Trace) -> Error {
    error.quoting(super::texts(&trace.read))
}

fn mistakes(shared: &Shared, script: &Script, host: &Host, phase: Phase) -> Vec<Error> {
    let engine = engine(shared, host, phase);
    match engine::parsed(&engine, shared, script) {
        Ok(ast) if returns(&ast) => Vec::new(),
        Ok(ast) => each(&engine, shared, script, (&ast, phase)),
        Err(error) => unread(&engine, shared, script, error),
    }
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
fn each(engine: &Engine, shared: &Shared, script: &Script, (ast, phase): (&AST, Phase)) -> Vec<Error> {
    let (mut global, mut caches) = (engine.new_global_runtime_state(), Caches::new());
    global.source = Some(script.shown.as_str().into());
    global.lib.push(ast.shared_lib().clone());
    let mut scope = Scope::new();
    let mut errors: Vec<Error> = Vec::new();
    let (mut missing, mut unnamed): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for statement in ast.statements() {
        let before = scope.len();
        let one = std::slice::from_ref(statement);
        // Only models declare by name what later statements ask for by that name.
        let named = if phase == Phase::Model { names(statement) } else { Vec::new() };
        let undeclared = named.iter().any(|name| unnamed.contains(name));
        let outcome = match needs(statement, &missing) || undeclared {
            true => Err(None),
            false => engine.eval_statements_raw(&mut global, &mut caches, &mut scope, one).map_err(Some),
        };
        let Err(error) = outcome else { continue };
        unnamed.extend(named);
        if let Some(error) = error {
            errors.push(locked(shared, |trace| worded(*error, trace, engine)));
        }
        let over = locked(shared, |trace| trace.beyond.get().is_some());
        if over || errors.len() >= MOST {
            break;
        }
        // Later calls find imported files by their distance, too.
        if let Stmt::Import(import, _) = statement
            && !import.1.name.is_empty()
        {
            global.push_import(import.1.name.clone(), Module::new());
            missing.push(import.1.name.to_string());
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

/// Whether a statement uses a variable or a file that a failed statement should have given.
fn needs(statement: &Stmt, missing: &[String]) -> bool {
    let is_missing = |name: &str| missing.iter().any(|known| known == name);
    let of_missing = |file: &Namespace| !file.is_empty() && is_missing(file.root());
    let mut found = false;
    statement.walk(&mut Vec::new(), &mut |path| {
        found |= match path.last() {
            Some(ASTNode::Expr(Expr::Variable(x, ..))) => is_missing(x.1.as_str()) || of_missing(&x.2),
            Some(ASTNode::Expr(Expr::FnCall(call, _))) => of_missing(&call.namespace),
            _ => false,
        };
        !found
    });
    found
}

/// The names that a statement declares or asks for: texts among the first two arguments of its calls, but
/// for names for people in Chinese.
fn names(statement: &Stmt) -> Vec<String> {
    let mut found = Vec::new();
    statement.walk(&mut Vec::new(), &mut |path| {
        if let Some(ASTNode::Expr(Expr::FnCall(call, _) | Expr::MethodCall(call, _))) = path.last() {
            let texts = call.args.iter().take(2).filter_map(|argument| match argument {
                Expr::StringConstant(text, _) if text.is_ascii() => Some(text.to_string()),
                _ => None,
            });
            found.extend(texts);
        }
        true
    });
    found
}
