//! Makes Rust of the locale files, so that a missing key or argument is a compile error.
//!
//! Uses the two crates under leptos_i18n's own build crate, which would add ICU's data generators and a downloader.

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=locales");
    println!("cargo:rerun-if-changed=build.rs");
    // The browser's half has no texts of its own.
    #[cfg(feature = "ssr")]
    texts::generate()?;
    Ok(())
}

#[cfg(feature = "ssr")]
mod texts {
    use std::{env, error::Error, fs, path::PathBuf};

    use leptos_i18n_parser::parse_locales::{
        options::{Config, ParseOptions},
        parse_locales,
    };

    const NAMESPACES: [&str; 27] = [
        "common",
        "errors",
        "ui",
        "members",
        "booking",
        "board",
        "feed",
        "shop",
        "sell",
        "payee",
        "find",
        "orders",
        "questions",
        "reviews",
        "register",
        "kpi",
        "site",
        "legal",
        "mail",
        "operator",
        "people",
        "rules",
        "data",
        "space",
        "security",
        "stock",
        "listing",
    ];

    pub fn generate() -> Result<(), Box<dyn Error>> {
        let config = Config::new("ja")?
            .add_locale("en")?
            .add_namespaces(NAMESPACES)?
            .parse_options(ParseOptions::default().interpolate_display(true));
        let locales = parse_locales(Some(PathBuf::from(env::var("CARGO_MANIFEST_DIR")?)), config)?;
        let code = leptos_i18n_codegen::gen_code(&locales, None, true, None, false)?;
        fs::write(PathBuf::from(env::var("OUT_DIR")?).join("i18n.rs"), code.to_string())?;
        Ok(())
    }
}
