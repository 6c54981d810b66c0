//! Where among the lists a piece was opened, so that the way back leads there: category, page, and the piece's place.

use domain::shop::PAGE_MAX;

/// A list of pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum List {
    /// The whole shelf.
    #[default]
    Shop,
    /// By its word in addresses.
    Category(String),
    /// By theirs.
    Maker(String),
}

/// A page of a list, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub list: List,
    pub page: u64,
}

impl Default for Place {
    fn default() -> Self {
        Place { list: List::Shop, page: 1 }
    }
}

impl List {
    /// The address of one of its pages.
    pub fn page(&self, page: u64) -> String {
        let (path, mut query) = match self {
            List::Shop => ("/shop".to_owned(), String::new()),
            List::Category(slug) => ("/shop".to_owned(), format!("?category={slug}")),
            List::Maker(slug) => (format!("/makers/{slug}"), String::new()),
        };
        if page > 1 {
            query += &format!("{}page={page}", if query.is_empty() { '?' } else { '&' });
        }
        path + &query
    }
}

impl Place {
    /// What [`Place::fields`] wrote. What cannot be the word of a list in addresses names the whole shelf.
    pub fn read(category: &str, maker: &str, page: &str) -> Place {
        let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let list = if is_word(category) {
            List::Category(category.to_owned())
        } else if is_word(maker) {
            List::Maker(maker.to_owned())
        } else {
            List::Shop
        };
        Place { list, page: page.parse().unwrap_or(1).clamp(1, PAGE_MAX) }
    }

    /// What names it in addresses and forms.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let list = match &self.list {
            List::Shop => None,
            List::Category(slug) => Some(("category", slug.clone())),
            List::Maker(slug) => Some(("maker", slug.clone())),
        };
        let page = (self.page > 1).then(|| ("page", self.page.to_string()));
        list.into_iter().chain(page).collect()
    }

    /// The address of a piece that is opened from here.
    pub fn piece(&self, number: i64) -> String {
        self.with_fields(format!("/shop/{number}"))
    }

    /// The address of the order's form of such a piece.
    pub fn reserve(&self, number: i64) -> String {
        self.with_fields(format!("/shop/{number}/reserve"))
    }

    fn with_fields(&self, mut address: String) -> String {
        for (at, (name, value)) in self.fields().into_iter().enumerate() {
            address += &format!("{}{name}={value}", if at == 0 { '?' } else { '&' });
        }
        address
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
    use super::*;

    #[test]
    fn the_way_back_is_where_the_piece_was_opened() {
        let wood = Place { list: List::Category("wood".into()), page: 3 };
        assert_eq!(wood.piece(1001), "/shop/1001?category=wood&page=3");
        assert_eq!(wood.back(1001), "/shop?category=wood&page=3#no-1001");
        assert_eq!(Place::default().piece(7), "/shop/7");
        assert_eq!(wood.reserve(1001), "/shop/1001/reserve?category=wood&page=3");
        assert_eq!(Place::read("wood", "", "3"), wood);
        assert_eq!(Place::read("wo&od", "\"", "-1"), Place::default());
        assert_eq!(Place::default().back(7), "/shop#no-7");
        let maker = Place { list: List::Maker("kotori".into()), page: 2 };
        assert_eq!((maker.piece(7), maker.back(7)), ("/shop/7?maker=kotori&page=2".into(), "/makers/kotori?page=2#no-7".into()));
    }
}
