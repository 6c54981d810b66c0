//! The shop's tags as the operator keeps them.

use domain::{booking::NAME_CHARS_MAX, shop::TagRow};

use crate::{document::OperatorPage, form::{FormProblems, FormState, ReorderButtons, TwoTexts}, format, page::locale, prelude::*, own::field_name, ui::{BackLink, Button, Col, DataTable, Drawing, Empty, Look, Note, PageHeader, PostButton, Size, Tag, Tone, cell}};

const TAGS: &str = "/operator/shop/tags";

/// Tags in their order, and the form of a new one.
#[component]
pub fn TagsPage(tags: Vec<TagRow>, form: FormState) -> impl IntoView {
    let list = if tags.is_empty() {
        view! { <Empty drawing=Drawing::Shelf title=tr!(space.tags_none) text=tr!(space.tags_none_text)/> }.into_any()
    } else {
        let cols = vec![Col::text(tr!(rules.name)), Col::num(tr!(space.pieces)), Col::text(tr!(rules.order))];
        let rows = tags.into_iter().map(tag_row).collect();
        view! { <DataTable caption=tr!(space.tags) cols rows/> }.into_any()
    };
    view! {
        <OperatorPage title=tr!(space.tags) path="/operator/shop">
            <div class="stack g3">
                <BackLink href="/operator/shop" label=tr!(space.shop_title)/>
                <PageHeader title=tr!(space.tags) sub=tr!(space.tags_sub)/>
            </div>
            <div class="stack g5">
                {list}
                <FormProblems title=tr!(rules.errors_title) form=form.clone() names=field_name/>
                <form class="card stack g3" method="post" action=TAGS novalidate=true>
                    <TwoTexts form name="name" label=tr!(space.tag_new) chars_max=NAME_CHARS_MAX/>
                    <Button label=tr!(space.tag_add) look=Look::Second/>
                </form>
            </div>
        </OperatorPage>
    }
}

fn tag_row(row: TagRow) -> Vec<AnyView> {
    let name = format::localize(locale(), &row.name).to_owned();
    let at = format!("{TAGS}/{}", row.id);
    let ended = row.ended.then(|| view! { " "<Tag label=tr!(space.category_ended)/> });
    vec![
        cell(view! { <a href=at.clone()>{name.clone()}</a>{ended} }),
        cell(row.pieces.to_string()),
        cell(view! { <ReorderButtons action=format!("{at}/shift") name/> }),
    ]
}

/// One tag: its names, and its end.
#[component]
pub fn TagPage(form: FormState, tag: TagRow) -> impl IntoView {
    let title = format::localize(locale(), &tag.name).to_owned();
    let at = format!("{TAGS}/{}", tag.id);
    let (action, label, words) = if tag.ended {
        (format!("{at}/back"), tr!(space.tag_back), tr!(space.tag_ended_text))
    } else {
        (format!("{at}/end"), tr!(space.tag_end), tr!(space.tag_end_text))
    };
    let tone = if tag.ended { Tone::Warn } else { Tone::Plain };
    view! {
        <OperatorPage title=title.clone() path="/operator/shop">
            <div class="stack g3">
                <BackLink href=TAGS label=tr!(space.tags)/>
                <PageHeader title/>
            </div>
            <div class="stack g6">
                <FormProblems title=tr!(rules.errors_title) form=form.clone() names=field_name/>
                <form class="stack g5" method="post" action=at novalidate=true>
                    <TwoTexts form name="name" label=tr!(rules.name) chars_max=NAME_CHARS_MAX/>
                    <Button label=tr!(common.save) size=Size::BigWide/>
                </form>
                <section class="card stack g3">
                    <Note tone>{words}</Note>
                    <PostButton action label look=Look::Second/>
                </section>
            </div>
        </OperatorPage>
    }
}
