//! What strangers meet: the proxy before the server, the port, the numbers, the key of the links, the demo's accounts.

use store::Store;

use super::{Finding, Level};
use crate::{config::Config, link_key};

pub fn findings(config: &Config) -> Vec<Finding> {
    vec![proxy(config), metrics(config), links(config)]
}

/// Behind a proxy all visitors have its address, unless its word is taken; and where anyone else reaches the port, anyone
/// may say whose address they have.
fn proxy(config: &Config) -> Finding {
    const AREA: &str = "proxy";
    let (addr, here) = (config.addr, config.addr.ip().is_loopback());
    match (config.trust_proxy, config.secure() || (here && !config.local())) {
        (false, true) => Finding::new(
            // Without TLS there may be no proxy after all, and the site URL tells of that already.
            if config.secure() { Level::Fail } else { Level::Warn },
            AREA,
            format!("{} is reached through a proxy that is not trusted: all visitors count as one", config.site_url),
            "set TSUKURIBA_TRUST_PROXY=on, and let the proxy write X-Forwarded-For",
        ),
        (true, _) if !here => Finding::new(
            Level::Warn,
            AREA,
            format!("the port {addr} trusts everyone who reaches it to say whose address they have"),
            "listen on 127.0.0.1 (TSUKURIBA_ADDR), or let nothing but the proxy reach the port",
        ),
        (true, _) => Finding::ok(AREA, format!("trusted, and {addr} is for this machine only")),
        (false, false) => Finding::ok(AREA, "none: visitors are counted by the address they come from"),
    }
}

fn metrics(config: &Config) -> Finding {
    const AREA: &str = "metrics";
    match &config.metrics_token {
        Some(token) if token.0.len() < 16 => Finding::new(
            Level::Warn,
            AREA,
            "the token is short enough to be guessed",
            "set TSUKURIBA_METRICS_TOKEN to what `openssl rand -hex 32` prints",
        ),
        Some(_) => Finding::ok(AREA, "/metrics is for holders of the token"),
        None if config.secure() => Finding::new(
            Level::Ok,
            AREA,
            "/metrics is for nobody",
            "to read it, set TSUKURIBA_METRICS_TOKEN to what `openssl rand -hex 32` prints",
        ),
        None => Finding::ok(AREA, "/metrics is for this machine only"),
    }
}

fn links(config: &Config) -> Finding {
    const AREA: &str = "link key";
    let path = link_key::path(config);
    match link_key::read(config) {
        Err(error) => Finding::new(
            Level::Fail,
            AREA,
            format!("{error:#}"),
            "bring the key back from a copy: without it the links that were mailed open nothing",
        ),
        Ok(_) if config.link_key.is_some() => Finding::ok(AREA, "from the settings"),
        Ok(None) => Finding::ok(AREA, "none yet: the first start makes it"),
        Ok(Some(_)) if link_key::is_open_to_others(config) == Some(true) => Finding::new(
            Level::Fail,
            AREA,
            format!("{} can be read by other users of this machine", path.display()),
            format!("run: chmod 600 {}", path.display()),
        ),
        Ok(Some(_)) => Finding::ok(AREA, format!("{} is for its owner only", path.display())),
    }
}

/// Everybody knows the demo's passwords.
pub async fn demo(config: &Config, store: &Store) -> Finding {
    const AREA: &str = "demo";
    let advice = "take the invented people out, and keep the settings, by: tsukuriba demo end";
    match store.demo_accounts().await {
        Err(error) => Finding::new(Level::Fail, AREA, format!("accounts cannot be read: {error}"), "see above"),
        Ok(0) => Finding::ok(AREA, "no invented people"),
        Ok(n) if config.local() => Finding::ok(AREA, format!("{n} invented accounts, on this machine only")),
        Ok(n) => Finding::new(
            Level::Fail,
            AREA,
            format!("{n} invented accounts, whose password everybody knows, at {}", config.site_url),
            advice,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Options, Secret};

    fn of(site_url: &str, addr: &str, trust_proxy: &str) -> Config {
        let options = Options {
            site_url: Some(site_url.to_owned()),
            addr: addr.parse().ok(),
            trust_proxy: Some(trust_proxy.to_owned()),
            ..Options::default()
        };
        options.resolve().expect("settings")
    }

    #[test]
    fn a_proxy_must_be_trusted_and_nobody_else() {
        let level = |config: Config| proxy(&config).level;
        assert_eq!(level(of("https://fab.example.jp", "127.0.0.1:3000", "off")), Level::Fail);
        assert_eq!(level(of("http://fab.example.jp", "127.0.0.1:3000", "off")), Level::Warn);
        assert_eq!(level(of("https://fab.example.jp", "127.0.0.1:3000", "on")), Level::Ok);
        assert_eq!(level(of("https://fab.example.jp", "0.0.0.0:3000", "on")), Level::Warn);
        assert_eq!(level(of("http://127.0.0.1:3000", "127.0.0.1:3000", "off")), Level::Ok);
        assert_eq!(level(of("http://192.0.2.7:3000", "0.0.0.0:3000", "off")), Level::Ok);
    }

    #[test]
    fn a_token_that_can_be_guessed_is_told_of() {
        let with = |token: &str| Config {
            metrics_token: Some(Secret::from(token)),
            ..of("https://fab.example.jp", "127.0.0.1:3000", "on")
        };
        assert_eq!(metrics(&with("short")).level, Level::Warn);
        assert_eq!(metrics(&with("0123456789abcdef0123456789abcdef")).level, Level::Ok);
    }
}
