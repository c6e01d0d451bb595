//! Samples of the pages of leads and members: overview, people, settings, evidence, cities.

use super::{CITY, HERE, Maker, Sample};
use askama::Template;
use gradus_web::theme::Colour;
use gradus_web::views::city::{
    AssessmentCard, CityCard, CityPage, CitySettingsPage, Contrast, HomePage, NewCityPage,
    city_settings_form, new_city_form,
};
use gradus_web::views::evidence::{
    EvidenceChoices, EvidenceDetailPage, EvidenceFormPage, EvidencePage, EvidenceRow, Meanwhile,
    QueuePage, QueueRow, Review, Same, StoredFile, Supported, Validity, evidence_form, review_form,
};
use gradus_web::views::forms::{Branch, Choice, Input};
use gradus_web::views::overview::{
    ComponentCount, GroupCount, NextPhase, OverviewPage, Phase, Progress, Task,
};
use gradus_web::views::people::{
    AssessorRow, FreshLink, GroupRow, Invitation, MemberRow, PeoplePage, PersonPage, group_form,
    list_form, member_form, person_form,
};
use gradus_web::views::setup::{
    ComponentChoice, ImportPage, NewAssessmentPage, SettingChoices, SettingsPage, Usual,
    delete_form, import_form, new_assessment_form, settings_form,
};

const COMPONENTS: [(&str, &str, &str); 7] = [
    ("leadership-environment", "LE", "Leadership environment"),
    (
        "customer-stakeholder-focus",
        "CSF",
        "Customer/stakeholder focus",
    ),
    ("service-enablement", "SE", "Service enablement"),
    ("service-delivery", "SD", "Service delivery"),
    (
        "digital-asset-management",
        "DAM",
        "Digital asset management",
    ),
    (
        "physical-asset-management",
        "PAM",
        "Physical asset management",
    ),
    ("performance-management", "PM", "Performance management"),
];

pub fn pages(maker: &Maker) -> Vec<Sample> {
    let of = |name, html: Result<String, askama::Error>| Sample {
        name,
        html: html.expect("it renders"),
    };
    vec![
        of("overview-draft", overview(maker, Phase::Draft).render()),
        of("overview-rating", overview(maker, Phase::Rating).render()),
        of("overview-member", member_overview(maker).render()),
        of(
            "overview-consensus",
            overview(maker, Phase::Consensus).render(),
        ),
        of("people", people(maker).render()),
        of("people-empty", nobody(maker).render()),
        of("person", person(maker).render()),
        of("settings", settings(maker, &settled(maker)).render()),
        of("settings-wrong", settings(maker, &mistaken(maker)).render()),
        of("assessment-new", new_assessment(maker).render()),
        of("import-wrong", import(maker).render()),
        of("evidence", evidence(maker, true).render()),
        of("evidence-empty", evidence(maker, false).render()),
        of("evidence-form", evidence_page(maker).render()),
        of("evidence-detail", detail(maker).render()),
        of("evidence-queue", queue(maker).render()),
        of("home", home(maker, true).render()),
        of("home-empty", home(maker, false).render()),
        of("city", city(maker, true).render()),
        of("city-empty", city(maker, false).render()),
        of("city-settings", city_settings(maker).render()),
        of(
            "city-new",
            NewCityPage {
                frame: maker.frame("New city", None),
                form: new_city_form(&maker.frame("New city", None), &Input::new()),
            }
            .render(),
        ),
    ]
}

fn groups(maker: &Maker) -> Vec<GroupCount> {
    let group = |name: &str, people, started, finished, given, asked| GroupCount {
        name: maker.s(name),
        people,
        started,
        finished,
        progress: Progress { given, asked },
    };
    vec![
        group("City council", 12, 11, 7, 1610, 1834),
        group("City operations", 8, 7, 3, 702, 1008),
        group("Residents’ panel", 7, 4, 1, 402, 1232),
        group("Local businesses", 5, 2, 0, 96, 880),
        group("Utility companies", 3, 0, 0, 0, 528),
    ]
}

