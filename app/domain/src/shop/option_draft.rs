//! An option of a piece as its maker writes it in the form.

use crate::{
    Yen,
    catalog::{
        CHOICE_CHARS_MAX, CHOICES_MAX, OPTION_EXTRA_YEN_MAX, OPTION_NAME_CHARS_MAX, OPTION_TEXT_CHARS_MAX, OptionKind,
        ProductOption,
    },
    form::{FormInput, amount},
};

/// Characters of a text where the maker says nothing.
const TEXT_CHARS: i64 = 20;

/// An option as its maker writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionDraft {
    pub name: String,
    pub kind: OptionKind,
    pub required: bool,
    /// Of a text.
    pub max_chars: i64,
    /// What a text costs more.
    pub extra_yen: i64,
    /// Name and what it costs more; none for a text.
    pub choices: Vec<(String, i64)>,
}

/// What is wrong with an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OptionProblem {
    NameMissing,
    NameTooLong,
    /// Another option has that name.
    NameTwice,
    ChoicesMissing,
    TooManyChoices,
    ChoiceTooLong,
    /// Two choices have one name.
    ChoiceTwice,
    /// A choice costs too much more.
    ChoiceExtraOutOfRange,
    ExtraOutOfRange,
    CharsOutOfRange,
}

/// A part of an option's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OptionPart {
    Name,
    Choices,
    Extra,
    Chars,
}

impl OptionProblem {
    /// Where it stands.
    pub fn part(self) -> OptionPart {
        match self {
            OptionProblem::NameMissing | OptionProblem::NameTooLong | OptionProblem::NameTwice => OptionPart::Name,
            OptionProblem::ChoicesMissing
            | OptionProblem::TooManyChoices
            | OptionProblem::ChoiceTooLong
            | OptionProblem::ChoiceExtraOutOfRange
            | OptionProblem::ChoiceTwice => OptionPart::Choices,
            OptionProblem::ExtraOutOfRange => OptionPart::Extra,
            OptionProblem::CharsOutOfRange => OptionPart::Chars,
        }
    }
}

/// People write the unit.
pub(super) fn unit_off(typed: &str) -> &str {
    let typed = typed.trim().trim_end_matches("mm").trim_end_matches("ｍｍ").trim_end_matches("グラム");
    typed.trim_end_matches(['g', 'ｇ', '日', '字']).trim()
}

impl OptionDraft {
    /// The `n`th option of the form, from 1, and the first number in it that is none; `None` where nothing is written.
    pub(super) fn read(input: &FormInput, n: usize) -> Option<(OptionDraft, Option<OptionProblem>)> {
        let text = |part: &str| input.text(&format!("option{n}_{part}")).trim();
        let lines: Vec<&str> = text("choices").lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        if text("name").is_empty() && lines.is_empty() {
            return None;
        }
        let kind = text("kind").parse().unwrap_or_default();
        let number = |part: &str, usual: i64| match unit_off(text(part)) {
            "" => Some(usual),
            typed => amount(typed),
        };
        let (chars, extra) = (number("chars", TEXT_CHARS), number("extra", 0));
        let is_text = kind == OptionKind::Text;
        let problem = match (chars, extra) {
            (None, _) if is_text => Some(OptionProblem::CharsOutOfRange),
            (_, None) if is_text => Some(OptionProblem::ExtraOutOfRange),
            _ => None,
        };
        let option = OptionDraft {
            name: text("name").to_owned(),
            kind,
            required: input.has(&format!("option{n}_required")),
            max_chars: if is_text { chars.unwrap_or(TEXT_CHARS) } else { TEXT_CHARS },
            extra_yen: if is_text { extra.unwrap_or(0) } else { 0 },
            choices: if is_text { Vec::new() } else { lines.into_iter().map(choice_of_line).collect() },
        };
        let problem = problem.or(option.out_of_range());
        Some((option, problem))
    }

    pub(super) fn put(&self, input: &mut FormInput, n: usize) {
        let mut set = |part: &str, value: String| input.set(format!("option{n}_{part}"), value);
        set("name", self.name.clone());
        set("kind", self.kind.to_string());
        if self.required {
            set("required", "on".to_owned());
        }
        if self.kind == OptionKind::Text {
            set("chars", self.max_chars.to_string());
            set("extra", self.extra_yen.to_string());
        }
        let lines: Vec<String> = self.choices.iter().map(line_of_choice).collect();
        set("choices", lines.join("\n"));
    }

