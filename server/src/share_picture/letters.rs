//! Letters from a font of the system.

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use ab_glyph::{Font, FontVec, PxScale, ScaleFont, point};
use image::{Rgb, RgbImage};

/// Where systems keep fonts.
const FOLDERS: [&str; 4] = ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:\\Windows\\Fonts"];
/// Parts of the names of fonts with Japanese letters, the best first.
const NAMES: [&str; 9] = [
    "notosansjp",
    "notosanscjk",
    "ipaexg",
    "ipag",
    "fonts-japanese-gothic",
    "takaogothic",
    "vl-gothic",
    "biz-udgothic",
    "meiryo",
];
/// Folders inside each other that are looked through.
const DEPTH: usize = 4;
/// What does not begin a line in Japanese.
const HANGING: &str = "、。，．・」』）】〉》！？ー…々ゃゅょっァィゥェォャュョッ,.!?)";

/// How words look.
pub struct Style {
    /// Height of a line's letters in pixels.
    pub px: f32,
    pub colour: Rgb<u8>,
}

/// Whether there is a font.
pub fn are_there() -> bool {
    file().is_some()
}

/// Looked for once: a font that is installed later is seen by the next start.
fn file() -> Option<&'static Path> {
    static FILE: OnceLock<Option<PathBuf>> = OnceLock::new();
    FILE.get_or_init(|| {
        let mut found = Vec::new();
        for folder in FOLDERS {
            fonts_in(Path::new(folder), DEPTH, &mut found);
        }
        found.sort();
        let place = |path: &PathBuf| {
            let name = path.file_name()?.to_string_lossy().to_lowercase().replace(['_', ' '], "-");
            let bold = name.contains("black") || name.contains("thin") || name.contains("light");
            NAMES.iter().position(|part| name.replace('-', "").contains(&part.replace('-', ""))).map(|at| (bold, at))
        };
        found.retain(|path| place(path).is_some());
        found.sort_by_key(place);
        found.into_iter().find(|path| open(path).is_some())
    })
    .as_deref()
}

fn fonts_in(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let is_font =
            path.extension().is_some_and(|end| ["ttf", "otf", "ttc"].iter().any(|font| end.eq_ignore_ascii_case(font)));
        if is_font {
            found.push(path);
        } else if depth > 0 && path.is_dir() {
            fonts_in(&path, depth - 1, found);
        }
    }
}

/// A font that has what a card says.
fn open(path: &Path) -> Option<FontVec> {
    let font = FontVec::try_from_vec_and_index(std::fs::read(path).ok()?, 0).ok()?;
    ['あ', '作', '円', '税', '1'].into_iter().all(|c| font.glyph_id(c).0 != 0).then_some(font)
}

/// The font, read for one picture: it is large, and pictures are few.
pub struct Letters(FontVec);

impl Letters {
    /// `None` where the system has no Japanese font.
    pub fn load() -> Option<Letters> {
        open(file()?).map(Letters)
    }

    /// In pixels.
    pub fn width(&self, words: &str, style: &Style) -> f32 {
        let font = self.0.as_scaled(PxScale::from(style.px));
        words.chars().map(|c| font.h_advance(font.glyph_id(c))).sum()
    }

    /// The words in lines of that width, between words where there are blanks; what has no room ends in `…`.
    pub fn lines(&self, words: &str, style: &Style, width: f32, lines_max: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for c in words.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
            let longer = format!("{line}{c}");
            if self.width(&longer, style) <= width || HANGING.contains(c) || line.is_empty() {
                line = longer;
                continue;
            }
            let rest = match (c.is_ascii_alphanumeric(), line.rfind(' ')) {
                (true, Some(at)) if line.ends_with(|last: char| last.is_ascii_alphanumeric()) => {
                    let rest = line[at + 1..].to_owned();
                    line.truncate(at);
                    rest
                }
                _ => String::new(),
            };
            lines.push(std::mem::replace(&mut line, format!("{rest}{c}").trim_start().to_owned()));
        }
        lines.push(line);
        if lines.len() > lines_max {
            lines.truncate(lines_max);
            if let Some(last) = lines.last_mut() {
                last.pop();
                last.push('…');
            }
        }
        lines
    }

    /// Draws one line; `at` is its beginning on the base line. Letters that the font has not are left out.
    pub fn draw(&self, picture: &mut RgbImage, words: &str, style: &Style, at: (f32, f32)) {
        let font = self.0.as_scaled(PxScale::from(style.px));
        let mut x = at.0;
        for c in words.chars() {
            let id = font.glyph_id(c);
            let glyph = id.with_scale_and_position(font.scale(), point(x, at.1));
            x += font.h_advance(id);
            let Some(outline) = self.0.outline_glyph(glyph).filter(|_| id.0 != 0) else { continue };
            let bounds = outline.px_bounds();
            outline.draw(|dx, dy, cover| {
                let (px, py) = (bounds.min.x + dx as f32, bounds.min.y + dy as f32);
                let inside = px >= 0.0 && py >= 0.0 && px < picture.width() as f32 && py < picture.height() as f32;
                if inside {
                    let pixel = picture.get_pixel_mut(px as u32, py as u32);
                    for (under, over) in pixel.0.iter_mut().zip(style.colour.0) {
                        let mixed = f32::from(*under) + (f32::from(over) - f32::from(*under)) * cover.min(1.0);
                        *under = mixed.round() as u8;
                    }
                }
            });
        }
    }
}
