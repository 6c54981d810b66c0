//! The maker's profile: making it makes a member a maker.

use domain::members::{NAME_CHARS_MAX, STORY_CHARS_MAX};

use super::{MePage, Unconfirmed};
use crate::{form::{FormProblems, FormState}, page::page, prelude::*, ui::{Button, Field, Size, TextArea}};

/// `exists`: there is a profile already.
#[component]
pub fn MakerPage(form: FormState, exists: bool) -> impl IntoView {
    let (title, save) = if exists {
        (tr!(members.maker), tr!(common.save))
    } else {
        (tr!(members.maker_begin), tr!(members.maker_begin))
    };
    let unconfirmed = page().actor.confirmed_member().is_err().then(|| view! { <Unconfirmed/> });
    view! {
        <MePage title sub=tr!(members.maker_sub)>
            {unconfirmed}
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            <form class="card fields" method="post" action="/me/maker">
                <Field label=tr!(members.maker_name) name="trade_name" value=form.value("trade_name")
                    hint=tr!(members.maker_name_hint) error=form.error("trade_name")
                    maxlength=NAME_CHARS_MAX as u32/>
                <TextArea label=tr!(members.maker_story) name="story" value=form.value("story") required=false rows=6
                    hint=tr!(members.maker_story_hint) error=form.error("story")
                    maxlength=STORY_CHARS_MAX as u32/>
                <Button label=save size=Size::Big/>
            </form>
        </MePage>
    }
}
