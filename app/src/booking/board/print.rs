//! What hangs on paper: the day sheet, and the codes of the machines.

use domain::{UnitId, booking::{Board, BoardBooking, BoardUnit}};

use super::{board_path, long_day, unit_name, words::children};
use crate::{booking::purpose, document::Document, format, page::{locale, page}, prelude::*, ui::{BackLink, Icon, Note, StaffAt, StaffLinks}};

/// The day's bookings on A4, with room to note who came and left.
#[component]
pub fn DaySheetPage(board: Board) -> impl IntoView {
    let l = locale();
    let day = long_day(l, board.day);
    let title = tr!(board.print_title, day = day).to_string();
    let back = board_path(board.day);
    let rows: Vec<_> = board.units.iter().flat_map(sheet_rows).collect();
    let body = if rows.is_empty() {
        view! { <p>{tr!(board.print_none)}</p> }.into_any()
    } else {
        view! { <Sheet rows/> }.into_any()
    };
    view! {
        <Document title=title.clone() class="page">
            <div class="scr stack">
                <StaffLinks at=StaffAt::Elsewhere/>
                <BackLink href=back label=tr!(board.back_to_board)/>
                <Note icon=Icon::Print>{tr!(board.print_hint)}</Note>
            </div>
            // It scrolls on a phone: also by keyboard.
            <article class="a4" aria-labelledby="sheet-h" tabindex="0">
                <h1 class="title bd-sheet-h" id="sheet-h">{title}</h1>
                {body}
                <footer class="tail">
                    <p>{tr!(board.print_made, at = format::instant(l, page().now)).to_string()}</p>
                </footer>
            </article>
        </Document>
    }
}

/// The unit's live bookings, each with the unit's name.
fn sheet_rows(unit: &BoardUnit) -> Vec<(String, BoardBooking)> {
    let name = unit_name(locale(), &unit.equipment, &unit.name, unit.units);
    let live = unit.bookings.iter().filter(|found| found.state.is_live());
    live.map(|found| (name.clone(), found.clone())).collect()
}

#[component]
fn Sheet(rows: Vec<(String, BoardBooking)>) -> impl IntoView {
    let l = locale();
    let rows = rows.into_iter().map(|(name, found)| {
        let booking = found.booking;
        let who = if booking.guest.is_some() { format!("{} ({})", found.who, tr!(board.guest)) } else { found.who };
        let about: Vec<String> = children(&booking.children).into_iter().chain(booking.note.clone()).collect();
        let at = |at: Option<chrono::DateTime<chrono::Utc>>| at.map(format::time).unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="num nowrap">{format::span(booking.slot.start(), booking.slot.end())}</td>
                <td>{who}</td>
                <td>{purpose(l, booking.purpose)}</td>
                <td>{about.join(" / ")}</td>
                <td class="num bd-blank">{at(booking.checked_in_at)}</td>
                <td class="num bd-blank">{at(booking.checked_out_at)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <table class="bd-sheet">
            <thead>
                <tr>
                    <th scope="col">{tr!(board.col_unit)}</th>
                    <th scope="col">{tr!(board.col_time)}</th>
                    <th scope="col">{tr!(board.col_who)}</th>
                    <th scope="col">{tr!(board.col_purpose)}</th>
                    <th scope="col">{tr!(board.col_about)}</th>
                    <th scope="col">{tr!(board.col_in)}</th>
                    <th scope="col">{tr!(board.col_out)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// A unit and its code.
pub struct UnitCode {
    pub id: UnitId,
    pub name: String,
    /// The address that checks in there.
    pub link: String,
    /// Its drawing.
    pub qr: String,
}

/// One card for each unit, to be cut out.
#[component]
pub fn CodesPage(codes: Vec<UnitCode>) -> impl IntoView {
    let space = page().space_name.clone();
    let cards = codes.into_iter().map(|code| {
        view! {
            <div class="label bd-code">
                <p class="b bd-code-name">{code.name}</p>
                <div class="qr-code" aria-hidden="true" inner_html=code.qr></div>
                <p class="small">{tr!(board.codes_scan)}</p>
                <p class="tiny">{space.clone()}</p>
                <p class="small scr"><a class="hit" href=code.link>{tr!(board.codes_open)}</a></p>
            </div>
        }
    });
    let cards = cards.collect_view();
    view! {
        <Document title=tr!(board.codes_title) class="page">
            <div class="scr stack">
                <StaffLinks at=StaffAt::Elsewhere/>
                <BackLink href="/staff/board" label=tr!(board.back_to_board)/>
                <h1>{tr!(board.codes_title)}</h1>
                <Note icon=Icon::Print>{tr!(board.codes_hint)}</Note>
            </div>
            <div class="labels bd-codes">{cards}</div>
        </Document>
    }
}
