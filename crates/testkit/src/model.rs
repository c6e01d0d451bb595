//! Small models for tests, said in a few lines.
//!
//! ```
//! use gradus_domain::rating::Kind::{Deficit, Strength};
//! use gradus_testkit::model::TestModel;
//!
//! let model = TestModel::new([1, 2])
//!     .component("A")
//!     .strand("plan")
//!     .statement("A1.1", Deficit, 1)
//!     .statement("A2.1", Strength, 2)
//!     .weighing(3)
//!     .build();
//! assert_eq!(model.statements[1].weight, 3);
//! ```

use gradus_catalog::model::builtin;
use gradus_domain::model::{Component, Model, Statement, Strand};
use gradus_domain::model_rules::problems;
use gradus_domain::names::{ComponentIx, ModelName, NaturalKey, StatementIx, StrandIx};
use gradus_domain::rating::Kind;
use gradus_domain::scale::{Level, Scale, ScaleLevel};
use gradus_domain::settings::Settings;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A model that comes along with the program.
///
/// # Panics
/// Where there is none of this name.
#[must_use]
pub fn built_in(name: &str) -> Arc<Model> {
    let read = builtin::built_in(name).expect("a built-in model has this name");
    Arc::new(read.expect("built-in models have no mistakes").value)
}

/// A model under construction. Components, strands and statements go to what was named
/// last.
#[derive(Debug, Clone)]
pub struct TestModel {
    model: Model,
}

impl TestModel {
    /// A model whose levels carry these numbers, lowest first, and no component yet.
    ///
    /// # Panics
    /// Where the numbers are no scale.
    #[must_use]
    pub fn new(levels: impl IntoIterator<Item = i64>) -> Self {
        let level = |value| ScaleLevel {
            value,
            name: format!("Level {value}"),
        };
        let scale = Scale::new(levels.into_iter().map(level).collect());
        let name = ModelName {
            id: "test".to_owned(),
            version: "1".to_owned(),
        };
        Self {
            model: Model {
                name,
                title: "Test".to_owned(),
                language: "en".to_owned(),
                provenance: String::new(),
                licence: String::new(),
                scale: scale.expect("the levels are a scale"),
                rating_words: BTreeMap::new(),
                defaults: Settings::default(),
                references: None,
                components: Vec::new(),
                strands: Vec::new(),
                statements: Vec::new(),
                translations: Vec::new(),
                sha256: String::new(),
            },
        }
    }

    /// Begins a component; identifier, code and name are the same.
    #[must_use]
    pub fn component(mut self, id: &str) -> Self {
        self.model.components.push(Component {
            id: id.to_owned(),
            code: id.to_owned(),
            name: id.to_owned(),
            summary: String::new(),
            references: Vec::new(),
            weight: 1,
            strands: Vec::new(),
            statements: Vec::new(),
        });
        self
    }

    /// Sets the weight of the component named last.
    #[must_use]
    pub fn component_weighing(mut self, weight: u32) -> Self {
        self.last_component().weight = weight;
        self
    }

    /// Begins a strand of the component named last.
    #[must_use]
    pub fn strand(mut self, id: &str) -> Self {
        let strand = StrandIx(self.model.strands.len());
        self.last_component().strands.push(strand);
        let component = ComponentIx(self.model.components.len() - 1);
        self.model.strands.push(Strand {
            id: id.to_owned(),
            name: id.to_owned(),
            component,
            statements: Vec::new(),
        });
        self
    }

    /// Adds a statement of weight 1 to the strand named last.
    ///
    /// # Panics
    /// Where the scale has no such level.
    #[must_use]
    pub fn statement(mut self, id: &str, kind: Kind, level: i64) -> Self {
        let level = self.level(level);
        self.model.statements.push(Statement {
            id: id.to_owned(),
            component: ComponentIx(self.model.components.len() - 1),
            strand: StrandIx(self.model.strands.len() - 1),
            level,
            alternative_level: None,
            kind,
            text: format!("{} of {id}", kind.word()),
            weight: 1,
            guidance: None,
            evidence_examples: Vec::new(),
        });
        self
    }

    /// Sets the weight of the statement named last.
    #[must_use]
    pub fn weighing(mut self, weight: u32) -> Self {
        self.last_statement().weight = weight;
        self
    }

    /// Lets the statement named last stand on another level as well.
    #[must_use]
    pub fn perhaps_on(mut self, level: i64) -> Self {
        let level = self.level(level);
        self.last_statement().alternative_level = Some(level);
        self
    }

    /// The model, its statements in model order.
    ///
    /// # Panics
    /// Where it breaks a rule of models.
    #[must_use]
    pub fn build(self) -> Arc<Model> {
        let mut model = self.model;
        model
            .statements
            .sort_by_cached_key(|s| (s.component, s.level, NaturalKey::new(&s.id)));
        for (place, statement) in model.statements.iter().enumerate() {
            let ix = StatementIx(place);
            model.components[statement.component.0].statements.push(ix);
            model.strands[statement.strand.0].statements.push(ix);
        }
        assert_eq!(problems(&model), [], "the model keeps to the rules");
        Arc::new(model)
    }

    fn level(&self, value: i64) -> Level {
        self.model.scale.parse(value).expect("the scale has it")
    }

    fn last_component(&mut self) -> &mut Component {
        let last = self.model.components.last_mut();
        last.expect("a component was begun")
    }

    fn last_statement(&mut self) -> &mut Statement {
        let last = self.model.statements.last_mut();
        last.expect("a statement was added")
    }
}
