//! People under the operator: roles, disabling, the last operator, merging; and what members choose for their mails.

use axum::http::header;
use chrono::TimeDelta;
use domain::{
    AccountId, DomainError,
    members::{AccountError, OLD_ADDRESS_DAYS, Role},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Statement};
use store::{Cx, Error, entity};

use crate::{
    shelf::{order, piece, shelf},
    support::{Client, PASSWORD, TestApp},
};

const EMAIL: &str = "hanako@example.jp";

async fn role_of(app: &TestApp, id: AccountId) -> Role {
    entity::account::Entity::find_by_id(id).one(app.db().read()).await.expect("read").expect("there").role
}

async fn sign_in(app: &TestApp, email: &str, password: &str) -> (Client, u16, String) {
    let mut client = app.visitor();
    let answer = client.post_form("/signin", &[("email", email), ("password", password)]).await;
    (client, answer.status, answer.body)
}

async fn cx_of(app: &TestApp, id: AccountId) -> Cx {
    Cx { actor: app.store.identity(id).await.expect("read").expect("there").actor(), ..app.cx() }
}

both_databases! {
    async fn people_are_found_and_get_roles(app: TestApp) {
        let mut operator = app.operator().await;
        let mut hanako = app.signed_in(EMAIL, Role::Member).await;
        let fields = [("display_name", "山田 花子"), ("kana", "やまだ はなこ"), ("phone", "")];
        hanako.post_form("/me/profile", &fields).await.expect(303);
        for words in ["ヤマダ", "ﾊﾅｺ", "HANAKO@", "花子"] {
            let page = operator.post_form("/operator/people", &[("q", words)]).await.expect(200).body;
            assert!(page.contains("山田 花子") && !page.contains("operator@example.jp"), "{words}");
        }
        let path = format!("/operator/people/{}", hanako.account_id());
        assert!(operator.get(&path).await.expect(200).body.contains(EMAIL));
        operator.post_form(&format!("{path}/role"), &[("role", "emperor")]).await.expect(422);
        operator.post_form(&format!("{path}/role"), &[("role", "staff")]).await.expect(303);
        hanako.get("/staff/board").await.expect(200);
        operator.post_form(&format!("{path}/role"), &[("role", "customer")]).await.expect(303);
        hanako.get("/staff/board").await.expect(403);
        hanako.get("/me/bookings").await.expect(403);
        let log = operator.get("/operator/audit").await.expect(200).body;
        assert_eq!(log.matches("役割を変えた</").count(), 2, "{log}");
        assert!(log.contains(&path));
    }
}

both_databases! {
    async fn a_disabled_person_is_out_at_once(app: TestApp) {
        let mut operator = app.operator().await;
        let mut hanako = app.signed_in(EMAIL, Role::Member).await;
        let token = app.program_of(hanako.account_id()).await;
        let site = domain::site::SiteSettings { phone: "0422-00-0000".into(), ..Default::default() };
        app.store.site_settings_save(&app.cx(), &site).await.expect("settings");
        let path = format!("/operator/people/{}", hanako.account_id());
        operator.post_form(&format!("{path}/disable"), &[]).await.expect(303);
        hanako.get("/me").await.expect(303);
        token.clone().get("/api/v1/bookings").await.expect(401);
        let (_, status, body) = sign_in(&app, EMAIL, PASSWORD).await;
        assert_eq!(status, 422);
        assert!(body.contains("いま使えません") && body.contains("0422-00-0000"), "whom to ask");
        // A stranger learns nothing of it.
        let (_, _, wrong) = sign_in(&app, EMAIL, "wrong").await;
        assert!(!wrong.contains("いま使えません"));
        app.visitor().post_form("/reset", &[("email", EMAIL)]).await.expect(303);
        assert_eq!(app.due_jobs().await, []);
        operator.post_form(&format!("{path}/enable"), &[]).await.expect(303);
        assert_eq!(sign_in(&app, EMAIL, PASSWORD).await.1, 303);
        let log = operator.get("/operator/audit").await.expect(200).body;
        assert!(log.contains("アカウントを停止した") && log.contains("アカウントの停止を解いた"));
    }
}

both_databases! {
    async fn sign_ins_are_ended_and_unlocked(app: TestApp) {
        let mut operator = app.operator().await;
        let mut hanako = app.signed_in(EMAIL, Role::Member).await;
        let path = format!("/operator/people/{}", hanako.account_id());
        operator.post_form(&format!("{path}/sessions"), &[]).await.expect(303);
        hanako.get("/me").await.expect(303);
        for _ in 0..10 {
            assert_eq!(sign_in(&app, EMAIL, "wrong").await.1, 422);
        }
        assert_eq!(sign_in(&app, EMAIL, PASSWORD).await.1, 429);
        assert!(operator.get(&path).await.expect(200).body.contains("制限しています"));
        operator.post_form(&format!("{path}/unlock"), &[]).await.expect(303);
        assert!(!operator.get(&path).await.expect(200).body.contains("制限しています"));
        assert_eq!(sign_in(&app, EMAIL, PASSWORD).await.1, 303);
    }
}

