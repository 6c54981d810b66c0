//! A receipt: 適格簡易請求書 where the issuer is registered. The change is the largest thing on screen; print shows the
//! paper only.

use domain::{Yen, calendar::day_of, register::{Issuer, Receipt, SaleLine, TaxTotal, Tender}};

use crate::{document::Document, format, page::locale, prelude::*, ui::{Icon, LinkButton, Look, Note, StaffAt, StaffLinks}};

/// The reduced rate, whose items carry a mark.
const REDUCED_PERCENT: i32 = 8;

/// The receipt of a sale. `slip` is the 80 mm roll of the counter's printer instead of A5.
#[component]
pub fn ReceiptPage(receipt: Receipt, slip: bool) -> impl IntoView {
    let other = if slip {
        (format!("/staff/sales/{}", receipt.id), tr!(register.receipt_reprint_a5))
    } else {
        (format!("/staff/sales/{}?paper=slip", receipt.id), tr!(register.receipt_reprint_slip))
    };
    view! {
        <Document title=tr!(register.receipt_title) class="page mid">
            <StaffLinks at=StaffAt::Elsewhere/>
            <Change receipt=receipt.clone()/>
            <div class="row wrap scr">
                <LinkButton href="/staff/register" label=tr!(register.receipt_next) icon=Icon::Scan/>
                <LinkButton href=other.0 label=other.1 look=Look::Second icon=Icon::Print/>
            </div>
            <div class="scr"><Note icon=Icon::Print>{tr!(register.receipt_print_hint)}</Note></div>
            <Paper receipt slip/>
        </Document>
    }
}

/// What the staff look for: the change, or that there is none.
#[component]
fn Change(receipt: Receipt) -> impl IntoView {
    let l = locale();
    let total = format!("{} {}", tr!(register.receipt_total), format::yen(l, receipt.total));
    let change = if receipt.change > Yen::ZERO {
        view! {
            <p class="mute">{tr!(register.receipt_change)}</p>
            <p class="change-due num">{format::yen(l, receipt.change)}</p>
        }
        .into_any()
    } else {
        view! { <p class="change-none">{tr!(register.receipt_no_change)}</p> }.into_any()
    };
    view! {
        <section class="card change scr" aria-labelledby="done-h">
            <h1 class="h3" id="done-h">{tr!(register.receipt_done)}</h1>
            {change}
            <p class="mute num">{total}</p>
        </section>
    }
}

/// The paper: issuer and number, date, lines with ※ at 8 %, totals and tax per rate.
#[component]
fn Paper(receipt: Receipt, slip: bool) -> impl IntoView {
    let l = locale();
    let registered = !receipt.issuer.invoice_number.is_empty();
    let kind = if registered { tr!(register.receipt_kind) } else { tr!(register.receipt_kind_plain) };
    let reduced = receipt.lines.iter().any(|line| line.tax_rate_percent == REDUCED_PERCENT);
    let reduced = reduced.then(|| view! { <p class="small">{tr!(register.receipt_reduced)}</p> });
    let order = receipt.order_number.map(|number| tr!(register.receipt_order, number = number).to_string());
    let order = order.map(|words| view! { <p class="small num">{words}</p> });
    let lines = receipt.lines.iter().map(line).collect_view();
    let taxes = receipt.taxes.iter().map(tax).collect_view();
    let paid = paid(&receipt);
    let staff = tr!(register.receipt_staff, name = receipt.staff.clone()).to_string();
    view! {
        <article class=if slip { "receipt slip" } else { "receipt" } aria-label=tr!(register.receipt_title)>
            <h2>{tr!(register.receipt_title)}</h2>
            <div class="row sb small num">
                <span>{format::instant(l, receipt.at)}</span>
                <span>{tr!(register.receipt_number, number = receipt.number).to_string()}</span>
            </div>
            <p class="amount num">{format::yen(l, receipt.total)}</p>
            {order}
            <table>
                <caption class="sr">{format::full_day(l, day_of(receipt.at))}</caption>
                <thead>
                    <tr>
                        <th scope="col">{tr!(register.receipt_item)}</th>
                        <th scope="col" class="r">{tr!(register.receipt_amount)}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
            {reduced}
            <dl class="lines">{taxes}{paid}</dl>
            <div class="from"><IssuedBy issuer=receipt.issuer/><p class="num">{staff}</p></div>
            <p class="small">{kind}"　"{tr!(register.receipt_thanks)}</p>
        </article>
    }
}

fn line(line: &SaleLine) -> impl IntoView + use<> {
    let l = locale();
    let mark = (line.tax_rate_percent == REDUCED_PERCENT).then_some(" ※");
    let quantity =
        tr!(register.receipt_quantity, price = format::yen(l, line.unit_price), n = line.quantity).to_string();
    view! {
        <tr>
            <td>
                {line.title.clone()}{mark}
                <br/>
                <span class="tiny num">{quantity}"　"{line.maker.clone()}</span>
            </td>
            <td class="r num">{format::yen(l, line.total())}</td>
        </tr>
    }
}

/// Total per rate and the tax in it.
fn tax(tax: &TaxTotal) -> impl IntoView + use<> {
    let l = locale();
    let total = tr!(register.receipt_rate_total, rate = tax.rate_percent).to_string();
    let inside = tr!(register.receipt_rate_tax, tax = format::yen(l, tax.tax)).to_string();
    let amount = format::yen(l, tax.total);
    view! { <div><dt>{total}" "<span class="small nowrap num">{inside}</span></dt><dd class="num">{amount}</dd></div> }
}

fn paid(receipt: &Receipt) -> impl IntoView + use<> {
    let l = locale();
    let rows = match receipt.tender {
        Tender::Cash => {
            vec![(tr!(register.receipt_tendered), receipt.tendered), (tr!(register.receipt_change), receipt.change)]
        }
        Tender::Cashless => vec![(tr!(register.receipt_cashless_paid), receipt.total)],
    };
    rows.into_iter()
        .map(|(words, amount)| view! { <div><dt>{words}</dt><dd class="num">{format::yen(l, amount)}</dd></div> })
        .collect_view()
}

/// Name, registration number, address and telephone of who issued it.
#[component]
fn IssuedBy(issuer: Issuer) -> impl IntoView {
    let number = (!issuer.invoice_number.is_empty())
        .then(|| tr!(register.receipt_invoice_number, number = issuer.invoice_number).to_string());
    let lines = [Some(issuer.name), number, Some(issuer.address), Some(issuer.phone)];
    let lines = lines.into_iter().flatten().filter(|line| !line.is_empty());
    lines.map(|line| view! { <p class="num">{line}</p> }).collect_view()
}
