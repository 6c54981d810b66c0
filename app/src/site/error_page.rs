//! The page of a refusal or failure: what is wrong, what to do, and for our own faults a number to quote.

use domain::shop::PHOTO_BYTES_MAX;

use crate::{document::Document, page::page, prelude::*, ui::{Drawing, Oops}};

/// What kind of trouble a page tells of. Free text comes from our own messages only, never from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    NotFound,
    /// The space is being prepared.
    NotOpen,
    Forbidden,
    SignInRequired,
    Busy,
    Internal,
    BadRequest,
    TooLarge,
    /// What was sent came too slowly.
    TooSlow,
    TooManyRequests,
    CrossOrigin,
    /// The mail address has to be confirmed first.
    EmailNotConfirmed,
    /// A rule refused; its message.
    Rule(String),
}

#[component]
pub fn ErrorPage(trouble: Trouble) -> impl IntoView {
    let (title, text) = words(&trouble);
    let request_id = (trouble == Trouble::Internal).then(|| {
        let id = page().request_id.clone();
        format!("{}: {id}", tr!(errors.request_id))
    });
    let (href, label) = match trouble {
        Trouble::SignInRequired | Trouble::NotOpen => ("/signin", tr!(errors.sign_in)),
        // One's own page has the button that sends the mail again.
        Trouble::EmailNotConfirmed => ("/me", tr!(members.unconfirmed_again)),
        _ => ("/", tr!(errors.home)),
    };
    let action = (href.to_owned(), label.to_owned());
    let drawing = match trouble {
        Trouble::NotFound => Drawing::Oops,
        _ => Drawing::OopsTool,
    };
    view! {
        <Document title=title.clone()>
            <Oops drawing title text action request_id/>
        </Document>
    }
}

fn words(trouble: &Trouble) -> (String, String) {
    let (title, text) = match trouble {
        Trouble::NotFound => (tr!(errors.not_found), tr!(errors.not_found_next)),
        Trouble::NotOpen => (tr!(errors.not_open), tr!(errors.not_open_next)),
        Trouble::Forbidden => (tr!(errors.forbidden), tr!(errors.forbidden_next)),
        Trouble::SignInRequired => (tr!(errors.sign_in_required), tr!(errors.sign_in_required_next)),
        Trouble::Busy => (tr!(errors.busy), tr!(errors.busy_next)),
        Trouble::Internal => (tr!(errors.internal), tr!(errors.internal_next)),
        Trouble::BadRequest => (tr!(errors.bad_request), tr!(errors.bad_request_next)),
        Trouble::TooLarge => {
            let megabytes = PHOTO_BYTES_MAX / (1024 * 1024);
            return (tr!(errors.too_large).to_owned(), tr!(errors.too_large_next, n = megabytes).to_string());
        }
        Trouble::TooSlow => (tr!(errors.too_slow), tr!(errors.too_slow_next)),
        Trouble::TooManyRequests => (tr!(errors.too_many_requests), tr!(errors.too_many_requests_next)),
        Trouble::CrossOrigin => (tr!(errors.cross_origin), tr!(errors.cross_origin_next)),
        Trouble::EmailNotConfirmed => (tr!(errors.email_not_confirmed), tr!(members.unconfirmed)),
        Trouble::Rule(message) => return (message.clone(), tr!(errors.bad_request_next).to_owned()),
    };
    (title.to_owned(), text.to_owned())
}
