//! People, for the operator: the search, one person, and two accounts made one.

use domain::{IntoEnumIterator, Paged, calendar::day_of, members::{Belonging, MakerProfile, MergePreview, MergedProfile, PersonFile, PersonRow, Role}};

use super::{person_frame::PersonFrame, protected::ProtectionSection, role_words};
use crate::{document::OperatorPage, form::{FormProblems, FormState}, format, page::locale, prelude::*, ui::{Button, Choice, Drawing, Empty, Field, Icon, LinkButton, LinkRow, LinkRows, Look, Note, PageHeader, Pages, PostButton, RadioCards, Search, SectionHeader, Select, SpecList, Tag, Tone}};

/// The people who were found. The search is posted, for a name must not stand in an address or a log; so it shows one
/// page of what it found.
#[component]
pub fn PeoplePage(people: Paged<PersonRow>, query: String) -> impl IntoView {
    let (at, pages, total) = (people.page, if query.is_empty() { people.pages } else { 1 }, people.total);
    let list = if people.rows.is_empty() {
        let action = ("/operator/people".to_owned(), tr!(people.all).to_owned());
        view! { <Empty drawing=Drawing::Oops title=tr!(people.none) text=tr!(people.none_text) action/> }.into_any()
    } else {
        let rows = people.rows.into_iter().map(|row| {
            let end = if row.disabled_at.is_some() { tr!(people.disabled) } else { role_words(row.role) };
            let note = [row.kana, row.email].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            LinkRow::new(format!("/operator/people/{}", row.id), row.name).note(note).icon(if row.protected { Icon::Lock } else { Icon::Person }).end(end)
        });
        let rows = rows.collect::<Vec<_>>();
        view! {
            <p class="small mute num">{tr!(people.n, n = total).to_string()}</p>
            <LinkRows rows/>
        }
        .into_any()
    };
    view! {
        <OperatorPage title=tr!(people.title) path="/operator/people">
            <PageHeader title=tr!(people.title) sub=tr!(people.sub)/>
            <div class="stack g4">
                <Search action="/operator/people" label=tr!(people.find) value=query posted=true/>
                {list}
                <Pages page=at pages href=|n| format!("/operator/people?page={n}")/>
            </div>
        </OperatorPage>
    }
}

/// One person.
#[component]
pub fn PersonPage(file: PersonFile, form: FormState) -> impl IntoView {
    let (l, row) = (locale(), file.row.clone());
    let id = row.id;
    let email = if row.protected {
        tr!(people.email_hidden).to_owned()
    } else if row.email_confirmed {
        row.email.clone()
    } else {
        format!("{} ({})", row.email, tr!(board.email_unconfirmed))
    };
    let facts = vec![
        (tr!(board.email).to_owned(), email),
        (tr!(people.role).to_owned(), role_words(row.role).to_owned()),
        (tr!(board.since).to_owned(), format::full_day(l, day_of(file.since))),
        (tr!(people.sessions).to_owned(), tr!(people.sessions_n, n = file.sessions).to_string()),
        (tr!(people.seen).to_owned(), file.seen_at.map_or_else(|| "–".to_owned(), |at| format::instant(l, at))),
        (tr!(people.tokens).to_owned(), file.tokens.to_string()),
    ];
    let state = row.disabled_at.map(|at| {
        let words = tr!(people.disabled_since, at = format::instant(l, at)).to_string();
        view! { <Note tone=Tone::Warn icon=Icon::Lock>{words}</Note> }
    });
    let locked = file.locked.then(|| view! { <Note tone=Tone::Warn icon=Icon::Lock>{tr!(people.locked)}</Note> });
    let act = move |what: &str| format!("/operator/people/{id}/{what}");
    let kana = row.kana.clone();
    view! {
        <PersonFrame title=row.name.clone() back="/operator/people".to_owned()>
            <PageHeader title=row.name.clone() sub=kana>
                <p><Tag label=role_words(row.role) tone=Tone::Accent/></p>
            </PageHeader>
            <div class="stack g6">
                <FormProblems title=tr!(board.not_done) form=form.clone()/>
                {state}
                {locked}
                <SpecList facts/>
                <LinkButton href=format!("/staff/people/{id}") label=tr!(people.to_member) look=Look::Second/>
                <RoleForm file=file.clone() form=form.clone()/>
                <section class="stack g3">
                    <SectionHeader title=tr!(people.signing_in)/>
                    {file.locked.then(|| view! {
                        <PostButton action=act("unlock") label=tr!(people.unlock) look=Look::Second/>
                    })}
                    {(!row.email_confirmed).then(|| view! {
                        <PostButton action=act("confirmation") label=tr!(people.confirmation) look=Look::Second/>
                    })}
                    {(file.sessions > 0).then(|| view! {
                        <PostButton action=act("sessions") label=tr!(people.sessions_end) look=Look::Second/>
                    })}
                    <Disabling file=file.clone()/>
                </section>
                <SecondFactors file=file.clone()/>
                <ProtectionSection file form/>
                <section class="stack g3">
                    <SectionHeader title=tr!(people.merge)/>
                    <p class="mute">{tr!(people.merge_text)}</p>
                    <LinkButton href=act("merge") label=tr!(people.merge_begin) look=Look::Second/>
                </section>
            </div>
        </PersonFrame>
    }
}

