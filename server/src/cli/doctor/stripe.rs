//! Card payment: the keys' shape, whether Stripe answers, in which version and at what time, and the webhook's endpoint.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{Finding, Level};
use crate::{
    config::{Config, Secret},
    payments::stripe::{ACTED_ON, API_VERSION, Look, look},
};

const AREA: &str = "Stripe";
/// How far the clock may stand from Stripe's: past five minutes no event is believed any more.
const CLOCK_SECONDS_FAIL: i64 = 240;
const CLOCK_SECONDS_WARN: i64 = 30;

pub async fn findings(config: &Config, now: DateTime<Utc>) -> Vec<Finding> {
    let mut findings = vec![key(config.stripe_key.as_ref())];
    let Some(set) = &config.stripe_key else {
        if config.stripe_webhook_secret.is_some() {
            let advice = "set TSUKURIBA_STRIPE_KEY too, or neither";
            findings.push(Finding::new(Level::Fail, AREA, "a webhook secret is set, but no key", advice));
        }
        return findings;
    };
    findings.push(webhook_secret(config.stripe_webhook_secret.as_ref()));
    // A key of another kind is not sent anywhere.
    if findings[0].level == Level::Fail {
        return findings;
    }
    let url = config.stripe_url.as_deref();
    match look(set, url, "v1/checkout/sessions?limit=1").await {
        Err(why) => {
            let advice = "let this machine reach https://api.stripe.com, port 443";
            findings.push(Finding::new(Level::Fail, AREA, format!("Stripe does not answer: {why}"), advice));
        }
        Ok(answer) => {
            findings.push(reached(&answer));
            findings.extend(answer.date.map(|there| clock(now, there)));
            if let Ok(list) = look(set, url, "v1/webhook_endpoints?limit=100").await {
                findings.extend(endpoint(&list, &format!("{}/webhooks/stripe", config.site_url)));
            }
        }
    }
    findings
}

