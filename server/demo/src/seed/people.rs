//! Accounts: the four that are printed, the makers, and the sixty participants of the plan's three years.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    Account, Actor,
    calendar::{FiscalYear, at_minute},
    form::FormInput,
    members::{MakerProfile, NewAccount, Role},
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use store::{Cx, Error, Result, Store, entity};

use super::{rows::named, space::Equipment};
use crate::content::{COHORTS, Maker, makers};

/// The password of every demo account.
pub const PASSWORD: &str = "tsukuriba-demo";
/// Of everybody; nobody has it.
const PHONE: &str = "0422-00-0000";
/// The accounts that `serve --demo` prints, with what they are for.
pub const ACCOUNTS: [(&str, &str); 4] = [
    ("member@example.jp", "books machines; certified for every machine"),
    ("maker@example.jp", "lists and sells"),
    ("staff@example.jp", "approves and rings up at /staff/register"),
    ("operator@example.jp", "reports at /operator/kpi?fy=2018"),
];
/// Every so many-th participant has done the induction of one kind of equipment; of the next kind, the one after.
const CERTIFIED_STEP: usize = 6;
/// Inductions were given before any booking of the demo was made.
const CERTIFIED_DAYS_AGO: i64 = 60;

/// Names and how they are read.
const SURNAMES: [(&str, &str); 20] = [
    ("佐藤", "さとう"),
    ("鈴木", "すずき"),
    ("高橋", "たかはし"),
    ("田中", "たなか"),
    ("伊藤", "いとう"),
    ("渡辺", "わたなべ"),
    ("山本", "やまもと"),
    ("中村", "なかむら"),
    ("小林", "こばやし"),
    ("加藤", "かとう"),
    ("吉田", "よしだ"),
    ("山田", "やまだ"),
    ("佐々木", "ささき"),
    ("松本", "まつもと"),
    ("井上", "いのうえ"),
    ("木村", "きむら"),
    ("清水", "しみず"),
    ("斎藤", "さいとう"),
    ("森", "もり"),
    ("石川", "いしかわ"),
];
const GIVEN: [(&str, &str); 13] = [
    ("陽子", "ようこ"),
    ("美咲", "みさき"),
    ("真理", "まり"),
    ("健一", "けんいち"),
    ("由美", "ゆみ"),
    ("恵", "めぐみ"),
    ("千春", "ちはる"),
    ("直樹", "なおき"),
    ("香織", "かおり"),
    ("さくら", "さくら"),
    ("誠", "まこと"),
    ("理恵", "りえ"),
    ("あゆみ", "あゆみ"),
];

/// Somebody with an account.
#[derive(Clone)]
pub struct Person(pub Account);

impl Person {
    /// The person at that time.
    pub fn at(&self, now: DateTime<Utc>) -> Cx {
        Cx { actor: Actor::Account(self.0.clone()), now, request_id: "seed demo".to_owned() }
    }
}

/// Those who run the space, and the printed member.
pub struct Office {
    pub operator: Person,
    pub staff: Person,
    pub member: Person,
}

/// Someone who took part, and the fiscal year in which they first did.
pub struct Participant {
    pub person: Person,
    pub first_year: i32,
    pub is_maker: bool,
}

pub struct People {
    pub staff: Person,
    pub member: Person,
    /// In the order of the content.
    pub makers: Vec<Person>,
    /// Sixty, cohort by cohort; makers stand at the head of the cohort they joined in.
    pub participants: Vec<Participant>,
}

pub async fn office(store: &Store, now: DateTime<Utc>) -> Result<Office> {
    Ok(Office {
        operator: account(store, now, ACCOUNTS[3].0, ("見本 運営", "みほん うんえい"), Role::Operator).await?,
        staff: account(store, now, ACCOUNTS[2].0, ("見本 スタッフ", "みほん すたっふ"), Role::Staff).await?,
        member: account(store, now, ACCOUNTS[0].0, ("見本 会員", "みほん かいいん"), Role::Member).await?,
    })
}

