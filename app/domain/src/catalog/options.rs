//! What can be chosen of a piece: its colour, its size, a name on it; each with what it costs more.

use serde::{Deserialize, Serialize};

use crate::{OptionChoiceId, ProductOptionId, Yen};

/// Options of one piece at most.
pub const OPTIONS_MAX: usize = 5;
/// Choices of one option at most.
pub const CHOICES_MAX: usize = 10;
/// Longest name of an option, in characters.
pub const OPTION_NAME_CHARS_MAX: usize = 30;
/// Longest name of a choice, in characters.
pub const CHOICE_CHARS_MAX: usize = 40;
/// Longest text that a maker can ask for, in characters.
pub const OPTION_TEXT_CHARS_MAX: i64 = 60;
/// Most that one choice costs more, in yen.
pub const OPTION_EXTRA_YEN_MAX: i64 = 100_000;

/// How an option is answered.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum OptionKind {
    /// One of its choices.
    #[default]
    Choice,
    /// A short text, such as the name to engrave.
    Text,
}

/// Something that can be chosen of a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductOption {
    pub id: ProductOptionId,
    /// In the maker's words; at most [`OPTION_NAME_CHARS_MAX`] characters.
    pub name: String,
    pub kind: OptionKind,
    /// Without it the piece cannot be ordered.
    pub required: bool,
    /// Longest text, in characters, 1 to [`OPTION_TEXT_CHARS_MAX`]; of no meaning for choices.
    pub max_chars: i64,
    /// What a text costs more; a choice has its own.
    pub extra: Yen,
    /// In the maker's order; none for a text.
    pub choices: Vec<OptionChoice>,
}

/// One of the things that an option offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionChoice {
    pub id: OptionChoiceId,
    pub label: String,
    /// What it costs more than the piece.
    pub extra: Yen,
}

/// What a buyer says to one option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptionPick {
    pub option: ProductOptionId,
    /// The choice's id, or the text; empty for nothing.
    pub value: String,
}

/// What was chosen, as an order keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChosenOptions {
    /// One line in the maker's words, as plain text: `色: 藍 / 名入れ: HANA`. Empty for nothing.
    pub summary: String,
    /// What all of it costs more than the piece, for one piece.
    pub extra: Yen,
}

/// Why the options of a piece cannot be taken as they were chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OptionError {
    #[error("a required option was not chosen")]
    Missing { option: ProductOptionId },
    /// Its maker may have changed it since the form was shown.
    #[error("the piece has no such option")]
    UnknownOption,
    #[error("the option has no such choice")]
    UnknownChoice { option: ProductOptionId },
    #[error("an option was answered twice")]
    Twice { option: ProductOptionId },
    #[error("the text has more than {chars_max} characters")]
    TextTooLong { option: ProductOptionId, chars_max: i64 },
    #[error("the text has characters that nobody can write on a piece")]
    Unwritable { option: ProductOptionId },
}

/// Looks up what a buyer chose, in the order in which the maker offers it. Nothing of a text is changed but the space
/// around it.
///
/// # Errors
/// [`OptionError`], the first.
pub fn choose(options: &[ProductOption], picks: &[OptionPick]) -> Result<ChosenOptions, OptionError> {
    if picks.iter().any(|pick| options.iter().all(|option| option.id != pick.option)) {
        return Err(OptionError::UnknownOption);
    }
    let mut chosen = Vec::new();
    let mut extra = Yen::ZERO;
    for option in options {
        let mut answers = picks.iter().filter(|pick| pick.option == option.id);
        let answer = answers.next().map_or("", |pick| pick.value.trim());
        if answers.next().is_some() {
            return Err(OptionError::Twice { option: option.id });
        }
        if answer.is_empty() {
            if option.required {
                return Err(OptionError::Missing { option: option.id });
            }
            continue;
        }
        let (words, more) = option.answered(answer)?;
        chosen.push(format!("{}: {words}", option.name));
        extra = extra + more;
    }
    Ok(ChosenOptions { summary: chosen.join(" / "), extra })
}

impl ProductOption {
    /// The words of an answer, and what it costs more.
    fn answered<'a>(&'a self, answer: &'a str) -> Result<(&'a str, Yen), OptionError> {
        let option = self.id;
        match self.kind {
            OptionKind::Choice => {
                let choice = answer.parse::<OptionChoiceId>().ok();
                let choice = choice.and_then(|id| self.choices.iter().find(|choice| choice.id == id));
                let choice = choice.ok_or(OptionError::UnknownChoice { option })?;
                Ok((&choice.label, choice.extra))
            }
            OptionKind::Text if answer.chars().any(is_unwritable) => Err(OptionError::Unwritable { option }),
            OptionKind::Text if answer.chars().count() > usize::try_from(self.max_chars).unwrap_or(0) => {
                Err(OptionError::TextTooLong { option, chars_max: self.max_chars })
            }
            OptionKind::Text => Ok((answer, self.extra)),
        }
    }
}

