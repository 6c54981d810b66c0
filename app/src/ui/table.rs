//! Tables that become cards on phones.

use crate::prelude::*;

/// A column's heading; `right` for figures.
#[derive(Clone, Debug)]
pub struct Col {
    pub label: String,
    pub right: bool,
}

impl Col {
    /// A column of words.
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), right: false }
    }

    /// A column of figures, set to the right.
    pub fn num(label: impl Into<String>) -> Self {
        Self { label: label.into(), right: true }
    }
}

/// Anything a cell can hold: `cell("words")`, `cell(view! { <Tag ../> })`.
pub fn cell(content: impl IntoView + 'static) -> AnyView {
    content.into_any()
}

/// A table. The first cell of each row is its heading. `caption` is for readers who
/// cannot see it; a visible heading stands above the table. `foot` is a row of sums.
#[component]
pub fn DataTable(
    #[prop(into)] caption: String,
    cols: Vec<Col>,
    rows: Vec<Vec<AnyView>>,
    #[prop(optional)] foot: Vec<AnyView>,
) -> impl IntoView {
    let head = cols
        .iter()
        .map(|col| {
            let class = col.right.then_some("r");
            view! { <th scope="col" class=class>{col.label.clone()}</th> }
        })
        .collect_view();
    let rows = rows.into_iter().map(|row| row_view(&cols, row)).collect_view();
    let foot = (!foot.is_empty()).then(|| {
        let row = row_view(&cols, foot);
        view! { <tfoot>{row}</tfoot> }
    });
    view! {
        <div class="tbl">
            <table class="to-cards">
                <caption class="sr">{caption}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
                {foot}
            </table>
        </div>
    }
}

/// One row; each cell carries its column's name for the card form.
fn row_view(cols: &[Col], row: Vec<AnyView>) -> impl IntoView + use<> {
    let cells = row
        .into_iter()
        .zip(cols)
        .enumerate()
        .map(|(at, (content, col))| {
            if at == 0 {
                return view! { <th scope="row">{content}</th> }.into_any();
            }
            let class = if col.right { "r num" } else { "" };
            view! { <td class=class data-l=col.label.clone()>{content}</td> }.into_any()
        })
        .collect_view();
    view! { <tr>{cells}</tr> }
}
