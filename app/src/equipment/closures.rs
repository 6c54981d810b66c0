//! Closed days to come, and whether 祝日 are closed.

use chrono::NaiveDate;
use domain::{IntoEnumIterator, booking::{ClosureDay, Closures, HolidayDay, HolidayRule, NAME_CHARS_MAX}};

use super::{names::{field_name, holiday_rule_name}, outside::{HoursWarning, WarningNote}};
use crate::{document::OperatorPage, form::{FormProblems, FormState, TwoTexts}, format, page::{locale, page}, prelude::*, ui::{BackLink, Button, Choice, Col, DataTable, Drawing, Empty, Field, Hidden, Icon, Look, Note, PageHeader, PostButton, RadioCards, SectionHeader, Size, Tag, Tone, cell, paths}};

const HERE: &str = "/operator/closures";

/// Bookings on the days that somebody wants to close.
#[derive(Clone, Debug, Default)]
pub struct ClosureWarning(pub Vec<(NaiveDate, u64)>);

impl ClosureWarning {
    fn total(&self) -> u64 {
        self.0.iter().map(|(_, n)| n).sum()
    }
}

/// The days, the switch for 祝日, and the form for more days.
#[component]
pub fn ClosuresPage(
    closures: Closures,
    form: FormState,
    warning: ClosureWarning,
    /// The rule for 祝日 that was asked for, and what it would do.
    #[prop(optional_no_strip)]
    holidays: Option<(HolidayRule, HoursWarning)>,
) -> impl IntoView {
    let asked = !form.is_fine() || !warning.0.is_empty();
    let add = view! { <Add form warning/> }.into_any();
    let coming = view! { <Coming days=closures.days.clone()/> }.into_any();
    // A form that came back stands first, so that nobody has to look for it.
    let (first, second) = if asked { (add, coming) } else { (coming, add) };
    view! {
        <OperatorPage title=tr!(rules.closures) path=paths::BOOKING_SETTINGS>
            <div class="stack g3">
                <BackLink href=paths::BOOKING_SETTINGS label=tr!(rules.hub_title)/>
                <PageHeader title=tr!(rules.closures) sub=tr!(rules.closures_sub)/>
            </div>
            <div class="stack g6">
                {first}
                {second}
                <Holidays closures asked=holidays/>
            </div>
        </OperatorPage>
    }
}

#[component]
fn Coming(days: Vec<ClosureDay>) -> impl IntoView {
    let list = if days.is_empty() {
        view! {
            <Empty drawing=Drawing::Calendar title=tr!(rules.closures_none) text=tr!(rules.closures_none_text)/>
        }
        .into_any()
    } else {
        let cols = vec![
            Col::text(tr!(rules.closure_day)),
            Col::text(tr!(rules.closure_reason)),
            Col::text(tr!(rules.closure_bookings)),
            Col::text(""),
        ];
        let rows = days.into_iter().map(row).collect();
        view! { <DataTable caption=tr!(rules.closures_coming) cols rows/> }.into_any()
    };
    view! {
        <section class="stack g3" aria-labelledby="coming">
            <SectionHeader title=tr!(rules.closures_coming) id="coming"/>
            {list}
        </section>
    }
    .into_any()
}

fn row(day: ClosureDay) -> Vec<AnyView> {
    let words = format::day(locale(), day.day);
    let label = tr!(rules.closure_remove_day, day = words).to_string();
    vec![
        cell(dated(day.day)),
        cell(format::localize(locale(), &day.reason).to_owned()),
        booked(day.day, day.bookings),
        cell(view! {
            <PostButton action=format!("{HERE}/{}/remove", day.day) label look=Look::Second size=Size::Small/>
        }),
    ]
}

/// The day with its weekday, and the year where it is another one.
fn dated(day: NaiveDate) -> String {
    use chrono::Datelike;
    let words = format::day(locale(), day);
    let this_year = domain::calendar::day_of(page().now).year();
    match (day.year() == this_year, locale()) {
        (true, _) => words,
        (false, crate::page::Locale::ja) => format!("{}年{words}", day.year()),
        (false, crate::page::Locale::en) => format!("{words} {}", day.year()),
    }
}

/// How many bookings fall on the day, with the way to the board.
fn booked(day: NaiveDate, n: u64) -> AnyView {
    if n == 0 {
        return cell(tr!(rules.closure_no_bookings));
    }
    let href = format!("/staff/board?date={day}");
    cell(view! { <a href=href>{tr!(rules.closure_bookings_n, n = n).to_string()}</a> })
}

