//! The one short queue that all writes go through.

use crate::db::{Db, Write};
use crate::error::StoreError;
use crate::store::sqlite;
use futures_util::future::{BoxFuture, FutureExt};
use sea_orm::{DatabaseConnection, SqliteTransactionMode, TransactionOptions, TransactionTrait};
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use tokio::sync::{mpsc, oneshot};

/// How many pieces of work share one transaction at most.
const GROUP: usize = 64;
/// How many wait before callers have to.
const LENGTH: usize = 1024;

/// A piece of work in the queue.
pub struct Pending {
    run: Box<dyn for<'a> FnOnce(Place<'a>) -> BoxFuture<'a, Outcome> + Send>,
}

/// A transaction to work in, or why there is none.
type Place<'a> = Result<&'a mut Write, StoreError>;

/// Whether to keep what a piece of work did, and whom to tell once the group is durable.
struct Outcome {
    keep: bool,
    tell: Box<dyn FnOnce(Result<(), StoreError>) + Send>,
}

/// The sending end.
#[derive(Clone)]
pub(crate) struct Queue {
    sender: mpsc::Sender<Pending>,
}

impl Queue {
    /// Starts the task that works the queue off, on a pool of its own.
    /// `file` is where the database lies, when it is one.
    pub(crate) fn start(connection: DatabaseConnection, file: Option<PathBuf>) -> Self {
        let (sender, receiver) = mpsc::channel(LENGTH);
        tokio::spawn(work_off(connection, file, receiver));
        Self { sender }
    }

    /// Runs `work` in the next transaction; comes back when that is durable, or undone.
    pub(crate) async fn run<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'a> FnOnce(&'a mut Write) -> BoxFuture<'a, Result<T, E>> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (answer, wait) = oneshot::channel();
        let pending = Pending {
            run: Box::new(move |place: Place<'_>| {
                Box::pin(async move {
                    let result = match place {
                        Ok(write) => match AssertUnwindSafe(work(write)).catch_unwind().await {
                            Ok(result) => result,
                            // What it did is undone; the others in its group go on.
                            Err(_) => Err(StoreError::Other("the change panicked".into()).into()),
                        },
                        Err(error) => Err(error.into()),
                    };
                    Outcome {
                        keep: result.is_ok(),
                        tell: Box::new(move |committed| {
                            let told = match (result, committed) {
                                (Ok(value), Ok(())) => Ok(value),
                                (Ok(_), Err(error)) => Err(error.into()),
                                (Err(error), _) => Err(error),
                            };
                            // Nobody waits any more when a connection was closed.
                            drop(answer.send(told));
                        }),
                    }
                })
            }),
        };
        let stopped = || StoreError::Unavailable("the program is stopping".to_owned());
        self.sender.send(pending).await.map_err(|_| stopped())?;
        match wait.await {
            Ok(result) => result,
            Err(_) => Err(stopped().into()),
        }
    }
}

async fn begin(connection: &DatabaseConnection) -> Result<Write, StoreError> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let transaction = connection.begin_with_options(options).await?;
    Write::begin(Db::transaction(transaction)).await
}

async fn work_off(
    connection: DatabaseConnection,
    file: Option<PathBuf>,
    mut receiver: mpsc::Receiver<Pending>,
) {
    let mut connection = Ok(connection);
    let mut group = Vec::with_capacity(GROUP);
    while receiver.recv_many(&mut group, GROUP).await > 0 {
        if let (Err(_), Some(file)) = (&connection, &file) {
            connection = sqlite(file, 1).await;
        }
        let in_doubt = match &connection {
            Ok(connection) => work_group(connection, &mut group).await.is_err(),
            Err(error) => {
                refuse(&mut group, error).await;
                false
            }
        };
        if let (true, Some(file)) = (in_doubt, &file) {
            // A commit that failed, for want of room say, can leave a transaction open, so that
            // what is saved next would hang on it and others would wait for its lock. Closing
            // ends whatever is open.
            if let Ok(old) = connection {
                drop(old.close().await);
            }
            connection = sqlite(file, 1).await;
            if let Err(error) = &connection {
                tracing::error!(%error, "the database cannot be opened again");
            }
        }
    }
}

/// Tells all of a group that there is nothing to work on.
async fn refuse(group: &mut Vec<Pending>, error: &StoreError) {
    tracing::error!(%error, waiting = group.len(), "no transaction can be begun");
    for pending in group.drain(..) {
        let outcome = (pending.run)(Err(error.clone())).await;
        (outcome.tell)(Ok(()));
    }
}

/// Works a group off in one transaction. Fails where the connection cannot be relied on any
/// more; everybody in the group has been told.
async fn work_group(
    connection: &DatabaseConnection,
    group: &mut Vec<Pending>,
) -> Result<(), StoreError> {
    let mut write = match begin(connection).await {
        Ok(write) => write,
        Err(error) => {
            refuse(group, &error).await;
            return Ok(());
        }
    };
    let mut told = Vec::with_capacity(group.len());
    let mut broken: Option<StoreError> = None;
    for pending in group.drain(..) {
        let mark = match &broken {
            Some(error) => Err(error.clone()),
            None => write.open().await,
        };
        let outcome = match mark {
            Ok(mark) => {
                let outcome = (pending.run)(Ok(&mut write)).await;
                broken = write.close(mark, outcome.keep).await.err();
                outcome
            }
            Err(error) => {
                broken = Some(error.clone());
                (pending.run)(Err(error)).await
            }
        };
        told.push(outcome.tell);
    }
    let committed = match broken {
        Some(error) => Err(error),
        None => write.commit().await,
    };
    if let Err(error) = &committed {
        tracing::error!(%error, "a group of changes was undone");
    }
    for tell in told {
        tell(committed.clone());
    }
    committed
}
