//! The rules of the fab space and what its pages show: pure types and decisions. No clock, no I/O, no randomness;
//! builds for the browser too.

pub mod actor;
pub mod booking;
pub mod calendar;
pub mod catalog;
pub mod data;
pub mod equipment;
pub mod error;
pub mod form;
pub mod id;
pub mod jobs;
pub mod kana;
pub mod kpi;
pub mod mail;
pub mod members;
pub mod money;
pub mod orders;
pub mod paged;
pub mod payments;
pub mod questions;
pub mod register;
pub mod reviews;
pub mod shop;
pub mod site;
pub mod text;

pub use actor::{Account, Actor, ConfirmedMember, Customer, Maker, Member, Operator, Staff};
pub use error::DomainError;
pub use id::*;
pub use money::Yen;
pub use paged::Paged;
pub use strum::IntoEnumIterator;
pub use text::BilingualText;
