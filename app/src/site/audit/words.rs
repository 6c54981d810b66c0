//! The log's words: what was done, the fields that it changed, and their values.

use domain::{Yen, booking::HolidayRule, equipment::Use, register::CorrectionReason, site::{AuditAction, AuditKind}};

use crate::{booking::settings, catalog, data, equipment, format, members, own, page::locale, register};

/// Longest text that a change shows, in characters.
const VALUE_CHARS_MAX: usize = 60;

/// What was done; the word itself where an old version wrote one that is ours no more.
pub(super) fn action_name(word: &str) -> String {
    word.parse().map_or_else(|_| word.to_owned(), |action| action_words(action).to_owned())
}

// tidy: long because it is one table.
fn action_words(action: AuditAction) -> &'static str {
    use AuditAction as A;
    match action {
        A::BookingByStaff => tr!(operator.act_booking_by_staff),
        A::BookingCancelByStaff => tr!(operator.act_booking_cancel_by_staff),
        A::BookingMoveByStaff => tr!(operator.act_booking_move_by_staff),
        A::BookingOverride => tr!(operator.act_booking_override),
        A::CheckIn => tr!(operator.act_check_in),
        A::CheckOut => tr!(operator.act_check_out),
        A::NoShow => tr!(operator.act_no_show),
        A::NoShowUndo => tr!(operator.act_no_show_undo),
        A::AccountPlanSet => tr!(operator.act_account_plan_set),
        A::CertificationGrant => tr!(operator.act_certification_grant),
        A::CertificationWithdraw => tr!(operator.act_certification_withdraw),
        A::ProfileSave => tr!(operator.act_profile_save),
        A::AccountRole => tr!(operator.act_account_role),
        A::AccountDisable => tr!(operator.act_account_disable),
        A::AccountEnable => tr!(operator.act_account_enable),
        A::AccountSessionsEnd => tr!(operator.act_account_sessions_end),
        A::AccountConfirmation => tr!(operator.act_account_confirmation),
        A::AccountUnlock => tr!(operator.act_account_unlock),
        A::AccountPassword => tr!(operator.act_account_password),
        A::AccountMerge => tr!(operator.act_account_merge),
        A::AccountProtect => tr!(operator.act_account_protect),
        A::AccountUnprotect => tr!(operator.act_account_unprotect),
        A::AccountLook => tr!(operator.act_account_look),
        A::NoteAdd => tr!(operator.act_note_add),
        A::NoteRemove => tr!(operator.act_note_remove),
        A::AccountEmail => tr!(operator.act_account_email),
        A::AccountFactors => tr!(security.act),
        A::AccountFactorsRemove => tr!(security.act_remove),
        A::TypeAdd => tr!(operator.act_type_add),
        A::TypeChange => tr!(operator.act_type_change),
        A::TypeOrder => tr!(operator.act_type_order),
        A::TypeRetire => tr!(operator.act_type_retire),
        A::TypeBringBack => tr!(operator.act_type_bring_back),
        A::TypePhoto => tr!(operator.act_type_photo),
        A::TypePhotoRemove => tr!(operator.act_type_photo_remove),
        A::UnitAdd => tr!(operator.act_unit_add),
        A::UnitRename => tr!(operator.act_unit_rename),
        A::UnitOrder => tr!(operator.act_unit_order),
        A::UnitRetire => tr!(operator.act_unit_retire),
        A::UnitBringBack => tr!(operator.act_unit_bring_back),
        A::MaintenanceAdd => tr!(operator.act_maintenance_add),
        A::MaintenanceEnd => tr!(operator.act_maintenance_end),
        A::SpaceRulesChange => tr!(operator.act_space_rules_change),
        A::HoursChange => tr!(operator.act_hours_change),
        A::HolidaysChange => tr!(operator.act_holidays_change),
        A::ClosureAdd => tr!(operator.act_closure_add),
        A::ClosureRemove => tr!(operator.act_closure_remove),
        A::PlanAdd => tr!(operator.act_plan_add),
        A::PlanChange => tr!(operator.act_plan_change),
        A::PlanOrder => tr!(operator.act_plan_order),
        A::SaleRecord => tr!(operator.act_sale_record),
        A::ReceiptReissue => tr!(operator.act_receipt_reissue),
        A::StockCorrect => tr!(operator.act_stock_correct),
        A::StockMove => tr!(stock.act_move),
        A::CommissionAdd => tr!(listing.act_commission_add),
        A::CommissionRemove => tr!(listing.act_commission_remove),
        A::OrderCancel => tr!(operator.act_order_cancel),
        A::OrderStep => tr!(operator.act_order_step),
        A::OrderRefund => tr!(operator.act_order_refund),
        A::OrderAlertSeen => tr!(operator.act_order_alert_seen),
        A::DeliveryRateSet => tr!(operator.act_delivery_rate_set),
        A::DeliveryRateRemove => tr!(operator.act_delivery_rate_remove),
        A::ProductApprove => tr!(operator.act_product_approve),
        A::ProductReturn => tr!(operator.act_product_return),
        A::ProductChange => tr!(operator.act_product_change),
        A::ProductChangeApprove => tr!(operator.act_product_change_approve),
        A::ProductChangeReturn => tr!(operator.act_product_change_return),
        A::ProductChangeDrop => tr!(operator.act_product_change_drop),
        A::ProductPrice => tr!(operator.act_product_price),
        A::ProductSelling => tr!(operator.act_product_selling),
        A::ProductStock => tr!(operator.act_product_stock),
        A::ProductPause => tr!(operator.act_product_pause),
        A::ProductResume => tr!(operator.act_product_resume),
        A::ProductWithdraw => tr!(operator.act_product_withdraw),
        A::JobRetry => tr!(operator.act_job_retry),
        A::JobRetryAll => tr!(operator.act_job_retry_all),
        A::AccountClose => tr!(data.act_account_close),
        A::DataRulesChange => tr!(data.act_rules),
        A::KpiPeople => tr!(data.act_kpi_people),
        A::DemoEnd => tr!(data.act_demo_end),
        A::SiteChange => tr!(operator.act_site_change),
        A::SiteLogo => tr!(operator.act_site_logo),
        A::SiteOpen => tr!(operator.act_site_open),
        A::SiteClose => tr!(operator.act_site_close),
        A::SiteTemplate => tr!(operator.act_site_template),
        A::FirstOperator => tr!(operator.act_first_operator),
        A::TestMail => tr!(operator.act_test_mail),
        A::LegalAdd => tr!(operator.act_legal_add),
        A::LegalRemove => tr!(operator.act_legal_remove),
        A::CategoryAdd => tr!(operator.act_category_add),
        A::CategoryChange => tr!(operator.act_category_change),
        A::CategoryOrder => tr!(operator.act_category_order),
        A::CategoryEnd => tr!(operator.act_category_end),
        A::CategoryBringBack => tr!(operator.act_category_bring_back),
        A::TagAdd => tr!(operator.act_tag_add),
        A::TagChange => tr!(operator.act_tag_change),
        A::TagOrder => tr!(operator.act_tag_order),
        A::TagEnd => tr!(operator.act_tag_end),
        A::TagBringBack => tr!(operator.act_tag_bring_back),
        A::SynonymAdd => tr!(find.act_synonym_add),
        A::SynonymChange => tr!(find.act_synonym_change),
        A::SynonymRemove => tr!(find.act_synonym_remove),
        A::QuestionRemove => tr!(questions.act_remove),
        A::ReviewTakeDown => tr!(reviews.act_take_down),
        A::ReviewPutBack => tr!(reviews.act_put_back),
        A::TaxRateAdd => tr!(operator.act_tax_rate_add),
        A::TaxRateRemove => tr!(operator.act_tax_rate_remove),
        A::KpiPlanChange => tr!(operator.act_kpi_plan_change),
    }
}

