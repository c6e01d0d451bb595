//! Sealed documents: made with each final version, checked elsewhere, and tied to what
//! everybody sees.

use crate::canary::city;
use crate::publication::{HERE, import};
use crate::world::{World, said};
use gradus_app::seal::{Flaw, Kind, check, tied};
use gradus_app::{InstanceKey, KeyFile};
use serde_json::{Value, json};

const ASSESSMENT: &str = "/cities/northaven/assessments/2026";

/// A city whose assessment is open for agreement, and then made final.
async fn finalised() -> World {
    let world = World::new().await;
    let mut file = city();
    file["phase"] = json!("consensus");
    import(&world, &file).await;
    finalise(&world, "final").await;
    world
}

async fn finalise(world: &World, to: &str) {
    let path = format!("{ASSESSMENT}/phase");
    world
        .post("lena", &path, &json!({ "to": to }))
        .await
        .is(204);
}

async fn sealed(world: &World, number: i64) -> Vec<u8> {
    let path = format!("{ASSESSMENT}/seals/{number}");
    world.get("lena", &path).await.is(200).bytes
}

async fn keys(world: &World) -> KeyFile {
    let reply = world
        .raw("nobody", "GET", "/.well-known/gradus-key.json", "", &[])
        .await;
    KeyFile::read(&reply.is(200).text()).expect("keys")
}

#[tokio::test(flavor = "multi_thread")]
async fn each_final_version_is_sealed_and_the_ones_before_stay() {
    let world = finalised().await;
    let keys = keys(&world).await;
    let first = sealed(&world, 1).await;
    let found = check(&first, Some(&keys));
    assert_eq!(found.flaws, [], "{found:?}");
    assert_eq!((found.kind, found.number), (Some(Kind::Sealed), Some(1)));
    assert_eq!(found.city.as_deref(), Some("Northaven"));
    assert!(found.key_known);

    finalise(&world, "consensus").await;
    let agreed = json!({ "kind": "statement", "subject": "LE1.1", "value": "partly",
                         "rationale": "the council showed the minutes", "version": 0 });
    let path = format!("{ASSESSMENT}/agreed/statement/LE1.1");
    let tags = [("if-match", "\"0\"")];
    let put = world.send("lena", "PUT", &path, Some(&agreed), &tags).await;
    assert!(
        put.status.is_success() || put.status == 422,
        "{}",
        put.text()
    );
    finalise(&world, "final").await;
    let list = world.get("lena", &format!("{ASSESSMENT}/seals")).await;
    assert_eq!(list.is(200).json().as_array().map(Vec::len), Some(2));
    assert_eq!(
        sealed(&world, 1).await,
        first,
        "the first stays byte by byte"
    );
    assert_eq!(check(&sealed(&world, 2).await, Some(&keys)).flaws, []);
    let rows = world.app.store().db().audit_entries(0, 10_000).await;
    let rows = rows.expect("rows");
    let taken = rows.iter().filter(|row| row.action == "sealed_export");
    assert_eq!(taken.count(), 3, "that it was taken away is noted");
    world
        .get("lena", &format!("{ASSESSMENT}/seals/3"))
        .await
        .fails(404, "not_found");
    world
        .get("victor", &format!("{ASSESSMENT}/seals/1"))
        .await
        .fails(403, "not_allowed");

    let page = world.session("lena").await;
    let page = world
        .page(&page, "GET", "/c/northaven/2026/publish")
        .await
        .is(200);
    assert!(page.text().contains("/c/northaven/2026/sealed/2"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_everybody_gets_is_sealed_and_tied_to_the_full_document_alone() {
    let world = finalised().await;
    let text = json!({ "introduction": "Look.", "evidence": ["e1"] });
    world.put("lena", HERE, &text).await.is(200);
    let at = "/p/northaven/2026/gradus-public.json";
    let public = world.raw("nobody", "GET", at, "", &[]).await.is(200).bytes;
    let keys = keys(&world).await;
    let found = check(&public, Some(&keys));
    assert_eq!(found.flaws, [], "{found:?}");
    assert_eq!(found.kind, Some(Kind::Public));
    let full = sealed(&world, 1).await;
    assert_eq!(tied(&full, &public), []);

    // The same answers sealed again have another salt, so another commitment.
    finalise(&world, "consensus").await;
    finalise(&world, "final").await;
    let again = sealed(&world, 2).await;
    assert_eq!(tied(&again, &public), [Flaw::Commitment]);
    let value = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).expect("JSON");
    let (first, again) = (value(&full), value(&again));
    assert_eq!(first["input_sha256"], again["input_sha256"]);
    assert_ne!(first["salt"], again["salt"]);
    let page = world
        .raw("nobody", "GET", "/p/northaven/2026", "", &[])
        .await;
    assert!(page.text().contains("gradus-public.json"));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_instance_comes_to_the_same_hashes_and_checks_the_first_ones_seal() {
    let here = finalised().await;
    finalise(&here, "consensus").await;
    let path = format!("{ASSESSMENT}/export?form=json");
    let file = here.get("lena", &path).await.is(200).json();
    finalise(&here, "final").await;
    let there = World::new().await;
    import(&there, &file).await;
    finalise(&there, "final").await;
    let value = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).expect("JSON");
    let (first, second) = (sealed(&here, 2).await, sealed(&there, 1).await);
    let (ours, theirs) = (value(&first), value(&second));
    for hash in ["input_sha256", "result_sha256"] {
        assert_eq!(ours[hash], theirs[hash], "{hash}");
        assert_eq!(said(&ours[hash]).len(), 64);
    }
    let (own, other) = (keys(&here).await, keys(&there).await);
    assert_eq!(check(&first, Some(&own)).flaws, []);
    assert_eq!(check(&first, Some(&other)).flaws, [Flaw::ForeignKey]);
    assert_eq!(check(&first, None).flaws, []);
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound
    }
}

/// Every place of a document where a value without parts stands, as JSON pointers.
fn leaves(at: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                leaves(&format!("{at}/{}", key.replace('/', "~1")), value, found);
            }
        }
        Value::Array(list) => {
            for (place, value) in list.iter().enumerate() {
                leaves(&format!("{at}/{place}"), value, found);
            }
        }
        _ => found.push(at.to_owned()),
    }
}

