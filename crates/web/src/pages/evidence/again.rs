//! Evidence with the content of another, as pages show it.

use crate::views::evidence::Same;
use gradus_app::evidence::Piece;

/// Pieces with the same content, as pages show them.
pub(super) fn same(found: Vec<Piece>, here: &str) -> Vec<Same> {
    let shown = found.into_iter().map(|piece| {
        let id = piece.row.id.to_string();
        Same {
            url: piece.used.map(|_| format!("{here}/evidence/{id}")),
            id,
            title: piece.row.title,
            from_cycle: piece.from_cycle.map(|cycle| cycle.name),
        }
    });
    shown.collect()
}
