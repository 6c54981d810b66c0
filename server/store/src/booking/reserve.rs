//! Booking: facts, decision and rows in one transaction.

use domain::{
    AccountId, BookingId, EquipmentTypeId, UnitId, Yen,
    booking::{Purpose, Refusal, Reservation, ReserveCommand, ReserveError, Slot, refusal, reserve},
    kpi::ParticipationKind,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{Words, day, equipment::Machine, facts};
use crate::{
    Cx, Error, Member, Result, Store, Tx,
    db::violated_unique,
    entity::{booking, booking_cell, unit},
    jobs::{self, Job},
    kpi::participation_add,
};

/// The last guard against double booking, as the database names it.
const CELL_GUARD: &str = "uq_booking_cell_unit_id_cell";

/// What a member asks to book.
#[derive(Clone, Debug)]
pub struct BookingCommand {
    /// The machine's word in addresses.
    pub slug: String,
    pub slot: Slot,
    /// A certain unit, or any.
    pub unit: Option<UnitId>,
    pub purpose: Purpose,
}

impl BookingCommand {
    fn ask(&self) -> ReserveCommand {
        ReserveCommand { slot: self.slot, unit: self.unit, purpose: self.purpose }
    }
}

/// A booking that was made.
#[derive(Clone, Debug)]
pub struct Booked {
    pub id: BookingId,
    pub unit: UnitId,
    pub slot: Slot,
    pub purpose: Purpose,
    pub fee: Yen,
}

/// What a booking would be, before it is made.
#[derive(Clone, Debug)]
pub struct BookingQuote {
    pub machine: Machine,
    pub slot: Slot,
    pub fee: Yen,
    pub certified: bool,
    /// The names of the machine's units, for those who want a certain one.
    pub units: Vec<(UnitId, Words)>,
    /// Why it would be refused now.
    pub refusal: Option<Refusal>,
}

impl Store {
    /// Books a machine for the member. Among equivalent units the first free one is taken.
    ///
    /// # Errors
    /// [`Error::Reserve`] with the rule that refuses and the nearest free times, [`domain::members::AccountError::EmailNotConfirmed`]
    /// before the mail address is proved, [`Error::NotFound`] for an unknown machine.
    pub async fn booking_reserve(&self, cx: &Cx, member: &Member, cmd: BookingCommand) -> Result<Booked> {
        if cx.actor.confirmed()?.id != member.account_id {
            return Err(Error::Forbidden);
        }
        let (id, owner, asked) = (BookingId(cx.new_id()), member.account_id, &cmd);
        let outcome = self
            .write("booking_reserve", |tx| async move {
                let (_, facts) = facts::read(&*tx, &asked.slug, &asked.slot, owner, cx.now).await?;
                let granted = reserve(&facts, &asked.ask(), cx.now)?;
                insert(cx, &tx, owner, id, &granted, asked.purpose).await?;
                Ok(Booked { id, unit: granted.unit, slot: granted.slot, purpose: asked.purpose, fee: granted.fee })
            })
            .await;
        match outcome {
            // Someone else took a cell between our reading and our writing.
            Err(Error::Db(error)) if violated_unique(&error).as_deref() == Some(CELL_GUARD) => {
                let (_, facts) = facts::read(self.db().read(), &cmd.slug, &cmd.slot, owner, cx.now).await?;
                Err(refusal(&facts, &cmd.slot, ReserveError::Taken, cx.now).into())
            }
            other => other,
        }
    }

    /// What booking this would be, and whether it would be refused now; changes nothing.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an unknown machine.
    pub async fn booking_quote(&self, cx: &Cx, member: &Member, cmd: &BookingCommand) -> Result<BookingQuote> {
        let conn = self.db().read();
        let machine = day::machine(conn, &cmd.slug).await?;
        let (_, facts) = facts::read(conn, &cmd.slug, &cmd.slot, member.account_id, cx.now).await?;
        let units = units(conn, machine.id).await?;
        Ok(BookingQuote {
            fee: facts.rules.fee(cmd.slot.minutes()),
            certified: facts.certified || !facts.rules.induction_required,
            refusal: reserve(&facts, &cmd.ask(), cx.now).err(),
            slot: cmd.slot,
            machine,
            units,
        })
    }
}

async fn units<C: sea_orm::ConnectionTrait>(conn: &C, type_id: EquipmentTypeId) -> Result<Vec<(UnitId, Words)>> {
    use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};
    let rows = unit::Entity::find()
        .filter(unit::Column::EquipmentTypeId.eq(type_id.0))
        .order_by_asc(unit::Column::Position)
        .order_by_asc(unit::Column::Id)
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|row| (UnitId(row.id), Words::new(row.name_ja, row.name_en))).collect())
}

/// The booking, its cells, its mail, and the participation it counts as.
async fn insert(
    cx: &Cx,
    tx: &Tx,
    owner: AccountId,
    id: BookingId,
    granted: &Reservation,
    purpose: Purpose,
) -> Result<()> {
    let row = booking::ActiveModel {
        id: Set(id.0),
        account_id: Set(owner.0),
        unit_id: Set(granted.unit.0),
        start_at: Set(granted.slot.start()),
        end_at: Set(granted.slot.end()),
        purpose: Set(purpose.as_str().to_owned()),
        fee_yen: Set(granted.fee.0),
        created_at: Set(cx.now),
    };
    booking::Entity::insert(row).exec_without_returning(&**tx).await?;
    insert_cells(tx, id, granted.unit, &granted.slot).await?;
    jobs::enqueue(cx, tx, Job::BookingMail { booking_id: id }).await?;
    if purpose == Purpose::CommunityBusiness {
        participation_add(cx, tx, owner, ParticipationKind::Booking, granted.slot.start(), id.0).await?;
    }
    Ok(())
}

/// The cells of a booking, in one statement.
pub(super) async fn insert_cells(tx: &Tx, id: BookingId, unit: UnitId, slot: &Slot) -> Result<()> {
    let rows = slot.cells().map(|cell| booking_cell::ActiveModel {
        unit_id: Set(unit.0),
        cell: Set(cell.0),
        booking_id: Set(id.0),
    });
    booking_cell::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}
