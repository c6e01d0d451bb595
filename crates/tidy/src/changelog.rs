//! The changelog has a place for what is not released yet.

use crate::Complaint;

/// Checks `CHANGELOG.md`: a heading `Unreleased` of the second level stands
/// before the heading of any release.
pub fn check(text: &str) -> Vec<Complaint> {
    let headings: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|heading| heading.trim().trim_matches(['[', ']']))
        .collect();
    match headings.iter().position(|heading| *heading == "Unreleased") {
        Some(0) => Vec::new(),
        Some(_) => vec!["CHANGELOG.md: Unreleased does not stand first; move it up".to_owned()],
        None => vec!["CHANGELOG.md: no section `## Unreleased`; add one at the top".to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changelog_without_a_place_for_news_is_named() {
        for bad in [
            "",
            "# Changelog\n## 1.0.0\n",
            "## 1.0.0\n## Unreleased\n",
            "### Unreleased",
        ] {
            assert_eq!(check(bad).len(), 1, "{bad:?}");
        }
    }

    #[test]
    fn unreleased_at_the_top_passes() {
        assert!(check("# Changelog\n\n## Unreleased\n- a\n\n## 1.0.0\n").is_empty());
        assert!(check("## [Unreleased]\n").is_empty());
    }
}
