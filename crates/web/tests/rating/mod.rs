//! Every rating page with the built-in model and made-up answers, in any language.

use askama::Template;
use gradus_domain::model::Model;
use gradus_domain::rating::Kind as ModelKind;
use gradus_testkit::model::built_in;
use gradus_web::views::frame::{Brand, Frame, Link, NavItem, Notice, Person, Tone};
use gradus_web::views::rate::*;
use gradus_words::{Language, Words};
use std::sync::Arc;

/// A page or part: its name as a file, and its text.
pub struct Sample {
    /// Name without ending.
    pub name: &'static str,
    /// HTML.
    pub html: String,
}

/// What samples are made from.
pub struct Maker {
    words: Arc<Words>,
    model: Arc<Model>,
    /// Is the rating over?
    pub closed: bool,
}

const HERE: &str = "/c/northaven/2026";

impl Maker {
    /// With the words of a language.
    pub fn new(language: Language) -> Self {
        Self {
            words: Arc::new(Words::new(language)),
            model: built_in("pas181-scmm"),
            closed: false,
        }
    }

    /// Every page.
    pub fn pages(&self) -> Vec<Sample> {
        let page = |name, html: Result<String, askama::Error>| Sample {
            name,
            html: html.expect("a page"),
        };
        vec![
            page("rate-home", self.home().render()),
            page("rate-quick", self.quick().render()),
            page("rate-ladder", self.ladder().render()),
            page("rate-full", self.full().render()),
        ]
    }

    /// What the server answers to one answer: taken, and in conflict with another.
    pub fn parts(&self) -> Vec<Sample> {
        let answered = |card| Answered {
            ground: self.ground(),
            card: Some(card),
            groups: self.full().groups,
            panel: Some(self.panel()),
            progress: self.progress(Unit::Strands),
        };
        let mut taken = self.strand(2, StrandPick::Rung(4));
        taken.undo = Some(Undo {
            back_to: "Not answered".to_owned(),
        });
        let mut torn = self.strand(2, StrandPick::Rung(2));
        torn.conflict = Some(conflict("4", "Progressive", "2", "Developing"));
        [
            ("part-strand", answered(Card::Strand(taken))),
            ("part-conflict", answered(Card::Strand(torn))),
            (
                "part-statement",
                answered(Card::Statement(self.statement(0, Some(Answer::Fully)))),
            ),
            ("part-pick", answered(Card::Pick(self.pick(0)))),
        ]
        .into_iter()
        .map(|(name, part)| Sample {
            name,
            html: part.render().expect("a part"),
        })
        .collect()
    }

    /// What is around.
    pub fn frame(&self, title: &str) -> Frame {
        let mut frame = Frame::new(Arc::clone(&self.words), title);
        frame.csrf = "a-token".to_owned();
        frame.here = format!("{HERE}/rate");
        frame.brand = Brand {
            city: Some("Northaven".to_owned()),
            ..Brand::default()
        };
        frame.nav = [
            ("Overview", ""),
            ("My ratings", "/rate"),
            ("Evidence", "/evidence"),
        ]
        .map(|(label, path)| NavItem {
            link: Link::new(label, format!("{HERE}{path}")),
            current: path == "/rate",
        })
        .to_vec();
        frame.crumbs = vec![
            Link::new("Northaven", "/c/northaven"),
            Link::new("Assessment 2026", HERE),
            Link::new("My ratings", format!("{HERE}/rate")),
        ];
        frame.person = Some(Person {
            name: "Ada Okonkwo".to_owned(),
            menu: vec![Link::new("Account", "/account")],
            can_sign_out: true,
        });
        frame
    }

    /// What the parts share.
    pub fn ground(&self) -> Ground {
        Ground {
            words: Arc::clone(&self.words),
            model_language: "en".to_owned(),
            answer_words: Vec::new(),
            csrf: "a-token".to_owned(),
            city: "Northaven".to_owned(),
            home: format!("{HERE}/rate"),
            component: self.model.components[0].id.clone(),
            evidence: format!("{HERE}/evidence"),
            owner: "k3v9".to_owned(),
            model_mark: "0a1b2c3d4e5f".to_owned(),
            levels: self.model.scale.all().len(),
            closed: self.closed,
        }
    }

    fn level(&self, position: usize) -> LevelName {
        let scale = &self.model.scale;
        let level = scale.all().nth(position).expect("a level");
        LevelName {
            position: position + 1,
            value: scale.value(level).to_string(),
            name: scale.name(level).to_owned(),
        }
    }

    fn levels(&self) -> Vec<LevelName> {
        (0..self.model.scale.all().len())
            .map(|at| self.level(at))
            .collect()
    }

    /// The statement at `at` of the first component.
    pub fn statement(&self, at: usize, answer: Option<Answer>) -> StatementCard {
        let component = &self.model.components[0];
        let statement = self.model.statement(component.statements[at]);
        StatementCard {
            component: component.id.clone(),
            id: statement.id.clone(),
            text: statement.text.clone(),
            kind: match statement.kind {
                ModelKind::Strength => Kind::Strength,
                ModelKind::Stage => Kind::Stage,
                ModelKind::Deficit => Kind::Deficit,
            },
            level: Some(self.level(statement.level.position())),
            answer,
            inferred: false,
            refined: false,
            remark: Remark::default(),
            evidence: 0,
            version: 0,
            state: match answer {
                Some(_) => SaveState::Saved("10:41".to_owned()),
                None => SaveState::Open,
            },
            undo: None,
            conflict: None,
        }
    }

