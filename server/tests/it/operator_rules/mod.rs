//! What the operator sets without code, and that it changes what is granted.

mod asked;
mod days;
mod machines;
mod pages;
mod photo;

use domain::{
    DomainError, Operator,
    booking::{Booked, ReserveError},
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use store::{Cx, Error, entity::audit_entry};

use crate::support::{Client, TestApp};

/// The operator, as their requests reach the store now.
pub fn as_operator(app: &TestApp, client: &Client) -> (Cx, Operator) {
    let actor = domain::Actor::Account(domain::Account {
        id: client.account_id(),
        role: domain::members::Role::Operator,
        display_name: "運営".into(),
        email: "operator@example.jp".into(),
        email_confirmed: true,
        maker_id: None,
    });
    let operator = actor.operator().expect("an operator");
    (Cx { actor, ..app.cx() }, operator)
}

#[track_caller]
pub fn rule(outcome: store::Result<Booked>) -> ReserveError {
    match outcome {
        Err(Error::Domain(DomainError::Reserve(refusal))) => refusal.rule,
        other => panic!("not refused by a rule: {other:?}"),
    }
}

/// Entries of the audit log with that word.
pub async fn audited(app: &TestApp, action: &str) -> u64 {
    let entries = audit_entry::Entity::find().filter(audit_entry::Column::Action.eq(action));
    entries.count(app.db().read()).await.expect("count")
}

/// The form of the test's machine, with changes; an empty value leaves a field out.
pub fn type_form<'f>(changes: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let mut form = vec![
        ("name_ja", "レーザー"),
        ("name_en", "Laser"),
        ("summary_ja", "木を切ります"),
        ("summary_en", "Cuts wood"),
        ("limits_ja", "60 cmまで"),
        ("limits_en", "Up to 60 cm"),
        ("child_words_ja", "となりにいてください"),
        ("child_words_en", "Stay beside"),
        ("uses", "cut"),
        ("rate", "1000"),
        ("charge_min", "0"),
        ("minutes_min", "30"),
        ("minutes_max", "180"),
        ("step", "15"),
        ("buffer", "0"),
        ("notice_h", "0"),
        ("notice_m", "0"),
        ("cancel_h", "2"),
        ("cancel_m", "0"),
        ("child", "welcome"),
        ("child_under", "7"),
    ];
    for (name, value) in changes {
        form.retain(|(other, _)| other != name);
        form.push((name, value));
    }
    form
}

/// The form of the week: 10:00 to 21:00, closed on Mondays, with changes.
pub fn week_form<'f>(changes: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    const NAMES: [(&str, &str); 6] = [
        ("open-1", "close-1"),
        ("open-2", "close-2"),
        ("open-3", "close-3"),
        ("open-4", "close-4"),
        ("open-5", "close-5"),
        ("open-6", "close-6"),
    ];
    let mut form = vec![("closed-0", "on")];
    for (open, close) in NAMES {
        form.extend([(open, "10:00"), (close, "21:00")]);
    }
    for (name, value) in changes {
        form.retain(|(other, _)| other != name);
        form.push((name, value));
    }
    form
}
