//! The staff's side of booking: the board, bookings for others, maintenance, members.

mod acts;
mod codes;
mod day;
mod fields;
mod maintenance;
mod moving;
mod new;
mod people;

use crate::web::{Access::Staff, Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/staff/board", Staff, day::show),
        Route::get("/staff/board/print", Staff, day::print),
        Route::get("/staff/units/codes", Staff, codes::show),
        Route::get("/staff/bookings/new", Staff, new::show),
        Route::post("/staff/bookings/new", Staff, new::book),
        Route::post("/staff/bookings/{id}/check-in", Staff, acts::check_in),
        Route::post("/staff/bookings/{id}/check-out", Staff, acts::check_out),
        Route::post("/staff/bookings/{id}/no-show", Staff, acts::no_show),
        Route::post("/staff/bookings/{id}/no-show/undo", Staff, acts::no_show_undo),
        Route::get("/staff/bookings/{id}/cancel", Staff, acts::cancel_ask),
        Route::post("/staff/bookings/{id}/cancel", Staff, acts::cancel),
        Route::get("/staff/bookings/{id}/move", Staff, moving::show),
        Route::post("/staff/bookings/{id}/move", Staff, moving::save),
        Route::get("/staff/maintenance", Staff, maintenance::show),
        Route::post("/staff/maintenance/check", Staff, maintenance::check),
        Route::post("/staff/maintenance", Staff, maintenance::add),
        Route::post("/staff/maintenance/{id}/end", Staff, maintenance::end),
        Route::get("/staff/people", Staff, people::list),
        Route::post("/staff/people", Staff, people::find),
        Route::get("/staff/people/{id}", Staff, people::show),
        Route::post("/staff/people/{id}/notes", Staff, people::note),
        Route::post("/staff/people/{id}/notes/remove", Staff, people::note_remove),
        Route::post("/staff/people/{id}/certify", Staff, people::certify),
        Route::post("/staff/people/{id}/uncertify", Staff, people::uncertify),
        Route::post("/staff/people/{id}/plan", Staff, people::plan),
    ]
}
