//! A city to measure on: the demonstration's, with people who rate.

use crate::client::{Result, now};
use gradus_app::{Actor, App, FileStore, InstanceKey, Limits, Location, Setup, Store};
use std::path::Path;

/// What the measurements need: cookies of the lead and of one assessor for each connection.
pub struct Ready {
    pub lead: String,
    /// Cookie and token of forms, one pair for each assessor.
    pub assessors: Vec<(String, String)>,
    /// Identifiers of the statements that are rated.
    pub statements: Vec<String>,
}

/// Makes the demonstration's city, and lets so many assessors join what is being rated.
pub async fn prepare(data: &Path, location: &Location, assessors: usize) -> Result<Ready> {
    let store = Store::open(location).await?;
    let key = InstanceKey::open(&data.join("instance.key"))?;
    let setup = Setup {
        store,
        files: FileStore::folder(&data.join("files"))?,
        key: key.clone(),
        limits: Limits::default(),
        clock: now,
    };
    let app = App::new(setup);
    let people = app.demo().await?;
    let link = people
        .iter()
        .find(|person| person.role == "lead")
        .ok_or("no lead")?;
    let lead = app.sign_in_by_link(&link.secret, "load").await?;
    let actor = app.actor_of_session(&lead).await?;
    let desk = app.assessment(&actor, "northaven", "2028").await?.lead()?;
    let group = desk
        .desk()
        .groups()
        .await?
        .into_iter()
        .next()
        .ok_or("no group")?;
    let invitation = desk.group_invite(&group.id).await?;
    let found = desk
        .invitations()
        .await?
        .into_iter()
        .find(|own| own.id == invitation);
    let secret = found.ok_or("no invitation")?.secret;
    let mut joined = Vec::new();
    for _ in 0..assessors {
        let own = app.join(&Actor::nobody(), &secret, "", "load").await?;
        let session = own.session.ok_or("no session")?;
        let own = app.actor_of_session(&session).await?;
        let name = own.session.map(|session| session.id).unwrap_or_default();
        joined.push((session, key.secret_of("csrf", &name)));
    }
    let component = desk.desk().model.components.first().ok_or("no component")?;
    let statements = component
        .statements
        .iter()
        .map(|ix| desk.desk().model.statement(*ix).id.clone());
    Ok(Ready {
        lead,
        assessors: joined,
        statements: statements.collect(),
    })
}
