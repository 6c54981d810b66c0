//! The shelf's pieces for the staff: finding one, writing down what happened to it, and what happened before.

use domain::{Paged, catalog::{MOVEMENT_NOTE_CHARS_MAX, Movement, MovementKind, ProductSnapshot, StockPiece}};

use crate::{catalog::{Movements, StockFigures, movement_words}, document::Document, form::{FormProblems, FormState, Number}, prelude::*, ui::{BackLink, Button, Choice, Drawing, Empty, Field, Hidden, LinkRow, LinkRows, Note, PageHeader, RadioCards, Search, SectionHeader, Size, StaffAt, StaffLinks, Tone}};

const STOCK: &str = "/staff/stock";

/// The search, and what it found; `None` before anything was looked for.
#[component]
pub fn StockFindPage(query: String, found: Option<Vec<ProductSnapshot>>) -> impl IntoView {
    let found = match found {
        None => view! { <p class="hint">{tr!(stock.find_hint)}</p> }.into_any(),
        Some(found) if found.is_empty() => {
            view! { <Empty drawing=Drawing::Shelf title=tr!(stock.found_none) text=tr!(stock.found_none_text)/> }.into_any()
        }
        Some(found) => {
            let rows = found.into_iter().map(found_row).collect();
            view! { <LinkRows rows/> }.into_any()
        }
    };
    view! {
        <Document title=tr!(stock.title) class="page mid">
            <StaffLinks at=StaffAt::Stock/>
            <PageHeader title=tr!(stock.title) sub=tr!(stock.sub)/>
            <div class="stack g4">
                <Search action=STOCK label=tr!(stock.find) value=query/>
                {found}
            </div>
        </Document>
    }
}

fn found_row(piece: ProductSnapshot) -> LinkRow {
    let end = match piece.made_to_order {
        true => tr!(sell.to_order).to_owned(),
        false => tr!(stock.on_hand_n, n = piece.stock.on_hand()).to_string(),
    };
    let note = format!("No. {}\u{3000}{}", piece.number, piece.maker);
    LinkRow::new(format!("{STOCK}/{}", piece.id), piece.title).note(note).end(end)
}

/// One piece: what there is, the form of what has happened, and what happened before.
#[component]
pub fn StockPage(
    piece: StockPiece,
    movements: Paged<Movement>,
    form: FormState,
    /// The form's, fresh with each page.
    key: String,
) -> impl IntoView {
    let at = format!("{STOCK}/{}", piece.id);
    let sub = format!("No. {}\u{3000}{}", piece.number, piece.maker);
    let what = match (piece.made_to_order, piece.handed_in) {
        (true, _) => view! { <Note>{tr!(stock.made_to_order)}</Note> }.into_any(),
        (false, false) => view! { <Note tone=Tone::Warn>{tr!(stock.not_handed_in)}</Note> }.into_any(),
        (false, true) => view! {
            <StockFigures piece=piece.clone()/>
            <MoveForm action=at.clone() form key/>
        }
        .into_any(),
    };
    view! {
        <Document title=piece.title.clone() back=STOCK class="page mid">
            <StaffLinks at=StaffAt::Stock/>
            <div class="stack g3">
                <BackLink href=STOCK label=tr!(stock.title)/>
                <PageHeader title=piece.title.clone() sub/>
            </div>
            <div class="stack g6">
                {what}
                <section class="stack g3" aria-labelledby="history">
                    <SectionHeader title=tr!(stock.history) id="history"/>
                    <Movements movements at named=true/>
                </section>
            </div>
        </Document>
    }
}

#[component]
fn MoveForm(action: String, form: FormState, key: String) -> impl IntoView {
    let choices = MovementKind::BY_STAFF.map(|kind| {
        let note = match kind {
            MovementKind::Delivery => tr!(stock.delivery_note),
            MovementKind::ReturnToMaker => tr!(stock.return_to_maker_note),
            MovementKind::CountedMore => tr!(stock.counted_more_note),
            MovementKind::CountedFewer => tr!(stock.counted_fewer_note),
            MovementKind::Damage => tr!(stock.damage_note),
            MovementKind::MakerCount
            | MovementKind::CounterCorrection
            | MovementKind::Sale
            | MovementKind::SaleReturn => "",
        };
        Choice::new(kind.to_string(), movement_words(kind)).note(note)
    });
    let length = u32::try_from(MOVEMENT_NOTE_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <section class="stack g4" aria-labelledby="move">
            <SectionHeader title=tr!(stock.move_title) id="move"/>
            <FormProblems title=tr!(stock.errors_title) form=form.clone()/>
            <form class="card stack g4" method="post" action=action novalidate=true>
                <Hidden fields=vec![("key", key)]/>
                <RadioCards legend=tr!(stock.what) name="kind" choices=choices.to_vec() value=form.value("kind")
                    error=form.error("kind")/>
                <Number form=form.clone() name="pieces" label=tr!(stock.pieces) unit=tr!(shop.unit_pieces)/>
                <Field label=tr!(stock.note) name="note" value=form.value("note") error=form.error("note")
                    required=false maxlength=length hint=tr!(stock.note_hint) autocomplete="off"/>
                <Button label=tr!(stock.write) size=Size::BigWide/>
            </form>
        </section>
    }
}
