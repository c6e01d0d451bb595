//! The document of the API as a page to be read.

use super::frame::Frame;
use super::speak::{Speaks, speaks};
use askama::Template;
use serde_json::Value;

/// The page.
#[derive(Template)]
#[template(path = "reader/page.html")]
pub struct ReaderPage {
    /// What every page has.
    pub frame: Frame,
    /// What can be done, in the order of addresses.
    pub operations: Vec<Operation>,
    /// What is sent and answered, by name.
    pub schemas: Vec<Schema>,
}

/// A field of a schema.
#[derive(Debug, Clone)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its type, where it is no schema of its own.
    pub kind: String,
    /// The schema that it is or is a list of.
    pub schema: Option<String>,
    /// Whether it must be given.
    pub required: bool,
    /// What it is.
    pub meaning: String,
}

/// The shape of something that is sent or answered.
#[derive(Debug, Clone)]
pub struct Schema {
    /// Its name.
    pub name: String,
    /// What it is.
    pub meaning: String,
    /// Its fields.
    pub fields: Vec<Field>,
}

fn text(value: &Value, name: &str) -> String {
    value
        .get(name)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

/// The schema that a value refers to: itself, as a list, or as one of what is possible.
fn named(of: &Value) -> Option<String> {
    let own = |of: &Value| {
        let name = of.get("$ref")?.as_str()?;
        Some(name.rsplit('/').next()?.to_owned())
    };
    own(of).or_else(|| own(of.get("items")?)).or_else(|| {
        let possible = of.get("oneOf")?.as_array()?;
        possible.iter().find_map(own)
    })
}

fn kind(of: &Value) -> String {
    let kind = match of.get("type") {
        Some(Value::String(kind)) => kind.clone(),
        Some(Value::Array(kinds)) => {
            let words: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
            words.join(" | ")
        }
        _ if named(of).is_some() => String::new(),
        _ => "any".to_owned(),
    };
    match of.get("items") {
        Some(items) => format!("[{}]", kind_of_item(items)),
        None => kind,
    }
}

fn kind_of_item(of: &Value) -> String {
    of.get("type")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

impl Schema {
    /// The schemas of an OpenAPI document.
    #[must_use]
    pub fn all(document: &Value) -> Vec<Self> {
        let schemas = document
            .pointer("/components/schemas")
            .and_then(Value::as_object);
        let schemas = schemas.into_iter().flatten();
        schemas.map(|(name, of)| Self::of(name, of)).collect()
    }

    fn of(name: &str, schema: &Value) -> Self {
        let required = schema.get("required").and_then(Value::as_array);
        let is_required =
            |name: &str| required.is_some_and(|all| all.iter().any(|one| one == name));
        let properties = schema.get("properties").and_then(Value::as_object);
        let fields = properties.into_iter().flatten().map(|(name, of)| Field {
            kind: kind(of),
            schema: named(of),
            required: is_required(name),
            meaning: text(of, "description"),
            name: name.clone(),
        });
        Self {
            name: name.to_owned(),
            meaning: text(schema, "description"),
            fields: fields.collect(),
        }
    }
}

/// One thing that can be done.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: String,
    /// Its address.
    pub path: String,
    /// What it does.
    pub summary: String,
    /// Parameters: name, where, whether it must be given.
    pub parameters: Vec<(String, String, bool)>,
    /// The schema of what is sent.
    pub body: Option<String>,
    /// Statuses that it answers, each with the schema of its body.
    pub answers: Vec<(String, Option<String>)>,
}

impl Operation {
    /// The operations of an OpenAPI document.
    #[must_use]
    pub fn all(document: &Value) -> Vec<Self> {
        let paths = document.get("paths").and_then(Value::as_object);
        let mut found = Vec::new();
        for (path, item) in paths.into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                found.push(Self::of(path, method, operation));
            }
        }
        found
    }

    fn of(path: &str, method: &str, operation: &Value) -> Self {
        let listed = operation.get("parameters").and_then(Value::as_array);
        let parameters = listed.into_iter().flatten().map(|one| {
            let required = one.get("required").and_then(Value::as_bool);
            (
                text(one, "name"),
                text(one, "in"),
                required.unwrap_or(false),
            )
        });
        let answers = operation.get("responses").and_then(Value::as_object);
        let answers = answers.into_iter().flatten();
        Self {
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: text(operation, "summary"),
            parameters: parameters.collect(),
            body: operation.get("requestBody").and_then(schema_of),
            answers: answers
                .map(|(status, answer)| (status.clone(), schema_of(answer)))
                .collect(),
        }
    }
}

/// The schema of the first kind of content.
fn schema_of(of: &Value) -> Option<String> {
    let content = of.get("content")?.as_object()?;
    named(content.values().next()?.get("schema")?)
}

speaks!(ReaderPage);
