//! The staff's pages and the way between them.

use super::StaffNav;
use crate::prelude::*;

/// The staff's pages that show the links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StaffAt {
    Board,
    Register,
    Orders,
    Sales,
    Stock,
    Review,
    Members,
    /// None of them: a receipt, a label.
    Elsewhere,
}

/// Links between the staff's pages.
#[component]
pub fn StaffLinks(at: StaffAt) -> impl IntoView {
    let pages = [
        (StaffAt::Board, "/staff/board", tr!(board.nav)),
        (StaffAt::Register, "/staff/register", tr!(register.title)),
        (StaffAt::Orders, "/staff/orders", tr!(register.orders_nav)),
        (StaffAt::Sales, "/staff/sales", tr!(register.sales_link)),
        (StaffAt::Stock, "/staff/stock", tr!(stock.nav)),
        (StaffAt::Review, "/staff/review", tr!(register.review_nav)),
        (StaffAt::Members, "/staff/people", tr!(board.nav_members)),
    ];
    let link = |(page, href, words): (StaffAt, &str, &str)| (href.to_owned(), words.to_owned(), page == at);
    view! { <StaffNav links=pages.into_iter().map(link).collect()/> }
}
