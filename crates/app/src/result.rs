//! Results: computed once for each state of an assessment, protected, and reported.

use crate::actor::Actor;
use crate::app::App;
use crate::assessment::{Desk, Phase};
use crate::error::AppError;
use crate::exchange;
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::assessment::write::to_json;
use gradus_catalog::source::Source;
use gradus_domain::assessment::Assessment;
use gradus_domain::disclosure::{Facts, Protected, protect};
use gradus_domain::model::Model;
use gradus_domain::names::StatementIx;
use gradus_domain::rating::Answer;
use gradus_domain::result::score;
use gradus_domain::talk_about::{Talk, talk_about};
use gradus_report::format::Format;
use gradus_report::report::{Rendered, Report};
use gradus_report::result_json::{protected_result, result_file};
use gradus_report::view::View;
use gradus_store::rows::FrozenRow;
use gradus_words::{Language, Words};
use std::sync::{Arc, OnceLock};

/// A result and what it was computed from.
pub struct Outcome {
    /// What may be shown to members.
    pub protected: Protected,
    /// The result of the cycle before, where there is one of the same model.
    pub previous: Option<Arc<Outcome>>,
    /// The result file for members, `gradus-result/1`.
    pub result: String,
    /// Who said what, by statement; empty unless names were chosen before rating began.
    voices: Vec<Vec<Voice>>,
    talks: OnceLock<Vec<Talk>>,
    /// What a report says, by language, once it was asked for.
    views: [OnceLock<Arc<View>>; Language::ALL.len()],
}

/// Somebody's answer under their name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// Their name, or the code they have in files.
    pub name: Arc<str>,
    /// What they said before anybody talked.
    pub answer: Answer,
}

/// Everybody's answers under their names, by statement.
fn voices(assessment: &Assessment) -> Vec<Vec<Voice>> {
    let mut all = vec![Vec::new(); assessment.model.statements.len()];
    for (ix, assessor) in assessment.assessor_places().zip(&assessment.assessors) {
        let name: Arc<str> = Arc::from(assessor.name.as_deref().unwrap_or(&assessor.id));
        for (list, answer) in all.iter_mut().zip(assessment.sheet(ix)) {
            list.extend(answer.map(|answer| Voice {
                name: Arc::clone(&name),
                answer,
            }));
        }
    }
    all
}

impl Outcome {
    /// Scores and protects an assessment.
    fn of(assessment: &Assessment, named: bool, previous: Option<Arc<Self>>) -> Self {
        let protected = protect(assessment, score(assessment, assessment.cycle.to));
        let voices = if named {
            voices(assessment)
        } else {
            Vec::new()
        };
        Self {
            voices,
            ..Self::new(protected, previous)
        }
    }

    fn new(protected: Protected, previous: Option<Arc<Self>>) -> Self {
        Self {
            voices: Vec::new(),
            result: protected_result(&protected),
            protected,
            previous,
            talks: OnceLock::new(),
            views: Default::default(),
        }
    }

    /// What a workshop talks about first.
    pub fn talks(&self) -> &[Talk] {
        self.talks.get_or_init(|| talk_about(&self.protected))
    }

    /// What a report says, in a language.
    #[must_use]
    pub fn view(&self, words: &Words) -> Arc<View> {
        let make = || {
            let (result, previous) = self.in_language(words.language());
            Arc::new(View::clone(
                Report::new(&result, previous.as_ref(), words).view(),
            ))
        };
        let own = Language::ALL
            .iter()
            .position(|language| *language == words.language());
        match own.and_then(|at| self.views.get(at)) {
            Some(kept) => Arc::clone(kept.get_or_init(make)),
            None => make(),
        }
    }

    fn in_language(&self, language: Language) -> (Protected, Option<Protected>) {
        let tag = language.tag();
        let previous = self
            .previous
            .as_ref()
            .map(|outcome| outcome.protected.clone().in_language(tag));
        (self.protected.clone().in_language(tag), previous)
    }
}

pub(crate) fn failed(error: &tokio::task::JoinError) -> AppError {
    AppError::Fault(format!("computing a result failed: {error}"))
}

/// Turns an assessment file into an assessment.
pub(crate) fn assess(document: &str, model: Arc<Model>) -> Result<Assessment, AppError> {
    let read = read_assessment(&Source::from_bytes("assessment.json", document.as_bytes()))?;
    Ok(build(&read.value, model)?.value)
}

