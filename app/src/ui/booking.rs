//! The booking page's own parts: the week strip, the day's blocks, the next free time.

use super::{Art, Ico, Icon, IconSize, MachineArt};
use crate::prelude::*;

/// How free a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayLoad {
    Plenty,
    Some,
    Few,
    Full,
    /// The space is closed; the day cannot be chosen.
    Closed,
    /// The day is over.
    Past,
    /// Booking has not opened for it.
    TooFar,
    /// It can be chosen; how free it is is not said.
    Open,
}

/// One day of the week strip.
#[derive(Clone, Debug)]
pub struct WeekDay {
    pub href: String,
    /// `水`, `月・祝`.
    pub weekday: String,
    pub day: u32,
    pub load: DayLoad,
    pub current: bool,
    /// Sundays and holidays are set in red, as on a Japanese calendar.
    pub red: bool,
}

const DOTS: [&str; 3] = [
    r#"<circle class="f" cx="4" cy="4" r="3"/><circle cx="13" cy="4" r="3"/><circle cx="22" cy="4" r="3"/>"#,
    r#"<circle class="f" cx="4" cy="4" r="3"/><circle class="f" cx="13" cy="4" r="3"/><circle cx="22" cy="4" r="3"/>"#,
    r#"<circle class="f" cx="4" cy="4" r="3"/><circle class="f" cx="13" cy="4" r="3"/><circle class="f" cx="22" cy="4" r="3"/>"#,
];

/// Seven days to choose from; dots show how free each is.
#[component]
pub fn WeekStrip(days: Vec<WeekDay>) -> impl IntoView {
    let days = days.into_iter().map(week_day).collect_view();
    view! { <ol class="week">{days}</ol> }
}

fn week_day(day: WeekDay) -> AnyView {
    let red = day.red.then_some("sun");
    let head = view! { <span class=red>{day.weekday}</span><b class="num">{day.day}</b> };
    let dots = match day.load {
        DayLoad::Closed => {
            let words = tr!(ui.day_closed);
            return view! {
                <li><span class="shut">{head}<span class="full">{words}</span></span></li>
            }
            .into_any();
        }
        DayLoad::Full => Err(tr!(ui.day_full)),
        DayLoad::Past => Err(tr!(ui.day_past)),
        DayLoad::TooFar => Err(tr!(ui.day_too_far)),
        DayLoad::Open => {
            let current = day.current.then_some("date");
            return view! { <li><a href=day.href aria-current=current>{head}</a></li> }.into_any();
        }
        DayLoad::Few => Ok((DOTS[0], tr!(ui.day_few))),
        DayLoad::Some => Ok((DOTS[1], tr!(ui.day_some))),
        DayLoad::Plenty => Ok((DOTS[2], tr!(ui.day_plenty))),
    };
    let load = match dots {
        Err(words) => view! { <span class="full">{words}</span> }.into_any(),
        Ok((dots, words)) => view! {
            <svg class="dots" viewBox="0 0 26 8" aria-hidden="true" inner_html=dots></svg>
            <span class="sr">{words}</span>
        }
        .into_any(),
    };
    let current = day.current.then_some("date");
    view! { <li><a href=day.href aria-current=current>{head}{load}</a></li> }.into_any()
}

/// What a stretch of the day is.
pub enum BlockKind {
    /// Free: chosen by following `href`. `half_hours` makes longer ones taller.
    Free {
        href: String,
        length: String,
        half_hours: u32,
    },
    /// The one being chosen; `pick` holds its fields.
    Chosen {
        length: String,
        pick: AnyView,
    },
    /// `wait` is where one asks to be told when it frees.
    Taken {
        label: String,
        wait: Option<String>,
    },
    Maintenance {
        label: String,
    },
    Mine {
        href: String,
        label: String,
    },
}

/// One stretch of a day: `start` is drawn at the side, `range` inside (`13:00–14:00`).
pub struct DayBlock {
    pub start: String,
    pub range: String,
    pub kind: BlockKind,
}

