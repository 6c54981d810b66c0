//! Keeping the cells while the confirmation is open.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, DomainError, HoldId, Member, UnitId,
    booking::{HOLD_MINUTES, HOLDS_MAX, ReserveError, Slot, refusal, reserve},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use super::{
    BookingCommand, cells,
    facts::{self, For, Type, Which},
};
use crate::{
    Cx, Result, Store, Tx,
    entity::{booking_cell, booking_hold, unit},
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
    /// [`DomainError::Reserve`] with the rule that refuses, [`DomainError::NotFound`] for an unknown machine, and that
    /// the mail address is not confirmed.
    pub async fn booking_hold(&self, cx: &Cx, member: &Member, cmd: &BookingCommand) -> Result<Hold> {
        if cx.actor.confirmed()?.id != member.account_id {
            return Err(DomainError::Forbidden.into());
        }
        let (owner, id) = (member.account_id, HoldId(cx.new_id()));
        let outcome = self
            .write("booking_hold", |tx| async move {
                let of = facts::read_type(&*tx, Which::Slug(&cmd.slug)).await?;
                let live = live(&tx, owner, cx.now).await?;
                if let Some(hold) = same(&live, &of, cmd)? {
                    return Ok(hold);
                }
                let facts = facts::read(&*tx, &of, &cmd.slot, For::member(owner), &cmd.wish.children, cx.now).await?;
                let granted = reserve(&facts, &cmd.ask(), cx.now)?;
                // Offers from the waitlist are not the member's own doing and stay.
                let own: Vec<Uuid> =
                    live.iter().filter(|row| row.waitlist_entry_id.is_none()).map(|row| row.id).collect();
                drop_holds(&tx, own.iter().rev().skip(HOLDS_MAX - 1).copied().collect()).await?;
                let until = cx.now + TimeDelta::minutes(HOLD_MINUTES);
                keep(cx, &tx, &of, owner, id, granted.unit, &cmd.slot, until, None).await?;
                Ok(Hold { id, unit: granted.unit, slot: cmd.slot, until })
            })
            .await;
        match outcome {
            Err(error) if cells::is_taken(&error) => Err(self.taken(cx, owner, cmd).await?.into()),
            other => other,
        }
    }

    /// Lets go of a hold of the member's own; what is gone already stays so.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn booking_hold_drop(&self, _cx: &Cx, member: &Member, id: HoldId) -> Result<()> {
        let owner = member.account_id;
        self.write("booking_hold_drop", |tx| async move {
            let row = booking_hold::Entity::find_by_id(id.0)
                .filter(booking_hold::Column::AccountId.eq(owner.0))
                .filter(booking_hold::Column::WaitlistEntryId.is_null())
                .one(&*tx)
                .await?;
            drop_holds(&tx, row.map(|row| row.id).into_iter().collect()).await
        })
        .await
    }

    /// Why the slot cannot be kept although nothing spoke against it before: for messages only.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn booking_refusal(
        &self,
        cx: &Cx,
        member: &Member,
        cmd: &BookingCommand,
    ) -> Result<domain::booking::Refusal> {
        let conn = self.db().read();
        let of = facts::read_type(conn, Which::Slug(&cmd.slug)).await?;
        let who = For::member(member.account_id);
        let facts = facts::read(conn, &of, &cmd.slot, who, &cmd.wish.children, cx.now).await?;
        Ok(reserve(&facts, &cmd.ask(), cx.now)
            .err()
            .unwrap_or_else(|| refusal(&facts, &cmd.ask(), ReserveError::Taken, Vec::new(), cx.now)))
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
                .exec(&*tx)
                .await?;
            booking_hold::Entity::delete_many().filter(booking_hold::Column::ExpiresAt.lte(cx.now)).exec(&*tx).await?;
            Ok(())
        })
        .await
    }
}

/// The member's holds that have not run out, the oldest first.
async fn live(tx: &Tx, owner: AccountId, now: DateTime<Utc>) -> Result<Vec<booking_hold::Model>> {
    Ok(booking_hold::Entity::find()
        .filter(booking_hold::Column::AccountId.eq(owner.0))
        .filter(booking_hold::Column::ExpiresAt.gt(now))
        .order_by_asc(booking_hold::Column::CreatedAt)
        .order_by_asc(booking_hold::Column::Id)
        .all(&**tx)
        .await?)
}

/// The live hold of just this slot on one of the type's units.
fn same(live: &[booking_hold::Model], of: &Type, cmd: &BookingCommand) -> Result<Option<Hold>> {
    let is_of = |unit: Uuid| of.units.iter().any(|row: &unit::Model| row.id == unit);
    let wanted = |unit: Uuid| cmd.wish.unit.is_none_or(|wanted| wanted.0 == unit);
    let found = live.iter().find(|row| {
        row.start_at == cmd.slot.start() && row.end_at == cmd.slot.end() && is_of(row.unit_id) && wanted(row.unit_id)
    });
    Ok(found.map(|row| Hold { id: HoldId(row.id), unit: UnitId(row.unit_id), slot: cmd.slot, until: row.expires_at }))
}

/// Removes holds and frees their cells.
pub(super) async fn drop_holds(tx: &Tx, ids: Vec<Uuid>) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    booking_cell::Entity::delete_many().filter(booking_cell::Column::HoldId.is_in(ids.clone())).exec(&**tx).await?;
    booking_hold::Entity::delete_many().filter(booking_hold::Column::Id.is_in(ids)).exec(&**tx).await?;
    Ok(())
}

/// Writes a hold and its cells, in place of what the owner held there.
#[allow(clippy::too_many_arguments)] // A row, column by column.
pub(super) async fn keep(
    cx: &Cx,
    tx: &Tx,
    of: &Type,
    owner: AccountId,
    id: HoldId,
    unit: UnitId,
    slot: &Slot,
    until: DateTime<Utc>,
    waitlist_entry_id: Option<Uuid>,
) -> Result<()> {
    let buffer = of.rules.buffer_minutes;
    cells::clear_way(tx, owner, unit, slot, buffer, cx.now).await?;
    let row = booking_hold::ActiveModel {
        id: Set(id.0),
        account_id: Set(owner.0),
        unit_id: Set(unit.0),
        start_at: Set(slot.start()),
        end_at: Set(slot.end()),
        expires_at: Set(until),
        waitlist_entry_id: Set(waitlist_entry_id),
        created_at: Set(cx.now),
    };
    booking_hold::Entity::insert(row).exec_without_returning(&**tx).await?;
    cells::keep(tx, unit, slot, buffer, cells::Keeper::Hold(id, until)).await
}
