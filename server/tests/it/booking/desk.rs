//! The counter: who is found, what is asked, and what a guest is told.

use domain::{calendar::at_minute, members::Role};
use sea_orm::ActiveValue::Set;

use crate::support::{PASSWORD, today};

/// The form of a booking for a guest, but for its purpose.
const GUEST: [(&str, &str); 6] = [
    ("whom", "guest"),
    ("guest", "山田"),
    ("machine", "laser"),
    ("date", "2026-11-25"),
    ("start", "10:00"),
    ("minutes", "60"),
];

both_databases! {
    async fn members_are_found_by_kana_and_listed_by_it(app: TestApp) {
        // As the list has them; the first has no reading, only kana in the name.
        let people = [("あべ マリ", ""), ("大野 恵", "おおの めぐみ"), ("小野 一", "おの はじめ"), ("河田", "カワダ"), ("皮田 ポーチ", "ガワタ")];
        for (n, (name, kana)) in people.iter().enumerate().rev() {
            let email = format!("p{n}@example.jp");
            let fields = [
                ("kind", "member"),
                ("display_name", name),
                ("kana", kana),
                ("phone", "０９０－１２３４－５６７８"),
                ("email", &email),
                ("password", PASSWORD),
            ];
            app.visitor().post_form("/signup", &fields).await.expect(303);
        }
        app.run_jobs().await;
        let mut staff = app.staff().await;
        let list = staff.get("/staff/people").await.expect(200).body;
        let places: Vec<_> = people.iter().map(|(name, _)| list.find(name).expect("in the list")).collect();
        assert!(places.is_sorted(), "{places:?}");
        for query in ["ぽーち", "ポーチ", "ﾎﾟｰﾁ", "がわた", "ｶﾞﾜﾀ", "皮田ポ", "Ｐ４＠example"] {
            let found = staff.post_form("/staff/people", &[("q", query)]).await.expect(200).body;
            assert!(found.contains("皮田 ポーチ") && !found.contains("大野 恵"), "{query}");
        }
        let page = list.split("href=\"").find(|rest| rest.contains("皮田 ポーチ")).and_then(|rest| rest.split('"').next());
        let file = staff.get(page.expect("a link")).await.expect(200).body;
        assert!(file.contains("href=\"tel:09012345678\"") && file.contains("がわた"), "{file}");
    }
}

both_databases! {
    async fn people_mend_their_own_details(app: TestApp) {
        let mut member = app.signed_in("hanako@example.jp", Role::Member).await;
        member.post_form("/me/profile", &[("display_name", "山田 花子"), ("kana", ""), ("phone", "")]).await.expect(303);
        assert!(member.get("/me").await.expect(200).body.contains("ふりがなを書く"), "reminded");
        let wrong = [("display_name", "山田 花子"), ("kana", "山だ"), ("phone", "12")];
        let refused = member.post_form("/me/profile", &wrong).await.expect(422).body;
        assert!(refused.contains("href=\"#f-kana\"") && refused.contains("href=\"#f-phone\"") && refused.contains("山だ"));
        let fine = [("display_name", "山田 花子"), ("kana", "ヤマダ ハナコ"), ("phone", "０４２２　１１　２２２２")];
        member.post_form("/me/profile", &fine).await.expect(303);
        let form = member.get("/me/profile").await.expect(200).body;
        assert!(form.contains("value=\"やまだ はなこ\"") && form.contains("山田 花子"), "{form}");
        assert!(!member.get("/me").await.expect(200).body.contains("ふりがなを書く"));
        let mut staff = app.staff().await;
        let found = staff.post_form("/staff/people", &[("q", "ﾔﾏﾀﾞ")]).await.expect(200).body;
        assert!(found.contains("山田 花子") && found.contains("hanako@example.jp"), "found by the new name");
        let gone = staff.post_form("/staff/people", &[("q", "memberさん")]).await.expect(200).body;
        assert!(!gone.contains("hanako@example.jp"), "not by the old one");
    }
}

both_databases! {
    async fn the_staff_are_asked_for_the_purpose_and_a_guest_is_promised_no_mail(app: TestApp) {
        app.machine("laser", 1, false).await;
        let mut staff = app.staff().await;
        let form = staff.get("/staff/bookings/new").await.expect(200).body;
        let purposes: Vec<_> = form.split("<input").filter(|tag| tag.contains("name=\"purpose\"")).collect();
        assert_eq!(purposes.len(), 3);
        assert!(purposes.iter().all(|tag| !tag.split('>').next().expect("tag").contains("checked")));
        let asked = staff.post_form("/staff/bookings/new", &GUEST).await.expect(422).body;
        assert!(asked.contains("href=\"#f-purpose\"") && asked.contains("value=\"山田\""), "{asked}");
        assert_eq!(app.booking_count().await, 0);
        let fields = [&GUEST[..], &[("purpose", "study")]].concat();
        let board = staff.post_form("/staff/bookings/new", &fields).await.expect(303);
        let board = staff.get(board.location()).await.expect(200).body;
        assert!(board.contains("ゲストにはメールが届かない") && !board.contains("メールをお送りします"), "{board}");
        app.run_jobs().await;
        assert!(app.mails().is_empty());
    }
}

both_databases! {
    async fn a_guest_is_refused_for_the_induction_of_who_books(app: TestApp) {
        let machine = app.machine("laser", 1, true).await;
        let (_, member) = app.someone("hanako").await;
        let mut staff = app.staff().await;
        let fields = [&GUEST[..], &[("purpose", "study")]].concat();
        let refused = staff.post_form("/staff/bookings/new", &fields).await.expect(409).body;
        assert!(refused.contains("あなたは、この機器の講習を修了していません"), "{refused}");
        let id = member.account_id.to_string();
        let for_member = [&fields[1..], &[("whom", id.as_str())]].concat();
        let refused = staff.post_form("/staff/bookings/new", &for_member).await.expect(409).body;
        assert!(refused.contains("この会員は、この機器の講習を修了していません"), "{refused}");
        app.certify(staff.account_id(), &machine).await;
        staff.post_form("/staff/bookings/new", &fields).await.expect(303);
    }
}

both_databases! {
    /// At 21:51, from the quarter hour in progress; the step of half an hour and the notice do not matter.
    async fn who_begins_now_has_the_machine_now(app: TestApp) {
        let machine = app.machine("laser", 1, false).await;
        app.change_type(&machine, |row| {
            row.minutes_step = Set(30);
            row.notice_minutes = Set(60);
        })
        .await;
        let mut staff = app.staff().await;
        app.clock.set(at_minute(today(), 1191));
        let board = staff.get("/staff/board").await.expect(200).body;
        let now = "/staff/bookings/new?date=2026-11-25&amp;machine=laser&amp;begin=on";
        assert!(board.contains(now), "{board}");
        let form = staff.get(&now.replace("&amp;", "&")).await.expect(200).body;
        assert!(form.contains("value=\"19:45\""), "{form}");
        let at = |start| [&GUEST[..4], &GUEST[5..], &[("start", start), ("purpose", "hobby")]].concat();
        let past = staff.post_form("/staff/bookings/new", &at("19:45")).await.expect(409).body;
        assert!(past.contains("もう過ぎ"), "{past}");
        // The next quarter, which the form offers otherwise, means now too.
        let begun = staff.post_form("/staff/bookings/new", &[&at("20:00")[..], &[("begin", "on")]].concat()).await;
        let board = staff.get(begun.expect(303).location()).await.expect(200).body;
        assert!(board.contains("19:45–20:45") && board.contains("予約中（20:45まで）") && board.contains("19:51に来館"), "{board}");
    }
}
