//! The memory of a slot: rows of draws that start where a cache line starts.
//!
//! A vector that lies across two lines costs two loads. Owns that alignment. Never: computes.

use std::ops::{Deref, DerefMut};

/// Values in a cache line, and in the widest vector.
pub const LINE: usize = 8;

/// Values of a slot, `[draw]` or `[zone][draw]`.
#[derive(Default)]
pub struct Values {
    store: Vec<f64>,
    from: usize,
    len: usize,
}

impl Values {
    /// Zeros.
    pub fn new(len: usize) -> Self {
        let store = vec![0.0; if len == 0 { 0 } else { len + LINE - 1 }];
        // An allocation at another place gives the same values, only slower.
        let from = store.as_ptr().align_offset(LINE * size_of::<f64>()).min(store.len() - len);
        Self { store, from, len }
    }
}

impl Deref for Values {
    type Target = [f64];

    #[inline(always)]
    fn deref(&self) -> &[f64] {
        &self.store[self.from..self.from + self.len]
    }
}

impl DerefMut for Values {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [f64] {
        &mut self.store[self.from..self.from + self.len]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_start_with_a_cache_line() {
        for len in [0, 1, 2, 8, 9, 1000, 1_000_000] {
            let mut values = Values::new(len);
            assert_eq!(values.len(), len);
            values.fill(1.0);
            assert_eq!(values.iter().sum::<f64>(), len as f64);
            assert!(len == 0 || values.as_ptr().align_offset(64) == 0, "{len}");
        }
    }
}
