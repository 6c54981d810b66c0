//! Tokens of the JSON API: what they may, and for how long.

use std::{collections::BTreeSet, fmt};

use crate::{
    IntoEnumIterator,
    form::{FieldError, FieldErrors, FormInput, Reader},
};

/// Days that a token may last, the usual first.
pub const TOKEN_DAYS: [i64; 3] = [90, 30, 365];

/// A part of what the API offers.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum TokenScope {
    /// Reading one's own bookings.
    Read,
    /// Booking, moving and cancelling.
    Book,
    /// One's own pieces in the shop.
    Sell,
    /// The yearly report; of use to operators.
    Report,
}

/// Several scopes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TokenScopes(BTreeSet<TokenScope>);

impl TokenScopes {
    pub fn all() -> TokenScopes {
        TokenScopes(TokenScope::iter().collect())
    }

    /// Of words with blanks between; others are passed over, for they allow nothing.
    pub fn parse(words: &str) -> TokenScopes {
        TokenScopes(words.split(' ').filter_map(|word| word.parse().ok()).collect())
    }

    pub fn has(&self, scope: TokenScope) -> bool {
        self.0.contains(&scope)
    }

    pub fn iter(&self) -> impl Iterator<Item = TokenScope> {
        self.0.iter().copied()
    }
}

/// As [`TokenScopes::parse`] reads it.
impl fmt::Display for TokenScopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<&str> = self.0.iter().map(|scope| scope.into_str()).collect();
        f.write_str(&words.join(" "))
    }
}

/// A token that somebody wants, each part checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// What it is for.
    pub label: String,
    pub scopes: TokenScopes,
    /// One of [`TOKEN_DAYS`].
    pub days: i64,
}

impl NewToken {
    /// The fields `label`, `scope` (one or more) and `days`.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(input: &FormInput) -> Result<NewToken, FieldErrors> {
        let mut read = Reader::new(input);
        let label = super::check_name(input.text("label")).map_err(|error| read.note("label", error)).ok();
        let scopes: BTreeSet<TokenScope> = input.all("scope").iter().filter_map(|word| word.parse().ok()).collect();
        if scopes.is_empty() {
            read.note("scope", FieldError::NotAChoice);
        }
        let days = input.text("days").parse().ok().filter(|days| TOKEN_DAYS.contains(days));
        if days.is_none() {
            read.note("days", FieldError::NotAChoice);
        }
        let whole = label.zip(days);
        read.done_with(whole.map(|(label, days)| NewToken { label, scopes: TokenScopes(scopes), days }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_named_and_limited() {
        let errors = NewToken::read(&FormInput::default().with("label", " ")).unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["label", "scope", "days"]);
        let good = FormInput::default().with("label", "laptop").with("days", 90).with("scope", "book");
        let token = NewToken::read(&good.with("scope", "read").with("scope", "everything")).unwrap();
        assert_eq!((token.days, token.scopes.to_string().as_str()), (90, "read book"));
        let forever = FormInput::default().with("label", "laptop").with("days", 4000).with("scope", "book");
        assert_eq!(NewToken::read(&forever).unwrap_err().at("days"), Some(&FieldError::NotAChoice));
    }

    #[test]
    fn scopes_round_trip() {
        assert_eq!(TokenScopes::parse(&TokenScopes::all().to_string()), TokenScopes::all());
        assert!(!TokenScopes::parse("read booking").has(TokenScope::Book));
        assert_eq!(TokenScopes::parse("").to_string(), "");
    }
}
