//! The maker's profile: making it makes a member a maker.

use crate::prelude::*;
use domain::members::{NAME_CHARS_MAX, STORY_CHARS_MAX};

use super::{MePage, Problems, Unconfirmed};
use crate::{
    page::page,
    ui::{Button, Field, Size, TextArea},
};

/// What was typed, or what the profile says.
#[derive(Clone, Debug, Default)]
pub struct MakerForm {
    pub trade_name: String,
    pub story: String,
    /// There is a profile already.
    pub exists: bool,
}

#[component]
pub fn MakerPage(form: MakerForm, problems: Problems) -> impl IntoView {
    let (title, save) = if form.exists {
        (tr!(members.maker), tr!(common.save))
    } else {
        (tr!(members.maker_begin), tr!(members.maker_begin))
    };
    let unconfirmed = page().actor.confirmed().is_err().then(|| view! { <Unconfirmed/> });
    view! {
        <MePage title sub=tr!(members.maker_sub)>
            {unconfirmed}
            {problems.summary()}
            <form class="card fields" method="post" action="/me/maker">
                <Field label=tr!(members.maker_name) name="trade_name" value=form.trade_name
                    hint=tr!(members.maker_name_hint) error=problems.of("trade_name")
                    maxlength=NAME_CHARS_MAX as u32/>
                <TextArea label=tr!(members.maker_story) name="story" value=form.story required=false rows=6
                    hint=tr!(members.maker_story_hint) error=problems.of("story")
                    maxlength=STORY_CHARS_MAX as u32/>
                <Button label=save size=Size::Big/>
            </form>
        </MePage>
    }
}
