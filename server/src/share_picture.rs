//! The picture that messengers and social networks show of a piece: its photo with title, maker and price, 1200×630.
//!
//! Letters are drawn in a Japanese font of the system, for one inside the program would be larger than most of the rest
//! of it; without one the picture is the photo alone.

mod letters;

use domain::{PhotoId, Yen, shop::ProductPage};
use image::{Rgb, RgbImage, imageops};
use sha2::{Digest, Sha256};
use store::Error;

use self::letters::{Letters, Style};
use crate::photos;

/// In pixels, as readers of Open Graph want it.
const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;
/// The photo is a square at the left; beside it the words have so much room.
const MARGIN: u32 = 48;
const WORDS_WIDTH: u32 = WIDTH - HEIGHT - 2 * MARGIN;
/// Lines of the title, at most.
const TITLE_LINES: usize = 4;

const PAPER: Rgb<u8> = Rgb([0xfa, 0xf6, 0xef]);
const TITLE: Style = Style { px: 46.0, colour: Rgb([0x2b, 0x25, 0x1e]) };
const MAKER: Style = Style { px: 30.0, colour: Rgb([0x6b, 0x5f, 0x50]) };
const PRICE: Style = Style { px: 60.0, colour: Rgb([0x9a, 0x3f, 0x22]) };
const SPACE: Style = Style { px: 26.0, colour: Rgb([0x6b, 0x5f, 0x50]) };

/// What is drawn.
#[derive(Clone, Debug)]
pub struct Card {
    pub photo: PhotoId,
    title: String,
    maker: String,
    price: Yen,
    space: String,
}

impl Card {
    /// Of a piece with a photo.
    pub fn of(piece: &ProductPage, space: &str) -> Option<Card> {
        let photo = piece.photos.first()?.id;
        let (title, maker) = (piece.title.clone(), piece.maker.trade_name.clone());
        Some(Card { photo, title, maker, price: piece.price, space: space.to_owned() })
    }

    /// Of all that is drawn: another price is another picture, at another address.
    pub fn digest(&self) -> String {
        let has_letters = if letters::are_there() { "words" } else { "photo" };
        let photo = self.photo.to_string();
        let price = self.price.0.to_string();
        let mut digest = Sha256::new();
        for part in [has_letters, &photo, &self.title, &self.maker, &price, &self.space] {
            digest.update(part.len().to_be_bytes());
            digest.update(part);
        }
        hex::encode(&digest.finalize()[..16])
    }
}

/// Draws the card from its photo's largest file (WebP); a JPEG.
///
/// # Errors
/// [`Error::Internal`] when the photo cannot be read.
pub async fn draw(card: Card, photo: Vec<u8>) -> Result<Vec<u8>, Error> {
    photos::at_work(move || {
        let photo = photos::decoded(&photo)?;
        let picture = match Letters::load() {
            Some(letters) => with_words(&card, &photo, &letters)?,
            None => photos::filling(&photo, WIDTH, HEIGHT)?,
        };
        photos::jpeg(&picture)
    })
    .await
}

fn with_words(card: &Card, photo: &RgbImage, letters: &Letters) -> Result<RgbImage, Error> {
    let mut picture = RgbImage::from_pixel(WIDTH, HEIGHT, PAPER);
    imageops::replace(&mut picture, &photos::filling(photo, HEIGHT, HEIGHT)?, 0, 0);
    let left = (HEIGHT + MARGIN) as f32;
    let mut base = MARGIN as f32 + TITLE.px;
    for line in letters.lines(&card.title, &TITLE, WORDS_WIDTH as f32, TITLE_LINES) {
        letters.draw(&mut picture, &line, &TITLE, (left, base));
        base += TITLE.px * 1.4;
    }
    base += MAKER.px * 0.4;
    for line in letters.lines(&card.maker, &MAKER, WORDS_WIDTH as f32, 1) {
        letters.draw(&mut picture, &line, &MAKER, (left, base));
    }
    let price = format!("{}円", card.price);
    letters.draw(&mut picture, &price, &PRICE, (left, (HEIGHT - 2 * MARGIN) as f32 - SPACE.px));
    let beside = left + letters.width(&price, &PRICE) + 12.0;
    letters.draw(&mut picture, "税込", &SPACE, (beside, (HEIGHT - 2 * MARGIN) as f32 - SPACE.px));
    for line in letters.lines(&card.space, &SPACE, WORDS_WIDTH as f32, 1) {
        letters.draw(&mut picture, &line, &SPACE, (left, (HEIGHT - MARGIN) as f32));
    }
    Ok(picture)
}
