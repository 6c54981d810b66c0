//! What a search finds, on both databases, held against a plain look through the texts.

use domain::{
    IntoEnumIterator,
    form::FormInput,
    kana,
    members::Role,
    shop::{SearchWords, ShopFilter, ShopSort, folded},
};

use super::{CATEGORIES, Known, MAKERS, PIECES, found, stocked};
use crate::{
    operator_rules::as_operator,
    shop::coaster,
    support::{Kind, TestApp},
};

fn searching(text: &str) -> ShopFilter {
    ShopFilter { words: SearchWords::read(text), ..ShopFilter::default() }
}

/// Without a database, a pattern or a limit: what every word stands in.
fn expected(known: &[Known], query: &str) -> Vec<i64> {
    let words: Vec<String> = query.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
    let says = |piece: &&Known| words.iter().all(|word| piece.texts.iter().any(|text| text.contains(word.as_str())));
    let mut numbers: Vec<i64> = known.iter().filter(says).map(|piece| piece.number).collect();
    numbers.sort_unstable();
    numbers
}

/// Kana the other way round.
fn katakana(text: &str) -> String {
    let other = |c: char| if matches!(c, 'ぁ'..='ゖ') { char::from_u32(c as u32 + 0x60).unwrap_or(c) } else { c };
    text.chars().map(other).collect()
}

/// What keyboards send, and what nobody should type.
const ODD: [&str; 49] = [
    "",
    " ",
    "　",
    "%",
    "_",
    "!",
    "%%",
    "!%",
    "100%",
    "_見本",
    "!!",
    "\\",
    "'",
    "\"",
    "''; DROP TABLE product; --",
    "%' OR 1=1 --",
    "\0",
    "ね\0こ",
    "\u{7}",
    "\u{200b}",
    "🐈",
    "❤",
    "❤️",
    "葛",
    "髙",
    "ー",
    "-",
    "〜",
    "コーヒー",
    "こーひ-",
    "ｺｰﾋｰ",
    "ヴァイオリン",
    "ゔぁ",
    "ｔシャツ",
    "LED",
    "led",
    "ＬＥＤ",
    "3d",
    "３ｄ",
    "a4",
    "Ａ",
    "皿",
    "ネコ 皿",
    "ねこ　絵皿",
    "皿 皿 皿",
    "「",
    "（",
    "ありえないことば",
    "猫 犬 鳥",
];

/// Two hundred and more: parts of all that is said, written as it is and otherwise, alone and together, and the odd ones.
fn queries() -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (n, (title, english, text)) in PIECES.into_iter().enumerate() {
        let chars: Vec<char> = title.chars().collect();
        let at = n % chars.len();
        let part: String = chars.iter().skip(at.min(chars.len() - 1)).take(1 + n % 4).collect();
        all.push(part.clone());
        all.push(if n % 2 == 0 { katakana(&part) } else { kana::hiragana(&part).to_uppercase() });
        let letters: String = english.chars().filter(|c| !c.is_whitespace()).skip(n % 5).take(2 + n % 3).collect();
        all.push(letters.to_uppercase());
        all.push(format!("{} {}", chars[0], text.chars().take(2).collect::<String>()));
    }
    all.extend(MAKERS.map(str::to_owned));
    all.extend(CATEGORIES.map(|(_, ja, _)| ja.to_owned()));
    all.extend(CATEGORIES.map(|(_, _, en)| en.to_lowercase()));
    for odd in ODD {
        all.push(odd.to_owned());
    }
    all.extend((0..20).map(|n| format!("ない{n}もの")));
    all
}

both_databases! {
    async fn two_hundred_searches_find_what_is_said_and_nothing_else(app: TestApp) {
        let known = stocked(&app).await;
        let queries = queries();
        assert!(queries.len() >= 200, "{}", queries.len());
        let (mut some, mut none) = (0, 0);
        for query in &queries {
            let mut numbers = found(&app, &searching(query)).await;
            numbers.sort_unstable();
            assert_eq!(numbers, expected(&known, query), "{query:?}");
            if numbers.is_empty() { none += 1 } else { some += 1 }
        }
        assert!(some > 150 && none > 15, "{some} found something, {none} nothing");
    }
}

