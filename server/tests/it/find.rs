//! Finding pieces in the shop: by words, price, maker and the rest, in every order; and the words that the operator lets
//! stand for each other.

mod pages;
mod words;

use domain::{
    CategoryId, MakerId, ProductId, Yen,
    members::Role,
    shop::{PAGE_SIZE, ProductStatus, ShopFilter, folded},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use store::{entity, shop::fill_search_texts};
use uuid::Uuid;

use crate::support::TestApp;

/// Titles with their English and what is said of them; several ways of writing each thing.
pub const PIECES: [(&str, &str, &str); 60] = [
    ("ネコの絵皿", "Cat plate", "絵付けした小皿です。"),
    ("猫のしおり", "Cat bookmark", "レーザーで切りました。"),
    ("ねこじゃらし型フック", "", "壁に掛けて使います"),
    ("刺しゅうの壁飾り「野の花」", "Embroidered wall hanging", "ひと針ずつ。"),
    ("刺繍糸の見本帳", "Thread sampler", "二百色"),
    ("ししゅう枠の時計", "", "枠はヒノキ"),
    ("刺し子のふきん 七宝", "Sashiko cloth", "晒二枚仕立て"),
    ("ヒノキのコースター 麻の葉 4枚組", "Hinoki coasters", "水に強い仕上げ"),
    ("ひのきの風呂桶", "Bath pail", "１６cm"),
    ("檜のまな板", "Cutting board", "一枚板"),
    ("3Dプリントの植木鉢「さざなみ」", "3D-printed planter", "PLA"),
    ("３Ｄプリント　恐竜", "Dinosaur", "ＰＬＡ樹脂"),
    ("3dﾌﾟﾘﾝﾀｰの部品セット", "Spare parts", "0.4mm"),
    ("Ｔシャツ　青海波", "T-shirt", "綿100%"),
    ("Tシャツ「三鷹」", "T-shirt Mitaka", "半そで"),
    ("ワイシャツの裏地", "", "端切れ_見本"),
    ("帆布ポーチ", "Canvas pouch", "ファスナー付き!"),
    ("ぽーち（大）", "Large pouch", "裏地あり"),
    ("ﾎﾟｰﾁ 小", "Small pouch", ""),
    ("コーヒー豆の缶", "Coffee tin", "200g"),
    ("コーヒ－ドリッパー台", "Dripper stand", "長音がちがう題"),
    ("カフェ〜の看板", "Café sign", "波線"),
    ("木の小鳥ブローチ（2羽）", "Bird brooch", "ピンは真鍮"),
    ("鳥のモビール", "Bird mobile", "ゆれます"),
    ("とりのスタイ　ダブルガーゼ", "Bird bib", "洗えます"),
    ("アクリルの耳飾り「しずく」", "Drop earrings", "軽い"),
    ("組子のあかり　小", "Kumiko lamp", "LED電球つき"),
    ("led ランタン", "LED lantern", "USB充電"),
    ("つみき「玉川上水の町」10個入り", "Blocks", "桜の木"),
    ("木のしおり3枚　葉・波・菱", "Wooden bookmarks", ""),
    ("革のキーホルダー", "Leather key ring", "ヌメ革"),
    ("レザーコインケース", "Coin case", "本革"),
    ("紙ふうせんのモビール", "Paper balloons", "和紙"),
    ("和紙のランプ", "Washi lamp", ""),
    ("ガラスの箸置き", "Glass rests", "五つ"),
    ("硝子のペン", "Glass pen", "インク付き"),
    ("はんこ「ありがとう」", "Stamp: thank you", "ゴム印"),
    ("判子ケース", "", "木製"),
    ("ミシン用ボビン入れ", "Bobbin box", "25個"),
    ("羊毛フェルトの羊", "Felt sheep", "wool 100%"),
    ("ひつじの鍋つかみ", "Sheep pot holder", "WOOL"),
    ("めがねスタンド", "Glasses stand", "眼鏡が二つ"),
    ("メガネケース", "Glasses case", "帆布"),
    ("スマホスタンド", "Phone stand", "アクリル"),
    ("子ども用エプロン", "Apron for children", "110cm"),
    ("こどものいす", "Child's chair", "杉"),
    ("子供の名札", "Name tag", "名入れ"),
    ("豆皿セット（五枚）", "Small plates", "有田の土"),
    ("お皿立て", "Plate stand", "竹"),
    ("サラダボウル", "Salad bowl", "くるみの木"),
    ("葛󠄀餅の型", "", "木型"),
    ("髙橋さんの鋏", "", "手打ち"),
    ("ヴァイオリンの置物", "Violin figure", "ｳﾞｧｲｵﾘﾝ"),
    ("ハーブ石けん", "Herb soap", "ラベンダー"),
    ("ﾊｰﾌﾞﾃｨｰ缶", "Herb tea tin", "缶のみ"),
    ("星座の刺繍 ❤️ オリオン", "Orion", "🐈の刺繍もあります"),
    ("おとうふの箱", "Tofu box", "ジョーク_グッズ"),
    ("A4トレー", "A4 tray", "書類に"),
    ("a5ノートカバー", "A5 cover", "布"),
    ("玉川上水マップ手ぬぐい", "Map towel", "てぬぐい、手拭い"),
];

/// What a test knows of a piece.
#[derive(Clone, Debug)]
pub struct Known {
    pub number: i64,
    pub price: i64,
    pub category: usize,
    pub maker: usize,
    pub in_stock: bool,
    /// Everything that is said of it, folded, text by text.
    pub texts: Vec<String>,
}

pub const CATEGORIES: [(&str, &str, &str); 3] =
    [("wood", "木のもの", "Wood"), ("cloth", "布と糸", "Cloth"), ("others", "そのほか", "Others")];
pub const MAKERS: [&str; 4] = ["木端工房", "ネコヤナギ舎", "Studio Ａｏ", "糸と野原"];

/// All pieces in the shop, the first the oldest; among them some that are not: their words are found nowhere.
pub async fn stocked(app: &TestApp) -> Vec<Known> {
    let categories = categories(app).await;
    let mut makers = Vec::new();
    for (n, name) in MAKERS.iter().enumerate() {
        let account = app.account(&format!("maker{n}@example.jp"), Role::Member).await;
        makers.push(app.maker_profile(account, name).await);
    }
    let (categories, makers) = (&categories, &makers);
    app.store
        .write("stocked", |tx| async move {
            for n in 0..PIECES.len() + 2 {
                let (product, stock) = rows(app, n, categories, makers);
                entity::product::Entity::insert(product).exec_without_returning(&tx).await?;
                entity::stock::Entity::insert(stock).exec_without_returning(&tx).await?;
            }
            fill_search_texts(&tx).await
        })
        .await
        .expect("pieces");
    (0..PIECES.len()).map(known).collect()
}

async fn categories(app: &TestApp) -> Vec<CategoryId> {
    let mut ids = Vec::new();
    for (position, (slug, ja, en)) in (0..).zip(CATEGORIES) {
        let id = CategoryId(Uuid::now_v7());
        let row = &entity::category::ActiveModel {
            id: Set(id),
            slug: Set(slug.into()),
            name_ja: Set(ja.into()),
            name_en: Set(en.into()),
            care_ja: Set(String::new()),
            care_en: Set(String::new()),
            checks: Set(String::new()),
            position: Set(position),
            ended_at: Set(None),
        };
        let write = app.store.write("category", |tx| async move {
            entity::category::Entity::insert(row.clone()).exec_without_returning(&tx).await?;
            Ok(())
        });
        write.await.expect("category");
        ids.push(id);
    }
    ids
}

/// What a piece costs: several cost the same.
fn price(n: usize) -> i64 {
    500 + 250 * i64::try_from(n % 17).expect("small")
}

fn rows(
    app: &TestApp,
    n: usize,
    categories: &[CategoryId],
    makers: &[MakerId],
) -> (entity::product::ActiveModel, entity::stock::ActiveModel) {
    let id = ProductId(Uuid::now_v7());
    let at = app.store.now() + chrono::TimeDelta::seconds(i64::try_from(n / 2).expect("small"));
    // Those past the end say the same as the first two, and are not in the shop.
    let hidden = [ProductStatus::Draft, ProductStatus::Paused].get(n.wrapping_sub(PIECES.len())).copied();
    let (title, title_en, description) = PIECES[n % PIECES.len()];
    let english = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let product = entity::product::ActiveModel {
        id: Set(id),
        number: Set(2000 + i64::try_from(n).expect("small")),
        maker_id: Set(makers[n % makers.len()]),
        category_id: Set(categories[n % categories.len()]),
        category_chosen: Set(true),
        title: Set(title.into()),
        title_en: Set(english(title_en)),
        description: Set(description.into()),
        description_en: Set(None),
        price_yen: Set(Yen(price(n))),
        tax_rate_percent: Set(10),
        one_of_a_kind: Set(false),
        equipment_type_id: Set(None),
        details: Set(domain::shop::Details::default()),
        status: Set(hidden.unwrap_or(ProductStatus::Published)),
        created_at: Set(at),
        updated_at: Set(at),
        published_at: Set((hidden != Some(ProductStatus::Draft)).then_some(at)),
        ..Default::default()
    };
    let on_hand = i64::from(!n.is_multiple_of(5));
    // One of those on hand is promised to somebody.
    let reserved = i64::from(n % 7 == 1 && on_hand > 0);
    (product, entity::stock::ActiveModel { product_id: Set(id), on_hand: Set(on_hand), reserved: Set(reserved) })
}

fn known(n: usize) -> Known {
    let (title, title_en, description) = PIECES[n];
    let (_, ja, en) = CATEGORIES[n % CATEGORIES.len()];
    Known {
        number: 2000 + i64::try_from(n).expect("small"),
        price: price(n),
        category: n % CATEGORIES.len(),
        maker: n % MAKERS.len(),
        in_stock: !n.is_multiple_of(5) && n % 7 != 1,
        texts: [title, title_en, description, MAKERS[n % MAKERS.len()], ja, en].map(folded).into(),
    }
}

/// Numbers of all that is found, page by page, in the order shown.
pub async fn found(app: &TestApp, filter: &ShopFilter) -> Vec<i64> {
    let mut numbers = Vec::new();
    for page in 1.. {
        let shelf = app.store.shop_find(&app.cx(), filter, page).await.expect("a page");
        assert!(shelf.tiles.len() as u64 <= PAGE_SIZE && shelf.page == page);
        if shelf.tiles.is_empty() {
            break;
        }
        numbers.extend(shelf.tiles.iter().map(|tile| tile.number));
        let total = usize::try_from(shelf.total.expect("counted")).expect("few");
        assert!(numbers.len() <= total && shelf.pages == (total as u64).div_ceil(PAGE_SIZE));
        if page == shelf.pages {
            assert_eq!(numbers.len(), total);
        }
    }
    numbers
}
