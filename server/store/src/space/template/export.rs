//! The space as it is, as a template.

use domain::{
    IntoEnumIterator, Operator,
    form::FormInput,
    site::{LegalKind, SitePart},
};
use sea_orm::ConnectionTrait;

use super::{Fields, Machine, Template};
use crate::{
    Cx, Result, Store,
    booking::plan_drafts,
    catalog::{commissions, tax},
    equipment::{read_week, type_drafts, unit_drafts},
    kpi::plan,
    site::{legal_versions, settings, space_rules},
};

impl Store {
    /// All that an operator sets, without people, pictures and closed days. What is retired or ended is left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn template_export(&self, cx: &Cx, operator: &Operator) -> Result<Template> {
        let conn = self.db().read();
        let rules = space_rules(conn).await?;
        let kpi = plan(conn).await?;
        let mut machines = Vec::new();
        for kind in type_drafts(conn).await? {
            let units = unit_drafts(conn, &kind.slug).await?.iter().map(|unit| unit.input().into()).collect();
            machines.push(Machine { form: kind.input().into(), units });
        }
        let categories = self.category_settings(cx, operator).await?.into_iter().filter(|category| !category.ended);
        let category = |row: domain::shop::CategoryRow| row.draft().input().with("slug", row.slug).into();
        let tags = self.tag_settings(cx, operator).await?.into_iter().filter(|tag| !tag.ended);
        let tag =
            |row: domain::shop::TagRow| domain::shop::TagDraft { name: row.name }.input().with("slug", row.slug).into();
        let rate = |rate: domain::shop::TaxRate| {
            FormInput::default().with("class", rate.class).with("from", rate.from).with("percent", rate.percent).into()
        };
        let commission = |rate: domain::catalog::CommissionRate| {
            FormInput::default().with("from", rate.from).with("percent", rate.percent).into()
        };
        let week = read_week(conn).await?;
        Ok(Template {
            holidays: rules.holidays().to_string(),
            site: site(conn).await?,
            hours: if week.opens() { week.input().into() } else { Fields::default() },
            rules: rules.input().into(),
            kpi: if kpi == domain::kpi::KpiPlan::default() { Fields::default() } else { kpi.input().into() },
            plans: plan_drafts(conn).await?.iter().map(|plan| plan.input().into()).collect(),
            machines,
            categories: categories.map(category).collect(),
            tags: tags.map(tag).collect(),
            synonyms: self.synonyms(cx, operator).await?.iter().map(|row| row.group.input().into()).collect(),
            tax_rates: tax::rates(conn).await?.into_iter().map(rate).collect(),
            commissions: commissions(conn).await?.into_iter().map(commission).collect(),
            terms: legal(conn, LegalKind::Terms).await?,
            privacy: legal(conn, LegalKind::Privacy).await?,
        })
    }
}

/// The parts of the settings in which anything stands.
async fn site<C: ConnectionTrait>(conn: &C) -> Result<std::collections::BTreeMap<String, Fields>> {
    let site = settings(conn).await?;
    let parts = SitePart::iter().map(|part| (part.to_string(), Fields::from(part.input(&site))));
    Ok(parts.filter(|(_, fields)| !fields.is_empty()).collect())
}

async fn legal<C: ConnectionTrait>(conn: &C, kind: LegalKind) -> Result<Vec<Fields>> {
    let fields = |version: domain::site::LegalVersion| {
        let input = FormInput::default().with("from", version.from);
        input.with("text_ja", version.text.ja).with("text_en", version.text.en).into()
    };
    Ok(legal_versions(conn, kind).await?.into_iter().map(fields).collect())
}
