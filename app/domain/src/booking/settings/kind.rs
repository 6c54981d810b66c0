//! A kind of machine and its units, as the operator writes them.

use super::{NAME_CHARS_MAX, TEXT_CHARS_MAX};
use crate::IntoEnumIterator;
use crate::form::{FieldError, FieldErrors, FormInput, Reader};
use crate::{
    BilingualText, Yen,
    booking::{CELL_MINUTES, CHILD_AGE_MAX, SLOT_MINUTES_MAX},
    equipment::{ChildRule, TypeRules, Use},
};

/// Kinds of machines at most, the retired with them.
pub const TYPES_MAX: usize = 100;
/// Units of one kind at most, the retired with them.
pub const UNITS_MAX: usize = 50;
/// Steps of starts and lengths that can be chosen, in minutes.
pub const STEPS: [i64; 3] = [15, 30, 60];
/// Dearest hour and dearest minimum charge.
pub const RATE_YEN_MAX: i64 = 100_000;
/// Longest buffer behind a booking: as far as the next day's cells are read.
pub const BUFFER_MINUTES_MAX: i64 = 240;
/// Longest notice, and longest time before the start until which cancelling is free, in hours.
pub const AHEAD_HOURS_MAX: i64 = 30 * 24;
/// Longest word in an address.
pub const SLUG_CHARS_MAX: usize = 40;
/// Words that are pages of their own.
const SLUGS_RESERVED: [&str; 1] = ["new"];

impl BilingualText {
    /// A text that must be there in Japanese. English may come later; until then people read the Japanese.
    pub(crate) fn read(read: &mut Reader<'_>, name: &str, chars_max: usize) -> BilingualText {
        let ja = read.words(&format!("{name}_ja"), chars_max);
        BilingualText { ja, en: read.optional(&format!("{name}_en"), chars_max).unwrap_or_default() }
    }

    /// A text that may come later in both languages.
    pub(crate) fn read_optional(read: &mut Reader<'_>, name: &str, chars_max: usize) -> BilingualText {
        let mut text = |language| read.optional(&format!("{name}_{language}"), chars_max).unwrap_or_default();
        BilingualText { ja: text("ja"), en: text("en") }
    }

    pub(crate) fn put(&self, input: &mut FormInput, name: &str) {
        input.add(format!("{name}_ja"), &self.ja);
        input.add(format!("{name}_en"), &self.en);
    }
}

/// A kind of machine as the operator wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeDraft {
    /// Stands in addresses; given once.
    pub slug: String,
    pub name: BilingualText,
    pub summary: BilingualText,
    /// What it can work on, and how large.
    pub limits: BilingualText,
    /// 持ち物: what to bring.
    pub bring: BilingualText,
    /// The child rule in words.
    pub child_words: BilingualText,
    pub uses: Vec<Use>,
    pub rules: TypeRules,
}

impl TypeDraft {
    /// Reads the form of a kind of machine.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput) -> Result<TypeDraft, FieldErrors> {
        let mut read = Reader::new(input);
        let slug = input.text("slug").trim().to_owned();
        let name = BilingualText::read(&mut read, "name", NAME_CHARS_MAX);
        let summary = BilingualText::read_optional(&mut read, "summary", TEXT_CHARS_MAX);
        let limits = BilingualText::read_optional(&mut read, "limits", TEXT_CHARS_MAX);
        let bring = BilingualText::read_optional(&mut read, "bring", TEXT_CHARS_MAX);
        let child_words = BilingualText::read_optional(&mut read, "child_words", TEXT_CHARS_MAX);
        let uses = Use::iter().filter(|one| input.all("uses").iter().any(|word| word == one.into_str()));
        let rules = TypeRules {
            rate_yen_per_hour: Yen(read.number("rate", 0, RATE_YEN_MAX)),
            charge_yen_min: Yen(read.number("charge_min", 0, RATE_YEN_MAX)),
            minutes_min: read.number("minutes_min", CELL_MINUTES, SLOT_MINUTES_MAX),
            minutes_max: read.number("minutes_max", CELL_MINUTES, SLOT_MINUTES_MAX),
            minutes_step: read.number("step", CELL_MINUTES, 60),
            buffer_minutes: read.number("buffer", 0, BUFFER_MINUTES_MAX),
            notice_minutes: ahead(&mut read, "notice"),
            cancel_minutes: ahead(&mut read, "cancel"),
            induction_required: input.has("induction"),
            child: child(&mut read, input),
        };
        let draft = TypeDraft { slug, name, summary, limits, bring, child_words, uses: uses.collect(), rules };
        for (field, error) in check_type(&draft).err().unwrap_or_default() {
            if read.is_fine(&field) {
                read.note(field, error);
            }
        }
        read.done(draft)
    }

    /// How it stands in the form's fields.
    pub fn input(&self) -> FormInput {
        let mut input = FormInput::default().with("slug", &self.slug);
        self.name.put(&mut input, "name");
        self.summary.put(&mut input, "summary");
        self.limits.put(&mut input, "limits");
        self.bring.put(&mut input, "bring");
        self.child_words.put(&mut input, "child_words");
        self.uses.iter().for_each(|one| input.add("uses", one.into_str()));
        let rules = &self.rules;
        input.add("rate", rules.rate_yen_per_hour.0);
        input.add("charge_min", rules.charge_yen_min.0);
        input.add("minutes_min", rules.minutes_min);
        input.add("minutes_max", rules.minutes_max);
        input.add("step", rules.minutes_step);
        input.add("buffer", rules.buffer_minutes);
        for (name, minutes) in [("notice", rules.notice_minutes), ("cancel", rules.cancel_minutes)] {
            input.add(format!("{name}_h"), minutes / 60);
            input.add(format!("{name}_m"), minutes % 60);
        }
        input.add("child", rules.child.word());
        input.add("child_under", if rules.child.under() == 0 { 7 } else { rules.child.under() });
        if rules.induction_required {
            input.add("induction", "on");
        }
        input
    }

    /// The form of a new kind, with the values most spaces begin with.
    pub fn blank() -> FormInput {
        [("rate", "0"), ("charge_min", "0"), ("minutes_min", "30"), ("minutes_max", "180"), ("step", "15")]
            .into_iter()
            .chain([("buffer", "0"), ("notice_h", "0"), ("notice_m", "0"), ("cancel_h", "2"), ("cancel_m", "0")])
            .chain([("child", "welcome"), ("child_under", "7")])
            .fold(FormInput::default(), |input, (name, value)| input.with(name, value))
    }
}

