//! Changing what is written about a booking that is there: who comes along, and the note.

use domain::{
    BookingId, DomainError, Member,
    booking::{BookingFile, MyBooking, NOTE_CHARS_MAX, Refusal, ReserveError, change_children, may_change},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::{
    cells,
    mine::{BookingSource, rows},
    moving::read_for,
    record,
    waitlist::offers,
};
use crate::{Cx, Error, Result, Store, entity::booking, sql::ages_text};

/// What a booking's owner changes about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailsCommand {
    pub id: BookingId,
    /// Ages in years.
    pub children: Vec<u8>,
    /// At most [`NOTE_CHARS_MAX`] characters.
    pub note: Option<String>,
}

impl Store {
    /// The member's own booking with what can be changed about it.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id and for other people's bookings alike.
    pub async fn booking_file(&self, cx: &Cx, member: &Member, id: BookingId) -> Result<BookingFile> {
        let conn = self.db().read();
        let booking = self.booking_mine(cx, member, id).await?;
        let series = self.booking_series_coming(cx, &booking).await?;
        let mut child = None;
        if may_change(&booking.slot, booking.progress(), cx.now).is_ok() {
            let mut record = record::read(conn, id, Some(member.account_id)).await?;
            // An age, so that the kids' corner is read also before any is typed.
            record.details.children = vec![0];
            child = match read_for(conn, &record, &record.slot, cx).await {
                Ok((equipment, facts)) => Some((equipment.rules.child, facts.reserve.kids.free(&record.slot))),
                // The equipment is retired.
                Err(Error::Domain(DomainError::NotFound)) => None,
                Err(error) => return Err(error),
            };
        }
        Ok(BookingFile { booking, child, series })
    }

    /// The bookings to come of the booking's weekly repeat, by start; empty when it is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn booking_series_coming(&self, cx: &Cx, booking: &MyBooking) -> Result<Vec<MyBooking>> {
        let Some(series) = booking.series else { return Ok(Vec::new()) };
        let rest = "WHERE b.series_id = $1 AND b.account_id = $2 AND b.start_at > $3 ORDER BY b.start_at";
        let values = [series.into(), booking.owner.into(), cx.now.into()];
        rows(self.db().read(), BookingSource::Live, rest, values).await
    }

    /// Changes who comes along to the member's own booking, and its note. The places in the kids' corner change with
    /// the children; those that become free are offered to who waits for some.
    ///
    /// # Errors
    /// [`DomainError::NotFound`] for an unknown id and for other people's bookings alike,
    /// [`DomainError::Cancel`] when it is cancelled or over, [`DomainError::Reserve`] when the children
    /// cannot come.
    pub async fn booking_details_change(&self, cx: &Cx, member: &Member, cmd: &DetailsCommand) -> Result<()> {
        self.write("booking_details_change", |tx| async move {
            let mut booking = record::read(&tx, cmd.id, Some(member.account_id)).await?;
            may_change(&booking.slot, booking.progress, cx.now)?;
            booking.details.children.clone_from(&cmd.children);
            let slot = booking.slot;
            let (_, facts) = read_for(&tx, &booking, &slot, cx).await?;
            let places = change_children(&facts.reserve, &slot, &cmd.children)?;
            cells::free_kids(&tx, &[(slot, booking.kids_places)]).await?;
            let all: Vec<_> = slot.cells().collect();
            if !cells::take_kids(&tx, &all, places, facts.reserve.space.kids_places).await? {
                let rule = ReserveError::KidsCornerFull { left: facts.reserve.kids.free(&slot) };
                return Err(Refusal { rule, also: Vec::new(), alternatives: Vec::new() }.into());
            }
            let row = booking::ActiveModel {
                children: Set(ages_text(&cmd.children)),
                kids_places: Set(i32::try_from(places).unwrap_or(0)),
                note: Set(cmd.note.as_deref().map(|note| note.chars().take(NOTE_CHARS_MAX).collect())),
                ..Default::default()
            };
            booking::Entity::update_many().set(row).filter(booking::Column::Id.eq(booking.id)).exec(&tx).await?;
            if places < booking.kids_places {
                offers::offer(cx, &tx, None, &slot).await?;
            }
            Ok(())
        })
        .await
    }
}
