//! What is refused before a script runs: redefined words, stored closures over loop variables, length.
//!
//! Reads the syntax tree; also notes where closures and arguments stand.

use super::reserved;
use super::trace::{Trace, place};
use crate::error::{Code, Error, Place, Result};
use rhai::{AST, ASTNode, Expr, Stmt};

/// Longest script; Rhai's line numbers wrap far beyond this.
pub const MOST_LINES: usize = 20_000;

/// Words that call a closure at once, so that it may use a loop variable.
const AT_ONCE: &[&str] =
    &["rule", "规则", "map", "filter", "for_each", "reduce", "some", "all", "call", "find", "sort"];

/// Refuses a script that is too long.
///
/// # Errors
/// `TooManyLines`.
pub fn length(text: &str, shown: &str) -> Result<()> {
    let lines = text.lines().count();
    if lines <= MOST_LINES {
        return Ok(());
    }
    Err(Error::at(Code::TooManyLines, Place::file(shown)).with("lines", lines).with("most", MOST_LINES))
}

/// Checks a parsed script and notes its closures and arguments in the trace.
///
/// # Errors
/// `RedefinedWord` or `LoopCapture`.
pub fn tree(ast: &AST, text: &str, shown: &str, trace: &mut Trace) -> Result<()> {
    redefined(ast, text, shown, trace)?;
    for function in ast.iter_functions() {
        if function.name.starts_with("anon$") {
            trace.closures.insert(function.name.to_string(), shown.to_owned());
        }
    }
    let mut fault = None;
    ast.walk(&mut |path| {
        if let Some(ASTNode::Expr(expr)) = path.last() {
            note_arguments(expr, shown, trace);
        }
        fault = captured(path, shown);
        fault.is_none()
    });
    fault.map_or(Ok(()), Err)
}

fn redefined(ast: &AST, text: &str, shown: &str, trace: &Trace) -> Result<()> {
    let words = reserved::words();
    let is_lever = |name: &str| {
        let bare = name.strip_prefix("set_").or_else(|| name.strip_prefix('设')).unwrap_or(name);
        trace.graph.levers.iter().any(|l| l.label.id == bare || l.label.zh == bare)
    };
    for function in ast.iter_functions() {
        let name = function.name;
        if words.contains(&name) || reserved::NAMES.contains(&name) || is_lever(name) {
            let at = definition(text, name);
            return Err(Error::at(Code::RedefinedWord, Place::new(shown, at.0, at.1)).with("name", name));
        }
    }
    Ok(())
}

/// Line and column of the name in `fn name(`.
fn definition(text: &str, name: &str) -> (u32, u32) {
    for (line, content) in text.lines().enumerate() {
        let mut from = 0;
        while let Some(found) = content[from..].find(name) {
            let start = from + found;
            let before = content[..start].trim_end();
            let column = content[..start].chars().count() as u32 + 1;
            if before == "fn" || before.ends_with(" fn") || before.ends_with("\tfn") {
                return (line as u32 + 1, column);
            }
            from = start + name.len();
        }
    }
    (0, 0)
}

fn note_arguments(expr: &Expr, shown: &str, trace: &mut Trace) {
    if let Expr::FnCall(call, at) | Expr::MethodCall(call, at) = expr {
        let places = call.args.iter().map(|arg| place(shown, arg.start_position())).collect();
        trace.arguments.insert(place(shown, *at), places);
    }
}

/// A closure over a loop variable that is not called at once.
fn captured(path: &[ASTNode], shown: &str) -> Option<Error> {
    let Some(ASTNode::Expr(Expr::FnCall(call, at))) = path.last() else { return None };
    if call.name != "curry" {
        return None;
    }
    let captured: Vec<&str> = call.args.iter().skip(1).filter_map(variable).collect();
    let loops = path.iter().filter_map(|node| match node {
        ASTNode::Stmt(Stmt::For(x, _)) => Some(x.0.name.as_str()),
        _ => None,
    });
    let name = loops.into_iter().find(|name| captured.contains(name))?;
    let receiver = path[..path.len() - 1].iter().rev().find_map(|node| match node {
        ASTNode::Expr(Expr::FnCall(call, _) | Expr::MethodCall(call, _)) => Some(call.name.as_str()),
        _ => None,
    });
    // Only calls inside the loop count; a closure that is assigned has none there.
    if receiver.is_some_and(|name| AT_ONCE.contains(&name)) {
        return None;
    }
    Some(Error::at(Code::LoopCapture, place(shown, *at)).with("name", name))
}

fn variable(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Variable(x, _, _) => Some(x.1.as_str()),
        _ => None,
    }
}
