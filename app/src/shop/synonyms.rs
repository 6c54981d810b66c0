//! Words that stand for each other when people look for pieces, for the operator.

use domain::shop::{SYNONYM_GROUPS_MAX, SYNONYM_WORDS_MAX, SearchWords, ShopFilter, SynonymRow};

use super::place::List;
use crate::{document::OperatorPage, form::{FormProblems, FormState}, prelude::*, ui::{BackLink, Button, Col, DataTable, Drawing, Empty, Field, Look, Note, PageHeader, PostButton, SectionHeader, Size, cell}};

const HERE: &str = "/operator/shop/synonyms";

/// All groups, and the form of a new one.
#[component]
pub fn SynonymsPage(rows: Vec<SynonymRow>, form: FormState) -> impl IntoView {
    let n = rows.len();
    let list = if rows.is_empty() {
        view! { <Empty drawing=Drawing::Shelf title=tr!(find.synonyms_none) text=tr!(find.synonyms_none_text)/> }.into_any()
    } else {
        let cols = vec![Col::text(tr!(find.synonym_words)), Col::text(tr!(find.synonym_try))];
        let rows = rows.into_iter().map(row_cells).collect();
        view! { <DataTable caption=tr!(find.synonyms) cols rows/> }.into_any()
    };
    view! {
        <OperatorPage title=tr!(find.synonyms) path="/operator/shop">
            <div class="stack g3">
                <BackLink href="/operator/shop" label=tr!(space.shop_title)/>
                <PageHeader title=tr!(find.synonyms) sub=tr!(find.synonyms_sub)/>
            </div>
            <div class="stack g6">
                <Note>{tr!(find.synonyms_text)}</Note>
                <section class="stack g3" aria-labelledby="new">
                    <SectionHeader title=tr!(find.synonym_new) id="new"/>
                    <FormProblems title=tr!(rules.errors_title) form=form.clone()/>
                    <form class="card stack g3" method="post" action=HERE novalidate=true>
                        <GroupWords form/>
                        <Button label=tr!(find.synonym_add) look=Look::Second/>
                    </form>
                </section>
                <section class="stack g3" aria-labelledby="all">
                    <SectionHeader title=tr!(find.synonyms_all, n = n, max = SYNONYM_GROUPS_MAX).to_string() id="all"/>
                    {list}
                </section>
            </div>
        </OperatorPage>
    }
}

#[component]
fn GroupWords(form: FormState) -> impl IntoView {
    view! {
        <Field label=tr!(find.synonym_words) name="words" value=form.value("words") error=form.error("words")
            hint=tr!(find.synonym_hint, n = SYNONYM_WORDS_MAX).to_string() unmarked=true/>
    }
}

fn row_cells(row: SynonymRow) -> Vec<AnyView> {
    let first = row.group.words.first().cloned().unwrap_or_default();
    let search = List::shop(ShopFilter { words: SearchWords::read(&first), ..ShopFilter::default() }).page(1);
    let edit = format!("{HERE}/{}", row.id);
    let looked = tr!(find.synonym_look, word = first).to_string();
    vec![cell(view! { <a class="whole" href=edit>{row.group.line()}</a> }), cell(view! { <a href=search>{looked}</a> })]
}

/// One group: its words, and its end.
#[component]
pub fn SynonymPage(row: SynonymRow, form: FormState) -> impl IntoView {
    let at = format!("{HERE}/{}", row.id);
    let remove = format!("{at}/remove");
    view! {
        <OperatorPage title=tr!(find.synonym) path="/operator/shop">
            <div class="stack g3">
                <BackLink href=HERE label=tr!(find.synonyms)/>
                <PageHeader title=tr!(find.synonym) sub=row.group.line()/>
            </div>
            <div class="stack g6">
                <FormProblems title=tr!(rules.errors_title) form=form.clone()/>
                <form class="stack g5" method="post" action=at novalidate=true>
                    <GroupWords form/>
                    <Button label=tr!(common.save) size=Size::BigWide/>
                </form>
                <section class="card stack g3">
                    <Note>{tr!(find.synonym_remove_text)}</Note>
                    <PostButton action=remove label=tr!(find.synonym_remove) look=Look::Second/>
                </section>
            </div>
        </OperatorPage>
    }
}
