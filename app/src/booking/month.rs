//! A month of a machine, week by week.

use chrono::{Datelike, Days, Months, NaiveDate};
use domain::booking::DaysView;

use super::{day_path, equipment_path, week::week_day};
use crate::{document::Document, format, page::{locale, page}, prelude::*, ui::{Icon, IconLink, PageHeader, Tab, WeekStrip}};

/// The weeks that hold the month of `from`, whole, from Monday on.
#[component]
pub fn MonthPage(view: DaysView, month: NaiveDate) -> impl IntoView {
    let l = locale();
    let slug = view.equipment.slug.clone();
    let today = domain::calendar::day_of(page().now);
    let href = move |month: NaiveDate, slug: &str| format!("{}/month?from={month}", equipment_path(slug));
    let prev = (month > today).then(|| month.checked_sub_months(Months::new(1))).flatten().map(|before| {
        view! { <IconLink href=href(before, &slug) icon=Icon::Left label=tr!(booking.month_prev)/> }
    });
    let next = month.checked_add_months(Months::new(1)).map(|after| {
        view! { <IconLink href=href(after, &slug) icon=Icon::Right label=tr!(booking.month_next)/> }
    });
    let weeks = view
        .days
        .chunks(7)
        .map(|week| {
            let days = week
                .iter()
                .map(|each| {
                    let day = each.hours.day;
                    week_day(format!("{}#blocks", day_path(&slug, day)), day == today, each)
                })
                .collect();
            view! { <WeekStrip days/> }
        })
        .collect_view();
    let name = format::localize(l, &view.equipment.name).to_owned();
    let title = format::month_of_year(l, month);
    view! {
        <Document title=name.clone() tab=Tab::Book back=equipment_path(&slug) class="page narrow">
            <PageHeader title=name/>
            <section class="stack g3" aria-labelledby="month-h">
                <div class="sec-h">
                    <h2 id="month-h" class="num">{title}</h2>
                    <span class="row">{prev}{next}</span>
                </div>
                {weeks}
            </section>
        </Document>
    }
}

/// The first of the day's month, the Monday from which its sheet starts, and how many days it shows: whole weeks.
pub fn month_sheet(day: NaiveDate) -> (NaiveDate, NaiveDate, usize) {
    let first = day.with_day(1).unwrap_or(day);
    let last = first.checked_add_months(Months::new(1)).and_then(|next| next.checked_sub_days(Days::new(1)));
    let monday = domain::calendar::monday_of(first);
    let days = (last.unwrap_or(first) - monday).num_days() + 1;
    (first, monday, usize::try_from((days + 6) / 7 * 7).unwrap_or(35))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_whole_weeks() {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).expect("a day");
        assert_eq!(month_sheet(day(11, 25)), (day(11, 1), day(10, 26), 42));
        assert_eq!(month_sheet(day(6, 1)), (day(6, 1), day(6, 1), 35));
    }
}
