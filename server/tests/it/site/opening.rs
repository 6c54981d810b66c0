//! The first page says whether the space is open, at any hour of any day.

use chrono::{Datelike, Days, NaiveDate, TimeDelta};
use domain::calendar::at_minute;
use sea_orm::{ActiveValue::Set, EntityTrait};
use store::entity;

use crate::support::{Kind, TestApp, today};

/// The line above the title, without its tags.
async fn line(app: &TestApp) -> String {
    let body = app.visitor().get("/").await.expect(200).body;
    let start = body.find("<p class=\"open-now").expect("the line");
    let end = start + body[start..].find("</p>").expect("its end");
    words(&body[start..end])
}

/// Text without tags, its parts joined by spaces.
fn words(html: &str) -> String {
    let parts = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, text)| text.trim());
    parts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

async fn close(app: &TestApp, day: NaiveDate, ja: &str, en: &str) {
    let row = entity::closure::ActiveModel { day: Set(day), reason_ja: Set(ja.into()), reason_en: Set(en.into()) };
    entity::closure::Entity::insert(row).exec_without_returning(app.db().read()).await.expect("closure");
}

both_databases! {
    async fn the_line_follows_the_clock(app: TestApp) {
        let minute = TimeDelta::minutes(1);
        assert_eq!(line(&app).await, "これから開きます きょう10:00から");
        app.clock.set(at_minute(today(), 600) - minute);
        assert_eq!(line(&app).await, "これから開きます きょう10:00から");
        app.clock.set(at_minute(today(), 600));
        assert_eq!(line(&app).await, "開いています きょう21:00まで");
        app.clock.set(at_minute(today(), 1260) - minute);
        assert_eq!(line(&app).await, "開いています きょう21:00まで");
        app.clock.set(at_minute(today(), 1260));
        assert_eq!(line(&app).await, "きょうは終わりました 次はあした 10:00から");
        app.clock.set(at_minute(today(), 1440));
        assert_eq!(line(&app).await, "これから開きます きょう10:00から", "the day turns at midnight in Japan");
    }
}

both_databases! {
    async fn closed_days_say_why_and_when_it_opens(app: TestApp) {
        let monday = today() + Days::new(5);
        assert_eq!(monday.weekday().num_days_from_monday(), 0);
        app.clock.set(at_minute(monday, 720));
        assert_eq!(line(&app).await, "きょうは休館です 定休日 次はあした 10:00から");

        close(&app, monday + Days::new(1), "設備の点検", "Maintenance").await;
        assert_eq!(line(&app).await, "きょうは休館です 定休日 次は12月2日（水） 10:00から");
        app.clock.set(at_minute(monday + Days::new(1), 720));
        assert_eq!(line(&app).await, "きょうは休館です 設備の点検 次はあした 10:00から");

        let mut english = app.visitor();
        english.post_form("/language", &[("lang", "en")]).await.expect(303);
        let page = english.get("/").await.expect(200).body;
        assert!(words(&page).contains("Closed today Maintenance Opens Tomorrow 10:00"), "{}", words(&page));
        assert!(words(&page).contains("Today, Tue 1 Dec Closed (Maintenance)"), "{}", words(&page));
    }
}

#[tokio::test]
async fn a_space_without_hours_has_a_page() {
    let app = TestApp::new(Kind::Sqlite).await;
    entity::opening_hour::Entity::delete_many().exec(app.db().read()).await.expect("no hours");
    assert_eq!(line(&app).await, "きょうは休館です 定休日");
}

#[tokio::test]
async fn the_week_marks_today() {
    let app = TestApp::new(Kind::Sqlite).await;
    let body = app.visitor().get("/").await.expect(200).body;
    let start = body.find("hrs\">").expect("the hours");
    let table = &body[start..start + body[start..].find("</dl>").expect("its end")];
    assert_eq!(table.matches("<dt>").count(), 7);
    assert_eq!(table.matches("class=\"now\"").count(), 1);
    assert!(words(table).contains("きょう 11月25日（水） 10:00–21:00 11月26日（木） 10:00–21:00"), "{}", words(table));
    assert!(words(table).contains("11月30日（月） 休館"), "{}", words(table));
}
