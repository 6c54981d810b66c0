//! The pages, walked as a browser without JavaScript does: by the links and fields that they hold.

use domain::members::Role;
use sea_orm::{EntityTrait, sea_query::Expr};
use store::entity;

use super::{ask, slot};
use crate::support::TestApp;

/// The value of each link of the page that begins so.
fn links(body: &str, start: &str) -> Vec<String> {
    let values = body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    values.map(|href| href.replace("&amp;", "&")).filter(|href| href.starts_with(start)).collect()
}

const NASTY: &str = "'\"><script>alert(1)</script>";

both_databases! {
    async fn a_member_books_and_cancels_by_links_and_forms(app: TestApp) {
        let machine = app.machine("laser", 1, true).await;
        let mut member = app.member().await;
        app.certify(member.account_id(), &machine).await;
        let list = member.get("/equipment").await.expect(200);
        assert!(list.body.contains("きょう 10:00") && list.body.contains("講習が必要"), "{}", list.body);

        assert_eq!(links(&list.body, "/equipment/laser")[0], "/equipment/laser?date=2026-11-25&start=10:00#pick");
        let day = member.get("/equipment/laser?date=2026-11-25").await.expect(200);
        let free = links(&day.body, "/equipment/laser?date=2026-11-25&start=10:00");
        assert_eq!(free, ["/equipment/laser?date=2026-11-25&start=10:00#pick"]);
        let chosen = member.get(free[0].trim_end_matches("#pick")).await.expect(200);
        assert!(chosen.body.contains("id=\"pick\"") && chosen.body.contains("10:00–11:00"), "{}", chosen.body);
        let other = "/equipment/laser?date=2026-11-25&start=10:15&minutes=60#pick";
        assert_eq!(links(&chosen.body, "/equipment/laser?date=2026-11-25&start=10:15"), [other], "a start");
        let longest = "/equipment/laser?date=2026-11-25&start=10:00&minutes=180#pick";
        assert!(links(&chosen.body, longest).len() == 1 && chosen.body.contains("3,000円"), "a length with its price");
        assert_eq!(links(&chosen.body, "/equipment/laser/book?"), ["/equipment/laser/book?date=2026-11-25&start=10:00&minutes=60"]);

        let confirm = member.get("/equipment/laser/book?date=2026-11-25&start=10:00&minutes=90").await.expect(200);
        assert!(confirm.body.contains("1,500円") && confirm.body.contains("10:00–11:30"));
        assert!(confirm.body.contains("11月25日（水） 10:00までは、そのまま取り消しや変更ができます"));
        assert!(confirm.body.contains("この時間を取ってあります") && confirm.body.contains("9:05まで"));
        let fields = [("date", "2026-11-25"), ("start", "10:00"), ("minutes", "90"), ("purpose", "community_business")];
        let booked = member.post_form("/equipment/laser/book", &fields).await.expect(303);
        assert_eq!(booked.location(), "/me/bookings");
        assert_eq!(app.participations(member.account_id()).await.len(), 1);

        let mine = member.get("/me/bookings").await.expect(200);
        assert!(mine.body.contains("予約しました") && mine.body.contains("コミュニティ・ビジネス"));
        assert!(!member.get("/me/bookings").await.body.contains("予約しました"), "said once");
        let cancel = links(&mine.body, "/me/bookings/");
        assert!(cancel.len() == 3 && cancel[1].ends_with("/move"), "{cancel:?}");
        let cancel = &cancel[2..];
        assert!(member.get(&cancel[0]).await.expect(200).body.contains("この予約を取り消しますか"));
        assert_eq!(app.cell_count().await, 6, "looking changes nothing: mail scanners follow links");
        assert_eq!(member.post_form(&cancel[0], &[]).await.expect(303).location(), "/me/bookings");
        assert_eq!(app.cell_count().await, 0);
        assert!(member.get("/me/bookings").await.body.contains("予約を取り消しました"));
        member.post_form(&cancel[0], &[]).await.expect(303);
        assert!(member.get(&cancel[0]).await.expect(200).body.contains("この予約は取り消されています"));
    }
}

