//! What the pages say of paying, sending and returning follows from how the shop sells.

use sea_orm::{ActiveValue::Set, EntityTrait};
use store::entity;

use crate::{
    shelf::{piece, shelf},
    support::{Kind, TestApp},
};

/// The address of the piece.
fn piece_page() -> String {
    app::ui::encoded_path("/shop/ヒノキのコースター-1001")
}

/// A piece that can be sent, made to order in ten days.
async fn to_order(app: &TestApp) {
    shelf(app, "木暖工房", &[piece(1001, 3800, 1)]).await;
    let row = entity::product::Entity::find().one(app.db().read()).await.expect("read").expect("the piece");
    let changed = entity::product::ActiveModel {
        id: Set(row.id),
        one_of_a_kind: Set(false),
        made_to_order: Set(true),
        lead_days: Set(Some(10)),
        parcel_thickness_mm: Set(Some(20)),
        parcel_weight_g: Set(Some(300)),
        parcel_fits_a4: Set(true),
        ..Default::default()
    };
    entity::product::Entity::update(changed).exec(app.db().read()).await.expect("changed");
}

#[tokio::test]
async fn at_the_counter_alone_nothing_is_sent_or_paid_online() {
    let app = TestApp::new(Kind::Sqlite).await;
    to_order(&app).await;
    let mut visitor = app.visitor();
    let law = visitor.get("/law").await.expect(200).body;
    assert!(law.contains("店頭でのお支払いだけです") && law.contains("送料はかかりません"), "{law}");
    assert!(!law.contains("PayPay") && !law.contains("クリックポスト"));
    assert!(!visitor.get("/privacy").await.expect(200).body.contains("Stripe"));
    let piece = visitor.get(&piece_page()).await.expect(200).body;
    assert!(piece.contains("店頭で（現金・キャッシュレス）") && !piece.contains("送ってもらう"), "{piece}");
    let setup = app.operator().await.get("/operator/setup").await.expect(200).body;
    assert!(setup.contains("docs/stripe.md"), "{setup}");
}

#[tokio::test]
async fn with_a_provider_the_pages_name_methods_rates_and_days() {
    let (app, _fake) = TestApp::new(Kind::Sqlite).await.with_stripe().await;
    to_order(&app).await;
    let today = domain::calendar::day_of(app.store.now()).to_string();
    let rate = [("delivery", "click_post"), ("from", today.as_str()), ("price", "200")];
    let mut operator = app.operator().await;
    operator.post_form("/operator/shop/delivery", &rate).await.expect(303);
    let mut visitor = app.visitor();
    let law = visitor.get("/law").await.expect(200).body;
    for words in [
        "PayPay",
        "コンビニ払いは、ご注文から3日以内",
        "5日以内に、発送するか",
        "クリックポスト 200円、レターパックライト 430円",
    ] {
        assert!(law.contains(words), "{words}: {law}");
    }
    let returns = visitor.get("/returns").await.expect(200).body;
    assert!(
        returns.contains("返送の送料は、工房が負担します")
            && returns.contains("ご都合による取り消しは、お受けしていません")
    );
    assert!(visitor.get("/privacy").await.expect(200).body.contains("Stripe, Inc."));
    let piece = visitor.get(&piece_page()).await.expect(200).body;
    for words in ["200円から", "15日以内に発送します", "カード・PayPay・コンビニ、または店頭で"]
    {
        assert!(piece.contains(words), "{words}: {piece}");
    }
    assert!(operator.get("/operator/setup").await.expect(200).body.contains("カード・PayPay・コンビニで支払えます"));

    // The last screen promises no less time than its maker needs.
    visitor.post_form("/cart", &[("add", "1001")]).await.expect(303);
    let form = [
        ("name", "山田 花子"),
        ("email", "hanako@example.jp"),
        ("delivery", "pickup"),
        ("pay_by", "online"),
        ("key", "k"),
    ];
    let last = visitor.post_form("/checkout", &form).await.expect(200).body;
    for words in ["15日以内にご用意", "制作の10日を含みます", "コンビニは3日以内", "35分以内"]
    {
        assert!(last.contains(words), "{words}: {last}");
    }
    // The space's own words come before ours.
    let own =
        [("responsible_person", "見本 花子"), ("law_method_ja", "現金だけです。"), ("law_method_en", "Cash only.")];
    operator.post_form("/operator/site/law", &own).await.expect(303);
    let law = visitor.get("/law").await.expect(200).body;
    assert!(law.contains("現金だけです。") && !law.contains("カウンターの端末で使えるキャッシュレス決済）。"), "{law}");
}
