//! What every drawing has to be: well-formed, complete, within its edges, and silent about what
//! is not known.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "what a test reads is what it draws"
)]

use gradus_charts::{
    Bar, BarsInput, Change, ChangeDirection, Count, DistributionInput, DotsInput, Heading,
    HistogramInput, Item, Kind, Mark, MatrixInput, MatrixLevel, MatrixRow, Pointer, Progress,
    RadarInput, Series, Standing, Style, Tick, TimePoint, TrendInput, bars, distribution, dots,
    histogram, matrix, radar, text_width_px, trend,
};
use roxmltree::{Document, Node};

const LABELS: [&str; 12] = [
    "Leadership environment",
    "Customer/stakeholder focus",
    "Service enablement",
    "Service delivery",
    "Digital asset management",
    "Physical asset management",
    "Performance management",
    "Verwaltungsdigitalisierungsbeschleunigungsprogramm",
    "Zusammenarbeit mit Bürgerinnen, Bürgern und allen, die in der Stadt arbeiten",
    "A",
    "Öffentlich-privat",
    "智慧城市的治理与合作",
];

fn heading() -> Heading {
    Heading {
        id: "one".to_owned(),
        title: "Title <&\"".to_owned(),
        description: "Description 'of' it".to_owned(),
    }
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn items(of: usize) -> Vec<Item> {
    LABELS
        .iter()
        .take(of)
        .enumerate()
        .map(|(at, label)| Item {
            label: text(label),
            value_text: format!("value {at}"),
        })
        .collect()
}

fn ticks() -> Vec<Tick> {
    ["1", "2 Developing", "3", "4", "5 Excelling"]
        .iter()
        .zip(1u8..)
        .map(|(label, value)| Tick {
            value: f64::from(value),
            label: text(label),
        })
        .collect()
}

fn series(name: &str, kind: Kind, values: &[Option<f64>]) -> Series {
    Series {
        name: text(name),
        kind,
        values: values.to_vec(),
    }
}

fn profile(axes: usize, now: &[Option<f64>]) -> RadarInput {
    RadarInput {
        heading: heading(),
        axes: items(axes),
        rings: ticks(),
        series: vec![
            series("This year", Kind::Now, now),
            series("Aim", Kind::Target, &vec![Some(4.0); axes]),
            series("Before", Kind::Previous, &vec![Some(2.0); axes]),
        ],
        missing_label: text("No value"),
    }
}

fn count(label: &str, count: u32) -> Count {
    Count {
        label: text(label),
        count,
    }
}

fn points() -> Vec<Count> {
    vec![
        count("Not at all, neither here nor elsewhere", 40),
        count("Partly", 900),
        count("Largely", 0),
        count("Vollumfänglich", 1),
    ]
}

fn level(number: &str, name: &str) -> MatrixLevel {
    MatrixLevel {
        number: text(number),
        name: text(name),
    }
}

fn table() -> MatrixInput {
    let row = |label: &str, standing, target| MatrixRow {
        label: text(label),
        sub_label: format!("sub of {label}"),
        standing,
        target,
        value_text: text("2.4"),
        change: Some(Change {
            text: text("+0.3"),
            direction: ChangeDirection::Up,
        }),
    };
    let rated = |here, share| Standing::Rated {
        here,
        progress: Some(Progress {
            share,
            text: text("39 % of the way to what is next"),
        }),
    };
    MatrixInput {
        heading: heading(),
        row_heading: text("Component"),
        value_heading: text("Index"),
        behind_word: text("Behind us"),
        here_word: text("We are here"),
        target_word: text("Target"),
        levels: vec![
            level("1", "Lagging"),
            level("2", "Developing"),
            level("10", "Vollumfänglich entwickelt"),
        ],
        rows: vec![
            row(LABELS[8], rated(1, 0.39), Some(2)),
            row(LABELS[7], rated(0, f64::NAN), Some(0)),
            row("Unknown", Standing::NotRated(text("Not rated")), Some(1)),
            row("Off", rated(7, 2.0), Some(9)),
        ],
    }
}

fn times() -> TrendInput {
    let time = |position, label: &str| TimePoint {
        position,
        label: text(label),
    };
    TrendInput {
        heading: heading(),
        times: vec![
            time(2020.0, "January 2020, the first"),
            time(2020.1, "February 2020"),
            time(2024.0, "2024"),
            time(2026.0, "A very late day of 2026"),
        ],
        ticks: ticks(),
        series: vec![
            series("This", Kind::Now, &[Some(1.0), None, Some(3.0), Some(9.0)]),
            series("That", Kind::Further(2), &[None, Some(2.0)]),
        ],
        value_texts: vec![text("1.0"), text("hidden"), text("3.0"), text("9.0")],
    }
}

/// Every chart, and the texts that have to stand in it.
fn all(style: &Style) -> Vec<(&'static str, String, Vec<String>)> {
    let labels = |of: usize| LABELS[..of].iter().map(|label| text(label));
    let words = |words: &[&str]| words.iter().map(|word| text(word)).collect::<Vec<_>>();
    let mut all = Vec::new();
    for (name, axes) in [("radar of 0", 0), ("radar of 1", 1), ("radar of 2", 2)] {
        let drawn = radar(&profile(axes, &[]), style);
        all.push((name, drawn, labels(axes).collect()));
    }
    for axes in 3..=12 {
        let mut expected: Vec<_> = labels(axes).collect();
        expected.extend(words(&[
            "This year",
            "Aim",
            "Before",
            "No value",
            "value 0",
            "5 Excelling",
        ]));
        let now = [Some(1.0), None, Some(f64::NAN), Some(7.0)];
        all.push(("radar", radar(&profile(axes, &now), style), expected));
    }
    let mut expected = words(&[
        LABELS[8],
        LABELS[7],
        "Component",
        "Index",
        "Behind us",
        "We are here",
        "Target",
        "10",
        "Vollumfänglich entwickelt",
        "39 % of the way to what is next",
        "Not rated",
        "+0.3",
        "2.4",
    ]);
    expected.push(format!("sub of {}", LABELS[8]));
    all.push(("matrix", matrix(&table(), style), expected));
    let drawn = distribution(
        &DistributionInput {
            heading: heading(),
            points: points(),
            aside: vec![count("Don't know", 30), count("Not applicable", 2)],
        },
        style,
    );
    let expected = words(&["Partly · 900", "Largely · 0", "Don't know · 30", "900"]);
    all.push(("distribution", drawn, expected));
    let drawn = histogram(
        &HistogramInput {
            heading: heading(),
            points: points(),
            pointer: Some(Pointer {
                at: 3,
                label: text("The median of all who answered"),
            }),
        },
        style,
    );
    let expected = words(&[
        "Not at all, neither here nor elsewhere",
        "Vollumfänglich",
        "900",
        "0",
    ]);
    all.push(("histogram", drawn, expected));
    let shares = [
        Some(0.0),
        Some(0.5),
        Some(1.7),
        None,
        Some(f64::NAN),
        Some(-1.0),
    ];
    let drawn = bars(
        &BarsInput {
            heading: heading(),
            bars: items(6)
                .into_iter()
                .zip(shares)
                .map(|(item, share)| Bar { item, share })
                .collect(),
            pass_mark: Some(Mark {
                value: 0.99,
                label: text("What everyone should reach in the end"),
            }),
        },
        style,
    );
    let mut expected: Vec<_> = labels(6).collect();
    expected.push(text("What everyone should reach in the end"));
    all.push(("bars", drawn, expected));
    let drawn = dots(
        &DotsInput {
            heading: heading(),
            ticks: ticks(),
            items: items(12),
            series: vec![series("", Kind::Now, &[Some(1.0), None, Some(5.0)])],
            mark: Some(Mark {
                value: 1.0,
                label: text("All of them together"),
            }),
            missing_label: text("No value"),
        },
        style,
    );
    let mut expected: Vec<_> = labels(12).collect();
    expected.extend(words(&[
        "value 11",
        "2 Developing",
        "All of them together",
        "No value",
    ]));
    all.push(("dots", drawn, expected));
    let expected = words(&[
        "January 2020, the first",
        "A very late day of 2026",
        "This",
        "9.0",
    ]);
    all.push(("trend", trend(&times(), style), expected));
    all
}

fn styles() -> Vec<Style> {
    let wide = [Style::light(), Style::dark(), Style::print()];
    wide.into_iter()
        .flat_map(|style| {
            [
                style.clone(),
                style.clone().with_width(240.0),
                style.clone().right_to_left(),
                style.with_width(300.0).right_to_left(),
            ]
        })
        .collect()
}

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).unwrap().parse().unwrap()
}

