//! The document around every page: head, header, flash message, content, tabs, footer.

mod operator;
mod setup;

pub use operator::OperatorPage;
pub use setup::Step;

use domain::{Actor, members::Role};

use crate::{page::{Flash, IslandScripts, Locale, page}, prelude::*, ui::{Footer, Header, SkipLink, Tab, Tabs, Toast, paths}};

/// A whole page. Its children go into `<main id="main">`.
#[component]
pub fn Document(
    /// The page's own title; the space's name is added.
    #[prop(into)]
    title: String,
    #[prop(optional)] tab: Tab,
    /// Where a phone's back arrow leads; without it the phone shows the logo.
    #[prop(optional, into)]
    back: Option<String>,
    /// The page has a fixed main button at the bottom, so it shows no tabs.
    #[prop(optional)]
    bar: bool,
    /// The page has an island, so it loads the wasm.
    #[prop(optional)]
    islands: bool,
    /// The page has links that change parts of it.
    #[prop(optional)]
    swaps: bool,
    /// The page has a form with a photo.
    #[prop(optional)]
    photos: bool,
    /// Classes of `<main>` beside the page width.
    #[prop(optional, into)]
    class: String,
    /// Extra elements of `<head>`: description, OGP, JSON-LD.
    #[prop(optional)]
    head: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let cx = page();
    let lang = match cx.locale {
        Locale::ja => "ja",
        Locale::en => "en",
    };
    let full_title = if title.is_empty() { cx.space_name.clone() } else { format!("{title} | {}", cx.space_name) };
    let signed_in = cx.actor.account().map(|account| account.display_name.clone());
    let work = work_links(&cx.actor);
    let body_class = if bar { "has-bar" } else { "has-tabs" };
    let demo = cx.demo.then(|| {
        view! {
            <aside class="demo-note tiny" aria-label=tr!(site.demo)><p>{tr!(site.demo_note)}</p></aside>
        }
    });
    let flash = cx.flash.map(|flash| view! { <div class="wrap-w"><Toast message=flash_words(flash)/></div> });
    view! {
        <!DOCTYPE html>
        <html lang=lang>
            <Head title=full_title swaps photos islands extra=head/>
            <body class=body_class>
                <SkipLink/>
                {demo}
                <Header space=cx.space_name.clone() logo=cx.site.logo current=tab signed_in work back title/>
                {flash}
                <main id="main" class=format!("wrap-w {class}")>{children}</main>
                {(!bar).then(|| view! { <Tabs current=tab/> })}
                <Footer
                    space=cx.space_name.clone()
                    tagline=tr!(common.tagline)
                    language_action="/language"
                    back=cx.path.clone()
                />
            </body>
        </html>
    }
}

#[component]
fn Head(title: String, swaps: bool, photos: bool, islands: bool, extra: Option<AnyView>) -> impl IntoView {
    let cx = page();
    let file = |name: &str| format!("/pkg/{name}");
    let theme = (!cx.site.colour.is_empty()).then(|| {
        let href = format!("/theme/{}.css", cx.site.colour.trim_start_matches('#'));
        view! { <link rel="stylesheet" href=href/> }
    });
    view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
            <meta name="theme-color" content="#faf6ef" media="(prefers-color-scheme: light)"/>
            <meta name="theme-color" content="#1a1714" media="(prefers-color-scheme: dark)"/>
            <title>{title}</title>
            <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
            <link rel="stylesheet" href=file(&cx.assets.css)/>
            {theme}
            {extra}
            {swaps.then(|| view! { <script type="module" src=file(&cx.assets.swap)></script> })}
            {photos.then(|| view! {
                <script type="module" src=file(&cx.assets.photo)></script>
                <script type="module" src=file(&cx.assets.payout)></script>
                <script type="module" src=file(&cx.assets.safety)></script>
            })}
            {islands.then(|| view! { <IslandScripts/> })}
        </head>
    }
}

