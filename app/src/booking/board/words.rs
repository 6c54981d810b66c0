//! Texts and addresses that the staff's pages share.

use chrono::NaiveDate;
use domain::{BilingualText, BookingId, UnitId, booking::{BoardBooking, BookingStatus, Refusal, ReserveError, Slot}, calendar::day_of, equipment::EquipmentChoice};

use crate::{booking::{clock, difference, equipment_and_unit, when}, error, format, i18n::Locale, page::locale, prelude::*, ui::{Button, Look, Note, Size, Tone}};

/// `2026年11月25日（水）` or `Wed 25 Nov 2026`.
pub(super) fn long_day(l: Locale, day: NaiveDate) -> String {
    match l {
        Locale::ja => format!("{}（{}）", format::full_day(l, day), format::weekday(l, day)),
        Locale::en => format!("{} {}", format::weekday(l, day), format::full_day(l, day)),
    }
}

pub fn board_path(day: NaiveDate) -> String {
    format!("/staff/board?date={day}")
}

/// The board at a booking's row.
pub fn row_path(day: NaiveDate, booking: BookingId) -> String {
    format!("{}#b-{booking}", board_path(day))
}

/// A machine, or one unit of it, as a form's value.
pub fn machine_value(slug: &str, unit: Option<UnitId>) -> String {
    unit.map_or_else(|| slug.to_owned(), |unit| format!("{slug}/{unit}"))
}

/// The unit's name behind its machine's, where there are several.
pub fn unit_name(l: Locale, equipment: &BilingualText, unit: &BilingualText, units: usize) -> String {
    let name = format::localize(l, equipment);
    if units > 1 { format!("{name} {}", format::localize(l, unit)) } else { name.to_owned() }
}

pub(super) fn state_name(state: BookingStatus) -> &'static str {
    match state {
        BookingStatus::Upcoming => tr!(board.state_upcoming),
        BookingStatus::Late => tr!(board.state_late),
        BookingStatus::Here => tr!(board.state_here),
        BookingStatus::Done => tr!(board.state_done),
        BookingStatus::NoShow => tr!(board.state_no_show),
        BookingStatus::Cancelled => tr!(board.state_cancelled),
    }
}

/// Machine, time and person in one line.
pub(super) fn what(found: &BoardBooking) -> String {
    let l = locale();
    format!("{} {} {}", equipment_and_unit(l, &found.booking), when(l, &found.booking.slot), found.who)
}

/// `子ども2人（3歳・5歳）`; nothing without children.
pub(super) fn children(ages: &[u8]) -> Option<String> {
    let list: Vec<String> = ages.iter().map(|age| tr!(board.age, n = *age).to_string()).collect();
    let joined = list.join(if matches!(locale(), Locale::ja) { "・" } else { ", " });
    (!ages.is_empty()).then(|| tr!(board.children_n, n = ages.len(), ages = joined).to_string())
}

/// Lengths to choose from: by quarter hours to four hours, then by half hours to twelve.
pub(super) fn lengths() -> Vec<(String, String)> {
    let minutes = (15..=240).step_by(15).chain((270..=720).step_by(30));
    minutes.map(|minutes: i64| (minutes.to_string(), format::length(locale(), minutes))).collect()
}

/// The machines and each of their units, as a list to choose from.
pub(super) fn machine_options(equipment: &[EquipmentChoice]) -> Vec<(String, String)> {
    let l = locale();
    let options = |equipment: &EquipmentChoice| {
        let name = format::localize(l, &equipment.name).to_owned();
        if equipment.units.len() < 2 {
            return vec![(machine_value(&equipment.slug, None), name)];
        }
        let any = format!("{name} {}", tr!(board.any));
        let units = equipment.units.iter().map(|(id, unit)| {
            (machine_value(&equipment.slug, Some(*id)), format!("{name} {}", format::localize(l, unit)))
        });
        std::iter::once((machine_value(&equipment.slug, None), any)).chain(units).collect()
    };
    equipment.iter().flat_map(options).collect()
}

/// Each unit by its id.
pub(super) fn unit_options(equipment: &[EquipmentChoice]) -> Vec<(String, String)> {
    let l = locale();
    let units = equipment.iter().flat_map(|equipment| {
        let all = equipment.units.len();
        equipment.units.iter().map(move |(id, unit)| (id.to_string(), unit_name(l, &equipment.name, unit, all)))
    });
    units.collect()
}

/// A rule as the staff meet it who book for somebody else.
fn rule_words(l: Locale, rule: &ReserveError, whom: Whom) -> String {
    match (rule, whom) {
        (ReserveError::InductionRequired, Whom::Guest) => tr!(board.induction_of_staff).to_string(),
        (ReserveError::InductionRequired, Whom::Member) => tr!(board.induction_of_member).to_string(),
        _ => error::reserve(l, rule),
    }
}

/// For whom the staff book: a guest is booked on the induction of the one who books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    Member,
    Guest,
}

/// Why a time is refused.
#[component]
pub(super) fn RefusedTime(
    asked: Slot,
    refusal: Refusal,
    whom: Whom,
    /// What the staff can do about it.
    #[prop(optional)]
    advice: Option<&'static str>,
) -> impl IntoView {
    let l = locale();
    let all = std::iter::once(&refusal.rule).chain(&refusal.also);
    let rules = all.map(|rule| view! { <li>{rule_words(l, rule, whom)}</li> }).collect_view();
    view! {
        <section class="summary" role="alert" tabindex="-1" id="errors">
            <h2>{tr!(board.refused)}": "{when(l, &asked)}</h2>
            <ul>{rules}</ul>
        </section>
        {advice.map(|words| view! { <Note tone=Tone::Warn>{words}</Note> })}
    }
}

/// Near times as buttons of the form: pressing one takes it. They stand behind the form's first button, which is the
/// one that the Enter key presses.
#[component]
pub(super) fn NearTimes(asked: Slot, refusal: Refusal) -> impl IntoView {
    let l = locale();
    let near = refusal.alternatives.iter().map(|other| {
        let value = format!("{} {} {}", day_of(other.start()), clock(other.start()), other.minutes());
        let label = format!("{} ({})", format::span(other.start(), other.end()), difference(l, &asked, other));
        view! { <Button label name="take" value look=Look::Second size=Size::Wide/> }
    });
    let near = near.collect_view();
    (!refusal.alternatives.is_empty()).then(|| {
        view! { <div class="stack g2"><h3>{tr!(board.near)}</h3>{near}</div> }
    })
}
