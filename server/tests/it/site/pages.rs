//! The pages that everyone may read.

use axum::http::Method;
use domain::site::SiteSettings;
use server::web::{Access, routes};

use crate::support::{Client, Kind, TestApp};

const PAGES: [&str; 6] = ["/", "/guide", "/fees", "/terms", "/law", "/privacy"];

/// A visitor of the same space with other settings.
async fn visitor_of(app: &TestApp, site: SiteSettings) -> Client {
    app.with_site(|now| *now = site).await.visitor()
}

fn full_settings() -> SiteSettings {
    SiteSettings {
        space_name: "ためしの工房".into(),
        space_name_en: "Trial Workshop".into(),
        issuer_name: "ためしまちづくり株式会社".into(),
        invoice_number: "T4011001098993".into(),
        address: "東京都三鷹市ためし1-2-3".into(),
        address_en: "1-2-3 Tameshi, Mitaka, Tokyo".into(),
        access: "駅から歩いて7分".into(),
        access_en: "Seven minutes on foot".into(),
        phone: "0422-00-0000".into(),
        email: "info@example.jp".into(),
        responsible_person: "見本 花子".into(),
        ..SiteSettings::default()
    }
}

#[tokio::test]
async fn every_page_has_one_heading_in_both_languages() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.machine("laser-cutter", 2, true).await;
    let mut visitor = app.visitor();
    for lang in ["ja", "en"] {
        visitor.post_form("/language", &[("lang", lang)]).await.expect(303);
        for path in PAGES {
            let body = visitor.get(path).await.expect(200).body;
            assert!(body.contains(&format!("<html lang=\"{lang}\">")), "{path}");
            assert_eq!(body.matches("<h1").count(), 1, "{path} in {lang}");
            assert!(!body.contains("{{") && !body.contains("}}"), "{path} in {lang} shows a placeholder");
        }
    }
}

#[tokio::test]
async fn the_legal_notice_names_the_seller() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut visitor = visitor_of(&app, full_settings()).await;
    let law = visitor.get("/law").await.expect(200).body;
    let wanted =
        ["ためしまちづくり株式会社", "見本 花子", "東京都三鷹市ためし1-2-3", "0422-00-0000", "info@example.jp"];
    for words in wanted {
        assert!(law.contains(words), "{words}");
    }
    assert!(law.contains("T4011001098993"));
    let items = [
        "販売業者",
        "運営責任者",
        "所在地",
        "電話番号",
        "販売価格",
        "商品代金のほかに",
        "お支払いの方法",
        "お支払いの時期",
        "引き渡しの時期",
        "返品",
        "お申し込みの期間",
        "特別な販売条件",
        "販売数量",
    ];
    for item in items {
        assert!(law.contains(item), "{item}");
    }
    assert!(!law.contains("まだ登録されていません") && !law.contains("デモ"));
    for path in ["/terms", "/privacy"] {
        assert!(visitor.get(path).await.expect(200).body.contains("info@example.jp"), "{path}");
    }
}

#[tokio::test]
async fn what_is_missing_and_what_is_invented_is_said() {
    let app = TestApp::new(Kind::Sqlite).await;
    let bare = SiteSettings { demo: true, ..SiteSettings::default() };
    let mut visitor = visitor_of(&app, bare).await;
    let law = visitor.get("/law").await.expect(200).body;
    assert!(law.contains("まだ登録されていません") && law.contains("登録していません"));
    for path in ["/law", "/terms", "/privacy"] {
        assert!(visitor.get(path).await.expect(200).body.contains("この工房はデモです"), "{path}");
    }
}

#[tokio::test]
async fn english_pages_use_the_english_settings() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut visitor = visitor_of(&app, full_settings()).await;
    visitor.post_form("/language", &[("lang", "en")]).await.expect(303);
    let home = visitor.get("/").await.expect(200).body;
    assert!(home.contains("<title>Trial Workshop</title>"));
    assert!(home.contains("1-2-3 Tameshi, Mitaka, Tokyo") && home.contains("Seven minutes on foot"));
}

#[tokio::test]
async fn the_fee_table_comes_from_the_data() {
    let app = TestApp::new(Kind::Sqlite).await;
    let mut visitor = app.visitor();
    assert!(visitor.get("/fees").await.expect(200).body.contains("機器は、まだ登録されていません"));
    app.machine("laser-cutter", 1, true).await;
    let fees = visitor.get("/fees").await.expect(200).body;
    for words in ["/equipment/laser-cutter", "1,000円", "30分（500円）", "3時間", "必要", "1時間30分使うと、1,500円"]
    {
        assert!(fees.contains(words), "{words}");
    }
    let guide = visitor.get("/guide").await.expect(200).body;
    assert!(guide.contains("子どもはキッズスペースへ") && guide.contains("60日先まで"));
}

