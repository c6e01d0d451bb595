//! Samples of results: Northaven's demo files, scored and protected as for a report.

use super::{HERE, Maker, Sample};
use askama::Template;
use gradus_app::publication::Title;
use gradus_catalog::assessment::build::build;
use gradus_catalog::assessment::read::read_assessment;
use gradus_catalog::model::builtin::find_model;
use gradus_catalog::source::Source;
use gradus_domain::backing::Lack;
use gradus_domain::disclosure::{Protected, score_protected};
use gradus_report::view::{Sources, View};
use gradus_web::views::forms::Input;
use gradus_web::views::public::{
    Addresses, Area, CityEntry, CityPage, GonePage, Made, PublicFile, PublicPage, PublicTitle,
};
use gradus_web::views::publish::{Does, PublishPage, SealEntry, publish_form, withdraw_form};
use gradus_web::views::results::{
    ComponentPage, HowScoredPage, LapseRow, Openness, ResultsClosedPage, ResultsPage, Separating,
    SettingRow,
};
use gradus_web::views::targets::{OpenStatement, TargetCard, TargetStep, TargetsPage};
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

fn targets(maker: &Maker, view: &Arc<View>, frame: gradus_web::views::frame::Frame) -> TargetsPage {
    let set = vec![OpenStatement {
        id: "LE3.1".into(),
        text: maker.s("Recognised leader high in profile."),
        value: "Partly".into(),
        gain: "20 %".into(),
    }];
    let step = |to: &str, holds, unjudged, set: &[OpenStatement]| TargetStep {
        to: maker.s(to),
        completion: Some("40 %".into()),
        share: Some(0.4),
        holds,
        unjudged,
        set: set.to_vec(),
    };
    let card = |id: &str, fewest: Option<usize>, steps: Vec<TargetStep>| TargetCard {
        id: id.into(),
        name: maker.s(id),
        now: fewest.map(|_| maker.s("Developing")),
        target: maker.s("Competent"),
        by: Some("31 December 2028".into()),
        reason: Some(maker.s("The plan says so.")),
        good_enough: true,
        open_steps: steps.len(),
        levels: None,
        fewest,
        steps,
    };
    let cards = vec![
        card(
            "leadership-environment",
            Some(1),
            vec![
                step("Competent", false, false, &set),
                step("Leading", true, false, &[]),
            ],
        ),
        card(
            "performance-management",
            None,
            vec![step("Competent", false, true, &[])],
        ),
        card("physical-asset-management", Some(0), Vec::new()),
    ];
    let without = vec![maker.s("Digital asset management")];
    TargetsPage::new(
        frame,
        HERE.to_owned(),
        Arc::clone(view),
        cards,
        without,
        true,
    )
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
            lack: Lack::Evidence,
        },
        Separating {
            id: "LE3.3".into(),
            text: maker.s("Consultation on city priorities."),
            lack: Lack::Acceptance,
        },
    ];
    first.lapses = vec![LapseRow {
        day: "31 December 2030".into(),
        titles: vec![maker.s("Smart city strategy")],
        evidenced: maker.s("Developing"),
        verified: maker.s("Lagging"),
    }];
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
        named: false,
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
        of("targets", targets(maker, &view, frame("Targets")).render()),
        of("how-scored", how(true, "85 %").render()),
        of("how-scored-differs", how(false, "90 %").render()),
    ]
}

