//! A path named in a document exists.
//!
//! What counts as a path:
//! - the target of a link, unless it is a URL or an anchor of the same page; it
//!   is looked up beside the document;
//! - text in backticks that holds a slash, holds no space and none of the signs
//!   of patterns, code and URLs, does not begin with `/`, `~`, `-` or `./`
//!   (a place on the reader's disk), and either begins with a top-level entry
//!   of the repository or ends like a source file; it is looked up from the
//!   root and beside the document.
//!
//! Blocks of code are left alone: they show commands and their output.

use crate::Complaint;
use pulldown_cmark::{Event, Options, Parser, Tag};

const PATTERN_SIGNS: [char; 21] = [
    ' ', '\n', '<', '>', '{', '}', '(', ')', '[', ']', '*', '$', '|', '?', '"', '\'', '=', ':',
    ',', '…', '&',
];

const NOT_OURS: [&str; 4] = ["/", "~", "-", "./"];

const SOURCE_ENDINGS: [&str; 14] = [
    "css", "csv", "ftl", "html", "json", "md", "py", "rs", "sh", "toml", "txt", "typ", "yaml",
    "yml",
];

/// Checks one document.
///
/// `top_level` are the names in the root of the repository; `exists` tells
/// whether a path from the root does.
pub fn check(
    path: &str,
    text: &str,
    top_level: &[String],
    exists: &dyn Fn(&str) -> bool,
) -> Vec<Complaint> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |target: &str| exists(&joined(folder, target));
    let mut complaints = Vec::new();
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        let missing = match &event {
            Event::Code(code) if is_path(code, top_level) => {
                (!exists(&joined("", code)) && !beside(code)).then(|| code.to_string())
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                link_path(dest_url)
                    .filter(|target| !beside(target))
                    .map(str::to_owned)
            }
            _ => None,
        };
        if let Some(missing) = missing {
            let line = text[..range.start].matches('\n').count() + 1;
            complaints.push(format!("{path}:{line}: `{missing}` does not exist"));
        }
    }
    complaints
}

/// Is this text in backticks a path of the repository?
fn is_path(text: &str, top_level: &[String]) -> bool {
    if text.contains(PATTERN_SIGNS) || NOT_OURS.iter().any(|start| text.starts_with(start)) {
        return false;
    }
    let Some((first, rest)) = text.split_once('/') else {
        return false;
    };
    let ending = rest
        .rsplit('/')
        .next()
        .and_then(|name| name.rsplit_once('.'));
    top_level.iter().any(|name| name == first)
        || ending.is_some_and(|(stem, ending)| !stem.is_empty() && SOURCE_ENDINGS.contains(&ending))
}

/// The path in a link's target, without its anchor.
fn link_path(target: &str) -> Option<&str> {
    if target.contains("://") || target.starts_with("mailto:") {
        return None;
    }
    let path = target.split_once('#').map_or(target, |(path, _)| path);
    (!path.is_empty()).then_some(path)
}

/// `target` as seen from `folder`, from the root; `..` steps up.
fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(text: &str) -> Vec<Complaint> {
        let top_level = ["crates".to_owned(), ".ci".to_owned(), "docs".to_owned()];
        let there = [
            "crates/cli/src/main.rs",
            "crates",
            ".ci/run",
            "docs/method.md",
            "README.md",
        ];
        check("docs/page.md", text, &top_level, &|path| {
            there.contains(&path)
        })
    }

    #[test]
    fn paths_that_lead_nowhere_are_named_with_their_line() {
        for bad in [
            "a\n`crates/cli/src/mian.rs`",
            "a\n`.ci/runn`",
            "a\n`scripts/gone.py`",
            "a\n[x](gone.md)",
            "a\n[x](../docs/gone.md#part)",
            "a\n![x](picture.svg)",
            "a\n\n| a |\n|---|\n| `docs/gone/` |",
        ] {
            let found = complaints(bad);
            assert_eq!(found.len(), 1, "{bad}");
            assert!(!found[0].contains(":1:"), "{found:?}");
        }
    }

    #[test]
    fn paths_that_lead_somewhere_pass_from_the_root_and_from_beside() {
        let text = "`crates/cli/src/main.rs` `crates/` `.ci/run` [x](method.md#top) \
                    [y](../README.md) `../README.md`";
        assert_eq!(complaints(text), Vec::<Complaint>::new());
    }

    #[test]
    fn what_is_no_path_of_ours_is_left_alone() {
        let text = "`text/csv` `gradus-model/1` `crates/<room>` `crates/*/src` `./out/a.json` \
                    `/etc/a.toml` `~/a.md` `cargo run` `OUT.md` [x](https://example.org/a.md) \
                    [y](#part) [z](mailto:a@example.org)\n```text\ncrates/gone.rs\n```\n";
        assert_eq!(complaints(text), Vec::<Complaint>::new());
    }
}
