//! A space as a file: all that an operator sets, without people and pictures. What stands in it is what the operator's
//! forms hold, field by field, and is read by the rules of those forms.

mod export;
mod fields;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    DomainError, Operator,
    booking::{HolidayRule, PlanDraft, SpaceRules, TypeDraft, UnitDraft, WeekDraft},
    catalog::{COMMISSION_PERCENT_MAX, CommissionRate},
    form::{FieldErrors, FormInput, Reader},
    kpi::KpiPlan,
    shop::{CategoryDraft, SynonymGroup, TAX_PERCENT_MAX, TagDraft, TaxRate},
    site::{AuditAction, LegalDraft, LegalKind, SitePart},
};
use fields::Fields;
use serde::{Deserialize, Serialize};

use super::opening::preparation;
use crate::{
    Cx, Result, Store, Tx,
    booking::plan_insert,
    catalog::{commission_insert, tax},
    equipment::{type_insert, unit_insert, week_put},
    kpi::plan_put,
    shop::{category_insert, synonym_insert, tag_insert},
    site::{audit, is_begun, legal_insert, settings, settings_put, space_rules_put},
};

/// The templates that come with the program: their names, and the files.
pub const BUILT_IN: [(&str, &str); 2] = [
    ("ファブスペース", include_str!("../../templates/fabspace.toml")),
    ("empty", include_str!("../../templates/empty.toml")),
];

/// A space as a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Template {
    /// What 祝日 are: the word of a [`HolidayRule`].
    #[serde(skip_serializing_if = "String::is_empty")]
    holidays: String,
    /// By the word of a [`SitePart`].
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    site: BTreeMap<String, Fields>,
    hours: Fields,
    rules: Fields,
    kpi: Fields,
    #[serde(rename = "plan", skip_serializing_if = "Vec::is_empty")]
    plans: Vec<Fields>,
    #[serde(rename = "machine", skip_serializing_if = "Vec::is_empty")]
    machines: Vec<Machine>,
    /// With `slug`, the word in addresses.
    #[serde(rename = "category", skip_serializing_if = "Vec::is_empty")]
    categories: Vec<Fields>,
    /// With `slug`, the word in addresses.
    #[serde(rename = "tag", skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Fields>,
    /// Words that stand for each other in searches of the shop.
    #[serde(rename = "synonym", skip_serializing_if = "Vec::is_empty")]
    synonyms: Vec<Fields>,
    #[serde(rename = "tax_rate", skip_serializing_if = "Vec::is_empty")]
    tax_rates: Vec<Fields>,
    #[serde(rename = "commission", skip_serializing_if = "Vec::is_empty")]
    commissions: Vec<Fields>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    terms: Vec<Fields>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    privacy: Vec<Fields>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Machine {
    #[serde(flatten)]
    form: Fields,
    #[serde(rename = "unit", skip_serializing_if = "Vec::is_empty")]
    units: Vec<Fields>,
}

/// Why a file is no template, for whoever wrote it.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    #[error("it cannot be read: {0}")]
    Toml(#[from] toml::de::Error),
    #[error("{place}: {errors}")]
    Fields { place: String, errors: FieldErrors },
    #[error("site.{0}: there is no such part")]
    Part(String),
}

/// What a template holds, read by the rules of the forms.
struct Drafts {
    site: Vec<(SitePart, FormInput)>,
    week: Option<WeekDraft>,
    rules: SpaceRules,
    kpi: Option<KpiPlan>,
    plans: Vec<PlanDraft>,
    machines: Vec<(TypeDraft, Vec<UnitDraft>)>,
    categories: Vec<(String, CategoryDraft)>,
    tags: Vec<(String, TagDraft)>,
    synonyms: Vec<SynonymGroup>,
    tax_rates: Vec<TaxRate>,
    commissions: Vec<CommissionRate>,
    legal: Vec<(LegalKind, LegalDraft)>,
}

impl Template {
    /// Reads a file and all that stands in it.
    ///
    /// # Errors
    /// The first place that is wrong, and what is wrong there.
    pub fn parse(text: &str) -> std::result::Result<Template, TemplateError> {
        let template: Template = toml::from_str(text)?;
        template.drafts()?;
        Ok(template)
    }

    /// One of those that come with the program.
    pub fn built_in(name: &str) -> Option<std::result::Result<Template, TemplateError>> {
        BUILT_IN.iter().find(|(built_in, _)| *built_in == name).map(|(_, text)| Template::parse(text))
    }

