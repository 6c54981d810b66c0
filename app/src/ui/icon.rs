//! Line icons, 24 px, drawn inline: a page uses few, and each is under 200 bytes.

use crate::prelude::*;

/// The icons of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Alert,
    Back,
    Bag,
    Bell,
    Box,
    Calendar,
    Camera,
    Card,
    Cash,
    Cert,
    Chart,
    Check,
    Child,
    Clock,
    Coin,
    Down,
    Download,
    Edit,
    Eye,
    Filter,
    Globe,
    Grip,
    Heart,
    Home,
    Info,
    Left,
    Lock,
    Mail,
    Minus,
    Needle,
    Out,
    People,
    Person,
    Phone,
    Pin,
    Plus,
    Print,
    Qr,
    Repeat,
    Right,
    Rows,
    Scan,
    Search,
    Sell,
    Share,
    Shield,
    Store,
    Trash,
    Truck,
    Up,
    Wrench,
    X,
}

impl Icon {
    /// Every icon, for the style guide.
    pub const ALL: [Self; 52] = {
        use Icon::*;
        [
            Alert, Back, Bag, Bell, Box, Calendar, Camera, Card, Cash, Cert, Chart, Check, Child, Clock, Coin, Down,
            Download, Edit, Eye, Filter, Globe, Grip, Heart, Home, Info, Left, Lock, Mail, Minus, Needle, Out, People,
            Person, Phone, Pin, Plus, Print, Qr, Repeat, Right, Rows, Scan, Search, Sell, Share, Shield, Store, Trash,
            Truck, Up, Wrench, X,
        ]
    };

