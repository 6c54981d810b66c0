//! The counter: its page and search, sales, receipts, labels.

mod counter;
mod functions;
mod sales;
mod state;

use super::{Access::Staff, Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/staff/register", Staff, counter::show),
        Route::post(functions::SEARCH, Staff, functions::call),
        Route::post(functions::RING_UP, Staff, functions::call),
        Route::post("/staff/register/sale", Staff, counter::sale),
        Route::get("/staff/sales", Staff, sales::day),
        Route::get("/staff/sales/{id}", Staff, sales::receipt),
        Route::get("/staff/products/{number}/label", Staff, sales::label),
    ]
}
