//! What the command line says about where images are, and how they get there.

use server::{
    cli::{
        doctor::{self, Finding, Level},
        images::{ImagesCommand, Place, run},
    },
    config::{Config, Options, Secret},
    images::StoredImages,
};
use store::ports::Images;

use super::s3::{BUCKET, S3, SECRET};
use crate::support::{Kind, TestApp};

async fn found(app: &TestApp, config: &Config) -> Finding {
    let all = doctor::examine(config, Ok(app.db().clone()), app.clock.clone()).await;
    assert!(all.iter().all(|finding| !finding.to_string().contains(SECRET)), "a secret is told");
    all.into_iter().find(|finding| finding.area == "images").expect("looked at")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_doctor_says_what_is_wrong_with_the_bucket() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut s3 = S3::start().await;
    let data = app.state.config.data.clone();
    assert_eq!(found(&app, &app.state.config).await.level, Level::Ok, "a folder");
    let well = found(&app, &s3.config(&data, |_| {})).await;
    assert_eq!(well.level, Level::Ok, "{well}");
    assert_eq!(s3.images().keys().await, Ok(Vec::new()), "nothing of the look stays");
    type Change = fn(&mut Options);
    let ill: [(Change, &str); 4] = [
        (|options| options.aws_secret_access_key = Some(Secret::from("wrong")), "AWS_SECRET_ACCESS_KEY again"),
        (|options| options.aws_access_key_id = Some(Secret::from("nobody")), "AWS_ACCESS_KEY_ID and"),
        (|options| options.s3_bucket = Some("not-there".into()), "TSUKURIBA_S3_BUCKET"),
        (|options| options.aws_access_key_id = None, "set all that the bucket needs"),
    ];
    for (change, advice) in ill {
        let finding = found(&app, &s3.config(&data, change)).await;
        assert_eq!(finding.level, Level::Fail, "{finding}");
        assert!(finding.advice.contains(advice), "{finding}");
    }
    s3.stop().await;
    let gone = found(&app, &s3.config(&data, |_| {})).await;
    assert!(gone.level == Level::Fail && gone.advice.contains("TSUKURIBA_S3_ENDPOINT"), "{gone}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn images_move_into_the_bucket_and_back() {
    let s3 = S3::start().await;
    let data = tempfile::TempDir::new().expect("a folder");
    let config = s3.config(data.path(), |_| {});
    let folder = StoredImages::in_folder(&config.images()).expect("images");
    let keys: Vec<String> = (0..20).map(|n| format!("photos/{n}/320.webp")).collect();
    for key in &keys {
        folder.put(key, key.as_bytes().to_vec()).await.expect("written");
    }
    let copy = async |to| {
        let mut out = Vec::new();
        run(&config, ImagesCommand::Copy { to }, &mut out).await.expect("copied");
        String::from_utf8(out).expect("text")
    };
    assert_eq!(copy(Place::Bucket).await, "20 images were copied, 0 were there already.\n");
    assert_eq!(copy(Place::Bucket).await, "0 images were copied, 20 were there already.\n");
    for key in &keys {
        assert_eq!(s3.images().get(key).await, Ok(Some(key.as_bytes().to_vec())));
        folder.delete(key).await.expect("deleted");
    }
    s3.images().put("photos/new/320.webp", vec![1]).await.expect("written");
    assert_eq!(copy(Place::Folder).await, "21 images were copied, 0 were there already.\n");
    let no_bucket = s3.config(data.path(), |options| options.s3_bucket = None);
    let refused =
        run(&no_bucket, ImagesCommand::Copy { to: Place::Bucket }, &mut Vec::new()).await.expect_err("refused");
    assert!(format!("{refused:#}").contains("TSUKURIBA_S3_BUCKET"), "{BUCKET}: {refused:#}");
}
