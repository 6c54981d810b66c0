//! What some products say beside their story, and the tags of all.

use domain::shop::{Details, TargetAge};

/// Title, materials, size, weight in grams, target age. Of care the categories speak.
type Row = (&'static str, &'static str, &'static str, Option<i64>, Option<TargetAge>);

const DETAILS: [Row; 12] = [
    ("刺しゅうの壁飾り「野の花」", "綿麻の布、レーヨン糸、ブナの枠", "直径18 cm", Some(95), None),
    ("青海波の帆布ポーチ", "8号帆布、内側は撥水の布", "幅20×高さ13×まち6 cm", Some(110), None),
    ("刺し子のふきん 七宝", "さらし木綿、刺し子糸", "約34×34 cm", Some(45), None),
    ("こどもエプロン「くまのパン屋」", "綿", "身長100〜120 cm", Some(120), Some(TargetAge::FromThree)),
    ("お名前ワッペン5枚組", "綿、アイロン接着", "1枚 6×2 cm", Some(10), None),
    ("どうぶつパズル 6ピース", "ヒノキ、無塗装", "15×15×1.5 cm", Some(180), Some(TargetAge::FromThree)),
    ("木の汽車", "ブナ、クルミ油", "長さ14 cm", Some(210), Some(TargetAge::FromThree)),
    ("ヒノキのコースター 麻の葉 4枚組", "多摩産のヒノキ、クルミ油", "1枚 9×9×0.6 cm", Some(60), None),
    ("3Dプリントの植木鉢「さざなみ」", "PLA樹脂（植物由来）", "直径10×高さ9 cm", Some(130), None),
    ("革のキーケース", "ヌメ革、真ちゅう", "10×6.5 cm", Some(55), Some(TargetAge::Adults)),
    ("アクリルの耳飾り「しずく」", "アクリル、サージカルステンレス", "長さ3.2 cm", Some(6), Some(TargetAge::Adults)),
    ("手製本のノート 麻の葉", "和紙、布、麻糸", "A6、96ページ", Some(120), None),
];

/// The details of the product of that title; empty for most.
pub fn details(title: &str) -> Details {
    let row = DETAILS.iter().find(|row| row.0 == title);
    let Some((_, materials, size, weight_grams, target_age)) = row else { return Details::default() };
    Details {
        materials: (*materials).to_owned(),
        size: (*size).to_owned(),
        weight_grams: *weight_grams,
        care: String::new(),
        target_age: *target_age,
    }
}

/// Words in titles, by the tag's word in addresses.
const TAGGED: [(&str, &[&str]); 6] = [
    ("local", &["玉川上水", "ヒノキ", "ミタカ", "まちのなかま"]),
    ("celebration", &["おめでとう", "王冠", "ぽち袋", "だるま"]),
    ("school", &["お名前", "サブバッグ", "巾着", "エプロン", "ペンケース"]),
    ("gift", &["あかり", "時計", "耳飾り", "ペンダント", "カード", "スタイ"]),
    ("season", &["いちょう", "どんぐり", "季節", "オーナメント"]),
    ("offcuts", &["くるみボタン", "シュシュ", "コースター"]),
];

/// The words in addresses of a product's tags.
pub fn tags(title: &str) -> Vec<&'static str> {
    TAGGED.iter().filter(|(_, words)| words.iter().any(|word| title.contains(word))).map(|(tag, _)| *tag).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::products;

    #[test]
    fn details_and_tags_are_of_pieces_that_there_are() {
        let titles: Vec<_> = products().iter().map(|product| product.title.ja).collect();
        for (title, ..) in DETAILS {
            assert!(titles.contains(&title), "{title}");
            assert!(details(title).problems().is_empty(), "{title}");
        }
        for word in TAGGED.iter().flat_map(|(_, words)| words.iter()) {
            assert!(titles.iter().any(|title| title.contains(word)), "{word}");
        }
    }
}
