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
    /// What is sent: fields with their types.
    pub body: Vec<(String, String)>,
    /// Statuses that it answers.
    pub statuses: Vec<String>,
}

impl Operation {
    /// The operations of an OpenAPI document.
    #[must_use]
    pub fn all(document: &Value) -> Vec<Self> {
        let paths = document.get("paths").and_then(Value::as_object);
        let mut found = Vec::new();
        for (path, item) in paths.into_iter().flatten() {
            for (method, operation) in item.as_object().into_iter().flatten() {
                found.push(Self::of(document, path, method, operation));
            }
        }
        found
    }

    fn of(document: &Value, path: &str, method: &str, operation: &Value) -> Self {
        let text = |value: &Value, name: &str| {
            value
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let listed = operation.get("parameters").and_then(Value::as_array);
        let parameters = listed.into_iter().flatten().map(|one| {
            let required = one
                .get("required")
                .and_then(Value::as_bool)
                .unwrap_or(false);
            (text(one, "name"), text(one, "in"), required)
        });
        let statuses = operation.get("responses").and_then(Value::as_object);
        Self {
            method: method.to_uppercase(),
            path: path.to_owned(),
            summary: text(operation, "summary"),
            parameters: parameters.collect(),
            body: body(document, operation),
            statuses: statuses
                .into_iter()
                .flatten()
                .map(|(status, _)| status.clone())
                .collect(),
        }
    }
}

/// Fields of what is sent, with their types.
fn body(document: &Value, operation: &Value) -> Vec<(String, String)> {
    let content = operation
        .pointer("/requestBody/content")
        .and_then(Value::as_object);
    let schema = content
        .and_then(|content| content.values().next())
        .and_then(|kind| kind.get("schema"));
    let Some(schema) = schema else {
        return Vec::new();
    };
    let item = schema.get("items").unwrap_or(schema);
    let named = item
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|name| document.pointer(name.trim_start_matches('#')));
    let properties = named
        .unwrap_or(item)
        .get("properties")
        .and_then(Value::as_object);
    let kind = |of: &Value| match of.get("type") {
        Some(Value::String(kind)) => kind.clone(),
        Some(Value::Array(kinds)) => kinds
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(" | "),
        _ => "object".to_owned(),
    };
    properties
        .into_iter()
        .flatten()
        .map(|(name, of)| (name.clone(), kind(of)))
        .collect()
}

speaks!(ReaderPage);
