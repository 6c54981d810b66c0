//! QR codes as drawings inside the page.

use qrcode::{EcLevel, QrCode, render::svg};

/// The code of a short text, as an SVG element that fills its box. Empty when the text is too long for a code, which no
/// address of this site is.
pub fn svg(text: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else { return String::new() };
    let drawing = code.render::<svg::Color>().quiet_zone(true).min_dimensions(180, 180).build();
    // Without the XML prolog, which has no place in HTML.
    drawing.find("<svg").map_or_else(String::new, |at| drawing[at..].to_owned())
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_an_element_without_a_prolog() {
        let drawing = super::svg("https://shop.example/shop/1001");
        assert!(drawing.starts_with("<svg") && drawing.trim_end().ends_with("</svg>"));
        assert!(!drawing.contains("style="), "the content policy forbids inline styles");
        assert_eq!(super::svg(&"x".repeat(9000)), "");
    }
}
