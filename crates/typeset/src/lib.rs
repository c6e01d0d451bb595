//! The room `typeset`.
