//! The largest memory of this process.
//!
//! Owns the reading of what the system says of it. Never: fails; a system that says nothing is left out.

/// Largest resident memory so far, in megabytes of 1,000,000 bytes; none where the system does not tell
/// (it does on Linux, in `/proc`).
pub fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    peak_in(&status)
}

fn peak_in(status: &str) -> Option<f64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024.0 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_high_water_mark_is_read_and_nothing_else() {
        let status = "Name:\tx\nVmPeak:\t  999999 kB\nVmHWM:\t   48828 kB\nVmRSS:\t    1000 kB\n";
        assert_eq!(peak_in(status), Some(48_828.0 * 1024.0 / 1e6));
        assert_eq!(peak_in("VmHWM: much\n"), None);
        assert_eq!(peak_in(""), None);
    }
}
