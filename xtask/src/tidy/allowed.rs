//! What stands in `xtask/tidy-allowed.txt` may stay for now: the list only shrinks.

use super::File;
use std::collections::BTreeSet;

const LIST: &str = "xtask/tidy-allowed.txt";

/// Something found, by words that do not change when lines move.
pub struct Finding {
    /// `path:line`.
    pub place: String,
    pub what: String,
    /// Where to look on, or what to do.
    pub more: String,
}

/// The findings that the list does not allow, and the lines of the list that allow nothing.
pub fn check(findings: &[Finding], files: &[File]) -> Vec<String> {
    let text = files.iter().find(|file| file.path == LIST).map_or("", |file| file.text.as_str());
    let listed: Vec<(usize, &str)> = (1..)
        .zip(text.lines())
        .map(|(number, line)| (number, line.trim()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let allowed: BTreeSet<&str> = listed.iter().map(|(_, line)| *line).collect();
    let found: BTreeSet<&str> = findings.iter().map(|finding| finding.what.as_str()).collect();
    let new = findings.iter().filter(|finding| !allowed.contains(finding.what.as_str()));
    let stale = listed.iter().filter(|(_, line)| !found.contains(line));
    new.map(|finding| format!("{}: {} ({})", finding.place, finding.what, finding.more))
        .chain(stale.map(|(number, line)| format!("{LIST}:{number}: no longer so, remove the line: {line}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_listed_may_stay_and_what_is_mended_must_leave_the_list() {
        let finding = |what: &str| Finding { place: "a.rs:1".into(), what: what.into(), more: "why".into() };
        let list = File { path: LIST.into(), text: "# words\nold\ngone\n".into() };
        assert_eq!(
            check(&[finding("old"), finding("new")], &[list]),
            ["a.rs:1: new (why)", "xtask/tidy-allowed.txt:3: no longer so, remove the line: gone"]
        );
    }
}
