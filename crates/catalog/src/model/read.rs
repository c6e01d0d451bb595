//! Reading a model file: tree to document to model, every mistake with its line.

use super::document::{
    ComponentDocument, ComponentTextDocument, DefaultsDocument, LevelDocument, MODEL_FORMAT,
    ModelDocument, ReferenceDocument, ReferencesDocument, StatementDocument, StrandDocument,
    TranslationDocument,
};
use crate::canonical::sha256_of;
use crate::fields::{Fields, scalar};
use crate::model::build::build;
use crate::node::Node;
use crate::problem::{Place, Problems, Read, Report};
use crate::source::Source;
use gradus_domain::model::Model;
use std::collections::BTreeMap;

/// Reads and checks a model file.
///
/// # Errors
/// Every mistake of the file, of form and of content.
pub fn read_model(source: &Source) -> Result<Read<Model>, Problems> {
    let tree = source.tree()?;
    let mut report = Report::default();
    let document = document(&tree, &source.place, &mut report);
    let model = document.and_then(|document| {
        let mut model = build(&document, &mut report)?;
        model.sha256 = sha256_of(&document);
        Some(model)
    });
    match model {
        Some(model) => report.finish(model),
        None => {
            report.mistake_if_clean(&source.place, "this is no model");
            report.fail()
        }
    }
}

/// The document in a tree; `None` where it is no model at all.
pub(crate) fn document(
    tree: &Node<'_>,
    file: &Place,
    report: &mut Report,
) -> Option<ModelDocument> {
    const KEYS: [&str; 13] = [
        "format",
        "id",
        "version",
        "title",
        "language",
        "provenance",
        "licence",
        "levels",
        "ratings",
        "defaults",
        "references",
        "components",
        "translations",
    ];
    let mut fields = Fields::of(tree, &KEYS, file, report)?;
    let format = fields.required_text("format")?;
    if format != MODEL_FORMAT {
        let message = format!("the format is '{format}', and a model file has '{MODEL_FORMAT}'");
        fields.mistake("format", message, None);
        return None;
    }
    let mut required = |key| fields.required_text(key).unwrap_or_default();
    let (id, version, title) = (required("id"), required("version"), required("title"));
    let language = required("language");
    let (provenance, licence) = (required("provenance"), required("licence"));
    let ratings = text_map(&mut fields, "ratings");
    for key in ["levels", "components"] {
        if fields.node(key).is_none() {
            fields.missing(key);
        }
    }
    Some(ModelDocument {
        format,
        id,
        version,
        title,
        language,
        provenance,
        licence,
        levels: each(&mut fields, "levels", level),
        ratings,
        defaults: defaults(&mut fields),
        references: references(&mut fields),
        components: each(&mut fields, "components", component),
        translations: each(&mut fields, "translations", translation),
        place: file.clone(),
    })
}

