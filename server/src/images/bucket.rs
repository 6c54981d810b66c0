//! The bucket that the settings name, and what its answers mean.

use std::{error, fmt, sync::Arc, time::Duration};

use anyhow::{Context, Result, bail, ensure};
use axum::http::Uri;
use object_store::{
    BackoffConfig, Error, ObjectStore, RetryConfig,
    aws::AmazonS3Builder,
    client::{HttpError, HttpErrorKind},
    path::Path as Key,
    prefix::PrefixStore,
};

use super::http::Connector;
use crate::config::S3Settings;

/// Tries after the first, the wait before them, and when no further one is begun.
const RETRIES_MAX: usize = 3;
const RETRY_WAIT: Duration = Duration::from_millis(100);
const RETRY_WAIT_MAX: Duration = Duration::from_secs(1);
const RETRY_END: Duration = Duration::from_secs(10);
/// The region of stores that have none.
const ANY_REGION: &str = "us-east-1";
/// What [`why`] says when a bucket is not there.
const NO_BUCKET: &str = "NoSuchBucket";

/// What is said when the store does not answer in time.
pub const NO_ANSWER: &str = "no answer in time";

/// Opens the bucket; nothing is asked of it yet.
///
/// # Errors
/// What is missing, or what makes no sense.
pub fn open(s3: &S3Settings) -> Result<Arc<dyn ObjectStore>> {
    let (Some(bucket), Some(key), Some(secret)) = (&s3.bucket, &s3.access_key_id, &s3.secret_access_key) else {
        bail!("for images in a bucket this is missing: {}", missing(s3).join(", "));
    };
    let region = match (&s3.region, &s3.endpoint) {
        (Some(region), _) => region.as_str(),
        (None, Some(_)) => ANY_REGION,
        (None, None) => bail!(
            "TSUKURIBA_S3_BUCKET is set, but not where it is: TSUKURIBA_S3_REGION for Amazon's (ap-northeast-1 is Tokyo), \
             TSUKURIBA_S3_ENDPOINT for any other store"
        ),
    };
    let mut builder = AmazonS3Builder::new()
        .with_http_connector(Connector)
        .with_bucket_name(bucket)
        .with_region(region)
        .with_access_key_id(key.0.trim())
        .with_secret_access_key(secret.0.trim())
        // One file at a time is what every store knows.
        .with_disable_bulk_delete(true)
        .with_virtual_hosted_style_request(!s3.path_style)
        .with_retry(RetryConfig {
            backoff: BackoffConfig { init_backoff: RETRY_WAIT, max_backoff: RETRY_WAIT_MAX, base: 2.0 },
            max_retries: RETRIES_MAX,
            retry_timeout: RETRY_END,
        });
    if let Some(endpoint) = &s3.endpoint {
        builder = builder.with_endpoint(address(endpoint, bucket, s3.path_style)?);
    }
    let store = builder.build().context("the settings of the bucket make no sense")?;
    Ok(match &s3.prefix {
        None => Arc::new(store),
        Some(prefix) => {
            let prefix = Key::parse(prefix).context("TSUKURIBA_S3_PREFIX is words with / between")?;
            Arc::new(PrefixStore::new(store, prefix))
        }
    })
}

/// The settings without which there is no bucket.
fn missing(s3: &S3Settings) -> Vec<&'static str> {
    let all = [
        ("TSUKURIBA_S3_BUCKET", s3.bucket.is_some()),
        ("AWS_ACCESS_KEY_ID", s3.access_key_id.is_some()),
        ("AWS_SECRET_ACCESS_KEY", s3.secret_access_key.is_some()),
    ];
    all.into_iter().filter(|(_, is_set)| !is_set).map(|(name, _)| name).collect()
}

/// The store's address as the library wants it: with the bucket before the host unless it is a part of the path.
fn address(endpoint: &str, bucket: &str, path_style: bool) -> Result<String> {
    const WRONG: &str = "TSUKURIBA_S3_ENDPOINT is scheme, host and port, such as https://s3.isk01.sakurastorage.jp";
    let uri: Uri = endpoint.parse().context(WRONG)?;
    let is_root = matches!(uri.path(), "" | "/") && uri.query().is_none();
    let (Some(scheme @ ("http" | "https")), Some(authority), true) = (uri.scheme_str(), uri.authority(), is_root)
    else {
        bail!(WRONG);
    };
    ensure!(!authority.as_str().contains('@'), "{WRONG}; the keys are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    Ok(match path_style {
        true => format!("{scheme}://{authority}"),
        false => format!("{scheme}://{bucket}.{authority}"),
    })
}

