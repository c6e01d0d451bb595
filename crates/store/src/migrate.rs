//! Bringing a database's tables up to date.

use crate::db::Db;
use crate::error::StoreError;
use sea_orm::{
    DatabaseConnection, DbBackend, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

/// Scripts that both databases read, in order. A script that was published never changes.
const SCRIPTS: &[(i64, &str)] = &[
    (1, include_str!("../migrations/0001_start.sql")),
    (2, include_str!("../migrations/0002_agreed.sql")),
    (3, include_str!("../migrations/0003_workshop.sql")),
    (4, include_str!("../migrations/0004_sealed.sql")),
    (5, include_str!("../migrations/0005_publication.sql")),
    (6, include_str!("../migrations/0006_cycle.sql")),
    (7, include_str!("../migrations/0007_care.sql")),
    (8, include_str!("../migrations/0008_people.sql")),
    (9, include_str!("../migrations/0009_models.sql")),
    (10, include_str!("../migrations/0010_seats.sql")),
    (13, include_str!("../migrations/0013_kept.sql")),
    (14, include_str!("../migrations/0014_undo.sql")),
];

/// Runs the scripts that a database has not seen. Several programs may do so at once.
pub(crate) async fn migrate(connection: &DatabaseConnection) -> Result<(), StoreError> {
    let pool = Db::pool(connection.clone());
    let all = i64::try_from(SCRIPTS.len()).unwrap_or(i64::MAX);
    if known(&pool).await == Ok(newest()) && count(&pool).await == Ok(all) {
        return Ok(());
    }
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = Db::transaction(connection.begin_with_options(options).await?);
    if transaction.backend() == DbBackend::Postgres {
        // Held until the transaction ends; the number is only ours.
        transaction
            .script("SELECT pg_advisory_xact_lock(7116118)")
            .await?;
    }
    transaction
        .script("CREATE TABLE IF NOT EXISTS migration (number BIGINT PRIMARY KEY)")
        .await?;
    let found = known(&transaction).await?;
    if found > newest() {
        return Err(StoreError::Newer {
            found,
            known: newest(),
        });
    }
    for (number, script) in SCRIPTS {
        // A script may have been added after one with a higher number.
        if has(&transaction, *number).await? {
            continue;
        }
        transaction.script(script).await?;
        transaction
            .execute(
                "INSERT INTO migration (number) VALUES ($1)",
                [(*number).into()],
            )
            .await?;
    }
    transaction.keep().await
}

fn newest() -> i64 {
    SCRIPTS.last().map_or(0, |(number, _)| *number)
}

async fn known(db: &Db) -> Result<i64, StoreError> {
    db.number("SELECT COALESCE(MAX(number), 0) AS n FROM migration", [])
        .await
}

async fn count(db: &Db) -> Result<i64, StoreError> {
    db.number("SELECT COUNT(*) AS n FROM migration", []).await
}

async fn has(db: &Db, number: i64) -> Result<bool, StoreError> {
    let sql = "SELECT COUNT(*) AS n FROM migration WHERE number = $1";
    Ok(db.number(sql, [number.into()]).await? > 0)
}
