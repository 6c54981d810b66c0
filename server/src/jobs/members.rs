//! The mails of accounts. Links are made here, as the mail is sent: a mail that is sent twice has two good links. A link
//! carries the path to which it leads on.

use app::{
    data::farewell,
    members::{
        mail::{self, KeptTime},
        security,
    },
};
use domain::{
    AccountId,
    members::{AccountMail, FactorNews, language_of},
    site::SiteSettings,
};
use store::{Error, jobs::SealedAddress, members::MailTokenPurpose};
use uuid::Uuid;

use super::JobCx;
use crate::{chosen, url_encode::url_encode};

/// Mails the link that confirms the address, unless it has been confirmed meanwhile. The time that was chosen before
/// signing up is kept from now on, where the rules grant it.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn confirmation_mail(jobs: &JobCx, account_id: AccountId, next: Option<&str>) -> Result<(), String> {
    let Some(to) = account(jobs, account_id).await?.filter(|to| !to.email_confirmed) else { return Ok(()) };
    let kept = kept_time(jobs, account_id, next).await.map_err(|error| error.to_string())?;
    let url = link(jobs, account_id, MailTokenPurpose::Confirm, "confirm", next).await?;
    jobs.send(&mail::confirmation(&to, &site(jobs).await?, &url, kept.as_ref())).await
}

async fn kept_time(jobs: &JobCx, account_id: AccountId, next: Option<&str>) -> store::Result<Option<KeptTime>> {
    let (store, cx) = (&jobs.store, &jobs.cx);
    let Some(next) = next else { return Ok(None) };
    let (Some(cmd), Some(time)) = (chosen::command(next), chosen::time(store, cx, next).await?) else {
        return Ok(None);
    };
    let until = match store.booking_hold_newcomer(cx, account_id, &cmd).await {
        Ok(hold) => Some(hold.until),
        // Taken meanwhile, or an induction is missing: the confirmation says what to do.
        Err(Error::Domain(_)) => None,
        Err(error) => return Err(error),
    };
    Ok(Some(KeptTime { time, until }))
}

/// Mails the link that sets a new password.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn reset_mail(jobs: &JobCx, account_id: AccountId, next: Option<&str>) -> Result<(), String> {
    let Some(to) = account(jobs, account_id).await? else { return Ok(()) };
    let url = link(jobs, account_id, MailTokenPurpose::Reset, "reset", next).await?;
    jobs.send(&mail::reset(&to, &site(jobs).await?, &url)).await
}

/// Tells the owner of an address that someone signed up with it again.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn account_exists_mail(jobs: &JobCx, account_id: AccountId, next: Option<&str>) -> Result<(), String> {
    let Some(to) = account(jobs, account_id).await? else { return Ok(()) };
    let url = format!("{}/reset{}", jobs.config.site_url, leading_on(next));
    jobs.send(&mail::account_exists(&to, &site(jobs).await?, &url)).await
}

/// Mails the link to the address that an account changes to.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn new_address_mail(jobs: &JobCx, change_id: Uuid) -> Result<(), String> {
    let Some((account_id, _, new)) = change(jobs, change_id).await? else { return Ok(()) };
    let Some(to) = account(jobs, account_id).await? else { return Ok(()) };
    let url = link(jobs, account_id, MailTokenPurpose::NewAddress, "email", None).await?;
    jobs.send(&mail::new_address(&to, &new, &site(jobs).await?, &url)).await
}

/// Tells the address before, with the link that takes the change back.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn old_address_mail(jobs: &JobCx, change_id: Uuid) -> Result<(), String> {
    let Some((account_id, old, new)) = change(jobs, change_id).await? else { return Ok(()) };
    let Some(to) = account(jobs, account_id).await? else { return Ok(()) };
    let url = link(jobs, account_id, MailTokenPurpose::OldAddress, "email/undo", None).await?;
    jobs.send(&mail::old_address(&to, &old, &new, &site(jobs).await?, &url)).await
}

/// Tells somebody what became of their second factors.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn factor_mail(jobs: &JobCx, account_id: AccountId, news: FactorNews) -> Result<(), String> {
    let Some(to) = account(jobs, account_id).await? else { return Ok(()) };
    let url = format!("{}/reset", jobs.config.site_url);
    jobs.send(&security::news::mail(&to, &site(jobs).await?, news, &url)).await
}

/// Tells whoever has closed their account what became of what was kept. Nobody is told by one whose address is gone: it
/// was given up, and then tried again by hand.
///
/// # Errors
/// A text for the log; the job is tried again.
pub async fn farewell_mail(
    jobs: &JobCx,
    to: Option<&SealedAddress>,
    language: &str,
    pieces: i64,
) -> Result<(), String> {
    let Some(to) = to else { return Ok(()) };
    let to = jobs.store.farewell_address(to).map_err(|error| error.to_string())?;
    let rules = jobs.store.data_rules().await.map_err(|error| error.to_string())?;
    jobs.send(&farewell(&to, language_of(language), &site(jobs).await?, &rules, pieces)).await
}

async fn change(jobs: &JobCx, id: Uuid) -> Result<Option<(AccountId, String, String)>, String> {
    jobs.store.email_change(&jobs.cx, id).await.map_err(|error| error.to_string())
}

async fn site(jobs: &JobCx) -> Result<SiteSettings, String> {
    jobs.store.site_settings().await.map_err(|error| error.to_string())
}

async fn account(jobs: &JobCx, account_id: AccountId) -> Result<Option<AccountMail>, String> {
    jobs.store.account_mail(&jobs.cx, account_id).await.map_err(|error| error.to_string())
}

async fn link(
    jobs: &JobCx,
    account_id: AccountId,
    purpose: MailTokenPurpose,
    path: &str,
    next: Option<&str>,
) -> Result<String, String> {
    let token = jobs.store.mail_token_create(&jobs.cx, account_id, purpose).await.map_err(|error| error.to_string())?;
    Ok(format!("{}/{path}/{token}{}", jobs.config.site_url, leading_on(next)))
}

fn leading_on(next: Option<&str>) -> String {
    next.map(|next| format!("?next={}", url_encode(next))).unwrap_or_default()
}
