//! The only components that run in the browser. They take their texts as props, so that no locale reaches the wasm.

pub mod register;
