//! One person of each role, and the owner: a member with a maker's profile to whom all that has an id belongs.

mod words;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{catalog::product_slug, members::Role};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{
    entity,
    link::LinkPurpose,
    members::{MailTokenPurpose, NewPasskey},
};

use crate::{
    shop::picture,
    support::{Client, PASSWORD, TestApp, start_of_test},
};

/// The columns of the table: who asks.
pub const ROLES: [&str; 7] = ["visitor", "customer", "member", "maker", "staff", "operator", "owner"];

pub struct World {
    app: TestApp,
    /// By session, in the order of [`ROLES`].
    pages: Vec<Client>,
    /// The same people by API tokens.
    programs: Vec<Client>,
    /// What stands for a parameter of a path: by the beginning of the path and the parameter.
    ids: Vec<(&'static str, &'static str, String)>,
    pub unit: String,
    pub machine: String,
    pub check_in_key: String,
    pub seen: String,
    /// The customer's account.
    pub customer: String,
}

/// Twenty past ten: what begins at ten has begun, check-in for half past ten is open.
fn now() -> DateTime<Utc> {
    start_of_test() + TimeDelta::minutes(80)
}

impl World {
    pub async fn new(app: TestApp) -> World {
        let owner = app.account("owner@example.jp", Role::Member).await;
        app.maker_profile(owner, "持ち主工房").await;
        let owner = app.sign_in("owner@example.jp", owner).await;
        let pages = vec![
            app.visitor(),
            app.customer().await,
            app.member().await,
            app.maker().await,
            app.staff().await,
            app.operator().await,
            owner,
        ];
        let mut programs = vec![app.visitor()];
        for client in &pages[1..] {
            programs.push(app.program_of(client.account_id()).await);
        }
        let none = String::new;
        let mut world = World {
            app,
            pages,
            programs,
            ids: Vec::new(),
            unit: none(),
            machine: none(),
            check_in_key: none(),
            seen: none(),
            customer: none(),
        };
        world.customer = world.pages[1].account_id().to_string();
        world.settings().await;
        world.bookings().await;
        world.shop().await;
        world.account().await;
        world.app.run_jobs().await;
        world.failed_job().await;
        world.app.freeze().await;
        world
    }

    /// The service on a copy of this world.
    pub async fn copy(&self) -> TestApp {
        let copy = self.app.copy().await;
        copy.leave_jobs();
        copy
    }

    /// Who asks, by number in [`ROLES`]: the API knows people by their tokens, pages by their sessions.
    pub fn client(&self, app: &TestApp, role: usize, route: &str) -> Client {
        let clients = if route.starts_with("/api/") { &self.programs } else { &self.pages };
        clients[role].on(app)
    }

    /// The path of a route with the owner's ids in it.
    pub fn path(&self, route: &str) -> String {
        let part = |part: &str| {
            let found = self.ids.iter().filter(|(start, name, _)| route.starts_with(start) && part == *name);
            // The longest beginning says most.
            let found = found.max_by_key(|(start, ..)| start.len());
            assert!(!part.starts_with('{') || found.is_some(), "nothing of the world stands for {part} in {route}");
            found.map_or_else(|| part.to_owned(), |(_, _, id)| id.clone())
        };
        route.split('/').map(part).collect::<Vec<_>>().join("/")
    }

    fn id(&mut self, start: &'static str, name: &'static str, id: impl ToString) {
        self.ids.push((start, name, id.to_string()));
    }

    fn owner(&mut self) -> &mut Client {
        &mut self.pages[6]
    }

