//! The form of one part of the site's settings, with what it will look like.

use std::sync::Arc;

use domain::{IntoEnumIterator, members::SecondFactorRule, orders::SaleTerms, site::{ADDRESS_CHARS_MAX, SPACE_NAME_CHARS_MAX, SitePart, SiteSettings}};

use super::{fields::OwnText, look::{Colours, LogoForm, TakeNearest}, preview::Preview};
use crate::{document::OperatorPage, form::{FormProblems, FormState}, own::{built_in, part_name, problem_name, rule_name, text_name}, page::{Locale, page}, prelude::*, ui::{BackLink, Button, Choice, Field, Icon, LinkButton, Look, More, Note, PageHeader, PostButton, RadioCards, SectionHeader, Size, Tone, paths}};

/// How mails leave this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailState {
    /// By a mail server; else only into a folder.
    pub by_smtp: bool,
    pub from: String,
    /// Where the test mail goes: to whoever asks.
    pub to: String,
    /// Why the last try failed.
    pub error: Option<String>,
}

/// One part of the settings.
#[component]
pub fn SitePartPage(
    part: SitePart,
    form: FormState,
    site: Arc<SiteSettings>,
    /// What the built-in words of the legal notice follow from; no other form asks for it.
    #[prop(optional)]
    terms: SaleTerms,
    /// What the form would make of the settings, to be looked at.
    #[prop(optional_no_strip)]
    preview: Option<SiteSettings>,
    /// Why the logo that was sent was refused.
    #[prop(optional_no_strip)]
    logo_error: Option<String>,
    #[prop(optional_no_strip)] mail: Option<MailState>,
) -> impl IntoView {
    let title = part_name(part);
    let fields = match part {
        SitePart::Space => view! { <Space form=form.clone()/> }.into_any(),
        SitePart::Look => view! { <Colours form=form.clone()/> }.into_any(),
        SitePart::Receipt => view! { <Receipt form=form.clone()/> }.into_any(),
        SitePart::Law => view! { <Law form=form.clone() site=site.clone()/> }.into_any(),
        SitePart::Security => view! { <SecondFactor form=form.clone()/> }.into_any(),
        SitePart::Home | SitePart::Shop | SitePart::Mail => view! { <Note>{tr!(space.texts_hint)}</Note> }.into_any(),
    };
    let texts = own_texts(part, &form, &terms);
    // Many texts that most spaces leave as they are: out of the way until somebody wants one.
    let texts = if part == SitePart::Law {
        let is_own = part.texts().iter().any(|text| site.text(*text).is_some());
        let open = is_own || preview.is_some() || !form.is_fine();
        view! { <More summary=tr!(space.law_texts) open><div class="stack g5"><Note>{tr!(space.texts_hint)}</Note>{texts}</div></More> }.into_any()
    } else {
        texts.into_any()
    };
    let can_be_seen = part != SitePart::Security;
    let preview = preview.map(|site| view! { <Preview part site=Arc::new(site) terms=terms.clone()/> });
    let above = (part == SitePart::Look).then(|| view! { <LogoForm site=site.clone() error=logo_error/> });
    let below = mail.map(|mail| view! { <TestMail mail/> });
    let look = shown_at(part).filter(|_| site.public || page().actor.operator().is_ok()).map(|href| {
        view! { <LinkButton href label=tr!(space.see_page) look=Look::Quiet size=Size::Small/> }
    });
    view! {
        <OperatorPage title path="/operator/site">
            <div class="stack g3">
                <BackLink href="/operator/site" label=tr!(space.hub_title)/>
                <PageHeader title>{look}</PageHeader>
            </div>
            <div class="stack g6">
                <FormProblems title=tr!(rules.errors_title) form=form.clone() names=problem_name/>
                <TakeNearest form/>
                {preview}
                {above}
                <form class="stack g5" method="post" action=format!("/operator/site/{part}") novalidate=true>
                    {fields}
                    {texts}
                    <div class="row wrap">
                        <Button label=tr!(common.save) size=Size::Big/>
                        {can_be_seen.then(|| view! {
                            <Button label=tr!(space.preview) look=Look::Second size=Size::Big name="act" value="preview"/>
                        })}
                    </div>
                </form>
                {below}
            </div>
        </OperatorPage>
    }
}

fn own_texts(part: SitePart, form: &FormState, terms: &SaleTerms) -> impl IntoView + use<> {
    let texts = part.texts().iter().map(|text| {
        let built_in = [Locale::ja, Locale::en].map(|l| built_in(l, *text, terms));
        view! {
            <OwnText form=form.clone() name=text.into_str() label=text_name(*text) chars_max=text.chars_max()
                long=text.is_long() built_in/>
        }
    });
    texts.collect_view()
}

/// The page on which the part is read.
fn shown_at(part: SitePart) -> Option<&'static str> {
    match part {
        SitePart::Space | SitePart::Look | SitePart::Home => Some(paths::HOME),
        SitePart::Shop => Some(paths::SHOP),
        SitePart::Law => Some(paths::LAW),
        SitePart::Receipt | SitePart::Mail | SitePart::Security => None,
    }
}

