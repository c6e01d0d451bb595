//! What the server does by itself while it runs.

use gradus_web::state::Web;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

const MINUTE: Duration = Duration::from_secs(60);

/// How often it is looked whose names and notes were kept long enough, in minutes.
const RETENTION_MINUTES: u64 = 60;

/// Forgets, each minute, limits of those who did not come for a while; and each hour takes out
/// the people of assessments that were final for as long as the operator keeps them.
pub async fn go_on(web: Web) {
    let mut minutes = interval(MINUTE);
    minutes.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut minute = 0_u64;
    loop {
        minutes.tick().await;
        web.tidy_limits();
        if minute.is_multiple_of(RETENTION_MINUTES) {
            match web.app.retain().await {
                Ok(0) => {}
                Ok(people) => tracing::info!(people, "names and notes were taken out"),
                Err(error) => tracing::warn!(%error, "names and notes could not be taken out"),
            }
        }
        minute += 1;
    }
}
