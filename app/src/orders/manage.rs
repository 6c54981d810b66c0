//! One order as staff work on it: the next step, what it is, its history, and money that goes back.

use domain::{Yen, orders::{Delivery, OrderState, OrderStep, OrderView, RefundFacts}};

use super::words::{alert, line_note, photo, state};
use crate::{delivery::delivery, document::Document, form::{FormProblems, FormState}, format, page::locale, prelude::*, ui::{Button, CartLine, Field, Hidden, Line, LinkButton, Look, MoneyLines, More, Note, PageHeader, Size, SpecList, StaffAt, StaffLinks, Tag, TextArea, Tick, Tone}};

/// The page of an order for the staff. `form` is the one that was refused, if any.
#[component]
pub fn ManageOrderPage(order: OrderView, refund: RefundFacts, form: FormState) -> impl IntoView {
    let heading = tr!(orders.manage_title, number = order.number).to_string();
    let (words, tone) = state(order.state, order.delivery, order.hold_until);
    let left = refund.paid.minus(refund.returned);
    let give_back = (left > Yen::ZERO).then(|| view! { <Refund order=order.clone() refund form=form.clone()/> });
    view! {
        <Document title=heading.clone() back="/staff/orders" class="page mid">
            <StaffLinks at=StaffAt::Orders/>
            <PageHeader title=heading/>
            <p class="row wrap"><Tag label=words tone/></p>
            <div class="stack g6">
                <FormProblems title=tr!(orders.errors_title) form=form.clone()/>
                <Alerts order=order.clone()/>
                <NextStep order=order.clone() form/>
                <ManagePieces order=order.clone()/>
                <ManageFacts order=order.clone()/>
                {give_back}
                <History order/>
            </div>
        </Document>
    }
}

#[component]
fn Alerts(order: OrderView) -> impl IntoView {
    let action = format!("/staff/orders/{}/seen", order.id);
    order.alert.map(|of| {
        view! {
            <Note tone=Tone::Bad>
                {alert(of)}
                <form method="post" action=action><Button label=tr!(orders.alert_seen) look=Look::Second size=Size::Small/></form>
            </Note>
        }
    })
}

/// What is to be done next, as the largest button.
#[component]
fn NextStep(order: OrderView, form: FormState) -> impl IntoView {
    let action = format!("/staff/orders/{}/step", order.id);
    let button = |step: OrderStep, label: &'static str, look: Look| {
        let action = action.clone();
        view! {
            <form method="post" action=action>
                <Hidden fields=vec![("step", step.to_string())]/>
                <Button label look size=Size::Wide/>
            </form>
        }
    };
    let by_state = match order.state {
        OrderState::Pending => {
            let href = format!("/staff/register?order={}", order.number);
            view! { <LinkButton href label=tr!(orders.ring_up) size=Size::BigWide/> }.into_any()
        }
        OrderState::AwaitingPayment => view! {
            <p class="small mute">{tr!(orders.release_text)}</p>
            <form method="post" action=format!("/staff/orders/{}/release", order.id)>
                <Button label=tr!(orders.release) look=Look::Second size=Size::Wide/>
            </form>
        }
        .into_any(),
        OrderState::Paid | OrderState::Preparing => {
            let begin = (order.state == OrderState::Paid)
                .then(|| button(OrderStep::Prepare, tr!(orders.step_prepare), Look::Main));
            let then = if order.delivery == Delivery::Pickup {
                view! {
                    {button(OrderStep::MakeReady, tr!(orders.step_ready), if begin.is_some() { Look::Second } else { Look::Main })}
                    {button(OrderStep::Complete, tr!(orders.step_hand_over), Look::Second)}
                }
                .into_any()
            } else {
                view! { <Ship action=action.clone() form/> }.into_any()
            };
            view! { {begin}{then} }.into_any()
        }
        OrderState::Ready => button(OrderStep::Complete, tr!(orders.step_hand_over), Look::Main).into_any(),
        OrderState::Shipped => button(OrderStep::Complete, tr!(orders.step_arrived), Look::Second).into_any(),
        OrderState::Completed | OrderState::Cancelled | OrderState::Expired | OrderState::Refunded => ().into_any(),
    };
    let cancel = order.state.is_unpaid().then(|| {
        view! { <LinkButton href=format!("/orders/{}/cancel", order.id) label=tr!(orders.cancel_yes) look=Look::Quiet size=Size::Wide/> }
    });
    view! { <section class="stack g3">{by_state}{cancel}</section> }
}

#[component]
fn Ship(action: String, form: FormState) -> impl IntoView {
    view! {
        <form class="card fields" method="post" action=action>
            <Hidden fields=vec![("step", OrderStep::Ship.to_string())]/>
            <Field label=tr!(orders.tracking) name="tracking" value=form.value("tracking") hint=tr!(orders.tracking_hint)
                error=form.error("tracking") inputmode="numeric" maxlength=30/>
            <Button label=tr!(orders.step_ship) size=Size::Wide/>
        </form>
    }
}

