//! The forms with which an assessment is set up.

use crate::views::forms::{Choice, Control, Field, Form, Input, Section};
use crate::views::frame::Frame;
use gradus_words::{Words, say};

/// A component, for the parts of the form that are about it.
#[derive(Debug, Clone)]
pub struct ComponentChoice {
    /// Identifier.
    pub id: String,
    /// Name, from the model.
    pub name: String,
}

/// The model's own settings, as text.
#[derive(Debug, Clone)]
pub struct Usual {
    /// Method.
    pub method: String,
    /// Pass mark.
    pub pass_mark: String,
    /// Least coverage of a step.
    pub coverage: String,
    /// Least share of rated components.
    pub component_coverage: String,
    /// Who counts how much.
    pub balance: String,
    /// Which contributions the level is made of.
    pub basis: String,
}

/// What the settings form offers.
#[derive(Debug, Clone)]
pub struct SettingChoices {
    /// Components in model order.
    pub components: Vec<ComponentChoice>,
    /// Levels, lowest first: printed number and name.
    pub levels: Vec<(i64, String)>,
    /// The model's own settings.
    pub usual: Usual,
    /// Language of the model's texts.
    pub model_language: String,
}

fn depths(words: &Words) -> Vec<Choice> {
    let depth = |word: &str| {
        let name = words.text(&format!("manage-depth-{word}"));
        Choice::new(word, name).hint(words.text(&format!("manage-depth-means-{word}")))
    };
    ["quick", "ladder", "full"].map(depth).to_vec()
}

fn basics(words: &Words) -> Vec<Field> {
    vec![
        Field::text("name", words.text("manage-assessment-name"))
            .required()
            .hint(words.text("manage-assessment-name-hint")),
        Field::day("from", words.text("manage-assessment-from")).required(),
        Field::day("to", words.text("manage-assessment-to"))
            .required()
            .hint(words.text("manage-assessment-to-hint")),
        Field::radios("depth", words.text("manage-depth"), depths(words)).required(),
        Field::check("named", words.text("manage-named")).hint(words.text("manage-named-hint")),
    ]
}

fn scoring(words: &Words, usual: &Usual) -> Vec<Field> {
    let beside = |own: &str| words.with("manage-usual", &[("name", say(own))]);
    let methods = [
        ("steps", words.text("method-steps")),
        ("best_fit", words.text("method-best-fit")),
        ("nplf", words.text("method-nplf")),
    ];
    let balances = [
        ("assessors", words.text("balance-assessors")),
        ("groups", words.text("balance-groups")),
    ];
    let bases = [
        ("claimed", words.text("basis-claimed")),
        ("evidenced", words.text("basis-evidenced")),
        ("verified", words.text("basis-verified")),
    ];
    let choices = |of: &[(&str, String)]| {
        of.iter()
            .map(|(value, label)| Choice::new(*value, label.as_str()))
            .collect()
    };
    let share = |name: &'static str, label: String| Field::number(name, label, 1, 100).required();
    vec![
        Field::choose("method", words.text("setting-method"), choices(&methods))
            .required()
            .beside(beside(&usual.method)),
        share("pass_mark_pct", words.text("setting-pass-mark"))
            .hint(words.text("manage-pass-mark-hint"))
            .beside(beside(&usual.pass_mark)),
        share("min_coverage_pct", words.text("setting-coverage"))
            .hint(words.text("manage-coverage-hint"))
            .beside(beside(&usual.coverage)),
        share(
            "min_component_coverage_pct",
            words.text("setting-component-coverage"),
        )
        .hint(words.text("manage-component-coverage-hint"))
        .beside(beside(&usual.component_coverage)),
        Field::choose("balance", words.text("setting-balance"), choices(&balances))
            .required()
            .beside(beside(&usual.balance)),
        Field::choose(
            "publish_level",
            words.text("setting-basis"),
            choices(&bases),
        )
        .required()
        .hint(words.text("manage-basis-hint"))
        .beside(beside(&usual.basis)),
    ]
}

fn component(words: &Words, choices: &SettingChoices, one: &ComponentChoice) -> Section {
    let foreign = words.language().tag() != choices.model_language;
    let lang = foreign.then_some(choices.model_language.as_str());
    let level =
        |(value, name): &(i64, String)| Choice::new(value.to_string(), format!("{value} {name}"));
    let mut levels = vec![Choice::new("", words.text("manage-no-target"))];
    levels.extend(choices.levels.iter().map(level));
    let named = |what: &str| format!("{what}_{}", one.id);
    let fields = vec![
        Field::choose(
            named("target_level"),
            words.text("manage-target-level"),
            levels,
        ),
        Field::day(named("target_by"), words.text("manage-target-by")),
        Field::text(named("target_reason"), words.text("manage-target-reason")).longest(500),
        Field::check(named("target_enough"), words.text("manage-target-enough")),
        Field::check(named("out_of_scope"), words.text("manage-out-of-scope")),
        Field::text(
            named("out_of_scope_reason"),
            words.text("manage-out-of-scope-reason"),
        )
        .hint(words.text("manage-out-of-scope-hint"))
        .longest(500),
    ];
    Section::named(one.name.clone(), String::new(), fields)
        .folded()
        .lang(lang)
}

