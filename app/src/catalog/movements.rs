//! How many pieces there are, and what happened to them.

use domain::{Paged, catalog::{Movement, MovementKind, StockPiece}};

use crate::{format, page::locale, prelude::*, ui::{Col, DataTable, Drawing, Empty, Pages, SpecList, cell}};

/// What happened, in words.
pub fn movement_words(kind: MovementKind) -> &'static str {
    match kind {
        MovementKind::Delivery => tr!(stock.delivery),
        MovementKind::ReturnToMaker => tr!(stock.return_to_maker),
        MovementKind::CountedMore => tr!(stock.counted_more),
        MovementKind::CountedFewer => tr!(stock.counted_fewer),
        MovementKind::Damage => tr!(stock.damage),
        MovementKind::MakerCount => tr!(stock.maker_count),
        MovementKind::CounterCorrection => tr!(stock.counter_correction),
        MovementKind::Sale => tr!(stock.sale),
        MovementKind::SaleReturn => tr!(stock.sale_return),
    }
}

/// On hand, promised, free.
#[component]
pub fn StockFigures(piece: StockPiece) -> impl IntoView {
    let stock = piece.stock;
    let facts = [
        (tr!(stock.on_hand), stock.on_hand()),
        (tr!(stock.reserved), stock.reserved()),
        (tr!(stock.available), stock.available()),
    ];
    let facts = facts.map(|(name, n)| (name.to_owned(), tr!(stock.n, n = n).to_string())).to_vec();
    view! { <SpecList facts/> }
}

/// What happened to the pieces, the last first. `at` is the page's address; `named` shows who wrote it down.
#[component]
pub fn Movements(
    movements: Paged<Movement>,
    #[prop(into)] at: String,
    #[prop(optional)] named: bool,
) -> impl IntoView {
    let (page, pages) = (movements.page, movements.pages);
    if movements.rows.is_empty() {
        return view! { <Empty drawing=Drawing::Shelf title=tr!(stock.none) text=tr!(stock.none_text)/> }.into_any();
    }
    let mut cols = vec![
        Col::text(tr!(stock.at)),
        Col::text(tr!(stock.kind)),
        Col::num(tr!(stock.pieces)),
        Col::num(tr!(stock.left)),
        Col::text(tr!(stock.note)),
    ];
    if named {
        cols.push(Col::text(tr!(stock.by)));
    }
    let rows = movements.rows.into_iter().map(|movement| row(movement, named)).collect();
    view! {
        <div class="stack g3">
            <DataTable caption=tr!(stock.history) cols rows/>
            <Pages page pages href=move |n| format!("{at}?page={n}")/>
        </div>
    }
    .into_any()
}

fn row(movement: Movement, named: bool) -> Vec<AnyView> {
    let or_dash = |text: String| if text.is_empty() { "—".to_owned() } else { text };
    let pieces = match movement.pieces {
        n if n > 0 => format!("+{n}"),
        n => format!("−{}", n.unsigned_abs()),
    };
    let mut cells = vec![
        cell(format::instant(locale(), movement.at)),
        cell(movement_words(movement.kind)),
        cell(pieces),
        cell(movement.on_hand),
        cell(view! { <span class="pre">{or_dash(movement.note)}</span> }),
    ];
    if named {
        cells.push(cell(or_dash(movement.by.unwrap_or_default())));
    }
    cells
}