    /// The strand at `at` of the first component.
    pub fn strand(&self, at: usize, pick: StrandPick) -> StrandCard {
        let component = &self.model.components[0];
        let strand = self.model.strand(component.strands[at]);
        let texts = |level: usize| -> Vec<String> {
            strand
                .statements
                .iter()
                .map(|ix| self.model.statement(*ix))
                .filter(|statement| statement.level.position() == level)
                .map(|statement| statement.text.clone())
                .collect()
        };
        let has = |level: &usize| !texts(*level).is_empty();
        let count = self.model.scale.all().len();
        let rungs = (0..count)
            .map(|level| {
                let statements = texts(level);
                let name = |at: usize| self.level(at).name;
                let gap = statements.is_empty().then(|| {
                    let below = (0..level).rev().find(has);
                    let above = (level..count).find(has);
                    match (below, above) {
                        (Some(below), Some(above)) => RungGap::Between {
                            below: name(below),
                            above: name(above),
                        },
                        (Some(below), None) => RungGap::Past { below: name(below) },
                        (None, _) => RungGap::NotYet,
                    }
                });
                Rung {
                    level: self.level(level),
                    statements,
                    gap,
                }
            })
            .collect();
        let statements = strand
            .statements
            .iter()
            .map(|ix| {
                component
                    .statements
                    .iter()
                    .position(|other| other == ix)
                    .expect("in its component")
            })
            .enumerate()
            .map(|(nth, place)| {
                let mut card =
                    self.statement(place, (pick != StrandPick::Open).then_some(Answer::Fully));
                card.inferred = nth > 0 && pick != StrandPick::Open;
                card
            })
            .collect();
        StrandCard {
            component: component.id.clone(),
            id: strand.id.clone(),
            name: strand.name.clone(),
            rungs,
            pick,
            statements,
            refine_open: false,
            remark: Remark::default(),
            evidence: 0,
            version: 3,
            state: match pick {
                StrandPick::Open => SaveState::Open,
                _ => SaveState::Saved("10:42".to_owned()),
            },
            undo: None,
            conflict: None,
        }
    }

    /// Where this puts us.
    pub fn panel(&self) -> Panel {
        let shares = [94, 86, 7, 0];
        Panel {
            component: self.model.components[0].id.clone(),
            level: Some(self.level(2)),
            index: Some("3.1".to_owned()),
            remark: None,
            steps: shares
                .iter()
                .enumerate()
                .map(|(at, share)| PanelStep {
                    to: self.level(at + 1),
                    percent: Some(*share),
                    text: format!("{share}\u{a0}%"),
                    passed: *share >= 85,
                })
                .collect(),
            levels: self.levels(),
            pick: Some(3),
            pick_version: 1,
            undo: None,
            conflict: None,
        }
    }

    /// How far.
    pub fn progress(&self, unit: Unit) -> Progress {
        let done = [
            Done::Of(3, 4),
            Done::Of(5, 5),
            Done::Of(0, 5),
            Done::Of(0, 6),
            Done::AskedOf("IT".to_owned()),
            Done::Of(5, 5),
            Done::OutOfScope("run by the region".to_owned()),
        ];
        Progress {
            answered: 13,
            asked: 35,
            unit,
            components: self
                .model
                .components
                .iter()
                .zip(done)
                .enumerate()
                .map(|(at, (component, done))| ProgressItem {
                    name: component.name.clone(),
                    href: format!("{HERE}/rate/{}", component.id),
                    current: at == 0,
                    done,
                })
                .collect(),
        }
    }

    /// The start page.
    pub fn home(&self) -> RateHomePage {
        let mut frame = self.frame("My ratings");
        frame.crumbs.pop();
        frame.insecure_lan = true;
        frame.notices = vec![Notice {
            tone: Tone::Success,
            text: "Welcome back, Ada.".to_owned(),
            action: None,
        }];
        let progress = self.progress(Unit::Strands);
        RateHomePage {
            frame,
            ground: self.ground(),
            components: self
                .model
                .components
                .iter()
                .zip(&progress.components)
                .map(|(component, item)| HomeComponent {
                    name: item.name.clone(),
                    summary: component.summary.clone(),
                    href: item.href.clone(),
                    done: item.done.clone(),
                    minutes: item
                        .done
                        .counts()
                        .map(|(done, total)| (total - done) * 2)
                        .filter(|minutes| *minutes > 0),
                })
                .collect(),
            answered: 13,
            asked: 35,
            unit: Unit::Strands,
            minutes_left: Some(26),
            go_on: Some(Link::new(
                &self.model.components[0].name,
                &progress.components[0].href,
            )),
            results: None,
            other_device: Some(Link::new("/r/KQ7-42F", "/r/KQ7-42F")),
        }
    }

