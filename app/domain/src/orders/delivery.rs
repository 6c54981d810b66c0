//! How an order reaches its buyer, what that costs, and where to.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{
    Yen,
    catalog::Parcel,
    form::{FieldError, FieldErrors, FormInput, Reader},
};

/// How an order reaches its buyer.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// 店頭受取.
    #[default]
    Pickup,
    /// クリックポスト: into the letter box, with a tracking number.
    ClickPost,
    /// レターパックライト: into the letter box.
    LetterPackLight,
    /// レターパックプラス: into the hands.
    LetterPackPlus,
}

/// How an order is paid for.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum PayBy {
    /// 店頭払い, when it is picked up.
    #[default]
    Counter,
    /// On the payment provider's page: card, PayPay, konbini.
    Online,
}

/// クリックポスト and レターパックライト: thickness in millimetres at most (post.japanpost.jp).
const LETTER_BOX_MM: i64 = 30;
/// クリックポスト: grams at most.
const CLICK_POST_G: i64 = 1_000;
/// レターパック: grams at most.
const LETTER_PACK_G: i64 = 4_000;
/// レターパックプラス has no thickness of its own; what closes properly is about so many millimetres.
const LETTER_PACK_MM: i64 = 70;

impl Delivery {
    /// Every way, the nearest first.
    pub const ALL: [Delivery; 4] =
        [Delivery::Pickup, Delivery::ClickPost, Delivery::LetterPackLight, Delivery::LetterPackPlus];

    /// It goes by post.
    pub fn is_posted(self) -> bool {
        self != Delivery::Pickup
    }

    /// Whether pieces packed together may go this way; `None` among them: a piece that is not sent.
    pub fn takes(self, pieces: &[(Option<Parcel>, i64)]) -> bool {
        if self == Delivery::Pickup {
            return true;
        }
        let (mut mm, mut grams) = (0i64, 0i64);
        for (parcel, quantity) in pieces {
            let Some(parcel) = parcel.filter(|parcel| parcel.fits_a4) else { return false };
            mm = mm.saturating_add(parcel.thickness_mm.saturating_mul(*quantity));
            grams = grams.saturating_add(parcel.weight_g.saturating_mul(*quantity));
        }
        match self {
            Delivery::Pickup => true,
            Delivery::ClickPost => mm <= LETTER_BOX_MM && grams <= CLICK_POST_G,
            Delivery::LetterPackLight => mm <= LETTER_BOX_MM && grams <= LETTER_PACK_G,
            Delivery::LetterPackPlus => mm <= LETTER_PACK_MM && grams <= LETTER_PACK_G,
        }
    }
}

/// What a way of delivery costs from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeliveryRate {
    pub delivery: Delivery,
    pub from: NaiveDate,
    /// Tax included.
    pub price: Yen,
}

impl DeliveryRate {
    /// The form's fields `delivery`, `from` and `price`; from today on, for a year ahead.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(input: &FormInput, today: NaiveDate) -> Result<DeliveryRate, FieldErrors> {
        let mut read = Reader::new(input);
        let delivery = read.chosen::<Delivery>("delivery");
        if delivery == Some(Delivery::Pickup) {
            read.note("delivery", FieldError::NotAChoice);
        }
        let last = today.checked_add_days(Days::new(RATE_DAYS_AHEAD)).unwrap_or(today);
        let from = read.day("from", today, last);
        let price = Yen(read.number("price", 0, DELIVERY_YEN_MAX));
        read.done_with(delivery.zip(from).map(|(delivery, from)| DeliveryRate { delivery, from, price }))
    }
}

/// Dearest delivery, in yen.
pub const DELIVERY_YEN_MAX: i64 = 10_000;
/// Days ahead for which a rate is set.
const RATE_DAYS_AHEAD: u64 = 366;

/// The price of a way on a day: that of the last rate that has begun. `None`: it is not offered. Pick-up is free.
pub fn delivery_price(rates: &[DeliveryRate], delivery: Delivery, day: NaiveDate) -> Option<Yen> {
    if delivery == Delivery::Pickup {
        return Some(Yen::ZERO);
    }
    let begun = rates.iter().filter(|rate| rate.delivery == delivery && rate.from <= day);
    begun.max_by_key(|rate| rate.from).map(|rate| rate.price)
}

/// A place of a postal code (Japan Post: 郵便番号データ).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostalPlace {
    /// 都道府県.
    pub prefecture: String,
    /// 市区町村.
    pub city: String,
    /// 町域; empty where the code stands for the rest of a city.
    pub town: String,
}

/// Where an order is sent. Only staff and the buyer see it; makers never do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::FromJsonQueryResult))]
pub struct Address {
    /// Seven digits.
    pub postal_code: String,
    /// 都道府県.
    pub prefecture: String,
    /// 市区町村.
    pub city: String,
    /// 町名・番地.
    pub street: String,
    /// 建物名・部屋番号; may be empty.
    pub building: String,
}

/// Characters of a line of an address.
pub const ADDRESS_CHARS_MAX: usize = 80;

/// A part of a place.
type Part = fn(&PostalPlace) -> &str;

