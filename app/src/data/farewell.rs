//! The mail to whoever has closed their account. It names nobody, for no name is left; nothing in it is to be opened.

use domain::{IntoEnumIterator, data::{DataRules, Holding, OnClose}, mail::Mail, members::Language, site::SiteSettings};

use super::kept::{name, term};
use crate::{i18n::Locale, mail::{letter, space}};

/// What was erased, what nobody can tell the owner of, and what stays and how long; `pieces` of theirs lie in the shop.
pub fn farewell(to: &str, language: Option<Language>, site: &SiteSettings, rules: &DataRules, pieces: i64) -> Mail {
    let text = |l: Locale| {
        let fetch = if pieces > 0 { format!("{}\n\n", trl!(l, mail.farewell_pieces, n = pieces)) } else { String::new() };
        let contact = [&*site.phone, &*site.email].into_iter().filter(|each| !each.is_empty());
        let contact = contact.collect::<Vec<_>>().join("\n");
        let part = |what| part(l, what, rules);
        trl!(
            l,
            mail.farewell_text,
            space = space(l, site),
            fetch = fetch,
            erased = part(OnClose::Erased),
            hidden = part(OnClose::Anonymous),
            later = part(OnClose::Stays),
            contact = contact
        )
        .to_string()
    };
    letter(to, language, |l| trl!(l, mail.farewell_subject, space = space(l, site)).to_string(), text)
}

/// The holdings to which the same happens, a line each.
fn part(l: Locale, what: OnClose, rules: &DataRules) -> String {
    let such = Holding::iter().filter(|holding| holding.kept().on_close == what);
    let line = |holding| match what {
        OnClose::Stays => trl!(l, mail.farewell_line_until, what = name(l, holding), until = term(l, holding, rules)),
        _ => trl!(l, mail.farewell_line, what = name(l, holding)),
    };
    such.map(|holding| line(holding).to_string()).collect::<Vec<_>>().join("\n")
}
