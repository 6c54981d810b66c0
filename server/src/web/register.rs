//! The counter: its page and search, sales, receipts, labels.

mod counter;
mod functions;
mod parked;
mod sales;
mod state;
mod stock;

use super::{Access::Staff, Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/staff/register", Staff, counter::show),
        Route::post(functions::SEARCH, Staff, functions::call),
        Route::post(functions::RING_UP, Staff, functions::call),
        Route::post("/staff/register/sale", Staff, counter::sale),
        Route::post("/staff/register/park", Staff, parked::park),
        Route::get("/staff/register/parked", Staff, parked::show),
        Route::post("/staff/register/parked/{id}/resume", Staff, parked::resume),
        Route::post("/staff/register/parked/{id}/discard", Staff, parked::discard),
        Route::get("/staff/sales", Staff, sales::day),
        Route::get("/staff/sales/{id}", Staff, sales::receipt),
        Route::post("/staff/sales/{id}/receipts", Staff, sales::issue),
        Route::get("/staff/sales/{id}/receipts/{number}", Staff, sales::issued),
        Route::get("/staff/products/{number}/label", Staff, sales::label),
        Route::get("/staff/stock", Staff, stock::find),
        Route::get("/staff/stock/{id}", Staff, stock::piece),
        Route::post("/staff/stock/{id}", Staff, stock::write_down),
    ]
}
