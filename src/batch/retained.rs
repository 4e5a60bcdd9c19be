//! The retained sample of a run, written draw by draw into the folder under construction.
//!
//! Owns the limit of its size. Never: keeps it in memory.

use super::{Plan, Prepared, Settings, Staged, bind};
use crate::error::{Code, Error, Result};
#[cfg(feature = "parquet")]
use crate::report;
use crate::report::{DRAWS, Options, draw_size, draws_header, draws_rows};
use crate::simulate::{retain, whole};
use crate::summary::Summary;
use std::sync::atomic::AtomicBool;

/// Largest file that is written, in bytes.
const MOST: u64 = 1 << 30;

/// What was kept.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Draws; whole replicates of a Latin hypercube or a Sobol sequence.
    pub draws: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

/// Checks, before the simulation, that so many draws can be kept.
///
/// # Errors
/// [`Code::TooMuchKept`] if the file would be larger than a gigabyte.
pub fn check_kept(prepared: &Prepared, draws: u64) -> Result<()> {
    let case = &prepared.model.case;
    let years = (case.horizon.1 - case.base_year).max(0) as usize + 1;
    let by_zone: Vec<bool> = prepared.model.graph.indicators.iter().map(|i| i.zone.is_some()).collect();
    let each = draw_size(prepared.scenarios.len(), years, case.zones.len(), &by_zone);
    let size = each.saturating_mul(draws);
    if size <= MOST {
        return Ok(());
    }
    let error = Error::new(Code::TooMuchKept).with("draws", draws).with("size", size.div_ceil(1_000_000));
    Err(error.with("most", MOST / each.max(1)))
}

/// Which draws are kept, and how.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    /// The first so many.
    pub draws: u64,
    /// As Parquet too; nothing where the program cannot write it ([`crate::report::PARQUET`]).
    pub parquet: bool,
}

/// Writes the first draws of a run that is summed up in `summary` into `draws.csv`, maybe `draws.parquet` too.
///
/// # Errors
/// [`Code::TooMuchKept`] if the file would be larger than a gigabyte; `CannotWrite`; `Interrupted`.
pub fn keep_draws(
    prepared: &Prepared,
    (settings, plan): (Settings, Plan),
    keep: Keep,
    (summary, options): (&Summary, &Options),
    staged: &mut Staged,
    stop: &AtomicBool,
) -> Result<Kept> {
    // A run that stopped by itself has fewer draws than it was allowed.
    let experiment = bind(prepared, Settings { draws: summary.draws, ..settings }, plan)?;
    let draws = whole(&experiment, keep.draws);
    check_kept(prepared, draws)?;
    let mut file = staged.open(DRAWS)?;
    file.write(&draws_header(summary, options))?;
    #[cfg(feature = "parquet")]
    let mut columns = match keep.parquet {
        true => Some((report::DrawsParquet::new(summary, options)?, staged.open(report::DRAWS_PARQUET)?)),
        false => None,
    };
    retain(&experiment, 0..draws, stop, |some| {
        for draw in some.draws.clone() {
            for scenario in 0..summary.scenarios.len() {
                let value = |indicator, zone, year| some.value(scenario, (indicator, zone), year, draw);
                file.write(&draws_rows(summary, scenario, draw, value))?;
                #[cfg(feature = "parquet")]
                if let Some((columns, file)) = &mut columns {
                    file.write(&columns.add(summary, scenario, draw, value)?)?;
                }
            }
        }
        Ok(())
    })?;
    #[cfg(feature = "parquet")]
    if let Some((columns, mut file)) = columns {
        file.write(&columns.finish()?)?;
        file.close()?;
    }
    let bytes = file.close()?;
    Ok(Kept { draws, bytes })
}
