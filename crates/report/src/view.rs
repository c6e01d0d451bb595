//! A protected result as sentences and rows in one language: what every exporter lays out.

mod city;
mod component;
mod evidence;
mod method;
mod statement;

pub use component::{BlockingView, ComponentView, StepState, StepView};
pub use evidence::EvidenceView;
pub use statement::{Counts, GroupView, StatementView};

use gradus_domain::disclosure::Facts;
use gradus_domain::method::{Figure, Why};
use gradus_domain::names::{ComponentIx, StatementIx};
use gradus_domain::rating::{Answer, Kind};
use gradus_domain::scale::Level;
use gradus_words::{Argument, Words, say};
use time::Date;

/// Everything that a report says, in reading order.
#[derive(Debug, Clone)]
pub struct View {
    /// BCP 47 tag of the program's words.
    pub language: &'static str,
    /// BCP 47 tag of the model's texts.
    pub model_language: String,
    /// Name of the city.
    pub city: String,
    /// Title of the document.
    pub title: String,
    /// The result in one line.
    pub headline: String,
    /// Model, people and day in one line.
    pub lead: String,
    /// What must be known before reading on, for example settings that differ.
    pub notices: Vec<String>,
    /// Of these, what is said of settings that differ, to stand wherever a result does.
    pub settings_notice: Option<String>,
    /// The figures of page one.
    pub figures: Vec<KeyFigure>,
    /// The result in a few plain sentences.
    pub summary: Vec<String>,
    /// Levels of the model, lowest first.
    pub levels: Vec<LevelView>,
    /// Components in model order.
    pub components: Vec<ComponentView>,
    /// What holds components back, weakest component first.
    pub holds_back: Vec<Point>,
    /// Where people disagree most.
    pub disagreements: Vec<Point>,
    /// Targets and gaps.
    pub targets: Vec<TargetView>,
    /// Evidence.
    pub evidence: Vec<EvidenceView>,
    /// Figures of the method page as label and value.
    pub method: Vec<(String, String)>,
    /// Sentences that explain the method.
    pub explanations: Vec<String>,
    /// Names of the series in charts.
    pub series: SeriesNames,
    /// The day as of which evidence was judged.
    pub as_of: Date,
    /// SHA-256 of the input in hexadecimal.
    pub input_sha256: String,
    /// Completion that a step needs, 0 to 1.
    pub pass_mark: f64,
}

/// A figure of page one.
#[derive(Debug, Clone)]
pub struct KeyFigure {
    /// The figure as text.
    pub value: String,
    /// The figure as a number, where it is one.
    pub exact: Option<Exact>,
    /// What it is.
    pub label: String,
    /// How to read it.
    pub meaning: String,
}

/// A number before it is rounded for print.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Exact {
    /// An index, or a coefficient of at most 1: read with two decimals.
    Index(f64),
    /// A share of 0 to 1: read in per cent.
    Share(f64),
}

/// A level of the model.
#[derive(Debug, Clone)]
pub struct LevelView {
    /// Printed number.
    pub value: i64,
    /// Name.
    pub name: String,
}

/// A remark about a component.
#[derive(Debug, Clone)]
pub struct Point {
    /// The component's place in [`View::components`].
    pub component: usize,
    /// The component's name.
    pub name: String,
    /// What is to be said.
    pub text: String,
}

/// A target and the gap to it.
#[derive(Debug, Clone)]
pub struct TargetView {
    /// The component's name.
    pub component: String,
    /// The level now.
    pub now: String,
    /// The level aimed at.
    pub target: String,
    /// By when, in words.
    pub by: String,
    /// By when.
    pub day: Option<Date>,
    /// The gap in words.
    pub gap: String,
    /// Why this level, and whether it is good enough.
    pub rationale: String,
}

/// Names of the series in the radar and the matrix.
#[derive(Debug, Clone)]
pub struct SeriesNames {
    /// This cycle.
    pub now: String,
    /// Targets, where there are any.
    pub target: Option<String>,
    /// The earlier cycle, where one was given.
    pub previous: Option<String>,
}

/// What a view is made from.
#[derive(Clone, Copy)]
pub struct Sources<'a> {
    /// The result.
    pub result: &'a Facts,
    /// The result of an earlier cycle.
    pub previous: Option<&'a Facts>,
    /// The messages.
    pub words: &'a Words,
}

impl View {
    /// Makes the view of a result.
    #[must_use]
    pub fn new(sources: Sources<'_>) -> Self {
        let Sources { result, words, .. } = sources;
        let scale = &result.model().scale;
        let level = |level: Level| LevelView {
            value: scale.value(level),
            name: scale.name(level).to_owned(),
        };
        let components: Vec<ComponentView> = result
            .model()
            .component_places()
            .map(|ix| component::view(sources, ix))
            .collect();
        Self {
            language: words.language().tag(),
            model_language: result.model().language.clone(),
            city: result.city().name.clone(),
            title: words.with(
                "report-title",
                &[
                    ("city", say(&result.city().name)),
                    ("cycle", say(&result.cycle().name)),
                ],
            ),
            headline: city::headline(sources),
            lead: city::lead(sources),
            notices: city::notices(sources),
            settings_notice: city::settings_notice(sources),
            figures: city::figures(sources),
            summary: city::summary(sources),
            levels: scale.all().map(level).collect(),
            holds_back: city::holds_back(sources, &components),
            disagreements: city::disagreements(sources, &components),
            targets: city::targets(sources),
            evidence: evidence::rows(sources),
            method: method::figures(sources),
            explanations: method::explanations(sources),
            series: city::series(sources),
            as_of: result.figures().as_of,
            input_sha256: result.input_sha256().to_owned(),
            pass_mark: f64::from(result.figures().settings.pass_mark_pct) / 100.0,
            components,
        }
    }
}

