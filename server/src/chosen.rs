//! The booking that a path of this site leads to: what somebody chose before signing in or up.

use axum::{extract::Query, http::Uri};
use domain::{
    booking::{BookingDetails, ChosenTime},
    form::{FormInput, Reader},
};
use store::{Cx, Error, Store, booking::BookingCommand};

/// The booking of `/equipment/{slug}/book?date=…&start=…&minutes=…`, and of `…/repeat` its first; `None` for every other
/// path.
pub fn command(path: &str) -> Option<BookingCommand> {
    let uri: Uri = path.parse().ok()?;
    let rest = uri.path().strip_prefix("/equipment/")?;
    let slug = rest.strip_suffix("/book").or_else(|| rest.strip_suffix("/repeat"))?;
    let Query(input) = Query::<FormInput>::try_from_uri(&uri).ok()?;
    let slot = Reader::new(&input).slot()?;
    Some(BookingCommand { slug: slug.to_owned(), slot, details: BookingDetails::default(), note: None })
}

/// What it is, when and for how much; `None` too for a machine that is not there.
///
/// # Errors
/// When the database fails.
pub async fn time(store: &Store, cx: &Cx, path: &str) -> store::Result<Option<ChosenTime>> {
    let Some(cmd) = command(path) else { return Ok(None) };
    let equipment = match store.equipment_machine(cx, &cmd.slug).await {
        Ok(equipment) => equipment,
        Err(Error::Domain(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let plan = store.plan_for(cx).await?;
    let fee = equipment.rules.fee(&plan.rules, cmd.slot.minutes());
    Ok(Some(ChosenTime { equipment, slot: cmd.slot, fee }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_to_a_booking_is_read() {
        let cmd = command("/equipment/laser-cutter/book?date=2026-11-25&start=10:30&minutes=90").expect("a booking");
        assert_eq!((cmd.slug.as_str(), cmd.slot.minutes()), ("laser-cutter", 90));
        assert!(command("/equipment/laser-cutter/repeat?date=2026-11-25&start=10%3A30&minutes=90").is_some());
        for other in
            ["/me", "/equipment/laser-cutter", "/equipment/x/book?date=tomorrow", "/shop/12/book?date=2026-11-25"]
        {
            assert_eq!(command(other).map(|cmd| cmd.slug), None, "{other}");
        }
    }
}
