//! Three fiscal years of participations that meet the plan's targets: 10, 20 and 30 new people.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AccountId,
    calendar::at_minute,
    kpi::ParticipationKind::{self, Booking, Product, Sale, Seminar},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use store::{
    Cx, Store,
    entity::{account, kpi_target},
    kpi::participation_add,
};
use uuid::Uuid;

/// A minute of a day in Japan.
pub fn jst(year: i32, month: u32, day: u32, minute: i64) -> DateTime<Utc> {
    at_minute(NaiveDate::from_ymd_opt(year, month, day).unwrap(), minute)
}

/// The n-th person of the plan's years.
pub fn person(n: u128) -> AccountId {
    AccountId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000 + n))
}

/// Accounts `from..to`, with names and addresses that no report may show.
pub async fn people(store: &Store, from: u128, to: u128) {
    store
        .write("test_people", |tx| async move {
            let rows = (from..to).map(|n| account::ActiveModel {
                id: Set(person(n)),
                email: Set(format!("secret{n}@example.jp")),
                password_hash: Set("-".to_owned()),
                display_name: Set(format!("ひみつ花子{n}")),
                role: Set(domain::members::Role::Member),
                created_at: Set(jst(2016, 4, 1, 0)),
                email_confirmed_at: Set(None),
                ..Default::default()
            });
            account::Entity::insert_many(rows).exec_without_returning(&tx).await?;
            Ok(())
        })
        .await
        .unwrap();
}

/// Records one participation.
pub async fn took_part(store: &Store, n: u128, kind: ParticipationKind, at: DateTime<Utc>, source: u128) {
    let cx = Cx::system(at, "test");
    let cx = &cx;
    store
        .write("test_participation", |tx| async move {
            participation_add(cx, &tx, person(n), kind, at, Uuid::from_u128(source)).await
        })
        .await
        .unwrap();
}

/// The plan's targets: 10, 20, 30.
pub async fn targets(store: &Store) {
    store
        .write("test_targets", |tx| async move {
            let rows = [(2016, 10), (2017, 20), (2018, 30)].map(|(year, target)| kpi_target::ActiveModel {
                fiscal_year: Set(year),
                new_participants: Set(target),
            });
            kpi_target::Entity::insert_many(rows).exec_without_returning(&tx).await?;
            Ok(())
        })
        .await
        .unwrap();
}

/// 2016: people 0 to 9 book in May. 2017: 10 to 29 book, 5 to 9 come again and sell. 2018: 30 to 59 book and take part
/// in a seminar, 20 to 29 come again with a product. So new 10, 20, 30; unique 10, 25, 40; total 10, 30, 70.
pub async fn plan(store: &Store) {
    targets(store).await;
    people(store, 0, 60).await;
    let mut source = 1;
    let mut rows = Vec::new();
    let mut add = |who: std::ops::Range<u128>, kind, at| {
        for n in who {
            rows.push((n, kind, at, source));
            source += 1;
        }
    };
    add(0..10, Booking, jst(2016, 5, 10, 600));
    add(10..30, Booking, jst(2017, 6, 1, 600));
    add(5..10, Sale, jst(2017, 12, 24, 900));
    add(30..60, Booking, jst(2018, 4, 3, 600));
    add(30..60, Seminar, jst(2018, 11, 3, 780));
    add(20..30, Product, jst(2019, 3, 31, 1439));
    for (n, kind, at, source) in rows {
        took_part(store, n, kind, at, source).await;
    }
}
