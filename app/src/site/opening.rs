//! Whether the space is open, and the week's hours.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{calendar::{at_minute, day_of}, equipment::{ClosedReason, DayHours, OpenHours}, site::{OpenNow, open_now}};

use crate::{booking::{reason, soon}, format, page::{locale, page}, prelude::*, ui::Hours};

/// One line: open until when, or closed, why, and when it opens again. `days` begin today.
#[component]
pub fn OpenLine(days: Vec<DayHours>) -> impl IntoView {
    let now = page().now;
    let today = days.first();
    let hours = today.map_or(OpenHours::Closed, |day| day.open);
    let next = next_opening(&days, now).map(|at| tr!(site.opens_next, at = soon(locale(), at, now)).to_string());
    let (is_open, state, more) = match open_now(hours, now) {
        OpenNow::Open { until } => {
            (true, tr!(site.open), Some(tr!(site.open_until, time = closing(until)).to_string()))
        }
        OpenNow::Later { from } => {
            (false, tr!(site.opens_later), Some(tr!(site.opens_at, time = format::time(from)).to_string()))
        }
        OpenNow::Over => (false, tr!(site.over), next),
        OpenNow::Closed => (false, tr!(site.closed_today), next),
    };
    let reason =
        today.and_then(|day| day.closed.as_ref()).map(|closed| view! { <span>{reason(locale(), closed)}</span> });
    let class = if is_open { "open-now" } else { "open-now shut" };
    view! {
        <p class=class>
            <i aria-hidden="true"></i>
            <b>{state}</b>
            {reason}
            {more.map(|more| view! { <span class="mute num">{more}</span> })}
        </p>
    }
}

/// The hours of the days given, today's marked.
#[component]
pub fn WeekHours(days: Vec<DayHours>) -> impl IntoView {
    let today = day_of(page().now);
    let rows = days.iter().map(|day| hours_row(day, today)).collect();
    view! { <Hours rows/> }
}

fn hours_row(hours: &DayHours, today: NaiveDate) -> (String, String, &'static str) {
    let day = format::day(locale(), hours.day);
    let name = if hours.day == today { tr!(site.today_day, day = day).to_string() } else { day };
    let (value, class) = match (&hours.closed, hours.open) {
        (Some(why @ (ClosedReason::Closure(_) | ClosedReason::Holiday(_) | ClosedReason::Moved)), _) => {
            (tr!(site.closed_why, why = reason(locale(), why)).to_string(), "cl")
        }
        (Some(ClosedReason::Weekday), _) | (None, OpenHours::Closed) => (tr!(ui.day_closed).to_owned(), "cl"),
        (None, OpenHours::Open { open_minute, close_minute }) => {
            (format!("{}–{}", format::clock_minute(open_minute), format::clock_minute(close_minute)), "")
        }
    };
    (name, value, if hours.day == today { "now" } else { class })
}

/// The first opening after `now` on the days given.
fn next_opening(days: &[DayHours], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    days.iter().find_map(|day| match day.open {
        OpenHours::Open { open_minute, .. } => Some(at_minute(day.day, open_minute)).filter(|at| *at > now),
        OpenHours::Closed => None,
    })
}

/// A closing time; midnight is the day's 24:00.
fn closing(until: DateTime<Utc>) -> String {
    match format::time(until).as_str() {
        "0:00" => "24:00".to_owned(),
        time => time.to_owned(),
    }
}
