//! Who may be told apart in a comparison: no figure of it, taken together with what both
//! results show, stands for fewer than five people.

use super::{Side, Walk};
use crate::consensus::{GroupLabel, Tally};
use crate::disclosure::FEWEST_ANSWERS;
use crate::names::{AssessorIx, StatementIx};
use crate::settings::Balance;
use std::collections::BTreeMap;

/// People whom the shown figures of one cycle tell apart: their group as it is shown, whether
/// they are in both cycles, and whether they voted.
type Cell = (GroupLabel, bool, bool);

impl Walk<'_> {
    /// Whether what those who came or went answered to a statement may be told apart from
    /// what the others say: whoever is told apart are none, or at least five.
    pub(super) fn tells_no_few(&self, old: StatementIx, new: StatementIx) -> bool {
        let (earlier, later) = (&self.earlier, &self.later);
        let before = cells(earlier, old, |ix| self.people.stays(ix));
        let after = cells(later, new, |ix| self.people.stayed(ix));
        let mut sizes = before.values().chain(after.values());
        sizes.all(|size| *size >= FEWEST_ANSWERS) && !self.weighs_few(old, new)
    }

    /// Whether the median of a few people's answers goes into the value on the way.
    fn weighs_few(&self, old: StatementIx, new: StatementIx) -> bool {
        let few = |tally: &Tally| (1..FEWEST_ANSWERS).contains(&tally.on_scale());
        let tallies = self.tallies(Some(old), new, false);
        self.later.of.settings.balance == Balance::Groups && tallies.by_group.iter().any(few)
    }
}

fn cells(
    side: &Side<'_>,
    ix: StatementIx,
    is_in_both: impl Fn(AssessorIx) -> bool,
) -> BTreeMap<Cell, u32> {
    let shown = &side.facts.figures().statements[ix.0].by_group;
    let mut cells = BTreeMap::new();
    for assessor in side.of.assessor_places() {
        let vote = side.of.last_vote(assessor, ix);
        let given = side.of.answer_after(assessor, ix);
        if given.is_none() {
            continue;
        }
        let own = GroupLabel::Group(side.of.assessors[assessor.0].group);
        let label = if shown.iter().any(|(label, _)| *label == own) {
            own
        } else {
            GroupLabel::Others
        };
        let cell = (label, is_in_both(assessor), vote.is_some());
        *cells.entry(cell).or_default() += 1;
    }
    cells
}
