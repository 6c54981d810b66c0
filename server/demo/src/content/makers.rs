//! Twelve invented makers.

use super::{Both, both};
use crate::draw::{Emblem, Mark, Palette};

/// A maker who sells in the demo shop.
#[derive(Debug, Clone, Copy)]
pub struct Maker {
    /// Stable name in addresses.
    pub slug: &'static str,
    /// 屋号.
    pub trade_name: Both,
    /// How the trade name is read.
    pub kana: &'static str,
    /// The invented person behind it.
    pub person: &'static str,
    /// The person's name in kana.
    pub person_kana: &'static str,
    /// The story on the maker's page.
    pub story: Both,
    /// Fiscal year of joining.
    pub joined_fiscal_year: i32,
    /// Login of the demo account.
    pub email: &'static str,
    /// How the mark is drawn.
    pub mark: Mark,
}

const fn mark(emblem: Emblem, palette: Palette, seed: u8) -> Mark {
    Mark { emblem, palette, seed }
}

const MAKERS: [Maker; 12] = [
    Maker {
        slug: "ito-to-nohara",
        trade_name: both("糸と野原", "Ito to Nohara"),
        kana: "いととのはら",
        person: "田村 あかり",
        person_kana: "たむら あかり",
        story: both(
            "子どもが学校へ行っている4時間が、わたしの工房の時間です。刺しゅうミシンの講習を受けたのが始まりで、いまは散歩道で見かけた花を、季節ごとに一つずつ形にしています。急な発熱で予約を変えることもありますが、ここではおたがいさま。糸の色は、その日の空を見て決めています。",
            "My workshop hours are the four when the children are at school. I stitch the flowers I meet on walks, one for each season.",
        ),
        joined_fiscal_year: 2016,
        email: "maker@example.jp",
        mark: mark(Emblem::Flower, Palette::Indigo, 0),
    },
    Maker {
        slug: "koppa-kobo",
        trade_name: both("木端工房", "Koppa Kobo"),
        kana: "こっぱこうぼう",
        person: "杉本 正一",
        person_kana: "すぎもと しょういち",
        story: both(
            "建具会社を定年で退き、端材を捨てられないまま家にためていました。妻に「どこかで使ってきなさい」と言われて来たのがこの工房です。レーザーと手道具を行き来しながら、組子やコースターをつくっています。若いお母さんたちに、木のやすり方を教えるのも楽しみの一つです。",
            "Retired from a joinery, I bring my offcuts here and make kumiko lamps and coasters, half by laser and half by hand.",
        ),
        joined_fiscal_year: 2016,
        email: "maker02@example.jp",
        mark: mark(Emblem::Tree, Palette::Walnut, 1),
    },
    Maker {
        slug: "hidamari-sha",
        trade_name: both("ひだまり舎", "Hidamari-sha"),
        kana: "ひだまりしゃ",
        person: "小川 美咲",
        person_kana: "おがわ みさき",
        story: both(
            "育休中に通いはじめて、3Dプリンターの音を子守歌に、娘はよく眠ってくれました。ベランダで使う植木鉢と、娘のためのスタイが作品の原点です。毎日の水やりや食事の時間が、少し楽しみになるものをつくりたいと思っています。",
            "I began on parental leave: my daughter slept to the sound of the 3D printer. Pots for the balcony and bibs for her were the start.",
        ),
        joined_fiscal_year: 2017,
        email: "maker03@example.jp",
        mark: mark(Emblem::Sprig, Palette::Moss, 2),
    },
    Maker {
        slug: "nunobako",
        trade_name: both("布ばこ", "Nunobako"),
        kana: "ぬのばこ",
        person: "西野 佳代",
        person_kana: "にしの かよ",
        story: both(
            "実家の呉服店を閉めるとき、箱いっぱいの布をゆずり受けました。工業用ミシンなら、厚い帆布と古い布をしっかり縫い合わせられます。下の子のお迎えまでの2時間半で、一日に一つ。長く使ってもらえるように、金具は直せるものを選んでいます。",
            "I inherited boxes of cloth when my parents closed their kimono shop. I sew one piece a day before the nursery pick-up.",
        ),
        joined_fiscal_year: 2017,
        email: "maker04@example.jp",
        mark: mark(Emblem::House, Palette::Persimmon, 1),
    },
    Maker {
        slug: "jujibana",
        trade_name: both("十字花", "Jujibana"),
        kana: "じゅうじばな",
        person: "長谷川 ふみ",
        person_kana: "はせがわ ふみ",
        story: both(
            "七十を過ぎて、孫に教わりながらカッティングプロッターで刺し子の型紙をつくるようになりました。下絵を写す手間がなくなったぶん、針を持つ時間が増えてうれしいことです。ふきんは、使って洗ってやわらかくなってからが本番。どうぞ惜しまず使ってください。",
            "Past seventy, I learned from my grandchild to cut sashiko stencils on the plotter. Use the cloths freely: they get better with washing.",
        ),
        joined_fiscal_year: 2016,
        email: "maker05@example.jp",
        mark: mark(Emblem::Star, Palette::Plum, 3),
    },
    Maker {
        slug: "komorebi",
        trade_name: both("こもれび製作所", "Komorebi Works"),
        kana: "こもれびせいさくしょ",
        person: "森下 拓也",
        person_kana: "もりした たくや",
        story: both(
            "大学で森林のことを学んでいます。間伐材に興味をもち、授業のあとにレーザーカッターで小さなものを彫りはじめました。しおりもブローチも、一本の板からできるだけ多く取れるように並べ方を考えます。売上は次の板と、実習の電車代になります。",
            "A forestry student who engraves small things in thinned timber after class. Sales pay for the next plank and the train to field work.",
        ),
        joined_fiscal_year: 2018,
        email: "maker06@example.jp",
        mark: mark(Emblem::Mushroom, Palette::Walnut, 4),
    },
    Maker {
        slug: "tsuki-to-neji",
        trade_name: both("月とねじ", "Tsuki to Neji"),
        kana: "つきとねじ",
        person: "林 直樹",
        person_kana: "はやし なおき",
        story: both(
            "平日は会社で設計の仕事、週末だけの小さな製作所です。夜更けに図面を引いて、土曜の朝に3Dプリンターを予約します。息子が「月をつくって」と言った日にできたのが、月のあかりでした。すき間のねじ1本まで、あとから直せるつくりにしています。",
            "A weekday engineer with a weekend workshop. My son said “make me a moon”, and the moon lamp was born. Everything can be repaired.",
        ),
        joined_fiscal_year: 2018,
        email: "maker07@example.jp",
        mark: mark(Emblem::Moon, Palette::Charcoal, 0),
    },
    Maker {
        slug: "kamifusen",
        trade_name: both("紙ふうせん", "Kamifusen"),
        kana: "かみふうせん",
        person: "大西 由佳",
        person_kana: "おおにし ゆか",
        story: both(
            "図書館で働きながら、休みの日に紙の仕事をしています。切り絵の下絵は手描き、切るのはプロッター、折るのはわたしと小学生の娘の担当です。だれかに手紙を書きたくなる紙ものを、と思ってつくっています。",
            "I work in a library and make paper things on my days off. I draw, the plotter cuts, and my daughter and I fold.",
        ),
        joined_fiscal_year: 2017,
        email: "maker08@example.jp",
        mark: mark(Emblem::Bird, Palette::Sky, 2),
    },
    Maker {
        slug: "nameshi-biyori",
        trade_name: both("なめし日和", "Nameshi Biyori"),
        kana: "なめしびより",
        person: "黒田 健",
        person_kana: "くろだ けん",
        story: both(
            "靴の修理を二十年続けてきました。店をたたんだあと、レーザーで革が切れると知って通いはじめました。裁断は機械にまかせ、縫うのは昔どおり二本針です。使いこまれて色が深くなった品を見せに来てもらえるのが、いちばんのごほうびです。",
            "Twenty years a cobbler. The laser cuts the leather now, but I still sew with two needles. Come back and show me how it has aged.",
        ),
        joined_fiscal_year: 2017,
        email: "maker09@example.jp",
        mark: mark(Emblem::Acorn, Palette::Walnut, 3),
    },
    Maker {
        slug: "chiisana-kiteki",
        trade_name: both("ちいさな汽笛", "Chiisana Kiteki"),
        kana: "ちいさなきてき",
        person: "三浦 純子",
        person_kana: "みうら じゅんこ",
        story: both(
            "跨線橋から電車を見るのが日課だった双子も、もう小学生。あのころ欲しかった、角が丸くて軽いおもちゃをつくっています。試し遊びは近所の保育園の子どもたちの担当で、なめても投げても大丈夫か、きびしく見てくれます。保育士の経験も少しだけ役に立っています。",
            "Mother of train-loving twins and a former nursery teacher, I make light wooden toys with round corners. The local nursery tests them.",
        ),
        joined_fiscal_year: 2018,
        email: "maker10@example.jp",
        mark: mark(Emblem::Car, Palette::Persimmon, 0),
    },
    Maker {
        slug: "iroha-botan",
        trade_name: both("いろは釦店", "Iroha Button Store"),
        kana: "いろはぼたんてん",
        person: "坂井 まどか",
        person_kana: "さかい まどか",
        story: both(
            "古いボタンを集めるうちに、自分でもつくりたくなりました。UVプリンターで絵を重ねると、アクリルがガラスのように光ります。介護の仕事の夜勤明けに、一つずつ金具をつける静かな時間が好きです。軽くて耳が痛くならないことを、いちばん大切にしています。",
            "Collecting old buttons led me to make my own. Layers of UV print make acrylic shine like glass. Light, so that ears do not hurt.",
        ),
        joined_fiscal_year: 2018,
        email: "maker11@example.jp",
        mark: mark(Emblem::Daruma, Palette::Rose, 1),
    },
    Maker {
        slug: "pokke-sha",
        trade_name: both("ぽっけ舎", "Pokke-sha"),
        kana: "ぽっけしゃ",
        person: "石川 なつみ",
        person_kana: "いしかわ なつみ",
        story: both(
            "入園準備で38枚のお名前つけに泣いた春が、開業のきっかけです。いまは園の友だちの分も引き受けて、刺しゅうミシン2台を行ったり来たり。子どもが自分で見つけられる、大きめの絵柄にしています。つくるのは10時から14時、あとは全力で公園です。",
            "The spring I sewed 38 name labels in tears became a business. Big pictures that children can find by themselves; I work from ten to two.",
        ),
        joined_fiscal_year: 2018,
        email: "maker12@example.jp",
        mark: mark(Emblem::Rabbit, Palette::Mint, 3),
    },
];

/// The twelve makers; products point at them by index.
pub fn makers() -> &'static [Maker] {
    &MAKERS
}
