//! A maturity model: components, their strands, and statements on levels.

use crate::names::{ComponentIx, ModelName, StatementIx, StrandIx};
use crate::rating::{Answer, Kind};
use crate::scale::{Level, Scale};
use crate::settings::Settings;
use std::collections::BTreeMap;

/// A published maturity model. Once published under a version it never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Model {
    /// Identifier and version.
    pub name: ModelName,
    /// Title as printed.
    pub title: String,
    /// BCP 47 tag of the language that its texts are in.
    pub language: String,
    /// Where the texts come from, and what of them was reconstructed.
    pub provenance: String,
    /// Under which terms the texts may be used.
    pub licence: String,
    /// The levels.
    pub scale: Scale,
    /// The words of the rating scale, where the model has its own.
    pub rating_words: BTreeMap<Answer, String>,
    /// Settings that hold unless an assessment says otherwise.
    pub defaults: Settings,
    /// The document that the components refer to.
    pub references: Option<ReferenceScheme>,
    /// Components in model order.
    pub components: Vec<Component>,
    /// Strands of all components, in model order.
    pub strands: Vec<Strand>,
    /// Statements of all components: by component, then level, then identifier.
    pub statements: Vec<Statement>,
    /// Texts in other languages.
    pub translations: Vec<Translation>,
    /// SHA-256 of the canonical form, as 64 hexadecimal digits; empty until the reader
    /// of the file has set it.
    pub sha256: String,
}

/// A document whose parts the components refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceScheme {
    /// Its name, for example "PAS 181:2014".
    pub scheme: String,
    /// What should be known about the titles.
    pub note: Option<String>,
    /// Its parts in order.
    pub items: Vec<ReferenceItem>,
}

/// One part of the referenced document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferenceItem {
    /// Short name, for example `B4`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Whether the title was checked against the published document.
    pub confirmed: bool,
}

/// A component of the model, for example "Leadership environment".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// Identifier, for example `leadership-environment`.
    pub id: String,
    /// Short code, for example `LE`.
    pub code: String,
    /// Name.
    pub name: String,
    /// What it is about.
    pub summary: String,
    /// References in their printed order; empty where none is printed.
    pub references: Vec<String>,
    /// Weight in the city index, 1 to 1000.
    pub weight: u32,
    /// Its strands, in order.
    pub strands: Vec<StrandIx>,
    /// Its statements, in model order.
    pub statements: Vec<StatementIx>,
}

/// A line of development within a component: a ladder with a rung for every level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strand {
    /// Identifier within its component, a slug of the name.
    pub id: String,
    /// Name, for example "Vision".
    pub name: String,
    /// The component it belongs to.
    pub component: ComponentIx,
    /// Its statements, in model order.
    pub statements: Vec<StatementIx>,
}

/// One statement that people rate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Identifier, for example `LE1.1`.
    pub id: String,
    /// The component it belongs to.
    pub component: ComponentIx,
    /// The strand it belongs to.
    pub strand: StrandIx,
    /// The level whose cell it stands in.
    pub level: Level,
    /// The level it may belong to instead, where the source leaves doubt.
    pub alternative_level: Option<Level>,
    /// What agreeing with it means.
    pub kind: Kind,
    /// The text, verbatim.
    pub text: String,
    /// Weight within its step, 1 to 1000.
    pub weight: u32,
    /// Help for the assessor.
    pub guidance: Option<String>,
    /// What would count as evidence.
    pub evidence_examples: Vec<String>,
}

impl Statement {
    /// The level to which the statement's step leads when the statement stands on
    /// `level`: strengths and stages belong to the step to their own level, deficits to
    /// the step to the next one. As positions above the floor.
    #[must_use]
    pub fn step_position(&self, level: Level) -> usize {
        match self.kind {
            Kind::Strength | Kind::Stage => level.position(),
            Kind::Deficit => level.position() + 1,
        }
    }
}

/// Texts of a model in another language. What is missing stays in the model's own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Translation {
    /// BCP 47 tag.
    pub language: String,
    /// Whether the model's publisher made it.
    pub official: bool,
    /// Title.
    pub title: Option<String>,
    /// Level names by printed number.
    pub levels: BTreeMap<i64, String>,
    /// Words of the rating scale.
    pub ratings: BTreeMap<Answer, String>,
    /// Component names and summaries by component identifier.
    pub components: BTreeMap<String, ComponentText>,
    /// Strand names by `component/strand`.
    pub strands: BTreeMap<String, String>,
    /// Statement texts by identifier.
    pub statements: BTreeMap<String, String>,
}

/// Name and summary of a component in another language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComponentText {
    /// Name.
    pub name: Option<String>,
    /// Summary.
    pub summary: Option<String>,
}

/// How much of a model a translation covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Completeness {
    /// Texts that are translated.
    pub translated: usize,
    /// Texts that there are.
    pub total: usize,
}

