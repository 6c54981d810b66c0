//! The operator's rules as the decision takes them: of the space, of a type, of a member's plan.

use chrono::{DateTime, Utc};
use domain::{
    AccountId, BilingualText, Yen,
    booking::{MemberPlan, PlanRules, SpaceRules},
    equipment::{ChildRule, TypeRules},
};
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult};

use super::facts::sql;
use crate::{
    Cx, Error, Result, Store, Tx,
    entity::{equipment_type, setting},
};

/// Where the space's booking rules are kept.
const RULES_SETTING: &str = "booking";

/// The booking rules of the space; defaults when none were saved.
pub(super) async fn space_rules<C: ConnectionTrait>(conn: &C) -> Result<SpaceRules> {
    match setting::Entity::find_by_id(RULES_SETTING).one(conn).await? {
        Some(row) => serde_json::from_str(&row.value).map_err(Error::internal),
        None => Ok(SpaceRules::default()),
    }
}

/// Writes the booking rules of the space.
///
/// # Errors
/// When the database fails.
pub async fn space_rules_put(cx: &Cx, tx: &Tx, rules: &SpaceRules) -> Result<()> {
    let value = serde_json::to_string(rules).map_err(Error::internal)?;
    crate::site::setting_put(cx, tx, RULES_SETTING, &value).await
}

impl Store {
    /// The booking rules of the space; defaults when none were saved.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn space_rules(&self, _cx: &Cx) -> Result<SpaceRules> {
        space_rules(self.db().read()).await
    }
}

impl Store {
    /// The plan of whoever asks; of visitors the first one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn plan_for(&self, cx: &Cx) -> Result<MemberPlan> {
        plan_for(self.db().read(), cx).await
    }
}

/// The plan of whoever asks; of visitors the first one.
pub(super) async fn plan_for<C: ConnectionTrait>(conn: &C, cx: &Cx) -> Result<MemberPlan> {
    plan_of(conn, cx.actor.account().map_or(AccountId(uuid::Uuid::nil()), |account| account.id)).await
}

impl From<&equipment_type::Model> for TypeRules {
    fn from(row: &equipment_type::Model) -> TypeRules {
        TypeRules {
            rate_yen_per_hour: Yen(row.rate_yen_per_hour),
            charge_yen_min: Yen(row.charge_yen_min),
            minutes_min: i64::from(row.minutes_min),
            minutes_max: i64::from(row.minutes_max),
            minutes_step: i64::from(row.minutes_step),
            buffer_minutes: i64::from(row.buffer_minutes),
            notice_minutes: i64::from(row.notice_minutes),
            cancel_minutes: i64::from(row.cancel_minutes),
            induction_required: row.induction_required,
            child: ChildRule::new(&row.child_rule, u8::try_from(row.child_under).unwrap_or(u8::MAX)),
        }
    }
}

#[derive(FromQueryResult)]
struct PlanRow {
    name_ja: String,
    name_en: String,
    horizon_days: i32,
    at_once_max: i32,
    minutes_day_max: i32,
    minutes_week_max: i32,
    rate_percent: i32,
}

/// The plan of an account: its own, or the first; without plans the defaults.
pub(super) async fn plan_of<C: ConnectionTrait>(conn: &C, account_id: AccountId) -> Result<MemberPlan> {
    let row = PlanRow::find_by_statement(sql(
        conn,
        "SELECT p.name_ja, p.name_en, p.horizon_days, p.at_once_max, p.minutes_day_max, p.minutes_week_max, \
         p.rate_percent FROM plan p LEFT JOIN account_plan a ON a.plan_id = p.id AND a.account_id = $1 \
         ORDER BY CASE WHEN a.account_id IS NULL THEN 1 ELSE 0 END, p.position, p.id LIMIT 1",
        [account_id.0.into()],
    ))
    .one(conn)
    .await?;
    Ok(row.map_or_else(MemberPlan::default, |row| MemberPlan {
        name: BilingualText::new(row.name_ja, row.name_en),
        rules: PlanRules {
            horizon_days: i64::from(row.horizon_days),
            at_once_max: i64::from(row.at_once_max),
            minutes_day_max: i64::from(row.minutes_day_max),
            minutes_week_max: i64::from(row.minutes_week_max),
            rate_percent: i64::from(row.rate_percent),
        },
    }))
}

#[derive(FromQueryResult)]
struct AtRow {
    at: DateTime<Utc>,
}

/// When the member did not come, as far back as the rule looks.
pub(super) async fn no_shows_of<C: ConnectionTrait>(
    conn: &C,
    account_id: AccountId,
    space: &SpaceRules,
    now: DateTime<Utc>,
) -> Result<Vec<DateTime<Utc>>> {
    let since = now - chrono::TimeDelta::days(space.no_show_days + space.suspend_days + 1);
    let rows = AtRow::find_by_statement(sql(
        conn,
        "SELECT at FROM no_show WHERE account_id = $1 AND at > $2 ORDER BY at DESC LIMIT 100",
        [account_id.0.into(), since.into()],
    ))
    .all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.at).collect())
}
