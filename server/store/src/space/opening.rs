//! A space on its way to the public: what is there, its logo, and the day on which visitors see it.

use domain::{
    Operator, PhotoId,
    form::{FieldError, FieldErrors},
    site::{AuditAction, SitePart, SiteSettings},
};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, prelude::*};

use crate::{
    Cx, Result, Store,
    entity::{category, closure, equipment_type, kpi_target, opening_hour, plan, setting},
    ports::Images,
    shop::PhotoFiles,
    site::{audit, setting_put, settings, settings_put, space_rules},
};

/// When a test mail was sent last.
const TEST_MAIL_KEY: &str = "test_mail";

/// How far a space is prepared, for its first days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Preparation {
    /// Weekdays on which it is open.
    pub open_days: u64,
    /// Closed days, and a rule for 祝日.
    pub closures: u64,
    /// Kinds of machines in use.
    pub machines: u64,
    pub plans: u64,
    /// Categories that have not ended.
    pub categories: u64,
    /// Years with a target.
    pub targets: u64,
    /// A test mail has been sent.
    pub mail_tested: bool,
}

impl Preparation {
    /// Nothing was set yet: a template can be chosen.
    pub fn is_empty(&self) -> bool {
        [self.open_days, self.machines, self.plans, self.categories, self.targets] == [0; 5]
    }
}

impl Store {
    /// Gives the space its logo, in place of the one it had: files first, then the setting that shows them.
    ///
    /// # Errors
    /// [`domain::shop::ProductError::PhotoNotKept`] when the files cannot be written; when the database fails.
    pub async fn site_logo_set(
        &self,
        cx: &Cx,
        operator: &Operator,
        logo: PhotoFiles,
        images: &dyn Images,
    ) -> Result<()> {
        let id = self.photo_keep(cx, None, logo, images).await?;
        self.site_logo(cx, operator, Some(id)).await
    }

    /// Sets which picture is the logo; none is the built-in mark.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn site_logo(&self, cx: &Cx, _operator: &Operator, logo: Option<PhotoId>) -> Result<()> {
        self.write("site_logo", |tx| async move {
            let site = SiteSettings { logo, ..settings(&tx).await? };
            settings_put(cx, &tx, &site).await?;
            audit(cx, &tx, AuditAction::SiteLogo, SitePart::Look).await
        })
        .await
    }

    /// Shows the site to visitors, or takes it back. What the law wants to be said must be there first, and a day on which
    /// the space is open.
    ///
    /// # Errors
    /// [`DomainError::Fields`] with what is missing; when the database fails.
    pub async fn site_open(&self, cx: &Cx, _operator: &Operator, public: bool) -> Result<()> {
        self.write("site_open", |tx| async move {
            let site = settings(&tx).await?;
            if public {
                let mut missing = FieldErrors::default();
                site.missing().into_iter().for_each(|field| missing.note(field, FieldError::Missing));
                if opening_hour::Entity::find().count(&tx).await? == 0 {
                    missing.note("hours", FieldError::NeverOpen);
                }
                if !missing.is_empty() {
                    return Err(missing.into());
                }
            }
            settings_put(cx, &tx, &SiteSettings { public, ..site }).await?;
            audit(cx, &tx, if public { AuditAction::SiteOpen } else { AuditAction::SiteClose }, "site").await
        })
        .await
    }

    /// How far the space is prepared.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn preparation(&self, _cx: &Cx, _operator: &Operator) -> Result<Preparation> {
        preparation(self.db().read()).await
    }

    /// Writes down that a test mail was handed over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn test_mail_sent(&self, cx: &Cx, _operator: &Operator) -> Result<()> {
        self.write("test_mail_sent", |tx| async move {
            setting_put(cx, &tx, TEST_MAIL_KEY, &cx.now.to_rfc3339()).await?;
            audit(cx, &tx, AuditAction::TestMail, SitePart::Mail).await
        })
        .await
    }
}

/// As [`Store::preparation`], also inside a transaction.
pub(crate) async fn preparation<C: ConnectionTrait>(conn: &C) -> Result<Preparation> {
    let machines = equipment_type::Entity::find().filter(equipment_type::Column::RetiredAt.is_null());
    let categories = category::Entity::find().filter(category::Column::EndedAt.is_null());
    let rules = space_rules(conn).await?.holidays();
    Ok(Preparation {
        open_days: opening_hour::Entity::find().count(conn).await?,
        closures: closure::Entity::find().count(conn).await? + u64::from(rules != Default::default()),
        machines: machines.count(conn).await?,
        plans: plan::Entity::find().count(conn).await?,
        categories: categories.count(conn).await?,
        targets: kpi_target::Entity::find().count(conn).await?,
        mail_tested: setting::Entity::find_by_id(TEST_MAIL_KEY).one(conn).await?.is_some(),
    })
}
