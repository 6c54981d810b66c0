//! No provider: everything is paid at the counter.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{
    Yen,
    payments::{
        EventRefusal, PaymentEvent, PaymentFailure, PaymentSession, PaymentsKind, ProviderRefund, RefundRequest,
        SessionRequest,
    },
};
use store::ports::Payments;

/// Where no provider is set.
#[derive(Clone, Copy, Debug, Default)]
pub struct CounterOnly;

#[async_trait]
impl Payments for CounterOnly {
    fn kind(&self) -> PaymentsKind {
        PaymentsKind::CounterOnly
    }

    fn pay_origin(&self) -> Option<String> {
        None
    }

    async fn session_create(&self, _: &SessionRequest) -> Result<PaymentSession, PaymentFailure> {
        Err(PaymentFailure::NotConfigured)
    }

    async fn session_get(&self, _: &str) -> Result<PaymentSession, PaymentFailure> {
        Err(PaymentFailure::NotConfigured)
    }

    async fn session_expire(&self, _: &str) -> Result<PaymentSession, PaymentFailure> {
        Err(PaymentFailure::NotConfigured)
    }

    async fn refund_create(&self, _: &RefundRequest) -> Result<ProviderRefund, PaymentFailure> {
        Err(PaymentFailure::NotConfigured)
    }

    async fn fee(&self, _: &str) -> Result<Option<Yen>, PaymentFailure> {
        Err(PaymentFailure::NotConfigured)
    }

    fn event(&self, _: &str, _: &str, _: DateTime<Utc>) -> Result<PaymentEvent, EventRefusal> {
        // Without a secret nothing can be anybody's.
        Err(EventRefusal::BadSignature)
    }
}
