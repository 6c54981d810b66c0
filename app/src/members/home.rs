//! One's own page: what one can do here, and the account.

use domain::{Account, booking::MyBooking, members::Role};

use crate::{booking::NextBooking, document::Document, page::page, prelude::*, ui::{Button, Icon, LinkRow, LinkRows, Look, Note, PageHeader, PostButton, SectionHeader, Size, Tab, Tag, Tone}};

#[component]
pub fn MyPage(
    next: Option<MyBooking>,
    /// The name does not say how it is read.
    lacks_kana: bool,
    /// Questions that wait for an answer.
    questions: u64,
) -> impl IntoView {
    let cx = page();
    let account = cx.actor.account().cloned();
    view! {
        <Document title=tr!(members.me) tab=Tab::Me class="page mid">
            {account.map(|account| view! { <Mine account next=next.clone() lacks_kana questions/> })}
        </Document>
    }
}

#[component]
fn Mine(account: Account, next: Option<MyBooking>, lacks_kana: bool, questions: u64) -> impl IntoView {
    let unconfirmed = (!account.email_confirmed).then(|| view! { <Unconfirmed/> });
    let join = (account.role == Role::Customer).then(|| view! { <Join/> });
    let makes = account.role >= Role::Member;
    let maker_rows = maker_rows(&account, questions);
    let work = work_rows(account.role);
    let (role, name, email) = (account.role, account.display_name.clone(), account.email.clone());
    let words = own_role_words(&account);
    view! {
        <PageHeader title=name sub=email>
            <p><Tag label=words tone=Tone::Accent/></p>
        </PageHeader>
        <div class="stack g6">
            {unconfirmed}
            <NextBooking booking=next/>
            {lacks_kana.then(|| view! {
                <Note icon=Icon::Person>
                    {tr!(members.kana_missing)} " " <a href="/me/profile">{tr!(members.kana_add)}</a>
                </Note>
            })}
            {(!work.is_empty()).then(|| view! {
                <section><SectionHeader title=tr!(members.work)/><LinkRows rows=work/></section>
            })}
            <section><SectionHeader title=tr!(members.using)/><LinkRows rows=use_rows(role)/></section>
            {makes.then(|| view! {
                <section><SectionHeader title=tr!(members.make)/><LinkRows rows=maker_rows/></section>
            })}
            {join}
            <section><SectionHeader title=tr!(members.account)/><LinkRows rows=account_rows()/></section>
            <PostButton action="/signout" label=tr!(members.sign_out) look=Look::Second icon=Icon::Out/>
        </div>
    }
}

/// Asks to open the mailed link, and sends it again.
#[component]
pub fn Unconfirmed() -> impl IntoView {
    view! {
        <section class="stack g2">
            <Note tone=Tone::Warn icon=Icon::Mail>{tr!(members.unconfirmed)}</Note>
            <PostButton action="/me/confirmation" label=tr!(members.unconfirmed_again) look=Look::Second/>
        </section>
    }
}

#[component]
fn Join() -> impl IntoView {
    view! {
        <form class="card stack g2" method="post" action="/me/membership">
            <h2 class="h3">{tr!(members.join)}</h2>
            <p class="mute">{tr!(members.join_text)}</p>
            <Button label=tr!(members.join) size=Size::Wide/>
        </form>
    }
}

fn own_role_words(account: &Account) -> &'static str {
    match account.role {
        Role::Member if account.maker_id.is_some() => tr!(members.role_maker),
        role => role_words(role),
    }
}

/// What a role is called.
pub fn role_words(role: Role) -> &'static str {
    match role {
        Role::Customer => tr!(members.role_customer),
        Role::Member => tr!(members.role_member),
        Role::Staff => tr!(members.role_staff),
        Role::Operator => tr!(members.role_operator),
    }
}

