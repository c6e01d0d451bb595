//! The API as programs use it: each noun with what goes well and what is refused, answers
//! that stay blind, and what hostile callers send.

#[path = "api/again.rs"]
mod again;
#[path = "api/agreed.rs"]
mod agreed;
#[path = "api/blind.rs"]
mod blind;
#[path = "api/canary.rs"]
mod canary;
#[path = "api/comparison.rs"]
mod comparison;
#[path = "api/cycle.rs"]
mod cycle;
#[path = "api/documents.rs"]
mod documents;
#[path = "api/entry.rs"]
mod entry;
#[path = "api/hostile.rs"]
mod hostile;
#[path = "api/model.rs"]
mod model;
#[path = "api/next.rs"]
mod next;
#[path = "api/nouns.rs"]
mod nouns;
#[path = "api/pages.rs"]
mod pages;
#[path = "api/personal.rs"]
mod personal;
#[path = "api/progress.rs"]
mod progress;
#[path = "api/publication.rs"]
mod publication;
#[path = "api/rating.rs"]
mod rating;
#[path = "api/reveal.rs"]
mod reveal;
#[path = "api/review.rs"]
mod review;
#[path = "api/seal.rs"]
mod seal;
#[path = "api/things.rs"]
mod things;
#[path = "api/workshop.rs"]
mod workshop;
#[path = "api/world.rs"]
mod world;