impl Sources<'_> {
    fn text(&self, key: &str) -> String {
        self.words.text(key)
    }

    fn with(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.words.with(key, arguments)
    }

    fn day(&self, day: Date) -> String {
        self.words.day(day.year(), u8::from(day.month()), day.day())
    }

    fn level_name(&self, level: Level) -> String {
        self.result.model().scale.name(level).to_owned()
    }

    /// "3 Competent", or the words for a missing level.
    fn level(&self, figure: Figure<Level>) -> String {
        match figure {
            Ok(level) => {
                format!(
                    "{} {}",
                    self.result.model().scale.value(level),
                    self.level_name(level)
                )
            }
            Err(why) => self.why(why),
        }
    }

    fn why(&self, why: Why) -> String {
        self.text(match why {
            Why::OutOfScope => "why-out-of-scope",
            Why::FirstStepNotRated => "why-first-step-not-rated",
            Why::NoPicks => "why-no-picks",
            Why::PicksOnly => "why-picks-only",
            Why::TooFewComponents => "why-too-few-components",
            Why::NothingRated => "why-nothing-rated",
            Why::NoPairs => "why-no-pairs",
            Why::NoVariation => "why-no-variation",
            Why::FewerThanThreeAssessors => "why-fewer-than-three-assessors",
            Why::FewerThanFive => "why-fewer-than-five",
            Why::StepNotRated => "why-step-not-rated",
            Why::TopReached => "why-top-reached",
            Why::NobodyAsked => "why-nobody-asked",
            Why::NotRated => "why-not-rated",
            Why::NotApplicable => "why-not-applicable",
        })
    }

    fn answer(&self, answer: Answer) -> String {
        if let Some(word) = self.result.model().rating_words.get(&answer) {
            return word.clone();
        }
        self.text(match answer {
            Answer::Not => "answer-not",
            Answer::Partly => "answer-partly",
            Answer::Largely => "answer-largely",
            Answer::Fully => "answer-fully",
            Answer::Surpassed => "answer-surpassed",
            Answer::Unknown => "answer-unknown",
            Answer::NotApplicable => "answer-na",
        })
    }

    fn kind(&self, kind: Kind) -> String {
        self.text(match kind {
            Kind::Strength => "kind-strength",
            Kind::Stage => "kind-stage",
            Kind::Deficit => "kind-deficit",
        })
    }

    fn component_name(&self, ix: ComponentIx) -> String {
        self.result.model().component(ix).name.clone()
    }

    /// A statement's text between quotation marks, without the full stop of the print.
    fn quote(&self, ix: StatementIx) -> String {
        let text = self.result.model().statement(ix).text.trim();
        let text = text.strip_suffix('.').unwrap_or(text);
        self.with("quote", &[("text", say(text))])
    }

    /// Texts joined by commas and a final "and".
    fn join(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => self.with(
                "list-and",
                &[("first", say(first.join(", "))), ("last", say(last))],
            ),
        }
    }

    /// An index with one decimal; with two where one would round it up to a level that
    /// is not reached: 2.98 is no 3.0.
    fn index(&self, index: f64) -> String {
        let scale = &self.result.model().scale;
        let next = scale
            .all()
            .map(|level| scale.index(level, 0, 0))
            .find(|value| *value > index);
        let crosses = |rounded: f64| next.is_some_and(|next| rounded >= next);
        if !crosses((index * 10.0).round() / 10.0) {
            return self.words.decimal(index, 1);
        }
        if !crosses((index * 100.0).round() / 100.0) {
            return self.words.decimal(index, 2);
        }
        self.words.decimal((index * 100.0).floor() / 100.0, 2)
    }

    /// "+0.4", "−0.2" or "±0.0".
    fn change(&self, change: f64) -> String {
        let text = self.words.decimal(change.abs(), 1);
        let zero = self.words.decimal(0.0, 1);
        match (text == zero, change > 0.0) {
            (true, _) => format!("±{zero}"),
            (false, true) => format!("+{text}"),
            (false, false) => format!("−{text}"),
        }
    }

    /// The result of the same component in the earlier cycle, where the earlier model has it.
    fn earlier(&self, ix: ComponentIx) -> Option<&gradus_domain::result::ComponentScore> {
        let previous = self.previous?;
        let id = &self.result.model().component(ix).id;
        let found = previous
            .model()
            .components
            .iter()
            .position(|c| c.id == *id)?;
        previous.figures().components.get(found)
    }
}
