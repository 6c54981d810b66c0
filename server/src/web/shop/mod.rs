//! The shop's pages: browsing, the makers' listings, the staff's review.

mod browse;
mod commission;
mod favourites;
mod feeds;
mod json_ld;
mod listing;
mod post;
mod review;
mod settings;
mod synonyms;
mod tags;

use super::{Access, Route, upload::allow_a_photo};

pub fn routes() -> Vec<Route> {
    use Access::{Everyone, Maker, Member, Staff};
    let own = vec![
        Route::get("/shop", Everyone, browse::shelf).kept(),
        Route::get("/shop/{slug}", Everyone, browse::product).kept(),
        Route::get("/makers", Everyone, browse::makers).kept(),
        Route::get("/favourites", Everyone, favourites::list),
        Route::post("/favourites", Everyone, favourites::change),
        Route::get("/shop/feed.xml", Everyone, feeds::feed),
        Route::get("/sitemap.xml", Everyone, feeds::sitemap),
        Route::get("/sitemap/{part}", Everyone, feeds::sitemap_part),
        Route::get("/makers/{slug}", Everyone, browse::maker).kept(),
        // Members without a profile are led to the page where they make one.
        Route::get("/me/products", Member, listing::list),
        Route::get("/me/products/new", Member, listing::new),
        Route::post("/me/products/new", Maker, listing::create).map(allow_a_photo),
        Route::get("/me/products/{id}/edit", Maker, listing::edit),
        Route::post("/me/products/{id}/edit", Maker, listing::change).map(allow_a_photo),
        Route::post("/me/products/{id}/submit", Maker, listing::submit),
        Route::get("/me/products/{id}/withdraw", Maker, listing::withdraw_ask),
        Route::post("/me/products/{id}/withdraw", Maker, listing::withdraw),
        Route::post("/me/products/{id}/pause", Maker, listing::pause),
        Route::post("/me/products/{id}/resume", Maker, listing::resume),
        Route::post("/me/products/{id}/change/drop", Maker, listing::change_drop),
        Route::get("/me/products/{id}/stock", Maker, listing::stock),
        Route::get("/me/products/{id}/duplicate", Maker, listing::duplicate_ask),
        Route::post("/me/products/{id}/duplicate", Maker, listing::duplicate),
        Route::get("/staff/review", Staff, review::queue),
        Route::get("/staff/review/{id}", Staff, review::product),
        Route::post("/staff/review/{id}/approve", Staff, review::approve),
        Route::post("/staff/review/{id}/return", Staff, review::give_back),
    ];
    [own, commission::routes(), settings::routes(), synonyms::routes(), tags::routes()].into_iter().flatten().collect()
}
