//! The machines, as the booking page shows them.

use super::{Both, both};

/// A type of machine; its units can stand in for one another.
#[derive(Debug, Clone, Copy)]
pub struct EquipmentType {
    /// Stable name in addresses.
    pub slug: &'static str,
    /// Name shown to people.
    pub name: Both,
    /// One or two sentences.
    pub summary: Both,
    /// What it can work on, and how large.
    pub materials: Both,
    /// Machine fee by the hour in yen, tax included; 0 is free.
    pub rate_yen_per_hour: i64,
    /// Shortest booking.
    pub minutes_min: u16,
    /// Longest booking.
    pub minutes_max: u16,
    /// Whether the 講習 must be taken before the first booking.
    pub induction_required: bool,
    /// What to bring; empty where the machine says enough.
    pub bring: Both,
    /// Fee of the 講習 in yen, where there is one.
    pub induction_fee_yen: i64,
    /// The rule for coming with a child.
    pub child_rule: Both,
    /// Words of `domain::booking::Use`, by commas.
    pub uses: &'static str,
    /// `domain::booking::ChildRule`: its word, and the age below which it bites.
    pub child: (&'static str, i32),
    /// Kept free behind each booking, in minutes.
    pub buffer_minutes: i32,
    /// Least fee of a booking in yen.
    pub charge_yen_min: i64,
    /// Names of the units.
    pub units: &'static [&'static str],
}

const CHILD_AWAY: Both = both(
    "未就学のお子さんは、運転中は機器の柵の外かキッズコーナーでお過ごしください。小学生は保護者がとなりにいれば見学できます。",
    "While the machine runs, preschoolers stay outside the rail or in the kids' corner. Schoolchildren may watch beside their guardian.",
);
const CHILD_BESIDE: Both = both(
    "お子さんといっしょに使えます。未就学のお子さんからは手をはなさないでください。",
    "You may work with your child beside you. Please keep hold of preschoolers.",
);

