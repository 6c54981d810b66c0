//! What becomes of a photo's bytes.

use domain::{
    DomainError,
    shop::{PHOTO_BYTES_MAX, ProductError},
};
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use server::photos::prepare;
use store::{Error, shop::PhotoFiles};

use super::picture::{BLUE, RED, encoded, is_nearly, jpeg, jpeg_from_a_phone, png_that_claims, two_halves, webp};

async fn good(bytes: Vec<u8>) -> PhotoFiles {
    prepare(bytes.into()).await.expect("a photo")
}

async fn refusal(bytes: Vec<u8>) -> ProductError {
    match prepare(bytes.into()).await {
        Err(Error::Domain(DomainError::Product(error))) => error,
        Err(other) => panic!("not a refusal: {other}"),
        Ok(_) => panic!("was taken"),
    }
}

fn sides(photo: &PhotoFiles) -> Vec<(u32, u32, u32)> {
    let mut sides: Vec<(u32, u32, u32)> =
        photo.files.iter().map(|file| (file.side, webp(&file.bytes).width(), webp(&file.bytes).height())).collect();
    sides.sort_unstable();
    sides
}

#[tokio::test]
async fn a_phone_photo_is_turned_upright_and_tells_nothing() {
    let bytes = jpeg_from_a_phone(2000, 1000, 6);
    assert!(bytes.windows(15).any(|part| part == b"SECRET-WHEREIAM"), "the test photo has metadata");
    let photo = good(bytes).await;
    assert_eq!(sides(&photo), [(320, 160, 320), (640, 320, 640), (1280, 640, 1280)]);
    assert_eq!((photo.width, photo.height), (640, 1280));
    for file in &photo.files {
        let picture = webp(&file.bytes);
        let middle = picture.width() / 2;
        assert!(is_nearly(*picture.get_pixel(middle, picture.height() / 8), RED), "the left came to the top");
        assert!(is_nearly(*picture.get_pixel(middle, picture.height() * 7 / 8), BLUE));
        for word in [b"SECRET".as_slice(), b"Exif", b"EXIF", b"XMP ", b"ICCP"] {
            assert!(!file.bytes.windows(word.len()).any(|part| part == word), "{}", String::from_utf8_lossy(word));
        }
    }
}

#[tokio::test]
async fn every_orientation_is_undone() {
    // EXIF orientation → where the red half is once upright: x and y in eighths of the picture.
    for (orientation, x, y) in
        [(1, 1, 4), (2, 7, 4), (3, 7, 4), (4, 1, 4), (5, 4, 1), (6, 4, 1), (7, 4, 7), (8, 4, 7), (0, 1, 4), (9, 1, 4)]
    {
        let photo = good(jpeg_from_a_phone(400, 200, orientation)).await;
        let picture = webp(&photo.files[0].bytes);
        let pixel = *picture.get_pixel(picture.width() * x / 8, picture.height() * y / 8);
        assert!(is_nearly(pixel, RED), "orientation {orientation}: {pixel:?}");
    }
}

#[tokio::test]
async fn small_photos_are_not_enlarged() {
    assert_eq!(sides(&good(jpeg(500, 100)).await), [(320, 320, 64), (640, 500, 100), (1280, 500, 100)]);
    assert_eq!(sides(&good(jpeg(1, 1)).await), [(320, 1, 1), (640, 1, 1), (1280, 1, 1)]);
    assert_eq!(sides(&good(jpeg(4000, 2)).await), [(320, 320, 1), (640, 640, 1), (1280, 1280, 1)]);
}

#[tokio::test]
async fn png_and_webp_are_taken_with_their_transparency() {
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let clear: DynamicImage = RgbaImage::from_pixel(700, 700, Rgba([10, 200, 10, 0])).into();
        let photo = good(encoded(&clear, format)).await;
        let largest = image::load_from_memory(&photo.files[0].bytes).expect("WebP").to_rgba8();
        assert_eq!(largest.get_pixel(5, 5).0[3], 0, "{format:?}");
        assert_eq!(sides(&good(encoded(&two_halves(641, 10), format)).await)[1], (640, 640, 10));
    }
}

#[tokio::test]
async fn what_is_no_photo_is_refused() {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#.to_vec();
    let html = b"<!DOCTYPE html><script>alert(1)</script>".to_vec();
    let gif = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec();
    // A JPEG by its first bytes, a page by the rest.
    let mut mixed = vec![0xFF, 0xD8, 0xFF, 0xE0];
    mixed.extend(&html);
    for bytes in [svg, html, gif, mixed, vec![], b"\x89PNG\r\n\x1a\n".to_vec(), b"RIFF\x10\0\0\0WEBPVP8 ".to_vec()] {
        assert_eq!(refusal(bytes.clone()).await, ProductError::PhotoUnreadable, "{bytes:?}");
    }
}

#[tokio::test]
async fn a_photo_that_broke_off_is_refused() {
    let png = encoded(&two_halves(300, 300), ImageFormat::Png);
    let lossless = encoded(&two_halves(300, 300), ImageFormat::WebP);
    for whole in [jpeg(300, 300), jpeg_from_a_phone(300, 300, 6)] {
        refused_when_cut(&whole, &[whole.len() - 3, whole.len() - 1]).await;
    }
    for whole in [jpeg(300, 300), jpeg_from_a_phone(300, 300, 6), png, lossless] {
        refused_when_cut(&whole, &[whole.len() * 2 / 3, whole.len() / 3, 40]).await;
    }
}

async fn refused_when_cut(whole: &[u8], keeps: &[usize]) {
    for keep in keeps {
        let part = whole[..*keep].to_vec();
        assert_eq!(refusal(part).await, ProductError::PhotoUnreadable, "{keep} of {} bytes", whole.len());
    }
}

#[tokio::test]
async fn what_a_camera_appends_does_not_matter() {
    let mut bytes = jpeg_from_a_phone(300, 300, 1);
    bytes.extend(b"\0\0\0\x18ftypmp42 a film clip");
    assert_eq!(sides(&good(bytes).await)[0], (320, 300, 300));
}

#[tokio::test]
async fn bombs_are_refused_before_they_are_decoded() {
    assert_eq!(refusal(png_that_claims(60_000, 60_000)).await, ProductError::PhotoTooManyPixels);
    assert_eq!(refusal(png_that_claims(u32::MAX / 2, 1)).await, ProductError::PhotoTooManyPixels);
    // A JPEG that claims 65,500 pixels each way.
    let mut bytes = jpeg(8, 8);
    let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).expect("a frame header");
    bytes[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xDC, 0xFF, 0xDC]);
    assert_eq!(refusal(bytes).await, ProductError::PhotoTooManyPixels);
    let megabytes_max = PHOTO_BYTES_MAX / (1024 * 1024);
    assert_eq!(refusal(vec![0xFF; PHOTO_BYTES_MAX + 1]).await, ProductError::PhotoTooLarge { megabytes_max });
}

#[tokio::test]
async fn a_photo_as_an_iphone_keeps_it_is_named() {
    for kind in ["heic", "mif1"] {
        let bytes = [&[0, 0, 0, 24], b"ftyp".as_slice(), kind.as_bytes(), &[0; 600]].concat();
        assert_eq!(refusal(bytes).await, ProductError::PhotoHeic);
    }
    let other = [&[0, 0, 0, 24], b"ftypisom".as_slice(), &[0; 600]].concat();
    assert_eq!(refusal(other).await, ProductError::PhotoUnreadable);
}
