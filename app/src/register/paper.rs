//! The paper itself: 適格簡易請求書 where the issuer is registered. Print shows nothing else.

use domain::{calendar::day_of, register::{Issuer, Paper, PaperWords, Receipt, SaleLine, TaxTotal, Tender}, site::SiteText};

use crate::{format, page::{Locale, locale, page}, prelude::*, own::own};

/// The reduced rate, whose items carry a mark.
const REDUCED_PERCENT: i32 = 8;
/// Slips are cut in steps of so many millimetres; the style sheet names a page size for each, up to the last.
const SLIP_STEP_MM: usize = 20;
const SLIP_MM_MAX: usize = 1000;

/// What listens to the scanner and opens the printing dialog, for the document's head.
pub(super) fn scripts() -> AnyView {
    let file = |name: &str| format!("/pkg/{name}");
    let assets = page().assets.clone();
    view! {
        <script type="module" src=file(&assets.scan)></script>
        <script type="module" src=file(&assets.print)></script>
    }
    .into_any()
}

/// What a receipt is for, unless somebody says otherwise.
pub fn purpose(l: Locale) -> &'static str {
    trl!(l, register.receipt_for_default)
}

/// Issuer and number, date, lines with ※ at 8 %, totals and tax per rate; to whom and for what, where that is asked for.
#[component]
pub(super) fn ReceiptPaper(receipt: Receipt, words: PaperWords, again: bool) -> impl IntoView {
    let l = locale();
    let registered = !receipt.issuer.invoice_number.is_empty();
    let kind = if registered { tr!(register.receipt_kind) } else { tr!(register.receipt_kind_plain) };
    let class = match words.paper {
        Paper::Slip => format!("receipt slip mm{}", slip_mm(&receipt, &words)),
        Paper::A5 => "receipt".to_owned(),
    };
    let again = again.then(|| view! { <p class="again">{tr!(register.receipt_reissued)}</p> });
    let to = Some(words.addressee).filter(|name| !name.is_empty());
    let to = to.map(|name| view! { <p class="to">{tr!(register.receipt_to_words, name = name).to_string()}</p> });
    let purpose = Some(words.purpose).filter(|purpose| !purpose.is_empty());
    let purpose = purpose.map(|purpose| {
        view! { <p class="small for">{tr!(register.receipt_for_words, purpose = purpose).to_string()}</p> }
    });
    let reduced = receipt.lines.iter().any(|line| line.tax_rate_percent == REDUCED_PERCENT);
    let reduced = reduced.then(|| view! { <p class="small">{tr!(register.receipt_reduced)}</p> });
    let order = |number: &i64| tr!(register.receipt_order, number = *number).to_string();
    let orders = receipt.order_numbers.iter().map(order).map(|words| view! { <p class="small num">{words}</p> });
    let orders = orders.collect_view();
    let lines = receipt.lines.iter().map(line).collect_view();
    let taxes = receipt.taxes.iter().map(tax).collect_view();
    let paid = paid(&receipt);
    let staff = tr!(register.receipt_staff, name = receipt.staff.clone()).to_string();
    view! {
        <article class=class aria-label=tr!(register.receipt_title)>
            <h2>{tr!(register.receipt_title)}</h2>
            {again}
            <div class="row sb small num">
                <span>{format::instant(l, receipt.at)}</span>
                <span>{tr!(register.receipt_number, number = receipt.number).to_string()}</span>
            </div>
            {to}
            <p class="amount num">{format::yen(l, receipt.total)}</p>
            {purpose}
            {orders}
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
            <p class="small">{kind}"　"{own(SiteText::ReceiptThanks)}</p>
        </article>
    }
}

/// How long the roll is cut, in millimetres: CSS knows no paper as long as what stands on it. Counted from the lines and
/// how many of them break, generously, for what does not fit goes to a second piece of paper.
fn slip_mm(receipt: &Receipt, words: &PaperWords) -> usize {
    const HEAD_AND_FOOT_MM: usize = 105;
    const ROW_MM: usize = 6;
    let rows = |text: &str, chars: usize| text.chars().count().div_ceil(chars).max(1);
    let items: usize = receipt.lines.iter().map(|line| rows(&line.title, 13) + rows(&line.maker, 8)).sum();
    let issuer = rows(&receipt.issuer.name, 18) + rows(&receipt.issuer.address, 18);
    let extra = rows(&words.addressee, 13) + rows(&words.purpose, 16) + receipt.order_numbers.len();
    let rows = items + issuer + extra + 2 * receipt.taxes.len() + 2;
    let mm = HEAD_AND_FOOT_MM + ROW_MM * rows + 2 * receipt.lines.len();
    (mm.div_ceil(SLIP_STEP_MM) * SLIP_STEP_MM).min(SLIP_MM_MAX)
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
