//! What is sent to Stripe. The same request of ours is always the same word for word: Stripe compares under one key.

use std::collections::HashMap;

use app::orders::payment_item;
use domain::{
    members::Language,
    payments::{KONBINI_DAYS, PaymentFailure, RefundRequest, SessionLine, SessionRequest},
};
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionAdaptivePricing,
    CreateCheckoutSessionExcludedPaymentMethodTypes as Without, CreateCheckoutSessionLineItems,
    CreateCheckoutSessionLineItemsPriceData, CreateCheckoutSessionPaymentIntentData,
    CreateCheckoutSessionPaymentMethodOptions, CreateCheckoutSessionPaymentMethodOptionsKonbini, ProductData,
};
use stripe_core::refund::CreateRefund;
use stripe_shared::{CheckoutSessionLocale, CheckoutSessionMode};
use stripe_types::Currency;

/// Longest title of a line on Stripe's page.
const TITLE_MAX: usize = 250;

/// A payment page.
///
/// # Errors
/// When the lines do not come to the total, or one is empty or negative: it must not be sent.
pub fn session(wanted: &SessionRequest) -> Result<CreateCheckoutSession, PaymentFailure> {
    if wanted.lines_total() != Some(wanted.total) || wanted.total.0 <= 0 {
        return Err(PaymentFailure::Refused("the lines do not come to the total".into()));
    }
    let lines = wanted.lines.iter().map(|item| line(item, wanted.language)).collect::<Option<Vec<_>>>();
    let lines = lines.ok_or_else(|| PaymentFailure::Refused("a line is below nothing".into()))?;
    let mut intent = CreateCheckoutSessionPaymentIntentData::new();
    // By the number the staff find it at Stripe's.
    intent.description = Some(format!("#{}", wanted.order_number));
    intent.metadata = Some(metadata(wanted));
    let mut adaptive = CreateCheckoutSessionAdaptivePricing::new();
    adaptive.enabled = Some(false);
    let request = CreateCheckoutSession::new()
        .mode(CheckoutSessionMode::Payment)
        .locale(locale(wanted.language))
        .currency(Currency::JPY)
        .line_items(lines)
        .client_reference_id(wanted.reference.clone())
        .metadata(metadata(wanted))
        .payment_intent_data(intent)
        .customer_email(wanted.email.clone())
        .adaptive_pricing(adaptive)
        .expires_at(wanted.expires_at.timestamp())
        .success_url(wanted.success_url.clone())
        .cancel_url(wanted.cancel_url.clone());
    if !wanted.konbini {
        // Bank transfers come days later just the same.
        return Ok(request.excluded_payment_method_types(vec![Without::Konbini, Without::CustomerBalance]));
    }
    let mut konbini = CreateCheckoutSessionPaymentMethodOptionsKonbini::new();
    konbini.expires_after_days = Some(KONBINI_DAYS);
    let mut options = CreateCheckoutSessionPaymentMethodOptions::new();
    options.konbini = Some(konbini);
    Ok(request.payment_method_options(options).excluded_payment_method_types(vec![Without::CustomerBalance]))
}

/// Yen have no smaller unit: Stripe takes the amount as it is.
fn line(line: &SessionLine, language: Option<Language>) -> Option<CreateCheckoutSessionLineItems> {
    let quantity = u64::try_from(line.quantity).ok().filter(|quantity| *quantity > 0)?;
    if line.unit_price.0 < 0 {
        return None;
    }
    let title: String = payment_item(language, &line.item).chars().take(TITLE_MAX).collect();
    let mut price = CreateCheckoutSessionLineItemsPriceData::new(Currency::JPY);
    price.unit_amount = Some(line.unit_price.0);
    price.product_data = Some(ProductData::new(title));
    let mut item = CreateCheckoutSessionLineItems::new();
    item.price_data = Some(price);
    item.quantity = Some(quantity);
    Some(item)
}

/// By this we know a payment again. One key alone: of several a map would send now this first, now that.
fn metadata(wanted: &SessionRequest) -> HashMap<String, String> {
    HashMap::from([("payment".to_owned(), wanted.reference.clone())])
}

fn locale(language: Option<Language>) -> CheckoutSessionLocale {
    match language {
        Some(Language::Ja) => CheckoutSessionLocale::Ja,
        Some(Language::En) => CheckoutSessionLocale::En,
        None => CheckoutSessionLocale::Auto,
    }
}

/// Money to be given back.
pub fn refund(wanted: &RefundRequest) -> CreateRefund {
    CreateRefund::new()
        .payment_intent(wanted.payment_intent.clone())
        .amount(wanted.amount.0)
        .metadata(HashMap::from([("refund".to_owned(), wanted.reference.clone())]))
}
