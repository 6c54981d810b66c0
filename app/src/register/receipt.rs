//! What stands on the screen after a sale: the change as its largest thing, the next sale, and the papers to issue.

use domain::{Yen, register::{ADDRESSEE_CHARS_MAX, PURPOSE_CHARS_MAX, Paper, PaperWords, Receipt, ReceiptIssue, Tender}};

use super::{counter::reason_words, paper::{ReceiptPaper, scripts}};
use crate::{document::Document, form::{FormProblems, FormState}, format, page::locale, prelude::*, ui::{Button, Choice, Field, Icon, LinkButton, Look, Note, RadioCards, Size, StaffAt, StaffLinks, Tone}};

/// A sale and its papers. `issued` is the last paper of it, `next_key` the next cart's.
#[component]
pub fn ReceiptPage(
    receipt: Receipt,
    issued: Option<ReceiptIssue>,
    form: FormState,
    next_key: String,
) -> impl IntoView {
    let words = PaperWords::default();
    let again = issued.is_some();
    view! {
        <Document title=tr!(register.receipt_title) class="page mid" head=scripts()>
            <StaffLinks at=StaffAt::Elsewhere/>
            <Change receipt=receipt.clone()/>
            <Corrections receipt=receipt.clone()/>
            <NextSale key=next_key/>
            <Issue receipt=receipt.clone() issued form/>
            <h2 class="h3 scr">{tr!(register.receipt_preview)}</h2>
            <ReceiptPaper receipt words again/>
        </Document>
    }
}

/// A paper as it was issued, ready for the printer. `is_fresh`: it was issued just now, so the printing dialog opens by
/// itself. Every paper but the first is marked as a 再発行, and the first too when it is looked at once more.
#[component]
pub fn IssuedPage(receipt: Receipt, issue: ReceiptIssue, is_fresh: bool, next_key: String) -> impl IntoView {
    let back = format!("/staff/sales/{}", receipt.id);
    let again = issue.number > 1 || !is_fresh;
    let print = if is_fresh { "now" } else { "" };
    view! {
        <Document title=tr!(register.receipt_title) class="page mid" head=scripts()>
            <StaffLinks at=StaffAt::Elsewhere/>
            <h1 class="sr scr">{tr!(register.receipt_issue_head)}</h1>
            <div class="row wrap scr">
                <button class="btn" type="button" data-print=print hidden>{tr!(register.receipt_print)}</button>
                <LinkButton href=back label=tr!(register.receipt_back) look=Look::Second/>
            </div>
            <noscript><p class="note scr">{tr!(register.receipt_print_hint)}</p></noscript>
            <ReceiptPaper receipt words=issue.words again/>
            <NextSale key=next_key/>
        </Document>
    }
}

/// The way to the next sale; a scan on this page begins it.
#[component]
fn NextSale(key: String) -> impl IntoView {
    view! {
        <form class="scr next-sale" action="/staff/register" data-scan>
            <input type="hidden" name="key" value=key/>
            <Button label=tr!(register.receipt_next) icon=Icon::Scan/>
        </form>
    }
}

/// What the staff look for: the change, or that there is none, or what was paid without cash.
#[component]
fn Change(receipt: Receipt) -> impl IntoView {
    let l = locale();
    let total = format::yen(l, receipt.total);
    let under = format!("{} {total}", tr!(register.receipt_total));
    let (above, figure, under) = match receipt.tender {
        Tender::Cashless => (Some(tr!(register.receipt_paid_cashless)), Some(total), None),
        Tender::Cash if receipt.change > Yen::ZERO => {
            (Some(tr!(register.receipt_change)), Some(format::yen(l, receipt.change)), Some(under))
        }
        Tender::Cash => (None, None, Some(under)),
    };
    let none = figure.is_none().then(|| view! { <p class="change-none">{tr!(register.receipt_no_change)}</p> });
    view! {
        <section class="card change scr" aria-labelledby="done-h">
            <h1 class="h3" id="done-h">{tr!(register.receipt_done)}</h1>
            {above.map(|words| view! { <p class="mute">{words}</p> })}
            {figure.map(|figure| view! { <p class="change-due num">{figure}</p> })}
            {none}
            {under.map(|words| view! { <p class="mute num">{words}</p> })}
        </section>
    }
}

/// What was sold although the stock did not know of it, for whoever looks after the stock.
#[component]
fn Corrections(receipt: Receipt) -> impl IntoView {
    let lines = receipt.corrections.iter().map(|(number, n, reason)| {
        let reason = reason_words(*reason);
        tr!(register.receipt_corrected_line, number = *number, n = *n, reason = reason).to_string()
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| {
        let words = format!("{}: {}", tr!(register.receipt_corrected), lines.join(" "));
        view! { <div class="scr corrected"><Note tone=Tone::Warn>{words}</Note></div> }
    })
}

/// Which paper, to whom and for what.
#[component]
fn Issue(receipt: Receipt, issued: Option<ReceiptIssue>, form: FormState) -> impl IntoView {
    let next = issued.as_ref().map_or(1, |issue| issue.number + 1);
    let label = if next > 1 { tr!(register.receipt_issue_again) } else { tr!(register.receipt_issue) };
    let before = (next > 1).then(|| {
        let words = tr!(register.receipt_issued_before, n = next - 1).to_string();
        view! { <Note icon=Icon::Print>{words}</Note> }
    });
    let is_open = !form.value("addressee").is_empty() || !form.is_fine();
    let papers = vec![
        Choice::new(Paper::Slip.to_string(), tr!(register.receipt_paper_slip)),
        Choice::new(Paper::A5.to_string(), tr!(register.receipt_paper_a5)),
    ];
    let action = format!("/staff/sales/{}/receipts", receipt.id);
    view! {
        <section class="card scr issue" aria-labelledby="issue-h">
            <h2 class="h3" id="issue-h">{tr!(register.receipt_issue_head)}</h2>
            <FormProblems form=form.clone() title=tr!(register.receipt_issue_head)/>
            {before}
            <form class="stack g4" method="post" action=action>
                <input type="hidden" name="next" value=next.to_string()/>
                <RadioCards legend=tr!(register.receipt_paper) name="paper" choices=papers value=form.value("paper")
                    error=form.error("paper")/>
                <details class="more" open=is_open>
                    <summary>{tr!(register.receipt_to)}"・"{tr!(register.receipt_for)}</summary>
                    <div class="stack g4">
                        <Field label=tr!(register.receipt_to) name="addressee" value=form.value("addressee")
                            hint=tr!(register.receipt_to_hint) error=form.error("addressee") required=false
                            autocomplete="off" maxlength=ADDRESSEE_CHARS_MAX as u32/>
                        <Field label=tr!(register.receipt_for) name="purpose" value=form.value("purpose")
                            error=form.error("purpose") required=false autocomplete="off"
                            maxlength=PURPOSE_CHARS_MAX as u32/>
                    </div>
                </details>
                <Button label icon=Icon::Print look=Look::Second size=Size::Wide/>
            </form>
        </section>
    }
}
