//! The models that come along with the program, and finding a model by its name.

use super::read::read_model;
use crate::problem::{Problems, Read, nearest};
use crate::source::{OpenError, Source};
use gradus_domain::model::Model;
use std::path::Path;

/// The files of the built-in models. A published version stays in this list for good.
const FILES: [(&str, &str); 2] = [
    (
        "pas181-scmm@1",
        include_str!("../../../../models/pas181-scmm/model.yaml"),
    ),
    (
        "open-data-basics@1",
        include_str!("../../../../models/open-data-basics/model.yaml"),
    ),
];

/// Names of all built-in models as `id@version`, the newest of each identifier last.
pub fn names() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(name, _)| *name)
}

/// The text of a built-in model's file, by `id` (its newest version) or `id@version`.
#[must_use]
pub fn text(name: &str) -> Option<&'static str> {
    let is_named =
        |full: &str| full == name || full.split_once('@').is_some_and(|(id, _)| id == name);
    FILES
        .iter()
        .rev()
        .find(|(full, _)| is_named(full))
        .map(|(_, text)| *text)
}

/// A built-in model.
///
/// # Errors
/// Its mistakes; a test holds that there are none.
#[must_use]
pub fn built_in(name: &str) -> Option<Result<Read<Model>, Problems>> {
    let source = Source::from_bytes(&format!("{name}.yaml"), text(name)?.as_bytes());
    Some(read_model(&source))
}

/// The model that `name` stands for: a built-in one, or a file with a path relative to
/// `base`.
///
/// # Errors
/// No such model or file, or the file's mistakes.
pub fn find_model(name: &str, base: Option<&Path>) -> Result<Read<Model>, OpenError> {
    if let Some(model) = built_in(name) {
        return Ok(model?);
    }
    let looks_like_path =
        name.contains(['/', '\\']) || name.contains(".y") || name.ends_with(".json");
    let path = base.map_or_else(|| Path::new(name).to_owned(), |base| base.join(name));
    if looks_like_path || path.is_file() {
        return Ok(read_model(&Source::open_text(&path)?)?);
    }
    let known: Vec<&str> = names().collect();
    let ids = known
        .iter()
        .filter_map(|name| name.split_once('@'))
        .map(|(id, _)| id);
    let hint = nearest(name, ids.chain(known.iter().copied()))
        .unwrap_or_else(|| format!("built-in models: {}", known.join(", ")));
    Err(OpenError::NoModel {
        name: name.to_owned(),
        hint,
    })
}
