//! What somebody else changed in a piece of evidence while it was typed.

use crate::caller::Caller;
use crate::views::evidence::Meanwhile;
use crate::views::forms::Input;
use gradus_app::evidence::Piece;

/// What stands now, where it is not what was typed.
pub(super) fn meanwhile(caller: &Caller, piece: &Piece, input: &Input) -> Vec<Meanwhile> {
    let row = &piece.row;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let joined = |names: &[String]| {
        let mut names = names.to_vec();
        names.sort();
        names.join(", ")
    };
    [
        (
            "manage-evidence-title",
            row.title.clone(),
            input.value("title").to_owned(),
        ),
        (
            "manage-evidence-url",
            text(&row.url),
            input.value("url").to_owned(),
        ),
        (
            "manage-evidence-text",
            text(&row.body),
            input.value("text").to_owned(),
        ),
        (
            "manage-evidence-effective",
            row.effective_on.clone(),
            input.value("effective").to_owned(),
        ),
        (
            "manage-evidence-until",
            text(&row.valid_until),
            input.value("valid_until").to_owned(),
        ),
        (
            "manage-evidence-supports",
            joined(&piece.supports),
            joined(input.all("supports")),
        ),
    ]
    .into_iter()
    .filter(|(_, stands, typed)| stands.trim() != typed.trim())
    .map(|(key, stands, typed)| Meanwhile {
        label: caller.t(key),
        stands,
        typed,
    })
    .collect()
}
