//! Settings: a flag wins over the environment, the environment over `tsukuriba.toml`, the file over the default.

use std::{fmt, net::SocketAddr, path::PathBuf, sync::Arc};

use anyhow::{Context, Result};
use chrono::{DateTime, FixedOffset};
use serde::Deserialize;
use store::clock::{Clock, SetClock, SystemClock};

use crate::limits::Limits;

/// A text that is never printed.
#[derive(Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(secret)")
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Secret {
        Secret(text.to_owned())
    }
}

/// Settings as given on the command line or in the environment. All of them may stand in `tsukuriba.toml` too, under
/// the same names with underscores.
#[derive(Clone, Debug, Default, clap::Args, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Options {
    /// Folder of the database, images and mail [default: ./data]
    #[arg(long, env = "TSUKURIBA_DATA", value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
    /// postgres://… to use PostgreSQL; without it SQLite in the data folder
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true, global = true)]
    pub database_url: Option<Secret>,
    /// Address to listen on [default: 127.0.0.1:3000]
    #[arg(long, env = "TSUKURIBA_ADDR", value_name = "HOST:PORT", global = true)]
    pub addr: Option<SocketAddr>,
    /// Address by which people reach the site, for links in mails and QR codes [default: http://ADDR]
    #[arg(long, env = "TSUKURIBA_SITE_URL", value_name = "URL", global = true)]
    pub site_url: Option<String>,
    /// smtps://user:password@host:465 or smtp://host:25; without it mail is written to DIR/outbox
    #[arg(long, env = "TSUKURIBA_SMTP_URL", value_name = "URL", hide_env_values = true, global = true)]
    pub smtp_url: Option<Secret>,
    /// Sender of mails [default: つくりば <noreply@localhost.localdomain>]
    #[arg(long, env = "TSUKURIBA_MAIL_FROM", value_name = "ADDRESS", global = true)]
    pub mail_from: Option<String>,
    /// Requests a second for one address, or "off" [default: 30]
    #[arg(long, env = "TSUKURIBA_RATE_LIMIT", value_name = "N|off", global = true)]
    pub rate_limit: Option<String>,
    /// MiB of memory for finished public pages, or "off" [default: 32]
    #[arg(long, env = "TSUKURIBA_KEPT_PAGES", value_name = "MIB|off", global = true)]
    pub kept_pages: Option<String>,
    /// Connections at once [default: 512]; the process needs twice as many open files
    #[arg(long, env = "TSUKURIBA_CONNECTIONS", value_name = "N", global = true)]
    pub connections: Option<usize>,
    /// "on" behind a reverse proxy: take the visitor's address from X-Forwarded-For [default: off]
    #[arg(long, env = "TSUKURIBA_TRUST_PROXY", value_name = "on|off", global = true)]
    pub trust_proxy: Option<String>,
    /// Bearer token that may read /metrics. Without it only this machine may, and nobody when the site is https
    #[arg(long, env = "TSUKURIBA_METRICS_TOKEN", value_name = "TOKEN", hide_env_values = true, global = true)]
    pub metrics_token: Option<Secret>,
    /// 64 hexadecimal digits by which the links in mails are signed, for several servers that share no data folder; without
    /// it the key is the file link.key there, made on the first start
    #[arg(long, env = "TSUKURIBA_LINK_KEY", value_name = "HEX", hide_env_values = true, global = true)]
    pub link_key: Option<Secret>,
    /// Stripe's secret key (sk_live_…, rk_live_… or sk_test_…); without it everything is paid at the counter
    #[arg(long, env = "TSUKURIBA_STRIPE_KEY", value_name = "KEY", hide_env_values = true, global = true)]
    pub stripe_key: Option<Secret>,
    /// Signing secret (whsec_…) of Stripe's endpoint for SITE_URL/webhooks/stripe
    #[arg(long, env = "TSUKURIBA_STRIPE_WEBHOOK_SECRET", value_name = "SECRET", hide_env_values = true, global = true)]
    pub stripe_webhook_secret: Option<Secret>,
    /// Stripe's address, for rehearsals [default: https://api.stripe.com]
    #[arg(long, env = "TSUKURIBA_STRIPE_URL", value_name = "URL", global = true)]
    pub stripe_url: Option<String>,
    /// S3 bucket for images; without it they are in DIR/images
    #[arg(long, env = "TSUKURIBA_S3_BUCKET", value_name = "NAME", global = true)]
    pub s3_bucket: Option<String>,
    /// Region of the bucket, such as ap-northeast-1
    #[arg(long, env = "TSUKURIBA_S3_REGION", value_name = "REGION", global = true)]
    pub s3_region: Option<String>,
    /// Address of the store, unless it is Amazon's
    #[arg(long, env = "TSUKURIBA_S3_ENDPOINT", value_name = "URL", global = true)]
    pub s3_endpoint: Option<String>,
    /// Folder in the bucket, for several spaces in one
    #[arg(long, env = "TSUKURIBA_S3_PREFIX", value_name = "FOLDER", global = true)]
    pub s3_prefix: Option<String>,
    /// Whether the bucket stands in the path, "on", or before the host, "off" [default: on with an endpoint, else off]
    #[arg(long, env = "TSUKURIBA_S3_PATH_STYLE", value_name = "on|off", global = true)]
    pub s3_path_style: Option<String>,
    /// Key of the bucket
    #[arg(long, env = "AWS_ACCESS_KEY_ID", value_name = "KEY", hide_env_values = true, global = true)]
    pub aws_access_key_id: Option<Secret>,
    /// The key's secret
    #[arg(long, env = "AWS_SECRET_ACCESS_KEY", value_name = "SECRET", hide_env_values = true, global = true)]
    pub aws_secret_access_key: Option<Secret>,
    /// For tests of the running program: the time at which its clock begins. Refused unless the site is this machine's own
    #[arg(long, env = "TSUKURIBA_CLOCK", value_name = "TIME", hide = true, global = true)]
    #[serde(skip)]
    pub clock: Option<DateTime<FixedOffset>>,
}

