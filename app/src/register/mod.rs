//! Pages of `register`.
