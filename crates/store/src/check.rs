//! What a database finds out about itself: damaged pages, and rows that point to nothing.

use crate::db::Db;
use crate::error::StoreError;
use crate::store::Store;
use sea_orm::{DbBackend, FromQueryResult};

#[derive(FromQueryResult)]
struct Line {
    line: String,
}

/// A reference of PostgreSQL, with the conditions of a query for rows that it fails on.
#[derive(FromQueryResult)]
struct Reference {
    name: String,
    child: String,
    parent: String,
    given: String,
    same: String,
    valid: bool,
}

/// All references between our tables, whatever their number of columns.
const REFERENCES: &str = "SELECT r.conname AS name, r.conrelid::regclass::text AS child,
    r.confrelid::regclass::text AS parent, r.convalidated AS valid,
    string_agg(format('c.%I IS NOT NULL', child.attname), ' AND ' ORDER BY k.at) AS given,
    string_agg(format('p.%I = c.%I', parent.attname, child.attname), ' AND ' ORDER BY k.at) AS same
    FROM pg_constraint r
    CROSS JOIN LATERAL unnest(r.conkey, r.confkey) WITH ORDINALITY AS k (child, parent, at)
    JOIN pg_attribute child ON child.attrelid = r.conrelid AND child.attnum = k.child
    JOIN pg_attribute parent ON parent.attrelid = r.confrelid AND parent.attnum = k.parent
    WHERE r.contype = 'f' AND r.connamespace = current_schema()::regnamespace
    GROUP BY r.oid, r.conname, r.conrelid, r.confrelid, r.convalidated ORDER BY r.conname";

const TABLES: &str = "SELECT c.oid::regclass::text AS line FROM pg_class c
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname";

/// Whether the extension amcheck is there, and this role may use it.
const AMCHECK: &str = "SELECT COUNT(*) AS n FROM pg_proc WHERE proname = 'bt_index_check'
    AND pronargs = 2 AND pg_function_is_visible(oid) AND has_function_privilege(oid, 'EXECUTE')";

const INDEXES: &str = "SELECT c.oid::regclass::text AS line FROM pg_index i
    JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
    WHERE a.amname = 'btree' AND i.indisvalid
    AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname";

impl Store {
    /// What the database's own check of itself says; empty when all is well. On SQLite it is
    /// the integrity check; on PostgreSQL every table is read, every reference is followed,
    /// and every index is compared with its table where the extension amcheck is installed.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn check(&self) -> Result<Vec<String>, StoreError> {
        let db = self.db();
        match db.backend() {
            DbBackend::Postgres => of_postgres(&db).await,
            _ => of_sqlite(&db).await,
        }
    }
}

async fn of_sqlite(db: &Db) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT integrity_check AS line FROM pragma_integrity_check";
    let lines: Vec<Line> = db.all(sql, []).await?;
    let broken = db
        .number("SELECT COUNT(*) AS n FROM pragma_foreign_key_check", [])
        .await?;
    let mut faults: Vec<String> = lines
        .into_iter()
        .map(|line| line.line)
        .filter(|line| line != "ok")
        .collect();
    if broken > 0 {
        faults.push(format!("{broken} rows point to rows that are not there"));
    }
    Ok(faults)
}

async fn of_postgres(db: &Db) -> Result<Vec<String>, StoreError> {
    let mut faults = Vec::new();
    let tables: Vec<Line> = db.all(TABLES, []).await?;
    for table in tables {
        // Made text, so that long values that are kept elsewhere are read as well.
        let sql = format!(
            "SELECT COALESCE(SUM(length(t::text)), 0)::bigint AS n FROM {} t",
            table.line
        );
        if let Err(error) = db.number(&sql, []).await {
            faults.push(format!(
                "{} cannot be read: {}",
                table.line,
                refused(error)?
            ));
        }
    }
    let references: Vec<Reference> = db.all(REFERENCES, []).await?;
    for reference in references {
        let Reference {
            name,
            child,
            parent,
            given,
            same,
            valid,
        } = reference;
        let sql = format!(
            "SELECT COUNT(*) AS n FROM {child} c
             WHERE {given} AND NOT EXISTS (SELECT 1 FROM {parent} p WHERE {same})"
        );
        match db.number(&sql, []).await {
            Ok(0) => {}
            Ok(broken) => faults.push(format!(
                "{broken} rows of {child} point to rows of {parent} that are not there ({name})"
            )),
            Err(error) => faults.push(format!("{name}: {}", refused(error)?)),
        }
        if !valid {
            faults.push(format!("the reference {name} of {child} is not enforced"));
        }
    }
    if db.number(AMCHECK, []).await? == 0 {
        return Ok(faults);
    }
    let indexes: Vec<Line> = db.all(INDEXES, []).await?;
    for index in indexes {
        let name = index.line.replace('\'', "''");
        let checked = db
            .script(&format!("SELECT bt_index_check('{name}'::regclass, true)"))
            .await;
        if let Err(error) = checked {
            faults.push(format!("index {}: {}", index.line, refused(error)?));
        }
    }
    Ok(faults)
}

/// What the database said of damage; that it cannot be reached is none.
fn refused(error: StoreError) -> Result<String, StoreError> {
    match error {
        StoreError::Other(what) => Ok(what),
        error => Err(error),
    }
}
