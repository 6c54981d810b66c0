//! What a search looks through: `product.search_text`, in which all that is said of a piece stands folded. It is written
//! here alone, and read by `find.rs` alone, so the entity leaves it out. Whoever changes public words of a piece calls
//! this in the same transaction.
//!
//! The names of categories and tags are not in it: they are few and are compared when somebody looks, so that one that is renamed
//! changes no piece.

use domain::{
    MakerId, ProductId,
    shop::{Details, search_text},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};

use super::statement;
use crate::{Result, Tx};

/// All that is said of a piece: whatever joins the texts here, and in [`WordsRow::text`], is found.
const WORDS: &str = "SELECT p.id, p.title, p.title_en, p.description, p.description_en, p.details, m.trade_name, p.search_text \
                     FROM product p JOIN maker m ON m.id = p.maker_id WHERE";

#[derive(FromQueryResult)]
struct WordsRow {
    id: ProductId,
    title: String,
    title_en: Option<String>,
    description: String,
    description_en: Option<String>,
    details: Details,
    trade_name: String,
    /// As it stands.
    search_text: String,
}

impl WordsRow {
    fn text(&self) -> String {
        let english = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        let (title_en, description_en) = (english(&self.title_en), english(&self.description_en));
        search_text([
            &*self.title,
            &title_en,
            &self.description,
            &description_en,
            &self.details.materials,
            &self.trade_name,
        ])
    }
}

/// Writes the text of a piece that the staff have approved.
pub(super) async fn refresh(tx: &Tx, id: ProductId) -> Result<()> {
    rewrite(tx, "p.id = $1", vec![id.into()]).await
}

/// Writes the texts of a maker's pieces anew, also of those that have left the shop: no old name stays in them. What never
/// was in the shop has none.
pub(crate) async fn search_texts_of_maker(tx: &Tx, id: MakerId) -> Result<()> {
    rewrite(tx, "p.maker_id = $1 AND p.search_text <> ''", vec![id.into()]).await
}

/// Writes the texts of pieces that came into the shop as rows, without the staff: of a large data set for measuring.
///
/// # Errors
/// When the database fails.
pub async fn fill_search_texts(tx: &Tx) -> Result<()> {
    rewrite(tx, "p.search_text = '' AND p.published_at IS NOT NULL", Vec::new()).await
}

async fn rewrite(tx: &Tx, of: &str, values: Vec<Value>) -> Result<()> {
    let rows = WordsRow::find_by_statement(statement(tx, format!("{WORDS} {of}"), values)).all(tx).await?;
    for row in rows {
        let text = row.text();
        if text != row.search_text {
            let update = "UPDATE product SET search_text = $1 WHERE id = $2";
            tx.execute_raw(statement(tx, update, vec![text.into(), row.id.into()])).await?;
        }
    }
    Ok(())
}
