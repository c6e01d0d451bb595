//! The room `tidy`.
