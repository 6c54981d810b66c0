//! Accounts: signing up and in, one's own page.

mod account;
mod address;
mod entry;
mod links;
mod maker;
mod own_passkeys;
mod payee;
mod people;
mod second_step;
mod security;
mod way_in;

use app::form::FormState;
use axum::http::StatusCode;
use domain::{DomainError, form::FormInput, members::AccountError};
use store::Error;

use super::{Access, PageError, Route, upload::allow_a_photo};

pub fn routes() -> Vec<Route> {
    use Access::{Customer, Everyone, Maker, Member};
    let own = vec![
        Route::get("/signup", Everyone, entry::sign_up_form),
        Route::post("/signup", Everyone, entry::sign_up),
        Route::get("/signup/sent", Everyone, entry::sign_up_sent),
        Route::get("/signin", Everyone, entry::sign_in_form),
        Route::post("/signin", Everyone, entry::sign_in),
        Route::post("/signout", Everyone, entry::sign_out),
        Route::get("/confirm/{token}", Everyone, links::confirm_form),
        Route::post("/confirm/{token}", Everyone, links::confirm),
        Route::get("/reset", Everyone, links::reset_form),
        Route::post("/reset", Everyone, links::reset_request),
        Route::get("/reset/sent", Everyone, links::reset_sent),
        Route::get("/reset/{token}", Everyone, links::new_password_form),
        Route::post("/reset/{token}", Everyone, links::new_password),
        Route::get("/me", Customer, account::home),
        Route::post("/me/confirmation", Customer, account::confirmation_resend),
        Route::post("/me/membership", Customer, account::join),
        Route::get("/me/profile", Customer, account::profile_form),
        Route::post("/me/profile", Customer, account::profile_save),
        Route::get("/me/password", Customer, account::password_form),
        Route::post("/me/password", Customer, account::password_change),
        Route::get("/me/sessions", Customer, account::sessions),
        Route::post("/me/sessions/{id}/end", Customer, account::session_end),
        Route::post("/me/sessions/end-others", Customer, account::sessions_end_others),
        Route::get("/me/tokens", Customer, account::tokens),
        Route::post("/me/tokens", Customer, account::token_create),
        Route::post("/me/tokens/{id}/revoke", Customer, account::token_revoke),
        Route::get("/me/maker", Member, maker::show),
        Route::post("/me/maker", Member, maker::save),
        Route::post("/me/maker/photo", Maker, maker::photo).map(allow_a_photo),
        Route::post("/me/maker/photo/remove", Maker, maker::photo_remove),
        Route::get("/me/maker/payee", Member, payee::show),
        Route::post("/me/maker/payee", Member, payee::save),
    ];
    let more = [address::routes(), people::routes(), second_step::routes(), security::routes(), own_passkeys::routes()];
    [own].into_iter().chain(more).flatten().collect()
}

/// The status with which a refused form comes back, and the form; other failures become error pages.
pub(super) fn refused(error: Error, input: FormInput) -> Result<(StatusCode, FormState), PageError> {
    match error {
        Error::Domain(DomainError::Fields(errors)) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, FormState::new(input, errors)))
        }
        Error::Domain(DomainError::Account(refusal)) => {
            let many = matches!(refusal, AccountError::TooManyAttempts { .. });
            let status = if many { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
            Ok((status, FormState::of(input).refused("", refusal)))
        }
        error => Err(error.into()),
    }
}