both_databases! {
    async fn the_last_operator_stays(app: TestApp) {
        let mut operator = app.operator().await;
        let path = format!("/operator/people/{}", operator.account_id());
        let refused = operator.post_form(&format!("{path}/role"), &[("role", "staff")]).await.expect(422);
        assert!(refused.body.contains("先に、ほかの人を運営に"), "{}", refused.body);
        operator.post_form(&format!("{path}/disable"), &[]).await.expect(422);
        let second = app.account("second@example.jp", Role::Operator).await;
        // One who is disabled does not run the space.
        operator.post_form(&format!("/operator/people/{second}/disable"), &[]).await.expect(303);
        operator.post_form(&format!("{path}/role"), &[("role", "staff")]).await.expect(422);
        operator.post_form(&format!("/operator/people/{second}/enable"), &[]).await.expect(303);
        operator.post_form(&format!("{path}/role"), &[("role", "staff")]).await.expect(303);
        operator.get("/operator/people").await.expect(403);
    }
}

both_databases! {
    /// Two operators who demote each other in the same moment: one of them stays. The control, the same two changes
    /// without the operation's guard, leaves none.
    async fn operators_who_remove_each_other_leave_one(app: TestApp) {
        for round in 0..5 {
            let a = app.account(&format!("a{round}@example.jp"), Role::Operator).await;
            let b = app.account(&format!("b{round}@example.jp"), Role::Operator).await;
            // Both are operators still when they begin.
            let (by_a, by_b) = (cx_of(&app, a).await, cx_of(&app, b).await);
            let demote = async |cx: &Cx, whom: AccountId| {
                app.store.person_role_set(cx, &cx.actor.operator().expect("an operator"), whom, Role::Member).await
            };
            let outcomes = <[_; 2]>::from(tokio::join!(demote(&by_a, b), demote(&by_b, a)));
            let last = |outcome: &Result<(), Error>| {
                matches!(outcome, Err(Error::Domain(DomainError::Account(AccountError::LastOperator))))
            };
            assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
            assert!(outcomes.iter().any(last), "{outcomes:?}");
            let left = [role_of(&app, a).await, role_of(&app, b).await];
            assert_eq!(left.iter().filter(|role| **role == Role::Operator).count(), 1);
            app.db().execute_unprepared("UPDATE account SET role = 'member'").await.expect("the next round");
        }
        let a = app.account("a@example.jp", Role::Operator).await;
        let b = app.account("b@example.jp", Role::Operator).await;
        let unguarded = |id: AccountId| {
            let db = app.db().clone();
            async move {
                let text = "UPDATE account SET role = $1 WHERE id = $2";
                let values = ["member".into(), id.into()];
                let sql = Statement::from_sql_and_values(db.read().get_database_backend(), text, values);
                db.read().execute_raw(sql).await.expect("changed");
            }
        };
        tokio::join!(unguarded(a), unguarded(b));
        assert!(role_of(&app, a).await == Role::Member && role_of(&app, b).await == Role::Member);
    }
}