fn use_rows(role: Role) -> Vec<LinkRow> {
    let bookings = (role >= Role::Member).then(|| {
        LinkRow::new("/me/bookings", tr!(members.bookings)).note(tr!(members.bookings_note)).icon(Icon::Calendar)
    });
    let calendar = (role >= Role::Member)
        .then(|| LinkRow::new("/me/calendar", tr!(feed.calendar)).note(tr!(feed.calendar_note)).icon(Icon::Phone));
    let orders = LinkRow::new("/me/orders", tr!(members.orders)).note(tr!(members.orders_note)).icon(Icon::Bag);
    let asked = LinkRow::new("/me/asked", tr!(questions.mine)).note(tr!(questions.mine_note)).icon(Icon::Mail);
    bookings.into_iter().chain(calendar).chain([orders, asked]).collect()
}

fn maker_rows(account: &Account, questions: u64) -> Vec<LinkRow> {
    if account.maker_id.is_none() {
        let begin = LinkRow::new("/me/maker", tr!(members.maker_begin));
        return vec![begin.note(tr!(members.maker_begin_note)).icon(Icon::Sell)];
    }
    let waiting = if questions > 0 { tr!(questions.waiting_n, n = questions).to_string() } else { String::new() };
    vec![
        LinkRow::new("/me/products", tr!(members.products)).note(tr!(members.products_note)).icon(Icon::Sell),
        LinkRow::new("/me/questions", tr!(questions.to_me)).note(tr!(questions.to_me_note)).icon(Icon::Mail).end(waiting),
        LinkRow::new("/me/reviews", tr!(reviews.to_me)).note(tr!(reviews.to_me_note)).icon(Icon::Heart),
        LinkRow::new("/me/maker", tr!(members.maker)).note(tr!(members.maker_note)).icon(Icon::Person),
        LinkRow::new("/me/maker/payee", tr!(payee.title)).note(tr!(payee.row_note)).icon(Icon::Coin),
    ]
}

fn work_rows(role: Role) -> Vec<LinkRow> {
    let mut rows = Vec::new();
    if role >= Role::Staff {
        rows.push(LinkRow::new("/staff/board", tr!(board.title)).icon(Icon::Calendar));
        rows.push(LinkRow::new("/staff/register", tr!(members.register)).icon(Icon::Scan));
        rows.push(LinkRow::new("/staff/orders", tr!(members.staff_orders)).icon(Icon::Bag));
        rows.push(LinkRow::new("/staff/stock", tr!(stock.title)).icon(Icon::Sell));
        rows.push(LinkRow::new("/staff/review", tr!(members.reviews)).icon(Icon::Check));
        rows.push(LinkRow::new("/staff/questions", tr!(questions.all)).icon(Icon::Mail));
        rows.push(LinkRow::new("/staff/reviews", tr!(reviews.all)).icon(Icon::Heart));
        rows.push(LinkRow::new("/staff/people", tr!(board.members_title)).icon(Icon::People));
    }
    if role >= Role::Operator {
        rows.push(LinkRow::new("/operator/kpi", tr!(members.kpi)).icon(Icon::Chart));
        rows.push(LinkRow::new("/operator/outbox", tr!(members.outbox)).icon(Icon::Mail));
    }
    rows
}

fn account_rows() -> Vec<LinkRow> {
    vec![
        LinkRow::new("/me/profile", tr!(members.profile)).note(tr!(members.profile_note)).icon(Icon::Person),
        LinkRow::new("/me/email", tr!(members.email)).note(tr!(members.email_change_note)).icon(Icon::Mail),
        LinkRow::new("/me/mails", tr!(members.mails)).note(tr!(members.mails_note)).icon(Icon::Bell),
        LinkRow::new("/me/sessions", tr!(members.sessions)).note(tr!(members.sessions_note)).icon(Icon::Phone),
        LinkRow::new("/me/password", tr!(members.password_change)).icon(Icon::Lock),
        LinkRow::new("/me/security", tr!(security.title)).note(tr!(security.row_note)).icon(Icon::Shield),
        LinkRow::new("/me/tokens", tr!(members.tokens)).note(tr!(members.tokens_note)).icon(Icon::Cert),
        LinkRow::new("/me/data", tr!(data.own_row)).note(tr!(data.own_row_note)).icon(Icon::Bag),
        LinkRow::new("/me/close", tr!(data.close_row)).note(tr!(data.close_row_note)).icon(Icon::Out),
    ]
}
