//! The colours: one family of warm, dusty tones, so that sixty pictures sit well together.

/// The colours of one product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tone {
    /// The main body.
    pub main: &'static str,
    /// Shadows and outlines of the body.
    pub deep: &'static str,
    /// Bright parts.
    pub light: &'static str,
    /// First accent.
    pub pop: &'static str,
    /// Second accent.
    pub pop2: &'static str,
}

/// Names of the colour families.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// 藍
    Indigo,
    /// 柿
    Persimmon,
    /// 苔
    Moss,
    /// 芥子
    Mustard,
    /// 梅
    Plum,
    /// 空
    Sky,
    /// 胡桃
    Walnut,
    /// 檜
    Hinoki,
    /// 桜
    Rose,
    /// 墨
    Charcoal,
    /// 若竹
    Mint,
    /// 生成り
    Ecru,
}

const fn tone(
    main: &'static str,
    deep: &'static str,
    light: &'static str,
    pop: &'static str,
    pop2: &'static str,
) -> Tone {
    Tone { main, deep, light, pop, pop2 }
}

impl Palette {
    /// The colours of the family.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Indigo => tone("#3c5f97", "#223a66", "#f3ead9", "#e7b64c", "#d9775a"),
            Self::Persimmon => tone("#d9775a", "#9c4630", "#fbeee0", "#f2c879", "#6f91b5"),
            Self::Moss => tone("#7d9a6d", "#4b6644", "#f1efdc", "#e2b24a", "#c4664a"),
            Self::Mustard => tone("#e0b04e", "#93681c", "#fdf4dc", "#3c5f97", "#d9775a"),
            Self::Plum => tone("#95688a", "#5d3c58", "#f6e9ec", "#e9bd6a", "#7d9a6d"),
            Self::Sky => tone("#86aec4", "#3c5f7a", "#f4f1e6", "#e9a06a", "#e7c566"),
            Self::Walnut => tone("#a8764a", "#63401f", "#ecd5ae", "#d9775a", "#7d9a6d"),
            Self::Hinoki => tone("#e3c596", "#8d5f2e", "#f8ecd2", "#c4664a", "#6f91b5"),
            Self::Rose => tone("#e5a79c", "#9d5650", "#fdf1ea", "#c9586a", "#84a27a"),
            Self::Charcoal => tone("#56585f", "#2c2d33", "#eee7da", "#e7b64c", "#d9775a"),
            Self::Mint => tone("#8fbfae", "#44796b", "#f3f3e4", "#ef9f80", "#e7c566"),
            Self::Ecru => tone("#ece0c8", "#a38a62", "#fffaf0", "#6f91b5", "#d9775a"),
        }
    }
}

/// Names of the quiet grounds behind a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// 麻
    Linen,
    /// 青磁
    Sage,
    /// 空
    Sky,
    /// 砂
    Sand,
    /// 藁
    Straw,
    /// 桜
    Blush,
    /// 霧
    Fog,
    /// 夜
    Night,
    /// 藤
    Lilac,
}

impl Ground {
    /// Wall and table colours.
    pub const fn colours(self) -> (&'static str, &'static str) {
        match self {
            Self::Linen => ("#f3ebdd", "#e6d8c1"),
            Self::Sage => ("#e2e9da", "#cfdac4"),
            Self::Sky => ("#dfe8ee", "#c9d6dc"),
            Self::Sand => ("#efe2cd", "#e0cba9"),
            Self::Straw => ("#f4e8c4", "#e6d39c"),
            Self::Blush => ("#f5dfd6", "#e8c8bc"),
            Self::Fog => ("#e9e6e0", "#d6d1c8"),
            Self::Night => ("#3b3948", "#2a2833"),
            Self::Lilac => ("#e9e1ea", "#d6c9d8"),
        }
    }
}
