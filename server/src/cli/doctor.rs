//! `tsukuriba doctor`: looks at everything the server needs, and says what to do about each finding.

mod exposure;
mod images;
mod stripe;

use std::{fmt, io::Write, path::Path, process::ExitCode, sync::Arc};

use anyhow::Result;
use axum::http::Uri;
use chrono::{DateTime, TimeDelta, Utc};
use domain::site::SiteSettings;
use store::{Clock, Db, DbKind, Store, clock::SystemClock};
use uuid::Uuid;

use crate::{config::Config, mail::MailSender, start};

/// Free disk below which the server is in danger, and below which it is time to act.
const DISK_BYTES_FAIL: u64 = 200 * 1024 * 1024;
const DISK_BYTES_WARN: u64 = 2 * 1024 * 1024 * 1024;
/// How far the clock may stand before something it must stand after.
const CLOCK_SLACK_MINUTES: i64 = 5;
/// When this program was built, in seconds since 1970.
const BUILT_AT: &str = env!("TSUKURIBA_BUILT_AT");

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Ok,
    Warn,
    Fail,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Level::Ok => "OK  ",
            Level::Warn => "WARN",
            Level::Fail => "FAIL",
        })
    }
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub level: Level,
    pub area: &'static str,
    /// What was found; never a secret.
    pub what: String,
    /// What to do about it; empty when there is nothing to do.
    pub advice: String,
}

impl Finding {
    fn new(level: Level, area: &'static str, what: impl Into<String>, advice: impl Into<String>) -> Finding {
        Finding { level, area, what: what.into(), advice: advice.into() }
    }

    fn ok(area: &'static str, what: impl Into<String>) -> Finding {
        Finding::new(Level::Ok, area, what, "")
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:<13} {}", self.level, self.area, self.what)?;
        if self.advice.is_empty() { Ok(()) } else { write!(f, "\n{:19}-> {}", "", self.advice) }
    }
}

/// 1 when anything failed, else 0.
pub fn exit_code(findings: &[Finding]) -> u8 {
    u8::from(findings.iter().any(|finding| finding.level == Level::Fail))
}

/// Prints every finding; the exit code is 1 when anything failed.
///
/// # Errors
/// When standard output cannot be written.
pub async fn run(config: &Config) -> Result<ExitCode> {
    let db = match start::connect(config).await {
        Ok(store) => Ok(store.db().clone()),
        Err(error) => Err(format!("{error:#}")),
    };
    let findings = examine(config, db, Arc::new(SystemClock)).await;
    let mut out = std::io::stdout().lock();
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    Ok(ExitCode::from(exit_code(&findings)))
}

fn postal_codes() -> Finding {
    match crate::postal::version() {
        Some(version) => Finding::ok("postal codes", format!("of {version}")),
        None => Finding::new(Level::Fail, "postal codes", "cannot be unpacked", "build the program anew"),
    }
}

/// Looks at everything. `db` is what opening the database gave, with the cause as text.
pub async fn examine(config: &Config, db: std::result::Result<Db, String>, clock: Arc<dyn Clock>) -> Vec<Finding> {
    let now = clock.now();
    let mut findings = vec![site_url(&config.site_url), data_folder(&config.data), disk(&config.data)];
    let (database, store) = database(config, db, clock.clone()).await;
    findings.push(database);
    findings.push(clock_finding(now, store.as_ref()).await);
    let demo = match &store {
        Some(store) => store.site_settings().await.unwrap_or_default().demo,
        None => SiteSettings::default().demo,
    };
    findings.extend(images::findings(config).await);
    findings.push(mail(config, demo, clock).await);
    findings.extend(stripe::findings(config, now).await);
    findings.push(postal_codes());
    findings.push(rate_limit(config));
    findings.extend(exposure::findings(config));
    if let Some(store) = &store {
        findings.push(exposure::demo(config, store).await);
    }
    findings
}

fn site_url(url: &str) -> Finding {
    const AREA: &str = "site URL";
    let advice = "set TSUKURIBA_SITE_URL to the address people type, such as https://fab.example.jp";
    let Ok(uri) = url.parse::<Uri>() else { return Finding::new(Level::Fail, AREA, format!("{url}: no URL"), advice) };
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']).to_owned();
    if host.is_empty() || uri.scheme_str().is_none() || uri.query().is_some() || !matches!(uri.path(), "" | "/") {
        return Finding::new(Level::Fail, AREA, format!("{url}: not just scheme, host and port"), advice);
    }
    let local = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    match uri.scheme_str() {
        Some("https") => Finding::ok(AREA, url),
        Some("http") if local => {
            Finding::new(Level::Ok, AREA, format!("{url}: this machine only"), format!("for others, {advice}"))
        }
        _ => Finding::new(
            Level::Warn,
            AREA,
            format!("{url}: without TLS, passwords can be read on the way"),
            "put a reverse proxy with a certificate before it, then set TSUKURIBA_SITE_URL to the https:// address",
        ),
    }
}

fn data_folder(folder: &Path) -> Finding {
    const AREA: &str = "data folder";
    let probe = folder.join(format!(".doctor-{}", Uuid::new_v4().simple()));
    let written = std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe));
    match written {
        Ok(()) => Finding::ok(AREA, format!("{} can be written", folder.display())),
        Err(error) => Finding::new(
            Level::Fail,
            AREA,
            format!("{}: {error}", folder.display()),
            "create the folder, give it to the user the server runs as, or set TSUKURIBA_DATA",
        ),
    }
}

