//! What the store promises, tried on both databases by the same tests.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test may panic; clippy.toml excuses only functions marked as tests"
)]

/// Makes of each function a test on SQLite and a test on PostgreSQL.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        mod on_sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    super::$name(crate::bench::Bench::sqlite().await).await;
                }
            )+
        }
        mod on_postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    super::$name(crate::bench::Bench::postgres().await).await;
                }
            )+
        }
    };
}

mod answers;
mod assessments;
mod audit;
mod backup;
mod bench;
mod cities;
mod entrances;
mod evidence;
mod faults;
mod groups;
mod instance;
mod kill;
mod opening;
mod outcomes;
mod people;
mod publications;
mod queue;
mod sample;
mod sessions;
mod workshops;
