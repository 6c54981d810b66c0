//! A mail as it is handed over to be sent.

/// A file of text that comes with a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    pub name: String,
    /// `text/calendar; charset=utf-8; method=REQUEST`.
    pub kind: String,
    pub text: String,
}

/// A plain-text mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub attachment: Option<Attachment>,
}

/// What somebody typed, as a mail may carry it: in words from strangers no mail program finds an address to link to. A
/// blank comes between a dot and the letter after it, and before the strokes of an address.
pub fn unlinked(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 8);
    let mut before = [' ', ' '];
    for c in text.chars() {
        let is_dot = matches!(before[1], '.' | '\u{ff0e}' | '\u{ff61}');
        let in_host = is_dot && c.is_alphabetic() && (before[0].is_alphanumeric() || before[0] == '-');
        let in_scheme = before[1] == ':' && c == '/';
        // "evil@host" alone is a link for some.
        let in_address = before[1] == '@' && c.is_alphanumeric();
        if in_host || in_scheme || in_address {
            plain.push(' ');
        }
        plain.push(c);
        before = [before[1], c];
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::unlinked;

    #[test]
    fn an_address_in_a_name_is_no_link() {
        for (typed, plain) in [
            ("山田 花子", "山田 花子"),
            ("J.R. Tolkien", "J. R. Tolkien"),
            ("3.5mmの箱 No.5", "3.5mmの箱 No.5"),
            ("https://evil.example/a", "https: //evil. example/a"),
            ("www.evil.example", "www. evil. example"),
            ("http://192.0.2.7", "http: //192.0.2.7"),
            ("賞品はこちら evil．example", "賞品はこちら evil． example"),
            ("xn--fsq.みんな", "xn--fsq. みんな"),
            ("a@evil.example", "a@ evil. example"),
            ("ありがとう。また来ます", "ありがとう。また来ます"),
        ] {
            assert_eq!(unlinked(typed), plain);
        }
    }

    proptest! {
        #[test]
        fn nothing_that_was_typed_is_found_as_a_link(text in "[a-zあ./:@ -]{0,40}") {
            let plain = unlinked(&text);
            prop_assert!(!plain.contains("://"));
            let chars: Vec<char> = plain.chars().collect();
            for three in chars.windows(3) {
                let is_host = three[0].is_alphanumeric() && three[1] == '.' && three[2].is_alphabetic();
                prop_assert!(!is_host, "{plain}");
            }
            prop_assert_eq!(unlinked(&plain), plain.clone(), "once is enough");
            prop_assert_eq!(plain.replace(' ', ""), text.replace(' ', ""), "nothing is lost");
        }
    }
}