/// Where the bucket for images is, and the key to it; all empty where images are in a folder.
#[derive(Clone, Debug, Default)]
pub struct S3Settings {
    pub bucket: Option<String>,
    pub region: Option<String>,
    pub endpoint: Option<String>,
    pub prefix: Option<String>,
    /// The bucket stands in the path, not before the host.
    pub path_style: bool,
    pub access_key_id: Option<Secret>,
    pub secret_access_key: Option<Secret>,
}

impl S3Settings {
    /// Whether images are in a bucket. Keys alone say nothing: other programs have them in the environment too.
    pub fn is_set(&self) -> bool {
        [&self.bucket, &self.region, &self.endpoint, &self.prefix].into_iter().any(Option::is_some)
    }
}

/// Settings with every default applied.
#[derive(Clone, Debug)]
pub struct Config {
    pub data: PathBuf,
    pub database_url: Option<Secret>,
    pub addr: SocketAddr,
    pub site_url: String,
    pub smtp_url: Option<Secret>,
    pub mail_from: String,
    /// Requests a second for one address; `None` is off.
    pub rate_limit: Option<u32>,
    /// Bytes for finished public pages; `None` renders each anew.
    pub kept_pages_bytes: Option<u64>,
    pub trust_proxy: bool,
    pub metrics_token: Option<Secret>,
    pub link_key: Option<Secret>,
    pub limits: Limits,
    pub stripe_key: Option<Secret>,
    pub stripe_webhook_secret: Option<Secret>,
    /// Where Stripe is, when it is not the real one.
    pub stripe_url: Option<String>,
    /// Where images are, when not in the data folder.
    pub s3: S3Settings,
    /// Set in tests only.
    pub set_clock: Option<SetClock>,
}

impl Options {
    /// Adds what `tsukuriba.toml` (in the data folder, else in the working directory) says, then the defaults.
    ///
    /// # Errors
    /// When the file cannot be read or a value makes no sense.
    pub fn resolve(self) -> Result<Config> {
        let data = self.data.clone();
        let file = Self::from_file(data.unwrap_or_else(|| PathBuf::from("data")))?;
        let addr = self.addr.or(file.addr).unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3000)));
        let rate_limit = self.rate_limit.or(file.rate_limit).unwrap_or_else(|| "30".into());
        let kept_pages = self.kept_pages.or(file.kept_pages).unwrap_or_else(|| "32".into());
        let site_url = self.site_url.or(file.site_url).unwrap_or_else(|| format!("http://{addr}"));
        let s3_endpoint = self.s3_endpoint.or(file.s3_endpoint).filter(|url| is_text(url));
        let path_style = is_on("s3_path_style", self.s3_path_style.or(file.s3_path_style).as_deref())?;
        let valid_url = site_url.starts_with("http://") || site_url.starts_with("https://");
        anyhow::ensure!(valid_url, "the site URL must begin with http:// or https://");
        let may_set_clock = self.clock.is_none() || is_local(&site_url);
        anyhow::ensure!(may_set_clock, "the clock is set for tests only, and {site_url} is not this machine alone");
        Ok(Config {
            data: self.data.or(file.data).unwrap_or_else(|| PathBuf::from("data")),
            database_url: self.database_url.or(file.database_url),
            addr,
            site_url: site_url.trim_end_matches('/').to_owned(),
            smtp_url: self.smtp_url.or(file.smtp_url),
            mail_from: self
                .mail_from
                .or(file.mail_from)
                .unwrap_or_else(|| "つくりば <noreply@localhost.localdomain>".into()),
            rate_limit: match rate_limit.as_str() {
                "off" => None,
                n => Some(n.parse().ok().filter(|n| *n > 0).context("the rate limit is a number above 0, or off")?),
            },
            kept_pages_bytes: match kept_pages.as_str() {
                "off" => None,
                mib => {
                    let mib: Option<u32> = mib.parse().ok().filter(|mib| *mib > 0);
                    Some(u64::from(mib.context("kept_pages is a number of MiB above 0, or off")?) << 20)
                }
            },
            trust_proxy: is_on("trust_proxy", self.trust_proxy.or(file.trust_proxy).as_deref())?.unwrap_or(false),
            metrics_token: self.metrics_token.or(file.metrics_token),
            link_key: self.link_key.or(file.link_key),
            limits: limits(self.connections.or(file.connections))?,
            stripe_key: self.stripe_key.or(file.stripe_key).filter(is_set),
            stripe_webhook_secret: self.stripe_webhook_secret.or(file.stripe_webhook_secret).filter(is_set),
            stripe_url: self.stripe_url.or(file.stripe_url).filter(|url| is_text(url)),
            s3: S3Settings {
                bucket: self.s3_bucket.or(file.s3_bucket).filter(|name| is_text(name)),
                region: self.s3_region.or(file.s3_region).filter(|name| is_text(name)),
                // Stores other than Amazon's are reached by their address.
                path_style: path_style.unwrap_or(s3_endpoint.is_some()),
                endpoint: s3_endpoint,
                prefix: self.s3_prefix.or(file.s3_prefix).filter(|folder| is_text(folder)),
                access_key_id: self.aws_access_key_id.or(file.aws_access_key_id).filter(is_set),
                secret_access_key: self.aws_secret_access_key.or(file.aws_secret_access_key).filter(is_set),
            },
            set_clock: self.clock.map(|time| SetClock::set_to(time.to_utc())),
        })
    }

    fn from_file(data: PathBuf) -> Result<Options> {
        let candidates = [data.join("tsukuriba.toml"), PathBuf::from("tsukuriba.toml")];
        let Some(path) = candidates.iter().find(|path| path.is_file()) else { return Ok(Options::default()) };
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("{} is not right", path.display()))
    }
}

