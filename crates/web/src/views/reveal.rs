//! The reveal: what to talk about first, then every statement with its answers.

use super::frame::Frame;
use super::model_text::lang_attribute;
use super::speak::{Speaks, speaks};
use askama::Template;
use gradus_report::view::{ComponentView, GroupView, StatementView, View};
use gradus_words::{count, say};
use std::sync::Arc;

/// What the list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Identifier of a component; empty for all.
    pub component: String,
    /// Name of a group; empty for all.
    pub group: String,
}

/// A statement with its answers.
#[derive(Debug, Clone)]
pub struct Row {
    /// Place of its component in the view.
    pub component: usize,
    /// Place in the component.
    pub statement: usize,
    /// How much of the component's index hangs on it; none where nobody differs.
    pub swing: Option<String>,
    /// Mean absolute deviation from the median; none where it is withheld.
    pub deviation: Option<String>,
    /// Whether the level could change with it.
    pub moves_level: bool,
    /// Whether its value was agreed on.
    pub agreed: bool,
    /// What the reader said, in words.
    pub own: Option<String>,
    /// Names and what they said, where names were chosen before rating began.
    pub voices: Vec<(String, String)>,
    /// The answers as a picture.
    pub chart: String,
    /// The answers of groups as pictures, by the group's place: of those that are shown here
    /// and differ in themselves.
    pub group_charts: Vec<Option<String>>,
}

/// The list of what to talk about, with the components.
#[derive(Template)]
#[template(path = "reveal/page.html")]
pub struct RevealPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// Whether the reader may record what is agreed.
    pub agrees: bool,
    /// Whether names stand beside answers, for those who may see them.
    pub named: bool,
    /// What the report says.
    pub view: Arc<View>,
    /// What the list is narrowed to.
    pub filter: Filter,
    /// Groups that have figures of their own somewhere.
    pub groups: Vec<String>,
    /// What to talk about, the most important first.
    pub rows: Vec<Row>,
    /// How many there are without the filter.
    pub all: usize,
    /// Statements whose counts are withheld.
    pub withheld: usize,
    /// Statements whose value was agreed on, and those with a value.
    pub agreed: (usize, usize),
}

/// One component with every statement.
#[derive(Template)]
#[template(path = "reveal/component.html")]
pub struct RevealComponentPage {
    /// What every page has.
    pub frame: Frame,
    /// Address of the assessment with the base path.
    pub here: String,
    /// Whether the reader may record what is agreed.
    pub agrees: bool,
    /// Whether names stand beside answers, for those who may see them.
    pub named: bool,
    /// What the report says.
    pub view: Arc<View>,
    /// Place of the component in the view.
    pub at: usize,
    /// Its statements in model order.
    pub rows: Vec<Row>,
}

/// What both pages ask of their view.
trait Reveals: Speaks {
    fn view(&self) -> &View;

    fn m(&self) -> String {
        lang_attribute(self.view().language, &self.view().model_language)
    }

    fn statement(&self, row: &Row) -> &StatementView {
        &self.view().components[row.component].statements[row.statement]
    }

    fn component_of(&self, row: &Row) -> &ComponentView {
        &self.view().components[row.component]
    }

    fn dot(&self, component: &ComponentView) -> Option<(usize, i64)> {
        super::results::dot(self.view(), component)
    }

    /// The groups that have figures of their own, with their pictures.
    fn groups_of<'a>(&'a self, row: &'a Row) -> Vec<(&'a GroupView, Option<&'a str>)> {
        let charts = row.group_charts.iter().map(Option::as_deref);
        self.statement(row).groups.iter().zip(charts).collect()
    }

    fn group_text(&self, group: &GroupView) -> String {
        let values = [("value", say(&group.median)), ("n", count(group.on_scale))];
        self.words().with("reveal-group", &values)
    }
}

impl Reveals for RevealPage {
    fn view(&self) -> &View {
        &self.view
    }
}

impl Reveals for RevealComponentPage {
    fn view(&self) -> &View {
        &self.view
    }
}

impl RevealPage {
    /// The chosen group's answers to a statement.
    fn chosen<'a>(&'a self, row: &'a Row) -> Option<(&'a GroupView, Option<&'a str>)> {
        let mut groups = self.groups_of(row).into_iter();
        groups.find(|(group, _)| group.name == self.filter.group)
    }

    fn is_filtered(&self) -> bool {
        self.filter != Filter::default()
    }

    fn moving(&self) -> usize {
        self.rows.iter().filter(|row| row.moves_level).count()
    }

    fn shown(&self) -> String {
        self.of("reveal-shown", self.rows.len(), self.all)
    }

    fn settled(&self) -> String {
        self.of("reveal-settled", self.agreed.0, self.agreed.1)
    }
}

impl RevealComponentPage {
    fn component(&self) -> &ComponentView {
        &self.view.components[self.at]
    }

    fn is_open(&self, place: &usize) -> bool {
        *place == self.at
    }
}

speaks!(RevealPage, RevealComponentPage);