    /// Machines, plans and days, by the operator.
    async fn settings(&mut self) {
        let laser = self.app.machine("laser", 3, false).await;
        self.app.machine("cutter", 1, false).await;
        self.machine = laser.id.to_string();
        self.unit = laser.units[0].to_string();
        self.check_in_key =
            self.app.store.link_key(&self.app.cx(), LinkPurpose::CheckIn(laser.units[0])).await.expect("key");
        let operator = &mut self.pages[5];
        for name in ["一般", "学生"] {
            let plan = [
                ("name_ja", name),
                ("name_en", name),
                ("horizon", "30"),
                ("at_once", "20"),
                ("hours_day", "10"),
                ("hours_week", "40"),
                ("percent", "100"),
            ];
            operator.post_form("/operator/plans/new", &plan).await.expect(303);
        }
        let closed = [
            ("first", "2026-12-29"),
            ("last", "2026-12-29"),
            ("reason_ja", "休み"),
            ("reason_en", "Closed"),
            ("seen", "0"),
        ];
        operator.post_form("/operator/closures", &closed).await.expect(303);
        let second =
            entity::plan::Entity::find().order_by_desc(entity::plan::Column::Position).one(self.app.db().read());
        let second = second.await.expect("plans").expect("a plan");
        let spare = laser.units[2].to_string();
        let maintenance = [
            ("unit", spare.as_str()),
            ("from_date", "2026-11-27"),
            ("from_time", "10:00"),
            ("to_date", "2026-11-27"),
            ("to_time", "12:00"),
            ("reason", "掃除"),
        ];
        self.pages[4].post_form("/staff/maintenance", &maintenance).await.expect(303);
        let closing = entity::maintenance::Entity::find().one(self.app.db().read()).await.expect("rows").expect("one");
        self.id("/staff/maintenance/", "{id}", closing.id);
        self.id("/operator/plans/", "{id}", second.id);
        let operator = &mut self.pages[5];
        for (kind, day) in [("terms", "2026-11-25"), ("terms", "2026-12-01"), ("privacy", "2026-11-25")] {
            let version = [("from", day), ("text_ja", "本文"), ("text_en", "")];
            operator.post_form(&format!("/operator/site/{kind}"), &version).await.expect(303);
        }
        operator.post_form("/operator/shop/tags", &[("name_ja", "地域資源"), ("name_en", "")]).await.expect(303);
        let rate = [("from", "2027-04-01"), ("percent", "12")];
        operator.post_form("/operator/shop/tax", &rate).await.expect(303);
        operator.post_form("/operator/shop/commission", &rate).await.expect(303);
        operator.post_form("/operator/shop/synonyms", &[("words", "刺繍、刺しゅう")]).await.expect(303);
        let words = entity::search_synonym::Entity::find().one(self.app.db().read()).await.expect("rows").expect("one");
        self.id("/operator/shop/synonyms/", "{id}", words.id);
        let tag = self.app.store.tags().await.expect("tags")[0].id;
        self.id("/operator/shop/tags/", "{id}", tag);
        self.id("/operator/site/", "{part}", "terms");
        self.id("/operator/site/", "{day}", "2026-12-01");
        self.id("/operator/shop/tax/", "{day}", "2027-04-01");
        self.id("/operator/shop/commission/", "{day}", "2027-04-01");
        self.id("/terms/", "{day}", "2026-11-25");
        self.id("/privacy/", "{day}", "2026-11-25");
        self.id("/theme/", "{file}", "21437a.css");
        self.id("/operator/closures/", "{day}", "2026-12-29");
        self.id("/operator/equipment/", "{id}", laser.units[1]);
        self.id("/", "{slug}", "laser");
        self.id("/check-in/", "{unit}", laser.units[0]);
    }

    async fn book(&mut self, slug: &str, date: &str, start: &str) -> String {
        let fields = [("date", date), ("start", start), ("minutes", "30"), ("purpose", "hobby")];
        self.owner().post_form(&format!("/equipment/{slug}/book"), &fields).await.expect(303);
        let newest =
            entity::booking::Entity::find().order_by_desc(entity::booking::Column::Id).one(self.app.db().read());
        newest.await.expect("bookings").expect("a booking").id.to_string()
    }

    /// One that goes on, one that is about to begin, one of tomorrow, and a place in line.
    async fn bookings(&mut self) {
        let used = self.book("laser", "2026-11-25", "10:00").await;
        self.app.clock.advance(TimeDelta::seconds(1));
        let soon = self.book("laser", "2026-11-25", "10:30").await;
        self.app.clock.advance(TimeDelta::seconds(1));
        let coming = self.book("laser", "2026-11-26", "13:00").await;
        let line = [("date", "2026-11-26"), ("start", "15:00"), ("minutes", "60"), ("purpose", "hobby")];
        self.pages[2].post_form("/equipment/cutter/book", &line).await.expect(303);
        let place = self.owner().post_form("/equipment/cutter/wait", &line).await.expect(303);
        let place = place.location().rsplit('/').next().expect("an id").to_owned();
        self.app.clock.set(now());
        self.pages[4].post_form(&format!("/staff/bookings/{used}/check-in"), &[]).await.expect(303);
        for start in ["/me/bookings/", "/staff/bookings/", "/bookings/", "/api/v1/bookings/"] {
            self.id(start, "{id}", &coming);
        }
        for start in ["/me/bookings/{id}/check-out", "/staff/bookings/{id}/check-out"] {
            self.id(start, "{id}", &used);
        }
        for start in ["/staff/bookings/{id}/check-in", "/staff/bookings/{id}/no-show"] {
            self.id(start, "{id}", &soon);
        }
        self.id("/check-in/", "{booking}", soon);
        self.id("/me/waitlist/", "{id}", place);
    }

