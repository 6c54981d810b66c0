//! The form of a question to a maker.

use domain::questions::{QUESTION_CHARS_MAX, QuestionAbout, QuestionPiece};

use crate::{document::Document, form::{FormProblems, FormState}, prelude::*, shop::{tile_photo, translated}, ui::{Button, CartLine, Drawing, Empty, Field, Hidden, PageHeader, Size, Tab, TextArea, paths}};

/// Asking its maker about a piece. `is_known`: whoever is signed in finds the answer in the account too.
#[component]
pub fn AskPage(about: QuestionAbout, form: FormState, is_known: bool) -> impl IntoView {
    let back = format!("/shop/{}", about.product_number);
    let action = format!("{back}/question");
    let is_typed = !form.value("text").is_empty();
    let piece = match about.piece {
        Some(piece) => view! { <Piece piece href=back.clone()/> }.into_any(),
        None if is_typed => ().into_any(),
        None => {
            let to_shop = (paths::SHOP.to_owned(), tr!(orders.to_shop).to_owned());
            let inside = view! { <Empty drawing=Drawing::Shelf title=tr!(questions.gone_title) text=tr!(questions.not_in_the_shop) action=to_shop/> };
            return view! { <Document title=tr!(questions.ask) tab=Tab::Shop back class="page narrow">{inside}</Document> }.into_any();
        }
    };
    view! {
        <Document title=tr!(questions.ask) tab=Tab::Shop back class="page narrow">
            <PageHeader title=tr!(questions.ask) sub=tr!(questions.ask_sub)/>
            <div class="stack g5">
                {piece}
                <FormProblems title=tr!(questions.problems) form=form.clone()/>
                <form class="fields" method="post" action=action>
                    <Hidden fields=vec![("key", form.value("key"))]/>
                    <TextArea label=tr!(questions.text) name="text" value=form.value("text") error=form.error("text")
                        hint=tr!(questions.text_hint) rows=6 maxlength=u32::try_from(QUESTION_CHARS_MAX).unwrap_or(u32::MAX)/>
                    <Field label=tr!(questions.name) name="name" value=form.value("name") error=form.error("name")
                        hint=tr!(questions.hidden_hint) autocomplete="name" maxlength=60/>
                    <Field label=tr!(questions.email) name="email" kind="email" value=form.value("email")
                        error=form.error("email") hint=tr!(questions.email_hint) autocomplete="email" maxlength=254/>
                    {is_known.then(|| view! { <p class="small mute">{tr!(questions.known)} <a class="hit" href="/me/asked">{tr!(questions.mine)}</a></p> })}
                    <p class="small mute">{tr!(questions.privacy)} <a class="hit" href="/privacy">{tr!(questions.privacy_link)}</a></p>
                    <Button label=tr!(questions.send) size=Size::BigWide/>
                </form>
            </div>
        </Document>
    }
    .into_any()
}

#[component]
fn Piece(piece: QuestionPiece, href: String) -> impl IntoView {
    let title = translated(&piece.title, piece.title_en.as_deref()).to_owned();
    view! {
        <ul class="cart">
            <CartLine photo=tile_photo(piece.photo, "") title href=Some(href) note=piece.maker amount=""/>
        </ul>
    }
}
