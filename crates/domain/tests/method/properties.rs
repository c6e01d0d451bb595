//! What holds for every assessment, tried on random ones by the small built-in model.

use gradus_domain::consensus::{Fact, Tally};
use gradus_domain::disclosure::{FEWEST_ANSWERS, score_protected};
use gradus_domain::evidence::EvidenceStatus;
use gradus_domain::model::{Model, Statement};
use gradus_domain::rating::{Answer, Kind};
use gradus_domain::result::{Scored, score};
use gradus_domain::settings::{Balance, Basis};
use gradus_domain::talk_about::talk_about;
use gradus_stats::resample::Stream;
use gradus_testkit::city::{CYCLE, TestCity, TestEvidence, TestRung};
use gradus_testkit::model::built_in;
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::{Arc, LazyLock};

static MODEL: LazyLock<Arc<Model>> = LazyLock::new(|| built_in("open-data-basics"));

/// Statements and strands of the model.
const STATEMENTS: usize = 16;
const STRANDS: usize = 4;
/// Rungs 0 to 3, the three places between them, Don't know, Not applicable.
const RUNGS: usize = 9;

/// What a random city consists of; one entry per person, then per statement or strand.
#[derive(Debug, Clone)]
struct Draft {
    groups: Vec<usize>,
    answers: Vec<Option<Answer>>,
    rungs: Vec<Option<usize>>,
    picks: Vec<Option<i64>>,
    agreed: Vec<(usize, Answer)>,
    by_groups: bool,
}

fn fitting(statement: &Statement, answer: Answer) -> Answer {
    match answer {
        Answer::Surpassed if statement.kind != Kind::Stage => Answer::Fully,
        answer => answer,
    }
}

impl Draft {
    fn city(&self) -> TestCity {
        let mut city = TestCity::new(Arc::clone(&MODEL)).settings(|settings| {
            settings.balance = if self.by_groups {
                Balance::Groups
            } else {
                Balance::Assessors
            };
        });
        let people: Vec<String> = (0..self.groups.len()).map(|at| format!("a{at}")).collect();
        for (id, group) in people.iter().zip(&self.groups) {
            city = city.assessor(id, &format!("g{group}"));
        }
        for (place, answer) in self.answers.iter().enumerate() {
            let statement = &MODEL.statements[place % STATEMENTS];
            if let Some(answer) = answer {
                let answer = fitting(statement, *answer);
                city = city.rating(&people[place / STATEMENTS], &statement.id, answer);
            }
        }
        for (place, rung) in self.rungs.iter().enumerate() {
            let strand = gradus_domain::names::StrandIx(place % STRANDS);
            if let Some(rung) = rung {
                let rung = match i64::try_from(*rung).unwrap() {
                    level @ 0..=3 => TestRung::On(level),
                    place @ 4..=6 => TestRung::Between([place - 4, place - 3]),
                    7 => TestRung::Unknown,
                    _ => TestRung::NotApplicable,
                };
                city = city.rung(&people[place / STRANDS], &MODEL.strand_path(strand), rung);
            }
        }
        for (place, level) in self.picks.iter().enumerate() {
            if let Some(level) = level {
                city = city.pick(&people[place / 2], ["PU", "US"][place % 2], *level);
            }
        }
        let mut agreed = self.agreed.clone();
        agreed.sort_by_key(|(statement, _)| *statement);
        agreed.dedup_by_key(|(statement, _)| *statement);
        for (place, answer) in agreed {
            let statement = &MODEL.statements[place];
            let answer = fitting(statement, answer);
            city = city.agreed(&format!("{} {answer}", statement.id));
        }
        city
    }

    fn scored(&self) -> Scored {
        self.city().score().scored
    }
}

fn answer() -> impl Strategy<Value = Answer> {
    // Good answers are more frequent than not, so that higher levels come up.
    prop_oneof![
        4 => prop::sample::select(Answer::ALL.to_vec()),
        1 => Just(Answer::Fully),
    ]
}

