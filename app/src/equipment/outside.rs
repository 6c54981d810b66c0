//! What somebody should see before other opening hours are saved.

use domain::{booking::OutsideBooking, calendar::day_of};

use crate::{booking::{board::row_path, when}, format, page::locale, prelude::*, ui::{Note, Tone}};

/// Bookings in the list at most; the rest is a number.
const LISTED_MAX: usize = 50;

/// What is asked about before the hours are saved.
#[derive(Clone, Debug, Default)]
pub struct HoursWarning {
    pub outside: Vec<OutsideBooking>,
    /// No day of the week would be open.
    pub never_open: bool,
}

impl HoursWarning {
    /// Whether there is anything to ask about.
    pub fn is_empty(&self) -> bool {
        self.outside.is_empty() && !self.never_open
    }

    /// What the form says was seen.
    pub fn seen(&self) -> Vec<(&'static str, String)> {
        let never = self.never_open.then(|| ("seen_never_open", "on".to_owned()));
        [("seen", self.outside.len().to_string())].into_iter().chain(never).collect()
    }
}

/// The question, with the bookings and the way to each.
#[component]
pub(super) fn WarningNote(warning: HoursWarning) -> impl IntoView {
    let l = locale();
    let never = warning.never_open.then(|| view! { <p>{tr!(rules.never_open)}</p> });
    let n = warning.outside.len();
    let rows = warning.outside.into_iter().take(LISTED_MAX).map(|found| {
        let href = row_path(day_of(found.slot.start()), found.id);
        let words = format!("{} {}", when(l, &found.slot), format::localize(l, &found.equipment));
        view! { <li><a class="hit num" href=href>{words}</a>" "{found.who}</li> }
    });
    let rows = rows.collect_view();
    let more = (n > LISTED_MAX).then(|| view! { <p>{tr!(rules.outside_more, n = n - LISTED_MAX).to_string()}</p> });
    let outside = (n > 0).then(|| {
        view! {
            <p>{tr!(rules.outside_n, n = n).to_string()}</p>
            <ul class="stack g1">{rows}</ul>
            {more}
            <p>{tr!(rules.outside_text)}</p>
        }
    });
    view! { <div role="alert"><Note tone=Tone::Warn>{never}{outside}</Note></div> }.into_any()
}
