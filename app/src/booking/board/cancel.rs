//! The question before the staff cancel a booking: the reason goes into the mail.

use domain::{booking::{BoardBooking, NOTE_CHARS_MAX}, calendar::day_of};

use super::{board_path, words::what};
use crate::{document::Document, prelude::*, ui::{Ask, Field, StaffAt, StaffLinks}};

/// `reason` is what was typed, `problem` what is wrong with it or with the act.
#[component]
pub fn StaffCancelPage(
    found: BoardBooking,
    reason: String,
    #[prop(optional_no_strip)] problem: Option<String>,
) -> impl IntoView {
    let is_guest = found.booking.guest.is_some();
    let text = if is_guest {
        tr!(board.cancel_text_guest, what = what(&found)).to_string()
    } else {
        tr!(board.cancel_text, what = what(&found)).to_string()
    };
    let yes = if is_guest { tr!(board.cancel_yes_guest) } else { tr!(board.cancel_yes) };
    let back = board_path(day_of(found.booking.slot.start()));
    let no = (back.clone(), tr!(board.back_to_board).to_owned());
    let action = format!("/staff/bookings/{}/cancel", found.booking.id);
    let max = u32::try_from(NOTE_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <Document title=tr!(board.cancel_title) back class="page">
            <StaffLinks at=StaffAt::Elsewhere/>
            <Ask title=tr!(board.cancel_title) text action yes no>
                <Field label=tr!(board.cancel_reason) name="reason" value=reason maxlength=max error=problem
                    hint=tr!(board.cancel_reason_example)/>
            </Ask>
        </Document>
    }
}
