//! The audit log's entries: who did what with which thing, and what it changed.

use super::AuditAbout;

/// What is written down. The words stand in the database: one that was used once keeps its word.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum AuditAction {
    BookingByStaff,
    BookingCancelByStaff,
    BookingMoveByStaff,
    BookingOverride,
    CheckIn,
    CheckOut,
    NoShow,
    NoShowUndo,
    AccountPlanSet,
    CertificationGrant,
    CertificationWithdraw,
    ProfileSave,
    #[strum(serialize = "account.role")]
    AccountRole,
    #[strum(serialize = "account.disable")]
    AccountDisable,
    #[strum(serialize = "account.enable")]
    AccountEnable,
    #[strum(serialize = "account.sessions_end")]
    AccountSessionsEnd,
    #[strum(serialize = "account.confirmation")]
    AccountConfirmation,
    #[strum(serialize = "account.unlock")]
    AccountUnlock,
    #[strum(serialize = "account.password")]
    AccountPassword,
    #[strum(serialize = "account.merge")]
    AccountMerge,
    #[strum(serialize = "account.protect")]
    AccountProtect,
    #[strum(serialize = "account.unprotect")]
    AccountUnprotect,
    #[strum(serialize = "account.look")]
    AccountLook,
    #[strum(serialize = "note.add")]
    NoteAdd,
    #[strum(serialize = "note.remove")]
    NoteRemove,
    #[strum(serialize = "account.email")]
    AccountEmail,
    #[strum(serialize = "account.factors")]
    AccountFactors,
    #[strum(serialize = "account.factors_remove")]
    AccountFactorsRemove,
    #[strum(serialize = "equipment_type.add")]
    TypeAdd,
    #[strum(serialize = "equipment_type.change")]
    TypeChange,
    #[strum(serialize = "equipment_type.order")]
    TypeOrder,
    #[strum(serialize = "equipment_type.retire")]
    TypeRetire,
    #[strum(serialize = "equipment_type.bring_back")]
    TypeBringBack,
    #[strum(serialize = "equipment_type.photo")]
    TypePhoto,
    #[strum(serialize = "equipment_type.photo_remove")]
    TypePhotoRemove,
    #[strum(serialize = "unit.add")]
    UnitAdd,
    #[strum(serialize = "unit.rename")]
    UnitRename,
    #[strum(serialize = "unit.order")]
    UnitOrder,
    #[strum(serialize = "unit.retire")]
    UnitRetire,
    #[strum(serialize = "unit.bring_back")]
    UnitBringBack,
    MaintenanceAdd,
    MaintenanceEnd,
    #[strum(serialize = "booking_rules.change")]
    SpaceRulesChange,
    #[strum(serialize = "hours.change")]
    HoursChange,
    #[strum(serialize = "hours.holidays")]
    HolidaysChange,
    #[strum(serialize = "closure.add")]
    ClosureAdd,
    #[strum(serialize = "closure.remove")]
    ClosureRemove,
    #[strum(serialize = "plan.add")]
    PlanAdd,
    #[strum(serialize = "plan.change")]
    PlanChange,
    #[strum(serialize = "plan.order")]
    PlanOrder,
    #[strum(serialize = "sale.record")]
    SaleRecord,
    #[strum(serialize = "receipt.reissue")]
    ReceiptReissue,
    #[strum(serialize = "stock.correct")]
    StockCorrect,
    #[strum(serialize = "stock.move")]
    StockMove,
    #[strum(serialize = "order.cancel")]
    OrderCancel,
    #[strum(serialize = "order.step")]
    OrderStep,
    #[strum(serialize = "order.refund")]
    OrderRefund,
    #[strum(serialize = "order.alert_seen")]
    OrderAlertSeen,
    #[strum(serialize = "product.approve")]
    ProductApprove,
    #[strum(serialize = "product.return")]
    ProductReturn,
    #[strum(serialize = "product.change")]
    ProductChange,
    #[strum(serialize = "product.change_approve")]
    ProductChangeApprove,
    #[strum(serialize = "product.change_return")]
    ProductChangeReturn,
    #[strum(serialize = "product.change_drop")]
    ProductChangeDrop,
    #[strum(serialize = "product.price")]
    ProductPrice,
    #[strum(serialize = "product.selling")]
    ProductSelling,
    #[strum(serialize = "product.stock")]
    ProductStock,
    #[strum(serialize = "product.pause")]
    ProductPause,
    #[strum(serialize = "product.resume")]
    ProductResume,
    #[strum(serialize = "product.withdraw")]
    ProductWithdraw,
    #[strum(serialize = "job.retry")]
    JobRetry,
    #[strum(serialize = "job.retry_all")]
    JobRetryAll,
    #[strum(serialize = "account.close")]
    AccountClose,
    #[strum(serialize = "data.rules")]
    DataRulesChange,
    #[strum(serialize = "kpi.people")]
    KpiPeople,
    #[strum(serialize = "demo.end")]
    DemoEnd,
    #[strum(serialize = "site.change")]
    SiteChange,
    #[strum(serialize = "site.logo")]
    SiteLogo,
    #[strum(serialize = "site.open")]
    SiteOpen,
    #[strum(serialize = "site.close")]
    SiteClose,
    #[strum(serialize = "site.template")]
    SiteTemplate,
    #[strum(serialize = "site.first_operator")]
    FirstOperator,
    #[strum(serialize = "site.test_mail")]
    TestMail,
    #[strum(serialize = "legal.add")]
    LegalAdd,
    #[strum(serialize = "legal.remove")]
    LegalRemove,
    #[strum(serialize = "category.add")]
    CategoryAdd,
    #[strum(serialize = "category.change")]
    CategoryChange,
    #[strum(serialize = "category.order")]
    CategoryOrder,
    #[strum(serialize = "category.end")]
    CategoryEnd,
    #[strum(serialize = "category.bring_back")]
    CategoryBringBack,
    #[strum(serialize = "tag.add")]
    TagAdd,
    #[strum(serialize = "tag.change")]
    TagChange,
    #[strum(serialize = "tag.order")]
    TagOrder,
    #[strum(serialize = "tag.end")]
    TagEnd,
    #[strum(serialize = "tag.bring_back")]
    TagBringBack,
    #[strum(serialize = "synonym.add")]
    SynonymAdd,
    #[strum(serialize = "synonym.change")]
    SynonymChange,
    #[strum(serialize = "synonym.remove")]
    SynonymRemove,
    #[strum(serialize = "question.remove")]
    QuestionRemove,
    #[strum(serialize = "review.take_down")]
    ReviewTakeDown,
    #[strum(serialize = "review.put_back")]
    ReviewPutBack,
    #[strum(serialize = "delivery_rate.set")]
    DeliveryRateSet,
    #[strum(serialize = "delivery_rate.remove")]
    DeliveryRateRemove,
    #[strum(serialize = "commission.add")]
    CommissionAdd,
    #[strum(serialize = "commission.remove")]
    CommissionRemove,
    #[strum(serialize = "tax_rate.add")]
    TaxRateAdd,
    #[strum(serialize = "tax_rate.remove")]
    TaxRateRemove,
    #[strum(serialize = "kpi_plan.change")]
    KpiPlanChange,
}

