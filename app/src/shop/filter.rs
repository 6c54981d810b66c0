//! What a list of pieces is narrowed by: the chips, the sheet, the order, and what can be taken away again.

use domain::{IntoEnumIterator, Yen, form::FieldErrors, shop::{Category, FilterPart, SHELF_COUNTED_MAX, SearchWords, ShopChoices, ShopFilter, ShopSort, TERMS_MAX, TERM_CHARS_MAX}};

use super::{place::List, words::in_language};
use crate::{form::FormState, format, page::locale, prelude::*, ui::{Button, ChipLink, ChipLinks, Field, Hidden, Ico, Icon, IconSize, Note, Select, Size, Tick, Tone}};

/// The id of the sheet, by which the button opens it.
const SHEET: &str = "narrow";

/// Everything a list can be narrowed by, and what it is narrowed by now.
#[derive(Clone)]
pub struct Narrowing {
    pub filter: ShopFilter,
    /// What was asked for, with what could not be read of it.
    pub form: FormState,
    pub choices: ShopChoices,
}

impl Narrowing {
    /// The name of the category in force.
    pub(super) fn category_name(&self) -> Option<String> {
        let slug = self.filter.category.as_ref()?;
        let one = self.choices.categories.iter().find(|one| one.slug == *slug)?;
        Some(in_language(&one.name_ja, &one.name_en).to_owned())
    }

    /// What that part says, as people read it.
    fn words(&self, part: FilterPart) -> String {
        let ShopFilter { words, tag, maker, price_min, price_max, .. } = &self.filter;
        let yen = |yen: i64| format::yen(locale(), Yen(yen));
        match part {
            FilterPart::Words => tr!(find.quoted, q = words.text()).to_string(),
            FilterPart::Category => self.category_name().unwrap_or_default(),
            FilterPart::Tag => {
                let tag = self.choices.tags.iter().find(|one| Some(&one.slug) == tag.as_ref());
                tag.map(|tag| format::localize(locale(), &tag.name).to_owned()).unwrap_or_default()
            }
            FilterPart::Maker => {
                let name = self.choices.makers.iter().find(|one| Some(&one.slug) == maker.as_ref());
                name.map(|one| one.trade_name.clone()).unwrap_or_default()
            }
            FilterPart::Price => match (*price_min, *price_max) {
                (Some(min), Some(max)) => tr!(find.price_between, min = yen(min), max = yen(max)).to_string(),
                (Some(min), None) => tr!(find.price_from, min = yen(min)).to_string(),
                (None, max) => tr!(find.price_to, max = yen(max.unwrap_or_default())).to_string(),
            },
            FilterPart::InStock => tr!(find.in_stock).to_owned(),
        }
    }
}

/// The button of the sheet and the categories, in one row that stays in sight; the sheet.
#[component]
pub(super) fn Narrow(narrowing: Narrowing) -> impl IntoView {
    let filter = &narrowing.filter;
    let in_sheet = [FilterPart::Tag, FilterPart::Maker, FilterPart::Price, FilterPart::InStock];
    let n = in_sheet.into_iter().filter(|part| filter.has(*part)).count();
    let count = (n > 0).then(|| {
        view! { <b class="num" aria-hidden="true">{n}</b><span class="sr">{tr!(find.narrowed_by, n = n)}</span> }
    });
    let chips = chips(&narrowing);
    view! {
        <div class="filters">
            <ChipLinks label=tr!(shop.filter) chips scroll=true>
                <button class="chip" type="button" popovertarget=SHEET>
                    <Ico icon=Icon::Filter size=IconSize::S/>{tr!(find.narrow)}{count}
                </button>
            </ChipLinks>
        </div>
        <Sheet narrowing/>
    }
}

fn chips(narrowing: &Narrowing) -> Vec<ChipLink> {
    let current = narrowing.filter.category.as_ref();
    let with = |category: Option<String>| List::shop(ShopFilter { category, ..narrowing.filter.clone() }).page(1);
    let all = ChipLink { href: with(None), label: tr!(common.all).to_owned(), on: current.is_none() };
    let chip = |one: &Category| ChipLink {
        href: with(Some(one.slug.clone())),
        label: in_language(&one.name_ja, &one.name_en).to_owned(),
        on: current == Some(&one.slug),
    };
    // An ended one is found by its address, and named while one is in it.
    let shown = narrowing.choices.categories.iter().filter(|one| !one.ended || current == Some(&one.slug));
    std::iter::once(all).chain(shown.map(chip)).collect()
}

