//! Gaps to targets, evidence that lapses, and the queue of reviews.

use super::answer::{Answer, OrJson, Path, json};
use super::assessment::{At, desk};
use crate::caller::ApiCaller;
use crate::failure::ApiError;
use gradus_app::evidence::Queued;
use gradus_domain::disclosure::Facts;
use gradus_domain::gap::GapStep;
use gradus_domain::lapse::Lapse;
use gradus_domain::method::{Figure, Why};
use gradus_domain::names::{ComponentIx, StatementIx};
use gradus_domain::scale::Level;
use serde::Serialize;
use utoipa::ToSchema;

/// A step on the way to a target.
#[derive(Serialize, ToSchema)]
pub struct GapStepJson {
    /// Printed number of the level it leads to.
    to: i64,
    /// 0 to 1.
    completion: Option<f64>,
    holds: bool,
    /// The fewest statements that close it; null where too little of it is rated.
    smallest_set: Option<Vec<String>>,
}

/// A day after which evidence no longer holds.
#[derive(Serialize, ToSchema)]
pub struct LapseJson {
    last_day: String,
    /// Names in the assessment file of what ends.
    evidence: Vec<String>,
    /// Printed number of the evidenced level from the day after.
    evidenced: Option<i64>,
    /// Printed number of the verified level from the day after.
    verified: Option<i64>,
}

/// What lies between a component and its target, by steps.
#[derive(Serialize, ToSchema)]
pub struct GapJson {
    component: String,
    /// Printed number of the level by steps; by best fit where there are picks only.
    level: Option<i64>,
    /// Printed number of the target; null without one.
    target: Option<i64>,
    /// The steps above the level up to the target; where there are picks only, the levels.
    steps: Vec<GapStepJson>,
    /// The days on which its evidence ends.
    lapses: Vec<LapseJson>,
}

/// The way of each component in scope to its target, and what lapsing evidence leaves; from
/// `consensus` on.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/gaps", tag = "result", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = [GapJson]), (status = 401, body = ApiError), (status = 404, body = ApiError), (status = 409, body = ApiError)))]
pub async fn gaps(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let outcome = desk.outcome().await.or_json(&caller)?;
    let facts = outcome.protected.facts();
    let in_scope = |ix: &ComponentIx| {
        let score = facts.figures().components.get(ix.0);
        score.is_some_and(|score| score.in_scope)
    };
    let places = facts.model().component_places().filter(in_scope);
    Ok(json(&places.map(|ix| gap(facts, ix)).collect::<Vec<_>>()))
}

fn number(facts: &Facts, level: Figure<Level>) -> Option<i64> {
    level.ok().map(|level| facts.model().scale.value(level))
}

fn gap(facts: &Facts, ix: ComponentIx) -> GapJson {
    let model = facts.model();
    let gap = facts.gap(ix);
    let score = facts.figures().components.get(ix.0);
    let step = |step: &GapStep| {
        let name = |ix: &StatementIx| model.statement(*ix).id.clone();
        let set = step.smallest_set.as_ref().ok();
        GapStepJson {
            to: model.scale.value(step.to),
            completion: step.sum.completion(),
            holds: step.holds,
            smallest_set: set.map(|set| set.iter().map(name).collect()),
        }
    };
    let lapse = |lapse: Lapse| {
        let name = |place: usize| facts.evidence().get(place).map(|piece| piece.id.clone());
        LapseJson {
            last_day: lapse.last_day.to_string(),
            evidence: lapse.evidence.into_iter().filter_map(name).collect(),
            evidenced: number(facts, lapse.evidenced),
            verified: number(facts, lapse.verified),
        }
    };
    GapJson {
        component: model.component(ix).id.clone(),
        level: score.and_then(|score| match score.index {
            Err(Why::PicksOnly) => number(facts, score.level),
            _ => number(facts, score.claimed),
        }),
        target: gap.as_ref().map(|gap| model.scale.value(gap.target)),
        steps: gap.iter().flat_map(|gap| &gap.steps).map(step).collect(),
        lapses: facts.lapses(ix).into_iter().map(lapse).collect(),
    }
}

/// A piece in the queue of reviews.
#[derive(Serialize, ToSchema)]
pub struct QueuedJson {
    id: String,
    title: String,
    valid_until: Option<String>,
    components: Vec<String>,
    /// Whether the caller rated one of these, and so may not review it.
    own: bool,
}

/// What there is to review.
#[derive(Serialize, ToSchema)]
pub struct QueueJson {
    /// Not reviewed yet, those that end first in front.
    waiting: Vec<QueuedJson>,
    /// A reviewer asked something.
    asked: Vec<QueuedJson>,
    /// Ended, or ends within 90 days.
    lapsing: Vec<QueuedJson>,
}

/// The queue of reviews, for the city's team.
#[utoipa::path(get, path = "/api/v1/cities/{city}/assessments/{assessment}/evidence_queue", tag = "evidence", params(("city" = String, Path), ("assessment" = String, Path)),
    responses((status = 200, body = QueueJson), (status = 401, body = ApiError), (status = 403, body = ApiError), (status = 404, body = ApiError)))]
pub async fn evidence_queue(ApiCaller(caller): ApiCaller, Path((city, slug)): At) -> Answer {
    let desk = desk(&caller, &city, &slug).await?;
    let queue = desk.review_queue().await.or_json(&caller)?;
    let told = |queued: &Queued| {
        let name = |ix: &ComponentIx| desk.model.component(*ix).id.clone();
        QueuedJson {
            id: queued.piece.row.id.to_string(),
            title: queued.piece.row.title.clone(),
            valid_until: queued.piece.row.valid_until.clone(),
            components: queued.components.iter().map(name).collect(),
            own: queued.own,
        }
    };
    Ok(json(&QueueJson {
        waiting: queue.waiting.iter().map(told).collect(),
        asked: queue.asked.iter().map(told).collect(),
        lapsing: queue.lapsing.iter().map(told).collect(),
    }))
}