/// What the log is filtered by.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum AuditKind {
    Bookings,
    Members,
    /// Protected persons, and who looked them up.
    Protection,
    Equipment,
    Rules,
    Sales,
    Shop,
    Jobs,
    Site,
}

impl AuditAction {
    /// What its subject names.
    // tidy: long because it is one table.
    pub fn about(self) -> AuditAbout {
        use {AuditAbout as About, AuditAction as A};
        match self {
            A::BookingByStaff
            | A::BookingCancelByStaff
            | A::BookingMoveByStaff
            | A::BookingOverride
            | A::CheckIn
            | A::CheckOut
            | A::NoShow
            | A::NoShowUndo => About::Booking,
            A::AccountPlanSet
            | A::CertificationGrant
            | A::CertificationWithdraw
            | A::ProfileSave
            | A::AccountRole
            | A::AccountDisable
            | A::AccountEnable
            | A::AccountSessionsEnd
            | A::AccountConfirmation
            | A::AccountUnlock
            | A::AccountPassword
            | A::AccountMerge
            | A::AccountEmail
            | A::AccountProtect
            | A::AccountUnprotect
            | A::AccountLook
            | A::NoteAdd
            | A::NoteRemove
            | A::AccountFactors
            | A::AccountFactorsRemove
            | A::AccountClose => About::Member,
            A::TypeAdd
            | A::TypeChange
            | A::TypeOrder
            | A::TypeRetire
            | A::TypeBringBack
            | A::TypePhoto
            | A::TypePhotoRemove => About::Equipment,
            A::UnitAdd | A::UnitRename | A::UnitOrder | A::UnitRetire | A::UnitBringBack => About::Unit,
            A::MaintenanceAdd | A::MaintenanceEnd => About::Maintenance,
            A::SpaceRulesChange => About::Space,
            A::HoursChange => About::Hours,
            A::HolidaysChange => About::Holidays,
            A::ClosureAdd | A::ClosureRemove => About::Closure,
            A::PlanAdd | A::PlanChange | A::PlanOrder => About::Plan,
            A::SaleRecord | A::ReceiptReissue => About::Sale,
            A::OrderCancel | A::OrderStep | A::OrderRefund | A::OrderAlertSeen => About::Order,
            A::StockCorrect
            | A::StockMove
            | A::ProductApprove
            | A::ProductReturn
            | A::ProductChange
            | A::ProductChangeApprove
            | A::ProductChangeReturn
            | A::ProductChangeDrop
            | A::ProductPrice
            | A::ProductSelling
            | A::ProductStock
            | A::ProductPause
            | A::ProductResume
            | A::ProductWithdraw => About::Product,
            A::JobRetry | A::JobRetryAll => About::Job,
            A::DataRulesChange | A::KpiPeople | A::DemoEnd => About::Data,
            A::SiteChange | A::SiteLogo | A::SiteOpen | A::SiteClose | A::SiteTemplate | A::TestMail => About::Site,
            A::FirstOperator => About::Member,
            A::LegalAdd | A::LegalRemove => About::Legal,
            A::CategoryAdd | A::CategoryChange | A::CategoryOrder | A::CategoryEnd | A::CategoryBringBack => {
                About::Category
            }
            A::TagAdd | A::TagChange | A::TagOrder | A::TagEnd | A::TagBringBack => About::Tag,
            A::SynonymAdd | A::SynonymChange | A::SynonymRemove => About::Synonym,
            A::TaxRateAdd
            | A::TaxRateRemove
            | A::CommissionAdd
            | A::CommissionRemove
            | A::DeliveryRateSet
            | A::DeliveryRateRemove => About::Tax,
            A::QuestionRemove => About::Question,
            A::ReviewTakeDown | A::ReviewPutBack => About::Review,
            A::KpiPlanChange => About::KpiPlan,
        }
    }

