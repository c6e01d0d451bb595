//! A model document turned into a model, its rules checked.

use super::document::{ModelDocument, TranslationDocument};
use crate::problem::{Place, Report};
use gradus_domain::model::{
    Component, ComponentText, Model, ReferenceItem, ReferenceScheme, Statement, Strand, Translation,
};
use gradus_domain::model_rules::{self, ModelProblem};
use gradus_domain::names::{ComponentIx, ModelName, NaturalKey, StatementIx, StrandIx, slug};
use gradus_domain::rating::{Answer, Kind};
use gradus_domain::scale::{Scale, ScaleLevel};
use gradus_domain::settings::Settings;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Most components of a model.
const MOST_COMPONENTS: usize = 1_000;
/// Most strands of a model.
const MOST_STRANDS: usize = 5_000;
/// Most statements of a model.
const MOST_STATEMENTS: usize = 20_000;
/// Most references of a model.
const MOST_REFERENCES: usize = 10_000;

/// Builds the model; `None` only where there is no scale to place statements on,
/// or far too much of something.
pub(super) fn build(document: &ModelDocument, report: &mut Report) -> Option<Model> {
    bounded(document, report)?;
    let scale = scale(document, report)?;
    let mut builder = Builder {
        scale: &scale,
        report,
        seen: HashMap::new(),
        places: Vec::new(),
    };
    let (components, strands, statements) = builder.components(document);
    let places = builder.places;
    let defaults = Settings {
        method: document
            .defaults
            .method
            .parse()
            .unwrap_or(Settings::default().method),
        pass_mark_pct: document.defaults.pass_mark_pct,
        min_coverage_pct: document.defaults.min_coverage_pct,
        min_component_coverage_pct: document.defaults.min_component_coverage_pct,
        ..Settings::default()
    };
    let mut model = Model {
        name: ModelName {
            id: document.id.clone(),
            version: document.version.clone(),
        },
        title: document.title.clone(),
        language: document.language.clone(),
        provenance: document.provenance.clone(),
        licence: document.licence.clone(),
        scale,
        rating_words: rating_words(&document.ratings, &document.place, report),
        defaults,
        references: references(document),
        components,
        strands,
        statements,
        translations: Vec::new(),
        sha256: String::new(),
    };
    check_names(document, report);
    check_references(document, &model, report);
    for problem in model_rules::problems(&model) {
        let place = match &problem {
            ModelProblem::AboveOnly { at, .. }
            | ModelProblem::BelowOnly { at, .. }
            | ModelProblem::Alternative { at, .. } => places.get(at.0),
            ModelProblem::EmptyStep { at, .. } => document.components.get(at.0).map(|c| &c.place),
            ModelProblem::Weight { .. } => None,
        };
        let hint = hint_for(&problem).map(str::to_owned);
        report.mistake(place.unwrap_or(&document.place), problem.to_string(), hint);
    }
    model.translations = document
        .translations
        .iter()
        .map(|t| translation(t, &model, report))
        .collect();
    Some(model)
}

/// Refuses what would take more memory and time than any model needs.
fn bounded(document: &ModelDocument, report: &mut Report) -> Option<()> {
    let strands = || document.components.iter().flat_map(|c| &c.strands);
    let statements = strands().flat_map(|strand| &strand.statements);
    let items = document
        .references
        .iter()
        .flat_map(|references| &references.items);
    let beyond = [
        (
            "components",
            document.components.get(MOST_COMPONENTS).map(|c| &c.place),
        ),
        (
            "strands",
            strands().nth(MOST_STRANDS).map(|strand| &strand.place),
        ),
        (
            "statements",
            statements
                .skip(MOST_STATEMENTS)
                .map(|statement| &statement.place)
                .next(),
        ),
        (
            "references",
            items.skip(MOST_REFERENCES).map(|item| &item.place).next(),
        ),
    ];
    let most = [
        MOST_COMPONENTS,
        MOST_STRANDS,
        MOST_STATEMENTS,
        MOST_REFERENCES,
    ];
    for ((what, place), most) in beyond.iter().zip(most) {
        if let Some(place) = place {
            report.mistake(place, format!("more than {most} {what}"), None);
            return None;
        }
    }
    Some(())
}

fn hint_for(problem: &ModelProblem) -> Option<&'static str> {
    match problem {
        ModelProblem::AboveOnly { .. } => Some("make it a deficit, or move it up a level"),
        ModelProblem::BelowOnly { .. } => Some("make it a strength, or move it down a level"),
        ModelProblem::Alternative { .. } => Some("remove it, or name another level"),
        ModelProblem::EmptyStep { .. } | ModelProblem::Weight { .. } => None,
    }
}

fn scale(document: &ModelDocument, report: &mut Report) -> Option<Scale> {
    let levels = document.levels.iter();
    let levels = levels
        .map(|l| ScaleLevel {
            value: l.value,
            name: l.name.clone(),
        })
        .collect();
    let place = document
        .levels
        .first()
        .map_or(&document.place, |level| &level.place);
    Scale::new(levels)
        .map_err(|error| report.mistake(place, error.to_string(), None))
        .ok()
}

