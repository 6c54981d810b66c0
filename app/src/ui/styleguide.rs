//! Every part with its states on one page, for checking looks. Debug builds only;
//! its words are samples, so they stay out of the locale files.

use super::*;
use crate::prelude::*;

/// The style guide's body; the page's frame goes around it.
#[component]
pub fn Styleguide() -> impl IntoView {
    view! {
        <div class="page stack g7">
            <PageHeader title="見た目の手引き" sub="紙と木の色に、藍をひとつ。文字は大きく、押すところは44 px以上。"/>
            <Toast message="カートに入れました" undo=Some(("/undo".into(), "もとに戻す".into()))/>
            <Buttons/>
            <Fields/>
            <Choices/>
            <Words/>
            <Lists/>
            <Booking/>
            <Products/>
            <Figures/>
            <States/>
            <Drawings/>
        </div>
    }
}

#[component]
fn Part(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="stack">
            <SectionHeader title/>
            {children}
        </section>
    }
}

#[component]
fn Buttons() -> impl IntoView {
    view! {
        <Part title="ボタン">
            <div class="row wrap">
                <Button label="確認へ"/>
                <Button label="下書き" look=Look::Second/>
                <Button label="あとで" look=Look::Quiet/>
                <Button label="取り消す" look=Look::Danger icon=Icon::Trash/>
                <Button label="押せない" disabled=true/>
                <span class="btn is-hover">"のせる"</span>
                <span class="btn is-focus">"フォーカス"</span>
                <span class="btn" aria-busy="true"><span class="spin"></span>"送信中"</span>
            </div>
            <div class="row wrap">
                <LinkButton href="#" label="空きをさがす" size=Size::Big icon=Icon::Calendar/>
                <LinkButton href="#" label="Excel" look=Look::Second size=Size::Small icon=Icon::Download/>
                <IconLink href="#" icon=Icon::Bag label="カート 2点" count=2/>
                <Stepper label="人数" name="n" value=1 words=("減らす".into(), "増やす".into())/>
            </div>
        </Part>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let kinds = vec![("fabric".into(), "布・刺しゅう".into()), ("wood".into(), "木のもの".into())];
    view! {
        <Part title="入力欄">
            <ErrorSummary title="2つ、直してください"
                errors=vec![("zip".into(), "郵便番号は7けたです".into()), ("mt".into(), "素材を入れてください".into())]/>
            <div class="fields pair">
                <Field label="作品名" name="title" value="ヒノキのコースター" hint="素材と形がわかる名前に。40字まで。"/>
                <Field label="郵便番号" name="zip" value="181-00" inputmode="numeric"
                    error=Some("7けたで入れてください（例 181-0013）。".to_owned())/>
                <Field label="値段（税込）" name="price" value="2600" inputmode="numeric" unit="円"/>
                <Field label="メールアドレス" name="email" kind="email" placeholder="you@example.jp" unmarked=true/>
                <Select label="種類" name="kind" options=kinds empty="選んでください"/>
                <Field label="写真" name="photo" kind="file" required=false/>
                <TextArea label="かんたんな説明" name="story" required=false placeholder="どんなときに使ってほしいですか"/>
                <Search action="/styleguide" label="作品をさがす" placeholder="作品・作り手・素材でさがす"/>
            </div>
        </Part>
    }
}

#[component]
fn Choices() -> impl IntoView {
    let ways = vec![
        Choice::new("store", "お店で受けとる").note("3日間お取り置き。10:00–21:00").end("無料"),
        Choice::new("post", "レターパックプラス").note("2〜3日・手わたし・追跡あり").end("600円"),
        Choice::new("click", "クリックポスト").note("厚さ4 cmのため送れません").end("185円").off(true),
    ];
    let stock = vec![
        ("one".into(), "一点もの".into()),
        ("many".into(), "在庫あり".into()),
        ("order".into(), "受注制作".into()),
    ];
    let chips = ["すべて", "布・刺しゅう", "木のもの", "暮らしの道具"]
        .into_iter()
        .enumerate()
        .map(|(at, label)| ChipLink { href: "#".into(), label: label.into(), on: at == 0 })
        .collect();
    view! {
        <Part title="選ぶ">
            <div class="two">
                <RadioCards legend="受けとり方" name="way" choices=ways value="store"/>
                <div class="stack">
                    <Segmented legend="在庫" name="stock" choices=stock value="many" required=true/>
                    <div class="card ticks">
                        <Tick name="safe" label="針や鋭い金具が、残っていません" checked=true/>
                        <Tick name="own" label="市販の柄の生地を、使っていません"
                            error=Some("確かめてください".to_owned())/>
                    </div>
                    <ChipTick name="kids" label="子どもと一緒" checked=true/>
                    <PhotoInput label="写真を選ぶ" hint="JPEG・PNG・WebP。"/>
                </div>
            </div>
            <ChipLinks label="しぼりこみ" chips scroll=true/>
        </Part>
    }
}

#[component]
fn Words() -> impl IntoView {
    view! {
        <Part title="しるしと知らせ">
            <div class="chips">
                <Tag label="1日3時間まで" icon=Icon::Clock/>
                <Tag label="達成" tone=Tone::Ok icon=Icon::Check/>
                <Tag label="残り1点" tone=Tone::Warn icon=Icon::Box/>
                <Tag label="期限切れ" tone=Tone::Bad icon=Icon::Alert/>
                <Tag label="選択中" tone=Tone::Accent/>
            </div>
            <div class="two">
                <Note>"24日は、祝日の翌日のため休館です。"</Note>
                <Note tone=Tone::Ok>"下書きを保存しました。"</Note>
                <Note tone=Tone::Warn>"講習の有効期限まで、あと14日です。"<a href="#">"くわしく"</a></Note>
                <Note tone=Tone::Bad>"写真を1枚、送れませんでした。"</Note>
                <Note tone=Tone::Accent icon=Icon::Child>"キッズスペースは、きょう"<b>"残り3名"</b>"。"</Note>
            </div>
        </Part>
    }
}

#[component]
fn Lists() -> impl IntoView {
    let lines = vec![
        Line::new("レーザーカッター", "1,500円").note("90分"),
        Line::new("施設利用", "会員料金にふくむ"),
        Line::new("キッズスペース", "0円").note("1名"),
    ];
    let facts = vec![
        ("素材".into(), "綿麻の布、レーヨン糸、ブナの枠".into()),
        ("大きさ".into(), "直径18 × 厚さ3 cm、160 g".into()),
    ];
    let rows = vec![
        LinkRow::new("#", "予約").icon(Icon::Calendar).note("次は25日（水）10:00").end("2件"),
        LinkRow::new("#", "買ったもの").icon(Icon::Bag),
    ];
    let cols = vec![Col::text("予約"), Col::text("日時"), Col::num("料金"), Col::num("状態")];
    let table = [("レーザーカッター", "25日（水）10:00", "1,500円"), ("3Dプリンター", "26日（木）14:30", "800円")]
        .into_iter()
        .map(|(name, at, yen)| {
            let state = view! { <Tag label="確定" tone=Tone::Ok icon=Icon::Check/> };
            vec![cell(name), cell(at), cell(yen), cell(state)]
        })
        .collect();
    let trail =
        vec![("/".into(), "ホーム".into()), ("/shop".into(), "お店".into()), (String::new(), "木のもの".into())];
    view! {
        <Part title="一覧と表">
            <Breadcrumbs label="現在地" trail/>
            <Steps label="手順" steps=vec!["カート".into(), "お届け".into(), "支払い".into()] current=1/>
            <div class="two">
                <div class="card"><MoneyLines lines sum=Line::new("合計", "1,500円").note("税込")/></div>
                <div class="stack">
                    <SpecList facts/>
                    <LinkRows rows/>
                    <CardLink href="#" title="15:00–16:30" note="同じ日・30分おそく" end="1,500円"/>
                    <Checks checks=vec![("会員 有効".into(), true), ("保守と重なる".into(), false)]/>
                    <More summary="数え方を見る"><p>"一人を一度だけ数えます。"</p></More>
                </div>
            </div>
            <DataTable caption="予約" cols rows=table/>
            <Pages page=2 pages=11 href=|n| format!("?page={n}")/>
        </Part>
    }
}

/// The chooser inside a block.
fn pick() -> AnyView {
    let chip = |label: &str, note: &str, current, fits: bool| SwapChip {
        href: fits.then(|| "#pick".to_owned()),
        label: label.into(),
        note: note.into(),
        current,
    };
    let starts = ["10:00", "10:15", "10:30", "10:45"].map(|at| chip(at, "", at == "10:00", true)).into();
    let lengths = vec![
        chip("30分", "500円", false, true),
        chip("1時間", "1,000円", true, true),
        chip("1時間30分", "1,500円", false, false),
    ];
    view! {
        <SwapChips legend="始まり" chips=starts swap="#pick"/>
        <SwapChips legend="長さ" chips=lengths swap="#pick" wide=true/>
    }
    .into_any()
}

#[component]
fn Booking() -> impl IntoView {
    use DayLoad::{Closed, Few, Full, Plenty, Some as Middling};
    let days = [
        ("月・祝", 23, Middling),
        ("火", 24, Closed),
        ("水", 25, Plenty),
        ("木", 26, Plenty),
        ("金", 27, Few),
        ("土", 28, Full),
        ("日", 29, Middling),
    ]
    .into_iter()
    .map(|(weekday, day, load)| WeekDay {
        href: format!("#{day}"),
        weekday: weekday.into(),
        day,
        load,
        current: day == 25,
        red: matches!(day, 23 | 29),
    })
    .collect();
    let pick = pick();
    let free = |start: &str, range: &str, length: &str, half_hours| DayBlock {
        start: start.into(),
        range: range.into(),
        kind: BlockKind::Free { href: "#pick".into(), length: length.into(), half_hours },
    };
    let blocks = vec![
        DayBlock {
            start: "10:00".into(),
            range: "10:00–12:00".into(),
            kind: BlockKind::Chosen { length: "2時間・キッズ残り3名".into(), pick },
        },
        DayBlock {
            start: "12:00".into(),
            range: "12:00–13:00".into(),
            kind: BlockKind::Taken { label: "予約あり".into(), wait: Some("#wait".into()) },
        },
        free("13:00", "13:00–14:00", "1時間・キッズ残り2名", 2),
        DayBlock {
            start: "14:00".into(),
            range: "14:00–15:00".into(),
            kind: BlockKind::Maintenance { label: "保守（レンズの清掃）".into() },
        },
        free("15:00", "15:00–17:30", "2時間30分・キッズ 17時まで", 5),
        DayBlock {
            start: "17:30".into(),
            range: "17:30–19:00".into(),
            kind: BlockKind::Mine { href: "#".into(), label: "あなたの予約".into() },
        },
    ];
    let tag = view! { <Tag label="あと4名" tone=Tone::Warn/> }.into_any();
    view! {
        <Part title="予約">
            <Hold title="この時間を取り置き中" left="残り 9:42" seconds_left=582 seconds_all=900/>
            <WeekStrip days/>
            <DayBlocks blocks/>
            <ul class="nxs">
                <li><NextFree href="#" art=Art::Laser name="レーザーカッター" when="きょう 15:00" note="2時間30分あき・30分 500円"/></li>
                <li><NextFree href="#" art=Art::Sewing name="工業用ミシン" when="空きがありません" note="次は来週" free=false/></li>
            </ul>
            <ProgramRow href="#" day=23 weekday="月・祝" title="無料デモ体験会" note="13:00–15:00・子どもと一緒に" tag/>
        </Part>
    }
}

#[component]
fn Products() -> impl IntoView {
    let photo = || Photo { src: "/pkg/sample.webp".into(), ..Photo::default() };
    view! {
        <Part title="作品">
            <ProductGrid>
                <ProductTile href="#" photo=photo() title="刺しゅうの壁飾り「野の花」" maker="糸と野原" price="3,800円" badge=Some("一点もの".to_owned())/>
                <ProductTile href="#" photo=photo() title="3Dプリントの植木鉢「さざなみ」" maker="ひだまり舎" price="1,980円"/>
                <ProductTile href="#" photo=photo() title="木の小鳥ブローチ（2羽）" maker="こもれび製作所" price="1,200円" sold=true/>
                <SkeletonTiles count=1/>
            </ProductGrid>
            <div class="row"><Avatar name="糸と野原"/><Avatar name="布ばこ" small=true/></div>
            <ul><CartLine photo=photo() title="青海波の帆布ポーチ" href=Some("#".to_owned()) note="布ばこ" amount="2,600円">
                <PostButton action="/cart/remove" label="けす" look=Look::Quiet size=Size::Small/>
            </CartLine></ul>
        </Part>
    }
}

#[component]
fn Figures() -> impl IntoView {
    let months = [18, 22, 26, 24, 19, 27, 34, 38, 29, 21, 25, 29];
    let points: Vec<Point> =
        months.into_iter().zip(0..).map(|(value, at)| (format!("{}月", (at + 3) % 12 + 1), value)).collect();
    let sums = [2, 4, 8, 11, 12, 15, 19, 23, 25, 26, 28, 30];
    let line = sums.into_iter().zip(0..).map(|(value, at)| (format!("{}月", (at + 3) % 12 + 1), value)).collect();
    let items =
        vec![("済んでいない精算".into(), true, cell("0件")), ("同じ人かもしれない会員".into(), false, cell("1組"))];
    view! {
        <Part title="数字">
            <div class="figs">
                <StatFigure title="新規" value="30" unit="人" note="目標 30人に達しました" hero=true target=Some((30, 30)) evidence=Some(("#".into(), "根拠 30件を見る".into()))/>
                <StatFigure title="実人数" value="47" unit="人"/>
                <StatFigure title="延べ人数" value="312" unit="人"/>
            </div>
            <div class="charts">
                <ChartCard title="月ごとの延べ人数" note="11月がいちばん多い（38人）"><BarChart alt="月ごとの延べ人数" points mark_top=true/></ChartCard>
                <ChartCard title="新規の累計" note="3月に目標へ届きました"><LineChart alt="新規の累計" points=line target=Some((30, "目標 30人".into()))/></ChartCard>
            </div>
            <Todo items/>
        </Part>
    }
}

#[component]
fn States() -> impl IntoView {
    view! {
        <Part title="空のとき・たずねるとき">
            <div class="two">
                <Empty drawing=Drawing::Bag title="お気に入りは、まだありません" text="ハートを押すと、ここに集まります。" action=("/shop".into(), "お店を見る".into())/>
                <Ask title="この予約を取り消しますか" text="11月25日（水）10:00–11:30。お金はかかりません。" action="/cancel" yes="取り消す" no=("#".into(), "残しておく".into())/>
            </div>
            <Oops drawing=Drawing::Oops title="ページが見つかりません" text="なくなったか、名前が変わったようです。" action=("/".into(), "ホームへ".into()) request_id=Some("01J9ZK".to_owned())/>
            <DoneHeader title="予約しました" text="前の日に、メールでお知らせします。"/>
        </Part>
    }
}

#[component]
fn Drawings() -> impl IntoView {
    let icons = Icon::ALL.into_iter().map(|icon| view! { <Ico icon/> }).collect_view();
    let arts = Art::ALL.into_iter().map(|art| view! { <li><MachineArt art/></li> }).collect_view();
    let draws = [Drawing::Shelf, Drawing::Calendar, Drawing::Mail, Drawing::OopsTool]
        .into_iter()
        .map(|drawing| view! { <li><Draw drawing/></li> })
        .collect_view();
    view! {
        <Part title="絵">
            <div class="row wrap">{icons}</div>
            <ul class="grid">{arts}{draws}</ul>
            <ShelfArt alt="木の棚に、植木鉢、刺しゅう、あかり、ポーチ、つみきが並んでいるところ"/>
        </Part>
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::Styleguide;
    use crate::prelude::*;
    use crate::{
        document::Document,
        page::{Assets, Locale, PageCx, render},
    };

    /// Every part renders in both languages, and none breaks the content policy. With
    /// `STYLEGUIDE_OUT` set, the pages are kept there to look at.
    #[test]
    fn every_part_renders_without_inline_styles() {
        for (locale, name) in [(Locale::ja, "ja"), (Locale::en, "en")] {
            let cx = PageCx {
                locale,
                actor: domain::Actor::Visitor,
                now: chrono::DateTime::UNIX_EPOCH,
                request_id: "01J9ZK".into(),
                path: "/styleguide".into(),
                flash: None,
                assets: Arc::new(Assets { css: "site.css".into(), stem: "site".into(), ..Assets::default() }),
                space_name: "つくりば".into(),
                site: Arc::default(),
                demo: false,
            };
            let html = render(cx, || view! { <Document title="Styleguide"><Styleguide/></Document> }).html;
            assert!(!html.contains(" style=") && !html.contains(" onclick="));
            if let Ok(folder) = std::env::var("STYLEGUIDE_OUT") {
                std::fs::write(format!("{folder}/styleguide-{name}.html"), html).expect("the folder exists");
            }
        }
    }
}
