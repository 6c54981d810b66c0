//! Texts that the operator writes in both languages.

use serde::{Deserialize, Serialize};

/// A text in both languages; `en` is empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BilingualText {
    pub ja: String,
    pub en: String,
}

impl BilingualText {
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> BilingualText {
        BilingualText { ja: ja.into(), en: en.into() }
    }
}