    /// The drawing inside the 24 px square.
    // tidy: long because it is one table.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Alert => r#"<path d="M12 4 21 19.5H3zM12 10v4.5M12 16.8v.1"/>"#,
            Self::Back => r#"<path d="M9 6h12v12H9l-6-6zM12 9.5l5 5M17 9.5l-5 5"/>"#,
            Self::Bag => r#"<path d="M5.5 8.5h13l1 11.5h-15zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11"/>"#,
            Self::Bell => r#"<path d="M4.5 18 6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5zM10 21h4"/>"#,
            Self::Box => r#"<path d="m4 8 8-4 8 4v8.5L12 20.5l-8-4zM4 8l8 4 8-4M12 12v8.5"/>"#,
            Self::Calendar => {
                r#"<rect x="4" y="5.5" width="16" height="14.5" rx="2.5"/><path d="M4 10h16M8.5 3.5v4M15.5 3.5v4M9 15l2.2 2.2L15.5 13"/>"#
            }
            Self::Camera => r#"<path d="M4 8h3.5L9 5.5h6L16.5 8H20v11H4z"/><circle cx="12" cy="13" r="3.5"/>"#,
            Self::Card => r#"<rect x="3.5" y="6" width="17" height="12.5" rx="2"/><path d="M3.5 10h17M7 15h3"/>"#,
            Self::Cash => {
                r#"<rect x="3" y="7" width="18" height="11" rx="2"/><circle cx="12" cy="12.5" r="2.6"/><path d="M6 12.5v.1M18 12.5v.1"/>"#
            }
            Self::Cert => {
                r#"<circle cx="12" cy="9" r="5"/><path d="m8.5 13-1.3 7.5 4.8-2.4 4.8 2.4-1.3-7.5M10 9l1.5 1.5L14.2 8"/>"#
            }
            Self::Chart => r#"<path d="M4 20h16M7 16.5V12M12 16.5V5M17 16.5V9"/>"#,
            Self::Check => r#"<path d="m5 12.8 4.6 4.6L19.5 7"/>"#,
            Self::Child => {
                r#"<circle cx="8.5" cy="7" r="3"/><path d="M3 20c.2-4.7 2.2-7.2 5.5-7.2 1.9 0 3.4.8 4.3 2.3M12.5 20.5c.3-2.3 1.8-3.5 4.3-3.5s4 1.2 4.3 3.5"/><circle cx="16.8" cy="13.2" r="2.3"/>"#
            }
            Self::Clock => r#"<circle cx="12" cy="12" r="8"/><path d="M12 7.5V12l3 2"/>"#,
            Self::Coin => r#"<circle cx="12" cy="12" r="8"/><path d="m9 8 3 4 3-4M12 12v4.5M9.5 13h5"/>"#,
            Self::Down => r#"<path d="m5.5 9.5 6.5 6.5 6.5-6.5"/>"#,
            Self::Download => r#"<path d="M12 4v10.5M8 11l4 4 4-4M5 19.5h14"/>"#,
            Self::Edit => r#"<path d="m14.5 5.5 4 4L8.5 19.5h-4v-4zM12.5 7.5l4 4"/>"#,
            Self::Eye => {
                r#"<path d="M3 12c2.3-4 5.3-6 9-6s6.7 2 9 6c-2.3 4-5.3 6-9 6s-6.7-2-9-6z"/><circle cx="12" cy="12" r="2.6"/>"#
            }
            Self::Filter => {
                r#"<path d="M4 7h9M17 7h3M4 16.5h3M11 16.5h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="16.5" r="2"/>"#
            }
            Self::Globe => r#"<circle cx="12" cy="12" r="8"/><path d="M4 12h16M12 4c-5 5-5 11 0 16 5-5 5-11 0-16z"/>"#,
            Self::Grip => r#"<path d="M9 6v.1M15 6v.1M9 12v.1M15 12v.1M9 18v.1M15 18v.1" stroke-width="2.6"/>"#,
            Self::Heart => {
                r#"<path d="M12 19.5C6 15.5 3.8 12.5 3.8 9.3a4.3 4.3 0 0 1 8.2-1.8 4.3 4.3 0 0 1 8.2 1.8c0 3.2-2.2 6.2-8.2 10.2z"/>"#
            }
            Self::Home => r#"<path d="m4 11.2 8-6.7 8 6.7M6 10v9.5h12V10M10 19.5V14h4v5.5"/>"#,
            Self::Info => r#"<circle cx="12" cy="12" r="8.2"/><path d="M12 11v5.2M12 7.8v.1"/>"#,
            Self::Left => r#"<path d="M14.5 5.5 8 12l6.5 6.5"/>"#,
            Self::Lock => {
                r#"<rect x="5.5" y="10.5" width="13" height="9.5" rx="2"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>"#
            }
            Self::Mail => r#"<rect x="3.5" y="6" width="17" height="12.5" rx="2"/><path d="m4.5 7.5 7.5 6 7.5-6"/>"#,
            Self::Minus => r#"<path d="M5 12h14"/>"#,
            Self::Needle => {
                r#"<path d="M19.5 4.5 8 16M17.3 5.2l1.5 1.5M8 16c-2 2-4.5 1-4.5 3 0 1.6 3 1.3 5 .5 3-1.2 4-3 7-2.5 2 .4 2.5 2 4.5 1.5"/>"#
            }
            Self::Out => r#"<path d="M13 4.5H6v15h7M10.5 12H20M16.5 8.5 20 12l-3.5 3.5"/>"#,
            Self::People => {
                r#"<circle cx="9" cy="8.5" r="3.2"/><path d="M3 19.5c.4-3.7 2.6-5.5 6-5.5s5.6 1.8 6 5.5M15 5.6a3.2 3.2 0 0 1 0 5.8M17 14.3c2.4.6 3.7 2.3 4 5.2"/>"#
            }
            Self::Person => r#"<circle cx="12" cy="8.2" r="3.7"/><path d="M4.8 20c.6-4 3.6-6 7.2-6s6.6 2 7.2 6"/>"#,
            Self::Phone => r#"<rect x="7" y="3" width="10" height="18" rx="2.2"/><path d="M11 18h2"/>"#,
            Self::Pin => {
                r#"<path d="M12 21c-4.5-4.7-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2 6.3-6.5 11z"/><circle cx="12" cy="10" r="2.3"/>"#
            }
            Self::Plus => r#"<path d="M12 5v14M5 12h14"/>"#,
            Self::Print => r#"<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>"#,
            Self::Qr => {
                r#"<path d="M4.5 4.5h5.5V10H4.5zM14 4.5h5.5V10H14zM4.5 14H10v5.5H4.5zM14 14h2.5v2.5M19.5 14v5.5H14"/>"#
            }
            Self::Repeat => {
                r#"<path d="M5 10.5V9a2.5 2.5 0 0 1 2.5-2.5H19M16 3.5l3 3-3 3M19 13.5V15a2.5 2.5 0 0 1-2.5 2.5H5M8 20.5l-3-3 3-3"/>"#
            }
            Self::Right => r#"<path d="m9.5 5.5 6.5 6.5-6.5 6.5"/>"#,
            Self::Rows => r#"<path d="M5 4.5h14v15H5zM8 9h8M8 12.5h8M8 16h5"/>"#,
            Self::Scan => {
                r#"<path d="M4 8.5V4h4.5M15.5 4H20v4.5M20 15.5V20h-4.5M8.5 20H4v-4.5M8 8.5v7M11 8.5v7M13.5 8.5v7M16 8.5v7"/>"#
            }
            Self::Search => r#"<circle cx="11" cy="11" r="6.3"/><path d="m15.8 15.8 4.2 4.2"/>"#,
            Self::Sell => {
                r#"<path d="M12.6 4H19a1 1 0 0 1 1 1v6.4l-8.3 8.3a1.4 1.4 0 0 1-2 0l-5.4-5.4a1.4 1.4 0 0 1 0-2z"/><circle cx="16" cy="8" r="1.2"/>"#
            }
            Self::Share => r#"<path d="M12 14.5V4M8 7.5l4-4 4 4M7 11H5v9h14v-9h-2"/>"#,
            Self::Shield => {
                r#"<path d="M12 3.8 5 6.5v5c0 4.5 3 7.3 7 8.8 4-1.5 7-4.3 7-8.8v-5zM9 12l2.2 2.2L15.2 10"/>"#
            }
            Self::Store => {
                r#"<path d="M4.5 11v9h15v-9M3.5 9l1.8-4.5h13.4L20.5 9c-.6 2.4-3 2.6-4.3.6-1.2 2-3.2 2-4.2 0-1 2-3 2-4.2 0C6.5 11.6 4.1 11.4 3.5 9zM10 20v-5h4v5"/>"#
            }
            Self::Trash => r#"<path d="M5 7h14M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.3 11v5.5M13.7 11v5.5"/>"#,
            Self::Up => r#"<path d="m5.5 15 6.5-6.5 6.5 6.5"/>"#,
            Self::Truck => {
                r#"<path d="M3 6.5h11v10H3zM14 10h4l3 3.3v3.2h-7z"/><circle cx="7.5" cy="17.5" r="1.9"/><circle cx="17" cy="17.5" r="1.9"/>"#
            }
            Self::Wrench => {
                r#"<path d="m19.5 7.5-3 3-3-3 3-3a5 5 0 0 0-6.2 6.3l-5.8 5.8a2 2 0 0 0 2.9 2.9l5.8-5.8a5 5 0 0 0 6.3-6.2z"/>"#
            }
            Self::X => r#"<path d="m6 6 12 12M18 6 6 18"/>"#,
        }
    }
}

/// How large an icon is drawn: 24, 20 or 16 px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IconSize {
    #[default]
    M,
    S,
    Xs,
}

/// One icon. Decoration only: the words beside it (or an `aria-label`) speak.
#[component]
pub fn Ico(icon: Icon, #[prop(optional)] size: IconSize) -> impl IntoView {
    let class = match size {
        IconSize::M => "i",
        IconSize::S => "i s",
        IconSize::Xs => "i xs",
    };
    view! { <svg class=class viewBox="0 0 24 24" aria-hidden="true" inner_html=icon.path()></svg> }
}
