//! Drawings: the machines, the shelf of the front page, and what empty pages show.

use crate::prelude::*;

/// A drawn machine or place. Each keeps its own ground colour wherever it appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Art {
    Laser,
    UvPrinter,
    Embroidery,
    Printer3d,
    Cutter,
    Sewing,
    Kids,
}

impl Art {
    /// Every drawing, for the style guide.
    pub const ALL: [Self; 7] =
        [Self::Laser, Self::UvPrinter, Self::Embroidery, Self::Printer3d, Self::Cutter, Self::Sewing, Self::Kids];

    /// The drawing for a machine's kind as the database names it; the laser cutter's
    /// for kinds added later, so that a new machine never breaks a page.
    pub fn from_kind(kind: &str) -> Self {
        match kind {
            "uv-printer" => Self::UvPrinter,
            "embroidery" => Self::Embroidery,
            "3d-printer" => Self::Printer3d,
            "cutting-plotter" => Self::Cutter,
            "sewing" => Self::Sewing,
            "kids-corner" => Self::Kids,
            _ => Self::Laser,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Laser => "art bg-sand",
            Self::UvPrinter => "art bg-stone",
            Self::Embroidery => "art bg-sky",
            Self::Printer3d => "art bg-sage",
            Self::Cutter => "art bg-linen",
            Self::Sewing => "art bg-straw",
            Self::Kids => "art bg-rose",
        }
    }

    const fn inner(self) -> &'static str {
        match self {
            Self::Laser => include_str!("art/laser.svg"),
            Self::UvPrinter => include_str!("art/uv.svg"),
            Self::Embroidery => include_str!("art/embroidery.svg"),
            Self::Printer3d => include_str!("art/printer3d.svg"),
            Self::Cutter => include_str!("art/cutter.svg"),
            Self::Sewing => include_str!("art/sewing.svg"),
            Self::Kids => include_str!("art/kids.svg"),
        }
    }
}

/// A machine's drawing, 4:3. With no `alt` it is decoration beside the machine's name.
#[component]
pub fn MachineArt(art: Art, #[prop(optional, into)] alt: Option<String>) -> impl IntoView {
    let hidden = alt.is_none().then_some("true");
    let role = alt.is_some().then_some("img");
    view! {
        <svg
            class=art.class()
            viewBox="0 0 400 300"
            role=role
            aria-label=alt
            aria-hidden=hidden
            inner_html=art.inner()
        ></svg>
    }
}

/// The front page's picture: pieces on two wooden shelves. `alt` describes it.
#[component]
pub fn ShelfArt(#[prop(into)] alt: String) -> impl IntoView {
    view! {
        <svg
            class="art"
            viewBox="0 0 640 440"
            role="img"
            aria-label=alt
            inner_html=include_str!("art/shelf.svg")
        ></svg>
    }
}

/// A line drawing for an empty list or an error page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    Shelf,
    Calendar,
    Bag,
    Mail,
    /// Something was not found.
    Oops,
    /// Something broke on our side.
    OopsTool,
}

/// The line drawing itself; always decoration.
#[component]
pub fn Draw(drawing: Drawing) -> impl IntoView {
    let inner = match drawing {
        Drawing::Shelf => include_str!("art/empty_shelf.svg"),
        Drawing::Calendar => include_str!("art/empty_calendar.svg"),
        Drawing::Bag => include_str!("art/empty_bag.svg"),
        Drawing::Mail => include_str!("art/empty_mail.svg"),
        Drawing::Oops => include_str!("art/oops.svg"),
        Drawing::OopsTool => include_str!("art/oops_tool.svg"),
    };
    view! { <svg class="draw" viewBox="0 0 160 130" aria-hidden="true" inner_html=inner></svg> }
}