/// A machine's day, top to bottom.
#[component]
pub fn DayBlocks(blocks: Vec<DayBlock>) -> impl IntoView {
    let blocks = blocks.into_iter().map(day_block).collect_view();
    view! { <ol class="day">{blocks}</ol> }
}

fn day_block(block: DayBlock) -> AnyView {
    let at = view! { <span class="at num" aria-hidden="true">{block.start}</span> };
    let range = block.range;
    match block.kind {
        BlockKind::Free { href, length, half_hours } => {
            let class = match half_hours {
                0..=1 => "blk",
                2 => "blk h-3",
                3..=4 => "blk h-4",
                _ => "blk h-5",
            };
            view! {
                <li class="free">
                    {at}
                    <a class=class href=href>
                        <span class="row sb">
                            <span><span class="t num">{range}</span><span class="len">{length}</span></span>
                            <Ico icon=Icon::Right/>
                        </span>
                    </a>
                </li>
            }
            .into_any()
        }
        BlockKind::Chosen { length, pick } => view! {
            <li class="free sel" id="pick">
                {at}
                <div class="blk">
                    <div class="row sb start">
                        <span><span class="t num">{range}</span><span class="len">{length}</span></span>
                        <span class="tag ai">{tr!(ui.chosen)}</span>
                    </div>
                    <div class="pick stack g3">{pick}</div>
                </div>
            </li>
        }
        .into_any(),
        BlockKind::Taken { label, wait } => still("taken", at, range, label, wait),
        BlockKind::Maintenance { label } => still("maint", at, range, label, None),
        BlockKind::Mine { href, label } => view! {
            <li class="mine">
                {at}
                <a class="blk" href=href><span class="num b">{range}</span>" "{label}</a>
            </li>
        }
        .into_any(),
    }
}

/// A stretch nobody can choose.
fn still(class: &'static str, at: impl IntoView + 'static, range: String, label: String, wait: Option<String>) -> AnyView {
    let wait = wait.map(|href| view! { <a class="hit small" href=href><Ico icon=Icon::Bell size=IconSize::S/>{tr!(ui.tell_me)}</a> });
    view! {
        <li class=class>
            {at}
            <div class="blk row sb wrap"><span><span class="num">{range}</span>"\u{3000}"{label}</span>{wait}</div>
        </li>
    }
    .into_any()
}

/// A machine and its next free time, as one link. `free` is false when `when` says
/// that there is none.
#[component]
pub fn NextFree(
    #[prop(into)] href: String,
    art: Art,
    #[prop(into)] name: String,
    #[prop(into)] when: String,
    #[prop(into)] note: String,
    #[prop(default = true)] free: bool,
) -> impl IntoView {
    let class = if free { "nw num" } else { "nw num none" };
    view! {
        <a class="nx" href=href>
            <MachineArt art/>
            <span class="grow">
                <b class="nt">{name}</b>
                <span class=class>{when}</span>
                <span class="small mute num">{note}</span>
            </span>
            <Ico icon=Icon::Right/>
        </a>
    }
}

/// A program as a calendar leaf and its words. `tag` is the state of its places.
#[component]
pub fn ProgramRow(
    #[prop(into)] href: String,
    day: u32,
    #[prop(into)] weekday: String,
    #[prop(into)] title: String,
    #[prop(into)] note: String,
    tag: AnyView,
) -> impl IntoView {
    view! {
        <a class="pg" href=href>
            <span class="leaf num"><b>{day}</b><span>{weekday}</span></span>
            <span class="grow">
                <b class="pt">{title}</b>
                <span class="small mute num">{note}</span>
                {tag}
            </span>
        </a>
    }
}

/// The hold's countdown: how much of it is left, in words and as a line.
#[component]
pub fn Hold(
    #[prop(into)] title: String,
    #[prop(into)] left: String,
    seconds_left: u32,
    seconds_all: u32,
) -> impl IntoView {
    view! {
        <div class="hold" role="timer">
            <div class="row sb">
                <span class="row"><Ico icon=Icon::Clock/><b>{title.clone()}</b></span>
                <b class="num">{left}</b>
            </div>
            <super::Meter label=title value=seconds_left max=seconds_all inherit=true/>
        </div>
    }
}
