//! The pieces that a visitor without an account keeps in mind: numbers in a cookie, the newest first.

/// Pieces in the cookie at most; the oldest go.
pub const FAVOURITES_MAX: usize = 100;
/// Pieces that an account keeps at most; the oldest go.
pub const FAVOURITES_OF_ACCOUNT_MAX: u64 = 500;

/// The cookie's contents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Favourites(Vec<i64>);

impl Favourites {
    /// Reads `12.7.1001`; what is no number of a piece, or stands there twice, is left out.
    pub fn read(cookie: &str) -> Favourites {
        let mut numbers = Vec::new();
        for number in cookie.split('.').filter_map(|word| word.parse().ok()).filter(|number| *number > 0) {
            if numbers.len() < FAVOURITES_MAX && !numbers.contains(&number) {
                numbers.push(number);
            }
        }
        Favourites(numbers)
    }

    /// What [`Favourites::read`] reads.
    pub fn write(&self) -> String {
        self.0.iter().map(i64::to_string).collect::<Vec<_>>().join(".")
    }

    /// With this piece as the newest, or without it.
    pub fn with(mut self, number: i64, wanted: bool) -> Favourites {
        self.0.retain(|other| *other != number);
        if wanted && number > 0 {
            self.0.insert(0, number);
            self.0.truncate(FAVOURITES_MAX);
        }
        self
    }

    /// The newest first.
    pub fn numbers(&self) -> &[i64] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn strange_cookies_name_nothing() {
        for (cookie, numbers) in
            [("", &[][..]), ("12.7", &[12, 7]), ("..7.x.-3.0.7.1e3", &[7]), ("99999999999999999999", &[]), ("+4", &[4])]
        {
            assert_eq!(Favourites::read(cookie).numbers(), numbers, "{cookie}");
        }
    }

    proptest! {
        #[test]
        fn the_newest_stand_first_and_none_twice(numbers in prop::collection::vec((1i64..150, any::<bool>()), 0..400)) {
            let mut kept = Favourites::default();
            for (number, wanted) in numbers {
                kept = kept.with(number, wanted);
                prop_assert_eq!(kept.numbers().first() == Some(&number), wanted);
                prop_assert_eq!(kept.numbers().contains(&number), wanted);
                prop_assert!(kept.numbers().len() <= FAVOURITES_MAX);
                prop_assert_eq!(&Favourites::read(&kept.write()), &kept);
                let once: std::collections::HashSet<_> = kept.numbers().iter().collect();
                prop_assert_eq!(once.len(), kept.numbers().len());
            }
        }

        #[test]
        fn any_cookie_is_read(cookie in "\\PC{0,2000}") {
            prop_assert!(Favourites::read(&cookie).numbers().len() <= FAVOURITES_MAX);
        }
    }
}
