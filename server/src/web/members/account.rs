//! One's own page: sessions, password, tokens, the maker's profile.

use app::{
    members::{MakerForm, MakerPage, MyPage, PasswordPage, Problems, SessionsPage, TokensPage},
    page::Flash,
};
use axum::{extract::Path, http::StatusCode, response::Response};
use domain::{
    ApiTokenId, DomainError,
    members::{MakerProfile, Password},
};
use leptos::prelude::*;
use serde::Deserialize;
use store::Error;

use super::refused;
use crate::{
    session::{self, Auth},
    web::{PageError, PageResult, Posted, Web},
};

#[derive(Deserialize)]
pub struct PostedPasswords {
    current: String,
    password: String,
}

#[derive(Deserialize)]
pub struct PostedLabel {
    label: String,
}

#[derive(Deserialize)]
pub struct PostedMaker {
    trade_name: String,
    #[serde(default)]
    story: String,
}

pub async fn home(web: Web) -> PageResult {
    Ok(web.page(|| view! { <MyPage/> }))
}

pub async fn confirmation_resend(web: Web) -> PageResult {
    web.store.confirmation_resend(&web.cx, &web.cx.actor.customer()?).await?;
    Ok(web.redirect("/me", Some(Flash::MailSent)))
}

pub async fn join(web: Web) -> PageResult {
    web.store.member_join(&web.cx, &web.cx.actor.customer()?).await?;
    Ok(web.redirect("/me", Some(Flash::Saved)))
}

pub async fn password_form(web: Web) -> PageResult {
    Ok(web.page(|| view! { <PasswordPage problems=Problems::default()/> }))
}

pub async fn password_change(web: Web, mut auth: Auth, Posted(form): Posted<PostedPasswords>) -> PageResult {
    let customer = web.cx.actor.customer()?;
    let outcome = match Password::parse(&form.password) {
        Ok(new) => {
            let keep = session::secret(&auth);
            web.store.password_change(&web.cx, &customer, &form.current, &new, keep.as_deref()).await
        }
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(identity) => {
            session::renew(&mut auth, identity).await?;
            Ok(web.redirect("/me", Some(Flash::PasswordChanged)))
        }
        Err(error) => {
            let (status, problems) = refused(error)?;
            let problems = problems.current_field("current");
            Ok(web.page_with(status, || view! { <PasswordPage problems/> }))
        }
    }
}

pub async fn sessions(web: Web, auth: Auth) -> PageResult {
    let current = session::secret(&auth);
    let sessions = web.store.sessions_list(&web.cx, &web.cx.actor.customer()?, current.as_deref()).await?;
    Ok(web.page(|| view! { <SessionsPage sessions/> }))
}

/// A session that has ended already is as good as ended now.
pub async fn session_end(web: Web, Path(id): Path<String>) -> PageResult {
    match web.store.session_end(&web.cx, &web.cx.actor.customer()?, &id).await {
        Ok(()) | Err(Error::Domain(DomainError::NotFound)) => {
            Ok(web.redirect("/me/sessions", Some(Flash::SessionEnded)))
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn sessions_end_others(web: Web, auth: Auth) -> PageResult {
    let keep = session::secret(&auth);
    web.store.sessions_end(&web.cx, &web.cx.actor.customer()?, keep.as_deref()).await?;
    Ok(web.redirect("/me/sessions", Some(Flash::SessionEnded)))
}

pub async fn tokens(web: Web) -> PageResult {
    tokens_page(&web, StatusCode::OK, None, String::new(), Problems::default()).await
}

/// Answers with the page itself: the token is shown this once and travels in no redirect.
pub async fn token_create(web: Web, Posted(form): Posted<PostedLabel>) -> PageResult {
    match web.store.api_token_create(&web.cx, &web.cx.actor.customer()?, &form.label).await {
        Ok(made) => tokens_page(&web, StatusCode::OK, Some(made), String::new(), Problems::default()).await,
        Err(error) => {
            let (status, problems) = refused(error)?;
            tokens_page(&web, status, None, form.label, problems.name_field("label")).await
        }
    }
}

pub async fn token_revoke(web: Web, Path(id): Path<ApiTokenId>) -> PageResult {
    web.store.api_token_revoke(&web.cx, &web.cx.actor.customer()?, id).await?;
    Ok(web.redirect("/me/tokens", Some(Flash::TokenRevoked)))
}

async fn tokens_page(
    web: &Web,
    status: StatusCode,
    made: Option<String>,
    label: String,
    problems: Problems,
) -> Result<Response, PageError> {
    let tokens = web.store.api_tokens_list(&web.cx, &web.cx.actor.customer()?).await?;
    Ok(web.page_with(status, || view! { <TokensPage tokens made label problems/> }))
}

pub async fn maker_form(web: Web) -> PageResult {
    let own = web.store.maker_own(&web.cx, &web.cx.actor.member()?).await?;
    let form = own.map_or_else(MakerForm::default, |row| MakerForm {
        trade_name: row.trade_name,
        story: row.story,
        exists: true,
    });
    Ok(web.page(|| view! { <MakerPage form problems=Problems::default()/> }))
}

pub async fn maker_save(web: Web, Posted(posted): Posted<PostedMaker>) -> PageResult {
    let member = web.cx.actor.member()?;
    let (status, problems) = match MakerProfile::parse(&posted.trade_name, &posted.story) {
        Err(problems) => (StatusCode::UNPROCESSABLE_ENTITY, Problems::new(problems)),
        Ok(profile) => match web.store.maker_save(&web.cx, &member, &profile).await {
            Ok(_) => return Ok(web.redirect("/me/maker", Some(Flash::Saved))),
            Err(error) => refused(error)?,
        },
    };
    let exists = web.cx.actor.maker().is_ok();
    let form = MakerForm { trade_name: posted.trade_name, story: posted.story, exists };
    Ok(web.page_with(status, || view! { <MakerPage form problems=problems.name_field("trade_name")/> }))
}
