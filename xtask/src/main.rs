//! The project's own build steps: `cargo run -q -p xtask -- assets [--release] | tidy`.

mod assets;
mod tidy;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "usage: cargo run -p xtask -- COMMAND

  assets            wasm, styles and public files into target/site/pkg (quick to build)
  assets --release  the same, small: wasm-release profile, wasm-opt, brotli 11
  tidy              the house rules that neither the compiler nor clippy knows";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let done = match args.as_slice() {
        ["assets"] => assets::build(&root(), assets::Mode::Dev),
        ["assets", "--release"] => assets::build(&root(), assets::Mode::Release),
        ["tidy"] => tidy::check(&root()),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The repository: where cargo says that this crate lives, else the working directory.
fn root() -> PathBuf {
    std::env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .and_then(|crate_dir| crate_dir.parent().map(Path::to_path_buf))
        .unwrap_or_else(|| PathBuf::from("."))
}
