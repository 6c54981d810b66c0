//! Pages of `booking`.
