//! How a piece is sold: the fields of the maker's form, and the facts that follow from them.

use domain::{Yen, catalog::{CHOICES_MAX, OPTION_NAME_CHARS_MAX, OPTIONS_MAX, OptionKind, ProductOption}, shop::{GIFT_WRAP_YEN_MAX, LEAD_DAYS_MAX, ListingChoices, OptionPart, ProductPage, Selling, TaxClass}};

use crate::{catalog::PayoutLine, form::FormState, format, page::locale, prelude::*, ui::{Field, More, Segmented, TextArea, Tick}};

/// Price, tax, how many there are or when it is ready, how it is sent and wrapped, what can be chosen.
#[component]
pub(super) fn SellingFields(
    form: FormState,
    /// What there is to choose from, with the rates.
    choices: ListingChoices,
) -> impl IntoView {
    let taxes = choices.taxes.iter().map(|(class, percent)| (class.to_string(), tax_words(*class, *percent)));
    let taxes = taxes.collect();
    let f = form;
    let kinds = vec![
        ("one".to_owned(), tr!(shop.one_of_a_kind).to_owned()),
        ("several".to_owned(), tr!(sell.in_stock).to_owned()),
        ("order".to_owned(), tr!(sell.to_order).to_owned()),
    ];
    let tax = Some(f.value("tax_class")).filter(|word| !word.is_empty()).unwrap_or_else(|| TaxClass::default().to_string());
    view! {
        <div class="stack g1">
            <Field label=tr!(shop.field_price) name="price" value=f.value("price") inputmode="numeric"
                error=f.error("price") unit=tr!(shop.unit_yen) autocomplete="off"/>
            <PayoutLine price=f.value("price") percent=choices.commission_percent/>
        </div>
        <Segmented legend=tr!(sell.tax) name="tax_class" choices=taxes value=tax required=true hint=tr!(sell.tax_hint)
            error=f.error("tax_class")/>
        <div class="stack g4 by-kind">
            <Segmented legend=tr!(sell.kind) name="kind" choices=kinds value=f.value("kind") required=true/>
            <div class="of-stock">
                <Field label=tr!(shop.field_stock) name="stock" value=f.value("stock") inputmode="numeric"
                    error=f.error("stock") unit=tr!(shop.unit_pieces) required=false
                    hint=tr!(shop.field_stock_hint) autocomplete="off"/>
            </div>
            <div class="of-order">
                <Field label=tr!(sell.lead_days) name="lead_days" value=f.value("lead_days") inputmode="numeric"
                    error=f.error("lead_days") unit=tr!(sell.unit_days) required=false
                    hint=tr!(sell.lead_days_hint, max = LEAD_DAYS_MAX) autocomplete="off"/>
            </div>
        </div>
        <Options form=f.clone()/>
        <Sending form=f/>
    }
    .into_any()
}

/// The packed piece, and gift wrapping.
#[component]
fn Sending(form: FormState) -> impl IntoView {
    view! {
        <fieldset class="stack g4">
            <legend class="h3">{tr!(sell.sending)}</legend>
            <p class="hint">{tr!(sell.sending_hint)}</p>
            <div class="pair">
                <Field label=tr!(sell.thickness) name="parcel_mm" value=form.value("parcel_mm") inputmode="numeric"
                    error=form.error("parcel_mm") unit="mm" required=false unmarked=true autocomplete="off"/>
                <Field label=tr!(sell.parcel_weight) name="parcel_g" value=form.value("parcel_g") inputmode="numeric"
                    error=form.error("parcel_g") unit="g" required=false unmarked=true autocomplete="off"/>
            </div>
            <Tick name="parcel_a4" label=tr!(sell.a4) checked=form.input.has("parcel_a4")/>
            <Field label=tr!(sell.gift_wrap) name="gift_wrap" value=form.value("gift_wrap") inputmode="numeric"
                error=form.error("gift_wrap") unit=tr!(shop.unit_yen) required=false
                hint=tr!(sell.gift_wrap_hint, max = Yen(GIFT_WRAP_YEN_MAX).to_string()) autocomplete="off"/>
        </fieldset>
    }
}

/// What can be chosen: a fold for each, those open in which something stands.
#[component]
fn Options(form: FormState) -> impl IntoView {
    let folds = (1..=OPTIONS_MAX).map(|n| view! { <OptionFold form=form.clone() n/> }).collect_view();
    view! {
        <fieldset class="stack g3">
            <legend class="h3">{tr!(sell.options)}</legend>
            <p class="hint">{tr!(sell.options_hint, max = OPTIONS_MAX)}</p>
            <div class="stack g2">{folds}</div>
        </fieldset>
    }
}

