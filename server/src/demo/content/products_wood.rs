//! Wood and 3D prints.

use super::Supply::{MadeToOrder, OneOfAKind, Stocked};
use super::{Product, art, both};
use crate::demo::draw::{Emblem, Ground, Motif, Palette, Pattern};

/// Products of this shelf.
pub const PRODUCTS: [Product; 16] = [
    Product {
        title: both("ヒノキのコースター 麻の葉 4枚組", "Four hinoki coasters, hemp leaf"),
        text: both(
            "多摩産のヒノキに、麻の葉をレーザーで彫りました。直径9.5×厚さ0.6 cm、蜜ろう仕上げです。4枚の木目は、それぞれちがいます。水気はすぐにふき取ってください。",
            "Tama hinoki engraved with hemp leaves, beeswax finish. 9.5 cm across. Wipe dry after use.",
        ),
        category: "wood", maker: 1, price_yen: 2400, stock: 10, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::Coasters, Pattern::Asanoha, Emblem::Flower, Palette::Hinoki, Ground::Sage),
    },
    Product {
        title: both("3Dプリントの植木鉢「さざなみ」", "3D-printed planter “Ripples”"),
        text: both(
            "井の頭池の水面のような、細かい波もようの鉢です。口径12×高さ11 cm、底に穴と受け皿があります。植物由来のPLA製で、とても軽いので窓辺にも。夏の車内など、高温の場所は避けてください。",
            "A pot rippled like the pond at Inokashira. 12 × 11 cm, PLA, with hole and saucer. Keep from high heat.",
        ),
        category: "3d-print", maker: 2, price_yen: 1980, stock: 6, supply: Stocked, machine: "3d-printer",
        art: art(Motif::Planter, Pattern::Waves, Emblem::Sprig, Palette::Ecru, Ground::Sky),
    },
    Product {
        title: both("組子のあかり 小", "Kumiko lamp, small"),
        text: both(
            "麻の葉の組子を和紙でくるんだ、枕もとのあかりです。幅16×奥行16×高さ27 cm、スギとヒノキ、LED付き。くぎを使わず組んであります。和紙が破れたら、張りかえをお受けします。",
            "A bedside lamp of hemp-leaf kumiko and washi, joined without nails. 16 × 16 × 27 cm, LED included. Repairs welcome.",
        ),
        category: "wood", maker: 1, price_yen: 8800, stock: 1, supply: OneOfAKind, machine: "laser-cutter",
        art: art(Motif::Lamp, Pattern::Asanoha, Emblem::Star, Palette::Walnut, Ground::Night),
    },
    Product {
        title: both("月のあかり", "Moon lamp"),
        text: both(
            "月の地形データから、うすい球を30時間かけて造形しました。直径13 cm、木の台とUSBのLED付きです。明るさは3段階、夜中の授乳にも使えるやさしい光です。水ぶきはしないでください。",
            "A thin moon printed over thirty hours from lunar terrain data. 13 cm, wooden base, USB LED with three levels. Dry dusting only.",
        ),
        category: "3d-print", maker: 6, price_yen: 5400, stock: 2, supply: Stocked, machine: "3d-printer",
        art: art(Motif::MoonLamp, Pattern::Plain, Emblem::Moon, Palette::Mustard, Ground::Night),
    },
    Product {
        title: both("木の壁掛け時計「年輪」", "Wall clock “Growth rings”"),
        text: both(
            "輪切りのスギの木目に沿って、年輪を彫り足しました。直径25 cm、音の静かな連続秒針、単3電池1本です。木は季節で少し動きますが、使ううちに落ち着きます。",
            "Rings engraved along the grain of a cedar slice. 25 cm, silent sweep movement, one AA battery.",
        ),
        category: "wood", maker: 1, price_yen: 6800, stock: 2, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::Clock, Pattern::Plain, Emblem::Tree, Palette::Hinoki, Ground::Sage),
    },
    Product {
        title: both("一輪挿し「ねじり」", "Twisted bud vase"),
        text: both(
            "ひとふでがきの3Dプリントでつくる、ねじれた一輪挿しです。高さ17×直径12 cm、内側は防水してあります。野の花を2、3本入れるとちょうどよい姿になります。水は毎日かえてください。",
            "Printed in one unbroken spiral and sealed inside. 17 × 12 cm; two or three wild flowers suit it best.",
        ),
        category: "3d-print", maker: 6, price_yen: 2800, stock: 3, supply: Stocked, machine: "3d-printer",
        art: art(Motif::Vase, Pattern::Plain, Emblem::Flower, Palette::Plum, Ground::Straw),
    },
    Product {
        title: both("スマホスタンド「三日月」", "Phone stand “Crescent”"),
        text: both(
            "読みやすい角度に立つ、クルミのスタンドです。幅11×奥行10×高さ9 cm。充電の線を通す穴があり、料理の動画を見るときに便利です。オイル仕上げなので、からぶきで手入れしてください。",
            "A walnut stand at a reading angle, with a slot for the cable. 11 × 10 × 9 cm, oiled. Wipe with a dry cloth.",
        ),
        category: "wood", maker: 5, price_yen: 2200, stock: 8, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::PhoneStand, Pattern::Plain, Emblem::Moon, Palette::Walnut, Ground::Sky),
    },
    Product {
        title: both("多肉の小さな鉢 3個組", "Three mini pots for succulents"),
        text: both(
            "若竹、あんず、たまご色の三つ組です。口径6×高さ6 cm、模様は縦じま、点線、ジグザグ。底に水抜き穴があります。植物は付きません。",
            "Three pots in green, apricot and yolk, each with its own pattern. 6 × 6 cm with drain holes. Plants not included.",
        ),
        category: "3d-print", maker: 2, price_yen: 2100, stock: 5, supply: Stocked, machine: "3d-printer",
        art: art(Motif::MiniPots, Pattern::Plain, Emblem::Sprig, Palette::Mint, Ground::Linen),
    },
    Product {
        title: both("クルミのコースター 青海波 2枚組", "Two walnut coasters, waves"),
        text: both(
            "濃い色のクルミに、青海波を浅く彫りました。一辺10×厚さ0.7 cm、角を丸くした四角です。裏にコルクを貼ってあるので、机を傷つけません。食洗機には入れないでください。",
            "Waves engraved lightly in dark walnut, cork-backed. 10 cm square. Not for dishwashers.",
        ),
        category: "wood", maker: 1, price_yen: 1600, stock: 6, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::Coasters, Pattern::Seigaiha, Emblem::Flower, Palette::Walnut, Ground::Straw),
    },
    Product {
        title: both("植木鉢「さざなみ」大", "Planter “Ripples”, large"),
        text: both(
            "つる性の植物が気持ちよくたれる、ひと回り大きい鉢です。口径16×高さ15 cm。素焼きのような色の、つや消しのPLAでつくりました。受け皿付き、屋外では半日陰でお使いください。",
            "A larger pot for trailing plants in matt terracotta PLA. 16 × 15 cm with saucer; half shade outdoors.",
        ),
        category: "3d-print", maker: 2, price_yen: 2480, stock: 4, supply: Stocked, machine: "3d-printer",
        art: art(Motif::Planter, Pattern::Yabane, Emblem::Sprig, Palette::Persimmon, Ground::Blush),
    },
    Product {
        title: both("木のオーナメント3個組", "Three wooden ornaments"),
        text: both(
            "木と星と家を彫った、つるし飾りです。ヒノキ、直径6 cm前後、ひも付き。冬の窓にはもちろん、贈りものの包みに添えても喜ばれます。",
            "Tree, star and house in hinoki, about 6 cm each, with cords. For winter windows or for wrapping.",
        ),
        category: "wood", maker: 5, price_yen: 1500, stock: 14, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::Ornaments, Pattern::Plain, Emblem::Star, Palette::Persimmon, Ground::Sage),
    },
    Product {
        title: both("ペン立て「みつばち」", "Pen stand “Honeybee”"),
        text: both(
            "六角形の穴が並んだ、軽くてじょうぶなペン立てです。幅9×奥行9×高さ10 cm、PETG製。丸ごと水で洗えます。色はからし、藍、墨から選べます。",
            "A light, strong stand with honeycomb walls. 9 × 9 × 10 cm in PETG, washable. Mustard, indigo or charcoal.",
        ),
        category: "3d-print", maker: 6, price_yen: 1800, stock: 7, supply: MadeToOrder, machine: "3d-printer",
        art: art(Motif::PenStand, Pattern::Plain, Emblem::Star, Palette::Mustard, Ground::Sage),
    },
    Product {
        title: both("組子のあかり 大", "Kumiko lantern, large"),
        text: both(
            "六角の胴に麻の葉を組んだ、床置きのあかりです。高さ42×幅30 cm、クルミとスギ、調光式LED付き。一台に四か月かかりますので、ご相談の上でおつくりします。",
            "A six-sided floor lantern in walnut and cedar, 42 × 30 cm, dimmable LED. Each takes four months; please talk with us first.",
        ),
        category: "wood", maker: 1, price_yen: 17600, stock: 0, supply: OneOfAKind, machine: "laser-cutter",
        art: art(Motif::Lamp, Pattern::Asanoha, Emblem::Moon, Palette::Charcoal, Ground::Night),
    },
    Product {
        title: both("置き時計「まるまど」", "Round-window clock"),
        text: both(
            "おうちの窓のような、まるい時計です。直径18 cm、文字盤は紙、枠は3Dプリント。壁にもかけられます。針と文字盤の色は、注文のときにお選びください。",
            "A round clock like a window. 18 cm, printed frame and paper dial; stands or hangs. Choose your colours when ordering.",
        ),
        category: "3d-print", maker: 6, price_yen: 4200, stock: 2, supply: MadeToOrder, machine: "3d-printer",
        art: art(Motif::Clock, Pattern::Plain, Emblem::House, Palette::Mint, Ground::Blush),
    },
    Product {
        title: both("木の鍵タグ「玉川上水」", "Wooden key tag “Tamagawa canal”"),
        text: both(
            "水辺の草と流れを彫った、手のひらサイズの鍵タグです。4×8 cm、ヒノキ、真ちゅうのリング付き。裏に名前や日付を彫ることもできます。ぬれたら早めにふいてください。",
            "Waterside grass and stream on hinoki, 4 × 8 cm with a brass ring. A name can be engraved on the back.",
        ),
        category: "wood", maker: 5, price_yen: 1200, stock: 11, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::KeyTag, Pattern::Plain, Emblem::Sprig, Palette::Hinoki, Ground::Lilac),
    },
    Product {
        title: both("木のマグネット4個組", "Four wooden magnets"),
        text: both(
            "木、鳥、くるま、ねこの絵をUVプリンターで刷りました。一辺4 cm、ヒノキ、強めの磁石でプリント5枚まで留まります。小さなお子さんの手の届かない所でお使いください。",
            "Tree, bird, car and cat UV-printed on 4 cm hinoki. Each holds five sheets. Keep out of small children's reach.",
        ),
        category: "wood", maker: 10, price_yen: 1600, stock: 9, supply: Stocked, machine: "uv-printer",
        art: art(Motif::Magnets, Pattern::Plain, Emblem::Bird, Palette::Moss, Ground::Sand),
    },
];
