//! Japanese and English have the same texts, with the same values to fill in.

use super::File;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const FOLDER: &str = "app/locales/";
const LANGUAGES: [&str; 2] = ["ja", "en"];
/// Languages differ in how many plural forms they have: leptos_i18n marks them by these endings.
const PLURAL_ENDINGS: [&str; 6] = ["_zero", "_one", "_two", "_few", "_many", "_other"];

/// Key path → names filled in, the plural's `count` left out.
type Texts = BTreeMap<String, BTreeSet<String>>;

pub fn check(files: &[File]) -> Result<Vec<String>> {
    let mut by_name: BTreeMap<&str, BTreeMap<&str, Texts>> = BTreeMap::new();
    for file in files {
        let place = file.path.strip_prefix(FOLDER).and_then(|rest| {
            let (language, name) = rest.split_once('/')?;
            name.ends_with(".json").then_some((language, name))
        });
        if let Some((language, name)) = place {
            let json: Value = serde_json::from_str(&file.text).context(file.path.clone())?;
            let mut texts = Texts::new();
            flatten("", &json, &mut texts);
            by_name.entry(name).or_default().insert(language, texts);
        }
    }
    let mut findings = Vec::new();
    let empty = Texts::new();
    for (name, languages) in &by_name {
        let [ja, en] = LANGUAGES.map(|language| languages.get(language).unwrap_or(&empty));
        findings.extend(missing(name, "en", ja, en));
        findings.extend(missing(name, "ja", en, ja));
    }
    Ok(findings)
}

/// What `there` has and `here`, the file of `language`, has not.
fn missing(name: &str, language: &str, there: &Texts, here: &Texts) -> Vec<String> {
    let place = format!("{FOLDER}{language}/{name}:1");
    let mut findings = Vec::new();
    for (key, values) in there {
        match here.get(key) {
            None => findings.push(format!("{place}: `{key}` is missing")),
            Some(own) => findings
                .extend(values.difference(own).map(|value| format!("{place}: `{key}` does not say {{{{ {value} }}}}"))),
        }
    }
    findings
}

fn flatten(prefix: &str, json: &Value, texts: &mut Texts) {
    let Value::Object(entries) = json else {
        let values = texts.entry(prefix.to_owned()).or_default();
        values.extend(values_in(json.as_str().unwrap_or_default()));
        return;
    };
    for (key, value) in entries {
        let key = PLURAL_ENDINGS.iter().find_map(|ending| key.strip_suffix(ending)).unwrap_or(key);
        let path = match prefix {
            "" => key.to_owned(),
            _ => format!("{prefix}.{key}"),
        };
        flatten(&path, value, texts);
    }
}

/// The names in `{{ name }}` and `{{ name, formatter }}`.
fn values_in(text: &str) -> impl Iterator<Item = String> {
    text.split("{{")
        .skip(1)
        .filter_map(|rest| rest.split(['}', ',']).next())
        .map(|name| name.trim().to_owned())
        .filter(|name| name != "count")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(ja: &str, en: &str) -> Result<Vec<String>> {
        check(
            &[("ja", ja), ("en", en)]
                .map(|(language, text)| File { path: format!("{FOLDER}{language}/shop.json"), text: text.to_owned() }),
        )
    }

    #[test]
    fn plural_forms_may_differ() -> Result<()> {
        let ja = r#"{"cart": {"items_other": "{{ count }}点"}}"#;
        let en = r#"{"cart": {"items_one": "one item", "items_other": "{{ count }} items"}}"#;
        assert!(findings(ja, en)?.is_empty());
        Ok(())
    }

    #[test]
    fn a_missing_key_or_value_is_named() -> Result<()> {
        assert_eq!(
            findings(r#"{"a": "あ", "b": "{{ name }}さん"}"#, r#"{"b": "you"}"#)?,
            ["app/locales/en/shop.json:1: `a` is missing", "app/locales/en/shop.json:1: `b` does not say {{ name }}",]
        );
        Ok(())
    }
}
