//! The sales of a day with its sums.

use chrono::{Days, NaiveDate};
use domain::register::{SaleRow, SalesDay, Tender};

use crate::{document::Document, format, page::locale, prelude::*, ui::{Button, Col, DataTable, Drawing, Empty, Field, LinkButton, Look, PageHeader, Pages, Size, StaffAt, StaffLinks, StatFigure, cell}};

/// A day's sales, newest first. `today` bounds the way forward.
#[component]
pub fn SalesPage(sales: SalesDay, today: NaiveDate) -> impl IntoView {
    let l = locale();
    let day = sales.day;
    let list = if sales.sales.rows.is_empty() {
        view! {
            <Empty
                drawing=Drawing::Shelf
                title=tr!(register.sales_empty)
                text=tr!(register.sales_empty_text)
                action=("/staff/register".to_owned(), tr!(register.title).to_owned())
            />
        }
        .into_any()
    } else {
        table(&sales)
    };
    let (page, pages) = (sales.sales.page, sales.sales.pages);
    view! {
        <Document title=tr!(register.sales_title) class="page">
            <StaffLinks at=StaffAt::Sales/>
            <PageHeader title=tr!(register.sales_title) sub=format::full_day(l, day)/>
            <div class="stack g5">
                <DayPicker day today/>
                <Sums sales/>
                {list}
                <Pages page pages href=move |n| format!("/staff/sales?date={day}&page={n}")/>
            </div>
        </Document>
    }
}

#[component]
fn DayPicker(day: NaiveDate, today: NaiveDate) -> impl IntoView {
    let to = |day: Option<NaiveDate>| day.map(|day| format!("/staff/sales?date={day}"));
    let before = to(day.checked_sub_days(Days::new(1)));
    let after = to(day.checked_add_days(Days::new(1)).filter(|day| *day <= today));
    let link = |href: String, label: &'static str| {
        view! { <LinkButton href label look=Look::Quiet size=Size::Small/> }
    };
    view! {
        <div class="row wrap">
            {before.map(|href| link(href, tr!(register.sales_prev)))}
            <form class="row day-pick" action="/staff/sales">
                <Field label=tr!(register.sales_day) name="date" kind="date" value=day.to_string() unmarked=true
                    max=today.to_string()/>
                <Button label=tr!(register.sales_show) look=Look::Second/>
            </form>
            {after.map(|href| link(href, tr!(register.sales_next)))}
        </div>
    }
}

#[component]
fn Sums(sales: SalesDay) -> impl IntoView {
    let l = locale();
    let total = sales.cash + sales.cashless;
    let unit = tr!(register.sales_count_unit);
    view! {
        <div class="figs">
            <StatFigure title=tr!(register.sales_total) value=format::yen(l, total) unit="" hero=true/>
            <StatFigure title=tr!(register.sales_cash) value=format::yen(l, sales.cash) unit=""/>
            <StatFigure title=tr!(register.sales_cashless) value=format::yen(l, sales.cashless) unit=""/>
            <StatFigure title=tr!(register.sales_count) value=sales.sales.total.to_string() unit/>
        </div>
    }
}

fn table(sales: &SalesDay) -> AnyView {
    let cols = vec![
        Col::num("No."),
        Col::text(tr!(register.sales_time)),
        Col::num(tr!(register.sales_pieces)),
        Col::text(tr!(register.tender)),
        Col::num(tr!(register.sales_total)),
        Col::text(tr!(register.sales_staff)),
    ];
    let rows = sales.sales.rows.iter().map(row).collect();
    view! { <DataTable caption=tr!(register.sales_title) cols rows/> }.into_any()
}

fn row(sale: &SaleRow) -> Vec<AnyView> {
    let tender = match sale.tender {
        Tender::Cash => tr!(register.cash),
        Tender::Cashless => tr!(register.cashless),
    };
    let href = format!("/staff/sales/{}", sale.id);
    vec![
        cell(view! { <a href=href>{sale.number}</a> }),
        cell(format::time(sale.at)),
        cell(sale.pieces),
        cell(tender),
        cell(format::yen(locale(), sale.total)),
        cell(sale.staff.clone()),
    ]
}
