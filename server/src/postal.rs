//! The postal codes of Japan, inside the program. `script/postal-codes` makes the file anew.

use std::{io::Read, sync::LazyLock};

use domain::orders::PostalPlace;

/// The version in the first line; then `code⇥prefecture⇥city⇥town`, sorted.
static PACKED: &[u8] = include_bytes!("../data/postal-codes.tsv.br");
/// Unpacked by the first who asks.
static CODES: LazyLock<Codes> = LazyLock::new(|| Codes::unpack(PACKED));
/// Of the reader that unpacks, in bytes.
const BUFFER: usize = 64 * 1024;
/// Figures of a postal code.
const FIGURES: usize = 7;

#[derive(Default)]
struct Codes {
    text: String,
    /// Where each line begins but the first.
    starts: Vec<usize>,
}

impl Codes {
    /// Nothing at all where the bytes are not what they should be; `doctor` says so.
    fn unpack(packed: &[u8]) -> Codes {
        let mut text = String::new();
        if brotli::Decompressor::new(packed, BUFFER).read_to_string(&mut text).is_err() {
            return Codes::default();
        }
        let starts = text.match_indices('\n').map(|(at, _)| at + 1).filter(|at| *at < text.len()).collect();
        Codes { text, starts }
    }

    fn line(&self, start: usize) -> &str {
        self.text[start..].lines().next().unwrap_or_default()
    }

    fn places(&self, code: &str) -> Vec<PostalPlace> {
        if code.len() != FIGURES {
            return Vec::new();
        }
        let first = self.starts.partition_point(|start| self.line(*start) < code);
        let lines = self.starts[first..].iter().map(|start| self.line(*start));
        lines.take_while(|line| line.starts_with(code)).filter_map(place).collect()
    }
}

fn place(line: &str) -> Option<PostalPlace> {
    let mut parts = line.split('\t').skip(1).map(str::to_owned);
    Some(PostalPlace { prefecture: parts.next()?, city: parts.next()?, town: parts.next()? })
}

/// The places of a postal code, which is seven figures; none for a code that there is not.
pub fn places(code: &str) -> Vec<PostalPlace> {
    CODES.places(code)
}

/// The version of the data, such as `2026.10.0` (year and month); `None` when it cannot be read.
pub fn version() -> Option<&'static str> {
    (!CODES.starts.is_empty()).then(|| CODES.line(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_place_and_they_are_sorted() {
        assert!(CODES.starts.len() > 120_000, "{}", CODES.starts.len());
        for pair in CODES.starts.windows(2) {
            assert!(CODES.line(pair[0]) < CODES.line(pair[1]));
        }
        for start in &CODES.starts {
            let line = CODES.line(*start);
            let place = place(line).unwrap();
            assert!(line.as_bytes()[..FIGURES].iter().all(u8::is_ascii_digit), "{line}");
            assert!(!place.prefecture.is_empty() && !place.city.is_empty(), "{line}");
        }
        assert!(version().unwrap().starts_with("20"));
    }

    #[test]
    fn a_code_has_one_place_several_or_none() {
        let town = |code: &str| places(code).into_iter().map(|place| place.city + &place.town).collect::<Vec<_>>();
        assert_eq!(town("1810013"), ["三鷹市下連雀"]);
        assert_eq!(town("4980000"), ["桑名郡木曽岬町", "弥富市"]);
        for none in ["0000000", "9999999", "", "181", "18100130", "181001あ"] {
            assert_eq!(places(none), [], "{none}");
        }
    }

    #[test]
    fn what_cannot_be_unpacked_is_no_place() {
        assert!(Codes::unpack(b"no brotli").places("1810013").is_empty());
    }
}
