//! A plan of members as the operator writes it.

use super::NAME_CHARS_MAX;
use crate::BilingualText;
use crate::booking::PlanRules;
use crate::form::{FieldError, FieldErrors, FormInput, Reader};

/// Plans at most.
pub const PLANS_MAX: usize = 20;
/// Furthest opening of booking, in days.
pub const HORIZON_DAYS_MAX: i64 = 365;
/// Most bookings to come at once.
pub const AT_ONCE_MAX: i64 = 50;

/// A plan as the operator wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanDraft {
    pub name: BilingualText,
    pub rules: PlanRules,
}

impl PlanDraft {
    /// Reads the form of a plan. Times are input in hours.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput) -> Result<PlanDraft, FieldErrors> {
        let mut read = Reader::new(input);
        let name =
            BilingualText { ja: read.words("name_ja", NAME_CHARS_MAX), en: read.words("name_en", NAME_CHARS_MAX) };
        let rules = PlanRules {
            horizon_days: read.number("horizon", 1, HORIZON_DAYS_MAX),
            at_once_max: read.number("at_once", 1, AT_ONCE_MAX),
            minutes_day_max: read.number("hours_day", 1, 24) * 60,
            minutes_week_max: read.number("hours_week", 1, 7 * 24) * 60,
            rate_percent: read.number("percent", 0, 100),
        };
        if rules.minutes_week_max < rules.minutes_day_max && read.is_fine("hours_week") && read.is_fine("hours_day") {
            read.note("hours_week", FieldError::MinOverMax);
        }
        read.done(PlanDraft { name, rules })
    }

    /// How it stands in the form's fields.
    pub fn input(&self) -> FormInput {
        let rules = &self.rules;
        FormInput::default()
            .with("name_ja", &self.name.ja)
            .with("name_en", &self.name.en)
            .with("horizon", rules.horizon_days)
            .with("at_once", rules.at_once_max)
            .with("hours_day", rules.minutes_day_max / 60)
            .with("hours_week", rules.minutes_week_max / 60)
            .with("percent", rules.rate_percent)
    }

    /// The form of a new plan: the rules that hold without any.
    pub fn blank() -> FormInput {
        PlanDraft { name: BilingualText::default(), rules: PlanRules::default() }.input()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_read_and_shown_again() {
        let draft = PlanDraft {
            name: BilingualText { ja: "学生".into(), en: "Student".into() },
            rules: PlanRules { rate_percent: 50, ..PlanRules::default() },
        };
        assert_eq!(PlanDraft::read(&draft.input()), Ok(draft));
        let fields: Vec<String> =
            PlanDraft::read(&PlanDraft::blank()).unwrap_err().into_iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["name_ja", "name_en"]);
    }

    #[test]
    fn a_week_is_no_shorter_than_a_day() {
        let input = FormInput::from(vec![
            ("name_ja".to_owned(), "学生".to_owned()),
            ("name_en".to_owned(), "Student".to_owned()),
            ("horizon".to_owned(), "0".to_owned()),
            ("at_once".to_owned(), "3".to_owned()),
            ("hours_day".to_owned(), "8".to_owned()),
            ("hours_week".to_owned(), "6".to_owned()),
            ("percent".to_owned(), "101".to_owned()),
        ]);
        let rules: Vec<FieldError> = PlanDraft::read(&input).unwrap_err().into_iter().map(|(_, error)| error).collect();
        assert_eq!(
            rules,
            [
                FieldError::OutOfRange { min: 1, max: HORIZON_DAYS_MAX },
                FieldError::OutOfRange { min: 0, max: 100 },
                FieldError::MinOverMax
            ]
        );
    }
}
