//! The records of single people, as files: apart from the others, and each time written down.

use crate::{prelude::*, ui::{Button, Look, SectionHeader}};

/// Two buttons, and what they hand out.
#[component]
pub(super) fn PeopleFiles(fiscal_year: i32) -> impl IntoView {
    let form = |action: &'static str, label: &'static str| {
        view! {
            <form method="post" action=action>
                <input type="hidden" name="fy" value=fiscal_year.to_string()/>
                <Button label look=Look::Second/>
            </form>
        }
    };
    view! {
        <section class="stack g3" aria-labelledby="people">
            <SectionHeader title=tr!(data.people_title) id="people"/>
            <p class="small mute">{tr!(data.people_text)}</p>
            <div class="chips">
                {form("/operator/kpi.xlsx", tr!(data.people_do))}
                {form("/operator/kpi.csv", tr!(data.people_csv))}
            </div>
        </section>
    }
    .into_any()
}
