//! Stripe's objects, whole enough for its libraries' parsers.

use serde_json::{Value, json};

use crate::{
    form::Expand,
    model::{Paid, PaymentStatus, Refund, Session, SessionStatus},
};

/// A payment page.
pub fn session(session: &Session, paid: Option<&Paid>, origin: &str, expand: &Expand) -> Value {
    let status = match session.status {
        SessionStatus::Open => "open",
        SessionStatus::Complete => "complete",
        SessionStatus::Expired => "expired",
    };
    let is_paid = paid.is_some_and(|paid| paid.status == PaymentStatus::Paid);
    let open = session.status == SessionStatus::Open;
    let offered: Vec<&str> = ["card", "paypay", "konbini"].into_iter().filter(|word| session.offers(word)).collect();
    let intent = paid.map(|paid| match expand.below("payment_intent") {
        Some(below) => intent(paid, &below),
        None => json!(paid.id),
    });
    json!({
        "id": session.id, "object": "checkout.session", "adaptive_pricing": { "enabled": false },
        "amount_subtotal": session.amount, "amount_total": session.amount,
        "automatic_tax": { "enabled": false, "liability": null, "provider": null, "status": null },
        "cancel_url": session.cancel_url, "client_reference_id": session.reference,
        "created": session.created.timestamp(), "currency": "jpy", "custom_fields": [],
        "custom_text": { "after_submit": null, "shipping_address": null, "submit": null, "terms_of_service_acceptance": null },
        "customer": null, "customer_email": session.email, "excluded_payment_method_types": session.excluded,
        "expires_at": session.expires_at.timestamp(), "livemode": false, "locale": session.locale,
        "metadata": session.metadata, "mode": "payment", "payment_intent": intent,
        "payment_method_collection": "if_required", "payment_method_types": offered,
        "payment_status": if is_paid { "paid" } else { "unpaid" }, "shipping_options": [], "status": status,
        "success_url": session.success_url, "ui_mode": "hosted_page",
        "url": open.then(|| format!("{origin}/pay/{}", session.id)),
    })
}

/// A payment.
pub fn intent(paid: &Paid, expand: &Expand) -> Value {
    let (status, received) = match paid.status {
        PaymentStatus::Waiting => ("requires_action", 0),
        PaymentStatus::Paid => ("succeeded", paid.amount),
        PaymentStatus::Lapsed => ("requires_payment_method", 0),
    };
    let charged = paid.status == PaymentStatus::Paid;
    let latest_charge = charged.then(|| match expand.below("latest_charge") {
        Some(below) => charge(paid, &below),
        None => json!(charge_id(paid)),
    });
    let method = match expand.below("payment_method") {
        Some(_) => json!({
            "id": method_id(paid), "object": "payment_method", "billing_details": billing(),
            "created": paid.created.timestamp(), "livemode": false, "metadata": {}, "type": paid.by.word(),
        }),
        None => json!(method_id(paid)),
    };
    json!({
        "id": paid.id, "object": "payment_intent", "amount": paid.amount, "amount_capturable": 0,
        "amount_received": received, "capture_method": "automatic_async", "confirmation_method": "automatic",
        "created": paid.created.timestamp(), "currency": "jpy", "description": paid.description,
        "latest_charge": latest_charge, "livemode": false, "metadata": paid.metadata, "payment_method": method,
        "payment_method_types": [paid.by.word()], "status": status,
    })
}

/// The charge of a payment that was made.
pub fn charge(paid: &Paid, expand: &Expand) -> Value {
    let transaction = match expand.below("balance_transaction") {
        Some(_) => balance_transaction(paid),
        None => json!(format!("txn_{}", tail(paid))),
    };
    json!({
        "id": charge_id(paid), "object": "charge", "amount": paid.amount, "amount_captured": paid.amount,
        "amount_refunded": paid.refunded(), "balance_transaction": transaction, "billing_details": billing(),
        "captured": true, "created": paid.created.timestamp(), "currency": "jpy", "disputed": paid.dispute.is_some(),
        "fraud_details": {}, "livemode": false, "metadata": paid.metadata, "paid": true, "payment_intent": paid.id,
        "payment_method": method_id(paid), "payment_method_details": { "type": paid.by.word() },
        "refunded": paid.refunded() == paid.amount, "status": "succeeded",
    })
}

fn balance_transaction(paid: &Paid) -> Value {
    let fee = paid.fee();
    json!({
        "id": format!("txn_{}", tail(paid)), "object": "balance_transaction", "amount": paid.amount,
        "available_on": paid.created.timestamp(), "balance_type": "payments", "created": paid.created.timestamp(),
        "currency": "jpy", "fee": fee, "net": paid.amount - fee, "reporting_category": "charge", "status": "pending",
        "type": "charge", "source": charge_id(paid), "fee_details": [
            { "amount": fee, "application": null, "currency": "jpy", "description": "Stripe processing fees", "type": "stripe_fee" },
        ],
    })
}

pub fn refund(paid: &Paid, refund: &Refund) -> Value {
    json!({
        "id": refund.id, "object": "refund", "amount": refund.amount, "balance_transaction": null,
        "charge": charge_id(paid), "created": refund.created.timestamp(), "currency": "jpy",
        "metadata": refund.metadata, "payment_intent": paid.id, "reason": null, "receipt_number": null,
        "status": refund.status,
    })
}

/// The dispute of a payment, if there is one.
pub fn dispute(paid: &Paid) -> Option<Value> {
    let dispute = paid.dispute.as_ref()?;
    Some(json!({
        "id": dispute.id, "object": "dispute", "amount": dispute.amount, "balance_transactions": [],
        "charge": charge_id(paid), "created": dispute.created.timestamp(), "currency": "jpy",
        "enhanced_eligibility_types": [], "evidence": { "enhanced_evidence": {} },
        "evidence_details": {
            "due_by": null, "enhanced_eligibility": {}, "has_evidence": false, "past_due": false, "submission_count": 0,
        },
        "is_charge_refundable": false, "livemode": false, "metadata": {}, "network_reason_code": "10.4",
        "payment_intent": paid.id, "reason": "fraudulent", "status": dispute.status,
    }))
}

fn tail(paid: &Paid) -> &str {
    paid.id.trim_start_matches("pi_")
}

fn charge_id(paid: &Paid) -> String {
    format!("ch_{}", tail(paid))
}

fn method_id(paid: &Paid) -> String {
    format!("pm_{}", tail(paid))
}

fn billing() -> Value {
    json!({ "address": null, "email": null, "name": null, "phone": null, "tax_id": null })
}
