//! The language in which one is written to, and which mails one wants.

use domain::members::{Language, MailWishes};

use super::MePage;
use crate::{mail, page::locale, prelude::*, ui::{Button, Choice, Note, RadioCards, Size, Tick}};

/// `language`: the one on record; the page's where there is none yet.
#[component]
pub fn MailsPage(language: Option<Language>, wishes: MailWishes) -> impl IntoView {
    let chosen = language.unwrap_or_else(|| mail::language(locale()));
    let choices = vec![
        Choice::new(Language::Ja.into_str(), "日本語"),
        Choice::new(Language::En.into_str(), "English"),
    ];
    view! {
        <MePage title=tr!(members.mails) sub=tr!(members.mails_sub)>
            <form class="card fields narrow" method="post" action="/me/mails">
                <RadioCards legend=tr!(members.mails_language) name="language" choices value=chosen.into_str()/>
                <fieldset class="stack g2">
                    <legend class="h h3">{tr!(members.mails_which)}</legend>
                    <Tick name="reminders" label=tr!(members.mails_reminders) checked=wishes.reminders/>
                    <Tick name="offers" label=tr!(members.mails_offers) checked=wishes.offers/>
                    <Tick name="listings" label=tr!(members.mails_listings) checked=wishes.listings/>
                </fieldset>
                <Note>{tr!(members.mails_always)}</Note>
                <Button label=tr!(common.save) size=Size::Big/>
            </form>
        </MePage>
    }
}
