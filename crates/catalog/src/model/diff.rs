//! What changed between two versions of a model, statement by statement.

use gradus_domain::model::{Model, Statement};

/// Statements that are new, changed, moved or gone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ModelDiff {
    /// Only in the second model.
    pub new: Vec<String>,
    /// Text, kind, weight or alternative level differ.
    pub changed: Vec<Change>,
    /// Level, strand or component differ.
    pub moved: Vec<Change>,
    /// Only in the first model.
    pub gone: Vec<String>,
}

/// What differs of one statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The statement's identifier.
    pub id: String,
    /// What differs, for example `level`.
    pub what: &'static str,
    /// As it was.
    pub before: String,
    /// As it is.
    pub after: String,
}

impl ModelDiff {
    /// Whether the statements of both models are the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Compares the statements of two models by identifier.
#[must_use]
pub fn diff(before: &Model, after: &Model) -> ModelDiff {
    let mut diff = ModelDiff::default();
    let find = |model: &Model, id: &str| model.find_statement(id);
    for old in &before.statements {
        let Some(ix) = find(after, &old.id) else {
            diff.gone.push(old.id.clone());
            continue;
        };
        let new = after.statement(ix);
        let change = |what, a: String, b: String| {
            (a != b).then(|| Change {
                id: old.id.clone(),
                what,
                before: a,
                after: b,
            })
        };
        let level = |model: &Model, s: &Statement| model.scale.value(s.level).to_string();
        let other = |model: &Model, s: &Statement| {
            s.alternative_level
                .map_or("none".to_owned(), |l| model.scale.value(l).to_string())
        };
        let pair = |f: &dyn Fn(&Model, &Statement) -> String| (f(before, old), f(after, new));
        let component = pair(&|m, s| m.component(s.component).id.clone());
        let strand = pair(&|m, s| m.strand(s.strand).id.clone());
        let levels = pair(&level);
        let others = pair(&other);
        diff.moved
            .extend(change("component", component.0, component.1));
        diff.moved.extend(change("strand", strand.0, strand.1));
        diff.moved.extend(change("level", levels.0, levels.1));
        diff.changed
            .extend(change("text", old.text.clone(), new.text.clone()));
        diff.changed.extend(change(
            "kind",
            old.kind.word().into(),
            new.kind.word().into(),
        ));
        diff.changed.extend(change(
            "weight",
            old.weight.to_string(),
            new.weight.to_string(),
        ));
        diff.changed
            .extend(change("alternative level", others.0, others.1));
    }
    let is_new = |s: &&Statement| find(before, &s.id).is_none();
    diff.new
        .extend(after.statements.iter().filter(is_new).map(|s| s.id.clone()));
    diff
}