    /// As a file.
    ///
    /// # Errors
    /// When it cannot be written as TOML.
    pub fn to_toml(&self) -> Result<String> {
        toml::to_string_pretty(self).map_err(crate::Error::internal)
    }

    /// The kinds of machines, with how many units of each.
    ///
    /// # Errors
    /// As [`Template::parse`].
    pub fn machines(&self) -> std::result::Result<Vec<(TypeDraft, usize)>, TemplateError> {
        Ok(self.drafts()?.machines.into_iter().map(|(kind, units)| (kind, units.len())).collect())
    }

    /// How many plans of members.
    pub fn plans(&self) -> usize {
        self.plans.len()
    }

    /// How many categories of the shop.
    pub fn categories(&self) -> usize {
        self.categories.len()
    }

    /// The plan of the report.
    ///
    /// # Errors
    /// As [`Template::parse`].
    pub fn kpi_plan(&self) -> std::result::Result<KpiPlan, TemplateError> {
        Ok(self.drafts()?.kpi.unwrap_or_default())
    }

    fn drafts(&self) -> std::result::Result<Drafts, TemplateError> {
        let nobody = domain::site::SiteSettings::begun();
        let mut site = Vec::new();
        for (word, fields) in &self.site {
            let part: SitePart = word.parse().map_err(|_| TemplateError::Part(word.clone()))?;
            at(format!("site.{word}"), part.read(fields.input(), &nobody))?;
            site.push((part, fields.input().clone()));
        }
        let mut machines = Vec::new();
        for (n, Machine { form, units }) in (1..).zip(&self.machines) {
            let place = format!("machine {n} ({})", form.input().text("slug"));
            let kind = at(&place, TypeDraft::read(form.input()))?;
            let units = units.iter().map(|unit| at(&place, UnitDraft::read(unit.input())));
            machines.push((kind, units.collect::<std::result::Result<_, _>>()?));
        }
        let legal = [(LegalKind::Terms, &self.terms), (LegalKind::Privacy, &self.privacy)].into_iter();
        let legal = legal.flat_map(|(kind, all)| all.iter().map(move |fields| (kind, fields.input())));
        let some = |fields: &Fields| fields.is_empty().then_some(()).is_none();
        Ok(Drafts {
            site,
            week: some(&self.hours).then(|| at("hours", WeekDraft::read(self.hours.input()))).transpose()?,
            rules: self.rules()?,
            kpi: some(&self.kpi).then(|| at("kpi", KpiPlan::read(self.kpi.input()))).transpose()?,
            plans: each("plan", &self.plans, PlanDraft::read)?,
            machines,
            categories: each("category", &self.categories, |input| {
                Ok((input.text("slug").to_owned(), CategoryDraft::read(input)?))
            })?,
            tags: each("tag", &self.tags, |input| Ok((input.text("slug").to_owned(), TagDraft::read(input)?)))?,
            synonyms: self.synonyms()?,
            tax_rates: each("tax_rate", &self.tax_rates, read_rate)?,
            commissions: each("commission", &self.commissions, read_commission)?,
            legal: legal
                .map(|(kind, input)| Ok((kind, at(kind, read_legal(input))?)))
                .collect::<std::result::Result<_, TemplateError>>()?,
        })
    }

    /// A word stands in one group only.
    fn synonyms(&self) -> std::result::Result<Vec<SynonymGroup>, TemplateError> {
        let mut groups = Vec::new();
        for (n, fields) in (1..).zip(&self.synonyms) {
            let group = at(format!("synonym {n}"), SynonymGroup::read(fields.input(), &groups))?;
            groups.push(group);
        }
        Ok(groups)
    }

    fn rules(&self) -> std::result::Result<SpaceRules, TemplateError> {
        let usual = SpaceRules::default();
        let rules =
            if self.rules.is_empty() { usual } else { at("rules", SpaceRules::read(self.rules.input(), &usual))? };
        let mut read = FormInput::default().with("holidays", &self.holidays);
        if self.holidays.is_empty() {
            read.set("holidays", HolidayRule::default());
        }
        let mut read = Reader::new(&read);
        let holidays = read.chosen::<HolidayRule>("holidays");
        Ok(rules.with_holidays(at("holidays", read.done_with(holidays))?))
    }
}

