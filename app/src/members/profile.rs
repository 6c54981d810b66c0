//! Who somebody is to the space: name, how it is read, telephone.

use domain::members::NAME_CHARS_MAX;

use super::MePage;
use crate::{form::{FormProblems, FormState}, prelude::*, ui::{Button, Field, Icon, Note, Size, Tone}};

#[component]
pub fn ProfilePage(
    form: FormState,
    /// The name is a nickname for everybody else.
    protected: bool,
) -> impl IntoView {
    let hidden = protected.then(|| view! { <Note tone=Tone::Accent icon=Icon::Lock>{tr!(members.protected)}</Note> });
    view! {
        <MePage title=tr!(members.profile) sub=tr!(members.profile_sub)>
            <FormProblems title=tr!(members.problems) form=form.clone()/>
            {hidden}
            <form class="card fields" method="post" action="/me/profile">
                <ProfileFields form/>
                <Button label=tr!(common.save) size=Size::Big/>
            </form>
        </MePage>
    }
}

/// Name, reading and telephone.
#[component]
pub(super) fn ProfileFields(form: FormState) -> impl IntoView {
    view! {
        <Field label=tr!(members.name) name="display_name" value=form.value("display_name") unmarked=true
            hint=tr!(members.name_hint) error=form.error("display_name")
            autocomplete="name" maxlength=NAME_CHARS_MAX as u32/>
        <Field label=tr!(members.kana) name="kana" value=form.value("kana") required=false
            hint=tr!(members.kana_hint) error=form.error("kana") maxlength=NAME_CHARS_MAX as u32/>
        <Field label=tr!(members.phone) name="phone" kind="tel" value=form.value("phone") required=false
            hint=tr!(members.phone_hint) error=form.error("phone") autocomplete="tel" maxlength=30/>
    }
}
