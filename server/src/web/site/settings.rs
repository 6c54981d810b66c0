//! `/operator/site`: what the site says, form by form; and what the space is painted with.

use std::sync::Arc;

use app::{
    form::FormState,
    site::settings::{LegalPage, MailState, SiteHubPage, SitePartPage},
};
use axum::{
    extract::{Multipart, Path},
    http::header,
    response::{IntoResponse, Response},
};
use domain::{
    DomainError, IntoEnumIterator, JobId, Operator, calendar,
    form::{CalendarDay, FieldErrors, FormInput},
    mail::Mail,
    site::{Colour, LegalDraft, LegalKind, SitePart, SiteSettings, Theme},
};
use leptos::prelude::*;
use store::Error;

use crate::web::{
    Access, PageResult, Posted, Route, Web,
    forms::{refused, rerender, saved},
    named,
    orders::{pays_online, sale_terms},
    upload::{self, allow_a_photo},
};

const HUB: &str = "/operator/site";

pub(super) fn routes() -> Vec<Route> {
    const O: Access = Access::Operator;
    vec![
        Route::get("/theme/{file}", Access::Everyone, theme),
        Route::get("/operator/site", O, hub),
        Route::post("/operator/site/logo", O, logo).map(allow_a_photo),
        Route::post("/operator/site/logo/remove", O, logo_remove),
        Route::post("/operator/site/mail/test", O, test_mail),
        Route::get("/operator/site/{part}", O, part),
        Route::post("/operator/site/{part}", O, part_save),
        Route::post("/operator/site/{part}/{day}/remove", O, legal_remove),
    ]
}

/// The style sheet of a colour: the same for ever, so that browsers keep it.
async fn theme(Path(file): Path<String>) -> PageResult {
    let colour: Colour = named(file.strip_suffix(".css").ok_or(DomainError::NotFound)?)?;
    let theme = Theme::of(colour).map_err(|_| DomainError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, theme.css()).into_response())
}

async fn hub(web: Web, _: Operator) -> PageResult {
    let mut legal = Vec::new();
    for kind in LegalKind::iter() {
        legal.push((kind, web.store.legal_versions(kind).await?));
    }
    let site = web.site.clone();
    Ok(web.page(move || view! { <SiteHubPage site legal/> }))
}

/// What an address under `/operator/site/` names: a form, or one of the long texts.
enum Named {
    Part(SitePart),
    Legal(LegalKind),
}

fn what(word: &str) -> store::Result<Named> {
    named(word).map(Named::Part).or_else(|_| named(word).map(Named::Legal))
}

async fn part(web: Web, operator: Operator, Path(word): Path<String>) -> PageResult {
    match what(&word)? {
        Named::Part(part) => {
            let site = Arc::new(web.store.site_settings().await?);
            let mail = mail_state(&web, part, None);
            let (form, terms) = (FormState::of(part.input(&site)), sale_terms(&web).await?);
            Ok(web.page(move || view! { <SitePartPage part form site terms mail/> }))
        }
        Named::Legal(kind) => {
            let form = FormState::of(legal_form(&web, &operator, kind).await?);
            let versions = web.store.legal_versions(kind).await?;
            Ok(web.page(move || view! { <LegalPage kind versions form/> }))
        }
    }
}

async fn part_save(
    web: Web,
    operator: Operator,
    Path(word): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let is_preview = input.text("act") == "preview";
    match what(&word)? {
        Named::Part(part) if is_preview => {
            let site = Arc::new(web.store.site_settings().await?);
            match part.read(&input, &site) {
                Ok(after) => {
                    let (form, mail) = (FormState::of(input), mail_state(&web, part, None));
                    let terms = sale_terms(&web).await?;
                    Ok(web.page(move || view! { <SitePartPage part form site terms mail preview=Some(after)/> }))
                }
                Err(errors) => part_refused(&web, part, site, input, errors).await,
            }
        }
        Named::Part(part) => match web.store.site_part_save(&web.cx, &operator, part, &input).await {
            Ok(()) => Ok(saved(&web, &format!("{HUB}/{part}"))),
            Err(Error::Domain(DomainError::Fields(errors))) => {
                let site = Arc::new(web.store.site_settings().await?);
                part_refused(&web, part, site, input, errors).await
            }
            Err(error) => Err(error.into()),
        },
        Named::Legal(kind) => legal_save(web, operator, kind, input, is_preview).await,
    }
}

async fn part_refused(
    web: &Web,
    part: SitePart,
    site: Arc<SiteSettings>,
    input: FormInput,
    errors: FieldErrors,
) -> PageResult {
    let (form, mail, terms) = (FormState::new(input, errors), mail_state(web, part, None), sale_terms(web).await?);
    Ok(rerender(web, move || view! { <SitePartPage part form site terms mail/> }))
}

