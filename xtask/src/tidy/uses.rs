//! Which module names which: every `use`, and every path that begins with `crate`, `self` or `super`.

use super::sources::Source;
use anyhow::{Context, Result};
use proc_macro2::{TokenStream, TokenTree};
use std::collections::{BTreeMap, BTreeSet};
use syn::visit::{self, Visit};

/// Names from the crate's root.
type Names = Vec<String>;

/// More steps through names that are passed on would be a circle of `use`.
const STEPS_MAX: u32 = 8;

/// The modules of one crate.
#[derive(Default)]
pub struct Modules {
    /// Each module, what it names, and its file.
    named: BTreeMap<Names, (BTreeSet<Names>, String)>,
    /// Names that a module brings into itself, and from where.
    brought: BTreeMap<(Names, String), Names>,
    /// Modules whose every name a module brings into itself.
    globs: BTreeMap<Names, Vec<Names>>,
    /// What a module defines.
    defined: BTreeSet<(Names, String)>,
}

impl Modules {
    pub fn read(sources: &[&Source]) -> Result<Modules> {
        let mut modules = Modules::default();
        for source in sources {
            let module = source.module.clone().unwrap_or_default();
            modules.named.entry(module).or_default().1.clone_from(&source.path);
        }
        for source in sources {
            let module = source.module.clone().unwrap_or_default();
            let file: syn::File = syn::parse2(source.tokens.clone()).with_context(|| source.path.clone())?;
            let mut reader = Reader { modules: &mut modules, home: module.clone(), module };
            reader.visit_file(&file);
        }
        Ok(modules)
    }

    /// User, used, and the user's file; each pair once.
    pub fn arrows(&self) -> Vec<(Names, Names, String)> {
        let mut arrows = Vec::new();
        for (user, (named, file)) in &self.named {
            let used: BTreeSet<Names> = named.iter().map(|path| self.home_of(path, STEPS_MAX)).collect();
            arrows.extend(used.into_iter().map(|used| (user.clone(), used, file.clone())));
        }
        arrows
    }

    /// The module in which what the path names is defined.
    fn home_of(&self, path: &[String], steps: u32) -> Names {
        let mut module = Names::new();
        for (index, name) in path.iter().enumerate() {
            let child = [module.as_slice(), std::slice::from_ref(name)].concat();
            if self.named.contains_key(&child) {
                module = child;
                continue;
            }
            let key = (module.clone(), name.clone());
            if steps > 0 && !self.defined.contains(&key) {
                if let Some(from) = self.brought.get(&key) {
                    return self.home_of(&[from, &path[index + 1..]].concat(), steps - 1);
                }
                let globs = self.globs.get(&module).into_iter().flatten();
                let homes = globs.map(|from| self.home_of(from, steps - 1));
                if let Some(home) = homes.into_iter().find(|home| self.defined.contains(&(home.clone(), name.clone())))
                {
                    return home;
                }
            }
            return module;
        }
        module
    }
}

/// Reads one file. `module` is where the reader stands (a module written inside the file goes deeper), `home` the file's.
struct Reader<'a> {
    modules: &'a mut Modules,
    home: Names,
    module: Names,
}

impl Reader<'_> {
    /// The path from the crate's root, if it is one inside the crate.
    fn absolute(&self, path: &[String]) -> Option<Names> {
        let mut base = self.module.clone();
        let mut rest = path;
        match rest.first()?.as_str() {
            "crate" => (base, rest) = (Names::new(), &rest[1..]),
            "self" => rest = &rest[1..],
            "super" => {
                while let Some(("super", after)) = rest.split_first().map(|(first, after)| (first.as_str(), after)) {
                    base.pop();
                    rest = after;
                }
            }
            first => {
                let child = [self.module.as_slice(), &[first.to_owned()]].concat();
                if !self.modules.named.contains_key(&child) {
                    return None;
                }
            }
        }
        Some([base.as_slice(), rest].concat())
    }

    fn name(&mut self, path: &[String]) {
        if let Some(path) = self.absolute(path) {
            self.modules.named.entry(self.home.clone()).or_default().0.insert(path);
        }
    }

    fn bring(&mut self, tree: &syn::UseTree, before: &mut Names) {
        match tree {
            syn::UseTree::Path(path) => {
                before.push(path.ident.to_string());
                self.bring(&path.tree, before);
                before.pop();
            }
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.bring(tree, before)),
            syn::UseTree::Glob(_) => {
                if let Some(path) = self.absolute(before) {
                    self.modules.globs.entry(self.module.clone()).or_default().push(path);
                }
                self.name(before);
            }
            syn::UseTree::Name(name) => self.bring_one(before, &name.ident, &name.ident),
            syn::UseTree::Rename(renamed) => self.bring_one(before, &renamed.ident, &renamed.rename),
        }
    }

    fn bring_one(&mut self, before: &[String], name: &syn::Ident, here: &syn::Ident) {
        let last = (name != "self").then(|| name.to_string());
        let path: Names = before.iter().cloned().chain(last).collect();
        self.name(&path);
        let here = if here == "self" { path.last().cloned().unwrap_or_default() } else { here.to_string() };
        if let Some(path) = self.absolute(&path) {
            self.modules.brought.insert((self.module.clone(), here), path);
        }
    }

    /// Paths in a macro's tokens, which the parser leaves alone.
    fn scan(&mut self, tokens: TokenStream) {
        let mut path = Names::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == ':' && !path.is_empty() => colons += 1,
                TokenTree::Ident(name) => {
                    if colons != 2 {
                        self.end_scanned(&mut path);
                    }
                    colons = 0;
                    path.push(name.to_string());
                }
                other => {
                    self.end_scanned(&mut path);
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.scan(group.stream());
                    }
                }
            }
        }
        self.end_scanned(&mut path);
    }

    fn end_scanned(&mut self, path: &mut Names) {
        if is_relative(path) {
            self.name(path);
        }
        path.clear();
    }

    fn define(&mut self, name: &syn::Ident) {
        self.modules.defined.insert((self.module.clone(), name.to_string()));
    }
}

fn is_relative(path: &[String]) -> bool {
    path.len() > 1 && matches!(path[0].as_str(), "crate" | "self" | "super")
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        match item {
            syn::Item::Const(item) => self.define(&item.ident),
            syn::Item::Enum(item) => self.define(&item.ident),
            syn::Item::Fn(item) => self.define(&item.sig.ident),
            syn::Item::Static(item) => self.define(&item.ident),
            syn::Item::Struct(item) => self.define(&item.ident),
            syn::Item::Trait(item) => self.define(&item.ident),
            syn::Item::Type(item) => self.define(&item.ident),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if module.content.is_some() {
            self.module.push(module.ident.to_string());
            visit::visit_item_mod(self, module);
            self.module.pop();
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.bring(&item.tree, &mut Names::new());
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if is_relative(&names) {
            self.name(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.visit_path(&call.path);
        self.scan(call.tokens.clone());
    }
}
