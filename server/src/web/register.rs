//! The counter: its page and search, sales, receipts, labels.

mod counter;
mod sales;
mod state;

use super::{Access::Staff, Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/staff/register", Staff, counter::show),
        Route::get("/staff/register/search.json", Staff, counter::search),
        Route::post("/staff/register/sale", Staff, counter::sale),
        Route::get("/staff/sales", Staff, sales::day),
        Route::get("/staff/sales/{id}", Staff, sales::receipt),
        Route::get("/staff/products/{number}/label", Staff, sales::label),
    ]
}
