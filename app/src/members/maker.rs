//! The maker's profile: making it makes a member a maker.

use domain::{PhotoId, members::{NAME_CHARS_MAX, STORY_CHARS_MAX}};

use super::{MePage, Unconfirmed};
use crate::{form::{FormProblems, FormState}, page::page, prelude::*, ui::{avatar_src, Button, Field, Look, PhotoInput, PostButton, SectionHeader, Size, TextArea}};

/// `exists`: there is a profile already, and perhaps a picture. `photo_error`: what was wrong with the one that was sent.
#[component]
pub fn MakerPage(
    form: FormState,
    exists: bool,
    photo: Option<PhotoId>,
    #[prop(optional_no_strip)] photo_error: Option<String>,
) -> impl IntoView {
    let (title, save) = if exists {
        (tr!(members.maker), tr!(common.save))
    } else {
        (tr!(members.maker_begin), tr!(members.maker_begin))
    };
    let unconfirmed = page().actor.confirmed_member().is_err().then(|| view! { <Unconfirmed/> });
    let photo = exists.then(|| view! { <PhotoForm photo error=photo_error/> });
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
            {photo}
        </MePage>
    }
}

/// The picture: its file, sent by itself.
#[component]
fn PhotoForm(photo: Option<PhotoId>, error: Option<String>) -> impl IntoView {
    let now = photo.map(|id| {
        view! { <img class="ava" src=avatar_src(id) width="88" height="88" alt=tr!(members.maker_photo_alt)/> }
    });
    let remove = photo.map(|_| {
        view! { <PostButton action="/me/maker/photo/remove" label=tr!(members.maker_photo_remove) look=Look::Second/> }
    });
    view! {
        <section class="stack g3" aria-labelledby="photo-h">
            <SectionHeader title=tr!(members.maker_photo) id="photo-h"/>
            <form class="card stack g3" method="post" action="/me/maker/photo" enctype="multipart/form-data">
                {now}
                <PhotoInput label=tr!(members.maker_photo_choose) hint=tr!(members.maker_photo_hint) error/>
                <Button label=tr!(members.maker_photo_save) look=Look::Second/>
            </form>
            {remove}
        </section>
    }
    .into_any()
}
