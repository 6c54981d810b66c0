//! What a stranger cannot do to others: fill the shop's shelf, send mails with links, make the server hash.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use chrono::TimeDelta;
use domain::{
    members::{Password, Role},
    orders::OPEN_ORDERS_MAX,
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait};
use store::entity;
use tokio::task::JoinSet;

use crate::{
    shelf::{piece, shelf},
    support::{Answer, Client, PASSWORD, TestApp},
};

/// Pieces of [`plenty`].
const PIECES: i64 = 500;
/// Who waits to be hashed.
const WAITING: usize = 40;

async fn plenty(app: &TestApp) {
    shelf(app, "木暖工房", &[piece(1001, 1_000, PIECES)]).await;
}

async fn order(client: &mut Client, email: &str, key: &str) -> Answer {
    let fields = [("key", key), ("quantity", "1"), ("name", "買い手"), ("email", email)];
    client.post_form("/shop/1001/reserve", &fields).await
}

both_databases! {
    async fn orders_of_strangers_are_few_for_one_address(app: TestApp) {
        plenty(&app).await;
        let mut visitor = app.visitor();
        for n in 0..5 {
            order(&mut visitor, "victim@example.jp", &format!("k{n}")).await.expect(303);
        }
        let refused = order(&mut visitor, "victim@example.jp", "k5").await.expect(429);
        assert!(refused.body.contains("value=\"victim@example.jp\""), "what was typed stays");
        assert!(refused.body.contains("分ほどお待ちください"));
        order(&mut visitor, "other@example.jp", "k6").await.expect(303);
        app.run_jobs().await;
        let mails = app.mails().iter().filter(|mail| mail.to == "victim@example.jp").count();
        assert_eq!(mails, 5);
        // Later more, but never more at once than anyone may have.
        app.clock.advance(TimeDelta::minutes(15));
        for n in 10..10 + OPEN_ORDERS_MAX - 5 {
            order(&mut visitor, "victim@example.jp", &format!("k{n}")).await.expect(303);
        }
        app.clock.advance(TimeDelta::minutes(15));
        let full = order(&mut visitor, "victim@example.jp", "k99").await.expect(422);
        assert!(full.body.contains(&format!("{OPEN_ORDERS_MAX}件まで")), "{}", full.body);
        app.leave_jobs();
    }
}

both_databases! {
    async fn orders_of_strangers_are_bounded_for_one_network(app: TestApp) {
        plenty(&app).await;
        let mut visitor = app.visitor();
        for n in 0..60 {
            order(&mut visitor, &format!("guest{n}@example.jp"), &format!("k{n}")).await.expect(303);
        }
        order(&mut visitor, "guest60@example.jp", "k60").await.expect(429);
        // A member who is known is no stranger, but cannot mail to others either.
        let mut member = app.signed_in("hanako@example.jp", Role::Member).await;
        order(&mut member, "hanako@example.jp", "m0").await.expect(303);
        for n in 1..6 {
            order(&mut member, "victim@example.jp", &format!("m{n}")).await.expect(303);
        }
        order(&mut member, "victim@example.jp", "m6").await.expect(429);
        order(&mut member, "hanako@example.jp", "m7").await.expect(303);
        app.leave_jobs();
    }
}