#[component]
fn Space(form: FormState) -> impl IntoView {
    view! {
        <OwnText form=form.clone() name="space_name" label=tr!(space.space_name) chars_max=SPACE_NAME_CHARS_MAX
            long=false required=true/>
        <OwnText form=form.clone() name="address" label=tr!(space.address) chars_max=ADDRESS_CHARS_MAX long=false/>
        <OwnText form=form.clone() name="access" label=tr!(space.access) chars_max=ADDRESS_CHARS_MAX long=true/>
        <div class="two">
            <Field label=tr!(space.phone) name="phone" kind="tel" value=form.value("phone") error=form.error("phone")
                required=false autocomplete="tel" hint=tr!(space.phone_hint)/>
            <Field label=tr!(space.email) name="email" kind="email" value=form.value("email")
                error=form.error("email") required=false inputmode="email" hint=tr!(space.email_hint) maxlength=254/>
        </div>
    }
    .into_any()
}

#[component]
fn Receipt(form: FormState) -> impl IntoView {
    let length = u32::try_from(SPACE_NAME_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <Field label=tr!(space.issuer_name) name="issuer_name" value=form.value("issuer_name")
            error=form.error("issuer_name") hint=tr!(space.issuer_hint) maxlength=length/>
        <Field label=tr!(space.invoice_number) name="invoice_number" value=form.value("invoice_number")
            error=form.error("invoice_number") required=false hint=tr!(space.invoice_hint) placeholder="T1234567890123"
            autocomplete="off" maxlength=20/>
        <p class="small"><a href="/operator/shop#tax">{tr!(space.tax_link)}</a></p>
    }
    .into_any()
}

/// What is asked for here, and what comes from the other forms.
#[component]
fn Law(form: FormState, site: Arc<SiteSettings>) -> impl IntoView {
    let length = u32::try_from(SPACE_NAME_CHARS_MAX).unwrap_or(u32::MAX);
    let rows = [
        (tr!(legal.law_seller), site.issuer_name.clone(), "/operator/site/receipt#f-issuer_name"),
        (tr!(legal.law_address), site.address.clone(), "/operator/site/space#f-address_ja"),
        (tr!(legal.law_phone), site.phone.clone(), "/operator/site/space#f-phone"),
        (tr!(legal.law_mail), site.email.clone(), "/operator/site/space#f-email"),
    ];
    let rows = rows.map(|(name, value, href)| {
        let value = if value.is_empty() { tr!(legal.missing).to_owned() } else { value };
        view! { <dt>{name}</dt><dd>{value}" "<a class="small" href=href>{tr!(space.change)}</a></dd> }
    });
    view! {
        <section class="stack g3" aria-labelledby="from-others">
            <SectionHeader title=tr!(space.law_from_others) id="from-others"/>
            <dl class="says">{rows.into_iter().collect_view()}</dl>
        </section>
        <Field label=tr!(legal.law_person) name="responsible_person" value=form.value("responsible_person")
            error=form.error("responsible_person") hint=tr!(space.person_hint) maxlength=length/>
    }
    .into_any()
}

#[component]
fn SecondFactor(form: FormState) -> impl IntoView {
    let choices = SecondFactorRule::iter().map(|rule| {
        let note = match rule {
            SecondFactorRule::Nobody => tr!(security.rule_nobody_note),
            SecondFactorRule::Operators => tr!(security.rule_operators_note),
            SecondFactorRule::Staff => tr!(security.rule_staff_note),
        };
        Choice::new(rule.into_str(), rule_name(rule)).note(note)
    });
    let choices = choices.collect::<Vec<_>>();
    view! {
        <RadioCards legend=tr!(security.rule) name="second_factor" choices value=form.value("second_factor")
            error=form.error("second_factor")/>
        <Note icon=Icon::Shield>{tr!(security.rule_hint)}</Note>
    }
    .into_any()
}

#[component]
fn TestMail(mail: MailState) -> impl IntoView {
    let way = if mail.by_smtp {
        view! { <Note tone=Tone::Ok>{tr!(space.mail_by_smtp, from = mail.from).to_string()}</Note> }.into_any()
    } else {
        view! { <Note tone=Tone::Warn>{tr!(space.mail_no_smtp)}</Note> }.into_any()
    };
    let error = mail.error.map(|error| {
        view! { <Note tone=Tone::Bad>{tr!(space.mail_failed, error = error).to_string()}</Note> }
    });
    view! {
        <section class="card stack g3" aria-labelledby="test">
            <SectionHeader title=tr!(space.mail_test) id="test"/>
            {way}
            {error}
            <p class="small mute">{tr!(space.mail_test_to, to = mail.to).to_string()}</p>
            <PostButton action="/operator/site/mail/test" label=tr!(space.mail_test_send) look=Look::Second/>
        </section>
    }
    .into_any()
}
