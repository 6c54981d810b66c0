//! Images: whether a file can be written, read, found and deleted where the settings say that they are.

use axum::http::Uri;
use store::ports::Images;
use uuid::Uuid;

use super::{Finding, Level};
use crate::{config::Config, images};

const AREA: &str = "images";
/// What is written, and looked for.
const PROBE: &[u8] = b"tsukuriba doctor";

pub async fn findings(config: &Config) -> Vec<Finding> {
    let opened = match images::open(config) {
        Ok(opened) => opened,
        Err(error) => {
            let advice = match config.s3.is_set() {
                true => "set all that the bucket needs, or nothing of it: README.md, Settings",
                false => "make DIR/images writable for the server's user",
            };
            return vec![Finding::new(Level::Fail, AREA, format!("{error:#}"), advice)];
        }
    };
    let place = match &config.s3.bucket {
        Some(bucket) => format!("the bucket {bucket}"),
        None => "DIR/images".to_owned(),
    };
    let looked = match probe(&*opened).await {
        Ok(()) => Finding::ok(AREA, format!("{place}: a file was written, read, found and deleted")),
        Err((act, why)) => Finding::new(Level::Fail, AREA, format!("{place}: {act}: {why}"), advice(config, &why)),
    };
    [Some(looked), open_line(config)].into_iter().flatten().collect()
}

/// Which step failed, and why.
async fn probe(images: &dyn Images) -> Result<(), (&'static str, String)> {
    let (folder, key) = ("doctor", format!("doctor/{}", Uuid::new_v4().simple()));
    let at = |act: &'static str| move |why: String| (act, why);
    images.put(&key, PROBE.to_vec()).await.map_err(at("a file cannot be written"))?;
    let looked = async {
        let found = images.get(&key).await.map_err(at("a file cannot be read"))?;
        if found.as_deref() != Some(PROBE) {
            return Err(("a file cannot be read", "it is not what was written".to_owned()));
        }
        let listed = images.below(folder).await.map_err(at("files cannot be listed"))?;
        match listed.contains(&key) {
            true => Ok(()),
            false => Err(("files cannot be listed", "one that was written is missing".to_owned())),
        }
    };
    let looked = looked.await;
    // Also after a step that failed: nothing of this look stays.
    let deleted = images.delete(&key).await.map_err(at("a file cannot be deleted"));
    looked.and(deleted)
}

/// What to do about what the store said.
fn advice(config: &Config, why: &str) -> &'static str {
    let says = |words: &[&str]| words.iter().any(|word| why.contains(word));
    if !config.s3.is_set() {
        "make DIR/images writable for the server's user"
    } else if says(&["RequestTimeTooSkewed", "RequestExpired"]) {
        "set this machine's clock by NTP: the store refuses requests whose time is not its own"
    } else if says(&["NoSuchBucket"]) {
        "make the bucket, or correct TSUKURIBA_S3_BUCKET (and TSUKURIBA_S3_PATH_STYLE, if the name is right)"
    } else if says(&["InvalidAccessKeyId", "SignatureDoesNotMatch", "NotSignedUp", "InvalidToken", "401"]) {
        "the key is refused: copy AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY again"
    } else if says(&["PermanentRedirect", "AuthorizationHeaderMalformed", "region", "301", "307"]) {
        "the bucket is in another region: correct TSUKURIBA_S3_REGION"
    } else if says(&["AccessDenied", "403"]) {
        "let the key put, get, delete and list objects (s3:PutObject, GetObject, DeleteObject, ListBucket)"
    } else if says(&["no connection", "no answer"]) {
        "check TSUKURIBA_S3_ENDPOINT, and that this machine may reach it"
    } else {
        "look at the store's own state, then try again"
    }
}

/// Pictures that are not published yet, on a line where others can read them.
fn open_line(config: &Config) -> Option<Finding> {
    let uri: Uri = config.s3.endpoint.as_deref()?.parse().ok()?;
    let host = uri.host()?.trim_matches(['[', ']']);
    let is_near = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    (uri.scheme_str() == Some("http") && !is_near).then(|| {
        let what = "the store is reached without TLS: images can be read on the way";
        Finding::new(Level::Warn, AREA, what, "set TSUKURIBA_S3_ENDPOINT to an https:// address")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Options;

    #[test]
    fn each_answer_has_its_advice() {
        let options = Options {
            s3_bucket: Some("pictures".into()),
            s3_endpoint: Some("http://s3.lan".into()),
            ..Options::default()
        };
        let config = options.resolve().expect("settings");
        for (why, word) in [
            ("404 NoSuchBucket", "TSUKURIBA_S3_BUCKET"),
            ("403 SignatureDoesNotMatch", "AWS_SECRET_ACCESS_KEY"),
            ("403 RequestTimeTooSkewed", "clock"),
            ("403 AccessDenied", "s3:PutObject"),
            ("301 PermanentRedirect", "TSUKURIBA_S3_REGION"),
            ("no connection: refused", "TSUKURIBA_S3_ENDPOINT"),
            ("503 SlowDown", "try again"),
        ] {
            assert!(advice(&config, why).contains(word), "{why}");
        }
        assert_eq!(open_line(&config).map(|found| found.level), Some(Level::Warn));
    }
}
