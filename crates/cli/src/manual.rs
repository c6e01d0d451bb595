//! Schemas, shell completions and manual pages, all made from what the program knows.

use crate::args::{Arguments, SchemaOf};
use crate::failure::Failure;
use crate::output::{print, write};
use clap::CommandFactory;
use gradus_catalog::schema;
use std::path::Path;

/// Prints a schema.
pub fn schema(of: SchemaOf) -> Result<(), Failure> {
    print(&match of {
        SchemaOf::Assessment => schema::assessment(),
        SchemaOf::Model => schema::model(),
        SchemaOf::Result => gradus_report::result_json::schema(),
        SchemaOf::Comparison => gradus_report::comparison_json::schema(),
    })
}

/// Prints completions for a shell.
pub fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "gradus", &mut text);
    print(&String::from_utf8_lossy(&text))
}

/// Prints the manual page, or writes the pages of all commands into a folder.
pub fn man(out: Option<&Path>) -> Result<(), Failure> {
    let command = Arguments::command();
    let Some(folder) = out else {
        return print(&String::from_utf8_lossy(&page(command)?));
    };
    std::fs::create_dir_all(folder)
        .map_err(|error| Failure::machine(format!("{} cannot be made", folder.display()), error))?;
    pages(&command, "gradus", folder)
}

fn pages(command: &clap::Command, name: &str, folder: &Path) -> Result<(), Failure> {
    let titled = command.clone().name(name.to_owned());
    write(&folder.join(format!("{name}.1")), &page(titled)?)?;
    for sub in command.get_subcommands().filter(|sub| !sub.is_hide_set()) {
        pages(sub, &format!("{name}-{}", sub.get_name()), folder)?;
    }
    Ok(())
}

fn page(command: clap::Command) -> Result<Vec<u8>, Failure> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command)
        .render(&mut text)
        .map_err(|error| Failure::machine("the manual page cannot be made", error))?;
    Ok(text)
}