/// Each of a list, with its number where it is wrong.
fn each<T>(
    what: &str,
    all: &[Fields],
    read: impl Fn(&FormInput) -> std::result::Result<T, FieldErrors>,
) -> std::result::Result<Vec<T>, TemplateError> {
    (1..).zip(all).map(|(n, fields): (usize, _)| at(format!("{what} {n}"), read(fields.input()))).collect()
}

fn at<T>(place: impl ToString, read: std::result::Result<T, FieldErrors>) -> std::result::Result<T, TemplateError> {
    read.map_err(|errors| TemplateError::Fields { place: place.to_string(), errors })
}

/// Any day that can be named: a template is of another time.
fn any_day(read: &mut Reader<'_>) -> NaiveDate {
    let day = |year| NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default();
    read.day("from", day(domain::form::YEAR_MIN - 1), day(domain::form::YEAR_MAX)).unwrap_or_default()
}

fn read_rate(input: &FormInput) -> std::result::Result<TaxRate, FieldErrors> {
    let mut read = Reader::new(input);
    let from = any_day(&mut read);
    let class = read.named("class").unwrap_or_default();
    let percent = i32::try_from(read.number("percent", 0, TAX_PERCENT_MAX)).unwrap_or_default();
    read.done(TaxRate { class, from, percent })
}

fn read_commission(input: &FormInput) -> std::result::Result<CommissionRate, FieldErrors> {
    let mut read = Reader::new(input);
    let from = any_day(&mut read);
    let percent = read.number("percent", 0, COMMISSION_PERCENT_MAX);
    read.done(CommissionRate { from, percent })
}

fn read_legal(input: &FormInput) -> std::result::Result<LegalDraft, FieldErrors> {
    let mut read = Reader::new(input);
    let from = any_day(&mut read);
    let from = read.done(from)?;
    LegalDraft::read(input, from)
}

impl Store {
    /// Sets up a space of which nothing is set yet, all at once. Visitors see it when its operator opens it.
    ///
    /// # Errors
    /// [`DomainError::Forbidden`] when something is set already; when the database fails.
    pub async fn template_apply(&self, cx: &Cx, _operator: &Operator, name: &str, template: &Template) -> Result<()> {
        let drafts = &template.drafts().map_err(crate::Error::internal)?;
        self.write("template_apply", |tx| async move {
            if !preparation(&tx).await?.is_empty() {
                return Err(DomainError::Forbidden.into());
            }
            apply(cx, &tx, drafts).await?;
            audit(cx, &tx, AuditAction::SiteTemplate, name).await
        })
        .await
    }
}

async fn apply(cx: &Cx, tx: &Tx, drafts: &Drafts) -> Result<()> {
    let mut site = settings(tx).await?;
    if !is_begun(tx).await? {
        site = domain::site::SiteSettings::begun();
    }
    for (part, input) in &drafts.site {
        site = part.read(input, &site).map_err(DomainError::Fields)?;
    }
    settings_put(cx, tx, &site).await?;
    if let Some(week) = &drafts.week {
        week_put(cx, tx, week).await?;
    }
    space_rules_put(cx, tx, &drafts.rules).await?;
    for plan in &drafts.plans {
        plan_insert(cx, tx, plan).await?;
    }
    for (kind, units) in &drafts.machines {
        type_insert(cx, tx, kind).await?;
        for unit in units {
            unit_insert(cx, tx, &kind.slug, unit).await?;
        }
    }
    for (slug, category) in &drafts.categories {
        category_insert(cx, tx, category, Some(slug).filter(|slug| !slug.is_empty()).map(String::as_str)).await?;
    }
    for (slug, tag) in &drafts.tags {
        tag_insert(cx, tx, tag, Some(slug).filter(|slug| !slug.is_empty()).map(String::as_str)).await?;
    }
    for group in &drafts.synonyms {
        synonym_insert(cx, tx, group).await?;
    }
    for rate in &drafts.tax_rates {
        tax::insert(tx, *rate).await?;
        tax::begin_later(cx, tx, *rate).await?;
    }
    for rate in &drafts.commissions {
        commission_insert(tx, *rate).await?;
    }
    for (kind, version) in &drafts.legal {
        legal_insert(cx, tx, *kind, version).await?;
    }
    match &drafts.kpi {
        Some(plan) => plan_put(cx, tx, plan).await,
        None => Ok(()),
    }
}
