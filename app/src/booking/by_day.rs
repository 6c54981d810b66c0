//! The day first: what is free on it, and where each free start leads.

use chrono::{DateTime, Datelike, Days, Utc, Weekday};
use domain::{calendar::day_of, equipment::{DayHours, DaySpan, EquipmentFilter, EquipmentOnDay, EquipmentSummary, FreeEquipment, OpenHours}, form::clock_words};

use super::{EquipmentPicture, clock, day_path, fee, reason, wait_path};
use crate::{format, page::{locale, page}, prelude::*, ui::{ChipLink, ChipLinks, Drawing, Empty, Icon, IconLink, SectionHeader, Tag, WeekStrip, self}};

/// Starts of one machine that are shown; its day has them all.
const STARTS: usize = 6;

/// What the list was narrowed to when a machine's day was opened from it: the way back keeps it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListAsk {
    pub filter: EquipmentFilter,
    /// The time of day from which something free was looked for, in minutes; midnight is the whole day.
    pub from: Option<i64>,
}

impl ListAsk {
    /// What the links of a day carry along, each word with `&` before it.
    pub(super) fn rest(&self) -> String {
        let from = self.from.map(|from| format!("from={}", clock_words(from)));
        let words = [from.unwrap_or_default(), self.filter.query()];
        words.iter().filter(|word| !word.is_empty()).map(|word| format!("&{word}")).collect()
    }

    /// The list as it was, for a day's way back.
    pub(super) fn back(&self, day: chrono::NaiveDate) -> String {
        let date = self.from.map(|_| format!("&date={day}")).unwrap_or_default();
        let query = format!("{date}{}", self.rest());
        format!("/equipment{}", query.replacen('&', "?", 1))
    }
}

/// The week to choose a day from; `on` is the one that is shown.
#[component]
pub(super) fn DayFirst(week: Vec<DayHours>, on: Option<EquipmentOnDay>, filter: EquipmentFilter) -> impl IntoView {
    let today = day_of(page().now);
    let first = week.first().map_or(today, |day| day.day);
    let last = week.last().map_or(today, |day| day.day);
    let shown = on.as_ref().map(|on| on.hours.day);
    let from = on.as_ref().map_or(0, |on| on.span.from);
    let href = move |day: chrono::NaiveDate, from: i64| {
        let part = if from > 0 { format!("&from={}", clock_words(from)) } else { String::new() };
        let filter = filter.query();
        let filter = if filter.is_empty() { filter } else { format!("&{filter}") };
        format!("/equipment?date={day}{part}{filter}#free")
    };
    let prev = (first > today)
        .then(|| view! { <IconLink href=href(first - Days::new(7), from) icon=Icon::Left label=tr!(booking.week_prev)/> });
    let horizon = on.as_ref().map_or(i64::MAX, |on| on.horizon_days);
    let days = week.iter().map(|hours| strip_day(hours, href(hours.day, from), shown, horizon)).collect();
    let parts = on.map(|on| {
        let chips = parts(&on).map(|(label, from)| ChipLink {
            label: label.to_owned(),
            href: href(on.hours.day, from),
            on: DaySpan::from(Some(from)) == on.span,
        });
        view! { <ChipLinks label=tr!(booking.part_of_day) chips=chips.collect()/> }
    });
    view! {
        <section class="stack g3" aria-labelledby="by-day">
            <div class="sec-h">
                <h2 id="by-day">{tr!(booking.by_day)}</h2>
                <span class="row">
                    <span class="b num nowrap">{format::month(locale(), shown.unwrap_or(first))}</span>
                    {prev}
                    <IconLink href=href(last + Days::new(1), from) icon=Icon::Right label=tr!(booking.week_next)/>
                </span>
            </div>
            <WeekStrip days/>
            {parts}
        </section>
    }
}

fn strip_day(hours: &DayHours, href: String, shown: Option<chrono::NaiveDate>, horizon_days: i64) -> ui::WeekDay {
    let today = day_of(page().now);
    let is_over = match hours.open {
        OpenHours::Open { close_minute, .. } => domain::calendar::at_minute(hours.day, close_minute) <= page().now,
        OpenHours::Closed => false,
    };
    ui::WeekDay {
        href,
        weekday: format::weekday(locale(), hours.day).to_owned(),
        day: hours.day.day(),
        load: match hours.open {
            OpenHours::Closed => ui::DayLoad::Closed,
            _ if hours.day < today || is_over => ui::DayLoad::Past,
            _ if (hours.day - today).num_days() > horizon_days => ui::DayLoad::TooFar,
            OpenHours::Open { .. } => ui::DayLoad::Open,
        },
        current: shown == Some(hours.day),
        red: hours.day.weekday() == Weekday::Sun,
    }
}

/// The parts of a day that are inside its hours, with the time from which each is asked for.
fn parts(on: &EquipmentOnDay) -> impl Iterator<Item = (&'static str, i64)> + use<> {
    let (open, close) = on.hours.minutes().unwrap_or((0, 0));
    [
        (tr!(booking.part_all), 0),
        (tr!(booking.part_morning), open),
        (tr!(booking.part_afternoon), DaySpan::NOON),
        (tr!(booking.part_evening), DaySpan::EVENING),
    ]
    .into_iter()
    .filter(move |(_, from)| *from == 0 || (open <= *from && *from < close && (*from != open || open < DaySpan::NOON)))
}