fn overview(maker: &Maker, phase: Phase) -> OverviewPage {
    let draft = phase == Phase::Draft;
    let component = |at: usize| ComponentCount {
        id: COMPONENTS[at].0.into(),
        name: maker.s(COMPONENTS[at].2),
        people: [14, 12, 9, 11, 2, 0, 7][at],
        groups: [5, 4, 1, 4, 1, 0, 3][at],
        progress: Progress {
            given: [301, 222, 96, 180, 12, 0, 88][at],
            asked: [350, 288, 198, 264, 52, 0, 168][at],
        },
        out_of_scope: at == 5,
    };
    let task = |word, done, path: &str| Task {
        word,
        done,
        url: format!("{HERE}{path}"),
    };
    OverviewPage {
        frame: maker.frame("Assessment 2026", Some("Overview")),
        here: HERE.into(),
        name: maker.s("Assessment 2026"),
        model: maker.s("Smart City Maturity Model 1"),
        model_language: "en".into(),
        dates: "1 March to 30 June 2026".into(),
        depth: "Ladder".into(),
        phase,
        began: vec![
            (Phase::Draft, "12 January".into()),
            (Phase::Rating, "1 March".into()),
        ]
        .into_iter()
        .filter(|(began, _)| *began <= phase)
        .collect(),
        leads: true,
        next: match phase {
            Phase::Draft => Some(NextPhase {
                to: Phase::Rating,
                problems: vec![
                    maker.s("Add at least one group."),
                    maker.s("Ask at least one person."),
                ],
                warnings: vec![],
            }),
            Phase::Rating => Some(NextPhase {
                to: Phase::Consensus,
                problems: vec![],
                warnings: vec![
                    maker.s("Utility companies: nobody has begun."),
                    maker.s("Digital asset management has two assessors."),
                ],
            }),
            Phase::Consensus => Some(NextPhase {
                to: Phase::Final,
                problems: vec![],
                warnings: vec![],
            }),
            Phase::Final => None,
        },
        back: (phase == Phase::Consensus).then_some(Phase::Rating),
        mine: (!draft).then_some(Progress {
            given: 58,
            asked: 176,
        }),
        tasks: if draft {
            vec![
                task("model", true, "/how-scored"),
                task("dates", true, "/settings"),
                task("groups", false, "/people"),
                task("people", false, "/people"),
                task("links", false, "/people"),
                task("open", false, ""),
            ]
        } else {
            vec![]
        },
        groups: if draft { vec![] } else { groups(maker) },
        components: (0..7).map(component).collect(),
        differs: (phase == Phase::Consensus).then(|| {
            maker.s("Scored with settings other than the model’s: Pass mark 90 % instead of 85 %.")
        }),
    }
}

fn member_overview(maker: &Maker) -> OverviewPage {
    let mut page = overview(maker, Phase::Rating);
    page.leads = false;
    page.next = None;
    page.mine = Some(Progress {
        given: 0,
        asked: 35,
    });
    page
}

fn members(maker: &Maker) -> Vec<MemberRow> {
    let member = |id: &str, name: &str, account: &str, role, own| MemberRow {
        id: id.into(),
        name: maker.s(name),
        account: maker.s(account),
        role,
        own,
    };
    vec![
        member("m1", "Ada Okonkwo", "ada@northaven.example", "lead", true),
        member(
            "m2",
            "Jonas Weber",
            "jonas@northaven.example",
            "facilitator",
            false,
        ),
        member(
            "m3",
            "Priya Nair",
            "audit@northaven.example",
            "reviewer",
            false,
        ),
        member(
            "m4",
            "Mayor’s office",
            "mayor@northaven.example",
            "viewer",
            false,
        ),
    ]
}

fn assessors(maker: &Maker) -> Vec<AssessorRow> {
    let row = |id: &str, name: &str, group: &str, components: &[&str], given, asked, invitation| {
        AssessorRow {
            id: id.into(),
            name: maker.s(name),
            group: maker.s(group),
            components: components.iter().map(|code| maker.s(code)).collect(),
            progress: Progress { given, asked },
            invitation,
            joined: given > 0,
            by_group_link: false,
        }
    };
    let mut rows = vec![
        row(
            "a1",
            "Head of IT",
            "City council",
            &["LE", "DAM"],
            52,
            52,
            Invitation::Used,
        ),
        row(
            "a2",
            "Finance officer",
            "City council",
            &[],
            90,
            176,
            Invitation::Used,
        ),
        row(
            "a3",
            "Street works",
            "City operations",
            &["SD", "PAM", "PM"],
            0,
            74,
            Invitation::Open,
        ),
        row(
            "a4",
            "Chair of the residents’ panel",
            "Residents’ panel",
            &[],
            12,
            176,
            Invitation::Revoked,
        ),
        row(
            "a5",
            "Northaven Water",
            "Utility companies",
            &["PAM"],
            0,
            25,
            Invitation::None,
        ),
        row(
            "a6",
            "Quiet heron",
            "Residents’ panel",
            &[],
            31,
            176,
            Invitation::Used,
        ),
    ];
    rows[5].by_group_link = true;
    rows
}

