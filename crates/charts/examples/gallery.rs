//! Prints an HTML page with every chart: `cargo run -p gradus-charts --example gallery > ./gallery.html`.
//! The word `dark` behind it shows them on a dark ground, `fixed` without the page's stylesheet,
//! `mirrored` from right to left.

use gradus_charts::{
    Bar, BarsInput, CLASSES_CSS, Change, ChangeDirection, Count, DistributionInput, DotsInput,
    Heading, HistogramInput, Item, Kind, Mark, MatrixInput, MatrixLevel, MatrixRow, Pointer,
    Progress, RadarInput, Series, Standing, Style, Tick, TimePoint, TrendInput, bars, distribution,
    dots, histogram, matrix, radar, trend,
};

const LEVELS: [&str; 5] = [
    "Lagging",
    "Developing",
    "Competent",
    "Progressive",
    "Excelling",
];

/// Component, reference, level (from 0), share of the next step, index, target, previous index.
type Row = (&'static str, &'static str, usize, f64, f64, usize, f64);

const ROWS: [Row; 7] = [
    (
        "Leadership environment",
        "PAS 181 A B1 B3 B8 D",
        2,
        0.10,
        3.1,
        3,
        2.3,
    ),
    (
        "Customer/stakeholder focus",
        "PAS 181 B9 B10",
        1,
        0.39,
        2.4,
        3,
        2.1,
    ),
    (
        "Service enablement",
        "PAS 181 B2 B3 B5 B7",
        1,
        0.60,
        2.6,
        2,
        2.2,
    ),
    ("Service delivery", "", 1, 0.89, 2.9, 3, 2.5),
    (
        "Digital asset management",
        "PAS 181 B6 B13 B14 B11 B12",
        2,
        0.39,
        3.4,
        3,
        2.6,
    ),
    ("Physical asset management", "", 0, 0.80, 1.8, 2, 1.9),
    ("Performance management", "PAS 181 C", 1, 0.20, 2.2, 3, 2.2),
];

fn heading(id: &str, title: &str) -> Heading {
    Heading {
        id: id.to_owned(),
        title: title.to_owned(),
        description: format!("{title} of an invented city."),
    }
}

fn ticks() -> Vec<Tick> {
    (1..=5)
        .map(|level: u8| Tick {
            value: f64::from(level),
            label: level.to_string(),
        })
        .collect()
}

fn series(name: &str, kind: Kind, values: Vec<Option<f64>>) -> Series {
    Series {
        name: name.to_owned(),
        kind,
        values,
    }
}

fn item(label: &str, value_text: &str) -> Item {
    Item {
        label: label.to_owned(),
        value_text: value_text.to_owned(),
    }
}

/// The rows, where `missing` counts those that have no value yet.
fn profile(id: &str, missing: &[usize], axes: usize) -> RadarInput {
    let value = |at: usize, value: f64| (!missing.contains(&at)).then_some(value);
    let rows = || ROWS.iter().cycle().take(axes).enumerate();
    RadarInput {
        heading: heading(id, "Profile"),
        axes: rows()
            .map(|(at, row)| match value(at, row.4) {
                Some(value) => item(row.0, &format!("{value:.1} → {}", row.5 + 1)),
                None => item(row.0, "not rated"),
            })
            .collect(),
        rings: ticks(),
        series: vec![
            series(
                "2026",
                Kind::Now,
                rows().map(|(at, row)| value(at, row.4)).collect(),
            ),
            series(
                "Target 2028",
                Kind::Target,
                rows()
                    .map(|(_, row)| Some(if row.5 == 3 { 4.0 } else { 3.0 }))
                    .collect(),
            ),
            series(
                "2024",
                Kind::Previous,
                rows().map(|(_, row)| Some(row.6)).collect(),
            ),
        ],
        missing_label: "Not rated".to_owned(),
    }
}

