//! Questions about pieces: asking, the maker's answers, the staff's look.

mod ask;
mod mine;
mod staff;

use super::{Access, Route};

pub fn routes() -> Vec<Route> {
    use Access::{Customer, Everyone, Maker, Staff};
    vec![
        Route::get("/shop/{number}/question", Everyone, ask::form),
        Route::post("/shop/{number}/question", Everyone, ask::send),
        Route::get("/me/asked", Customer, mine::asked),
        Route::get("/me/questions", Maker, mine::list),
        Route::get("/me/questions/{id}", Maker, mine::one),
        Route::post("/me/questions/{id}", Maker, mine::answer),
        Route::post("/me/questions/{id}/decline", Maker, mine::decline),
        Route::get("/staff/questions", Staff, staff::list),
        Route::get("/staff/questions/{id}", Staff, staff::one),
        Route::post("/staff/questions/{id}/remove", Staff, staff::remove),
    ]
}
