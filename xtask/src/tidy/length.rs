//! No file over 400 lines and no function over 70, unless it says why.

use super::File;

const FILE_LINES_MAX: usize = 400;
const FUNCTION_LINES_MAX: usize = 70;
const EXCUSE_WITHIN_LINES: usize = 5;

pub fn check(file: &File) -> Vec<String> {
    if !["rs", "ts", "scss"].contains(&file.extension()) {
        return Vec::new();
    }
    let lines: Vec<&str> = file.text.lines().collect();
    if has_excuse(&lines[..lines.len().min(EXCUSE_WITHIN_LINES)]) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    if lines.len() > FILE_LINES_MAX {
        let (path, count) = (&file.path, lines.len());
        findings.push(format!("{path}:1: {count} lines, over {FILE_LINES_MAX}"));
    }
    if file.extension() != "scss" {
        for (start, count) in functions(&lines) {
            let before = start.saturating_sub(EXCUSE_WITHIN_LINES);
            if count > FUNCTION_LINES_MAX && !has_excuse(&lines[before..start]) {
                findings.push(format!(
                    "{}:{}: function of {count} lines, over {FUNCTION_LINES_MAX}",
                    file.path,
                    start + 1
                ));
            }
        }
    }
    findings
}

fn has_excuse(lines: &[&str]) -> bool {
    lines.iter().any(|line| line.contains(File::EXCUSE))
}

/// First line (from 0) and length of each function. Relies on the formatter: a function ends at
/// the first `}` indented as its first line is.
fn functions(lines: &[&str]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        if !is_function_start(line) {
            continue;
        }
        let indent = indent_of(line);
        let length = lines[start..]
            .iter()
            .position(|line| {
                let body = line.trim();
                indent_of(line) == indent && (body == "}" || body == "};" || body.ends_with(';') && body != ";")
            })
            .map_or(1, |end| end + 1);
        found.push((start, length));
    }
    found
}

fn is_function_start(line: &str) -> bool {
    let mut words = line.split_whitespace().skip_while(|word| is_qualifier(word));
    matches!(words.next(), Some("fn" | "function")) && words.next().is_some() && !line.trim_start().starts_with("//")
}

fn is_qualifier(word: &str) -> bool {
    matches!(word, "pub" | "const" | "async" | "unsafe" | "extern" | "export" | "default" | "\"C\"")
        || word.starts_with("pub(")
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: String) -> File {
        File { path: path.to_owned(), text }
    }

    fn function(name: &str, body_lines: usize) -> String {
        format!("pub async fn {name}() {{\n{}}}\n", "    x;\n".repeat(body_lines))
    }

    #[test]
    fn counts_a_function_from_its_first_to_its_last_line() {
        let text = function("short", 68) + "\n" + &function("long", 69);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(functions(&lines), [(0, 70), (71, 71)]);
        let found = check(&file("a.rs", text));
        assert_eq!(found, ["a.rs:72: function of 71 lines, over 70"]);
    }

    #[test]
    fn a_reason_excuses() {
        let text = format!("// {} it is a table\n{}", File::EXCUSE, function("f", 90));
        assert!(check(&file("a.rs", text)).is_empty());
        let text = format!("{}// {} it is a table\n{}", "\n".repeat(9), File::EXCUSE, function("f", 90));
        assert!(check(&file("a.rs", text)).is_empty());
    }

    #[test]
    fn long_files_are_found_in_code_and_styles_only() {
        let text = "a\n".repeat(FILE_LINES_MAX + 1);
        assert_eq!(check(&file("a.scss", text.clone())).len(), 1);
        assert_eq!(check(&file("a.md", text)).len(), 0);
    }
}
