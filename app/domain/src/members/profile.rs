//! Who somebody is to the space: name, how it is read, telephone.

use super::NAME_CHARS_MAX;
use crate::{
    form::{FieldError, FieldErrors, FormInput, Reader},
    kana,
};

/// What a person says of themselves, each part checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    pub display_name: String,
    /// How the name is read, in hiragana or Latin letters; may be empty.
    pub kana: String,
    /// May be empty.
    pub phone: String,
}

impl Profile {
    /// The fields `display_name`, `kana` and `phone`.
    ///
    /// # Errors
    /// Everything that is wrong with them.
    pub fn read(input: &FormInput) -> Result<Profile, FieldErrors> {
        let mut read = Reader::new(input);
        let (name, kana, phone) = (read.name("display_name"), read.kana("kana"), read.phone("phone"));
        let whole = name.zip(kana);
        read.done_with(whole.map(|(display_name, kana)| Profile { display_name, kana, phone }))
    }

    /// As a form shows it.
    pub fn input(&self) -> FormInput {
        let input = FormInput::default().with("display_name", &self.display_name);
        input.with("kana", &self.kana).with("phone", &self.phone)
    }

    /// Whether the name does not say how it is read.
    pub fn lacks_kana(&self) -> bool {
        self.kana.is_empty() && kana::has_kanji(&self.display_name)
    }

    /// Everything that a search finds the person by, as [`kana::fold`] writes it; blanks stand between the parts alone.
    pub fn search_text(&self, email: &str) -> String {
        [self.display_name.as_str(), &self.kana, email].map(kana::fold).join(" ")
    }

    /// The person's place in a list, compared byte by byte: by the reading, or by the name where none is known.
    pub fn order_key(&self) -> String {
        kana::order(if self.kana.is_empty() { &self.display_name } else { &self.kana })
    }
}

impl Reader<'_> {
    /// How a name is read: kana, made hiragana, or letters, but no kanji. Empty is allowed.
    fn kana(&mut self, field: &str) -> Option<String> {
        let kana = kana::hiragana(self.raw(field).trim());
        if kana.is_empty() {
            return Some(kana);
        }
        let is_fine =
            !kana::has_kanji(&kana) && kana.chars().count() <= NAME_CHARS_MAX && !kana.chars().any(char::is_control);
        if !is_fine {
            self.note(field, FieldError::KanaInvalid { chars_max: NAME_CHARS_MAX });
        }
        is_fine.then_some(kana)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, kana: &str, phone: &str) -> Result<Profile, FieldErrors> {
        Profile::read(&FormInput::default().with("display_name", name).with("kana", kana).with("phone", phone))
    }

    #[test]
    fn a_reading_is_kept_in_hiragana_and_holds_no_kanji() {
        let profile = read("山田 花子", " ﾔﾏﾀﾞ　ハナコ ", "０９０－１２３４－５６７８").unwrap();
        assert_eq!((profile.kana.as_str(), profile.phone.as_str()), ("やまだ はなこ", "090-1234-5678"));
        assert!(!profile.lacks_kana());
        assert!(read("山田 花子", "", "").unwrap().lacks_kana() && !read("Hanako", "", "").unwrap().lacks_kana());
        let wrong = read("山田", "山だ", "1").unwrap_err();
        assert_eq!(wrong.at("kana"), Some(&FieldError::KanaInvalid { chars_max: NAME_CHARS_MAX }));
        assert_eq!(wrong.at("phone"), Some(&FieldError::PhoneInvalid));
    }

    #[test]
    fn a_person_is_found_by_name_reading_and_address() {
        let text = read("山田 ポーチ", "やまだ ぽーち", "").unwrap().search_text("Hana@example.jp");
        for part in ["山田ポーチ", "ﾔﾏﾀﾞ", "ＨＡＮＡ＠example", "だ ぽー"] {
            assert!(text.contains(&kana::fold(part)), "{part}");
        }
    }
}