both_databases! {
    async fn mails_follow_what_happened(app: TestApp) {
        app.machine("laser", 2, false).await;
        let (cx, member) = app.someone("hanako").await;
        let site = app.store.site_settings().await.expect("settings");
        let site = domain::site::SiteSettings { address: "三鷹市下連雀1-1".into(), phone: "0422-00-0000".into(), ..site };
        app.store.site_settings_save(&app.cx(), &site).await.expect("saved");
        let cmd = store::booking::BookingCommand { note: Some("木を持参".into()), ..ask("laser", slot(600, 60)) };
        let kept = app.store.booking_reserve(&cx, &member, cmd).await.expect("booked");
        app.run_jobs().await;
        let mails = app.mails();
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].to, "hanako@example.jp");
        for words in ["レーザーカッター 1号機", "11月25日（水）10:00–11:00", "1,000円", "http://tsukuriba.test/me/bookings"] {
            assert!(mails[0].text.contains(words), "{words}: {}", mails[0].text);
        }
        let pay = "お支払いください";
        for words in [pay, "メモ: 木を持参", "場所:\n三鷹市下連雀1-1\n0422-00-0000", "Your booking", "Note: 木を持参", "¥1,000"] {
            assert!(mails[0].text.contains(words), "{words}: {}", mails[0].text);
        }
        app.store.booking_cancel(&cx, &member, kept.id, Default::default()).await.expect("cancelled");
        let hasty = app.store.booking_reserve(&cx, &member, ask("laser", slot(720, 60))).await.expect("booked");
        app.store.booking_cancel(&cx, &member, hasty.id, Default::default()).await.expect("cancelled");
        app.run_jobs().await;
        for mail in app.mails().into_iter().skip(1) {
            let costs_nothing = mail.text.contains("お金はかかりません") && !mail.text.contains(pay);
            assert!(costs_nothing && !mail.text.contains("pay at the counter"), "{}", mail.text);
        }
        let subjects: Vec<String> = app.mails().into_iter().skip(1).map(|mail| mail.subject).collect();
        assert_eq!(subjects.len(), 2, "what is already cancelled is not confirmed: {subjects:?}");
        assert!(subjects.iter().all(|subject| subject.contains("予約を取り消しました")), "{subjects:?}");
    }
}

#[tokio::test]
async fn visitors_see_everything_and_sign_in_to_book() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    app.machine("laser", 3, true).await;
    let mut visitor = app.visitor();
    let day = visitor.get("/equipment/laser?date=2026-11-25&start=13:15").await.expect(200);
    assert!(day.body.contains("3台あき") && day.body.contains("11月25日（水）の空き"));
    let book = visitor.get("/equipment/laser/book?date=2026-11-25&start=10:00&minutes=60").await.expect(303);
    let next = "/equipment/laser/book%3Fdate%3D2026-11-25%26start%3D10%3A00%26minutes%3D60";
    assert_eq!(book.location(), format!("/signin?next={next}"));
    visitor.post_form("/equipment/laser/book", &[("date", "2026-11-25")]).await.expect(303);
    assert_eq!(app.booking_count().await, 0);
}

#[tokio::test]
async fn a_refusal_names_its_reason_and_leads_on() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    let machine = app.machine("laser", 1, true).await;
    let (cx, other) = app.someone("taro").await;
    app.certify(other.account_id, &machine).await;
    app.store.booking_reserve(&cx, &other, ask("laser", slot(720, 60))).await.expect("booked");

    let mut member = app.member().await;
    let fields = [("date", "2026-11-25"), ("start", "12:00"), ("minutes", "60"), ("purpose", "study")];
    let untrained = member.post_form("/equipment/laser/book", &fields).await.expect(409);
    assert!(untrained.body.contains("先に講習を受けてください") && untrained.body.contains("講習のお申し込みは"));
    assert!(links(&untrained.body, "/equipment/laser/book").is_empty(), "no other time helps");

    app.certify(member.account_id(), &machine).await;
    let taken = member.post_form("/equipment/laser/book", &fields).await.expect(409);
    assert!(taken.body.contains("12:00–13:00は予約できません"), "{}", taken.body);
    assert!(!taken.body.contains("member@example.jp") && !taken.body.contains("taro"), "no names");
    let ways = links(&taken.body, "/equipment/laser/book");
    assert!((1..=3).contains(&ways.len()), "{ways:?}");
    for way in &ways {
        member.get(way).await.expect(200);
    }
    let looked = member.get("/equipment/laser/book?date=2026-11-25&start=12:00&minutes=60").await.expect(409);
    assert_eq!(links(&looked.body, "/equipment/laser/book"), ways, "looking tells the same as trying");
    assert_eq!(app.booking_count().await, 1);
}

