//! Booking: facts, decision and rows in one transaction.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, BookingId, ConfirmedMember, Member, WaitlistId,
    booking::{
        Booked, BookingDetails, BookingQuote, Cell, NOTE_CHARS_MAX, Purpose, Refusal, Reservation, ReserveCommand,
        ReserveError, Slot, Standing, refusal, release_at, reserve,
    },
    calendar,
    kpi::ParticipationKind,
};
use sea_orm::QueryTrait;
use sea_orm::{ActiveValue::Set, EntityTrait};
use uuid::Uuid;

use super::{
    cells,
    facts::{self, Ask, BookingParty, EquipmentFacts, Facts},
    idempotency::{self, KeyedAnswer},
    rules::no_shows_of,
    scene::EquipmentKey,
    waitlist_done::end_served_entries,
};
use crate::{
    Cx, Result, Store, Tx,
    entity::booking,
    jobs::{self, Job},
    kpi::participations_add,
    site::space_rules,
    sql::ages_text,
};

/// A member's reminder comes on the day before, at this minute after midnight.
const REMINDER_MINUTE: i64 = 18 * 60;

/// What a member asks to book.
#[derive(Clone, Debug)]
pub struct BookingCommand {
    /// The machine's word in addresses.
    pub slug: String,
    pub slot: Slot,
    pub details: BookingDetails,
    /// For the staff; at most [`NOTE_CHARS_MAX`] characters are kept.
    pub note: Option<String>,
}

impl BookingCommand {
    pub(super) fn ask(&self) -> ReserveCommand {
        ReserveCommand { slot: self.slot, details: self.details.clone(), override_soft: false, begins_now: false }
    }

    /// What the facts are read for.
    pub(super) fn of(&self, party: BookingParty) -> Ask<'_> {
        Ask { party, slot: self.slot, children: &self.details.children }
    }

    pub(super) fn equipment(&self) -> EquipmentKey<'_> {
        EquipmentKey::Slug(&self.slug)
    }
}

/// Everything that is written of a new booking.
pub(super) struct NewBooking<'n> {
    pub id: BookingId,
    pub owner: AccountId,
    pub facts: &'n Facts,
    pub granted: &'n Reservation,
    pub details: &'n BookingDetails,
    pub note: Option<&'n str>,
    pub guest: Option<&'n str>,
    pub override_reason: Option<&'n str>,
    pub series: Option<Uuid>,
}

impl Store {
    /// Books a machine for the member. Among equivalent units the first free one is taken.
    ///
    /// # Errors
    /// [`domain::DomainError::Reserve`] with the rule that refuses and the nearest free times,
    /// [`domain::members::AccountError::EmailNotConfirmed`] before the mail address is proved,
    /// [`domain::DomainError::NotFound`] for an unknown machine.
    pub async fn booking_reserve(&self, cx: &Cx, member: &ConfirmedMember, cmd: BookingCommand) -> Result<Booked> {
        self.booking_reserve_keyed(cx, member, cmd, None).await
    }

    /// As [`Store::booking_reserve`]; the answer is kept under the request's idempotency key, in the same transaction.
    ///
    /// # Errors
    /// As [`Store::booking_reserve`].
    pub async fn booking_reserve_keyed(
        &self,
        cx: &Cx,
        member: &ConfirmedMember,
        cmd: BookingCommand,
        answer: Option<KeyedAnswer>,
    ) -> Result<Booked> {
        let (id, owner, asked, answer) = (cx.new_id(), member.account_id, &cmd, &answer);
        let outcome = self
            .write("booking_reserve", |tx| async move {
                let ask = asked.of(BookingParty::member(owner));
                let (equipment, facts) = facts::read(&tx, asked.equipment(), ask, cx.now).await?;
                let granted = reserve(&facts.reserve, &asked.ask(), cx.now)?;
                let new = NewBooking {
                    id,
                    owner,
                    facts: &facts,
                    granted: &granted,
                    details: &asked.details,
                    note: asked.note.as_deref(),
                    guest: None,
                    override_reason: None,
                    series: None,
                };
                insert(cx, &tx, &equipment, &[new]).await?;
                let booked = booked(id, &granted, &asked.details, &equipment);
                if let Some(answer) = answer {
                    idempotency::keep(cx, &tx, owner, answer, &booked).await?;
                }
                jobs::enqueue_all(cx, &tx, own_jobs(cx, id, &granted.slot, 0, &facts.reserve.space, true)).await?;
                Ok(booked)
            })
            .await;
        match outcome {
            Err(error) if cells::is_taken(&error) => Err(self.taken(cx, owner, &cmd).await?.into()),
            other => other,
        }
    }

