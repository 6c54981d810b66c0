//! The operator's tools: outbox, audit log, jobs, health, doctor.

use std::sync::Arc;

use domain::{JobId, mail::Mail};
use sea_orm::{ActiveValue::Set, EntityTrait};
use server::{
    cli::doctor::{self, Level},
    config::{Options, Secret},
    mail::MailSender,
};
use store::{
    Clock,
    entity::{audit_entry, job},
    ports::Mailer,
};
use uuid::Uuid;

use crate::{
    clock::ManualClock,
    kpi_seed::jst,
    support::{Kind, TestApp},
};

const PATHS: [&str; 8] = [
    "/operator",
    "/operator/kpi",
    "/operator/kpi.csv",
    "/operator/kpi.xlsx",
    "/operator/jobs",
    "/operator/audit",
    "/operator/outbox",
    "/operator/outbox/x",
];

#[tokio::test]
async fn only_the_operator_gets_in() {
    let app = TestApp::new(Kind::Sqlite).await.with_site(|site| site.demo = true).await;
    let mut staff = app.staff().await;
    let mut operator = app.operator().await;
    for path in PATHS {
        staff.get(path).await.expect(403);
        let visitor = app.visitor().get(path).await.expect(303);
        assert!(visitor.location().starts_with("/signin?next=/operator"), "{path}");
        let status = operator.get(path).await.status;
        assert_eq!(status, if path.ends_with("/x") { 404 } else { 200 }, "{path}");
    }
}

fn mail(to: &str, subject: &str, text: &str) -> Mail {
    Mail { to: to.into(), subject: subject.into(), text: text.into(), attachment: None }
}

async fn send(app: &TestApp, mail: &Mail) -> Result<(), String> {
    let sender =
        MailSender::into_folder("つくりば <noreply@fab.example.jp>", &app.state.config.outbox(), app.clock.clone());
    sender.unwrap().send(JobId(Uuid::now_v7()), mail).await
}

#[tokio::test]
async fn mails_are_written_and_read_again() {
    let app = TestApp::new(Kind::Sqlite).await.with_site(|site| site.demo = true).await;
    let mut operator = app.operator().await;
    assert!(operator.get("/operator/outbox").await.expect(200).body.contains("メールはまだありません"));
    send(&app, &mail("hana@example.jp", "古い知らせ", "一通目")).await.unwrap();
    app.clock.advance(chrono::TimeDelta::minutes(1));
    let subject = "予約を受け付けました：レーザーカッター 11月25日（水）10:00–11:30 とても長い件名です";
    let text = "山田さん\n\nこちらから: https://fab.example.jp/me/bookings?x=1&y=2 です。\n<script>alert(1)</script>\n";
    send(&app, &mail("山田 花子 <hanako@example.jp>", subject, text)).await.unwrap();
    let list = operator.get("/operator/outbox").await.expect(200).body;
    assert!(list.find(subject).unwrap() < list.find("古い知らせ").unwrap(), "newest first");
    let name = list.split("/operator/outbox/").nth(1).unwrap().split('"').next().unwrap();
    let page = operator.get(&format!("/operator/outbox/{name}")).await.expect(200).body;
    assert!(page.contains(subject) && page.contains("hanako@example.jp") && page.contains("山田 花子"));
    assert!(page.contains("2026年11月25日 9:01"), "the clock's own time");
    assert!(page.contains("href=\"https://fab.example.jp/me/bookings?x=1&amp;y=2\""), "{page}");
    assert!(!page.contains("<script>alert") && page.contains("&lt;script&gt;"));
}

/// A job that runs again sends the same mail again, and every mail program can tell.
#[tokio::test]
async fn a_job_has_one_message_id() {
    let app = TestApp::new(Kind::Sqlite).await;
    let folder = app.state.config.outbox();
    let sender = MailSender::into_folder("つくりば <noreply@fab.example.jp>", &folder, app.clock.clone()).unwrap();
    let (one, two) = (JobId(Uuid::now_v7()), JobId(Uuid::now_v7()));
    for id in [one, two, one] {
        sender.send(id, &mail("hana@example.jp", "件名", "本文")).await.unwrap();
        app.clock.advance(chrono::TimeDelta::minutes(2));
    }
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort_unstable();
    let message_id = |file| {
        let text = std::fs::read_to_string(file).unwrap();
        text.lines().find_map(|line| line.strip_prefix("Message-ID: ")).map(str::to_owned).unwrap()
    };
    let ids: Vec<String> = files.iter().map(message_id).collect();
    let expected = [one, two, one].map(|id| format!("<{}@fab.example.jp>", id.0.simple()));
    assert_eq!(ids, expected);
}