    /// The first thing that is wrong with it.
    pub(super) fn problem(&self) -> Option<OptionProblem> {
        let extra_fits = |yen: i64| (0..=OPTION_EXTRA_YEN_MAX).contains(&yen);
        let labels: Vec<&str> = self.choices.iter().map(|(label, _)| label.as_str()).collect();
        let twice = |(n, label): (usize, &&str)| labels[..n].contains(label);
        let is_text = self.kind == OptionKind::Text;
        let checks = [
            (self.name.is_empty(), OptionProblem::NameMissing),
            (self.name.chars().count() > OPTION_NAME_CHARS_MAX, OptionProblem::NameTooLong),
            (!is_text && labels.is_empty(), OptionProblem::ChoicesMissing),
            (labels.len() > CHOICES_MAX, OptionProblem::TooManyChoices),
            (
                labels.iter().any(|label| label.is_empty() || label.chars().count() > CHOICE_CHARS_MAX),
                OptionProblem::ChoiceTooLong,
            ),
            (labels.iter().enumerate().any(twice), OptionProblem::ChoiceTwice),
            (is_text && !(1..=OPTION_TEXT_CHARS_MAX).contains(&self.max_chars), OptionProblem::CharsOutOfRange),
            (!extra_fits(self.extra_yen), OptionProblem::ExtraOutOfRange),
            (!self.choices.iter().all(|(_, yen)| extra_fits(*yen)), OptionProblem::ChoiceExtraOutOfRange),
        ];
        checks.into_iter().find_map(|(wrong, problem)| wrong.then_some(problem))
    }

    /// A number in it that may not stand even in a draft.
    fn out_of_range(&self) -> Option<OptionProblem> {
        use OptionProblem::{CharsOutOfRange, ChoiceExtraOutOfRange, ExtraOutOfRange};
        self.problem().filter(|problem| matches!(problem, CharsOutOfRange | ExtraOutOfRange | ChoiceExtraOutOfRange))
    }

    pub(super) fn tidy(&mut self) {
        let line = |text: &str| -> String {
            let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(1_000).collect();
            line.trim().to_owned()
        };
        self.name = line(&self.name);
        self.max_chars = self.max_chars.clamp(1, OPTION_TEXT_CHARS_MAX);
        self.extra_yen = self.extra_yen.clamp(0, OPTION_EXTRA_YEN_MAX);
        for (label, yen) in &mut self.choices {
            *label = line(label);
            *yen = (*yen).clamp(0, OPTION_EXTRA_YEN_MAX);
        }
    }
}

impl From<&ProductOption> for OptionDraft {
    fn from(option: &ProductOption) -> OptionDraft {
        OptionDraft {
            name: option.name.clone(),
            kind: option.kind,
            required: option.required,
            max_chars: option.max_chars,
            extra_yen: option.extra.0,
            choices: option.choices.iter().map(|choice| (choice.label.clone(), choice.extra.0)).collect(),
        }
    }
}

/// `茜 +300円`: the name, and what it costs more. What follows a plus and is no amount belongs to the name.
fn choice_of_line(line: &str) -> (String, i64) {
    let split = line.rsplit_once(['+', '＋']).and_then(|(label, yen)| Some((label.trim(), amount(yen)?)));
    match split {
        Some((label, yen)) if !label.is_empty() => (label.to_owned(), yen),
        _ => (line.to_owned(), 0),
    }
}

fn line_of_choice((label, yen): &(String, i64)) -> String {
    if *yen == 0 { label.clone() } else { format!("{label} +{}円", Yen(*yen)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_that_nobody_can_answer_is_named() {
        let choice = |labels: &[&str]| OptionDraft {
            name: "色".into(),
            max_chars: 20,
            choices: labels.iter().map(|label| ((*label).to_owned(), 0)).collect(),
            ..OptionDraft::default()
        };
        let problem = |option: OptionDraft| option.problem();
        assert_eq!(problem(choice(&["藍"])), None);
        assert_eq!(problem(choice(&[])), Some(OptionProblem::ChoicesMissing));
        assert_eq!(problem(choice(&["藍", "藍"])), Some(OptionProblem::ChoiceTwice));
        assert_eq!(problem(choice(&["x"; 11])), Some(OptionProblem::TooManyChoices));
        assert_eq!(problem(OptionDraft { name: String::new(), ..choice(&["藍"]) }), Some(OptionProblem::NameMissing));
        let text = OptionDraft { kind: OptionKind::Text, max_chars: 61, ..choice(&[]) };
        assert_eq!(problem(text), Some(OptionProblem::CharsOutOfRange));
    }
}
