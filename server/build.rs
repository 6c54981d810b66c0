//! Tells the program when it was built: `doctor` then sees a clock that stands before that.

use std::{env, error::Error, fs, path::PathBuf, time::UNIX_EPOCH};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-env-changed=SOURCE_DATE_EPOCH");
    let seconds = match env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => seconds.trim().parse::<u64>()?,
        Err(_) => {
            // The time of a file written now.
            let stamp = PathBuf::from(env::var("OUT_DIR")?).join("built");
            fs::write(&stamp, "")?;
            fs::metadata(&stamp)?.modified()?.duration_since(UNIX_EPOCH)?.as_secs()
        }
    };
    println!("cargo:rustc-env=TSUKURIBA_BUILT_AT={seconds}");
    Ok(())
}
