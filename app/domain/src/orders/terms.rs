//! How the shop sells, for what the law asks it to say (特定商取引法 11条) and for a piece's page.

use chrono::NaiveDate;

use super::{Delivery, DeliveryRate, delivery_price};
use crate::{Yen, catalog::Parcel};

/// How the shop sells on a day. By default: at the counter alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaleTerms {
    /// Buyers can pay on a provider's page.
    pub pays_online: bool,
    /// The ways by which pieces are sent, each with its price, tax included. Whatever is sent is paid online.
    pub posted: Vec<(Delivery, Yen)>,
}

impl SaleTerms {
    /// The terms of a day, by the rates of delivery that hold then.
    pub fn on(day: NaiveDate, rates: &[DeliveryRate], pays_online: bool) -> SaleTerms {
        let posted = Delivery::ALL.into_iter().filter(|way| way.is_posted() && pays_online);
        let posted = posted.filter_map(|way| Some((way, delivery_price(rates, way, day)?)));
        SaleTerms { pays_online, posted: posted.collect() }
    }

    /// The ways by which one piece is sent; none without a parcel.
    pub fn ways_of(&self, parcel: Option<Parcel>) -> Vec<(Delivery, Yen)> {
        self.posted.iter().copied().filter(|(way, _)| way.takes(&[(parcel, 1)])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(delivery: Delivery, day: u32, yen: i64) -> DeliveryRate {
        DeliveryRate { delivery, from: NaiveDate::from_ymd_opt(2026, 4, day).unwrap(), price: Yen(yen) }
    }

    #[test]
    fn what_is_sent_is_what_has_a_rate_and_can_be_paid_online() {
        let day = NaiveDate::from_ymd_opt(2026, 4, 10).unwrap();
        let rates = [
            rate(Delivery::ClickPost, 1, 185),
            rate(Delivery::ClickPost, 11, 200),
            rate(Delivery::LetterPackPlus, 11, 600),
        ];
        assert_eq!(SaleTerms::on(day, &rates, true).posted, [(Delivery::ClickPost, Yen(185))]);
        assert_eq!(SaleTerms::on(day, &rates, false), SaleTerms::default());
        let later = SaleTerms::on(day.succ_opt().unwrap(), &rates, true);
        assert_eq!(later.posted, [(Delivery::ClickPost, Yen(200)), (Delivery::LetterPackPlus, Yen(600))]);
        let thick = Parcel { thickness_mm: 50, weight_g: 300, fits_a4: true };
        assert_eq!(later.ways_of(Some(thick)), [(Delivery::LetterPackPlus, Yen(600))]);
        assert_eq!(later.ways_of(None), []);
    }
}
