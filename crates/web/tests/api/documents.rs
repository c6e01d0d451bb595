//! The document of the API: it names every route, every answer and how to sign in, and its
//! page shows all of it.

use crate::world::World;
use serde_json::Value;
use std::collections::BTreeSet;

fn operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().expect("paths");
    let mut found = Vec::new();
    for (path, item) in paths {
        for (method, operation) in item.as_object().expect("operations") {
            found.push((method.clone(), path.clone(), operation.clone()));
        }
    }
    found
}

#[tokio::test]
async fn the_document_says_what_can_be_answered_and_how_to_sign_in() {
    let world = World::new().await;
    let document = world.get("nobody", "/openapi.json").await.is(200).json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(schemes["token"]["scheme"], "bearer");
    assert_eq!(schemes["session"]["in"], "cookie");
    let operations = operations(&document);
    assert!(
        operations.len() > 60,
        "only {} operations",
        operations.len()
    );
    for (method, path, operation) in &operations {
        let answers = operation["responses"].as_object().expect("answers");
        let name = format!("{method} {path}");
        assert!(
            operation["summary"]
                .as_str()
                .is_some_and(|text| !text.is_empty()),
            "{name}"
        );
        assert!(
            answers.keys().any(|status| status.starts_with('2')),
            "{name}"
        );
        for status in ["401", "404", "429", "500", "503"] {
            let schema = &answers[status]["content"]["application/json"]["schema"]["$ref"];
            assert_eq!(schema, "#/components/schemas/ApiError", "{name} {status}");
        }
        if operation.get("requestBody").is_some() {
            assert!(
                answers.contains_key("422") && answers.contains_key("413"),
                "{name}"
            );
        }
        let parameters = operation["parameters"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        let has = |header: &str| parameters.iter().any(|one| one["name"] == header);
        assert_eq!(
            has("Idempotency-Key"),
            answers.contains_key("201"),
            "{name}"
        );
        assert_eq!(has("If-Match"), answers.contains_key("428"), "{name}");
        for part in path.split('/').filter(|part| part.starts_with('{')) {
            assert!(
                has(part.trim_matches(['{', '}'])),
                "{name} does not tell {part}"
            );
        }
    }
}

#[tokio::test]
async fn whatever_the_document_refers_to_is_in_it() {
    let world = World::new().await;
    let document = world.get("nobody", "/openapi.json").await.json();
    let text = document.to_string();
    let mut references = BTreeSet::new();
    for part in text.split("\"$ref\":\"#").skip(1) {
        references.insert(part.split('"').next().unwrap_or_default().to_owned());
    }
    assert!(references.len() > 40, "only {references:?}");
    let missing: Vec<&String> = references
        .iter()
        .filter(|at| document.pointer(at).is_none())
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Routes of the source: method and path, without what is no operation.
fn routes() -> BTreeSet<(String, String)> {
    let source = include_str!("../../src/api.rs");
    let mut found = BTreeSet::new();
    for part in source.split(".route(").skip(1) {
        let part = part
            .split(".method_not_allowed_fallback")
            .next()
            .unwrap_or_default();
        let here = "/cities/{city}/assessments/{assessment}";
        let own = part.split('"').nth(1).unwrap_or_default();
        let path = match part.trim_start() {
            start if start.starts_with("&at(") => format!("{here}{own}"),
            start if start.starts_with("here") => here.to_owned(),
            _ => own.to_owned(),
        };
        for method in ["get", "post", "put", "delete"] {
            if part.contains(&format!(" {method}(")) || part.contains(&format!(".{method}(")) {
                found.insert((
                    method.to_owned(),
                    format!("/api/v1{}", path.replace("{*", "{")),
                ));
            }
        }
    }
    found.retain(|(_, path)| !path.ends_with("/openapi.json") && !path.ends_with("/docs"));
    found
}

#[tokio::test]
async fn the_document_names_every_route_and_no_other() {
    let world = World::new().await;
    let document = world.get("nobody", "/openapi.json").await.json();
    let told: BTreeSet<(String, String)> = operations(&document)
        .into_iter()
        .map(|(method, path, _)| (method, path))
        .collect();
    let routes = routes();
    assert_eq!(
        routes.difference(&told).collect::<Vec<_>>(),
        Vec::<&(String, String)>::new()
    );
    assert_eq!(
        told.difference(&routes).collect::<Vec<_>>(),
        Vec::<&(String, String)>::new()
    );
}

#[tokio::test]
async fn the_page_of_the_document_shows_every_operation_and_runs_nothing() {
    let world = World::new().await;
    let document = world.get("nobody", "/openapi.json").await.json();
    let page = world.get("nobody", "/docs").await.is(200);
    let html = page.text();
    for (_, path, _) in operations(&document) {
        assert!(html.contains(&path), "{path}");
    }
    for name in document["components"]["schemas"]
        .as_object()
        .unwrap()
        .keys()
    {
        assert!(html.contains(&format!("id=\"schema-{name}\"")), "{name}");
    }
    for link in html.split("href=\"#schema-").skip(1) {
        let name = link.split('"').next().unwrap_or_default();
        assert!(
            html.contains(&format!("id=\"schema-{name}\"")),
            "{name} leads nowhere"
        );
    }
    for script in html.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap_or_default();
        assert!(tag.contains(" src=\"/assets/"), "{tag}");
    }
    assert!(
        !html.contains("http://") && !html.contains("https://"),
        "it names another host"
    );
    assert!(
        page.header("content-security-policy")
            .contains("default-src")
    );
}
