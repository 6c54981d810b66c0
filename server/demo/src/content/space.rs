//! The demo space itself.

use super::{Both, both};

/// Opening hours of one weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpeningDay {
    /// 0 is Monday, 6 is Sunday.
    pub weekday: u8,
    /// Opening and closing as minutes after midnight, Asia/Tokyo; `None` is closed.
    pub open: Option<(u16, u16)>,
}

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
    /// Opening hours in words.
    pub hours: Both,
    /// The closed day in words.
    pub closed: Both,
    /// Opening hours for the calendar, Monday first.
    pub week: [OpeningDay; 7],
    /// Invoice registration number; its check digit is right, but nobody can hold it.
    pub invoice_number: &'static str,
    /// The sentence that must stand beside the number.
    pub invoice_note: Both,
    /// One paragraph about the space.
    pub about: Both,
}

const OPEN_MINUTE: u16 = 10 * 60;
const CLOSE_MINUTE: u16 = 21 * 60;
const SUNDAY_CLOSE_MINUTE: u16 = 18 * 60;

const fn day(weekday: u8, close: u16) -> OpeningDay {
    OpeningDay { weekday, open: Some((OPEN_MINUTE, close)) }
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
    hours: both("火〜土 10:00–21:00/日 10:00–18:00", "Tue–Sat 10:00–21:00, Sun 10:00–18:00"),
    closed: both("月曜日", "Mondays"),
    week: [
        OpeningDay { weekday: 0, open: None },
        day(1, CLOSE_MINUTE),
        day(2, CLOSE_MINUTE),
        day(3, CLOSE_MINUTE),
        day(4, CLOSE_MINUTE),
        day(5, CLOSE_MINUTE),
        day(6, SUNDAY_CLOSE_MINUTE),
    ],
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
