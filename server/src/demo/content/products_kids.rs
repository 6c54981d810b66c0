//! Paper and things for children.

use super::Supply::{MadeToOrder, Stocked};
use super::{Product, art, both};
use crate::demo::draw::{Emblem, Ground, Motif, Palette, Pattern};

/// Products of this shelf.
pub const PRODUCTS: [Product; 14] = [
    Product {
        title: both("とりのスタイ ダブルガーゼ", "Bird bib, double gauze"),
        text: both(
            "首まわりがチクチクしない、ダブルガーゼのスタイです。幅24×高さ27 cm、スナップは2段階。肌に当たる面に、縫い糸が出ないつくりです。洗濯機で洗えます。",
            "Soft double gauze, 24 × 27 cm, two-step snap, no stitching against the skin. Machine washable.",
        ),
        category: "kids", maker: 2, price_yen: 1800, stock: 5, supply: Stocked, machine: "embroidery",
        art: art(Motif::Bib, Pattern::Plain, Emblem::Bird, Palette::Sky, Ground::Fog),
    },
    Product {
        title: both("立体カード「おうちへ」", "Pop-up card “Homeward”"),
        text: both(
            "開くと三軒の家と木立が立ち上がるカードです。閉じると10×15 cm、封筒付き。紙はプロッターで切り、一枚ずつ手で折りました。中に短い手紙を書けます。",
            "Three houses rise as it opens. 10 × 15 cm closed, with envelope; cut by plotter and folded by hand.",
        ),
        category: "paper", maker: 7, price_yen: 850, stock: 16, supply: Stocked, machine: "cutting-plotter",
        art: art(Motif::Cards, Pattern::Plain, Emblem::House, Palette::Sky, Ground::Straw),
    },
    Product {
        title: both("つみき「玉川上水の町」10個入り", "Blocks “Canal town”, ten pieces"),
        text: both(
            "家と木と橋の10個で、どこまでも町が続きます。ブナとヒノキ、いちばん大きい塔で高さ13 cm。角はすべて丸く、塗料は食品衛生法の基準に合うものです。対象は1歳半から。",
            "Houses, trees and a bridge in beech and hinoki, tallest 13 cm, rounded corners, food-safe paint. From 18 months.",
        ),
        category: "kids", maker: 9, price_yen: 5400, stock: 3, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::Blocks, Pattern::Plain, Emblem::House, Palette::Persimmon, Ground::Sky),
    },
    Product {
        title: both("だるまのぽち袋 5枚組", "Five little envelopes with a daruma"),
        text: both(
            "だるまと古い模様を合わせた、5枚組のぽち袋です。6.5×11 cm、三つ折りのお札が入ります。お年玉にも、ちょっとしたお礼にもどうぞ。",
            "A daruma and four old patterns. 6.5 × 11 cm, for folded notes and small thanks.",
        ),
        category: "paper", maker: 7, price_yen: 450, stock: 30, supply: Stocked, machine: "cutting-plotter",
        art: art(Motif::Envelopes, Pattern::Plain, Emblem::Daruma, Palette::Persimmon, Ground::Linen),
    },
    Product {
        title: both("お名前ワッペン5枚組", "Five name patches"),
        text: both(
            "文字を読む前の子も、絵で自分のものと分かるワッペンです。7×2 cm、アイロンで付けたあと、角を縫うと長もちします。絵柄はくるま、うさぎ、星、くじら、きのこ。受注から10日ほどでお渡しします。",
            "Pictures for children who cannot read yet. 7 × 2 cm iron-on, made to order in about ten days.",
        ),
        category: "kids", maker: 11, price_yen: 1100, stock: 20, supply: MadeToOrder, machine: "embroidery",
        art: art(Motif::NameTags, Pattern::Plain, Emblem::Car, Palette::Sky, Ground::Blush),
    },
    Product {
        title: both("モビール「渡り鳥」", "Mobile “Birds of passage”"),
        text: both(
            "わずかな風でゆっくり回る、8羽の鳥のモビールです。幅45×高さ50 cm、厚紙と糸、枝は竹ひご。天井のフックにかけてください。火のそばでは使えません。",
            "Eight card birds turning in the slightest breeze. 45 × 50 cm on bamboo. Keep away from flame.",
        ),
        category: "paper", maker: 7, price_yen: 2400, stock: 3, supply: Stocked, machine: "cutting-plotter",
        art: art(Motif::Mobile, Pattern::Plain, Emblem::Bird, Palette::Mint, Ground::Linen),
    },
    Product {
        title: both("木の汽車", "Wooden train"),
        text: both(
            "くまの運転士さんが、色の玉を運びます。全長28 cm、ブナ、車輪はよく回る木の軸です。玉は直径4.5 cmで、のみこみにくい大きさにしました。対象は1歳半から。",
            "A bear driver and a load of beads. 28 cm, beech; beads of 4.5 cm, too big to swallow. From 18 months.",
        ),
        category: "kids", maker: 9, price_yen: 4600, stock: 2, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::Train, Pattern::Plain, Emblem::Bear, Palette::Persimmon, Ground::Sage),
    },
    Product {
        title: both("シール「まちのなかま」", "Stickers “Town friends”"),
        text: both(
            "12枚つづりの、はがせるシールです。A6サイズ、耐水紙なので水筒にも貼れます。手帳や連絡帳の目じるしにどうぞ。食器洗い機には向きません。",
            "Twelve removable waterproof stickers on an A6 sheet, for flasks and planners.",
        ),
        category: "paper", maker: 7, price_yen: 300, stock: 40, supply: Stocked, machine: "cutting-plotter",
        art: art(Motif::Stickers, Pattern::Plain, Emblem::House, Palette::Indigo, Ground::Lilac),
    },
    Product {
        title: both("どうぶつパズル 6ピース", "Animal puzzle, six pieces"),
        text: both(
            "はじめてのパズルにちょうどよい、大きめの6ピースです。20×20 cm、シナ合板にUV印刷。裏返すと、同じ動物の足あとが出てきます。ぬれた布で軽くふけます。",
            "Six big pieces for a first puzzle. 20 × 20 cm, UV print on lime ply, with footprints on the back.",
        ),
        category: "kids", maker: 9, price_yen: 2800, stock: 4, supply: Stocked, machine: "uv-printer",
        art: art(Motif::Puzzle, Pattern::Plain, Emblem::Bear, Palette::Persimmon, Ground::Sky),
    },
    Product {
        title: both("手製本のノート 麻の葉", "Hand-bound notebook, hemp leaf"),
        text: both(
            "4か所を糸でとじた、和とじのノートです。A5より少し小さい14×19 cm、無地40枚。万年筆でもにじみにくい紙を選びました。",
            "Japanese four-hole binding, 14 × 19 cm, forty plain leaves that take a fountain pen.",
        ),
        category: "paper", maker: 7, price_yen: 1100, stock: 8, supply: Stocked, machine: "cutting-plotter",
        art: art(Motif::Notebook, Pattern::Asanoha, Emblem::Flower, Palette::Plum, Ground::Straw),
    },
    Product {
        title: both("うごく恐竜「ミタカサウルス」", "Jointed dinosaur “Mitakasaurus”"),
        text: both(
            "組み立てずに、つながったまま造形した恐竜です。しっぽがくねくね動きます。全長19 cm、PLA製。落とすと欠けることがあります。対象は3歳以上。",
            "Printed in one piece, joints and all, with a wriggling tail. 19 cm, PLA. Ages three and up.",
        ),
        category: "kids", maker: 6, price_yen: 1600, stock: 9, supply: Stocked, machine: "3d-printer",
        art: art(Motif::Dinosaur, Pattern::Plain, Emblem::Star, Palette::Moss, Ground::Straw),
    },
    Product {
        title: both("木のしおり3枚 葉・波・菱", "Three wooden bookmarks"),
        text: both(
            "厚さ0.8 mmのヒノキの板に、葉と波紋と菱を彫りました。3.5×13 cm、ひもは藍染めの木綿です。ページを開くと、かすかに木の香りがします。",
            "Leaf, ripple and diamond engraved on 0.8 mm hinoki. 3.5 × 13 cm with indigo cords and a faint scent of wood.",
        ),
        category: "paper", maker: 5, price_yen: 900, stock: 20, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::Bookmarks, Pattern::Plain, Emblem::Sprig, Palette::Indigo, Ground::Sage),
    },
    Product {
        title: both("フェルトの王冠", "Felt birthday crown"),
        text: both(
            "誕生日の朝にかぶる、やわらかい王冠です。後ろがゴムなので1歳から6歳まで使えます。羊毛フェルト、高さ10 cm。まん中の動物は、うさぎ・くま・ねこから選べます。",
            "A soft crown for birthday mornings, elastic at the back, ages one to six. Choose rabbit, bear or cat.",
        ),
        category: "kids", maker: 11, price_yen: 1900, stock: 3, supply: Stocked, machine: "embroidery",
        art: art(Motif::Crown, Pattern::Plain, Emblem::Rabbit, Palette::Mustard, Ground::Blush),
    },
    Product {
        title: both("くまのスタイ", "Bear bib"),
        text: both(
            "くまの顔が大きく入った、食事用のスタイです。幅24×高さ27 cm、裏は防水の布で、服までしみません。入園の時期は、早めになくなります。",
            "A meal-time bib with a big bear and a waterproof back. 24 × 27 cm. Goes quickly in spring.",
        ),
        category: "kids", maker: 11, price_yen: 1800, stock: 0, supply: Stocked, machine: "embroidery",
        art: art(Motif::Bib, Pattern::Plain, Emblem::Bear, Palette::Walnut, Ground::Sky),
    },
];
