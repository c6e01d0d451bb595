//! The program as people and scripts meet it: one binary run again and again.

#[path = "../../../web/examples/client/mod.rs"]
mod client;
mod commands;
mod document;
mod faults;
mod hostile;
mod kill;
mod manners;
mod operate;
mod output;
#[path = "../../../web/examples/client/ready.rs"]
mod ready;
mod result;
#[path = "../../../web/examples/client/rounds.rs"]
mod rounds;
mod run;
mod serve;
mod server;
