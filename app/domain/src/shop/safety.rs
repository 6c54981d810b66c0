//! What the law, or somebody's rights, ask of some pieces before they may be sold: the maker ticks it.

use serde::{Deserialize, Serialize};

use super::TargetAge;
use crate::{IntoEnumIterator, form::FormInput};

/// A line of the checklist.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::Display,
    strum::EnumIter,
    strum::EnumString,
    strum::IntoStaticStr,
)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType), sea_orm(value_type = "String"))]
#[strum(serialize_all = "snake_case", const_into_str)]
#[serde(rename_all = "snake_case")]
pub enum SafetyCheck {
    /// 乳幼児用玩具: toys for children under 36 months need the 子供PSCマーク.
    ChildToy,
    /// 化粧品・石鹸: a licence by the 薬機法.
    Cosmetics,
    /// Licence and labels.
    Food,
    /// 電気用品: the PSEマーク.
    Electrical,
    /// Fabric and pictures of others, which may not be for sale.
    Character,
}

// Asked of every part of a primary key.
#[cfg(feature = "sea-orm")]
impl sea_orm::TryFromU64 for SafetyCheck {
    fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
        Err(sea_orm::DbErr::ConvertFromU64("SafetyCheck"))
    }
}

impl SafetyCheck {
    /// Its field in the maker's form.
    pub const fn field(self) -> &'static str {
        match self {
            Self::ChildToy => "safety_child_toy",
            Self::Cosmetics => "safety_cosmetics",
            Self::Food => "safety_food",
            Self::Electrical => "safety_electrical",
            Self::Character => "safety_character",
        }
    }

    /// Its field in the operator's form of a category.
    pub fn category_field(self) -> String {
        format!("check_{self}")
    }

    /// Those with commas between, as a category keeps them; others than ours are nothing.
    pub fn read_list(words: &str) -> Vec<SafetyCheck> {
        SafetyCheck::iter().filter(|check| words.split(',').any(|word| word == check.into_str())).collect()
    }

    /// See [`SafetyCheck::read_list`].
    pub fn list(checks: &[SafetyCheck]) -> String {
        checks.iter().map(|check| check.into_str()).collect::<Vec<_>>().join(",")
    }

    /// Those that are ticked in the maker's form.
    pub fn ticked(input: &FormInput) -> Vec<SafetyCheck> {
        SafetyCheck::iter().filter(|check| input.has(check.field())).collect()
    }
}

/// What is asked of a piece, by what its category asks and for whom it is made. A toy of which nobody says for whom it is
/// may be one for the youngest.
pub fn asked_checks(of_category: &[SafetyCheck], age: Option<TargetAge>) -> Vec<SafetyCheck> {
    let for_youngest = matches!(age, None | Some(TargetAge::UnderThree));
    of_category.iter().copied().filter(|check| *check != SafetyCheck::ChildToy || for_youngest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_asked_of_toys_for_the_youngest() {
        let toys = [SafetyCheck::ChildToy, SafetyCheck::Character];
        assert_eq!(asked_checks(&toys, Some(TargetAge::UnderThree)), toys);
        assert_eq!(asked_checks(&toys, None), toys);
        for age in [TargetAge::FromThree, TargetAge::FromSix, TargetAge::Adults] {
            assert_eq!(asked_checks(&toys, Some(age)), [SafetyCheck::Character]);
        }
        assert_eq!(asked_checks(&[], Some(TargetAge::UnderThree)), []);
    }

    #[test]
    fn a_list_is_read_as_it_is_kept() {
        let all: Vec<_> = SafetyCheck::iter().collect();
        assert_eq!(SafetyCheck::read_list(&SafetyCheck::list(&all)), all);
        assert_eq!(SafetyCheck::read_list("food,glass,food"), [SafetyCheck::Food]);
        let input = FormInput::default().with("safety_food", "on").with("safety_glass", "on");
        assert_eq!(SafetyCheck::ticked(&input), [SafetyCheck::Food]);
    }
}