#[tokio::test]
async fn garbage_gets_a_page_and_changes_nothing() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    app.machine("sewing", 1, false).await;
    let mut member = app.member().await;
    let good = [("date", "2026-11-25"), ("start", "10:00"), ("minutes", "60"), ("purpose", "hobby"), ("unit", "")];
    let bad = [
        ("date", ""),
        ("date", NASTY),
        ("date", "2026-02-30"),
        ("date", "99999-01-01"),
        ("date", "-001-01-01"),
        ("start", ""),
        ("start", NASTY),
        ("start", "25:00"),
        ("start", "23:59"),
        ("start", "10:07"),
        ("minutes", ""),
        ("minutes", NASTY),
        ("minutes", "0"),
        ("minutes", "-60"),
        ("minutes", "1500"),
        ("minutes", "99999999999999999999"),
        ("minutes", "7"),
        ("purpose", NASTY),
        ("purpose", ""),
        ("unit", NASTY),
        ("unit", "1"),
    ];
    for (field, value) in bad {
        let fields: Vec<(&str, &str)> =
            good.iter().map(|(name, good)| (*name, if *name == field { value } else { good })).collect();
        let answer = member.post_form("/equipment/sewing/book", &fields).await;
        assert_eq!(answer.status, 422, "{field}={value}");
        assert!(!answer.body.contains("<script>alert"), "{field}: escaped");
        assert!(answer.body.contains("id=\"errors\"") && answer.body.contains("name=\"date\""), "the fields come back");
        let query: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", server::url_encode::url_encode(value))).collect();
        assert_eq!(
            member.get(&format!("/equipment/sewing/book?{}", query.join("&"))).await.status,
            422,
            "{field}={value}"
        );
    }
    let typed = [("date", "2026-11-25"), ("start", "10:07"), ("minutes", "60")];
    let kept = member.post_form("/equipment/sewing/book", &typed).await.expect(422);
    assert!(kept.body.contains("value=\"10:07\"") && kept.body.contains("15分きざみ"), "what was typed stays");
    let past = [("date", "2026-11-24"), ("start", "10:00"), ("minutes", "60")];
    assert!(member.post_form("/equipment/sewing/book", &past).await.expect(409).body.contains("もう過ぎた時刻です"));
    for path in [
        "?date=garbage",
        "?date=2026-02-30",
        "?date=9999-12-31",
        "?date=2026-11-25&start=25:00",
        "?start=%22%3E%3Cscript%3E",
    ] {
        let answer = member.get(&format!("/equipment/sewing{path}")).await.expect(422);
        assert!(answer.body.contains("読めませんでした") && !answer.body.contains("><script>"), "{path}");
    }
    for path in [
        "/equipment/none",
        "/equipment/none/book?date=2026-11-25&start=10:00&minutes=60",
        "/equipment/%22%3E%3Cscript%3E",
        "/me/bookings/1/cancel",
    ] {
        member.get(path).await.expect(404);
    }
    member.get("/me/bookings?page=-1").await.expect(200);
    assert_eq!((app.booking_count().await, app.cell_count().await), (0, 0));
}

#[tokio::test]
async fn other_peoples_bookings_are_not_found() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    app.machine("sewing", 1, false).await;
    let (cx, other) = app.someone("taro").await;
    let booked = app.store.booking_reserve(&cx, &other, ask("sewing", slot(600, 60))).await.expect("booked");
    let path = format!("/me/bookings/{}/cancel", booked.id);
    for role in [Role::Member, Role::Staff, Role::Operator] {
        let mut client = app.signed_in(&format!("{}2@example.jp", role.into_str()), role).await;
        client.get(&path).await.expect(404);
        client.post_form(&path, &[]).await.expect(404);
    }
    app.visitor().post_form(&path, &[]).await.expect(303);
    assert_eq!(app.cell_count().await, 4);
}

#[tokio::test]
async fn an_address_must_be_confirmed_first() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    app.machine("sewing", 1, false).await;
    let mut member = app.member().await;
    entity::account::Entity::update_many()
        .col_expr(entity::account::Column::EmailConfirmedAt, Expr::value(Option::<chrono::DateTime<chrono::Utc>>::None))
        .exec(app.db().read())
        .await
        .expect("update");
    let fields = [("date", "2026-11-25"), ("start", "10:00"), ("minutes", "60")];
    let refused = member.post_form("/equipment/sewing/book", &fields).await.expect(403);
    assert!(refused.body.contains("確認メールのリンク"));
    assert_eq!(app.booking_count().await, 0);
}

#[tokio::test]
async fn closed_and_past_days_say_so_in_both_languages() {
    let app = TestApp::new(crate::support::Kind::Sqlite).await;
    app.machine("sewing", 1, false).await;
    let mut visitor = app.visitor();
    let monday = visitor.get("/equipment/sewing?date=2026-11-30").await.expect(200);
    assert!(monday.body.contains("この日は休館です") && monday.body.contains("定休日"));
    let past = visitor.get("/equipment/sewing?date=2026-11-24").await.expect(200);
    assert!(past.body.contains("この日に予約できる時間は、もうありません"));
    visitor.post_form("/language", &[("lang", "en")]).await.expect(303);
    let english = visitor.get("/equipment/sewing?date=2026-11-30").await.expect(200);
    assert!(english.body.contains("Closed on this day") && english.body.contains("Laser cutter"));
    assert!(visitor.get("/equipment").await.expect(200).body.contains("Next free"));
}

both_databases! {
    async fn booking_waits_for_a_confirmed_address(app: TestApp) {
        app.machine("laser", 1, false).await;
        let mut member = app.member().await;
        let set_confirmed = async |at: Option<chrono::DateTime<chrono::Utc>>| {
            entity::account::Entity::update_many()
                .col_expr(entity::account::Column::EmailConfirmedAt, Expr::value(at))
                .exec(app.db().read())
                .await
                .expect("update");
        };
        let fields = [("date", "2026-11-25"), ("start", "10:00"), ("minutes", "60"), ("purpose", "hobby")];
        set_confirmed(None).await;
        member.post_form("/equipment/laser/book", &fields).await.expect(403);
        assert_eq!((app.booking_count().await, app.cell_count().await), (0, 0), "nothing was written");
        // The same form books once the address is confirmed: nothing else was wrong with it.
        set_confirmed(Some(app.store.now())).await;
        member.post_form("/equipment/laser/book", &fields).await.expect(303);
        assert_eq!(app.booking_count().await, 1);
    }
}
