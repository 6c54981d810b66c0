//! Questions about pieces: asked, answered, looked through by the staff.

mod ask;
pub mod mail;
mod mine;
mod staff;
mod words;

pub use ask::AskPage;
pub use mine::{AskedPage, QuestionToMePage, QuestionsToMePage};
pub use staff::{StaffQuestionPage, StaffQuestionsPage};
