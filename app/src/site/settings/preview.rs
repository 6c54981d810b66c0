//! What the settings of a form will look like, before they are saved: in both languages.

use std::sync::Arc;

use domain::{orders::SaleTerms, site::{Colour, SitePart, SiteSettings, SiteText, Theme}};

use super::look::Swatch;
use crate::{format, own::{built_in, text_name}, page::Locale, prelude::*, ui::SectionHeader};

/// The part in both languages, side by side where there is room.
#[component]
pub(super) fn Preview(part: SitePart, site: Arc<SiteSettings>, terms: SaleTerms) -> impl IntoView {
    let both = [(Locale::ja, "ja"), (Locale::en, "en")].map(|(l, lang)| {
        let rows: Vec<(String, String)> = rows(part, &site, &terms, l);
        let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
        let rows = rows.map(|(name, value)| view! { <dt>{name}</dt><dd class="pre">{value}</dd> }).collect_view();
        view! { <div class="card" lang=lang><p class="tiny mute">{lang_name(l)}</p><dl class="says">{rows}</dl></div> }
    });
    let colour = (part == SitePart::Look).then(|| view! { <Painted site=site.clone()/> });
    view! {
        <section class="stack g3" aria-labelledby="preview" role="region">
            <SectionHeader title=tr!(space.preview_title) id="preview"/>
            <p class="small mute">{tr!(space.preview_text)}</p>
            {colour}
            <div class="two">{both.into_iter().collect_view()}</div>
        </section>
    }
    .into_any()
}

fn lang_name(l: Locale) -> &'static str {
    match l {
        Locale::ja => "日本語",
        Locale::en => "English",
    }
}

fn rows(part: SitePart, site: &SiteSettings, terms: &SaleTerms, l: Locale) -> Vec<(String, String)> {
    let row = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let one = |ja: &str, en: &str| if l == Locale::en && !en.is_empty() { en.to_owned() } else { ja.to_owned() };
    let mut rows = match part {
        SitePart::Space | SitePart::Look => vec![
            (tr!(space.space_name).to_owned(), one(&site.space_name, &site.space_name_en)),
            (tr!(space.address).to_owned(), one(&site.address, &site.address_en)),
            (tr!(space.access).to_owned(), one(&site.access, &site.access_en)),
            row(tr!(space.phone), &site.phone),
            row(tr!(space.email), &site.email),
        ],
        SitePart::Receipt | SitePart::Law => vec![
            row(tr!(legal.law_seller), &site.issuer_name),
            row(tr!(space.invoice_number), &site.invoice_number),
            row(tr!(legal.law_person), &site.responsible_person),
        ],
        SitePart::Home | SitePart::Shop | SitePart::Mail | SitePart::Security => Vec::new(),
    };
    rows.extend(part.texts().iter().map(|text| (text_name(*text).to_owned(), words(site, *text, terms, l))));
    rows
}

fn words(site: &SiteSettings, text: SiteText, terms: &SaleTerms, l: Locale) -> String {
    site.text(text).map_or_else(|| built_in(l, text, terms), |own| format::localize(l, own).to_owned())
}

/// The colours that are made of the chosen one, for light and for dark screens.
#[component]
fn Painted(site: Arc<SiteSettings>) -> impl IntoView {
    let theme = site.colour.parse::<Colour>().ok().and_then(|colour| Theme::of(colour).ok());
    theme.map(|theme| {
        let rows = [(tr!(space.colour_light), theme.light), (tr!(space.colour_dark), theme.dark)].map(|(name, shades)| {
            let contrast = shades.accent.contrast(shades.on);
            view! {
                <p class="row wrap">
                    <Swatch colour=shades.accent.to_string()/><Swatch colour=shades.hover.to_string()/>
                    <Swatch colour=shades.soft.to_string()/>
                    <span class="small">{name}" "<span class="num">{format!("{contrast:.1}:1")}</span></span>
                </p>
            }
        });
        view! { <div class="card stack g2">{rows.into_iter().collect_view()}</div> }
    })
}
