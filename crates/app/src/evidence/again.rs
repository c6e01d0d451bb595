//! The same content twice, and the cycles in which a piece was used before.

use super::{Piece, Upload};
use crate::assessment::Desk;
use crate::error::AppError;
use gradus_domain::evidence::EvidenceKind;
use gradus_store::EvidenceId;
use gradus_store::rows::{EvidenceCycleRow, EvidenceRow};

/// A cycle in which a piece was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedIn {
    /// The address of its assessment in the city.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// By what a piece is known again.
pub(super) struct Content {
    sha256: Option<String>,
    link: Option<String>,
}

impl Content {
    pub(super) fn of(row: &EvidenceRow) -> Self {
        Self {
            sha256: row.sha256.clone(),
            link: link(&row.kind, row.url.as_deref()),
        }
    }

    /// Whether a piece has the same file, or the same address where both are links.
    pub(super) fn is_in(&self, other: &EvidenceRow) -> bool {
        let same = |own: &Option<String>, other: Option<String>| own.is_some() && *own == other;
        same(&self.sha256, other.sha256.clone())
            || same(&self.link, link(&other.kind, other.url.as_deref()))
    }
}

/// The address of a link, however its end is written.
fn link(kind: &str, url: Option<&str>) -> Option<String> {
    let url = url?.trim().trim_end_matches('/');
    (kind == EvidenceKind::Link.word() && !url.is_empty()).then(|| url.to_owned())
}

impl Desk<'_> {
    /// Pieces of the city, in whatever cycle, with the content that somebody is about to hand
    /// in: the same file, or the same address of a link.
    ///
    /// # Errors
    /// When the database cannot answer, and for callers who may not hand in.
    pub async fn evidence_again(
        &self,
        kind: &str,
        url: &str,
        upload: Option<&Upload>,
    ) -> Result<Vec<Piece>, AppError> {
        self.hands_in()?;
        let file = upload.filter(|upload| !upload.bytes.is_empty());
        let content = Content {
            sha256: file.map(|upload| crate::secrets::sha256_of(&upload.bytes)),
            link: link(kind, Some(url)),
        };
        let mut found = self.evidence().await?;
        found.extend(self.evidence_elsewhere().await?);
        found.retain(|piece| content.is_in(&piece.row));
        Ok(found)
    }

    /// Other pieces with the content of this one: those of this assessment, and those of the
    /// whole city for callers who may hand in.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn evidence_like(&self, piece: &Piece) -> Result<Vec<Piece>, AppError> {
        let content = Content::of(&piece.row);
        let mut found = self.evidence().await?;
        if self.may_hand_in() {
            found.extend(self.evidence_elsewhere().await?);
        }
        found.retain(|other| other.row.id != piece.row.id && content.is_in(&other.row));
        Ok(found)
    }

    /// The last other cycle that used a piece; of one that is used here, the last before.
    pub(super) fn cycle_before(
        &self,
        id: &EvidenceId,
        used: bool,
        cycles: &[EvidenceCycleRow],
    ) -> Option<UsedIn> {
        let other = cycles.iter().rev().find(|cycle| {
            cycle.evidence_id == *id
                && cycle.assessment_id != self.row.id
                && (!used || cycle.ends_on < self.row.ends_on)
        });
        other.map(|cycle| UsedIn {
            slug: cycle.slug.clone(),
            name: cycle.name.clone(),
        })
    }
}
