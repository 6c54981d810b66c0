//! What the site says is changed on its pages, at once and on every server.

use chrono::TimeDelta;

use crate::{
    operator_rules::audited,
    support::{Kind, TestApp},
};

const SPACE: [(&str, &str); 8] = [
    ("space_name_ja", "みらい工房"),
    ("space_name_en", "Mirai Workshop"),
    ("address_ja", "東京都三鷹市みらい1-2-3"),
    ("address_en", ""),
    ("access_ja", "駅から3分"),
    ("access_en", ""),
    ("phone", "０４２２-００-１１１１"),
    ("email", "mirai@example.jp"),
];

both_databases! {
    async fn a_change_shows_at_once_here_and_within_a_second_on_other_servers(app: TestApp) {
        let mut operator = app.operator().await;
        let (here, there) = (app.keeping_pages(), app.other_server().await.keeping_pages());
        for server in [&here, &there] {
            assert!(server.visitor().get("/").await.expect(200).body.contains("テストの工房"));
        }
        operator.on(&here).post_form("/operator/site/space", &SPACE).await.expect(303);
        let page = here.visitor().get("/").await.expect(200).body;
        assert!(page.contains("<title>みらい工房</title>") && page.contains("東京都三鷹市みらい1-2-3"), "{page}");
        app.clock.advance(TimeDelta::seconds(1));
        assert!(there.visitor().get("/").await.expect(200).body.contains("みらい工房"));
        assert!(operator.get("/law").await.expect(200).body.contains("0422-00-1111"), "plain figures");
        assert_eq!(audited(&app, "site.change").await, 1);
        let log = operator.get("/operator/audit?kind=site").await.expect(200).body;
        assert!(log.contains("施設の名前") && log.contains("テストの工房 → みらい工房"), "{log}");
    }
}

#[tokio::test]
async fn a_refused_form_comes_back_as_it_was_typed() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut operator = app.operator().await;
    let mut form = SPACE.to_vec();
    form[6] = ("phone", "電話はない");
    form[7] = ("email", "");
    let page = operator.post_form("/operator/site/space", &form).await.expect(422).body;
    for words in ["みらい工房", "電話はない", "メールアドレスを入力してください"] {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert!(app.visitor().get("/").await.expect(200).body.contains("テストの工房"), "nothing is half saved");
    let number = [("issuer_name", "みらい"), ("invoice_number", "T123")];
    assert!(operator.post_form("/operator/site/receipt", &number).await.expect(422).body.contains("T123"));
    operator.get("/operator/site/nothing").await.expect(404);
}

#[tokio::test]
async fn own_words_take_the_place_of_the_built_in_ones_in_both_languages() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut operator = app.operator().await;
    let words =
        [("home_title_ja", "きょうは\u{3000}何を作る"), ("home_title_en", "What today?"), ("home_lead_ja", "みらいへ")];
    let preview = [words.as_slice(), &[("act", "preview")]].concat();
    let shown = operator.post_form("/operator/site/home", &preview).await.expect(200).body;
    assert!(shown.contains("まだ保存していません") && shown.contains("What today?"), "{shown}");
    assert!(!app.visitor().get("/").await.body.contains("みらいへ"), "a preview saves nothing");
    operator.post_form("/operator/site/home", &words).await.expect(303);
    let mut visitor = app.visitor();
    let page = visitor.get("/").await.expect(200).body;
    assert!(page.contains("何を作る") && page.contains("みらいへ"), "{page}");
    visitor.post_form("/language", &[("lang", "en")]).await.expect(303);
    let page = visitor.get("/").await.expect(200).body;
    assert!(page.contains("What today?") && page.contains("みらいへ"), "Japanese where there is no English: {page}");
    let law = [("responsible_person", "見本 花子"), ("law_returns_ja", "<b>返品</b>は7日以内")];
    operator.post_form("/operator/site/law", &law).await.expect(303);
    let page = app.visitor().get("/law").await.expect(200).body;
    assert!(page.contains("&lt;b>返品&lt;/b>は7日以内") || page.contains("&lt;b&gt;返品"), "{page}");
    let log = operator.get("/operator/audit?kind=site").await.expect(200).body;
    assert!(!log.contains("見本 花子"), "no person's name in the log");
    operator.post_form("/operator/site/home", &[]).await.expect(303);
    assert!(!app.visitor().get("/").await.body.contains("みらいへ"), "an empty text is the built-in one");
}

#[tokio::test]
async fn the_colour_is_one_that_can_be_read() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut operator = app.operator().await;
    let yellow = [("colour", "other"), ("colour_other", "#e0a24a")];
    let page = operator.post_form("/operator/site/look", &yellow).await.expect(422).body;
    assert!(page.contains("文字が読みにくい色です（1.") || page.contains("文字が読みにくい色です（2."), "{page}");
    let proposal = page.split("を使う").next().expect("a proposal");
    let nearest = proposal[proposal.rfind('#').expect("a colour") + 1..].to_owned();
    let taken = format!("#{nearest}");
    operator.post_form("/operator/site/look", &[("colour", "other"), ("colour_other", &taken)]).await.expect(303);
    let sheet = format!("/theme/{nearest}.css");
    assert!(app.visitor().get("/").await.expect(200).body.contains(&sheet));
    let css = app.visitor().get(&sheet).await.expect(200);
    assert!(css.header("content-type").starts_with("text/css") && css.body.contains(&format!("--accent:{taken}")));
    for bad in ["/theme/e0a24a.css", "/theme/x.css", "/theme/21437a"] {
        app.visitor().get(bad).await.expect(404);
    }
}

