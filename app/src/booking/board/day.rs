//! The board: a day of every machine.

use chrono::{Days, NaiveDate};
use domain::{UnitId, booking::{Board, BoardBooking, BoardUnit, BookingStatus, NO_SHOW_UNDO_SECONDS, UnitNow}, equipment::{DayHours, OpenHours}};

use super::{board_path, long_day, machine_value, row::BookingRow, unit_name, words::state_name};
use crate::{booking::{reason, when}, document::Document, format, page::{locale, page}, prelude::*, ui::{Button, Drawing, Empty, ErrorSummary, Field, Icon, LinkButton, Look, Note, PageHeader, Size, StaffAt, StaffLinks, StatFigure, Tag, Tone}};

/// Seconds after which today's board asks for itself again.
const REFRESH_SECONDS: i64 = 60;

/// The board of a day. `problem` is why the last act was refused.
#[component]
pub fn BoardPage(board: Board, #[prop(optional_no_strip)] problem: Option<String>) -> impl IntoView {
    let l = locale();
    let (day, today) = (board.day, board.today);
    let refresh = (day == today).then(|| if board.can_undo() { NO_SHOW_UNDO_SECONDS } else { REFRESH_SECONDS });
    let title = if day == today { tr!(board.title) } else { tr!(board.title_day) };
    let sub = long_day(l, day);
    let problem = problem.map(|message| {
        view! { <ErrorSummary title=tr!(board.not_done) errors=vec![(String::new(), message)]/> }
    });
    view! {
        <Document title class="page" head=refresh_head(refresh, day)>
            <StaffLinks at=StaffAt::Board/>
            <PageHeader title sub>
                <LinkButton href=format!("/staff/bookings/new?date={day}") label=tr!(board.book) icon=Icon::Plus/>
            </PageHeader>
            <div class="stack g5">
                {problem}
                <DaySwitch day today/>
                <div class="stack g5" data-refresh=refresh data-from=board_path(day)>
                    <Live board/>
                </div>
                <Tools day/>
            </div>
        </Document>
    }
}

/// What keeps today's board fresh: a script, or where there is none the browser itself.
fn refresh_head(seconds: Option<i64>, day: NaiveDate) -> AnyView {
    let script = format!("/pkg/{}", page().assets.refresh);
    let content = seconds.map(|seconds| format!("{seconds}; url={}", board_path(day)));
    content
        .map(|content| {
            view! {
                <script type="module" src=script></script>
                <noscript><meta http-equiv="refresh" content=content/></noscript>
            }
        })
        .into_any()
}

/// What changes by itself with time: sums, the late, every unit.
#[component]
fn Live(board: Board) -> impl IntoView {
    let is_today = board.day == board.today;
    let hours = hours_words(&board.hours);
    let at = is_today.then(|| {
        let words = tr!(board.as_of, at = format::time(board.at)).to_string();
        view! { <span class="nowrap">" "{words}</span> }
    });
    let sums = is_today.then(|| view! { <Sums board=board.clone()/> });
    let urgent = view! { <Urgent board=board.clone()/> };
    let day = board.day;
    let units = if board.units.is_empty() {
        view! { <Empty drawing=Drawing::Calendar title=tr!(board.no_units)/> }.into_any()
    } else {
        let units = board.units.into_iter().map(|unit| view! { <UnitCard unit day/> }).collect_view();
        view! { <div class="board">{units}</div> }.into_any()
    };
    view! {
        <p class="small mute num">{hours}{at}</p>
        {sums}
        {urgent}
        {units}
    }
    .into_any()
}

