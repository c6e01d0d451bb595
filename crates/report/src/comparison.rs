//! Two cycles side by side in sentences and rows, in one language.

use gradus_domain::comparison::{Change, Comparison, ComponentChange, Parts, StatementChange};
use gradus_domain::disclosure::Facts;
use gradus_domain::method::Figure;
use gradus_domain::rating::Answer;
use gradus_domain::scale::Level;
use gradus_words::{Words, count, say};
use std::collections::BTreeSet;

/// Two cycles side by side.
#[derive(Debug, Clone)]
pub struct ComparisonView {
    /// Name of the earlier cycle.
    pub earlier: String,
    /// Name of the later cycle.
    pub later: String,
    /// BCP 47 tag of the model's texts.
    pub model_language: String,
    /// What happened to the index in a sentence.
    pub headline: String,
    /// How many people are in both cycles, came, and went.
    pub people: String,
    /// What must be known to read the figures.
    pub notes: Vec<String>,
    /// The city, then the components in model order.
    pub rows: Vec<ChangeRow>,
    /// What changed of the statements, by component; components without a change left out.
    pub items: Vec<ItemList>,
    /// How many statements did not change.
    pub unchanged: usize,
}

/// The index of the city or of a component in both cycles.
#[derive(Debug, Clone)]
pub struct ChangeRow {
    /// Identifier of the component; none for the city.
    pub id: Option<String>,
    /// Name.
    pub name: String,
    /// Earlier index.
    pub before: String,
    /// Later index.
    pub after: String,
    /// Names of the earlier and the later level, where they differ.
    pub levels: Option<(String, String)>,
    /// The difference, with its sign.
    pub change: String,
    /// What it is made of: model, assessors, evidence, ratings; else why it is not told.
    pub parts: Result<[String; 4], String>,
}

/// The changed statements of a component.
#[derive(Debug, Clone)]
pub struct ItemList {
    /// Identifier of the component, `gone` for statements that the later model lacks.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The statements.
    pub rows: Vec<ItemRow>,
}

/// A statement that changed.
#[derive(Debug, Clone)]
pub struct ItemRow {
    /// Identifier.
    pub id: String,
    /// Text.
    pub text: String,
    /// Earlier value.
    pub before: String,
    /// Later value.
    pub after: String,
    /// Where the change comes from, one cause each.
    pub causes: Vec<String>,
}

/// Names of the parts, in their order.
pub const PARTS: [&str; 4] = [
    "compare-part-model",
    "compare-part-assessors",
    "compare-part-evidence",
    "compare-part-ratings",
];

impl ComparisonView {
    /// Lays a comparison out; `names` are those of the cycles.
    #[must_use]
    pub fn new(
        (earlier, later): (&Facts, &Facts),
        found: &Comparison,
        [before, after]: [&str; 2],
        words: &Words,
    ) -> Self {
        let layout = Layout {
            earlier,
            later,
            words,
        };
        let together = found.components.iter().map(|own| own.together).sum();
        let name = words.text("compare-city");
        let city = layout.row((None, name), &found.index, None, together);
        let components = found.components.iter().map(|own| layout.component(own));
        let changed = found.statements.iter().filter(|own| own.differs());
        let changed: Vec<&StatementChange> = changed.collect();
        Self {
            earlier: before.to_owned(),
            later: after.to_owned(),
            model_language: later.model().language.clone(),
            headline: layout.headline(&found.index, before),
            people: words.with(
                "compare-people",
                &[
                    ("stayed", count(found.stayed)),
                    ("came", count(found.came)),
                    ("went", count(found.went)),
                ],
            ),
            notes: layout.notes(found),
            rows: std::iter::once(city).chain(components).collect(),
            items: layout.items(&changed),
            unchanged: found.statements.len() - changed.len(),
        }
    }
}

struct Layout<'a> {
    earlier: &'a Facts,
    later: &'a Facts,
    words: &'a Words,
}

