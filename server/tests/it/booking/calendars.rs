//! Calendars to subscribe to, and the files that come with mails.

use domain::{AccountId, BookingId, mail::Mail, members::Role};
use ical::IcalParser;
use sea_orm::{EntityTrait, PaginatorTrait};
use server::mail::MailSender;
use store::{
    booking::{BookingCommand, CancelWhy, MoveCommand},
    entity,
    ports::Mailer,
};

use super::{ask, business, slot};
use crate::support::{Answer, Kind, TestApp};

fn entries(answer: &Answer) -> usize {
    let calendars = IcalParser::new(answer.body.as_bytes()).collect::<Result<Vec<_>, _>>().expect("a calendar");
    calendars.iter().map(|calendar| calendar.events.len()).sum()
}

/// The path in the readonly field of the page.
fn address(page: &str) -> String {
    let value = page.split("value=\"http://tsukuriba.test").nth(1).expect("the address");
    value.split('"').next().expect("its end").to_owned()
}

both_databases! {
    async fn a_members_calendar_has_a_secret_address(app: TestApp) {
        app.machine("laser", 1, false).await;
        let mut member = app.member().await;
        let (cx, me) = app.as_member(member.account_id(), "member@example.jp");
        let mut made = Vec::new();
        for day in [0, 1, 2] {
            let cmd = BookingCommand { details: business(), ..ask("laser", slot(660, 60).moved(day * 1440)) };
            made.push(app.store.booking_reserve(&cx, &me, cmd).await.expect("booked").id);
        }
        app.store.booking_cancel(&cx, &me, made[2], CancelWhy::default()).await.expect("cancelled");
        let page = member.get("/me/calendar").await.expect(200).body;
        let path = address(&page);
        assert!(page.contains("href=\"webcal://tsukuriba.test/calendar/"), "{page}");
        assert!(member.get("/me").await.expect(200).body.contains("href=\"/me/calendar\""));

        let mut anyone = app.visitor();
        let feed = anyone.get(&path).await.expect(200);
        assert_eq!(feed.header("content-type"), "text/calendar; charset=utf-8; method=PUBLISH");
        assert_eq!(feed.header("cache-control"), "private, no-store");
        assert_eq!(feed.header("set-cookie"), "");
        assert_eq!(entries(&feed), 2, "{}", feed.body);
        assert!(!feed.body.contains("member@example.jp") && !feed.body.contains("memberさん"));
        app.clock.advance(chrono::TimeDelta::days(1));
        assert_eq!(entries(&anyone.get(&path).await.expect(200)), 2, "recently past ones stay");

        let key = path.rsplit('/').next().expect("the file").to_owned();
        let other = app.account("other@example.jp", Role::Member).await;
        let wrong = [
            path.trim_end_matches(".ics").to_owned(), path.replace(&key, &format!("{}.ics", "0".repeat(32))),
            path.replace(&key, ".ics"), path.replace(&key, "x.ics"),
            path.replace(&member.account_id().to_string(), &other.to_string()),
            format!("/calendar/x/{key}"), format!("/calendar/{}/{key}", AccountId(uuid::Uuid::nil())),
        ];
        for wrong in wrong {
            anyone.get(&wrong).await.expect(404);
        }
        anyone.get(&path.replace(&key, "%00.ics")).await.expect(400);

        let renewed = member.post_form("/me/calendar/renew", &[]).await.expect(303);
        assert_eq!(renewed.location(), "/me/calendar");
        anyone.get(&path).await.expect(404);
        let second = address(&member.get("/me/calendar").await.expect(200).body);
        assert_ne!(second, path);
        assert_eq!(entries(&anyone.get(&second).await.expect(200)), 2);
        member.post_form("/me/calendar/renew", &[]).await.expect(303);
        anyone.get(&second).await.expect(404);
        assert_eq!(entity::calendar_feed::Entity::find().count(app.db().read()).await.expect("count"), 1);
    }
}

both_databases! {
    async fn a_machines_calendar_names_nobody(app: TestApp) {
        app.machine("laser", 2, false).await;
        app.machine("sewing", 1, false).await;
        let (cx, me) = app.someone("hanako").await;
        let mut visitor = app.visitor();
        assert_eq!(entries(&visitor.get("/equipment/laser/calendar.ics").await.expect(200)), 0);
        let mut ids: Vec<BookingId> = Vec::new();
        for (machine, day) in [("laser", 0), ("laser", 1), ("sewing", 2)] {
            let mut cmd = BookingCommand { details: business(), ..ask(machine, slot(660, 60).moved(day * 1440)) };
            cmd.note = Some("秘密のメモ".into());
            ids.push(app.store.booking_reserve(&cx, &me, cmd).await.expect("booked").id);
        }
        let feed = visitor.get("/equipment/laser/calendar.ics").await.expect(200);
        assert_eq!(feed.header("content-type"), "text/calendar; charset=utf-8; method=PUBLISH");
        assert_eq!(entries(&feed), 2);
        let plain = feed.body.replace("\r\n ", "");
        for secret in ["会員", "memberさん", "hanako", "秘密", "コミュニティ", "community"] {
            assert!(!plain.contains(secret), "{secret}: {plain}");
        }
        for id in &ids {
            assert!(!plain.contains(&id.to_string()) && !plain.contains(&id.0.simple().to_string()), "{plain}");
        }
        let uids = |body: &str| body.lines().filter(|line| line.starts_with("UID")).map(str::to_owned).collect::<Vec<_>>();
        let again = visitor.get("/equipment/laser/calendar.ics").await.expect(200).body;
        assert_eq!(uids(&again.replace("\r\n ", "")), uids(&plain), "the same entry keeps its id");
        app.store.booking_cancel(&cx, &me, ids[0], CancelWhy::default()).await.expect("cancelled");
        assert_eq!(entries(&visitor.get("/equipment/laser/calendar.ics").await.expect(200)), 1);
        visitor.get("/equipment/none/calendar.ics").await.expect(404);
    }
}