/// Left, right, top and bottom of a text, by the measured width.
fn edges(node: Node<'_, '_>) -> [f64; 4] {
    let size = number(node, "font-size");
    let width = text_width_px(node.text().unwrap(), size);
    let (x, y) = (number(node, "x"), number(node, "y"));
    let left = match node.attribute("text-anchor") {
        None => x,
        Some("middle") => x - width / 2.0,
        Some("end") => x - width,
        Some(other) => panic!("no anchor {other}"),
    };
    [left, left + width, y - size, y + size * 0.3]
}

fn texts<'a>(document: &'a Document<'_>) -> Vec<Node<'a, 'a>> {
    let nodes = document.root_element().descendants();
    nodes.filter(|node| node.has_tag_name("text")).collect()
}

/// Lines joined again: what a reader sees, without the places where it breaks.
fn seen(document: &Document<'_>) -> String {
    let texts = texts(document);
    let all: Vec<_> = texts.iter().filter_map(|node| node.text()).collect();
    squeeze(&all.join(""))
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_label_is_there_whole() {
    for style in styles() {
        for (name, svg, expected) in all(&style) {
            let document = Document::parse(&svg).unwrap();
            let seen = seen(&document);
            for text in expected {
                assert!(seen.contains(&squeeze(&text)), "{name}: {text} in {svg}");
            }
        }
    }
}

#[test]
fn nothing_reaches_over_the_edge() {
    for style in styles() {
        for (name, svg, _) in all(&style) {
            let document = Document::parse(&svg).unwrap();
            let root = document.root_element();
            let (width, height) = (number(root, "width"), number(root, "height"));
            let inside = |[left, right, top, bottom]: [f64; 4], what: &str| {
                let fits = left >= 0.0 && right <= width && top >= 0.0 && bottom <= height;
                assert!(
                    fits,
                    "{name}: {what} {left} {right} {top} {bottom} in {width} {height}"
                );
            };
            for node in root.descendants() {
                match node.tag_name().name() {
                    "text" => inside(edges(node), node.text().unwrap()),
                    "rect" => {
                        let (x, y) = (number(node, "x"), number(node, "y"));
                        let right = x + number(node, "width");
                        inside([x, right, y, y + number(node, "height")], "rect");
                    }
                    "circle" => {
                        let (x, y) = (number(node, "cx"), number(node, "cy"));
                        let r = number(node, "r");
                        inside([x - r, x + r, y - r, y + r], "circle");
                    }
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn no_text_runs_into_another() {
    for style in styles() {
        for (name, svg, _) in all(&style) {
            let document = Document::parse(&svg).unwrap();
            let texts = texts(&document);
            for (at, one) in texts.iter().enumerate() {
                for other in &texts[at + 1..] {
                    let ([a, b, c, d], [e, f, g, h]) = (edges(*one), edges(*other));
                    // Lines of one label may touch by the depth of their descenders.
                    let apart = b <= e || f <= a || d <= g + 4.0 || h <= c + 4.0;
                    assert!(apart, "{name}: {:?} and {:?}", one.text(), other.text());
                }
            }
        }
    }
}

#[test]
fn a_drawing_names_itself() {
    for (name, svg, _) in all(&Style::print()) {
        let document = Document::parse(&svg).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"), "{name}");
        let labels = root.attribute("aria-labelledby").unwrap();
        let named: Vec<_> = labels
            .split(' ')
            .map(|id| {
                let node = root
                    .children()
                    .find(|node| node.attribute("id") == Some(id));
                node.unwrap().text().unwrap()
            })
            .collect();
        assert_eq!(named, ["Title <&\"", "Description 'of' it"], "{name}");
        assert_eq!(root.attribute("font-family"), Some("Inter"), "{name}");
        let side = |name| root.attribute(name).unwrap();
        let sides = format!("0 0 {} {}", side("width"), side("height"));
        assert_eq!(root.attribute("viewBox"), Some(sides.as_str()), "{name}");
    }
}

#[test]
fn every_id_begins_with_the_prefix_of_the_drawing() {
    for (name, svg, _) in all(&Style::light()) {
        let document = Document::parse(&svg).unwrap();
        for node in document.root_element().descendants() {
            if let Some(id) = node.attribute("id") {
                assert!(id.starts_with("g-one-"), "{name}: {id}");
            }
            if let Some(fill) = node.attribute("fill").filter(|fill| fill.contains("url")) {
                let id = fill.trim_start_matches("url(#").trim_end_matches(')');
                let mut all = document.root_element().descendants();
                assert!(
                    all.any(|node| node.attribute("id") == Some(id)),
                    "{name}: {fill}"
                );
            }
        }
    }
}

#[test]
fn a_strict_policy_has_nothing_to_forbid() {
    for style in styles() {
        for (name, svg, _) in all(&style) {
            for banned in [
                "style", "<script", "href", "var(", "NaN", "inf", "-0.00", "<!",
            ] {
                assert!(!svg.contains(banned), "{name}: {banned}");
            }
            assert_eq!(svg.matches("http").count(), 1, "{name}: only the namespace");
        }
    }
}

#[test]
fn classes_stand_only_where_a_page_is_meant() {
    for (_, svg, _) in all(&Style::light()) {
        assert!(svg.contains("class=\"g-chart\""));
        let document = Document::parse(&svg).unwrap();
        for node in document.root_element().descendants() {
            for class in node
                .attribute("class")
                .unwrap_or_default()
                .split_whitespace()
            {
                let rule = format!(".{class} ");
                assert!(gradus_charts::CLASSES_CSS.contains(&rule), "{class}");
            }
        }
    }
    for style in [Style::dark(), Style::print()] {
        assert!(
            all(&style)
                .iter()
                .all(|(_, svg, _)| !svg.contains("class="))
        );
    }
}

/// How often something is drawn.
fn times_drawn(svg: &str, what: &str) -> usize {
    svg.matches(what).count()
}

/// A round mark of the present, apart from those in the legend.
const NOW_MARK: &str = "r=\"5.00\"";
const MISSING_MARK: &str = "r=\"6.00\"";

#[test]
fn a_missing_value_is_a_hollow_mark_instead_of_a_point() {
    let style = Style::print();
    let full = radar(&profile(5, &[Some(2.0); 5]), &style);
    assert_eq!(times_drawn(&full, NOW_MARK), 5 + 1);
    assert_eq!(times_drawn(&full, MISSING_MARK), 0);
    let gaps = [Some(2.0), None, Some(f64::INFINITY), Some(2.0)];
    let gaps = radar(&profile(5, &gaps), &style);
    assert_eq!(times_drawn(&gaps, NOW_MARK), 2 + 1);
    assert_eq!(times_drawn(&gaps, MISSING_MARK), 3 + 1);
    let none = radar(&profile(5, &[]), &style);
    assert_eq!(times_drawn(&none, NOW_MARK), 1);
    assert_eq!(times_drawn(&none, MISSING_MARK), 5 + 1);
    let rows = radar(&profile(2, &[None, Some(3.0)]), &style);
    assert_eq!(times_drawn(&rows, NOW_MARK), 1 + 1);
    assert_eq!(times_drawn(&rows, MISSING_MARK), 1 + 1);
}

#[test]
fn a_gap_interrupts_the_line_of_a_trend() {
    let svg = trend(&times(), &Style::print());
    let document = Document::parse(&svg).unwrap();
    let line = document
        .root_element()
        .descendants()
        .find(|node| node.attribute("stroke-width") == Some("2.75"))
        .unwrap();
    let path = line.attribute("d").unwrap();
    assert_eq!(
        (path.matches('M').count(), path.matches('L').count()),
        (2, 1)
    );
    assert!(
        !svg.contains("hidden"),
        "no text stands where there is no value"
    );
}

/// The bars of [`bars`], by the height that tracks and bars have.
fn bar_lengths(svg: &str) -> Vec<f64> {
    let document = Document::parse(svg).unwrap();
    let nodes = document.root_element().descendants();
    nodes
        .filter(|node| node.attribute("height") == Some("14.00"))
        .map(|node| number(node, "width"))
        .collect()
}

#[test]
fn a_bar_is_as_long_as_its_share() {
    let bar = |share| Bar {
        item: Item {
            label: text("a"),
            value_text: text("b"),
        },
        share,
    };
    let input = BarsInput {
        heading: heading(),
        bars: vec![bar(Some(1.0)), bar(Some(0.25)), bar(Some(0.0)), bar(None)],
        pass_mark: None,
    };
    let lengths = bar_lengths(&bars(&input, &Style::print()));
    let track = lengths[0];
    let shares: Vec<_> = lengths.iter().map(|length| length / track).collect();
    // Track and bar; track and bar; track alone; hatched track alone.
    for (found, expected) in shares.iter().zip([1.0, 1.0, 1.0, 0.25, 1.0, 1.0]) {
        assert!((found - expected).abs() < 1e-4, "{shares:?}");
    }
    assert_eq!(shares.len(), 6);
}

#[test]
fn a_mirrored_drawing_begins_at_the_right() {
    let x_of = |style: &Style, word: &str| {
        let svg = matrix(&table(), style);
        let document = Document::parse(&svg).unwrap();
        let width = number(document.root_element(), "width");
        let texts = texts(&document);
        let node = texts.iter().find(|node| node.text() == Some(word)).unwrap();
        (
            number(*node, "x"),
            node.attribute("text-anchor").map(text),
            width,
        )
    };
    let (left, start, width) = x_of(&Style::print(), "Component");
    let (right, end, mirrored) = x_of(&Style::print().right_to_left(), "Component");
    assert_eq!((start, end), (None, Some(text("end"))));
    assert!((width - mirrored).abs() < 1e-9 && (left + right - width).abs() < 0.011);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for style in styles() {
        assert!(
            all(&style)
                .into_iter()
                .zip(all(&style))
                .all(|(a, b)| a.1 == b.1)
        );
    }
}

#[test]
fn nobody_answering_is_an_empty_frame() {
    let input = DistributionInput {
        heading: heading(),
        points: vec![count("a", 0), count("b", 0)],
        aside: Vec::new(),
    };
    let svg = distribution(&input, &Style::print());
    let document = Document::parse(&svg).unwrap();
    assert_eq!(seen(&document), "a·0b·0");
}
