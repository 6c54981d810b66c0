//! Booking: facts, decision and rows in one transaction.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    AccountId, BilingualText, BookingId, DomainError, Member, UnitId, Yen,
    booking::{
        BookingQuote, NOTE_CHARS_MAX, PlanRules, Purpose, Refusal, Reservation, ReserveCommand, ReserveError, Slot,
        Standing, Wish, refusal, release_at, reserve,
    },
    calendar,
    kpi::ParticipationKind,
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use uuid::Uuid;

use super::{
    cells,
    facts::{self, For, Type, Which, certified},
    idempotency::{self, KeyedAnswer},
    rules::{no_shows_of, plan_of, space_rules},
    waitlist,
};
use crate::{
    Cx, Result, Store, Tx,
    entity::booking,
    jobs::{self, Job},
    kpi::participation_add,
};

/// A member's reminder comes on the day before, at this minute after midnight.
const REMINDER_MINUTE: i64 = 18 * 60;

/// What a member asks to book.
#[derive(Clone, Debug)]
pub struct BookingCommand {
    /// The machine's word in addresses.
    pub slug: String,
    pub slot: Slot,
    pub wish: Wish,
    /// For the staff; at most [`NOTE_CHARS_MAX`] characters are kept.
    pub note: Option<String>,
}

impl BookingCommand {
    pub(super) fn ask(&self) -> ReserveCommand {
        ReserveCommand { slot: self.slot, wish: self.wish.clone(), override_soft: false }
    }
}

/// A booking that was made.
#[derive(Clone, Debug)]
pub struct Booked {
    pub id: BookingId,
    pub unit: UnitId,
    pub slot: Slot,
    pub purpose: Purpose,
    pub children: Vec<u8>,
    pub fee: Yen,
}

/// Everything that is written of a new booking, beside what was granted.
pub(super) struct NewBooking<'n> {
    pub id: BookingId,
    pub owner: AccountId,
    pub wish: &'n Wish,
    pub note: Option<&'n str>,
    pub guest: Option<&'n str>,
    pub override_reason: Option<&'n str>,
    pub series: Option<Uuid>,
}

impl Store {
    /// Books a machine for the member. Among equivalent units the first free one is taken.
    ///
    /// # Errors
    /// [`DomainError::Reserve`] with the rule that refuses and the nearest free times,
    /// [`domain::members::AccountError::EmailNotConfirmed`] before the mail address is proved,
    /// [`DomainError::NotFound`] for an unknown machine.
    pub async fn booking_reserve(&self, cx: &Cx, member: &Member, cmd: BookingCommand) -> Result<Booked> {
        self.booking_reserve_keyed(cx, member, cmd, None).await
    }