/// What is free on the day, each start a way to its confirmation; what is not, below.
#[component]
pub(super) fn FreeOnDay(on: EquipmentOnDay, filter: EquipmentFilter) -> impl IntoView {
    let l = locale();
    let day = format::day(l, on.hours.day);
    if let Some(why) = &on.hours.closed {
        let text = reason(l, why);
        let title = tr!(booking.closed_title);
        return view! { <section id="free"><Empty drawing=Drawing::Calendar title text/></section> }.into_any();
    }
    let title = tr!(booking.free_on, day = day, n = on.free.len()).to_string();
    let list = ListAsk { filter, from: Some(on.span.from) };
    let cards = on.free.into_iter().map(|free| view! { <FreeCard free list/> }).collect_view();
    let span = on.span;
    let hours = on.hours.clone();
    let taken = on.taken.into_iter().map(|equipment| not_free(equipment, &hours, span, list)).collect_view();
    let has_taken = !taken.is_empty();
    view! {
        <section id="free" class="stack g4" aria-labelledby="free-h">
            <h2 id="free-h" class="num">{title}</h2>
            <ul class="free-list">{cards}</ul>
            {has_taken.then(|| view! {
                <section class="stack g3">
                    <SectionHeader title=tr!(booking.not_free_then)/>
                    <ul class="links">{taken}</ul>
                </section>
            })}
        </section>
    }
    .into_any()
}

#[component]
fn FreeCard(free: FreeEquipment, list: ListAsk) -> impl IntoView {
    let l = locale();
    let equipment = free.equipment;
    let rate = fee(l, equipment.rules.rate_yen_per_hour);
    let is_free = equipment.rules.rate_yen_per_hour.0 == 0;
    let rate = if is_free { rate } else { tr!(booking.per_hour, fee = rate).to_string() };
    let induction =
        equipment.rules.induction_required.then(|| view! { <Tag label=tr!(booking.induction_needed) icon=Icon::Cert/> });
    let (n, day) = (free.starts.len(), free.starts.first().copied().map(day_of));
    let whole = day.map(|day| day_path(&equipment.slug, day) + &list.rest());
    let starts = spread(&free.starts)
        .map(|start| {
            let href = start_path(&equipment.slug, start, &list);
            view! { <li><a class="chip num" href=href>{format::time(start)}</a></li> }
        })
        .collect_view();
    let more = (n > STARTS).then(|| view! { <li><a class="chip" href=whole.clone()>{tr!(booking.all_starts)}</a></li> });
    let name = format::localize(l, &equipment.name).to_owned();
    view! {
        <li class="card free-card">
            <EquipmentPicture slug=equipment.slug.clone() photo=equipment.photo/>
            <div class="stack g1">
                <h3><a class="hit" href=whole>{name}</a></h3>
                <p class="row wrap"><span class="small num">{rate}</span>{induction}</p>
            </div>
            <ul class="chips" aria-label=tr!(booking.start)>{starts}{more}</ul>
        </li>
    }
}

/// At most [`STARTS`] of the starts, spread over the span: the first, and others at even distances.
fn spread(starts: &[DateTime<Utc>]) -> impl Iterator<Item = DateTime<Utc>> + '_ {
    let step = starts.len().div_ceil(STARTS).max(1);
    starts.iter().step_by(step).copied()
}

fn start_path(slug: &str, start: DateTime<Utc>, list: &ListAsk) -> String {
    format!("{}&start={}{}#pick", day_path(slug, day_of(start)), clock(start), list.rest())
}

/// A machine without a free start then: its day, and to be told when something frees.
fn not_free(equipment: EquipmentSummary, hours: &DayHours, span: DaySpan, list: ListAsk) -> impl IntoView + use<> {
    let l = locale();
    let href = day_path(&equipment.slug, hours.day) + &list.rest();
    let (open, close) = hours.minutes().unwrap_or((0, 0));
    let (from, to) = (span.from.max(open), span.to.min(close));
    let at = |minute| domain::calendar::at_minute(hours.day, minute);
    let slot = domain::booking::Slot::new(at(from), at(to)).ok().filter(|slot| slot.end() > page().now);
    let wait = slot.map(|slot| {
        view! { <a class="chip" href=wait_path(&equipment.slug, &slot)>{tr!(ui.tell_me)}</a> }
    });
    view! {
        <li>
            <div class="line">
                <span class="grow"><a class="hit" href=href>{format::localize(l, &equipment.name).to_owned()}</a></span>
                {wait}
            </div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn starts_are_spread_over_the_day() {
        let at = |n: i64| DateTime::<Utc>::UNIX_EPOCH + TimeDelta::minutes(15 * n);
        let all: Vec<_> = (0..20).map(at).collect();
        assert_eq!(spread(&all).collect::<Vec<_>>(), [at(0), at(4), at(8), at(12), at(16)]);
        assert_eq!(spread(&all[..3]).collect::<Vec<_>>(), [at(0), at(1), at(2)]);
        assert_eq!(spread(&[]).count(), 0);
    }

    #[test]
    fn the_way_back_keeps_the_list() {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 25).expect("a day");
        let filter = EquipmentFilter { with_child: true, ..EquipmentFilter::default() };
        assert_eq!(ListAsk { filter, from: None }.back(day), "/equipment?child=yes");
        assert_eq!(ListAsk { filter, from: Some(600) }.back(day), "/equipment?date=2026-11-25&from=10:00&child=yes");
        assert_eq!(ListAsk::default().back(day), "/equipment");
    }
}
