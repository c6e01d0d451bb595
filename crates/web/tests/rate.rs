//! The rating pages: what is chosen is marked, everything has a name, nothing is styled or
//! scripted in place, and a first visit stays light.

mod html;
mod rating;

use askama::Template;
use flate2::{Compression, write::GzEncoder};
use gradus_web::assets::{ASSETS, served};
use gradus_web::views::rate::*;
use gradus_words::Language;
use html::{Element, elements, texts};
use rating::{Maker, Sample};
use std::collections::BTreeSet;
use std::io::Write as _;

/// Pages and parts in every language, open and closed.
fn everything() -> Vec<(String, Sample)> {
    let mut found = Vec::new();
    for language in Language::ALL {
        for closed in [false, true] {
            let mut maker = Maker::new(language);
            maker.closed = closed;
            for sample in maker.pages().into_iter().chain(maker.parts()) {
                let name = format!("{} {} closed: {closed}", sample.name, language.tag());
                found.push((name, sample));
            }
        }
    }
    assert_eq!(found.len(), 32);
    found
}

fn each(check: impl Fn(&str, &[Element])) {
    for (name, sample) in everything() {
        check(&name, &elements(&sample.html));
    }
}

fn checked(html: &str) -> Vec<String> {
    elements(html)
        .iter()
        .filter(|element| element.get("checked").is_some())
        .filter_map(|element| element.get("value"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn nothing_is_styled_or_scripted_in_place() {
    each(|name, elements| {
        for element in elements {
            let in_place = |attribute: &str| attribute == "style" || attribute.starts_with("on");
            let found = element.attributes.iter().any(|(own, _)| in_place(own));
            assert!(!found && element.name != "style", "{name}: {element:?}");
            assert!(
                element.name != "script" || element.get("src").is_some(),
                "{name}: {element:?}"
            );
        }
    });
}

#[test]
fn identifiers_stand_once_and_references_lead_somewhere() {
    each(|name, elements| {
        let ids: Vec<&str> = elements
            .iter()
            .filter_map(|element| element.get("id"))
            .collect();
        let once: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), once.len(), "{name}");
        for element in elements {
            for attribute in [
                "for",
                "aria-labelledby",
                "aria-describedby",
                "aria-controls",
                "data-toggles",
            ] {
                for id in element
                    .get(attribute)
                    .unwrap_or_default()
                    .split_whitespace()
                {
                    assert!(once.contains(id), "{name}: {attribute}={id}");
                }
            }
        }
    });
}

#[test]
fn every_input_has_a_label_and_every_group_a_legend() {
    each(|name, elements| {
        let labelled: BTreeSet<&str> = elements
            .iter()
            .filter_map(|element| element.get("for"))
            .collect();
        let (mut in_label, mut inputs) = (0_i32, 0);
        for (at, element) in elements.iter().enumerate() {
            match element.name.as_str() {
                "label" => in_label += 1,
                "/label" => in_label -= 1,
                "fieldset" => assert_eq!(elements[at + 1].name, "legend", "{name}"),
                "input" | "select" | "textarea" | "progress"
                    if element.get("type") != Some("hidden") =>
                {
                    inputs += 1;
                    let by_id = element.get("id").is_some_and(|id| labelled.contains(id));
                    let by_name = element
                        .get("aria-label")
                        .or(element.get("aria-labelledby"))
                        .is_some();
                    assert!(in_label > 0 || by_id || by_name, "{name}: {element:?}");
                }
                _ => {}
            }
        }
        assert!(inputs > 5, "{name}: {inputs} inputs");
    });
}

#[test]
fn every_form_carries_the_token_and_posts_to_an_answer() {
    each(|name, elements| {
        let mut inside = false;
        let mut tokens = 0;
        for element in elements {
            if element.name == "form" && element.get("method") == Some("post") {
                let action = element.get("action").expect("an action");
                let own = ["/answer", "/answer_many", "/preferences", "/sign-out"];
                let (path, mark) = action.split_once('?').unwrap_or((action, ""));
                assert!(
                    own.iter().any(|end| path.ends_with(end)),
                    "{name}: {action}"
                );
                let answers = path.contains("/answer");
                assert_eq!(answers, mark.starts_with("m="), "{name}: {action}");
                (inside, tokens) = (true, 0);
            }
            tokens += i32::from(element.get("name") == Some("csrf"));
            if element.name == "/form" && inside {
                assert_eq!(tokens, 1, "{name}");
                inside = false;
            }
        }
    });
}

#[test]
fn no_message_is_shown_by_its_key() {
    for (name, sample) in everything() {
        for text in texts(&sample.html) {
            let key = ["rate-", "page-", "answer-", "kind-"]
                .iter()
                .any(|family| text.trim().starts_with(family));
            assert!(!key, "{name}: {text}");
        }
    }
}

#[test]
fn the_picked_rung_alone_is_checked() {
    let maker = Maker::new(Language::English);
    let ground = maker.ground();
    for (pick, value) in [
        (StrandPick::Rung(3), "3"),
        (StrandPick::Above(2), "2-3"),
        (StrandPick::Unknown, "unknown"),
        (StrandPick::NotApplicable, "na"),
    ] {
        let mut card = maker.strand(1, pick);
        card.statements.clear();
        let html = StrandPart {
            ground: &ground,
            card: &card,
        }
        .render()
        .expect("a card");
        assert_eq!(checked(&html), [value]);
    }
    let mut card = maker.strand(1, StrandPick::Open);
    card.statements.clear();
    let html = StrandPart {
        ground: &ground,
        card: &card,
    }
    .render()
    .expect("a card");
    assert!(checked(&html).is_empty());
    assert!(html.contains("Not answered") && html.contains("Past Progressive"));
    assert!(html.contains("Between Lagging and Developing"));
}

#[test]
fn only_a_stage_can_be_surpassed_and_a_deficit_says_so() {
    let maker = Maker::new(Language::English);
    let ground = maker.ground();
    for (kind, surpassed, tagged) in [
        (Kind::Strength, false, false),
        (Kind::Stage, true, false),
        (Kind::Deficit, false, true),
    ] {
        let mut statement = maker.statement(0, Some(Answer::Largely));
        statement.kind = kind;
        let html = StatementPart {
            ground: &ground,
            statement: &statement,
        }
        .render()
        .expect("a card");
        assert_eq!(html.contains("value=\"surpassed\""), surpassed, "{kind:?}");
        assert_eq!(html.contains("Leave behind"), tagged, "{kind:?}");
        assert_eq!(checked(&html), ["largely"]);
        assert!(html.contains("Saved 10:41"));
    }
}

#[test]
fn a_filled_answer_says_where_it_comes_from() {
    let maker = Maker::new(Language::German);
    let ground = maker.ground();
    let mut statement = maker.statement(0, Some(Answer::Not));
    statement.inferred = true;
    let html = StatementPart {
        ground: &ground,
        statement: &statement,
    }
    .render()
    .expect("a card");
    assert!(html.contains("von der Leiter ausgefüllt") && !html.contains("Gespeichert"));
    assert!(
        html.contains(" lang=\"en\">"),
        "the model's text is marked as English"
    );
}

#[test]
fn a_conflict_shows_both_values_and_offers_both() {
    let maker = Maker::new(Language::English);
    let part = &maker.parts()[1];
    for text in [
        "Note: The charter was signed in May.",
        "Keep mine: Progressive",
        "Keep the other: Developing",
        "Elsewhere, 10:43",
    ] {
        assert!(part.html.contains(text), "{text}");
    }
    let kept: Vec<String> = elements(&part.html)
        .iter()
        .filter(|element| matches!(element.get("name"), Some("keep" | "keep_other")))
        .filter_map(|element| element.get("value").map(str::to_owned))
        .collect();
    assert_eq!(kept.len(), 2);
    assert!(
        kept[0].starts_with("strand ") && kept[0].ends_with(" 3 4"),
        "{kept:?}"
    );
    assert!(kept[1].ends_with(" 3 2"), "{kept:?}");
}

#[test]
fn a_reply_names_the_part_of_the_page_that_each_piece_replaces() {
    for (name, sample) in everything()
        .into_iter()
        .filter(|(name, _)| name.starts_with("part"))
    {
        let found = elements(&sample.html);
        let pieces: Vec<usize> = (0..found.len())
            .filter(|at| found[*at].name == "hx-partial")
            .collect();
        assert!(pieces.len() >= 3, "{name}");
        for at in pieces {
            let target = found[at]
                .get("hx-target")
                .and_then(|target| target.strip_prefix('#'));
            assert_eq!(target, found[at + 1].get("id"), "{name}");
        }
    }
}

#[test]
fn a_closed_rating_offers_nothing_to_save() {
    let mut maker = Maker::new(Language::English);
    maker.closed = true;
    for page in maker.pages() {
        let found = elements(&page.html);
        assert!(page.html.contains("The rating has ended"), "{}", page.name);
        let undo = found
            .iter()
            .any(|element| element.get("name") == Some("undo"));
        let (mut disabled, mut loose) = (false, 0);
        for element in &found {
            match element.name.as_str() {
                "fieldset" => disabled = element.get("disabled").is_some(),
                "/fieldset" => disabled = false,
                "input" if element.get("type") == Some("radio") && !disabled => loose += 1,
                _ => {}
            }
        }
        assert!(
            !undo && loose == 0,
            "{}: {loose} radios can be set",
            page.name
        );
    }
}

fn gzip(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).expect("memory");
    encoder.finish().expect("memory").len()
}

#[test]
fn a_first_rating_page_costs_under_150_kb_and_the_next_under_15() {
    let maker = Maker::new(Language::English);
    for page in maker.pages() {
        let files: usize = ASSETS
            .iter()
            .filter(|asset| page.html.contains(asset.served))
            .map(|asset| asset.wire_size())
            .sum();
        let own = gzip(&page.html);
        assert!(page.html.contains(served("gradus.css")), "{}", page.name);
        assert!(
            files > 50_000,
            "{}: {files} bytes of files were found",
            page.name
        );
        assert!(
            files + own < 150_000,
            "{}: {} bytes",
            page.name,
            files + own
        );
        assert!(own < 15_000, "{}: {own} bytes after the first", page.name);
        println!("{}: first {} bytes, then {own}", page.name, files + own);
    }
    for part in maker.parts() {
        assert!(
            gzip(&part.html) < 6_000,
            "{}: {}",
            part.name,
            gzip(&part.html)
        );
        println!("{}: {} bytes", part.name, gzip(&part.html));
    }
}
