//! Keeping the cells while the confirmation is open.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, ConfirmedMember, HoldId, UnitId, WaitlistId,
    booking::{HOLD_MINUTES, HOLD_NEWCOMER_MINUTES, HOLDS_MAX, Slot, reserve},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    BookingCommand, cells,
    facts::{self, BookingParty, EquipmentFacts},
};
use crate::{
    Cx, Result, Store, Tx,
    entity::{booking_cell, booking_hold},
};

/// Cells kept for a member.
#[derive(Clone, Copy, Debug)]
pub struct Hold {
    pub id: HoldId,
    pub unit: UnitId,
    pub slot: Slot,
    pub until: DateTime<Utc>,
}

impl Store {
    /// Keeps the slot for the member while the confirmation is open, [`HOLD_MINUTES`] long. Asking again for the same
    /// slot gives the same hold and does not lengthen it; of more than [`HOLDS_MAX`] the oldest goes.
    ///
    /// # Errors
    /// [`domain::DomainError::Reserve`] with the rule that refuses, [`DomainError::NotFound`] for an unknown machine, and that
    /// the mail address is not confirmed.
    pub async fn booking_hold(&self, cx: &Cx, member: &ConfirmedMember, cmd: &BookingCommand) -> Result<Hold> {
        self.hold(cx, member.account_id, cmd, HOLD_MINUTES).await
    }

    /// Keeps the slot that somebody chose before signing up until they have read their mail,
    /// [`HOLD_NEWCOMER_MINUTES`] long. They cannot confirm the booking before the address is.
    ///
    /// # Errors
    /// As [`Store::booking_hold`].
    pub async fn booking_hold_newcomer(&self, cx: &Cx, account_id: AccountId, cmd: &BookingCommand) -> Result<Hold> {
        self.hold(cx, account_id, cmd, HOLD_NEWCOMER_MINUTES).await
    }

    async fn hold(&self, cx: &Cx, owner: AccountId, cmd: &BookingCommand, minutes: i64) -> Result<Hold> {
        let id = cx.new_id();
        let outcome = self
            .write("booking_hold", |tx| async move {
                let ask = cmd.of(BookingParty::member(owner));
                let (equipment, facts) = facts::read(&tx, cmd.equipment(), ask, cx.now).await?;
                let live = live(&tx, owner, cx.now).await?;
                if let Some(hold) = same(&live, &equipment, cmd) {
                    return Ok(hold);
                }
                let granted = reserve(&facts.reserve, &cmd.ask(), cx.now)?;
                // Offers from the waitlist are not the member's own doing and stay.
                let own: Vec<HoldId> =
                    live.iter().filter(|row| row.waitlist_entry_id.is_none()).map(|row| row.id).collect();
                drop_holds(&tx, own.iter().rev().skip(HOLDS_MAX - 1).copied().collect()).await?;
                let until = cx.now + TimeDelta::minutes(minutes);
                let buffer = equipment.rules.buffer_minutes;
                if facts.in_the_way {
                    cells::clear_way(&tx, owner, granted.unit, &cmd.slot, buffer, cx.now).await?;
                }
                let hold = Hold { id, unit: granted.unit, slot: cmd.slot, until };
                keep(cx, &tx, buffer, &[NewHold { hold, owner, waitlist_entry_id: None }]).await?;
                Ok(hold)
            })
            .await;
        match outcome {
            Err(error) if cells::is_taken(&error) => Err(self.taken(cx, owner, cmd).await?.into()),
            other => other,
        }
    }

    /// Clears away holds that ran out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn booking_holds_tidy(&self, cx: &Cx) -> Result<()> {
        self.write("booking_holds_tidy", |tx| async move {
            booking_cell::Entity::delete_many()
                .filter(booking_cell::Column::HoldId.is_not_null())
                .filter(booking_cell::Column::ExpiresAt.lte(cx.now))
                .exec(&tx)
                .await?;
            booking_hold::Entity::delete_many().filter(booking_hold::Column::ExpiresAt.lte(cx.now)).exec(&tx).await?;
            Ok(())
        })
        .await
    }
}

/// The member's holds that have not run out, the oldest first.
async fn live(tx: &Tx, owner: AccountId, now: DateTime<Utc>) -> Result<Vec<booking_hold::Model>> {
    Ok(booking_hold::Entity::find()
        .filter(booking_hold::Column::AccountId.eq(owner))
        .filter(booking_hold::Column::ExpiresAt.gt(now))
        .order_by_asc(booking_hold::Column::CreatedAt)
        .order_by_asc(booking_hold::Column::Id)
        .all(tx)
        .await?)
}

/// The live hold of just this slot on one of the equipment's units.
fn same(live: &[booking_hold::Model], equipment: &EquipmentFacts, cmd: &BookingCommand) -> Option<Hold> {
    let is_of = |unit: UnitId| equipment.units.iter().any(|(id, _)| *id == unit);
    let wanted = |unit: UnitId| cmd.details.unit.is_none_or(|wanted| wanted == unit);
    let found = live.iter().find(|row| {
        row.start_at == cmd.slot.start() && row.end_at == cmd.slot.end() && is_of(row.unit_id) && wanted(row.unit_id)
    });
    found.map(|row| Hold { id: row.id, unit: row.unit_id, slot: cmd.slot, until: row.expires_at })
}

/// Removes holds and frees their cells.
pub(super) async fn drop_holds(tx: &Tx, ids: Vec<HoldId>) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    booking_cell::Entity::delete_many().filter(booking_cell::Column::HoldId.is_in(ids.clone())).exec(tx).await?;
    booking_hold::Entity::delete_many().filter(booking_hold::Column::Id.is_in(ids)).exec(tx).await?;
    Ok(())
}

/// Lets go of all that an account holds, run out or not.
pub(super) async fn drop_all(tx: &Tx, owner: AccountId) -> Result<()> {
    let own = booking_hold::Entity::find().filter(booking_hold::Column::AccountId.eq(owner)).all(tx).await?;
    drop_holds(tx, own.into_iter().map(|row| row.id).collect()).await
}

/// A hold to be written.
#[derive(Clone, Copy)]
pub(super) struct NewHold {
    pub hold: Hold,
    pub owner: AccountId,
    pub waitlist_entry_id: Option<WaitlistId>,
}

impl NewHold {
    fn span(&self, buffer_minutes: i64) -> cells::Keep {
        let holder = cells::CellHolder::Hold(self.hold.id, self.hold.until);
        cells::Keep::slot(self.hold.unit, &self.hold.slot, buffer_minutes, holder)
    }
}

/// Writes holds and their cells, in two statements; the way is clear.
///
/// # Errors
/// The violated guard of the cells.
pub(super) async fn keep(cx: &Cx, tx: &Tx, buffer_minutes: i64, new: &[NewHold]) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    let rows = new.iter().map(|new| booking_hold::ActiveModel {
        id: Set(new.hold.id),
        account_id: Set(new.owner),
        unit_id: Set(new.hold.unit),
        start_at: Set(new.hold.slot.start()),
        end_at: Set(new.hold.slot.end()),
        expires_at: Set(new.hold.until),
        waitlist_entry_id: Set(new.waitlist_entry_id),
        created_at: Set(cx.now),
    });
    booking_hold::Entity::insert_many(rows).exec_without_returning(tx).await?;
    let spans: Vec<cells::Keep> = new.iter().map(|new| new.span(buffer_minutes)).collect();
    cells::keep(tx, &spans);
    Ok(())
}
