//! People for the staff: the search, and one person with contact, plan, inductions, no-shows and history.

use domain::{Paged, booking::{CELL_MINUTES, Certified, MemberFile, MemberRow, PlanChoice}, calendar::day_of, equipment::EquipmentChoice, members::Role};

use super::history::{Bookings, History, Notes, Orders};
use crate::{document::Document, form::{FormProblems, FormState}, format, page::{locale, page}, prelude::*, ui::{Button, Drawing, Empty, Field, Icon, LinkButton, LinkRow, LinkRows, Look, Note, PageHeader, Pages, PostButton, Search, SectionHeader, Select, Size, SpecList, StaffAt, StaffLinks, Tag, Tone, phone_href}};

/// The people who were found. The search is posted, for a name must not stand in an address or a log; so it shows one
/// page of what it found.
#[component]
pub fn MembersPage(members: Paged<MemberRow>, query: String) -> impl IntoView {
    let (at, pages) = (members.page, if query.is_empty() { members.pages } else { 1 });
    let total = members.total;
    let list = if members.rows.is_empty() {
        let action = ("/staff/people".to_owned(), tr!(board.members_all).to_owned());
        view! {
            <Empty drawing=Drawing::Oops title=tr!(board.members_none) text=tr!(board.members_none_text) action/>
        }
        .into_any()
    } else {
        let rows = members
            .rows
            .into_iter()
            .map(|row| {
                let note = [row.kana, row.email].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
                let icon = if row.protected { Icon::Lock } else { Icon::Person };
                LinkRow::new(format!("/staff/people/{}", row.id), row.name).note(note).icon(icon)
            });
        let rows = rows.collect::<Vec<_>>();
        view! {
            <p class="small mute num">{tr!(board.members_n, n = total).to_string()}</p>
            <LinkRows rows/>
        }
        .into_any()
    };
    view! {
        <Document title=tr!(board.members_title) class="page mid">
            <StaffLinks at=StaffAt::Members/>
            <PageHeader title=tr!(board.members_title) sub=tr!(board.members_sub)/>
            <div class="stack g4">
                <Search action="/staff/people" label=tr!(board.members_sub) value=query posted=true/>
                {list}
                <Pages page=at pages href=|n| format!("/staff/people?page={n}")/>
            </div>
        </Document>
    }
}

/// One member.
#[component]
pub fn MemberPage(
    file: MemberFile,
    equipment: Vec<EquipmentChoice>,
    plans: Vec<PlanChoice>,
    history: History,
    form: FormState,
) -> impl IntoView {
    let l = locale();
    let id = file.row.id;
    let problems = view! { <FormProblems title=tr!(board.not_done) form=form.clone()/> };
    let email = if file.email_confirmed {
        file.row.email.clone()
    } else {
        format!("{} ({})", file.row.email, tr!(board.email_unconfirmed))
    };
    let call = (!file.phone.is_empty()).then(|| {
        let label = tr!(board.call, phone = file.phone.clone()).to_string();
        view! { <p><LinkButton href=phone_href(&file.phone) label look=Look::Second icon=Icon::Phone/></p> }
    });
    let is_member = file.row.role != Role::Customer;
    let mut facts = vec![(tr!(board.since).to_owned(), format::full_day(l, day_of(file.since)))];
    if !file.row.protected {
        facts.insert(0, (tr!(board.email).to_owned(), email));
    }
    if is_member {
        facts.push((tr!(board.plan).to_owned(), format::localize(l, &file.plan).to_owned()));
    }
    let protected = file.row.protected.then(|| {
        view! { <Note tone=Tone::Accent icon=Icon::Lock>{tr!(board.protected)}</Note> }
    });
    let book = is_member.then(|| {
        view! { <LinkButton href=format!("/staff/bookings/new?whom={id}") label=tr!(board.book_for) icon=Icon::Plus/> }
    });
    let rules = is_member.then(|| {
        view! {
            <Inductions file=file.clone() equipment form=form.clone()/>
            <Plan file=file.clone() plans/>
            <NoShows file=file.clone()/>
        }
    });
    view! {
        <Document title=file.row.name.clone() back="/staff/people" class="page mid">
            <StaffLinks at=StaffAt::Elsewhere/>
            <PageHeader title=file.row.name.clone() sub=file.row.kana.clone()>
                {book}
            </PageHeader>
            <div class="stack g6">
                {problems}
                {protected}
                {call}
                <SpecList facts/>
                {is_member.then(|| view! { <Bookings id bookings=history.bookings/> })}
                <Orders id orders=history.orders/>
                <Notes id notes=history.notes key=history.note_key form/>
                {rules}
            </div>
        </Document>
    }
}