/// Why a file could not be read or written, for the log. Of a store's answer its status and its code, such as
/// `403 SignatureDoesNotMatch`: the rest repeats addresses and parts of keys.
pub fn why(error: &Error) -> String {
    let text = error.to_string();
    if let Some(status) = between(&text, "status code: ", " ") {
        return match between(&text, "<Code>", "</Code>") {
            Some(code) => format!("{status} {code}"),
            // What is asked for by its head alone has no code.
            None => status.to_owned(),
        };
    }
    if let Some(code) = between(&text, "<Code>", "</Code>") {
        return code.to_owned();
    }
    match source::<HttpError>(error).map(HttpError::kind) {
        Some(HttpErrorKind::Timeout) => NO_ANSWER.to_owned(),
        Some(_) => format!("no connection: {}", Innermost(error)),
        None => text,
    }
}

/// Whether it is the bucket that is not there.
pub fn is_gone(error: &Error) -> bool {
    why(error).contains(NO_BUCKET)
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(text.split_once(before)?.1.split_once(after)?.0)
}

/// The first cause of that kind.
fn source<T: error::Error + 'static>(error: &Error) -> Option<&T> {
    let mut next = Some(error as &(dyn error::Error + 'static));
    while let Some(cause) = next {
        if let Some(found) = cause.downcast_ref() {
            return Some(found);
        }
        next = cause.source();
    }
    None
}

/// The last cause, which says most.
struct Innermost<'a>(&'a Error);

impl fmt::Display for Innermost<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut last: &dyn error::Error = self.0;
        while let Some(cause) = last.source() {
            last = cause;
        }
        write!(f, "{last}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Secret;

    fn settings() -> S3Settings {
        S3Settings {
            bucket: Some("pictures".into()),
            endpoint: Some("http://127.0.0.1:9000".into()),
            access_key_id: Some(Secret::from("AKIDEXAMPLE")),
            secret_access_key: Some(Secret::from("s3cr3t")),
            path_style: true,
            ..S3Settings::default()
        }
    }

    fn refusal(change: impl FnOnce(&mut S3Settings)) -> String {
        let mut s3 = settings();
        change(&mut s3);
        format!("{:#}", open(&s3).expect_err("refused"))
    }

    #[test]
    fn what_is_missing_is_named() {
        assert!(open(&settings()).is_ok());
        assert!(refusal(|s3| s3.bucket = None).ends_with("missing: TSUKURIBA_S3_BUCKET"));
        let no_keys = refusal(|s3| (s3.access_key_id, s3.secret_access_key) = (None, None));
        assert!(no_keys.ends_with("AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"), "{no_keys}");
        assert!(refusal(|s3| s3.endpoint = None).contains("TSUKURIBA_S3_REGION"));
        assert!(refusal(|s3| s3.prefix = Some("a//b".into())).contains("TSUKURIBA_S3_PREFIX"));
        for bad in
            ["127.0.0.1:9000", "ftp://host", "https://host/bucket", "https://key:s3cr3t@host", "https://h?a=b", ""]
        {
            let said = refusal(|s3| s3.endpoint = Some(bad.into()));
            assert!(said.contains("TSUKURIBA_S3_ENDPOINT") && !said.contains("s3cr3t"), "{said}");
        }
    }

    #[test]
    fn keys_are_never_printed() {
        let shown = format!("{:?} {:?}", settings(), open(&settings()).expect("a bucket"));
        assert!(shown.contains("pictures") && !shown.contains("s3cr3t"), "{shown}");
    }

    #[test]
    fn the_bucket_stands_in_the_path_or_before_the_host() {
        let of = |path_style| address("https://s3.example.jp/", "pictures", path_style).expect("an address");
        assert_eq!((of(true), of(false)), ("https://s3.example.jp".into(), "https://pictures.s3.example.jp".into()));
    }
}