#[component]
fn RoleForm(file: PersonFile, form: FormState) -> impl IntoView {
    let action = format!("/operator/people/{}/role", file.row.id);
    let options: Vec<_> =
        Role::iter().map(|role| (role.into_str().to_owned(), role_words(role).to_owned())).collect();
    let hint = if file.last_operator { tr!(people.last_operator) } else { tr!(people.role_hint) };
    view! {
        <section class="stack g3">
            <SectionHeader title=tr!(people.role)/>
            <form class="card stack g3" method="post" action=action>
                <Select label=tr!(people.role) name="role" options value=file.row.role.into_str() unmarked=true
                    error=form.error("role")/>
                <p class="small mute">{hint}</p>
                <Button label=tr!(people.role_do) look=Look::Second/>
            </form>
        </section>
    }
}

#[component]
fn SecondFactors(file: PersonFile) -> impl IntoView {
    let app = if file.totp { tr!(security.person_app_on) } else { tr!(security.person_app_off) };
    let facts = vec![
        (tr!(security.person_app).to_owned(), app.to_owned()),
        (tr!(security.person_passkeys).to_owned(), tr!(security.person_passkeys_n, n = file.passkeys).to_string()),
    ];
    let action = format!("/operator/people/{}/factors", file.row.id);
    let remove = (file.totp || file.passkeys > 0).then(|| view! {
        <p class="small mute">{tr!(security.person_remove_text)}</p>
        <PostButton action label=tr!(security.person_remove) look=Look::Danger/>
    });
    view! {
        <section class="stack g3">
            <SectionHeader title=tr!(security.person)/>
            <SpecList facts/>
            {remove}
        </section>
    }
}

#[component]
fn Disabling(file: PersonFile) -> impl IntoView {
    let id = file.row.id;
    if file.row.disabled_at.is_some() {
        let action = format!("/operator/people/{id}/enable");
        return view! { <PostButton action label=tr!(people.enable)/> }.into_any();
    }
    let action = format!("/operator/people/{id}/disable");
    view! {
        <p class="small mute">{tr!(people.disable_text)}</p>
        <PostButton action label=tr!(people.disable) look=Look::Danger/>
    }
    .into_any()
}

/// Asks for the other account.
#[component]
pub fn MergePage(kept: PersonRow, form: FormState) -> impl IntoView {
    let path = format!("/operator/people/{}", kept.id);
    let name = [kept.name.clone(), kept.email.clone()].into_iter().filter(|part| !part.is_empty());
    let sub = tr!(people.merge_ask, name = name.collect::<Vec<_>>().join(" ")).to_string();
    view! {
        <PersonFrame title=tr!(people.merge) back=path.clone()>
            <PageHeader title=tr!(people.merge) sub/>
            <div class="stack g5">
                <FormProblems title=tr!(members.problems) form=form.clone()/>
                <form class="card fields narrow" method="post" action=format!("{path}/merge")>
                    <Field label=tr!(people.merge_other) name="email" kind="email" value=form.value("email")
                        unmarked=true error=form.error("email") inputmode="email" maxlength=254/>
                    <Button label=tr!(people.merge_look)/>
                </form>
            </div>
        </PersonFrame>
    }
}

