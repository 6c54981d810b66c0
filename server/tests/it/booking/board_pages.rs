//! The staff's pages, walked as a browser without JavaScript does.

use super::{ask, slot};

const NASTY: &str = "'\"><script>alert(1)</script>";

/// The addresses that forms of the page post to and that end so.
fn actions(body: &str, end: &str) -> Vec<String> {
    let values = body.split("action=\"").skip(1).filter_map(|rest| rest.split('"').next());
    values.filter(|action| action.ends_with(end)).map(str::to_owned).collect()
}

both_databases! {
    async fn staff_check_a_member_in_and_out_on_the_board(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, member) = app.someone("hanako").await;
        let booked = app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 60))).await.expect("booked");
        let mut staff = app.staff().await;
        let early = staff.get("/staff/board").await.expect(200).body;
        assert!(early.contains("10:00–11:00") && early.contains("memberさん"), "{early}");
        assert!(actions(&early, "/check-in").is_empty(), "an hour ahead nobody is checked in");
        let path = format!("/staff/bookings/{}", booked.id);
        let refused = staff.post_form(&format!("{path}/check-in"), &[]).await.expect(409).body;
        assert!(refused.contains("できませんでした"), "{refused}");

        app.clock.set(booked.slot.start());
        let late = staff.get("/staff/board").await.expect(200).body;
        assert!(late.contains("まだ来ていません"));
        let check_in = actions(&late, "/check-in");
        assert_eq!(check_in, [format!("{path}/check-in")]);
        let back = staff.post_form(&check_in[0], &[("date", "2026-11-25")]).await.expect(303);
        assert_eq!(back.location(), format!("/staff/board?date=2026-11-25#b-{}", booked.id));
        let here = staff.get(back.location()).await.expect(200).body;
        assert!(here.contains("チェックインしました") && here.contains("10:00に来館"), "{here}");
        let out = actions(&here, "/check-out");
        staff.post_form(&out[0], &[]).await.expect(303);
        assert!(staff.get("/staff/board").await.expect(200).body.contains("10:00に終了"));
        let sheet = staff.get("/staff/board/print?date=2026-11-25").await.expect(200).body;
        assert!(sheet.contains("2026年11月25日") && sheet.contains("memberさん"));
    }
}

both_databases! {
    async fn staff_cancel_with_a_reason_and_move(app: TestApp) {
        app.machine("laser", 1, false).await;
        let (cx, member) = app.someone("hanako").await;
        let first = app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 60))).await.expect("booked");
        let second = app.store.booking_reserve(&cx, &member, ask("laser", slot(720, 60))).await.expect("booked");
        let mut staff = app.staff().await;
        let path = format!("/staff/bookings/{}/move", first.id);
        let form = staff.get(&path).await.expect(200).body;
        assert!(form.contains("value=\"10:00\"") && form.contains("value=\"2026-11-25\""));
        let taken = [("date", "2026-11-25"), ("start", "12:00"), ("minutes", "60")];
        let refused = staff.post_form(&path, &taken).await.expect(409).body;
        assert!(refused.contains("近い空き") && refused.contains("value=\"12:00\""), "{refused}");
        let wrong = staff.post_form(&path, &[("date", NASTY), ("start", NASTY), ("minutes", "60")]).await.expect(422);
        assert!(!wrong.body.contains("<script>alert"));
        let near = refused.split("name=\"take\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("near");
        let moved = staff.post_form(&path, &[("take", near)]).await.expect(303);
        assert_eq!(moved.location(), format!("/staff/board?date=2026-11-25#b-{}", first.id));

        let cancel = format!("/staff/bookings/{}/cancel", second.id);
        staff.get(&cancel).await.expect(200);
        let empty = staff.post_form(&cancel, &[("reason", " ")]).await.expect(422).body;
        assert!(empty.contains("入力してください"));
        staff.post_form(&cancel, &[("reason", "機器の不調のため")]).await.expect(303);
        assert!(staff.get("/staff/board").await.expect(200).body.contains("機器の不調のため"));
        app.run_jobs().await;
        let mails = app.mails();
        assert!(mails.iter().any(|mail| mail.text.contains("機器の不調のため")), "the reason stands in the mail");
    }
}

