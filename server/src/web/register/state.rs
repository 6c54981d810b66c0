//! One request of the counter: the cart as it travels in addresses, hidden fields and the browser's cookie, and what the
//! buttons of the plain forms do to it.

use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use domain::register::{
    CART_COOKIE, CART_COOKIE_SECONDS, CartContents, CartLine, LINE_QUANTITY_MAX, LINES_MAX, RegisterError,
};

/// Codes of one request; more than one comes from a scanner that was quicker than the next page.
const QUERIES_MAX: usize = 20;

/// One request of the counter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CartState {
    pub cart: CartContents,
    /// What was scanned or searched for.
    pub queries: Vec<String>,
    /// A key of the pad that was pressed.
    pub press: Option<String>,
    /// The product that the last act added.
    pub added: Option<i64>,
    /// The cash that somebody said yes to.
    pub confirmed: Option<i64>,
    /// A button changed the cart: the answer is the address of the changed one, so that a reload changes nothing more.
    pub has_acted: bool,
}

impl CartState {
    /// Reads name and value pairs. What is no line or number is left out; lines beyond [`LINES_MAX`] too.
    pub fn read(pairs: &[(String, String)]) -> CartState {
        let cart = CartContents::read(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let mut state = CartState { cart, ..CartState::default() };
        for (name, value) in pairs {
            match name.as_str() {
                "q" if state.queries.len() < QUERIES_MAX && !value.trim().is_empty() => {
                    state.queries.push(value.clone());
                }
                "press" => state.press = Some(value.clone()),
                "added" => state.added = value.parse().ok(),
                "confirmed" => state.confirmed = value.parse().ok(),
                name => state.act(name, value),
            }
        }
        state.has_acted |= state.press.is_some();
        state
    }

    fn act(&mut self, name: &str, value: &str) {
        let Ok(number) = value.parse() else { return };
        match name {
            "less" => self.step(number, -1),
            "more" => self.step(number, 1),
            "remove" => self.cart.lines.retain(|line| line.product_number != number),
            "add" => drop(self.add(number)),
            "drop_order" => self.cart.orders.retain(|order| *order != number),
            _ => return,
        }
        self.has_acted = true;
    }

    /// One more piece of a product, on its line or on a new one; `false` when the cart is full.
    pub fn add(&mut self, product_number: i64) -> bool {
        self.has_acted = true;
        self.added = Some(product_number);
        let line = self.cart.lines.iter().find(|line| line.product_number == product_number);
        let fits = line.map_or(self.cart.lines.len() < LINES_MAX, |line| line.quantity < LINE_QUANTITY_MAX);
        if !fits {
            self.added = None;
        } else if line.is_some() {
            self.step(product_number, 1);
        } else {
            self.cart.lines.push(CartLine { product_number, quantity: 1 });
        }
        fits
    }

    fn step(&mut self, number: i64, by: i64) {
        for line in self.cart.lines.iter_mut().filter(|line| line.product_number == number) {
            line.quantity = (line.quantity + by).min(LINE_QUANTITY_MAX);
        }
        self.cart.lines.retain(|line| line.quantity > 0);
    }
}

/// The cart of a sale, where a line that cannot be read refuses the sale: nothing may leave the shop unpaid.
///
/// # Errors
/// [`RegisterError::QuantityOutOfRange`] or [`RegisterError::TooManyLines`].
pub fn sale_lines(pairs: &[(String, String)]) -> Result<Vec<CartLine>, RegisterError> {
    let lines: Vec<&str> = pairs.iter().filter(|(name, _)| name == "line").map(|(_, line)| line.as_str()).collect();
    if lines.len() > LINES_MAX {
        return Err(RegisterError::TooManyLines { max: LINES_MAX });
    }
    let read = |line| CartLine::parse(line).ok_or(RegisterError::QuantityOutOfRange { max: LINE_QUANTITY_MAX });
    lines.into_iter().map(read).collect()
}

/// The cart that stands at this browser's counter; an empty one without a key when there is none.
pub fn standing(headers: &HeaderMap) -> CartContents {
    let cookies = CookieJar::from_headers(headers);
    let cart = cookies.get(CART_COOKIE).map(|cookie| CartContents::parse(cookie.value())).unwrap_or_default();
    if cart.id().is_some() { cart } else { CartContents::default() }
}

/// Keeps the cart in the browser, or forgets it when nothing is in it. The register's script writes the same cookie.
pub fn keep_standing(headers: &mut HeaderMap, cart: &CartContents, is_secure: bool) {
    let (value, seconds) = if cart.is_empty() { (String::new(), 0) } else { (cart.to_string(), CART_COOKIE_SECONDS) };
    let cookie = Cookie::build((CART_COOKIE, value)).path("/staff").same_site(SameSite::Lax).secure(is_secure);
    let cookie = cookie.max_age(time::Duration::seconds(seconds)).build();
    if let Ok(value) = HeaderValue::from_str(&cookie.to_string()) {
        headers.append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &[(&str, &str)]) -> CartState {
        let pairs: Vec<(String, String)> =
            query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        CartState::read(&pairs)
    }

    fn lines(state: &CartState) -> Vec<String> {
        state.cart.lines.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn buttons_change_the_cart() {
        let cart = [("line", "1001x2"), ("line", "1002x1")];
        let with = |name, value| lines(&read(&[&cart[..], &[(name, value)]].concat()));
        assert_eq!(with("more", "1001"), ["1001x3", "1002x1"]);
        assert_eq!(with("less", "1001"), ["1001x1", "1002x1"]);
        assert_eq!(with("less", "1002"), ["1001x2"]);
        assert_eq!(with("remove", "1001"), ["1002x1"]);
        assert_eq!(with("add", "1001"), ["1001x3", "1002x1"]);
        assert_eq!(with("add", "1003"), ["1001x2", "1002x1", "1003x1"]);
        assert_eq!(with("line", "1001x3"), ["1001x5", "1002x1"]);
        assert_eq!(with("more", "9"), ["1001x2", "1002x1"]);
        assert!(!read(&cart).has_acted && read(&[("more", "1")]).has_acted && read(&[("press", "9")]).has_acted);
    }

    #[test]
    fn nonsense_is_left_out() {
        let state =
            read(&[("line", "x"), ("line", "1x0"), ("order", "-1"), ("tendered", "abc"), ("more", "y"), ("q", " ")]);
        assert_eq!(state, CartState::default());
        let state = read(&[("order", "5"), ("order", "6"), ("drop_order", "5")]);
        assert_eq!(state.cart.orders, [6]);
        let many: Vec<(String, String)> = (1..=60).map(|n| ("line".to_owned(), format!("{n}x1"))).collect();
        assert_eq!(CartState::read(&many).cart.lines.len(), LINES_MAX);
        assert!(!CartState::read(&many).add(999), "a full cart says so");
        assert!(sale_lines(&many).is_err());
        assert!(sale_lines(&[("line".into(), "1001x0".into())]).is_err());
    }
}
