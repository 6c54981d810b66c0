//! Reads the folder of mails that were written instead of sent.

use std::path::Path;

use app::site::{MailFile, MailItem, MailText};
use chrono::{DateTime, Utc};
use domain::{DomainError, Paged};
use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders};
use store::{Error, Result};

/// Mails on a page.
pub const MAILS_PAGE: u32 = 20;
/// Most files that are looked at; a demo never comes near.
const FILES_MAX: usize = 100_000;
/// Largest mail that is read, in bytes: ours are a few thousand.
const MAIL_BYTES_MAX: u64 = 1024 * 1024;
const NAME_CHARS_MAX: usize = 80;

/// A page of the outbox, newest first. A folder that is not there is empty.
///
/// # Errors
/// When the folder cannot be read.
pub async fn list(folder: &Path, page: u32) -> Result<Paged<MailItem>> {
    let mut names = names(folder).await?;
    names.sort_unstable_by(|a, b| b.cmp(a));
    let total = names.len() as u64;
    let pages = u32::try_from(total.div_ceil(u64::from(MAILS_PAGE)).max(1)).unwrap_or(u32::MAX);
    let page = page.clamp(1, pages);
    let skip = (page - 1) as usize * MAILS_PAGE as usize;
    let mut rows = Vec::new();
    for name in names.into_iter().skip(skip).take(MAILS_PAGE as usize) {
        // A file may have gone in the meantime.
        if let Ok(bytes) = read_file(folder, &name).await {
            rows.push(item(&name, MessageParser::default().parse(&bytes).as_ref()));
        }
    }
    Ok(Paged { rows, page, pages, total })
}

/// One mail by the name that [`list`] gave it.
///
/// # Errors
/// [`DomainError::NotFound`] for a name that no mail can have and for one that is not there; else when it cannot be
/// read.
pub async fn read(folder: &Path, name: &str) -> Result<MailText> {
    let bytes = read_mail(folder, name).await?;
    let message = MessageParser::default().parse(&bytes);
    let message = message.as_ref();
    Ok(MailText {
        item: item(name, message),
        from: message.and_then(|message| message.from()).map(addresses).unwrap_or_default(),
        text: message.and_then(|message| message.body_text(0)).unwrap_or_default().into_owned(),
        files: message.map(|message| message.attachments().map(file).collect()).unwrap_or_default(),
    })
}

/// A file that came with a mail, counted from 0.
///
/// # Errors
/// As [`read`], and [`DomainError::NotFound`] when the mail has no such file.
pub async fn read_attachment(folder: &Path, name: &str, n: u32) -> Result<MailFile> {
    let bytes = read_mail(folder, name).await?;
    let message = MessageParser::default().parse(&bytes);
    message.as_ref().and_then(|message| message.attachment(n)).map(file).ok_or(DomainError::NotFound.into())
}

/// Deletes mails that were written before a time; how many. Their names begin with it.
///
/// # Errors
/// When the folder cannot be read, or a file not deleted.
pub async fn prune(folder: &Path, before: DateTime<Utc>) -> Result<usize> {
    let oldest = before.format("%Y%m%dT%H%M%S").to_string();
    let old = names(folder).await?.into_iter().filter(|name| name.as_str() < oldest.as_str()).collect();
    delete(folder, old).await
}

/// Deletes the mails to an address; how many.
///
/// # Errors
/// As [`prune`].
pub async fn forget(folder: &Path, email: &str) -> Result<usize> {
    let mut own = Vec::new();
    for name in names(folder).await? {
        let Ok(bytes) = read_file(folder, &name).await else { continue };
        let message = MessageParser::default().parse(&bytes);
        let to = message.as_ref().and_then(|message| message.to());
        let is_own =
            to.is_some_and(|to| to.iter().any(|to| to.address().is_some_and(|to| to.eq_ignore_ascii_case(email))));
        if is_own {
            own.push(name);
        }
    }
    delete(folder, own).await
}

/// How many mails there are.
///
/// # Errors
/// When the folder cannot be read.
pub async fn count(folder: &Path) -> Result<u64> {
    Ok(names(folder).await?.len() as u64)
}

async fn delete(folder: &Path, names: Vec<String>) -> Result<usize> {
    for name in &names {
        match tokio::fs::remove_file(folder.join(format!("{name}.eml"))).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(Error::internal(error)),
            _ => {}
        }
    }
    Ok(names.len())
}

fn file(part: &MessagePart<'_>) -> MailFile {
    MailFile {
        name: part.attachment_name().unwrap_or_default().to_owned(),
        text: String::from_utf8_lossy(part.contents()).into_owned(),
    }
}

async fn read_mail(folder: &Path, name: &str) -> Result<Vec<u8>> {
    if is_name(name) { read_file(folder, name).await } else { Err(DomainError::NotFound.into()) }
}

/// Names of complete mails, without `.eml`. Anything else in the folder is passed over.
async fn names(folder: &Path) -> Result<Vec<String>> {
    let mut entries = match tokio::fs::read_dir(folder).await {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::internal(error)),
    };
    let mut names = Vec::new();
    while let Some(entry) = entries.next_entry().await.map_err(Error::internal)? {
        let file = entry.file_name();
        let name = file.to_str().and_then(|name| name.strip_suffix(".eml")).filter(|name| is_name(name));
        names.extend(name.map(str::to_owned));
        if names.len() >= FILES_MAX {
            break;
        }
    }
    Ok(names)
}

/// Letters, digits and hyphens only: nothing that leads out of the folder.
fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    !name.is_empty() && name.len() <= NAME_CHARS_MAX && name.chars().all(plain)
}

async fn read_file(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let path = folder.join(format!("{name}.eml"));
    // A link is not followed: only files of the folder itself are shown.
    let about = match tokio::fs::symlink_metadata(&path).await {
        Ok(about) => about,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(DomainError::NotFound.into()),
        Err(error) => return Err(Error::internal(error)),
    };
    if !about.is_file() || about.len() > MAIL_BYTES_MAX {
        return Err(DomainError::NotFound.into());
    }
    tokio::fs::read(&path).await.map_err(Error::internal)
}

fn item(name: &str, message: Option<&Message<'_>>) -> MailItem {
    let at = message.and_then(Message::date).and_then(|date| DateTime::<Utc>::from_timestamp(date.to_timestamp(), 0));
    MailItem {
        name: name.to_owned(),
        at,
        to: message.and_then(|message| message.to()).map(addresses).unwrap_or_default(),
        subject: message.and_then(|message| message.subject()).unwrap_or_default().to_owned(),
    }
}

fn addresses(list: &Address<'_>) -> String {
    let one = |address: &mail_parser::Addr<'_>| match (address.name(), address.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (None, Some(address)) => address.to_owned(),
        (name, None) => name.unwrap_or_default().to_owned(),
    };
    list.iter().map(one).collect::<Vec<_>>().join(", ")
}
