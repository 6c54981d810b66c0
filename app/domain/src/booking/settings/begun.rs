//! A kind of machine that is begun with a name and a rate: the rest is filled in, its word proposed.

use super::{SLUG_CHARS_MAX, TYPES_MAX, TypeDraft, kind::is_slug};
use crate::{BilingualText, form::FormInput};

/// The fields that [`TypeDraft::blank`] fills.
const BLANK_FIELDS: [&str; 12] = [
    "rate",
    "charge_min",
    "minutes_min",
    "minutes_max",
    "step",
    "buffer",
    "notice_h",
    "notice_m",
    "cancel_h",
    "cancel_m",
    "child",
    "child_under",
];

/// The form of a new kind as it was sent, with [`TypeDraft::blank`] where the short form does not ask.
pub fn begun(sent: &FormInput) -> FormInput {
    let (mut input, blank) = (sent.clone(), TypeDraft::blank());
    let is_whole = sent.has("minutes_min");
    for field in BLANK_FIELDS.iter().filter(|field| !is_whole && !sent.has(field)) {
        input.set(*field, blank.text(field));
    }
    input
}

/// Words for the address of a kind of that name, the best first.
pub fn slugs_for(name: &BilingualText) -> impl Iterator<Item = String> + use<> {
    slug_words(name, "machine", TYPES_MAX)
}

/// Up to `max` words for the address of a thing of that name, the best first: from the English name, or from what of the
/// Japanese one is written in letters, or else `fallback`.
pub fn slug_words(name: &BilingualText, fallback: &str, max: usize) -> impl Iterator<Item = String> + use<> {
    let plain = |text: &str| {
        let text = text.to_lowercase();
        let words: Vec<&str> =
            text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
        // Room for a number behind it.
        let word: String = words.join("-").chars().take(SLUG_CHARS_MAX - 4).collect();
        word.trim_end_matches('-').to_owned()
    };
    let all = [plain(&name.en), plain(&name.ja), fallback.to_owned()];
    let first = all.into_iter().find(|word| is_slug(word)).unwrap_or_default();
    let others = (2..=max).map({
        let first = first.clone();
        move |n| format!("{first}-{n}")
    });
    std::iter::once(first).chain(others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_kind_needs_a_name_and_a_rate() {
        let sent = FormInput::default().with("slug", "x").with("name_ja", "織機").with("rate", "300");
        let draft = TypeDraft::read(&begun(&sent)).unwrap();
        assert_eq!((draft.name.en.as_str(), draft.summary.ja.as_str(), draft.rules.minutes_max), ("", "", 180));
        let nothing = TypeDraft::read(&begun(&FormInput::default().with("slug", "x").with("rate", ""))).unwrap_err();
        let fields: Vec<&str> = nothing.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name_ja", "rate"]);
    }

    #[test]
    fn words_for_addresses_are_proposed() {
        let first = |ja: &str, en: &str| slugs_for(&BilingualText::new(ja, en)).next().unwrap();
        assert_eq!(first("織機", "Table Loom (4 shafts)"), "table-loom-4-shafts");
        assert_eq!(
            (first("UVプリンター", ""), first("織機", ""), first("織機", "New")),
            ("uv".into(), "machine".into(), "machine".into())
        );
        assert!(slugs_for(&BilingualText::new("織機", "x".repeat(60))).all(|word| is_slug(&word)));
        assert_eq!(slugs_for(&BilingualText::new("織機", "")).nth(1).unwrap(), "machine-2");
    }
}
