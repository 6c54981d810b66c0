//! Sends mail: by SMTP where it is set, else into a folder of `.eml` files.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use anyhow::{Context, Result};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{JobId, mail::Mail};
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, Header, HeaderName, HeaderValue},
    },
};
use store::{Clock, ports::Mailer};
use uuid::Uuid;

use crate::config::Config;

/// Longest wait for the mail server.
const SMTP_WAIT: Duration = Duration::from_secs(20);

/// Says that no person wrote this, so that nobody's holiday notice answers (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> std::result::Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(PathBuf),
}

/// The real [`Mailer`].
pub struct MailSender {
    from: Mailbox,
    clock: Arc<dyn Clock>,
    way: Way,
}

impl MailSender {
    /// By SMTP when the settings name a server, else into `DIR/outbox`.
    ///
    /// # Errors
    /// When the sender is no mail address or the SMTP address cannot be read; the address itself is not repeated, for
    /// it holds a password.
    pub fn from_config(config: &Config, clock: Arc<dyn Clock>) -> Result<MailSender> {
        let from = sender(&config.mail_from)?;
        let way = match &config.smtp_url {
            Some(url) => Way::Smtp(smtp(&url.0)?),
            None => Way::Folder(config.outbox()),
        };
        Ok(MailSender { from, clock, way })
    }

    /// Into a folder, for tests and the demo.
    ///
    /// # Errors
    /// When the sender is no mail address.
    pub fn into_folder(from: &str, folder: &Path, clock: Arc<dyn Clock>) -> Result<MailSender> {
        Ok(MailSender { from: sender(from)?, clock, way: Way::Folder(folder.to_owned()) })
    }

    /// Whether mail could be sent now: the server answers, or the folder can be written.
    ///
    /// # Errors
    /// Why not.
    pub async fn check(&self) -> Result<()> {
        match &self.way {
            Way::Smtp(smtp) => {
                let answers = smtp.test_connection().await.context("the SMTP server does not answer")?;
                anyhow::ensure!(answers, "the SMTP server refuses the connection");
                Ok(())
            }
            Way::Folder(folder) => {
                tokio::fs::create_dir_all(folder).await.context("the outbox cannot be made")?;
                let probe = folder.join(format!(".probe-{}", Uuid::new_v4().simple()));
                tokio::fs::write(&probe, b"").await.context("the outbox cannot be written")?;
                Ok(tokio::fs::remove_file(&probe).await?)
            }
        }
    }

    fn message(&self, id: JobId, mail: &Mail, now: DateTime<Utc>) -> Result<Message> {
        // Parsing and encoding of both fields is lettre's: a line break in either ends up as an error or encoded,
        // never as another header.
        let to: Mailbox = mail.to.parse().context("the recipient is no mail address")?;
        let subject = mail.subject.replace(['\r', '\n'], " ");
        let host = self.from.email.domain();
        let builder = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(subject)
            .date(SystemTime::from(now))
            .message_id(Some(format!("<{}@{host}>", id.0.simple())))
            .header(AutoSubmitted);
        match &mail.attachment {
            None => Ok(builder.header(ContentType::TEXT_PLAIN).body(mail.text.clone())?),
            Some(file) => {
                let kind = ContentType::parse(&file.kind).context("the attachment has no readable type")?;
                let file = Attachment::new(file.name.clone()).body(file.text.clone(), kind);
                Ok(builder
                    .multipart(MultiPart::mixed().singlepart(SinglePart::plain(mail.text.clone())).singlepart(file))?)
            }
        }
    }
}

#[async_trait]
impl Mailer for MailSender {
    async fn send(&self, id: JobId, mail: &Mail) -> Result<(), String> {
        let now = self.clock.now();
        let message = self.message(id, mail, now).map_err(|error| format!("{error:#}"))?;
        match &self.way {
            Way::Smtp(smtp) => smtp.send(message).await.map(drop).map_err(|error| refusal(&error)),
            Way::Folder(folder) => {
                write_file(folder, &file_name(id, now), &message.formatted()).await.map_err(|error| error.to_string())
            }
        }
    }
}

/// Why a mail was not taken, for the log and the job: the mail server's own words are left out, for they repeat addresses.
/// Its code (RFC 5321) says enough to look the matter up in the mail server's log.
fn refusal(error: &lettre::transport::smtp::Error) -> String {
    let code = error.status().map(|code| format!(" (code {code})")).unwrap_or_default();
    let what = match error {
        error if error.is_timeout() => "the mail server does not answer in time",
        error if error.is_permanent() => "the mail server refuses the mail for good",
        error if error.is_transient() => "the mail server refuses the mail for now",
        error if error.is_tls() => "no secure connection to the mail server",
        error if error.is_client() => "the mail server does not offer what the settings need",
        error if error.is_response() => "the mail server answers in words that make no sense",
        _ => "no connection to the mail server",
    };
    format!("{what}{code}")
}

/// `20261125T000000123Z-<id>.eml`: sorts by time.
fn file_name(id: JobId, now: DateTime<Utc>) -> String {
    format!("{}-{}.eml", now.format("%Y%m%dT%H%M%S%3fZ"), id.0.simple())
}

/// Under another name first, so that no reader sees half a mail.
async fn write_file(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let unfinished = folder.join(format!(".{name}"));
    tokio::fs::write(&unfinished, bytes).await?;
    tokio::fs::rename(&unfinished, folder.join(name)).await
}

fn sender(text: &str) -> Result<Mailbox> {
    text.parse().with_context(|| format!("the sender {text:?} is no mail address"))
}

fn smtp(url: &str) -> Result<AsyncSmtpTransport<Tokio1Executor>> {
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
        .map_err(|_| anyhow::anyhow!("the SMTP URL is not like smtps://user:password@host:465"))?;
    Ok(builder.timeout(Some(SMTP_WAIT)).build())
}
