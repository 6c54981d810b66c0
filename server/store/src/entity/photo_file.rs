//! The files of one photo, from before they are written until after they are deleted.

use domain::{MakerId, PhotoId};
use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "photo_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub photo_id: PhotoId,
    /// `None` for the photo of a machine and the logo.
    pub maker_id: Option<MakerId>,
    /// Of all sizes together.
    pub bytes: i64,
    /// The files are being deleted: nothing may show them any more.
    pub going: bool,
    pub created_at: ChronoDateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