fn changed(value: &Value, dice: &mut Dice) -> Value {
    match value {
        Value::String(text) => json!(format!("{text}{}", dice.below(10))),
        Value::Number(number) => json!(number.as_f64().unwrap_or(0.0) + 1.0),
        Value::Bool(yes) => json!(!yes),
        _ => json!(1),
    }
}

/// A document changed at random: a byte, a field, a row removed, rows swapped, the tail cut,
/// or a field with the seal made anew by a stranger's key.
fn tampered(bytes: &[u8], document: &Value, places: &[String], dice: &mut Dice) -> Vec<u8> {
    let write = |document: &Value| {
        let mut text = document.to_string().into_bytes();
        text.push(b'\n');
        text
    };
    let mut own = document.clone();
    let rows = own["input"]["ratings"].as_array().map_or(0, Vec::len);
    match dice.below(7) {
        0 => {
            let mut own = bytes.to_vec();
            let at = dice.below(own.len());
            own[at] ^= u8::try_from(dice.below(255) + 1).expect("a byte");
            own
        }
        1 | 2 => {
            let place = &places[dice.below(places.len())];
            let value = own.pointer_mut(place).expect("a place");
            *value = changed(value, dice);
            write(&own)
        }
        3 => {
            let list = own["input"]["ratings"].as_array_mut().expect("ratings");
            list.remove(dice.below(rows));
            write(&own)
        }
        4 => {
            let list = own["input"]["ratings"].as_array_mut().expect("ratings");
            let from = dice.below(rows);
            list.swap(from, (from + 1 + dice.below(rows - 1)) % rows);
            write(&own)
        }
        5 => bytes[..dice.below(bytes.len())].to_vec(),
        _ => {
            let place = &places[dice.below(places.len())];
            let value = own.pointer_mut(place).expect("a place");
            *value = changed(value, dice);
            let parts = own.as_object_mut().expect("an object");
            parts.remove("seal");
            gradus_app::seal::signed(&InstanceKey::from_seed([9; 32]), parts.clone()).into_bytes()
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_of_a_thousand_random_changes_is_found_with_the_public_key() {
    let world = finalised().await;
    let bytes = sealed(&world, 1).await;
    let keys = keys(&world).await;
    assert_eq!(check(&bytes, Some(&keys)).flaws, []);
    let document: Value = serde_json::from_slice(&bytes).expect("JSON");
    let mut places = Vec::new();
    leaves("", &document, &mut places);
    assert!(places.len() > 1000, "{}", places.len());
    let mut dice = Dice(2026);
    for number in 0..1000 {
        let own = tampered(&bytes, &document, &places, &mut dice);
        assert_ne!(own, bytes, "change {number} changes nothing");
        let found = check(&own, Some(&keys));
        assert!(!found.is_sound(), "change {number} is not found");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_made_up_result_is_named_figure_by_figure_even_when_it_is_sealed_anew() {
    let world = finalised().await;
    let bytes = sealed(&world, 1).await;
    let mut document: Value = serde_json::from_slice(&bytes).expect("JSON");
    document["result"]["components"][0]["level"] = json!(5);
    let parts = document.as_object_mut().expect("an object");
    parts.remove("seal");
    let forged = gradus_app::seal::signed(world.app.key(), parts.clone());
    let found = check(forged.as_bytes(), Some(&keys(&world).await));
    assert_eq!(found.flaws.len(), 2, "{:?}", found.flaws);
    assert_eq!(found.flaws[0], Flaw::ResultHash);
    let Flaw::Result { differences, count } = &found.flaws[1] else {
        panic!("{:?}", found.flaws);
    };
    assert_eq!(
        (*count, differences[0].at.as_str()),
        (1, "/components/0/level"),
        "{differences:?}"
    );
    assert_eq!(differences[0].said, Some(json!(5)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_two_documents_are_tied_where_few_voted_and_where_a_reviewer_rated() {
    let world = World::new().await;
    let mut file = city();
    file["phase"] = json!("consensus");
    let vote = |person: usize| json!({ "assessor": format!("a{person}"), "value": "partly" });
    let round = |number: usize, people: std::ops::Range<usize>| {
        json!({ "statement": "LE3.1", "number": number,
                "votes": people.map(vote).collect::<Vec<_>>(), "guests": { "fully": 6 } })
    };
    // Six of sixteen vote, then two of them.
    file["rounds"] = json!([round(1, 0..6), round(2, 0..2)]);
    let reviewers = file["reviewers"].as_array_mut().expect("reviewers");
    reviewers.extend([json!({ "id": "a0" }), json!({ "id": "a3" })]);
    let evidence = file["evidence"].as_array_mut().expect("evidence");
    for (id, reviewer) in [("zz", "a0"), ("b1", "a3")] {
        evidence.push(json!({ "id": id, "title": "Minutes", "kind": "document",
            "effective": "2025-01-01", "status": "accepted", "reviewer": reviewer,
            "supports": ["LE3.1"] }));
    }
    import(&world, &file).await;
    finalise(&world, "final").await;
    let text = json!({ "introduction": "Look.", "evidence": [] });
    world.put("lena", HERE, &text).await.is(200);
    let at = "/p/northaven/2026/gradus-public.json";
    let public = world.raw("nobody", "GET", at, "", &[]).await.is(200).bytes;
    let shown: Value = serde_json::from_slice(&public).expect("JSON");
    let components = shown["result"]["components"]
        .as_array()
        .expect("components");
    let ignored = components
        .iter()
        .filter_map(|one| one["acceptances_not_counted"].as_array());
    assert_eq!(ignored.map(Vec::len).sum::<usize>(), 2, "both rated there");
    let full = sealed(&world, 1).await;
    assert_eq!(tied(&full, &public), []);

    // What can be downloaded stays byte by byte when the page changes.
    let other = json!({ "introduction": "Look again.", "evidence": ["e1"] });
    world.put("lena", HERE, &other).await.is(200);
    let again = world.raw("nobody", "GET", at, "", &[]).await.is(200).bytes;
    assert_eq!(again, public);
}