fn component_choices(maker: &Maker) -> Vec<Choice> {
    COMPONENTS
        .iter()
        .map(|(id, _, name)| Choice::new(*id, maker.s(name)))
        .collect()
}

fn group_choices(maker: &Maker) -> Vec<Choice> {
    [
        ("council", "City council"),
        ("operations", "City operations"),
        ("residents", "Residents’ panel"),
    ]
    .map(|(id, name)| Choice::new(id, maker.s(name)))
    .to_vec()
}

fn people(maker: &Maker) -> PeoplePage {
    let frame = maker.frame("People", Some("People"));
    let group = |id: &str, name: &str, people, link| GroupRow {
        id: id.into(),
        name: maker.s(name),
        people,
        link,
    };
    let link = |name: &str, url: &str| FreshLink {
        name: maker.s(name),
        url: maker.s(url),
        of_group: false,
    };
    PeoplePage {
        here: HERE.into(),
        fresh: vec![
            link(
                "Street works",
                "https://gradus.northaven.example/join/7Jx0cQf2mR5sVw9Kd1Ln3Pz8",
            ),
            link(
                "Residents’ panel",
                "https://gradus.northaven.example/join/h2Tq8yBn5KsW0vXc4Rm7Lp1Z",
            ),
        ],
        groups: vec![
            group("council", "City council", 12, Invitation::None),
            group("operations", "City operations", 8, Invitation::None),
            group("residents", "Residents’ panel", 7, Invitation::Used),
            group("business", "Local businesses", 0, Invitation::Revoked),
        ],
        assessors: assessors(maker),
        members: members(maker),
        group_form: group_form(&frame, HERE, &Input::new()),
        person_form: Some(person_form(
            &frame,
            HERE,
            (None, true),
            group_choices(maker),
            component_choices(maker),
            "en",
            &Input::new(),
        )),
        list_form: {
            let mut input =
                Input::new().with("people", maker.s("Head of IT, City council\nSomebody"));
            input.mistake(
                "people",
                maker.s("line 2: 'Somebody' has no group; write name, group"),
            );
            list_form(&frame, HERE, &input)
        },
        member_form: member_form(&frame, CITY, &Input::new()),
        sent: true,
        changeable: true,
        frame,
    }
}

fn nobody(maker: &Maker) -> PeoplePage {
    let mut page = people(maker);
    page.fresh.clear();
    page.groups.clear();
    page.assessors.clear();
    page.person_form = None;
    page.list_form = list_form(&page.frame, HERE, &Input::new());
    page
}

fn person(maker: &Maker) -> PersonPage {
    let frame = maker.frame("Head of IT", Some("People"));
    let input = Input::new()
        .with("name", maker.s("Head of IT"))
        .with("group", "council")
        .with("components", "digital-asset-management");
    PersonPage {
        here: HERE.into(),
        person: assessors(maker).remove(0),
        fresh: Some(FreshLink {
            name: maker.s("Head of IT"),
            url: maker.s("https://gradus.northaven.example/join/7Jx0cQf2"),
            of_group: false,
        }),
        mail_form: Some(gradus_web::views::people::mail_form(
            &frame,
            HERE,
            "a1",
            &Input::new(),
        )),
        sent: false,
        form: person_form(
            &frame,
            HERE,
            (Some("a1"), false),
            group_choices(maker),
            component_choices(maker),
            "en",
            &input,
        ),
        frame,
    }
}

