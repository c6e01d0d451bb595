//! What holds for every assessment: monotone, indifferent to order and to the scale of
//! weights, never fooled by missing data, and silent about fewer than five people.

use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::model::builtin::built_in;
use gradus_catalog::source::Source;
use gradus_domain::assessment::Assessment;
use gradus_domain::disclosure::{FEWEST_ANSWERS, score_protected};
use gradus_domain::model::Model;
use gradus_domain::rating::{Answer, Kind};
use gradus_domain::result::{Scored, score};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::Arc;

/// One rating: assessor, statement (as a place), point of the scale.
type Row = (usize, usize, usize);

fn model() -> Model {
    built_in("open-data-basics").unwrap().unwrap().value
}

/// An assessment with the rows in their order; later rows on a question that has an answer
/// are left out.
fn assess(of: Model, groups: &[usize], rows: &[Row]) -> Assessment {
    let mut text = String::from(
        "format: gradus-assessment/1\nmodel: open-data-basics\ncity: { name: X }\n\
         cycle: { name: c, from: 2026-01-01, to: 2026-06-30 }\ngroups:\n",
    );
    for group in 0..4 {
        let _ = writeln!(text, "  - {{ id: g{group}, name: G }}");
    }
    text.push_str("assessors:\n");
    for (person, group) in groups.iter().enumerate() {
        let _ = writeln!(text, "  - {{ id: a{person}, group: g{group} }}");
    }
    text.push_str("ratings:\n");
    let mut seen = std::collections::BTreeSet::new();
    for (person, statement, point) in rows {
        if *person < groups.len() && seen.insert((person, statement)) {
            let id = &of.statements[*statement].id;
            let word = Answer::SCALE[*point].word();
            let _ = writeln!(
                text,
                "  - {{ assessor: a{person}, statement: {id}, value: {word} }}"
            );
        }
    }
    text.push_str("settings: { draws: 100 }\n");
    let document = read_assessment(&Source::from_bytes("p.yaml", text.as_bytes())).unwrap();
    build(&document.value, Arc::new(of)).unwrap().value
}

fn scored(assessment: &Assessment) -> Scored {
    score(assessment, assessment.cycle.to)
}