    /// The ladders of a component, in every state.
    pub fn ladder(&self) -> LadderPage {
        let picks = [
            StrandPick::Above(2),
            StrandPick::Rung(3),
            StrandPick::Open,
            StrandPick::Rung(1),
        ];
        let mut strands: Vec<StrandCard> = picks
            .into_iter()
            .enumerate()
            .map(|(at, pick)| self.strand(at, pick))
            .collect();
        strands[0].undo = Some(Undo {
            back_to: "Developing".to_owned(),
        });
        strands[1].refine_open = true;
        strands[1].evidence = 2;
        strands[1].remark = Remark {
            note: "The charter was signed in May.".to_owned(),
            confidence: Some(4),
            reason: String::new(),
        };
        strands[3].conflict = Some(conflict("1", "Lagging", "2", "Developing"));
        LadderPage {
            frame: self.frame(&self.model.components[0].name),
            ground: self.ground(),
            name: self.model.components[0].name.clone(),
            strands,
            panel: self.panel(),
            progress: self.progress(Unit::Strands),
            before: None,
            after: Some(self.link(1)),
        }
    }

    fn link(&self, at: usize) -> Link {
        let component = &self.model.components[at];
        Link::new(&component.name, format!("{HERE}/rate/{}", component.id))
    }

    /// The statements of a component, in every state.
    pub fn full(&self) -> FullPage {
        let component = &self.model.components[0];
        let given = [
            Answer::Not,
            Answer::Partly,
            Answer::Fully,
            Answer::Largely,
            Answer::Unknown,
        ];
        let mut groups: Vec<LevelGroup> = self
            .levels()
            .into_iter()
            .map(|level| LevelGroup {
                open: (2..4).contains(&level.position),
                level,
                statements: Vec::new(),
            })
            .collect();
        for at in 0..component.statements.len() {
            let mut card = self.statement(at, (at < 16).then(|| given[at % given.len()]));
            let level = card.level.take().expect("a level");
            if card.kind == Kind::Stage && at < 16 {
                card.answer = Some(Answer::Surpassed);
            }
            groups[level.position - 1].statements.push(card);
        }
        let second = &mut groups[1].statements;
        second[0].evidence = 2;
        second[1].undo = Some(Undo {
            back_to: "Partly".to_owned(),
        });
        second[2].answer = Some(Answer::NotApplicable);
        second[2].remark.reason = "Run by the region.".to_owned();
        second[3].conflict = Some(conflict("largely", "Largely", "fully", "Fully"));
        groups[2].statements[0].state = SaveState::Refused("A reason is missing.".to_owned());
        FullPage {
            frame: self.frame(&component.name),
            ground: self.ground(),
            name: component.name.clone(),
            summary: component.summary.clone(),
            references: format!("PAS 181 {}", component.references.join(", ")),
            groups,
            panel: self.panel(),
            progress: self.progress(Unit::Statements),
            before: Some(self.link(2)),
            after: Some(self.link(1)),
        }
    }

    /// A component of the quick page.
    pub fn pick(&self, at: usize) -> PickCard {
        let component = &self.model.components[at];
        let texts = |level: usize| {
            component
                .statements
                .iter()
                .map(|ix| self.model.statement(*ix))
                .filter(|statement| statement.level.position() == level)
                .map(|statement| statement.text.clone())
                .collect()
        };
        PickCard {
            component: component.id.clone(),
            name: component.name.clone(),
            summary: component.summary.clone(),
            levels: self
                .levels()
                .into_iter()
                .map(|level| {
                    let position = level.position;
                    (level, texts(position - 1))
                })
                .collect(),
            pick: (at == 0).then_some(2),
            unknown: at == 1,
            remark: Remark::default(),
            version: 0,
            state: if at < 2 {
                SaveState::Saved("10:39".to_owned())
            } else {
                SaveState::Open
            },
            undo: None,
            conflict: None,
        }
    }

    /// Quick depth.
    pub fn quick(&self) -> QuickPage {
        let mut progress = self.progress(Unit::Components);
        for (item, component) in progress.components.iter_mut().zip(&self.model.components) {
            item.href = format!("#co-{}", component.id);
            item.done = Done::Of(usize::from(item.current), 1);
            item.current = false;
        }
        progress.answered = 2;
        progress.asked = 7;
        QuickPage {
            frame: self.frame("My ratings"),
            ground: self.ground(),
            picks: (0..self.model.components.len())
                .map(|at| self.pick(at))
                .collect(),
            progress,
        }
    }
}

fn conflict(mine: &str, mine_text: &str, theirs: &str, theirs_text: &str) -> Conflict {
    Conflict {
        mine: mine.to_owned(),
        mine_text: mine_text.to_owned(),
        mine_said: Said {
            note: Some("The charter was signed in May.".to_owned()),
            confidence: None,
        },
        mine_over: 2,
        theirs: theirs.to_owned(),
        theirs_text: theirs_text.to_owned(),
        theirs_said: Said::default(),
        theirs_at: "10:43".to_owned(),
    }
}