/// Hours and minutes of two fields, as minutes.
fn ahead(read: &mut Reader<'_>, name: &str) -> i64 {
    read.number(&format!("{name}_h"), 0, AHEAD_HOURS_MAX) * 60 + read.number(&format!("{name}_m"), 0, 59)
}

fn child(read: &mut Reader<'_>, input: &FormInput) -> ChildRule {
    let word = input.text("child");
    if !ChildRule::WORDS.contains(&word) {
        read.note("child", FieldError::NotAChoice);
        return ChildRule::Welcome;
    }
    if matches!(ChildRule::new(word, 0), ChildRule::Welcome | ChildRule::Corner) {
        return ChildRule::new(word, 0);
    }
    let under = read.number("child_under", 1, i64::from(CHILD_AGE_MAX) + 1);
    ChildRule::new(word, u8::try_from(under).unwrap_or(1))
}

/// What must hold between the values of a kind of machine, however they came in.
///
/// # Errors
/// Everything that is wrong, field by field.
pub fn check_type(draft: &TypeDraft) -> Result<(), FieldErrors> {
    let rules = &draft.rules;
    // Of a step that is none, nothing can be a multiple: the step alone is named.
    let step = if STEPS.contains(&rules.minutes_step) { rules.minutes_step } else { CELL_MINUTES };
    let multiple = |minutes: i64, of: i64| minutes % of.max(1) == 0;
    let range = |min, max| FieldError::OutOfRange { min, max };
    let length = |n: i64| (CELL_MINUTES..=SLOT_MINUTES_MAX).contains(&n);
    let checks = [
        (is_slug(&draft.slug), "slug", FieldError::SlugForm),
        (STEPS.contains(&rules.minutes_step), "step", FieldError::NotAChoice),
        ((0..=RATE_YEN_MAX).contains(&rules.rate_yen_per_hour.0), "rate", range(0, RATE_YEN_MAX)),
        ((0..=RATE_YEN_MAX).contains(&rules.charge_yen_min.0), "charge_min", range(0, RATE_YEN_MAX)),
        (length(rules.minutes_min), "minutes_min", range(CELL_MINUTES, SLOT_MINUTES_MAX)),
        (length(rules.minutes_max), "minutes_max", range(CELL_MINUTES, SLOT_MINUTES_MAX)),
        (multiple(rules.minutes_min, step), "minutes_min", FieldError::NotAMultiple { minutes: step }),
        (multiple(rules.minutes_max, step), "minutes_max", FieldError::NotAMultiple { minutes: step }),
        (rules.minutes_min <= rules.minutes_max, "minutes_max", FieldError::MinOverMax),
        ((0..=BUFFER_MINUTES_MAX).contains(&rules.buffer_minutes), "buffer", range(0, BUFFER_MINUTES_MAX)),
        (multiple(rules.buffer_minutes, CELL_MINUTES), "buffer", FieldError::NotAMultiple { minutes: CELL_MINUTES }),
        (rules.notice_minutes >= 0, "notice_h", range(0, AHEAD_HOURS_MAX)),
        (rules.cancel_minutes >= 0, "cancel_h", range(0, AHEAD_HOURS_MAX)),
    ];
    let mut errors = FieldErrors::default();
    for (fine, field, error) in checks {
        if !fine && errors.at(field).is_none() {
            errors.note(field, error);
        }
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Small letters and digits in parts joined by hyphens: `laser-cutter`.
pub(super) fn is_slug(word: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    word.len() <= SLUG_CHARS_MAX && !SLUGS_RESERVED.contains(&word) && word.split('-').all(part)
}

/// A unit's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitDraft {
    pub name: BilingualText,
}

impl UnitDraft {
    /// Reads the form of a unit.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput) -> Result<UnitDraft, FieldErrors> {
        let mut read = Reader::new(input);
        let name = BilingualText::read(&mut read, "unit", NAME_CHARS_MAX);
        read.done(UnitDraft { name })
    }

    /// How it stands in the form's fields.
    pub fn input(&self) -> FormInput {
        let mut input = FormInput::default();
        self.name.put(&mut input, "unit");
        input
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn filled() -> FormInput {
        let mut input = TypeDraft::blank().with("slug", "laser-cutter");
        for name in ["name", "summary", "limits", "child_words"] {
            input.add(format!("{name}_ja"), "語");
            input.add(format!("{name}_en"), "word");
        }
        input
    }

    fn with(changes: &[(&str, &str)]) -> Result<TypeDraft, Vec<(String, FieldError)>> {
        let mut input = filled();
        changes.iter().for_each(|(name, value)| input.set(*name, value));
        TypeDraft::read(&input).map_err(|all| all.into_iter().collect())
    }

    #[track_caller]
    fn refused(changes: &[(&str, &str)], field: &str, rule: FieldError) {
        assert_eq!(with(changes), Err(vec![(field.to_owned(), rule)]), "{changes:?}");
    }

    #[test]
    fn a_whole_form_is_read_and_shown_again() {
        let draft =
            with(&[("uses", "cut"), ("induction", "on"), ("child", "kids_corner"), ("notice_m", "30")]).unwrap();
        assert_eq!((draft.uses.as_slice(), draft.rules.notice_minutes), ([Use::Cut].as_slice(), 30));
        assert_eq!(draft.rules.child, ChildRule::KidsCorner { under: 7 });
        assert_eq!(TypeDraft::read(&draft.input()), Ok(draft));
    }

    #[test]
    fn each_field_says_what_is_wrong() {
        let range = |min, max| FieldError::OutOfRange { min, max };
        refused(&[("minutes_min", "240")], "minutes_max", FieldError::MinOverMax);
        refused(&[("step", "60")], "minutes_min", FieldError::NotAMultiple { minutes: 60 });
        refused(&[("step", "20")], "step", FieldError::NotAChoice);
        refused(&[("buffer", "10")], "buffer", FieldError::NotAMultiple { minutes: 15 });
        refused(&[("rate", "-1")], "rate", range(0, RATE_YEN_MAX));
        refused(&[("minutes_max", "1455")], "minutes_max", range(15, 1440));
        refused(&[("name_ja", " ")], "name_ja", FieldError::Missing);
        refused(&[("name_ja", &"長".repeat(41))], "name_ja", FieldError::TooLong { chars_max: 40 });
        refused(&[("child", "kids_corner"), ("child_under", "17")], "child_under", range(1, 16));
        refused(&[("child", "x")], "child", FieldError::NotAChoice);
        for slug in ["", "new", "Laser", "a--b", "-a", "レーザー", "a b", "a/b", &"a".repeat(41)] {
            refused(&[("slug", slug)], "slug", FieldError::SlugForm);
        }
    }

    #[test]
    fn everything_is_said_at_once() {
        let all = TypeDraft::read(&FormInput::default()).unwrap_err();
        assert!(all.len() > 10, "{all:?}");
        let mut fields: Vec<&str> = all.iter().map(|(field, _)| field).collect();
        fields.sort_unstable();
        fields.dedup();
        assert_eq!(fields.len(), all.len(), "one message a field");
    }

    proptest! {
        #[test]
        fn what_is_granted_fits_the_step(
            min in -60i64..2000, max in -60i64..2000, step in -15i64..90, buffer in -15i64..300,
        ) {
            let text = [min, max, step, buffer].map(|n| n.to_string());
            let read = with(&[
                ("minutes_min", &text[0]), ("minutes_max", &text[1]), ("step", &text[2]), ("buffer", &text[3]),
            ]);
            if let Ok(draft) = read {
                let rules = &draft.rules;
                prop_assert!(STEPS.contains(&rules.minutes_step));
                prop_assert!(0 < rules.minutes_min && rules.minutes_min <= rules.minutes_max);
                prop_assert_eq!(rules.minutes_min % rules.minutes_step, 0);
                prop_assert_eq!(rules.minutes_max % rules.minutes_step, 0);
                prop_assert_eq!(rules.buffer_minutes % CELL_MINUTES, 0);
                prop_assert_eq!(TypeDraft::read(&draft.input()), Ok(draft));
            }
        }
    }
}
