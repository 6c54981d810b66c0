//! Whom the demo shows: makers with their goods, and who invites. Machines, categories, plans and hours are the template's.

mod details;
mod makers;
mod products_cloth;
mod products_kids;
mod products_small;
mod products_wood;
mod space;

use std::sync::LazyLock;

use crate::draw::{Art, Emblem, Ground, Motif, Palette, Pattern};

pub use details::{details, tags};
pub use makers::{Maker, makers};
pub use space::{Space, space};

/// The consumption tax on every demo product: none of them is food.
pub const TAX_RATE_PERCENT: u8 = 10;

/// New participants of each fiscal year, as the plan aims (地域再生計画 5-2(4), 目標2).
pub const COHORTS: [(i32, usize); 3] = [(2016, 10), (2017, 20), (2018, 30)];

/// A text in Japanese and English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Both {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

const fn both(ja: &'static str, en: &'static str) -> Both {
    Both { ja, en }
}

/// How a product is kept in stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supply {
    /// 一点もの: there is one, and never a second.
    OneOfAKind,
    /// Made in small batches.
    Stocked,
    /// 受注制作: made after the order.
    MadeToOrder,
}

/// A product on the demo's shelves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Product {
    /// Its name.
    pub title: Both,
    /// What it is, how large, how to care for it.
    pub text: Both,
    /// Slug of its category.
    pub category: &'static str,
    /// Index into [`makers`].
    pub maker: usize,
    /// Price in yen, tax included at [`TAX_RATE_PERCENT`].
    pub price_yen: i64,
    /// Pieces on hand; 0 is sold out.
    pub stock: u32,
    /// One of a kind, stocked or made to order.
    pub supply: Supply,
    /// Slug of the machine type that made it.
    pub equipment: &'static str,
    /// How its picture is drawn.
    pub art: Art,
}

const fn art(motif: Motif, pattern: Pattern, emblem: Emblem, palette: Palette, ground: Ground) -> Art {
    Art { motif, pattern, emblem, palette, ground }
}

/// The sixty products. Neighbours differ in kind, so that the newest-first list looks alive.
pub fn products() -> &'static [Product] {
    static ALL: LazyLock<Vec<Product>> = LazyLock::new(|| {
        let shelves: [&[Product]; 4] =
            [&products_cloth::PRODUCTS, &products_wood::PRODUCTS, &products_small::PRODUCTS, &products_kids::PRODUCTS];
        let longest = shelves.iter().map(|shelf| shelf.len()).max().unwrap_or(0);
        (0..longest).flat_map(|row| shelves.iter().filter_map(move |shelf| shelf.get(row).copied())).collect()
    });
    &ALL
}