impl Completeness {
    /// Share in whole per cent, rounded down, so that 100 means all.
    #[must_use]
    pub fn share_pct(self) -> usize {
        (self.translated * 100)
            .checked_div(self.total)
            .unwrap_or(100)
    }
}

impl Model {
    /// A component by place.
    #[must_use]
    pub fn component(&self, ix: ComponentIx) -> &Component {
        &self.components[ix.0]
    }

    /// A strand by place.
    #[must_use]
    pub fn strand(&self, ix: StrandIx) -> &Strand {
        &self.strands[ix.0]
    }

    /// A statement by place.
    #[must_use]
    pub fn statement(&self, ix: StatementIx) -> &Statement {
        &self.statements[ix.0]
    }

    /// All places of components, in model order.
    pub fn component_places(&self) -> impl Iterator<Item = ComponentIx> + use<> {
        (0..self.components.len()).map(ComponentIx)
    }

    /// The component with this identifier or short code (upper or lower case).
    #[must_use]
    pub fn find_component(&self, id_or_code: &str) -> Option<ComponentIx> {
        let by_id = self.components.iter().position(|c| c.id == id_or_code);
        by_id
            .or_else(|| {
                self.components
                    .iter()
                    .position(|c| c.code.eq_ignore_ascii_case(id_or_code))
            })
            .map(ComponentIx)
    }

    /// The strand `strand` of component `component`.
    #[must_use]
    pub fn find_strand(&self, component: ComponentIx, strand: &str) -> Option<StrandIx> {
        let strands = &self.components[component.0].strands;
        strands
            .iter()
            .copied()
            .find(|ix| self.strand(*ix).id == strand)
    }

    /// The statement with this identifier.
    #[must_use]
    pub fn find_statement(&self, id: &str) -> Option<StatementIx> {
        self.statements
            .iter()
            .position(|s| s.id == id)
            .map(StatementIx)
    }

    /// The strand's name in files: `component/strand`.
    #[must_use]
    pub fn strand_path(&self, ix: StrandIx) -> String {
        let strand = self.strand(ix);
        format!("{}/{}", self.component(strand.component).id, strand.id)
    }

    /// Parts of the referenced document that no component refers to.
    #[must_use]
    pub fn unused_references(&self) -> Vec<&ReferenceItem> {
        let used = |id: &str| {
            self.components
                .iter()
                .any(|c| c.references.iter().any(|r| r == id))
        };
        let items = self.references.iter().flat_map(|scheme| &scheme.items);
        items.filter(|item| !used(&item.id)).collect()
    }

    /// How much of the model a translation covers: title, level names, names and
    /// summaries of components, strand names, statements.
    #[must_use]
    pub fn completeness(&self, translation: &Translation) -> Completeness {
        let mut count = Completeness {
            translated: 0,
            total: 0,
        };
        let mut see = |has: bool| {
            count.total += 1;
            count.translated += usize::from(has);
        };
        see(translation.title.is_some());
        for level in self.scale.all() {
            see(translation.levels.contains_key(&self.scale.value(level)));
        }
        for component in &self.components {
            let text = translation.components.get(&component.id);
            see(text.is_some_and(|text| text.name.is_some()));
            see(text.is_some_and(|text| text.summary.is_some()));
        }
        for place in 0..self.strands.len() {
            see(translation
                .strands
                .contains_key(&self.strand_path(StrandIx(place))));
        }
        for statement in &self.statements {
            see(translation.statements.contains_key(&statement.id));
        }
        count
    }

    /// The model with its texts in `language`, as far as a translation has them; `None`
    /// where there is no such translation. The hash stays that of the published model.
    #[must_use]
    pub fn in_language(&self, language: &str) -> Option<Self> {
        let translation = self.translations.iter().find(|t| t.language == language)?;
        let mut model = self.clone();
        model.language = language.to_owned();
        if let Some(title) = &translation.title {
            model.title.clone_from(title);
        }
        model
            .scale
            .rename(|value| translation.levels.get(&value).cloned());
        model.rating_words.extend(translation.ratings.clone());
        for component in &mut model.components {
            let Some(text) = translation.components.get(&component.id) else {
                continue;
            };
            replace(&mut component.name, text.name.as_ref());
            replace(&mut component.summary, text.summary.as_ref());
        }
        for place in 0..model.strands.len() {
            let path = self.strand_path(StrandIx(place));
            replace(
                &mut model.strands[place].name,
                translation.strands.get(&path),
            );
        }
        for statement in &mut model.statements {
            replace(
                &mut statement.text,
                translation.statements.get(&statement.id),
            );
        }
        Some(model)
    }
}

fn replace(text: &mut String, by: Option<&String>) {
    if let Some(by) = by {
        text.clone_from(by);
    }
}
