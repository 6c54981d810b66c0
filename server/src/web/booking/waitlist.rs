//! キャンセル待ち.

use app::{booking::WaitlistPage, page::Flash};
use axum::extract::Path;
use domain::{DomainError, WaitlistId};
use leptos::prelude::*;
use store::Error;

use super::{
    book::{BookForm, answer_wrong, refused},
    to_mine,
};
use crate::web::{PageResult, Posted, Web};

pub async fn join(web: Web, Path(slug): Path<String>, Posted(form): Posted<BookForm>) -> PageResult {
    let member = web.cx.actor.member()?;
    let cmd = match form.command(&slug) {
        Ok(cmd) => cmd,
        Err(wrong) => return answer_wrong(&web, &member, &slug, form, wrong).await,
    };
    match web.store.waitlist_join(&web.cx, &member, &cmd).await {
        Ok(id) => Ok(web.redirect(&format!("/me/waitlist/{id}"), Some(Flash::Waiting))),
        Err(Error::Domain(DomainError::Reserve(refusal))) => refused(&web, &member, &cmd, &form, refusal).await,
        Err(error) => Err(error.into()),
    }
}

pub async fn page(web: Web, Path(id): Path<String>) -> PageResult {
    let member = web.cx.actor.member()?;
    let waiting = web.store.waitlist_entry(&web.cx, &member, waitlist_id(&id)?).await?;
    Ok(web.page(|| view! { <WaitlistPage waiting/> }))
}

pub async fn leave(web: Web, Path(id): Path<String>) -> PageResult {
    let member = web.cx.actor.member()?;
    web.store.waitlist_leave(&web.cx, &member, waitlist_id(&id)?).await?;
    to_mine(&web, Flash::WaitingLeft)
}

fn waitlist_id(text: &str) -> Result<WaitlistId, Error> {
    text.parse().map_err(|_| DomainError::NotFound.into())
}