/// Where staff and the operator work.
fn work_links(actor: &Actor) -> Vec<(&'static str, &'static str)> {
    let role = actor.account().map(|account| account.role);
    let register = (role >= Some(Role::Staff)).then(|| (paths::REGISTER, tr!(ui.register)));
    let board = (role >= Some(Role::Staff)).then(|| (paths::BOARD, tr!(board.nav)));
    let operator = (role >= Some(Role::Operator)).then(|| (paths::OPERATOR, tr!(ui.operator)));
    board.into_iter().chain(register).chain(operator).collect()
}

fn flash_words(flash: Flash) -> &'static str {
    match flash {
        Flash::SignedIn => tr!(site.flash_signed_in),
        Flash::SignedOut => tr!(site.flash_signed_out),
        Flash::SignedUp => tr!(site.flash_signed_up),
        Flash::EmailConfirmed => tr!(site.flash_email_confirmed),
        Flash::MailSent => tr!(site.flash_mail_sent),
        Flash::PasswordChanged => tr!(site.flash_password_changed),
        Flash::SessionEnded => tr!(site.flash_session_ended),
        Flash::Saved => tr!(site.flash_saved),
        Flash::Booked => tr!(site.flash_booked),
        Flash::GuestBooked => tr!(board.flash_guest_booked),
        Flash::BookingCancelled => tr!(site.flash_booking_cancelled),
        Flash::BookingMoved => tr!(site.flash_booking_moved),
        Flash::Waiting => tr!(site.flash_waiting),
        Flash::WaitingLeft => tr!(site.flash_waiting_left),
        Flash::CheckedIn => tr!(site.flash_checked_in),
        Flash::CheckedOut => tr!(site.flash_checked_out),
        Flash::NoShowRecorded => tr!(board.flash_no_show),
        Flash::NoShowUndone => tr!(board.flash_no_show_undone),
        Flash::MaintenanceAdded => tr!(board.flash_maintenance_added),
        Flash::MaintenanceEnded => tr!(board.flash_maintenance_ended),
        Flash::ProductSubmitted => tr!(site.flash_product_submitted),
        Flash::ProductApproved => tr!(site.flash_product_approved),
        Flash::ProductReturned => tr!(site.flash_product_returned),
        Flash::ProductWithdrawn => tr!(site.flash_product_withdrawn),
        Flash::ProductCopied => tr!(listing.flash_copied),
        Flash::ProductPaused => tr!(site.flash_product_paused),
        Flash::ProductResumed => tr!(site.flash_product_resumed),
        Flash::ChangeSubmitted => tr!(site.flash_change_submitted),
        Flash::ChangeDropped => tr!(site.flash_change_dropped),
        Flash::ChangeApproved => tr!(site.flash_change_approved),
        Flash::MakerBegun => tr!(site.flash_maker_begun),
        Flash::OrderPlaced => tr!(site.flash_order_placed),
        Flash::OrderRepeated => tr!(site.flash_order_repeated),
        Flash::OrderCancelled => tr!(site.flash_order_cancelled),
        Flash::QuestionSent => tr!(questions.flash_sent),
        Flash::QuestionAnswered => tr!(questions.flash_answered),
        Flash::ReviewSent => tr!(reviews.flash_sent),
        Flash::BasketAdded => tr!(orders.flash_basket_added),
        Flash::PaymentUnreachable => tr!(orders.flash_payment_unreachable),
        Flash::SaleDone => tr!(site.flash_sale_done),
        Flash::SaleRepeated => tr!(site.flash_sale_repeated),
        Flash::CartParked => tr!(register.parked_done),
        Flash::CartResumed => tr!(register.parked_back),
        Flash::ReceiptIssued => tr!(register.receipt_issued),
        Flash::AppOff => tr!(security.flash_app_off),
        Flash::PasskeyAdded => tr!(security.flash_passkey_added),
        Flash::PasskeyRemoved => tr!(security.flash_passkey_removed),
        Flash::PasskeyRenamed => tr!(security.flash_passkey_renamed),
        Flash::SignInAgain => tr!(security.flash_again),
        Flash::TokenRevoked => tr!(site.flash_token_revoked),
        Flash::JobRetried => tr!(operator.flash_job_retried),
    }
}
