//! The schema, for SQLite and PostgreSQL alike. One file per migration; later issues add files, never edit old ones.

mod dsl;
mod m0001_members;
mod m0002_site;
mod m0003_booking;
mod m0004_shop;
mod m0005_orders;
mod m0006_register;
mod m0007_kpi;
mod m0008_booking_whole;
mod m0009_machine_photo;

use sea_orm_migration::prelude::*;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_members::Migration),
            Box::new(m0002_site::Migration),
            Box::new(m0003_booking::Migration),
            Box::new(m0004_shop::Migration),
            Box::new(m0005_orders::Migration),
            Box::new(m0006_register::Migration),
            Box::new(m0007_kpi::Migration),
            Box::new(m0008_booking_whole::Migration),
            Box::new(m0009_machine_photo::Migration),
        ]
    }
}
