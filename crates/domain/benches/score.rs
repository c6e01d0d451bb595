//! Scoring one city, all of the method with 2,000 draws: 40 and 1,000 assessors who rated
//! every statement.

use criterion::{Criterion, criterion_group, criterion_main};
use gradus_domain::assessment::{Assessment, Assessor, City, Cycle, Group};
use gradus_domain::names::{AssessorIx, GroupIx, StatementIx};
use gradus_domain::rating::Answer;
use gradus_domain::result::score;
use gradus_stats::resample::Stream;
use gradus_testkit::model::built_in;
use std::hint::black_box;
use std::sync::Arc;
use time::macros::date;

/// Everybody answers everything, at random.
fn city(assessors: usize) -> Assessment {
    const GROUPS: usize = 6;
    let model = built_in("pas181-scmm");
    let group = |at| Group {
        id: format!("g{at}"),
        name: format!("Group {at}"),
    };
    let assessor = |at: usize| Assessor {
        id: format!("p{at:04}"),
        group: GroupIx(at % GROUPS),
        name: None,
        asked: model.component_places().collect(),
    };
    let mut city = Assessment::new(
        Arc::clone(&model),
        City {
            name: "Bench".into(),
            country: None,
            population: None,
        },
        Cycle {
            name: "2026".into(),
            from: date!(2026 - 01 - 01),
            to: date!(2026 - 12 - 31),
        },
        (0..GROUPS).map(group).collect(),
        (0..assessors).map(assessor).collect(),
    );
    let mut stream = Stream::new(1, 0, 0);
    for at in 0..assessors {
        for statement in 0..model.statements.len() {
            let answer = Answer::SCALE[stream.below(4) as usize];
            city.record_rating(AssessorIx(at), StatementIx(statement), answer)
                .expect("nobody answers twice");
        }
    }
    city
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("score");
    group.sample_size(20);
    for assessors in [40, 1_000] {
        let city = city(assessors);
        group.bench_function(format!("{assessors} assessors"), |bencher| {
            bencher.iter(|| score(black_box(&city), city.cycle.to));
        });
    }
    group.finish();
}

criterion_group!(all, benches);
criterion_main!(all);