/// Slides over the page at the press of the button; browsers without popovers show it in the page.
#[component]
fn Sheet(narrowing: Narrowing) -> impl IntoView {
    let Narrowing { filter, form, choices: ShopChoices { categories, makers, tags } } = narrowing;
    let shown = categories.into_iter().filter(|one| !one.ended || filter.category.as_ref() == Some(&one.slug));
    let categories = shown.map(|one| (one.slug, in_language(&one.name_ja, &one.name_en).to_owned())).collect();
    let tags = tags.into_iter().filter(|one| !one.ended || filter.tag.as_ref() == Some(&one.slug));
    let tags = tags.map(|one| (one.slug, format::localize(locale(), &one.name).to_owned())).collect::<Vec<_>>();
    let tag = filter.tag.clone().unwrap_or_default();
    let tags = (!tags.is_empty()).then(|| {
        view! { <Select label=tr!(shop.tags) name="tag" options=tags required=false unmarked=true value=tag empty=tr!(common.all)/> }
    });
    let makers: Vec<_> = makers.into_iter().map(|one| (one.slug, one.trade_name)).collect();
    let sorts = ShopSort::iter().map(|sort| (sort.to_string(), sort_words(sort).to_owned())).collect();
    let words = (!filter.words.is_empty()).then(|| ("q", filter.words.text()));
    let price = |field: &str, read: Option<i64>| {
        if form.error(field).is_some() { form.value(field) } else { read.map(|yen| yen.to_string()).unwrap_or_default() }
    };
    let (min, max) = (price("price_min", filter.price_min), price("price_max", filter.price_max));
    let all = List::shop(ShopFilter { words: filter.words.clone(), ..ShopFilter::default() }).page(1);
    view! {
        <div class="sheet" id=SHEET popover="auto" role="dialog" aria-labelledby="narrow-t">
            <div class="row sb">
                <h2 class="h3" id="narrow-t">{tr!(find.narrow)}</h2>
                <button class="icon-btn" type="button" popovertarget=SHEET popovertargetaction="hide" aria-label=tr!(ui.close)>
                    <Ico icon=Icon::X/>
                </button>
            </div>
            <form class="stack g4" action="/shop" novalidate=true>
                <Hidden fields=words.into_iter().collect()/>
                <Select label=tr!(shop.category) name="category" options=categories required=false unmarked=true
                    value=filter.category.clone().unwrap_or_default() empty=tr!(common.all)/>
                {tags}
                <Select label=tr!(shop.maker) name="maker" options=makers required=false unmarked=true
                    value=filter.maker.clone().unwrap_or_default() empty=tr!(common.all)/>
                <div class="pair">
                    <Field label=tr!(find.price_min) name="price_min" value=min error=form.error("price_min")
                        inputmode="numeric" unit=tr!(find.yen) required=false unmarked=true/>
                    <Field label=tr!(find.price_max) name="price_max" value=max error=form.error("price_max")
                        inputmode="numeric" unit=tr!(find.yen) required=false unmarked=true/>
                </div>
                <Select label=tr!(find.sort) name="sort" options=sorts value=filter.sort.to_string() required=false unmarked=true/>
                <Tick name="in_stock" label=tr!(find.in_stock_only) value="1" checked=filter.in_stock/>
                <div class="row wrap sb">
                    <a class="hit" href=all>{tr!(find.clear)}</a>
                    <Button label=tr!(find.apply) size=Size::Big/>
                </div>
            </form>
        </div>
    }
}

fn sort_words(sort: ShopSort) -> &'static str {
    match sort {
        ShopSort::New => tr!(find.sort_new),
        ShopSort::PriceLow => tr!(find.sort_price_low),
        ShopSort::PriceHigh => tr!(find.sort_price_high),
    }
}

/// The order of the list, and the others to choose from.
#[component]
pub(super) fn Sort(filter: ShopFilter) -> impl IntoView {
    let links = ShopSort::iter()
        .map(|sort| {
            let href = List::shop(ShopFilter { sort, ..filter.clone() }).page(1);
            let current = (sort == filter.sort).then_some("true");
            view! { <li><a href=href aria-current=current rel="nofollow">{sort_words(sort)}</a></li> }
        })
        .collect_view();
    view! {
        <details class="menu">
            <summary><span class="sr">{tr!(find.sort)}": "</span>{sort_words(filter.sort)}<Ico icon=Icon::Down size=IconSize::S/></summary>
            <ul>{links}</ul>
        </details>
    }
}

/// What the list is narrowed by, each with a link that takes it away; nothing for the shelf and its categories.
#[component]
pub(super) fn Taken(narrowing: Narrowing) -> impl IntoView {
    let filter = &narrowing.filter;
    let parts: Vec<_> = FilterPart::iter().filter(|part| filter.has(*part)).collect();
    if parts.iter().all(|part| *part == FilterPart::Category) {
        return ().into_any();
    }
    let several = parts.len() > 1;
    let chips = parts
        .into_iter()
        .map(|part| {
            let href = List::shop(filter.without(part)).page(1);
            view! {
                <li>
                    <a class="chip" href=href>
                        <span>{narrowing.words(part)}</span><span class="sr">{tr!(find.take_away)}</span>
                        <Ico icon=Icon::X size=IconSize::S/>
                    </a>
                </li>
            }
        })
        .collect_view();
    let all = several.then(|| view! { <li><a class="hit small" href="/shop">{tr!(find.take_all_away)}</a></li> });
    view! { <ul class="chips taken" aria-label=tr!(find.taken)>{chips}{all}</ul> }.into_any()
}

/// What of the address was not understood, or is not looked for.
#[component]
pub(super) fn Misread(words: SearchWords, errors: FieldErrors) -> impl IntoView {
    let cut = words.was_cut().then(|| tr!(find.cut, n = TERMS_MAX, chars = TERM_CHARS_MAX).to_string());
    let wrong = [
        ("category", tr!(find.category_unknown)),
        ("maker", tr!(find.maker_unknown)),
        ("price_min", tr!(find.price_min_unread)),
        ("price_max", tr!(find.price_max_unread)),
    ];
    let wrong = wrong.into_iter().filter(|(field, _)| errors.at(field).is_some()).map(|(_, words)| words.to_owned());
    let notes: Vec<_> =
        cut.into_iter().chain(wrong).map(|words| view! { <Note tone=Tone::Warn>{words}</Note> }).collect();
    (!notes.is_empty()).then(|| view! { <div class="stack g2 misread">{notes}</div> })
}

/// How many there are, as far as they are counted.
pub(super) fn count_words(total: Option<u64>) -> String {
    match total {
        Some(total) => tr!(shop.count, n = total).to_string(),
        None => tr!(find.count_more, n = SHELF_COUNTED_MAX).to_string(),
    }
}
