//! What a mail server says of people stays with it.

use sea_orm::EntityTrait;
use server::{config::Secret, mail::MailSender};
use store::{Clock as _, entity};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};

use crate::support::{Kind, TestApp};

/// Refuses every recipient, naming them as mail servers do.
async fn refusing(listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        let mut stream = BufReader::new(stream);
        let mut line = String::new();
        let _ = stream.write_all(b"220 mx.example.jp\r\n").await;
        while stream.read_line(&mut line).await.is_ok_and(|n| n > 0) {
            let answer = match line.get(..4).unwrap_or_default() {
                "EHLO" => "250 mx.example.jp\r\n".to_owned(),
                "RCPT" => format!("550 5.1.1 no such user: {}\r\n", line.trim()),
                "QUIT" => break,
                _ => "250 ok\r\n".to_owned(),
            };
            if stream.write_all(answer.as_bytes()).await.is_err() {
                break;
            }
            line.clear();
        }
    }
}

#[tokio::test]
async fn no_address_stands_in_a_jobs_error() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.leave_jobs();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let at = listener.local_addr().expect("its address");
    tokio::spawn(refusing(listener));
    let app = app.with_config(|config| config.smtp_url = Some(Secret(format!("smtp://{at}"))));
    let fields = [
        ("display_name", "花子"),
        ("kana", "はなこ"),
        ("email", "himitsu@example.jp"),
        ("password", "long enough for a test"),
    ];
    app.visitor().post_form("/signup", &fields).await.expect(303);
    let sender = MailSender::from_config(&app.state.config, app.clock.clone()).expect("a sender");
    let (_, failed) = app.runner(std::sync::Arc::new(sender)).run_due().await.expect("the runner");
    assert!(failed > 0, "the mail server refused at {}", app.clock.now());
    let jobs = entity::job::Entity::find().all(app.db().read()).await.expect("jobs");
    let errors: Vec<String> = jobs.into_iter().filter_map(|job| job.last_error).collect();
    assert!(!errors.is_empty());
    for error in errors {
        assert!(error.contains("refuses the mail for good (code 550)"), "{error}");
        assert!(!error.contains("himitsu") && !error.contains("no such user"), "{error}");
    }
}
