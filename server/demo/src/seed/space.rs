//! Settings, opening hours, plans, equipment, the plan's targets.

use domain::{
    BilingualText, EquipmentTypeId, Operator, UnitId, Yen,
    booking::{CELL_MINUTES, PlanDraft, PlanRules, TypeDraft, UnitDraft, WeekDraft, WeekdayDraft},
    equipment::{ChildRule, OpenHours, TypeRules, Use},
    site::SiteSettings,
};
use sea_orm::ActiveValue::Set;
use store::{Cx, Result, Store, entity, equipment::SeenOfWeek};

use super::insert_all;
use crate::content::{Both, COHORTS, EquipmentType, equipment_types, space};

/// A kind of equipment and its units.
pub struct Kind {
    pub content: &'static EquipmentType,
    pub id: EquipmentTypeId,
    pub units: Vec<UnitId>,
}

/// In the order of the content.
pub type Equipment = Vec<Kind>;

/// Bookings of the demo can be cancelled freely until two hours before.
const CANCEL_MINUTES: i64 = 120;

/// 会員種別: names, days ahead, bookings at once, minutes a day and a week, share of the fee in percent. The first is
/// everybody's who has no other.
const PLANS: [(&str, &str, i64, i64, i64, i64, i64); 3] = [
    ("一般会員", "Standard", 60, 10, 720, 2880, 100),
    ("学生会員", "Student", 30, 5, 480, 1440, 50),
    ("サポーター会員", "Supporter", 90, 15, 720, 2880, 90),
];

/// `cx` is the operator's.
pub async fn load(store: &Store, cx: &Cx) -> Result<Equipment> {
    let operator = &cx.actor.operator()?;
    store.site_settings_save(cx, &settings()).await?;
    store.week_save(cx, operator, &week(), SeenOfWeek::default()).await?;
    for plan in PLANS {
        store.plan_add(cx, operator, &plan_draft(plan)).await?;
    }
    targets(store).await?;
    let mut equipment = Vec::new();
    for content in equipment_types() {
        equipment.push(add(store, cx, operator, content).await?);
    }
    Ok(equipment)
}

fn settings() -> SiteSettings {
    let space = space();
    SiteSettings {
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
    }
}

fn week() -> WeekDraft {
    let day = |open: Option<(u16, u16)>| WeekdayDraft {
        hours: open.map_or(OpenHours::Closed, |(open, close)| OpenHours::Open {
            open_minute: i64::from(open),
            close_minute: i64::from(close),
        }),
        breaks: Vec::new(),
    };
    WeekDraft(space().week.iter().map(|weekday| day(weekday.open)).collect())
}

fn plan_draft((ja, en, days, at_once, day, week, percent): (&str, &str, i64, i64, i64, i64, i64)) -> PlanDraft {
    PlanDraft {
        name: BilingualText { ja: ja.to_owned(), en: en.to_owned() },
        rules: PlanRules {
            horizon_days: days,
            at_once_max: at_once,
            minutes_day_max: day,
            minutes_week_max: week,
            rate_percent: percent,
        },
    }
}

/// No operation: the plan's targets are the city's, and no page sets them.
async fn targets(store: &Store) -> Result<()> {
    let rows = COHORTS.map(|(fiscal_year, people)| entity::kpi_target::ActiveModel {
        fiscal_year: Set(fiscal_year),
        new_participants: Set(i64::try_from(people).unwrap_or(0)),
    });
    let rows = &rows;
    store.write("seed_demo_targets", |tx| async move { insert_all(&tx, rows.to_vec()).await }).await
}

async fn add(store: &Store, cx: &Cx, operator: &Operator, content: &'static EquipmentType) -> Result<Kind> {
    store.type_add(cx, operator, &draft(content)).await?;
    for (n, name) in (1..).zip(content.units) {
        let name = BilingualText { ja: (*name).to_owned(), en: format!("No. {n}") };
        store.unit_add(cx, operator, content.slug, &UnitDraft { name }).await?;
    }
    let setting = store.type_setting(cx, operator, content.slug).await?;
    Ok(Kind { content, id: setting.id, units: setting.units.iter().map(|unit| unit.id).collect() })
}

fn draft(content: &EquipmentType) -> TypeDraft {
    let words = |both: Both| BilingualText { ja: both.ja.to_owned(), en: both.en.to_owned() };
    let (child, under) = content.child;
    TypeDraft {
        slug: content.slug.to_owned(),
        name: words(content.name),
        summary: words(content.summary),
        limits: words(content.materials),
        bring: words(content.bring),
        child_words: words(content.child_rule),
        uses: Use::parse_list(content.uses),
        rules: TypeRules {
            rate_yen_per_hour: Yen(content.rate_yen_per_hour),
            charge_yen_min: Yen(content.charge_yen_min),
            minutes_min: i64::from(content.minutes_min),
            minutes_max: i64::from(content.minutes_max),
            minutes_step: CELL_MINUTES,
            buffer_minutes: i64::from(content.buffer_minutes),
            notice_minutes: 0,
            cancel_minutes: CANCEL_MINUTES,
            induction_required: content.induction_required,
            child: ChildRule::new(child, u8::try_from(under).unwrap_or(0)),
        },
    }
}
