//! Shelf labels: the code that the register reads, the title and the price.

use domain::catalog::ProductSnapshot;

use crate::{document::Document, format, page::locale, prelude::*, ui::{Button, Icon, Look, Note, PageHeader, Select, StaffAt, StaffLinks}};

/// Labels on one sheet.
pub const COPIES_MAX: u32 = 24;

/// A sheet of `copies` labels of a product. `qr` is a drawing of the address of its page.
#[component]
pub fn LabelPage(product: ProductSnapshot, qr: String, copies: u32) -> impl IntoView {
    let choices = [1, 3, 6, 12, COPIES_MAX];
    let options = choices.iter().map(|n| (n.to_string(), n.to_string())).collect();
    let labels = (0..copies).map(|_| view! { <Label product=product.clone() qr=qr.clone()/> }).collect_view();
    view! {
        <Document title=tr!(register.label_title) class="page">
            <StaffLinks at=StaffAt::Elsewhere/>
            <div class="scr stack">
                <PageHeader title=tr!(register.label_title) sub=product.title.clone()/>
                <form class="row wrap day-pick" action=format!("/staff/products/{}/label", product.number)>
                    <Select label=tr!(register.label_count) name="n" options value=copies.to_string() unmarked=true/>
                    <Button label=tr!(register.sales_show) look=Look::Second/>
                </form>
                <Note icon=Icon::Print>{tr!(register.label_hint)}</Note>
            </div>
            <div class="labels qr-labels">{labels}</div>
        </Document>
    }
}

#[component]
fn Label(product: ProductSnapshot, qr: String) -> impl IntoView {
    let price = tr!(register.label_price, price = format::yen(locale(), product.price)).to_string();
    view! {
        <div class="label">
            <div class="qr-code" aria-hidden="true" inner_html=qr></div>
            <div>
                <p class="b">{product.title}</p>
                <p class="tiny">{product.maker}</p>
                <p class="price num">{price}</p>
                <p class="tiny num">{product.number}</p>
            </div>
        </div>
    }
}
