//! Questions about a piece to its maker. The site carries them: neither side learns the other's address.

use chrono::{DateTime, Utc};

use crate::{
    PhotoId, QuestionId,
    form::{FieldErrors, FormInput, Reader},
    members::Language,
};

/// Characters of a question, and of its answer.
pub const QUESTION_CHARS_MAX: usize = 1000;
/// Characters of the reason for which the staff take one away.
pub const REMOVE_REASON_CHARS_MAX: usize = 200;

/// Where a question stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum QuestionState {
    /// It waits for its maker.
    Open,
    Answered,
    /// Its maker does not answer it.
    Declined,
    /// The staff took it away.
    Removed,
}

/// Why a question is not asked or not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuestionError {
    #[error("the piece is not in the shop")]
    NotInTheShop,
    #[error("the question does not wait for an answer")]
    NotOpen,
    #[error("the form asked another question")]
    FormUsed,
}

/// What somebody sends to ask.
#[derive(Clone, Debug, Default)]
pub struct AskQuestion {
    pub name: String,
    pub email: String,
    pub text: String,
    /// In which the answer is written about; `None`: in both.
    pub language: Option<Language>,
    /// The asking network address, by which questions are throttled.
    pub client: String,
    /// Made with the form; the same form sent twice asks once.
    pub idempotency_key: String,
}

impl AskQuestion {
    /// The fields `name`, `email`, `text` and `key`.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(input: &FormInput) -> Result<AskQuestion, FieldErrors> {
        let mut read = Reader::new(input);
        let (name, email) = (read.name("name"), read.email("email"));
        let text = read.words("text", QUESTION_CHARS_MAX);
        let idempotency_key = input.text("key").trim().to_owned();
        let who = name.zip(email);
        read.done_with(who.map(|(name, email)| AskQuestion {
            name,
            email: email.as_str().to_owned(),
            text,
            idempotency_key,
            ..AskQuestion::default()
        }))
    }

    /// Everything that makes two questions different. Under one key it must be the same.
    pub fn contents(&self, product_number: i64) -> String {
        format!("{product_number}\n{}\n{}\n{}", self.name, self.email, self.text)
    }
}

/// The maker's answer in the field `answer`.
///
/// # Errors
/// When there is none, or it is too long.
pub fn read_answer(input: &FormInput) -> Result<String, FieldErrors> {
    let mut read = Reader::new(input);
    let answer = read.words("answer", QUESTION_CHARS_MAX);
    read.done(answer)
}

/// Why something is taken away, in the field `reason`.
///
/// # Errors
/// When there is none, or it is too long.
pub fn read_reason(input: &FormInput) -> Result<String, FieldErrors> {
    let mut read = Reader::new(input);
    let reason = read.words("reason", REMOVE_REASON_CHARS_MAX);
    read.done(reason)
}

/// What the form shows of the piece that is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionAbout {
    pub product_number: i64,
    /// Title in both languages, maker and photo; `None` when it is not in the shop now.
    pub piece: Option<QuestionPiece>,
}

/// A piece in the shop that can be asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionPiece {
    pub title: String,
    pub title_en: Option<String>,
    pub maker: String,
    pub photo: Option<PhotoId>,
}

/// A question as its maker, its asker and the staff see it: nobody's name or address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub id: QuestionId,
    pub product_number: i64,
    /// Empty when the piece is not in the shop any more.
    pub title: String,
    pub title_en: Option<String>,
    pub maker: String,
    pub state: QuestionState,
    pub text: String,
    pub asked_at: DateTime<Utc>,
    /// Empty without one.
    pub answer: String,
    /// When it was answered, declined or taken away.
    pub ended_at: Option<DateTime<Utc>>,
}

/// What the mails about a question need to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionNews {
    pub question: Question,
    pub maker_name: String,
    pub maker_email: String,
    pub maker_language: Option<Language>,
    /// Empty when it was erased.
    pub asker_name: String,
    pub asker_email: String,
    pub asker_language: Option<Language>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> FormInput {
        FormInput::default()
            .with("name", "山田 花子")
            .with("email", "Hanako@example.jp")
            .with("text", text)
            .with("key", "k")
    }

    #[test]
    fn a_question_is_read_with_its_lines() {
        let read = AskQuestion::read(&form("  大きさは？\r\n色は？ ")).unwrap();
        assert_eq!(read.text, "大きさは？\n色は？");
        for (bad, field) in [("", "text"), (&"あ".repeat(1001), "text"), ("a\0", "text")] {
            assert!(AskQuestion::read(&form(bad)).unwrap_err().at(field).is_some(), "{bad}");
        }
        let nobody = FormInput::default().with("text", "色は？").with("email", "x@y\r\nBcc: z@example.jp");
        let errors = AskQuestion::read(&nobody).unwrap_err();
        assert!(errors.at("name").is_some() && errors.at("email").is_some());
    }

    #[test]
    fn every_part_tells_questions_apart() {
        let first = AskQuestion::read(&form("色は？")).unwrap();
        let other = AskQuestion { text: "形は？".into(), ..first.clone() };
        assert_ne!(first.contents(1), first.contents(2));
        assert_ne!(first.contents(1), other.contents(1));
    }
}
