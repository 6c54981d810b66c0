//! Booking by the staff: for a member, or for somebody without an account who stands at the counter.

use domain::{
    AccountId, BookingId, DomainError, Staff,
    booking::{
        Booked, BookingActor, BookingDetails, NOTE_CHARS_MAX, Progress, Refusal, ReserveCommand, ReserveError, Slot,
        check_in, explain, refusal, reserve,
    },
    form::FieldErrors,
    members::{Role, check_name},
    site::AuditAction,
};
use sea_orm::EntityTrait;

use crate::{
    Cx, Result, Store, Tx,
    booking::{
        cells,
        check_in::insert_check_in,
        facts::{self, Ask, BookingParty, Facts},
        reserve::{NewBooking, booked, insert, own_jobs},
        scene::EquipmentKey,
    },
    entity::account,
    jobs::{self, Job},
    site::audit,
};

/// For whom the staff book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ForWhom {
    Account(AccountId),
    /// Somebody without an account, by name. The booking stands in the staff's own account, whose induction counts.
    Guest(String),
}

/// What the staff book.
#[derive(Clone, Debug)]
pub struct StaffBooking {
    pub for_whom: ForWhom,
    pub slug: String,
    pub slot: Slot,
    pub details: BookingDetails,
    pub note: Option<String>,
    /// Sets the soft rules aside where they refuse; kept with the booking.
    pub override_reason: Option<String>,
    /// The person begins now.
    pub check_in: bool,
}

impl StaffBooking {
    fn reason(&self) -> Option<&str> {
        self.override_reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty())
    }

    fn guest(&self) -> Option<&str> {
        if let ForWhom::Guest(name) = &self.for_whom { Some(name.trim()) } else { None }
    }

    /// What the facts are read for.
    fn of(&self, staff: &Staff) -> Ask<'_> {
        let party = match self.for_whom {
            ForWhom::Account(id) => BookingParty::member(id),
            ForWhom::Guest(_) => BookingParty { guest: true, ..BookingParty::member(staff.account_id) },
        };
        Ask { party, slot: self.slot, children: &self.details.children }
    }

    fn ask(&self, override_soft: bool) -> ReserveCommand {
        ReserveCommand { slot: self.slot, details: self.details.clone(), override_soft, begins_now: self.check_in }
    }

    /// # Errors
    /// A guest without a name, or with one that is too long.
    fn check(&self) -> Result<()> {
        if let Some(name) = self.guest() {
            check_name(name).map_err(|error| FieldErrors::of("guest", error))?;
        }
        Ok(())
    }
}

impl Store {
    /// Books for somebody. Soft rules are set aside only where they refuse and a reason is given; a taken time, safety
    /// and the past never are.
    ///
    /// # Errors
    /// [`DomainError::Reserve`] with the rule that refuses, [`DomainError::NotFound`] for an unknown machine or
    /// somebody who is no member, [`DomainError::Fields`] for a guest's name,
    /// [`DomainError::Cancel`] when it is too early to check in.
    pub async fn booking_by_staff(&self, cx: &Cx, staff: &Staff, cmd: &StaffBooking) -> Result<Booked> {
        cmd.check()?;
        let id = cx.new_id();
        let outcome = self
            .write("booking_by_staff", |tx| async move {
                if let ForWhom::Account(account_id) = cmd.for_whom {
                    must_be_member(&tx, account_id).await?;
                }
                let ask = cmd.of(staff);
                let (equipment, facts) = facts::read(&tx, EquipmentKey::Slug(&cmd.slug), ask, cx.now).await?;
                // A reason that was not needed sets nothing aside and is not kept.
                let is_needed = !explain(&facts.reserve, &cmd.ask(false), cx.now).is_empty();
                let reason = cmd.reason().filter(|_| is_needed);
                let granted = reserve(&facts.reserve, &cmd.ask(reason.is_some()), cx.now)?;
                let reason: Option<String> = reason.map(|reason| reason.chars().take(NOTE_CHARS_MAX).collect());
                let new = NewBooking {
                    id,
                    owner: ask.party.owner,
                    facts: &facts,
                    granted: &granted,
                    details: &cmd.details,
                    note: cmd.note.as_deref().map(str::trim).filter(|note| !note.is_empty()),
                    guest: cmd.guest(),
                    override_reason: reason.as_deref(),
                    series: None,
                };
                insert(cx, &tx, &equipment, &[new]).await?;
                audit(cx, &tx, AuditAction::BookingByStaff, id).await?;
                if reason.is_some() {
                    audit(cx, &tx, AuditAction::BookingOverride, id).await?;
                }
                follow_up(cx, &tx, staff, cmd, &facts, id).await?;
                Ok(booked(id, &granted, &cmd.details, &equipment))
            })
            .await;
        match outcome {
            Err(error) if cells::is_taken(&error) => Err(self.taken_for_staff(cx, staff, cmd).await?.into()),
            other => other,
        }
    }

    /// The refusal of a time that someone else took between our reading and our writing.
    async fn taken_for_staff(&self, cx: &Cx, staff: &Staff, cmd: &StaffBooking) -> Result<Refusal> {
        let key = EquipmentKey::Slug(&cmd.slug);
        let (_, facts) = facts::read(self.db().read(), key, cmd.of(staff), cx.now).await?;
        Ok(refusal(&facts.reserve, &cmd.ask(false), ReserveError::Taken, Vec::new(), cx.now))
    }
}

/// Customers book no machines, and an unknown id is nobody.
async fn must_be_member(tx: &Tx, id: AccountId) -> Result<()> {
    let row = account::Entity::find_by_id(id).one(tx).await?.ok_or(DomainError::NotFound)?;
    if row.role >= Role::Member { Ok(()) } else { Err(DomainError::NotFound.into()) }
}

/// Check-in and the jobs. A guest has no mail address.
async fn follow_up(cx: &Cx, tx: &Tx, staff: &Staff, cmd: &StaffBooking, facts: &Facts, id: BookingId) -> Result<()> {
    let is_guest = cmd.guest().is_some();
    if cmd.check_in {
        check_in(&cmd.slot, Progress::default(), cx.now)?;
        insert_check_in(cx, tx, id, BookingActor::Staff(staff.account_id)).await?;
        audit(cx, tx, AuditAction::CheckIn, id).await?;
    }
    let mut list = own_jobs(cx, id, &cmd.slot, 0, &facts.reserve.space, !is_guest);
    list.retain(|(job, _)| !(is_guest && matches!(job, Job::ReminderMail { .. })));
    jobs::enqueue_all(cx, tx, list).await
}
