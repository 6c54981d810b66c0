//! A small dashboard: all payments, refunds from outside the shop, disputes.

use std::{fmt::Write as _, sync::Arc};

use axum::{
    Form,
    extract::{Path, Query, State as Held},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::frame::{Lang, escaped, page, time, yen};
use crate::{
    Shared,
    model::{Paid, PaymentStatus},
    state::State,
};

#[derive(Deserialize)]
pub struct Chosen {
    lang: Option<String>,
    refused: Option<String>,
}

/// A press of a button.
#[derive(Deserialize)]
pub struct Act {
    act: String,
    amount: Option<String>,
    refund: Option<String>,
    lang: Option<String>,
}

pub async fn show(Held(shared): Held<Arc<Shared>>, Query(chosen): Query<Chosen>, headers: HeaderMap) -> Response {
    let lang = Lang::of(chosen.lang.as_deref(), None, &headers);
    shared.change(|state, _| whole(lang, state, chosen.refused.is_some()))
}

pub async fn act(Held(shared): Held<Arc<Shared>>, Path(id): Path<String>, Form(act): Form<Act>) -> Response {
    let refund = act.refund.unwrap_or_default();
    let done = shared.change(|state, now| match act.act.as_str() {
        "dispute" => state.dispute(&id, None, now),
        "won" => state.dispute(&id, Some(true), now),
        "lost" => state.dispute(&id, Some(false), now),
        "arrived" => state.refund_ends(&refund, true, now),
        "failed" => state.refund_ends(&refund, false, now),
        _ => {
            let amount = act.amount.as_deref().and_then(|amount| amount.trim().parse().ok()).unwrap_or(0);
            state.refund(&id, Some(amount), Default::default(), now).map(drop)
        }
    });
    let lang = act.lang.filter(|lang| lang == "en").map_or("ja", |_| "en");
    let refused = if done.is_err() { "&refused=1" } else { "" };
    Redirect::to(&format!("/dashboard?lang={lang}{refused}")).into_response()
}

fn whole(lang: Lang, state: &State, refused: bool) -> Response {
    let title = lang.of_two("練習用の決済ダッシュボード", "Rehearsal dashboard");
    let mut list = String::new();
    for paid in state.order.iter().rev().filter_map(|id| state.payments.get(id)) {
        list += &item(lang, paid);
    }
    if list.is_empty() {
        let text = lang.of_two("支払いはまだありません。", "No payments yet.");
        let _ = write!(list, "<li>{text}</li>");
    }
    let alert = match refused {
        true => format!(
            "<p class=\"alert\" role=\"alert\">{}</p>",
            lang.of_two(
                "できませんでした。金額か状態を確かめてください。",
                "That could not be done: check amount and state."
            )
        ),
        false => String::new(),
    };
    let about = lang.of_two(
        "ショップの外で起きることを試せます。ここの内容はサーバーを止めると消えます。",
        "Try what happens outside the shop. All of this is forgotten when the server stops.",
    );
    let (other, other_name) = (lang.of_two("en", "ja"), lang.of_two("English", "日本語"));
    let body = format!(
        "<main class=\"card wide\"><h1>{title}</h1><p class=\"soft\">{about}</p>{alert}<ul class=\"payments\">{list}</ul>\
         <p class=\"foot\"><a href=\"?lang={other}\" lang=\"{other}\">{other_name}</a></p></main>"
    );
    page(lang, title, &body)
}

fn item(lang: Lang, paid: &Paid) -> String {
    let by = match paid.by.word() {
        "paypay" => "PayPay",
        "konbini" => lang.of_two("コンビニ", "Convenience store"),
        _ => lang.of_two("カード", "Card"),
    };
    let state = match (paid.status, &paid.dispute) {
        (PaymentStatus::Waiting, _) => lang.of_two("入金待ち", "Waiting for the money"),
        (PaymentStatus::Lapsed, _) => lang.of_two("期限切れ", "Never paid"),
        (PaymentStatus::Paid, Some(dispute)) => match dispute.status {
            "won" => lang.of_two("異議申し立て：ショップの勝ち", "Dispute won"),
            "lost" => lang.of_two("異議申し立て：ショップの負け", "Dispute lost"),
            _ => lang.of_two("異議申し立て中", "Disputed"),
        },
        (PaymentStatus::Paid, None) => lang.of_two("支払い済み", "Paid"),
    };
    let back = match paid.refunded() {
        0 => String::new(),
        amount => format!("・{}{}", lang.of_two("返金 ", "refunded "), yen(lang, amount)),
    };
    format!(
        "<li><strong>{}</strong> {by}・{state}{back}<br><span class=\"soft\">{} {}</span><br><code>{}</code>\
         <div class=\"acts\">{}</div></li>",
        yen(lang, paid.amount),
        time(lang, paid.created),
        escaped(paid.description.as_deref().unwrap_or_default()),
        paid.id,
        acts(lang, paid),
    )
}

fn acts(lang: Lang, paid: &Paid) -> String {
    let mut acts = String::new();
    let form = |inner: String| {
        format!(
            "<form method=\"post\" action=\"/dashboard/{}\"><input type=\"hidden\" name=\"lang\" value=\"{}\">{inner}</form>",
            paid.id,
            lang.word()
        )
    };
    let press = |act: &str, name: &str| format!("<button name=\"act\" value=\"{act}\">{name}</button>");
    if paid.status != PaymentStatus::Paid {
        return acts;
    }
    let left = paid.amount - paid.refunded();
    if left > 0 {
        let label = lang.of_two("返金する金額（円）", "Yen to give back");
        let input = format!("<input name=\"amount\" inputmode=\"numeric\" aria-label=\"{label}\" value=\"{left}\">");
        acts += &form(input + &press("refund", lang.of_two("返金", "Refund")));
    }
    for refund in paid.refunds.iter().filter(|refund| refund.status == "requires_action") {
        let input = || format!("<input type=\"hidden\" name=\"refund\" value=\"{}\">", refund.id);
        acts += &form(input() + &press("arrived", lang.of_two("返金が届いた", "Refund arrived")));
        acts += &form(input() + &press("failed", lang.of_two("返金できなかった", "Refund failed")));
    }
    match paid.dispute.as_ref().map(|dispute| dispute.status) {
        None => acts += &form(press("dispute", lang.of_two("異議を申し立てる", "Open a dispute"))),
        Some("needs_response") => {
            acts += &form(press("won", lang.of_two("ショップの勝ち", "Shop wins")));
            acts += &form(press("lost", lang.of_two("ショップの負け", "Shop loses")));
        }
        Some(_) => {}
    }
    acts
}