/// The pages of strangers, and the one of the lead who publishes.
pub fn public_pages(maker: &Maker) -> Vec<Sample> {
    let of = |name, html: Result<String, askama::Error>| Sample {
        name,
        html: html.expect("it renders"),
    };
    let at = || Addresses {
        here: "/p/northaven/2026".into(),
        whole: "https://gradus.example/p/northaven/2026".into(),
        city: "/p/northaven".into(),
        feed: "https://gradus.example/p/northaven/feed.atom".into(),
    };
    let entry = |headline: Option<&str>| CityEntry {
        href: "/p/northaven/2026".into(),
        cycle: maker.s("2026"),
        headline: headline.map(|text| maker.s(text)),
        about: "withdrawn on 2 March 2027".into(),
    };
    vec![
        of("public", public(maker, at(), None).render()),
        of(
            "public-preview",
            public(maker, at(), Some("/c/northaven/2026/publish".into())).render(),
        ),
        of(
            "public-city",
            CityPage {
                frame: maker.stranger("Northaven"),
                at: at(),
                city: maker.s("Northaven"),
                entries: vec![entry(Some("Northaven is Developing")), entry(None)],
            }
            .render(),
        ),
        of(
            "public-gone",
            GonePage {
                frame: maker.stranger("Gone"),
                at: at(),
                what: maker.s("Here stood 2026"),
                when: "It was withdrawn on 2 March 2027.".into(),
                why: maker.s("an answer was wrong"),
            }
            .render(),
        ),
        of("publish", publish(maker, true).render()),
        of("publish-early", publish(maker, false).render()),
    ]
}

fn public(maker: &Maker, at: Addresses, preview: Option<String>) -> PublicPage {
    let view = view(maker);
    let areas = view
        .components
        .iter()
        .map(|component| {
            Area::new(
                &view,
                component,
                "Leave behind",
                Some(maker.s("It could be")),
            )
        })
        .collect();
    let titles = view.evidence.iter().map(|piece| PublicTitle {
        title: piece.title.clone(),
        kind: piece.kind.clone(),
        period: piece.period.clone(),
        status: piece.status.clone(),
    });
    PublicPage {
        frame: maker.stranger("Northaven is Developing"),
        at,
        about: maker.s("Smart City Maturity Model · 2026"),
        version: Some("Version 2".into()),
        introduction: vec![maker.s("Dear residents,"), maker.s("look.")],
        notices: view.notices.clone(),
        short: vec![maker.s("38 people from 6 groups gave their view.")],
        areas,
        titles: titles.collect(),
        untitled: 2,
        made: Made {
            people: maker.s("38 people"),
            answered: Some("87 %".into()),
            agreement: maker.s("They agree in part"),
            certainty: maker.s("Sure"),
        },
        files: vec![PublicFile {
            name: "statements.csv",
            kind: "CSV",
            media_type: "text/csv",
            purpose: "Every statement as a table".into(),
        }],
        picture: true,
        preview,
        radar: String::new(),
        radar_narrow: String::new(),
        view,
    }
}

fn publish(maker: &Maker, done: bool) -> PublishPage {
    let frame = maker.frame("Publish", Some("Results"));
    let here = format!("{HERE}/publish");
    let titles = [("e1", true), ("e2", false)].map(|(code, accepted)| Title {
        code: code.to_owned(),
        title: maker.s("Smart city plan"),
        accepted,
        shown: accepted,
    });
    let mut input = Input::new()
        .with("introduction", maker.s("Dear residents"))
        .with("evidence", "e1");
    if done {
        input.mistake("introduction", "at most 2000 letters");
    }
    let does = (titles.as_slice(), Does::Newer);
    PublishPage {
        is_final: done,
        standing: vec![maker.s("Public since 2 March 2027")],
        is_public: done,
        remark: done.then(|| maker.s("A newer version was frozen")),
        address: done.then(|| maker.s("https://gradus.example/p/northaven/2026")),
        embed: done.then(|| maker.s("<a href=\"https://gradus.example\">")),
        thin: done.then(|| maker.s("few people")),
        isolates: (!done).then(|| maker.s("fewer than five people")),
        form: done.then(|| publish_form(&frame, here.clone(), 2, does, &input)),
        withdraw: done.then(|| withdraw_form(&frame, format!("{here}/withdraw"), 2, &Input::new())),
        seals: vec![SealEntry {
            number: 1,
            day: maker.s("2 March 2027"),
        }],
        key: Some("0011223344556677".to_owned()),
        base: HERE.to_owned(),
        frame,
    }
}
