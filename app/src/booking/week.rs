//! The week to choose a day from, and the ways to the weeks around it.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use domain::booking::{DayLoad, WeekDay};

use super::reason;
use crate::{format, page::locale, prelude::*, ui::{Icon, IconLink, Note, WeekStrip, self}};

/// Seven days as links to `base` with the day; `anchor` is where the chosen day stands on that page. Days that are closed
/// say why below.
#[component]
pub(super) fn WeekChooser(
    week: Vec<WeekDay>,
    /// The one that is shown.
    day: NaiveDate,
    today: NaiveDate,
    /// Address without the day; it may have a query.
    base: String,
    anchor: &'static str,
    /// The equipment's address, for the link to the whole month.
    #[prop(optional, into)]
    month: Option<String>,
) -> impl IntoView {
    let l = locale();
    let first = week.first().map_or(day, |day| day.hours.day);
    let last = week.last().map_or(day, |day| day.hours.day);
    let href = |day: NaiveDate| format!("{base}{}date={day}", if base.contains('?') { '&' } else { '?' });
    let prev = (first > today)
        .then(|| view! { <IconLink href=href(first - Days::new(7)) icon=Icon::Left label=tr!(booking.week_prev)/> });
    let next = href(last + Days::new(1));
    let notes = week
        .iter()
        .filter_map(|day| {
            let why = day.hours.closed.as_ref()?;
            let text =
                tr!(booking.day_closed_why, day = format::day(l, day.hours.day), reason = reason(l, why)).to_string();
            Some(view! { <Note>{text}</Note> })
        })
        .collect_view();
    let days = week
        .iter()
        .map(|each| week_day(format!("{}#{anchor}", href(each.hours.day)), each.hours.day == day, each))
        .collect();
    let whole_month = month.map(|equipment| {
        let href = format!("{equipment}/month?from={first}");
        view! { <p class="small"><a class="hit" href=href>{tr!(booking.month_link)}</a></p> }
    });
    view! {
        <section id="day" class="stack g3" aria-labelledby="week-h">
            <div class="sec-h">
                <h2 id="week-h">{tr!(booking.choose_day)}</h2>
                <span class="row">
                    <span class="b num nowrap">{format::month(l, day)}</span>
                    {prev}
                    <IconLink href=next icon=Icon::Right label=tr!(booking.week_next)/>
                </span>
            </div>
            <WeekStrip days/>
            {whole_month}
            {notes}
        </section>
    }
}

/// A day of a strip as a link.
pub(super) fn week_day(href: String, current: bool, day: &WeekDay) -> ui::WeekDay {
    let date = day.hours.day;
    ui::WeekDay {
        href,
        weekday: format::weekday(locale(), date).to_owned(),
        day: date.day(),
        load: match day.load {
            DayLoad::Free => ui::DayLoad::Plenty,
            DayLoad::Some => ui::DayLoad::Some,
            DayLoad::Few => ui::DayLoad::Few,
            DayLoad::Full => ui::DayLoad::Full,
            DayLoad::Closed => ui::DayLoad::Closed,
            DayLoad::Past => ui::DayLoad::Past,
            DayLoad::TooFar => ui::DayLoad::TooFar,
        },
        current,
        red: date.weekday() == Weekday::Sun,
    }
}
