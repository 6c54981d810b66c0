//! A product's word in addresses: what it is called, for people, and its number, by which it is found.

use unicode_normalization::UnicodeNormalization;

/// Characters of the title in an address, at most.
pub const SLUG_TITLE_CHARS_MAX: usize = 40;

/// The title's letters and digits with `-` between them, and the number behind: `ねこの絵皿-1001`. A title without any
/// leaves the number alone. As it is read; whoever writes it into a header or XML percent-encodes it.
pub fn product_slug(title: &str, number: i64) -> String {
    // Twice: what small letters are made of may join again.
    let plain = title.nfkc().flat_map(char::to_lowercase).nfkc();
    let mut words = String::new();
    let (mut chars, mut gap) = (0, false);
    for c in plain {
        if !c.is_alphanumeric() {
            gap = !words.is_empty();
            continue;
        }
        let needed = 1 + usize::from(gap);
        if chars + needed > SLUG_TITLE_CHARS_MAX {
            break;
        }
        if gap {
            words.push('-');
        }
        words.push(c);
        (chars, gap) = (chars + needed, false);
    }
    if words.is_empty() { number.to_string() } else { format!("{words}-{number}") }
}

/// The number of a slug, whatever stands before it, or of a bare number; `None` where there is none.
pub fn number_of(slug: &str) -> Option<i64> {
    let digits = slug.rsplit('-').next()?;
    // A bare number with a sign is none.
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_says_what_it_is() {
        for (title, slug) in [
            ("ねこの絵皿", "ねこの絵皿-12"),
            ("ﾎﾟｰﾁ  「Ｌサイズ」", "ポーチ-lサイズ-12"),
            ("50% Jam / Ｊａｍ!", "50-jam-jam-12"),
            ("--a--", "a-12"),
            ("", "12"),
            ("!?・", "12"),
            ("../../etc", "etc-12"),
        ] {
            assert_eq!(product_slug(title, 12), slug, "{title}");
        }
        assert_eq!(product_slug(&"あ".repeat(60), 7), format!("{}-7", "あ".repeat(40)));
    }

    #[test]
    fn the_number_is_read_from_behind() {
        for (slug, number) in
            [("12", 12), ("ねこ-12", 12), ("old-title-7-12", 12), ("-12", 12), ("a--12", 12), ("2026-0012", 12)]
        {
            assert_eq!(number_of(slug), Some(number), "{slug}");
        }
        for slug in
            ["", "-", "ねこ", "12-", "ねこ12", "-+12", "１２", "1e3", "12.5", "99999999999999999999", "feed.xml"]
        {
            assert_eq!(number_of(slug), None, "{slug}");
        }
    }

    proptest! {
        #[test]
        fn a_slug_finds_its_number(title in "\\PC{0,80}", number in 0..i64::MAX) {
            let slug = product_slug(&title, number);
            prop_assert_eq!(number_of(&slug), Some(number));
            prop_assert!(slug.chars().all(|c| c == '-' || c.is_alphanumeric()), "{}", slug);
            prop_assert!(!slug.starts_with('-') && !slug.contains("--"), "{}", slug);
            let digits = number.to_string().len();
            prop_assert!(slug.chars().count() <= SLUG_TITLE_CHARS_MAX + 1 + digits);
        }

        /// The words of an address are an address of the same words.
        #[test]
        fn a_slug_is_its_own_slug(title in "[a-zA-Zあ-んア-ヶ亜-熙 !/0-9-]{1,30}", number in 1i64..100_000) {
            let slug = product_slug(&title, number);
            let words = slug.rsplit_once('-').map_or("", |(words, _)| words);
            prop_assert_eq!(product_slug(words, number), slug.clone());
        }

        #[test]
        fn nothing_that_is_typed_breaks_it(slug in "\\PC{0,40}") {
            prop_assert!(number_of(&slug).is_none_or(|number| number >= 0));
        }
    }
}
