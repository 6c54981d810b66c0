//! Persons at risk: a nickname stands everywhere in place of the name, and only the operator may look the name up.

use chrono::{DateTime, Utc};

use super::Profile;
use crate::{
    form::{FieldError, FieldErrors, FormInput, Reader},
    kana,
};

/// Longest reason for looking somebody up, in characters.
pub const LOOK_REASON_CHARS_MAX: usize = 200;

/// What the operator sees of a person's protection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    pub since: DateTime<Utc>,
    /// Who looked the person up, the latest first; at most ten.
    pub looks: Vec<ProtectedLook>,
}

/// Somebody looked a protected person up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectedLook {
    pub at: DateTime<Utc>,
    /// Empty for the command line.
    pub who: String,
    pub reason: String,
}

/// What is hidden of a protected person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RealPerson {
    pub profile: Profile,
    pub email: String,
    /// Where the name still stands, in words that people typed, and how often.
    pub leftovers: Vec<(Leftover, u64)>,
}

/// Words that people typed, in which a name can stand.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, strum::Display, strum::EnumIter, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum Leftover {
    BookingNotes,
    Guests,
    StaffNotes,
    Listings,
    MakerProfiles,
    Orders,
    Receipts,
}

impl Profile {
    /// The nickname of this person: the fields `nickname` and `nickname_kana`. It has no telephone.
    ///
    /// # Errors
    /// Everything that is wrong with them, and [`FieldError::NicknameTells`].
    pub fn read_nickname(&self, input: &FormInput) -> Result<Profile, FieldErrors> {
        let renamed = [("nickname", "display_name"), ("nickname_kana", "kana")];
        let form = renamed.iter().fold(FormInput::default(), |form, (from, to)| form.with(*to, input.text(from)));
        let mut errors = FieldErrors::default();
        let nickname = Profile::read(&form).map_err(|wrong| {
            for (name, error) in wrong.iter() {
                let shown = renamed.iter().find(|(_, to)| *to == name).map_or(name, |(from, _)| from);
                errors.note(shown, error.clone());
            }
        });
        let Ok(nickname) = nickname else { return Err(errors) };
        for (field, words) in [("nickname", &nickname.display_name), ("nickname_kana", &nickname.kana)] {
            if self.is_told_by(words) {
                errors.note(field, FieldError::NicknameTells);
            }
        }
        if errors.is_empty() { Ok(nickname) } else { Err(errors) }
    }

    /// Whether these words hold the family name, the given name or how one of them is read. Single letters but kanji
    /// stand in too many words to tell anybody. Where no blank parts the two names, nobody knows where the one ends: then
    /// no kanji of them may stand there, and no three letters in a row.
    pub fn is_told_by(&self, words: &str) -> bool {
        let words = kana::fold(words);
        [&self.display_name, &self.kana]
            .into_iter()
            .flat_map(|name| telling_parts(name))
            .any(|part| words.contains(&part))
    }
}

/// Letters in a row of a name without blanks that tell a part of it.
const TELLING_LETTERS: usize = 3;

fn telling_parts(name: &str) -> Vec<String> {
    let mut parts: Vec<String> = name.split_whitespace().map(kana::fold).collect();
    if let [whole] = parts.as_slice() {
        let letters: Vec<char> = whole.chars().collect();
        let runs = letters.windows(TELLING_LETTERS).map(|run| run.iter().collect::<String>());
        let kanji = letters.iter().map(char::to_string).filter(|letter| kana::has_kanji(letter));
        let more: Vec<String> = runs.chain(kanji).collect();
        parts.extend(more);
    }
    parts.retain(|part| part.chars().count() > 1 || kana::has_kanji(part));
    parts
}

/// Why somebody is looked up: the field `reason`.
///
/// # Errors
/// When there is none, or it is too long.
pub fn read_look_reason(input: &FormInput) -> Result<String, FieldErrors> {
    let mut read = Reader::new(input);
    let reason = read.words("reason", LOOK_REASON_CHARS_MAX);
    read.done(reason)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::NAME_CHARS_MAX, *};

    fn person(name: &str, kana: &str) -> Profile {
        Profile { display_name: name.to_owned(), kana: kana.to_owned(), phone: String::new() }
    }

    fn nickname(of: &Profile, name: &str, kana: &str) -> Result<Profile, FieldErrors> {
        of.read_nickname(&FormInput::default().with("nickname", name).with("nickname_kana", kana))
    }

    #[test]
    fn a_nickname_tells_no_part_of_the_name() {
        let hana = person("林 花子", "はやし はなこ");
        for telling in ["林さん", "花子", "ハナコ", "はやしのひと", "林花子"] {
            let wrong = nickname(&hana, telling, "").unwrap_err();
            assert_eq!(wrong.at("nickname"), Some(&FieldError::NicknameTells), "{telling}");
        }
        let wrong = nickname(&hana, "みつば", "ﾊﾅｺ").unwrap_err();
        assert_eq!(wrong.at("nickname_kana"), Some(&FieldError::NicknameTells));
        assert_eq!(nickname(&hana, "みつば", "").unwrap(), person("みつば", ""));
        assert_eq!(nickname(&person("J Doe", ""), "Jupiter", "").unwrap().display_name, "Jupiter");
    }

    #[test]
    fn a_name_without_blanks_is_not_told_in_part() {
        let hana = person("山田花子", "やまだはなこ");
        for telling in ["山田さん", "花子", "花ちゃん", "ヤマダ", "はなこ", "山田花子"] {
            assert!(hana.is_told_by(telling), "{telling}");
        }
        for fine in ["みつば", "はな", "なかま"] {
            assert!(!hana.is_told_by(fine), "{fine}");
        }
        assert!(person("Hanako", "").is_told_by("Nakota") && !person("Hanako", "").is_told_by("Anna"));
    }

    #[test]
    fn what_is_wrong_stands_at_the_fields_of_the_form() {
        let wrong = nickname(&person("林 花子", ""), "", "漢字").unwrap_err();
        assert_eq!(wrong.at("nickname"), Some(&FieldError::Missing));
        assert_eq!(wrong.at("nickname_kana"), Some(&FieldError::KanaInvalid { chars_max: NAME_CHARS_MAX }));
    }

    proptest! {
        #[test]
        fn no_nickname_holds_a_part_of_the_name(
            family in "[ぁ-ん]{2,4}", given in "[a-zA-Z]{2,6}", before in "[ア-ン]{0,3}", after in "[a-z]{0,3}",
        ) {
            let who = person(&format!("{family} {given}"), "");
            for part in [&family, &given] {
                let told = format!("{before}{part}{after}");
                prop_assert!(who.is_told_by(&told), "{told}");
            }
        }
    }
}
