//! The names of the fields of plans and of the space's rules, as forms label them: for summaries and for the audit log.

/// What the field is called; nothing for one that is in no such form.
pub fn field_name(field: &str) -> Option<String> {
    let words = match field {
        "horizon" => tr!(rules.horizon),
        "at_once" => tr!(rules.at_once),
        "hours_day" => tr!(rules.hours_day),
        "hours_week" => tr!(rules.hours_week),
        "percent" => tr!(rules.percent),
        "kids_places" => tr!(rules.kids_places),
        "release" => tr!(rules.release),
        "no_shows" => tr!(rules.no_shows),
        "no_show_days" => tr!(rules.no_show_days),
        "suspend_days" => tr!(rules.suspend_days),
        "name_ja" => return Some(tr!(rules.ja, label = tr!(rules.name)).to_string()),
        "name_en" => return Some(tr!(rules.en, label = tr!(rules.name)).to_string()),
        _ => return None,
    };
    Some(words.to_owned())
}
