//! How long Krippendorff's alpha takes on a large table, and its interval on a common one.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use gradus_stats::alpha::{Coincidences, Metric, alpha_of_ratings};
use gradus_stats::medians::MISSING;
use gradus_stats::resample::{Stream, cluster_bootstrap_alpha};

const VALUES: [f64; 5] = [0.0, 1.0, 2.0, 3.0, 4.0];

fn large_table(bench: &mut Criterion) {
    let (raters, units) = (1_000, 10_000);
    let mut stream = Stream::new(1, 0, 0);
    let ratings: Vec<u8> = (0..raters * units)
        .map(|_| {
            if stream.below(5) == 0 {
                MISSING
            } else {
                u8::try_from(stream.below(5)).unwrap_or(MISSING)
            }
        })
        .collect();
    bench.bench_function("alpha of 1000 raters and 10000 units", |bencher| {
        bencher.iter(|| {
            alpha_of_ratings(black_box(&ratings), raters, units, &VALUES, Metric::Ordinal)
        });
    });
}

fn interval(bench: &mut Criterion) {
    let mut stream = Stream::new(2, 0, 0);
    let clusters: Vec<Coincidences> = (0..35)
        .map(|_| {
            let mut cluster = Coincidences::new(4);
            for _ in 0..5 {
                cluster.add_unit(&std::array::from_fn::<_, 4, _>(|_| stream.below(10)));
            }
            cluster
        })
        .collect();
    bench.bench_function("interval of alpha, 35 clusters, 2000 draws", |bencher| {
        bencher.iter(|| {
            cluster_bootstrap_alpha(
                black_box(&clusters),
                &VALUES[..4],
                Metric::Ordinal,
                1,
                0,
                2000,
            )
        });
    });
}

criterion_group!(benches, large_table, interval);
criterion_main!(benches);
