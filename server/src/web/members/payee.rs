//! `/me/maker/payee`: who a maker is before the law and where their money goes.

use app::{form::FormState, members::PayeePage, page::Flash};
use axum::http::StatusCode;
use domain::{
    Maker,
    form::FormInput,
    members::{InvoiceRegistration, MakerPayee},
};
use leptos::prelude::*;

use super::refused;
use crate::web::{Member, PageResult, Posted, Web};

/// Where a member becomes a maker.
const PROFILE: &str = "/me/maker";

pub async fn show(web: Web, _: Member) -> PageResult {
    let Ok(maker) = web.cx.actor.maker() else { return Ok(web.redirect(PROFILE, None)) };
    let payee = web.store.payee_own(&web.cx, &maker).await?;
    let invoice = payee.as_ref().and_then(|payee| payee.invoice.clone());
    let form = FormState::of(invoice.map_or_else(FormInput::default, shown));
    Ok(web.page(|| view! { <PayeePage payee form/> }))
}

pub async fn save(web: Web, _: Member, Posted(input): Posted<FormInput>) -> PageResult {
    let Ok(maker) = web.cx.actor.maker() else { return Ok(web.redirect(PROFILE, None)) };
    let before = web.store.payee_own(&web.cx, &maker).await?;
    let Err(error) = kept(&web, &maker, &input, before.as_ref()).await else {
        return Ok(web.redirect("/me/maker/payee", Some(Flash::Saved)));
    };
    let (status, form): (StatusCode, FormState) = refused(error, input)?;
    Ok(web.page_with(status, || view! { <PayeePage payee=before form/> }))
}

async fn kept(web: &Web, maker: &Maker, input: &FormInput, before: Option<&MakerPayee>) -> store::Result<()> {
    let payee = MakerPayee::read(input, before).map_err(store::Error::from)?;
    web.store.payee_save(&web.cx, maker, &payee).await
}

/// The number is public: it alone stands in the form.
fn shown(invoice: InvoiceRegistration) -> FormInput {
    FormInput::default().with("invoice_number", invoice.number).with("invoice_from", invoice.from)
}