/// Shows what would happen, before it does.
#[component]
pub fn MergePreviewPage(preview: MergePreview) -> impl IntoView {
    let MergePreview { kept, gone, moves, makers } = preview;
    let path = format!("/operator/people/{}", kept.id);
    let who = |row: &PersonRow| {
        let name = if row.kana.is_empty() { row.name.clone() } else { format!("{} ({})", row.name, row.kana) };
        let lines = [name, row.email.clone(), role_words(row.role).to_owned()];
        lines.into_iter().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    };
    let sides = vec![
        (tr!(people.merge_kept).to_owned(), who(&kept)),
        (tr!(people.merge_gone).to_owned(), who(&gone)),
    ];
    let moves: Vec<_> = moves
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(what, n)| (belonging_words(what).to_owned(), tr!(people.merge_n, n = n).to_string()))
        .collect();
    let merge = format!("{path}/merge/do");
    let nothing = moves.is_empty().then(|| view! { <p class="mute">{tr!(people.merge_nothing)}</p> });
    let hidden = view! { <input type="hidden" name="other" value=gone.id.to_string()/> };
    view! {
        <PersonFrame title=tr!(people.merge) back=format!("{path}/merge")>
            <PageHeader title=tr!(people.merge) sub=tr!(people.merge_sub)/>
            <div class="stack g6">
                <SpecList facts=sides/>
                <section class="stack g3">
                    <SectionHeader title=tr!(people.merge_moves)/>
                    {nothing}
                    <SpecList facts=moves/>
                </section>
                <form method="post" action=merge class="stack g6">
                    {hidden}
                    {makers.map(|profiles| view! { <WhichProfile profiles/> })}
                    <Note tone=Tone::Warn icon=Icon::Alert>{tr!(people.merge_goes)}</Note>
                    <div class="row wrap g3">
                        <Button label=tr!(people.merge_do) look=Look::Danger/>
                        <LinkButton href=path label=tr!(people.merge_not) look=Look::Second/>
                    </div>
                </form>
            </div>
        </PersonFrame>
    }
}

/// Two makers: the profile that stays, with the pieces of both.
#[component]
fn WhichProfile(profiles: [MakerProfile; 2]) -> impl IntoView {
    let [kept, gone] = profiles;
    let sides = [
        (MergedProfile::Kept, tr!(people.merge_kept), kept),
        (MergedProfile::Gone, tr!(people.merge_gone), gone),
    ];
    let choices = sides.map(|(which, side, profile)| {
        let story = if profile.story.is_empty() { tr!(people.merge_story_none) } else { &*profile.story };
        Choice::new(which.into_str(), profile.trade_name).note(format!("{side}: {story}"))
    });
    view! {
        <div class="stack g3">
            <RadioCards legend=tr!(people.merge_profile) name="profile" choices=choices.into()
                value=MergedProfile::Kept.into_str()/>
            <p class="small mute">{tr!(people.merge_makers)}</p>
        </div>
    }
}

fn belonging_words(what: Belonging) -> &'static str {
    match what {
        Belonging::Bookings => tr!(people.of_bookings),
        Belonging::Waiting => tr!(people.of_waiting),
        Belonging::Missed => tr!(people.of_missed),
        Belonging::Inductions => tr!(people.of_inductions),
        Belonging::Questions => tr!(questions.kept),
        Belonging::Favourites => tr!(people.of_favourites),
        Belonging::Notes => tr!(people.of_notes),
        Belonging::Orders => tr!(people.of_orders),
        Belonging::Pieces => tr!(people.of_pieces),
        Belonging::Participations => tr!(people.of_participations),
        Belonging::Deeds => tr!(people.of_deeds),
    }
}