/// Line breaks and other controls, and what turns the direction of the words around it.
fn is_unwritable(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn colour(required: bool) -> ProductOption {
        let choice = |n: u128, label: &str, yen| OptionChoice {
            id: OptionChoiceId(Uuid::from_u128(n)),
            label: label.into(),
            extra: Yen(yen),
        };
        ProductOption {
            id: ProductOptionId(Uuid::from_u128(1)),
            name: "色".into(),
            kind: OptionKind::Choice,
            required,
            max_chars: 20,
            extra: Yen::ZERO,
            choices: vec![choice(11, "藍", 0), choice(12, "茜", 300)],
        }
    }

    fn name() -> ProductOption {
        ProductOption {
            id: ProductOptionId(Uuid::from_u128(2)),
            name: "名入れ".into(),
            kind: OptionKind::Text,
            required: false,
            max_chars: 8,
            extra: Yen(500),
            choices: Vec::new(),
        }
    }

    fn pick(option: u128, value: impl ToString) -> OptionPick {
        OptionPick { option: ProductOptionId(Uuid::from_u128(option)), value: value.to_string() }
    }

    fn choice(n: u128) -> OptionChoiceId {
        OptionChoiceId(Uuid::from_u128(n))
    }

    #[test]
    fn what_is_chosen_is_named_and_costs_more() {
        let options = [colour(true), name()];
        let chosen = choose(&options, &[pick(2, " HANA "), pick(1, choice(12))]).unwrap();
        assert_eq!((chosen.summary.as_str(), chosen.extra), ("色: 茜 / 名入れ: HANA", Yen(800)));
        assert_eq!(choose(&options, &[pick(1, choice(11)), pick(2, " ")]).unwrap().summary, "色: 藍");
        assert_eq!(choose(&[], &[]), Ok(ChosenOptions::default()));
        assert_eq!(choose(&[colour(false)], &[]), Ok(ChosenOptions::default()));
    }

    #[test]
    fn what_is_not_offered_is_refused() {
        let options = [colour(true), name()];
        let refused = |picks: &[OptionPick]| choose(&options, picks).unwrap_err();
        let (first, second) = (options[0].id, options[1].id);
        assert_eq!(refused(&[]), OptionError::Missing { option: first });
        assert_eq!(refused(&[pick(1, choice(13))]), OptionError::UnknownChoice { option: first });
        assert_eq!(refused(&[pick(1, "藍")]), OptionError::UnknownChoice { option: first });
        assert_eq!(refused(&[pick(1, choice(11)), pick(3, "x")]), OptionError::UnknownOption);
        let twice = [pick(1, choice(11)), pick(1, choice(12))];
        assert_eq!(refused(&twice), OptionError::Twice { option: first });
        let engraved = |text: &str| choose(&options, &[pick(1, choice(11)), pick(2, text)]);
        assert_eq!(engraved("123456789"), Err(OptionError::TextTooLong { option: second, chars_max: 8 }));
        for text in ["a\r\nb", "a\0b", "a\u{202e}b"] {
            assert_eq!(engraved(text), Err(OptionError::Unwritable { option: second }), "{text:?}");
        }
        assert_eq!(engraved("<b>花</b>").unwrap().summary, "色: 藍 / 名入れ: <b>花</b>", "plain text");
    }

    proptest! {
        /// Whatever is typed: what is taken is one line, as it was typed, of a length that fits, at the maker's price.
        #[test]
        fn a_text_that_is_taken_can_be_written(text in "\\PC{0,12}|[\\x00-\\x1f\\u{2028}a]{0,4}|.{0,12}") {
            match choose(&[name()], &[pick(2, &text)]) {
                Ok(chosen) if text.trim().is_empty() => prop_assert_eq!(chosen, ChosenOptions::default()),
                Ok(chosen) => {
                    prop_assert_eq!(&chosen.summary, &format!("名入れ: {}", text.trim()));
                    prop_assert!(!chosen.summary.contains(char::is_control));
                    prop_assert!(text.trim().chars().count() <= 8);
                    prop_assert_eq!(chosen.extra, Yen(500));
                }
                Err(OptionError::TextTooLong { .. }) => prop_assert!(text.trim().chars().count() > 8),
                Err(error) => prop_assert_eq!(error, OptionError::Unwritable { option: name().id }),
            }
        }

        /// An answer to a choice is one of its choices or nothing at all.
        #[test]
        fn only_what_is_offered_is_taken(n in 0u128..20, other in "\\PC{0,40}") {
            let known = [11, 12].contains(&n);
            prop_assert_eq!(choose(&[colour(true)], &[pick(1, choice(n))]).is_ok(), known);
            prop_assert!(choose(&[colour(true)], &[pick(1, &other)]).is_err());
        }
    }
}
