//! The mails of accounts. Links are made here, as the mail is sent: a mail that is sent twice has two good links.

use app::members::mail;
use domain::{AccountId, members::AccountMail};
use store::members::MailTokenPurpose;

use super::JobCx;

/// Mails the link that confirms the address, unless it has been confirmed meanwhile.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn confirmation_mail(jobs: &JobCx, account_id: AccountId) -> Result<(), String> {
    let Some(to) = account(jobs, account_id).await?.filter(|to| !to.email_confirmed) else { return Ok(()) };
    let url = link(jobs, account_id, MailTokenPurpose::Confirm, "confirm").await?;
    jobs.send(&mail::confirmation(&to, &space(jobs).await?, &url)).await
}

/// Mails the link that sets a new password.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn reset_mail(jobs: &JobCx, account_id: AccountId) -> Result<(), String> {
    let Some(to) = account(jobs, account_id).await? else { return Ok(()) };
    let url = link(jobs, account_id, MailTokenPurpose::Reset, "reset").await?;
    jobs.send(&mail::reset(&to, &space(jobs).await?, &url)).await
}

/// Tells the owner of an address that someone signed up with it again.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn account_exists_mail(jobs: &JobCx, account_id: AccountId) -> Result<(), String> {
    let Some(to) = account(jobs, account_id).await? else { return Ok(()) };
    let url = format!("{}/reset", jobs.config.site_url);
    jobs.send(&mail::account_exists(&to, &space(jobs).await?, &url)).await
}

async fn space(jobs: &JobCx) -> Result<String, String> {
    let settings = jobs.store.site_settings().await.map_err(|error| error.to_string())?;
    Ok(settings.space_name)
}

async fn account(jobs: &JobCx, account_id: AccountId) -> Result<Option<AccountMail>, String> {
    jobs.store.account_mail(&jobs.cx, account_id).await.map_err(|error| error.to_string())
}

async fn link(jobs: &JobCx, account_id: AccountId, purpose: MailTokenPurpose, path: &str) -> Result<String, String> {
    let token = jobs.store.mail_token_create(&jobs.cx, account_id, purpose).await.map_err(|error| error.to_string())?;
    Ok(format!("{}/{path}/{token}", jobs.config.site_url))
}