impl Address {
    /// The fields `postal_code`, `prefecture`, `city`, `street`, `building`.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(input: &FormInput) -> Result<Address, FieldErrors> {
        let mut read = Reader::new(input);
        let address = Address {
            postal_code: read.postal_code("postal_code"),
            prefecture: read.words("prefecture", ADDRESS_CHARS_MAX),
            city: read.words("city", ADDRESS_CHARS_MAX),
            street: read.words("street", ADDRESS_CHARS_MAX),
            building: read.optional("building", ADDRESS_CHARS_MAX).unwrap_or_default(),
        };
        read.done(address)
    }

    /// Writes into the empty fields what all places of a postal code have in common.
    pub fn fill(input: &mut FormInput, places: &[PostalPlace]) {
        let parts: [(&str, Part); 3] =
            [("prefecture", |place| &place.prefecture), ("city", |place| &place.city), ("street", |place| &place.town)];
        for (field, part) in parts {
            let Some(first) = places.first().map(part) else { return };
            if input.text(field).trim().is_empty() && places.iter().all(|place| part(place) == first) {
                input.set(field, first);
            }
        }
    }

    /// The form with these values.
    pub fn input(&self, input: FormInput) -> FormInput {
        input
            .with("postal_code", &self.postal_code)
            .with("prefecture", &self.prefecture)
            .with("city", &self.city)
            .with("street", &self.street)
            .with("building", &self.building)
    }

    /// As it is written on a parcel: `181-0013`, then the lines.
    pub fn lines(&self) -> Vec<String> {
        let (head, tail) = self.postal_code.split_at_checked(3).unwrap_or((&self.postal_code, ""));
        let mut lines = vec![format!("〒{head}-{tail}"), format!("{}{}{}", self.prefecture, self.city, self.street)];
        lines.extend((!self.building.is_empty()).then(|| self.building.clone()));
        lines
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use strum::IntoEnumIterator;

    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    #[test]
    fn a_rate_holds_from_its_day() {
        let rate = |day_of, yen| DeliveryRate { delivery: Delivery::ClickPost, from: day(day_of), price: Yen(yen) };
        let rates = [rate(1, 185), rate(20, 200)];
        assert_eq!(delivery_price(&rates, Delivery::ClickPost, day(19)), Some(Yen(185)));
        assert_eq!(delivery_price(&rates, Delivery::ClickPost, day(20)), Some(Yen(200)));
        assert_eq!(delivery_price(&rates[1..], Delivery::ClickPost, day(19)), None);
        assert_eq!(delivery_price(&rates, Delivery::LetterPackPlus, day(20)), None);
        assert_eq!(delivery_price(&[], Delivery::Pickup, day(1)), Some(Yen::ZERO));
    }

    #[test]
    fn the_way_follows_from_the_parcel() {
        let parcel = |mm, g| Some(Parcel { thickness_mm: mm, weight_g: g, fits_a4: true });
        let ways =
            |pieces: &[(Option<Parcel>, i64)]| Delivery::iter().filter(|way| way.takes(pieces)).collect::<Vec<_>>();
        use Delivery::{ClickPost, LetterPackLight, LetterPackPlus, Pickup};
        assert_eq!(ways(&[(parcel(10, 300), 3)]), [Pickup, ClickPost, LetterPackLight, LetterPackPlus]);
        assert_eq!(ways(&[(parcel(10, 400), 3)]), [Pickup, LetterPackLight, LetterPackPlus]);
        assert_eq!(ways(&[(parcel(10, 300), 4)]), [Pickup, LetterPackPlus]);
        assert_eq!(ways(&[(parcel(71, 300), 1)]), [Pickup]);
        assert_eq!(ways(&[(parcel(10, 300), 1), (None, 1)]), [Pickup]);
        assert_eq!(ways(&[(Some(Parcel { thickness_mm: 1, weight_g: 1, fits_a4: false }), 1)]), [Pickup]);
        assert_eq!(ways(&[(parcel(i64::MAX, 1), 2)]), [Pickup]);
    }

    #[test]
    fn an_address_is_read_in_any_width() {
        let typed = FormInput::default()
            .with("postal_code", "１８１－００１３")
            .with("prefecture", "東京都")
            .with("city", " 三鷹市 ")
            .with("street", "下連雀3-38-4");
        let address = Address::read(&typed).unwrap();
        assert_eq!((address.postal_code.as_str(), address.city.as_str()), ("1810013", "三鷹市"));
        assert_eq!(address.lines(), ["〒181-0013", "東京都三鷹市下連雀3-38-4"]);
        let wrong = Address::read(&FormInput::default().with("postal_code", "181")).unwrap_err();
        let fields: Vec<_> = wrong.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["postal_code", "prefecture", "city", "street"]);
    }

    proptest! {
        /// What fits with more fits with less.
        #[test]
        fn fewer_pieces_fit_too(mm in 0i64..80, g in 0i64..5000, n in 1i64..9) {
            let pieces = |n| [(Some(Parcel { thickness_mm: mm, weight_g: g, fits_a4: true }), n)];
            for way in Delivery::iter().filter(|way| way.takes(&pieces(n))) {
                prop_assert!(way.takes(&pieces(n - 1)));
            }
        }
    }

    #[test]
    fn a_postal_code_fills_what_its_places_share_and_nobody_typed() {
        let place = |prefecture: &str, city: &str, town: &str| PostalPlace {
            prefecture: prefecture.into(),
            city: city.into(),
            town: town.into(),
        };
        let filled = |mut input: FormInput, places: &[PostalPlace]| {
            Address::fill(&mut input, places);
            ["prefecture", "city", "street"].map(|field| input.text(field).to_owned())
        };
        let one = [place("東京都", "三鷹市", "下連雀")];
        assert_eq!(filled(FormInput::default(), &one), ["東京都", "三鷹市", "下連雀"]);
        let typed = FormInput::default().with("city", " ").with("street", "下連雀3-38-4");
        assert_eq!(filled(typed, &one), ["東京都", "三鷹市", "下連雀3-38-4"]);
        let two = [place("岐阜県", "不破郡関ケ原町", "今須"), place("岐阜県", "不破郡関ケ原町", "玉")];
        assert_eq!(filled(FormInput::default(), &two), ["岐阜県", "不破郡関ケ原町", ""]);
        assert_eq!(filled(FormInput::default(), &[]), ["", "", ""]);
    }
}
