//! Who a maker is before the law and where their money goes: kept sealed, shown masked, given whole to its owner alone.

use domain::{
    AccountId, Actor, Maker, PayeeId,
    form::FormInput,
    members::{MakerPayee, MergedProfile, Role},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use store::entity::maker_payee;

use crate::support::TestApp;

const AT: &str = "/me/maker/payee";

const FORM: [(&str, &str); 12] = [
    ("legal_name", "山田 花子"),
    ("postal_code", "〒181-0013"),
    ("address", "東京都三鷹市下連雀3-38-4"),
    ("bank_code", "0001"),
    ("bank_name", "みほん銀行"),
    ("branch_code", "005"),
    ("branch_name", "三鷹支店"),
    ("account_kind", "ordinary"),
    ("account_number", "7654321"),
    ("account_holder", "やまだ はなこ"),
    ("invoice_number", "T4011001098993"),
    ("invoice_from", "2023-10-01"),
];

async fn actor(app: &TestApp, id: AccountId) -> Actor {
    app.store.identity(id).await.expect("accounts").expect("the account").actor()
}

async fn maker_of(app: &TestApp, id: AccountId) -> Maker {
    actor(app, id).await.maker().expect("a maker")
}

async fn kept(app: &TestApp) -> maker_payee::Model {
    maker_payee::Entity::find().one(app.db().read()).await.expect("row").expect("kept")
}

both_databases! {
    async fn details_are_sealed_and_masked(app: TestApp) {
        let mut maker = app.maker().await;
        assert!(!maker.get(AT).await.expect(200).body.contains("登録ずみ"));
        let wrong = maker.post_form(AT, &[("legal_name", "山田 花子"), ("account_number", "12")]).await.expect(422).body;
        assert!(wrong.contains("4けたの数字") && wrong.contains("山田 花子"), "what is wrong is named, what was typed is kept");
        maker.post_form(AT, &FORM).await.expect(303);
        let page = maker.get(AT).await.expect(200).body;
        for shown in ["登録ずみ", "山＊＊＊", "東＊＊＊", "＊＊＊＊321", "みほん銀行", "T4011001098993"] {
            assert!(page.contains(shown), "{shown}");
        }
        for hidden in ["花子", "下連雀", "7654321", "ヤマダ"] {
            assert!(!page.contains(hidden), "{hidden}");
            assert!(!kept(&app).await.details.contains(hidden), "{hidden}");
        }
        // Its owner hears of the account, whoever entered it, and of nothing else.
        let told = async || {
            app.run_jobs().await;
            app.mails().iter().filter(|mail| mail.subject.contains("振込先の口座")).count()
        };
        assert_eq!(told().await, 1);
        // What is left empty stays.
        maker.post_form(AT, &[("invoice_number", ""), ("account_number", "")]).await.expect(303);
        let page = maker.get(AT).await.body;
        assert!(page.contains("＊＊＊＊321") && !page.contains("T4011001098993"));
        assert_eq!(told().await, 1);
        maker.post_form(AT, &[("account_number", "1234567"), ("bank_code", "0001"), ("bank_name", "みほん銀行"), ("branch_code", "005"), ("branch_name", "三鷹支店"), ("account_kind", "ordinary"), ("account_holder", "やまだ はなこ")]).await.expect(303);
        assert_eq!(told().await, 2, "another account");
        // Nothing of it opens in another row.
        let (before, db) = (kept(&app).await, app.db().read());
        maker_payee::Entity::delete_by_id(before.id).exec(db).await.expect("deleted");
        let moved = maker_payee::ActiveModel {
            id: Set(PayeeId(uuid::Uuid::now_v7())),
            maker_id: Set(before.maker_id),
            details: Set(before.details),
            updated_at: Set(before.updated_at),
        };
        maker_payee::Entity::insert(moved).exec_without_returning(db).await.expect("inserted");
        let owner = maker_of(&app, maker.account_id()).await;
        assert!(app.store.payee_own(&app.cx(), &owner).await.is_err());
    }
}

both_databases! {
    async fn the_owner_gets_all_of_it(app: TestApp) {
        let mut maker = app.maker().await;
        maker.post_form(AT, &FORM).await.expect(303);
        let customer = actor(&app, maker.account_id()).await.customer().expect("signed in");
        let own = app.store.own_data(&app.cx(), &customer).await.expect("own data");
        let table = own.tables.iter().find(|table| table.name == "maker_payee").expect("the table");
        let row: Vec<_> = table.rows[0].iter().filter_map(|value| value.as_str()).collect();
        assert_eq!(
            row,
            [
                "山田 花子", "1810013", "東京都三鷹市下連雀3-38-4", "0001 みほん銀行", "005 三鷹支店", "ordinary", "7654321",
                "ヤマダ ハナコ", "T4011001098993", "2023-10-01",
            ]
        );
    }
}

both_databases! {
    async fn what_one_of_two_has_entered_stays_when_they_become_one(app: TestApp) {
        let (one, two) = (app.account("one@example.jp", Role::Member).await, app.account("two@example.jp", Role::Member).await);
        app.maker_profile(one, "木暖工房").await;
        app.maker_profile(two, "糸と野原").await;
        let input = FORM.iter().fold(FormInput::default(), |input, (name, value)| input.with(*name, value));
        let payee = MakerPayee::read(&input, None).expect("good");
        app.store.payee_save(&app.cx(), &maker_of(&app, two).await, &payee).await.expect("saved");
        let boss = app.account("boss@example.jp", Role::Operator).await;
        let operator = actor(&app, boss).await.operator().expect("the operator");
        app.store.people_merge(&app.cx(), &operator, one, two, MergedProfile::Kept).await.expect("merged");
        let owner = maker_of(&app, one).await;
        assert_eq!(app.store.payee_own(&app.cx(), &owner).await.expect("opened"), Some(payee));
    }
}
