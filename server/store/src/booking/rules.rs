//! The operator's rules as the decision takes them: of a type, of a member's plan.

use chrono::{DateTime, Utc};
use domain::{
    AccountId, BilingualText,
    booking::{MemberPlan, PlanRules, SpaceRules},
    equipment::{ChildRule, TypeRules},
};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{Cx, Result, Store, entity::equipment_type, sql::sql};

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
            rate_yen_per_hour: row.rate_yen_per_hour,
            charge_yen_min: row.charge_yen_min,
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

/// The columns of a plan that [`plan_join`] found; all empty where the operator keeps none.
#[derive(FromQueryResult)]
pub(super) struct PlanColumns {
    plan_ja: Option<String>,
    plan_en: Option<String>,
    horizon_days: Option<i32>,
    at_once_max: Option<i32>,
    minutes_day_max: Option<i32>,
    minutes_week_max: Option<i32>,
    rate_percent: Option<i32>,
}

impl PlanColumns {
    pub(super) const LIST: &str = "p.name_ja AS plan_ja, p.name_en AS plan_en, p.horizon_days, p.at_once_max, \
         p.minutes_day_max, p.minutes_week_max, p.rate_percent";

    pub(super) fn plan(self) -> MemberPlan {
        let rules = PlanRules::default();
        let or = |column: Option<i32>, usual: i64| column.map_or(usual, i64::from);
        MemberPlan {
            name: BilingualText::new(self.plan_ja.unwrap_or_default(), self.plan_en.unwrap_or_default()),
            rules: PlanRules {
                horizon_days: or(self.horizon_days, rules.horizon_days),
                at_once_max: or(self.at_once_max, rules.at_once_max),
                minutes_day_max: or(self.minutes_day_max, rules.minutes_day_max),
                minutes_week_max: or(self.minutes_week_max, rules.minutes_week_max),
                rate_percent: or(self.rate_percent, rules.rate_percent),
            },
        }
    }
}

/// The joins that find an account's plan: its own, or the first.
pub(super) fn plan_join(account: &str) -> String {
    format!(
        "LEFT JOIN account_plan ap ON ap.account_id = {account} LEFT JOIN plan p \
         ON p.id = COALESCE(ap.plan_id, (SELECT d.id FROM plan d ORDER BY d.position, d.id LIMIT 1))"
    )
}

/// The plan of an account: its own, or the first; without plans the defaults.
pub(super) async fn plan_of<C: ConnectionTrait>(conn: &C, account_id: AccountId) -> Result<MemberPlan> {
    let text = format!("SELECT {} FROM (SELECT 1 AS one) o {}", PlanColumns::LIST, plan_join("$1"));
    let row = PlanColumns::find_by_statement(sql(conn, &text, [account_id.into()])).one(conn).await?;
    Ok(row.map_or_else(MemberPlan::default, PlanColumns::plan))
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
    let rows = AtRow::find_by_statement(sql(
        conn,
        "SELECT at FROM no_show WHERE account_id = $1 AND at > $2",
        [account_id.into(), space.no_shows_since(now).into()],
    ))
    .all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.at).collect())
}
