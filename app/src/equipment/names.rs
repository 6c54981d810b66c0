//! The names of the fields of equipment and its hours, as forms label them: for summaries and for the audit log.

use domain::{booking::HolidayRule, equipment::Use};

/// What the field is called; nothing for one that is in no such form.
pub fn field_name(field: &str) -> Option<String> {
    if let Some((name, language)) = field.rsplit_once('_').filter(|(_, language)| matches!(*language, "ja" | "en")) {
        let label = text_name(name)?;
        return Some(if language == "ja" {
            tr!(rules.ja, label = label).to_string()
        } else {
            tr!(rules.en, label = label).to_string()
        });
    }
    rule_name(field).map(str::to_owned).or_else(|| week_name(field))
}

fn text_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "name" => tr!(rules.name),
        "summary" => tr!(rules.summary),
        "limits" => tr!(rules.limits),
        "bring" => tr!(rules.bring),
        "child_words" => tr!(rules.child_words),
        "unit" => tr!(rules.unit_name),
        "reason" => tr!(rules.closure_reason),
        _ => return None,
    })
}

fn rule_name(field: &str) -> Option<&'static str> {
    Some(match field {
        "slug" => tr!(rules.slug),
        "uses" => tr!(rules.uses),
        "rate" => tr!(rules.rate),
        "charge_min" => tr!(rules.charge_min),
        "step" => tr!(rules.step),
        "minutes_min" => tr!(rules.minutes_min),
        "minutes_max" => tr!(rules.minutes_max),
        "buffer" => tr!(rules.buffer),
        "notice_h" | "notice_m" => tr!(rules.notice),
        "cancel_h" | "cancel_m" => tr!(rules.cancel),
        "induction" => tr!(rules.induction),
        "child" => tr!(rules.child),
        "child_under" => tr!(rules.child_under),
        _ => return None,
    })
}

/// `open-0`, `closed-0`, `from-0-1`: the weekday and what of it.
fn week_name(field: &str) -> Option<String> {
    let mut parts = field.split('-');
    let (what, weekday) = (parts.next()?, parts.next()?.parse::<usize>().ok().filter(|weekday| *weekday < 7)?);
    let n = parts.next().and_then(|at| at.parse::<usize>().ok()).map_or(1, |at| at + 1);
    let what = match what {
        "open" => tr!(rules.open_at).to_owned(),
        "close" => tr!(rules.close_at).to_owned(),
        "closed" => tr!(rules.day_closed).to_owned(),
        "from" => tr!(rules.break_from, n = n).to_string(),
        "to" => tr!(rules.break_to, n = n).to_string(),
        _ => return None,
    };
    Some(format!("{} {what}", weekday_name(weekday)))
}

pub(super) fn weekday_name(weekday: usize) -> &'static str {
    match weekday {
        0 => tr!(rules.weekday_0),
        1 => tr!(rules.weekday_1),
        2 => tr!(rules.weekday_2),
        3 => tr!(rules.weekday_3),
        4 => tr!(rules.weekday_4),
        5 => tr!(rules.weekday_5),
        _ => tr!(rules.weekday_6),
    }
}

/// What people want to do.
pub fn use_name(one: Use) -> &'static str {
    match one {
        Use::Cut => tr!(rules.use_cut),
        Use::Print => tr!(rules.use_print),
        Use::Sew => tr!(rules.use_sew),
        Use::Shape => tr!(rules.use_shape),
    }
}

/// What holds for children, by the rule's word.
pub fn child_name(word: &str) -> Option<&'static str> {
    Some(match word {
        "welcome" => tr!(rules.child_welcome),
        "kids_corner" => tr!(rules.child_kids),
        "corner" => tr!(rules.child_corner),
        "not_allowed" => tr!(rules.child_no),
        _ => return None,
    })
}

/// What 祝日 are.
pub fn holiday_rule_name(rule: HolidayRule) -> &'static str {
    match rule {
        HolidayRule::AsUsual => tr!(rules.holidays_as_usual),
        HolidayRule::Closed => tr!(rules.holidays_closed),
        HolidayRule::ClosingMoves => tr!(rules.holidays_moves),
    }
}
