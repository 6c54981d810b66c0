//! The board: a day of every machine.

use chrono::{Days, NaiveDate};
use domain::{booking::{Board, BoardUnit, BookingStatus, UnitNow}, equipment::{DayHours, OpenHours}};

use super::{board_path, long_day, machine_value, row::BookingRow, unit_name};
use crate::{booking::{reason, when}, document::Document, format, page::locale, prelude::*, ui::{Button, Drawing, Empty, ErrorSummary, Field, Icon, LinkButton, Look, Note, PageHeader, Size, StaffAt, StaffLinks, StatFigure, Tag, Tone}};

/// The board of a day. `problem` is why the last act was refused.
#[component]
pub fn BoardPage(board: Board, #[prop(optional_no_strip)] problem: Option<String>) -> impl IntoView {
    let l = locale();
    let (day, today) = (board.day, board.today);
    let title = if day == today { tr!(board.title) } else { tr!(board.title_day) };
    let sub = long_day(l, day);
    let problem = problem.map(|message| {
        view! { <ErrorSummary title=tr!(board.not_done) errors=vec![(String::new(), message)]/> }
    });
    let sums = (day == today).then(|| view! { <Sums board=board.clone()/> });
    let hours = hours_words(&board.hours);
    let units = if board.units.is_empty() {
        view! { <Empty drawing=Drawing::Calendar title=tr!(board.no_units)/> }.into_any()
    } else {
        let units = board.units.into_iter().map(|unit| view! { <UnitCard unit day/> }).collect_view();
        view! { <div class="board">{units}</div> }.into_any()
    };
    view! {
        <Document title class="page">
            <StaffLinks at=StaffAt::Board/>
            <PageHeader title sub>
                <LinkButton href=format!("/staff/bookings/new?date={day}") label=tr!(board.book) icon=Icon::Plus/>
            </PageHeader>
            <div class="stack g5">
                {problem}
                <DaySwitch day today/>
                <p class="small mute num">{hours}</p>
                {sums}
                {units}
                <Tools day/>
            </div>
        </Document>
    }
}

fn hours_words(hours: &DayHours) -> String {
    match hours.open {
        OpenHours::Open { open_minute, close_minute } => {
            let (open, close) = (format::clock_minute(open_minute), format::clock_minute(close_minute));
            tr!(board.hours, open = open, close = close).to_string()
        }
        OpenHours::Closed => {
            let why = hours.closed.as_ref().map(|why| reason(locale(), why)).unwrap_or_default();
            tr!(board.closed, reason = why).to_string()
        }
    }
}

#[component]
fn DaySwitch(day: NaiveDate, today: NaiveDate) -> impl IntoView {
    let link = |day: Option<NaiveDate>, label: &'static str| {
        day.map(|day| {
            view! { <LinkButton href=board_path(day) label look=Look::Quiet size=Size::Small/> }
        })
    };
    view! {
        <div class="row wrap">
            {link(day.checked_sub_days(Days::new(1)), tr!(board.day_before))}
            {link(day.checked_add_days(Days::new(1)), tr!(board.day_after))}
            {link(Some(today).filter(|today| *today != day), tr!(board.to_today))}
            <form class="row day-pick" action="/staff/board">
                <Field label=tr!(board.day) name="date" kind="date" value=day.to_string() unmarked=true/>
                <Button label=tr!(board.show) look=Look::Second/>
            </form>
        </div>
    }
}

#[component]
fn Sums(board: Board) -> impl IntoView {
    let n = |state| board.count(state).to_string();
    let unit = tr!(board.people_unit);
    view! {
        <div class="figs bd-sums">
            <StatFigure title=tr!(board.sum_here) value=n(BookingStatus::Here) unit/>
            <StatFigure title=tr!(board.sum_late) value=n(BookingStatus::Late) unit/>
            <StatFigure title=tr!(board.sum_upcoming) value=n(BookingStatus::Upcoming) unit/>
            <StatFigure title=tr!(board.sum_free) value=board.free_now().to_string() unit=tr!(board.units_unit)/>
        </div>
    }
}

#[component]
fn UnitCard(unit: BoardUnit, day: NaiveDate) -> impl IntoView {
    let l = locale();
    let id = format!("u-{}", unit.id);
    let heading = id.clone();
    let name = unit_name(l, &unit.equipment, &unit.name, unit.units);
    let value = machine_value(&unit.slug, (unit.units > 1).then_some(unit.id));
    let href = format!("/staff/bookings/new?date={day}&machine={value}");
    let closed = unit.maintenance.iter().map(|row| {
        let span = domain::booking::Slot::new(row.from, row.to).map_or_else(
            |_| format!("{} – {}", format::instant(l, row.from), format::instant(l, row.to)),
            |slot| when(l, &slot),
        );
        let words = tr!(board.maintenance_of, when = span, reason = row.reason.clone()).to_string();
        view! { <Note tone=Tone::Warn icon=Icon::Wrench>{words}</Note> }
    });
    let closed = closed.collect_view();
    let bookings = if unit.bookings.is_empty() {
        view! { <p class="small mute">{tr!(board.no_bookings)}</p> }.into_any()
    } else {
        let rows = unit.bookings.into_iter().map(|found| view! { <BookingRow found/> }).collect_view();
        view! { <ul class="bd-list">{rows}</ul> }.into_any()
    };
    view! {
        <section class="card stack g3" aria-labelledby=id>
            <div class="row sb wrap">
                <h2 class="h3" id=heading>{name}</h2>
                {unit.now.map(|now| view! { <NowTag now/> })}
            </div>
            {closed}
            {bookings}
            <p class="bd-book">
                <LinkButton href label=tr!(board.book_here) look=Look::Quiet size=Size::Small icon=Icon::Plus/>
            </p>
        </section>
    }
}

#[component]
fn NowTag(now: UnitNow) -> impl IntoView {
    match now {
        UnitNow::Free { until: None } => {
            view! { <Tag label=tr!(board.free_all_day) tone=Tone::Ok icon=Icon::Check/> }
        }
        UnitNow::Free { until: Some(at) } => {
            let label = tr!(board.free_until, at = format::time(at)).to_string();
            view! { <Tag label tone=Tone::Ok icon=Icon::Check/> }
        }
        UnitNow::Taken { until } => {
            let label = tr!(board.taken_until, at = format::time(until)).to_string();
            view! { <Tag label tone=Tone::Accent icon=Icon::Person/> }
        }
        UnitNow::Maintenance { until } => {
            let label = tr!(board.maintenance_until, at = format::time(until)).to_string();
            view! { <Tag label tone=Tone::Warn icon=Icon::Wrench/> }
        }
    }
}

#[component]
fn Tools(day: NaiveDate) -> impl IntoView {
    let link = |href: String, label: &'static str, icon: Icon| {
        view! { <LinkButton href label look=Look::Second icon/> }
    };
    view! {
        <div class="row wrap">
            {link(format!("/staff/board/print?date={day}"), tr!(board.print), Icon::Print)}
            {link("/staff/maintenance".to_owned(), tr!(board.maintenance), Icon::Wrench)}
            {link("/staff/units/codes".to_owned(), tr!(board.codes), Icon::Qr)}
        </div>
    }
}
