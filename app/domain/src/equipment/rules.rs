//! What the operator sets of a kind of equipment: its uses, prices, lengths, and which children may come along.

use crate::Yen;

/// What a equipment's neighbourhood allows for children who come along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ChildRule {
    /// Children may stay beside their guardian.
    #[default]
    Welcome,
    /// Those younger than `under` stay in the kids' corner while the equipment runs; a place there is taken for each.
    KidsCorner { under: u8 },
    /// The equipment is the kids' corner itself: each child who comes takes a place there, of whatever age.
    Corner,
    /// Nobody younger than `under` comes near, nor is there a place for them.
    NotAllowed { under: u8 },
}

impl ChildRule {
    /// The words of the database and the forms.
    pub const WORDS: [&str; 4] = ["welcome", "kids_corner", "corner", "not_allowed"];

    /// The rule of a word and an age; an unknown word is the strictest reading.
    pub fn new(word: &str, under: u8) -> ChildRule {
        match word {
            "welcome" => ChildRule::Welcome,
            "kids_corner" => ChildRule::KidsCorner { under },
            "corner" => ChildRule::Corner,
            _ => ChildRule::NotAllowed { under },
        }
    }

    pub fn word(self) -> &'static str {
        match self {
            ChildRule::Welcome => "welcome",
            ChildRule::KidsCorner { .. } => "kids_corner",
            ChildRule::Corner => "corner",
            ChildRule::NotAllowed { .. } => "not_allowed",
        }
    }

    /// The age below which the rule bites; 0 where it never does.
    pub fn under(self) -> u8 {
        match self {
            ChildRule::Welcome | ChildRule::Corner => 0,
            ChildRule::KidsCorner { under } | ChildRule::NotAllowed { under } => under,
        }
    }

    /// Places in the kids' corner that these children need.
    pub fn places(self, ages: &[u8]) -> i64 {
        match self {
            ChildRule::KidsCorner { under } => ages.iter().filter(|age| **age < under).count() as i64,
            ChildRule::Corner => ages.len() as i64,
            ChildRule::Welcome | ChildRule::NotAllowed { .. } => 0,
        }
    }

    /// Whether children take places in the kids' corner.
    pub fn fills_the_corner(self) -> bool {
        matches!(self, ChildRule::KidsCorner { .. } | ChildRule::Corner)
    }
}

/// What people want to do; the list of equipment is filtered by it.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Use {
    Cut,
    Print,
    Sew,
    Shape,
}

impl Use {
    /// The uses in a list by commas; words that are none are left out.
    pub fn parse_list(words: &str) -> Vec<Use> {
        words.split(',').filter_map(|word| word.trim().parse().ok()).collect()
    }
}

/// 学校の時間: what a parent can use while the children are at school, minutes after midnight.
pub const SCHOOL_HOURS: (i64, i64) = (9 * 60 + 30, 14 * 60);

/// The rules of a kind of equipment. Lengths are in minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeRules {
    pub rate_yen_per_hour: Yen,
    /// Least fee of a booking, before the plan's share.
    pub charge_yen_min: Yen,
    pub minutes_min: i64,
    pub minutes_max: i64,
    /// Starts and lengths go in these steps; whole cells.
    pub minutes_step: i64,
    /// Kept free after each booking, for tidying and cooling down; whole cells.
    pub buffer_minutes: i64,
    /// Least time between booking and start.
    pub notice_minutes: i64,
    /// A booking can be cancelled freely until this long before its start.
    pub cancel_minutes: i64,
    pub induction_required: bool,
    pub child: ChildRule,
}
