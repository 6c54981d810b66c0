//! What every page knows, and how a view becomes a document.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{Actor, kana::is_japanese, site::SiteSettings};
use hydration_context::SsrSharedContext;
use leptos::{config::LeptosOptions, nonce::{Nonce, provide_nonce, use_nonce}, prelude::*};

pub use crate::i18n::Locale;

/// What the last request left to say, by a known word; free text never travels in a cookie or an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flash {
    SignedIn,
    SignedOut,
    SignedUp,
    EmailConfirmed,
    MailSent,
    PasswordChanged,
    SessionEnded,
    Saved,
    Booked,
    /// Nobody is mailed.
    GuestBooked,
    BookingCancelled,
    BookingMoved,
    Waiting,
    WaitingLeft,
    CheckedIn,
    CheckedOut,
    NoShowRecorded,
    NoShowUndone,
    MaintenanceAdded,
    MaintenanceEnded,
    ProductSubmitted,
    ProductApproved,
    ProductReturned,
    ProductWithdrawn,
    ProductCopied,
    ProductPaused,
    ProductResumed,
    ChangeSubmitted,
    ChangeDropped,
    ChangeApproved,
    MakerBegun,
    OrderPlaced,
    OrderRepeated,
    OrderCancelled,
    BasketAdded,
    QuestionSent,
    QuestionAnswered,
    ReviewSent,
    PaymentUnreachable,
    SaleDone,
    SaleRepeated,
    CartParked,
    CartResumed,
    ReceiptIssued,
    TokenRevoked,
    AppOff,
    PasskeyAdded,
    PasskeyRemoved,
    PasskeyRenamed,
    SignInAgain,
    JobRetried,
}

/// The hashed names of the built assets under `/pkg/`.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// File name of the style sheet.
    pub css: String,
    /// The stem of the script and the wasm: `<stem>.js`, `<stem>_bg.wasm`.
    pub stem: String,
    /// File name of the script that changes parts of a page.
    pub swap: String,
    /// File name of the script that shows photos and sends them.
    pub photo: String,
    /// File name of the script that says what a price brings its maker.
    pub payout: String,
    /// File name of the script that shows what is asked of a piece for safety.
    pub safety: String,
    /// File name of the script that listens to the scanner.
    pub scan: String,
    /// File name of the script that opens the printing dialog.
    pub print: String,
    /// File name of the script that keeps a part of a page fresh.
    pub refresh: String,
    /// File name of the script that makes passkeys and signs in by them.
    pub passkey: String,
    /// File name of the script that copies and shares a link.
    pub share: String,
    /// File name of the script that says how many pieces are in the cart.
    pub basket: String,
    /// File name of the script that fills a heart in place.
    pub heart: String,
}

/// The language of words that people wrote themselves, where it is not the page's: for the attribute by which they are
/// read aloud and drawn as what they are (WCAG 3.1.2).
pub fn lang_of(words: &str) -> Option<&'static str> {
    (locale() != Locale::ja && is_japanese(words)).then_some("ja")
}

/// The context of a page.
#[derive(Clone, Debug)]
pub struct PageCx {
    pub locale: Locale,
    pub actor: Actor,
    pub now: DateTime<Utc>,
    pub request_id: String,
    /// Path and query of this page, to come back to after signing in or changing the language.
    pub path: String,
    pub flash: Option<Flash>,
    pub assets: Arc<Assets>,
    /// The name of the space, for titles and footers.
    pub space_name: String,
    pub site: Arc<SiteSettings>,
    /// Pages of a demo say so.
    pub demo: bool,
}

/// The context of the page that is being rendered.
pub fn page() -> Arc<PageCx> {
    expect_context::<Arc<PageCx>>()
}

/// The language of the page that is being rendered.
pub fn locale() -> Locale {
    page().locale
}

/// A rendered page and the nonce its scripts carry.
pub struct Rendered {
    pub html: String,
    pub nonce: Nonce,
}

/// Renders a view to a whole document, at once: everything was read before.
pub fn render<V: IntoView + 'static>(cx: PageCx, view: impl FnOnce() -> V) -> Rendered {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let (html, nonce) = owner.with(|| {
        provide_nonce();
        provide_context(Arc::new(cx));
        let html = view().into_view().to_html();
        (html, use_nonce())
    });
    owner.unset_with_forced_cleanup();
    Rendered { html, nonce: nonce.unwrap_or_default() }
}

/// The loader of the islands; only on pages that have one.
#[component]
pub fn IslandScripts() -> impl IntoView {
    let options = LeptosOptions::builder().output_name(page().assets.stem.clone()).site_pkg_dir("pkg").build();
    view! { <HydrationScripts options islands=true/> }
}
