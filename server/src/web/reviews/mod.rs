//! Reviews by those who bought: writing, the maker's answers, the staff's look.

mod mine;
mod staff;
mod write;

use super::{Access, Route};

pub fn routes() -> Vec<Route> {
    use Access::{Everyone, Maker, Staff};
    vec![
        Route::get("/orders/{id}/review/{position}", Everyone, write::form),
        Route::post("/orders/{id}/review/{position}", Everyone, write::send),
        Route::get("/me/reviews", Maker, mine::list),
        Route::get("/me/reviews/{id}", Maker, mine::one),
        Route::post("/me/reviews/{id}", Maker, mine::answer),
        Route::get("/staff/reviews", Staff, staff::list),
        Route::get("/staff/reviews/{id}", Staff, staff::one),
        Route::post("/staff/reviews/{id}/take-down", Staff, staff::take_down),
        Route::post("/staff/reviews/{id}/put-back", Staff, staff::put_back),
    ]
}
