//! What is refused before a script runs: redefined words, hidden names, stored closures over loop variables.
//!
//! Reads the syntax tree; also notes what functions, closures and arguments there are.

use super::trace::{Arguments, Trace};
use super::{callers, reserved, slips};
use crate::error::{Code, Error, Place, Result};
use rhai::{AST, ASTNode, Expr, Position, Stmt};

/// Longest script.
pub const MOST_LINES: usize = 20_000;

/// Words that call a closure at once, so that it may use a loop variable.
const AT_ONCE: &[&str] = &["rule", "规则", "map", "filter", "for_each", "reduce", "some", "all", "call"];

/// Refuses a script that is too long.
///
/// # Errors
/// `TooManyLines`.
pub fn length(text: &str, shown: &str) -> Result<usize> {
    let lines = text.lines().count();
    if lines <= MOST_LINES {
        return Ok(lines);
    }
    Err(Error::at(Code::TooManyLines, Place::file(shown)).with("lines", lines).with("most", MOST_LINES))
}

/// Checks a parsed script and notes its functions, closures and arguments in the trace.
///
/// # Errors
/// `RedefinedWord`, `ReservedName` or `LoopCapture`.
pub fn tree(ast: &AST, text: &str, trace: &mut Trace) -> Result<()> {
    functions(ast, text, trace)?;
    let mut fault = None;
    ast.walk(&mut |path| {
        fault = match path.last() {
            Some(ASTNode::Expr(expr)) => {
                note_arguments(expr, trace);
                trace.calls.extend(callers::noted(expr));
                slips::half_open(expr, trace);
                captured(path, trace)
            }
            Some(ASTNode::Stmt(stmt)) => hidden(stmt, trace),
            _ => None,
        };
        fault.is_none()
    });
    fault.map_or(Ok(()), Err)
}

/// Refuses functions called like our words, and parameters called like our names.
fn functions(ast: &AST, text: &str, trace: &mut Trace) -> Result<()> {
    let words = reserved::words();
    for (_, _, _, _, function) in ast.shared_lib().iter_script_fn_info() {
        let name = function.name.as_str();
        let body = trace.at(function.body.start_position());
        if words.contains(&name) || reserved::NAMES.contains(&name) || is_lever(name, trace) {
            return Err(Error::at(Code::RedefinedWord, before(text, &body, name)).with("name", name));
        }
        if let Some(name) = function.params.iter().find(|p| reserved::NAMES.contains(&p.as_str())) {
            // A closure captures our names as if they were variables; then no parameter stands there.
            let at = before(text, &body, name);
            if !name_is_captured(ast, function.name.as_str(), name) {
                return Err(Error::at(Code::ReservedName, at).with("name", name));
            }
        }
        trace.functions.push((name.to_owned(), function.params.len()));
    }
    Ok(())
}

/// Whether a closure has `name` as a captured variable instead of a parameter.
fn name_is_captured(ast: &AST, closure: &str, name: &str) -> bool {
    let mut captured = false;
    ast.walk(&mut |path| {
        if let Some(ASTNode::Expr(Expr::FnCall(call, _))) = path.last() {
            let of_closure = call.name == "curry" && closure_name(&call.args[0]).as_deref() == Some(closure);
            captured |= of_closure && call.args.iter().skip(1).filter_map(variable).any(|v| v == name);
        }
        !captured
    });
    captured
}

fn is_lever(name: &str, trace: &Trace) -> bool {
    let bare = name.strip_prefix("set_").or_else(|| name.strip_prefix('设')).unwrap_or(name);
    let words = trace.graph.levers.iter().filter(|l| !l.internal);
    words.into_iter().any(|l| [bare, name].iter().any(|n| l.label.id == *n || l.label.zh == *n))
}

/// The last place before `body` where `name` stands as a word; `body` itself if there is none.
fn before(text: &str, body: &Place, name: &str) -> Place {
    let lines: Vec<&str> = text.lines().take(body.line as usize).collect();
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    for (index, line) in lines.iter().enumerate().rev() {
        let last = index + 1 == body.line as usize && body.column > 0;
        let end = if last { line.chars().count().min(body.column as usize - 1) } else { usize::MAX };
        let part: String = line.chars().take(end).collect();
        let found = part.rmatch_indices(name).find(|(start, _)| {
            !part[..*start].ends_with(in_word) && !part[start + name.len()..].starts_with(in_word)
        });
        if let Some((start, _)) = found {
            let column = part[..start].chars().count() as u32 + 1;
            return Place::new(&body.file, index as u32 + 1, column);
        }
    }
    body.clone()
}

