//! The models that assessments are made of: those that come along and those that an operator
//! added. A version that was published once stays as it is for good.

use crate::account::Administrator;
use crate::app::{App, Place, Stamp};
use crate::error::AppError;
use gradus_catalog::model::builtin;
use gradus_catalog::model::read::read_model;
use gradus_catalog::problem::{Place as Spot, Problems};
use gradus_catalog::source::Source;
use gradus_domain::model::Model;
use gradus_store::rows::ModelRow;
use serde_json::{Value as Json, json};
use std::sync::{Arc, PoisonError};

/// Whether a model, `id@version`, comes along with the program.
#[must_use]
pub fn is_built_in(name: &str) -> bool {
    builtin::text(name).is_some()
}

impl App {
    /// A model by `id@version`; a built-in one by its identifier too.
    pub(crate) async fn model(&self, name: &str) -> Result<Arc<Model>, AppError> {
        if let Some(model) = self.known_model(name) {
            return Ok(model);
        }
        let model = match builtin::built_in(name) {
            Some(model) => model?.value,
            None => {
                let missing = AppError::NotFound("model");
                let (id, version) = name.rsplit_once('@').ok_or(missing.clone())?;
                let row = self.db().model(id, version).await?.ok_or(missing)?;
                read_model(&Source::from_bytes(name, row.body.as_bytes()))?.value
            }
        };
        let model = Arc::new(model);
        self.know_model(name.to_owned(), &model);
        Ok(model)
    }

    /// The model that an assessment was pinned to: that with its hash, wherever it comes from.
    pub(crate) async fn pinned_model(
        &self,
        id: &str,
        version: &str,
        sha256: &str,
    ) -> Result<Arc<Model>, AppError> {
        let name = format!("{id}@{version}");
        let model = self.model(&name).await?;
        if model.sha256 == sha256 {
            return Ok(model);
        }
        let own = format!("{name} {sha256}");
        if let Some(model) = self.known_model(&own) {
            return Ok(model);
        }
        // One that comes along has taken the place of one that an operator had added before.
        let pinned = match self.db().model(id, version).await? {
            Some(row) if row.sha256 == sha256 => {
                let source = Source::from_bytes(&name, row.body.as_bytes());
                Arc::new(read_model(&source)?.value)
            }
            _ => {
                tracing::warn!(%name, "the model has another hash than when it was pinned");
                model
            }
        };
        self.know_model(own, &pinned);
        Ok(pinned)
    }

    fn know_model(&self, name: String, model: &Arc<Model>) {
        let models = &self.inner.models;
        let mut models = models.lock().unwrap_or_else(PoisonError::into_inner);
        models.insert(name, Arc::clone(model));
    }

    fn known_model(&self, name: &str) -> Option<Arc<Model>> {
        let models = &self.inner.models;
        let models = models.lock().unwrap_or_else(PoisonError::into_inner);
        models.get(name).cloned()
    }

    /// All models that an assessment can be made of, by `id@version`: the built-in ones, then
    /// those that were added, in that order.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn models(&self) -> Result<Vec<(String, Arc<Model>)>, AppError> {
        let mut found = Vec::new();
        for name in builtin::names() {
            found.push((name.to_owned(), self.model(name).await?));
        }
        for row in self.db().models().await? {
            let name = format!("{}@{}", row.id, row.version);
            let model = self.model(&name).await?;
            found.push((name, model));
        }
        Ok(found)
    }

    /// Adds a model for an operator, from its file.
    ///
    /// # Errors
    /// As [`Administrator::model_add`].
    pub async fn model_add_by_operator(
        &self,
        name: &str,
        bytes: &[u8],
    ) -> Result<Arc<Model>, AppError> {
        self.model_add_as(self.system(), name, bytes).await
    }

    async fn model_add_as(
        &self,
        stamp: Stamp,
        name: &str,
        bytes: &[u8],
    ) -> Result<Arc<Model>, AppError> {
        if bytes.len() as u64 > self.inner.limits.import_bytes {
            return Err(AppError::TooLarge(self.inner.limits.import_bytes));
        }
        let source = Source::from_bytes(name, bytes);
        let model = read_model(&source)?.value;
        let full = format!("{}@{}", model.name.id, model.name.version);
        if let Ok(known) = self.model(&full).await {
            if known.sha256 == model.sha256 {
                return Ok(known);
            }
            let message = format!("there is another model '{full}' here");
            let hint =
                "a version that was published stays as it is: give the file another 'version'";
            let problems = Problems::one(Spot::whole(name), message, Some(hint.to_owned()));
            return Err(AppError::File(problems));
        }
        // Files are UTF-8; what is read above is.
        let body = String::from_utf8_lossy(bytes).into_owned();
        let row = ModelRow {
            id: model.name.id.clone(),
            version: model.name.version.clone(),
            sha256: model.sha256.clone(),
            body,
            created_at: stamp.now,
        };
        self.change_as(stamp, move |write, stamp| {
            Box::pin(async move {
                if write.model(&row.id, &row.version).await?.is_some() {
                    return Err(AppError::Refused("changed_meanwhile"));
                }
                write.add_model(&row).await?;
                let told = json!({ "model": format!("{}@{}", row.id, row.version),
                                   "sha256": row.sha256 });
                let subject = format!("model:{}@{}", row.id, row.version);
                stamp.note(
                    write,
                    "model_add",
                    subject,
                    &Place::Instance,
                    (Json::Null, told),
                );
                Ok(())
            })
        })
        .await?;
        self.model(&full).await
    }
}

impl Administrator<'_> {
    /// Adds a model from its file, for all cities. The same file again changes nothing.
    ///
    /// # Errors
    /// The file's mistakes, and another file under the same identifier and version.
    pub async fn model_add(&self, name: &str, bytes: &[u8]) -> Result<Arc<Model>, AppError> {
        let (app, actor) = self.parts();
        app.model_add_as(app.stamp(actor), name, bytes).await
    }
}