struct Builder<'a> {
    scale: &'a Scale,
    report: &'a mut Report,
    seen: HashMap<String, Place>,
    places: Vec<Place>,
}

impl Builder<'_> {
    fn components(
        &mut self,
        document: &ModelDocument,
    ) -> (Vec<Component>, Vec<Strand>, Vec<Statement>) {
        let (mut components, mut strands) = (Vec::new(), Vec::<Strand>::new());
        let mut statements: Vec<Statement> = Vec::new();
        for (place, of) in document.components.iter().enumerate() {
            let component = ComponentIx(place);
            let first_strand = strands.len();
            let mut own: Vec<(Statement, Place)> = Vec::new();
            for strand in &of.strands {
                let ix = StrandIx(strands.len());
                let id = slug(&strand.name);
                if strands[first_strand..].iter().any(|other| other.id == id) {
                    let message = format!("{} has two strands named '{id}'", of.id);
                    self.report.mistake(&strand.place, message, None);
                }
                if strand.statements.is_empty() {
                    let message = format!("strand '{}' has no statement", strand.name);
                    self.report.mistake(&strand.place, message, None);
                }
                own.extend(strand.statements.iter().filter_map(|statement| {
                    let built = self.statement(document, statement, component, ix)?;
                    Some((built, statement.place.clone()))
                }));
                strands.push(Strand {
                    id,
                    name: strand.name.clone(),
                    component,
                    statements: Vec::new(),
                });
            }
            own.sort_by_cached_key(|(s, _)| (s.level, NaturalKey::new(&s.id)));
            let first = statements.len();
            for (statement, place) in own {
                let ix = StatementIx(statements.len());
                strands[statement.strand.0].statements.push(ix);
                statements.push(statement);
                self.places.push(place);
            }
            components.push(Component {
                id: of.id.clone(),
                code: of.code.clone(),
                name: of.name.clone(),
                summary: of.summary.clone(),
                references: of.references.clone(),
                weight: of.weight.unwrap_or(document.defaults.component_weight),
                strands: (first_strand..strands.len()).map(StrandIx).collect(),
                statements: (first..statements.len()).map(StatementIx).collect(),
            });
        }
        (components, strands, statements)
    }

    fn statement(
        &mut self,
        document: &ModelDocument,
        statement: &super::document::StatementDocument,
        component: ComponentIx,
        strand: StrandIx,
    ) -> Option<Statement> {
        if let Some(before) = self
            .seen
            .insert(statement.id.clone(), statement.place.clone())
        {
            let message = format!("statement {} is there twice", statement.id);
            let hint = format!("it also stands at {before}");
            self.report.mistake(&statement.place, message, Some(hint));
        }
        let level = self.level(statement.level, &statement.place);
        let alternative_level = statement
            .alternative_level
            .and_then(|value| self.level(value, &statement.place));
        let kind = Kind::ALL
            .into_iter()
            .find(|kind| kind.word() == statement.kind);
        if kind.is_none() {
            let message = format!("'{}' is no kind of statement", statement.kind);
            let words = Kind::ALL.map(Kind::word);
            let hint = self
                .report
                .nearest(&statement.kind, words)
                .unwrap_or_else(|| "use strength, stage or deficit".to_owned());
            self.report.mistake(&statement.place, message, Some(hint));
        }
        Some(Statement {
            id: statement.id.clone(),
            component,
            strand,
            level: level?,
            alternative_level,
            kind: kind?,
            text: statement.text.clone(),
            weight: statement
                .weight
                .unwrap_or(document.defaults.statement_weight),
            guidance: statement.guidance.clone(),
            evidence_examples: statement.evidence_examples.clone(),
        })
    }

    fn level(&mut self, value: i64, place: &Place) -> Option<gradus_domain::scale::Level> {
        let level = self.scale.parse(value);
        level
            .map_err(|error| self.report.mistake(place, error.to_string(), None))
            .ok()
    }
}

