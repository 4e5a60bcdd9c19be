//! `import`: files of the scenario's folder, then the shipped scripts; never beyond them.
//!
//! A module's body runs once however often it is imported, and counts against the
//! limits of the script that imports it.

use super::Host;
use super::engine;
use super::trace::Shared;
use super::translate::{limit, wrong, wrong_at};
use super::unread::unread;
use super::value::locked;
use crate::error::{Code, Error};
use rhai::{Engine, EvalAltResult, GlobalRuntimeState, Module, ModuleResolver, Position, Scope};
use std::collections::HashMap;
use std::sync::Mutex;

type SharedModule = rhai::Shared<Module>;

/// Resolves imports through the host's sources.
pub struct Imports {
    shared: Shared,
    host: Host,
    cache: Mutex<HashMap<String, SharedModule>>,
    open: Mutex<Vec<String>>,
}

impl Imports {
    /// A resolver for one script run.
    pub fn new(shared: Shared, host: Host) -> Self {
        Self { shared, host, cache: Mutex::default(), open: Mutex::default() }
    }

    fn load(
        &self,
        engine: &Engine,
        global: &mut GlobalRuntimeState,
        path: &str,
        position: Position,
    ) -> Result<SharedModule, Box<EvalAltResult>> {
        let at = locked(&self.shared, |trace| trace.at(position));
        let name = if path.ends_with(".rhai") { path.to_owned() } else { format!("{path}.rhai") };
        if leaves(&name) {
            return Err(wrong(Error::at(Code::ImportOutside, at).with("path", path)));
        }
        let found = self.host.sources.import(&name, &at.file).map_err(|e| wrong_at(e, at.clone()))?;
        let shown = found.script.shown.clone();
        if let Some(module) = lock(&self.cache).get(&shown) {
            return Ok(module.clone());
        }
        if lock(&self.open).contains(&shown) {
            return Err(wrong(Error::at(Code::ImportCircle, at).with("path", path)));
        }
        if lock(&self.open).len() >= engine::FILE_DEPTH {
            let most = engine::FILE_DEPTH as u64;
            return Err(wrong(locked(&self.shared, |t| limit("@file-depth", most, at, t))));
        }
        lock(&self.open).push(shown.clone());
        if found.shadows {
            let note = Error::at(Code::ImportShadows, at).with("path", path);
            locked(&self.shared, |t| t.notes.push(note));
        }
        let read = engine::parsed(engine, &self.shared, &found.script).map_err(|error| {
            lock(&self.open).retain(|open| *open != shown);
            let all = unread(engine, &self.shared, &found.script, error.clone());
            wrong(Error::of_all(all).unwrap_or(error))
        });
        let ast = read?;
        let caller = global.source.clone();
        global.source = Some(shown.as_str().into());
        let module = Module::eval_ast_as_new_raw(engine, &mut Scope::new(), global, &ast);
        global.source = caller;
        lock(&self.open).retain(|open| *open != shown);
        let module: SharedModule = module
            .map_err(|inner| Box::new(EvalAltResult::ErrorInModule(shown.clone(), inner, position)))?
            .into();
        lock(&self.cache).insert(shown, module.clone());
        Ok(module)
    }
}

/// Whether a path may lead out of the folders: the disk's own check comes on top.
fn leaves(path: &str) -> bool {
    path.starts_with(['/', '~'])
        || path.contains(['\\', ':', '\0'])
        || path.split('/').any(|part| part == "..")
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl ModuleResolver for Imports {
    fn resolve(
        &self,
        engine: &Engine,
        source: Option<&str>,
        path: &str,
        position: Position,
    ) -> Result<SharedModule, Box<EvalAltResult>> {
        let mut global = engine.new_global_runtime_state();
        global.source = source.map(Into::into);
        self.load(engine, &mut global, path, position)
    }

    fn resolve_raw(
        &self,
        engine: &Engine,
        global: &mut GlobalRuntimeState,
        _scope: &mut Scope,
        path: &str,
        position: Position,
    ) -> Result<SharedModule, Box<EvalAltResult>> {
        self.load(engine, global, path, position)
    }
}
