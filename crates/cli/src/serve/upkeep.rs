//! What the server does by itself while it runs.

use gradus_web::state::Web;
use std::time::Duration;
use tokio::time::{MissedTickBehavior, interval};

const MINUTE: Duration = Duration::from_secs(60);

/// Forgets, each minute, limits of those who did not come for a while.
pub async fn go_on(web: Web) {
    let mut minutes = interval(MINUTE);
    minutes.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        minutes.tick().await;
        web.tidy_limits();
    }
}
