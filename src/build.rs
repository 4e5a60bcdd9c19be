//! Build script: says that the embedded folders are inputs of the build. Never: generates code.

fn main() {
    // `include_dir!` reads these folders, but cargo would not notice a changed file by itself.
    println!("cargo::rerun-if-changed=scenarios");
    println!("cargo::rerun-if-changed=scripts");
    println!("cargo::rerun-if-changed=src/build.rs");
}
