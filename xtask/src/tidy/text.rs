//! Words that may stand in some files only.

use super::File;
use std::path::Path;

struct Rule {
    words: &'static [&'static str],
    extensions: &'static [&'static str],
    allowed: fn(&str) -> bool,
    why: &'static str,
}

const RULES: [Rule; 4] = [
    Rule {
        words: &["feature = \"ssr\""],
        extensions: &["rs"],
        allowed: |path| ["app/src/lib.rs", "app/src/server.rs", "app/build.rs"].contains(&path),
        why: "the server's half is told apart in app/src/lib.rs and app/src/server.rs only",
    },
    Rule {
        words: &["Utc::now(", "Local::now(", "SystemTime::now(", "OffsetDateTime::now"],
        extensions: &["rs"],
        allowed: |path| path.ends_with("clock.rs"),
        why: "the wall clock is read in clock.rs alone: take `now` as a parameter",
    },
    Rule {
        words: &["#[ignore"],
        extensions: &["rs"],
        allowed: |_| false,
        why: "a test that is not run proves nothing",
    },
    Rule {
        words: &["test.skip", "test.fixme", "describe.skip", ".only("],
        extensions: &["ts"],
        allowed: |_| false,
        why: "every test is run",
    },
];

pub fn check(file: &File, root: &Path) -> Vec<String> {
    let mut findings = Vec::new();
    if file.is_xtask() {
        return findings;
    }
    let equipment = machine_paths(root);
    for (index, line) in file.text.lines().enumerate() {
        let mut found = |why: &str| findings.push(format!("{}:{}: {why}", file.path, index + 1));
        if equipment.iter().any(|path| names_path(line, path)) {
            found("a path of one machine");
        }
        if file.path.ends_with("package-lock.json") && line.contains("\"resolved\"") {
            found("the lock file names a registry: set omit-lockfile-registry-resolved");
        }
        for rule in &RULES {
            let applies = rule.extensions.contains(&file.extension()) && !(rule.allowed)(&file.path);
            if applies && rule.words.iter().any(|word| line.contains(word)) {
                found(rule.why);
            }
        }
    }
    findings
}

/// This checkout's folder and the homes of this machine's people.
fn machine_paths(root: &Path) -> Vec<String> {
    let mut paths = vec!["/root/".to_owned()];
    let root = root.canonicalize().unwrap_or_default();
    for path in [Some(root), std::env::var_os("HOME").map(Into::into)] {
        let path = path.unwrap_or_default().to_string_lossy().into_owned();
        // A one-level path such as /app would be found inside others.
        if path.matches('/').count() > 1 {
            paths.push(path);
        }
    }
    paths
}

/// `line` holds `path` as the beginning of a path, not as the middle of one.
fn names_path(line: &str, path: &str) -> bool {
    line.match_indices(path).any(|(at, _)| {
        let before = line[..at].chars().next_back().unwrap_or(' ');
        !before.is_alphanumeric() && !"_-./}".contains(before)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(path: &str, text: &str) -> usize {
        let file = File { path: path.to_owned(), text: text.to_owned() };
        check(&file, Path::new("/nowhere/at/all")).len()
    }

    #[test]
    fn the_clock_is_read_in_one_place() {
        assert_eq!(findings("server/src/clock.rs", "Utc::now()"), 0);
        assert_eq!(findings("server/src/jobs.rs", "Utc::now()"), 1);
    }

    #[test]
    fn the_servers_half_is_marked_in_two_files() {
        let line = "#[cfg(feature = \"ssr\")]";
        assert_eq!(findings("app/src/server.rs", line), 0);
        assert_eq!(findings("app/src/shop/page.rs", line), 1);
    }

    #[test]
    fn machine_paths_are_found_but_not_their_look_alikes() {
        assert_eq!(findings("README.md", "see /root/x"), 1);
        assert_eq!(findings("README.md", "see app/root/x and $HOME/root/x"), 0);
    }

    #[test]
    fn every_test_is_run() {
        assert_eq!(findings("end2end/tests/a.spec.ts", "test.only('a')"), 1);
        assert_eq!(findings("server/tests/a.rs", "#[ignore]"), 1);
    }
}
