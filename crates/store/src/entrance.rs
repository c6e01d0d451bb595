//! Who comes in, and to which assessment: asked by every request, so each is one question.

use crate::assessment::assessment_columns;
use crate::city::city_columns;
use crate::db::Db;
use crate::error::StoreError;
use crate::ids::{AssessmentId, AssessorId, PersonId};
use crate::person::{account_columns, token_columns};
use crate::rows::{AccountRow, AssessmentRow, CityRow, SessionRow, TokenRow};
use crate::session::session_columns;
use sea_orm::{FromQueryResult, QueryResult, Value};

/// A session and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionHolder {
    /// The session.
    pub session: SessionRow,
    /// The account of the person who signed in.
    pub account: Option<AccountRow>,
    /// The assessors whose place it holds, by identifier.
    pub seats: Vec<AssessorId>,
}

/// An API token and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenHolder {
    /// The token.
    pub token: TokenRow,
    /// The account of the person whose rights it lends.
    pub account: Option<AccountRow>,
}

/// An assessment as somebody finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrance {
    /// Its city.
    pub city: CityRow,
    /// The assessment.
    pub assessment: AssessmentRow,
    /// The person's role in the city's team, as kept.
    pub role: Option<String>,
    /// How many components are out of its scope.
    pub excluded: i64,
}

/// The columns of a noun, each under a name that begins with `prefix`: for a question about
/// several nouns.
fn prefixed(columns: &str, prefix: &str) -> String {
    let named = columns.split(',').map(str::trim).map(|column| {
        let name = column.rsplit('.').next().unwrap_or(column);
        format!("{column} AS {prefix}{name}")
    });
    named.collect::<Vec<_>>().join(", ")
}

fn account(row: &QueryResult) -> Result<Option<AccountRow>, StoreError> {
    let person: Option<PersonId> = row.try_get("a_", "person_id")?;
    Ok(match person {
        Some(_) => Some(AccountRow::from_query_result(row, "a_")?),
        None => None,
    })
}

fn entrance(row: &QueryResult) -> Result<Entrance, StoreError> {
    Ok(Entrance {
        city: CityRow::from_query_result(row, "c_")?,
        assessment: AssessmentRow::from_query_result(row, "")?,
        role: row.try_get("", "team_role")?,
        excluded: row.try_get("", "excluded")?,
    })
}

impl Db {
    /// The session with this hash, and whose it is.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn session_holder(&self, sha256: &str) -> Result<Option<SessionHolder>, StoreError> {
        let sql = format!(
            "SELECT {}, {}, h.assessor_id FROM session s
             LEFT JOIN account a ON a.person_id = s.person_id
             LEFT JOIN person p ON p.id = a.person_id
             LEFT JOIN session_seat h ON h.session_sha256 = s.sha256
             WHERE s.sha256 = $1 ORDER BY h.assessor_id",
            session_columns!(),
            prefixed(account_columns!(), "a_"),
        );
        let rows = self.rows(&sql, [sha256.into()]).await?;
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        let mut seats = Vec::new();
        for row in &rows {
            seats.extend(row.try_get::<Option<AssessorId>>("", "assessor_id")?);
        }
        Ok(Some(SessionHolder {
            session: SessionRow::from_query_result(first, "")?,
            account: account(first)?,
            seats,
        }))
    }

    /// The token with this hash, and whose it is.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn token_holder(&self, sha256: &str) -> Result<Option<TokenHolder>, StoreError> {
        let sql = format!(
            "SELECT {}, {} FROM api_token t
             LEFT JOIN account a ON a.person_id = t.person_id
             LEFT JOIN person p ON p.id = a.person_id
             WHERE t.sha256 = $1",
            token_columns!(),
            prefixed(account_columns!(), "a_"),
        );
        let rows = self.rows(&sql, [sha256.into()]).await?;
        let Some(row) = rows.first() else {
            return Ok(None);
        };
        Ok(Some(TokenHolder {
            token: TokenRow::from_query_result(row, "")?,
            account: account(row)?,
        }))
    }

    async fn entrance<const N: usize>(
        &self,
        which: &str,
        values: [Value; N],
    ) -> Result<Option<Entrance>, StoreError> {
        let sql = format!(
            "SELECT {}, {}, r.role AS team_role,
             (SELECT COUNT(*) FROM scope_exclusion x WHERE x.assessment_id = m.id) AS excluded
             FROM assessment m
             JOIN city c ON c.id = m.city_id
             LEFT JOIN city_role r ON r.city_id = c.id AND r.person_id = $1
             WHERE {which}",
            assessment_columns!(),
            prefixed(city_columns!(), "c_"),
        );
        let rows = self.rows(&sql, values).await?;
        rows.first().map(entrance).transpose()
    }

    /// The assessment at these parts of addresses, as `person` finds it.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn entrance_at(
        &self,
        person: Option<&PersonId>,
        city: &str,
        slug: &str,
    ) -> Result<Option<Entrance>, StoreError> {
        let values = [person.cloned().into(), city.into(), slug.into()];
        self.entrance("c.slug = $2 AND m.slug = $3", values).await
    }

    /// The assessment with this identifier, as `person` finds it.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn entrance_to(
        &self,
        person: Option<&PersonId>,
        id: &AssessmentId,
    ) -> Result<Option<Entrance>, StoreError> {
        let values = [person.cloned().into(), id.clone().into()];
        self.entrance("m.id = $2", values).await
    }
}