    /// Where the filter finds it.
    pub fn kind(self) -> AuditKind {
        if matches!(self, AuditAction::AccountProtect | AuditAction::AccountUnprotect | AuditAction::AccountLook) {
            return AuditKind::Protection;
        }
        match self.about() {
            AuditAbout::Booking => AuditKind::Bookings,
            AuditAbout::Member => AuditKind::Members,
            AuditAbout::Equipment | AuditAbout::Unit | AuditAbout::Maintenance => AuditKind::Equipment,
            AuditAbout::Hours | AuditAbout::Holidays | AuditAbout::Closure | AuditAbout::Space | AuditAbout::Plan => {
                AuditKind::Rules
            }
            AuditAbout::Sale | AuditAbout::Order => AuditKind::Sales,
            AuditAbout::Product
            | AuditAbout::Category
            | AuditAbout::Tag
            | AuditAbout::Synonym
            | AuditAbout::Question
            | AuditAbout::Review
            | AuditAbout::Tax => AuditKind::Shop,
            AuditAbout::Job => AuditKind::Jobs,
            AuditAbout::Data => AuditKind::Members,
            AuditAbout::Site | AuditAbout::Legal | AuditAbout::KpiPlan => AuditKind::Site,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn words_are_read_again() {
        for action in AuditAction::iter() {
            assert_eq!(action.to_string().parse(), Ok(action));
        }
    }
}
