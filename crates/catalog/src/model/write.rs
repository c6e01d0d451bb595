//! A model written as a `gradus-model/1` file again.

use super::document::{
    ComponentDocument, ComponentTextDocument, DefaultsDocument, LevelDocument, MODEL_FORMAT,
    ModelDocument, ReferenceDocument, ReferencesDocument, StatementDocument, StrandDocument,
    TranslationDocument,
};
use crate::problem::Place;
use gradus_domain::model::{Component, Model, Translation};
use gradus_domain::names::StatementIx;
use gradus_domain::rating::Answer;
use std::collections::BTreeMap;

/// The model as JSON, two spaces an indentation.
#[must_use]
pub fn to_json(model: &Model) -> String {
    let mut text = serde_json::to_string_pretty(&document(model))
        .expect("documents hold only texts, whole numbers, lists and maps with text keys");
    text.push('\n');
    text
}

fn nowhere() -> Place {
    Place::whole("model")
}

fn words(words: &BTreeMap<Answer, String>) -> BTreeMap<String, String> {
    let word = |(answer, text): (&Answer, &String)| (answer.word().to_owned(), text.clone());
    words.iter().map(word).collect()
}

fn document(model: &Model) -> ModelDocument {
    let level = |level| LevelDocument {
        value: model.scale.value(level),
        name: model.scale.name(level).to_owned(),
        place: nowhere(),
    };
    let references = model.references.as_ref().map(|scheme| ReferencesDocument {
        scheme: scheme.scheme.clone(),
        note: scheme.note.clone(),
        items: scheme
            .items
            .iter()
            .map(|item| ReferenceDocument {
                id: item.id.clone(),
                title: item.title.clone(),
                confirmed: item.confirmed,
                place: nowhere(),
            })
            .collect(),
    });
    ModelDocument {
        format: MODEL_FORMAT.to_owned(),
        id: model.name.id.clone(),
        version: model.name.version.clone(),
        title: model.title.clone(),
        language: model.language.clone(),
        provenance: model.provenance.clone(),
        licence: model.licence.clone(),
        levels: model.scale.all().map(level).collect(),
        ratings: words(&model.rating_words),
        defaults: DefaultsDocument {
            method: model.defaults.method.word().to_owned(),
            pass_mark_pct: model.defaults.pass_mark_pct,
            min_coverage_pct: model.defaults.min_coverage_pct,
            min_component_coverage_pct: model.defaults.min_component_coverage_pct,
            ..DefaultsDocument::default()
        },
        references,
        components: model
            .components
            .iter()
            .map(|c| component(model, c))
            .collect(),
        translations: model.translations.iter().map(translation).collect(),
        place: nowhere(),
    }
}

fn component(model: &Model, from: &Component) -> ComponentDocument {
    let strand = |ix: &gradus_domain::names::StrandIx| StrandDocument {
        name: model.strand(*ix).name.clone(),
        statements: model
            .strand(*ix)
            .statements
            .iter()
            .map(|ix| statement(model, *ix))
            .collect(),
        place: nowhere(),
    };
    ComponentDocument {
        id: from.id.clone(),
        code: from.code.clone(),
        name: from.name.clone(),
        summary: from.summary.clone(),
        references: from.references.clone(),
        weight: Some(from.weight).filter(|weight| *weight != 1),
        strands: from.strands.iter().map(strand).collect(),
        place: nowhere(),
    }
}

fn statement(model: &Model, ix: StatementIx) -> StatementDocument {
    let from = model.statement(ix);
    StatementDocument {
        id: from.id.clone(),
        level: model.scale.value(from.level),
        kind: from.kind.word().to_owned(),
        text: from.text.clone(),
        weight: Some(from.weight).filter(|weight| *weight != 1),
        alternative_level: from.alternative_level.map(|level| model.scale.value(level)),
        guidance: from.guidance.clone(),
        evidence_examples: from.evidence_examples.clone(),
        place: nowhere(),
    }
}

fn translation(from: &Translation) -> TranslationDocument {
    let component = |(id, text): (&String, &gradus_domain::model::ComponentText)| {
        let text = ComponentTextDocument {
            name: text.name.clone(),
            summary: text.summary.clone(),
        };
        (id.clone(), text)
    };
    TranslationDocument {
        language: from.language.clone(),
        official: from.official,
        title: from.title.clone(),
        levels: from
            .levels
            .iter()
            .map(|(value, name)| (value.to_string(), name.clone()))
            .collect(),
        ratings: words(&from.ratings),
        components: from.components.iter().map(component).collect(),
        strands: from.strands.clone(),
        statements: from.statements.clone(),
        place: nowhere(),
    }
}