fn change(difference: f64) -> Change {
    let (text, direction) = if difference > 0.04 {
        (format!("+{difference:.1}"), ChangeDirection::Up)
    } else if difference < -0.04 {
        (format!("−{:.1}", difference.abs()), ChangeDirection::Down)
    } else {
        ("±0.0".to_owned(), ChangeDirection::Level)
    };
    Change { text, direction }
}

fn levels_matrix(id: &str) -> MatrixInput {
    let mut rows: Vec<MatrixRow> = ROWS
        .iter()
        .map(
            |&(label, reference, here, share, index, target, before)| MatrixRow {
                label: label.to_owned(),
                sub_label: reference.to_owned(),
                standing: Standing::Rated {
                    here,
                    progress: Some(Progress {
                        share,
                        text: format!("{:.0}\u{a0}% of the way", share * 100.0),
                    }),
                },
                target: Some(target),
                value_text: format!("{index:.1}"),
                change: Some(change(index - before)),
            },
        )
        .collect();
    let not_rated = |label: &str, target| MatrixRow {
        label: label.to_owned(),
        sub_label: String::new(),
        standing: Standing::NotRated("Not rated yet".to_owned()),
        target,
        value_text: "–".to_owned(),
        change: None,
    };
    rows.push(not_rated("Public procurement of innovation", Some(3)));
    let mut reached = rows[4].clone();
    reached.label = "Target reached already".to_owned();
    reached.target = Some(2);
    rows.push(reached);
    MatrixInput {
        heading: heading(id, "Maturity matrix"),
        row_heading: "Component".to_owned(),
        value_heading: "Index".to_owned(),
        behind_word: "Behind us".to_owned(),
        here_word: "We are here".to_owned(),
        target_word: "Target".to_owned(),
        levels: LEVELS
            .iter()
            .zip(1..)
            .map(|(name, number): (_, u8)| MatrixLevel {
                number: number.to_string(),
                name: (*name).to_owned(),
            })
            .collect(),
        rows,
    }
}

fn counts(pairs: &[(&str, u32)]) -> Vec<Count> {
    pairs
        .iter()
        .map(|&(label, count)| Count {
            label: label.to_owned(),
            count,
        })
        .collect()
}

fn answers() -> Vec<Count> {
    counts(&[
        ("Not at all", 3),
        ("Partly", 9),
        ("Largely", 6),
        ("Fully", 12),
        ("Surpassed", 1),
    ])
}