#[tokio::test]
async fn the_logo_is_a_picture_of_the_spaces_own() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut operator = app.operator().await;
    let photo = crate::shop::picture::jpeg(64, 48);
    let text = [("photo", "logo.txt", "text/plain", b"no picture".as_slice())];
    operator.post_multipart("/operator/site/logo", &[], &text).await.expect(422);
    let files = [("photo", "logo.jpg", "image/jpeg", photo.as_slice())];
    operator.post_multipart("/operator/site/logo", &[], &files).await.expect(303);
    let page = app.visitor().get("/").await.expect(200).body;
    let src = page.split("<img src=\"/images/").nth(1).and_then(|rest| rest.split('"').next()).expect("the logo");
    app.visitor().get(&format!("/images/{src}")).await.expect(200);
    operator.post_form("/operator/site/logo/remove", &[]).await.expect(303);
    app.visitor().get(&format!("/images/{src}")).await.expect(404);
}

both_databases! {
    async fn terms_have_dated_versions(app: TestApp) {
        let mut operator = app.operator().await;
        let form = operator.get("/operator/site/terms").await.expect(200).body;
        assert!(form.contains("## 1. 登録") && form.contains("value=\"2026-11-25\""), "the built-in text to begin with");
        let version = |from, text| [("from", from), ("text_ja", text), ("text_en", "")];
        operator.post_form("/operator/site/terms", &version("2026-11-25", "## 一章\n- 第一の文")).await.expect(303);
        operator.post_form("/operator/site/terms", &version("2026-12-01", "第二の文")).await.expect(303);
        let refused = operator.post_form("/operator/site/terms", &version("2026-11-24", "昔の文")).await.expect(422);
        assert!(refused.body.contains("昔の文"), "what was typed is there");
        let mut visitor = app.visitor();
        let page = visitor.get("/terms").await.expect(200).body;
        assert!(page.contains("<h2>一章</h2>") && page.contains("第一の文") && !page.contains("2026-12-01"), "{page}");
        visitor.get("/terms/2026-12-01").await.expect(404);
        operator.get("/terms/2026-12-01").await.expect(200);
        app.clock.set(crate::kpi_seed::jst(2026, 12, 1, 1));
        let page = visitor.get("/terms").await.expect(200).body;
        assert!(page.contains("第二の文") && page.contains("href=\"/terms/2026-11-25\""), "{page}");
        assert!(visitor.get("/terms/2026-11-25").await.expect(200).body.contains("第一の文"), "what held can be read");
        // The session of days ago has ended.
        let mut operator = app.sign_in("operator@example.jp", operator.account_id()).await;
        operator.post_form("/operator/site/terms/2026-12-01/remove", &[]).await.expect(404);
        operator.post_form("/operator/site/privacy", &version("2026-12-24", "後の文")).await.expect(303);
        operator.post_form("/operator/site/privacy/2026-12-24/remove", &[]).await.expect(303);
        assert_eq!((audited(&app, "legal.add").await, audited(&app, "legal.remove").await), (3, 1));
    }
}

#[tokio::test]
async fn mails_end_as_the_space_wants_and_a_test_mail_says_so() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut operator = app.operator().await;
    let footer = [("mail_footer_ja", "みらい工房 0422-00-1111"), ("mail_footer_en", "Mirai Workshop")];
    operator.post_form("/operator/site/mail", &footer).await.expect(303);
    operator.post_form("/operator/site/mail/test", &[]).await.expect(303);
    assert_eq!(app.mails().last().expect("a mail").to, "operator@example.jp");
    app.visitor().post_form("/reset", &[("email", "operator@example.jp")]).await.expect(303);
    app.run_jobs().await;
    let mail = app.mails().pop().expect("a mail");
    assert!(mail.text.trim_end().ends_with("みらい工房 0422-00-1111\n\nMirai Workshop"), "{}", mail.text);
}

#[tokio::test]
async fn the_plan_of_the_report_is_the_operators() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut operator = app.operator().await;
    let plan = [
        ("goal_ja", "目標A　みらいの参加者数"),
        ("goal_en", "Goal A"),
        ("note_ja", "脚注です"),
        ("note_en", ""),
        ("year-0", "2026"),
        ("target-0", "7"),
        ("year-1", "2027"),
        ("target-1", "９"),
    ];
    operator.post_form("/operator/kpi/plan", &plan).await.expect(303);
    let report = operator.get("/operator/kpi?fy=2026").await.expect(200).body;
    for words in ["目標A　みらいの参加者数", "脚注です", "H39.3末", "R9.3末", "16人"] {
        if words == "H39.3末" {
            assert!(!report.contains(words));
        } else {
            assert!(report.contains(words), "{words} in {report}");
        }
    }
    let csv = operator.get("/operator/kpi.csv?fy=2026").await.expect(200);
    assert!(csv.body.contains('7'));
    let twice = [&plan[..5], &[("target-0", "1"), ("year-1", "2026"), ("target-1", "x")]].concat();
    let page = operator.post_form("/operator/kpi/plan", &twice).await.expect(422).body;
    assert!(page.contains("同じ年度が2つ") && page.contains("value=\"x\""), "{page}");
    assert_eq!(audited(&app, "kpi_plan.change").await, 1);
}
