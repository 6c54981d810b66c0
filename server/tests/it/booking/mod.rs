//! Booking: the store's promises, the pages, the JSON API.

mod absence;
mod api;
mod api_whole;
mod board;
mod board_pages;
mod calendars;
mod change;
mod change_races;
mod desk;
mod guard;
mod hold;
mod maintenance;
mod own_page;
mod pages;
mod races;
mod reserve;
mod statements;
mod timed;
mod waiting;
mod waiting_spans;

use domain::{
    Account, AccountId, Actor, ConfirmedMember, EquipmentTypeId, UnitId,
    booking::{BookingDetails, Slot},
    calendar,
    members::Role,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use store::{Cx, booking::BookingCommand, entity};
use uuid::Uuid;

use crate::support::{TestApp, today};

/// A kind of machine with its units, for tests.
pub struct Machine {
    pub id: EquipmentTypeId,
    pub units: Vec<UnitId>,
}

impl TestApp {
    /// A machine at 1,000 yen an hour, 30 minutes to 3 hours.
    pub async fn machine(&self, slug: &str, units: i32, induction_required: bool) -> Machine {
        let id = EquipmentTypeId(Uuid::now_v7());
        let row = entity::equipment_type::ActiveModel {
            id: Set(id),
            slug: Set(slug.to_owned()),
            name_ja: Set("レーザーカッター".into()),
            name_en: Set("Laser cutter".into()),
            summary_ja: Set("木を切ったり、彫ったり。".into()),
            summary_en: Set("Cuts and engraves wood.".into()),
            limits_ja: Set("60×40 cm".into()),
            limits_en: Set("60×40 cm".into()),
            child_rule_ja: Set("子どもはキッズスペースへ".into()),
            child_rule_en: Set("Children stay in the kids' corner".into()),
            rate_yen_per_hour: Set(domain::Yen(1000)),
            minutes_min: Set(30),
            minutes_max: Set(180),
            induction_required: Set(induction_required),
            position: Set(1),
            ..Default::default()
        };
        entity::equipment_type::Entity::insert(row).exec_without_returning(self.db().read()).await.expect("type");
        let ids: Vec<UnitId> = (0..units).map(|_| UnitId(Uuid::now_v7())).collect();
        let rows = ids.iter().zip(1..).map(|(unit, n)| entity::unit::ActiveModel {
            id: Set(*unit),
            equipment_type_id: Set(id),
            name_ja: Set(format!("{n}号機")),
            name_en: Set(format!("No. {n}")),
            position: Set(n),
            ..Default::default()
        });
        entity::unit::Entity::insert_many(rows).exec_without_returning(self.db().read()).await.expect("units");
        Machine { id, units: ids }
    }

    pub async fn certify(&self, account_id: AccountId, machine: &Machine) {
        let row = entity::certification::ActiveModel {
            account_id: Set(account_id),
            equipment_type_id: Set(machine.id),
            certified_at: Set(self.store.now()),
            lapses_at: Set(None),
        };
        entity::certification::Entity::insert(row).exec_without_returning(self.db().read()).await.expect("row");
    }

    /// A new member who asks now.
    pub async fn someone(&self, name: &str) -> (Cx, ConfirmedMember) {
        let email = format!("{name}@example.jp");
        let id = self.account(&email, Role::Member).await;
        self.as_member(id, &email)
    }

    /// The account as it would ask now.
    pub fn as_member(&self, id: AccountId, email: &str) -> (Cx, ConfirmedMember) {
        let actor = Actor::Account(Account {
            id,
            role: Role::Member,
            display_name: "会員".into(),
            email: email.to_owned(),
            email_confirmed: true,
            maker_id: None,
        });
        let member = actor.confirmed_member().expect("a member");
        (Cx { actor, ..self.cx() }, member)
    }

    /// Changes a rule of a machine.
    pub async fn change_type(&self, machine: &Machine, change: impl FnOnce(&mut entity::equipment_type::ActiveModel)) {
        let mut row = entity::equipment_type::ActiveModel { id: Set(machine.id), ..Default::default() };
        change(&mut row);
        entity::equipment_type::Entity::update(row).exec(self.db().read()).await.expect("a changed type");
    }

    pub async fn booking_count(&self) -> u64 {
        entity::booking::Entity::find().count(self.db().read()).await.expect("count")
    }

    pub async fn cell_count(&self) -> u64 {
        entity::booking_cell::Entity::find().count(self.db().read()).await.expect("count")
    }

    pub async fn participations(&self, account_id: AccountId) -> Vec<entity::participation::Model> {
        entity::participation::Entity::find()
            .filter(entity::participation::Column::AccountId.eq(account_id.0))
            .all(self.db().read())
            .await
            .expect("rows")
    }
}

/// Today from `start` minutes after midnight on, `minutes` long.
pub fn slot(start: i64, minutes: i64) -> Slot {
    Slot::new(calendar::at_minute(today(), start), calendar::at_minute(today(), start + minutes)).expect("a slot")
}

pub fn ask(slug: &str, slot: Slot) -> BookingCommand {
    BookingCommand { slug: slug.to_owned(), slot, details: BookingDetails::default(), note: None }
}

/// For the community business, on any unit.
pub fn business() -> BookingDetails {
    BookingDetails { purpose: domain::booking::Purpose::CommunityBusiness, ..BookingDetails::default() }
}

pub fn on_unit(unit: Option<UnitId>) -> BookingDetails {
    BookingDetails { unit, ..BookingDetails::default() }
}
