//! Names as people look for them and as lists put them in order: without regard to kana, width and case, and in
//! 五十音 order.

use unicode_normalization::UnicodeNormalization;

/// The text as a search compares it: full and half width alike (NFKC), small letters, hiragana for katakana, no blanks.
/// `ﾎﾟｰﾁ`, `ポーチ` and `ぽーち` are one.
pub fn fold(text: &str) -> String {
    let words: String = hiragana(text).to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    // Again: without the blanks between them, marks join their letters.
    words.nfkc().collect()
}

/// The text with hiragana for katakana, in full width.
pub fn hiragana(text: &str) -> String {
    text.nfkc().map(hiragana_of).collect()
}

/// The text with katakana for hiragana, in full width.
pub fn katakana(text: &str) -> String {
    let katakana_of = |c: char| match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(c as u32 + 0x60).unwrap_or(c),
        other => other,
    };
    text.nfkc().map(katakana_of).collect()
}

fn hiragana_of(c: char) -> char {
    // ァ to ヶ, and the marks of repetition, stand 0x60 behind their hiragana.
    if matches!(c, 'ァ'..='ヶ' | 'ヽ' | 'ヾ') { char::from_u32(c as u32 - 0x60).unwrap_or(c) } else { c }
}

/// By this names are put in order, compared byte by byte: 五十音 first without regard to marks and size of the kana
/// (か and が, や and ゃ; ー is the vowel before it), then with regard to them.
pub fn order(text: &str) -> String {
    let folded = fold(text);
    let mut plain = String::with_capacity(folded.len() * 2 + 1);
    for c in folded.nfd().filter(|c| !matches!(c, '\u{3099}' | '\u{309a}')).map(large) {
        let c = if c == 'ー' { plain.chars().last().map_or(c, vowel) } else { c };
        plain.push(c);
    }
    // A character below every letter, so that the shorter name stands first.
    plain.push('\t');
    plain + &folded
}

/// Whether there is a character that does not say how it is read.
pub fn has_kanji(text: &str) -> bool {
    text.nfkc().any(
        |c| matches!(c, '々' | '〆' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'),
    )
}

/// Whether the text is written in Japanese, in part at least.
pub fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'ぁ'..='ヿ' | 'ｦ'..='ﾟ')) || has_kanji(text)
}

fn large(c: char) -> char {
    match c {
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'ゕ' => 'か',
        'ゖ' => 'け',
        'っ' => 'つ',
        'ゃ' => 'や',
        'ゅ' => 'ゆ',
        'ょ' => 'よ',
        'ゎ' => 'わ',
        c => c,
    }
}

/// The vowel in which a large, plain kana ends; other characters stay.
fn vowel(c: char) -> char {
    const ROWS: [(char, &str); 5] = [
        ('あ', "あかさたなはまやらわ"),
        ('い', "いきしちにひみりゐ"),
        ('う', "うくすつぬふむゆる"),
        ('え', "えけせてねへめれゑ"),
        ('お', "おこそとのほもよろを"),
    ];
    ROWS.iter().find(|(_, row)| row.contains(c)).map_or(c, |(vowel, _)| *vowel)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn kana_width_case_and_blanks_do_not_matter() {
        for text in ["ぽーち", "ポーチ", "ﾎﾟｰﾁ", "ポ ー　チ"] {
            assert_eq!(fold(text), "ぽーち", "{text}");
        }
        assert_eq!((fold("ＹＡＭＡＤＡ Ｔａｒｏ"), fold("山田　太郎")), ("yamadataro".into(), "山田太郎".into()));
    }

    #[test]
    fn names_stand_in_the_order_of_the_kana() {
        let sorted = [
            "あいだ",
            "あおき",
            "いとう",
            "おおの",
            "おーはら",
            "かとう",
            "がとう",
            "かねこ",
            "きむら",
            "ささき",
            "ばば",
            "はら",
            "やまだ",
            "ゆあさ",
        ];
        let mut names: Vec<&str> = sorted.to_vec();
        names.reverse();
        names.sort_by_key(|name| order(name));
        assert_eq!(names, sorted);
        assert!(order("サトウ") < order("しみず") && order("さとう あい") < order("さとう かな"));
    }

    #[test]
    fn kanji_are_told_from_kana_and_letters() {
        assert!(has_kanji("山田 花子") && has_kanji("佐々木"));
        assert!(!has_kanji("やまだ ハナコ") && !has_kanji("Hanako"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,30}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }

        #[test]
        fn what_a_name_holds_is_found_in_it(before in "[ぁ-んァ-ヶ山-花a-zA-Z]{0,8}", part in "[ァ-ヶ]{1,6}", after in "[ぁ-ん]{0,8}") {
            let name = format!("{before}{part}{after}");
            prop_assert!(fold(&name).contains(&fold(&hiragana(&part))));
        }

        #[test]
        fn katakana_and_hiragana_have_one_place(text in "[ァ-ヶー]{0,12}") {
            prop_assert_eq!(order(&text), order(&hiragana(&text)));
        }
    }
}
