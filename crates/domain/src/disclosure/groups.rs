//! Which groups may be told apart: decided once for each component, by how many of each group
//! rated in it and by nothing that anybody answered.

use super::FEWEST_ANSWERS;
use crate::assessment::Assessment;
use crate::consensus::{GroupLabel, Tally};
use crate::names::{ComponentIx, GroupIx};
use std::collections::{BTreeMap, BTreeSet};

/// The groups of a component that are taken together as "others". Where people are asked for
/// a strand, their answers to its statements hang together; so two statements of a component
/// never cut the same people in ways whose difference would be a small group.
pub(super) fn merged(assessment: &Assessment, component: ComponentIx) -> BTreeSet<GroupIx> {
    let model = &assessment.model;
    let statements = &model.component(component).statements;
    let mut sizes: BTreeMap<GroupIx, u32> = BTreeMap::new();
    for assessor in assessment.assessor_places() {
        let on_scale = |ix| {
            let answer = assessment.answer(assessor, ix);
            answer.is_some_and(|(answer, _)| answer.point().is_some())
        };
        if statements.iter().any(|ix| on_scale(*ix)) {
            *sizes
                .entry(assessment.assessors[assessor.0].group)
                .or_default() += 1;
        }
    }
    let (mut shown, mut merged) = (sizes, BTreeSet::new());
    let mut others = 0;
    let small: Vec<GroupIx> = shown
        .iter()
        .filter(|(_, size)| **size < FEWEST_ANSWERS)
        .map(|(group, _)| *group)
        .collect();
    for group in small {
        others += shown.remove(&group).unwrap_or(0);
        merged.insert(group);
    }
    while others > 0 && others < FEWEST_ANSWERS {
        let smallest = shown.iter().map(|(group, size)| (*size, *group)).min();
        let Some((size, group)) = smallest else {
            break;
        };
        others += size;
        shown.remove(&group);
        merged.insert(group);
    }
    merged
}

/// Groups of at least five answers on the scale stand alone, unless they are `merged` in
/// their component; the rest goes into "others", which takes in the smallest group shown
/// until it holds five as well. One part alone would repeat the whole and is left out.
/// Answers off the scale are not told by group.
pub(super) fn merge_small(
    groups: &[(GroupLabel, Tally)],
    merged: &BTreeSet<GroupIx>,
) -> Vec<(GroupLabel, Tally)> {
    let stands_alone = |label: &GroupLabel, tally: &Tally| match label {
        GroupLabel::Group(group) => tally.on_scale() >= FEWEST_ANSWERS && !merged.contains(group),
        GroupLabel::Others => false,
    };
    let with_answers = groups
        .iter()
        .filter(|(_, tally)| tally.on_scale() > 0)
        .copied();
    let (mut shown, rest): (Vec<_>, Vec<_>) =
        with_answers.partition(|(label, tally)| stands_alone(label, tally));
    let mut others = Tally::default();
    rest.iter().for_each(|(_, tally)| others.merge(tally));
    while others.on_scale() > 0 && others.on_scale() < FEWEST_ANSWERS {
        let sizes = shown
            .iter()
            .enumerate()
            .map(|(place, (_, tally))| (tally.on_scale(), place));
        let Some((_, smallest)) = sizes.min() else {
            break;
        };
        others.merge(&shown.remove(smallest).1);
    }
    if others.on_scale() > 0 {
        shown.push((GroupLabel::Others, others));
    }
    if shown.len() < 2 {
        return Vec::new();
    }
    shown
        .into_iter()
        .map(|(label, tally)| (label, tally.scale_only()))
        .collect()
}
