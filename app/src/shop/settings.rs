//! The shop as the operator sets it: categories and rates of tax.

use domain::{CategoryId, IntoEnumIterator, booking::NAME_CHARS_MAX, calendar::day_of, shop::{CARE_CHARS_MAX, CategoryRow, SafetyCheck, TAX_PERCENT, TAX_PERCENT_REDUCED, TaxClass, TaxRate, tax_percent}};

use super::safety::check_name;
use crate::{document::OperatorPage, form::{FormProblems, FormState, Number, ReorderButtons, TwoTexts}, format, page::{locale, page}, prelude::*, own::field_name, ui::{BackLink, Button, Col, DataTable, Drawing, Empty, Field, LinkRow, LinkRows, Look, Note, PageHeader, PostButton, SectionHeader, Segmented, Size, Tag, Tick, Tone, cell}};

const SHOP: &str = "/operator/shop";

/// Categories in their order, the form of a new one, and the rates of tax.
#[component]
pub fn ShopSettingsPage(
    categories: Vec<CategoryRow>,
    rates: Vec<TaxRate>,
    /// The form of a new category.
    category: FormState,
    /// The form of a new rate.
    rate: FormState,
) -> impl IntoView {
    let list = if categories.is_empty() {
        view! { <Empty drawing=Drawing::Shelf title=tr!(space.categories_none) text=tr!(space.categories_none_text)/> }.into_any()
    } else {
        let cols = vec![Col::text(tr!(rules.name)), Col::num(tr!(space.pieces)), Col::text(tr!(rules.order))];
        let rows = categories.into_iter().map(category_row).collect();
        view! { <DataTable caption=tr!(space.categories) cols rows/> }.into_any()
    };
    view! {
        <OperatorPage title=tr!(space.shop_title) path="/operator/shop">
            <PageHeader title=tr!(space.shop_title) sub=tr!(space.shop_sub)/>
            <div class="stack g6">
                <section class="stack g3" aria-labelledby="categories">
                    <SectionHeader title=tr!(space.categories) id="categories"/>
                    {list}
                    <FormProblems title=tr!(rules.errors_title) form=category.clone() names=field_name/>
                    <form class="card stack g3" method="post" action="/operator/shop/categories" novalidate=true>
                        <TwoTexts form=category name="name" label=tr!(space.category_new) chars_max=NAME_CHARS_MAX/>
                        <Button label=tr!(space.category_add) look=Look::Second/>
                    </form>
                </section>
                <Rates rates form=rate/>
                <section class="stack g3" aria-labelledby="more">
                    <SectionHeader title=tr!(space.shop_more) id="more"/>
                    <LinkRows rows=more()/>
                </section>
            </div>
        </OperatorPage>
    }
}

/// What is kept on pages of its own.
fn more() -> Vec<LinkRow> {
    vec![
        LinkRow::new("/operator/shop/tags", tr!(space.tags)).note(tr!(space.tags_note)),
        LinkRow::new("/operator/shop/commission", tr!(listing.commission)).note(tr!(listing.commission_sub)),
        LinkRow::new("/operator/shop/delivery", tr!(orders.rates_title)).note(tr!(orders.rates_sub)),
        LinkRow::new("/operator/shop/synonyms", tr!(find.synonyms)).note(tr!(find.synonyms_note)),
        LinkRow::new("/operator/site/shop", tr!(space.shop_texts)).note(tr!(space.shop_texts_note)),
    ]
}

fn category_row(row: CategoryRow) -> Vec<AnyView> {
    let name = format::localize(locale(), &row.name).to_owned();
    let at = format!("{SHOP}/categories/{}", row.id);
    let ended = row.ended.then(|| view! { " "<Tag label=tr!(space.category_ended)/> });
    vec![
        cell(view! { <a href=at.clone()>{name.clone()}</a>{ended} }),
        cell(row.pieces.to_string()),
        cell(view! { <ReorderButtons action=format!("{at}/shift") name/> }),
    ]
}

