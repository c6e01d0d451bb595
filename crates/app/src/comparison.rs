//! Two cycles of a city side by side, and its figures over all of them.

use crate::assessment::{Desk, Phase};
use crate::error::AppError;
use crate::result::{Outcome, assess, failed};
use gradus_domain::comparison::{Comparison, People, compare_protected};
use gradus_store::rows::{AssessmentRow, AssessorRow};
use gradus_store::{AssessmentId, AssessorId};
use std::collections::HashMap;
use std::sync::Arc;

/// Most cycles that somebody is followed back through.
const LONGEST_WAY: usize = 50;

/// A cycle whose results are open.
#[derive(Clone)]
pub struct CycleResult {
    /// The assessment.
    pub row: AssessmentRow,
    /// Its result.
    pub outcome: Arc<Outcome>,
}

/// Two cycles side by side.
pub struct Compared {
    /// The earlier one.
    pub earlier: CycleResult,
    /// The later one.
    pub later: CycleResult,
    /// What changed, as it may be told.
    pub found: Comparison,
}

impl Desk<'_> {
    /// Another assessment of the city, for whoever may see this one.
    pub(crate) async fn beside(&self, row: AssessmentRow) -> Result<Self, AppError> {
        Ok(Self {
            app: self.app,
            actor: self.actor,
            narrowed: true,
            city: self.city.clone(),
            model: self.app.model_of(&row).await?,
            row,
            role: self.role,
            seat: None,
        })
    }

    /// Cycles of the city by the same model whose results are open, the oldest first.
    ///
    /// # Errors
    /// When the database cannot answer.
    async fn open_rows(&self) -> Result<Vec<AssessmentRow>, AppError> {
        let rows = self.app.db().assessments(&self.city.id).await?;
        let open = |row: &AssessmentRow| {
            let open = Phase::parse(&row.phase).is_some_and(Phase::is_open);
            open && row.model == self.row.model
        };
        let mut rows: Vec<AssessmentRow> = rows.into_iter().filter(open).collect();
        rows.reverse();
        Ok(rows)
    }

    /// The cycles up to this one, the oldest first, with their results: what a line over time
    /// is drawn from.
    ///
    /// # Errors
    /// [`AppError::Refused`] while people rate.
    pub async fn cycles(&self) -> Result<Vec<CycleResult>, AppError> {
        let mut cycles = Vec::new();
        for row in self.open_rows().await? {
            if row.id == self.row.id {
                continue;
            }
            if row.ends_on <= self.row.ends_on {
                let outcome = self.beside(row.clone()).await?.outcome().await?;
                cycles.push(CycleResult { row, outcome });
            }
        }
        cycles.push(self.cycle().await?);
        Ok(cycles)
    }

    async fn cycle(&self) -> Result<CycleResult, AppError> {
        Ok(CycleResult {
            row: self.row.clone(),
            outcome: self.outcome().await?,
        })
    }

    /// This cycle beside an earlier one: beside the one before where none is named. None
    /// where there is no earlier one.
    ///
    /// # Errors
    /// While people rate, and when there is no such cycle with open results.
    pub async fn compared(&self, with: Option<&str>) -> Result<Option<Arc<Compared>>, AppError> {
        let later = self.cycle().await?;
        let mut rows = self.open_rows().await?.into_iter().rev();
        let before = |row: &AssessmentRow| {
            row.id != self.row.id && row.ends_on.as_str() <= self.row.ends_on.as_str()
        };
        let found = rows.find(|row| before(row) && with.is_none_or(|slug| row.slug == slug));
        let Some(row) = found else {
            return match with {
                Some(_) => Err(AppError::NotFound("assessment")),
                None => Ok(None),
            };
        };
        let of = |row: &AssessmentRow| (row.id.clone(), row.version);
        let key = [of(&row), of(&self.row)];
        let make = self.compare(row, later);
        let made = self.app.inner.comparisons.try_get_with(key, make).await;
        made.map(Some).map_err(|error| AppError::clone(&error))
    }

    async fn compare(
        &self,
        row: AssessmentRow,
        later: CycleResult,
    ) -> Result<Arc<Compared>, AppError> {
        let desk = self.beside(row).await?;
        let earlier = desk.cycle().await?;
        let names = self.same_people(&desk.row.id).await?;
        let (old, new) = (desk.document().await?, self.document().await?);
        let models = (Arc::clone(&desk.model), Arc::clone(&self.model));
        let computed = tokio::task::spawn_blocking(move || {
            let (old, new) = (assess(&old, models.0)?, assess(&new, models.1)?);
            let people = People::by(&old, &new, |id| names.get(id).cloned());
            let found = compare_protected(
                (&old, &earlier.outcome.protected),
                (&new, &later.outcome.protected),
                &people,
            );
            Ok::<_, AppError>(Arc::new(Compared {
                earlier,
                later,
                found,
            }))
        });
        computed.await.map_err(|error| failed(&error))?
    }

    /// Who of this assessment is who in an earlier one, by their names in files: whoever came
    /// over from cycle to cycle, or has the same account.
    async fn same_people(&self, of: &AssessmentId) -> Result<HashMap<String, String>, AppError> {
        let db = self.app.db();
        let earlier = db.assessors(of).await?;
        let codes: HashMap<&AssessorId, &String> =
            earlier.iter().map(|row| (&row.id, &row.code)).collect();
        let mut between: HashMap<AssessorId, AssessorRow> = HashMap::new();
        for row in self.open_rows().await? {
            let rows = db.assessors(&row.id).await?;
            between.extend(rows.into_iter().map(|row| (row.id.clone(), row)));
        }
        let mut same = HashMap::new();
        for row in db.assessors(&self.row.id).await? {
            let way = std::iter::successors(row.follows.clone(), |id| {
                between.get(id).and_then(|row| row.follows.clone())
            });
            let mut way = way.take(LONGEST_WAY);
            let came = way.find_map(|id| codes.get(&id).copied());
            let with_account = || {
                let person = row.person_id.as_ref()?;
                let found = earlier
                    .iter()
                    .find(|row| row.person_id.as_ref() == Some(person));
                found.map(|row| &row.code)
            };
            if let Some(code) = came.or_else(with_account) {
                same.insert(row.code, code.clone());
            }
        }
        Ok(same)
    }
}