/// The form of the next version: from today, with the text that holds now.
async fn legal_form(web: &Web, _: &Operator, kind: LegalKind) -> store::Result<FormInput> {
    let today = calendar::day_of(web.cx.now);
    let versions = web.store.legal_versions(kind).await?;
    let input = FormInput::default().with("from", today);
    if let Some(version) = versions.last() {
        return Ok(input.with("text_ja", &version.text.ja).with("text_en", &version.text.en));
    }
    let plan = web.store.plan_for(&web.cx).await?.rules;
    let english = if web.site.space_name_en.is_empty() { &web.site.space_name } else { &web.site.space_name_en };
    Ok([("text_ja", app::page::Locale::ja, &web.site.space_name), ("text_en", app::page::Locale::en, english)]
        .into_iter()
        .fold(input, |input, (field, l, space)| {
            let text = match kind {
                LegalKind::Terms => app::site::terms_text(l, space, &plan),
                LegalKind::Privacy => app::site::privacy_text(l, space, pays_online(web)),
            };
            input.with(field, text)
        }))
}

async fn legal_save(web: Web, operator: Operator, kind: LegalKind, input: FormInput, is_preview: bool) -> PageResult {
    let versions = web.store.legal_versions(kind).await?;
    let outcome = match LegalDraft::read(&input, calendar::day_of(web.cx.now)) {
        Ok(draft) if is_preview => {
            let (form, preview) = (FormState::of(input), [draft.text.ja, draft.text.en]);
            return Ok(web.page(move || view! { <LegalPage kind versions form preview=Some(preview)/> }));
        }
        Ok(draft) => web.store.legal_add(&web.cx, &operator, kind, &draft).await,
        Err(errors) => Err(Error::Domain(DomainError::Fields(errors))),
    };
    match outcome {
        Ok(()) => Ok(saved(&web, &format!("{HUB}/{kind}"))),
        Err(error) => {
            let form = refused(input, error)?;
            Ok(rerender(&web, move || view! { <LegalPage kind versions form/> }))
        }
    }
}

async fn legal_remove(web: Web, operator: Operator, Path((kind, day)): Path<(String, String)>) -> PageResult {
    let kind: LegalKind = named(&kind)?;
    web.store.legal_remove(&web.cx, &operator, kind, named::<CalendarDay>(&day)?.date()).await?;
    Ok(saved(&web, &format!("{HUB}/{kind}")))
}

/// The logo is decoded under limits, turned upright and stripped like a product's photo.
async fn logo(web: Web, operator: Operator, parts: Multipart) -> PageResult {
    let kept = match upload::only_photo(parts).await? {
        Ok(files) => web.store.site_logo_set(&web.cx, &operator, files, &*web.state.images).await,
        Err(error) => Err(error),
    };
    let at = format!("{HUB}/{}", SitePart::Look);
    match kept {
        Ok(()) => Ok(saved(&web, &at)),
        Err(Error::Domain(DomainError::Product(error))) => {
            let site = Arc::new(web.store.site_settings().await?);
            let (part, why) = (SitePart::Look, app::error::product(web.locale, error));
            let form = FormState::of(part.input(&site));
            let status = upload::refusal(&[error]);
            Ok(web.page_with(status, || view! { <SitePartPage part form site logo_error=Some(why)/> }))
        }
        Err(error) => Err(error.into()),
    }
}

async fn logo_remove(web: Web, operator: Operator) -> PageResult {
    web.store.site_logo(&web.cx, &operator, None).await?;
    Ok(saved(&web, &format!("{HUB}/{}", SitePart::Look)))
}

/// How mails leave this server; only the part about mails shows it.
fn mail_state(web: &Web, part: SitePart, error: Option<String>) -> Option<MailState> {
    (part == SitePart::Mail).then(|| MailState {
        by_smtp: web.state.config.smtp_url.is_some(),
        from: web.state.config.mail_from.clone(),
        to: web.cx.actor.account().map(|account| account.email.clone()).unwrap_or_default(),
        error,
    })
}

/// Sent at once, not by a job: whoever asks wants to see what the mail server says.
async fn test_mail(web: Web, operator: Operator) -> PageResult {
    let to = web.cx.actor.account().map(|account| account.email.clone()).unwrap_or_default();
    let mail: Mail = app::site::test_mail(to, &web.site.space_name);
    let id: JobId = web.cx.new_id();
    match web.state.mailer.send(id, &mail).await {
        Ok(()) => {
            web.store.test_mail_sent(&web.cx, &operator).await?;
            Ok(web.redirect(&format!("{HUB}/{}", SitePart::Mail), Some(app::page::Flash::MailSent)))
        }
        Err(error) => {
            // What the server said may hold addresses: it is for the page alone.
            tracing::warn!(request_id = %web.cx.request_id, "a test mail could not be sent");
            let part = SitePart::Mail;
            let site = Arc::new(web.store.site_settings().await?);
            let (form, mail) = (FormState::of(part.input(&site)), mail_state(&web, part, Some(error)));
            Ok(mail_failed(&web, move || view! { <SitePartPage part form site mail/> }))
        }
    }
}

fn mail_failed<V: leptos::IntoView + 'static>(web: &Web, view: impl FnOnce() -> V) -> Response {
    web.page_with(axum::http::StatusCode::BAD_GATEWAY, view)
}