both_databases! {
    async fn filters_and_orders_go_together(app: TestApp) {
        let known = stocked(&app).await;
        let makers = app.store.shop_choices().await.expect("choices").makers;
        let slug_of = |name: &str| makers.iter().find(|one| one.trade_name == name).expect("a maker").slug.clone();
        for n in 0..96 {
            let one = |choices: usize, shift: usize| (n / shift) % choices;
            let (category, maker) = ((one(2, 1) == 1).then_some(n % 3), (one(3, 2) == 1).then_some(n % 4));
            let (price_min, price_max) = ((one(2, 6) == 1).then_some(1000), (one(2, 12) == 1).then_some(3500));
            let (in_stock, query) = (one(2, 24) == 1, if one(2, 48) == 1 { "の" } else { "" });
            let sort = ShopSort::iter().nth(n % 3).expect("three");
            let filter = ShopFilter {
                words: SearchWords::read(query),
                category: category.map(|at| CATEGORIES[at].0.to_owned()),
                maker: maker.map(|at| slug_of(MAKERS[at])),
                price_min,
                price_max,
                in_stock,
                sort,
                ..ShopFilter::default()
            };
            let fits = |piece: &&Known| {
                category.is_none_or(|at| piece.category == at)
                    && maker.is_none_or(|at| piece.maker == at)
                    && price_min.is_none_or(|min| piece.price >= min)
                    && price_max.is_none_or(|max| piece.price <= max)
                    && (!in_stock || piece.in_stock)
                    && (query.is_empty() || piece.texts.iter().any(|text| text.contains(query)))
            };
            let mut pieces: Vec<&Known> = known.iter().filter(fits).collect();
            // Ids grow with the numbers; two at a time were published in the same second.
            match sort {
                ShopSort::New => pieces.sort_by_key(|piece| -piece.number),
                ShopSort::PriceLow => pieces.sort_by_key(|piece| (piece.price, piece.number)),
                ShopSort::PriceHigh => pieces.sort_by_key(|piece| (-piece.price, -piece.number)),
            }
            let numbers: Vec<i64> = pieces.iter().map(|piece| piece.number).collect();
            assert_eq!(found(&app, &filter).await, numbers, "{filter:?}");
        }
    }
}

both_databases! {
    async fn the_operators_words_find_each_other_at_once(app: TestApp) {
        stocked(&app).await;
        let client = app.operator().await;
        let (cx, operator) = as_operator(&app, &client);
        let first = |query: &'static str| { let app = app.clone(); async move { found(&app, &searching(query)).await } };
        assert!(first("ねこ").await.contains(&2000) && first("ﾈｺ").await.contains(&2000), "the cat on the plate");
        assert!(first("シシュウ").await == [2005] && first("%").await == [2039, 2013] && first("_").await == [2056, 2015]);
        assert!(!first("刺繍").await.contains(&2003));
        let group = FormInput::default().with("words", "刺繍, 刺しゅう、ししゅう");
        app.store.synonym_add(&cx, &operator, &group).await.expect("added");
        for query in ["刺繍", "刺しゅう", "ｼｼｭｳ"] {
            assert_eq!(first(query).await, [2055, 2005, 2004, 2003], "{query}");
        }
        assert!(first("刺しゅう糸").await == [2004], "a word with one of the group in it");
        assert_eq!(first("刺繍 時計").await, [2005]);
        let row = app.store.synonyms(&cx, &operator).await.expect("rows").remove(0);
        let less = FormInput::default().with("words", "刺繍、縫い取り");
        app.store.synonym_change(&cx, &operator, row.id, &less).await.expect("changed");
        assert!(!first("刺繍").await.contains(&2003));
        app.store.synonym_remove(&cx, &operator, row.id).await.expect("removed");
        assert!(app.store.synonyms(&cx, &operator).await.expect("rows").is_empty());
    }
}

