//! One's own data, to take along.

use crate::{members::MePage, prelude::*, ui::{Button, Icon, Note, SectionHeader, Size}};

/// What the file holds, and the button that makes it.
#[component]
pub fn OwnDataPage(
    /// Whether there are pieces of one's own.
    maker: bool,
) -> impl IntoView {
    view! {
        <MePage title=tr!(data.own_title) sub=tr!(data.own_text)>
            <div class="stack g5">
                <section class="stack g3" aria-labelledby="what">
                    <SectionHeader title=tr!(data.own_what) id="what"/>
                    <ul>
                        <li>{tr!(data.own_json)}</li>
                        <li>{tr!(data.own_csv)}</li>
                        <li>{tr!(data.own_ics)}</li>
                        {maker.then(|| view! { <li>{tr!(data.own_photos)}</li> })}
                    </ul>
                    <p class="mute small">{tr!(data.own_secret)}</p>
                </section>
                <Note icon=Icon::Lock>{tr!(data.own_careful)}</Note>
                <form method="post" action="/me/data">
                    <Button label=tr!(data.own_do) size=Size::BigWide/>
                </form>
            </div>
        </MePage>
    }
}
