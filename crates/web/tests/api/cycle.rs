//! A cycle from the first answer to the result: answers, evidence, results, files, the chain.

use crate::publication::{file, import};
use crate::world::{EVIDENCE_BYTES, HERE, World, said};
use gradus_app::account::LinkPurpose;
use gradus_app::audit::ACTIONS;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn path(rest: &str) -> String {
    format!("{HERE}{rest}")
}

#[tokio::test]
async fn an_answer_is_never_written_over_unseen() {
    let mut world = World::new().await;
    let first = json!({ "value": "partly", "version": 0 });
    let early = world.answer("amir", "statement/LE1.1", &first).await;
    early.fails(409, "not_rating");
    world.open_rating().await;
    let without = world
        .answer("amir", "statement/LE1.1", &json!({ "value": "not" }))
        .await;
    without.fails(428, "precondition_required");
    let taken = world
        .answer("amir", "statement/LE1.1", &first)
        .await
        .is(200);
    assert_eq!(
        (taken.json()["version"].clone(), taken.header("etag")),
        (json!(1), "\"1\"".to_owned())
    );
    world
        .answer("amir", "statement/LE1.1", &first)
        .await
        .is(200);
    let other = json!({ "value": "fully", "version": 0, "note": "seen" });
    let torn = world.answer("amir", "statement/LE1.1", &other).await;
    torn.fails(409, "conflict");
    assert_eq!(torn.json()["current"]["value"], "partly");
    assert_eq!(torn.json()["current"]["version"], 1);
    let now = json!({ "value": "fully", "note": "seen" });
    let answer = path("/seat/answers/statement/LE1.1");
    let by_header = [("if-match", "\"1\"")];
    world
        .send("amir", "PUT", &answer, Some(&now), &by_header)
        .await
        .is(200);
    assert_eq!(
        world.get("amir", &answer).await.is(200).json()["note"],
        "seen"
    );
    let undo = json!({ "kind": "statement", "subject": "LE1.1", "version": 2 });
    let back = world
        .post("amir", &path("/seat/undo"), &undo)
        .await
        .is(200)
        .json();
    assert_eq!(
        (&back["value"], &back["version"]),
        (&json!("partly"), &json!(3))
    );
}

#[tokio::test]
async fn answers_that_do_not_fit_are_told() {
    let mut world = World::new().await;
    world.open_rating().await;
    let answer = async |subject: &str, answer: Value| world.answer("link", subject, &answer).await;
    let na = answer("statement/LE1.1", json!({ "value": "na", "version": 0 })).await;
    assert_eq!(na.error().2, ["note"]);
    let both = json!({ "value": "maybe", "version": 0, "confidence": 9 });
    assert_eq!(
        answer("statement/LE1.1", both).await.error().2,
        ["value", "confidence"]
    );
    let rung = "strand/leadership-environment/vision";
    answer(rung, json!({ "value": "3-4", "version": 0 }))
        .await
        .is(200);
    assert_eq!(
        answer(rung, json!({ "value": "2-4", "version": 1 }))
            .await
            .error()
            .2,
        ["value"]
    );
    for none in [
        "statement/XX1.1",
        "word/LE1.1",
        "strand/leadership-environment/none",
    ] {
        answer(none, json!({ "value": "not", "version": 0 }))
            .await
            .fails(404, "not_found");
    }
    world
        .get("lena", &path("/seat"))
        .await
        .fails(403, "not_allowed");
    let seat = world.get("link", &path("/seat")).await.is(200).json();
    assert_eq!(
        seat["answers"][0]["subject"],
        "leadership-environment/vision"
    );
    assert!(seat["given"].as_u64().unwrap() > 1 && !said(&seat["recovery_code"]).is_empty());
    let standing = world
        .get("link", &path("/seat/standing"))
        .await
        .is(200)
        .json();
    assert_eq!(standing[0]["component"], "leadership-environment");
}

