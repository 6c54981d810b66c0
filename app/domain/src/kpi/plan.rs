//! The plan as the operator writes it: what the goal is called, its targets by fiscal year, the note under the table.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    BilingualText,
    calendar::FiscalYear,
    form::{FieldError, FieldErrors, FormInput, Reader},
};

/// Years with a target at most.
pub const PLAN_YEARS_MAX: usize = 10;
/// Largest target of a year, in people.
pub const TARGET_MAX: i64 = 100_000;
/// Longest name of the goal, and longest note, in characters.
pub const GOAL_CHARS_MAX: usize = 100;
pub const PLAN_NOTE_CHARS_MAX: usize = 300;

/// The plan's words; where they are empty the built-in ones are printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanWords {
    pub goal: BilingualText,
    pub note: BilingualText,
}

/// The plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KpiPlan {
    pub words: PlanWords,
    /// New participants by fiscal year.
    pub targets: BTreeMap<FiscalYear, u64>,
}

impl KpiPlan {
    /// The fields `goal_ja`, `goal_en`, `note_ja`, `note_en`, and `year-0`, `target-0` and so on; a row of which both are
    /// empty is none.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput) -> Result<KpiPlan, FieldErrors> {
        let mut read = Reader::new(input);
        let goal = BilingualText::read(&mut read, "goal", GOAL_CHARS_MAX);
        let note = BilingualText::read_optional(&mut read, "note", PLAN_NOTE_CHARS_MAX);
        let mut targets = BTreeMap::new();
        for at in 0..PLAN_YEARS_MAX {
            let (year, target) = (format!("year-{at}"), format!("target-{at}"));
            if input.text(&year).trim().is_empty() && input.text(&target).trim().is_empty() {
                continue;
            }
            let n = read.number(&target, 0, TARGET_MAX).unsigned_abs();
            let first = read.number(&year, i64::from(FiscalYear::MIN), i64::from(FiscalYear::MAX));
            let Some(first) = i32::try_from(first).ok().and_then(FiscalYear::new) else { continue };
            if targets.insert(first, n).is_some() {
                read.note(year, FieldError::Twice);
            }
        }
        read.done(KpiPlan { words: PlanWords { goal, note }, targets })
    }

    /// How it stands in the form's fields.
    pub fn input(&self) -> FormInput {
        let mut input = FormInput::default();
        self.words.goal.put(&mut input, "goal");
        self.words.note.put(&mut input, "note");
        for (at, (year, target)) in self.targets.iter().enumerate() {
            input.add(format!("year-{at}"), year.year());
            input.add(format!("target-{at}"), target);
        }
        input
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_is_read_as_it_is_shown() {
        let year = |year| FiscalYear::new(year).unwrap();
        let words = PlanWords { goal: BilingualText::new("参加者数", ""), note: BilingualText::default() };
        let plan = KpiPlan { words, targets: BTreeMap::from([(year(2026), 10), (year(2027), 20)]) };
        assert_eq!(KpiPlan::read(&plan.input()), Ok(plan));
    }

    #[test]
    fn each_row_says_what_is_wrong() {
        let input = FormInput::default().with("goal_ja", "参加者数").with("year-0", "2026").with("target-0", "");
        let input = input.with("year-2", "1900").with("target-2", "5").with("year-3", "2026").with("target-3", "7");
        let errors = KpiPlan::read(&input).unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["target-0", "year-2", "year-3"]);
        assert_eq!(errors.at("year-3"), Some(&FieldError::Twice));
    }
}
