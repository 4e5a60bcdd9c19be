//! Time and memory of a process, and rates from them.
//!
//! Owns the reading of `/proc`; where there is none, CPU time is wall time (right for one
//! thread on an idle machine only) and peak memory is unknown.

use std::time::Instant;

/// Kernel ticks in a second; fixed at 100 for user space on Linux.
const TICKS: f64 = 100.0;

/// CPU seconds of all threads of this process so far, to a hundredth of a second.
pub fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The second field, a name in brackets, may hold spaces; user and system time are fields 14 and 15.
    let after = stat.rsplit(')').next()?;
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / TICKS)
}

/// Largest resident memory of this process, megabytes.
pub fn peak_megabytes() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? * 1024.0 / 1e6)
}

/// The processor's name.
pub fn processor() -> String {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("model name"));
    line.and_then(|line| line.split(": ").nth(1)).unwrap_or("unknown processor").to_owned()
}

/// The widest vector instructions that the simulator uses here.
pub fn vectors() -> &'static str {
    zonecast::simulate::InstructionSet::widest().name()
}

/// CPU and wall seconds of some work.
pub fn timed(work: impl FnOnce()) -> (f64, f64) {
    let (start, before) = (Instant::now(), cpu_seconds());
    work();
    let wall = start.elapsed().as_secs_f64();
    let cpu = before.zip(cpu_seconds()).map_or(wall, |(before, after)| after - before);
    (cpu, wall)
}

/// Draws a second.
#[derive(Copy, Clone, Debug)]
pub struct Rate {
    /// Per CPU-second, all threads together.
    pub cpu: f64,
    /// Per second of wall time.
    pub wall: f64,
}

/// The better of two rates of some work on a number of draws that takes at least `seconds` of CPU time.
pub fn rate(seconds: f64, least: u64, mut work: impl FnMut(u64)) -> Rate {
    let mut draws = least;
    loop {
        let (cpu, wall) = timed(|| work(draws));
        if cpu < seconds {
            let more = (1.3 * seconds / cpu.max(0.01)).clamp(1.5, 40.0);
            draws = ((draws as f64 * more) as u64).next_multiple_of(least);
            continue;
        }
        let (again, wall_again) = timed(|| work(draws));
        let draws = draws as f64;
        return Rate { cpu: draws / cpu.min(again), wall: draws / wall.min(wall_again) };
    }
}
