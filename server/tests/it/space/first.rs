//! The first operator, and the day on which visitors see the site.

use std::sync::Arc;

use domain::members::{NewAccount, Role};
use sea_orm::{EntityTrait, PaginatorTrait};
use store::entity::{account, setting};
use tokio::{sync::Barrier, task::JoinSet};

use crate::support::{PASSWORD, TestApp};

const WHO: [(&str, &str); 3] = [("display_name", "大沢 正樹"), ("email", "osawa@example.jp"), ("password", PASSWORD)];

/// What the law asks of a seller, form by form.
const PARTS: [(&str, &[(&str, &str)]); 3] = [
    (
        "space",
        &[("space_name_ja", "工房"), ("address_ja", "三鷹市"), ("phone", "0422-00-0000"), ("email", "a@example.jp")],
    ),
    ("receipt", &[("issuer_name", "まちづくり")]),
    ("law", &[("responsible_person", "見本 花子")]),
];

async fn key(app: &TestApp) -> String {
    app.store.first_operator_key(&app.cx()).await.expect("a key").expect("no operator yet")
}

fn with_key<'f>(key: &'f str, fields: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    [fields, &[("key", key)]].concat()
}

both_databases! {
    async fn the_key_makes_one_operator_once(app: TestApp) {
        let old = key(&app).await;
        let key = key(&app).await;
        let rows = setting::Entity::find().all(app.db().read()).await.expect("settings");
        assert!(rows.iter().all(|row| !row.value.contains(&key)), "only its hash is kept");
        let mut visitor = app.visitor();
        visitor.get(&format!("/first?key={old}")).await.expect(410);
        visitor.get("/first").await.expect(410);
        assert!(visitor.get(&format!("/first?key={key}")).await.expect(200).body.contains("はじめの運営者"));
        visitor.post_form("/first", &with_key(&old, &WHO)).await.expect(410);
        let short = [("display_name", "大沢 正樹"), ("email", "osawa"), ("password", "short")];
        let page = visitor.post_form("/first", &with_key(&key, &short)).await.expect(422).body;
        assert!(page.contains("大沢 正樹") && page.contains(&key) && !page.contains("value=\"short\""), "{page}");
        let made = visitor.post_form("/first", &with_key(&key, &WHO)).await.expect(303);
        assert_eq!(made.location(), "/operator/setup");
        visitor.get("/operator/setup").await.expect(200);
        for gone in [format!("/first?key={key}"), "/first".to_owned()] {
            app.visitor().get(&gone).await.expect(404);
        }
        app.visitor().post_form("/first", &with_key(&key, &WHO)).await.expect(404);
        assert_eq!(app.store.first_operator_key(&app.cx()).await.expect("asked"), None, "nothing is printed any more");
        assert_eq!(account::Entity::find().count(app.db().read()).await.expect("count"), 1);
    }
}

both_databases! {
    async fn of_two_at_once_one_comes_first(app: TestApp) {
        let key = key(&app).await;
        let new = |n: usize| NewAccount::parse("大沢", &format!("osawa{n}@example.jp"), PASSWORD).expect("an account");
        let cx = app.cx();
        let all = (0..4).map(|n| {
            let (store, key, new, cx) = (app.store.clone(), key.clone(), new(n), cx.clone());
            tokio::spawn(async move { store.first_operator(&cx, &key, &new).await.is_ok() })
        });
        let mut made = 0;
        for one in all.collect::<Vec<_>>() {
            made += usize::from(one.await.expect("no panic"));
        }
        assert_eq!((made, account::Entity::find().count(app.db().read()).await.expect("count")), (1, 1));
    }
}

both_databases! {
    /// The control of the race above: whoever looks first and makes the account afterwards makes one beside another.
    async fn without_the_guard_the_key_makes_several(app: TestApp) {
        let key = key(&app).await;
        let gate = Arc::new(Barrier::new(4));
        let mut comers = JoinSet::new();
        for n in 0..4 {
            let (app, key, gate) = (app.clone(), key.clone(), gate.clone());
            comers.spawn(async move {
                let works = app.store.first_operator_key_works(&key).await.expect("asked");
                // All have looked before one writes.
                gate.wait().await;
                if works {
                    app.account(&format!("osawa{n}@example.jp"), Role::Operator).await;
                }
                works
            });
        }
        let made = comers.join_all().await.into_iter().filter(|made| *made).count();
        assert_eq!(made, 4, "the control must make several, or the race above proves nothing");
    }
}

both_databases! {
    async fn a_space_is_prepared_unseen_and_opens_when_the_law_is_met(app: TestApp) {
        let mut operator = app.operator().await;
        let (mut staff, mut member) = (app.staff().await, app.member().await);
        operator.post_form("/operator/setup/close", &[]).await.expect(303);
        for path in ["/", "/equipment", "/shop", "/law", "/signup", "/api/v1/equipment"] {
            let answer = app.visitor().get(path).await;
            assert_eq!(answer.status, 503, "{path}");
            assert!(answer.body.contains("準備") || answer.body.contains("not-open"), "{path}: {}", answer.body);
        }
        member.get("/me/bookings").await.expect(503);
        for path in ["/signin", "/favicon.svg", "/reset", "/healthz"] {
            app.visitor().get(path).await.expect(200);
        }
        staff.get("/staff/board").await.expect(200);
        let refused = operator.post_form("/operator/setup/open", &[]).await.expect(422).body;
        for missing in ["運営責任者", "住所", "電話", "メールアドレス", "まだ公開できません"] {
            assert!(refused.contains(missing), "{missing}");
        }
        for (part, fields) in PARTS {
            operator.post_form(&format!("/operator/site/{part}"), fields).await.expect(303);
        }
        assert!(operator.get("/operator/setup").await.expect(200).body.contains("必要なものがそろいました"));
        operator.post_form("/operator/setup/open", &[]).await.expect(303);
        let law = app.visitor().get("/law").await.expect(200).body;
        assert!(!law.contains("まだ登録されていません"), "{law}");
        operator.post_form("/operator/site/law", &[("responsible_person", "")]).await.expect(422);
    }
}

both_databases! {
    async fn a_space_of_which_nothing_is_known_begins_unseen(app: TestApp) {
        setting::Entity::delete_many().exec(app.db().read()).await.expect("as new");
        key(&app).await;
        app.visitor().get("/").await.expect(503);
    }
}