#[track_caller]
fn only_file(mail: &Mail) -> &str {
    let file = mail.attachment.as_ref().expect("a file");
    assert_eq!(file.name, "booking.ics");
    assert!(file.kind.starts_with("text/calendar; charset=utf-8; method="), "{}", file.kind);
    &file.text
}

both_databases! {
    async fn mails_carry_the_entry(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, me) = app.someone("hanako").await;
        let made = app.store.booking_reserve(&cx, &me, ask("laser", slot(660, 60).moved(1440))).await.expect("booked");
        app.run_jobs().await;
        let cmd = MoveCommand { id: made.id, slot: slot(780, 60).moved(1440), unit: None };
        app.store.booking_move(&cx, &me, &cmd).await.expect("moved");
        app.run_jobs().await;
        app.store.booking_cancel(&cx, &me, made.id, CancelWhy::default()).await.expect("cancelled");
        app.run_jobs().await;
        app.store.booking_repeat(&cx, &me, &ask("laser", slot(900, 60).moved(1440)), 3, false).await.expect("repeated");
        app.run_jobs().await;
        let mails = app.mails();
        assert_eq!(mails.len(), 4);
        let texts: Vec<&str> = mails.iter().map(only_file).collect();
        let uid = |text: &str| text.lines().find(|line| line.starts_with("UID:")).map(str::to_owned);
        assert_eq!(uid(texts[0]), uid(texts[1]));
        assert_eq!(uid(texts[0]), uid(texts[2]));
        for (text, sequence) in [(texts[0], 0), (texts[1], 1), (texts[2], 2)] {
            assert!(text.contains(&format!("\r\nSEQUENCE:{sequence}\r\n")), "{text}");
        }
        assert!(texts[2].contains("METHOD:CANCEL") && texts[2].contains("STATUS:CANCELLED"));
        assert_eq!(mails[2].attachment.as_ref().map(|file| file.kind.ends_with("method=CANCEL")), Some(true));
        assert_eq!(texts[3].matches("BEGIN:VEVENT").count(), 3);
    }
}

#[tokio::test]
async fn the_outbox_shows_text_and_file() {
    let app = TestApp::new(Kind::Sqlite).await.with_site(|site| site.demo = true).await;
    app.machine("laser", 1, false).await;
    let (cx, me) = app.someone("hanako").await;
    app.store.booking_reserve(&cx, &me, ask("laser", slot(660, 60).moved(1440))).await.expect("booked");
    app.run_jobs().await;
    let mail = app.mails().pop().expect("a mail");
    let outbox = app.state.config.outbox();
    let sender = MailSender::into_folder("つくりば <noreply@fab.example.jp>", &outbox, app.clock.clone());
    sender.expect("a sender").send(domain::JobId(uuid::Uuid::now_v7()), &mail).await.expect("written");
    let raw = std::fs::read_dir(&outbox).expect("folder").next().expect("a file").expect("a file").path();
    let raw = std::fs::read_to_string(raw).expect("text");
    assert_eq!(raw.matches("Content-Type: text/calendar").count(), 1, "{raw}");

    let mut operator = app.operator().await;
    let list = operator.get("/operator/outbox").await.expect(200).body;
    let name = list.split("/operator/outbox/").nth(1).and_then(|rest| rest.split('"').next()).expect("a mail");
    let page = operator.get(&format!("/operator/outbox/{name}")).await.expect(200).body;
    assert!(page.contains("次のとおり予約しました") && page.contains("BEGIN:VCALENDAR"), "{page}");
    assert!(!page.contains("Content-Transfer-Encoding"), "{page}");
    let link = format!("/operator/outbox/{name}/0");
    assert!(page.contains(&format!("href=\"{link}\"")) && page.contains("booking.ics"), "{page}");
    let file = operator.get(&link).await.expect(200);
    assert_eq!(file.header("content-type"), "text/calendar; charset=utf-8");
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"booking.ics\"");
    assert_eq!(file.body, mail.attachment.expect("a file").text);
    for wrong in ["1", "x", "-1", "99999999999999"] {
        operator.get(&format!("/operator/outbox/{name}/{wrong}")).await.expect(404);
    }
    operator.get(&format!("/operator/outbox/{name}/%00")).await.expect(400);
    operator.get("/operator/outbox/..%2Foutside/0").await.expect(404);
}
