//! The rules of the whole space as the operator writes them.

use crate::booking::SpaceRules;
use crate::form::{FieldErrors, FormInput, Reader};

impl SpaceRules {
    /// Reads the form of the space's rules; what it does not ask for stays as in `now`.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput, now: &SpaceRules) -> Result<SpaceRules, FieldErrors> {
        let mut read = Reader::new(input);
        let rules = SpaceRules {
            kids_places: read.number("kids_places", 0, 100),
            release_minutes: read.number("release", 5, 120),
            no_shows_max: read.number("no_shows", 0, 20),
            no_show_days: read.number("no_show_days", 1, 365),
            suspend_days: read.number("suspend_days", 1, 365),
            ..*now
        };
        read.done(rules)
    }

    /// How they stand in the form's fields.
    pub fn input(&self) -> FormInput {
        FormInput::default()
            .with("kids_places", self.kids_places)
            .with("release", self.release_minutes)
            .with("no_shows", self.no_shows_max)
            .with("no_show_days", self.no_show_days)
            .with("suspend_days", self.suspend_days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_form_does_not_ask_stays() {
        let now = SpaceRules { closed_on_holidays: true, ..SpaceRules::default() };
        assert_eq!(SpaceRules::read(&now.input(), &now), Ok(now));
        assert_eq!(SpaceRules::read(&FormInput::default(), &now).unwrap_err().len(), 5);
    }
}
