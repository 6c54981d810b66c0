//! Arrows between modules go one way: among the files and folders of one folder, what is used does not use back.
//!
//! A file and the files below it are one thing, told in parts: they may name each other.

use super::allowed::Finding;
use super::sources::{Crate, Source};
use super::uses::Modules;
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Who uses whom among the children of one module, and a file that shows it.
type Arrows = BTreeMap<(String, String), String>;

pub fn check(crates: &[Crate]) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for found in crates.iter().filter(|found| found.name() != "xtask") {
        let sources: Vec<&Source> = found.sources.iter().filter(|source| source.is_product()).collect();
        let mut by_parent: BTreeMap<String, Arrows> = BTreeMap::new();
        for (user, used, file) in Modules::read(&sources)?.arrows() {
            let shared = user.iter().zip(&used).take_while(|(a, b)| a == b).count();
            if let (Some(from), Some(to)) = (user.get(shared), used.get(shared)) {
                let parent = [&["src".to_owned()], &user[..shared]].concat().join("/");
                let arrow = (from.clone(), to.clone());
                by_parent.entry(format!("{}/{parent}", found.folder)).or_default().entry(arrow).or_insert(file);
            }
        }
        for (parent, arrows) in by_parent {
            findings.extend(circular(&arrows).into_iter().map(|(from, to)| Finding {
                place: format!("{}:1", arrows[&(from.clone(), to.clone())]),
                what: format!("circle in {parent}: {from} -> {to}"),
                more: back(&arrows, &from, &to),
            }));
        }
    }
    Ok(findings)
}

/// The arrows that lie on a circle.
fn circular(arrows: &Arrows) -> Vec<(String, String)> {
    arrows.keys().filter(|(from, to)| way(arrows, to, from).is_some()).cloned().collect()
}

/// How one comes back, with the files that show it.
fn back(arrows: &Arrows, from: &str, to: &str) -> String {
    let way = way(arrows, to, from).unwrap_or_default();
    let steps: Vec<String> = way
        .windows(2)
        .map(|step| format!("{} -> {} by {}", step[0], step[1], arrows[&(step[0].clone(), step[1].clone())]))
        .collect();
    format!("back: {}", steps.join(", "))
}

/// The shortest way along the arrows, both ends included.
fn way(arrows: &Arrows, from: &str, to: &str) -> Option<Vec<String>> {
    let mut queue = VecDeque::from([vec![from.to_owned()]]);
    let mut seen = BTreeSet::from([from.to_owned()]);
    while let Some(way) = queue.pop_front() {
        let last = way.last()?;
        if last == to {
            return Some(way);
        }
        for (_, next) in arrows.keys().filter(|(user, _)| user == last) {
            if seen.insert(next.clone()) {
                queue.push_back([way.clone(), vec![next.clone()]].concat());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::{File, sources};
    use super::*;

    fn findings(files: &[(&str, &str)]) -> Vec<String> {
        let manifest = ("a/Cargo.toml", "[package]\nname = \"a\"\n");
        let files: Vec<File> = [&[manifest], files]
            .concat()
            .iter()
            .map(|(path, text)| File { path: (*path).to_owned(), text: (*text).to_owned() })
            .collect();
        let found = check(&sources::crates(&files).unwrap()).unwrap();
        found.into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn two_files_that_use_each_other_are_found() {
        let found = findings(&[
            ("a/src/orders/mod.rs", "mod place; mod stock;"),
            ("a/src/orders/place.rs", "use super::stock::take; pub fn place() { take() }"),
            ("a/src/orders/stock.rs", "pub fn take() { super::place::place() }"),
        ]);
        assert_eq!(found, ["circle in a/src/orders: place -> stock", "circle in a/src/orders: stock -> place"]);
    }

    #[test]
    fn features_on_a_circle_of_three_are_found_through_names_passed_on_and_macros() {
        let found = findings(&[
            ("a/src/orders/mod.rs", "pub use list::List;"),
            ("a/src/orders/list.rs", "use crate::register::Sale; pub struct List;"),
            ("a/src/register.rs", "use crate::site as place; pub struct Sale;"),
            ("a/src/site/page.rs", "fn page() { view! { <p>{crate::orders::List}</p> } }"),
            ("a/src/site.rs", ""),
        ]);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.contains(&"circle in a/src: site -> orders".to_owned()), "{found:?}");
    }

    #[test]
    fn a_file_and_those_below_it_may_name_each_other_and_tests_anything() {
        let found = findings(&[
            ("a/src/shop.rs", "use child::grow; pub struct Shop; fn f() { grow() }"),
            ("a/src/shop/child.rs", "use super::Shop; pub fn grow() {}"),
            ("a/src/money.rs", "pub struct Yen; #[cfg(test)] mod tests { use crate::shop::Shop; }"),
            ("a/src/shop/other.rs", "use crate::money::Yen;"),
        ]);
        assert!(found.is_empty(), "{found:?}");
    }
}
