//! How far an assessment is: counts, never what was answered.

use super::{Depth, Desk, TeamDesk};
use crate::error::AppError;
use gradus_domain::model::Model;
use gradus_domain::names::ComponentIx;
use gradus_store::rows::{AssessorRow, GroupRow};
use gradus_store::{AssessorId, GroupId};
use std::collections::{BTreeMap, BTreeSet};

/// How far one assessor got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Who.
    pub assessor: AssessorRow,
    /// Questions asked: statements, or components at quick depth.
    pub asked: usize,
    /// Questions answered.
    pub given: usize,
}

/// Who rates a component.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The component.
    pub component: ComponentIx,
    /// Why it is out of scope, where it is.
    pub out_of_scope: Option<String>,
    /// Assessors who are asked.
    pub asked: usize,
    /// Assessors who answered something.
    pub answered: usize,
    /// Groups of those who are asked.
    pub groups: usize,
    /// Groups of those who answered something.
    pub answered_groups: usize,
}

/// Fewest assessors of a component for a result that says how sure it is.
pub const FEWEST_ASSESSORS: usize = 3;

impl Share {
    /// Adds another part's questions.
    pub fn add(&mut self, other: Self) {
        self.given += other.given;
        self.asked += other.asked;
    }
}

impl Coverage {
    /// Whether too few are asked: fewer than three people, or one group alone.
    #[must_use]
    pub fn is_thin(&self) -> bool {
        self.out_of_scope.is_none() && (self.asked < FEWEST_ASSESSORS || self.groups < 2)
    }
}

/// Counts of an assessment: never what was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// The groups.
    pub groups: Vec<GroupRow>,
    /// The assessors, in the order they were added.
    pub people: Vec<Progress>,
    /// The components in model order.
    pub components: Vec<Coverage>,
    /// Questions by group and component, where somebody was asked.
    pub shares: BTreeMap<(GroupId, ComponentIx), Share>,
}

/// How much of what was asked was answered; Don't know and Not applicable are answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Questions answered.
    pub given: usize,
    /// Questions asked: statements, or components at quick depth.
    pub asked: usize,
}

/// Components that an assessor is asked for and that are in scope.
pub(crate) fn asked_of(
    assessor: &AssessorRow,
    model: &Model,
    excluded: &BTreeMap<ComponentIx, String>,
) -> Vec<ComponentIx> {
    let listed: Option<Vec<String>> = assessor
        .components
        .as_deref()
        .and_then(|list| serde_json::from_str(list).ok());
    model
        .component_places()
        .filter(|ix| !excluded.contains_key(ix))
        .filter(|ix| {
            let id = &model.component(*ix).id;
            listed.as_ref().is_none_or(|listed| listed.contains(id))
        })
        .collect()
}

impl<'a> TeamDesk<'a> {
    /// The assessment.
    #[must_use]
    pub fn desk(&self) -> &Desk<'a> {
        &self.0
    }

    /// How far everybody is.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn counts(&self) -> Result<Counts, AppError> {
        let (desk, db) = (&self.0, self.0.app.db());
        let model = &desk.model;
        let excluded = desk.exclusions().await?;
        let groups = db.groups(&desk.row.id).await?;
        let assessors = db.assessors(&desk.row.id).await?;
        let quick = desk.depth() == Depth::Quick;
        // Statements answered by each assessor, and components answered in any way.
        let mut statements: BTreeMap<AssessorId, BTreeSet<usize>> = BTreeMap::new();
        let mut touched: BTreeMap<AssessorId, BTreeSet<ComponentIx>> = BTreeMap::new();
        for row in db.answered(&desk.row.id).await? {
            let (component, filled) = match row.kind.as_str() {
                "statement" => match model.find_statement(&row.subject) {
                    Some(ix) => (model.statement(ix).component, vec![ix.0]),
                    None => continue,
                },
                "strand" => match crate::rating::strand_of(model, &row.subject) {
                    Some(ix) => {
                        let strand = model.strand(ix);
                        (
                            strand.component,
                            strand.statements.iter().map(|ix| ix.0).collect(),
                        )
                    }
                    None => continue,
                },
                _ => match model.find_component(&row.subject) {
                    Some(ix) => (ix, Vec::new()),
                    None => continue,
                },
            };
            touched
                .entry(row.assessor_id.clone())
                .or_default()
                .insert(component);
            statements
                .entry(row.assessor_id)
                .or_default()
                .extend(filled);
        }
        let mut components: Vec<Coverage> = model
            .component_places()
            .map(|component| Coverage {
                component,
                out_of_scope: excluded.get(&component).cloned(),
                asked: 0,
                answered: 0,
                groups: 0,
                answered_groups: 0,
            })
            .collect();
        let mut groups_of = vec![BTreeSet::new(); components.len()];
        let mut heard_of = groups_of.clone();
        let mut people = Vec::with_capacity(assessors.len());
        let mut shares = BTreeMap::new();
        for assessor in assessors {
            let asked = asked_of(&assessor, model, &excluded);
            let mine = touched.get(&assessor.id);
            for ix in &asked {
                components[ix.0].asked += 1;
                groups_of[ix.0].insert(assessor.group_id.clone());
                if mine.is_some_and(|mine| mine.contains(ix)) {
                    components[ix.0].answered += 1;
                    heard_of[ix.0].insert(assessor.group_id.clone());
                }
            }
            let own = statements.get(&assessor.id);
            let mut sum = Share::default();
            for ix in &asked {
                let share = if quick {
                    Share {
                        given: usize::from(mine.is_some_and(|mine| mine.contains(ix))),
                        asked: 1,
                    }
                } else {
                    let of_component = &model.component(*ix).statements;
                    let given = own.map_or(0, |own| {
                        of_component.iter().filter(|ix| own.contains(&ix.0)).count()
                    });
                    Share {
                        given,
                        asked: of_component.len(),
                    }
                };
                sum.add(share);
                let cell = (assessor.group_id.clone(), *ix);
                shares.entry(cell).or_insert_with(Share::default).add(share);
            }
            people.push(Progress {
                assessor,
                asked: sum.asked,
                given: sum.given,
            });
        }
        let heard = groups_of.into_iter().zip(heard_of);
        for (component, (asked, heard)) in components.iter_mut().zip(heard) {
            component.groups = asked.len();
            component.answered_groups = heard.len();
        }
        Ok(Counts {
            groups,
            people,
            components,
            shares,
        })
    }
}
