//! Letters to assessors, to be copied or sent by e-mail: invitations and reminders.

use crate::assessment::Lead;
use crate::error::AppError;
use gradus_store::InvitationId;
use gradus_words::{Words, say};

/// What a letter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// It asks somebody to begin.
    Invitation,
    /// It asks somebody to go on, while people rate.
    Reminder,
}

/// A letter's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterText {
    /// Its subject, one line.
    pub subject: String,
    /// Its text, with the link where there is one.
    pub text: String,
}

impl Letter {
    /// Its word in forms and keys of messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reminder => "reminder",
        }
    }

    /// A letter by its word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Invitation, Self::Reminder]
            .into_iter()
            .find(|letter| letter.word() == word)
    }
}

impl Lead<'_> {
    /// The words of a letter. `way` is the link by which its reader begins or goes on; without
    /// one the letter says how to go on where they were. `day` is the last day, as text.
    #[must_use]
    pub fn letter(
        &self,
        letter: Letter,
        way: Option<&str>,
        day: &str,
        words: &Words,
    ) -> LetterText {
        let desk = self.desk();
        let named = [
            ("city", say(&desk.city.name)),
            ("assessment", say(&desk.row.name)),
            ("day", say(day)),
        ];
        let key = |part: &str| format!("mail-{}-{part}", letter.word());
        let begin = words.with(&key("text"), &named);
        let end = words.text(&key("end"));
        let way = way.map_or_else(|| words.text("mail-way-as-before"), str::to_owned);
        LetterText {
            subject: words.with(&key("subject"), &named),
            text: format!("{begin}\n\n{way}\n\n{end}\n"),
        }
    }

    /// Sends a letter with an invitation's link to an address, which is not kept. `start` is
    /// the address before the paths of links, `day` the last day, as text.
    ///
    /// # Errors
    /// Where no e-mail is set up, for an invitation of another assessment or one that was
    /// revoked, and when the server of e-mail does not take it.
    pub async fn letter_mail(
        &self,
        letter: Letter,
        id: &InvitationId,
        to: &str,
        (start, day): (&str, &str),
        words: &Words,
    ) -> Result<(), AppError> {
        let mailer = self.desk().app.mailer()?;
        let invitations = self.invitations().await?;
        let invitation = invitations
            .into_iter()
            .find(|view| view.id == *id && !view.revoked)
            .ok_or(AppError::NotFound("invitation"))?;
        let way = format!("{start}/join/{}", invitation.secret);
        let written = self.letter(letter, Some(&way), day, words);
        mailer.send(to, &written.subject, written.text).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_found_by_its_own_word_alone() {
        for letter in [Letter::Invitation, Letter::Reminder] {
            assert_eq!(Letter::parse(letter.word()), Some(letter));
        }
        assert_eq!(Letter::parse("bill"), None);
    }
}