pub(super) fn kind_name(kind: AuditKind) -> &'static str {
    match kind {
        AuditKind::Bookings => tr!(operator.audit_bookings),
        AuditKind::Members => tr!(operator.audit_members),
        AuditKind::Protection => tr!(operator.audit_protection),
        AuditKind::Equipment => tr!(operator.audit_equipment),
        AuditKind::Rules => tr!(operator.audit_rules),
        AuditKind::Sales => tr!(operator.audit_sales),
        AuditKind::Shop => tr!(operator.audit_shop),
        AuditKind::Jobs => tr!(operator.audit_jobs),
        AuditKind::Site => tr!(operator.audit_site),
    }
}

/// What the form calls the field.
pub(super) fn change_name(field: &str) -> String {
    let words = match field {
        "rule" => tr!(rules.holidays_rule),
        "plan" => tr!(operator.audit_plan),
        "role" => tr!(people.role),
        "factor_news" => tr!(security.change),
        "second_factor" => tr!(security.rule),
        "price" => tr!(operator.audit_price),
        "stock" => tr!(operator.audit_stock),
        "reason" => tr!(operator.audit_reason),
        "movement" => tr!(stock.what),
        "words" => tr!(find.synonym_words),
        "trade_name" => tr!(members.maker_name),
        "story" => tr!(members.maker_story),
        "tax_class" => tr!(sell.tax),
        "kind" => tr!(sell.sold_as),
        "lead_days" => tr!(sell.lead_days),
        "parcel_mm" => tr!(sell.thickness),
        "parcel_g" => tr!(sell.parcel_weight),
        "parcel_a4" => tr!(sell.a4),
        "gift_wrap" => tr!(sell.gift_wrap),
        field if field.starts_with("option") => tr!(sell.options),
        field if field.starts_with("check_") => tr!(listing.checks),
        field => {
            let name = equipment::field_name(field).or_else(|| settings::field_name(field));
            let name = name.or_else(|| data::rule_name(field)).or_else(|| own::field_name(field));
            return name.unwrap_or_else(|| field.to_owned());
        }
    };
    words.to_owned()
}

