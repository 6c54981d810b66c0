//! Short words for what every migration repeats: a foreign key and an index.

use sea_orm_migration::prelude::*;

/// A foreign key to `target.id`; deleting the target is refused.
pub fn fk(table: &'static str, col: &'static str, target: &'static str) -> ForeignKeyCreateStatement {
    fk_to(table, col, target, "id")
}

/// A foreign key to `target.key`; deleting the target is refused.
pub fn fk_to(
    table: &'static str,
    col: &'static str,
    target: &'static str,
    key: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("fk_{table}_{col}"))
        .from(table, col)
        .to(target, key)
        .on_delete(ForeignKeyAction::Restrict)
        .to_owned()
}

/// An index named after its table and columns.
pub fn index(table: &'static str, cols: &[&'static str]) -> IndexCreateStatement {
    index_named("ix", table, cols)
}

/// A unique index named `uq_table_columns`: the store maps its violation to a domain error by this name.
pub fn unique(table: &'static str, cols: &[&'static str]) -> IndexCreateStatement {
    index_named("uq", table, cols).unique().to_owned()
}

fn index_named(prefix: &str, table: &'static str, cols: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index.name(format!("{prefix}_{table}_{}", cols.join("_"))).table(table);
    for col in cols {
        index.col(*col);
    }
    index
}

/// Creates the tables, then their indexes.
pub async fn create(
    m: &SchemaManager<'_>,
    tables: Vec<TableCreateStatement>,
    indexes: Vec<IndexCreateStatement>,
) -> Result<(), DbErr> {
    for table in tables {
        m.create_table(table).await?;
    }
    for index in indexes {
        m.create_index(index).await?;
    }
    Ok(())
}
