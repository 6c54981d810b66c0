//! The photos of a listing in their order; the first is the cover.

use std::str::FromStr;

use super::{PhotoRef, ProductError};
use crate::PhotoId;

/// Photos of one listing at most.
pub const PHOTOS_MAX: usize = 12;
/// Longest caption, in characters.
pub const CAPTION_CHARS_MAX: usize = 80;

/// What a maker does with one of the photos.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoAct {
    /// Makes it the first.
    Cover(PhotoId),
    Up(PhotoId),
    Down(PhotoId),
    /// Takes it to a place, counted from 1.
    To(PhotoId, usize),
    Remove(PhotoId),
}

/// The value of a form's button: `cover-ID`, `up-ID`, `down-ID`, `to3-ID`, `remove-ID`.
impl FromStr for PhotoAct {
    type Err = ();

    fn from_str(word: &str) -> Result<PhotoAct, ()> {
        let (act, id) = word.split_once('-').ok_or(())?;
        let id = id.parse().map_err(|_| ())?;
        match act {
            "cover" => Ok(PhotoAct::Cover(id)),
            "up" => Ok(PhotoAct::Up(id)),
            "down" => Ok(PhotoAct::Down(id)),
            "remove" => Ok(PhotoAct::Remove(id)),
            _ => {
                let place = act.strip_prefix("to").and_then(|place| place.parse().ok()).filter(|place| *place > 0);
                Ok(PhotoAct::To(id, place.ok_or(())?))
            }
        }
    }
}

impl PhotoAct {
    /// The photos after it. A photo that is not there any more changes nothing, nor does going past an end.
    pub fn done(self, mut photos: Vec<PhotoRef>) -> Vec<PhotoRef> {
        let (PhotoAct::Cover(id) | PhotoAct::Up(id) | PhotoAct::Down(id) | PhotoAct::To(id, _) | PhotoAct::Remove(id)) =
            self;
        let Some(at) = photos.iter().position(|photo| photo.id == id) else { return photos };
        match self {
            PhotoAct::Cover(_) => photos[..=at].rotate_right(1),
            PhotoAct::Up(_) if at > 0 => photos.swap(at, at - 1),
            PhotoAct::Down(_) if at + 1 < photos.len() => photos.swap(at, at + 1),
            PhotoAct::Up(_) | PhotoAct::Down(_) => {}
            PhotoAct::To(_, place) => {
                let photo = photos.remove(at);
                photos.insert(place.saturating_sub(1).min(photos.len()), photo);
            }
            PhotoAct::Remove(_) => drop(photos.remove(at)),
        }
        photos
    }
}

/// The photos with one more at their end; one that is there already stays where it is, as when its form comes again.
///
/// # Errors
/// [`ProductError::TooManyPhotos`].
pub fn with_photo(mut photos: Vec<PhotoRef>, photo: PhotoRef) -> Result<Vec<PhotoRef>, ProductError> {
    if photos.iter().any(|there| there.id == photo.id) {
        return Ok(photos);
    }
    if photos.len() >= PHOTOS_MAX {
        return Err(ProductError::TooManyPhotos { max: PHOTOS_MAX });
    }
    photos.push(photo);
    Ok(photos)
}

/// The photos with the captions that were typed for them; captions of others are nothing.
pub fn captioned(mut photos: Vec<PhotoRef>, captions: &[(PhotoId, String)]) -> Vec<PhotoRef> {
    for photo in &mut photos {
        if let Some((_, typed)) = captions.iter().find(|(id, _)| *id == photo.id) {
            photo.caption = caption(typed);
        }
    }
    photos
}

/// A caption as it is kept: one line, cut to [`CAPTION_CHARS_MAX`], as the form's field cuts it.
pub fn caption(typed: &str) -> String {
    let line: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    line.trim().chars().take(CAPTION_CHARS_MAX).collect::<String>().trim_end().to_owned()
}

/// Shades of each of red, green and blue among which a photo's colour is shown.
const SHADES: [i32; 4] = [80, 136, 184, 232];