fn settled(maker: &Maker) -> Input {
    Input::new()
        .with("name", maker.s("Assessment 2026"))
        .with("from", "2026-03-01")
        .with("to", "2026-06-30")
        .with("depth", "ladder")
        .with("method", "steps")
        .with("pass_mark_pct", "90")
        .with("min_coverage_pct", "50")
        .with("min_component_coverage_pct", "50")
        .with("balance", "groups")
        .with("target_level_leadership-environment", "4")
        .with("target_by_leadership-environment", "2028-12-31")
        .with(
            "target_reason_leadership-environment",
            maker.s("The council decided so in November 2025"),
        )
        .with("out_of_scope_physical-asset-management", "yes")
        .with(
            "out_of_scope_reason_physical-asset-management",
            maker.s("run by the county"),
        )
}

fn mistaken(maker: &Maker) -> Input {
    let mut input = settled(maker).with("pass_mark_pct", "900");
    input.mistake(
        "to",
        maker.s("the last day, 2026-06-30, is before the first, 2026-07-01"),
    );
    input.mistake("pass_mark_pct", "900 is not a share from 1 to 100");
    input.mistake(
        "out_of_scope_reason_service-delivery",
        "a component that is left out needs a reason",
    );
    input
}

fn settings(maker: &Maker, input: &Input) -> SettingsPage {
    let frame = maker.frame("Settings", Some("Settings"));
    let choices = SettingChoices {
        components: COMPONENTS
            .iter()
            .map(|(id, _, name)| ComponentChoice {
                id: (*id).into(),
                name: maker.s(name),
            })
            .collect(),
        levels: [
            (1, "Lagging"),
            (2, "Developing"),
            (3, "Competent"),
            (4, "Progressive"),
            (5, "Excelling"),
        ]
        .map(|(value, name)| (value, maker.s(name)))
        .to_vec(),
        usual: Usual {
            method: "steps".into(),
            pass_mark: "85 %".into(),
            coverage: "50 %".into(),
            component_coverage: "50 %".into(),
            balance: "every assessor counts the same".into(),
            basis: maker.s("the claimed one"),
        },
        model_language: "en".into(),
    };
    SettingsPage {
        here: HERE.into(),
        locked: None,
        differs: Some(
            maker.s("Scored with settings other than the model’s: Pass mark 90 % instead of 85 %."),
        ),
        model: "pas181-scmm@1".into(),
        form: settings_form(&frame, HERE, &choices, 3, input),
        delete_form: Some(delete_form(
            &frame,
            HERE,
            &maker.s("Assessment 2026"),
            &Input::new(),
        )),
        frame,
    }
}

fn new_assessment(maker: &Maker) -> NewAssessmentPage {
    let frame = maker.frame("New assessment", None);
    let models = vec![
        Choice::new(
            "pas181-scmm@1",
            maker.s("Smart City Maturity Model (PAS 181)"),
        )
        .hint(maker.s("7 components, 176 statements, 5 levels")),
        Choice::new("open-data-basics@1", maker.s("Open data basics"))
            .hint(maker.s("3 components, 4 levels")),
    ];
    let mut input = Input::new()
        .with("name", "")
        .with("depth", "ladder")
        .with("model", "pas181-scmm@1");
    input.mistake("name", "the assessment needs a name");
    input.mistake("depth", "choose how deep people rate");
    NewAssessmentPage {
        form: new_assessment_form(&frame, CITY, models, &input),
        city: CITY.into(),
        frame,
    }
}

fn import(maker: &Maker) -> ImportPage {
    let frame = maker.frame("Import", None);
    let mistake = |place: &str, text: &str| (maker.s(place), maker.s(text));
    ImportPage {
        city: CITY.into(),
        mistakes: vec![
            mistake(
                "northaven.yaml:12",
                "'coucil' is not a group; the nearest is 'council'",
            ),
            mistake(
                "northaven.yaml:340",
                "level 6 is not on this model's scale of 1 to 5",
            ),
        ],
        form: import_form(&frame, CITY, &Input::new()),
        frame,
    }
}

