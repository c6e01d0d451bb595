//! A published result put together for its page.

use super::day;
use crate::views::frame::Frame;
use crate::views::public::{Addresses, Area, Made, PublicPage, PublicTitle, people};
use gradus_app::publication::Published;
use gradus_domain::disclosure::Facts;
use gradus_domain::result::ComponentScore;
use gradus_report::charts::{Look, radar, radar_narrow};
use gradus_report::view::View;
use gradus_words::{Words, count, say};

/// Share of draws from which on another level is worth a sentence.
const LIKELY: f64 = 0.15;

/// The page of a publication; `preview` is the address to go back to where only its lead sees
/// it so far.
pub(in crate::pages) fn page_of(
    mut frame: Frame,
    at: Addresses,
    published: &Published,
    preview: Option<String>,
) -> PublicPage {
    let words = std::sync::Arc::clone(&frame.words);
    let view = published.view(&words);
    let result = published.result(words.language());
    let facts = result.facts();
    let row = &published.row;
    frame.title.clone_from(&view.headline);
    let leave = words.text("kind-deficit");
    let areas = view.components.iter().zip(&facts.figures().components);
    let areas = areas
        .map(|(component, score)| {
            Area::new(&view, component, &leave, could_be(facts, score, &words))
        })
        .collect();
    let (titled, untitled): (Vec<_>, Vec<_>) = view
        .evidence
        .iter()
        .filter(|piece| piece.current || !piece.title.is_empty())
        .partition(|piece| !piece.title.is_empty());
    let about = [
        ("model", say(model_title(facts))),
        ("cycle", say(&facts.cycle().name)),
        ("day", say(day(&words, row.published_at))),
    ];
    let version = [
        ("number", count_of(row.number)),
        ("day", say(day(&words, row.changed_at))),
    ];
    PublicPage {
        about: words.with("public-about", &about),
        version: (row.number > 1 || row.changed_at != row.published_at)
            .then(|| words.with("public-version", &version)),
        introduction: paragraphs(row.introduction.as_deref().unwrap_or_default()),
        notices: notices(facts, &view, &words),
        short: short(facts, &view, &words),
        areas,
        titles: titled
            .into_iter()
            .map(|piece| PublicTitle {
                title: piece.title.clone(),
                kind: piece.kind.clone(),
                period: piece.period.clone(),
                status: piece.status.clone(),
            })
            .collect(),
        untitled: untitled.len(),
        made: made(facts, &view, &words),
        files: super::files::offered(published, &words),
        picture: super::files::HAS_PICTURE,
        radar: radar(&view, &words, Look::Page),
        radar_narrow: radar_narrow(&view, &words),
        preview,
        frame,
        at,
        view,
    }
}

fn count_of(number: i64) -> gradus_words::Argument {
    count(usize::try_from(number).unwrap_or(0))
}

fn model_title(facts: &Facts) -> String {
    let model = facts.model();
    match &model.references {
        Some(references) => format!("{} ({})", model.title, references.scheme),
        None => model.title.clone(),
    }
}

/// The paragraphs of a text: what stands between empty lines.
fn paragraphs(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let parts = text.split("\n\n").map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Names joined by commas and a final "and".
fn join(words: &Words, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => {
            let texts = [("first", say(first.join(", "))), ("last", say(last))];
            words.with("list-and", &texts)
        }
    }
}

/// The notices of the report, but for the one about the methods: residents read one level.
fn notices(facts: &Facts, view: &View, words: &Words) -> Vec<String> {
    let differ = facts.figures().components.iter();
    let names: Vec<String> = differ
        .filter(|score| score.levels.differ())
        .map(|score| facts.model().component(score.component).name.clone())
        .collect();
    let names = [("components", say(join(words, &names)))];
    let methods = words.with("notice-methods", &names);
    let notices = view.notices.iter();
    notices.filter(|text| **text != methods).cloned().collect()
}

/// The result in a few sentences: who says so, how many areas stand where, which are ahead
/// and which behind.
fn short(facts: &Facts, view: &View, words: &Words) -> Vec<String> {
    let city = &facts.figures().city;
    let mut sentences = vec![people(words, city.assessors, city.groups)];
    sentences.extend(view.summary.first().cloned());
    let rated = || {
        let components = view.components.iter();
        components.filter_map(|component| Some((component.index?, &component.name)))
    };
    let ends = |best: bool| -> Vec<String> {
        let sign = if best { -1.0 } else { 1.0 };
        let mut all: Vec<(f64, &String)> = rated().collect();
        all.sort_by(|a, b| (a.0 * sign).total_cmp(&(b.0 * sign)));
        all.into_iter()
            .take(2)
            .map(|(_, name)| name.clone())
            .collect()
    };
    if rated().count() >= 4 {
        for (key, best) in [("public-strongest", true), ("public-weakest", false)] {
            let names = join(words, &ends(best));
            sentences.push(words.with(key, &[("components", say(names))]));
        }
    }
    sentences
}

/// Levels that a component might as well stand on.
fn could_be(facts: &Facts, score: &ComponentScore, words: &Words) -> Option<String> {
    let (figures, level) = (score.certainty.figures.as_ref().ok()?, score.level.ok()?);
    let scale = &facts.model().scale;
    let others: Vec<String> = figures
        .levels
        .iter()
        .filter(|(at, share)| *at != level && *share >= LIKELY)
        .map(|(at, _)| scale.name(*at).to_owned())
        .collect();
    if others.is_empty() {
        return None;
    }
    Some(words.with("public-could-be", &[("levels", say(join(words, &others)))]))
}

fn made(facts: &Facts, view: &View, words: &Words) -> Made {
    let figures = facts.figures();
    let city = &figures.city;
    let in_scope = || figures.components.iter().filter(|score| score.in_scope);
    let doubtful: Vec<String> = in_scope()
        .filter(|score| could_be(facts, score, words).is_some())
        .map(|score| facts.model().component(score.component).name.clone())
        .collect();
    let drawn =
        in_scope().any(|score| score.certainty.figures.is_ok() && score.certainty.people.is_ok());
    let certainty = if !doubtful.is_empty() {
        let names = join(words, &doubtful);
        words.with("public-made-uncertain", &[("components", say(names))])
    } else if drawn {
        words.text("public-made-certain")
    } else {
        words.text("public-made-unknown")
    };
    // The view's third figure is agreement; its meaning is said without the coefficient.
    let agreement = view.figures.get(2).map(|figure| figure.meaning.clone());
    Made {
        people: people(words, city.assessors, city.groups),
        answered: city.response_rate.ok().map(|rate| words.percent(rate)),
        agreement: agreement.unwrap_or_default(),
        certainty,
    }
}