/// The rates that were set, and the form of the next.
#[component]
fn Rates(rates: Vec<TaxRate>, form: FormState) -> impl IntoView {
    let today = day_of(page().now);
    let now = |class| tax_percent(&rates, class, today);
    let now = tr!(space.tax_now, percent = now(TaxClass::Standard), reduced = now(TaxClass::Reduced)).to_string();
    let rows: Vec<_> = rates.iter().rev().map(|rate| rate_row(*rate, rate.from > today)).collect();
    let list = (!rows.is_empty()).then(|| {
        let cols = vec![Col::text(tr!(space.from)), Col::text(tr!(space.tax_class)), Col::num(tr!(space.percent)), Col::text(tr!(space.state))];
        view! { <DataTable caption=tr!(space.tax) cols rows/> }
    });
    let classes = TaxClass::iter().map(|class| (class.to_string(), class_words(class).to_owned())).collect();
    let class = Some(form.value("class")).filter(|word| !word.is_empty());
    let class = class.unwrap_or_else(|| TaxClass::default().to_string());
    view! {
        <section class="stack g3" aria-labelledby="tax">
            <SectionHeader title=tr!(space.tax) id="tax"/>
            <Note>{now}" "{tr!(space.tax_text, percent = TAX_PERCENT, reduced = TAX_PERCENT_REDUCED).to_string()}</Note>
            {list}
            <FormProblems title=tr!(rules.errors_title) form=form.clone() names=field_name/>
            <form class="card stack g3" method="post" action="/operator/shop/tax" novalidate=true>
                <Segmented legend=tr!(space.tax_class) name="class" choices=classes value=class/>
                <div class="pair">
                    <Field label=tr!(space.from) name="from" kind="date" value=form.value("from")
                        error=form.error("from") unmarked=true/>
                    <Number form name="percent" label=tr!(space.percent) unit="%"/>
                </div>
                <Button label=tr!(space.tax_add) look=Look::Second/>
            </form>
        </section>
    }
    .into_any()
}

fn class_words(class: TaxClass) -> &'static str {
    match class {
        TaxClass::Standard => tr!(space.tax_standard),
        TaxClass::Reduced => tr!(space.tax_reduced),
    }
}

fn rate_row(rate: TaxRate, ahead: bool) -> Vec<AnyView> {
    let state = if ahead {
        let action = format!("{SHOP}/tax/{}/remove", rate.from);
        let hidden = vec![("class", rate.class.to_string())];
        view! { <PostButton action hidden label=tr!(space.version_remove) look=Look::Quiet size=Size::Small/> }.into_any()
    } else {
        view! { <span class="small mute">{tr!(space.tax_begun)}</span> }.into_any()
    };
    let class = class_words(rate.class);
    vec![cell(format::full_day(locale(), rate.from)), cell(class), cell(format!("{}%", rate.percent)), cell(state)]
}

/// One category: its names, and its end.
#[component]
pub fn CategoryPage(form: FormState, category: CategoryRow) -> impl IntoView {
    let id: CategoryId = category.id;
    let title = format::localize(locale(), &category.name).to_owned();
    let at = format!("{SHOP}/categories/{id}");
    let (action, label, words) = if category.ended {
        (format!("{at}/back"), tr!(space.category_back), tr!(space.category_ended_text))
    } else {
        (format!("{at}/end"), tr!(space.category_end), tr!(space.category_end_text))
    };
    let tone = if category.ended { Tone::Warn } else { Tone::Plain };
    let checks = SafetyCheck::iter().map(|check| {
        let name = check.category_field();
        let checked = form.input.has(&name);
        view! { <Tick name label=check_name(check) checked/> }
    });
    let checks = checks.collect_view();
    view! {
        <OperatorPage title=title.clone() path="/operator/shop">
            <div class="stack g3">
                <BackLink href=SHOP label=tr!(space.shop_title)/>
                <PageHeader title/>
            </div>
            <div class="stack g6">
                <FormProblems title=tr!(rules.errors_title) form=form.clone() names=field_name/>
                <form class="stack g5" method="post" action=at novalidate=true>
                    <TwoTexts form=form.clone() name="name" label=tr!(rules.name) chars_max=NAME_CHARS_MAX/>
                    <TwoTexts form name="care" label=tr!(space.category_care) chars_max=CARE_CHARS_MAX long=true required=false/>
                    <p class="hint">{tr!(space.category_care_hint)}</p>
                    <fieldset class="stack g2">
                        <legend class="lb">{tr!(listing.checks)}</legend>
                        <p class="hint">{tr!(listing.checks_hint)}</p>
                        {checks}
                    </fieldset>
                    <Button label=tr!(common.save) size=Size::BigWide/>
                </form>
                <section class="card stack g3">
                    <Note tone>{words}</Note>
                    <PostButton action label look=Look::Second/>
                </section>
            </div>
        </OperatorPage>
    }
}
