//! Pages of `orders`.