fn disk(folder: &Path) -> Finding {
    const AREA: &str = "disk";
    let free = match fs4::available_space(folder) {
        Ok(free) => free,
        Err(error) => {
            return Finding::new(Level::Warn, AREA, format!("free space unknown: {error}"), "look at it with df");
        }
    };
    let what = format!("{:.1} GB free", free as f64 / 1e9);
    let advice = "free some space: photos and the database grow, and a full disk stops all writes";
    match free {
        free if free < DISK_BYTES_FAIL => Finding::new(Level::Fail, AREA, what, advice),
        free if free < DISK_BYTES_WARN => Finding::new(Level::Warn, AREA, what, advice),
        _ => Finding::ok(AREA, what),
    }
}

async fn database(
    config: &Config,
    db: std::result::Result<Db, String>,
    clock: Arc<dyn Clock>,
) -> (Finding, Option<Store>) {
    const AREA: &str = "database";
    let advice = match config.database_url {
        Some(_) => "check DATABASE_URL (host, name, user, password) and that PostgreSQL runs",
        None => "check that the data folder is there and belongs to the user the server runs as",
    };
    let db = match db {
        Ok(db) => db,
        Err(error) => return (Finding::new(Level::Fail, AREA, format!("cannot be opened: {error}"), advice), None),
    };
    let kind = match db.kind() {
        DbKind::Sqlite => "SQLite",
        DbKind::Postgres => "PostgreSQL",
    };
    match db.pending_migrations().await {
        Err(error) => (Finding::new(Level::Fail, AREA, format!("{kind} does not answer: {error}"), advice), None),
        Ok(pending) if pending.is_empty() => {
            (Finding::ok(AREA, format!("{kind} answers and is up to date")), Some(Store::new(db, clock)))
        }
        Ok(pending) => {
            let what = format!("{kind} lacks {} migrations, from {} on", pending.len(), pending[0]);
            (Finding::new(Level::Fail, AREA, what, "make a backup, then run: tsukuriba migrate"), None)
        }
    }
}

/// The clock must stand after the building of the program and after the newest row.
async fn clock_finding(now: DateTime<Utc>, store: Option<&Store>) -> Finding {
    const AREA: &str = "clock";
    let advice = "set the machine's clock, by NTP if possible: bookings and fiscal years depend on it";
    let slack = TimeDelta::minutes(CLOCK_SLACK_MINUTES);
    let shown = app::format::instant(app::page::Locale::en, now);
    let built = BUILT_AT.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    if built.is_some_and(|built| now + slack < built) {
        return Finding::new(Level::Fail, AREA, format!("{shown} is before this program was built"), advice);
    }
    let newest = match store {
        Some(store) => store.newest_row_at().await.ok().flatten(),
        None => None,
    };
    if newest.is_some_and(|newest| now + slack < newest) {
        return Finding::new(Level::Fail, AREA, format!("{shown} is before the newest row of the database"), advice);
    }
    Finding::ok(AREA, format!("{shown} in Japan"))
}

async fn mail(config: &Config, demo: bool, clock: Arc<dyn Clock>) -> Finding {
    const AREA: &str = "mail";
    let sender = match MailSender::from_config(config, clock) {
        Ok(sender) => sender,
        Err(error) => {
            return Finding::new(
                Level::Fail,
                AREA,
                format!("{error:#}"),
                "correct TSUKURIBA_MAIL_FROM or TSUKURIBA_SMTP_URL (smtps://user:password@host:465)",
            );
        }
    };
    let by_smtp = config.smtp_url.is_some();
    match (sender.check().await, by_smtp) {
        (Err(error), true) => Finding::new(
            Level::Fail,
            AREA,
            format!("{error:#}"),
            "check TSUKURIBA_SMTP_URL and that this machine may reach the mail server's port",
        ),
        (Err(error), false) => {
            Finding::new(Level::Fail, AREA, format!("{error:#}"), "make DIR/outbox writable for the server's user")
        }
        (Ok(()), true) if config.mail_from.contains("localhost") => Finding::new(
            Level::Warn,
            AREA,
            "the SMTP server answers, but the sender is still the default",
            "set TSUKURIBA_MAIL_FROM to an address that may be sent from",
        ),
        (Ok(()), true) => Finding::ok(AREA, "the SMTP server answers"),
        (Ok(()), false) if demo => Finding::ok(AREA, "written to DIR/outbox, to be read at /operator/outbox"),
        (Ok(()), false) => Finding::new(
            Level::Warn,
            AREA,
            "not sent to anybody: only written to DIR/outbox",
            "set TSUKURIBA_SMTP_URL, such as smtps://user:password@host:465",
        ),
    }
}

fn rate_limit(config: &Config) -> Finding {
    const AREA: &str = "rate limit";
    match config.rate_limit {
        Some(n) => Finding::ok(AREA, format!("{n} requests a second for one address")),
        None => Finding::new(Level::Warn, AREA, "off", "unset TSUKURIBA_RATE_LIMIT, except while measuring"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn site_urls() {
        assert_eq!(site_url("https://fab.example.jp").level, Level::Ok);
        assert_eq!(site_url("http://127.0.0.1:3000").level, Level::Ok);
        assert_eq!(site_url("http://[::1]:3000").level, Level::Ok);
        assert_eq!(site_url("http://fab.example.jp").level, Level::Warn);
        for bad in ["https://", "fab", "https://fab.example.jp/shop", "http://a b", ""] {
            assert_eq!(site_url(bad).level, Level::Fail, "{bad}");
        }
    }

    #[test]
    fn a_failure_is_the_exit_code() {
        let warn = Finding::new(Level::Warn, "x", "y", "");
        assert_eq!(exit_code(std::slice::from_ref(&warn)), 0);
        assert_eq!(exit_code(&[warn, Finding::new(Level::Fail, "x", "y", "z")]), 1);
    }
}
