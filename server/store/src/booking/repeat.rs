//! Booking the same time every week: what would conflict is listed first; then the rest is booked, or waited for.

use chrono::{DateTime, Utc};
use domain::{
    BookingId, ConfirmedMember, DomainError, Member, WaitlistId,
    booking::{Booked, RepeatWeek, Reservation, Slot, WaitFor, reserve_all, weekly},
};

use super::{
    BookingCommand, cells,
    facts::{self, BookingParty, Facts},
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
        let weeks = weekly_cmds(cmd, times);
        let asks: Vec<_> = weeks.iter().map(|week| week.of(BookingParty::member(member.account_id))).collect();
        let (_, facts) = facts::read_all(self.db().read(), cmd.equipment(), &asks, cx.now).await?;
        let asks = facts.into_iter().zip(&weeks).map(|(facts, week)| (facts.reserve, week.ask())).collect();
        let outcomes = weeks.iter().zip(reserve_all(asks, cx.now));
        Ok(outcomes.map(|(week, outcome)| RepeatWeek { slot: week.slot, refusal: outcome.err() }).collect())
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
        member: &ConfirmedMember,
        cmd: &BookingCommand,
        times: i64,
        wait: bool,
    ) -> Result<Repeated> {
        /// Tries when others take a cell between reading and writing; each sees what the one before lost to.
        const TRIES: usize = 3;
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
        let weeks = &weekly_cmds(cmd, times);
        self.write("booking_repeat", |tx| async move {
            let asks: Vec<_> = weeks.iter().map(|week| week.of(BookingParty::member(owner))).collect();
            let (equipment, facts) = facts::read_all(&tx, cmd.equipment(), &asks, cx.now).await?;
            let (mut done, granted, places) = decide(cx, weeks, &facts, wait);
            let new = granted.iter().map(|(id, facts, granted)| NewBooking {
                id: *id,
                owner,
                facts,
                granted,
                details: &cmd.details,
                note: cmd.note.as_deref(),
                guest: None,
                override_reason: None,
                series: Some(series),
            });
            insert(cx, &tx, &equipment, &new.collect::<Vec<_>>()).await?;
            waitlist::stand_in_line(cx, &tx, owner, equipment.id(), &cmd.details, &places).await?;
            done.booked =
                granted.iter().map(|(id, _, granted)| booked(*id, granted, &cmd.details, &equipment)).collect();
            let mut list: Vec<(Job, DateTime<Utc>)> = granted
                .iter()
                .flat_map(|(id, facts, granted)| own_jobs(cx, *id, &granted.slot, 0, &facts.reserve.space, false))
                .collect();
            list.extend(granted.first().map(|(id, ..)| (Job::SeriesMail { booking_id: *id }, cx.now)));
            if !list.is_empty() {
                jobs::enqueue_all(cx, &tx, list).await?;
            }
            if !done.booked.is_empty() || !done.waiting.is_empty() {
                return Ok(done);
            }
            match done.left_out.into_iter().find_map(|week| week.refusal) {
                Some(refusal) => Err(refusal.into()),
                None => Err(Error::internal("a repeat without weeks")),
            }
        })
        .await
    }
}

/// One command for each week.
fn weekly_cmds(cmd: &BookingCommand, times: i64) -> Vec<BookingCommand> {
    weekly(&cmd.slot, times).into_iter().map(|slot| BookingCommand { slot, ..cmd.clone() }).collect()
}

/// A week that is booked.
type Granted<'f> = (BookingId, &'f Facts, Reservation);

/// What becomes of each week: the weeks to book, the new places in lines, and the rest of the answer.
fn decide<'f>(
    cx: &Cx,
    weeks: &[BookingCommand],
    facts: &'f [Facts],
    wait: bool,
) -> (Repeated, Vec<Granted<'f>>, Vec<(WaitlistId, WaitFor)>) {
    let asks = facts.iter().zip(weeks).map(|(facts, week)| (facts.reserve.clone(), week.ask())).collect();
    let (mut done, mut granted, mut places) = (Repeated::default(), Vec::new(), Vec::new());
    for ((facts, week), outcome) in facts.iter().zip(weeks).zip(reserve_all(asks, cx.now)) {
        match outcome {
            Ok(reservation) => granted.push((cx.new_id(), facts, reservation)),
            Err(refusal) if wait && refusal.is_waitable() => {
                // Who stands in that line already keeps the place.
                if facts.lines.iter().all(|(_, slot)| *slot != week.slot) {
                    places.push((cx.new_id(), WaitFor { span: week.slot, minutes: None }));
                }
                done.waiting.push(week.slot);
            }
            Err(refusal) => done.left_out.push(RepeatWeek { slot: week.slot, refusal: Some(refusal) }),
        }
    }
    (done, granted, places)
}
