//! The program as people and scripts meet it: one binary run again and again.

mod commands;
mod document;
mod hostile;
mod manners;
mod operate;
mod output;
mod result;
mod run;
mod serve;
mod server;
