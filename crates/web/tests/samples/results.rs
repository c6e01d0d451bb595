//! Samples of results: Northaven's demo files, scored and protected as for a report.

use super::{HERE, Maker, Sample};
use askama::Template;
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::model::builtin::find_model;
use gradus_catalog::source::Source;
use gradus_domain::disclosure::{Protected, score_protected};
use gradus_report::view::{Sources, View};
use gradus_web::views::results::{
    ComponentPage, HowScoredPage, Lacks, Openness, ResultsClosedPage, ResultsPage, Separating,
    SettingRow,
};
use std::sync::{Arc, LazyLock};

static NOW: LazyLock<Protected> = LazyLock::new(|| {
    scored(
        "northaven-2026.yaml",
        include_bytes!("../../../../demo/northaven-2026.yaml"),
    )
});
static BEFORE: LazyLock<Protected> = LazyLock::new(|| {
    scored(
        "northaven-2024.yaml",
        include_bytes!("../../../../demo/northaven-2024.yaml"),
    )
});

fn scored(name: &str, bytes: &'static [u8]) -> Protected {
    let document = read_assessment(&Source::from_bytes(name, bytes))
        .expect("the demo reads")
        .value;
    let model = find_model(&document.model, None)
        .expect("it is built in")
        .value;
    let assessment = build(&document, Arc::new(model))
        .expect("the demo is right")
        .value;
    score_protected(&assessment, assessment.cycle.to)
}

/// The view of the demo, its texts as the maker wants them.
fn view(maker: &Maker) -> Arc<View> {
    let mut view = View::new(Sources {
        result: NOW.facts(),
        previous: Some(BEFORE.facts()),
        words: &maker.words,
    });
    if maker.hostile {
        for text in [
            &mut view.city,
            &mut view.headline,
            &mut view.lead,
            &mut view.series.now,
        ] {
            *text = maker.s(text);
        }
        view.notices = vec![maker.s("notice")];
        view.model_language = "x\" onload=\"alert(3)".to_owned();
        for level in &mut view.levels {
            level.name = maker.s(&level.name);
        }
        for component in &mut view.components {
            for text in [
                &mut component.name,
                &mut component.summary,
                &mut component.references,
                &mut component.holds_back,
                &mut component.level_text,
            ] {
                *text = maker.s(text);
            }
            component.contradictions = vec![maker.s("contradiction")];
            component.unrated = vec![maker.s("unrated")];
            for row in &mut component.blocking {
                row.text = maker.s(&row.text);
            }
            for statement in &mut component.statements {
                statement.text = maker.s(&statement.text);
                statement.rationale = Some(maker.s("rationale"));
                statement.dissent = vec![maker.s("dissent")];
                statement.evidence = vec![maker.s("evidence")];
            }
        }
        for point in view.holds_back.iter_mut().chain(&mut view.disagreements) {
            point.text = maker.s(&point.text);
        }
        for evidence in &mut view.evidence {
            evidence.title = maker.s(&evidence.title);
            evidence.reason = maker.s(&evidence.reason);
        }
        for target in &mut view.targets {
            target.rationale = maker.s(&target.rationale);
        }
    }
    Arc::new(view)
}

pub fn pages(maker: &Maker) -> Vec<Sample> {
    let view = view(maker);
    let here = || HERE.to_owned();
    let frame = |title| maker.frame(title, Some("Results"));
    let of = |name, html: Result<String, askama::Error>| Sample {
        name,
        html: html.expect("it renders"),
    };
    let mut page = ResultsPage::new(frame("Results"), here(), Arc::clone(&view), Openness::Final);
    page.assessment_file = true;
    let early = ResultsPage::new(
        frame("Results"),
        here(),
        Arc::clone(&view),
        Openness::Consensus,
    );
    let component = |id: &str, openness| {
        ComponentPage::new(frame("Component"), here(), Arc::clone(&view), openness, id)
            .expect("the model has it")
    };
    let mut first = component("leadership-environment", Openness::Final);
    first.separating = vec![
        Separating {
            id: "LE3.1".into(),
            text: maker.s("Recognised leader high in profile."),
            lacks: Lacks::Evidence,
        },
        Separating {
            id: "LE3.3".into(),
            text: maker.s("Consultation on city priorities."),
            lacks: Lacks::Acceptance,
        },
    ];
    let row = |label: &str, own: &str, usual: &str| SettingRow {
        label: label.into(),
        own: maker.s(own),
        usual: maker.s(usual),
    };
    let how = |results_open, own| HowScoredPage {
        frame: frame("How this is scored"),
        here: here(),
        view: Arc::clone(&view),
        results_open,
        settings: vec![
            row("Method", "steps", "steps"),
            row("Pass mark", own, "85 %"),
            row(
                "Balance",
                "every assessor counts the same",
                "every assessor counts the same",
            ),
        ],
    };
    let closed = ResultsClosedPage {
        frame: frame("Results"),
        here: here(),
        rates: true,
    };
    vec![
        of("results", page.render()),
        of("results-early", early.render()),
        of("results-closed", closed.render()),
        of("results-component", first.render()),
        of(
            "results-component-early",
            component("physical-asset-management", Openness::Consensus).render(),
        ),
        of(
            "results-component-last",
            component("performance-management", Openness::Final).render(),
        ),
        of("how-scored", how(true, "85 %").render()),
        of("how-scored-differs", how(false, "90 %").render()),
    ]
}