both_databases! {
    async fn staff_look_a_member_up_and_book(app: TestApp) {
        let machine = app.machine("laser", 2, false).await;
        let (_, member) = app.someone("hanako").await;
        let mut staff = app.staff().await;
        let form = staff.get("/staff/bookings/new?date=2026-11-25&q=hanako").await.expect(200).body;
        assert!(!form.contains("hanako@example.jp"), "no search by address");
        let typed = [("q", "hanako"), ("find", "1"), ("start", "13:15"), ("note", NASTY)];
        let found = staff.post_form("/staff/bookings/new", &typed).await.expect(200).body;
        assert!(found.contains("hanako@example.jp") && found.contains("value=\"13:15\""), "{found}");
        assert!(!found.contains("<script>alert"));
        let empty = staff.post_form("/staff/bookings/new", &[]).await.expect(422).body;
        assert!(empty.contains("会員をさがして選ぶか") && empty.contains("選んでください"));

        let (id, unit) = (member.account_id.to_string(), format!("laser/{}", machine.units[1]));
        let fields = [
            ("whom", id.as_str()),
            ("machine", unit.as_str()),
            ("date", "2026-11-25"),
            ("start", "20:30"),
            ("minutes", "60"),
            ("purpose", "study"),
            ("ages", "3、5"),
        ];
        let refused = staff.post_form("/staff/bookings/new", &fields).await.expect(409).body;
        assert!(refused.contains("スタッフの判断で例外にできます") && refused.contains("hanako@example.jp"), "{refused}");
        let with_reason = [&fields[..], &[("reason", "片づけに立ち会うため")]].concat();
        let booked = staff.post_form("/staff/bookings/new", &with_reason).await.expect(303);
        let board = staff.get(booked.location()).await.expect(200).body;
        assert!(board.contains("20:30–21:30") && board.contains("子ども2人（3歳・5歳）") && board.contains("学び"), "{board}");

        let taken = staff.post_form("/staff/bookings/new", &with_reason).await.expect(409).body;
        assert!(taken.contains("このきまりは例外にできません"));
        let guest = [&fields[1..3], &[("start", "10:00"), ("minutes", "60"), ("whom", "guest"), ("guest", NASTY), ("purpose", "hobby")]].concat();
        let booked = staff.post_form("/staff/bookings/new", &guest).await.expect(303);
        let board = staff.get(booked.location()).await.expect(200).body;
        assert!(board.contains("ゲスト") && !board.contains("<script>alert"));
    }
}

both_databases! {
    async fn staff_close_a_machine(app: TestApp) {
        let machine = app.machine("laser", 1, false).await;
        let (cx, member) = app.someone("hanako").await;
        app.store.booking_reserve(&cx, &member, ask("laser", slot(600, 60))).await.expect("booked");
        let mut staff = app.staff().await;
        assert!(staff.get("/staff/maintenance").await.expect(200).body.contains("予定されている保守はありません"));
        let unit = machine.units[0].to_string();
        let fields = [
            ("unit", unit.as_str()),
            ("from_date", "2026-11-25"),
            ("from_time", "09:00"),
            ("to_date", "2026-11-26"),
            ("to_time", "12:00"),
            ("reason", "レーザー管の交換"),
        ];
        let wrong = staff.post_form("/staff/maintenance/check", &fields[..4]).await.expect(422).body;
        assert!(wrong.contains("入力してください") && wrong.contains("value=\"2026-11-26\""), "{wrong}");
        let check = staff.post_form("/staff/maintenance/check", &fields).await.expect(200).body;
        assert!(check.contains("予約が1件あります") && check.contains("memberさん"), "{check}");
        assert_eq!(app.cell_count().await, 4, "looking changes nothing");
        let all = [&fields[..], &[("others", "move")]].concat();
        staff.post_form("/staff/maintenance", &all).await.expect(303);
        let list = staff.get("/staff/maintenance").await.expect(200).body;
        assert!(list.contains("レーザー管の交換"));
        staff.post_form("/staff/maintenance", &all).await.expect(422);
        let board = staff.get("/staff/board").await.expect(200).body;
        assert!(board.contains("保守中") && board.contains("取り消し"), "{board}");
        let end = actions(&list, "/end");
        staff.post_form(&end[0], &[]).await.expect(303);
        assert_eq!(app.cell_count().await, 0);
    }
}

both_databases! {
    async fn staff_see_and_set_what_a_member_may(app: TestApp) {
        let machine = app.machine("laser", 1, true).await;
        let (_, member) = app.someone("hanako").await;
        let mut staff = app.staff().await;
        let list = staff.post_form("/staff/people", &[("q", "hanako")]).await.expect(200).body;
        let path = format!("/staff/people/{}", member.account_id);
        assert!(list.contains(&path) && list.contains("1人"), "{list}");
        staff.get("/staff/people?page=99").await.expect(200);
        let none = staff.post_form("/staff/people", &[("q", NASTY)]).await.expect(200).body;
        assert!(none.contains("見つかりません") && !none.contains("<script>alert"));
        staff.post_form(&format!("{path}/certify"), &[]).await.expect(422);
        let machine_id = machine.id.to_string();
        let past = [("machine", machine_id.as_str()), ("until", "2026-11-24")];
        staff.post_form(&format!("{path}/certify"), &past).await.expect(422);
        let fields = [("machine", machine_id.as_str()), ("until", "2027-11-24")];
        staff.post_form(&format!("{path}/certify"), &fields).await.expect(303);
        let page = staff.get(&path).await.expect(200).body;
        assert!(page.contains("2027年11月24日まで有効") && page.contains("hanako@example.jp"), "{page}");
        staff.post_form(&format!("{path}/uncertify"), &fields[..1]).await.expect(303);
        assert!(staff.get(&path).await.expect(200).body.contains("修了した講習はありません"));

        let codes = staff.get("/staff/units/codes").await.expect(200).body;
        assert!(codes.contains("レーザーカッター") && codes.contains("<svg"));
        let mut english = app.signed_in("staff2@example.jp", domain::members::Role::Staff).await;
        english.headers.insert("accept-language", "en".parse().expect("value"));
        for page in ["/staff/board", "/staff/bookings/new", "/staff/maintenance", "/staff/people", path.as_str()] {
            let body = english.get(page).await.expect(200).body;
            assert!(body.contains("lang=\"en\""), "{page}");
        }
    }
}
