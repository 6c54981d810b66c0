//! The frame of every page.

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use chrono::{DateTime, TimeDelta, Utc};

const STYLE: &str = include_str!("page.css");

/// The language of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lang {
    Ja,
    En,
}

impl Lang {
    /// As the address says, else as the shop asked for, else as the browser likes it.
    pub fn of(chosen: Option<&str>, locale: Option<&str>, headers: &HeaderMap) -> Lang {
        let browser = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
        let word = chosen.or(locale.filter(|locale| *locale != "auto")).or(browser).unwrap_or("ja");
        if word.starts_with("en") { Lang::En } else { Lang::Ja }
    }

    pub fn word(self) -> &'static str {
        self.of_two("ja", "en")
    }

    pub fn of_two<'a>(self, ja: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Ja => ja,
            Lang::En => en,
        }
    }
}

/// Text for a page.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
    out
}

/// `12,345円` or `¥12,345`.
pub fn yen(lang: Lang, amount: i64) -> String {
    let digits = amount.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match lang {
        Lang::Ja => format!("{grouped}円"),
        Lang::En => format!("¥{grouped}"),
    }
}

/// A time in Japan.
pub fn time(lang: Lang, at: DateTime<Utc>) -> String {
    let local = at + TimeDelta::hours(9);
    let form = lang.of_two("%-m月%-d日 %H:%M", "%-d %b, %H:%M JST");
    local.format(form).to_string()
}

/// A whole page. `body` is HTML.
pub fn page(lang: Lang, title: &str, body: &str) -> Response {
    let banner = lang.of_two("練習用の支払い画面・お金は動きません", "Rehearsal: no money moves, no card is asked for");
    let html = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
         <title>{}</title><style>{STYLE}</style></head><body><p class=\"banner\" role=\"note\">{banner}</p>{body}</body></html>",
        lang.word(),
        escaped(title),
    );
    let policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";
    let headers = [(header::CONTENT_SECURITY_POLICY, policy), (header::CACHE_CONTROL, "no-store")];
    (headers, Html(html)).into_response()
}

/// The page that says that there is none.
pub fn not_found(lang: Lang) -> Response {
    let title = lang.of_two("このページはありません", "There is no such page");
    let hint = lang.of_two(
        "練習用の支払いは、サーバーを止めると消えます。ショップに戻ってやり直してください。",
        "Rehearsals are forgotten when the server stops. Go back to the shop and try again.",
    );
    let body = format!("<main class=\"card\"><h1>{title}</h1><p>{hint}</p></main>");
    (StatusCode::NOT_FOUND, page(lang, title, &body)).into_response()
}