/// Whether anything is filled in about a component: then its part is shown open.
fn is_used(section: &Section) -> bool {
    section.fields.iter().any(|field| match &field.control {
        Control::Choose(choices) => choices.iter().any(|c| c.chosen && !c.value.is_empty()),
        Control::Check(yes) => *yes,
        _ => !field.value.is_empty(),
    })
}

/// The settings of an assessment: `name`, `from`, `to`, `depth`, `named`, `method`,
/// `pass_mark_pct`, `min_coverage_pct`, `min_component_coverage_pct`, `balance`; and for
/// each component `target_level_ID`, `target_by_ID`, `target_reason_ID`, `out_of_scope_ID`
/// and `out_of_scope_reason_ID`; `version` goes with it.
#[must_use]
pub fn settings_form(
    frame: &Frame,
    here: &str,
    choices: &SettingChoices,
    version: i64,
    input: &Input,
) -> Form {
    let words = &frame.words;
    let mut first = basics(words);
    first.push(Field::hidden("version", version.to_string()));
    let action = format!("{here}/settings");
    let save = words.text("manage-save");
    let mut form = Form::new(words, "settings", action, &frame.csrf, save)
        .section(Section::named(
            words.text("manage-settings-basics"),
            String::new(),
            first,
        ))
        .section(Section::named(
            words.text("manage-settings-scoring"),
            words.text("manage-settings-scoring-note"),
            scoring(words, &choices.usual),
        ))
        .section(Section::named(
            words.text("manage-settings-components"),
            words.text("manage-settings-components-note"),
            Vec::new(),
        ));
    for one in &choices.components {
        form = form.section(component(words, choices, one));
    }
    let mut form = form
        .second("restore", "model", words.text("manage-settings-restore"))
        .filled(words, input);
    for section in &mut form.sections {
        section.opened = is_used(section);
    }
    form
}

/// A new assessment: `name`, `model`, `from`, `to`, `depth`, `named`. Models are given as
/// `id@version` with their titles.
#[must_use]
pub fn new_assessment_form(frame: &Frame, city: &str, models: Vec<Choice>, input: &Input) -> Form {
    let words = &frame.words;
    let model = Field::radios("model", words.text("manage-assessment-model"), models)
        .required()
        .hint(words.text("manage-assessment-model-hint"));
    let mut fields = basics(words);
    fields.insert(1, model);
    let action = format!("{city}/new");
    Form::new(
        words,
        "new",
        action,
        &frame.csrf,
        words.text("manage-assessment-create"),
    )
    .section(Section::plain(fields))
    .cancel(city.to_owned(), words.text("manage-cancel"))
    .filled(words, input)
}

/// An assessment from a file: `file`, `name`.
#[must_use]
pub fn import_form(frame: &Frame, city: &str, input: &Input) -> Form {
    let words = &frame.words;
    let fields = vec![
        Field::file("file", words.text("manage-import-file"), ".yaml,.yml,.json")
            .required()
            .hint(words.text("manage-import-file-hint")),
        Field::text("name", words.text("manage-import-name"))
            .hint(words.text("manage-import-name-hint")),
    ];
    let action = format!("{city}/import");
    Form::new(
        words,
        "import",
        action,
        &frame.csrf,
        words.text("manage-import"),
    )
    .section(Section::plain(fields))
    .cancel(city.to_owned(), words.text("manage-cancel"))
    .filled(words, input)
}

/// The first administrator: `name`, `email`, `password`, `password_again`, `demo`.
/// `action` is the address with the one-time secret.
#[must_use]
pub fn first_admin_form(frame: &Frame, action: String, input: &Input) -> Form {
    let words = &frame.words;
    let again = words.text("account-password-again");
    let fields = vec![
        Field::text("name", words.text("account-name"))
            .required()
            .autocomplete("name"),
        Field::line("email", words.text("account-email"), "email")
            .required()
            .hint(words.text("account-email-hint"))
            .autocomplete("username")
            .longest(254),
        Field::password("password", words.text("account-password"), "new-password")
            .required()
            .hint(words.text("account-password-hint")),
        Field::password("password_again", again, "new-password").required(),
        Field::check("demo", words.text("account-first-demo"))
            .hint(words.text("account-first-demo-hint")),
    ];
    Form::new(
        words,
        "first",
        action,
        &frame.csrf,
        words.text("account-first-go"),
    )
    .section(Section::plain(fields))
    .filled(words, input)
}

/// Deletes an assessment: `confirm`, which must be its name.
#[must_use]
pub fn delete_form(frame: &Frame, here: &str, name: &str, input: &Input) -> Form {
    let words = &frame.words;
    let hint = words.with("manage-delete-hint", &[("name", say(name))]);
    let fields = vec![
        Field::text("confirm", words.text("manage-delete-confirm"))
            .required()
            .hint(hint),
    ];
    let action = format!("{here}/delete");
    Form::new(
        words,
        "delete",
        action,
        &frame.csrf,
        words.text("manage-delete"),
    )
    .section(Section::plain(fields))
    .quiet()
    .filled(words, input)
}