#[component]
fn ManagePieces(order: OrderView) -> impl IntoView {
    let l = locale();
    let lines = order
        .lines
        .iter()
        .map(|line| {
            let wrapped = line.wrapping.map(|_| format!("  {}", tr!(orders.wrapping))).unwrap_or_default();
            let chosen = format!("{}{wrapped}", line.options);
            let note = line_note(format::yen(l, line.unit_price), line.quantity, &line.maker, &chosen);
            view! {
                <CartLine photo=photo(line.photo) title=line.title.clone() href=Some(format!("/shop/{}", line.product_number)) note
                    amount=format::yen(l, line.total())/>
            }
        })
        .collect_view();
    let extras = [(tr!(orders.wrapping), order.wrapping()), (delivery(l, order.delivery), order.delivery_fee)];
    let extras = extras.into_iter().filter(|(_, yen)| *yen > Yen::ZERO).map(|(label, yen)| Line::new(label, format::yen(l, yen)));
    let sum = Line::new(tr!(orders.order_total), format::yen(l, order.total)).note(tr!(common.tax_included));
    view! {
        <section class="stack g2">
            <h2 class="h3">{tr!(orders.order_pieces)}</h2>
            <ul class="cart">{lines}</ul>
            <MoneyLines lines=extras.collect() sum/>
        </section>
    }
}

#[component]
fn ManageFacts(order: OrderView) -> impl IntoView {
    let l = locale();
    let mut facts = vec![
        (tr!(orders.order_name).to_owned(), order.buyer.name),
        (tr!(orders.delivery).to_owned(), delivery(l, order.delivery).to_owned()),
        (tr!(orders.paid).to_owned(), format::yen(l, order.paid)),
    ];
    let contact: Vec<String> = [order.buyer.email, order.buyer.phone].into_iter().filter(|text| !text.is_empty()).collect();
    let address = order.address.map(|address| address.lines().join("\n")).unwrap_or_default();
    let returned = if order.returned > Yen::ZERO { format::yen(l, order.returned) } else { String::new() };
    for (label, value) in [
        (tr!(orders.order_contact), contact.join("\n")),
        (tr!(orders.address), address),
        (tr!(orders.message), order.message),
        (tr!(orders.tracking), order.tracking.unwrap_or_default()),
        (tr!(orders.returned), returned),
    ] {
        if !value.is_empty() {
            facts.push((label.to_owned(), value));
        }
    }
    view! { <SpecList facts/> }
}

/// What may go back: pieces by line, delivery and wrapping, with a reason that the buyer reads.
#[component]
fn Refund(order: OrderView, refund: RefundFacts, form: FormState) -> impl IntoView {
    let l = locale();
    let is_refused = !form.is_fine();
    let rows = refund
        .lines
        .iter()
        .filter_map(|line| {
            let left = refund.pieces_left(line);
            let name = format!("quantity-{}", line.position);
            let hint = tr!(orders.refund_left, n = left, price = format::yen(l, line.unit_price)).to_string();
            let value = if form.input.has(&name) { form.value(&name) } else { "0".to_owned() };
            (left > 0).then(|| {
                view! {
                    <Field label=line.title.clone() name=name kind="number" value hint unmarked=true required=false min="0" max=left.to_string()/>
                }
            })
        })
        .collect_view();
    let extras = (!refund.delivery_refunded && refund.extras > Yen::ZERO).then(|| {
        let label = tr!(orders.refund_extras, amount = format::yen(l, refund.extras)).to_string();
        view! { <Tick name="with_delivery" label checked={form.input.has("with_delivery")}/> }
    });
    let restock = if is_refused { form.input.has("restock") } else { true };
    let left = format::yen(l, refund.paid.minus(refund.returned));
    view! {
        <More summary=tr!(orders.refund_title) open=is_refused>
            <form class="fields" method="post" action=format!("/staff/orders/{}/refund", order.id)>
                <Hidden fields=vec![("key", form.value("key"))]/>
                <p class="small mute">{tr!(orders.refund_text, left = left).to_string()}</p>
                {rows}
                {extras}
                <Tick name="restock" label=tr!(orders.refund_restock) checked=restock/>
                <TextArea label=tr!(orders.refund_reason) name="reason" value=form.value("reason")
                    hint=tr!(orders.refund_reason_hint) error=form.error("reason") rows=2 maxlength=200/>
                <div class="row wrap">
                    <Button label=tr!(orders.refund_some) look=Look::Danger/>
                    <Button label=tr!(orders.refund_all) look=Look::Quiet name="all" value="on"/>
                </div>
            </form>
        </More>
    }
}

#[component]
fn History(order: OrderView) -> impl IntoView {
    let l = locale();
    let facts = order
        .changes
        .iter()
        .map(|change| {
            let (words, _) = state(change.state, order.delivery, order.hold_until);
            let by = change.by.clone().unwrap_or_default();
            (format::instant(l, change.at), format!("{words}  {by}").trim().to_owned())
        })
        .collect();
    view! {
        <section class="stack g2">
            <h2 class="h3">{tr!(orders.history)}</h2>
            <SpecList facts/>
        </section>
    }
}
