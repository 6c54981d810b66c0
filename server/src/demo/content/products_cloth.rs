//! Cloth and embroidery.

use super::Supply::{MadeToOrder, OneOfAKind, Stocked};
use super::{Product, art, both};
use crate::demo::draw::{Emblem, Ground, Motif, Palette, Pattern};

/// Products of this shelf.
pub const PRODUCTS: [Product; 16] = [
    Product {
        title: both("刺しゅうの壁飾り「野の花」", "Embroidered hoop “Wild flowers”"),
        text: both(
            "玉川上水のほとりで見かけた花を、下絵からデータにおこして刺しました。綿麻の布にレーヨン糸、枠はブナです。直径18 cm、ひもを通せばそのまま壁にかけられます。ほこりはやわらかい刷毛ではらってください。",
            "Flowers from the Tamagawa waterside, stitched in rayon on cotton-linen. Beech hoop, 18 cm. Dust with a soft brush.",
        ),
        category: "embroidery", maker: 0, price_yen: 3800, stock: 1, supply: OneOfAKind, machine: "embroidery",
        art: art(Motif::Hoop, Pattern::Plain, Emblem::Flower, Palette::Indigo, Ground::Linen),
    },
    Product {
        title: both("青海波の帆布ポーチ", "Canvas pouch, seigaiha waves"),
        text: both(
            "型染めの青海波を、8号帆布と縫い合わせました。幅20×高さ13×まち6 cmで、母子手帳とカードが入ります。内側は撥水の布です。手洗いして形を整え、陰干ししてください。",
            "Stencil-dyed waves on no. 8 canvas with a water-repellent lining. 20 × 13 × 6 cm. Hand wash, dry in the shade.",
        ),
        category: "fabric", maker: 3, price_yen: 2600, stock: 7, supply: Stocked, machine: "sewing",
        art: art(Motif::Pouch, Pattern::Seigaiha, Emblem::Bird, Palette::Indigo, Ground::Sand),
    },
    Product {
        title: both("刺し子のふきん 七宝", "Sashiko cloth, shippo"),
        text: both(
            "さらし二枚を重ね、七宝つなぎを手で刺しました。約34×34 cm。はじめは張りがありますが、洗うほどやわらかく、水をよく吸います。色の濃いものは、数回は分けて洗ってください。",
            "Two layers of cotton, hand-stitched in linked circles. About 34 × 34 cm; softer with each wash. Wash separately at first.",
        ),
        category: "fabric", maker: 4, price_yen: 1200, stock: 15, supply: Stocked, machine: "cutting-plotter",
        art: art(Motif::Sashiko, Pattern::Shippo, Emblem::Flower, Palette::Indigo, Ground::Straw),
    },
    Product {
        title: both("帆布のトートバッグ「木かげ」", "Canvas tote “Under the tree”"),
        text: both(
            "A4の書類と水筒、子どもの着がえまで入る大きさです。幅34×高さ36×まち12 cm、底は二重にしました。木の模様はアイロンプリントではなく、革を縫いつけています。洗濯機は避け、汚れた所だけつまみ洗いしてください。",
            "Roomy for A4, a flask and a change of clothes. 34 × 36 × 12 cm with a doubled base. Spot clean only.",
        ),
        category: "fabric", maker: 3, price_yen: 4800, stock: 3, supply: Stocked, machine: "sewing",
        art: art(Motif::Tote, Pattern::Plain, Emblem::Tree, Palette::Moss, Ground::Fog),
    },
    Product {
        title: both("刺しゅうの壁飾り「つきよの山」", "Embroidered hoop “Mountain by moonlight”"),
        text: both(
            "紺の麻布に、月と雪の山を6色の糸で縫いました。直径18 cm、枠はブナ、裏は布でくるんであります。飾る場所は、直射日光の当たらない所がおすすめです。",
            "Moon and snowy mountain in six threads on navy linen. Beech hoop, 18 cm. Keep out of direct sun.",
        ),
        category: "embroidery", maker: 0, price_yen: 4200, stock: 1, supply: OneOfAKind, machine: "embroidery",
        art: art(Motif::Hoop, Pattern::Plain, Emblem::Mountain, Palette::Indigo, Ground::Blush),
    },
    Product {
        title: both("花がらのペンケース", "Pen case, little flowers"),
        text: both(
            "ペン12本と定規が入る、くたっとした筆箱です。長さ21×高さ8 cm、綿100%。ファスナーの引き手は革で、小さな手でもつかみやすくしました。ネットに入れて洗えます。",
            "A soft case for twelve pens and a ruler. 21 × 8 cm, all cotton, leather pull. Machine wash in a net.",
        ),
        category: "fabric", maker: 3, price_yen: 1900, stock: 6, supply: Stocked, machine: "sewing",
        art: art(Motif::PenCase, Pattern::Flowers, Emblem::Flower, Palette::Rose, Ground::Sage),
    },
    Product {
        title: both("くるみボタン5個組「森のしたく」", "Five covered buttons"),
        text: both(
            "花、星、小枝、きのこ、月。直径3 cmの布に一つずつ刺しゅうしました。シャツやバッグの付けかえに、安全ピンを通せばブローチにも。洗うときは裏返してネットに入れてください。",
            "Flower, star, twig, mushroom and moon on 3 cm covered buttons. Turn inside out and wash in a net.",
        ),
        category: "embroidery", maker: 10, price_yen: 1100, stock: 8, supply: Stocked, machine: "embroidery",
        art: art(Motif::Buttons, Pattern::Plain, Emblem::Flower, Palette::Persimmon, Ground::Sky),
    },
    Product {
        title: both("ギンガムのクッションカバー", "Cushion cover, gingham"),
        text: both(
            "からし色の大きなギンガムで、部屋が少し明るくなります。45×45 cmの中材用、綿100%、ファスナー式です。角のタッセルは、取りはずして洗えます。",
            "Mustard gingham for 45 × 45 cm pads. All cotton with a zip; the tassels come off for washing.",
        ),
        category: "fabric", maker: 3, price_yen: 3400, stock: 4, supply: Stocked, machine: "sewing",
        art: art(Motif::Cushion, Pattern::Check, Emblem::Flower, Palette::Mustard, Ground::Sky),
    },
    Product {
        title: both("刺しゅうの壁飾り「青い鳥」", "Embroidered hoop “Blue bird”"),
        text: both(
            "小さな青い鳥と、葉っぱの輪を刺しました。直径18 cm、綿麻の布とレーヨン糸です。新しい家に引っ越す友人のために考えた絵柄でした。",
            "A small blue bird in a wreath of leaves. 18 cm, rayon on cotton-linen.",
        ),
        category: "embroidery", maker: 0, price_yen: 3600, stock: 0, supply: OneOfAKind, machine: "embroidery",
        art: art(Motif::Hoop, Pattern::Plain, Emblem::Bird, Palette::Sky, Ground::Sage),
    },
    Product {
        title: both("水玉のふっくらポーチ", "Puffy pouch, dots"),
        text: both(
            "中に薄いキルト芯を入れて、ふっくら仕立てました。幅20×高さ13×まち6 cm、化粧品やおむつ2枚にちょうどよい大きさです。ネットに入れて洗濯機で洗えます。",
            "Lightly quilted, 20 × 13 × 6 cm: right for make-up or two nappies. Machine wash in a net.",
        ),
        category: "fabric", maker: 3, price_yen: 2400, stock: 5, supply: Stocked, machine: "sewing",
        art: art(Motif::Pouch, Pattern::Dots, Emblem::Bird, Palette::Persimmon, Ground::Linen),
    },
    Product {
        title: both("草花のハンカチ", "Handkerchief with a sprig"),
        text: both(
            "角に小枝と小さな花を刺しゅうした、ダブルガーゼのハンカチです。25×25 cm。汗をよく吸い、すぐ乾きます。アイロンは裏から当ててください。",
            "Double gauze, 25 × 25 cm, with a stitched sprig in the corner. Iron from the back.",
        ),
        category: "embroidery", maker: 0, price_yen: 1600, stock: 6, supply: Stocked, machine: "embroidery",
        art: art(Motif::Handkerchief, Pattern::Plain, Emblem::Sprig, Palette::Mint, Ground::Blush),
    },
    Product {
        title: both("刺し子のふきん 麻の葉", "Sashiko cloth, hemp leaf"),
        text: both(
            "すくすく育つようにと、産着にも使われてきた麻の葉の模様です。さらし二枚重ね、約34×34 cm。出産のお祝いに添える方が多い一枚です。塩素系の漂白剤は使わないでください。",
            "The hemp-leaf pattern, a wish for healthy growth. Two layers of cotton, about 34 × 34 cm. No chlorine bleach.",
        ),
        category: "fabric", maker: 4, price_yen: 1300, stock: 9, supply: Stocked, machine: "cutting-plotter",
        art: art(Motif::Sashiko, Pattern::Asanoha, Emblem::Flower, Palette::Persimmon, Ground::Fog),
    },
    Product {
        title: both("ことりの巾着", "Drawstring bag with a bird"),
        text: both(
            "コップと歯ブラシがすっぽり入る巾着です。幅20×高さ22 cm、綿100%、底は二重です。ひもは太めなので、子どもが自分で引けます。洗濯機で洗えます。",
            "Holds a cup and toothbrush. 20 × 22 cm, cotton, doubled base, thick cords for small hands. Machine washable.",
        ),
        category: "embroidery", maker: 0, price_yen: 2200, stock: 4, supply: Stocked, machine: "embroidery",
        art: art(Motif::Drawstring, Pattern::Plain, Emblem::Bird, Palette::Sky, Ground::Straw),
    },
    Product {
        title: both("矢羽根のクッションカバー", "Cushion cover, arrow feathers"),
        text: both(
            "古い着物の矢がすりを写した柄です。45×45 cmの中材用、表は綿麻、裏は無地の綿です。色うつりを防ぐため、はじめの2回は単独で洗ってください。",
            "Arrow feathers after an old kimono. For 45 × 45 cm pads; cotton-linen front. Wash alone the first two times.",
        ),
        category: "fabric", maker: 4, price_yen: 3600, stock: 2, supply: Stocked, machine: "sewing",
        art: art(Motif::Cushion, Pattern::Yabane, Emblem::Flower, Palette::Plum, Ground::Linen),
    },
    Product {
        title: both("くじらのサブバッグ", "Whale tote bag"),
        text: both(
            "図書館の絵本が10冊入る、たためるバッグです。幅34×高さ36×まち12 cm。くじらは厚手の綿を縫いつけました。手洗いして、つり干ししてください。",
            "A folding bag for ten picture books. 34 × 36 × 12 cm with a cotton whale. Hand wash, hang to dry.",
        ),
        category: "fabric", maker: 3, price_yen: 3200, stock: 5, supply: Stocked, machine: "sewing",
        art: art(Motif::Tote, Pattern::Plain, Emblem::Whale, Palette::Sky, Ground::Blush),
    },
    Product {
        title: both("きのこの刺しゅうブローチ", "Embroidered mushroom brooch"),
        text: both(
            "直径6 cmのフェルトに、赤いきのこをぎっしり刺しました。帽子やバッグの目じるしにどうぞ。受注してから2週間ほどでお渡しします。ぬれたら、たたいて乾かしてください。",
            "A red mushroom stitched on 6 cm felt, made to order in about two weeks. Pat dry if wet.",
        ),
        category: "embroidery", maker: 0, price_yen: 1400, stock: 5, supply: MadeToOrder, machine: "embroidery",
        art: art(Motif::Patches, Pattern::Plain, Emblem::Mushroom, Palette::Persimmon, Ground::Lilac),
    },
];
