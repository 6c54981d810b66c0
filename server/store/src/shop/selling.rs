//! How a piece is sold, read and written.

use domain::{
    catalog::ProductOption,
    shop::{OptionDraft, Selling, TaxClass},
};
use sea_orm::{ActiveValue::Set, FromQueryResult};

use crate::entity::product;

/// The columns of [`SellingRow`] of a product `p`.
macro_rules! selling_columns {
    () => {
        "p.made_to_order, p.lead_days, p.parcel_thickness_mm, p.parcel_weight_g, p.parcel_fits_a4, p.gift_wrap_yen, \
         p.tax_class"
    };
}
pub(super) use selling_columns;

#[derive(FromQueryResult)]
pub(super) struct SellingRow {
    pub made_to_order: bool,
    pub lead_days: Option<i64>,
    pub parcel_thickness_mm: Option<i64>,
    pub parcel_weight_g: Option<i64>,
    pub parcel_fits_a4: bool,
    pub gift_wrap_yen: Option<i64>,
    pub tax_class: TaxClass,
}

impl SellingRow {
    pub(super) fn of(row: &product::Model) -> SellingRow {
        SellingRow {
            made_to_order: row.made_to_order,
            lead_days: row.lead_days,
            parcel_thickness_mm: row.parcel_thickness_mm,
            parcel_weight_g: row.parcel_weight_g,
            parcel_fits_a4: row.parcel_fits_a4,
            gift_wrap_yen: row.gift_wrap_yen,
            tax_class: row.tax_class,
        }
    }

    pub(super) fn selling(&self, options: &[ProductOption]) -> Selling {
        Selling {
            made_to_order: self.made_to_order,
            lead_days: self.lead_days,
            parcel_thickness_mm: self.parcel_thickness_mm,
            parcel_weight_g: self.parcel_weight_g,
            parcel_fits_a4: self.parcel_fits_a4,
            gift_wrap_yen: self.gift_wrap_yen,
            tax_class: self.tax_class,
            options: options.iter().map(OptionDraft::from).collect(),
        }
    }
}

/// Puts it into a product's row; the options are rows of their own.
pub(super) fn set(row: product::ActiveModel, selling: &Selling) -> product::ActiveModel {
    product::ActiveModel {
        made_to_order: Set(selling.made_to_order),
        lead_days: Set(selling.lead_days),
        parcel_thickness_mm: Set(selling.parcel_thickness_mm),
        parcel_weight_g: Set(selling.parcel_weight_g),
        parcel_fits_a4: Set(selling.parcel_fits_a4),
        gift_wrap_yen: Set(selling.gift_wrap_yen),
        tax_class: Set(selling.tax_class),
        ..row
    }
}