/// A random city of at most so many people.
fn draft(most: usize) -> impl Strategy<Value = Draft> {
    (1..=most).prop_flat_map(|people| {
        let groups = prop::collection::vec(0..4_usize, people);
        let by_hand = prop::option::weighted(0.5, answer());
        let answers = prop::collection::vec(by_hand, people * STATEMENTS);
        let rung = prop::option::weighted(0.7, 0..RUNGS);
        let rungs = prop::collection::vec(rung, people * STRANDS);
        let picks = prop::collection::vec(prop::option::of(0..4_i64), people * 2);
        let agreed = prop::collection::vec((0..STATEMENTS, answer()), 0..3);
        (groups, answers, rungs, picks, agreed, any::<bool>()).prop_map(
            |(groups, answers, rungs, picks, agreed, by_groups)| Draft {
                groups,
                answers,
                rungs,
                picks,
                agreed,
                by_groups,
            },
        )
    })
}

/// The answer whose contribution is one third larger, if there is one.
fn raised(statement: &Statement, answer: Answer) -> Answer {
    let order = [Answer::Not, Answer::Partly, Answer::Largely, Answer::Fully];
    let Some(place) = order.iter().position(|other| *other == answer) else {
        return answer;
    };
    match statement.kind {
        Kind::Deficit => order[place.saturating_sub(1)],
        Kind::Strength | Kind::Stage => order[(place + 1).min(3)],
    }
}

