//! Help, completions, manual pages, colours, width, and a reader that goes away.

use crate::run::{CITY, Folder, finish, gradus, run, succeed};
use std::process::{Command, Stdio};
use unicode_width::UnicodeWidthStr as _;

/// Every command that does something, with whether it takes arguments.
fn leaves() -> Vec<Vec<String>> {
    let mut leaves = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(path) = open.pop() {
        let help = help(&path);
        let names: Vec<String> = help
            .lines()
            .skip_while(|line| *line != "Commands:")
            .skip(1)
            .take_while(|line| !line.is_empty())
            .filter_map(|line| {
                line.strip_prefix("  ")
                    .filter(|line| !line.starts_with(' '))
            })
            .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
            .filter(|name| name != "help")
            .collect();
        if names.is_empty() {
            leaves.push(path);
            continue;
        }
        for name in names {
            let mut below = path.clone();
            below.push(name);
            open.push(below);
        }
    }
    leaves
}

fn help(path: &[String]) -> String {
    let run = run(path.iter().map(String::as_str).chain(["--help"]));
    assert_eq!(run.code, 0, "{path:?}: {run:?}");
    assert_eq!(run.err, "", "{path:?}");
    run.out
}

#[test]
fn the_help_of_every_command_that_takes_arguments_has_an_example() {
    let leaves = leaves();
    assert!(leaves.len() >= 15, "{leaves:?}");
    for path in leaves {
        let help = help(&path);
        let bare = help
            .lines()
            .any(|line| line == format!("Usage: gradus {}", path.join(" ")));
        let command = format!("gradus {}", path.join(" "));
        let (_, after) = help.split_once("Example").unwrap_or_default();
        assert!(
            bare || after.contains(&command),
            "{path:?} has no example:\n{help}"
        );
        assert!(!help.contains('\u{1B}'), "{path:?}");
    }
}

#[test]
fn examples_of_the_first_help_are_commands_that_exist() {
    let help = help(&[]);
    let (_, examples) = help.split_once("Examples:\n").expect("there are examples");
    let mut count = 0;
    for line in examples
        .lines()
        .map_while(|line| line.strip_prefix("  gradus "))
    {
        let words: Vec<&str> = line
            .split_whitespace()
            .take_while(|word| !word.contains(['.', '-']))
            .take(2)
            .collect();
        let words = if ["model", "assessment", "workbook"].contains(&words[0]) {
            &words[..]
        } else {
            &words[..1]
        };
        assert_eq!(
            run(words.iter().copied().chain(["--help"])).code,
            0,
            "{line}"
        );
        count += 1;
    }
    assert!(count >= 5, "{examples}");
    for code in 0..=6 {
        assert!(
            help.contains(&format!("{code} ")),
            "exit code {code} is not explained"
        );
    }
}

#[test]
fn completions_are_made_for_every_shell_and_their_shells_take_them() {
    for shell in ["bash", "zsh", "fish"] {
        let text = succeed(["completions", shell]).out;
        for word in ["gradus", "assessment", "explain", "--as-of"] {
            let word = if shell == "fish" {
                word.trim_start_matches("--")
            } else {
                word
            };
            assert!(text.contains(word), "{shell} knows no {word}");
        }
        let folder = Folder::new();
        let path = folder.file("completions", &text);
        // A shell that is not installed cannot be asked; the texts above are checked for all.
        if let Ok(output) = Command::new(shell).arg("-n").arg(&path).output() {
            assert!(
                output.status.success(),
                "{shell}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}

#[test]
fn manual_pages_are_made_for_every_command() {
    let page = succeed(["man"]).out;
    assert!(page.contains(".TH gradus 1"), "{page}");
    let folder = Folder::new();
    let out = folder.path("man1");
    succeed(["man".as_ref(), "--out".as_ref(), out.as_os_str()]);
    for path in leaves() {
        let file = out.join(format!("gradus-{}.1", path.join("-")));
        let text = std::fs::read_to_string(&file).expect("every command has its page");
        assert!(
            text.contains(".TH gradus") && text.contains(".SH SYNOPSIS"),
            "{}",
            file.display()
        );
    }
}

#[test]
fn colours_stand_only_where_they_are_wanted() {
    let folder = Folder::new();
    let city = folder.file("city.yaml", CITY);
    let score = ["score".as_ref(), city.as_os_str()];
    assert!(!run(score).out.contains('\u{1B}'), "a pipe wants none");
    let forced = finish(gradus().args(score).env("CLICOLOR_FORCE", "1"));
    assert!(forced.out.contains("\u{1B}["), "{forced:?}");
    for (name, value) in [("NO_COLOR", "1"), ("CLICOLOR", "0")] {
        let run = finish(gradus().args(score).env(name, value));
        assert!(!run.out.contains('\u{1B}'), "{name}: {run:?}");
    }
    let wrong = ["score", "nowhere.yaml"];
    assert!(!run(wrong).err.contains('\u{1B}'));
    assert!(
        finish(gradus().args(wrong).env("CLICOLOR_FORCE", "1"))
            .err
            .starts_with("\u{1B}[")
    );
    assert!(
        finish(gradus().args(wrong).env("NO_COLOR", "1"))
            .err
            .starts_with("error: ")
    );
}

#[test]
fn tables_keep_to_a_hundred_columns_where_there_is_no_terminal() {
    let folder = Folder::new();
    let city = folder.file("city.yaml", CITY);
    let texts = [
        succeed(["score".as_ref(), city.as_os_str()]).out,
        succeed([
            "score".as_ref(),
            city.as_os_str(),
            "--lang".as_ref(),
            "de".as_ref(),
        ])
        .out,
        succeed(["explain".as_ref(), city.as_os_str(), "LE".as_ref()]).out,
        succeed(["model", "list"]).out,
    ];
    for text in texts {
        for line in text.lines() {
            assert!(line.width() <= 100, "{} columns: {line}", line.width());
        }
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for arguments in [
        &["model", "show"][..],
        &["model", "show", "--format", "json"],
        &["schema", "result"],
        &["completions", "bash"],
        &["--help"],
    ] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gradus"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert!(
            output.stderr.is_empty(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
