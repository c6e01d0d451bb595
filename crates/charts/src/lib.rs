//! The room `charts`.
