//! Asks before an order is cancelled.

use domain::orders::OrderView;

use super::order_path;
use crate::{document::Document, format, page::locale, prelude::*, ui::{Ask, Tab}};

/// The question, with the way back. `by_staff` leads back to the staff's list.
#[component]
pub fn CancelOrderPage(order: OrderView, by_staff: bool) -> impl IntoView {
    let text = tr!(orders.cancel_text, number = order.number, total = format::yen(locale(), order.total)).to_string();
    let back = if by_staff { "/staff/orders".to_owned() } else { order_path(&order) };
    let hidden = if by_staff { vec![] } else { vec![("key", order.key.clone())] };
    view! {
        <Document title=tr!(orders.cancel_title) tab=Tab::Shop back=back.clone() class="page narrow">
            <Ask
                title=tr!(orders.cancel_title)
                text
                action=format!("/orders/{}/cancel", order.id)
                yes=tr!(orders.cancel_yes)
                no=(back, tr!(orders.cancel_no).to_owned())
                hidden
            />
        </Document>
    }
}
