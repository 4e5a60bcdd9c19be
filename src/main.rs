//! The binary: hands the command line to `cli`.

fn main() -> std::process::ExitCode {
    zonecast::cli::main(std::env::args_os().collect())
}