#[tokio::test]
async fn mail_headers_cannot_be_injected() {
    let app = TestApp::new(Kind::Sqlite).await;
    send(&app, &mail("hana@example.jp", "件名\r\nBcc: evil@example.com", "本文")).await.unwrap();
    send(&app, &mail("hana@example.jp", "plain\r\nBcc: evil@example.com\r\n\r\nbody", "本文")).await.unwrap();
    for to in ["hana@example.jp\r\nBcc: evil@example.com", "a@example.jp, b@example.jp", "", "x"] {
        assert!(send(&app, &mail(to, "件名", "本文")).await.is_err(), "{to:?}");
    }
    let folder = app.state.config.outbox();
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 2, "no half or hidden files are left: {files:?}");
    for file in files {
        let text = std::fs::read_to_string(file).unwrap();
        let head = text.split("\r\n\r\n").next().unwrap().to_lowercase();
        assert!(!head.lines().any(|line| line.starts_with("bcc")), "{head}");
        assert!(head.contains("auto-submitted: auto-generated"));
        assert!(head.is_ascii(), "headers are encoded");
    }
}

#[tokio::test]
async fn the_outbox_shows_nothing_else() {
    let real = TestApp::new(Kind::Sqlite).await;
    send(&real, &mail("hana@example.jp", "件名", "本文")).await.unwrap();
    real.operator().await.get("/operator/outbox").await.expect(404);
    let app = real.with_site(|site| site.demo = true).await;
    let folder = app.state.config.outbox();
    std::fs::write(folder.join(".hidden.eml"), "Subject: concealed\r\n\r\nx").unwrap();
    std::fs::write(folder.join("notes.txt"), "Subject: jottings").unwrap();
    std::fs::write(app.state.config.data.join("outside.eml"), "Subject: outside\r\n\r\nx").unwrap();
    std::fs::write(folder.join("empty.eml"), "").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(app.state.config.data.join("outside.eml"), folder.join("link.eml")).unwrap();
    let mut operator = app.signed_in("operator2@example.jp", domain::members::Role::Operator).await;
    let list = operator.get("/operator/outbox").await.expect(200).body;
    assert!(!list.contains("concealed") && !list.contains("jottings") && !list.contains("outside"), "{list}");
    assert!(list.contains("件名") && list.contains("（件名なし）"));
    for name in ["..%2Foutside", "..", "%2e%2e%2foutside", "link", "notes.txt", ".hidden", "%E3%81%82"] {
        operator.get(&format!("/operator/outbox/{name}")).await.expect(404);
    }
    operator.get("/operator/outbox/a%00b").await.expect(400);
}

#[tokio::test]
async fn the_audit_log_is_paged() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut operator = app.operator().await;
    assert!(operator.get("/operator/audit").await.expect(200).body.contains("記録はまだありません"));
    let account = operator.account_id();
    let rows = (0..120).map(|n| audit_entry::ActiveModel {
        id: Set(Uuid::now_v7()),
        at: Set(jst(2026, 11, 25, n)),
        account_id: Set((n > 0).then_some(account)),
        role: Set("operator".into()),
        action: Set("product.approve".into()),
        subject: Set(format!("No. {n}.")),
        changes: Set(String::new()),
        request_id: Set(format!("req{n}")),
    });
    audit_entry::Entity::insert_many(rows).exec_without_returning(app.db().read()).await.unwrap();
    let first = operator.get("/operator/audit").await.expect(200).body;
    assert!(first.contains("No. 119.") && first.contains("No. 70.") && !first.contains("No. 69."));
    assert!(first.contains("operatorさん") && first.contains("/operator/audit?page=3"));
    let last = operator.get("/operator/audit?page=99").await.expect(200).body;
    assert!(last.contains("No. 0.") && last.contains("システム") && !last.contains("No. 20."));
}

