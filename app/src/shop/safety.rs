//! The safety checklist of a listing: what is ticked, and what the staff see of it.

use chrono::{DateTime, Utc};
use domain::{IntoEnumIterator, shop::{Category, SafetyCheck, asked_checks}};

use crate::{form::FormState, format, page::locale, prelude::*, ui::{SpecList, Tick}};

/// What the maker says by ticking it.
fn tick_words(check: SafetyCheck) -> &'static str {
    match check {
        SafetyCheck::ChildToy => tr!(listing.tick_child_toy),
        SafetyCheck::Cosmetics => tr!(listing.tick_cosmetics),
        SafetyCheck::Food => tr!(listing.tick_food),
        SafetyCheck::Electrical => tr!(listing.tick_electrical),
        SafetyCheck::Character => tr!(listing.tick_character),
    }
}

/// What a category's form calls it.
pub(super) fn check_name(check: SafetyCheck) -> &'static str {
    match check {
        SafetyCheck::ChildToy => tr!(listing.check_child_toy),
        SafetyCheck::Cosmetics => tr!(listing.check_cosmetics),
        SafetyCheck::Food => tr!(listing.check_food),
        SafetyCheck::Electrical => tr!(listing.check_electrical),
        SafetyCheck::Character => tr!(listing.check_character),
    }
}

/// What the chosen category asks at the chosen age; `frontend/enhance/safety.ts` follows the two choices, and without it
/// the answered form does.
#[component]
pub(super) fn SafetyFields(form: FormState, categories: Vec<Category>) -> impl IntoView {
    let chosen = categories.iter().find(|category| category.id.to_string() == form.value("category"));
    let age = form.value("target_age").parse().ok();
    let asked = chosen.map(|category| asked_checks(&category.checks, age)).unwrap_or_default();
    let asking = categories.iter().filter(|category| !category.checks.is_empty());
    let asking: Vec<_> =
        asking.map(|category| format!("{}={}", category.id, SafetyCheck::list(&category.checks))).collect();
    (!asking.is_empty()).then(|| {
        let lines = SafetyCheck::iter().map(|check| {
            let (field, is_asked) = (check.field(), asked.contains(&check));
            let checked = form.input.has(field);
            let error = form.error(field);
            view! {
                <div data-check=check.to_string() hidden=!is_asked>
                    <Tick name=field label=tick_words(check) checked error/>
                </div>
            }
        });
        view! {
            <fieldset class="stack g3" data-safety=asking.join(" ") hidden=asked.is_empty()>
                <legend class="h3">{tr!(listing.safety)}</legend>
                <p class="hint">{tr!(listing.safety_hint)}</p>
                {lines.collect_view()}
            </fieldset>
        }
    })
}

/// What the maker ticked, and when, for the staff.
#[component]
pub(super) fn SafetyTicked(safety: Vec<(SafetyCheck, Option<DateTime<Utc>>)>) -> impl IntoView {
    (!safety.is_empty()).then(|| {
        let facts = safety.into_iter().map(|(check, at)| {
            let ticked = at.map(|at| tr!(listing.ticked_at, at = format::instant(locale(), at)).to_string());
            (check_name(check).to_owned(), ticked.unwrap_or_else(|| tr!(listing.not_ticked).to_owned()))
        });
        view! {
            <section class="stack g2" aria-labelledby="safety">
                <h2 class="h3" id="safety">{tr!(listing.safety)}</h2>
                <p class="hint">{tr!(listing.safety_staff)}</p>
                <SpecList facts=facts.collect()/>
            </section>
        }
    })
}