#[component]
fn Inductions(file: MemberFile, equipment: Vec<EquipmentChoice>, form: FormState) -> impl IntoView {
    let l = locale();
    let id = file.row.id;
    let name = |row: &Certified| {
        let equipment = equipment.iter().find(|equipment| equipment.id == row.type_id);
        equipment.map_or_else(|| "–".to_owned(), |equipment| format::localize(l, &equipment.name).to_owned())
    };
    let rows: Vec<_> = file.certified.iter().map(|row| certificate(&file, row, name(row))).collect();
    let list = if rows.is_empty() {
        view! { <p class="mute">{tr!(board.certified_none)}</p> }.into_any()
    } else {
        view! { <ul class="stack g3">{rows}</ul> }.into_any()
    };
    let options: Vec<_> = equipment
        .iter()
        .filter(|equipment| equipment.rules.induction_required)
        .map(|equipment| (equipment.id.to_string(), format::localize(l, &equipment.name).to_owned()))
        .collect();
    view! {
        <section class="stack g3" aria-labelledby="cert-h">
            <SectionHeader title=tr!(board.certifications) id="cert-h"/>
            {list}
            <form class="card stack g3" method="post" action=format!("/staff/people/{id}/certify")>
                <Select label=tr!(board.grant_for) name="machine" options value=form.value("machine") empty=tr!(board.unchosen)
                    unmarked=true
                    error=form.error("machine")/>
                <Field label=tr!(board.grant_until) name="until" kind="date" value=form.value("until") required=false
                    hint=tr!(board.grant_until_hint) error=form.error("until")/>
                <Button label=tr!(board.grant) look=Look::Second icon=Icon::Cert/>
            </form>
        </section>
    }
}

fn certificate(file: &MemberFile, row: &Certified, equipment: String) -> AnyView {
    let l = locale();
    let done = tr!(board.certified_at, at = format::full_day(l, day_of(row.at))).to_string();
    let end = row.lapses_at.map(|at| {
        if at <= page().now {
            return view! { <Tag label=tr!(board.lapsed) tone=Tone::Bad icon=Icon::X/> }.into_any();
        }
        // The end is the midnight behind the last day.
        let last = day_of(at - chrono::TimeDelta::minutes(CELL_MINUTES));
        let words = tr!(board.lapses_at, at = format::full_day(l, last)).to_string();
        view! { <span class="small mute">{words}</span> }.into_any()
    });
    let action = format!("/staff/people/{}/uncertify", file.row.id);
    let hidden = vec![("machine", row.type_id.to_string())];
    view! {
        <li class="card row sb wrap">
            <span>
                <b>{equipment}</b>
                <br/>
                <span class="small mute">{done}</span>" "{end}
            </span>
            <PostButton action label=tr!(board.withdraw) look=Look::Quiet size=Size::Small hidden/>
        </li>
    }
    .into_any()
}

#[component]
fn Plan(file: MemberFile, plans: Vec<PlanChoice>) -> impl IntoView {
    let l = locale();
    let value = file.plan_id.map(|id| id.to_string()).unwrap_or_default();
    let form = if plans.is_empty() {
        view! { <p class="mute">{tr!(board.plans_none)}</p> }.into_any()
    } else {
        let options =
            plans.iter().map(|plan| (plan.id.to_string(), format::localize(l, &plan.name).to_owned())).collect();
        view! {
            <form class="card stack g3" method="post" action=format!("/staff/people/{}/plan", file.row.id)>
                <Select label=tr!(board.plan) name="plan" options value empty=tr!(board.plan_first) required=false
                    unmarked=true/>
                <Button label=tr!(board.plan_set) look=Look::Second/>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="stack g3" aria-labelledby="plan-h">
            <SectionHeader title=tr!(board.plan) id="plan-h"/>
            {form}
        </section>
    }
}

#[component]
fn NoShows(file: MemberFile) -> impl IntoView {
    let l = locale();
    let rules = file.standing.rules;
    let counted =
        tr!(board.standing_n, days = rules.no_show_days, n = file.standing.no_shows, max = rules.no_shows_max)
            .to_string();
    let suspended = file.standing.suspended_until.map(|until| {
        let words = tr!(board.suspended, until = format::instant(l, until)).to_string();
        view! { <Note tone=Tone::Warn>{words}</Note> }
    });
    let list = if file.missed.is_empty() {
        view! { <p class="mute">{tr!(board.missed_none)}</p> }.into_any()
    } else {
        let rows = file.missed.iter().map(|row| {
            let kind = if row.kind == "late_cancel" { tr!(board.late_cancel) } else { tr!(board.absent) };
            let equipment = format::localize(l, &row.equipment).to_owned();
            let at = format::instant(l, row.start_at);
            view! { <li><div class="line"><span class="grow num">{at}" "{equipment}</span><Tag label=kind/></div></li> }
        });
        let rows = rows.collect_view();
        view! { <ul class="links">{rows}</ul> }.into_any()
    };
    view! {
        <section class="stack g3" aria-labelledby="missed-h">
            <SectionHeader title=tr!(board.standing) id="missed-h"/>
            <p class="num">{counted}</p>
            {suspended}
            {list}
        </section>
    }
}