/// Whether a text is a prefix of Stripe's and enough letters behind it.
fn begins(text: &str, prefix: &str) -> bool {
    let rest = text.strip_prefix(prefix).unwrap_or_default();
    rest.len() >= 16 && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn key(key: Option<&Secret>) -> Finding {
    let Some(key) = key.map(|key| key.0.trim()).filter(|key| !key.is_empty()) else {
        let advice = "nothing to do without card payment; for it, follow docs/stripe.md";
        return Finding::new(Level::Ok, AREA, "card payment is off: no key is set", advice);
    };
    if begins(key, "sk_live_") || begins(key, "rk_live_") {
        Finding::ok(AREA, "a live key is set")
    } else if begins(key, "sk_test_") || begins(key, "rk_test_") {
        Finding::new(Level::Warn, AREA, "a test key is set: no money moves", "set the live key before you open")
    } else if key.starts_with("pk_") {
        let advice = "set TSUKURIBA_STRIPE_KEY to the secret key, which begins with sk_live_ or sk_test_";
        Finding::new(Level::Fail, AREA, "the key is a publishable one", advice)
    } else {
        let advice = "copy the secret key again: it begins with sk_live_, rk_live_ or sk_test_";
        Finding::new(Level::Fail, AREA, "the key does not look like one of Stripe's", advice)
    }
}

fn webhook_secret(secret: Option<&Secret>) -> Finding {
    match secret.map(|secret| secret.0.trim()) {
        Some(secret) if begins(secret, "whsec_") => Finding::ok(AREA, "a webhook secret is set"),
        Some(_) => {
            let advice = "copy the endpoint's signing secret again: it begins with whsec_";
            Finding::new(Level::Fail, AREA, "the webhook secret does not look like one of Stripe's", advice)
        }
        None => {
            let advice = "set TSUKURIBA_STRIPE_WEBHOOK_SECRET to the signing secret of the endpoint (docs/stripe.md)";
            Finding::new(Level::Fail, AREA, "no webhook secret is set: payments would never be heard of", advice)
        }
    }
}

fn reached(answer: &Look) -> Finding {
    let version = answer.version.as_deref().unwrap_or("an unknown version");
    match answer.status {
        200 if answer.version.as_deref() == Some(API_VERSION) => {
            Finding::ok(AREA, format!("Stripe takes the key and speaks {API_VERSION}"))
        }
        200 => {
            let advice = "tell whoever keeps this program: the library's version is pinned in server/Cargo.toml";
            Finding::new(Level::Warn, AREA, format!("Stripe speaks {version}, not {API_VERSION}"), advice)
        }
        401 => Finding::new(Level::Fail, AREA, "Stripe does not know the key", "copy the key again, or make a new one"),
        403 => {
            let advice = "give the key write access to Checkout Sessions and Refunds, and read access to PaymentIntents, \
                 Charges and Balance Transactions";
            Finding::new(Level::Fail, AREA, "the key may not read payment pages", advice)
        }
        status => {
            let advice = "look at https://status.stripe.com, then try again";
            Finding::new(Level::Fail, AREA, format!("Stripe answers {status}"), advice)
        }
    }
}

fn clock(now: DateTime<Utc>, there: DateTime<Utc>) -> Finding {
    let apart = (now - there).num_seconds().abs();
    let what = format!("this machine's clock is {apart} s from Stripe's");
    let advice = "set the machine's clock by NTP: at five minutes no payment is believed any more";
    match apart {
        apart if apart > CLOCK_SECONDS_FAIL => Finding::new(Level::Fail, AREA, what, advice),
        apart if apart > CLOCK_SECONDS_WARN => Finding::new(Level::Warn, AREA, what, advice),
        _ => Finding::ok(AREA, what),
    }
}

/// What Stripe knows of our endpoint; nothing where the key may not read that.
fn endpoint(list: &Look, url: &str) -> Option<Finding> {
    let all = list.body["data"].as_array().filter(|_| list.status == 200)?;
    let advice = "make or correct the endpoint in Stripe's dashboard, as docs/stripe.md says";
    let Some(ours) = all.iter().find(|endpoint| endpoint["url"] == url) else {
        return Some(Finding::new(Level::Warn, AREA, format!("Stripe knows no endpoint {url}"), advice));
    };
    let events: Vec<&str> = ours["enabled_events"].as_array()?.iter().filter_map(Value::as_str).collect();
    let missing: Vec<&str> =
        ACTED_ON.into_iter().filter(|name| !events.contains(name) && !events.contains(&"*")).collect();
    let version = ours["api_version"].as_str().unwrap_or("another version");
    Some(if ours["status"] != "enabled" {
        Finding::new(Level::Fail, AREA, "the endpoint is switched off at Stripe's", advice)
    } else if version != API_VERSION {
        let what = format!("the endpoint speaks {version}, not {API_VERSION}");
        Finding::new(Level::Fail, AREA, what, advice)
    } else if !missing.is_empty() {
        Finding::new(Level::Fail, AREA, format!("the endpoint does not send {}", missing.join(", ")), advice)
    } else {
        Finding::ok(AREA, "the webhook's endpoint is as it should be")
    })
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_told_apart_and_never_printed() {
        let of = |text: &str| key(Some(&Secret::from(text)));
        assert_eq!(key(None).level, Level::Ok);
        assert_eq!(of("").level, Level::Ok);
        assert_eq!(of("sk_live_0123456789abcdef0123").level, Level::Ok);
        assert_eq!(of("sk_test_0123456789abcdef0123").level, Level::Warn);
        for bad in ["pk_live_0123456789abcdef", "sk_live_short", "0123456789", "sk_live_0123456789 abcdef"] {
            let finding = of(bad);
            assert_eq!(finding.level, Level::Fail, "{bad}");
            assert!(!finding.to_string().contains(bad));
        }
        assert_eq!(webhook_secret(None).level, Level::Fail);
        assert_eq!(webhook_secret(Some(&"whsec_0123456789abcdef".into())).level, Level::Ok);
        let bad = webhook_secret(Some(&"sk_live_0123456789abcdef".into()));
        assert!(bad.level == Level::Fail && !bad.to_string().contains("0123456789"));
    }

    #[test]
    fn answers_of_stripe() {
        let answer =
            |status, version: &str| Look { status, version: Some(version.into()), date: None, body: Value::Null };
        assert_eq!(reached(&answer(200, API_VERSION)).level, Level::Ok);
        assert_eq!(reached(&answer(200, "2020-08-27")).level, Level::Warn);
        for status in [400, 401, 403, 500] {
            assert_eq!(reached(&answer(status, API_VERSION)).level, Level::Fail);
        }
        let now = DateTime::UNIX_EPOCH;
        for (seconds, level) in [(0, Level::Ok), (-31, Level::Warn), (300, Level::Fail), (-300, Level::Fail)] {
            assert_eq!(clock(now, now + TimeDelta::seconds(seconds)).level, level);
        }
    }

    #[test]
    fn the_endpoint_sends_what_is_acted_on() {
        const URL: &str = "https://fab.example.jp/webhooks/stripe";
        let list = |status: &str, version: &str, events: Value| Look {
            status: 200,
            version: None,
            date: None,
            body: json!({ "data": [{ "url": URL, "status": status, "api_version": version, "enabled_events": events }] }),
        };
        let level = |look: Look| endpoint(&look, URL).map(|finding| finding.level);
        assert_eq!(level(list("enabled", API_VERSION, json!(ACTED_ON))), Some(Level::Ok));
        assert_eq!(level(list("enabled", API_VERSION, json!(["*"]))), Some(Level::Ok));
        assert_eq!(level(list("disabled", API_VERSION, json!(["*"]))), Some(Level::Fail));
        assert_eq!(level(list("enabled", "2020-08-27", json!(["*"]))), Some(Level::Fail));
        assert_eq!(level(list("enabled", API_VERSION, json!(["refund.created"]))), Some(Level::Fail));
        assert_eq!(level(Look { status: 403, ..list("enabled", API_VERSION, json!(["*"])) }), None);
        assert_eq!(
            endpoint(&list("enabled", API_VERSION, json!(["*"])), "https://x").map(|f| f.level),
            Some(Level::Warn)
        );
    }
}