#[tokio::test]
async fn the_first_page_shows_what_is_free() {
    let app = TestApp::new(Kind::Sqlite).await;
    let empty = app.visitor().get("/").await.expect(200).body;
    assert!(!empty.contains("次の空き") && empty.contains("作品は、これから並びます"));
    app.machine("laser-cutter", 1, true).await;
    app.machine("no-units", 0, false).await;
    let home = app.visitor().get("/").await.expect(200).body;
    assert!(home.contains("きょう 10:00") && home.contains("30分から・1時間 1,000円"));
    assert!(home.contains("空きがありません"));
}

#[tokio::test]
async fn staff_find_their_work_in_the_header() {
    let app = TestApp::new(Kind::Sqlite).await;
    let links = async |mut client: Client| {
        let body = client.get("/").await.expect(200).body;
        (body.contains("href=\"/staff/register\""), body.contains("href=\"/operator\""))
    };
    assert_eq!(links(app.visitor()).await, (false, false));
    assert_eq!(links(app.member().await).await, (false, false));
    assert_eq!(links(app.staff().await).await, (true, false));
    assert_eq!(links(app.operator().await).await, (true, true));
}

#[tokio::test]
async fn small_files_may_be_kept_for_a_day() {
    let app = TestApp::new(Kind::Sqlite).await;
    let icon = app.visitor().get("/favicon.svg").await.expect(200);
    assert_eq!(icon.header("content-type"), "image/svg+xml");
    assert_eq!(icon.header("cache-control"), "public, max-age=86400");
    assert!(icon.body.starts_with("<svg xmlns="));
    let robots = app.visitor().get("/robots.txt").await.expect(200);
    assert!(robots.header("content-type").starts_with("text/plain"));
    for path in ["/me", "/staff", "/operator", "/orders", "/api"] {
        assert!(robots.body.lines().any(|line| line == format!("Disallow: {path}")), "{path}");
    }
}

/// The content policy forbids inline styles and scripts without a nonce: a page that has one would be broken.
#[tokio::test]
async fn no_page_has_inline_styles_or_bare_scripts() {
    let app = TestApp::new(Kind::Sqlite).await;
    app.machine("laser-cutter", 1, true).await;
    let open = routes().into_iter().filter(|route| route.method == Method::GET && route.access == Access::Everyone);
    let mut seen = 0;
    for path in open.map(|route| route.path).filter(|path| !path.contains('{')) {
        let page = app.visitor().get(path).await;
        if !page.header("content-type").starts_with("text/html") {
            continue;
        }
        seen += 1;
        assert_eq!(
            forbidden(&page.body, nonce(page.header("content-security-policy"))),
            Vec::<String>::new(),
            "{path}"
        );
    }
    assert!(seen >= PAGES.len());
}

#[test]
fn the_walk_finds_what_it_looks_for() {
    for bad in [
        "<p style=\"color:red\">",
        "<style>p{}</style>",
        "<script>alert(1)</script>",
        "<script nonce=\"other\">",
        "<a onclick=\"x()\">",
        "<a href=\"javascript:x()\">",
    ] {
        assert_eq!(forbidden(bad, "right").len(), 1, "{bad}");
    }
    let good = "<p class=\"style\">onclick=\"</p><script nonce=\"right\">x</script><script src=\"/pkg/a.js\"></script>";
    assert_eq!(forbidden(good, "right"), Vec::<String>::new());
}

fn nonce(policy: &str) -> &str {
    policy.split_once("'nonce-").and_then(|(_, rest)| rest.split_once('\'')).map_or("", |(nonce, _)| nonce)
}

/// The tags of a page that its content policy would refuse.
fn forbidden(body: &str, nonce: &str) -> Vec<String> {
    let tags = body.split('<').skip(1).filter_map(|part| part.split_once('>')).map(|(tag, _)| tag);
    let bad = |tag: &&str| {
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        let attributes = || tag.split(' ').skip(1);
        let bare_script = name == "script"
            && !tag.contains(" src=\"/")
            && !tag.contains(&format!("nonce=\"{nonce}\""))
            && !tag.contains("type=\"application/ld+json\"");
        name == "style"
            || bare_script
            || attributes().any(|one| one.starts_with("style=") || (one.starts_with("on") && one.contains('=')))
            || tag.contains("=\"javascript:")
    };
    tags.filter(bad).map(str::to_owned).collect()
}
