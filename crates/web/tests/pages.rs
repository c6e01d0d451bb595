//! Every page of results, leads, members and administrators: what people typed stays text,
//! nothing is styled or scripted in place, everything has its label, headings are in order.

mod html;
mod samples;

use gradus_words::Language;
use html::{Element, elements, texts};
use samples::{Maker, Sample};
use std::collections::BTreeSet;

/// Every page in every language, with ordinary and with hostile texts.
fn every_page() -> Vec<(String, Sample, bool)> {
    let mut pages = Vec::new();
    for language in Language::ALL {
        for (maker, hostile) in [
            (Maker::new(language), false),
            (Maker::hostile(language), true),
        ] {
            for page in maker.pages() {
                let name = format!("{} {} hostile: {hostile}", page.name, language.tag());
                pages.push((name, page, hostile));
            }
        }
    }
    assert!(pages.len() > 180, "only {} pages", pages.len());
    pages
}

fn each(check: impl Fn(&str, &[Element])) {
    for (name, page, _) in every_page() {
        check(&name, &elements(&page.html));
    }
}

#[test]
fn no_page_has_a_script_or_style_of_its_own() {
    each(|name, elements| {
        for element in elements {
            for (attribute, _) in &element.attributes {
                let in_place = attribute == "style" || attribute.starts_with("on");
                assert!(!in_place, "{name}: {element:?}");
            }
            assert_ne!(element.name, "style", "{name}");
            let src = element.get("src");
            assert!(
                element.name != "script" || src.is_some_and(|src| src.starts_with("/assets/")),
                "{name}: {element:?}"
            );
            let address = element
                .get("href")
                .or(element.get("action"))
                .unwrap_or_default();
            assert!(
                !address.trim().to_lowercase().starts_with("javascript:"),
                "{name}: {element:?}"
            );
        }
    });
}

#[test]
fn what_people_typed_makes_no_element() {
    for (name, page, hostile) in every_page().into_iter().filter(|(_, _, hostile)| *hostile) {
        assert!(
            hostile && page.html.contains("&#60;script&#62;"),
            "{name} shows what was typed"
        );
        let found = elements(&page.html);
        assert!(
            !found
                .iter()
                .any(|e| e.get("onerror").is_some() || e.get("src") == Some("x")),
            "{name}"
        );
    }
}

#[test]
fn identifiers_are_unique_and_what_refers_to_them_finds_them() {
    each(|name, elements| {
        let mut ids = BTreeSet::new();
        for element in elements {
            if let Some(id) = element.get("id") {
                assert!(!id.is_empty() && !id.contains(' '), "{name}: '{id}'");
                assert!(ids.insert(id.to_owned()), "{name}: {id} stands twice");
            }
        }
        for element in elements {
            for attribute in ["for", "aria-labelledby", "aria-describedby", "data-copy"] {
                for id in element
                    .get(attribute)
                    .unwrap_or_default()
                    .split_whitespace()
                {
                    assert!(ids.contains(id), "{name}: {attribute}={id} leads nowhere");
                }
            }
            if let Some(id) = element.get("href").and_then(|href| href.strip_prefix('#')) {
                assert!(ids.contains(id), "{name}: #{id} leads nowhere");
            }
        }
    });
}

#[test]
fn every_field_has_a_label_and_every_post_the_token() {
    each(|name, elements| {
        let labels: BTreeSet<&str> = elements
            .iter()
            .filter(|e| e.name == "label")
            .filter_map(|e| e.get("for"))
            .collect();
        for (at, element) in elements.iter().enumerate() {
            let hidden = element.get("type") == Some("hidden");
            if matches!(element.name.as_str(), "input" | "select" | "textarea") && !hidden {
                let id = element
                    .get("id")
                    .unwrap_or_else(|| panic!("{name}: {element:?} has no id"));
                assert!(labels.contains(id), "{name}: {id} has no label");
            }
            let posts = element.name == "form" && element.get("method") == Some("post");
            if posts {
                let token = elements
                    .iter()
                    .skip(at + 1)
                    .take_while(|e| e.name != "/form")
                    .find(|e| e.get("name") == Some("csrf"));
                assert!(token.is_some(), "{name}: {element:?}");
            }
            if let (Some(field), true) = (element.get("name"), element.name == "input") {
                let fits = |c: char| {
                    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-')
                };
                assert!(field.chars().all(fits), "{name}: field '{field}'");
            }
        }
    });
}

