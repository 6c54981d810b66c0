//! What can be chosen of products.

use std::collections::HashMap;

use domain::{
    OptionChoiceId, ProductId, ProductOptionId, Yen,
    catalog::{OptionChoice, OptionKind, ProductOption},
    shop::OptionDraft,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::{Expr, ExprTrait, Query},
};

use crate::{
    Cx, Result, Tx,
    entity::{product_option, product_option_choice},
};

/// What can be chosen of a product, in its maker's order.
pub(crate) async fn product_options(conn: &impl ConnectionTrait, id: ProductId) -> Result<Vec<ProductOption>> {
    Ok(options_of(conn, &[id]).await?.remove(&id).unwrap_or_default())
}

/// As [`product_options`], of several products; those without options are not there.
pub(crate) async fn options_of(
    conn: &impl ConnectionTrait,
    ids: &[ProductId],
) -> Result<HashMap<ProductId, Vec<ProductOption>>> {
    let rows = product_option::Entity::find()
        .filter(product_option::Column::ProductId.is_in(ids.iter().copied()))
        .order_by_asc(product_option::Column::Position)
        .all(conn)
        .await?;
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let choices = product_option_choice::Entity::find()
        .filter(product_option_choice::Column::OptionId.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(product_option_choice::Column::Position)
        .all(conn)
        .await?;
    let mut out: HashMap<ProductId, Vec<ProductOption>> = HashMap::new();
    for row in rows {
        let choices = choices.iter().filter(|choice| choice.option_id == row.id).map(choice_of).collect();
        out.entry(row.product_id).or_default().push(ProductOption {
            id: row.id,
            name: row.name,
            kind: row.kind,
            required: row.required,
            max_chars: row.max_chars,
            extra: row.extra_yen,
            choices,
        });
    }
    Ok(out)
}

fn choice_of(row: &product_option_choice::Model) -> OptionChoice {
    OptionChoice { id: row.id, label: row.label.clone(), extra: row.extra_yen }
}

/// Offers these and no others. What keeps its name keeps its id, so that a cart that names it stays good.
pub(crate) async fn put_options(cx: &Cx, tx: &Tx, id: ProductId, wanted: &[OptionDraft]) -> Result<()> {
    let before = product_options(tx, id).await?;
    if before.iter().map(OptionDraft::from).eq(wanted.iter().cloned()) {
        return Ok(());
    }
    delete_options(tx, id).await?;
    let (mut options, mut choices) = (Vec::new(), Vec::new());
    for (position, draft) in (0..).zip(wanted) {
        let same = before.iter().find(|old| old.kind == draft.kind && old.name == draft.name);
        let same = same.filter(|old| options.iter().all(|row: &product_option::ActiveModel| row.id != Set(old.id)));
        let option_id = same.map_or_else(|| cx.new_id(), |old| old.id);
        options.push(option_row(id, option_id, position, draft));
        let mut kept: Vec<&OptionChoice> = same.map(|old| old.choices.iter().collect()).unwrap_or_default();
        for (position, (label, yen)) in (0..).zip(&draft.choices) {
            let same = kept.iter().position(|old| old.label == *label).map(|at| kept.remove(at).id);
            let choice: OptionChoiceId = same.unwrap_or_else(|| cx.new_id());
            choices.push(product_option_choice::ActiveModel {
                id: Set(choice),
                option_id: Set(option_id),
                position: Set(position),
                label: Set(label.clone()),
                extra_yen: Set(Yen(*yen)),
            });
        }
    }
    if !options.is_empty() {
        product_option::Entity::insert_many(options).exec_without_returning(tx).await?;
    }
    if !choices.is_empty() {
        product_option_choice::Entity::insert_many(choices).exec_without_returning(tx).await?;
    }
    Ok(())
}

fn option_row(
    product: ProductId,
    id: ProductOptionId,
    position: i32,
    draft: &OptionDraft,
) -> product_option::ActiveModel {
    let is_text = draft.kind == OptionKind::Text;
    product_option::ActiveModel {
        id: Set(id),
        product_id: Set(product),
        position: Set(position),
        name: Set(draft.name.clone()),
        kind: Set(draft.kind),
        required: Set(draft.required),
        max_chars: Set(draft.max_chars),
        extra_yen: Set(if is_text { Yen(draft.extra_yen) } else { Yen::ZERO }),
    }
}

async fn delete_options(tx: &Tx, id: ProductId) -> Result<()> {
    let own = Query::select()
        .column(product_option::Column::Id)
        .from(product_option::Entity)
        .and_where(Expr::col(product_option::Column::ProductId).eq(id))
        .to_owned();
    product_option_choice::Entity::delete_many()
        .filter(product_option_choice::Column::OptionId.in_subquery(own))
        .exec(tx)
        .await?;
    product_option::Entity::delete_many().filter(product_option::Column::ProductId.eq(id)).exec(tx).await?;
    Ok(())
}
