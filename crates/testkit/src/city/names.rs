//! Looking up by the names that tests use; each name is there, or the test is wrong.

use gradus_domain::model::Model;
use gradus_domain::names::{ComponentIx, StatementIx, StrandIx};
use gradus_domain::scale::Level;

pub(super) fn place(model: &Model, component: &str) -> ComponentIx {
    let found = model.find_component(component);
    found.expect("the model has the component")
}

pub(super) fn statement(model: &Model, id: &str) -> StatementIx {
    model
        .find_statement(id)
        .expect("the model has the statement")
}

pub(super) fn strand(model: &Model, path: &str) -> StrandIx {
    let (component, strand) = path.split_once('/').expect("component/strand");
    let found = model.find_strand(place(model, component), strand);
    found.expect("the component has the strand")
}

pub(super) fn level(model: &Model, value: i64) -> Level {
    model.scale.parse(value).expect("the scale has the level")
}
