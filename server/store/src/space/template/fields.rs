//! A form's fields as a table of TOML.

use domain::form::FormInput;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use toml::{Table, Value};

/// What a form holds: empty fields are left out, whole numbers and ticks are written as such, several values as a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields(FormInput);

impl Fields {
    pub fn input(&self) -> &FormInput {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.names().all(|name| self.0.text(name).is_empty())
    }
}

impl From<FormInput> for Fields {
    fn from(input: FormInput) -> Fields {
        Fields(input)
    }
}

/// A tick, as browsers send it.
const TICKED: &str = "on";

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let filled = self.0.names().filter(|name| !self.0.text(name).is_empty());
        let table: Table = filled.map(|name| (name.to_owned(), value(self.0.all(name)))).collect();
        table.serialize(serializer)
    }
}

fn value(all: &[String]) -> Value {
    match all {
        [one] if one == TICKED => Value::Boolean(true),
        [one] => match one.parse::<i64>() {
            // `0422` is no number, though it can be read as one.
            Ok(n) if n.to_string() == *one => Value::Integer(n),
            _ => Value::String(one.clone()),
        },
        all => Value::Array(all.iter().map(|one| Value::String(one.clone())).collect()),
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Fields, D::Error> {
        let mut input = FormInput::default();
        for (name, value) in Table::deserialize(deserializer)? {
            let values = match value {
                Value::Array(all) => all,
                one => vec![one],
            };
            for value in values {
                match value {
                    Value::String(text) => input.add(&name, text),
                    Value::Integer(n) => input.add(&name, n),
                    Value::Boolean(true) => input.add(&name, TICKED),
                    Value::Boolean(false) => {}
                    Value::Datetime(day) => input.add(&name, day),
                    other => return Err(D::Error::custom(format!("{name}: a {} is no field", other.type_str()))),
                }
            }
        }
        Ok(Fields(input))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_a_table_and_a_form_again() {
        let input = FormInput::default().with("name", "木\n\"もの\"").with("rate", 300).with("induction", "on");
        let input = input.with("phone", "0422").with("uses", "cut").with("uses", "sew");
        let text = toml::to_string(&Fields(input.clone().with("empty", ""))).unwrap();
        assert!(text.contains("rate = 300") && text.contains("induction = true") && text.contains("phone = \"0422\""));
        assert!(!text.contains("empty"));
        assert_eq!(toml::from_str::<Fields>(&text).unwrap(), Fields(input));
        assert!(toml::from_str::<Fields>("x = 1.5").is_err());
    }
}