/// Those for whom nobody has come, of all machines: the first thing to look at.
#[component]
fn Urgent(board: Board) -> impl IntoView {
    let l = locale();
    let mut all = Vec::new();
    for unit in board.units {
        let name = unit_name(l, &unit.equipment, &unit.name, unit.units);
        let urgent = unit.bookings.into_iter().filter(BoardBooking::is_urgent);
        all.extend(urgent.map(|found| (found, name.clone())));
    }
    all.sort_by_key(|(found, _)| found.booking.slot.start());
    let is_empty = all.is_empty();
    let rows = all.into_iter().map(|(found, machine)| view! { <BookingRow found machine/> }).collect_view();
    (!is_empty).then(|| {
        view! {
            <section class="card bd-late" id="late" aria-labelledby="late-h">
                <h2 class="h3" id="late-h">{tr!(board.sum_late)}</h2>
                <ul class="bd-list">{rows}</ul>
            </section>
        }
    })
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
    let to = |state| board.first(state).map(|id| (format!("#b-{id}"), tr!(board.to_rows).to_owned()));
    let late = board.first(BookingStatus::Late).map(|_| ("#late".to_owned(), tr!(board.to_rows).to_owned()));
    let free = board.units.iter().find(|unit| matches!(unit.now, Some(UnitNow::Free { .. })));
    let free = free.map(|unit| (format!("#u-{}", unit.id), tr!(board.to_rows).to_owned()));
    let unit = tr!(board.people_unit);
    view! {
        <div class="figs bd-sums">
            <StatFigure title=tr!(board.sum_late) value=n(BookingStatus::Late) unit evidence=late/>
            <StatFigure title=tr!(board.sum_here) value=n(BookingStatus::Here) unit evidence=to(BookingStatus::Here)/>
            <StatFigure title=tr!(board.sum_upcoming) value=n(BookingStatus::Upcoming) unit
                evidence=to(BookingStatus::Upcoming)/>
            <StatFigure title=tr!(board.sum_free) value=board.free_now().to_string() unit=tr!(board.units_unit)
                evidence=free/>
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
    let is_free_now = matches!(unit.now, Some(UnitNow::Free { .. }));
    let bookings = if unit.bookings.is_empty() {
        view! { <p class="small mute">{tr!(board.no_bookings)}</p> }.into_any()
    } else {
        view! { <UnitBookings id=unit.id bookings=unit.bookings/> }.into_any()
    };
    view! {
        <section class="card stack g3" aria-labelledby=id.clone()>
            <div class="row sb wrap">
                <h2 class="h3" id=heading>{name}</h2>
                {unit.now.map(|now| view! { <NowTag now/> })}
            </div>
            {closed}
            {bookings}
            <p class="bd-book">
                {is_free_now.then(|| view! {
                    <LinkButton href=format!("{href}&begin=on") label=tr!(board.use_now) look=Look::Second
                        size=Size::Small icon=Icon::Check/>
                })}
                <LinkButton href label=tr!(board.book_here) look=Look::Quiet size=Size::Small icon=Icon::Plus/>
            </p>
        </section>
    }
    .into_any()
}

/// A unit's bookings by start: the late stand above the board, those that are over are folded.
#[component]
fn UnitBookings(id: UnitId, bookings: Vec<BoardBooking>) -> impl IntoView {
    let (over, live): (Vec<_>, Vec<_>) = bookings.into_iter().partition(BoardBooking::is_over);
    let n = over.len();
    let rows = live.into_iter().map(|found| {
        if found.is_urgent() {
            let href = format!("#b-{}", found.booking.id);
            let span = format::span(found.booking.slot.start(), found.booking.slot.end());
            return view! {
                <li class="bd-row"><a class="hit" href=href><b class="num">{span}</b>" "{state_name(found.state)}</a></li>
            }
            .into_any();
        }
        view! { <BookingRow found/> }.into_any()
    });
    let rows = rows.collect_view();
    let over = over.into_iter().map(|found| view! { <BookingRow found/> }).collect_view();
    view! {
        <ul class="bd-list">{rows}</ul>
        {(n > 0).then(|| view! {
            <details class="bd-over" id=format!("over-{id}")>
                <summary>{tr!(board.over_n, n = n).to_string()}</summary>
                <ul class="bd-list">{over}</ul>
            </details>
        })}
    }
    .into_any()
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