fn evidence_rows(maker: &Maker) -> Vec<EvidenceRow> {
    let row = |id: &str, title: &str, kind, period: &str, validity, status, supports| EvidenceRow {
        id: id.into(),
        title: maker.s(title),
        kind,
        period: period.into(),
        validity,
        status,
        supports,
        from_cycle: (id == "e3").then(|| maker.s("2024")),
    };
    vec![
        row(
            "e1",
            "Smart city strategy 2025–2030",
            "document",
            "1 November 2025 to 31 December 2030",
            Validity::Holds,
            "accepted",
            9,
        ),
        row(
            "e2",
            "Open data portal, usage report",
            "link",
            "from 15 January 2026",
            Validity::Holds,
            "submitted",
            4,
        ),
        row(
            "e3",
            "Residents’ survey, wave 3",
            "data",
            "1 May 2024 to 1 May 2026",
            Validity::EndsEarly(maker.s("1 May 2026")),
            "question",
            3,
        ),
        row(
            "e4",
            "Talk with the head of street works",
            "interview",
            "from 3 February 2026",
            Validity::Holds,
            "rejected",
            1,
        ),
        row(
            "e5",
            "Asset register, version of 2021",
            "document",
            "1 June 2021 to 1 June 2024",
            Validity::Ended(maker.s("1 June 2024")),
            "submitted",
            2,
        ),
    ]
}

fn evidence(maker: &Maker, some: bool) -> EvidencePage {
    EvidencePage {
        frame: maker.frame("Evidence", Some("Evidence")),
        here: HERE.into(),
        rows: if some { evidence_rows(maker) } else { vec![] },
        earlier: if some {
            evidence_rows(maker).split_off(2)
        } else {
            vec![]
        },
        queue: some,
        changeable: true,
    }
}

fn evidence_page(maker: &Maker) -> EvidenceFormPage {
    let frame = maker.frame("Add evidence", Some("Evidence"));
    let strand = |component: &str, id: &str, name: &str| Branch {
        name: maker.s(name),
        choices: vec![
            Choice::new(format!("{component}/{id}"), maker.s("The whole strand")),
            Choice::new(
                format!("{id}-1"),
                maker.s("Vision established collaboratively with other city leaders."),
            )
            .hint("Competent"),
            Choice::new(format!("{id}-2"), maker.s("Clear vision owned by society."))
                .hint("Progressive"),
        ],
        branches: vec![],
    };
    let component = |(id, _, name): &(&str, &str, &str)| Branch {
        name: maker.s(name),
        choices: vec![],
        branches: vec![
            strand(id, "leaders", "Leaders"),
            strand(id, "vision", "Vision"),
        ],
    };
    let choices = EvidenceChoices {
        tree: COMPONENTS.iter().map(component).collect(),
        model_language: "en".into(),
        largest_file: "20 MB".into(),
    };
    let mut input = Input::new()
        .with("kind", "document")
        .with("title", maker.s("Smart city strategy"))
        .with("supports", "leadership-environment/vision")
        .with("supports", "vision-2");
    input.mistake("effective", "the day since which it is in force is missing");
    EvidenceFormPage {
        here: HERE.into(),
        new: true,
        duplicates: vec![
            Same {
                id: "e1".into(),
                title: maker.s("Smart city strategy 2025–2030"),
                url: Some(format!("{HERE}/evidence/e1")),
                from_cycle: None,
            },
            Same {
                id: "e2".into(),
                title: maker.s("Strategy"),
                url: None,
                from_cycle: Some(maker.s("2024")),
            },
        ],
        meanwhile: vec![Meanwhile {
            label: "Title".into(),
            stands: maker.s("Smart city strategy"),
            typed: maker.s("Strategy"),
        }],
        form: evidence_form(&frame, HERE, None, choices, &input),
        frame,
    }
}

