//! The ages of children, as people type them and as programs send them.

use serde::{Deserialize, Deserializer, de::Error as _};

use super::{CHILD_AGE_MAX, CHILDREN_MAX};
use crate::form::{FieldError, narrow};

/// Up to [`CHILDREN_MAX`] ages, each up to [`CHILD_AGE_MAX`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ages(Vec<u8>);

impl Ages {
    const UNCLEAR: FieldError = FieldError::NotAges { max: CHILDREN_MAX, age_max: CHILD_AGE_MAX };

    /// # Errors
    /// [`FieldError::NotAges`].
    pub fn new(ages: Vec<u8>) -> Result<Ages, FieldError> {
        let fine = ages.len() <= CHILDREN_MAX && ages.iter().all(|age| *age <= CHILD_AGE_MAX);
        if fine { Ok(Ages(ages)) } else { Err(Ages::UNCLEAR) }
    }

    /// `3, 5`, `3歳と5歳`, full-width figures; empty is nobody.
    ///
    /// # Errors
    /// [`FieldError::NotAges`].
    pub fn parse(text: &str) -> Result<Ages, FieldError> {
        let text = narrow(text);
        if !text.is_empty() && !text.contains(|c: char| c.is_ascii_digit()) || text.contains(['-', '.']) {
            return Err(Ages::UNCLEAR);
        }
        let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let ages: Result<Vec<u8>, _> = parts.map(str::parse).collect();
        Ages::new(ages.map_err(|_| Ages::UNCLEAR)?)
    }

    pub fn into_inner(self) -> Vec<u8> {
        self.0
    }
}

impl<'de> Deserialize<'de> for Ages {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Ages, D::Error> {
        Ages::new(Vec::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_as_people_type_them() {
        let read = |text| Ages::parse(text).map(Ages::into_inner).ok();
        assert_eq!(read(" "), Some(vec![]));
        assert_eq!(read("3"), Some(vec![3]));
        assert_eq!(read("3, 5"), Some(vec![3, 5]));
        assert_eq!(read("3、5・7"), Some(vec![3, 5, 7]));
        assert_eq!(read("３歳、０歳"), Some(vec![3, 0]));
        for bad in ["三", "x", "16", "-1", "3.5", "1,2,3,4,5,6,7", "999999999999", "300", "'\"><script>"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