#[tokio::test]
async fn an_assessor_is_not_asked_for_every_component() {
    let mut world = World::new().await;
    let all = world.get("lena", &path("/assessors")).await.json();
    let amir = path(&format!("/assessors/{}", said(&all["items"][0]["id"])));
    let change = json!({ "group": "council", "components": ["service-delivery"] });
    world.put("lena", &amir, &change).await.is(200);
    world.open_rating().await;
    let other = world
        .answer(
            "amir",
            "statement/LE1.1",
            &json!({ "value": "not", "version": 0 }),
        )
        .await;
    other.fails(403, "not_allowed");
}

fn link(title: &str) -> Value {
    json!({ "kind": "link", "title": title, "url": "https://northaven.example/plan",
            "effective": "2028-01-01", "supports": ["LE1.1", "leadership-environment/vision"] })
}

/// A form with a piece and its file.
fn form(piece: &Value, name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut form = format!(
        "--b\r\ncontent-disposition: form-data; name=\"evidence\"\r\n\r\n{piece}\r\n--b\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    )
    .into_bytes();
    form.extend(bytes);
    form.extend(b"\r\n--b--\r\n");
    form
}

const FORM: [(&str, &str); 1] = [("content-type", "multipart/form-data; boundary=b")];

#[tokio::test]
async fn evidence_is_handed_in_changed_reviewed_and_reviewed_again() {
    let world = World::new().await;
    let made = world
        .post("farid", &path("/evidence"), &link("Plan"))
        .await
        .is(201)
        .json();
    let one = path(&format!("/evidence/{}", said(&made["id"])));
    let review = format!("{one}/review");
    let accepted = json!({ "status": "accepted" });
    world
        .post("lena", &review, &accepted)
        .await
        .fails(403, "not_allowed");
    world.post("rosa", &review, &accepted).await.is(204);
    let why = world
        .post("rosa", &review, &json!({ "status": "rejected" }))
        .await;
    assert_eq!(why.error().2, ["reason"]);
    assert_eq!(
        world.get("victor", &one).await.is(200).json()["status"],
        "accepted"
    );
    let without = world
        .send("farid", "PUT", &one, Some(&link("Other")), &[])
        .await;
    without.fails(428, "precondition_required");
    let changed = world.put("farid", &one, &link("Other plan")).await.is(200);
    assert_eq!(
        (&changed.json()["title"], &changed.json()["status"]),
        (&json!("Other plan"), &json!("submitted"))
    );
    let stale = [("if-match", "\"1\"")];
    let stale = world
        .send("farid", "PUT", &one, Some(&link("Plan")), &stale)
        .await;
    stale.fails(412, "precondition");
    world
        .send("victor", "DELETE", &one, None, &[])
        .await
        .fails(403, "not_allowed");
    world.send("farid", "DELETE", &one, None, &[]).await.is(204);
    world.get("lena", &one).await.fails(404, "not_found");
    let wrong = json!({ "kind": "link", "title": "", "effective": "x", "text": "a\u{0}b", "supports": ["ZZ9"] });
    let told = world.post("lena", &path("/evidence"), &wrong).await.error();
    assert_eq!(told.2, ["title", "text", "url", "effective", "supports"]);
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_and_runs_nowhere() {
    let world = World::new().await;
    let mut piece = link("Report");
    piece["kind"] = json!("document");
    let pdf = b"%PDF-1.7 a report\x00\xff".to_vec();
    let address = format!("/api/v1{}", path("/evidence"));
    let body = form(&piece, "../../etc/report<.pdf", &pdf);
    let made = world
        .raw("lena", "POST", &address, body, &FORM)
        .await
        .is(201)
        .json();
    let one = path(&format!("/evidence/{}", said(&made["id"])));
    let told = world.get("lena", &one).await.json();
    assert_eq!(
        (&told["file_name"], &told["media_type"]),
        (&json!("report.pdf"), &json!("application/pdf"))
    );
    let file = world.get("amir", &format!("{one}/file")).await.is(200);
    assert_eq!(file.bytes, pdf);
    assert!(
        file.header("content-disposition")
            .starts_with("attachment; filename=\"report.pdf\"")
    );
    assert!(file.header("content-security-policy").contains("sandbox"));
    assert_eq!(file.header("x-content-type-options"), "nosniff");
    // The same content again, this time inside JSON, is known as a duplicate.
    piece["file_name"] = json!("again.pdf");
    piece["file_base64"] = json!("JVBERi0xLjcgYSByZXBvcnQA/w==");
    let again = world
        .post("lena", &path("/evidence"), &piece)
        .await
        .is(201)
        .json();
    let again = world
        .get("lena", &path(&format!("/evidence/{}", said(&again["id"]))))
        .await;
    assert_eq!(again.json()["duplicate_of"], made["id"]);
    world
        .get("otto", &format!("{one}/file"))
        .await
        .fails(404, "not_found");
}

#[tokio::test]
async fn an_import_that_names_the_hash_of_another_citys_file_does_not_open_it() {
    let world = World::new().await;
    let mut piece = link("Secret");
    piece["kind"] = json!("document");
    piece["file_base64"] = json!("aGVsbG8=");
    world.post("lena", &path("/evidence"), &piece).await.is(201);
    let file = world.get("lena", &path("/export")).await.is(200);
    let address = "/api/v1/cities/southport/import";
    world
        .raw("otto", "POST", address, file.bytes, &[])
        .await
        .is(201);
    for (who, city, status) in [("lena", "northaven", 200), ("otto", "southport", 404)] {
        let there = format!("/cities/{city}/assessments/2028/evidence");
        let listed = world.get(who, &there).await.is(200).json();
        let id = said(&listed["items"][0]["id"]);
        assert_eq!(listed["items"][0]["title"], "Secret");
        let reply = world.get(who, &format!("{there}/{id}/file")).await;
        assert_eq!(reply.status.as_u16(), status, "{who}");
    }
}

#[tokio::test]
async fn files_that_browsers_run_and_files_too_large_are_refused() {
    let world = World::new().await;
    let mut piece = link("Report");
    piece["kind"] = json!("document");
    let address = format!("/api/v1{}", path("/evidence"));
    let send = async |name: &str, bytes: &[u8]| {
        let body = form(&piece, name, bytes);
        world.raw("lena", "POST", &address, body, &FORM).await
    };
    for (name, bytes) in [
        ("a.pdf", &b"<!doctype html><script>alert(1)</script>"[..]),
        (
            "a.svg",
            b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        ),
        ("a.exe", b"MZ\x90\x00\x03"),
        ("a.txt", b"binary\x01\x02"),
        ("a.txt", b"\xff\xfe\xfd"),
    ] {
        assert_eq!(send(name, bytes).await.error().2, ["file"], "{name}");
    }
    let large = vec![b'a'; usize::try_from(EVIDENCE_BYTES).unwrap() + 1];
    send("a.txt", &large).await.fails(413, "too_large");
    let larger = vec![b'a'; 9 * 1024 * 1024];
    send("a.txt", &larger).await.fails(413, "too_large");
    let broken = world
        .raw("lena", "POST", &address, "--b\r\nnonsense", &FORM)
        .await;
    assert_eq!(broken.error().2, ["evidence"]);
}

#[tokio::test]
async fn evidence_of_one_cycle_is_used_in_the_next() {
    let world = World::new().await;
    for title in ["One", "Two", "Three"] {
        world
            .post("lena", &path("/evidence"), &link(title))
            .await
            .is(201);
    }
    let page = world
        .get("lena", &path("/evidence?limit=2"))
        .await
        .is(200)
        .json();
    let next = format!("/evidence?after={}", said(&page["next"]));
    let rest = world.get("lena", &path(&next)).await.is(200).json();
    assert_eq!(
        (&rest["items"][0]["title"], &rest["next"]),
        (&json!("Three"), &json!(null))
    );
    let frame = world.frame("2032");
    world
        .post("lena", "/cities/northaven/assessments", &frame)
        .await
        .is(201);
    let there = "/cities/northaven/assessments/2032";
    let others = world
        .get("lena", &format!("{there}/evidence_elsewhere"))
        .await
        .json();
    assert_eq!(others["items"].as_array().unwrap().len(), 3);
    let id = said(&others["items"][0]["id"]);
    world
        .post("lena", &format!("{there}/evidence/{id}/use"), &json!({}))
        .await
        .is(204);
    let used = world.get("lena", &format!("{there}/evidence")).await.json();
    assert_eq!(
        used["items"][0]["supports"],
        json!(["LE1.1", "leadership-environment/vision"])
    );
    let foreign = world
        .post("otto", &format!("{there}/evidence/{id}/use"), &json!({}))
        .await;
    foreign.fails(404, "not_found");
}

/// Somebody answers every statement of a component.
async fn rate(world: &World, who: &str, value: &str) {
    for level in 1..=5 {
        for number in 1..=9 {
            let subject = format!("statement/LE{level}.{number}");
            let answer = json!({ "value": value, "version": 0 });
            let taken = world.answer(who, &subject, &answer).await;
            assert!(
                [200, 404, 422].contains(&taken.status.as_u16()),
                "{}",
                taken.text()
            );
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn results_open_with_consensus_and_survive_a_journey_to_another_city() {
    let mut world = World::new().await;
    world.open_rating().await;
    rate(&world, "amir", "largely").await;
    rate(&world, "link", "partly").await;
    for closed in ["/result", "/result/leadership-environment", "/report/html"] {
        world
            .get("lena", &path(closed))
            .await
            .fails(409, "results_closed");
    }
    world.move_to("consensus").await;
    let result = world.get("victor", &path("/result")).await.is(200).json();
    assert_eq!(result["format"], "gradus-result/1");
    let told = world
        .get("victor", &path("/result/leadership-environment"))
        .await
        .is(200)
        .json();
    assert!(!said(&told["holds_back"]).is_empty() && told["steps"].as_array().unwrap().len() > 2);
    world
        .get("victor", &path("/result/none"))
        .await
        .fails(404, "not_found");
    for (ending, kind) in [
        ("html", "text/html; charset=utf-8"),
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("csv", "text/csv; charset=utf-8"),
        ("csv-metadata.json", "application/json"),
        ("svg", "image/svg+xml"),
        ("json", "application/json"),
        ("md", "text/markdown; charset=utf-8"),
    ] {
        let report = world
            .get("victor", &path(&format!("/report/{ending}")))
            .await
            .is(200);
        assert_eq!(report.header("content-type"), kind);
        assert!(
            report
                .header("content-disposition")
                .starts_with("attachment"),
            "{ending}"
        );
        assert!(report.bytes.len() > 500, "{ending}");
    }
    #[cfg(not(feature = "pdf"))]
    {
        let without = world.get("victor", &path("/report/pdf")).await;
        without.fails(500, "fault");
        assert!(
            !without.text().to_lowercase().contains("pdf"),
            "ours is not told"
        );
    }
    for none in ["exe", "html-metadata.json", "csv-x", "-"] {
        world
            .get("victor", &path(&format!("/report/{none}")))
            .await
            .fails(404, "not_found");
    }
    world
        .get("victor", &path("/export"))
        .await
        .fails(403, "not_allowed");
    world
        .get("lena", &path("/export?form=xml"))
        .await
        .fails(422, "invalid");
    for form in ["json", "yaml"] {
        let file = world
            .get("lena", &path(&format!("/export?form={form}")))
            .await
            .is(200);
        let there = World::new().await;
        let aside = json!({ "name": "Old Haven", "slug": "old-haven" });
        there.put("lena", "/cities/northaven", &aside).await.is(200);
        let made = there
            .raw("ada", "POST", "/api/v1/import", file.bytes, &[])
            .await;
        assert_eq!(made.is(201).json()["assessment"], "2028");
        let phase = there.get("ada", HERE).await.is(200).json()["phase"].clone();
        assert_eq!(phase, "consensus");
        let again = there.get("ada", &path("/result")).await.is(200).json();
        assert_eq!(again, result, "{form}");
    }
    let file = world.get("lena", &path("/export")).await.is(200);
    let address = "/api/v1/cities/southport/import";
    world
        .raw("otto", "POST", address, file.bytes, &[])
        .await
        .is(201);
    let mut there = world
        .get("otto", "/cities/southport/assessments/2028/result")
        .await
        .json();
    // Another city is another input, with the same figures.
    assert_ne!(there["input_sha256"], result["input_sha256"]);
    there["input_sha256"] = result["input_sha256"].clone();
    assert_eq!(there, result);
}

#[tokio::test]
async fn a_file_with_mistakes_tells_all_of_them_with_their_lines() {
    let world = World::new().await;
    let file = "format: gradus-assessment/1\nmodel: pas181-scmm\ncity: { name: X }\n\
                cycle: { name: \"1\", from: 2028-01-01, to: 2027-01-01 }\ngroup: []\nratings:\n  - { assessor: a1, statement: LE1.1, value: maybe }\n";
    let address = "/api/v1/cities/northaven/import";
    let told = world.raw("lena", "POST", address, file, &[]).await;
    told.fails(422, "file");
    let places = told.error().2;
    assert!(places.len() >= 2, "{}", told.text());
    assert!(
        places.iter().all(|place| place.starts_with("import.yaml:")),
        "{places:?}"
    );
    let new = world.raw("ada", "POST", "/api/v1/import", file, &[]).await;
    new.fails(422, "file");
    world
        .raw("lena", "POST", "/api/v1/import", file, &[])
        .await
        .fails(403, "not_allowed");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_is_a_city_of_its_own() {
    let world = World::new().await;
    let taken = world.post("ada", "/demo", &json!({})).await.error();
    assert_eq!((taken.0, taken.2), (422, vec!["slug".to_owned()]));
    let facts = json!({ "name": "Northaven", "slug": "old-haven" });
    world.put("lena", "/cities/northaven", &facts).await.is(200);
    let made = world.post("ada", "/demo", &json!({})).await.is(201).json();
    assert_eq!(made["city"]["slug"], "northaven");
    let cycles = world
        .get("ada", "/cities/northaven/assessments")
        .await
        .is(200)
        .json();
    let phases: Vec<_> = cycles
        .as_array()
        .unwrap()
        .iter()
        .map(|one| said(&one["phase"]))
        .collect();
    assert_eq!(phases, ["rating", "consensus", "final"]);
}

#[tokio::test]
async fn the_chain_is_read_in_pages_signed_and_verified() {
    let world = World::new().await;
    let whole = world.get("ada", "/audit?limit=500").await.is(200).json();
    let whole = whole["items"].as_array().unwrap().clone();
    let (mut rows, mut after) = (Vec::new(), String::new());
    loop {
        let page = world
            .get("ada", &format!("/audit?limit=7{after}"))
            .await
            .is(200)
            .json();
        rows.extend(page["items"].as_array().unwrap().clone());
        if page["next"].is_null() {
            break;
        }
        after = format!("&after={}", said(&page["next"]));
    }
    assert_eq!(rows, whole);
    assert!(
        rows.windows(2)
            .all(|pair| pair[0]["previous"] == pair[1]["hash"])
    );
    let head = world
        .post("ada", "/audit/head", &json!({}))
        .await
        .is(200)
        .json();
    assert_eq!(head["format"], "gradus-audit-head/1");
    let verify = async |head: &Value| {
        let body = json!({ "head": head });
        world
            .post("ada", "/audit/verify", &body)
            .await
            .is(200)
            .json()
    };
    assert_eq!(verify(&head).await["sound"], true);
    let mut other = head.clone();
    other["hash"] = json!("0".repeat(64));
    let found = verify(&other).await;
    assert!(found["sound"] == false && !found["unsigned"].as_array().unwrap().is_empty());
    assert_eq!(
        world.get("ada", "/audit?after=x").await.error().2,
        ["after"]
    );
    let of = world.get("lena", &path("/audit")).await.is(200).json();
    assert!(of["items"].as_array().unwrap().len() >= 4);
}

#[tokio::test]
async fn the_log_is_searched_to_its_end() {
    let world = World::new().await;
    for _ in 0..120 {
        let link = world.app.link(LinkPurpose::Setup, None);
        drop(link.await);
    }
    let ada = world.session("ada").await;
    let read = async |query: &str| {
        let path = format!("/admin/audit?{query}");
        world.page(&ada, "GET", &path).await.is(200).text()
    };
    let found = read("what=city_create").await;
    assert_eq!(found.matches("<th scope=\"row\"").count(), 2);
    assert!(!found.contains("before="), "there is nothing older");
    let first = read("what=link_create").await;
    assert_eq!(first.matches("<th scope=\"row\"").count(), 100);
    let older = first.split("before=").nth(1).expect("older rows");
    let older = older.split('"').next().expect("a number");
    let rest = read(&format!("what=link_create&before={older}")).await;
    let rest = rest.matches("<th scope=\"row\"").count();
    assert!((20..100).contains(&rest), "{rest}");
    let system = read("who=system&from=2028-05-15&to=2028-05-15").await;
    assert_eq!(system.matches("<th scope=\"row\"").count(), 100);
    assert!(!read("from=2028-05-16").await.contains("<th scope=\"row\""));
    assert!(!read("who=%25").await.contains("<th scope=\"row\""));
}

/// Every action that the use cases note, as their source says.
fn noted(folder: &std::path::Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            noted(&path, found);
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a file");
        for after in text.split("stamp.note(").skip(1) {
            let action = after.split(',').nth(1).unwrap_or_default().trim();
            let quoted = action
                .strip_prefix('"')
                .and_then(|own| own.strip_suffix('"'));
            found.extend(quoted.map(str::to_owned));
        }
    }
}

#[test]
fn the_filter_of_the_log_offers_every_action() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/src");
    let mut found = BTreeSet::new();
    noted(std::path::Path::new(root), &mut found);
    assert!(found.len() > 40, "only {found:?}");
    let offered: BTreeSet<String> = ACTIONS.iter().map(|own| (*own).to_owned()).collect();
    let missing: Vec<&String> = found.difference(&offered).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[tokio::test]
async fn how_sure_people_were_and_their_notes_come_along_in_the_file() {
    let world = World::new().await;
    let (component, strand) = ("leadership-environment", "leaders");
    let sure = json!({
        "ratings": [ { "assessor": "a0", "statement": "LE1.1", "value": "partly",
                       "confidence": 5, "note": "one" } ],
        "rungs": [ { "assessor": "a0", "component": component, "strand": strand, "rung": 2,
                     "confidence": 3, "note": "two" } ],
        "picks": [ { "assessor": "a0", "component": component, "level": 2,
                     "confidence": 1, "note": "three" } ],
    });
    let file = file(&[("council", 1)], &sure, |_, _| json!("partly"));
    import(&world, &file).await;
    let export = "/cities/northaven/assessments/2026/export";
    let first = world.get("lena", export).await.is(200);
    let address = "/api/v1/cities/southport/import";
    let taken = world.raw("otto", "POST", address, first.bytes, &[]).await;
    taken.is(201);
    let export = "/cities/southport/assessments/2026/export?form=json";
    let again = world.get("otto", export).await.is(200).json();
    for list in ["ratings", "rungs", "picks"] {
        assert_eq!(again[list], sure[list], "{list}");
    }
}