both_databases! {
    async fn two_accounts_become_one_with_all_their_history(app: TestApp) {
        let laser = app.machine("laser", 1, false).await;
        shelf(&app, "木暖工房", &[piece(1001, 1_000, 5)]).await;
        let mut operator = app.operator().await;
        let mut kept = app.signed_in(EMAIL, Role::Member).await;
        let mut gone = app.signed_in("hanako.old@example.jp", Role::Member).await;
        let (kept_id, gone_id) = (kept.account_id(), gone.account_id());
        app.maker_profile(gone_id, "小鳥工房").await;
        let token = app.program_of(gone_id).await;
        let book = [("date", "2026-11-26"), ("start", "17:00"), ("minutes", "30"), ("purpose", "community_business")];
        gone.post_form("/equipment/laser/book", &book).await.expect(303);
        let cx = cx_of(&app, gone_id).await;
        app.store.order_place(&cx, &order(1001, "k")).await.expect("an order");
        for client in [&kept, &gone] {
            let certify = format!("/staff/people/{}/certify", client.account_id());
            operator.post_form(&certify, &[("machine", &laser.id.to_string())]).await.expect(303);
        }
        app.run_jobs().await;

        let path = format!("/operator/people/{kept_id}/merge");
        operator.get(&path).await.expect(200);
        operator.post_form(&path, &[("email", "nobody@example.jp")]).await.expect(422);
        operator.post_form(&path, &[("email", EMAIL)]).await.expect(422);
        operator.post_form(&path, &[("email", "operator@example.jp")]).await.expect(422);
        let preview = operator.post_form(&path, &[("email", "hanako.old@example.jp")]).await.expect(200).body;
        assert!(preview.contains("hanako.old@example.jp") && preview.contains(&gone_id.to_string()));
        for what in ["予約", "取り置き", "講習の修了", "参加の記録"] {
            assert!(preview.contains(what), "{what} in {preview}");
        }
        assert!(entity::account::Entity::find_by_id(gone_id).one(app.db().read()).await.expect("read").is_some());

        operator.post_form(&format!("{path}/do"), &[("other", &gone_id.to_string())]).await.expect(303);
        assert!(entity::account::Entity::find_by_id(gone_id).one(app.db().read()).await.expect("read").is_none());
        gone.get("/me").await.expect(303);
        token.clone().get("/api/v1/bookings").await.expect(401);
        assert!(kept.get("/me/bookings").await.expect(200).body.contains("17:00"));
        assert!(kept.get("/me/orders").await.expect(200).body.contains("1,000円"));
        assert!(kept.get("/me/maker").await.expect(200).body.contains("小鳥工房"));
        let all = |rows: Vec<AccountId>| rows.into_iter().all(|id| id == kept_id);
        let db = app.db().read();
        let people = entity::participation::Entity::find().all(db).await.expect("rows");
        assert!(!people.is_empty() && all(people.iter().map(|row| row.account_id).collect()));
        let certified = entity::certification::Entity::find().all(db).await.expect("rows");
        assert_eq!(certified.iter().map(|row| row.account_id).collect::<Vec<_>>(), [kept_id], "one of the two");
        // The log's entry about the old account leads to the new one, and the merge is in it.
        let log = operator.get("/operator/audit").await.expect(200).body;
        assert!(!log.contains(&gone_id.to_string()) && log.contains("アカウントをまとめた"));
        assert_eq!(sign_in(&app, "hanako.old@example.jp", PASSWORD).await.1, 422);
        app.leave_jobs();
    }
}

both_databases! {
    /// Both are makers: the pieces of the one are the other's.
    async fn two_makers_become_one(app: TestApp) {
        let mut operator = app.operator().await;
        let kept = app.maker().await.account_id();
        let gone = shelf(&app, "小鳥工房", &[piece(1001, 1_000, 5)]).await;
        let path = format!("/operator/people/{kept}/merge/do");
        operator.post_form(&path, &[("other", &gone.to_string()), ("profile", "both")]).await.expect(422);
        operator.post_form(&path, &[("other", &gone.to_string())]).await.expect(303);
        let db = app.db().read();
        let makers = entity::maker::Entity::find().all(db).await.expect("makers");
        assert_eq!(makers.iter().map(|row| row.account_id).collect::<Vec<_>>(), [kept]);
        assert_ne!(makers[0].trade_name, "小鳥工房");
        // What the shop showed of the other can be read again.
        assert!(operator.get("/operator/audit").await.expect(200).body.contains("小鳥工房"));
        let product = entity::product::Entity::find().one(db).await.expect("read").expect("a piece");
        assert_eq!(product.maker_id, makers[0].id);
        // Nobody merges the account with which they are signed in into another.
        let own = operator.account_id();
        operator.post_form(&path, &[("other", &own.to_string())]).await.expect(422);
    }
}

