//! Scripts: the words of modellers and planners, every trap and limit, every message in both languages.

#[path = "../common/mod.rs"]
mod common;

mod arguments;
mod arrays_and_texts;
mod closures;
mod comments;
mod full_width;
mod fuzz;
mod levers;
mod limits;
mod measures;
mod mistakes;
mod model;
mod names;
mod notes;
mod odd;
mod ranges;
mod sandbox;
mod shipped_units;
mod syntax;
mod traps;
mod units;
mod words;
