//! What is kept of people: the operator's page, one's own data, and the end of one's account.

use app::{
    data::{ClosePage, ClosedPage, DataPage, OwnDataPage},
    form::FormState,
    page::Flash,
};
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    Customer, DomainError, Operator,
    data::{Closing, DataRules, Holding, HoldingCount},
    form::{FieldError, FieldErrors, FormInput},
    members::AccountError,
};
use leptos::prelude::*;
use store::{Error, data::CloseOutcome};

use super::{Access, PageResult, Posted, Route, Web};
use crate::{
    calendar::{Method, Place, of_bookings},
    outbox, own_data,
    session::{self, Auth},
};

pub fn routes() -> Vec<Route> {
    use Access::{Customer, Everyone};
    vec![
        Route::get("/operator/data", Access::Operator, show),
        Route::post("/operator/data", Access::Operator, save),
        Route::get("/me/data", Customer, own),
        Route::post("/me/data", Customer, own_file),
        Route::get("/me/close", Customer, close_ask),
        Route::post("/me/close", Customer, close),
        Route::get("/closed", Everyone, closed),
    ]
}

async fn show(web: Web, operator: Operator) -> PageResult {
    let rules = web.store.data_rules().await?;
    let form = FormState::of(rules.input());
    page(&web, &operator, StatusCode::OK, rules, form).await
}

async fn save(web: Web, operator: Operator, Posted(input): Posted<FormInput>) -> PageResult {
    match DataRules::read(&input) {
        Ok(rules) => {
            web.store.data_rules_save(&web.cx, &operator, &rules).await?;
            Ok(web.redirect("/operator/data", Some(Flash::Saved)))
        }
        Err(errors) => {
            let rules = web.store.data_rules().await?;
            page(&web, &operator, StatusCode::UNPROCESSABLE_ENTITY, rules, FormState::new(input, errors)).await
        }
    }
}

async fn page(web: &Web, operator: &Operator, status: StatusCode, rules: DataRules, form: FormState) -> PageResult {
    let mut counts = web.store.data_counts(&web.cx, operator).await?;
    let mails = outbox::count(&web.state.config.outbox()).await?;
    counts.push(HoldingCount { holding: Holding::Mails, rows: mails });
    let last = web.store.retention_last(&web.cx, operator).await?;
    Ok(web.page_with(status, || view! { <DataPage rules counts last form/> }))
}

async fn own(web: Web, _: Customer) -> Response {
    let maker = web.cx.actor.maker().is_ok();
    web.page(|| view! { <OwnDataPage maker/> })
}

/// A post, so that no link and no page of another site makes the server work for it.
async fn own_file(web: Web, customer: Customer) -> PageResult {
    let data = web.store.own_data(&web.cx, &customer).await?;
    let bookings = web.store.calendar_own(&web.cx, &customer).await?;
    let site = web.store.site_settings().await?;
    let place = Place {
        locale: web.locale,
        space: &site.space_name,
        address: &site.address,
        site_url: &web.state.config.site_url,
    };
    let calendar = of_bookings(&bookings, Method::Publish, place, web.cx.now);
    let body = own_data::zipped(data, calendar, web.state.images.clone())?;
    let name = format!("attachment; filename=\"tsukuriba-{}.zip\"", web.cx.now.format("%Y%m%d"));
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, body).into_response())
}

async fn close_ask(web: Web, customer: Customer) -> PageResult {
    let closing = web.store.account_closing(&web.cx, &customer).await?;
    close_page(&web, StatusCode::OK, closing, FormState::default()).await
}

async fn close(web: Web, customer: Customer, mut auth: Auth, Posted(input): Posted<FormInput>) -> PageResult {
    let refused = match input.has("sure") {
        false => FieldErrors::of("sure", FieldError::NotSure).into(),
        true => match web.store.account_close(&web.cx, &customer, input.text("password")).await {
            Ok(CloseOutcome::Closed { email, photos }) => {
                // The account is gone already: what fails here is cleared away within the day.
                if let Err(error) = files_gone(&web, &email, &photos).await {
                    tracing::error!(request_id = %web.cx.request_id, "files of a closed account: {error}");
                }
                session::end(&mut auth).await?;
                return Ok(web.redirect("/closed", None));
            }
            Ok(CloseOutcome::Open(closing)) => {
                return close_page(&web, StatusCode::CONFLICT, closing, FormState::of(input)).await;
            }
            Err(Error::Domain(DomainError::Account(AccountError::WrongCredentials))) => {
                FieldErrors::of("password", FieldError::PasswordWrong).into()
            }
            Err(error) => error,
        },
    };
    let (status, form) = super::members::refused(refused, input)?;
    let closing = web.store.account_closing(&web.cx, &customer).await?;
    close_page(&web, status, closing, form).await
}

/// The files that rows pointed at, and what the database still remembers of them.
async fn files_gone(web: &Web, email: &str, photos: &[domain::PhotoId]) -> store::Result<()> {
    outbox::forget(&web.state.config.outbox(), email).await?;
    web.store.photos_delete(&web.cx, &*web.state.images, photos).await?;
    web.store.db().forget_deleted().await
}

async fn close_page(web: &Web, status: StatusCode, closing: Closing, form: FormState) -> PageResult {
    let rules = web.store.data_rules().await?;
    Ok(web.page_with(status, || view! { <ClosePage closing rules form/> }))
}

async fn closed(web: Web) -> Response {
    web.page(|| view! { <ClosedPage/> })
}
