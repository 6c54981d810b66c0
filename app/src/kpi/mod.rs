//! Pages of `kpi`.
