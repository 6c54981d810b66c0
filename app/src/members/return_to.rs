//! Where signing in or up leads on to, shown on every page on the way.

use domain::{booking::ChosenTime, calendar::day_of};

use crate::{booking::{art, fee, when}, format, i18n::Locale, page::locale, prelude::*, ui::{Hidden, MachineArt}};

/// A path of this site to go on to; the default is none.
#[derive(Clone, Debug, Default)]
pub struct ReturnTo {
    pub path: String,
    /// It as the query of an address, `?next=…`; empty without a path.
    pub query: String,
    /// The time that was chosen, when the path leads to a booking.
    pub chosen: Option<ChosenTime>,
}

impl ReturnTo {
    /// The field of a form that carries it on.
    pub(super) fn field(&self) -> impl IntoView + use<> {
        let fields = if self.path.is_empty() { vec![] } else { vec![("next", self.path.clone())] };
        view! { <Hidden fields/> }
    }

    /// The address of another page on the way.
    pub(super) fn by(&self, page: &str) -> String {
        format!("{page}{}", self.query)
    }
}

/// What was chosen, when and for how much.
#[component]
pub(super) fn Chosen(time: Option<ChosenTime>) -> impl IntoView {
    let l = locale();
    time.map(|time| {
        let span = format!("{}・{}", format::span(time.slot.start(), time.slot.end()), fee(l, time.fee));
        view! {
            <section class="ticket" aria-label=tr!(members.chosen)>
                <MachineArt art=art(&time.equipment.slug)/>
                <div class="stack g1">
                    <p class="small mute">{tr!(members.chosen)}</p>
                    <p class="b">{format::localize(l, &time.equipment.name).to_owned()}</p>
                    <p class="b num">{format::day(l, day_of(time.slot.start()))}</p>
                    <p class="b num">{span}</p>
                </div>
            </section>
        }
    })
}

/// `11月24日（火）10:30–12:00・450円`.
pub(super) fn chosen_words(l: Locale, time: &ChosenTime) -> String {
    let between = if matches!(l, Locale::ja) { "・" } else { ", " };
    format!("{}{between}{}", when(l, &time.slot), fee(l, time.fee))
}
