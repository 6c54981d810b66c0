//! The rules that hold for all machines.

use domain::booking::SpaceRules;

use super::names::field_name;
use crate::{document::OperatorPage, form::{FormProblems, FormState, Number}, prelude::*, ui::{BackLink, Button, Note, PageHeader, SectionHeader, Size, paths}};

/// The form of the space's rules, with the rule on no-shows as a sentence.
#[component]
pub fn SpaceRulesPage(form: FormState, now: SpaceRules) -> impl IntoView {
    let rule = if now.no_shows_max > 0 {
        tr!(rules.no_show_now, days = now.no_show_days, n = now.no_shows_max, suspend = now.suspend_days).to_string()
    } else {
        tr!(rules.no_show_off).to_owned()
    };
    view! {
        <OperatorPage title=tr!(rules.space_title) path=paths::BOOKING_SETTINGS>
            <div class="stack g3">
                <BackLink href=paths::BOOKING_SETTINGS label=tr!(rules.hub_title)/>
                <PageHeader title=tr!(rules.space_title) sub=tr!(rules.space_sub)/>
            </div>
            <div class="stack g5">
                <FormProblems title=tr!(rules.errors_title) form=form.clone() names=field_name/>
                <form class="stack g6" method="post" action="/operator/rules" novalidate=true>
                    <section class="stack g5" aria-labelledby="kids">
                        <SectionHeader title=tr!(rules.group_kids) id="kids"/>
                        <Number form=form.clone() name="kids_places" label=tr!(rules.kids_places)
                            unit=tr!(rules.unit_people) hint=tr!(rules.kids_places_hint)/>
                    </section>
                    <section class="stack g5" aria-labelledby="no-show">
                        <SectionHeader title=tr!(rules.group_no_show) id="no-show"/>
                        <Note>{rule}</Note>
                        <Number form=form.clone() name="release" label=tr!(rules.release) unit=tr!(rules.unit_min)
                            hint=tr!(rules.release_hint)/>
                        <Number form=form.clone() name="no_shows" label=tr!(rules.no_shows) unit=tr!(rules.unit_times)
                            hint=tr!(rules.no_shows_hint)/>
                        <div class="two">
                            <Number form=form.clone() name="no_show_days" label=tr!(rules.no_show_days)
                                unit=tr!(rules.unit_days)/>
                            <Number form name="suspend_days" label=tr!(rules.suspend_days)
                                unit=tr!(rules.unit_days)/>
                        </div>
                    </section>
                    <Button label=tr!(common.save) size=Size::BigWide/>
                </form>
            </div>
        </OperatorPage>
    }
}
