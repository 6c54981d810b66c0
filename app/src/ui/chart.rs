//! Charts as plain SVG: no script, they print, and a sentence says what they show.

use crate::prelude::*;

/// One bar or point: its label under the axis and its value.
pub type Point = (String, u32);

const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 36.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 210.0;

/// The top of the axis and its step: four or five round lines above 0.
fn axis(largest: u32) -> (u32, u32) {
    let mut step = 1;
    // 1, 2, 5, 10, 20, 50 … the first that needs five lines or fewer.
    for (at, factor) in [2, 5, 10].into_iter().cycle().enumerate() {
        if step * 5 >= largest {
            break;
        }
        step = 10_u32.saturating_pow(u32::try_from(at / 3).unwrap_or(8)).saturating_mul(factor);
    }
    (largest.div_ceil(step).max(1) * step, step)
}

fn y_of(value: u32, top: u32) -> f64 {
    BOTTOM - (BOTTOM - TOP) * f64::from(value) / f64::from(top.max(1))
}

/// A number short enough for an attribute.
fn short(n: f64) -> String {
    format!("{n:.1}")
}

fn grid(top: u32, step: u32) -> impl IntoView {
    (0..=top / step)
        .map(|at| {
            let value = at * step;
            let y = y_of(value, top);
            view! {
                <line class="gl" x1=LEFT x2=WIDTH y1=short(y) y2=short(y)></line>
                <text class="ax fin" x={LEFT - 8.0} y=short(y + 5.0)>{value}</text>
            }
        })
        .collect_view()
}

/// Bars for months or kinds. `alt` is the same in words; the highest is drawn in wood
/// when `mark_top` is set.
#[component]
pub fn BarChart(#[prop(into)] alt: String, points: Vec<Point>, #[prop(optional)] mark_top: bool) -> impl IntoView {
    let largest = points.iter().map(|point| point.1).max().unwrap_or(0);
    let (top, step) = axis(largest);
    let count = u32::try_from(points.len().max(1)).unwrap_or(1);
    let slot = (WIDTH - LEFT) / f64::from(count);
    let width = (slot * 0.6).min(48.0);
    let bars = points
        .into_iter()
        .zip(0_u32..)
        .map(|((label, value), at)| {
            let mid = LEFT + slot * (f64::from(at) + 0.5);
            let y = y_of(value, top);
            let class = if mark_top && value == largest && value > 0 { "br most" } else { "br" };
            view! {
                <rect class=class x=short(mid - width / 2.0) y=short(y) width=short(width)
                    height=short(BOTTOM - y) rx="3"></rect>
                <text class="vl mid" x=short(mid) y=short(y - 6.0)>{value}</text>
                <text class="ax mid" x=short(mid) y="230">{label}</text>
            }
        })
        .collect_view();
    view! {
        <svg class="ch" viewBox=view_box() role="img" aria-label=alt>{grid(top, step)}{bars}</svg>
    }
}

/// A rising line with an optional target, drawn dashed with its words.
#[component]
pub fn LineChart(
    #[prop(into)] alt: String,
    points: Vec<Point>,
    /// The target's value and its words: 目標 30人.
    #[prop(optional_no_strip)]
    target: Option<(u32, String)>,
) -> impl IntoView {
    let largest = points.iter().map(|point| point.1).max().unwrap_or(0);
    let (top, step) = axis(largest.max(target.as_ref().map_or(0, |target| target.0)));
    let count = u32::try_from(points.len().max(1)).unwrap_or(1);
    let slot = (WIDTH - LEFT) / f64::from(count);
    let x_of = |at: u32| LEFT + slot * (f64::from(at) + 0.5);
    let mut line = String::new();
    for ((_, value), at) in points.iter().zip(0_u32..) {
        let pen = if at == 0 { 'M' } else { 'L' };
        line.push_str(&format!("{pen}{} {}", short(x_of(at)), short(y_of(*value, top))));
    }
    let area = format!("{line}L{} {BOTTOM}L{} {BOTTOM}z", short(x_of(count - 1)), short(x_of(0)));
    let last = points.last().map(|point| {
        let (x, y) = (x_of(count - 1), y_of(point.1, top));
        view! {
            <circle class="pt" cx=short(x) cy=short(y) r="6"></circle>
            <text class="vl fin end" x=short(x) y=short(y + 30.0)>{point.1}</text>
        }
    });
    let labels = points
        .iter()
        .zip(0_u32..)
        .map(|((label, _), at)| {
            view! { <text class="ax mid" x=short(x_of(at)) y="230">{label.clone()}</text> }
        })
        .collect_view();
    let target = target.map(|(value, words)| {
        let y = y_of(value, top);
        view! {
            <line class="tg" x1=LEFT x2=WIDTH y1=short(y) y2=short(y)></line>
            <text class="vl" x={LEFT + 4.0} y=short(y - 7.0)>{words}</text>
        }
    });
    view! {
        <svg class="ch" viewBox=view_box() role="img" aria-label=alt>
            {grid(top, step)}
            <path class="ar" d=area></path>
            <path class="li" d=line></path>
            {target} {labels} {last}
        </svg>
    }
}

fn view_box() -> String {
    format!("0 0 {WIDTH} {HEIGHT}")
}

#[cfg(test)]
mod tests {
    use super::axis;

    #[test]
    fn axis_ends_on_a_round_number_above_the_largest() {
        for largest in [0, 1, 4, 7, 30, 38, 99, 312, 4_800, 1_000_000] {
            let (top, step) = axis(largest);
            assert!(top >= largest && top % step == 0, "{largest}: {top} by {step}");
            assert!(top / step <= 5, "{largest}: {top} by {step}");
        }
    }
}
