//! `seed demo` and `seed scale`.

use clap::Subcommand;

#[derive(Subcommand)]
pub enum Seed {
    /// The demo: an invented space with makers, pieces, bookings and three fiscal years of activity
    Demo,
    /// A large invented data set to measure with
    Scale {
        #[arg(long, default_value_t = 10_000)]
        products: u32,
        #[arg(long, default_value_t = 3_000)]
        bookings: u32,
        #[arg(long, default_value_t = 2_000)]
        members: u32,
    },
}
