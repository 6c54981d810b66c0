//! The workspace's Rust as the checks on names see it: crates, their files, what each file says outside its tests.

use super::File;
use anyhow::{Context, Result};
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::collections::BTreeSet;

/// A crate of the workspace.
pub struct Crate {
    /// Folder from the root, without a slash at its end.
    pub folder: String,
    pub manifest: toml::Table,
    pub sources: Vec<Source>,
}

/// A Rust file of a crate.
pub struct Source {
    /// From the root.
    pub path: String,
    /// Names of the module under the crate's root: `src/a/mod.rs` and `src/a.rs` are `["a"]`. `None` outside `src`.
    pub module: Option<Vec<String>>,
    /// The file without its tests.
    pub tokens: TokenStream,
    /// Its tests.
    pub tests: TokenStream,
}

impl Crate {
    pub fn name(&self) -> &str {
        let package = self.manifest.get("package").and_then(|package| package.get("name"));
        package.and_then(|name| name.as_str()).unwrap_or_default()
    }
}

impl Source {
    /// Whether the file belongs to the product, not to tests, examples or the build.
    pub fn is_product(&self) -> bool {
        self.module.is_some()
    }
}

/// Every crate that has a manifest among the files, with its sources.
pub fn crates(files: &[File]) -> Result<Vec<Crate>> {
    let mut crates = Vec::new();
    for file in files {
        let Some(folder) = file.path.strip_suffix("/Cargo.toml") else { continue };
        let manifest = file.text.parse().with_context(|| file.path.clone())?;
        crates.push(Crate { folder: folder.to_owned(), manifest, sources: Vec::new() });
    }
    let folders: Vec<String> = crates.iter().map(|found| found.folder.clone()).collect();
    for file in files.iter().filter(|file| file.extension() == "rs") {
        // A crate may lie inside another one's folder: the longest fits.
        let fitting = (0..folders.len()).filter(|&n| within(&file.path, &folders[n]).is_some());
        let Some(owner) = fitting.max_by_key(|&n| folders[n].len()) else { continue };
        let tokens = file.text.parse::<TokenStream>().map_err(|error| anyhow::anyhow!("{}: {error}", file.path))?;
        let (mut product, mut tests) = (TokenStream::new(), TokenStream::new());
        part(tokens, &mut product, &mut tests);
        let module = within(&file.path, &folders[owner]).and_then(module_of);
        crates[owner].sources.push(Source { path: file.path.clone(), module, tokens: product, tests });
    }
    for found in &mut crates {
        set_test_files_apart(&mut found.sources);
    }
    Ok(crates)
}

fn within<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

fn module_of(path: &str) -> Option<Vec<String>> {
    let path = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    let mut names: Vec<String> = path.split('/').map(str::to_owned).collect();
    if matches!(names.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        names.pop();
    }
    Some(names)
}

/// A file `tests.rs` belongs to the tests: it is declared as `#[cfg(test)] mod tests;`.
fn set_test_files_apart(sources: &mut [Source]) {
    for source in sources {
        if source.module.as_ref().is_some_and(|names| names.iter().any(|name| name == "tests")) {
            source.tests = std::mem::take(&mut source.tokens);
            source.module = None;
        }
    }
}

/// Parts a file's items at `#[cfg(test)]`, inside modules too.
fn part(tokens: TokenStream, product: &mut TokenStream, tests: &mut TokenStream) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let is_test = matches!(&token, TokenTree::Punct(hash) if hash.as_char() == '#')
            && matches!(tokens.peek(), Some(TokenTree::Group(group)) if is_cfg_test(group));
        if is_test {
            tokens.next();
            for token in tokens.by_ref() {
                let ends = match &token {
                    TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                    TokenTree::Punct(mark) => mark.as_char() == ';',
                    _ => false,
                };
                tests.extend([token]);
                if ends {
                    break;
                }
            }
        } else if let TokenTree::Group(group) = &token
            && group.delimiter() == Delimiter::Brace
        {
            let mut inner = TokenStream::new();
            part(group.stream(), &mut inner, tests);
            let mut parted = Group::new(Delimiter::Brace, inner);
            parted.set_span(group.span());
            product.extend([TokenTree::Group(parted)]);
        } else {
            product.extend([token]);
        }
    }
}

fn is_cfg_test(group: &Group) -> bool {
    group.delimiter() == Delimiter::Bracket && group.stream().to_string().replace(' ', "") == "cfg(test)"
}

/// Every identifier in the tokens. What a `pub use` only passes on does not count as used.
pub fn names(tokens: &TokenStream, found: &mut BTreeSet<String>) {
    let mut tokens = tokens.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(name) if name == "pub" => {
                if matches!(tokens.peek(), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis)
                {
                    tokens.next();
                }
                if matches!(tokens.peek(), Some(TokenTree::Ident(name)) if name == "use") {
                    for token in tokens.by_ref() {
                        if matches!(&token, TokenTree::Punct(mark) if mark.as_char() == ';') {
                            break;
                        }
                    }
                }
            }
            TokenTree::Ident(name) => {
                found.insert(name.to_string().trim_start_matches("r#").to_owned());
            }
            TokenTree::Group(group) => names(&group.stream(), found),
            _ => {}
        }
    }
}
