//! The mails about questions.

use app::questions::mail;
use domain::{QuestionId, questions::QuestionState};

use super::JobCx;

/// Tells a maker what somebody asks, unless it was dealt with already.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn question_mail(jobs: &JobCx, id: QuestionId) -> Result<(), String> {
    let Some(news) = jobs.store.question_news(id).await.map_err(|error| error.to_string())? else { return Ok(()) };
    if news.question.state != QuestionState::Open {
        return Ok(());
    }
    let site = jobs.store.site_settings().await.map_err(|error| error.to_string())?;
    jobs.send(&mail::asked(&news, &site, &jobs.config.site_url)).await
}

/// Tells whoever asked what the maker answers.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn answer_mail(jobs: &JobCx, id: QuestionId) -> Result<(), String> {
    let Some(news) = jobs.store.question_news(id).await.map_err(|error| error.to_string())? else { return Ok(()) };
    if news.question.state != QuestionState::Answered {
        return Ok(());
    }
    let site = jobs.store.site_settings().await.map_err(|error| error.to_string())?;
    jobs.send(&mail::answered(&news, &site, &jobs.config.site_url)).await
}
