//! The question before a booking is cancelled; after the deadline it asks why.

use domain::booking::{CancelReason, MyBooking, SeriesScope};

use super::{equipment_and_unit, series::ScopeFields, when};
use crate::{document::Document, error, page::{locale, page}, prelude::*, ui::{Ask, Choice, Drawing, LinkButton, Look, Oops, RadioCards, Size, Tab}};

/// `coming` are the bookings to come of the same weekly repeat, `wrong`: the reason was missing.
#[component]
pub fn CancelPage(
    booking: MyBooking,
    coming: Vec<MyBooking>,
    scope: SeriesScope,
    #[prop(default = false)] wrong: bool,
) -> impl IntoView {
    let l = locale();
    let what = format!("{} {}", equipment_and_unit(l, &booking), when(l, &booking.slot));
    let back = (format!("/me/bookings/{}", booking.id), tr!(booking.keep).to_string());
    let now = page().now;
    let body = if booking.cancelled_at.is_some() {
        let title = tr!(booking.already_cancelled);
        view! { <Oops drawing=Drawing::Calendar title text=what action=to_list()/> }.into_any()
    } else if booking.slot.start() <= now {
        let title = tr!(booking.in_use);
        let text = error::cancel(l, domain::booking::CancelError::AlreadyStarted);
        view! { <Oops drawing=Drawing::Calendar title text action=to_list()/> }.into_any()
    } else {
        let action = format!("/me/bookings/{}/cancel", booking.id);
        let late = now > booking.cancel_until;
        let text = if late {
            tr!(booking.cancel_late_text, what = what).to_string()
        } else {
            tr!(booking.cancel_text, what = what).to_string()
        };
        let move_href = format!("/me/bookings/{}/move", booking.id);
        let scope = view! { <ScopeFields booking=booking.clone() coming scope/> };
        let reasons = if late || wrong {
            view! { <Reasons wrong/> }.into_any()
        } else {
            view! {
                <LinkButton href=move_href label=tr!(booking.move_instead) look=Look::Second size=Size::Wide/>
            }
            .into_any()
        };
        view! {
            <Ask title=tr!(booking.cancel_ask) text action yes=tr!(booking.cancel_yes) no=back>{scope}{reasons}</Ask>
        }
        .into_any()
    };
    view! { <Document title=tr!(booking.cancel_ask) tab=Tab::Me back="/me/bookings">{body}</Document> }
}

/// Why it is cancelled so late; what a parent needs stands first.
#[component]
pub fn Reasons(#[prop(default = false)] wrong: bool) -> impl IntoView {
    let choices = CancelReason::MEMBERS
        .into_iter()
        .map(|reason| {
            let (label, note) = match reason {
                CancelReason::ChildCare => (tr!(booking.reason_child), tr!(booking.reason_no_penalty)),
                CancelReason::Illness => (tr!(booking.reason_illness), tr!(booking.reason_no_penalty)),
                CancelReason::Other | CancelReason::Staff => (tr!(booking.reason_other), tr!(booking.reason_penalty)),
            };
            Choice::new(reason.into_str(), label).note(note)
        })
        .collect();
    let error = wrong.then(|| error::cancel(locale(), domain::booking::CancelError::ReasonNeeded));
    view! { <RadioCards legend=tr!(booking.reason_ask) name="reason" choices error=error/> }
}

fn to_list() -> (String, String) {
    ("/me/bookings".to_owned(), tr!(booking.to_mine).to_string())
}
