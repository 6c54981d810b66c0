//! The payment page: card, PayPay, konbini, or back to the shop.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    Form,
    extract::{Path, Query, State as Held},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::frame::{Lang, escaped, not_found, page, time, yen};
use crate::{
    Shared,
    model::{Paid, PayBy, PaymentStatus, Session, SessionStatus},
};

#[derive(Deserialize)]
pub struct Chosen {
    lang: Option<String>,
}

/// A press of a button.
#[derive(Deserialize)]
pub struct Act {
    way: String,
    lang: Option<String>,
}

pub async fn show(
    Held(shared): Held<Arc<Shared>>,
    Path(id): Path<String>,
    Query(chosen): Query<Chosen>,
    headers: HeaderMap,
) -> Response {
    let lang = |locale: Option<&str>| Lang::of(chosen.lang.as_deref(), locale, &headers);
    shared.change(|state, _| match state.session(&id) {
        Err(_) => not_found(lang(None)),
        Ok(session) => {
            let paid = session.payment.as_ref().and_then(|id| state.payments.get(id));
            whole(lang(session.locale.as_deref()), session, paid)
        }
    })
}

pub async fn act(Held(shared): Held<Arc<Shared>>, Path(id): Path<String>, Form(act): Form<Act>) -> Response {
    let by = match act.way.as_str() {
        "card" => Some(PayBy::Card),
        "refused" => Some(PayBy::CardRefused),
        "paypay" => Some(PayBy::PayPay),
        "konbini" => Some(PayBy::Konbini),
        _ => None,
    };
    shared.change(|state, now| {
        // What cannot be done any more changes nothing: the page says how it stands.
        let done = match (by, act.way.as_str()) {
            (Some(by), _) => state.pay(&id, by, now).is_ok() && matches!(by, PayBy::Card | PayBy::PayPay),
            (None, "paid") => state.konbini_pays(&id, now).is_ok(),
            (None, _) => {
                state.konbini_lapses(&id, now);
                false
            }
        };
        match state.session(&id) {
            Ok(session) if done => Redirect::to(&session.success_url).into_response(),
            _ => {
                let lang = act.lang.filter(|lang| lang == "en").map_or("ja", |_| "en");
                Redirect::to(&format!("/pay/{id}?lang={lang}")).into_response()
            }
        }
    })
}

fn whole(lang: Lang, session: &Session, paid: Option<&Paid>) -> Response {
    let (title, inner) = match (session.status, paid) {
        (SessionStatus::Open, _) => (lang.of_two("お支払い", "Payment"), open(lang, session)),
        (SessionStatus::Complete, Some(paid)) if paid.status == PaymentStatus::Waiting => {
            (lang.of_two("コンビニでお支払いください", "Pay at a convenience store"), waiting(lang, session, paid))
        }
        (SessionStatus::Complete, Some(paid)) if paid.status == PaymentStatus::Paid => {
            (lang.of_two("支払いが済みました", "Paid"), to_shop(lang, &session.success_url))
        }
        _ => {
            let back = session.cancel_url.as_deref().unwrap_or(&session.success_url);
            (lang.of_two("この支払いは期限が切れました", "This payment has run out"), to_shop(lang, back))
        }
    };
    let mut lines = String::new();
    for line in &session.lines {
        let times = if line.quantity > 1 { format!(" × {}", line.quantity) } else { String::new() };
        let price = yen(lang, line.unit * line.quantity);
        let _ = write!(lines, "<li><span>{}{times}</span><span>{price}</span></li>", escaped(&line.title));
    }
    let (other, other_name) = (lang.of_two("en", "ja"), lang.of_two("English", "日本語"));
    let body = format!(
        "<main class=\"card\"><h1>{title}</h1><p class=\"soft\">{}</p><p class=\"total\">{}</p>\
         <ul class=\"lines\">{lines}</ul>{inner}\
         <p class=\"foot\"><a href=\"?lang={other}\" lang=\"{other}\">{other_name}</a></p></main>",
        escaped(session.email.as_deref().unwrap_or_default()),
        yen(lang, session.amount),
    );
    page(lang, title, &body)
}

/// One button that does something.
fn button(lang: Lang, way: &str, class: &str, name: &str, hint: &str) -> String {
    let hint = if hint.is_empty() { String::new() } else { format!("<small>{hint}</small>") };
    format!(
        "<form method=\"post\"><input type=\"hidden\" name=\"lang\" value=\"{}\">\
         <button class=\"{class}\" name=\"way\" value=\"{way}\">{name}{hint}</button></form>",
        lang.word()
    )
}

fn open(lang: Lang, session: &Session) -> String {
    let mut ways = String::new();
    if session.refused {
        let text = lang.of_two(
            "カード会社に断られました。別の方法で支払うか、ショップに戻ってください。",
            "The card was declined. Choose another way, or go back to the shop.",
        );
        let _ = write!(ways, "<p class=\"alert\" role=\"alert\">{text}</p>");
    }
    if session.offers("card") {
        ways += &button(lang, "card", "first", lang.of_two("カードで支払う", "Pay by card"), "");
    }
    if session.offers("paypay") {
        ways += &button(lang, "paypay", "", lang.of_two("PayPayで支払う", "Pay by PayPay"), "");
    }
    if session.offers("konbini") {
        let hint = lang.of_two("番号が出ます。お金はあとから届きます", "You get a number and pay later");
        ways += &button(lang, "konbini", "", lang.of_two("コンビニで支払う", "Pay at a convenience store"), hint);
    }
    let name = lang.of_two("カードが断られる場合を試す", "Try a card that is declined");
    ways += &button(lang, "refused", "trouble", name, "");
    let until = lang.of_two("この画面の期限：", "This page is open until ");
    let back = session.cancel_url.as_deref().map_or_else(String::new, |url| {
        format!("<p><a href=\"{}\">{}</a></p>", escaped(url), lang.of_two("← ショップに戻る", "← Back to the shop"))
    });
    format!(
        "<h2>{}</h2><div class=\"ways\">{ways}</div><p class=\"soft\">{until}{}</p>{back}",
        lang.of_two("支払い方法", "How to pay"),
        time(lang, session.expires_at),
    )
}

fn waiting(lang: Lang, session: &Session, paid: &Paid) -> String {
    let number = &paid.konbini_number;
    let (head, tail) = number.split_at(number.len().min(6));
    format!(
        "<p>{}</p><p class=\"number\">{head}-{tail}</p><p class=\"soft\">{}{}</p><div class=\"ways\">{}{}{}</div>",
        lang.of_two("レジで次の番号を伝えてください。", "Tell this number at the till."),
        lang.of_two("支払期限：", "To be paid by "),
        time(lang, paid.konbini_until),
        button(lang, "paid", "first", lang.of_two("コンビニで払った", "I have paid at the store"), ""),
        button(lang, "lapse", "trouble", lang.of_two("払わずに期限が切れた", "Nobody paid in time"), ""),
        to_shop(lang, &session.success_url),
    )
}

fn to_shop(lang: Lang, url: &str) -> String {
    let name = lang.of_two("ショップに戻る", "Back to the shop");
    format!("<p><a class=\"button\" href=\"{}\">{name}</a></p>", escaped(url))
}
