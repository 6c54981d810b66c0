//! What frees is offered to those in line, in the transaction that frees it, so that nobody slips in between.

use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    DomainError, EquipmentTypeId,
    booking::{BookingDetails, Reservation, ReserveCommand, Slot, WaitFor, offer_until, offers},
};
use sea_orm::{ActiveValue::Set, EntityTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::{
    Cx, Error, Result, Tx,
    booking::{
        cells,
        facts::{self, Ask, BookingParty, EquipmentFacts, Facts},
        hold::{self, Hold, NewHold},
        scene::EquipmentKey,
    },
    entity::{waitlist_entry, waitlist_offer},
    jobs::{self, Job},
    sql::{ages_read, sql},
};

/// Places in line that are decided on in one step; a longer line is gone through in further steps, to its end.
const STEP: usize = 100;
/// The longest buffer that can lie between the freed time and one that it was in the way of.
const BUFFER_HOURS_MAX: i64 = 4;

/// Offers a time that has become free to those in line, the first first, as far as it goes: each gets a hold of
/// [`domain::booking::OFFER_MINUTES`], at night until the morning, but not beyond the start. Without a type all lines are asked (places in the kids' corner).
pub(crate) async fn offer(cx: &Cx, tx: &Tx, equipment: Option<EquipmentTypeId>, freed: &Slot) -> Result<()> {
    offer_span(cx, tx, equipment, freed.start(), freed.end()).await
}

/// As [`offer`], for a span that may be longer than a day. One statement when nobody waits.
pub(crate) async fn offer_span(
    cx: &Cx,
    tx: &Tx,
    equipment: Option<EquipmentTypeId>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<()> {
    let mut behind = (DateTime::UNIX_EPOCH, Uuid::nil());
    loop {
        let line = read_line(cx, tx, equipment, (from, to), behind).await?;
        let Some(last) = line.last() else { return Ok(()) };
        behind = (last.created_at, last.id.0);
        offer_to(cx, tx, &line).await?;
        if line.len() < STEP {
            return Ok(());
        }
    }
}

/// The next in line behind a place, the first first.
async fn read_line(
    cx: &Cx,
    tx: &Tx,
    equipment: Option<EquipmentTypeId>,
    (from, to): (DateTime<Utc>, DateTime<Utc>),
    behind: (DateTime<Utc>, Uuid),
) -> Result<Vec<waitlist_entry::Model>> {
    let around = TimeDelta::hours(BUFFER_HOURS_MAX);
    let text = format!(
        "SELECT e.* FROM waitlist_entry e WHERE e.start_at < $1 AND e.start_at > $2 AND e.end_at > $3 \
         AND (e.start_at > $4 OR (e.minutes IS NOT NULL AND e.end_at > $4)) \
         AND (e.created_at, e.id) > ($5, $6) {} \
         AND NOT EXISTS (SELECT 1 FROM waitlist_end x WHERE x.entry_id = e.id) \
         AND NOT EXISTS (SELECT 1 FROM waitlist_offer o WHERE o.entry_id = e.id) \
         ORDER BY e.created_at, e.id LIMIT {STEP}",
        if equipment.is_some() { "AND e.equipment_type_id = $7" } else { "" }
    );
    let (before, after) = (to + around, from - around);
    let since = after - TimeDelta::days(1);
    let mut values: Vec<Value> =
        vec![before.into(), since.into(), after.into(), cx.now.into(), behind.0.into(), behind.1.into()];
    values.extend(equipment.map(Value::from));
    Ok(waitlist_entry::Model::find_by_statement(sql(tx, &text, values)).all(tx).await?)
}

/// A place in line with the facts for it.
struct InLine<'l> {
    entry: &'l waitlist_entry::Model,
    facts: Facts,
    /// The times that will do.
    cmds: Vec<ReserveCommand>,
}

/// An offer that was decided on.
struct Offered<'l> {
    entry: &'l waitlist_entry::Model,
    granted: Reservation,
    in_the_way: bool,
}

