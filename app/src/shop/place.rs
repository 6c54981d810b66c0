//! Where among the lists a piece was opened, so that the way back leads there: category, page, and the piece's place.

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
    /// The address of a piece that is opened from here.
    pub fn piece(&self, number: i64) -> String {
        let list = match &self.list {
            List::Shop => None,
            List::Category(slug) => Some(format!("category={slug}")),
            List::Maker(slug) => Some(format!("maker={slug}")),
        };
        let page = (self.page > 1).then(|| format!("page={}", self.page));
        let query: Vec<String> = list.into_iter().chain(page).collect();
        let query = query.join("&");
        if query.is_empty() { format!("/shop/{number}") } else { format!("/shop/{number}?{query}") }
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
        assert_eq!(Place::default().back(7), "/shop#no-7");
        let maker = Place { list: List::Maker("kotori".into()), page: 2 };
        assert_eq!((maker.piece(7), maker.back(7)), ("/shop/7?maker=kotori&page=2".into(), "/makers/kotori?page=2#no-7".into()));
    }
}
