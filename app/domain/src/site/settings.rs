//! What the space says of itself, and its weekly hours.

use serde::{Deserialize, Serialize};

use crate::equipment::OpenHours;

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
            demo: false,
        }
    }
}

/// Opening hours of one weekday; `hours` is [`OpenHours::Closed`] on the weekly closing day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekdayHours {
    /// 0 is Monday.
    pub weekday: u8,
    pub hours: OpenHours,
}
