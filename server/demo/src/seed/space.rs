//! Settings, opening hours, machines, the plan's targets.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use store::{Cx, Result, Tx, entity, site::SiteSettings};
use uuid::Uuid;

use super::{Seeder, insert_all};
use crate::content::{equipment_types, space};

/// A type's id and its units, in the order of the content.
pub struct MachineIds {
    pub type_id: Uuid,
    pub units: Vec<Uuid>,
}

/// Machine types by slug.
pub type Machines = HashMap<&'static str, MachineIds>;

/// New participants that the plan aims at, by fiscal year (地域再生計画 5-2(4), 目標2).
const TARGETS: [(i32, i64); 3] = [(2016, 10), (2017, 20), (2018, 30)];

/// Bookings of the demo can be cancelled freely until two hours before.
const CANCEL_MINUTES: i32 = 120;

/// 会員種別: names, days ahead, bookings at once, minutes a day and a week, share of the fee in percent. The first is
/// everybody's who has no other.
const PLANS: [(&str, &str, i32, i32, i32, i32, i32); 3] = [
    ("一般会員", "Standard", 60, 10, 720, 2880, 100),
    ("学生会員", "Student", 30, 5, 480, 1440, 50),
    ("サポーター会員", "Supporter", 90, 15, 720, 2880, 90),
];

pub async fn load(seeder: &mut Seeder, tx: &Tx, cx: &Cx) -> Result<Machines> {
    settings(tx, cx).await?;
    let hours = space().week.iter().filter_map(|day| {
        let (open, close) = day.open?;
        Some(entity::opening_hour::ActiveModel {
            weekday: Set(i32::from(day.weekday)),
            open_minute: Set(i32::from(open)),
            close_minute: Set(i32::from(close)),
        })
    });
    insert_all(tx, hours.collect()).await?;
    let targets = TARGETS.map(|(fiscal_year, new_participants)| entity::kpi_target::ActiveModel {
        fiscal_year: Set(fiscal_year),
        new_participants: Set(new_participants),
    });
    insert_all(tx, targets.to_vec()).await?;
    let plans =
        (0i32..).zip(PLANS).map(|(position, (ja, en, days, at_once, day, week, percent))| entity::plan::ActiveModel {
            id: Set(seeder.id()),
            name_ja: Set(ja.to_owned()),
            name_en: Set(en.to_owned()),
            horizon_days: Set(days),
            at_once_max: Set(at_once),
            minutes_day_max: Set(day),
            minutes_week_max: Set(week),
            rate_percent: Set(percent),
            position: Set(position),
        });
    insert_all(tx, plans.collect::<Vec<_>>()).await?;
    machines(seeder, tx).await
}

async fn settings(tx: &Tx, cx: &Cx) -> Result<()> {
    let space = space();
    let settings = SiteSettings {
        space_name: space.name.ja.to_owned(),
        space_name_en: space.name.en.to_owned(),
        issuer_name: space.name.ja.to_owned(),
        invoice_number: space.invoice_number.to_owned(),
        address: space.address.ja.to_owned(),
        address_en: space.address.en.to_owned(),
        access: space.access.ja.to_owned(),
        access_en: space.access.en.to_owned(),
        phone: space.phone.to_owned(),
        email: space.email.to_owned(),
        responsible_person: "運営 太郎（架空）".to_owned(),
        demo: true,
    };
    store::site::settings_put(cx, tx, &settings).await
}

async fn machines(seeder: &mut Seeder, tx: &Tx) -> Result<Machines> {
    let (mut types, mut units, mut ids) = (Vec::new(), Vec::new(), Machines::new());
    for (position, machine) in (0i32..).zip(equipment_types()) {
        let type_id = seeder.id();
        types.push(entity::equipment_type::ActiveModel {
            id: Set(type_id),
            slug: Set(machine.slug.to_owned()),
            name_ja: Set(machine.name.ja.to_owned()),
            name_en: Set(machine.name.en.to_owned()),
            summary_ja: Set(machine.summary.ja.to_owned()),
            summary_en: Set(machine.summary.en.to_owned()),
            limits_ja: Set(machine.materials.ja.to_owned()),
            limits_en: Set(machine.materials.en.to_owned()),
            child_rule_ja: Set(machine.child_rule.ja.to_owned()),
            child_rule_en: Set(machine.child_rule.en.to_owned()),
            rate_yen_per_hour: Set(machine.rate_yen_per_hour),
            minutes_min: Set(i32::from(machine.minutes_min)),
            minutes_max: Set(i32::from(machine.minutes_max)),
            induction_required: Set(machine.induction_required),
            position: Set(position),
            charge_yen_min: Set(machine.charge_yen_min),
            buffer_minutes: Set(machine.buffer_minutes),
            cancel_minutes: Set(CANCEL_MINUTES),
            child_rule: Set(machine.child.0.to_owned()),
            child_under: Set(machine.child.1),
            uses: Set(machine.uses.to_owned()),
            ..Default::default()
        });
        let mut unit_ids = Vec::new();
        for (position, name) in (0i32..).zip(machine.units) {
            let id = seeder.id();
            unit_ids.push(id);
            units.push(entity::unit::ActiveModel {
                id: Set(id),
                equipment_type_id: Set(type_id),
                name_ja: Set((*name).to_owned()),
                name_en: Set(format!("No. {}", position + 1)),
                position: Set(position),
                ..Default::default()
            });
        }
        ids.insert(machine.slug, MachineIds { type_id, units: unit_ids });
    }
    insert_all(tx, types).await?;
    insert_all(tx, units).await?;
    Ok(ids)
}
