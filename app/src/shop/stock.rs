//! One of the maker's pieces in figures: what a sale brings, what there is, and what happened.

use domain::{Paged, catalog::{Movement, StockPiece}, shop::PieceFigures};

use crate::{catalog::{Movements, StockFigures, payout_words}, document::Document, prelude::*, ui::{BackLink, Note, PageHeader, SectionHeader, Tab}};

const LIST: &str = "/me/products";

/// The page. `percent` is today's commission.
#[component]
pub fn MyStockPage(piece: StockPiece, movements: Paged<Movement>, percent: i64, fares: PieceFigures) -> impl IntoView {
    let at = format!("{LIST}/{}/stock", piece.id);
    let title = if piece.title.is_empty() { tr!(shop.untitled).to_owned() } else { piece.title.clone() };
    let PieceFigures { favourites, reserved, sold } = fares;
    let words = tr!(listing.figures, favourites = favourites, reserved = reserved, sold = sold).to_string();
    let sub = format!("No. {}", piece.number);
    let figures = match piece.made_to_order {
        true => view! { <Note>{tr!(stock.made_to_order)}</Note> }.into_any(),
        false => view! { <StockFigures piece=piece.clone()/> }.into_any(),
    };
    view! {
        <Document title=title.clone() tab=Tab::Sell back=LIST class="page mid">
            <div class="stack g3">
                <BackLink href=LIST label=tr!(shop.mine)/>
                <PageHeader title sub/>
            </div>
            <div class="stack g6">
                <div class="stack g1">
                    <p class="num">{payout_words(piece.price, percent)}</p>
                    <p class="small mute num">{words}</p>
                </div>
                {figures}
                <section class="stack g3" aria-labelledby="history">
                    <SectionHeader title=tr!(stock.history) id="history"/>
                    <Movements movements at/>
                </section>
            </div>
        </Document>
    }
}
