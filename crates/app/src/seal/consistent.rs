//! Whether the figures of a public result agree with each other, as far as they can be
//! computed from what everybody sees.

use serde_json::Value as Json;

/// Doubles that were computed on different ways may differ by so much.
const CLOSE: f64 = 1e-9;

/// What contradicts what, a sentence each.
pub(super) fn contradictions(result: &Json) -> Vec<String> {
    let mut told = Vec::new();
    let empty = Vec::new();
    let components = result["components"].as_array().unwrap_or(&empty);
    if components.is_empty() {
        told.push("the result has no components".to_owned());
    }
    let by_steps = result["settings"]["method"] == "steps";
    let pass = result["settings"]["pass_mark_pct"].as_f64().unwrap_or(0.0) / 100.0;
    for component in components {
        let id = component["id"].as_str().unwrap_or("?");
        if let Some(found) = climb(component, pass) {
            let level = component["level"].as_i64();
            if by_steps && level != Some(found.level) {
                told.push(format!("{id}: the level does not follow from the steps"));
            }
            let index = component["index"].as_f64();
            if index.is_some_and(|index| (index - found.index).abs() > CLOSE) {
                told.push(format!("{id}: the index does not follow from the steps"));
            }
        }
    }
    let rated = |component: &&Json| component["index"].is_number();
    let indices: Vec<f64> = components
        .iter()
        .filter(rated)
        .filter_map(|component| component["index"].as_f64())
        .collect();
    let lowest = indices.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = indices.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if let Some(index) = result["city"]["index"].as_f64()
        && !(lowest - CLOSE..=highest + CLOSE).contains(&index)
    {
        told.push("the city's index is no mean of its components' indices".to_owned());
    }
    if let Some(named) = result["city"]["lowest"]["component"].as_str()
        && !indices.is_empty()
    {
        let own = components.iter().find(|component| component["id"] == named);
        let index = own.and_then(|component| component["index"].as_f64());
        if index.is_none_or(|index| index > lowest + CLOSE) {
            told.push(format!("{named} is not the lowest component"));
        }
    }
    told
}

struct Climb {
    level: i64,
    index: f64,
}

/// Level and index of a component by its steps; none where it has none, or where the first
/// is not rated.
fn climb(component: &Json, pass: f64) -> Option<Climb> {
    let steps = component["steps"].as_array()?;
    let first = steps.first()?;
    if first["rated"] != true || pass <= 0.0 {
        return None;
    }
    let mut level = first["to"].as_i64()? - 1;
    let mut next = None;
    for step in steps {
        let (to, completion) = (step["to"].as_i64()?, step["completion"].as_f64());
        if step["rated"] != true {
            break;
        }
        let completion = completion?;
        if completion + CLOSE < pass {
            next = Some((to, completion));
            break;
        }
        level = to;
    }
    let part = next.map_or(0.0, |(_, completion)| completion / pass);
    #[expect(clippy::cast_precision_loss, reason = "levels are small numbers")]
    let index = level as f64 + part;
    Some(Climb { level, index })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn result(level: i64, index: f64) -> Json {
        let steps = json!([{ "to": 2, "completion": 0.9, "rated": true },
                           { "to": 3, "completion": 0.425, "rated": true }]);
        json!({ "settings": { "method": "steps", "pass_mark_pct": 85 },
                "city": { "index": index, "lowest": { "component": "c", "level": level } },
                "components": [{ "id": "c", "level": level, "index": index, "steps": steps }] })
    }

    #[test]
    fn level_index_and_city_follow_from_the_steps() {
        assert_eq!(contradictions(&result(2, 2.5)), Vec::<String>::new());
        assert_eq!(contradictions(&result(3, 2.5)).len(), 1);
        assert_eq!(contradictions(&result(2, 2.6)).len(), 1);
        let mut other = result(2, 2.5);
        other["city"]["index"] = json!(3.5);
        assert_eq!(contradictions(&other).len(), 1);
    }
}
