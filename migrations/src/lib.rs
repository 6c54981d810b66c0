//! The schema, for SQLite and PostgreSQL alike. One file per migration; later issues add files, never edit old ones.

mod dsl;
mod m0001_members;
mod m0002_site;
mod m0003_jobs;
mod m0004_equipment;
mod m0005_booking;
mod m0006_catalog;
mod m0007_orders;
mod m0008_register;
mod m0009_kpi;
mod m0010_bookings_kept;
mod m0011_register_walks;
mod m0012_live_listings;
mod m0013_staff;
mod m0014_audit_changes;
mod m0015_space;
mod m0016_people;
mod m0017_personal_data;
mod m0018_second_factors;
mod m0019_protected_people;
mod m0020_listing_details;
mod m0021_search;
mod m0022_sparse_indexes;
mod m0023_orders;
mod m0024_how_sold;
mod m0025_browsing;
mod m0026_stock_movements;
mod m0027_listing;
mod m0028_questions;
mod m0029_reviews;
mod m0030_maker_payee;
mod m0031_safety;
mod m0032_photo_addresses;
mod m0033_drafts_and_views;
mod m0034_maker_photo;

use sea_orm_migration::prelude::*;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_members::Migration),
            Box::new(m0002_site::Migration),
            Box::new(m0003_jobs::Migration),
            Box::new(m0004_equipment::Migration),
            Box::new(m0005_booking::Migration),
            Box::new(m0006_catalog::Migration),
            Box::new(m0007_orders::Migration),
            Box::new(m0008_register::Migration),
            Box::new(m0009_kpi::Migration),
            Box::new(m0010_bookings_kept::Migration),
            Box::new(m0011_register_walks::Migration),
            Box::new(m0012_live_listings::Migration),
            Box::new(m0013_staff::Migration),
            Box::new(m0014_audit_changes::Migration),
            Box::new(m0015_space::Migration),
            Box::new(m0016_people::Migration),
            Box::new(m0017_personal_data::Migration),
            Box::new(m0018_second_factors::Migration),
            Box::new(m0019_protected_people::Migration),
            Box::new(m0020_listing_details::Migration),
            Box::new(m0021_search::Migration),
            Box::new(m0022_sparse_indexes::Migration),
            Box::new(m0023_orders::Migration),
            Box::new(m0024_how_sold::Migration),
            Box::new(m0025_browsing::Migration),
            Box::new(m0026_stock_movements::Migration),
            Box::new(m0027_listing::Migration),
            Box::new(m0028_questions::Migration),
            Box::new(m0029_reviews::Migration),
            Box::new(m0030_maker_payee::Migration),
            Box::new(m0031_safety::Migration),
            Box::new(m0032_photo_addresses::Migration),
            Box::new(m0033_drafts_and_views::Migration),
            Box::new(m0034_maker_photo::Migration),
        ]
    }
}
