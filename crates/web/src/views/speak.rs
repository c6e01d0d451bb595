//! The words of a page, short enough to be asked for in templates.

use gradus_words::{Words, count, say};
use std::borrow::Borrow;
use std::fmt::Display;

/// Something with words.
pub(crate) trait Speaks {
    /// The messages in the page's language.
    fn words(&self) -> &Words;

    /// A message.
    fn t(&self, key: &str) -> String {
        self.words().text(key)
    }

    /// A message with one number, named `n`.
    fn n(&self, key: &str, number: impl Borrow<usize>) -> String {
        self.words().with(key, &[("n", count(*number.borrow()))])
    }

    /// A message with one text, named `name`.
    fn a(&self, key: &str, name: impl Display) -> String {
        self.words().with(key, &[("name", say(name))])
    }

    /// A message about a part of a whole, named `part` and `whole`.
    fn of(&self, key: &str, part: usize, whole: usize) -> String {
        let numbers = [("part", count(part)), ("whole", count(whole))];
        self.words().with(key, &numbers)
    }
}

/// Lets pages speak through their frame.
macro_rules! speaks {
    ($($page:ty),+ $(,)?) => {$(
        impl $crate::views::speak::Speaks for $page {
            fn words(&self) -> &gradus_words::Words {
                &self.frame.words
            }
        }
    )+};
}
pub(crate) use speaks;
