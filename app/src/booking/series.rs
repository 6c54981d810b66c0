//! A weekly repeat as one thing: its words, its list, and how much of it an action is for.

use domain::{IntoEnumIterator, booking::{MyBooking, SeriesScope}, calendar::day_of};

use super::when;
use crate::{format, i18n::Locale, page::locale, prelude::*, ui::{Choice, LinkRow, LinkRows, More, RadioCards}};

/// `毎週水曜 10:45・残り9回`, from the bookings to come; the weekday and the time are the next one's.
pub(super) fn series_words(l: Locale, coming: &[MyBooking]) -> String {
    let Some(next) = coming.first() else { return String::new() };
    let weekday = format::weekday(l, day_of(next.slot.start()));
    let time = format::time(next.slot.start());
    trl!(l, booking.series_words, weekday = weekday, time = time, n = coming.len()).to_string()
}

/// The bookings to come of a repeat, each with its page.
#[component]
pub(super) fn SeriesNote(coming: Vec<MyBooking>) -> impl IntoView {
    let l = locale();
    let summary = series_words(l, &coming);
    let rows = coming
        .iter()
        .map(|each| LinkRow::new(format!("/me/bookings/{}", each.id), when(l, &each.slot)))
        .collect();
    view! { <More summary><LinkRows rows/></More> }
}

/// `11月25日（水）10:45–11:45だけ`, `この回から後の8回`, `残りの9回すべて`.
pub(super) fn scope_words(l: Locale, scope: SeriesScope, booking: &MyBooking, coming: &[MyBooking]) -> String {
    match scope {
        SeriesScope::This => trl!(l, booking.scope_this, time = when(l, &booking.slot)).to_string(),
        SeriesScope::Following => {
            let after = coming.iter().filter(|each| scope.covers(&booking.slot, &each.slot)).count();
            trl!(l, booking.scope_following, n = after).to_string()
        }
        SeriesScope::All => trl!(l, booking.scope_all, n = coming.len()).to_string(),
    }
}

/// Asks how much of the repeat is meant; nothing when there is one left.
#[component]
pub(super) fn ScopeFields(booking: MyBooking, coming: Vec<MyBooking>, scope: SeriesScope) -> impl IntoView {
    let l = locale();
    let choices = SeriesScope::iter()
        .map(|each| Choice::new(each.into_str(), scope_words(l, each, &booking, &coming)))
        .collect();
    (coming.len() > 1)
        .then(|| view! { <RadioCards legend=tr!(booking.scope) name="scope" choices value=scope.into_str()/> })
}