    /// The booking that is about to begin, for the form of the check-in.
    pub fn soon(&self) -> &str {
        self.ids.iter().find(|(_, name, _)| *name == "{booking}").map(|(_, _, id)| id.as_str()).expect("a booking")
    }

    /// A piece in the shop, one before the staff, one being written; an order and a sale.
    async fn shop(&mut self) {
        let category = self.app.category("wood").await.to_string();
        self.id("/operator/shop/categories/", "{id}", &category);
        let mut ids = Vec::new();
        for (title, action, width) in [("棚の箱", "submit", 64), ("待つ箱", "submit", 72), ("書きかけの箱", "save", 80)]
        {
            let photo = picture::jpeg(width, 48);
            let fields = [
                ("title", title),
                ("description", "ヒノキの箱"),
                ("category", category.as_str()),
                ("price", "3800"),
                ("stock", "5"),
                ("kind", "many"),
                ("action", action),
            ];
            let files = [("photo", "IMG.JPG", "image/jpeg", photo.as_slice())];
            self.owner().post_multipart("/me/products/new", &fields, &files).await.expect(303);
            let product = entity::product::Entity::find().filter(entity::product::Column::Title.eq(title));
            ids.push(product.one(self.app.db().read()).await.expect("products").expect("the product"));
        }
        let approve = format!("/staff/review/{}/approve", ids[0].id);
        let seen = seen(&self.pages[4].get(&format!("/staff/review/{}", ids[0].id)).await.expect(200).body);
        self.pages[4].post_form(&approve, &[("seen", &seen)]).await.expect(303);
        let path = format!("/staff/review/{}", ids[1].id);
        self.seen = self::seen(&self.pages[4].get(&path).await.expect(200).body);
        let number = ids[0].number.to_string();
        let buyer =
            [("key", "world"), ("quantity", "1"), ("name", "持ち主"), ("email", "owner@example.jp"), ("phone", "")];
        let order = self.owner().post_form(&format!("/shop/{number}/reserve"), &buyer).await.expect(303);
        let order = order.location().split(['/', '?']).nth(2).expect("an id").to_owned();
        let line = format!("{number}x1");
        let sale = [("line", line.as_str()), ("tender", "cash"), ("tendered", "4000"), ("key", "world")];
        let sold = self.pages[4].post_form("/staff/register/sale", &sale).await.expect(303);
        let sold = sold.location().split(['/', '?']).nth(3).expect("an id").to_owned();
        let paper = [("next", "1"), ("paper", "slip")];
        self.pages[4].post_form(&format!("/staff/sales/{sold}/receipts"), &paper).await.expect(303);
        let cart = [("line", line.as_str()), ("key", "00000000000000000000000000000001")];
        self.pages[4].post_form("/staff/register/park", &cart).await.expect(303);
        self.id("/staff/register/parked/", "{id}", "00000000-0000-0000-0000-000000000001");
        let photo = entity::photo::Entity::find().filter(entity::photo::Column::ProductId.eq(ids[0].id));
        let photo = photo.one(self.app.db().read()).await.expect("photos").expect("a photo").id;
        let maker = entity::maker::Entity::find().filter(entity::maker::Column::TradeName.eq("持ち主工房"));
        let maker = maker.one(self.app.db().read()).await.expect("makers").expect("the owner's profile");
        self.words(&number, &order).await;
        self.id("/", "{number}", number);
        self.id("/staff/orders/", "{id}", order.clone());
        self.id("/api/v1/orders/", "{id}", order.clone());
        let slug = server::url_encode::url_encode(&product_slug("棚の箱", ids[0].number));
        let page = self.owner().get(&format!("/shop/{slug}")).await.expect(200).body;
        let picture = page.split("/picture/").nth(1).and_then(|rest| rest.split('"').next()).expect("a picture");
        self.id("/shop/", "{file}", picture);
        self.id("/sitemap/", "{part}", "places.xml");
        self.id("/shop/", "{slug}", &slug);
        self.id("/api/v1/products/", "{slug}", slug);
        self.id("/api/v1/postal-codes/", "{code}", "1810013");
        self.id("/orders/", "{id}", order);
        self.id("/staff/sales/", "{id}", sold);
        self.id("/staff/sales/", "{number}", 1);
        self.id("/staff/review/", "{id}", ids[1].id);
        self.id("/staff/stock/", "{id}", ids[0].id);
        self.id("/me/products/", "{id}", ids[2].id);
        self.id("/me/products/{id}/submit", "{id}", ids[2].id);
        self.id("/me/products/{id}/withdraw", "{id}", ids[0].id);
        self.id("/images/", "{photo_id}", photo);
        self.id("/images/", "{size}", "320");
        self.id("/makers/", "{slug}", maker.slug);
    }