impl Desk<'_> {
    fn open(&self) -> Result<(), AppError> {
        if self.phase().is_open() {
            Ok(())
        } else {
            Err(AppError::Refused("results_closed"))
        }
    }

    /// The result, for members from `consensus` on.
    ///
    /// # Errors
    /// [`AppError::Refused`] while people rate.
    pub async fn outcome(&self) -> Result<Arc<Outcome>, AppError> {
        self.open()?;
        let current = self.one_outcome(None).await?;
        Ok(current)
    }

    /// Who said what to a statement, where the lead chose names before rating began: for who
    /// rated and for leads and facilitators, and for nobody else.
    #[must_use]
    pub fn voices<'b>(&self, outcome: &'b Outcome, statement: StatementIx) -> &'b [Voice] {
        let may = self.may_facilitate() || self.seat.is_some();
        let found = outcome.voices.get(statement.0);
        found.filter(|_| may).map_or(&[], Vec::as_slice)
    }

    /// A result without a single answer: what "how this is scored" needs while people rate.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn blank_outcome(&self) -> Result<Outcome, AppError> {
        let db = self.app.inner.store.snapshot().await?;
        let rows = exchange::Rows::read(&db, &self.city, &self.row)
            .await?
            .blind();
        let (document, model) = (
            exchange::document(&rows).to_string(),
            Arc::clone(&self.model),
        );
        let computed = tokio::task::spawn_blocking(move || {
            let assessment = assess(&document, model)?;
            Ok::<_, AppError>(Outcome::of(&assessment, false, None))
        });
        computed.await.map_err(|error| failed(&error))?
    }

    async fn one_outcome(&self, previous: Option<Arc<Outcome>>) -> Result<Arc<Outcome>, AppError> {
        let key = (self.row.id.clone(), self.row.version);
        if let Some(outcome) = self.app.inner.outcomes.get(&key).await {
            return Ok(outcome);
        }
        let previous = match previous {
            Some(previous) => Some(previous),
            None => self.previous_outcome().await?,
        };
        let compute = async {
            let (document, model) = (self.document().await?, Arc::clone(&self.model));
            let named = self.row.named == 1;
            let computed = tokio::task::spawn_blocking(move || {
                let assessment = assess(&document, model)?;
                Ok::<_, AppError>(Outcome::of(&assessment, named, previous))
            });
            computed
                .await
                .map_err(|error| failed(&error))?
                .map(Arc::new)
        };
        let computed = self.app.inner.outcomes.try_get_with(key, compute).await;
        computed.map_err(|error| AppError::clone(&error))
    }

    /// The result of the last cycle before this one whose results are open.
    async fn previous_outcome(&self) -> Result<Option<Arc<Outcome>>, AppError> {
        let rows = self.app.db().assessments(&self.city.id).await?;
        let before = rows.into_iter().find(|row| {
            let open = Phase::parse(&row.phase).is_some_and(Phase::is_open);
            open && row.id != self.row.id
                && row.model == self.row.model
                && row.ends_on < self.row.ends_on
        });
        let Some(row) = before else { return Ok(None) };
        let desk = self.beside(row).await?;
        // One cycle back is compared, not the whole history.
        let key = (desk.row.id.clone(), desk.row.version);
        if let Some(outcome) = self.app.inner.outcomes.get(&key).await {
            return Ok(Some(outcome));
        }
        let (document, model) = (desk.document().await?, Arc::clone(&desk.model));
        let computed = tokio::task::spawn_blocking(move || {
            let assessment = assess(&document, model)?;
            Ok::<_, AppError>(Outcome::of(&assessment, false, None))
        });
        let outcome = computed.await.map_err(|error| failed(&error))??;
        Ok(Some(Arc::new(outcome)))
    }

    /// The input of the result, as an assessment file in JSON: what was frozen, else what
    /// stands.
    pub(crate) async fn document(&self) -> Result<String, AppError> {
        let db = self.app.inner.store.snapshot().await?;
        if self.phase() == Phase::Final
            && let Some(frozen) = db.frozen(&self.row.id).await?
        {
            return Ok(frozen.document);
        }
        let rows = exchange::Rows::read(&db, &self.city, &self.row).await?;
        Ok(exchange::document(&rows).to_string())
    }

    /// Input and result as they are now, to be frozen.
    pub(crate) async fn freeze(&self) -> Result<FrozenRow, AppError> {
        let (document, model) = (self.document().await?, Arc::clone(&self.model));
        let frozen = tokio::task::spawn_blocking(move || {
            let read =
                read_assessment(&Source::from_bytes("assessment.json", document.as_bytes()))?;
            let assessment = build(&read.value, model)?.value;
            let as_of = assessment.cycle.to;
            let facts = Facts::for_lead(&assessment, score(&assessment, as_of));
            Ok::<_, AppError>(FrozenRow {
                number: 0,
                at: 0,
                input_sha256: assessment.sha256.clone(),
                document: to_json(&read.value),
                result: result_file(&facts),
            })
        });
        frozen.await.map_err(|error| failed(&error))?
    }

    /// A report, in a format and language. `name` is the name that the file will have.
    ///
    /// # Errors
    /// While people rate.
    pub async fn report(
        &self,
        format: Format,
        language: Language,
        name: &str,
    ) -> Result<Vec<Rendered>, AppError> {
        let (outcome, name) = (self.outcome().await?, name.to_owned());
        let turn = self.app.inner.reports.acquire().await;
        let made = tokio::task::spawn_blocking(move || {
            let words = Words::new(language);
            let (result, previous) = outcome.in_language(language);
            Report::new(&result, previous.as_ref(), &words).render(format, &name)
        });
        let made = made.await.map_err(|error| failed(&error))?;
        drop(turn);
        made.map_err(|error| AppError::Fault(error.to_string()))
    }
}

impl App {
    /// Computes the result of an assessment ahead of its first reader.
    pub async fn warm(&self, actor: &Actor, city: &str, slug: &str) {
        if let Ok(desk) = self.assessment(actor, city, slug).await {
            drop(desk.outcome().await);
        }
    }
}