fn groups() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..4_usize, 1..14)
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0..14_usize, 0..16_usize, 0..4_usize), 1..220)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(160) })]

    #[test]
    fn a_higher_contribution_never_lowers_a_level_or_an_index(
        groups in groups(), rows in rows(), pick in any::<prop::sample::Index>(),
    ) {
        let of = model();
        let (person, statement, _) = rows[pick.index(rows.len())];
        let kind = of.statements[statement].kind;
        let at = |point: usize| {
            let mut changed: Vec<Row> =
                rows.iter().filter(|(p, s, _)| (*p, *s) != (person, statement)).copied().collect();
            changed.push((person, statement, point));
            scored(&assess(of.clone(), &groups, &changed))
        };
        let rising: Vec<usize> =
            if kind == Kind::Deficit { (0..4).rev().collect() } else { (0..4).collect() };
        let results: Vec<Scored> = rising.into_iter().map(at).collect();
        for pair in results.windows(2) {
            for (low, high) in pair[0].components.iter().zip(&pair[1].components) {
                prop_assert!(low.levels.steps.ok() <= high.levels.steps.ok());
                prop_assert!(low.levels.nplf.ok() <= high.levels.nplf.ok());
                let (low, high) = (low.index.unwrap_or(-1.0), high.index.unwrap_or(-1.0));
                prop_assert!(low <= high + 1e-12, "{low} > {high}");
            }
        }
    }

    #[test]
    fn the_order_of_people_and_answers_never_matters(
        groups in groups(), rows in rows(), seed in any::<u64>(),
    ) {
        let mut unique: Vec<Row> = Vec::new();
        for row in &rows {
            if !unique.iter().any(|(p, s, _)| (*p, *s) == (row.0, row.1)) {
                unique.push(*row);
            }
        }
        let mut shuffled = unique.clone();
        shuffled.sort_by_key(|(p, s, _)| (p * 31 + s * 17 + seed as usize % 97) % 101);
        let first = assess(model(), &groups, &unique);
        let second = assess(model(), &groups, &shuffled);
        prop_assert_eq!(&first.sha256, &second.sha256);
        prop_assert_eq!(scored(&first), scored(&second));
    }

    #[test]
    fn a_common_factor_of_all_weights_changes_nothing(
        groups in groups(), rows in rows(), factor in 2..20_u32,
    ) {
        let mut heavier = model();
        heavier.statements.iter_mut().for_each(|s| s.weight *= factor);
        heavier.components.iter_mut().for_each(|c| c.weight *= factor);
        let one = scored(&assess(model(), &groups, &rows));
        let other = scored(&assess(heavier, &groups, &rows));
        for (a, b) in one.components.iter().zip(&other.components) {
            prop_assert_eq!(a.levels, b.levels);
            prop_assert_eq!(a.stopped_by, b.stopped_by);
            prop_assert_eq!(a.index.map(|i| (i * 1e9).round()), b.index.map(|i| (i * 1e9).round()));
        }
    }

    #[test]
    fn a_step_without_data_is_never_passed(groups in groups(), rows in rows()) {
        for component in scored(&assess(model(), &groups, &rows)).components {
            if let Ok(level) = component.levels.steps {
                let passed = component.steps.iter().filter(|step| step.to <= level);
                prop_assert!(passed.clone().all(|step| step.rated));
            }
            let unrated = component.steps.iter().find(|step| !step.rated);
            if let (Some(step), Ok(level)) = (unrated, component.levels.steps) {
                prop_assert!(level < step.to);
            }
        }
    }

    #[test]
    fn the_index_lies_between_its_level_and_the_next(groups in groups(), rows in rows()) {
        let of = model();
        for component in scored(&assess(of.clone(), &groups, &rows)).components {
            if let (Ok(level), Ok(index)) = (component.levels.steps, component.index) {
                let low = of.scale.index(level, 0, 0);
                let next = of.scale.above(level).map_or(low, |next| of.scale.index(next, 0, 0));
                prop_assert!(index >= low && (index < next || low == next));
            }
            prop_assert!(component.claimed.ok() >= component.evidenced.ok());
            prop_assert!(component.evidenced.ok() >= component.verified.ok());
        }
    }

    #[test]
    fn no_difference_of_shown_figures_stands_for_fewer_than_five(
        groups in groups(), rows in rows(),
    ) {
        let assessment = assess(model(), &groups, &rows);
        let result = score_protected(&assessment, assessment.cycle.to);
        for statement in &result.figures().statements {
            let cells: Vec<u32> = statement.by_group.iter().map(|(_, t)| t.on_scale()).collect();
            if statement.on_scale < FEWEST_ANSWERS {
                prop_assert!(statement.tally.is_err() && cells.is_empty());
                prop_assert!(statement.spread.is_err());
                continue;
            }
            // Everything a reader can form: the whole less any set of shown groups.
            for set in 0..1_u32 << cells.len() {
                let chosen = (0..cells.len()).filter(|at| set >> at & 1 == 1);
                let rest = statement.on_scale - chosen.map(|at| cells[at]).sum::<u32>();
                prop_assert!(rest == 0 || rest >= FEWEST_ANSWERS, "{rest} people stand alone");
            }
        }
    }
}

#[test]
fn one_thread_and_several_give_the_same_result() {
    let rows: Vec<Row> = (0..14)
        .flat_map(|person| (0..16).map(move |at| (person, at, (person * 7 + at * 3) % 4)))
        .collect();
    let groups: Vec<usize> = (0..14).map(|person| person % 4).collect();
    let assessment = assess(model(), &groups, &rows);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| scored(&assessment))
    };
    assert_eq!(on(1), on(4));
}
