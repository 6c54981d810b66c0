//! Who a maker is before the law and where their money goes. What is on record is shown masked; the form begins empty.

use domain::members::{
    ADDRESS_CHARS_MAX, AccountKind, BANK_NAME_CHARS_MAX, HOLDER_CHARS_MAX, LEGAL_NAME_CHARS_MAX, MakerPayee, masked_end,
    masked_start,
};

use super::MePage;
use crate::{
    form::{FormProblems, FormState, PostalCodeField},
    prelude::*,
    ui::{BackLink, Button, Field, Note, Select, Size, SpecList, Tick, Tone},
};

/// `payee`: what is on record.
#[component]
pub fn PayeePage(payee: Option<MakerPayee>, form: FormState) -> impl IntoView {
    let has_bank = payee.as_ref().is_some_and(|payee| payee.bank.is_some());
    let is_new = payee.is_none();
    let record = payee.map(|payee| view! { <OnRecord payee/> });
    let keep = (!is_new).then(|| view! { <p class="small mute">{tr!(payee.keep)}</p> });
    view! {
        <MePage title=tr!(payee.title) sub=tr!(payee.sub)>
            <BackLink href="/me" label=tr!(members.me)/>
            {record}
            <FormProblems title=tr!(members.problems) form=form.clone() names=field_name/>
            <form class="stack g5" method="post" action="/me/maker/payee" autocomplete="off">
                <div class="card fields">
                    <h2 class="h3">{tr!(payee.person)}</h2>
                    {keep}
                    <Person form=form.clone() required=is_new/>
                </div>
                <div class="card fields">
                    <h2 class="h3">{tr!(payee.bank)}</h2>
                    <p class="small mute">{if has_bank { tr!(payee.bank_keep) } else { tr!(payee.bank_note) }}</p>
                    <Bank form=form.clone()/>
                    {has_bank.then(|| view! { <Tick name="bank_remove" label=tr!(payee.bank_remove)/> })}
                </div>
                <div class="card fields">
                    <h2 class="h3">{tr!(payee.invoice)}</h2>
                    <p class="small mute">{tr!(payee.invoice_note)}</p>
                    <div class="pair">
                        <Field label=tr!(payee.invoice_number) name="invoice_number" value=form.value("invoice_number")
                            hint=tr!(payee.invoice_number_hint) error=form.error("invoice_number") required=false maxlength=20/>
                        <Field label=tr!(payee.invoice_from) name="invoice_from" kind="date" value=form.value("invoice_from")
                            error=form.error("invoice_from") required=false/>
                    </div>
                </div>
                <Button label=tr!(common.save) size=Size::Big/>
            </form>
        </MePage>
    }
}

#[component]
fn OnRecord(payee: MakerPayee) -> impl IntoView {
    let bank = payee.bank.map_or_else(
        || tr!(payee.none).to_owned(),
        |bank| format!("{} {} {} {}", bank.bank_name, bank.branch_name, kind(bank.kind), masked_end(&bank.number)),
    );
    let facts = vec![
        (tr!(payee.legal_name).to_owned(), masked_start(&payee.legal_name)),
        (tr!(payee.address).to_owned(), masked_start(&payee.address)),
        (tr!(payee.bank).to_owned(), bank),
    ];
    view! {
        <div class="stack g3">
            <Note tone=Tone::Ok>{tr!(payee.on_record)}</Note>
            <SpecList facts/>
        </div>
    }
}

#[component]
fn Person(form: FormState, required: bool) -> impl IntoView {
    view! {
        <Field label=tr!(payee.legal_name) name="legal_name" value=form.value("legal_name") hint=tr!(payee.legal_name_hint)
            error=form.error("legal_name") required autocomplete="off" maxlength=LEGAL_NAME_CHARS_MAX as u32/>
        <PostalCodeField form=form.clone() required/>
        <Field label=tr!(payee.address) name="address" value=form.value("address") error=form.error("address") required
            autocomplete="off" maxlength=ADDRESS_CHARS_MAX as u32/>
    }
}

#[component]
fn Bank(form: FormState) -> impl IntoView {
    let kinds = [AccountKind::Ordinary, AccountKind::Current, AccountKind::Savings];
    let options: Vec<(String, String)> = kinds.map(|one| (one.to_string(), kind(one).to_owned())).into();
    let words = |name: &'static str, label: &'static str, max: usize| {
        let (value, error) = (form.value(name), form.error(name));
        view! { <Field label name value error required=false unmarked=true autocomplete="off" maxlength=max as u32/> }
    };
    let figures = |name: &'static str, label: &'static str, max: u32| {
        let (value, error) = (form.value(name), form.error(name));
        view! {
            <Field label name value error required=false unmarked=true inputmode="numeric" autocomplete="off" maxlength=max/>
        }
    };
    view! {
        <div class="pair">
            {words("bank_name", tr!(payee.bank_name), BANK_NAME_CHARS_MAX)}
            {figures("bank_code", tr!(payee.bank_code), 8)}
        </div>
        <div class="pair">
            {words("branch_name", tr!(payee.branch_name), BANK_NAME_CHARS_MAX)}
            {figures("branch_code", tr!(payee.branch_code), 8)}
        </div>
        <div class="pair">
            <Select label=tr!(payee.account_kind) name="account_kind" options value=form.value("account_kind")
                error=form.error("account_kind") unmarked=true/>
            {figures("account_number", tr!(payee.account_number), 10)}
        </div>
        <Field label=tr!(payee.account_holder) name="account_holder" value=form.value("account_holder")
            hint=tr!(payee.account_holder_hint) error=form.error("account_holder") required=false unmarked=true
            autocomplete="off" maxlength=2 * HOLDER_CHARS_MAX as u32/>
    }
}

/// What a field is called whose message alone does not say so.
fn field_name(field: &str) -> Option<String> {
    let name = match field {
        "bank_name" => tr!(payee.bank_name),
        "bank_code" => tr!(payee.bank_code),
        "branch_name" => tr!(payee.branch_name),
        "branch_code" => tr!(payee.branch_code),
        "account_number" => tr!(payee.account_number),
        "account_holder" => tr!(payee.account_holder),
        _ => return None,
    };
    Some(name.to_owned())
}

fn kind(kind: AccountKind) -> &'static str {
    match kind {
        AccountKind::Ordinary => tr!(payee.kind_ordinary),
        AccountKind::Current => tr!(payee.kind_current),
        AccountKind::Savings => tr!(payee.kind_savings),
    }
}
