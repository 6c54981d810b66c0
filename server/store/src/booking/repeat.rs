//! Booking the same time every week: what would conflict is listed first; then the rest is booked, or waited for.

use domain::{
    BookingId, DomainError, Member, WaitlistId,
    booking::{RepeatWeek, ReserveCommand, Slot, reserve, weekly},
};

use super::{
    Booked, BookingCommand, cells,
    facts::{self, For, Which},
    reserve::{NewBooking, booked, insert, own_jobs},
    waitlist,
};
use crate::{
    Cx, Error, Result, Store,
    jobs::{self, Job},
};

/// What became of a repeat.
#[derive(Clone, Debug, Default)]
pub struct Repeated {
    pub booked: Vec<Booked>,
    /// Places taken in lines.
    pub waiting: Vec<Slot>,
    pub left_out: Vec<RepeatWeek>,
}

impl Store {
    /// The weeks of a repeat, each with what speaks against it, the earlier ones counted as booked; changes nothing.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown machine.
    pub async fn booking_repeat_check(
        &self,
        cx: &Cx,
        member: &Member,
        cmd: &BookingCommand,
        times: i64,
    ) -> Result<Vec<RepeatWeek>> {
        let conn = self.db().read();
        let of = facts::read_type(conn, Which::Slug(&cmd.slug)).await?;
        let mut granted: Vec<Slot> = Vec::new();
        let mut weeks = Vec::new();
        for slot in weekly(&cmd.slot, times) {
            let who = For::member(member.account_id);
            let mut facts = facts::read(conn, &of, &slot, who, &cmd.wish.children, cx.now).await?;
            facts.own.extend(granted.iter().copied());
            let ask = ReserveCommand { slot, wish: cmd.wish.clone(), override_soft: false };
            let refusal = reserve(&facts, &ask, cx.now).err();
            if refusal.is_none() {
                granted.push(slot);
            }
            weeks.push(RepeatWeek { slot, refusal });
        }
        Ok(weeks)
    }

    /// Books every week of a repeat that can be, in one transaction, and takes a place in line for those that others
    /// have when `wait` is set.
    ///
    /// # Errors
    /// [`DomainError::Reserve`] when not even one week can be booked or waited for; [`DomainError::Busy`] when others
    /// took cells meanwhile, again and again.
    pub async fn booking_repeat(
        &self,
        cx: &Cx,
        member: &Member,
        cmd: &BookingCommand,
        times: i64,
        wait: bool,
    ) -> Result<Repeated> {
        /// Tries when others take a cell between reading and writing; each sees what the one before lost to.
        const TRIES: usize = 3;
        if cx.actor.confirmed()?.id != member.account_id {
            return Err(DomainError::Forbidden.into());
        }
        for _ in 0..TRIES {
            match self.repeat_once(cx, member, cmd, times, wait).await {
                Err(error) if cells::is_taken(&error) => {}
                other => return other,
            }
        }
        Err(DomainError::Busy.into())
    }

    async fn repeat_once(
        &self,
        cx: &Cx,
        member: &Member,
        cmd: &BookingCommand,
        times: i64,
        wait: bool,
    ) -> Result<Repeated> {
        let (owner, series) = (member.account_id, cx.new_id());
        self.write("booking_repeat", |tx| async move {
            let of = facts::read_type(&*tx, Which::Slug(&cmd.slug)).await?;
            let mut done = Repeated::default();
            for slot in weekly(&cmd.slot, times) {
                let facts = facts::read(&*tx, &of, &slot, For::member(owner), &cmd.wish.children, cx.now).await?;
                let week = BookingCommand { slot, ..cmd.clone() };
                match reserve(&facts, &week.ask(), cx.now) {
                    Ok(granted) => {
                        let id = BookingId(cx.new_id());
                        let note = cmd.note.as_deref();
                        let new = NewBooking {
                            id,
                            owner,
                            wish: &cmd.wish,
                            note,
                            guest: None,
                            override_reason: None,
                            series: Some(series),
                        };
                        insert(cx, &tx, &of, &facts, &granted, &new).await?;
                        waitlist::served(cx, &tx, owner, &of, &slot).await?;
                        jobs::enqueue_all(cx, &tx, own_jobs(cx, id, &slot, 0, &facts.space, false)).await?;
                        done.booked.push(booked(id, &granted, &cmd.wish));
                    }
                    Err(refusal) if wait && refusal.is_waitable() => {
                        waitlist::join(cx, &tx, owner, WaitlistId(cx.new_id()), &week).await?;
                        done.waiting.push(slot);
                    }
                    Err(refusal) => done.left_out.push(RepeatWeek { slot, refusal: Some(refusal) }),
                }
            }
            match (done.booked.first(), done.waiting.is_empty()) {
                (Some(first), _) => {
                    jobs::enqueue(cx, &tx, Job::SeriesMail { booking_id: first.id }).await?;
                    Ok(done)
                }
                (None, false) => Ok(done),
                (None, true) => match done.left_out.into_iter().find_map(|week| week.refusal) {
                    Some(refusal) => Err(refusal.into()),
                    None => Err(Error::internal("a repeat without weeks")),
                },
            }
        })
        .await
    }
}
