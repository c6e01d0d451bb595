//! A Rust file as a flat list of tokens with their lines, with or without the
//! parts that are compiled for tests alone.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// One token: comments are gone, a literal keeps its quotes, so that the text
/// of a string is never taken for code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexeme {
    /// The token as written: an identifier, one punctuation sign, one bracket,
    /// or a whole literal.
    pub text: String,
    /// The line it starts on, counted from 1.
    pub line: usize,
}

/// A file cut into tokens.
#[derive(Debug)]
pub struct Lexemes {
    /// Everything.
    pub all: Vec<Lexeme>,
    /// Everything but items under `#[cfg(test)]` or `#[test]`.
    pub shipped: Vec<Lexeme>,
    /// The line of the first module under `#[cfg(test)]`.
    pub first_test_module: Option<usize>,
    /// Modules under `#[cfg(test)]` that live in a file of their own.
    pub test_modules_elsewhere: Vec<String>,
}

impl Lexemes {
    /// Cuts a file into tokens.
    ///
    /// # Errors
    /// When the text is no Rust, with the reason of the lexer.
    pub fn of(text: &str) -> Result<Self, String> {
        let stream: TokenStream = text
            .parse()
            .map_err(|error| format!("cannot be read as Rust: {error}"))?;
        let mut lexemes = Self {
            all: Vec::new(),
            shipped: Vec::new(),
            first_test_module: None,
            test_modules_elsewhere: Vec::new(),
        };
        flatten(stream.clone(), &mut lexemes.all);
        lexemes.walk(stream);
        Ok(lexemes)
    }

    fn walk(&mut self, stream: TokenStream) {
        let trees: Vec<TokenTree> = stream.into_iter().collect();
        let mut at = 0;
        while at < trees.len() {
            if is_punct(&trees[at], '#') {
                if let Some(TokenTree::Group(attribute)) = trees.get(at + 1)
                    && is_for_tests(attribute)
                {
                    at = self.skip_item(&trees, at);
                    continue;
                }
                if let (Some(bang), Some(TokenTree::Group(attribute))) =
                    (trees.get(at + 1), trees.get(at + 2))
                    && is_punct(bang, '!')
                    && is_for_tests(attribute)
                {
                    return;
                }
            }
            match &trees[at] {
                TokenTree::Group(group) => {
                    let (open, close) = brackets(group.delimiter());
                    push(&mut self.shipped, open, group.span_open().start().line);
                    self.walk(group.stream());
                    push(&mut self.shipped, close, group.span_close().start().line);
                }
                other => push(
                    &mut self.shipped,
                    &other.to_string(),
                    other.span().start().line,
                ),
            }
            at += 1;
        }
    }

    /// The place after the item whose attributes start at `start`.
    fn skip_item(&mut self, trees: &[TokenTree], start: usize) -> usize {
        let line = trees[start].span().start().line;
        let mut at = start;
        while at < trees.len() {
            let here = &trees[at];
            if is_ident(here, "mod") {
                self.first_test_module.get_or_insert(line);
                if let (Some(TokenTree::Ident(name)), Some(end)) =
                    (trees.get(at + 1), trees.get(at + 2))
                    && is_punct(end, ';')
                {
                    self.test_modules_elsewhere.push(name.to_string());
                }
            }
            at += 1;
            let ends = match here {
                TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
                other => is_punct(other, ';'),
            };
            if ends {
                break;
            }
        }
        at
    }
}

/// The places in `lexemes` where this run of tokens stands.
pub fn places<'a>(lexemes: &'a [Lexeme], run: &'a [&str]) -> impl Iterator<Item = &'a Lexeme> + 'a {
    lexemes
        .windows(run.len())
        .filter(move |window| {
            window
                .iter()
                .zip(run)
                .all(|(have, want)| have.text == *want)
        })
        .map(|window| &window[0])
}

fn flatten(stream: TokenStream, into: &mut Vec<Lexeme>) {
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = brackets(group.delimiter());
                push(into, open, group.span_open().start().line);
                flatten(group.stream(), into);
                push(into, close, group.span_close().start().line);
            }
            other => push(into, &other.to_string(), other.span().start().line),
        }
    }
}

fn push(into: &mut Vec<Lexeme>, text: &str, line: usize) {
    if !text.is_empty() {
        into.push(Lexeme {
            text: text.to_owned(),
            line,
        });
    }
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

fn is_punct(tree: &TokenTree, sign: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn is_ident(tree: &TokenTree, name: &str) -> bool {
    matches!(tree, TokenTree::Ident(ident) if ident == name)
}

/// Is this `[test]`, `[cfg(test)]` or `[cfg(all(test, …))]`?
fn is_for_tests(attribute: &Group) -> bool {
    let mut words = Vec::new();
    flatten(attribute.stream(), &mut words);
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    match words.as_slice() {
        ["test"] | ["cfg", "(", "test", ")"] => true,
        ["cfg", "(", "all", rest @ ..] => rest.contains(&"test") && !rest.contains(&"not"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped(text: &str) -> String {
        let lexemes = Lexemes::of(text).expect("the sample is Rust");
        let words: Vec<String> = lexemes.shipped.into_iter().map(|word| word.text).collect();
        words.join(" ")
    }

    #[test]
    fn test_items_are_left_out_and_the_rest_stays() {
        let text = "fn a() {}\n#[cfg(test)]\n#[path = \"x\"]\nmod t { fn b() {} }\nfn c() {}";
        assert_eq!(shipped(text), "fn a ( ) { } fn c ( ) { }");
        assert_eq!(
            shipped("#[cfg(all(test, unix))] use a::b; fn c();"),
            "fn c ( ) ;"
        );
        assert_eq!(shipped("#[test] fn a() { x } fn b();"), "fn b ( ) ;");
        assert_eq!(shipped("#![cfg(test)] fn a() {}"), "");
    }

    #[test]
    fn code_for_everything_but_tests_stays() {
        assert!(shipped("#[cfg(not(test))] fn a() {}").contains("fn a"));
        assert!(shipped("#[cfg(all(not(test), unix))] fn a() {}").contains("fn a"));
        assert!(shipped("#[cfg(unix)] fn a() {}").contains("fn a"));
    }

    #[test]
    fn strings_and_comments_are_no_code() {
        let text = "// fs\nconst A: &str = \"std::fs\";";
        let lexemes = Lexemes::of(text).expect("the sample is Rust");
        assert_eq!(places(&lexemes.shipped, &["fs"]).count(), 0);
    }

    #[test]
    fn the_first_test_module_and_those_in_other_files_are_found() {
        let text = "#[cfg(test)]\nuse a::b;\nfn c() {}\n#[cfg(test)]\nmod tests;\n";
        let lexemes = Lexemes::of(text).expect("the sample is Rust");
        assert_eq!(lexemes.first_test_module, Some(4));
        assert_eq!(lexemes.test_modules_elsewhere, ["tests"]);
    }

    #[test]
    fn what_is_no_rust_is_refused() {
        assert!(Lexemes::of("fn a( {").is_err());
    }
}