/// Levels and indices of `low` are nowhere above those of `high`.
fn nowhere_above(low: &Scored, high: &Scored) -> Result<(), TestCaseError> {
    for (low, high) in low.components.iter().zip(&high.components) {
        prop_assert!(low.levels.steps.ok() <= high.levels.steps.ok());
        prop_assert!(low.levels.nplf.ok() <= high.levels.nplf.ok());
        prop_assert!(low.index.ok() <= high.index.ok());
        prop_assert!(low.evidenced.ok() <= high.evidenced.ok());
        prop_assert!(low.verified.ok() <= high.verified.ok());
        let outlook = |scored: &gradus_domain::result::ComponentScore| {
            let why = &scored.explanation;
            [why.best.index, why.worst.index]
        };
        for (low, high) in outlook(low).into_iter().zip(outlook(high)) {
            prop_assert!(low <= high);
        }
    }
    if let (Ok(low), Ok(high)) = (low.city.index, high.city.index) {
        prop_assert!(low <= high + 1e-12);
    }
    Ok(())
}

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(128)
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn raising_one_contribution_never_lowers_a_level_or_an_index(
        draft in draft(5), at: Index,
    ) {
        let mut higher = draft.clone();
        let place = at.index(draft.answers.len());
        let statement = &MODEL.statements[place % STATEMENTS];
        higher.answers[place] = draft.answers[place].map(|answer| raised(statement, answer));
        nowhere_above(&draft.scored(), &higher.scored())?;
    }

    #[test]
    fn the_talk_about_list_falls_and_knows_no_order_of_people(
        draft in draft(9), step in 1..97_usize,
    ) {
        let protected = |city: &TestCity| score_protected(&city.build(), CYCLE.1);
        let city = draft.city();
        let list = talk_about(&protected(&city));
        for pair in list.windows(2) {
            prop_assert!(pair[0].swing + 1e-12 >= pair[1].swing);
        }
        for talk in &list {
            prop_assert!(talk.swing >= 0.0 && talk.ad > 0.0);
            prop_assert!(!talk.could_move_the_level() || talk.swing > 0.0);
        }
        let mut at = 0;
        let other = city.shuffled(|below| {
            at += step;
            at % below
        });
        prop_assert_eq!(list, talk_about(&protected(&other)));
    }

    #[test]
    fn raising_many_contributions_never_lowers_a_level_or_an_index(
        draft in draft(5), chosen in prop::collection::vec(any::<bool>(), 5 * STATEMENTS),
    ) {
        let mut higher = draft.clone();
        for (place, (answer, chosen)) in higher.answers.iter_mut().zip(chosen).enumerate() {
            if chosen {
                let statement = &MODEL.statements[place % STATEMENTS];
                *answer = answer.map(|answer| raised(statement, answer));
            }
        }
        nowhere_above(&draft.scored(), &higher.scored())?;
    }

    #[test]
    fn a_higher_agreed_rating_never_lowers_a_level_or_an_index(
        draft in draft(4), place in 0..STATEMENTS, answer in answer(),
    ) {
        let statement = &MODEL.statements[place];
        let with = |answer| {
            let mut draft = draft.clone();
            draft.agreed = vec![(place, answer)];
            draft.scored()
        };
        nowhere_above(&with(answer), &with(raised(statement, answer)))?;
    }

    #[test]
    fn the_order_of_lists_never_matters(draft in draft(6), seed: u64) {
        let city = draft.city();
        let mut stream = Stream::new(seed, 0, 0);
        let below = |bound: usize| {
            usize::try_from(stream.below(u32::try_from(bound).unwrap())).unwrap()
        };
        let other = city.clone().shuffled(below);
        prop_assert!(city.score() == other.score(), "in memory");
        let (one, other) = (city.read().unwrap(), other.read().unwrap());
        prop_assert_eq!(&one.sha256, &other.sha256);
        prop_assert!(score(&one, CYCLE.1) == score(&other, CYCLE.1), "from files");
        let protected = score_protected(&one, CYCLE.1);
        prop_assert!(protected == score_protected(&other, CYCLE.1), "protected");
    }

    #[test]
    fn a_city_in_a_file_scores_like_one_in_memory(draft in draft(4)) {
        let city = draft.city();
        prop_assert!(score(&city.read().unwrap(), CYCLE.1) == city.score().scored);
    }

    #[test]
    fn a_common_factor_of_all_weights_changes_nothing(draft in draft(5), factor in 2..=500_u32) {
        let heavier = draft.city().with_model(|model| {
            model.statements.iter_mut().for_each(|statement| statement.weight *= factor);
            model.components.iter_mut().for_each(|component| component.weight *= factor);
        });
        let (mut one, mut other) = (draft.scored(), heavier.score().scored);
        match (one.city.index, other.city.index) {
            // Sums of doubles may differ in their last digit.
            (Ok(a), Ok(b)) => prop_assert!((a - b).abs() < 1e-12),
            (a, b) => prop_assert_eq!(a, b),
        }
        one.city.index = other.city.index;
        for (a, b) in one.components.iter_mut().zip(&mut other.components) {
            for (a, b) in a.steps.iter_mut().zip(&mut b.steps) {
                prop_assert_eq!(a.sum.attained * u64::from(factor), b.sum.attained);
                prop_assert_eq!(a.sum.completion(), b.sum.completion());
                prop_assert_eq!(a.sum.coverage(), b.sum.coverage());
                a.sum = b.sum;
            }
        }
        prop_assert!(one == other);
    }

    #[test]
    fn a_step_without_data_is_never_passed(
        draft in draft(5), component in 0..2_usize, step in 1..4_usize,
    ) {
        let mut draft = draft;
        draft.rungs.fill(None);
        let of_step = |statement: &Statement| {
            let to = match statement.kind {
                Kind::Deficit => statement.level.position() + 1,
                Kind::Strength | Kind::Stage => statement.level.position(),
            };
            statement.component.0 == component && to == step
        };
        for (place, answer) in draft.answers.iter_mut().enumerate() {
            if of_step(&MODEL.statements[place % STATEMENTS]) {
                *answer = None;
            }
        }
        draft.agreed.retain(|(place, _)| !of_step(&MODEL.statements[*place]));
        let scored = draft.scored();
        let found = &scored.components[component];
        for level in [found.levels.steps, found.levels.nplf, found.evidenced, found.verified] {
            prop_assert!(level.is_err() || level.unwrap().position() < step);
        }
        prop_assert!(found.index.is_err() || found.levels.steps.is_ok());
        if step == 1 {
            prop_assert!(found.levels.steps.is_err() && found.levels.nplf.is_err());
        }
    }

    #[test]
    fn the_index_lies_on_its_level_or_below_the_next(draft in draft(5)) {
        for component in draft.scored().components {
            prop_assert_eq!(component.levels.steps.is_ok(), component.index.is_ok());
            if let (Ok(level), Ok(index)) = (component.levels.steps, component.index) {
                #[expect(clippy::cast_precision_loss, reason = "levels are small numbers")]
                let level = MODEL.scale.value(level) as f64;
                prop_assert!(level <= index && index < level + 1.0, "{level} and {index}");
            }
        }
    }

    #[test]
    fn worst_and_best_enclose_the_level_of_what_is_rated(draft in draft(5)) {
        for component in draft.scored().components {
            let why = component.explanation;
            prop_assert!(why.worst.level <= why.best.level);
            prop_assert!(why.worst.index <= why.best.index);
            prop_assert!(component.levels.steps.ok() <= why.best.level);
            if why.unrated.is_empty() {
                prop_assert_eq!(why.worst, why.best);
                prop_assert_eq!(why.best.index, component.index.ok());
            }
        }
    }

    #[test]
    fn claimed_is_at_least_evidenced_and_evidenced_at_least_verified(
        draft in draft(4),
        pieces in prop::collection::vec(
            (prop::sample::subsequence((0..STATEMENTS).collect::<Vec<_>>(), 1..STATEMENTS), 0..5_usize),
            0..5,
        ),
    ) {
        let mut city = draft.city();
        for (number, (supports, state)) in pieces.into_iter().enumerate() {
            let ids: Vec<&str> = supports.iter().map(|at| MODEL.statements[*at].id.as_str()).collect();
            let piece = TestEvidence::new(&format!("e{number}"), &ids.join(", "));
            city = city.evidence(match state {
                0 => piece,
                1 => piece.status(EvidenceStatus::Rejected),
                2 => piece.accepted_by("a0"),
                3 => piece.valid_until(CYCLE.0).accepted_by("r"),
                _ => piece.accepted_by("r"),
            });
        }
        let indices = Basis::ALL.map(|basis| {
            let score = city.clone().settings(|settings| settings.basis = basis).score();
            let indices = score.scored.components.iter().map(|component| {
                prop_assert_eq!(component.claimed, component.levels.steps);
                prop_assert!(component.claimed.ok() >= component.evidenced.ok());
                prop_assert!(component.evidenced.ok() >= component.verified.ok());
                prop_assert_eq!(component.level, component.on(basis));
                Ok(component.index.ok())
            });
            indices.collect::<Result<Vec<_>, TestCaseError>>()
        });
        let [claimed, evidenced, verified] = indices;
        for ((claimed, evidenced), verified) in claimed?.iter().zip(evidenced?).zip(verified?) {
            prop_assert!(*claimed >= evidenced && evidenced >= verified);
        }
    }

    #[test]
    fn of_two_contributions_the_lower_one_counts(place in 0..STATEMENTS, one in answer(), other in answer()) {
        let statement = &MODEL.statements[place];
        let (one, other) = (fitting(statement, one), fitting(statement, other));
        let score = TestCity::new(Arc::clone(&MODEL))
            .answers("g", &statement.id, &format!("{one} {other}"))
            .score();
        let thirds = [one, other].map(|answer| answer.contribution(statement.kind));
        if let [Some(one), Some(other)] = thirds {
            let fact = score.statement(&statement.id).consensus.fact;
            prop_assert_eq!(fact, Fact::Contribution(one.min(other)));
        }
    }

    #[test]
    fn everybody_twice_changes_no_value_and_no_level(draft in draft(5)) {
        let (one, twice) = (draft.scored(), draft.city().everybody_twice().score().scored);
        for (one, twice) in one.statements.iter().zip(&twice.statements) {
            prop_assert_eq!(one.consensus, twice.consensus);
        }
        for (one, twice) in one.components.iter().zip(&twice.components) {
            prop_assert_eq!((one.levels, one.index), (twice.levels, twice.index));
            prop_assert_eq!((one.evidenced, one.verified), (twice.evidenced, twice.verified));
        }
        prop_assert_eq!(one.city.response_rate, twice.city.response_rate);
    }

    #[test]
    fn shares_of_levels_never_exceed_the_whole(draft in draft(6)) {
        for component in draft.scored().components {
            let Ok(certainty) = component.certainty.figures else { continue };
            let sum: f64 = certainty.levels.iter().map(|(_, share)| share).sum();
            prop_assert!(sum <= 1.0 + 1e-12);
            if let Some([low, high]) = certainty.index_interval {
                prop_assert!(low <= high);
            }
        }
    }

    #[test]
    fn no_difference_of_shown_figures_isolates_fewer_than_five(
        groups in prop::collection::vec(0..7_usize, 1..40),
        answers in prop::collection::vec(answer(), 40),
        by_groups: bool,
    ) {
        let statement = &MODEL.statements[0];
        let mut city = TestCity::new(Arc::clone(&MODEL));
        for (person, (group, answer)) in groups.iter().zip(&answers).enumerate() {
            let id = format!("a{person}");
            city = city
                .assessor(&id, &format!("g{group}"))
                .rating(&id, &statement.id, fitting(statement, *answer))
                .settings(|settings| {
                    settings.balance = if by_groups { Balance::Groups } else { Balance::Assessors };
                });
        }
        let built = city.build();
        let protected = score_protected(&built, CYCLE.1);
        let open = score(&built, CYCLE.1);
        let (shown, whole) = (&protected.figures().statements[0], &open.statements[0]);
        prop_assert_eq!(shown.consensus, whole.consensus);
        let Ok(total) = shown.tally else {
            let small = |tally: &Tally| (1..FEWEST_ANSWERS).contains(&tally.on_scale());
            let weighs = by_groups && whole.by_group.iter().any(|(_, tally)| small(tally));
            prop_assert!(whole.on_scale < FEWEST_ANSWERS || weighs);
            prop_assert!(shown.by_group.is_empty() && shown.spread.is_err());
            return Ok(());
        };
        let parts: Vec<u32> = shown.by_group.iter().map(|(_, tally)| tally.answered()).collect();
        prop_assert!(parts.len() != 1);
        // Every sum of parts, taken from the whole and from every other sum.
        let sums: Vec<u32> = (0..1_u32 << parts.len())
            .map(|set| (0..parts.len()).filter(|at| set >> at & 1 == 1).map(|at| parts[at]).sum())
            .collect();
        for (set, sum) in sums.iter().enumerate() {
            let rest = total.on_scale() - sum;
            prop_assert!(rest == 0 || rest >= FEWEST_ANSWERS || parts.is_empty(), "{rest} alone");
            for (other, larger) in sums.iter().enumerate() {
                if set & other == set && set != other {
                    prop_assert!(larger - sum >= FEWEST_ANSWERS);
                }
            }
        }
        // No cell is told of anybody outside the parts, and a named group is as it is.
        for answer in Answer::SCALE {
            let of_parts: u32 = shown.by_group.iter().map(|(_, tally)| tally.count(answer)).sum();
            prop_assert!(parts.is_empty() || of_parts == total.count(answer));
        }
        for (label, tally) in &shown.by_group {
            if let Some((_, open)) = whole.by_group.iter().find(|(other, _)| other == label) {
                prop_assert_eq!(*tally, open.scale_only());
                prop_assert!(tally.on_scale() >= FEWEST_ANSWERS);
            }
        }
    }
}

#[test]
fn one_thread_and_several_give_the_same_result() {
    let mut city = TestCity::of("pas181-scmm").settings(|settings| settings.draws = 500);
    let model = Arc::clone(city.model());
    let mut stream = Stream::new(5, 0, 0);
    for person in 0..12 {
        let id = format!("a{person}");
        city = city.assessor(&id, &format!("g{}", person % 3));
        for statement in &model.statements {
            let answer = Answer::SCALE[usize::try_from(stream.below(4)).unwrap()];
            city = city.rating(&id, &statement.id, answer);
        }
    }
    let assessment = city.build();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| score(&assessment, CYCLE.1))
    };
    let alone = on(1);
    assert_eq!(alone, on(2));
    assert_eq!(alone, on(5));
}
