//! What the space says of itself, and its weekly hours.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::SiteText;
use crate::{BilingualText, PhotoId, equipment::OpenHours, members::SecondFactorRule};

/// What any space must say of itself; data, not code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteSettings {
    pub space_name: String,
    /// As `space_name`, for English pages; empty where there is none. So are the other `_en` texts.
    pub space_name_en: String,
    /// The seller on receipts and in the 特定商取引法 page.
    pub issuer_name: String,
    /// 適格請求書発行事業者 number (`T` and 13 digits), or empty when not registered.
    pub invoice_number: String,
    pub address: String,
    pub address_en: String,
    /// How to get there, in a sentence.
    pub access: String,
    pub access_en: String,
    pub phone: String,
    pub email: String,
    pub responsible_person: String,
    /// The colour of buttons and links, as `#21437a`; empty is the built-in one.
    pub colour: String,
    pub logo: Option<PhotoId>,
    /// What the space says in its own words; of the others the built-in ones are shown.
    pub texts: BTreeMap<SiteText, BilingualText>,
    /// Of whom more than the password is asked at sign-in.
    pub second_factor: SecondFactorRule,
    /// Visitors see the site. A new space is prepared first.
    pub public: bool,
    /// Pages say that everything on them is invented.
    pub demo: bool,
}

impl Default for SiteSettings {
    fn default() -> Self {
        SiteSettings {
            space_name: "つくりば".into(),
            space_name_en: String::new(),
            issuer_name: "つくりば".into(),
            invoice_number: String::new(),
            address: String::new(),
            address_en: String::new(),
            access: String::new(),
            access_en: String::new(),
            phone: String::new(),
            email: String::new(),
            responsible_person: String::new(),
            colour: String::new(),
            logo: None,
            texts: BTreeMap::new(),
            second_factor: SecondFactorRule::Nobody,
            public: true,
            demo: false,
        }
    }
}

impl SiteSettings {
    /// A space that is being prepared: nothing is known of it, and no visitor sees it.
    pub fn begun() -> SiteSettings {
        SiteSettings { issuer_name: String::new(), public: false, ..SiteSettings::default() }
    }

    /// What the law wants to be said of a seller (特定商取引法11条) and is not there yet: the fields, as forms name them.
    pub fn missing(&self) -> Vec<&'static str> {
        let said = [
            ("issuer_name", &self.issuer_name),
            ("responsible_person", &self.responsible_person),
            ("address_ja", &self.address),
            ("phone", &self.phone),
            ("email", &self.email),
        ];
        said.into_iter().filter(|(_, text)| text.is_empty()).map(|(field, _)| field).collect()
    }

    /// What the space says itself, if it does.
    pub fn text(&self, text: SiteText) -> Option<&BilingualText> {
        self.texts.get(&text).filter(|words| !words.ja.is_empty())
    }
}

/// Opening hours of one weekday; `hours` is [`OpenHours::Closed`] on the weekly closing day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekdayHours {
    /// 0 is Monday.
    pub weekday: u8,
    pub hours: OpenHours,
}