#[component]
fn OptionFold(form: FormState, n: usize) -> impl IntoView {
    let name = move |part: &str| format!("option{n}_{part}");
    let value = |part: &str| form.value(&name(part));
    let error = |part: OptionPart| form.error(option_field(n, part));
    let (said, choices, chars, extra) = (value("name"), value("choices"), value("chars"), value("extra"));
    let (wrong_name, wrong_choices) = (error(OptionPart::Name), error(OptionPart::Choices));
    let (wrong_chars, wrong_extra) = (error(OptionPart::Chars), error(OptionPart::Extra));
    let is_required = form.input.has(&name("required"));
    let kinds = vec![
        (OptionKind::Choice.to_string(), tr!(sell.option_choice).to_owned()),
        (OptionKind::Text.to_string(), tr!(sell.option_text).to_owned()),
    ];
    let kind = Some(value("kind")).filter(|kind| !kind.is_empty()).unwrap_or_else(|| OptionKind::Choice.to_string());
    let is_open = !said.is_empty() || wrong_name.is_some() || wrong_choices.is_some();
    let title = tr!(sell.option_n, n = n).to_string();
    let summary = if said.is_empty() { title } else { format!("{title}: {said}") };
    view! {
        <More summary open=is_open>
            <div class="stack g4 by-kind">
                <Field label=tr!(sell.option_name) name=name("name") value=said error=wrong_name required=false
                    unmarked=true maxlength={u32::try_from(OPTION_NAME_CHARS_MAX).unwrap_or(u32::MAX)}
                    hint=tr!(sell.option_name_hint) autocomplete="off"/>
                <Segmented legend=tr!(sell.option_kind) name=name("kind") choices=kinds value=kind/>
                <div class="of-choice">
                    <TextArea label=tr!(sell.option_choices) name=name("choices") value=choices error=wrong_choices
                        required=false unmarked=true rows=4
                        hint=tr!(sell.option_choices_hint, max = CHOICES_MAX)/>
                </div>
                <div class="of-text pair">
                    <Field label=tr!(sell.option_chars) name=name("chars") value=chars inputmode="numeric"
                        error=wrong_chars unit=tr!(sell.unit_chars) required=false unmarked=true autocomplete="off"/>
                    <Field label=tr!(sell.option_extra) name=name("extra") value=extra inputmode="numeric"
                        error=wrong_extra unit=tr!(shop.unit_yen) required=false unmarked=true autocomplete="off"/>
                </div>
                <Tick name=name("required") label=tr!(sell.option_required) checked=is_required/>
            </div>
        </More>
    }
}

/// The field of an option's part.
pub(super) fn option_field(n: usize, part: OptionPart) -> &'static str {
    const FIELDS: [[&str; 4]; OPTIONS_MAX] = [
        ["option1_name", "option1_choices", "option1_extra", "option1_chars"],
        ["option2_name", "option2_choices", "option2_extra", "option2_chars"],
        ["option3_name", "option3_choices", "option3_extra", "option3_chars"],
        ["option4_name", "option4_choices", "option4_extra", "option4_chars"],
        ["option5_name", "option5_choices", "option5_extra", "option5_chars"],
    ];
    let at = match part {
        OptionPart::Name => 0,
        OptionPart::Choices => 1,
        OptionPart::Extra => 2,
        OptionPart::Chars => 3,
    };
    FIELDS.get(n.saturating_sub(1)).map_or("", |fields| fields[at])
}

/// A class of tax with its rate.
pub(super) fn tax_words(class: TaxClass, percent: i32) -> String {
    match class {
        TaxClass::Standard => tr!(sell.tax_standard, n = percent).to_string(),
        TaxClass::Reduced => tr!(sell.tax_reduced, n = percent).to_string(),
    }
}

/// One of a kind, in stock, or made to order with its time.
pub(super) fn kind_words(one_of_a_kind: bool, selling: &Selling) -> String {
    match (selling.made_to_order, selling.lead_days, one_of_a_kind) {
        (true, Some(days), _) => tr!(sell.to_order_days, n = days).to_string(),
        (true, None, _) => tr!(sell.to_order).to_owned(),
        (false, _, true) => tr!(shop.one_of_a_kind).to_owned(),
        (false, _, false) => tr!(shop.several).to_owned(),
    }
}

/// How it is sent and wrapped, taxed, and what can be chosen, as facts for whoever looks at the listing.
pub(super) fn selling_facts(product: &ProductPage) -> Vec<(String, String)> {
    let selling = &product.selling;
    let parcel = match selling.parcel() {
        None => tr!(sell.parcel_none).to_owned(),
        Some(parcel) => {
            let (mm, g) = (Yen(parcel.thickness_mm).to_string(), Yen(parcel.weight_g).to_string());
            match parcel.fits_a4 {
                true => tr!(sell.parcel_a4, mm = mm, g = g).to_string(),
                false => tr!(sell.parcel, mm = mm, g = g).to_string(),
            }
        }
    };
    let wrap = selling.gift_wrap_yen.map_or(tr!(sell.gift_wrap_none).to_owned(), |yen| format::yen(locale(), Yen(yen)));
    let facts = vec![
        (tr!(sell.tax).to_owned(), tax_words(selling.tax_class, product.tax_rate_percent)),
        (tr!(sell.sending).to_owned(), parcel),
        (tr!(sell.gift_wrap).to_owned(), wrap),
    ];
    facts.into_iter().chain(product.options.iter().map(option_fact)).collect()
}

/// An option with what it offers.
pub(super) fn option_fact(option: &ProductOption) -> (String, String) {
    let with_price = |words: String, extra: Yen| match extra {
        Yen::ZERO => words,
        yen => format!("{words} {}", tr!(sell.option_plus, yen = format::yen(locale(), yen))),
    };
    let offered = match option.kind {
        OptionKind::Choice => {
            let all = option.choices.iter().map(|choice| with_price(choice.label.clone(), choice.extra));
            all.collect::<Vec<_>>().join("、")
        }
        OptionKind::Text => with_price(tr!(sell.option_letters, n = option.max_chars).to_string(), option.extra),
    };
    let name = match option.required {
        true => format!("{}（{}）", option.name, tr!(sell.option_required_tag)),
        false => option.name.clone(),
    };
    (name, offered)
}
