//! Reads pages as far as tests need it: strictly, so that what a browser would repair fails.

/// An opening tag; a closing one has a name that begins with a slash.
#[derive(Debug, Clone)]
pub struct Element {
    /// Name in small letters.
    pub name: String,
    /// Attributes with their raw values.
    pub attributes: Vec<(String, String)>,
}

impl Element {
    /// The raw value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Elements that have no end.
const VOID: [&str; 6] = ["meta", "link", "input", "img", "br", "hr"];

/// The tags of a page in their order. Panics where a tag is not written as XML would want
/// it, a name stands twice, or elements do not nest.
pub fn elements(html: &str) -> Vec<Element> {
    let mut found: Vec<Element> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if rest.starts_with('!') {
            rest = &rest[rest.find('>').expect("a declaration ends")..];
            continue;
        }
        let (element, after, shut) = tag(rest);
        rest = after;
        if let Some(name) = element.name.strip_prefix('/') {
            let last = open.pop();
            assert_eq!(last.as_deref(), Some(name), "elements nest");
        } else if !shut && !VOID.contains(&element.name.as_str()) {
            open.push(element.name.clone());
        }
        found.push(element);
    }
    assert!(open.is_empty(), "{open:?} have no end");
    found
}

fn tag(text: &str) -> (Element, &str, bool) {
    let name_ends = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '/' || c == '-'))
        .expect("a tag ends");
    let (name, mut rest) = text.split_at(name_ends);
    assert!(
        !name.is_empty(),
        "a '<' that is no tag: {}",
        text.chars().take(60).collect::<String>()
    );
    let shut = name.len() > 1 && name.ends_with('/');
    let mut attributes: Vec<(String, String)> = Vec::new();
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>") {
            return (
                Element {
                    name: name.to_lowercase(),
                    attributes,
                },
                after,
                true,
            );
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (
                Element {
                    name: name.to_lowercase(),
                    attributes,
                },
                after,
                shut,
            );
        }
        let ends = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_')))
            .expect("an attribute ends");
        assert!(
            ends > 0,
            "in <{name}>: {}",
            rest.chars().take(60).collect::<String>()
        );
        let attribute = rest[..ends].to_owned();
        assert!(
            attributes.iter().all(|(own, _)| *own != attribute),
            "<{name}> has {attribute} twice"
        );
        rest = &rest[ends..];
        let Some(after) = rest.strip_prefix('=') else {
            attributes.push((attribute, String::new()));
            continue;
        };
        let quote = after
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\''))
            .expect("values are quoted");
        let (value, after) = after[1..].split_once(quote).expect("a value ends");
        assert!(!value.contains('<'), "<{name} {attribute}>: {value}");
        attributes.push((attribute, value.to_owned()));
        rest = after;
    }
}

/// The texts between tags.
pub fn texts(html: &str) -> Vec<&str> {
    html.split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| text)
        .filter(|text| !text.trim().is_empty())
        .collect()
}
