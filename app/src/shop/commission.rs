//! The commission of the house as the operator sets it.

use domain::{Yen, calendar::day_of, catalog::{COMMISSION_PERCENT, CommissionRate, commission_percent}};

use crate::{catalog::payout_words, document::OperatorPage, form::{FormProblems, FormState, Number}, format, page::{locale, page}, prelude::*, ui::{BackLink, Button, Col, DataTable, Field, Look, Note, PageHeader, PostButton, SectionHeader, Size, cell}};

const HERE: &str = "/operator/shop/commission";
/// The price of the example.
const EXAMPLE: Yen = Yen(3_700);

/// The commissions that were set, and the form of the next.
#[component]
pub fn CommissionPage(rates: Vec<CommissionRate>, form: FormState) -> impl IntoView {
    let today = day_of(page().now);
    let percent = commission_percent(&rates, today);
    let example = payout_words(EXAMPLE, percent);
    let now = tr!(listing.commission_now, percent = percent, price = format::yen(locale(), EXAMPLE), payout = example)
        .to_string();
    let rows: Vec<_> = rates.iter().rev().map(|rate| row(*rate, rate.from > today)).collect();
    let list = match rows.is_empty() {
        true => view! { <p class="hint">{tr!(listing.commission_none, percent = COMMISSION_PERCENT)}</p> }.into_any(),
        false => {
            let cols = vec![Col::text(tr!(space.from)), Col::num(tr!(listing.commission)), Col::text(tr!(space.state))];
            view! { <DataTable caption=tr!(listing.commission) cols rows/> }.into_any()
        }
    };
    view! {
        <OperatorPage title=tr!(listing.commission) path="/operator/shop">
            <div class="stack g3">
                <BackLink href="/operator/shop" label=tr!(space.shop_title)/>
                <PageHeader title=tr!(listing.commission) sub=tr!(listing.commission_sub)/>
            </div>
            <div class="stack g6">
                <Note>{now}</Note>
                {list}
                <section class="stack g3" aria-labelledby="new">
                    <SectionHeader title=tr!(listing.commission_new) id="new"/>
                    <FormProblems title=tr!(rules.errors_title) form=form.clone() names=name/>
                    <form class="card stack g3" method="post" action=HERE novalidate=true>
                        <div class="pair">
                            <Field label=tr!(space.from) name="from" kind="date" value=form.value("from")
                                error=form.error("from") unmarked=true/>
                            <Number form name="percent" label=tr!(listing.commission) unit="%"/>
                        </div>
                        <p class="hint">{tr!(listing.commission_hint)}</p>
                        <Button label=tr!(listing.commission_add) look=Look::Second/>
                    </form>
                </section>
            </div>
        </OperatorPage>
    }
}

/// What the fields are called.
fn name(field: &str) -> Option<String> {
    let name = match field {
        "percent" => tr!(listing.commission),
        "from" => tr!(space.from),
        _ => return None,
    };
    Some(name.to_owned())
}

fn row(rate: CommissionRate, ahead: bool) -> Vec<AnyView> {
    let state = if ahead {
        let action = format!("{HERE}/{}/remove", rate.from);
        view! { <PostButton action label=tr!(space.version_remove) look=Look::Quiet size=Size::Small/> }.into_any()
    } else {
        view! { <span class="small mute">{tr!(space.tax_begun)}</span> }.into_any()
    };
    vec![cell(format::full_day(locale(), rate.from)), cell(format!("{}%", rate.percent)), cell(state)]
}
