//! The settings of the site, form by form.

use super::{Colour, SiteSettings, SiteText, Theme};
use crate::{
    BilingualText,
    form::{FieldError, FieldErrors, FormInput, Reader},
    members::SecondFactorRule,
};

/// Longest name of the space or its operator, in characters.
pub const SPACE_NAME_CHARS_MAX: usize = 60;
/// Longest address, and longest way there, in characters.
pub const ADDRESS_CHARS_MAX: usize = 200;
/// The colours that are offered: 藍, 松, えび, 栗. The first is the built-in one.
pub const COLOURS: [&str; 4] = ["#21437a", "#2a5d46", "#7a2f4a", "#6b4423"];

/// A form of `/operator/site`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, strum::Display, strum::EnumIter, strum::EnumString, strum::IntoStaticStr,
)]
#[strum(serialize_all = "snake_case", const_into_str)]
pub enum SitePart {
    /// Names, address, telephone, mail.
    Space,
    /// The colour; the logo is a file of its own.
    Look,
    Home,
    Shop,
    /// Who issues receipts, and under which number.
    Receipt,
    /// 特定商取引法に基づく表記.
    Law,
    Mail,
    /// Of whom a second factor is required.
    Security,
}

impl SitePart {
    /// The texts that its form asks for.
    pub fn texts(self) -> &'static [SiteText] {
        use SiteText as T;
        match self {
            SitePart::Space | SitePart::Look | SitePart::Security => &[],
            SitePart::Home => &[T::HomeTitle, T::HomeTitleClosed, T::HomeLead],
            SitePart::Shop => &[T::ShopLead, T::ShopPickup, T::ShopGuide],
            SitePart::Receipt => &[T::ReceiptThanks],
            SitePart::Law => &[
                T::LawReturns,
                T::LawDelivery,
                T::LawMethod,
                T::LawWhen,
                T::LawCancel,
                T::LawPrice,
                T::LawCosts,
                T::LawQuantity,
                T::LawDeadline,
                T::LawSpecial,
            ],
            SitePart::Mail => &[T::MailFooter],
        }
    }

    /// Reads the form; what it does not ask for stays as in `now`. An empty text is the built-in one.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(self, input: &FormInput, now: &SiteSettings) -> Result<SiteSettings, FieldErrors> {
        let mut read = Reader::new(input);
        let mut site = now.clone();
        match self {
            SitePart::Space => read_space(&mut read, &mut site),
            SitePart::Look => read_look(&mut read, &mut site),
            SitePart::Receipt => {
                site.issuer_name = read.optional("issuer_name", SPACE_NAME_CHARS_MAX).unwrap_or_default();
                site.invoice_number = read.invoice_number("invoice_number");
            }
            SitePart::Law => {
                site.responsible_person = read.optional("responsible_person", SPACE_NAME_CHARS_MAX).unwrap_or_default();
            }
            SitePart::Security => read_second_factor(&mut read, &mut site),
            SitePart::Home | SitePart::Shop | SitePart::Mail => {}
        }
        for text in self.texts() {
            let words = BilingualText::read_optional(&mut read, text.into_str(), text.chars_max());
            if words.ja.is_empty() && !words.en.is_empty() {
                read.note(format!("{text}_ja"), FieldError::Missing);
            }
            if words == BilingualText::default() {
                site.texts.remove(text);
            } else {
                site.texts.insert(*text, words);
            }
        }
        // What visitors read must say who sells; while the space is prepared it may wait.
        let asked = self.input(&site);
        for field in site.missing().into_iter().filter(|field| now.public && asked.has(field)) {
            if read.is_fine(field) {
                read.note(field, FieldError::Missing);
            }
        }
        read.done(site)
    }

    /// How the settings stand in the form's fields.
    pub fn input(self, site: &SiteSettings) -> FormInput {
        let mut input = match self {
            SitePart::Space => FormInput::default()
                .with("space_name_ja", &site.space_name)
                .with("space_name_en", &site.space_name_en)
                .with("address_ja", &site.address)
                .with("address_en", &site.address_en)
                .with("access_ja", &site.access)
                .with("access_en", &site.access_en)
                .with("phone", &site.phone)
                .with("email", &site.email),
            SitePart::Look => look_input(site),
            SitePart::Receipt => {
                FormInput::default().with("issuer_name", &site.issuer_name).with("invoice_number", &site.invoice_number)
            }
            SitePart::Law => FormInput::default().with("responsible_person", &site.responsible_person),
            SitePart::Security => FormInput::default().with("second_factor", site.second_factor),
            SitePart::Home | SitePart::Shop | SitePart::Mail => FormInput::default(),
        };
        for text in self.texts() {
            let words = site.texts.get(text).cloned().unwrap_or_default();
            words.put(&mut input, text.into_str());
        }
        input
    }
}

fn read_space(read: &mut Reader<'_>, site: &mut SiteSettings) {
    let name = BilingualText::read(read, "space_name", SPACE_NAME_CHARS_MAX);
    let address = BilingualText::read_optional(read, "address", ADDRESS_CHARS_MAX);
    let access = BilingualText::read_optional(read, "access", ADDRESS_CHARS_MAX);
    (site.space_name, site.space_name_en) = (name.ja, name.en);
    (site.address, site.address_en) = (address.ja, address.en);
    (site.access, site.access_en) = (access.ja, access.en);
    site.phone = read.phone("phone");
    site.email = match read.raw("email").trim() {
        "" => String::new(),
        _ => read.email("email").map(|email| email.as_str().to_owned()).unwrap_or_default(),
    };
}

