//! The cart, the checkout, reserving for pick-up, the order's page, the staff's board, and what the payment provider tells.

mod basket;
mod checkout;
mod lists;
mod manage;
mod order;
mod pay;
mod rates;
mod reserve;

use super::{Access, Route};

pub use checkout::{pays_online, sale_terms};
pub use pay::payment_address;
pub use reserve::{fresh_key, known_buyer};

pub fn routes() -> Vec<Route> {
    use Access::{Customer, Everyone, Operator, Staff};
    vec![
        Route::get("/shop/{number}/reserve", Everyone, reserve::form),
        Route::post("/shop/{number}/reserve", Everyone, reserve::place),
        Route::get("/cart", Everyone, basket::show),
        Route::post("/cart", Everyone, basket::change),
        Route::get("/checkout", Everyone, checkout::form),
        Route::post("/checkout", Everyone, checkout::confirm),
        Route::post("/checkout/edit", Everyone, checkout::edit),
        Route::post("/orders", Everyone, checkout::place),
        Route::post("/orders/{id}/pay", Everyone, checkout::pay),
        Route::post("/webhooks/stripe", Everyone, pay::webhook),
        Route::get("/orders/{id}", Everyone, order::show),
        Route::get("/orders/{id}/cancel", Everyone, order::cancel_ask),
        Route::post("/orders/{id}/cancel", Everyone, order::cancel),
        Route::get("/me/orders", Customer, lists::mine),
        Route::get("/staff/orders", Staff, lists::open),
        Route::post("/staff/orders", Staff, lists::find),
        Route::get("/staff/orders/{id}", Staff, manage::show),
        Route::post("/staff/orders/{id}/step", Staff, manage::step),
        Route::post("/staff/orders/{id}/refund", Staff, manage::refund),
        Route::post("/staff/orders/{id}/release", Staff, manage::release),
        Route::post("/staff/orders/{id}/seen", Staff, manage::seen),
        Route::get("/operator/shop/delivery", Operator, rates::show),
        Route::post("/operator/shop/delivery", Operator, rates::set),
        Route::post("/operator/shop/delivery/remove", Operator, rates::remove),
    ]
}
