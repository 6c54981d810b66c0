//! The adapters of `store::ports::Payments`.

mod counter_only;

pub use counter_only::CounterOnly;