both_databases! {
    /// The operator chooses the profile that stays, with its address and the pieces of both.
    async fn of_two_makers_the_chosen_one_stays(app: TestApp) {
        let mut operator = app.operator().await;
        let maker = app.maker().await.account_id();
        let old = shelf(&app, "小鳥工房", &[piece(1001, 1_000, 5)]).await;
        let db = app.db().read();
        let before = entity::maker::Entity::find().all(db).await.expect("makers");
        let email = entity::account::Entity::find_by_id(old).one(db).await.expect("read").expect("there").email;
        let path = format!("/operator/people/{maker}/merge");
        let preview = operator.post_form(&path, &[("email", &email)]).await.expect(200).body;
        for row in &before {
            assert!(preview.contains(&row.trade_name), "{}: {preview}", row.trade_name);
        }
        let fields = [("other", old.to_string()), ("profile", "gone".to_owned())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        operator.post_form(&format!("{path}/do"), &fields).await.expect(303);
        let after = entity::maker::Entity::find().all(db).await.expect("makers");
        let chosen = before.iter().find(|row| row.account_id == old).expect("the chosen one");
        let expected = entity::maker::Model { account_id: maker, ..chosen.clone() };
        assert_eq!(after, [expected]);
        let product = entity::product::Entity::find().one(db).await.expect("read").expect("a piece");
        assert_eq!(product.maker_id, chosen.id);
        let other = before.iter().find(|row| row.account_id == maker).expect("the other").trade_name.clone();
        let entries = async || {
            let merges = entity::audit_entry::Column::Action.eq("account.merge");
            let entries = entity::audit_entry::Entity::find().filter(merges).all(db).await.expect("entries");
            entries.into_iter().map(|row| row.changes).collect::<String>()
        };
        assert!(entries().await.contains(&other), "{other}");
        // Not of whoever is at risk.
        operator.post_form(&format!("/operator/people/{maker}/protect"), &[("nickname", "みつば")]).await.expect(303);
        assert!(!entries().await.contains(&other));
    }
}

both_databases! {
    async fn mails_come_in_ones_language_and_those_one_wants(app: TestApp) {
        app.machine("laser", 1, false).await;
        let mut visitor = app.visitor();
        visitor.headers.insert(header::ACCEPT_LANGUAGE, "en".parse().expect("a value"));
        let fields = [("kind", "member"), ("display_name", "Hanako"), ("email", EMAIL), ("password", PASSWORD)];
        visitor.post_form("/signup", &fields).await.expect(303);
        app.run_jobs().await;
        let mail = app.mails().pop().expect("a mail");
        assert!(mail.subject.contains("Confirm") && mail.text.contains("Dear Hanako") && !mail.text.contains("様"));
        let link = mail.text.lines().find_map(|line| line.strip_prefix("http://tsukuriba.test")).expect("a link");
        visitor.post_form(link, &[("password", PASSWORD)]).await.expect(303);

        let choices = [("language", "en"), ("offers", "on"), ("listings", "on")];
        visitor.post_form("/me/mails", &choices).await.expect(303);
        let page = visitor.get("/me/mails").await.expect(200).body;
        let reminders = page.split("<input").find(|tag| tag.contains("name=\"reminders\"")).expect("a tick");
        assert!(!reminders.split('>').next().expect("a tag").contains("checked"));
        let book = [("date", "2026-11-27"), ("start", "17:00"), ("minutes", "30")];
        visitor.post_form("/equipment/laser/book", &book).await.expect(303);
        app.run_jobs().await;
        let booked = app.mails().pop().expect("a mail");
        assert!(booked.subject.contains("Booked") && !booked.text.contains("予約しました"), "{booked:?}");
        let sent = app.mails().len();
        app.clock.advance(TimeDelta::hours(36));
        app.run_jobs().await;
        assert_eq!(app.mails().len(), sent, "no reminder");
        app.leave_jobs();
    }
}

both_databases! {
    async fn a_new_address_is_confirmed_and_the_old_one_can_undo(app: TestApp) {
        let mut hanako = app.signed_in(EMAIL, Role::Member).await;
        let ask = |email, current| [("email", email), ("current", current)];
        let wrong = hanako.post_form("/me/email", &ask("new@example.jp", "wrong")).await.expect(422);
        assert!(wrong.body.contains("href=\"#f-current\"") && wrong.body.contains("new@example.jp"));
        // An address that has an account answers alike, and its owner is told.
        app.account("taken@example.jp", Role::Member).await;
        let taken = hanako.post_form("/me/email", &ask("taken@example.jp", PASSWORD)).await.expect(303);
        let asked = hanako.post_form("/me/email", &ask("new@example.jp", PASSWORD)).await.expect(303);
        assert_eq!(taken.location(), asked.location());
        app.run_jobs().await;
        let link = |to: &str| {
            let mail = app.mails().into_iter().rev().find(|mail| mail.to == to).expect("a mail");
            let link = mail.text.lines().find_map(|line| line.strip_prefix("http://tsukuriba.test"));
            link.map(str::to_owned).expect("a link")
        };
        let (confirm, undo) = (link("new@example.jp"), link(EMAIL));
        app.visitor().get(&confirm).await.expect(200);
        assert_eq!(sign_in(&app, EMAIL, PASSWORD).await.1, 303, "nothing has changed yet");
        app.visitor().post_form(&confirm, &[]).await.expect(303);
        assert_eq!(sign_in(&app, EMAIL, PASSWORD).await.1, 422);
        let (mut thief, status, _) = sign_in(&app, "new@example.jp", PASSWORD).await;
        assert_eq!(status, 303);
        app.visitor().post_form(&confirm, &[]).await.expect(410);

        // Some days later the owner reads the mail at the old address.
        app.clock.advance(TimeDelta::days(OLD_ADDRESS_DAYS) - TimeDelta::minutes(1));
        app.visitor().get(&undo).await.expect(200);
        let reset = app.visitor().post_form(&undo, &[]).await.expect(303).location().to_owned();
        thief.get("/me").await.expect(303);
        app.visitor().post_form(&reset, &[("password", "quite another one")]).await.expect(303);
        assert_eq!(sign_in(&app, EMAIL, "quite another one").await.1, 303);
        app.visitor().post_form(&undo, &[]).await.expect(410);
    }
}
