//! A published result as a dataset that portals and search engines understand: DCAT 3 and
//! schema.org in one JSON-LD document.

use gradus_domain::disclosure::Protected;
use serde_json::{Value as Json, json};
use time::Date;

/// A file of a dataset.
#[derive(Debug, Clone)]
pub struct Distribution {
    /// Its address.
    pub url: String,
    /// Its media type.
    pub media_type: String,
    /// What it is.
    pub title: String,
}

/// What a dataset says of itself beyond the result.
#[derive(Debug, Clone)]
pub struct DatasetFacts<'a> {
    /// The address of its page, which names it.
    pub page: &'a str,
    /// BCP 47 tag of its texts.
    pub language: &'a str,
    /// Title.
    pub title: &'a str,
    /// The result in a sentence.
    pub description: &'a str,
    /// Number of its version.
    pub version: i64,
    /// First published.
    pub issued: Date,
    /// Last changed.
    pub modified: Date,
    /// Its files.
    pub distributions: &'a [Distribution],
}

/// The document, as JSON-LD.
#[must_use]
pub fn json_ld(result: &Protected, facts: &DatasetFacts<'_>) -> String {
    let of = result.facts();
    let (city, cycle, model) = (of.city(), of.cycle(), of.model());
    let (from, to) = (cycle.from.to_string(), cycle.to.to_string());
    let keywords = ["smart city", "maturity", model.title.as_str()];
    let publisher = json!({
        "@type": ["foaf:Organization", "schema:GovernmentOrganization"],
        "foaf:name": city.name,
        "schema:name": city.name,
    });
    let place = json!({
        "@type": ["dct:Location", "schema:City"],
        "schema:name": city.name,
        "schema:addressCountry": city.country,
    });
    let document = json!({
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "schema": "https://schema.org/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": facts.page,
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dct:identifier": facts.page,
        "schema:url": facts.page,
        "dcat:landingPage": { "@id": facts.page },
        "dct:title": said(facts.title, facts.language),
        "schema:name": facts.title,
        "dct:description": said(facts.description, facts.language),
        "schema:description": facts.description,
        "dct:language": facts.language,
        "schema:inLanguage": facts.language,
        "dcat:keyword": keywords,
        "schema:keywords": keywords,
        "dct:publisher": publisher,
        "schema:publisher": publisher,
        "schema:creator": publisher,
        "dct:spatial": place,
        "schema:spatialCoverage": place,
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": day(&from),
            "dcat:endDate": day(&to),
        },
        "schema:temporalCoverage": format!("{from}/{to}"),
        "dct:issued": day(&facts.issued.to_string()),
        "schema:datePublished": facts.issued.to_string(),
        "dct:modified": day(&facts.modified.to_string()),
        "schema:dateModified": facts.modified.to_string(),
        "dcat:version": facts.version.to_string(),
        "schema:version": facts.version.to_string(),
        "schema:isAccessibleForFree": true,
        "schema:measurementTechnique": format!("{} {}", model.title, model.name),
        "schema:variableMeasured": variables(result),
        "dcat:distribution": facts.distributions.iter().map(distribution).collect::<Vec<_>>(),
        "schema:distribution": facts.distributions.iter().map(download).collect::<Vec<_>>(),
    });
    format!("{:#}\n", without_nulls(document))
}

fn said(text: &str, language: &str) -> Json {
    json!({ "@value": text, "@language": language })
}

fn day(day: &str) -> Json {
    json!({ "@value": day, "@type": "xsd:date" })
}

/// The level of every component that has one.
fn variables(result: &Protected) -> Vec<Json> {
    let facts = result.facts();
    let scale = &facts.model().scale;
    let variable = |score: &gradus_domain::result::ComponentScore| {
        let level = score.level.ok()?;
        Some(json!({
            "@type": "schema:PropertyValue",
            "schema:name": facts.model().component(score.component).name,
            "schema:value": scale.value(level),
            "schema:description": scale.name(level),
            "schema:minValue": scale.all().next().map(|level| scale.value(level)),
            "schema:maxValue": scale.all().next_back().map(|level| scale.value(level)),
        }))
    };
    let components = facts.figures().components.iter();
    components.filter_map(variable).collect()
}

fn distribution(file: &Distribution) -> Json {
    json!({
        "@type": "dcat:Distribution",
        "dct:title": file.title,
        "dcat:downloadURL": { "@id": file.url },
        "dcat:accessURL": { "@id": file.url },
        "dcat:mediaType": {
            "@id": format!("https://www.iana.org/assignments/media-types/{}", file.media_type),
        },
    })
}

fn download(file: &Distribution) -> Json {
    json!({
        "@type": "schema:DataDownload",
        "schema:name": file.title,
        "schema:contentUrl": file.url,
        "schema:encodingFormat": file.media_type,
    })
}

fn without_nulls(value: Json) -> Json {
    match value {
        Json::Object(map) => {
            let kept = map.into_iter().filter(|(_, value)| !value.is_null());
            Json::Object(
                kept.map(|(key, value)| (key, without_nulls(value)))
                    .collect(),
            )
        }
        Json::Array(list) => Json::Array(list.into_iter().map(without_nulls).collect()),
        other => other,
    }
}