async fn offer_to(cx: &Cx, tx: &Tx, line: &[waitlist_entry::Model]) -> Result<()> {
    let mut kinds: Vec<EquipmentTypeId> = line.iter().map(|entry| entry.equipment_type_id).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let (mut waiting, mut equipment) = (Vec::new(), HashMap::new());
    for kind in kinds {
        let of_kind: Vec<_> = line.iter().filter(|entry| entry.equipment_type_id == kind).collect();
        let Some((facts, found)) = read_facts(cx, tx, kind, &of_kind).await? else { continue };
        equipment.insert(kind, facts);
        waiting.extend(found);
    }
    // One line through all kinds: the places of the kids' corner are everybody's.
    waiting.sort_by_key(|waiting| (waiting.entry.created_at, waiting.entry.id));
    let asks = waiting.iter().map(|waiting| (waiting.facts.reserve.clone(), waiting.cmds.clone())).collect();
    let offered = waiting.iter().zip(offers(asks, cx.now)).filter_map(|(waiting, granted)| {
        Some(Offered {
            entry: waiting.entry,
            granted: granted?,
            in_the_way: waiting.facts.in_the_way || waiting.entry.minutes.is_some(),
        })
    });
    let offered: Vec<Offered<'_>> = offered.collect();
    for (kind, equipment) in &equipment {
        let of_kind: Vec<_> = offered.iter().filter(|offer| offer.entry.equipment_type_id == *kind).collect();
        write(cx, tx, equipment, &of_kind).await?;
    }
    Ok(())
}

/// The facts for places in one kind's line; `None` when the kind is retired.
async fn read_facts<'l>(
    cx: &Cx,
    tx: &Tx,
    equipment: EquipmentTypeId,
    line: &[&'l waitlist_entry::Model],
) -> Result<Option<(EquipmentFacts, Vec<InLine<'l>>)>> {
    let places: Vec<(WaitFor, BookingDetails)> =
        line.iter().map(|entry| Ok((super::wait_of(entry)?, details(entry)))).collect::<Result<_>>()?;
    let asks: Vec<Ask<'_>> = line
        .iter()
        .zip(&places)
        .map(|(entry, (wait, details))| Ask {
            party: BookingParty::member(entry.account_id),
            slot: wait.span,
            children: &details.children,
        })
        .collect();
    let now = cx.now;
    let (equipment, facts) = match facts::read_all(tx, EquipmentKey::Id(equipment), &asks, now).await {
        Err(Error::Domain(DomainError::NotFound)) => return Ok(None),
        other => other?,
    };
    let step = equipment.rules.step();
    let cmds = |(wait, details): &(WaitFor, BookingDetails)| {
        let cmd = |slot| ReserveCommand { slot, details: details.clone(), override_soft: false, begins_now: false };
        wait.slots(step, now).into_iter().map(cmd).collect()
    };
    let waiting =
        line.iter().zip(facts).zip(&places).map(|((entry, facts), place)| InLine { entry, facts, cmds: cmds(place) });
    Ok(Some((equipment, waiting.collect())))
}

/// How somebody in line wants it.
fn details(entry: &waitlist_entry::Model) -> BookingDetails {
    BookingDetails { unit: entry.unit_id, purpose: entry.purpose, children: ages_read(&entry.children) }
}

/// The holds, the offers and their jobs, each in one statement.
async fn write(cx: &Cx, tx: &Tx, equipment: &EquipmentFacts, offered: &[&Offered<'_>]) -> Result<()> {
    if offered.is_empty() {
        return Ok(());
    }
    let buffer = equipment.rules.buffer_minutes;
    let (mut holds, mut rows, mut jobs) = (Vec::new(), Vec::new(), Vec::new());
    for offer in offered {
        let (owner, slot) = (offer.entry.account_id, offer.granted.slot);
        if offer.in_the_way {
            cells::clear_way(tx, owner, offer.granted.unit, &slot, buffer, cx.now).await?;
        }
        let until = offer_until(slot.start(), cx.now);
        let (hold_id, id) = (cx.new_id(), offer.entry.id);
        let hold = Hold { id: hold_id, unit: offer.granted.unit, slot, until };
        holds.push(NewHold { hold, owner, waitlist_entry_id: Some(offer.entry.id) });
        rows.push(waitlist_offer::ActiveModel {
            entry_id: Set(offer.entry.id),
            hold_id: Set(hold_id),
            at: Set(cx.now),
            expires_at: Set(until),
            start_at: Set(Some(slot.start())),
            end_at: Set(Some(slot.end())),
        });
        jobs.push((Job::OfferMail { waitlist_id: id }, cx.now));
        jobs.push((Job::OfferExpiry { waitlist_id: id }, until));
    }
    hold::keep(cx, tx, buffer, &holds).await?;
    waitlist_offer::Entity::insert_many(rows).exec_without_returning(tx).await?;
    jobs::enqueue_all(cx, tx, jobs).await
}