fn check_names(document: &ModelDocument, report: &mut Report) {
    let is_id = |id: &str| {
        !id.is_empty()
            && id
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    let hint = || Some("use lower-case letters, digits and hyphens".to_owned());
    if !is_id(&document.id) {
        report.mistake(
            &document.place,
            format!("'{}' is no identifier", document.id),
            hint(),
        );
    }
    if document.version.contains(['@', '/', ' ']) {
        let message = format!("version '{}' holds '@', '/' or a space", document.version);
        report.mistake(&document.place, message, None);
    }
    let (mut ids, mut codes) = (HashMap::new(), HashMap::new());
    for component in &document.components {
        if !is_id(&component.id) {
            let message = format!("'{}' is no identifier", component.id);
            report.mistake(&component.place, message, hint());
        }
        for (what, word, seen) in [
            ("id", &component.id, &mut ids),
            ("code", &component.code, &mut codes),
        ] {
            if let Some(before) = seen.insert(word.to_lowercase(), component.place.clone()) {
                let message = format!("component {what} '{word}' is there twice");
                let hint = format!("it also stands at {before}");
                report.mistake(&component.place, message, Some(hint));
            }
        }
    }
    if document.components.is_empty() {
        report.mistake(&document.place, "the model has no component", None);
    }
}

fn references(document: &ModelDocument) -> Option<ReferenceScheme> {
    let from = document.references.as_ref()?;
    let item = |item: &super::document::ReferenceDocument| ReferenceItem {
        id: item.id.clone(),
        title: item.title.clone(),
        confirmed: item.confirmed,
    };
    Some(ReferenceScheme {
        scheme: from.scheme.clone(),
        note: from.note.clone(),
        items: from.items.iter().map(item).collect(),
    })
}

/// References that are not listed are mistakes; parts nobody refers to, and components
/// without a reference, are worth knowing.
fn check_references(document: &ModelDocument, model: &Model, report: &mut Report) {
    let Some(scheme) = &document.references else {
        return;
    };
    let known: HashSet<&str> = scheme.items.iter().map(|item| item.id.as_str()).collect();
    let mut seen = HashMap::new();
    for item in &scheme.items {
        if let Some(before) = seen.insert(&item.id, &item.place) {
            let message = format!("reference {} is listed twice", item.id);
            report.mistake(
                &item.place,
                message,
                Some(format!("it also stands at {before}")),
            );
        }
    }
    for component in &document.components {
        for reference in component
            .references
            .iter()
            .filter(|r| !known.contains(r.as_str()))
        {
            let message = format!(
                "{} refers to {reference}, which is not listed",
                component.id
            );
            let items = scheme.items.iter().map(|item| item.id.as_str());
            let hint = report.nearest(reference, items);
            report.mistake(&component.place, message, hint);
        }
        if component.references.is_empty() {
            let message = format!("{} has no reference to {}", component.id, scheme.scheme);
            report.warning(&component.place, message, None);
        }
    }
    for item in model.unused_references() {
        let place = scheme
            .items
            .iter()
            .find(|other| other.id == item.id)
            .map(|other| &other.place);
        let message = format!("no component refers to {} ({})", item.id, item.title);
        report.warning(place.unwrap_or(&document.place), message, None);
    }
}

fn rating_words(
    words: &BTreeMap<String, String>,
    place: &Place,
    report: &mut Report,
) -> BTreeMap<Answer, String> {
    let mut known = BTreeMap::new();
    for (word, text) in words {
        match word.parse::<Answer>() {
            Ok(answer) => {
                known.insert(answer, text.clone());
            }
            Err(error) => {
                let hint = report.nearest(word, Answer::ALL.map(Answer::word));
                report.mistake(place, error.to_string(), hint);
            }
        }
    }
    known
}

fn translation(from: &TranslationDocument, model: &Model, report: &mut Report) -> Translation {
    let mut to = Translation {
        language: from.language.clone(),
        official: from.official,
        title: from.title.clone(),
        ratings: rating_words(&from.ratings, &from.place, report),
        ..Translation::default()
    };
    let unknown = |what: &str, id: &str, report: &mut Report| {
        let message = format!(
            "the translation into {} has {what} {id}, which the model has not",
            from.language
        );
        report.mistake(&from.place, message, None);
    };
    for (value, name) in &from.levels {
        match value
            .parse()
            .ok()
            .filter(|value| model.scale.parse(*value).is_ok())
        {
            Some(value) => {
                to.levels.insert(value, name.clone());
            }
            None => unknown("level", value, report),
        }
    }
    for (id, text) in &from.components {
        if !model.components.iter().any(|component| component.id == *id) {
            unknown("component", id, report);
        }
        let text = ComponentText {
            name: text.name.clone(),
            summary: text.summary.clone(),
        };
        to.components.insert(id.clone(), text);
    }
    let paths: HashSet<String> = (0..model.strands.len())
        .map(|place| model.strand_path(StrandIx(place)))
        .collect();
    for (path, name) in &from.strands {
        if !paths.contains(path) {
            unknown("strand", path, report);
        }
        to.strands.insert(path.clone(), name.clone());
    }
    let statements: HashSet<&str> = model.statements.iter().map(|s| s.id.as_str()).collect();
    for (id, text) in &from.statements {
        if !statements.contains(id.as_str()) {
            unknown("statement", id, report);
        }
        to.statements.insert(id.clone(), text.clone());
    }
    let share = model.completeness(&to);
    if share.translated < share.total {
        let message = format!(
            "the translation into {} has {} of {} texts ({} %)",
            from.language,
            share.translated,
            share.total,
            share.share_pct()
        );
        report.warning(&from.place, message, None);
    }
    to
}
