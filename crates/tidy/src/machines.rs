//! No file knows the machine it was written on: no folder of a person or a
//! builder, no host that packages were fetched from.

use crate::Complaint;

/// First folders of absolute paths that exist on one machine only, without
/// their slashes.
const FOLDERS: [&str; 8] = [
    "builds",
    "github",
    "home",
    "root",
    "Users",
    "work",
    "workspace",
    "workspaces",
];

/// Words in the name of a host that serves packages.
const HOST_WORDS: [&str; 9] = [
    "artifactory",
    "crates",
    "mirror",
    "nexus",
    "npmjs",
    "proxy",
    "pypi",
    "pythonhosted",
    "registry",
];

/// Last parts of names that only one network knows.
const HOST_ENDINGS: [&str; 4] = [".corp", ".internal", ".intranet", ".lan"];

/// Names that are kept free for samples, and so belong to nobody.
const SAMPLE_ENDINGS: [&str; 4] = [".example", "example.com", "example.net", "example.org"];

/// Checks one text file, line by line.
pub fn check(path: &str, text: &str) -> Vec<Complaint> {
    text.lines()
        .enumerate()
        .filter_map(|(at, line)| {
            let what = folder(line).or_else(|| host(line))?;
            let number = at + 1;
            Some(format!(
                "{path}:{number}: names {what}; nothing here may depend on one machine"
            ))
        })
        .collect()
}

fn folder(line: &str) -> Option<String> {
    FOLDERS.iter().find_map(|folder| {
        [format!("/{folder}/"), format!("\\{folder}\\")]
            .into_iter()
            .find(|needle| {
                line.match_indices(needle.as_str())
                    .any(|(at, _)| starts_a_path(&line[..at], needle.starts_with('\\')))
            })
    })
}

/// A slash begins an absolute path when no name, dot or bracket leads up to it.
fn starts_a_path(before: &str, after_drive: bool) -> bool {
    if after_drive {
        return before.ends_with(':');
    }
    !before.ends_with(|sign: char| sign.is_alphanumeric() || "._-~}>)]*/".contains(sign))
        || before.ends_with("file://")
}

fn host(line: &str) -> Option<String> {
    line.match_indices("://").find_map(|(at, _)| {
        let rest = &line[at + 3..];
        let end = rest
            .find(|sign: char| !(sign.is_alphanumeric() || ".-@".contains(sign)))
            .unwrap_or(rest.len());
        let name = rest[..end].to_lowercase();
        let bare = name.rsplit('@').next().unwrap_or_default();
        let known = bare
            .split(['.', '-'])
            .any(|word| HOST_WORDS.contains(&word))
            || HOST_ENDINGS.iter().any(|ending| bare.ends_with(ending));
        let sample = SAMPLE_ENDINGS.iter().any(|ending| bare.ends_with(ending));
        (known && !sample).then(|| format!("the host {bare}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    // The samples are put together here, so that this file passes its own rule.
    fn bad_samples() -> Vec<String> {
        let slash = "/";
        vec![
            format!("see {slash}home{slash}ada/gradus"),
            format!("\"{slash}root{slash}.cargo\""),
            format!("a\n={slash}work{slash}main"),
            format!("({slash}Users{slash}ada)"),
            format!("C:\\{}\\ada", "Users"),
            format!("file:/{slash}{slash}home{slash}ada"),
            format!("https:{slash}{slash}registry.packages.dev/a"),
            format!("http:{slash}{slash}ada@my-mirror.city.gov/a"),
            format!("http:{slash}{slash}packages.internal:8080"),
        ]
    }

    #[test]
    fn machines_and_hosts_are_named() {
        for bad in bad_samples() {
            assert_eq!(check("a.md", &bad).len(), 1, "{bad}");
        }
    }

    #[test]
    fn ordinary_paths_and_addresses_pass() {
        let good = "crates/home/a ./root/b https://example.org/home/c ~/work/d {x}/root/e \
                    social/work/leisure https://github.com/ada/registry https://crate.city.gov \
                    https://mirror.example/a https://registry.example.org/b";
        assert_eq!(check("a.md", good), Vec::<Complaint>::new());
    }
}