impl Config {
    /// Whether the site is reached by TLS: cookies are Secure and HSTS is sent.
    pub fn secure(&self) -> bool {
        self.site_url.starts_with("https://")
    }

    /// Whether nobody but this machine reaches the site.
    pub fn local(&self) -> bool {
        is_local(&self.site_url)
    }

    pub fn outbox(&self) -> PathBuf {
        self.data.join("outbox")
    }

    pub fn images(&self) -> PathBuf {
        self.data.join("images")
    }

    /// Where the time comes from: this machine, unless a test has set it.
    pub fn clock(&self) -> Arc<dyn Clock> {
        match self.set_clock {
            Some(set) => Arc::new(set),
            None => Arc::new(SystemClock),
        }
    }
}

/// An empty variable of the environment sets nothing.
fn is_set(secret: &Secret) -> bool {
    is_text(&secret.0)
}

fn is_text(text: &str) -> bool {
    !text.trim().is_empty()
}

/// A setting that is on or off, if it is set.
fn is_on(name: &str, text: Option<&str>) -> Result<Option<bool>> {
    match text.map(str::trim) {
        None | Some("") => Ok(None),
        Some("on") => Ok(Some(true)),
        Some("off") => Ok(Some(false)),
        Some(_) => anyhow::bail!("{name} is on or off"),
    }
}

fn limits(connections: Option<usize>) -> Result<Limits> {
    let limits = Limits::default();
    let connections = connections.unwrap_or(limits.connections);
    anyhow::ensure!(connections > 0, "the number of connections is above 0");
    Ok(Limits { connections, ..limits })
}

/// Whether an address leads to nobody but this machine.
fn is_local(site_url: &str) -> bool {
    let host = site_url.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let name = if host.starts_with('[') { host.split_inclusive(']').next() } else { host.split(':').next() };
    matches!(name, Some("localhost" | "127.0.0.1" | "[::1]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_ten(site_url: Option<&str>) -> Result<Config> {
        let clock = DateTime::parse_from_rfc3339("2026-11-25T10:00:00+09:00").ok();
        Options { clock, site_url: site_url.map(str::to_owned), ..Options::default() }.resolve()
    }

    #[test]
    fn a_clock_that_is_set_goes_on_from_there() {
        let config = at_ten(None).expect("settings");
        let clock = config.clock();
        let first = clock.now();
        assert_eq!(first.to_rfc3339()[..16], *"2026-11-25T01:00", "{first}");
        assert!(config.clock().now() >= first, "one clock, however often it is asked for");
    }

    #[test]
    fn a_site_that_others_reach_has_the_real_time() {
        for local in ["http://localhost:3000", "http://127.0.0.1:80/", "https://[::1]"] {
            assert!(at_ten(Some(local)).is_ok(), "{local}");
        }
        for real in ["https://tsukuriba.example.jp", "http://192.0.2.7:3000", "http://127.0.0.1.example.jp", "http://"]
        {
            assert!(at_ten(Some(real)).is_err(), "{real}");
        }
    }
}
