//! Accessories and leather.

use super::Supply::{MadeToOrder, OneOfAKind, Stocked};
use super::{Product, art, both};
use crate::demo::draw::{Emblem, Ground, Motif, Palette, Pattern};

/// Products of this shelf.
pub const PRODUCTS: [Product; 14] = [
    Product {
        title: both("アクリルの耳飾り「しずく」", "Acrylic earrings “Drops”"),
        text: both(
            "色ちがいのしずくを、左右で一つずつ。長さ4.5 cm、両耳で5 gほどの軽さです。金具はチタンポストで、イヤリングにもかえられます。アルコールではふかないでください。",
            "One drop in each colour, 4.5 cm, about 5 g the pair. Titanium posts or clips. Do not wipe with alcohol.",
        ),
        category: "accessory", maker: 5, price_yen: 2200, stock: 1, supply: OneOfAKind, machine: "laser-cutter",
        art: art(Motif::Earrings, Pattern::Plain, Emblem::Moon, Palette::Indigo, Ground::Linen),
    },
    Product {
        title: both("革のキーケース", "Leather key case"),
        text: both(
            "鍵が4本入る、三つ折りのキーケースです。10×6.5 cm、ヌメ革、麻糸の手縫い。どんぐりはレーザーで彫りました。ぬれたら陰干しし、ときどきクリームをぬってください。",
            "Holds four keys. 10 × 6.5 cm, vegetable-tanned, hand-sewn in linen. Dry in the shade and cream now and then.",
        ),
        category: "leather", maker: 8, price_yen: 4800, stock: 4, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::KeyCase, Pattern::Plain, Emblem::Acorn, Palette::Walnut, Ground::Straw),
    },
    Product {
        title: both("木の小鳥ブローチ(2羽)", "Pair of bird brooches"),
        text: both(
            "明るい木と濃い木の、向き合う二羽です。幅5 cm、サクラとクルミ、裏は回転ピン。一羽ずつ分けて、友だちと付けてもうれしい品です。",
            "Two birds facing each other in cherry and walnut, 5 cm wide, rotating pins.",
        ),
        category: "accessory", maker: 5, price_yen: 1600, stock: 0, supply: OneOfAKind, machine: "laser-cutter",
        art: art(Motif::Brooch, Pattern::Plain, Emblem::Bird, Palette::Walnut, Ground::Fog),
    },
    Product {
        title: both("まるいコイン入れ", "Round coin case"),
        text: both(
            "ふたを開けると受け皿になる、直径9 cmの小銭入れです。ヌメ革、真ちゅうのホック付き。お祭りのおこづかい入れにもどうぞ。使うほどあめ色になります。",
            "The flap opens into a tray. 9 cm, vegetable-tanned with a brass snap; it ages to amber.",
        ),
        category: "leather", maker: 8, price_yen: 3900, stock: 3, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::CoinCase, Pattern::Plain, Emblem::Moon, Palette::Persimmon, Ground::Sage),
    },
    Product {
        title: both("耳飾り「いちょう」", "Earrings “Ginkgo”"),
        text: both(
            "駅前のいちょう並木の色を、アクリルの表と裏に刷り重ねました。長さ4 cm、両耳で4 g。ゆれるたびに葉脈が光ります。汗をかいたら、やわらかい布でふいてください。",
            "The yellow of the ginkgo avenue printed on both sides of clear acrylic. 4 cm, 4 g the pair.",
        ),
        category: "accessory", maker: 10, price_yen: 1800, stock: 4, supply: Stocked, machine: "uv-printer",
        art: art(Motif::Earrings, Pattern::Plain, Emblem::Sprig, Palette::Mustard, Ground::Sky),
    },
    Product {
        title: both("革の名刺入れ", "Leather card case"),
        text: both(
            "名刺が30枚入り、出し入れしやすいように口を丸く切りました。11×7.5 cm、ヌメ革。名入れは無料です。はじめの一か月は少しかたく感じますが、すぐ手になじみます。",
            "Thirty cards and a curved mouth for easy reach. 11 × 7.5 cm. Name engraving is free.",
        ),
        category: "leather", maker: 8, price_yen: 5800, stock: 2, supply: MadeToOrder, machine: "laser-cutter",
        art: art(Motif::CardCase, Pattern::Plain, Emblem::Sprig, Palette::Charcoal, Ground::Sand),
    },
    Product {
        title: both("ペンダント「夜空」", "Pendant “Night sky”"),
        text: both(
            "透明な樹脂の奥に、月と星を三層に刷りました。直径3 cm、チェーンは60 cmで長さを変えられます。一点ずつ星の場所がちがいます。入浴のときははずしてください。",
            "Moon and stars printed in three layers under clear resin. 3 cm, 60 cm chain; no two skies alike.",
        ),
        category: "accessory", maker: 10, price_yen: 3200, stock: 2, supply: Stocked, machine: "uv-printer",
        art: art(Motif::Pendant, Pattern::Plain, Emblem::Moon, Palette::Indigo, Ground::Blush),
    },
    Product {
        title: both("文庫本カバー", "Paperback cover"),
        text: both(
            "文庫本を電車で開きたくなる、やわらかい一枚革のカバーです。高さ16 cm、厚さ2.5 cmの本まで。しおりひも付き、下の帯に麻の葉を彫りました。",
            "Soft one-piece leather for A6 paperbacks up to 2.5 cm thick, with a ribbon and a hemp-leaf band.",
        ),
        category: "leather", maker: 8, price_yen: 5200, stock: 3, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::BookCover, Pattern::Asanoha, Emblem::Bird, Palette::Moss, Ground::Linen),
    },
    Product {
        title: both("シュシュ2個組 ギンガム", "Two gingham scrunchies"),
        text: both(
            "カバーづくりの残り布でつくる、おそろいのシュシュです。直径11 cm、綿100%、ゴムは入れかえられます。親子で一つずつどうぞ。",
            "A matching pair from cushion offcuts. 11 cm, cotton, replaceable elastic: one for you, one for your child.",
        ),
        category: "accessory", maker: 3, price_yen: 800, stock: 11, supply: Stocked, machine: "sewing",
        art: art(Motif::Scrunchie, Pattern::Check, Emblem::Flower, Palette::Rose, Ground::Sage),
    },
    Product {
        title: both("コードクリップ3個組", "Three cord clips"),
        text: both(
            "充電の線やイヤホンを、ぱちんとまとめます。6×3 cm、ヌメ革のはぎれ、鳥・くじら・星の刻印入り。色の組み合わせはおまかせです。",
            "Snap your cables tidy. 6 × 3 cm of offcut leather with bird, whale and star. Colours vary.",
        ),
        category: "leather", maker: 8, price_yen: 980, stock: 18, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::CordClips, Pattern::Plain, Emblem::Bird, Palette::Persimmon, Ground::Sky),
    },
    Product {
        title: both("スマホケース「かけらの庭」", "Phone case “Garden of shards”"),
        text: both(
            "タイルのかけらのような模様に、花を一輪そえました。ハードケース、主な機種に合わせて印刷します。絵の部分はぷっくり盛り上がっています。機種名を添えてご注文ください。",
            "Shards of tile and one raised flower, printed to order on a hard case. Please tell us your model.",
        ),
        category: "accessory", maker: 10, price_yen: 2900, stock: 6, supply: MadeToOrder, machine: "uv-printer",
        art: art(Motif::PhoneCase, Pattern::Terrazzo, Emblem::Flower, Palette::Rose, Ground::Sky),
    },
    Product {
        title: both("ヘアクリップ「ちいさな花」3本組", "Three flower hair clips"),
        text: both(
            "アクリルの花を重ねた、前髪用のクリップです。長さ6 cm、3本で色がちがいます。花のふちは一つずつ磨いてあり、肌に当たっても痛くありません。対象は6歳以上です。",
            "Layered acrylic flowers on 6 cm clips in three colours, edges polished by hand. Ages six and up.",
        ),
        category: "accessory", maker: 10, price_yen: 950, stock: 6, supply: Stocked, machine: "laser-cutter",
        art: art(Motif::HairClips, Pattern::Plain, Emblem::Flower, Palette::Plum, Ground::Straw),
    },
    Product {
        title: both("革のトレイ", "Leather tray"),
        text: both(
            "玄関で鍵や指輪を受けとめる、四すみをホックで留めたトレイです。広げると平らになり、旅行にも持っていけます。20×20 cm、ヌメ革。",
            "Catches keys and rings by the door; unsnap the corners and it lies flat for travel. 20 × 20 cm.",
        ),
        category: "leather", maker: 8, price_yen: 3600, stock: 1, supply: OneOfAKind, machine: "laser-cutter",
        art: art(Motif::Tray, Pattern::Plain, Emblem::Whale, Palette::Indigo, Ground::Sand),
    },
    Product {
        title: both("ペンダント「どんぐり」", "Pendant “Acorn”"),
        text: both(
            "井の頭で拾ったどんぐりを写して、サクラの木を削りました。全長4 cm、チェーン60 cm。仕上げは手で磨いています。水にぬれたら、すぐにふいてください。",
            "A cherry-wood acorn after one found at Inokashira. 4 cm on a 60 cm chain, polished by hand.",
        ),
        category: "accessory", maker: 5, price_yen: 2800, stock: 1, supply: OneOfAKind, machine: "laser-cutter",
        art: art(Motif::Pendant, Pattern::Plain, Emblem::Acorn, Palette::Walnut, Ground::Sage),
    },
];
