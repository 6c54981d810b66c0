//! The goods that can be drawn, each on a canvas of 400 units.

mod baby;
mod bags;
mod cloth;
mod leather;
mod paper;
mod printed;
mod stationery;
mod toys;
mod wear;
mod wood;

use super::{Art, pen::Pen};

/// Wood tones shared by the motifs: face, edge, engraving.
const WOOD: [&str; 3] = ["#e3c596", "#a97c48", "#8d5f2e"];
/// Brass of rings, zips and hooks.
const BRASS: &str = "#c9a04f";
/// Mounting card.
const CARD: &str = "#fffaf1";

/// Whether a thing stands on a table or lies seen from above.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Standing before a wall.
    Table,
    /// Lying flat.
    Flat,
}

macro_rules! motifs {
    ($($(#[$doc:meta])* $name:ident => $stage:ident, $draw:path;)*) => {
        /// A kind of goods.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Motif { $($(#[$doc])* $name,)* }

        impl Motif {
            /// How the thing is shown.
            pub fn stage(self) -> Stage {
                match self { $(Self::$name => Stage::$stage,)* }
            }

            /// Draws the thing.
            pub(super) fn draw(self, pen: &mut Pen, art: &Art) {
                match self { $(Self::$name => $draw(pen, art),)* }
            }
        }
    };
}

motifs! {
    /// 刺しゅう枠
    Hoop => Table, cloth::hoop;
    /// 刺し子ふきん
    Sashiko => Flat, cloth::sashiko;
    /// クッション
    Cushion => Table, cloth::cushion;
    /// ハンカチ
    Handkerchief => Flat, cloth::handkerchief;
    /// くるみボタン
    Buttons => Flat, cloth::buttons;
    /// ポーチ
    Pouch => Table, bags::pouch;
    /// ペンケース
    PenCase => Flat, bags::pen_case;
    /// トートバッグ
    Tote => Table, bags::tote;
    /// 巾着
    Drawstring => Table, bags::drawstring;
    /// スタイ
    Bib => Flat, baby::bib;
    /// ワッペン
    Patches => Flat, baby::patches;
    /// お名前タグ
    NameTags => Flat, baby::name_tags;
    /// 王冠
    Crown => Table, baby::crown;
    /// エプロン
    Apron => Flat, baby::apron;
    /// コースター
    Coasters => Flat, wood::coasters;
    /// 組子のあかり
    Lamp => Table, wood::lamp;
    /// 壁掛け時計
    Clock => Table, wood::clock;
    /// オーナメント
    Ornaments => Flat, wood::ornaments;
    /// 鍵タグ
    KeyTag => Flat, wood::key_tag;
    /// マグネット
    Magnets => Flat, wood::magnets;
    /// つみき
    Blocks => Table, toys::blocks;
    /// 汽車
    Train => Table, toys::train;
    /// パズル
    Puzzle => Flat, toys::puzzle;
    /// 恐竜
    Dinosaur => Table, toys::dinosaur;
    /// 植木鉢
    Planter => Table, printed::planter;
    /// 小さな鉢の三つ組
    MiniPots => Table, printed::mini_pots;
    /// 一輪挿し
    Vase => Table, printed::vase;
    /// 月のあかり
    MoonLamp => Table, printed::moon_lamp;
    /// ペン立て
    PenStand => Table, printed::pen_stand;
    /// スマホスタンド
    PhoneStand => Table, printed::phone_stand;
    /// 耳飾り
    Earrings => Flat, wear::earrings;
    /// ブローチ
    Brooch => Flat, wear::brooch;
    /// ペンダント
    Pendant => Flat, wear::pendant;
    /// シュシュ
    Scrunchie => Flat, wear::scrunchie;
    /// ヘアクリップ
    HairClips => Flat, wear::hair_clips;
    /// スマホケース
    PhoneCase => Flat, wear::phone_case;
    /// しおり
    Bookmarks => Flat, stationery::bookmarks;
    /// カード
    Cards => Table, paper::cards;
    /// ぽち袋
    Envelopes => Flat, paper::envelopes;
    /// モビール
    Mobile => Table, paper::mobile;
    /// ガーランド
    Garland => Table, paper::garland;
    /// シール
    Stickers => Flat, stationery::stickers;
    /// ノート
    Notebook => Flat, stationery::notebook;
    /// 絵はがき
    Postcards => Flat, stationery::postcards;
    /// キーケース
    KeyCase => Flat, leather::key_case;
    /// 名刺入れ
    CardCase => Flat, leather::card_case;
    /// コイン入れ
    CoinCase => Flat, leather::coin_case;
    /// 文庫本カバー
    BookCover => Table, leather::book_cover;
    /// コードクリップ
    CordClips => Flat, leather::cord_clips;
    /// 革のトレイ
    Tray => Flat, leather::tray;
}
