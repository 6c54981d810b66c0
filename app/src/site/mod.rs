//! Pages of `site`.
