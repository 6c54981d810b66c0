//! Persons at risk, with the names that only the operator may look up; notes of the staff about people.

use sea_orm_migration::{prelude::*, schema::*};

use crate::dsl::{create, fk, index};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, m: &SchemaManager) -> Result<(), DbErr> {
        // The account itself holds the nickname meanwhile, so that no query can tell the name by mistake.
        let protected_person = Table::create()
            .table("protected_person")
            .col(pk_uuid("account_id"))
            .col(text("display_name"))
            .col(text("kana"))
            .col(text("phone"))
            .col(timestamp_with_time_zone("since"))
            .foreign_key(&mut fk("protected_person", "account_id", "account"))
            .to_owned();
        let staff_note = Table::create()
            .table("staff_note")
            .col(pk_uuid("id"))
            .col(uuid("account_id"))
            .col(uuid("by_account_id"))
            .col(timestamp_with_time_zone("at"))
            .col(text("text"))
            .foreign_key(&mut fk("staff_note", "account_id", "account"))
            .foreign_key(&mut fk("staff_note", "by_account_id", "account"))
            .to_owned();
        create(
            m,
            vec![protected_person, staff_note],
            vec![index("staff_note", &["account_id", "at"]), index("staff_note", &["by_account_id"])],
        )
        .await
    }
}