impl Layout<'_> {
    fn headline(&self, index: &Change, before: &str) -> String {
        let Some(difference) = index.difference() else {
            return self.words.text("compare-no-index");
        };
        let text = self.signed(difference);
        let key = match text.chars().next() {
            Some('+') => "compare-up",
            Some('−') => "compare-down",
            _ => "compare-same",
        };
        let by = self.words.decimal(difference.abs(), 2);
        self.words
            .with(key, &[("by", say(by)), ("cycle", say(before))])
    }

    /// "+0.41", "−0.20" or "±0.00".
    fn signed(&self, number: f64) -> String {
        let text = self.words.decimal(number.abs(), 2);
        let zero = self.words.decimal(0.0, 2);
        match (text == zero, number > 0.0) {
            (true, _) => format!("±{zero}"),
            (false, true) => format!("+{text}"),
            (false, false) => format!("−{text}"),
        }
    }

    fn why(&self, figure: Figure<f64>) -> Result<f64, String> {
        figure.map_err(|why| {
            let key = format!("why-{}", why.code().replace('_', "-"));
            self.words.text(&key)
        })
    }

    fn index(&self, figure: Figure<f64>) -> String {
        match self.why(figure) {
            Ok(index) => self.words.decimal(index, 2),
            Err(why) => why,
        }
    }

    fn row(
        &self,
        (id, name): (Option<String>, String),
        change: &Change,
        levels: Option<(String, String)>,
        together: usize,
    ) -> ChangeRow {
        let difference = change.difference();
        let parts = match (difference, change.parts) {
            (Some(_), Ok(parts)) => {
                let mut told = four(&parts).map(|part| self.signed(part));
                if together > 0 && told[1] == self.signed(0.0) {
                    told[1] = self.words.text("compare-among-ratings");
                }
                Ok(told)
            }
            _ => Err(self.words.text("compare-no-parts")),
        };
        ChangeRow {
            id,
            name,
            before: self.index(change.before),
            after: self.index(change.after),
            levels,
            change: difference.map_or_else(
                || self.words.text("no-figure"),
                |difference| self.signed(difference),
            ),
            parts,
        }
    }

    fn component(&self, own: &ComponentChange) -> ChangeRow {
        let model = self.later.model();
        let of = model.component(own.component);
        let name = |facts: &Facts, level: Figure<Level>| match level {
            Ok(level) => facts.model().scale.name(level).to_owned(),
            Err(_) => self.words.text("no-figure"),
        };
        let levels = (
            name(self.earlier, own.level_before),
            name(self.later, own.level_after),
        );
        self.row(
            (Some(of.id.clone()), of.name.clone()),
            &own.index,
            (levels.0 != levels.1).then_some(levels),
            own.together,
        )
    }

    fn notes(&self, found: &Comparison) -> Vec<String> {
        let mut notes = vec![self.words.text("compare-order")];
        let (old, new) = (self.earlier.model(), self.later.model());
        if old.name != new.name {
            let names = [
                ("earlier", say(&old.name.version)),
                ("later", say(&new.name.version)),
            ];
            notes.push(self.words.with("compare-model", &names));
        }
        let (old, new) = (
            self.earlier.figures().settings,
            self.later.figures().settings,
        );
        if (old.seed, old.draws) != (new.seed, new.draws) || old != new {
            let same = gradus_domain::settings::Settings {
                seed: new.seed,
                draws: new.draws,
                ..old
            };
            if same != new {
                notes.push(self.words.text("compare-settings"));
            }
        }
        let left_out = |facts: &Facts| -> BTreeSet<String> {
            let model = facts.model();
            let ids = facts.out_of_scope().keys();
            ids.map(|ix| model.component(*ix).id.clone()).collect()
        };
        if left_out(self.earlier) != left_out(self.later) {
            notes.push(self.words.text("compare-scope"));
        }
        let together: usize = found.components.iter().map(|own| own.together).sum();
        if together > 0 {
            let n = [("n", count(together))];
            notes.push(self.words.with("compare-together", &n));
        }
        notes
    }

    fn items(&self, changed: &[&StatementChange]) -> Vec<ItemList> {
        let model = self.later.model();
        let mut lists: Vec<ItemList> = Vec::new();
        for own in changed {
            let (id, name) = match own.later {
                Some(ix) => {
                    let of = model.component(model.statement(ix).component);
                    (of.id.clone(), of.name.clone())
                }
                None => ("gone".to_owned(), self.words.text("compare-gone")),
            };
            match lists.last_mut().filter(|list| list.id == id) {
                Some(list) => list.rows.push(self.item(own)),
                None => lists.push(ItemList {
                    id,
                    name,
                    rows: vec![self.item(own)],
                }),
            }
        }
        lists
    }

    fn item(&self, own: &StatementChange) -> ItemRow {
        let statement = match (own.later, own.earlier) {
            (Some(ix), _) => self.later.model().statement(ix),
            (None, Some(ix)) => self.earlier.model().statement(ix),
            (None, None) => &self.later.model().statements[0],
        };
        ItemRow {
            id: statement.id.clone(),
            text: statement.text.clone(),
            before: self.value(self.earlier, own.before),
            after: self.value(self.later, own.after),
            causes: self.causes(own),
        }
    }

    fn value(&self, of: &Facts, value: Option<Answer>) -> String {
        let Some(value) = value else {
            return self.words.text("no-figure");
        };
        let own = of.model().rating_words.get(&value);
        own.cloned()
            .unwrap_or_else(|| self.words.text(&format!("answer-{}", value.word())))
    }

    fn causes(&self, own: &StatementChange) -> Vec<String> {
        if own.earlier.is_none() {
            return vec![self.words.text("compare-new")];
        }
        let Some(parts) = own.parts else {
            return Vec::new();
        };
        let parts = [parts.model, parts.assessors, parts.evidence, parts.ratings];
        let some = PARTS.iter().zip(parts).filter(|(_, part)| *part != 0);
        let told = some.map(|(key, part)| {
            let sign = if part > 0 { '+' } else { '−' };
            let change = format!("{sign}{}", part.unsigned_abs());
            let texts = [
                ("cause", say(self.words.text(key))),
                ("change", say(change)),
            ];
            self.words.with("compare-cause", &texts)
        });
        told.collect()
    }
}

fn four(parts: &Parts<f64>) -> [f64; 4] {
    [parts.model, parts.assessors, parts.evidence, parts.ratings]
}