/// Reads every item of a list that can be read.
fn each<T>(
    fields: &mut Fields<'_, '_>,
    key: &str,
    read: impl Fn(&Node<'_>, &Place, &mut Report) -> Option<T>,
) -> Vec<T> {
    let nodes = fields.list(key);
    let (file, report) = fields.deeper();
    nodes
        .iter()
        .filter_map(|node| read(node, file, report))
        .collect()
}

fn text_map(fields: &mut Fields<'_, '_>, key: &str) -> BTreeMap<String, String> {
    let entries = fields.map(key);
    let (file, report) = fields.deeper();
    let mut texts = BTreeMap::new();
    for (name, value) in entries {
        match (scalar(name), scalar(value)) {
            (Some(name), Some(text)) => {
                texts.insert(name.to_owned(), text.to_owned());
            }
            _ => {
                let place = file.line(value.at.line, value.at.column);
                let message = format!("expected a text, found {}", value.value.describe());
                report.mistake(&place, message, None);
            }
        }
    }
    texts
}

fn level(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<LevelDocument> {
    let mut fields = Fields::of(node, &["value", "name"], file, report)?;
    if fields.node("value").is_none() {
        fields.missing("value");
    }
    let value = fields.integer("value", -1_000, 1_000);
    let name = fields.required_text("name");
    Some(LevelDocument {
        value: value?,
        name: name?,
        place: fields.place(),
    })
}

fn defaults(fields: &mut Fields<'_, '_>) -> DefaultsDocument {
    const KEYS: [&str; 6] = [
        "method",
        "pass_mark_pct",
        "min_coverage_pct",
        "min_component_coverage_pct",
        "statement_weight",
        "component_weight",
    ];
    let usual = DefaultsDocument::default();
    let Some(node) = fields.node("defaults") else {
        return usual;
    };
    let (file, report) = fields.deeper();
    let Some(mut fields) = Fields::of(node, &KEYS, file, report) else {
        return usual;
    };
    let per_cent = |fields: &mut Fields<'_, '_>, key: &str, usual: u8| {
        let number = fields.integer(key, 1, 100);
        number
            .and_then(|number| u8::try_from(number).ok())
            .unwrap_or(usual)
    };
    DefaultsDocument {
        method: fields
            .parsed::<gradus_domain::settings::Method>("method")
            .map_or(usual.method, |method| method.word().to_owned()),
        pass_mark_pct: per_cent(&mut fields, "pass_mark_pct", usual.pass_mark_pct),
        min_coverage_pct: per_cent(&mut fields, "min_coverage_pct", usual.min_coverage_pct),
        min_component_coverage_pct: per_cent(
            &mut fields,
            "min_component_coverage_pct",
            usual.min_component_coverage_pct,
        ),
        statement_weight: weight(&mut fields, "statement_weight").unwrap_or(1),
        component_weight: weight(&mut fields, "component_weight").unwrap_or(1),
    }
}

fn weight(fields: &mut Fields<'_, '_>, key: &str) -> Option<u32> {
    let (least, most) = gradus_domain::model_rules::WEIGHTS;
    let number = fields.integer(key, i64::from(least), i64::from(most))?;
    u32::try_from(number).ok()
}

fn references(fields: &mut Fields<'_, '_>) -> Option<ReferencesDocument> {
    let node = fields.node("references")?;
    let (file, report) = fields.deeper();
    let mut fields = Fields::of(node, &["scheme", "note", "items"], file, report)?;
    Some(ReferencesDocument {
        scheme: fields.required_text("scheme")?,
        note: fields.text("note"),
        items: each(&mut fields, "items", reference),
    })
}

fn reference(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<ReferenceDocument> {
    let mut fields = Fields::of(node, &["id", "title", "confirmed"], file, report)?;
    let (id, title) = (fields.required_text("id"), fields.required_text("title"));
    let confirmed = fields.truth("confirmed").unwrap_or(false);
    Some(ReferenceDocument {
        id: id?,
        title: title?,
        confirmed,
        place: fields.place(),
    })
}

fn component(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<ComponentDocument> {
    const KEYS: [&str; 7] = [
        "id",
        "code",
        "name",
        "summary",
        "references",
        "weight",
        "strands",
    ];
    let mut fields = Fields::of(node, &KEYS, file, report)?;
    let (id, code) = (fields.required_text("id"), fields.required_text("code"));
    let (name, summary) = (
        fields.required_text("name"),
        fields.required_text("summary"),
    );
    Some(ComponentDocument {
        references: fields.texts("references"),
        weight: weight(&mut fields, "weight"),
        strands: each(&mut fields, "strands", strand),
        place: fields.place(),
        id: id?,
        code: code?,
        name: name?,
        summary: summary?,
    })
}

fn strand(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<StrandDocument> {
    let mut fields = Fields::of(node, &["name", "statements"], file, report)?;
    let name = fields.required_text("name");
    let statements = each(&mut fields, "statements", statement);
    Some(StrandDocument {
        name: name?,
        statements,
        place: fields.place(),
    })
}

fn statement(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<StatementDocument> {
    const KEYS: [&str; 8] = [
        "id",
        "level",
        "kind",
        "text",
        "weight",
        "alternative_level",
        "guidance",
        "evidence_examples",
    ];
    let mut fields = Fields::of(node, &KEYS, file, report)?;
    if fields.node("level").is_none() {
        fields.missing("level");
    }
    let (id, level) = (
        fields.required_text("id"),
        fields.integer("level", -1_000, 1_000),
    );
    let (kind, text) = (fields.required_text("kind"), fields.required_text("text"));
    Some(StatementDocument {
        weight: weight(&mut fields, "weight"),
        alternative_level: fields.integer("alternative_level", -1_000, 1_000),
        guidance: fields.text("guidance"),
        evidence_examples: fields.texts("evidence_examples"),
        place: fields.place(),
        id: id?,
        level: level?,
        kind: kind?,
        text: text?,
    })
}

fn translation(node: &Node<'_>, file: &Place, report: &mut Report) -> Option<TranslationDocument> {
    const KEYS: [&str; 8] = [
        "language",
        "official",
        "title",
        "levels",
        "ratings",
        "components",
        "strands",
        "statements",
    ];
    let mut fields = Fields::of(node, &KEYS, file, report)?;
    Some(TranslationDocument {
        language: fields.required_text("language")?,
        official: fields.truth("official").unwrap_or(false),
        title: fields.text("title"),
        levels: text_map(&mut fields, "levels"),
        ratings: text_map(&mut fields, "ratings"),
        components: component_texts(&mut fields),
        strands: text_map(&mut fields, "strands"),
        statements: text_map(&mut fields, "statements"),
        place: fields.place(),
    })
}

fn component_texts(fields: &mut Fields<'_, '_>) -> BTreeMap<String, ComponentTextDocument> {
    let entries = fields.map("components");
    let (file, report) = fields.deeper();
    let mut texts = BTreeMap::new();
    for (id, node) in entries {
        let Some(mut fields) = Fields::of(node, &["name", "summary"], file, report) else {
            continue;
        };
        let text = ComponentTextDocument {
            name: fields.text("name"),
            summary: fields.text("summary"),
        };
        texts.insert(scalar(id).unwrap_or_default().to_owned(), text);
    }
    texts
}
