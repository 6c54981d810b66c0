//! The first operator.

use domain::members::PASSWORD_CHARS_MIN;

use crate::{document::Document, form::{FormProblems, FormState}, prelude::*, ui::{Button, Field, Hidden, Icon, Note, PageHeader, Size, Tone}};

/// Name, mail and password; the key came with the address.
#[component]
pub fn FirstOperatorPage(key: String, form: FormState) -> impl IntoView {
    let hint = tr!(members.password_hint, n = PASSWORD_CHARS_MIN).to_string();
    view! {
        <Document title=tr!(space.first_title) class="page narrow" bar=true>
            <PageHeader title=tr!(space.first_title) sub=tr!(space.first_sub)/>
            <div class="stack g5">
                <Note icon=Icon::Lock>{tr!(space.first_note)}</Note>
                <FormProblems title=tr!(members.problems) form=form.clone()/>
                <form class="card fields" method="post" action="/first" novalidate=true>
                    <Hidden fields=vec![("key", key)]/>
                    <Field label=tr!(members.name) name="display_name" value=form.value("display_name") unmarked=true
                        error=form.error("display_name") autocomplete="name" hint=tr!(space.first_name_hint) maxlength=40/>
                    <Field label=tr!(members.email) name="email" kind="email" value=form.value("email") unmarked=true
                        error=form.error("email") autocomplete="username" inputmode="email" maxlength=254/>
                    <Field label=tr!(members.password) name="password" kind="password" unmarked=true hint
                        error=form.error("password") autocomplete="new-password" minlength=PASSWORD_CHARS_MIN as u32/>
                    <Button label=tr!(space.first_do) size=Size::BigWide/>
                </form>
            </div>
        </Document>
    }
}

/// A key that works no longer, while there is still no operator.
#[component]
pub fn KeyUsedPage() -> impl IntoView {
    view! {
        <Document title=tr!(space.first_title) class="page narrow" bar=true>
            <PageHeader title=tr!(space.first_key_gone)/>
            <Note tone=Tone::Warn>{tr!(space.first_key_gone_text)}</Note>
        </Document>
    }
}
