//! What the parts of the site's settings, their texts and their fields are called.

use domain::{members::SecondFactorRule, site::{LegalKind, SitePart, SiteText}};

/// The part's heading.
pub fn part_name(part: SitePart) -> &'static str {
    match part {
        SitePart::Space => tr!(space.part_space),
        SitePart::Look => tr!(space.part_look),
        SitePart::Home => tr!(space.part_home),
        SitePart::Shop => tr!(space.part_shop),
        SitePart::Receipt => tr!(space.part_receipt),
        SitePart::Law => tr!(ui.law),
        SitePart::Mail => tr!(space.part_mail),
        SitePart::Security => tr!(security.part),
    }
}

/// Of whom a second factor is required.
pub fn rule_name(rule: SecondFactorRule) -> &'static str {
    match rule {
        SecondFactorRule::Nobody => tr!(security.rule_nobody),
        SecondFactorRule::Operators => tr!(security.rule_operators),
        SecondFactorRule::Staff => tr!(security.rule_staff),
    }
}

/// The long text's heading.
pub fn legal_name(kind: LegalKind) -> &'static str {
    match kind {
        LegalKind::Terms => tr!(ui.terms),
        LegalKind::Privacy => tr!(ui.privacy),
    }
}

/// What the text is called in its form.
pub fn text_name(text: SiteText) -> &'static str {
    match text {
        SiteText::HomeTitle => tr!(space.home_title),
        SiteText::HomeTitleClosed => tr!(space.home_title_closed),
        SiteText::HomeLead => tr!(space.home_lead),
        SiteText::LawPrice => tr!(legal.law_price),
        SiteText::LawCosts => tr!(legal.law_costs),
        SiteText::LawQuantity => tr!(legal.law_quantity),
        SiteText::LawDeadline => tr!(legal.law_deadline),
        SiteText::LawMethod => tr!(legal.law_method),
        SiteText::LawWhen => tr!(legal.law_when),
        SiteText::LawDelivery => tr!(legal.law_delivery),
        SiteText::LawCancel => tr!(legal.law_cancel),
        SiteText::LawReturns => tr!(legal.law_returns),
        SiteText::LawSpecial => tr!(legal.law_special),
        SiteText::ReceiptThanks => tr!(space.receipt_thanks),
        SiteText::ShopLead => tr!(space.shop_lead),
        SiteText::ShopPickup => tr!(space.shop_pickup),
        SiteText::ShopGuide => tr!(space.shop_guide),
        SiteText::MailFooter => tr!(space.mail_footer),
    }
}

/// What the field is called in a summary of problems: nothing where the message says it.
pub fn problem_name(field: &str) -> Option<String> {
    if field == "email" { None } else { field_name(field) }
}

/// What the field is called; nothing for one that is in no form of the site.
pub fn field_name(field: &str) -> Option<String> {
    let words = match field {
        "issuer_name" => tr!(space.issuer_name),
        "invoice_number" => tr!(space.invoice_number),
        "responsible_person" => tr!(legal.law_person),
        "phone" => tr!(space.phone),
        "email" => tr!(space.email),
        "hours" => tr!(rules.hours),
        "colour" => tr!(space.colour),
        "second_factor" => tr!(security.rule),
        "colour_other" => tr!(space.colour_other),
        "from" => tr!(space.from),
        "percent" => tr!(space.percent),
        _ => return bilingual(field),
    };
    Some(words.to_owned())
}

/// A field that is there in both languages, or a row of the plan.
fn bilingual(field: &str) -> Option<String> {
    if let Some((row, n)) = field.split_once('-').and_then(|(row, n)| Some((row, n.parse::<usize>().ok()? + 1))) {
        return match row {
            "year" => Some(tr!(space.plan_year, n = n).to_string()),
            "target" => Some(tr!(space.plan_target, n = n).to_string()),
            _ => None,
        };
    }
    let (name, language) = field.rsplit_once('_')?;
    let label = match name {
        "space_name" => tr!(space.space_name),
        "address" => tr!(space.address),
        "access" => tr!(space.access),
        "text" => tr!(space.legal_text),
        "goal" => tr!(space.plan_goal),
        "note" => tr!(space.plan_note),
        name => text_name(name.parse().ok()?),
    };
    match language {
        "ja" => Some(tr!(rules.ja, label = label).to_string()),
        "en" => Some(tr!(rules.en, label = label).to_string()),
        _ => None,
    }
}
