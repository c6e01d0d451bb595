//! The binary `gradus`: reads its arguments, wires the rooms together, and turns what went
//! wrong into a message and an exit code.

mod admin;
mod args;
mod assessment;
mod audit;
mod backup;
mod compare;
mod demo;
mod explain;
mod failure;
mod load;
mod manual;
mod model;
mod output;
mod progress;
mod report;
mod score;
mod serve;
mod terminal;
mod verify;
mod workbook;

use args::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() {
                ExitCode::from(failure::USAGE)
            } else {
                ExitCode::SUCCESS
            };
        }
    };
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            failure.exit_code()
        }
    }
}

fn run(arguments: Arguments) -> Result<(), failure::Failure> {
    match arguments.command {
        Command::Model { command } => model::run(command),
        Command::Assessment { command } => assessment::run(command),
        Command::Workbook { command } => workbook::run(command),
        Command::Score(score) => score::run(&score),
        Command::Compare(compare) => compare::run(&compare),
        Command::Explain(explain) => explain::run(&explain),
        Command::Report(report) => report::run(&report),
        Command::Schema { of } => manual::schema(of),
        Command::Serve(serve) => serve::run(&serve),
        Command::Admin { command } => admin::run(&command),
        Command::Backup(arguments) => backup::backup(&arguments),
        Command::Restore(arguments) => backup::restore(&arguments),
        Command::Audit { command } => audit::run(&command),
        Command::Verify {
            file,
            key,
            public,
            json,
        } => verify::run(&verify::Asked {
            file: &file,
            key: key.as_deref(),
            public: public.as_deref(),
            json,
        }),
        Command::Demo { out, lang } => match out {
            Some(folder) => demo::run(&folder, lang),
            None => serve::demo::run(),
        },
        Command::Completions { shell } => manual::completions(shell),
        Command::Man { out } => manual::man(out.as_deref()),
    }
}
