//! Pages of `shop`.
