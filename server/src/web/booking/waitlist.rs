//! キャンセル待ち.

use app::{booking::WaitlistPage, form::FormState, page::Flash};
use axum::extract::Path;
use domain::{DomainError, WaitlistId, form::FormInput};
use leptos::prelude::*;
use store::Error;

use super::{
    book::{refused, rerender},
    forms::read_booking,
    to_mine,
};
use crate::web::{ConfirmedMember, Member, PageResult, Posted, Web};

pub async fn join(
    web: Web,
    member: ConfirmedMember,
    Path(slug): Path<String>,
    Posted(input): Posted<FormInput>,
) -> PageResult {
    let cmd = match read_booking(&input, &slug) {
        Ok(cmd) => cmd,
        Err(errors) => return rerender(&web, &member, &slug, FormState::new(input, errors)).await,
    };
    match web.store.waitlist_join(&web.cx, &member, &cmd).await {
        Ok(id) => Ok(web.redirect(&format!("/me/waitlist/{id}"), Some(Flash::Waiting))),
        Err(Error::Domain(DomainError::Reserve(refusal))) => refused(&web, &member, &cmd, input, refusal).await,
        Err(error) => Err(error.into()),
    }
}

pub async fn page(web: Web, member: Member, Path(id): Path<String>) -> PageResult {
    let waiting = web.store.waitlist_entry(&web.cx, &member, waitlist_id(&id)?).await?;
    Ok(web.page(|| view! { <WaitlistPage waiting/> }))
}

pub async fn leave(web: Web, member: Member, Path(id): Path<String>) -> PageResult {
    web.store.waitlist_leave(&web.cx, &member, waitlist_id(&id)?).await?;
    to_mine(&web, Flash::WaitingLeft)
}

fn waitlist_id(text: &str) -> Result<WaitlistId, Error> {
    text.parse().map_err(|_| DomainError::NotFound.into())
}
