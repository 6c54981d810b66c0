//! The cart as it travels in addresses and hidden fields, and what the buttons of the plain forms do to it.

use domain::{
    Yen,
    register::{CartLine, LINE_QUANTITY_MAX, LINES_MAX, RegisterError, Tender, read_cash},
};

/// One request of the counter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CartState {
    pub lines: Vec<CartLine>,
    pub order: Option<i64>,
    pub query: String,
    pub is_cashless: bool,
    pub tendered: Yen,
    /// A key of the pad that was pressed.
    pub press: Option<String>,
    /// The product that a button added.
    pub added: Option<i64>,
    /// Idempotency key of the sale.
    pub key: String,
}

impl CartState {
    /// Reads name and value pairs. What is no line or number is left out; lines beyond [`LINES_MAX`] too.
    pub fn read(pairs: &[(String, String)]) -> CartState {
        let mut state = CartState::default();
        let lines = pairs.iter().filter(|(name, _)| name == "line").filter_map(|(_, line)| CartLine::parse(line));
        state.lines = CartLine::merged(lines.take(LINES_MAX));
        let mut drop_order = false;
        for (name, value) in pairs {
            let number = || value.parse::<i64>().ok().filter(|number| *number > 0);
            match name.as_str() {
                "order" => state.order = number(),
                "drop_order" => drop_order = true,
                "q" => state.query = value.clone(),
                "tender" => state.is_cashless = value == Tender::Cashless.into_str(),
                "tendered" => state.tendered = read_cash(value).unwrap_or_default(),
                "press" => state.press = Some(value.clone()),
                "key" => state.key = value.clone(),
                "add" => state.added = number(),
                _ => {}
            }
        }
        for (name, value) in pairs {
            let Ok(number) = value.parse() else { continue };
            match name.as_str() {
                "less" => state.step(number, -1),
                "more" => state.step(number, 1),
                "remove" => state.lines.retain(|line| line.product_number != number),
                _ => {}
            }
        }
        if let Some(number) = state.added {
            state.add(number);
        }
        if drop_order {
            state.order = None;
        }
        state
    }

    /// One more piece of a product, on its line or on a new one.
    pub fn add(&mut self, product_number: i64) {
        if self.lines.iter().any(|line| line.product_number == product_number) {
            self.step(product_number, 1);
        } else if self.lines.len() < LINES_MAX {
            self.lines.push(CartLine { product_number, quantity: 1 });
        }
    }

    fn step(&mut self, number: i64, by: i64) {
        for line in self.lines.iter_mut().filter(|line| line.product_number == number) {
            line.quantity = (line.quantity + by).min(LINE_QUANTITY_MAX);
        }
        self.lines.retain(|line| line.quantity > 0);
    }

    pub fn tender(&self) -> Tender {
        if self.is_cashless { Tender::Cashless } else { Tender::Cash }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &[(&str, &str)]) -> CartState {
        let pairs: Vec<(String, String)> =
            query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        CartState::read(&pairs)
    }

    fn lines(state: &CartState) -> Vec<String> {
        state.lines.iter().map(ToString::to_string).collect()
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
    }

    #[test]
    fn nonsense_is_left_out() {
        let state = read(&[("line", "x"), ("line", "1x0"), ("order", "-1"), ("tendered", "abc"), ("more", "y")]);
        assert_eq!(state, CartState::default());
        let state = read(&[("order", "5"), ("tender", "cashless"), ("tendered", "10,000"), ("drop_order", "1")]);
        assert_eq!((state.order, state.tender(), state.tendered), (None, Tender::Cashless, Yen(10_000)));
        let many: Vec<(String, String)> = (1..=60).map(|n| ("line".to_owned(), format!("{n}x1"))).collect();
        assert_eq!(CartState::read(&many).lines.len(), LINES_MAX);
        assert!(sale_lines(&many).is_err());
        assert!(sale_lines(&[("line".into(), "1001x0".into())]).is_err());
    }
}
