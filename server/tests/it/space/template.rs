//! A space as a file.

use domain::{DomainError, equipment::EquipmentFilter};
use store::{
    Error,
    space::{BUILT_IN, Template},
};

use crate::{
    operator_rules::as_operator,
    support::{Database, Kind, TestApp, start_of_test},
};

/// A space of which nothing is set.
async fn empty(kind: Kind) -> TestApp {
    TestApp::on(Database::migrated(kind).await, start_of_test(), None).await
}

#[test]
fn the_templates_of_the_program_are_right() {
    for (name, _) in BUILT_IN {
        let template = Template::built_in(name).expect("named").expect("right");
        let again = Template::parse(&template.to_toml().expect("TOML")).expect("right");
        assert_eq!(again, template, "{name}");
    }
    assert!(Template::built_in("none").is_none());
}

#[test]
fn a_file_that_is_wrong_says_where() {
    let why = |text: &str| Template::parse(text).expect_err(text).to_string();
    assert_eq!(
        why("[[plan]]\nname_ja = \"一般\"\nhorizon = 0"),
        "plan 1: name_en: empty; horizon: outside 1 to 365; at_once: empty; hours_day: empty; hours_week: empty; percent: empty"
    );
    assert!(why("[[machine]]\nslug = \"x\"").starts_with("machine 1 (x): name_ja: empty"));
    assert_eq!(why("[site.cellar]\nx = 1"), "site.cellar: there is no such part");
    assert!(why("[site.look]\ncolour = \"#ffff00\"").starts_with("site.look: colour: too light"));
    assert!(why("holidays = \"never\"").starts_with("holidays: "));
    assert!(why("nothing = 1").contains("nothing") && why("[[").contains("it cannot be read"));
}

mod what_is_exported_makes_the_same_space {
    use super::*;

    #[tokio::test]
    async fn sqlite() {
        round(Kind::Sqlite).await;
    }

    #[tokio::test]
    async fn postgres() {
        round(Kind::Postgres).await;
    }
}

/// From one space to a file, and from the file to another.
async fn round(kind: Kind) {
    let first = empty(kind).await;
    let mut operator = first.operator().await;
    operator.post_form("/operator/setup/template", &[("template", "ファブスペース")]).await.expect(303);
    let changes: [(&str, &[(&str, &str)]); 7] = [
        (
            "/operator/site/space",
            &[("space_name_ja", "工房"), ("space_name_en", "Workshop"), ("phone", "0422-00-0000")],
        ),
        ("/operator/site/look", &[("colour", "#2a5d46")]),
        ("/operator/site/home", &[("home_title_ja", "一行目\n\"引用\""), ("home_lead_ja", "二行\nある")]),
        ("/operator/shop/categories", &[("name_ja", "ガラス"), ("name_en", "Glass")]),
        ("/operator/shop/tax", &[("from", "2027-04-01"), ("percent", "12")]),
        ("/operator/site/terms", &[("from", "2026-12-01"), ("text_ja", "## 一\n- 文")]),
        ("/operator/closures/holidays", &[("rule", "closing_moves")]),
    ];
    for (path, fields) in changes {
        operator.post_form(path, fields).await.expect(303);
    }
    let (cx, right) = as_operator(&first, &operator);
    let exported = first.store.template_export(&cx, &right).await.expect("exported").to_toml().expect("TOML");
    for words in ["closing_moves", "slug = \"glass\"", "percent = 12", "#2a5d46", "目標2", "induction = true"] {
        assert!(exported.contains(words), "{words} in {exported}");
    }
    assert!(!exported.contains("operator@example.jp"), "no people");
    let second = empty(kind).await;
    let operator = second.operator().await;
    let (cx, right) = as_operator(&second, &operator);
    let template = Template::parse(&exported).expect("right");
    second.store.template_apply(&cx, &right, "a file", &template).await.expect("applied");
    let again = second.store.template_export(&cx, &right).await.expect("exported").to_toml().expect("TOML");
    assert_eq!(again, exported);
    second.leave_jobs();
    first.leave_jobs();
}

both_databases! {
    async fn a_template_is_for_an_empty_space(app: TestApp) {
        let operator = app.operator().await;
        let (cx, right) = as_operator(&app, &operator);
        let template = Template::built_in("ファブスペース").expect("named").expect("right");
        let refused = app.store.template_apply(&cx, &right, "x", &template).await;
        assert!(matches!(refused, Err(Error::Domain(DomainError::Forbidden))), "hours are set: {refused:?}");
    }
}

#[tokio::test]
async fn a_template_makes_a_space_that_can_be_booked_sold_in_and_reported() {
    let app = empty(Kind::Sqlite).await;
    let mut operator = app.operator().await;
    operator.post_form("/operator/setup/template", &[("template", "none")]).await.expect(422);
    operator.post_form("/operator/setup/template", &[("template", "ファブスペース")]).await.expect(303);
    let found = app.store.equipment_and_days(&app.cx(), EquipmentFilter::default()).await.expect("machines").0;
    assert_eq!(found.cards.len(), 7);
    assert_eq!(app.store.categories().await.expect("categories").len(), 8);
    assert!(operator.get("/operator/kpi?fy=2018").await.expect(200).body.contains("目標 30人"));
    assert!(operator.get("/operator/setup/template").await.expect(200).body.contains("設定はもう始まっています"));
    operator.post_form("/operator/setup/template", &[("template", "ファブスペース")]).await.expect(303);
    assert_eq!(app.store.categories().await.expect("categories").len(), 8, "once");
    app.visitor().get("/").await.expect(503);
}
