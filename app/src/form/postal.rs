//! The field of a postal code, which fills the address below it.

use leptos::prelude::*;

use super::FormState;
use crate::{page::page, ui::{Button, Field, Look, Size}};

/// `frontend/enhance/postal.ts` fills the form's fields `prefecture`, `city` and `street`, or `address`, as soon as seven
/// figures stand in it. With `button` there is one that asks the server for the same, for browsers without scripts.
#[component]
pub fn PostalCodeField(form: FormState, #[prop(optional)] required: bool, #[prop(optional)] button: bool) -> impl IntoView {
    let script = format!("/pkg/{}", page().assets.postal);
    let find = button.then(|| {
        view! {
            <noscript>
                <Button label=tr!(orders.postal_find) look=Look::Second size=Size::Small name="act" value="postal"
                    novalidate=true/>
            </noscript>
        }
    });
    view! {
        <div class="stack g2 postal">
            <div class="narrow">
                <Field label=tr!(orders.postal_code) name="postal_code" value=form.value("postal_code")
                    hint=tr!(orders.postal_code_hint) error=form.error("postal_code") autocomplete="postal-code"
                    inputmode="numeric" unmarked={!required} required maxlength=10/>
            </div>
            {find}
            <p class="hint" role="status" data-postal="" data-found=tr!(orders.postal_found)
                data-several=tr!(orders.postal_several) data-unknown=tr!(errors.postal_code_unknown)></p>
            <script type="module" src=script></script>
        </div>
    }
}