    /// The refusal of a time that someone else took between our reading and our writing.
    pub(super) async fn taken(&self, cx: &Cx, owner: AccountId, cmd: &BookingCommand) -> Result<Refusal> {
        let ask = cmd.of(BookingParty::member(owner));
        let (_, facts) = facts::read(self.db().read(), cmd.equipment(), ask, cx.now).await?;
        Ok(refusal(&facts.reserve, &cmd.ask(), ReserveError::Taken, Vec::new(), cx.now))
    }

    /// What booking this would be, and whether it would be refused now; changes nothing.
    ///
    /// # Errors
    /// [`domain::DomainError::NotFound`] for an unknown machine.
    pub async fn booking_quote(&self, cx: &Cx, member: &Member, cmd: &BookingCommand) -> Result<BookingQuote> {
        // An age, so that the kids' corner is read also before any is typed.
        let ask = Ask { children: &[0], ..cmd.of(BookingParty::member(member.account_id)) };
        let (equipment, facts) = facts::read(self.db().read(), cmd.equipment(), ask, cx.now).await?;
        let Facts { reserve: facts, plan, .. } = facts;
        let no_shows = facts.space.no_shows_counted(&facts.no_shows, cx.now);
        Ok(BookingQuote {
            fee: facts.rules.fee(&facts.plan, cmd.slot.minutes()),
            plan,
            certified: facts.certified,
            kids_left: facts.kids.free(&cmd.slot),
            no_shows: (no_shows, facts.space.no_shows_max),
            release_minutes: facts.space.release_minutes,
            refusal: reserve(&facts, &cmd.ask(), cx.now).err(),
            slot: cmd.slot,
            units: equipment.units,
            equipment: equipment.row.into(),
        })
    }

    /// Where the member stands: suspended until when, and how many no-shows count of how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn booking_standing(&self, cx: &Cx, member: &Member) -> Result<Standing> {
        let conn = self.db().read();
        let space = space_rules(conn).await?;
        let no_shows = no_shows_of(conn, member.account_id, &space, cx.now).await?;
        Ok(Standing {
            suspended_until: space.suspended_until(&no_shows, cx.now),
            no_shows: space.no_shows_counted(&no_shows, cx.now),
            rules: space,
        })
    }
}

pub(super) fn booked(
    id: BookingId,
    granted: &Reservation,
    details: &BookingDetails,
    equipment: &EquipmentFacts,
) -> Booked {
    Booked {
        id,
        unit: granted.unit,
        slot: granted.slot,
        purpose: details.purpose,
        children: details.children.clone(),
        fee: granted.fee,
        cancel_until: equipment.rules.cancel_until(&granted.slot),
    }
}

/// New bookings with their cells, their places in the kids' corner, the participations they count as, and the end of
/// the places in lines that they serve. Rows of a kind go in one statement, and none without something to write.
///
/// # Errors
/// The violated guard of the cells, or that the kids' corner filled up meanwhile.
pub(super) async fn insert(cx: &Cx, tx: &Tx, equipment: &EquipmentFacts, new: &[NewBooking<'_>]) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<booking::ActiveModel> = new.iter().map(|new| row(cx, new)).collect();
    tx.defer(&booking::Entity::insert_many(rows).into_query());
    let takes: Vec<Take<'_>> = new.iter().map(NewBooking::take).collect();
    take(cx, tx, equipment, &takes).await?;
    participations_add(cx, tx, ParticipationKind::Booking, new.iter().filter_map(NewBooking::counts).collect()).await?;
    end_served_entries(cx, tx, new.iter().flat_map(NewBooking::serves).collect()).await
}

fn row(cx: &Cx, new: &NewBooking<'_>) -> booking::ActiveModel {
    booking::ActiveModel {
        id: Set(new.id),
        account_id: Set(new.owner),
        unit_id: Set(new.granted.unit),
        start_at: Set(new.granted.slot.start()),
        end_at: Set(new.granted.slot.end()),
        purpose: Set(new.details.purpose),
        fee_yen: Set(new.granted.fee),
        created_at: Set(cx.now),
        children: Set(ages_text(&new.details.children)),
        kids_places: Set(i32::try_from(new.granted.kids_places).unwrap_or(0)),
        note: Set(new.note.map(|note| note.chars().take(NOTE_CHARS_MAX).collect())),
        guest: Set(new.guest.map(str::to_owned)),
        override_reason: Set(new.override_reason.map(str::to_owned)),
        series_id: Set(new.series),
        sequence: Set(0),
    }
}

/// A booking whose row is there, and what it was granted.
#[derive(Clone, Copy)]
pub(super) struct Take<'t> {
    pub owner: AccountId,
    pub id: BookingId,
    pub facts: &'t Facts,
    pub granted: &'t Reservation,
    pub details: &'t BookingDetails,
}

