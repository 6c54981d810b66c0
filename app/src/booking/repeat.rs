//! The same time every week: what speaks against each week is listed before anything is booked.

use domain::booking::{BookingQuote, REPEAT_MAX, RepeatWeek};

use super::{day_path, fee, equipment_path, ticket::{Ticket, time_fields}, when, details::DetailsFields};
use crate::{document::Document, error, form::{FormProblems, FormState}, format, page::locale, prelude::*, ui::{Button, ChipRadios, Choice, Hidden, Look, Note, PageHeader, SectionHeader, Size, Tab, Tag, Tick, Tone}};

/// How many times is offered first.
pub const TIMES_USUAL: i64 = 4;

#[component]
pub fn RepeatPage(quote: BookingQuote, weeks: Vec<RepeatWeek>, times: i64, form: FormState) -> impl IntoView {
    let l = locale();
    let path = format!("{}/repeat", equipment_path(&quote.equipment.slug));
    let back = day_path(&quote.equipment.slug, domain::calendar::day_of(quote.slot.start()));
    let free = weeks.iter().filter(|week| week.refusal.is_none()).count();
    let waitable =
        weeks.iter().filter_map(|week| week.refusal.as_ref()).filter(|refusal| refusal.is_waitable()).count();
    let rows = weeks.iter().map(week_row).collect_view();
    let sum = tr!(booking.repeat_sum, n = free, fee = fee(l, quote.fee)).to_string();
    let choices = (2..=REPEAT_MAX).map(|n| Choice::new(n.to_string(), tr!(booking.times_n, n = n).to_string())).collect();
    let errors = view! { <FormProblems title=tr!(booking.check_fields) form=form.clone()/> };
    let wait = (waitable > 0).then(|| {
        let label = tr!(booking.repeat_wait, n = waitable).to_string();
        view! { <Tick name="wait" label value="yes" checked=true/> }
    });
    let book = if free > 0 {
        let label = tr!(booking.repeat_book, n = free).to_string();
        view! { <Button label size=Size::BigWide/> }.into_any()
    } else if waitable > 0 {
        view! { <Button label=tr!(booking.repeat_only_wait) size=Size::BigWide/> }.into_any()
    } else {
        view! { <Note tone=Tone::Warn>{tr!(booking.repeat_none)}</Note> }.into_any()
    };
    let fields = time_fields(&quote);
    let mut hidden = fields;
    // Only what was shown is booked.
    hidden.push(("times_shown", times.to_string()));
    let check = format!("{path}/check");
    view! {
        <Document title=tr!(booking.repeat_title) tab=Tab::Book back=back.clone() class="page narrow">
            <PageHeader title=tr!(booking.repeat_title)/>
            <div class="stack g6">
                {errors}
                <Ticket quote=quote.clone() back/>
                // One form, so that what was typed stays when the number changes.
                <form method="post" action=path class="stack g6">
                    <Hidden fields=hidden/>
                    <div class="stack g3">
                        <ChipRadios legend=tr!(booking.repeat_times) name="times" choices value=times.to_string()/>
                        <Button label=tr!(booking.repeat_check) look=Look::Second size=Size::Wide action=check novalidate=true/>
                    </div>
                    <section class="stack g3">
                        <SectionHeader title=tr!(booking.repeat_weeks)/>
                        <ul class="links">{rows}</ul>
                    </section>
                    <DetailsFields quote form/>
                    {wait}
                    <p class="small mute num">{sum}</p>
                    {book}
                </form>
            </div>
        </Document>
    }
}

/// A week of a repeat, and what speaks against it.
pub(super) fn week_row(week: &RepeatWeek) -> impl IntoView + use<> {
    let l = locale();
    let (tag, why) = match &week.refusal {
        None => (view! { <Tag label=tr!(booking.can_book) tone=Tone::Ok/> }.into_any(), None),
        Some(refusal) => (
            view! { <Tag label=tr!(booking.cannot_book) tone=Tone::Warn/> }.into_any(),
            Some(error::reserve(l, &refusal.rule)),
        ),
    };
    let year = format::full_day(l, domain::calendar::day_of(week.slot.start()));
    let why = why.map(|why| view! { <br/><span class="small mute">{why}</span> });
    view! {
        <li>
            <div class="line">
                <span class="grow"><span class="num" title=year>{when(l, &week.slot)}</span>{why}</span>
                {tag}
            </div>
        </li>
    }
}