    /// A job that was set aside, for the operator.
    async fn failed_job(&mut self) {
        let job =
            entity::job::Entity::find().filter(entity::job::Column::DoneAt.is_not_null()).one(self.app.db().read());
        let id = job.await.expect("jobs").expect("a job").id;
        let failed = entity::job::ActiveModel {
            id: Set(id),
            done_at: Set(None),
            failed_at: Set(Some(now())),
            ..Default::default()
        };
        entity::job::Entity::update(failed).exec(self.app.db().read()).await.expect("set aside");
        self.id("/operator/jobs/", "{id}", id);
    }

    /// The owner's session, API token, links in mails and calendar.
    async fn account(&mut self) {
        let (app, owner) = (self.app.clone(), self.pages[6].account_id());
        let customer =
            app.store.identity(owner).await.expect("actor").expect("the owner").actor().customer().expect("signed in");
        let sessions = app.store.sessions_list(&app.cx(), &customer, None).await.expect("sessions");
        let tokens = app.store.api_tokens_list(&app.cx(), &customer).await.expect("tokens");
        let confirm = app.store.mail_token_create(&app.cx(), owner, MailTokenPurpose::Confirm).await.expect("a link");
        let reset = app.store.mail_token_create(&app.cx(), owner, MailTokenPurpose::Reset).await.expect("a link");
        let asked = [("email", "another@example.jp"), ("current", PASSWORD)];
        self.owner().post_form("/me/email", &asked).await.expect(303);
        let confirm_new =
            app.store.mail_token_create(&app.cx(), owner, MailTokenPurpose::NewAddress).await.expect("a link");
        let undo = app.store.mail_token_create(&app.cx(), owner, MailTokenPurpose::OldAddress).await.expect("a link");
        let calendar = self.owner().get("/me/calendar").await.expect(200).body;
        let file = calendar.split(&format!("/calendar/{owner}/")).nth(1).and_then(|rest| rest.split('"').next());
        let file = file.expect("the calendar's address").to_owned();
        let passkey = NewPasskey { credential_id: "00".into(), name: "電話".into(), data: "{}".into() };
        app.store.passkey_add(&app.cx(), &customer, &passkey).await.expect("added");
        let factors = app.store.factors_own(&app.cx(), &customer).await.expect("factors");
        self.id("/me/security/passkeys/", "{id}", factors.passkeys[0].id);
        self.id("/me/sessions/", "{id}", &sessions[0].id);
        self.id("/me/tokens/", "{id}", tokens[0].id);
        self.id("/confirm/", "{token}", confirm);
        self.id("/reset/", "{token}", reset);
        self.id("/email/", "{token}", confirm_new);
        self.id("/email/undo/", "{token}", undo);
        self.id("/operator/people/", "{id}", owner);
        self.id("/calendar/", "{account_id}", owner);
        self.id("/calendar/", "{file}", file);
        self.id("/staff/people/", "{id}", owner);
        self.id("/operator/outbox/", "{mail}", "none");
        self.id("/operator/outbox/", "{file}", "0");
    }
}

/// The owner's things as rows: what a refused attempt must leave as it was.
pub async fn belongings(app: &TestApp, world: &World) -> Vec<String> {
    let mut rows = Vec::new();
    macro_rules! every {
        ($($table:ident),*) => {$(
            let found = entity::$table::Entity::find().all(app.db().read()).await.expect("rows");
            rows.extend(found.iter().map(|row| format!("{row:?}")));
        )*};
    }
    every!(booking, booking_cancellation, booking_cell, booking_move, check_in, check_out, no_show);
    every!(waitlist_entry, waitlist_end, api_token, calendar_feed, maker, product, product_change, photo, shop_order);
    every!(
        question,
        buyer_review,
        order_end,
        product_review,
        mail_token,
        stock,
        order_line,
        passkey,
        recovery_code,
        totp
    );
    let sessions = entity::session::Entity::find().all(app.db().read()).await.expect("sessions");
    let owner = world.pages[6].account_id();
    // Who asks has a session too, whose time of use moves on.
    rows.extend(sessions.iter().filter(|row| row.account_id == Some(owner)).map(|row| format!("{row:?}")));
    rows.sort();
    rows
}

/// The field of the review's page that says which version was read.
fn seen(page: &str) -> String {
    let value = page.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    value.expect("the version").to_owned()
}
