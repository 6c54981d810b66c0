//! Telephone numbers as Japanese keyboards, address books and copied web pages give them.

use std::str::FromStr;

use super::narrow;

/// Fewest and most figures of a telephone number: a local number with its area code, the longest of E.164.
const DIGITS: std::ops::RangeInclusive<usize> = 9..=15;

/// A telephone number in plain characters: figures, single blanks, hyphens, brackets and a leading plus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneNumber(String);

/// What was typed is no telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a telephone number")]
pub struct NotAPhoneNumber;

impl PhoneNumber {
    pub fn into_inner(self) -> String {
        self.0
    }
}

impl FromStr for PhoneNumber {
    type Err = NotAPhoneNumber;

    /// Full-width figures and signs, every dash that a keyboard has (a long-vowel mark too) and dots are made plain;
    /// marks of writing direction, which address books add, are dropped.
    fn from_str(text: &str) -> Result<PhoneNumber, NotAPhoneNumber> {
        let mut plain = String::new();
        for c in narrow(text).chars().filter_map(plain_sign) {
            if c != ' ' || !plain.ends_with(' ') {
                plain.push(c);
            }
        }
        let plain = plain.trim();
        let digits = plain.chars().filter(char::is_ascii_digit).count();
        let signs = plain.chars().all(|c| c.is_ascii_digit() || " -()+".contains(c));
        let plus = plain.rfind('+').is_none_or(|at| at == 0);
        if DIGITS.contains(&digits) && signs && plus { Ok(PhoneNumber(plain.to_owned())) } else { Err(NotAPhoneNumber) }
    }
}

/// The plain form of a sign; `None` for what nobody sees.
fn plain_sign(c: char) -> Option<char> {
    match c {
        // Hyphens and dashes, the minus, long-vowel marks of both widths, lines of tables, dots between groups.
        '\u{2010}'..='\u{2015}' | '−' | '－' | '﹣' | 'ー' | 'ｰ' | '─' | '━' | '〜' | '～' | '・' | '.' => {
            Some('-')
        }
        '（' | '〔' | '［' | '[' => Some('('),
        '）' | '〕' | '］' | ']' => Some(')'),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        c if c.is_whitespace() => Some(' '),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<String, NotAPhoneNumber> {
        text.parse().map(PhoneNumber::into_inner)
    }

    #[test]
    fn numbers_as_people_type_them() {
        for (typed, plain) in [
            ("0422-40-9669", "0422-40-9669"),
            ("０４２２－４０－９６６９", "0422-40-9669"),
            ("０４２２ー４０ー９６６９", "0422-40-9669"),
            ("0422ｰ40ｰ9669", "0422-40-9669"),
            ("0422‐40–9669", "0422-40-9669"),
            ("　０４２２（４０）９６６９　", "0422(40)9669"),
            ("０９０　１２３４\u{a0}５６７８", "090 1234 5678"),
            ("090.1234.5678", "090-1234-5678"),
            ("＋８１ 90-1234-5678", "+81 90-1234-5678"),
            ("\u{202d}09012345678\u{202c}", "09012345678"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(plain), "{typed}");
        }
        for bad in [
            "",
            "12345678",
            "1234567890123456",
            "090-1234-567x",
            "〇九〇一二三四五六七八",
            "0901234+5678",
            "\0901234567",
        ] {
            assert_eq!(read(bad), Err(NotAPhoneNumber), "{bad}");
        }
    }

    /// A number as it is and as some keyboard could send it.
    fn typed() -> impl Strategy<Value = (String, String)> {
        let groups = prop::collection::vec("[0-9]{3,4}", 3..=3);
        let dashes = prop::sample::select(vec!['-', '－', 'ー', 'ｰ', '−', '‐', '‑', '–', '—', '―', '.', '．']);
        let blanks = prop::sample::select(vec!["", " ", "　", "\u{a0}"]);
        (groups, dashes, blanks, any::<bool>()).prop_map(|(groups, dash, blank, wide)| {
            let plain = groups.join("-");
            let widen = |c: char| match c {
                '0'..='9' if wide => char::from_u32(u32::from(c) - u32::from('0') + u32::from('０')).unwrap(),
                '-' => dash,
                other => other,
            };
            let typed: String = plain.chars().map(widen).collect();
            (plain, format!("{blank}{typed}{blank}"))
        })
    }

    proptest! {
        #[test]
        fn every_keyboard_gives_the_same_number((plain, typed) in typed()) {
            prop_assert_eq!(read(&typed), Ok(plain));
        }

        /// What is taken is plain, and is read again as itself.
        #[test]
        fn what_is_taken_is_plain(text in "[-0-9０-９ー（）()+ 　.a]{0,24}") {
            if let Ok(plain) = read(&text) {
                prop_assert!(plain.chars().all(|c| c.is_ascii_digit() || " -()+".contains(c)), "{}", plain);
                prop_assert_eq!(read(&plain), Ok(plain.clone()));
            }
        }
    }
}
