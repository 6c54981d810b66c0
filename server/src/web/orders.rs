//! Reserving for pick-up, the order's page, lists of orders.

mod lists;
mod order;
mod reserve;

use super::{Access, Route};

pub fn routes() -> Vec<Route> {
    use Access::{Customer, Everyone, Staff};
    vec![
        Route::get("/shop/{number}/reserve", Everyone, reserve::form),
        Route::post("/shop/{number}/reserve", Everyone, reserve::place),
        Route::get("/orders/{id}", Everyone, order::show),
        Route::get("/orders/{id}/cancel", Everyone, order::cancel_ask),
        Route::post("/orders/{id}/cancel", Everyone, order::cancel),
        Route::get("/me/orders", Customer, lists::mine),
        Route::get("/staff/orders", Staff, lists::open),
        Route::post("/staff/orders", Staff, lists::find),
    ]
}
