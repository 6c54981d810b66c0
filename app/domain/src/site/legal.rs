//! Terms of use and privacy notice as the space writes them: dated versions, of which the newest that has begun holds.

use chrono::{Days, NaiveDate};

use crate::{
    BilingualText,
    form::{FieldErrors, FormInput, Reader},
};

/// Longest text, in characters.
pub const LEGAL_CHARS_MAX: usize = 20_000;
/// How far ahead a version can begin, in days.
pub const LEGAL_AHEAD_DAYS: u64 = 365;

/// Which text.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum LegalKind {
    /// 利用規約.
    Terms,
    /// プライバシーポリシー.
    Privacy,
}

/// One version of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalVersion {
    /// 1 is the first.
    pub number: usize,
    /// The first day on which it holds.
    pub from: NaiveDate,
    pub text: BilingualText,
}

/// A version as the operator wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegalDraft {
    pub from: NaiveDate,
    pub text: BilingualText,
}

impl LegalDraft {
    /// The fields `from`, `text_ja`, `text_en`: from today on, for what held before is history.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(input: &FormInput, today: NaiveDate) -> Result<LegalDraft, FieldErrors> {
        let mut read = Reader::new(input);
        let last = today.checked_add_days(Days::new(LEGAL_AHEAD_DAYS)).unwrap_or(today);
        let from = read.day("from", today, last).unwrap_or(today);
        let text = BilingualText::read(&mut read, "text", LEGAL_CHARS_MAX);
        read.done(LegalDraft { from, text })
    }
}

/// The version that holds on a day, of versions in the order of their days.
pub fn in_force(versions: &[LegalVersion], day: NaiveDate) -> Option<&LegalVersion> {
    versions.iter().rev().find(|version| version.from <= day)
}

/// A part of a long text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Prose {
    Heading(String),
    /// Its lines.
    Paragraph(Vec<String>),
    List(Vec<String>),
    Numbered(Vec<String>),
}

/// A plain text in parts: `## heading`, `- point` or `・point`, `1. point`, and paragraphs between empty lines.
pub fn prose(text: &str) -> Vec<Prose> {
    let mut parts: Vec<Prose> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            open = false;
            continue;
        }
        let heading = line.strip_prefix('#').map(|rest| rest.trim_start_matches('#').trim());
        if let Some(heading) = heading.filter(|heading| !heading.is_empty()) {
            parts.push(Prose::Heading(heading.to_owned()));
            open = false;
            continue;
        }
        let (new, line) = match (point(line), numbered(line)) {
            (Some(point), _) => (Prose::List(Vec::new()), point),
            (None, Some(point)) => (Prose::Numbered(Vec::new()), point),
            (None, None) => (Prose::Paragraph(Vec::new()), line),
        };
        let goes_on =
            open && parts.last().is_some_and(|last| std::mem::discriminant(last) == std::mem::discriminant(&new));
        if !goes_on {
            parts.push(new);
        }
        open = true;
        if let Some(Prose::Paragraph(lines) | Prose::List(lines) | Prose::Numbered(lines)) = parts.last_mut() {
            lines.push(line.to_owned());
        }
    }
    parts
}

fn point(line: &str) -> Option<&str> {
    line.strip_prefix("- ").or_else(|| line.strip_prefix('・')).map(str::trim)
}

fn numbered(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < line.len()).then(|| rest.strip_prefix(". ")).flatten().map(str::trim)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_has_headings_lists_and_paragraphs() {
        let text = "はじめに\n二行目\n\n## 1. 登録\n- ひとつ\n・ふたつ\n1. 番号\n2026年に\n";
        let words = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            prose(text),
            [
                Prose::Paragraph(words(&["はじめに", "二行目"])),
                Prose::Heading("1. 登録".into()),
                Prose::List(words(&["ひとつ", "ふたつ"])),
                Prose::Numbered(words(&["番号"])),
                Prose::Paragraph(words(&["2026年に"])),
            ]
        );
    }

    #[test]
    fn the_newest_that_has_begun_holds() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d).unwrap();
        let version = |number, d| LegalVersion { number, from: day(d), text: BilingualText::default() };
        let versions = [version(1, 2), version(2, 20)];
        let number = |d| in_force(&versions, day(d)).map(|version| version.number);
        assert_eq!([number(1), number(2), number(19), number(20)], [None, Some(1), Some(1), Some(2)]);
    }

    #[test]
    fn a_version_begins_today_or_later() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        let read = |from: &str| {
            let input = FormInput::default().with("from", from).with("text_ja", "本文").with("text_en", "");
            LegalDraft::read(&input, today)
        };
        assert_eq!(read("2026-11-25").unwrap().from, today);
        assert!(read("2026-11-24").unwrap_err().at("from").is_some());
        assert!(read("2027-11-26").unwrap_err().at("from").is_some());
    }

    proptest! {
        #[test]
        fn no_word_is_lost(text in "[a-z#\\-・ 1.\n]{0,80}") {
            let kept: String = prose(&text).iter().map(|part| match part {
                Prose::Heading(line) => line.clone(),
                Prose::Paragraph(lines) | Prose::List(lines) | Prose::Numbered(lines) => lines.concat(),
            }).collect();
            let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).collect::<String>();
            prop_assert_eq!(letters(&kept), letters(&text));
        }
    }
}
