//! Before the site opens: mail must go out, and the key of the links lies where no copy of the database takes it.

use server::{
    config::{Config, Options, Secret},
    start,
};
use store::{Db, Store, clock::SystemClock, link::LinkPurpose};

fn config(folder: &std::path::Path, change: impl FnOnce(&mut Options)) -> Config {
    let mut options = Options { data: Some(folder.to_owned()), ..Options::default() };
    change(&mut options);
    options.resolve().expect("settings")
}

#[test]
fn https_without_mail_is_refused_with_what_to_do() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let https = |options: &mut Options| options.site_url = Some("https://fab.example.jp".into());
    let refusal = start::may_go_public(&config(folder.path(), https)).expect_err("no mail").to_string();
    for words in ["https://fab.example.jp", "TSUKURIBA_SMTP_URL", "TSUKURIBA_MAIL_FROM", "tsukuriba doctor"] {
        assert!(refusal.contains(words), "{refusal}");
    }
    let with_mail = config(folder.path(), |options| {
        https(options);
        options.smtp_url = Some(Secret::from("smtps://u:p@mail.example.jp:465"));
    });
    start::may_go_public(&with_mail).expect("mail goes out");
    start::may_go_public(&config(folder.path(), |_| {})).expect("this machine only");
}

/// As an older version left it: the secret in the database.
#[tokio::test]
async fn the_links_of_an_old_database_go_on() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let file = folder.path().join("tsukuriba.db");
    let secret = "5a".repeat(32);
    let db = Db::sqlite(&file).await.expect("a database");
    db.migrate().await.expect("migrated");
    db.execute_unprepared(&format!(
        "INSERT INTO setting (key, value, updated_at) VALUES ('link_secret', '\"{secret}\"', '2026-11-25T00:00:00+00:00')"
    ))
    .await
    .expect("the old row");
    db.close().await.expect("closed");
    let config = config(folder.path(), |_| {});
    let what = LinkPurpose::CheckIn(uuid::Uuid::from_u128(7).into());
    let old = store::link::LinkKey::parse(&secret).expect("a key");
    let expected = Store::with_links(Db::sqlite(&file).await.expect("open"), std::sync::Arc::new(SystemClock), old);
    let expected = expected.link_key(&store::Cx::system(expected.now(), "test"), what).await.expect("a key");
    for _ in 0..2 {
        let store = start::open_migrated(&config).await.expect("opened");
        let key = store.link_key(&store::Cx::system(store.now(), "test"), what).await.expect("a key");
        assert_eq!(key, expected, "a link that was mailed opens what it did");
        store.db().forget_deleted().await.expect("forgotten");
        store.db().close().await.expect("closed");
    }
    for entry in std::fs::read_dir(folder.path()).expect("the folder") {
        let path = entry.expect("a file").path();
        let holds = String::from_utf8_lossy(&std::fs::read(&path).expect("bytes")).contains(&secret);
        assert_eq!(holds, path.ends_with("link.key"), "{}", path.display());
    }
}
