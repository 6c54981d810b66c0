//! What a form sends.

use std::{collections::BTreeMap, fmt};

use serde::Deserialize;

/// What stands in the fields of a form, by name: as typed, readable or not.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "Vec<(String, String)>")]
pub struct FormInput(BTreeMap<String, Vec<String>>);

impl From<Vec<(String, String)>> for FormInput {
    fn from(pairs: Vec<(String, String)>) -> FormInput {
        let mut input = FormInput::default();
        pairs.into_iter().for_each(|(name, value)| input.add(name, value));
        input
    }
}

/// The names only: forms hold passwords and people's data.
impl fmt::Debug for FormInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}

impl FormInput {
    /// Adds a value; a name can have several.
    pub fn add(&mut self, name: impl Into<String>, value: impl ToString) {
        self.0.entry(name.into()).or_default().push(value.to_string());
    }

    /// The same with one more value.
    pub fn with(mut self, name: impl Into<String>, value: impl ToString) -> FormInput {
        self.add(name, value);
        self
    }

    /// Replaces all values of a name.
    pub fn set(&mut self, name: impl Into<String>, value: impl ToString) {
        self.0.insert(name.into(), vec![value.to_string()]);
    }

    /// The first value of that name; empty without one.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of that name.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// The names that have values.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether the form sent that name at all, as it does for a ticked checkbox.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}