pub async fn load(store: &Store, office: &Office, equipment: &Equipment, now: DateTime<Utc>) -> Result<People> {
    let mut owners = Vec::new();
    for maker in makers() {
        owners.push(become_maker(store, maker, now).await?);
    }
    named(makers().iter().find(|maker| maker.email == ACCOUNTS[1].0), ACCOUNTS[1].0)?;
    let mut participants = Vec::new();
    for (year, size) in COHORTS {
        let joined = makers().iter().zip(&owners).filter(|(maker, _)| first_year(maker) == year);
        let mut cohort: Vec<Participant> = joined
            .map(|(_, owner)| Participant { person: owner.clone(), first_year: year, is_maker: true })
            .take(size)
            .collect();
        while cohort.len() < size {
            let n = participants.len() + cohort.len() + 1;
            let (name, kana) = person_name(n);
            let person = account(store, now, &format!("person{n:02}@example.jp"), (&name, &kana), Role::Member).await?;
            cohort.push(Participant { person, first_year: year, is_maker: false });
        }
        participants.extend(cohort);
    }
    let people = People { staff: office.staff.clone(), member: office.member.clone(), makers: owners, participants };
    certify(store, &people, equipment, now).await?;
    Ok(people)
}

async fn account(
    store: &Store,
    now: DateTime<Utc>,
    email: &str,
    (name, kana): (&str, &str),
    role: Role,
) -> Result<Person> {
    let input = FormInput::default().with("display_name", name).with("kana", kana).with("phone", PHONE);
    let input = input.with("email", email).with("password", PASSWORD);
    let new = NewAccount::read(&input).map_err(|errors| Error::internal(format!("{errors:?}")))?;
    let id = store.account_create(&Cx::system(now, "seed demo"), &new, role).await?;
    Ok(Person(Account {
        id,
        role,
        display_name: new.profile.display_name,
        email: email.to_owned(),
        email_confirmed: true,
        maker_id: None,
    }))
}

/// An account whose profile began in the year in which the maker joined.
async fn become_maker(store: &Store, maker: &Maker, now: DateTime<Utc>) -> Result<Person> {
    let mut person = account(store, now, maker.email, (maker.person, maker.person_kana), Role::Member).await?;
    let joined = FiscalYear::new(maker.joined_fiscal_year).map_or_else(NaiveDate::default, |year| year.days().0);
    let cx = person.at(at_minute(joined + TimeDelta::days(14), 600));
    let profile = MakerProfile::parse(maker.trade_name.ja, maker.story.ja)
        .map_err(|errors| Error::internal(format!("{errors:?}")))?;
    let id = store.maker_save(&cx, &cx.actor.confirmed_member()?, &profile).await?.id;
    // No operation: a profile's form asks for neither an address nor a story in English.
    store
        .write("seed_demo_maker", |tx| async move {
            let row = entity::maker::ActiveModel {
                id: Set(id),
                slug: Set(maker.slug.to_owned()),
                story_en: Set(Some(maker.story.en.to_owned())),
                ..Default::default()
            };
            entity::maker::Entity::update(row).exec(&tx).await?;
            Ok(())
        })
        .await?;
    person.0.maker_id = Some(id);
    Ok(person)
}

/// The year a maker joined, within the plan's three.
fn first_year(maker: &Maker) -> i32 {
    maker.joined_fiscal_year.clamp(COHORTS[0].0, COHORTS[2].0)
}

fn person_name(n: usize) -> (String, String) {
    let (surname, given) = (SURNAMES[n % SURNAMES.len()], GIVEN[(n * 7) % GIVEN.len()]);
    (format!("{} {}", surname.0, given.0), format!("{} {}", surname.1, given.1))
}

/// Who has done the induction of the `nth` kind of equipment, beside the printed member and the staff.
pub fn certified(people: &People, nth: usize) -> impl Iterator<Item = &Participant> {
    people.participants.iter().skip(nth % CERTIFIED_STEP).step_by(CERTIFIED_STEP)
}

async fn certify(store: &Store, people: &People, equipment: &Equipment, now: DateTime<Utc>) -> Result<()> {
    let cx = people.staff.at(now - TimeDelta::days(CERTIFIED_DAYS_AGO));
    let staff = cx.actor.staff()?;
    for (nth, kind) in equipment.iter().enumerate() {
        let mut done = vec![people.member.0.id, people.staff.0.id];
        if kind.draft.rules.induction_required {
            done.extend(certified(people, nth).map(|participant| participant.person.0.id));
        }
        for id in done {
            store.certification_grant(&cx, &staff, id, kind.id, None).await?;
        }
    }
    Ok(())
}
