//! The things of the log, each by its name and with the way to it.

use domain::{calendar::day_of, site::AuditThing};

use crate::{booking::board::row_path, format::{day, full_day, instant, localize}, page::locale, prelude::*, own::{legal_name, part_name}};

pub(super) fn thing_link(thing: AuditThing) -> AnyView {
    let l = locale();
    let (href, words) = match thing {
        AuditThing::Booking { id, start_at, equipment, who } => {
            let words = format!("{} {} {who}", instant(l, start_at), localize(l, &equipment));
            (row_path(day_of(start_at), id), words)
        }
        AuditThing::Member { id, name, equipment } => {
            let of = equipment.map(|name| format!(" {}", localize(l, &name))).unwrap_or_default();
            (format!("/operator/people/{id}"), format!("{name}{of}"))
        }
        AuditThing::Equipment { slug, name } => (format!("/operator/equipment/{slug}"), localize(l, &name).to_owned()),
        AuditThing::Unit { id, slug, equipment, name } => {
            let words = format!("{} {}", localize(l, &equipment), localize(l, &name));
            (format!("/operator/equipment/{slug}/units/{id}"), words)
        }
        AuditThing::Maintenance { equipment, unit, start_at } => {
            let words = format!("{} {} {}", localize(l, &equipment), localize(l, &unit), instant(l, start_at));
            ("/staff/maintenance".to_owned(), words)
        }
        AuditThing::Hours => ("/operator/hours".to_owned(), tr!(rules.hours).to_owned()),
        AuditThing::Holidays => ("/operator/closures".to_owned(), tr!(rules.holidays).to_owned()),
        AuditThing::Closure { first, last } if first == last => ("/operator/closures".to_owned(), full_day(l, first)),
        AuditThing::Closure { first, last } => {
            ("/operator/closures".to_owned(), format!("{}–{}", full_day(l, first), day(l, last)))
        }
        AuditThing::Space => ("/operator/rules".to_owned(), tr!(rules.space).to_owned()),
        AuditThing::Data => ("/operator/data".to_owned(), tr!(data.title).to_owned()),
        AuditThing::Plan { id, name } => (format!("/operator/plans/{id}"), localize(l, &name).to_owned()),
        AuditThing::Sale { id, number } => {
            (format!("/staff/sales/{id}"), tr!(operator.audit_sale, n = number).to_string())
        }
        AuditThing::Order { id, number } => (format!("/orders/{id}"), tr!(operator.audit_order, n = number).to_string()),
        AuditThing::Product { id, title } => (format!("/staff/review/{id}"), title),
        AuditThing::Jobs(n) => ("/operator/jobs".to_owned(), tr!(operator.audit_jobs_n, n = n).to_string()),
        AuditThing::Site(Some(part)) => (format!("/operator/site/{part}"), part_name(part).to_owned()),
        AuditThing::Site(None) => ("/operator/setup".to_owned(), tr!(space.hub_title).to_owned()),
        AuditThing::Legal { kind, from } => {
            let from = full_day(l, from);
            let words = tr!(space.audit_legal, name = legal_name(kind), from = from).to_string();
            (format!("/operator/site/{kind}"), words)
        }
        AuditThing::Category { id, name } => {
            (format!("/operator/shop/categories/{id}"), localize(l, &name).to_owned())
        }
        AuditThing::Tag { id, name } => (format!("/operator/shop/tags/{id}"), localize(l, &name).to_owned()),
        AuditThing::Synonyms => ("/operator/shop/synonyms".to_owned(), tr!(find.synonyms).to_owned()),
        AuditThing::Question { id } => (format!("/staff/questions/{id}"), tr!(questions.one).to_owned()),
        AuditThing::Review { id } => (format!("/staff/reviews/{id}"), tr!(reviews.one).to_owned()),
        AuditThing::Tax { from } => ("/operator/shop#tax".to_owned(), full_day(l, from)),
        AuditThing::KpiPlan => ("/operator/kpi/plan".to_owned(), tr!(space.plan_title).to_owned()),
        AuditThing::Gone(words) => return view! { <span class="small mute">{words}</span> }.into_any(),
    };
    view! { <a href=href>{words}</a> }.into_any()
}