#[tokio::test]
async fn failed_jobs_are_seen() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.leave_jobs();
    let mut operator = app.operator().await;
    let now = app.clock.now();
    let minutes = chrono::TimeDelta::minutes;
    let row = |kind: &str, run_at, done_at, failed_at, error: Option<&str>| job::ActiveModel {
        id: Set(Uuid::now_v7().into()),
        kind: Set(kind.into()),
        lane: Set("mail".into()),
        payload: Set("{\"secret\":\"payload\"}".into()),
        run_at: Set(run_at),
        attempts: Set(if error.is_some() { 8 } else { 0 }),
        claim: Set(None),
        locked_until: Set(None),
        done_at: Set(done_at),
        failed_at: Set(failed_at),
        last_error: Set(error.map(str::to_owned)),
        created_at: Set(now),
    };
    let rows = vec![
        row("booking_mail", now - minutes(9), Some(now - minutes(8)), None, None),
        row("booking_mail", now - minutes(5), None, Some(now - minutes(1)), Some("接続できません <x>")),
        row("order_mail", now, None, None, None),
        row("order_expiry", now + minutes(60), None, None, None),
        row("a_kind_of_tomorrow", now, Some(now), None, None),
    ];
    job::Entity::insert_many(rows).exec_without_returning(app.db().read()).await.unwrap();
    let hub = operator.get("/operator").await.expect(200).body;
    assert!(
        hub.contains("失敗したままの仕事が1件あります") && !hub.contains("/operator/outbox"),
        "no outbox outside the demo"
    );
    let due = operator.get("/operator/jobs").await.expect(200).body;
    assert!(
        due.contains("取り置きのメール") && due.contains("待ち 1") && due.contains("予定 1") && due.contains("済み 2")
    );
    assert!(due.contains("2026年11月25日 8:52"), "when a booking mail was last sent");
    assert!(due.contains("a_kind_of_tomorrow") && !due.contains("payload"));
    let failed = operator.get("/operator/jobs?state=failed").await.expect(200).body;
    assert!(failed.contains("接続できません &lt;x&gt;"), "{failed}");
    assert!(operator.get("/operator/jobs?state=nonsense").await.expect(200).body.contains("待ち 1"));
}

#[tokio::test]
async fn health_readiness_and_numbers() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut visitor = app.visitor();
    assert_eq!(visitor.get("/healthz").await.expect(200).json()["up"], true);
    let ready = visitor.get("/readyz").await.expect(200);
    assert_eq!(ready.json()["ready"], true);
    assert_eq!(ready.header("x-request-id").len(), 12);
    visitor.get("/metrics").await.expect(404);
    visitor.get("/no-such-page?email=hana@example.jp").await.expect(404);
    let state = &app.state;
    let mut config = (*state.config).clone();
    config.metrics_token = Some(Secret::from("t0ken"));
    let state = state.with(|parts| parts.config = Arc::new(config));
    let router = server::web::router(state);
    let client = crate::support::Client::new(router);
    client.clone().with_token("wrong").get("/metrics").await.expect(404);
    let numbers = client.with_token("t0ken").get("/metrics").await.expect(200).body;
    assert!(numbers.contains("http_requests_total{"), "{numbers}");
    assert!(numbers.contains("route=\"/healthz\"") && numbers.contains("http_request_seconds_bucket"));
    assert!(!numbers.contains("no-such-page") && !numbers.contains("hana"), "addresses never become labels");
    // Without the newest migration the server is up but not ready.
    app.db().execute_unprepared("DELETE FROM seaql_migrations WHERE version LIKE 'm0007%'").await.unwrap();
    assert_eq!(visitor.get("/readyz").await.expect(503).json()["why"], "migrations");
}

#[tokio::test]
async fn the_doctor_finds_what_is_wrong() {
    let app = TestApp::new(Kind::Sqlite).await;
    let level =
        |findings: &[doctor::Finding], area: &str| findings.iter().find(|found| found.area == area).unwrap().level;
    let well = doctor::examine(&app.state.config, Ok(app.db().clone()), app.clock.clone()).await;
    assert_eq!(doctor::exit_code(&well), 0, "{well:#?}");
    assert_eq!(
        (level(&well, "database"), level(&well, "clock"), level(&well, "mail")),
        (Level::Ok, Level::Ok, Level::Warn)
    );
    assert!(well.iter().filter(|found| found.level > Level::Ok).all(|found| !found.advice.is_empty()));

    app.operator().await;
    let early = Arc::new(ManualClock::at(jst(2016, 4, 1, 0)));
    let options = Options {
        data: Some(app.state.config.data.join("not-there")),
        site_url: Some("http://fab.example.jp/shop".into()),
        smtp_url: Some("smtp://127.0.0.1:1".into()),
        mail_from: Some("つくりば <noreply@fab.example.jp>".into()),
        stripe_key: Some("pk_live_0123456789abcdef".into()),
        rate_limit: Some("off".into()),
        ..Options::default()
    };
    let ill = doctor::examine(&options.resolve().unwrap(), Err("no such file".into()), early.clone()).await;
    for area in ["site URL", "data folder", "database", "clock", "mail", "Stripe"] {
        assert_eq!(level(&ill, area), Level::Fail, "{area}: {ill:#?}");
    }
    assert_eq!(doctor::exit_code(&ill), 1);
    assert!(ill.iter().all(|found| !found.to_string().contains("pk_live_0123456789abcdef")));

    app.db().execute_unprepared("DELETE FROM seaql_migrations WHERE version LIKE 'm0007%'").await.unwrap();
    let behind = doctor::examine(&app.state.config, Ok(app.db().clone()), app.clock.clone()).await;
    assert_eq!(level(&behind, "database"), Level::Fail);
}
