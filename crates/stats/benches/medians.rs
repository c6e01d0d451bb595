//! How long 2,000 resamples of the raters take: multiplicities, histograms and lower medians.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use gradus_stats::medians::{Counts, MISSING};
use gradus_stats::resample::Stream;

const ITEMS: usize = 176;
const POINTS: u8 = 4;
const DRAWS: u64 = 2_000;

fn resampled_raters(bench: &mut Criterion) {
    for raters in [40, 1_000] {
        let mut stream = Stream::new(1, 0, 0);
        let cells: Vec<u8> = (0..raters * ITEMS)
            .map(|_| {
                if stream.below(10) == 0 {
                    MISSING
                } else {
                    u8::try_from(stream.below(4)).unwrap_or(MISSING)
                }
            })
            .collect();
        let mut counts = Counts::new(POINTS, ITEMS);
        let mut multiplicities = vec![0; raters];
        let mut medians = [0; ITEMS];
        bench.bench_function(&format!("{raters} raters, one thread"), |bencher| {
            bencher.iter(|| {
                for draw in 0..DRAWS {
                    Stream::new(1, 1, draw).resample(&mut multiplicities);
                    counts.clear();
                    let weights = multiplicities.iter().copied();
                    counts.add_rows(black_box(&cells).chunks_exact(ITEMS).zip(weights));
                    counts.lower_medians(&mut medians);
                    black_box(&medians);
                }
            });
        });
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = resampled_raters
}
criterion_main!(benches);
