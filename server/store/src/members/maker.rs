//! Maker profiles: a member with one is a maker.

use domain::{ConfirmedMember, DomainError, MakerId, Member, PhotoId, calendar::FiscalYear, members::MakerProfile};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, prelude::*};

use crate::{Cx, Error, Result, Store, Tx, db::violated_unique, entity::maker, shop::search_texts_of_maker};

/// Tries of an address for a profile, should another profile take it in the same moment.
const SLUG_TRIES_MAX: u32 = 3;

/// A profile as its owner edits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MakerRow {
    pub id: MakerId,
    pub slug: String,
    pub trade_name: String,
    pub story: String,
    pub photo: Option<PhotoId>,
}

impl Store {
    /// The member's own profile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn maker_own(&self, _cx: &Cx, member: &Member) -> Result<Option<MakerRow>> {
        let row =
            maker::Entity::find().filter(maker::Column::AccountId.eq(member.account_id)).one(self.db.read()).await?;
        Ok(row.map(line))
    }

    /// Makes the member a maker, or changes the profile. The address stays when the name changes: it is printed on
    /// labels. Needs a confirmed mail address, because buyers' questions go there.
    ///
    /// # Errors
    /// [`domain::members::AccountError::EmailNotConfirmed`].
    pub async fn maker_save(&self, cx: &Cx, member: &ConfirmedMember, profile: &MakerProfile) -> Result<MakerRow> {
        for _ in 0..SLUG_TRIES_MAX {
            let outcome = self.write("maker_save", |tx| async move { save(cx, &tx, member, profile).await }).await;
            match outcome {
                Err(Error::Db(error)) if violated_unique(&error).is_some_and(|name| name.starts_with("uq_maker")) => {}
                outcome => return outcome,
            }
        }
        Err(DomainError::Busy.into())
    }
}

async fn save(cx: &Cx, tx: &Tx, member: &Member, profile: &MakerProfile) -> Result<MakerRow> {
    let own = maker::Entity::find().filter(maker::Column::AccountId.eq(member.account_id)).one(tx).await?;
    let Some(own) = own else { return begin(cx, tx, member, profile).await };
    maker::Entity::update_many()
        .col_expr(maker::Column::TradeName, Expr::value(&profile.trade_name))
        .col_expr(maker::Column::Story, Expr::value(&profile.story))
        .filter(maker::Column::Id.eq(own.id))
        .exec(tx)
        .await?;
    if own.trade_name != profile.trade_name {
        search_texts_of_maker(tx, own.id).await?;
    }
    Ok(MakerRow { trade_name: profile.trade_name.clone(), story: profile.story.clone(), ..line(own) })
}

async fn begin(cx: &Cx, tx: &Tx, member: &Member, profile: &MakerProfile) -> Result<MakerRow> {
    let plain = profile.slug();
    let taken = maker::Entity::find().filter(maker::Column::Slug.eq(&plain)).one(tx).await?.is_some();
    let slug = if taken { format!("{plain}-{:06x}", rand::random_range(0..1 << 24)) } else { plain };
    let row = maker::Model {
        id: cx.new_id(),
        account_id: member.account_id,
        slug,
        trade_name: profile.trade_name.clone(),
        story: profile.story.clone(),
        story_en: None,
        since_fiscal_year: FiscalYear::of(cx.now).year(),
        photo_id: None,
        created_at: cx.now,
    };
    let active = maker::ActiveModel {
        id: Set(row.id),
        account_id: Set(row.account_id),
        slug: Set(row.slug.clone()),
        trade_name: Set(row.trade_name.clone()),
        story: Set(row.story.clone()),
        story_en: Set(None),
        since_fiscal_year: Set(row.since_fiscal_year),
        photo_id: Set(None),
        created_at: Set(row.created_at),
    };
    maker::Entity::insert(active).exec_without_returning(tx).await?;
    Ok(line(row))
}

fn line(row: maker::Model) -> MakerRow {
    MakerRow { id: row.id, slug: row.slug, trade_name: row.trade_name, story: row.story, photo: row.photo_id }
}
