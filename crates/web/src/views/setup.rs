//! Setting up: a new assessment, an imported one, its settings, and the first
//! administrator of an instance.

mod forms;

pub use forms::{
    ComponentChoice, SettingChoices, Usual, delete_form, first_admin_form, import_form,
    new_assessment_form, settings_form,
};

use super::forms::Form;
use super::frame::Frame;
use super::speak::{Speaks, speaks};
use askama::Template;

/// Settings of an assessment.
#[derive(Template)]
#[template(path = "setup/settings.html")]
pub struct SettingsPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// Why nothing can be changed now, where that is so.
    pub locked: Option<String>,
    /// Settings that differ from the model's, as one sentence.
    pub differs: Option<String>,
    /// The model, `id@version`.
    pub model: String,
    /// The form.
    pub form: Form,
    /// Deletes the assessment once its name was typed; `None` where it cannot be deleted.
    pub delete_form: Option<Form>,
}

/// A new assessment.
#[derive(Template)]
#[template(path = "setup/new.html")]
pub struct NewAssessmentPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the city with the base path.
    pub city: String,
    /// The form.
    pub form: Form,
}

/// An assessment from a file.
#[derive(Template)]
#[template(path = "setup/import.html")]
pub struct ImportPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the city with the base path.
    pub city: String,
    /// Mistakes of the file that was sent: place and what is wrong.
    pub mistakes: Vec<(String, String)>,
    /// The form.
    pub form: Form,
}

/// The first page of a new instance: its first administrator.
#[derive(Template)]
#[template(path = "setup/first.html")]
pub struct SetUpPage {
    /// What every page has.
    pub frame: Frame,
    /// The form.
    pub form: Form,
}

speaks!(SettingsPage, NewAssessmentPage, ImportPage, SetUpPage);
