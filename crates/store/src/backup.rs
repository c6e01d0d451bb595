//! Every row of every table, out of a snapshot and into an empty database.

use crate::db::{Db, Write};
use crate::error::StoreError;
use sea_orm::{FromQueryResult, JsonValue, Value};
use serde_json::{Map, Value as Json};

/// Tables in an order in which rows never point to rows that come later. Sessions of browsers
/// are not among them: a backup lets nobody in.
pub const TABLES: &[&str] = &[
    "instance",
    "model",
    "person",
    "account",
    "account_link",
    "api_token",
    "city",
    "city_role",
    "assessment",
    "scope_exclusion",
    "target",
    "rater_group",
    "assessor",
    "invitation",
    "answer",
    "answer_note",
    "carried",
    "reviewer",
    "evidence",
    "evidence_use",
    "agreed",
    "agreed_change",
    "frozen",
    "model_move",
    "workshop",
    "workshop_round",
    "workshop_vote",
    "publication",
    "publication_event",
    "idempotency",
    "audit",
    "audit_tip",
    "audit_head",
];

/// Rows of a table, page by page, as JSON objects.
pub struct Dump<'a> {
    db: &'a Db,
    table: &'static str,
    offset: i64,
}

const PAGE: i64 = 1000;

impl Db {
    /// Begins to read a table; on a snapshot, so that all tables are of one moment.
    #[must_use]
    pub fn dump(&self, table: &'static str) -> Dump<'_> {
        Dump {
            db: self,
            table,
            offset: 0,
        }
    }
}

impl Dump<'_> {
    /// The next page; empty at the end.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn page(&mut self) -> Result<Vec<Json>, StoreError> {
        let key = key_of(self.table);
        let sql = format!(
            "SELECT * FROM {} ORDER BY {key} LIMIT $1 OFFSET $2",
            self.table
        );
        let rows: Vec<JsonRow> = self.db.all(&sql, [PAGE.into(), self.offset.into()]).await?;
        self.offset += PAGE;
        Ok(rows.into_iter().map(|row| row.0).collect())
    }
}

struct JsonRow(Json);

impl FromQueryResult for JsonRow {
    fn from_query_result(row: &sea_orm::QueryResult, prefix: &str) -> Result<Self, sea_orm::DbErr> {
        JsonValue::from_query_result(row, prefix).map(Self)
    }
}

/// Columns that order a table.
fn key_of(table: &str) -> &'static str {
    match table {
        "instance" => "name",
        "account" => "person_id",
        "account_link" => "sha256",
        "city_role" => "city_id, person_id",
        "scope_exclusion" | "target" => "assessment_id, component",
        "answer" | "answer_note" | "carried" => "assessor_id, kind, subject",
        "reviewer" => "assessment_id, code",
        "evidence_use" => "assessment_id, evidence_id",
        "agreed" => "assessment_id, kind, subject",
        "agreed_change" => "assessment_id, kind, subject, number",
        "frozen" | "model_move" => "assessment_id, number",
        "model" => "id, version",
        "publication" | "workshop" => "assessment_id",
        "workshop_round" => "assessment_id, statement, number",
        "workshop_vote" => "assessment_id, statement, number, voter",
        "publication_event" => "assessment_id, ordinal",
        "idempotency" => "actor, name",
        "audit" | "audit_head" => "seq",
        _ => "id",
    }
}

impl Db {
    /// Whether nothing was ever written.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        let sql = "SELECT (SELECT COUNT(*) FROM person) + (SELECT COUNT(*) FROM audit) AS n";
        Ok(self.number(sql, []).await? == 0)
    }
}

impl Write {
    /// Puts rows back into a table of an empty database. The end of the audit chain is set,
    /// not added to; what is noted afterwards follows it.
    ///
    /// # Errors
    /// When a row does not fit its table, and when the database refuses.
    pub async fn restore_rows(
        &mut self,
        table: &'static str,
        rows: &[Json],
    ) -> Result<(), StoreError> {
        if table == "audit_tip" {
            self.execute("DELETE FROM audit_tip", []).await?;
        }
        for row in rows {
            let row = row
                .as_object()
                .ok_or_else(|| odd(table, "a row is no object"))?;
            self.restore_row(table, row).await?;
        }
        if table == "audit_tip" {
            self.reload_tip().await?;
        }
        Ok(())
    }

    async fn restore_row(
        &mut self,
        table: &str,
        row: &Map<String, Json>,
    ) -> Result<(), StoreError> {
        let mut values: Vec<Value> = Vec::with_capacity(row.len());
        let mut columns = Vec::with_capacity(row.len());
        for (column, value) in row {
            if !column
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit())
            {
                return Err(odd(table, "a column has an odd name"));
            }
            let value = match value {
                // Neither database minds the type of a missing value.
                Json::Null => continue,
                Json::String(text) => text.clone().into(),
                Json::Number(number) => number
                    .as_i64()
                    .ok_or_else(|| odd(table, "a number is not whole"))?
                    .into(),
                _ => return Err(odd(table, "a value is neither text nor a whole number")),
            };
            columns.push(column.as_str());
            values.push(value);
        }
        let places: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "INSERT INTO {table} ({}) VALUES ({})",
            columns.join(", "),
            places.join(", ")
        );
        self.execute_many(&sql, values).await?;
        Ok(())
    }
}

fn odd(table: &str, what: &str) -> StoreError {
    StoreError::Other(format!(
        "table {table} of the backup cannot be read: {what}"
    ))
}
