//! Accounts: the four that are printed, the makers, and the sixty participants of the plan's three years.

use sea_orm::ActiveValue::Set;
use store::{Result, Tx, entity};
use uuid::Uuid;

use super::{ACCOUNTS, Seeder, insert_all, named, space::Machines};
use crate::content::makers;

/// New participants of each fiscal year, as the plan aims (地域再生計画 5-2(4), 目標2).
pub const COHORTS: [(i32, usize); 3] = [(2016, 10), (2017, 20), (2018, 30)];

const SURNAMES: [&str; 20] = [
    "佐藤",
    "鈴木",
    "高橋",
    "田中",
    "伊藤",
    "渡辺",
    "山本",
    "中村",
    "小林",
    "加藤",
    "吉田",
    "山田",
    "佐々木",
    "松本",
    "井上",
    "木村",
    "清水",
    "斎藤",
    "森",
    "石川",
];
const GIVEN: [&str; 13] =
    ["陽子", "美咲", "真理", "健一", "由美", "恵", "千春", "直樹", "香織", "さくら", "誠", "理恵", "あゆみ"];

/// Someone who took part, and the fiscal year in which they first did.
pub struct Participant {
    pub account_id: Uuid,
    pub first_year: i32,
    pub is_maker: bool,
}

pub struct People {
    pub member: Uuid,
    /// Maker profiles in the order of the content.
    pub makers: Vec<Uuid>,
    /// Sixty, cohort by cohort; makers stand at the head of the cohort they joined in.
    pub participants: Vec<Participant>,
}

pub async fn load(seeder: &mut Seeder, tx: &Tx, phc: &str, machines: &Machines) -> Result<People> {
    let mut accounts = Vec::new();
    let mut account = |seeder: &mut Seeder, email: &str, name: String, role: &str| {
        let id = seeder.id();
        accounts.push(entity::account::ActiveModel {
            id: Set(id),
            email: Set(email.to_owned()),
            password_hash: Set(phc.to_owned()),
            display_name: Set(name),
            role: Set(role.to_owned()),
            created_at: Set(seeder.now),
            email_confirmed_at: Set(Some(seeder.now)),
        });
        id
    };
    let member = account(seeder, ACCOUNTS[0].0, "見本 会員".into(), "member");
    let staff = account(seeder, ACCOUNTS[2].0, "見本 スタッフ".into(), "staff");
    account(seeder, ACCOUNTS[3].0, "見本 運営".into(), "operator");
    let maker_accounts: Vec<Uuid> =
        makers().iter().map(|maker| account(seeder, maker.email, maker.person.to_owned(), "member")).collect();
    let mut participants = Vec::new();
    for (year, size) in COHORTS {
        let joined = makers().iter().zip(&maker_accounts).filter(|(maker, _)| first_year(maker) == year);
        let mut cohort: Vec<Participant> = joined
            .map(|(_, id)| Participant { account_id: *id, first_year: year, is_maker: true })
            .take(size)
            .collect();
        while cohort.len() < size {
            let n = participants.len() + cohort.len() + 1;
            let id = account(seeder, &format!("person{n:02}@example.jp"), person_name(n), "member");
            cohort.push(Participant { account_id: id, first_year: year, is_maker: false });
        }
        participants.extend(cohort);
    }
    insert_all(tx, accounts).await?;
    let makers = load_makers(seeder, tx, &maker_accounts).await?;
    certify(seeder, tx, member, machines).await?;
    certify(seeder, tx, staff, machines).await?;
    named(maker_email(), "maker@example.jp")?;
    Ok(People { member, makers, participants })
}

/// The year a maker joined, within the plan's three.
fn first_year(maker: &crate::content::Maker) -> i32 {
    maker.joined_fiscal_year.clamp(COHORTS[0].0, COHORTS[2].0)
}

fn person_name(n: usize) -> String {
    format!("{} {}", SURNAMES[n % SURNAMES.len()], GIVEN[(n * 7) % GIVEN.len()])
}

/// The printed maker account is one of the content's.
fn maker_email() -> Option<()> {
    makers().iter().any(|maker| maker.email == ACCOUNTS[1].0).then_some(())
}

async fn load_makers(seeder: &mut Seeder, tx: &Tx, accounts: &[Uuid]) -> Result<Vec<Uuid>> {
    let ids: Vec<Uuid> = accounts.iter().map(|_| seeder.id()).collect();
    let rows = makers().iter().zip(accounts).zip(&ids).map(|((maker, account_id), id)| entity::maker::ActiveModel {
        id: Set(*id),
        account_id: Set(*account_id),
        slug: Set(maker.slug.to_owned()),
        trade_name: Set(maker.trade_name.ja.to_owned()),
        story: Set(maker.story.ja.to_owned()),
        story_en: Set(Some(maker.story.en.to_owned())),
        since_fiscal_year: Set(maker.joined_fiscal_year),
        created_at: Set(seeder.now),
    });
    insert_all(tx, rows.collect()).await?;
    Ok(ids)
}

async fn certify(seeder: &Seeder, tx: &Tx, member: Uuid, machines: &Machines) -> Result<()> {
    let mut types: Vec<Uuid> = machines.values().map(|machine| machine.type_id).collect();
    types.sort_unstable();
    let rows = types.into_iter().map(|type_id| entity::certification::ActiveModel {
        account_id: Set(member),
        equipment_type_id: Set(type_id),
        certified_at: Set(seeder.now),
        lapses_at: Set(None),
    });
    insert_all(tx, rows.collect()).await
}
