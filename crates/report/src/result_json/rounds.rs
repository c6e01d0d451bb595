//! Rounds of votes in a result file.

use super::distribution;
use gradus_domain::result::RoundScore;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A round of votes.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct RoundDocument {
    /// 1 for the first.
    number: u32,
    /// How many assessors voted.
    n: u32,
    /// Their votes; null where fewer than five voted.
    distribution: Option<BTreeMap<&'static str, u32>>,
    /// How many guests voted; they never count.
    guests: u32,
    /// Votes of guests; null where fewer than five voted.
    guest_distribution: Option<BTreeMap<&'static str, u32>>,
}

/// The rounds of a statement as its file says them.
pub(super) fn rounds(from: &[RoundScore]) -> Vec<RoundDocument> {
    let round = |round: &RoundScore| RoundDocument {
        number: round.number,
        n: round.voters,
        distribution: round.votes.as_ref().ok().map(distribution),
        guests: round.guests,
        guest_distribution: round.guest_votes.as_ref().ok().map(distribution),
    };
    from.iter().map(round).collect()
}
