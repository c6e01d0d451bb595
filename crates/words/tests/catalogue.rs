//! The message catalogue: every language has every message with the same arguments, every
//! message reads, every message asked for exists, and none is there for nothing.

#![expect(clippy::panic, reason = "a helper that cannot go on fails its test")]

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement,
};
use gradus_words::{Argument, Language, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Names of arguments of one message; those that choose a plural form say so.
type Arguments = BTreeMap<String, bool>;

fn messages(language: Language) -> BTreeMap<String, Arguments> {
    let mut messages = BTreeMap::new();
    for (file, text) in language.sources() {
        let resource = fluent_syntax::parser::parse(*text)
            .unwrap_or_else(|(_, errors)| panic!("{} {file}: {errors:?}", language.tag()));
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let mut arguments = Arguments::new();
            let value = message.value.expect("a message has a text");
            of_pattern(&value, &mut arguments);
            assert!(
                message.attributes.is_empty(),
                "{} has attributes",
                message.id.name
            );
            let twice = messages.insert(message.id.name.to_owned(), arguments);
            assert!(
                twice.is_none(),
                "{} stands twice in {}",
                message.id.name,
                language.tag()
            );
        }
    }
    messages
}

fn of_pattern(pattern: &Pattern<&str>, found: &mut Arguments) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, found);
        }
    }
}

fn of_expression(expression: &Expression<&str>, found: &mut Arguments) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, found, false),
        Expression::Select { selector, variants } => {
            of_inline(selector, found, true);
            variants
                .iter()
                .for_each(|variant| of_pattern(&variant.value, found));
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, found: &mut Arguments, chooses: bool) {
    match inline {
        InlineExpression::VariableReference { id } => {
            *found.entry(id.name.to_owned()).or_default() |= chooses;
        }
        InlineExpression::Placeable { expression } => of_expression(expression, found),
        InlineExpression::FunctionReference { arguments, .. } => {
            let CallArguments { positional, .. } = arguments;
            positional
                .iter()
                .for_each(|inline| of_inline(inline, found, chooses));
        }
        _ => {}
    }
}

#[test]
fn every_language_has_the_same_messages_with_the_same_arguments() {
    let english = messages(Language::English);
    assert!(
        english.len() > 150,
        "only {} messages were found",
        english.len()
    );
    for language in Language::ALL {
        let own = messages(language);
        let difference: Vec<_> = english
            .keys()
            .chain(own.keys())
            .filter(|key| {
                let names = |of: &BTreeMap<String, Arguments>| {
                    of.get(*key)
                        .map(|arguments| arguments.keys().cloned().collect::<Vec<_>>())
                };
                names(&english) != names(&own)
            })
            .collect();
        assert!(difference.is_empty(), "{}: {difference:?}", language.tag());
    }
}

#[test]
fn every_message_reads_with_its_arguments_put_in() {
    for language in Language::ALL {
        let words = Words::new(language);
        for (key, arguments) in messages(language) {
            let mut said = String::new();
            for count in [0, 1, 2, 5, 21] {
                let given: Vec<(&str, Argument)> = arguments
                    .iter()
                    .map(|(name, chooses)| match chooses {
                        true => (name.as_str(), Argument::Count(count)),
                        false => (name.as_str(), Argument::Text(format!("<{name}>"))),
                    })
                    .collect();
                let text = words.with(&key, &given);
                assert!(text != key && !text.trim().is_empty(), "{key}: '{text}'");
                assert!(
                    !text.contains("{$") && !text.contains("{ $"),
                    "{key}: '{text}'"
                );
                said += &text;
            }
            for (name, _) in arguments.iter().filter(|(_, chooses)| !**chooses) {
                assert!(
                    said.contains(&format!("<{name}>")),
                    "{key} leaves {name} out: {said}"
                );
            }
        }
    }
}

#[test]
fn an_argument_that_is_missing_is_seen() {
    let text = Words::new(Language::English).with("report-title", &[]);
    assert!(text.contains("{$city}"), "{text}");
}

#[test]
fn translations_differ_from_their_original_but_for_a_few_words() {
    let (english, german) = (Words::new(Language::English), Words::new(Language::German));
    let keys = messages(Language::English);
    let same = keys
        .keys()
        .filter(|key| english.text(key) == german.text(key))
        .count();
    assert!(
        same * 5 < keys.len(),
        "{same} of {} messages are not translated",
        keys.len()
    );
}

/// Files that ask for messages.
fn sources() -> Vec<(PathBuf, String)> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut open = Vec::new();
    for room in std::fs::read_dir(crates).expect("the rooms can be listed") {
        let room = room.expect("a room").path();
        open.extend([room.join("src"), room.join("templates")]);
    }
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if let Ok(entries) = std::fs::read_dir(&path) {
            open.extend(entries.map(|entry| entry.expect("it can be listed").path()));
            continue;
        }
        let ending = path.extension().and_then(|ending| ending.to_str());
        if matches!(ending, Some("rs" | "html" | "typ"))
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            found.push((path, text));
        }
    }
    assert!(found.len() > 80, "only {} files were found", found.len());
    found
}

