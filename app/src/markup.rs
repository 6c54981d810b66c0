//! Views that are finished: pages are made on the server only, in one go, so what a component gets or gives may be its
//! HTML at once.
//!
//! This takes the place of Leptos' own `AnyView` and `Children` in pages. Those must be able to wait, to stream and to
//! be built in a browser, and every view that becomes one is compiled for all of it; this one is compiled to write
//! HTML. It also ends a view's type, so that a page's type does not hold those of all its parts.

use leptos::{children::{ChildrenOptContainer, ToChildren}, tachys::{html::attribute::{Attribute, any_attribute::AnyAttribute}, hydration::Cursor, view::{Position, PositionState, Render, RenderHtml, add_attr::AddAnyAttr}}};

/// A view as its HTML.
pub struct Markup(String);

/// In pages, any view.
pub type AnyView = Markup;

/// In pages, what stands between a component's tags.
pub type Children = Markup;

/// Ends a view's type.
pub trait IntoAny {
    /// The view's HTML.
    fn into_any(self) -> Markup;
}

impl<V: RenderHtml> IntoAny for V {
    fn into_any(self) -> Markup {
        Markup(self.to_html())
    }
}

impl<F, V> ToChildren<F> for Markup
where
    F: FnOnce() -> V,
    V: RenderHtml,
{
    fn to_children(view: F) -> Markup {
        view().into_any()
    }
}

impl<V: RenderHtml> ToChildren<ChildrenOptContainer<V>> for Markup {
    fn to_children(view: ChildrenOptContainer<V>) -> Markup {
        view.0.into_any()
    }
}

impl RenderHtml for Markup {
    type AsyncOutput = Markup;
    type Owned = Markup;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Markup {
        self
    }

    fn html_len(&self) -> usize {
        self.0.len()
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
        buf.push_str(&self.0);
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, _cursor: &Cursor, _position: &PositionState) -> Self::State {}

    fn into_owned(self) -> Markup {
        self
    }
}

// Never asked for: no page is built in a browser.
impl Render for Markup {
    type State = ();

    fn build(self) -> Self::State {}

    fn rebuild(self, _state: &mut Self::State) {}
}

impl AddAnyAttr for Markup {
    type Output<NewAttr: Attribute> = Markup;

    fn add_any_attr<NewAttr: Attribute>(self, _attr: NewAttr) -> Self::Output<NewAttr>
    where
        Self::Output<NewAttr>: RenderHtml,
    {
        self
    }
}

#[cfg(test)]
mod tests {
    use crate::prelude::*;

    #[component]
    fn Framed(children: Children) -> impl IntoView {
        view! { <div class="frame">{children}</div> }
    }

    #[test]
    fn a_finished_view_is_written_as_it_is() {
        let inner = view! { <b>{"a & b"}</b>"!" }.into_any();
        let html = view! { <Framed><p>{inner}" and "{"c"}</p></Framed> }.to_html();
        assert_eq!(html, "<div class=\"frame\"><p><b>a &amp; b</b>! and <!>c</p></div>");
    }
}