const TYPES: [EquipmentType; 7] = [
    EquipmentType {
        slug: "laser-cutter",
        uses: "cut",
        child: ("kids_corner", 7),
        buffer_minutes: 0,
        charge_yen_min: 500,
        name: both("レーザーカッター", "Laser cutter"),
        summary: both(
            "木やアクリル、革を切り、絵や文字を彫ります。イラストのデータがあれば、すぐに始められます。",
            "Cuts and engraves wood, acrylic and leather straight from your drawing.",
        ),
        materials: both(
            "木・MDF(厚さ6 mmまで)、アクリル(5 mmまで)、革、紙、布。最大 600×400 mm。塩ビは使えません。",
            "Wood and MDF to 6 mm, acrylic to 5 mm, leather, paper, cloth; up to 600 × 400 mm. No PVC.",
        ),
        rate_yen_per_hour: 1000,
        minutes_min: 30,
        minutes_max: 180,
        induction_required: true,
        bring: both(
            "切りたい素材（当日買うこともできます）、イラストのデータ（SVGかPDF）",
            "Your material (also sold here) and the drawing as SVG or PDF",
        ),
        induction_fee_yen: 1000,
        child_rule: CHILD_AWAY,
        units: &["1号機"],
    },
    EquipmentType {
        slug: "uv-printer",
        uses: "print",
        child: ("kids_corner", 7),
        buffer_minutes: 15,
        charge_yen_min: 500,
        name: both("UVプリンター", "UV printer"),
        summary: both(
            "木やアクリル、スマホケースなどに、フルカラーで直接印刷します。白インクと盛り上げ印刷もできます。",
            "Prints in full colour directly on wood, acrylic and phone cases, with white and raised ink.",
        ),
        materials: both(
            "木、アクリル、革、金属、陶器など。最大 305×210 mm、高さ100 mmまで。",
            "Wood, acrylic, leather, metal, ceramics; up to 305 × 210 mm, 100 mm high.",
        ),
        rate_yen_per_hour: 1080,
        minutes_min: 30,
        minutes_max: 120,
        induction_required: true,
        bring: both("印刷するもの、画像のデータ（PNGかPDF）", "What you print on, and the picture as PNG or PDF"),
        induction_fee_yen: 1000,
        child_rule: CHILD_AWAY,
        units: &["1号機"],
    },
    EquipmentType {
        slug: "embroidery",
        uses: "sew",
        child: ("welcome", 0),
        buffer_minutes: 0,
        charge_yen_min: 0,
        name: both("デジタル刺しゅうミシン", "Digital embroidery machine"),
        summary: both(
            "下絵をデータにすれば、あとはミシンが糸をかえながら縫います。お名前やワッペンにも向いています。",
            "Turn a sketch into data and the machine stitches it, changing colours as it goes. Good for names and patches.",
        ),
        materials: both(
            "綿、麻、帆布、フェルト、タオルなど。刺しゅう枠は最大 200×200 mm。糸は12色を備えています。",
            "Cotton, linen, canvas, felt, towelling; hoop up to 200 × 200 mm. Twelve threads on hand.",
        ),
        rate_yen_per_hour: 500,
        minutes_min: 30,
        minutes_max: 180,
        induction_required: true,
        bring: both("縫う布、下絵かデータ", "The cloth, and a sketch or the file"),
        induction_fee_yen: 500,
        child_rule: CHILD_BESIDE,
        units: &["1号機", "2号機"],
    },
    EquipmentType {
        slug: "3d-printer",
        uses: "shape",
        child: ("kids_corner", 7),
        buffer_minutes: 0,
        charge_yen_min: 0,
        name: both("3Dプリンター", "3D printer"),
        summary: both(
            "データから立体をつくります。長い造形は、スタートしたら席をはなれても大丈夫です。",
            "Makes solid things from data. Once a long print is under way you may leave it.",
        ),
        materials: both(
            "PLA・PETG(1.75 mm)。最大 220×220×250 mm。フィラメントは1 gあたり5円で使えます。",
            "PLA and PETG (1.75 mm); up to 220 × 220 × 250 mm. House filament is 5 yen a gram.",
        ),
        rate_yen_per_hour: 400,
        minutes_min: 60,
        minutes_max: 360,
        induction_required: true,
        bring: both("データ（STLか3MF）。樹脂はこちらで用意します", "The file (STL or 3MF); filament is here"),
        induction_fee_yen: 500,
        child_rule: CHILD_BESIDE,
        units: &["1号機", "2号機", "3号機"],
    },
    EquipmentType {
        slug: "cutting-plotter",
        uses: "cut,print",
        child: ("welcome", 0),
        buffer_minutes: 0,
        charge_yen_min: 0,
        name: both("カッティングプロッター", "Cutting plotter"),
        summary: both(
            "紙やシートを、刃で細かく切りぬきます。シールや切り絵、アイロンプリントに。",
            "Cuts paper and film finely with a blade: stickers, paper art, iron-on prints.",
        ),
        materials: both(
            "紙、カッティングシート、ラバーシート。幅300 mmまで、長さ1,000 mmまで。",
            "Paper, vinyl sheet, iron-on sheet; up to 300 mm wide and 1,000 mm long.",
        ),
        rate_yen_per_hour: 300,
        minutes_min: 30,
        minutes_max: 120,
        induction_required: false,
        bring: both("", ""),
        induction_fee_yen: 0,
        child_rule: CHILD_BESIDE,
        units: &["1号機"],
    },
    EquipmentType {
        slug: "sewing",
        uses: "sew",
        child: ("kids_corner", 7),
        buffer_minutes: 0,
        charge_yen_min: 0,
        name: both("工業用ミシン", "Industrial sewing machine"),
        summary: both(
            "帆布やデニムもまっすぐ力強く縫えます。入園グッズづくりにも人気です。",
            "Sews canvas and denim straight and strong; a favourite for kindergarten bags.",
        ),
        materials: both(
            "帆布(8号まで)、デニム、薄手の革。糸と針は番手を選んで使えます。",
            "Canvas up to no. 8, denim, thin leather. Choose your thread and needle.",
        ),
        rate_yen_per_hour: 0,
        minutes_min: 30,
        minutes_max: 180,
        induction_required: false,
        bring: both("", ""),
        induction_fee_yen: 0,
        child_rule: CHILD_BESIDE,
        units: &["1号機"],
    },
    EquipmentType {
        slug: "kids-corner",
        uses: "",
        child: ("corner", 0),
        buffer_minutes: 0,
        charge_yen_min: 0,
        name: both("キッズコーナー", "Kids' corner"),
        summary: both(
            "作業台から見えるマットの広場です。絵本と木のおもちゃがあり、授乳室もとなりにあります。",
            "A matted corner in sight of the worktables, with picture books and wooden toys. The nursing room is next door.",
        ),
        materials: both(
            "1枠に1家族。機器を使う方のお子さんと合わせて4人まで。",
            "One family at a time; four children in all, those of people at the machines included.",
        ),
        rate_yen_per_hour: 0,
        minutes_min: 30,
        minutes_max: 180,
        induction_required: false,
        bring: both("", ""),
        induction_fee_yen: 0,
        child_rule: both(
            "保護者の方が館内にいることがお約束です。託児サービスではありません。",
            "A guardian must stay in the building. This is not a childcare service.",
        ),
        units: &["マットの広場"],
    },
];

/// The machine types, in booking-page order.
pub fn equipment_types() -> &'static [EquipmentType] {
    &TYPES
}