/// The texts between double quotes, comments left out.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
}

fn is_key(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(fits)
}

/// Texts after which a key stands.
const CALLS: [&str; 9] = [
    "words.text(\"",
    "words.with(\"",
    "text(words, \"",
    "{{ t(\"",
    ".t(\"",
    ".say(\"",
    ".count(\"",
    ".of(\"",
    ".between(\"",
];

/// The keys that calls are given, also inside a quoted attribute of a template.
fn arguments(text: &str) -> impl Iterator<Item = &str> {
    CALLS
        .into_iter()
        .flat_map(|call| text.split(call).skip(1))
        .filter_map(|rest| rest.split('"').next())
}

#[test]
fn every_message_that_is_asked_for_exists() {
    let known = messages(Language::English);
    let (mut asked, mut missing) = (BTreeSet::new(), BTreeSet::new());
    for (path, text) in sources() {
        for call in CALLS {
            for rest in text.split(call).skip(1) {
                let key = rest.split('"').next().unwrap_or_default();
                asked.insert(key.to_owned());
                if is_key(key) && !known.contains_key(key) {
                    missing.insert(format!("{}: {key}", path.display()));
                }
            }
        }
        // Keys that are passed around begin as the messages of a family do.
        let families = [
            "why-",
            "heading-",
            "column-",
            "cell-",
            "fact-",
            "notice-",
            "figure-",
            "setting-",
            "workbook-",
        ];
        for key in
            literals(&text).filter(|text| families.iter().any(|family| text.starts_with(family)))
        {
            if is_key(key) && !key.ends_with('-') && !known.contains_key(key) {
                missing.insert(format!("{}: {key}", path.display()));
            }
        }
    }
    assert!(asked.len() > 40, "only {asked:?} were found");
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn no_message_is_there_for_nothing() {
    let sources = sources();
    let used: BTreeSet<&str> = sources
        .iter()
        .flat_map(|(_, text)| literals(text).chain(arguments(text)))
        .collect();
    // `answer-{}` and the like ask for every message of a family.
    let families: Vec<&str> = used
        .iter()
        .filter_map(|text| text.split_once("-{"))
        .map(|(family, _)| family)
        .filter(|family| is_key(family))
        .collect();
    let is_used = |key: &str| {
        used.contains(key)
            || families.iter().any(|family| {
                key.strip_prefix(family)
                    .is_some_and(|rest| rest.starts_with('-'))
            })
    };
    let idle: Vec<String> = messages(Language::English)
        .into_keys()
        .filter(|key| !is_used(key))
        .collect();
    assert!(idle.is_empty(), "nobody asks for {idle:#?}");
}

/// How codes of what was refused or wrong stand in the rooms that use them: the call, which of
/// its texts is the code, counted from the last, and how the message begins.
const CODES: [(&str, &str); 6] = [
    ("Refused(", "refusal-"),
    ("before(Phase::", "refusal-"),
    ("NotAllowed(", "not-allowed-"),
    ("AppError::invalid(", "mistake-"),
    ("Mistake::new(", "mistake-"),
    ("add_if(", "mistake-"),
];

/// The last text among the arguments of a call; `rest` begins after its bracket.
fn last_text(rest: &str) -> Option<&str> {
    let (mut open, mut in_text, mut start, mut found) = (1_u32, false, 0, None);
    for (at, letter) in rest.char_indices() {
        match letter {
            '"' if in_text => {
                found = rest.get(start..at);
                in_text = false;
            }
            '"' => {
                start = at + 1;
                in_text = true;
            }
            '(' if !in_text => open += 1,
            ')' if !in_text => {
                open -= 1;
                if open == 0 {
                    return found;
                }
            }
            _ => {}
        }
    }
    None
}

#[test]
fn whatever_can_be_refused_has_a_message() {
    let known = messages(Language::English);
    let (mut found, mut missing) = (BTreeSet::new(), BTreeSet::new());
    for (path, text) in sources() {
        for (call, family) in CODES {
            for rest in text.split(call).skip(1) {
                let code = last_text(rest).unwrap_or_default();
                let key = format!("{family}{}", code.replace('_', "-"));
                if code.is_empty() || !is_key(&key) {
                    continue;
                }
                if !known.contains_key(&key) {
                    missing.insert(format!("{}: {key}", path.display()));
                }
                found.insert(key);
            }
        }
    }
    // Every message of these families is asked for by some code, and none is idle.
    let families = ["refusal-", "not-allowed-", "mistake-"];
    let idle: Vec<&String> = known
        .keys()
        .filter(|key| families.iter().any(|family| key.starts_with(family)))
        .filter(|key| !found.contains(*key))
        .collect();
    assert!(found.len() > 70, "only {found:?} were found");
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(idle.is_empty(), "nobody asks for {idle:?}");
}