fn charts(style: &Style) -> Vec<String> {
    let narrow = style.clone().with_width(460.0);
    let share = |at: usize, share: Option<f64>, text: &str| Bar {
        item: item(ROWS[at].0, text),
        share,
    };
    let groups = [
        ("Council and administration", Some(3.2)),
        ("Utilities", Some(2.7)),
        ("Residents’ panel", Some(1.6)),
        ("Businesses and their associations", None),
    ];
    vec![
        radar(&profile("whole", &[], 7), &narrow),
        radar(&profile("gaps", &[2, 3, 5], 7), &narrow),
        radar(&profile("twelve", &[], 12), &narrow),
        radar(&profile("two", &[1], 2), &narrow),
        matrix(&levels_matrix("matrix"), &style.clone().with_width(1040.0)),
        distribution(
            &DistributionInput {
                heading: heading("distribution", "Answers"),
                points: answers(),
                aside: counts(&[("Don’t know", 4), ("Not applicable", 2)]),
            },
            &narrow,
        ),
        histogram(
            &HistogramInput {
                heading: heading("histogram", "Answers"),
                points: answers(),
                pointer: Some(Pointer {
                    at: 2,
                    label: "Median".to_owned(),
                }),
            },
            &narrow,
        ),
        bars(
            &BarsInput {
                heading: heading("bars", "Steps"),
                bars: vec![
                    share(0, Some(0.94), "94 %"),
                    share(1, Some(0.83), "83 %"),
                    share(2, Some(0.07), "7 %"),
                    share(3, Some(0.0), "0 %"),
                    share(5, None, "not rated"),
                ],
                pass_mark: Some(Mark {
                    value: 0.85,
                    label: "85 % passes".to_owned(),
                }),
            },
            &narrow,
        ),
        dots(
            &DotsInput {
                heading: heading("dots", "Groups"),
                ticks: ticks()
                    .into_iter()
                    .zip(LEVELS)
                    .map(|(tick, name)| Tick {
                        label: format!("{}\u{a0}{name}", tick.label),
                        ..tick
                    })
                    .collect(),
                items: groups
                    .iter()
                    .map(|(name, value)| {
                        item(
                            name,
                            &value.map_or("fewer than 5".to_owned(), |v| format!("{v:.1}")),
                        )
                    })
                    .collect(),
                series: vec![series(
                    "",
                    Kind::Now,
                    groups.map(|(_, value)| value).to_vec(),
                )],
                mark: Some(Mark {
                    value: 2.6,
                    label: "all 2.6".to_owned(),
                }),
                missing_label: "Too few to show".to_owned(),
            },
            &style.clone().with_width(620.0),
        ),
        trend(
            &TrendInput {
                heading: heading("trend", "Index over time"),
                times: [
                    (2018.0, "2018"),
                    (2020.0, "2020"),
                    (2022.0, "2022"),
                    (2024.0, "2024"),
                    (2024.5, "mid 2024"),
                    (2026.8, "Nov 2026"),
                ]
                .map(|(position, label)| TimePoint {
                    position,
                    label: label.to_owned(),
                })
                .to_vec(),
                ticks: ticks(),
                series: vec![
                    series(
                        "Index",
                        Kind::Now,
                        vec![Some(1.4), Some(1.9), None, Some(2.1), Some(2.3), Some(2.6)],
                    ),
                    series(
                        "Leadership",
                        Kind::Further(0),
                        vec![
                            Some(1.2),
                            Some(2.6),
                            Some(2.7),
                            Some(2.9),
                            Some(3.0),
                            Some(3.1),
                        ],
                    ),
                    series(
                        "Digital assets",
                        Kind::Further(1),
                        vec![None, Some(2.2), Some(2.5), Some(2.6), Some(2.9), Some(3.4)],
                    ),
                    series(
                        "Physical assets",
                        Kind::Further(2),
                        vec![Some(1.0), Some(1.2), Some(1.5), Some(1.9), None, Some(1.8)],
                    ),
                    series(
                        "Performance",
                        Kind::Further(3),
                        vec![Some(1.7), Some(1.8), None, Some(2.2), Some(2.2), Some(2.2)],
                    ),
                    series(
                        "Target",
                        Kind::Target,
                        vec![None, None, None, Some(3.0), Some(3.2), Some(3.6)],
                    ),
                ],
                value_texts: ["1.4", "1.9", "–", "2.1", "2.3", "2.6"]
                    .map(str::to_owned)
                    .to_vec(),
            },
            &style.clone().with_width(620.0),
        ),
    ]
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| words.iter().any(|given| given == word);
    let (dark, fixed) = (has("dark"), has("fixed"));
    let mut style = match (dark, fixed) {
        (true, true) => Style::dark(),
        (false, true) => Style::print(),
        _ => Style::light(),
    };
    if has("mirrored") {
        style = style.right_to_left();
    }
    let css = if fixed { "" } else { CLASSES_CSS };
    let (scheme, ground) = if dark {
        ("dark", "#132334")
    } else {
        ("light", "#ffffff")
    };
    println!(
        "<!doctype html><html lang=\"en\" data-color-scheme=\"{scheme}\"><meta charset=\"utf-8\">"
    );
    println!("<title>Charts</title><style>{css} body {{ background: {ground}; margin: 12px; }}");
    println!("svg {{ margin: 8px; vertical-align: top; outline: 1px solid #8884; }}</style>");
    for chart in charts(&style) {
        println!("{chart}");
    }
    println!("</html>");
}
