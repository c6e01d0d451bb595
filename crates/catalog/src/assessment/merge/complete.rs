//! Entries that complete each other: where one lacks what the other has, the fuller one
//! stands, and nobody has to decide.

use crate::assessment::document::{
    AssessorDocument, CityDocument, GroupDocument, ReviewerDocument,
};
use crate::model::builtin;

/// Two optional texts made one; `None` where they differ.
fn either<T: Clone + PartialEq>(one: Option<&T>, other: Option<&T>) -> Option<Option<T>> {
    match (one, other) {
        (Some(one), Some(other)) => (one == other).then(|| Some(one.clone())),
        (one, other) => Some(one.or(other).cloned()),
    }
}

/// A group, whose name may be its identifier for want of a better one.
pub(super) fn group(one: &GroupDocument, other: &GroupDocument) -> Option<GroupDocument> {
    let unnamed = |group: &GroupDocument| group.name == group.id;
    match (unnamed(one), unnamed(other)) {
        (true, _) => Some(GroupDocument {
            name: other.name.clone(),
            ..one.clone()
        }),
        (false, true) => Some(one.clone()),
        (false, false) => None,
    }
}

/// An assessor in one group, with a name or components in one of the files only.
pub(super) fn assessor(
    one: &AssessorDocument,
    other: &AssessorDocument,
) -> Option<AssessorDocument> {
    if one.group != other.group {
        return None;
    }
    Some(AssessorDocument {
        name: either(one.name.as_ref(), other.name.as_ref())?,
        components: either(one.components.as_ref(), other.components.as_ref())?,
        ..one.clone()
    })
}

/// A reviewer with a name in one of the files only.
pub(super) fn reviewer(
    one: &ReviewerDocument,
    other: &ReviewerDocument,
) -> Option<ReviewerDocument> {
    Some(ReviewerDocument {
        name: either(one.name.as_ref(), other.name.as_ref())?,
        ..one.clone()
    })
}

/// A city with its country or population in one of the files only.
pub(super) fn city(one: &CityDocument, other: &CityDocument) -> Option<CityDocument> {
    if one.name != other.name {
        return None;
    }
    Some(CityDocument {
        name: one.name.clone(),
        country: either(one.country.as_ref(), other.country.as_ref())?,
        population: either(one.population.as_ref(), other.population.as_ref())?,
    })
}

/// A model named by `id` in one file and by `id@version` in the other, where the
/// identifier alone stands for that version. The name with the version stands.
pub(super) fn model(one: &str, other: &str) -> Option<String> {
    if one == other {
        return Some(one.to_owned());
    }
    let full = |name: &str| {
        let names: Vec<&str> = builtin::names().collect();
        let newest = names
            .into_iter()
            .rev()
            .find(|full| full.split_once('@').is_some_and(|(id, _)| id == name));
        newest.unwrap_or(name).to_owned()
    };
    (full(one) == full(other)).then(|| full(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_may_be_named_with_its_version_or_without() {
        let full = Some("pas181-scmm@1".to_owned());
        assert_eq!(model("pas181-scmm", "pas181-scmm@1"), full);
        assert_eq!(model("pas181-scmm@1", "pas181-scmm"), full);
        assert_eq!(model("pas181-scmm", "pas181-scmm@0"), None);
        assert_eq!(model("pas181-scmm", "open-data-basics"), None);
        assert_eq!(model("./a.yaml", "./b.yaml"), None);
    }

    #[test]
    fn a_city_is_completed_and_never_contradicted() {
        let city_of = |country: Option<&str>, population| CityDocument {
            name: "Northaven".to_owned(),
            country: country.map(str::to_owned),
            population,
        };
        let whole = city_of(Some("GB"), Some(214_000));
        let joined = city(&city_of(Some("GB"), None), &city_of(None, Some(214_000)));
        assert_eq!(joined, Some(whole.clone()));
        assert_eq!(city(&whole, &city_of(Some("IE"), None)), None);
    }
}