/// A field's value as its form shows it.
pub(super) fn change_value(field: &str, value: &str) -> String {
    let is_tick = field == "induction" || field.starts_with("closed-");
    match value {
        "" if is_tick => tr!(operator.audit_off).to_owned(),
        "on" if is_tick => tr!(operator.audit_on).to_owned(),
        "" => tr!(operator.audit_empty).to_owned(),
        value => in_words(field, value).unwrap_or_else(|| shortened(value)),
    }
}

/// The words of a choice, or the amount with its unit.
fn in_words(field: &str, value: &str) -> Option<String> {
    let unit = match field {
        "uses" => {
            let names: Vec<_> = Use::parse_list(value).into_iter().map(equipment::use_name).collect();
            return Some(names.join(tr!(operator.audit_comma)));
        }
        "child" => return Some(equipment::child_name(value)?.to_owned()),
        "role" => return Some(members::role_words(value.parse().ok()?).to_owned()),
        "factor_news" => return Some(members::security::news::news_words(locale(), value.parse().ok()?).to_owned()),
        "second_factor" => return Some(own::rule_name(value.parse().ok()?).to_owned()),
        "rule" => return Some(equipment::holiday_rule_name(value.parse::<HolidayRule>().ok()?).to_owned()),
        "movement" => return Some(catalog::movement_words(value.parse().ok()?).to_owned()),
        "reason" => return Some(register::reason_words(value.parse::<CorrectionReason>().ok()?).to_owned()),
        "rate" | "charge_min" | "price" => return Some(format::yen(locale(), Yen(value.parse().ok()?))),
        "minutes_min" | "minutes_max" | "step" | "buffer" | "release" | "notice_m" | "cancel_m" => tr!(rules.unit_min),
        "notice_h" | "cancel_h" | "hours_day" | "hours_week" => tr!(rules.unit_hours),
        "horizon" | "no_show_days" | "suspend_days" => tr!(rules.unit_days),
        "at_once" => tr!(rules.unit_bookings),
        "kids_places" => tr!(rules.unit_people),
        "no_shows" => tr!(rules.unit_times),
        "percent" => tr!(rules.unit_percent),
        "child_under" => tr!(rules.unit_age),
        _ => return None,
    };
    Some(format!("{value} {unit}"))
}

fn shortened(value: &str) -> String {
    let cut: String = value.chars().take(VALUE_CHARS_MAX).collect();
    if cut.len() < value.len() { format!("{cut}…") } else { cut }
}
