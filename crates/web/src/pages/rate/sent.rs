//! What a rating form sends, read into answers.

use super::cards::{Mark, Room, Told};
use crate::fields::Fields;
use gradus_app::AppError;
use gradus_app::rating::{Answering, Subject};
use gradus_domain::model::Model;
use gradus_domain::names::ComponentIx;

/// One answer that was sent, or an undoing.
pub(super) struct Sent {
    subject: Subject,
    answering: Answering,
    undo: bool,
}

/// Levels in forms are places from 1; the file format names them by their printed numbers.
fn to_file(model: &Model, subject: Subject, typed: &str) -> String {
    let value = |place: &str| {
        let place: usize = place.parse().ok()?;
        let level = model.scale.at(place.checked_sub(1)?)?;
        Some(model.scale.value(level).to_string())
    };
    let on_levels = !matches!(subject, Subject::Statement(_));
    let read = || match typed.split_once('-') {
        Some((low, high)) => Some(format!("{}-{}", value(low)?, value(high)?)),
        None => value(typed),
    };
    if on_levels {
        read().unwrap_or_else(|| typed.to_owned())
    } else {
        typed.to_owned()
    }
}

/// The full name of a subject as forms write it: strands without their component.
fn subject(model: &Model, component: ComponentIx, kind: &str, id: &str) -> Option<Subject> {
    let name = match kind {
        "strand" if !id.contains('/') => format!("{}/{id}", model.component(component).id),
        _ => id.to_owned(),
    };
    Subject::parse(model, kind, &name)
}

impl Sent {
    /// The one answer of a card's form: an answer, an undoing (`undo`), one taken back
    /// (`clear`), or a choice between two in conflict (`keep`, `keep_other`). Only with the
    /// assessor's own of two goes what they wrote beside it.
    pub(super) fn one(
        model: &Model,
        component: ComponentIx,
        fields: &Fields,
    ) -> Result<Self, AppError> {
        let missing = || AppError::NotFound("question");
        if let Some(token) = fields.get("undo") {
            let (kind, id, version, _) = token_parts(token).ok_or_else(missing)?;
            let subject = subject(model, component, kind, id).ok_or_else(missing)?;
            return Ok(Self::new(model, subject, "", version, true));
        }
        for (name, whole) in [("keep", true), ("clear", true), ("keep_other", false)] {
            let Some(token) = fields.get(name) else {
                continue;
            };
            let (kind, id, version, value) = token_parts(token).ok_or_else(missing)?;
            let subject = subject(model, component, kind, id).ok_or_else(missing)?;
            let mut sent = Self::new(model, subject, value, version, false);
            if whole {
                let of_many = fields.get(&format!("version.{id}")).is_some();
                let suffix = if of_many {
                    format!(".{id}")
                } else {
                    String::new()
                };
                sent.remarks(fields, &suffix);
            }
            return Ok(sent);
        }
        let (kind, id) = (fields.text("subject_kind"), fields.text("subject"));
        let subject = subject(model, component, &kind, &id).ok_or_else(missing)?;
        let mut sent = Self::new(
            model,
            subject,
            &fields.text("value"),
            fields.number("version"),
            false,
        );
        sent.remarks(fields, "");
        Ok(sent)
    }

    fn new(model: &Model, subject: Subject, value: &str, version: i64, undo: bool) -> Self {
        let answering = Answering {
            kind: subject.kind().to_owned(),
            subject: subject.name(model),
            value: to_file(model, subject, value),
            version,
            note: None,
            confidence: None,
        };
        Self {
            subject,
            answering,
            undo,
        }
    }

    /// Note, reason and confidence. The reason for Not applicable is its note.
    fn remarks(&mut self, fields: &Fields, suffix: &str) {
        let field = |name: &str| fields.get(&format!("{name}{suffix}"));
        let note = field("note").map(str::to_owned);
        let reason = field("reason")
            .map(str::to_owned)
            .filter(|reason| !reason.trim().is_empty());
        self.answering.note = if self.answering.value == "na" {
            reason.or(note)
        } else {
            note
        };
        self.answering.confidence = field("confidence").map(|sure| sure.parse().unwrap_or(0));
    }

    /// Whether both are about the same question.
    pub(super) fn is_about(&self, other: &Self) -> bool {
        self.subject == other.subject
    }

    /// The answers of a form with many that differ from what stands.
    pub(super) fn changed(room: &Room<'_>, component: ComponentIx, fields: &Fields) -> Vec<Self> {
        let kind = fields.text("subject_kind");
        let (model, mut sent) = (&room.model, Vec::new());
        for (id, version) in fields.after("version.") {
            let Some(subject) = subject(model, component, &kind, id) else {
                continue;
            };
            let suffix = format!(".{id}");
            let value = fields.text(&format!("value{suffix}"));
            let mut one = Self::new(model, subject, &value, version.parse().unwrap_or(0), false);
            one.remarks(fields, &suffix);
            if room.differs(subject, &one.answering) {
                sent.push(one);
            }
        }
        sent
    }

    /// The strand whose statements the answer came from, to be shown open again.
    pub(super) fn refined(&self) -> Option<String> {
        match self.subject {
            Subject::Statement(_) => Some(self.answering.subject.clone()),
            _ => None,
        }
    }

    /// Records the answer, and tells what has to be shown with its card.
    pub(super) async fn record(&self, room: &mut Room<'_>) -> Result<Mark, AppError> {
        let stood = room.sheet.given(self.subject);
        let before = stood.and_then(|given| given.value.clone());
        let sure_before = stood.and_then(|given| given.confidence);
        let wanted = &self.answering;
        let done = if self.undo {
            room.seat
                .rating_undo(&wanted.kind, &wanted.subject, wanted.version)
                .await
        } else {
            room.seat.rating_record(wanted).await
        };
        room.refresh().await?;
        let told = match done {
            Ok(given)
                if self.undo || (before == given.value && sure_before == given.confidence) =>
            {
                Told::Saved
            }
            Ok(_) => Told::Undo(before),
            Err(AppError::Conflict(conflict)) => Told::Conflict {
                mine: Box::new(wanted.clone()),
                theirs: conflict,
            },
            Err(error @ (AppError::Invalid(_) | AppError::Refused(_))) => Told::Refused {
                error,
                sent: Box::new(wanted.clone()),
            },
            Err(error) => return Err(error),
        };
        Ok(Mark {
            subject: self.subject,
            told,
        })
    }
}

/// `kind id version[ value]`.
fn token_parts(token: &str) -> Option<(&str, &str, i64, &str)> {
    let mut parts = token.splitn(4, ' ');
    let (kind, id, version) = (parts.next()?, parts.next()?, parts.next()?);
    Some((
        kind,
        id,
        version.parse().ok()?,
        parts.next().unwrap_or_default(),
    ))
}