    /// As [`Store::booking_reserve`]; the answer is kept under the request's idempotency key, in the same transaction.
    ///
    /// # Errors
    /// As [`Store::booking_reserve`].
    pub async fn booking_reserve_keyed(
        &self,
        cx: &Cx,
        member: &Member,
        cmd: BookingCommand,
        answer: Option<KeyedAnswer>,
    ) -> Result<Booked> {
        if cx.actor.confirmed()?.id != member.account_id {
            return Err(DomainError::Forbidden.into());
        }
        let (id, owner, asked, answer) = (BookingId(cx.new_id()), member.account_id, &cmd, &answer);
        let outcome = self
            .write("booking_reserve", |tx| async move {
                let of = facts::read_type(&*tx, Which::Slug(&asked.slug)).await?;
                let who = For::member(owner);
                let facts = facts::read(&*tx, &of, &asked.slot, who, &asked.wish.children, cx.now).await?;
                let granted = reserve(&facts, &asked.ask(), cx.now)?;
                let note = asked.note.as_deref();
                let new =
                    NewBooking { id, owner, wish: &asked.wish, note, guest: None, override_reason: None, series: None };
                insert(cx, &tx, &of, &facts, &granted, &new).await?;
                waitlist::served(cx, &tx, owner, &of, &granted.slot).await?;
                let booked = booked(id, &granted, &asked.wish);
                if let Some(answer) = answer {
                    idempotency::keep(cx, &tx, owner, answer, &booked).await?;
                }
                jobs::enqueue_all(cx, &tx, own_jobs(cx, id, &granted.slot, 0, &facts.space, true)).await?;
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
        let conn = self.db().read();
        let of = facts::read_type(conn, Which::Slug(&cmd.slug)).await?;
        let facts = facts::read(conn, &of, &cmd.slot, For::member(owner), &cmd.wish.children, cx.now).await?;
        Ok(refusal(&facts, &cmd.ask(), ReserveError::Taken, Vec::new(), cx.now))
    }

    /// What booking this would be, and whether it would be refused now; changes nothing.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown machine.
    pub async fn booking_quote(&self, cx: &Cx, member: &Member, cmd: &BookingCommand) -> Result<BookingQuote> {
        let (conn, owner) = (self.db().read(), member.account_id);
        let of = facts::read_type(conn, Which::Slug(&cmd.slug)).await?;
        // An age, so that the kids' corner is read also before any is typed.
        let facts = facts::read(conn, &of, &cmd.slot, For::member(owner), &[0], cx.now).await?;
        let no_shows = facts.space.no_shows_counted(&facts.no_shows, cx.now);
        Ok(BookingQuote {
            fee: facts.rules.fee(&facts.plan, cmd.slot.minutes()),
            plan: plan_of(conn, owner).await?,
            certified: facts.certified,
            kids_left: facts.kids.free(&cmd.slot),
            no_shows: (no_shows, facts.space.no_shows_max),
            release_minutes: facts.space.release_minutes,
            refusal: reserve(&facts, &cmd.ask(), cx.now).err(),
            slot: cmd.slot,
            units: of
                .units
                .iter()
                .map(|unit| (UnitId(unit.id), BilingualText::new(unit.name_ja.clone(), unit.name_en.clone())))
                .collect(),
            machine: of.row.into(),
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

    /// What the member pays and may book, and whether the machine's induction is done.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown machine.
    pub async fn booking_terms(&self, cx: &Cx, member: &Member, slug: &str) -> Result<(PlanRules, bool)> {
        let conn = self.db().read();
        let of = facts::read_type(conn, Which::Slug(slug)).await?;
        let plan = plan_of(conn, member.account_id).await?.rules;
        let done = !of.rules.induction_required || certified(conn, member.account_id, of.id(), cx.now).await?;
        Ok((plan, done))
    }
}

pub(super) fn booked(id: BookingId, granted: &Reservation, wish: &Wish) -> Booked {
    Booked {
        id,
        unit: granted.unit,
        slot: granted.slot,
        purpose: wish.purpose,
        children: wish.children.clone(),
        fee: granted.fee,
    }
}

/// The booking, its cells, its places in the kids' corner, and the participation it counts as.
///
/// # Errors
/// The violated guard of the cells, or that the kids' corner filled up meanwhile.
pub(super) async fn insert(
    cx: &Cx,
    tx: &Tx,
    of: &Type,
    facts: &domain::booking::ReserveFacts,
    granted: &Reservation,
    new: &NewBooking<'_>,
) -> Result<()> {
    let row = booking::ActiveModel {
        id: Set(new.id.0),
        account_id: Set(new.owner.0),
        unit_id: Set(granted.unit.0),
        start_at: Set(granted.slot.start()),
        end_at: Set(granted.slot.end()),
        purpose: Set(new.wish.purpose.as_str().to_owned()),
        fee_yen: Set(granted.fee.0),
        created_at: Set(cx.now),
        children: Set(ages_text(&new.wish.children)),
        kids_places: Set(i32::try_from(granted.kids_places).unwrap_or(0)),
        note: Set(new.note.map(|note| note.chars().take(NOTE_CHARS_MAX).collect())),
        guest: Set(new.guest.map(str::to_owned)),
        override_reason: Set(new.override_reason.map(str::to_owned)),
        series_id: Set(new.series),
        sequence: Set(0),
    };
    booking::Entity::insert(row).exec_without_returning(&**tx).await?;
    take(cx, tx, new.owner, new.id, of, facts, granted, new.wish).await?;
    if new.wish.purpose == Purpose::CommunityBusiness && new.guest.is_none() {
        participation_add(cx, tx, new.owner, ParticipationKind::Booking, granted.slot.start(), new.id.0).await?;
    }
    Ok(())
}

/// Takes the cells and the places in the kids' corner for a booking whose row is there.
#[allow(clippy::too_many_arguments)] // What a booking is made of; both callers have each at hand.
pub(super) async fn take(
    cx: &Cx,
    tx: &Tx,
    owner: AccountId,
    id: BookingId,
    of: &Type,
    facts: &domain::booking::ReserveFacts,
    granted: &Reservation,
    wish: &Wish,
) -> Result<()> {
    let (slot, buffer) = (&granted.slot, of.rules.buffer_minutes);
    cells::clear_way(tx, owner, granted.unit, slot, buffer, cx.now).await?;
    cells::keep(tx, granted.unit, slot, buffer, cells::Keeper::Booking(id)).await?;
    if cells::take_kids(tx, slot, granted.kids_places, facts.space.kids_places).await? {
        return Ok(());
    }
    let asked = ReserveCommand { slot: *slot, wish: wish.clone(), override_soft: false };
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

/// Ages as the database keeps them.
pub(super) fn ages_text(ages: &[u8]) -> String {
    serde_json::to_string(ages).unwrap_or_else(|_| "[]".to_owned())
}

/// Ages as the database kept them.
pub(super) fn ages_read(text: &str) -> Vec<u8> {
    serde_json::from_str(text).unwrap_or_default()
}
