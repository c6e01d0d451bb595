//! Two cycles side by side, over the API, as a page and as a file.

use crate::world::World;
use serde_json::{Value, json};

fn number(value: &Value) -> f64 {
    value.as_f64().expect("a number")
}

fn sum(parts: &Value) -> f64 {
    let parts = parts.as_object().expect("parts").values();
    parts.map(number).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demonstration_compares_its_cycles() {
    let world = World::new().await;
    let facts = json!({ "name": "Northaven", "slug": "old-haven" });
    world.put("lena", "/cities/northaven", &facts).await.is(200);
    world.post("ada", "/demo", &json!({})).await.is(201);
    let city = "northaven";
    let here = format!("/cities/{city}/assessments");
    let found = world.get("ada", &format!("{here}/2026/comparison")).await;
    let found = found.is(200).json();
    assert_eq!(found["format"], "gradus-comparison/1");
    assert_eq!(
        (&found["earlier"]["name"], &found["later"]["name"]),
        (&json!("2024"), &json!("2026"))
    );
    let own = &found["city"];
    let whole = number(&own["after"]) - number(&own["before"]);
    assert!((sum(&own["parts"]) - whole).abs() < 1e-9, "{own}");
    assert!(number(&found["assessors"]["stayed"]) > 20.0, "{found}");
    // The same figures as in the two results.
    for (cycle, side) in [("2024", "before"), ("2026", "after")] {
        let result = world.get("ada", &format!("{here}/{cycle}/result")).await;
        assert_eq!(result.is(200).json()["city"]["index"], own[side]);
    }
    let ada = world.session("ada").await;
    let page = format!("/c/{city}/2026/compare");
    let text = world.page(&ada, "GET", &page).await.is(200).text();
    let rose = format!("The index rose by {whole:.2} since 2024.");
    assert!(text.contains(&rose), "{text}");
    assert!(
        text.contains("among ratings"),
        "fewer than five came: {text}"
    );
    assert!(text.contains("trend-wide"), "{text}");
    let file = format!("/c/{city}/2026/download/comparison-2024.json");
    let file = world.page(&ada, "GET", &file).await.is(200).json();
    assert_eq!(file, found);

    // The first cycle has none before it, another city has none at all, and nothing is told
    // while people rate.
    let first = world.get("ada", &format!("{here}/2024/comparison")).await;
    first.fails(409, "no_earlier_cycle");
    let page = format!("/c/{city}/2024/compare");
    let text = world.page(&ada, "GET", &page).await.is(200).text();
    assert!(text.contains("There is no earlier cycle"), "{text}");
    for with in ["2026", "2028", "none"] {
        let other = format!("{here}/2026/comparison?with={with}");
        world.get("ada", &other).await.fails(404, "not_found");
    }
    let closed = world.get("ada", &format!("{here}/2028/comparison")).await;
    closed.fails(409, "results_closed");
}

/// Whoever comes over when a cycle is begun is the same person in both, without a name.
#[tokio::test(flavor = "multi_thread")]
async fn who_came_over_is_the_same_person() {
    let mut world = World::new().await;
    world.open_rating().await;
    let answer = json!({ "value": "fully", "version": 0 });
    for who in ["amir", "link"] {
        world.answer(who, "statement/LE2.1", &answer).await.is(200);
    }
    world.move_to("consensus").await;
    let lena = world.session("lena").await;
    let next = "&name=2029&from=2029-03-01&to=2029-06-30&answers=yes";
    let begun = world.form(&lena, "POST", "/c/northaven/2028/next", next);
    begun.await.is(303);
    let here = "/cities/northaven/assessments/2029";
    let to = |phase: &str| json!({ "to": phase });
    let phase = format!("{here}/phase");
    world.post("lena", &phase, &to("rating")).await.is(204);
    let amir = world.session("amir").await;
    let keep = "/c/northaven/2029/rate/carried";
    world
        .form(&amir, "POST", keep, "&keep=statement:LE2.1")
        .await
        .is(303);
    world.post("lena", &phase, &to("consensus")).await.is(204);
    let found = world.get("lena", &format!("{here}/comparison")).await;
    let found = found.is(200).json();
    let people = json!({ "stayed": 2, "came": 0, "went": 0 });
    assert_eq!(found["assessors"], people);
}