impl Take<'_> {
    fn span(&self, buffer_minutes: i64) -> cells::Keep {
        let holder = cells::CellHolder::Booking(self.id);
        cells::Keep::slot(self.granted.unit, &self.granted.slot, buffer_minutes, holder)
    }
}

impl<'n> NewBooking<'n> {
    fn take(&self) -> Take<'n> {
        Take { owner: self.owner, id: self.id, facts: self.facts, granted: self.granted, details: self.details }
    }

    /// The participation that it counts as.
    fn counts(&self) -> Option<(AccountId, DateTime<Utc>, Uuid)> {
        let counts = self.details.purpose == Purpose::CommunityBusiness && self.guest.is_none();
        counts.then(|| (self.owner, self.granted.slot.start(), self.id.0))
    }

    /// The places in lines that are done with it; those of who books for a guest stay.
    fn serves(&self) -> Vec<WaitlistId> {
        let lines = self.facts.lines.iter().filter(|_| self.guest.is_none());
        lines.filter(|(_, slot)| slot.overlaps(&self.granted.slot)).map(|(entry, _)| *entry).collect()
    }
}

/// Takes the cells and the places in the kids' corner for bookings whose rows are there; of several, with the same
/// children.
///
/// # Errors
/// The violated guard of the cells, or that the kids' corner filled up meanwhile.
pub(super) async fn take(cx: &Cx, tx: &Tx, equipment: &EquipmentFacts, takes: &[Take<'_>]) -> Result<()> {
    let buffer = equipment.rules.buffer_minutes;
    for take in takes {
        if take.facts.in_the_way {
            cells::clear_way(tx, take.owner, take.granted.unit, &take.granted.slot, buffer, cx.now).await?;
        }
    }
    let spans: Vec<cells::Keep> = takes.iter().map(|take| take.span(buffer)).collect();
    cells::keep(tx, &spans);
    let Some(first) = takes.first() else { return Ok(()) };
    let all: Vec<Cell> = takes.iter().flat_map(|take| take.granted.slot.cells()).collect();
    let facts = &first.facts.reserve;
    if cells::take_kids(tx, &all, first.granted.kids_places, facts.space.kids_places).await? {
        return Ok(());
    }
    let asked = ReserveCommand {
        slot: first.granted.slot,
        details: first.details.clone(),
        override_soft: false,
        begins_now: false,
    };
    Err(refusal(facts, &asked, ReserveError::KidsCornerFull { left: 0 }, Vec::new(), cx.now).into())
}

/// What follows from a booking: its mail, the reminder on the day before, and the look whether somebody came.
pub(super) fn own_jobs(
    cx: &Cx,
    id: BookingId,
    slot: &Slot,
    sequence: i32,
    space: &domain::booking::SpaceRules,
    mail: bool,
) -> Vec<(Job, DateTime<Utc>)> {
    let mut list = vec![(Job::BookingRelease { booking_id: id }, release_at(slot, space))];
    if mail {
        list.push((Job::BookingMail { booking_id: id }, cx.now));
    }
    let reminder = calendar::at_minute(calendar::day_of(slot.start()) - TimeDelta::days(1), REMINDER_MINUTE);
    if reminder > cx.now {
        list.push((Job::ReminderMail { booking_id: id, sequence }, reminder));
    }
    list
}
