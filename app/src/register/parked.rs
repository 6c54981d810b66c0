//! The carts that wait (保留), for every tablet of the counter.

use domain::register::ParkedCart;

use crate::{document::Document, format, page::locale, prelude::*, ui::{Button, Drawing, Empty, Icon, LinkButton, Look, Note, PageHeader, Size, StaffAt, StaffLinks}};

/// The list, longest waiting first. `standing`: a cart stands at the counter, which is parked in exchange. `error` says
/// why nothing was brought back.
#[component]
pub fn ParkedPage(carts: Vec<ParkedCart>, standing: bool, error: Option<String>) -> impl IntoView {
    let error = error.map(|words| view! { <Note icon=Icon::Alert>{words}</Note> });
    let swap = (standing && !carts.is_empty()).then(|| view! { <Note icon=Icon::Bag>{tr!(register.parked_swap)}</Note> });
    let list = if carts.is_empty() {
        view! { <Empty drawing=Drawing::Bag title=tr!(register.parked_empty) text=tr!(register.parked_empty_text)/> }.into_any()
    } else {
        view! { <ul class="stack g3">{carts.iter().map(parked).collect_view()}</ul> }.into_any()
    };
    view! {
        <Document title=tr!(register.parked_title) class="page mid">
            <StaffLinks at=StaffAt::Elsewhere/>
            <PageHeader title=tr!(register.parked_title)/>
            <div class="stack g5">
                {error}
                {swap}
                {list}
                <div><LinkButton href="/staff/register" label=tr!(register.parked_to_register) look=Look::Second icon=Icon::Scan/></div>
            </div>
        </Document>
    }
}

fn parked(cart: &ParkedCart) -> impl IntoView + use<> {
    let pieces: i64 = cart.lines.iter().map(|(_, n)| n).sum();
    let lines = cart.lines.iter().map(|(title, n)| format!("{title} × {n}"));
    let orders = cart.orders.iter().map(|number| tr!(register.order_strip, number = *number).to_string());
    let inside: Vec<String> = lines.chain(orders).collect();
    let heading = tr!(register.parked_at, time = format::instant(locale(), cart.at), staff = cart.staff.clone()).to_string();
    let count = tr!(register.cart_count).replace("{n}", &pieces.to_string());
    let count = (pieces > 0).then(|| view! { <span class="tag">{count}</span> });
    let to = |act: &str| format!("/staff/register/parked/{}/{act}", cart.id);
    view! {
        <li class="card parked">
            <h2 class="h3 num">{heading}" "{count}</h2>
            <ul class="small">{inside.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}</ul>
            <div class="row wrap">
                <form method="post" action=to("resume")><Button label=tr!(register.parked_resume)/></form>
                <form method="post" action=to("discard")>
                    <Button label=tr!(register.parked_discard) look=Look::Quiet size=Size::Small/>
                </form>
            </div>
        </li>
    }
}