#[component]
fn Add(form: FormState, warning: ClosureWarning) -> impl IntoView {
    let total = warning.total();
    let label = if total > 0 { tr!(rules.closure_save_anyway) } else { tr!(rules.closure_save) };
    let look = if total > 0 { Look::Danger } else { Look::Main };
    let seen = vec![("seen", total.to_string())];
    let warn = (total > 0).then(|| {
        let days =
            warning.0.iter().map(|(day, n)| view! { <li>{dated(*day)}" "{booked(*day, *n)}</li> }).collect_view();
        view! {
            <div class="stack g3" role="alert">
                <Note tone=Tone::Warn>{tr!(rules.closure_warn, n = total).to_string()}</Note>
                <ul class="booked-days">{days}</ul>
            </div>
        }
    });
    let (first, last) = (form.value("first"), form.value("last"));
    let (first_error, last_error) = (form.error("first"), form.error("last"));
    view! {
        <section class="card stack g5" aria-labelledby="add">
            <SectionHeader title=tr!(rules.closure_add) id="add"/>
            <FormProblems title=tr!(rules.errors_title) form=form.clone() names=field_name/>
            {warn}
            <form class="stack g5" method="post" action=HERE novalidate=true>
                <Hidden fields=seen/>
                <div class="two">
                    <Field label=tr!(rules.closure_first) name="first" kind="date" value=first error=first_error
                        unmarked=true/>
                    <Field label=tr!(rules.closure_last) name="last" kind="date" value=last error=last_error
                        required=false hint=tr!(rules.closure_last_hint)/>
                </div>
                <TwoTexts form name="reason" label=tr!(rules.closure_reason) chars_max=NAME_CHARS_MAX
                    hint=tr!(rules.closure_reason_hint)/>
                <Button label look icon=Icon::Calendar/>
            </form>
        </section>
    }
    .into_any()
}

#[component]
fn Holidays(closures: Closures, asked: Option<(HolidayRule, HoursWarning)>) -> impl IntoView {
    let shut = closures.rule == HolidayRule::Closed;
    let (rule, warning) = asked.unwrap_or((closures.rule, HoursWarning::default()));
    let asks = !warning.is_empty();
    let (label, look) =
        if asks { (tr!(rules.save_anyway), Look::Danger) } else { (tr!(common.save), Look::Second) };
    let seen = warning.seen();
    let choices = HolidayRule::iter()
        .map(|rule| {
            let choice = Choice::new(rule.into_str(), holiday_rule_name(rule));
            if rule == HolidayRule::ClosingMoves { choice.note(tr!(rules.holidays_moves_note)) } else { choice }
        })
        .collect::<Vec<_>>();
    let cols = vec![
        Col::text(tr!(rules.closure_day)),
        Col::text(tr!(rules.holiday_name)),
        Col::text(tr!(rules.state)),
        Col::text(tr!(rules.closure_bookings)),
    ];
    let rows = closures.holidays.into_iter().map(|day| holiday(shut, day)).collect();
    view! {
        <section class="stack g3" aria-labelledby="holidays">
            <SectionHeader title=tr!(rules.holidays) id="holidays"/>
            {asks.then(|| view! { <WarningNote warning/> })}
            <form class="card stack g3" method="post" action=format!("{HERE}/holidays")>
                <RadioCards legend=tr!(rules.holidays_rule) name="rule" choices value=rule.into_str()/>
                <Hidden fields=seen/>
                <Button label look/>
            </form>
            <p class="small mute">{tr!(rules.holidays_list)}</p>
            <DataTable caption=tr!(rules.holidays) cols rows/>
        </section>
    }
    .into_any()
}

fn holiday(shut: bool, day: HolidayDay) -> Vec<AnyView> {
    let state = match (day.closed_anyway, shut) {
        (true, _) => view! { <Tag label=tr!(rules.holiday_anyway)/> }.into_any(),
        (false, true) => view! { <Tag label=tr!(rules.holiday_shut) tone=Tone::Warn/> }.into_any(),
        (false, false) => view! { <Tag label=tr!(rules.holiday_open) tone=Tone::Ok/> }.into_any(),
    };
    let name = view! { <span lang="ja">{day.name}</span> };
    vec![cell(dated(day.day)), cell(name), state, booked(day.day, day.bookings)]
}