fn detail(maker: &Maker) -> EvidenceDetailPage {
    let review = |status, by: &str, reason: &str| Review {
        status,
        by: maker.s(by),
        reason: maker.s(reason),
    };
    EvidenceDetailPage {
        frame: maker.frame("Evidence", Some("Evidence")),
        here: HERE.into(),
        row: evidence_rows(maker).remove(2),
        url: Some(if maker.hostile { "javascript:alert(1)".into() } else { "https://data.northaven.example/survey/3".into() }),
        file: Some(StoredFile { name: maker.s("survey-wave-3.pdf"), size: "1.2 MB".into(), media_type: "application/pdf".into(), sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into() }),
        text: Some(maker.s("71 % of residents say that they can follow what the city decides.\nSample: 1,204, March 2024.")),
        added: maker.s("Added by Ada Okonkwo on 4 March 2026"),
        supported: vec![
            Supported { id: "CSF3.2".into(), text: maker.s("Customer insight is shared across services."), place: maker.s("Customer/stakeholder focus, Customer insight"), component: "customer-stakeholder-focus".into() },
            Supported { id: "PM3.1".into(), text: maker.s("Outcomes are reported to the public."), place: maker.s("Performance management, Reporting"), component: "performance-management".into() },
        ],
        model_language: "en".into(),
        reviews: vec![review("question", "Priya Nair", "Is wave 4 out? This one ends before the assessment does."), review("accepted", "Priya Nair", "Sound sample, published.")],
        duplicates: vec![],
        changeable: true,
        own_component: true,
        skip: Some(format!("{HERE}/evidence/queue")),
        review_form: Some(review_form(&maker.frame("Evidence", Some("Evidence")), HERE, "e1", &Input::new())),
    }
}

fn queue(maker: &Maker) -> QueuePage {
    let rows = |own| {
        let rows = evidence_rows(maker).into_iter();
        rows.map(|row| QueueRow {
            row,
            components: vec![maker.s("Leadership environment")],
            own,
        })
        .collect()
    };
    QueuePage {
        frame: maker.frame("Reviews", Some("Evidence")),
        here: HERE.into(),
        model_language: "en".into(),
        waiting: rows(true),
        asked: Vec::new(),
        lapsing: rows(false),
        first: Some(format!("{HERE}/evidence/e1?next=queue")),
        days: 90,
    }
}

fn cards(maker: &Maker) -> Vec<AssessmentCard> {
    let card = |name: &str, phase, headline: Option<&str>, mine| AssessmentCard {
        url: HERE.into(),
        name: maker.s(name),
        model: maker.s("Smart City Maturity Model 1"),
        dates: "1 March to 30 June".into(),
        phase,
        headline: headline.map(|text| maker.s(text)),
        mine,
    };
    vec![
        card(
            "Assessment 2026",
            Phase::Rating,
            None,
            Some(Progress {
                given: 58,
                asked: 176,
            }),
        ),
        card(
            "Assessment 2024",
            Phase::Final,
            Some("Northaven is Developing"),
            None,
        ),
        card("Open data check", Phase::Draft, None, None),
    ]
}

fn home(maker: &Maker, some: bool) -> HomePage {
    let mut open = cards(maker);
    open.truncate(1);
    let city = |name: &str, roles, assessments, open| CityCard {
        url: CITY.into(),
        name: maker.s(name),
        roles,
        assessments,
        open,
    };
    HomePage {
        frame: maker.frame("Your cities", None),
        cities: if some {
            vec![
                city("Northaven", vec!["lead", "assessor"], 3, open),
                city("Port Sable", vec!["viewer"], 1, vec![]),
                city("Elm County", vec!["reviewer"], 0, vec![]),
            ]
        } else {
            vec![]
        },
        founds: true,
    }
}

fn city(maker: &Maker, some: bool) -> CityPage {
    let frame = maker.frame("Northaven", None);
    CityPage {
        city: CITY.into(),
        name: maker.s("Northaven"),
        assessments: if some { cards(maker) } else { vec![] },
        members: members(maker),
        member_form: Some(member_form(&frame, CITY, &Input::new())),
        leads: true,
        frame,
    }
}

fn city_settings(maker: &Maker) -> CitySettingsPage {
    let frame = maker.frame("Name and looks", None);
    let input = Input::new()
        .with("name", maker.s("Northaven"))
        .with("country", "GB")
        .with("population", "214000")
        .with("colour", "#ffb300")
        .with("language", "en");
    let languages = vec![Choice::new("en", "English"), Choice::new("de", "Deutsch")];
    let colour = Colour::parse("#ffb300").expect("a colour");
    CitySettingsPage {
        city: CITY.into(),
        contrast: Some(Contrast::of(colour, |ratio| format!("{ratio:.1} : 1"))),
        logo: Some("/c/northaven/logo".into()),
        form: city_settings_form(&frame, CITY, true, languages, &input),
        frame,
    }
}
