//! One component as a resident reads it: where it stands and what would take it further.

use crate::views::results::dot;
use gradus_report::view::{ComponentView, View};

/// Most statements that are named for the next step.
const MOST_ITEMS: usize = 4;

/// What is drawn for one level of the small ladder.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rung {
    /// Behind the city.
    Behind,
    /// Where it stands.
    Here,
    /// Under way: width of the part that is done, of 18.
    Next(f64),
    /// Further up.
    Ahead,
}

/// A statement on the way to the next level.
#[derive(Debug, Clone)]
pub struct NextItem {
    /// Its text.
    pub text: String,
    /// Where it stands, in words.
    pub now: String,
    /// Whether it has to be left behind rather than reached.
    pub leaves: bool,
}

/// A component.
#[derive(Debug, Clone)]
pub struct Area {
    /// Identifier.
    pub id: String,
    /// Name.
    pub name: String,
    /// Place of the level's colour and its printed number.
    pub dot: Option<(usize, i64)>,
    /// "3 Competent", or why there is no level.
    pub level: String,
    /// How far it is to the next level, in words.
    pub way: Option<String>,
    /// The ladder, lowest level first; empty where there is no level.
    pub ladder: Vec<Rung>,
    /// Place of the target on the ladder.
    pub target: Option<usize>,
    /// Name of the target's level.
    pub target_name: Option<String>,
    /// Levels that it could be as well, joined.
    pub could_be: Option<String>,
    /// Name of the next level; none at the top, or where it cannot be told.
    pub next: Option<String>,
    /// What would take it there.
    pub items: Vec<NextItem>,
    /// How many more.
    pub more: usize,
    /// Why there is nothing to tell, as the key of a message.
    pub nothing: Option<&'static str>,
    /// The index, in words.
    pub index: String,
}

impl Area {
    /// The area of a component; `leave` is the view's word for a deficit.
    #[must_use]
    pub fn new(
        view: &View,
        component: &ComponentView,
        leave: &str,
        could_be: Option<String>,
    ) -> Self {
        let rung = |at: usize| match component.level {
            Some(level) if at < level => Rung::Behind,
            Some(level) if at == level => Rung::Here,
            Some(level) if at == level + 1 => {
                let share = component.way.as_ref().map_or(0.0, |(share, _)| *share);
                Rung::Next((share * 18.0).clamp(0.0, 18.0))
            }
            _ => Rung::Ahead,
        };
        let wanted: Vec<_> = component
            .blocking
            .iter()
            .filter(|row| row.in_smallest_set)
            .collect();
        let top = component.level == view.levels.len().checked_sub(1);
        let items: Vec<NextItem> = wanted
            .iter()
            .take(MOST_ITEMS)
            .map(|row| NextItem {
                text: row.text.clone(),
                now: row.value.clone(),
                leaves: row.kind == leave,
            })
            .collect();
        let nothing = match (component.in_scope, top, items.is_empty()) {
            (false, ..) => None,
            (true, true, _) => Some("public-top"),
            (true, false, true) => Some("public-not-judged"),
            (true, false, false) => None,
        };
        Self {
            id: component.id.clone(),
            name: component.name.clone(),
            dot: dot(view, component),
            level: component.level_text.clone(),
            way: component.way.as_ref().map(|(_, text)| text.clone()),
            ladder: match component.level {
                Some(_) => (0..view.levels.len()).map(rung).collect(),
                None => Vec::new(),
            },
            target: component.target,
            target_name: component
                .target
                .and_then(|at| view.levels.get(at))
                .map(|level| level.name.clone()),
            could_be,
            next: component.next_step.clone().filter(|_| !items.is_empty()),
            more: wanted.len() - items.len(),
            items,
            nothing,
            index: component.index_text.clone(),
        }
    }

    /// Left edge of a rung.
    #[must_use]
    pub fn x(&self, at: &usize) -> usize {
        at * 20
    }

    /// Width of the ladder.
    #[must_use]
    pub fn width(&self) -> usize {
        self.ladder.len() * 20
    }

    /// Whether the city aims at the rung at this place.
    #[must_use]
    pub fn is_target(&self, at: &usize) -> bool {
        self.target == Some(*at)
    }

    /// Width of the part of a rung that is done.
    #[must_use]
    pub fn part(&self, width: &f64) -> String {
        format!("{width:.1}")
    }
}
