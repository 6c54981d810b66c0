//! Nothing public without a caller: operations of the store, and dependencies.

use super::allowed::Finding;
use super::sources::{Crate, Source, names};
use anyhow::{Context, Result};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};

/// The crate whose public functions and constants must have callers.
const STORE: &str = "store";

/// Every `pub fn` of `impl Store` is called by another crate; every other public function or constant of the store by
/// another file. Tests are no callers. Entities are the database's own description.
pub fn public_items(crates: &[Crate]) -> Result<Vec<Finding>> {
    let Some(store) = crates.iter().find(|found| found.name() == STORE) else { return Ok(Vec::new()) };
    let mut by_file = BTreeMap::new();
    let mut outside = BTreeSet::new();
    for found in crates {
        for source in found.sources.iter().filter(|source| source.is_product()) {
            let mut named = BTreeSet::new();
            names(&source.tokens, &mut named);
            if found.name() != STORE {
                outside.extend(named.iter().cloned());
            }
            by_file.insert(source.path.as_str(), named);
        }
    }
    let mut findings = Vec::new();
    for source in store.sources.iter().filter(|source| source.is_product() && !is_entity(source)) {
        let file: syn::File = syn::parse2(source.tokens.clone()).with_context(|| source.path.clone())?;
        let mut public = Public::default();
        public.visit_file(&file);
        let elsewhere =
            |name: &String| by_file.iter().any(|(path, named)| *path != source.path && named.contains(name));
        let mut report = |(name, line): &(String, usize), why: &str| {
            findings.push(Finding {
                place: format!("{}:{line}", source.path),
                what: format!("unused in {}: {name}", source.path),
                more: why.to_owned(),
            });
        };
        for item in public.operations.iter().filter(|(name, _)| !outside.contains(name)) {
            report(item, "a public operation of the store that no other crate calls: remove it, or make it pub(crate)");
        }
        for item in public.others.iter().filter(|(name, _)| !elsewhere(name)) {
            report(item, "public, but no other file names it outside tests");
        }
    }
    Ok(findings)
}

fn is_entity(source: &Source) -> bool {
    source.module.as_ref().is_some_and(|names| names.first().is_some_and(|name| name == "entity"))
}

/// Public functions and constants of a file: name and line.
#[derive(Default)]
struct Public {
    operations: Vec<(String, usize)>,
    others: Vec<(String, usize)>,
}

fn item(name: &syn::Ident) -> (String, usize) {
    (name.to_string(), name.span().start().line)
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

impl<'ast> Visit<'ast> for Public {
    fn visit_item_impl(&mut self, block: &'ast syn::ItemImpl) {
        let of_store = matches!(&*block.self_ty, syn::Type::Path(path) if path.path.is_ident("Store"));
        for member in &block.items {
            match member {
                syn::ImplItem::Fn(found) if is_public(&found.vis) => {
                    let list = if of_store { &mut self.operations } else { &mut self.others };
                    list.push(item(&found.sig.ident));
                }
                syn::ImplItem::Const(found) if is_public(&found.vis) => self.others.push(item(&found.ident)),
                _ => {}
            }
        }
    }

    fn visit_item_fn(&mut self, found: &'ast syn::ItemFn) {
        if is_public(&found.vis) {
            self.others.push(item(&found.sig.ident));
        }
        visit::visit_item_fn(self, found);
    }

    fn visit_item_const(&mut self, found: &'ast syn::ItemConst) {
        if is_public(&found.vis) {
            self.others.push(item(&found.ident));
        }
    }
}

/// Each dependency is named where its section says that it is: the product, the tests or the build script.
pub fn dependencies(crates: &[Crate]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for found in crates {
        let (mut product, mut tests, mut build) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for source in &found.sources {
            let is_build = source.path == format!("{}/build.rs", found.folder);
            let own = if source.is_product() { &mut product } else { &mut tests };
            names(&source.tokens, if is_build { &mut build } else { own });
            names(&source.tests, &mut tests);
        }
        let sections = [("dependencies", &product), ("dev-dependencies", &tests), ("build-dependencies", &build)];
        for (section, named) in sections {
            let listed = found.manifest.get(section).and_then(|section| section.as_table());
            for key in listed.into_iter().flatten().map(|(key, _)| key) {
                if !named.contains(&key.replace('-', "_")) {
                    findings.push(Finding {
                        place: format!("{}/Cargo.toml:1", found.folder),
                        what: format!("unused in {} [{section}]: {key}", found.folder),
                        more: "no source that the section is for names it".to_owned(),
                    });
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::{File, sources};
    use super::*;

    fn crates(files: &[(&str, &str)]) -> Vec<Crate> {
        let files: Vec<File> =
            files.iter().map(|(path, text)| File { path: (*path).to_owned(), text: (*text).to_owned() }).collect();
        sources::crates(&files).unwrap()
    }

    fn whats(findings: Vec<Finding>) -> Vec<String> {
        findings.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn an_operation_without_a_caller_in_another_crate_is_found() {
        let found = public_items(&crates(&[
            ("s/store/Cargo.toml", "[package]\nname = \"store\"\n"),
            (
                "s/store/src/sale.rs",
                "impl Store { pub async fn sale_read(&self) {} pub fn sale_record(&self) { self.sale_read() } \
                 pub(crate) fn inner() {} } pub const SALES_MAX: u8 = 1; pub fn helper() {}",
            ),
            ("s/store/src/lib.rs", "pub use sale::SALES_MAX; fn f() { sale::helper() }"),
            ("s/Cargo.toml", "[package]\nname = \"server\"\n"),
            ("s/src/web.rs", "fn f() { store.sale_record() } #[cfg(test)] mod tests { fn f() { store.sale_read() } }"),
            ("s/tests/it.rs", "fn f() { store.sale_read(); SALES_MAX }"),
        ]));
        let expected = ["unused in s/store/src/sale.rs: sale_read", "unused in s/store/src/sale.rs: SALES_MAX"];
        assert_eq!(whats(found.unwrap()), expected);
    }

    #[test]
    fn a_dependency_that_its_section_does_not_name_is_found() {
        let found = dependencies(&crates(&[
            (
                "a/Cargo.toml",
                "[package]\nname = \"a\"\n[dependencies]\naxum = \"1\"\nonly-tests = \"1\"\n\
                 [dev-dependencies]\nproptest = \"1\"\nidle = \"1\"\n[build-dependencies]\ncodegen = \"1\"\n",
            ),
            ("a/src/lib.rs", "use axum::Router; #[cfg(test)] mod tests { use only_tests::f; }"),
            ("a/tests/it.rs", "proptest::proptest! {} // idle"),
            ("a/build.rs", "fn main() { codegen::run() }"),
        ]));
        assert_eq!(whats(found), ["unused in a [dependencies]: only-tests", "unused in a [dev-dependencies]: idle"]);
    }
}