/// A loop variable or an import that takes one of our names.
fn hidden(stmt: &Stmt, trace: &Trace) -> Option<Error> {
    let names = match stmt {
        Stmt::For(x, _) => vec![Some(&x.0), x.1.as_ref()],
        Stmt::Import(x, _) => vec![Some(&x.1)],
        _ => return None,
    };
    let name = names.into_iter().flatten().find(|x| reserved::NAMES.contains(&x.name.as_str()))?;
    Some(Error::at(Code::ReservedName, trace.at(name.pos)).with("name", &name.name))
}

/// Where an expression starts: an operator's position is the operator, not its left side.
fn start(expr: &Expr) -> Position {
    match expr {
        Expr::FnCall(call, _) if call.op_token.is_some() && call.args.len() == 2 => start(&call.args[0]),
        Expr::And(x, _) | Expr::Or(x, _) | Expr::Coalesce(x, _) => start(&x[0]),
        Expr::Index(x, _, _) | Expr::Dot(x, _, _) => start(&x.lhs),
        Expr::Stmt(block) => block.statements().iter().find_map(curried).unwrap_or(expr.position()),
        other => other.start_position(),
    }
}

/// Where a closure stands: it is wrapped in a block that shares what it captures.
fn curried(stmt: &Stmt) -> Option<Position> {
    match stmt {
        Stmt::Expr(expr) => match &**expr {
            Expr::FnCall(call, at) if call.name == "curry" => Some(*at),
            _ => None,
        },
        _ => None,
    }
}

fn note_arguments(expr: &Expr, trace: &mut Trace) {
    let (call, at, method) = match expr {
        Expr::FnCall(call, at) => (call, *at, false),
        Expr::MethodCall(call, at) => (call, *at, true),
        _ => return,
    };
    if call.name == "curry" {
        if let Some(name) = call.args.first().and_then(closure_name) {
            trace.captures.insert(name, call.args.len() - 1);
        }
        return;
    }
    let maps = call.args.iter().find_map(|argument| match argument {
        Expr::Map(map, _) => Some(map),
        _ => None,
    });
    if let Some(map) = maps {
        trace.keys.insert(at, keys(&map.0));
    }
    let object = method.then_some(at);
    let positions = object.into_iter().chain(call.args.iter().map(start)).collect();
    trace.arguments.insert(at, Arguments { positions, method });
}

/// Keys of a map as written, those of a map inside it with the outer key before them.
fn keys(map: &[(rhai::Ident, Expr)]) -> Vec<(String, Position)> {
    let mut found = Vec::new();
    for (key, value) in map {
        found.push((key.name.to_string(), key.pos));
        if let Expr::Map(inner, _) = value {
            found.extend(inner.0.iter().map(|(own, _)| (format!("{}.{}", key.name, own.name), own.pos)));
        }
    }
    found
}

fn closure_name(expr: &Expr) -> Option<String> {
    match expr {
        Expr::DynamicConstant(value, _) => {
            value.clone().try_cast::<rhai::FnPtr>().map(|f| f.fn_name().to_owned())
        }
        _ => None,
    }
}

/// A closure over a loop variable that is not called at once.
fn captured(path: &[ASTNode], trace: &Trace) -> Option<Error> {
    let Some(ASTNode::Expr(Expr::FnCall(call, at))) = path.last() else { return None };
    if call.name != "curry" {
        return None;
    }
    let captured: Vec<&str> = call.args.iter().skip(1).filter_map(variable).collect();
    let mut inside = None;
    for (depth, node) in path.iter().enumerate() {
        if let ASTNode::Stmt(Stmt::For(x, _)) = node {
            let names = [Some(&x.0), x.1.as_ref()].into_iter().flatten();
            let hit = names.map(|x| x.name.as_str()).find(|name| captured.contains(name));
            inside = hit.map(|name| (depth, name)).or(inside);
        }
    }
    let (depth, name) = inside?;
    // The nearest call around the closure, inside the loop, takes it; without one it is stored.
    let receiver = path[depth..path.len() - 1].iter().rev().find_map(|node| match node {
        ASTNode::Expr(Expr::FnCall(call, _) | Expr::MethodCall(call, _)) => Some(call.name.as_str()),
        _ => None,
    });
    if receiver.is_some_and(|name| AT_ONCE.contains(&name)) {
        return None;
    }
    Some(Error::at(Code::LoopCapture, trace.at(*at)).with("name", name))
}

fn variable(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Variable(x, _, _) => Some(x.1.as_str()),
        _ => None,
    }
}
