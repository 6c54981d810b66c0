//! Texts that the operator writes in both languages.

/// A text in both languages; `en` is empty where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BilingualText {
    pub ja: String,
    pub en: String,
}

impl BilingualText {
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> BilingualText {
        BilingualText { ja: ja.into(), en: en.into() }
    }
}