both_databases! {
    async fn no_mail_carries_what_a_stranger_typed_as_a_link(app: TestApp) {
        const NAME: &str = "https://evil.example/prize";
        plenty(&app).await;
        app.machine("laser", 1, false).await;
        let sign_up = |email: &'static str| {
            [("kind", "member"), ("display_name", NAME), ("email", email), ("password", PASSWORD)]
        };
        // Twice: the second mail says that there is an account. Then a reset, an order, a booking with a note.
        for _ in 0..2 {
            app.visitor().post_form("/signup", &sign_up("victim@example.jp")).await.expect(303);
        }
        app.visitor().post_form("/reset", &[("email", "victim@example.jp")]).await.expect(303);
        let fields = [("key", "k"), ("quantity", "1"), ("name", "www.evil.example"), ("email", "victim@example.jp")];
        app.visitor().post_form("/shop/1001/reserve", &fields).await.expect(303);
        let mut member = app.signed_in("hanako@example.jp", Role::Member).await;
        member.post_form("/me/profile", &[("display_name", NAME), ("kana", ""), ("phone", "")]).await.expect(303);
        let fields = [("date", "2026-11-26"), ("start", "17:00"), ("minutes", "30"), ("note", "see evil.example")];
        member.post_form("/equipment/laser/book", &fields).await.expect(303);
        app.run_jobs().await;
        let mails = app.mails();
        assert!(mails.len() >= 5, "{mails:?}");
        for mail in &mails {
            assert!(mail.text.contains("evil. example"), "{}", mail.text);
            let whole = format!("{}{}", mail.subject, mail.text);
            assert!(!whole.contains("evil.example"), "{whole}");
            let links = whole.matches("://").count();
            assert_eq!(links, whole.matches("http://tsukuriba.test/").count(), "{whole}");
        }
        app.leave_jobs();
    }
}

both_databases! {
    /// Hashing is done in turn: who is hashed for comes after everyone who waits, who is throttled does not wait.
    async fn sign_ups_are_throttled_before_they_are_hashed(app: TestApp) {
        let window = app.store.now().timestamp();
        let full = entity::throttle::ActiveModel {
            key: Set(store::members::token_digest("SignUpClient:")),
            window_start: Set(window - window.rem_euclid(15 * 60)),
            attempts: Set(60),
        };
        entity::throttle::Entity::insert(full).exec_without_returning(app.db().read()).await.expect("a full window");
        let hashed = Arc::new(AtomicUsize::new(0));
        let mut waiting = JoinSet::new();
        for _ in 0..WAITING {
            let hashed = hashed.clone();
            waiting.spawn(async move {
                let password = Password::parse(PASSWORD).expect("a password");
                // Some give up when the machine is slow; they have waited all the same.
                let _ = store::members::password_hash(&password).await;
                hashed.fetch_add(1, Ordering::Relaxed);
            });
        }
        tokio::task::yield_now().await;
        let fields =
            [("kind", "member"), ("display_name", "花子"), ("email", "late@example.jp"), ("password", PASSWORD)];
        app.visitor().post_form("/signup", &fields).await.expect(429);
        assert!(hashed.load(Ordering::Relaxed) < WAITING, "it waited for its turn to be hashed");
        waiting.join_all().await;
        assert_eq!(entity::account::Entity::find().count(app.db().read()).await.expect("count"), 0);
    }
}

both_databases! {
    /// Three hundred mails of strangers leave in a quarter of an hour; the others later, and none is lost.
    async fn a_flood_of_mails_leaves_slowly(app: TestApp) {
        let window = app.store.now().timestamp();
        let many = entity::throttle::ActiveModel {
            key: Set(store::members::token_digest("StrangersMails:")),
            window_start: Set(window - window.rem_euclid(15 * 60)),
            attempts: Set(299),
        };
        entity::throttle::Entity::insert(many).exec_without_returning(app.db().read()).await.expect("299 before");
        for name in ["first", "second"] {
            let email = format!("{name}@example.jp");
            let fields =
                [("kind", "member"), ("display_name", "花子"), ("email", &*email), ("password", PASSWORD)];
            app.visitor().post_form("/signup", &fields).await.expect(303);
        }
        app.run_jobs().await;
        assert_eq!(app.mails().iter().map(|mail| &*mail.to).collect::<Vec<_>>(), ["first@example.jp"]);
        app.clock.advance(TimeDelta::minutes(15));
        app.run_jobs().await;
        assert_eq!(app.mails().last().map(|mail| &*mail.to), Some("second@example.jp"));
    }
}
