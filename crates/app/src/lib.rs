//! Use cases: who may do what, when, and what is noted about it.
//!
//! [`App`] wires the database, the files and the instance's key. Whoever calls shows an
//! [`Actor`]; permissions are values, such as [`city::CityDesk`], [`assessment::Desk`] and
//! [`rating::Seat`], and without one there is no method to call. Every change is one
//! transaction with its audit row.

pub mod account;
pub mod actor;
mod administrator;
pub mod agreed;
mod app;
pub mod assessment;
pub mod audit;
pub mod backup;
pub mod city;
pub mod comparison;
pub mod cycle;
pub mod demo;
mod erase;
pub mod error;
pub mod evidence;
pub mod exchange;
mod files;
pub mod idempotency;
pub mod join;
pub mod letter;
pub mod mail;
mod models;
pub mod moving;
mod parse;
mod password;
pub mod people;
pub mod personal;
pub mod publication;
pub mod rating;
pub mod result;
pub mod seal;
mod seat;
mod secrets;
pub mod session;
pub mod token;
pub mod workshop;

pub use actor::{Actor, Me};
pub use app::{App, Limits, Place, Setup};
pub use error::{AppError, Mistake};
pub use files::FileStore;
pub use gradus_store::audit::{Entry, Fault};
pub use gradus_store::{
    AssessmentId, AssessorId, CityId, EvidenceId, GroupId, InvitationId, Location, PersonId, Store,
    StoreError, TokenId, rows,
};
pub use models::is_built_in;
pub use secrets::{InstanceKey, KeyFile, sha256_of};