both_databases! {
    async fn only_what_the_staff_have_seen_is_found(app: TestApp) {
        app.category("wood").await;
        let (cx, maker) = app.some_maker("木暖工房").await;
        let finds = |query: &'static str| { let app = app.clone(); async move { found(&app, &searching(query)).await } };
        let (draft, _) = app.draft_with_photo(&cx, &maker, &coaster()).await;
        assert!(finds("コースター").await.is_empty(), "a draft");
        app.store.product_withdraw(&cx, &maker, draft).await.expect("nothing to take back");
        let (id, number) = app.published(&cx, &maker, &coaster()).await;
        for query in ["ひのき", "水に強い", "木暖", "wood", "木のもの"] {
            assert_eq!(finds(query).await, [number], "{query}");
        }
        // The change of a live listing is found once it is in the shop, and what it replaced no more.
        let category_id = Some(app.product_row(id).await.category_id);
        let changed = domain::shop::ListingDraft { title: "クルミの鍋敷き".into(), category_id, ..coaster() };
        app.store.product_save(&cx, &maker, id, &changed).await.expect("a change");
        app.store.product_submit(&cx, &maker, id).await.expect("submitted");
        assert!(finds("くるみ").await.is_empty() && finds("ひのき").await == [number]);
        let (staff_cx, staff) = app.some_staff().await;
        let seen = app.store.review_product(&staff_cx, &staff, id).await.expect("review").seen;
        let cmd = domain::shop::ReviewCmd {
            product_id: id,
            decision: domain::shop::Decision::Approved,
            note: String::new(),
            seen,
        };
        app.store.product_review(&staff_cx, &staff, &cmd).await.expect("approved");
        assert!(finds("くるみ").await == [number] && finds("ひのき").await.is_empty());
        app.store.product_withdraw(&cx, &maker, id).await.expect("taken down");
        assert!(finds("くるみ").await.is_empty(), "not in the shop");
    }
}

both_databases! {
    async fn names_that_change_are_found_as_they_are(app: TestApp) {
        let category = app.category("wood").await;
        let mut owner = app.signed_in("owner@example.jp", Role::Member).await;
        owner.post_form("/me/maker", &[("trade_name", "どんぐり工作室"), ("story", "")]).await.expect(303);
        let maker_id = app.store.identity(owner.account_id()).await.expect("read").expect("there").account.maker_id.expect("a maker");
        let (cx, maker) = app.as_maker(owner.account_id(), maker_id);
        let (_, number) = app.published(&cx, &maker, &coaster()).await;
        let finds = |query: &'static str| { let app = app.clone(); async move { found(&app, &searching(query)).await } };
        assert_eq!(finds("どんぐり").await, [number]);
        owner.post_form("/me/maker", &[("trade_name", "まつぼっくり舎"), ("story", "")]).await.expect(303);
        assert!(finds("どんぐり").await.is_empty() && finds("マツボックリ").await == [number]);
        let mut operator = app.operator().await;
        let names = [("name_ja", "森のもの"), ("name_en", "Forest")];
        operator.post_form(&format!("/operator/shop/categories/{category}"), &names).await.expect(303);
        assert!(finds("木のもの").await.is_empty() && finds("森のもの").await == [number] && finds("FOREST").await == [number]);
    }
}

/// More than is counted: pages go on, and none is shown twice.
#[tokio::test]
async fn a_long_list_is_counted_as_far_as_it_is_shown() {
    let app = TestApp::new(Kind::Sqlite).await;
    let known = stocked(&app).await;
    app.db()
        .execute_unprepared(
            "INSERT INTO product (id, number, maker_id, category_id, title, description, price_yen, tax_rate_percent, \
             one_of_a_kind, status, created_at, updated_at, published_at, category_chosen, search_text) \
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 600) \
             SELECT randomblob(16), 90000 + i, (SELECT maker_id FROM product LIMIT 1), (SELECT category_id FROM product LIMIT 1), \
             'くり返し', '', 100 + i, 10, 0, 'published', '2026-01-01 00:00:00+00:00', '2026-01-01 00:00:00+00:00', \
             '2026-01-01 00:00:00+00:00', 1, 'くり返し' FROM n",
        )
        .await
        .expect("rows");
    let filter = ShopFilter { sort: ShopSort::PriceLow, ..searching("クリ返し") };
    let page = async |n| app.store.shop_find(&app.cx(), &filter, n).await.expect("a page");
    assert_eq!((page(1).await.total, page(1).await.pages), (None, 20));
    let mut numbers = Vec::new();
    for n in 1..=25 {
        numbers.extend(page(n).await.tiles.iter().map(|tile| tile.number));
    }
    assert_eq!(numbers, (90001..=90600).collect::<Vec<i64>>());
    for past in [26, 1000, 1001, u64::MAX] {
        assert!(page(past).await.tiles.is_empty(), "{past}");
    }
    assert_eq!(known.len(), 60);
}
