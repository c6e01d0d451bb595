//! What happens in workshops, told to whoever looks: read once for each change and process,
//! however many phones wait for it.

use super::{Now, state};
use crate::app::App;
use crate::error::AppError;
use gradus_store::AssessmentId;
use serde_json::json;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;
use tokio::sync::{Notify, watch};

/// Votes that arrive within this time are told together.
const TOGETHER: Duration = Duration::from_millis(40);
/// A room is looked at again after this time, whatever was heard.
const AGAIN: Duration = Duration::from_secs(5);

/// The changes of one workshop: the state now, and each one after it.
pub struct Live {
    receiver: watch::Receiver<Arc<str>>,
    first: bool,
}

impl Live {
    /// The next state, as JSON: the first at once, then one for each change; none when the
    /// program stops.
    pub async fn next(&mut self) -> Option<Arc<str>> {
        if !self.first {
            self.receiver.changed().await.ok()?;
        }
        self.first = false;
        Some(Arc::clone(&self.receiver.borrow_and_update()))
    }
}

/// A workshop that somebody looks at.
struct Watched {
    poke: Arc<Notify>,
    sender: Weak<watch::Sender<Arc<str>>>,
}

/// The workshops that somebody looks at in this process.
#[derive(Default)]
pub(crate) struct Hub {
    rooms: Arc<Mutex<HashMap<AssessmentId, Watched>>>,
    listening: std::sync::OnceLock<()>,
    stop: Arc<Notify>,
    stopped: std::sync::atomic::AtomicBool,
}

type Rooms = Arc<Mutex<HashMap<AssessmentId, Watched>>>;

fn wake(rooms: &Rooms, id: Option<&AssessmentId>) {
    let rooms = rooms.lock().unwrap_or_else(PoisonError::into_inner);
    for (own, room) in rooms.iter() {
        if id.is_none_or(|id| id == own) {
            room.poke.notify_one();
        }
    }
}

impl Hub {
    /// Something happened in a workshop.
    pub(crate) fn poke(&self, id: &AssessmentId) {
        wake(&self.rooms, Some(id));
    }

    pub(crate) fn hush(&self) {
        self.stopped
            .store(true, std::sync::atomic::Ordering::Release);
        self.stop.notify_waiters();
        wake(&self.rooms, None);
    }

    pub(crate) async fn watch(&self, app: &App, id: &AssessmentId) -> Result<Live, AppError> {
        self.listening.get_or_init(|| {
            let rooms = Arc::clone(&self.rooms);
            let heard = move |id: Option<AssessmentId>| wake(&rooms, id.as_ref());
            app.store().listen_to_workshops(heard);
        });
        if let Some(sender) = self.sender(id) {
            return Ok(live(&sender));
        }
        let first = read(app, id).await?;
        // Another phone may have been faster.
        if let Some(sender) = self.sender(id) {
            return Ok(live(&sender));
        }
        let sender = Arc::new(watch::Sender::new(first));
        let poke = Arc::new(Notify::new());
        let watched = Watched {
            poke: Arc::clone(&poke),
            sender: Arc::downgrade(&sender),
        };
        let live = live(&sender);
        {
            let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
            // Or it was faster while the lock was free: one room for all.
            if let Some(first) = rooms.get(id).and_then(|room| room.sender.upgrade()) {
                return Ok(self::live(&first));
            }
            rooms.insert(id.clone(), watched);
        }
        tokio::spawn(tell(app.clone(), id.clone(), sender, poke));
        Ok(live)
    }

    fn sender(&self, id: &AssessmentId) -> Option<Arc<watch::Sender<Arc<str>>>> {
        let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.get(id).and_then(|room| room.sender.upgrade())
    }
}

fn live(sender: &watch::Sender<Arc<str>>) -> Live {
    Live {
        receiver: sender.subscribe(),
        first: true,
    }
}

/// Reads and tells until nobody looks any more.
async fn tell(app: App, id: AssessmentId, sender: Arc<watch::Sender<Arc<str>>>, poke: Arc<Notify>) {
    let hub = &app.inner.hub;
    while !hub.stopped.load(std::sync::atomic::Ordering::Acquire) {
        tokio::select! {
            () = poke.notified() => {}
            () = hub.stop.notified() => break,
            () = tokio::time::sleep(AGAIN) => {}
        }
        if sender.receiver_count() == 0 {
            break;
        }
        match read(&app, &id).await {
            Ok(state) => {
                sender.send_if_modified(|last| {
                    let changed = *last != state;
                    *last = state;
                    changed
                });
            }
            Err(error) => tracing::warn!(%error, "a workshop cannot be read"),
        }
        tokio::time::sleep(TOGETHER).await;
    }
}

async fn read(app: &App, id: &AssessmentId) -> Result<Arc<str>, AppError> {
    let db = app.db();
    let row = db.workshop(id).await?;
    let now = state(&db, row.ok_or(AppError::NotFound("workshop"))?).await?;
    Ok(told(&now).into())
}

/// The state as it is sent: counts of votes while a round is open, never the votes.
fn told(now: &Now) -> String {
    let (row, round) = (&now.row, now.round.as_ref());
    json!({
        "statement": row.statement,
        "round": round.map_or(0, |round| round.number),
        "open": now.is_voting(),
        "cast": now.cast.assessors,
        "guests": now.cast.guests,
        "until": row.clock_until,
        "closed": row.closed_at.is_some(),
    })
    .to_string()
}
