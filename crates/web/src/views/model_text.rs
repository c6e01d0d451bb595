//! Marking the model's own texts for programs that read aloud.

/// A `lang` attribute, a space in front, where the model's language is not the page's. A
/// tag of other signs than letters, digits and dashes gives none.
#[must_use]
pub fn lang_attribute(page: &str, model: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if page == model || model.is_empty() || !model.chars().all(fits) {
        return String::new();
    }
    format!(" lang=\"{model}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_language_is_marked_and_only_a_tag_gets_through() {
        assert_eq!(lang_attribute("de", "en"), " lang=\"en\"");
        assert_eq!(lang_attribute("en", "en"), "");
        assert_eq!(lang_attribute("de", "en\" onclick=\"x"), "");
    }
}