/// Nothing chosen, as in templates of before, is nobody.
fn read_second_factor(read: &mut Reader<'_>, site: &mut SiteSettings) {
    match read.raw("second_factor") {
        "" => site.second_factor = SecondFactorRule::Nobody,
        chosen => match chosen.parse() {
            Ok(rule) => site.second_factor = rule,
            Err(_) => read.note("second_factor", FieldError::NotAChoice),
        },
    }
}

/// `colour` is one of [`COLOURS`] or `other`, with `colour_other` as typed.
fn read_look(read: &mut Reader<'_>, site: &mut SiteSettings) {
    let (field, typed) = match read.raw("colour") {
        "other" => ("colour_other", read.raw("colour_other")),
        chosen => ("colour", chosen),
    };
    let Ok(colour) = typed.parse::<Colour>() else {
        return read.note(field, FieldError::ColourForm);
    };
    match Theme::of(colour) {
        Ok(_) => {
            let word = colour.to_string();
            site.colour = if word == COLOURS[0] { String::new() } else { word };
        }
        Err(light) => {
            let nearest = (light.nearest.to_string(), light.nearest_tenths);
            read.note(field, FieldError::ColourTooLight { tenths: light.tenths, nearest });
        }
    }
}

fn look_input(site: &SiteSettings) -> FormInput {
    let input = FormInput::default();
    match site.colour.as_str() {
        "" => input.with("colour", COLOURS[0]).with("colour_other", ""),
        offered if COLOURS.contains(&offered) => input.with("colour", offered).with("colour_other", ""),
        other => input.with("colour", "other").with("colour_other", other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::IntoEnumIterator;

    fn full() -> SiteSettings {
        let texts = SiteText::iter().map(|text| (text, BilingualText::new("語", "word"))).collect();
        SiteSettings {
            space_name_en: "Space".into(),
            issuer_name: "まちづくり".into(),
            invoice_number: "T4011001098993".into(),
            address: "三鷹市".into(),
            phone: "0422-00-0000".into(),
            email: "info@example.jp".into(),
            responsible_person: "見本 花子".into(),
            colour: "#123456".into(),
            second_factor: SecondFactorRule::Operators,
            texts,
            ..SiteSettings::default()
        }
    }

    #[test]
    fn each_part_is_read_as_it_is_shown_and_leaves_the_others() {
        for part in SitePart::iter() {
            assert_eq!(part.read(&part.input(&full()), &full()), Ok(full()), "{part}");
        }
        let asked: usize = SitePart::iter().map(|part| part.texts().len()).sum();
        assert_eq!(asked, SiteText::iter().count(), "each text is asked for once");
        assert_eq!(full().missing(), Vec::<&str>::new());
        assert_eq!(SiteSettings::begun().missing().len(), 5);
    }

    #[test]
    fn a_seller_whom_visitors_see_is_not_taken_away() {
        let begun = SiteSettings { public: false, ..full() };
        let empty = FormInput::default().with("space_name_ja", "工房");
        assert!(SitePart::Space.read(&empty, &begun).is_ok() && SitePart::Law.read(&empty, &begun).is_ok());
        let refused = SitePart::Space.read(&empty, &full()).unwrap_err();
        let fields: Vec<&str> = refused.iter().map(|(field, _)| field).collect();
        assert_eq!(fields, ["address_ja", "phone", "email"]);
        assert!(SitePart::Receipt.read(&empty, &full()).is_err() && SitePart::Home.read(&empty, &full()).is_ok());
    }

    #[test]
    fn an_empty_text_is_the_built_in_one() {
        let cleared = SitePart::Home.read(&FormInput::default(), &full()).unwrap();
        assert!(cleared.text(SiteText::HomeTitle).is_none() && cleared.text(SiteText::LawReturns).is_some());
        let english = FormInput::default().with("home_title_en", "Only English");
        assert_eq!(SitePart::Home.read(&english, &full()).unwrap_err().at("home_title_ja"), Some(&FieldError::Missing));
    }

    #[test]
    fn numbers_are_read_as_papers_print_them() {
        let read = |typed: &str| {
            let input = FormInput::default().with("issuer_name", "工房").with("invoice_number", typed);
            SitePart::Receipt.read(&input, &full()).map(|site| site.invoice_number)
        };
        for good in ["T4011001098993", "4011001098993", "Ｔ４０１１００１０９８９９３", " t4011-0010-98993 "]
        {
            assert_eq!(read(good).as_deref(), Ok("T4011001098993"), "{good}");
        }
        assert_eq!(read("").as_deref(), Ok(""));
        for bad in ["T401100109899", "T40110010989934", "X4011001098993", "T", "番号"] {
            assert_eq!(read(bad).unwrap_err().at("invoice_number"), Some(&FieldError::InvoiceNumber), "{bad}");
        }
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_refused_with_another() {
        let read = |colour: &str, other: &str| {
            let input = FormInput::default().with("colour", colour).with("colour_other", other);
            SitePart::Look.read(&input, &full()).map(|site| site.colour)
        };
        assert_eq!(
            (read("#21437A", "x"), read("other", "000")),
            (Ok(String::new()), Err(FieldErrors::of("colour_other", FieldError::ColourForm)))
        );
        let refused = read("other", "#e0a24a").unwrap_err();
        let Some(FieldError::ColourTooLight { nearest, .. }) = refused.at("colour_other") else { panic!("{refused}") };
        assert_eq!(read("other", &nearest.0).as_ref(), Ok(&nearest.0));
        for colour in COLOURS {
            assert!(read(colour, "").is_ok(), "{colour}");
        }
    }
}
