//! Pages of a list, by address.

use super::{Ico, Icon, IconSize};
use crate::prelude::*;

/// The page numbers to show around `page`, with 0 where some are left out:
/// first, last, and one on each side.
fn shown(page: u32, pages: u32) -> Vec<u32> {
    let mut out = Vec::with_capacity(9);
    for n in 1..=pages {
        let near = n.abs_diff(page) <= 1;
        if n == 1 || n == pages || near {
            out.push(n);
        } else if out.last() != Some(&0) {
            out.push(0);
        }
    }
    out
}

/// Links to the pages of a list. `href` makes a page's address from its number
/// (counted from 1). Draws nothing when there is one page.
#[component]
pub fn Pages<F>(page: u32, pages: u32, href: F) -> impl IntoView
where
    F: Fn(u32) -> String,
{
    if pages <= 1 {
        return ().into_any();
    }
    let numbers = shown(page, pages)
        .into_iter()
        .map(|n| match n {
            0 => view! { <span aria-hidden="true">"…"</span> }.into_any(),
            n if n == page => view! { <span class="num" aria-current="page">{n}</span> }.into_any(),
            n => view! { <a class="num" href=href(n)>{n}</a> }.into_any(),
        })
        .collect_view();
    let prev = (page > 1).then(|| {
        view! {
            <a href=href(page - 1) rel="prev" aria-label=tr!(ui.page_prev)>
                <Ico icon=Icon::Left size=IconSize::S/>
            </a>
        }
    });
    let next = (page < pages).then(|| {
        view! {
            <a href=href(page + 1) rel="next" aria-label=tr!(ui.page_next)>
                <Ico icon=Icon::Right size=IconSize::S/>
            </a>
        }
    });
    view! {
        <nav class="pages" aria-label=tr!(ui.pages)>{prev}{numbers}{next}</nav>
    }
    .into_any()
}

/// Newer and older, for lists paged by a cursor rather than by number.
#[component]
pub fn PrevNext(
    #[prop(optional_no_strip)] prev: Option<String>,
    #[prop(optional_no_strip)] next: Option<String>,
) -> impl IntoView {
    view! {
        <nav class="pages" aria-label=tr!(ui.pages)>
            {prev.map(|href| view! {
                <a href=href rel="prev"><span>{tr!(ui.page_prev)}</span></a>
            })}
            {next.map(|href| view! {
                <a href=href rel="next"><span>{tr!(ui.page_next)}</span></a>
            })}
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn leaves_out_far_pages() {
        assert_eq!(shown(1, 11), [1, 2, 0, 11]);
        assert_eq!(shown(6, 11), [1, 0, 5, 6, 7, 0, 11]);
        assert_eq!(shown(2, 3), [1, 2, 3]);
    }
}
