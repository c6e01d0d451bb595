//! Rows, queries and migrations, one body for SQLite and PostgreSQL.
//!
//! [`Store`] reads from a pool and writes through one queue: many writes share one
//! transaction, and each is answered after that transaction is on the disk. A [`Write`]
//! holds the transaction; every change notes its [`audit::Entry`] there, so that no row
//! changes without a link in the chain. Nothing here decides whether a change is allowed.

mod answer;
mod assessment;
pub mod audit;
mod backup;
mod carried;
mod check;
mod city;
mod db;
mod entrance;
mod erase;
mod error;
mod evidence;
mod ids;
mod instance;
mod migrate;
mod models;
mod outcome;
mod people;
mod person;
mod publication;
mod queue;
pub mod rows;
mod session;
mod store;
mod workshop;

pub use backup::{Dump, TABLES};
pub use db::{Db, Write};
pub use entrance::{Entrance, SessionHolder, TokenHolder};
pub use error::StoreError;
pub use ids::{
    AssessmentId, AssessorId, CityId, EvidenceId, GroupId, InvitationId, PersonId, TokenId,
};
pub use queue::Pending;
pub use store::{Location, Store};
