//! Which rows a page of a list holds.

use domain::Paged;

/// Which rows a page holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub page: u32,
    pub pages: u32,
    pub offset: u64,
    pub limit: u64,
    total: u64,
}

impl Window {
    /// The page asked for, or the last one when it lies behind it.
    pub fn new(page: u32, rows_per_page: u32, total: u64) -> Window {
        let limit = u64::from(rows_per_page.max(1));
        let pages = u32::try_from(total.div_ceil(limit).max(1)).unwrap_or(u32::MAX);
        let page = page.clamp(1, pages);
        Window { page, pages, offset: u64::from(page - 1) * limit, limit, total }
    }

    pub fn of<T>(self, rows: Vec<T>) -> Paged<T> {
        Paged { rows, page: self.page, pages: self.pages, total: self.total }
    }
}

#[cfg(test)]
mod tests {
    use super::Window;

    #[test]
    fn pages_stay_inside_the_list() {
        let at = |page, total| {
            let window = Window::new(page, 50, total);
            (window.page, window.pages, window.offset)
        };
        assert_eq!(at(1, 0), (1, 1, 0));
        assert_eq!(at(0, 50), (1, 1, 0));
        assert_eq!(at(2, 51), (2, 2, 50));
        assert_eq!(at(99, 51), (2, 2, 50));
    }
}
