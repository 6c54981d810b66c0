//! What the space begins with.

use domain::{BilingualText, form::FormInput};

use crate::{document::OperatorPage, form::{FormProblems, FormState}, format, page::locale, prelude::*, ui::{BackLink, Button, Choice, Note, PageHeader, RadioCards, Size, Tone}};

/// A template that comes with the program, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateChoice {
    pub name: &'static str,
    pub machines: Vec<BilingualText>,
    pub plans: usize,
    pub categories: usize,
}

/// One of the templates; once something is set there is nothing to choose.
#[component]
pub fn TemplatePage(choices: Vec<TemplateChoice>, is_empty: bool, input: FormInput, form: FormState) -> impl IntoView {
    let cards: Vec<Choice> = choices.iter().map(card).collect();
    let value = if input.text("template").is_empty() { choices[0].name } else { input.text("template") }.to_owned();
    let body = if is_empty {
        view! {
            <form class="stack g5" method="post" action="/operator/setup/template" novalidate=true>
                <RadioCards legend=tr!(space.step_template) name="template" choices=cards value
                    error=form.error("template")/>
                <Note>{tr!(space.template_note)}</Note>
                <Button label=tr!(space.template_do) size=Size::BigWide/>
            </form>
        }
        .into_any()
    } else {
        view! { <Note tone=Tone::Ok>{tr!(space.template_done)}</Note> }.into_any()
    };
    view! {
        <OperatorPage title=tr!(space.step_template) path="/operator/setup">
            <div class="stack g3">
                <BackLink href="/operator/setup" label=tr!(space.setup_title)/>
                <PageHeader title=tr!(space.step_template) sub=tr!(space.template_sub)/>
            </div>
            <div class="stack g5"><FormProblems title=tr!(rules.errors_title) form=form.clone()/>{body}</div>
        </OperatorPage>
    }
}

fn card(choice: &TemplateChoice) -> Choice {
    if choice.machines.is_empty() {
        return Choice::new(choice.name, tr!(space.template_empty)).note(tr!(space.template_empty_note));
    }
    let machines: Vec<&str> = choice.machines.iter().map(|name| format::localize(locale(), name)).collect();
    let machines = machines.join(tr!(operator.audit_comma));
    let note = tr!(space.template_note_full, machines = machines, plans = choice.plans, categories = choice.categories);
    Choice::new(choice.name, tr!(space.template_fab)).note(note.to_string())
}
