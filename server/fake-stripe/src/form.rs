//! Stripe's forms: `line_items[0][price_data][currency]=jpy`.

use std::collections::BTreeMap;

use crate::errors::Refusal;

/// The fields of a form by their whole names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<String, String>);

impl Fields {
    pub fn of(pairs: Vec<(String, String)>) -> Fields {
        Fields(pairs.into_iter().collect())
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// # Errors
    /// When it is missing.
    pub fn need(&self, name: &str) -> Result<&str, Refusal> {
        let missing =
            || Refusal::wrong(name, format!("Missing required param: {name}.")).with_code("parameter_missing");
        self.get(name).ok_or_else(missing)
    }

    /// A whole number.
    ///
    /// # Errors
    /// When it is something else.
    pub fn number(&self, name: &str) -> Result<Option<i64>, Refusal> {
        let Some(text) = self.get(name) else { return Ok(None) };
        let wrong = |_| Refusal::wrong(name, format!("Invalid integer: {text}")).with_code("parameter_invalid_integer");
        text.parse().map(Some).map_err(wrong)
    }

    /// The members of `name[…]`, with what stands in the brackets.
    pub fn map(&self, name: &str) -> BTreeMap<String, String> {
        let inner = |key: &str| Some(key.strip_prefix(name)?.strip_prefix('[')?.strip_suffix(']')?.to_owned());
        self.0.iter().filter_map(|(key, value)| Some((inner(key)?, value.clone()))).collect()
    }

    /// The values of `name[0]`, `name[1]`, or of `name[]`.
    pub fn list(&self, name: &str) -> Vec<String> {
        self.map(name).into_values().collect()
    }

    /// Refuses fields that Stripe would not know.
    ///
    /// # Errors
    /// Names the first.
    pub fn only(&self, known: &[&str]) -> Result<(), Refusal> {
        let outer = |key: &str| key.split('[').next().unwrap_or_default().to_owned();
        match self.0.keys().map(|key| outer(key)).find(|key| !known.contains(&key.as_str())) {
            None => Ok(()),
            Some(key) => {
                Err(Refusal::wrong(&key, format!("Received unknown parameter: {key}")).with_code("parameter_unknown"))
            }
        }
    }
}

/// Which ids of an answer are asked for as whole objects: `latest_charge.balance_transaction`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expand(Vec<String>);

impl Expand {
    pub fn of(fields: &Fields) -> Expand {
        Expand(fields.list("expand"))
    }

    /// What is asked for below `name`; `None` where an id will do.
    pub fn below(&self, name: &str) -> Option<Expand> {
        let mut found = self.0.iter().filter(|path| path.split('.').next() == Some(name)).peekable();
        found.peek()?;
        Some(Expand(found.filter_map(|path| path.split_once('.')).map(|(_, rest)| rest.to_owned()).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::of(pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn nested_names_are_read() {
        let form = fields(&[("metadata[order]", "7"), ("a[0][b]", "3"), ("expand[0]", "x.y"), ("expand[1]", "x")]);
        assert_eq!(form.map("metadata").get("order").map(String::as_str), Some("7"));
        assert_eq!(form.number("a[0][b]"), Ok(Some(3)));
        assert!(form.only(&["metadata", "a"]).is_err());
        let expand = Expand::of(&form);
        assert_eq!(expand.below("x"), Some(Expand(vec!["y".into()])));
        assert_eq!(expand.below("z"), None);
    }
}