#[test]
fn headings_go_down_one_by_one_from_a_single_title() {
    each(|name, elements| {
        let mut last = 0;
        let mut titles = 0;
        // The list of shortcuts is a dialog of its own, shut until it is asked for.
        for element in elements
            .iter()
            .take_while(|element| element.name != "dialog")
        {
            let level = match element.name.as_str() {
                "h1" => 1,
                "h2" => 2,
                "h3" => 3,
                "h4" => 4,
                _ => continue,
            };
            titles += usize::from(level == 1);
            assert!(level <= last + 1, "{name}: h{level} follows h{last}");
            last = level;
        }
        assert_eq!(titles, 1, "{name}");
    });
}

#[test]
fn a_table_names_its_columns_and_rows_and_a_region_can_be_reached() {
    each(|name, elements| {
        for element in elements {
            if element.name == "th" {
                assert!(
                    matches!(element.get("scope"), Some("col" | "row" | "rowgroup")),
                    "{name}: {element:?}"
                );
            }
            if element.get("role") == Some("region") {
                assert_eq!(element.get("tabindex"), Some("0"), "{name}");
                assert!(
                    element
                        .get("aria-labelledby")
                        .or(element.get("aria-label"))
                        .is_some(),
                    "{name}"
                );
            }
            if element.name == "svg" {
                let named = element.get("role") == Some("img")
                    || element.get("aria-hidden") == Some("true");
                assert!(named, "{name}: {element:?}");
            }
        }
    });
}

#[test]
fn every_message_is_said_in_words() {
    let families = [
        "results-",
        "manage-",
        "account-",
        "page-",
        "heading-",
        "column-",
        "evidence-",
        "status-",
        "why-",
    ];
    for (name, page, hostile) in every_page() {
        for text in texts(&page.html) {
            let text = text.trim();
            let is_key =
                families.iter().any(|family| text.starts_with(family)) && !text.contains(' ');
            assert!(!is_key, "{name}: {text}");
            assert!(
                hostile || !text.contains("{$") && !text.contains("{ $"),
                "{name}: {text}"
            );
        }
    }
}

#[test]
fn the_models_texts_are_marked_with_their_language_in_german_pages_alone() {
    for language in Language::ALL {
        let pages = Maker::new(language).pages();
        for name in [
            "results",
            "results-component",
            "overview-rating",
            "evidence-detail",
            "settings",
            "evidence-form",
            "person",
        ] {
            let page = pages
                .iter()
                .find(|page| page.name == name)
                .unwrap_or_else(|| panic!("no {name}"));
            let found = elements(&page.html);
            let marked = found
                .iter()
                .filter(|e| e.name != "button" && e.name != "html" && e.get("lang") == Some("en"))
                .count();
            assert_eq!(
                marked > 0,
                language == Language::German,
                "{name} {}: {marked}",
                language.tag()
            );
        }
    }
}

#[test]
fn answers_are_in_no_page_before_the_assessment_is_final() {
    for page in Maker::new(Language::English).pages() {
        let shows = page.html.contains("id=\"d-") || page.html.contains("says Fully");
        let may = ["results", "results-component", "results-component-last"].contains(&page.name);
        assert_eq!(shows, may, "{}", page.name);
    }
}

#[test]
fn a_password_is_in_no_page() {
    for (name, page, _) in every_page() {
        assert!(
            !page.html.contains("hunter2") && !page.html.contains("value=\"12345678\""),
            "{name}"
        );
    }
}

#[test]
fn a_page_stays_small() {
    for page in Maker::new(Language::German).pages() {
        let most = if page.name.starts_with("results-component") {
            200
        } else {
            90
        };
        let size = page.html.len() / 1000;
        assert!(size < most, "{} has {size} kB", page.name);
    }
}

#[test]
fn every_layout_says_when_the_connection_is_plain() {
    fn all(folder: &std::path::Path, found: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            match path.is_dir() {
                true => all(&path, found),
                false => found.push(path),
            }
        }
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut files = Vec::new();
    all(&folder, &mut files);
    let mut layouts = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a template");
        if text.to_lowercase().contains("<!doctype html>") {
            layouts += 1;
            assert!(
                text.contains("partials/insecure.html"),
                "{}",
                file.display()
            );
        }
    }
    assert_eq!(layouts, 2);
}
