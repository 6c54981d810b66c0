//! What delivery costs, as the operator sets it.

use domain::{calendar::day_of, orders::{DELIVERY_YEN_MAX, Delivery, DeliveryRate, delivery_price}};

use crate::{delivery::delivery, document::OperatorPage, form::{FormProblems, FormState}, format, page::{locale, page}, prelude::*, ui::{BackLink, Button, Col, DataTable, Field, Look, Note, PageHeader, PostButton, Select, Size, cell}};

const AT: &str = "/operator/shop/delivery";

/// The rates that were set, and the form of the next.
#[component]
pub fn DeliveryRatesPage(rates: Vec<DeliveryRate>, form: FormState) -> impl IntoView {
    let l = locale();
    let today = day_of(page().now);
    let ways: Vec<Delivery> = Delivery::ALL.into_iter().filter(|way| way.is_posted()).collect();
    let now: Vec<String> = ways
        .iter()
        .filter_map(|way| Some(format!("{} {}", delivery(l, *way), format::yen(l, delivery_price(&rates, *way, today)?))))
        .collect();
    let options = ways.iter().map(|way| (way.to_string(), delivery(l, *way).to_owned())).collect();
    let cols = vec![
        Col::text(tr!(space.from)),
        Col::text(tr!(orders.delivery)),
        Col::num(tr!(orders.rate_price)),
        Col::text(tr!(space.state)),
    ];
    let rows: Vec<_> = rates.iter().rev().map(|rate| row(*rate, rate.from > today)).collect();
    view! {
        <OperatorPage title=tr!(orders.rates_title) path="/operator/shop">
            <div class="stack g3">
                <BackLink href="/operator/shop" label=tr!(space.shop_title)/>
                <PageHeader title=tr!(orders.rates_title) sub=tr!(orders.rates_sub)/>
            </div>
            <div class="stack g5">
                <Note>{now.join(" / ")}</Note>
                <FormProblems title=tr!(rules.errors_title) form=form.clone()/>
                <form class="card fields" method="post" action=AT novalidate=true>
                    <Select label=tr!(orders.delivery) name="delivery" options value=form.value("delivery")
                        error=form.error("delivery") unmarked=true/>
                    <div class="pair">
                        <Field label=tr!(space.from) name="from" kind="date" value=form.value("from")
                            error=form.error("from") unmarked=true/>
                        <Field label=tr!(orders.rate_price) name="price" kind="number" value=form.value("price")
                            error=form.error("price") unmarked=true min="0" max=DELIVERY_YEN_MAX.to_string()/>
                    </div>
                    <Button label=tr!(orders.rate_set) look=Look::Second/>
                </form>
                <DataTable caption=tr!(orders.rates_title) cols rows/>
            </div>
        </OperatorPage>
    }
}

fn row(rate: DeliveryRate, ahead: bool) -> Vec<AnyView> {
    let l = locale();
    let state = if ahead {
        let hidden = vec![("delivery", rate.delivery.to_string()), ("from", rate.from.to_string())];
        let action = format!("{AT}/remove");
        view! { <PostButton action hidden label=tr!(space.version_remove) look=Look::Quiet size=Size::Small/> }.into_any()
    } else {
        view! { <span class="small mute">{tr!(space.tax_begun)}</span> }.into_any()
    };
    vec![
        cell(format::full_day(l, rate.from)),
        cell(delivery(l, rate.delivery)),
        cell(format::yen(l, rate.price)),
        cell(state),
    ]
}