/// Which of the 64 colours of the style sheet is next to a photo's own (0xRRGGBB): pages name it in three letters, for the
/// content policy forbids styles in them.
pub fn shade(colour: i32) -> i32 {
    let nearest = |part: i32| (0..).zip(SHADES).min_by_key(|(_, shade)| (shade - part).abs()).map_or(0, |(at, _)| at);
    [16, 8, 0].into_iter().fold(0, |sum, bits| sum * 4 + nearest((colour >> bits) & 0xff))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn photo(n: u128) -> PhotoRef {
        PhotoRef { id: PhotoId(Uuid::from_u128(n)), width: 1, height: 1, colour: None, caption: String::new() }
    }

    fn after(act: &str, n: u128) -> Vec<u128> {
        let act: PhotoAct = format!("{act}-{}", Uuid::from_u128(n)).parse().unwrap();
        act.done((1..=3).map(photo).collect()).iter().map(|photo| photo.id.0.as_u128()).collect()
    }

    #[test]
    fn photos_are_put_in_order_one_by_one() {
        assert_eq!(after("cover", 3), [3, 1, 2]);
        assert_eq!(after("cover", 1), [1, 2, 3]);
        assert_eq!(after("up", 2), [2, 1, 3]);
        assert_eq!(after("up", 1), [1, 2, 3]);
        assert_eq!(after("down", 2), [1, 3, 2]);
        assert_eq!(after("down", 3), [1, 2, 3]);
        assert_eq!(after("remove", 1), [2, 3]);
        assert_eq!(after("remove", 9), [1, 2, 3]);
        assert_eq!(after("to1", 3), [3, 1, 2]);
        assert_eq!(after("to3", 1), [2, 3, 1]);
        assert_eq!(after("to2", 2), [1, 2, 3]);
        assert_eq!(after("to99", 1), [2, 3, 1]);
        let id = Uuid::from_u128(1);
        for word in [format!("to-{id}"), format!("to0-{id}"), format!("to-1-{id}"), format!("3-{id}")] {
            assert!(word.parse::<PhotoAct>().is_err(), "{word}");
        }
        for word in ["", "cover", "cover-", "turn-1", "submit"] {
            assert!(word.parse::<PhotoAct>().is_err(), "{word}");
        }
    }

    #[test]
    fn there_are_twelve_at_most() {
        let twelve: Vec<_> = (1..=12).map(photo).collect();
        assert_eq!(with_photo(twelve.clone(), photo(13)), Err(ProductError::TooManyPhotos { max: 12 }));
        assert_eq!(with_photo(twelve[..11].to_vec(), photo(12)).as_ref(), Ok(&twelve));
        assert_eq!(with_photo(twelve.clone(), photo(7)), Ok(twelve), "it is there");
    }

    #[test]
    fn a_caption_belongs_to_its_photo() {
        let typed = [(photo(2).id, " 裏 ".to_owned()), (photo(9).id, "別".to_owned())];
        let captions = captioned((1..=2).map(photo).collect(), &typed).into_iter().map(|photo| photo.caption);
        assert_eq!(captions.collect::<Vec<_>>(), ["", "裏"]);
    }

    #[test]
    fn a_caption_is_one_line() {
        assert_eq!(caption(" 裏は\r\n麻です\t"), "裏は  麻です");
        assert_eq!(caption(&"あ".repeat(200)).chars().count(), CAPTION_CHARS_MAX);
    }

    #[test]
    fn a_colour_has_a_shade() {
        let all = [0, 0xffffff, 0x505050, 0x5050e8, 0xe85050, 0x888888].map(shade);
        assert_eq!(all, [0, 63, 0, 3, 48, 21]);
    }

    proptest! {
        #[test]
        fn no_act_but_removing_loses_a_photo(acts in prop::collection::vec((0..6usize, 1..6u128), 0..12)) {
            let words = ["cover", "up", "down", "to1", "to4", "to7"];
            let mut photos: Vec<_> = (1..=5).map(photo).collect();
            for (act, n) in acts {
                photos = format!("{}-{}", words[act], Uuid::from_u128(n)).parse::<PhotoAct>().unwrap().done(photos);
            }
            let mut ids: Vec<_> = photos.iter().map(|photo| photo.id.0.as_u128()).collect();
            ids.sort_unstable();
            prop_assert_eq!(ids, [1, 2, 3, 4, 5]);
        }
    }
}
