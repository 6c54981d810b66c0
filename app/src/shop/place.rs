//! Where among the lists a piece was opened, so that the way back leads there: what the list was narrowed by, its page,
//! and the piece's place.

use std::fmt::Display;

use domain::{form::FormInput, shop::{PAGE_MAX, ShopChoices, ShopFilter}};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands in an address as it is, beside letters and figures.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');
/// The word of lists of the shop, where the other fields would name a maker's own page.
const OF_SHOP: &str = "shop";

/// A list of pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum List {
    /// The shelf, as far as it is narrowed.
    Shop(Box<ShopFilter>),
    /// A maker's own, by their word in addresses.
    Maker(String),
}

impl Default for List {
    fn default() -> List {
        List::Shop(Box::default())
    }
}

/// A page of a list, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub list: List,
    pub page: u64,
}

impl Default for Place {
    fn default() -> Self {
        Place { list: List::default(), page: 1 }
    }
}

impl List {
    /// The shelf, narrowed by this.
    pub fn shop(filter: ShopFilter) -> List {
        List::Shop(Box::new(filter))
    }

    /// The address of one of its pages.
    pub fn page(&self, page: u64) -> String {
        let (path, mut fields) = match self {
            List::Shop(filter) => ("/shop".to_owned(), filter.fields()),
            List::Maker(slug) => (format!("/makers/{slug}"), Vec::new()),
        };
        fields.extend(page_field(page));
        with_fields(path, &fields)
    }
}

fn page_field(page: u64) -> Option<(&'static str, String)> {
    (page > 1).then(|| ("page", page.to_string()))
}

fn with_fields(mut address: String, fields: &[(&'static str, String)]) -> String {
    for (at, (name, value)) in fields.iter().enumerate() {
        let mark = if at == 0 { '?' } else { '&' };
        address += &format!("{mark}{name}={}", utf8_percent_encode(value, PLAIN));
    }
    address
}

impl Place {
    /// The names of [`Place::fields`].
    pub const FIELDS: [&str; 10] =
        ["q", "category", "tag", "maker", "price_min", "price_max", "in_stock", "sort", "from", "page"];

    /// What [`Place::fields`] wrote. What names no list names the whole shelf.
    pub fn read(input: &FormInput, choices: &ShopChoices) -> Place {
        let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let (filter, _) = ShopFilter::read(input, choices);
        let maker = input.text("maker");
        let of_maker = is_word(maker) && input.text("from") != OF_SHOP && filter.category.is_none();
        let list = if of_maker { List::Maker(maker.to_owned()) } else { List::shop(filter) };
        Place { list, page: input.text("page").parse().unwrap_or(1).clamp(1, PAGE_MAX) }
    }

    /// What names it in addresses and forms.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let mut fields = match &self.list {
            List::Shop(filter) => filter.fields(),
            List::Maker(slug) => vec![("maker", slug.clone())],
        };
        if matches!(&self.list, List::Shop(filter) if filter.maker.is_some()) {
            fields.push(("from", OF_SHOP.to_owned()));
        }
        fields.extend(page_field(self.page));
        fields
    }

    /// The address of a piece that is opened from here, by its slug; its number alone leads there too.
    pub fn piece(&self, slug: impl Display) -> String {
        with_fields(format!("/shop/{slug}"), &self.fields())
    }

    /// The address of the order's form of such a piece.
    pub fn reserve(&self, number: i64) -> String {
        with_fields(format!("/shop/{number}/reserve"), &self.fields())
    }

    /// The way back from it.
    pub fn back(&self, number: i64) -> String {
        format!("{}#{}", self.list.page(self.page), tile_id(number))
    }
}

/// The id of a piece's tile in a list.
pub fn tile_id(number: i64) -> String {
    format!("no-{number}")
}

#[cfg(test)]
mod tests {
    use domain::{CategoryId, MakerId, shop::{Category, SearchWords, ShopMaker}};

    use super::*;

    fn read(fields: &[(&str, String)]) -> Place {
        let id = "018f0000-0000-7000-8000-000000000000";
        let category = Category {
            id: id.parse::<CategoryId>().unwrap(),
            slug: "wood".into(),
            name_ja: "木もの".into(),
            name_en: "Wood".into(),
            ended: false,
            checks: Vec::new(),
        };
        let maker =
            ShopMaker { id: id.parse::<MakerId>().unwrap(), slug: "kotori".into(), trade_name: "ことり".into() };
        let input: Vec<_> = fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let choices = ShopChoices { categories: vec![category], makers: vec![maker], tags: Vec::new() };
        Place::read(&input.into(), &choices)
    }

    #[test]
    fn the_way_back_is_where_the_piece_was_opened() {
        let filter = ShopFilter { category: Some("wood".into()), ..ShopFilter::default() };
        let wood = Place { list: List::shop(filter), page: 3 };
        assert_eq!(wood.piece(1001), "/shop/1001?category=wood&page=3");
        assert_eq!(wood.back(1001), "/shop?category=wood&page=3#no-1001");
        assert_eq!(Place::default().piece(7), "/shop/7");
        assert_eq!(wood.reserve(1001), "/shop/1001/reserve?category=wood&page=3");
        assert_eq!(read(&wood.fields()), wood);
        let strange = [("category", "wo&od"), ("maker", "\""), ("page", "-1")].map(|(name, value)| (name, value.into()));
        assert_eq!(read(&strange), Place::default());
        assert_eq!(Place::default().back(7), "/shop#no-7");
        let maker = Place { list: List::Maker("kotori".into()), page: 2 };
        assert_eq!(read(&maker.fields()), maker);
        assert_eq!(
            (maker.piece(7), maker.back(7)),
            ("/shop/7?maker=kotori&page=2".into(), "/makers/kotori?page=2#no-7".into())
        );
    }

    #[test]
    fn a_narrowed_list_is_found_again() {
        let words = SearchWords::read("ねこ & 皿");
        let filter = ShopFilter { words, maker: Some("kotori".into()), price_max: Some(3000), ..ShopFilter::default() };
        let place = Place { list: List::shop(filter), page: 2 };
        assert_eq!(
            place.piece(7),
            "/shop/7?q=%E3%81%AD%E3%81%93%20%26%20%E7%9A%BF&maker=kotori&price_max=3000&from=shop&page=2"
        );
        assert_eq!(place.back(7), "/shop?q=%E3%81%AD%E3%81%93%20%26%20%E7%9A%BF&maker=kotori&price_max=3000&page=2#no-7");
        assert_eq!(read(&place.fields()), place);
        assert!(place.fields().iter().all(|(name, _)| Place::FIELDS.contains(name)));
    }
}
