//! The demo space itself.

use super::{Both, both};

/// Facts about the space.
#[derive(Debug, Clone, Copy)]
pub struct Space {
    /// Name, with the word demo in it.
    pub name: Both,
    /// Postal code and address.
    pub address: Both,
    /// How to get there.
    pub access: Both,
    /// A telephone number that nobody has.
    pub phone: &'static str,
    /// A mail address that goes nowhere.
    pub email: &'static str,
    /// Invoice registration number; its check digit is right, but nobody can hold it.
    pub invoice_number: &'static str,
    /// The sentence that must stand beside the number.
    pub invoice_note: Both,
    /// One paragraph about the space.
    pub about: Both,
}

const SPACE: Space = Space {
    name: both("ファブスペースみたか(デモ)", "Fab Space Mitaka (demo)"),
    address: both(
        "〒181-0000 東京都三鷹市 三鷹産業プラザ 1F(デモ用の表示です)",
        "Mitaka Sangyo Plaza 1F, Mitaka, Tokyo 181-0000 (demo address)",
    ),
    access: both(
        "JR三鷹駅から歩いて7分。ベビーカーのまま入れます。",
        "Seven minutes on foot from JR Mitaka Station. Pushchairs are welcome.",
    ),
    phone: "0422-00-0000",
    email: "info@example.jp",
    invoice_number: "T9000000000000",
    invoice_note: both(
        "この登録番号はデモ用で、実在しません。",
        "This registration number is for the demo and does not exist.",
    ),
    about: both(
        "子どもを送ったあとの1時間でも使える、まちの工房です。レーザーカッターや刺しゅうミシンを予約して、できた作品は入口の売場に並べられます。はじめての方は、毎月の無料デモ体験会へどうぞ。",
        "A town workshop you can use even for the one hour after the school run. Book a machine, make something, and sell it on the shelves by the door. New here? Come to the free demo day each month.",
    ),
};

/// The demo space.
pub fn space() -> &'static Space {
    &SPACE
}
