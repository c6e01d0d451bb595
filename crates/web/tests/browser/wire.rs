//! A line between browser and server that tests can break.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The state of the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Everything passes.
    Whole,
    /// Nothing passes.
    Cut,
    /// Pages load, but nothing that is sent arrives.
    OneWay,
    /// What is sent arrives, and the reply to it is lost.
    Deaf,
}

const STATES: [State; 4] = [State::Whole, State::Cut, State::OneWay, State::Deaf];

struct Shared {
    state: AtomicU8,
    lost: AtomicUsize,
}

impl Shared {
    fn state(&self) -> State {
        STATES[usize::from(self.state.load(Ordering::SeqCst))]
    }
}

/// The line.
pub struct Wire {
    pub address: SocketAddr,
    shared: Arc<Shared>,
    changed: watch::Sender<()>,
    carrier: JoinHandle<()>,
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.carrier.abort();
    }
}

impl Wire {
    /// A whole line to a server.
    pub async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared {
            state: AtomicU8::new(0),
            lost: AtomicUsize::new(0),
        });
        let (changed, watching) = watch::channel(());
        let carried = Arc::clone(&shared);
        let carrier = tokio::spawn(async move {
            loop {
                let (near, _) = listener.accept().await.expect("a connection");
                let (shared, mut watching) = (Arc::clone(&carried), watching.clone());
                watching.mark_unchanged();
                if shared.state() == State::Cut {
                    continue;
                }
                tokio::spawn(async move {
                    let Ok(far) = TcpStream::connect(server).await else {
                        return;
                    };
                    // A change of state breaks what is open.
                    tokio::select! {
                        () = carry(near, far, &shared) => {}
                        _ = watching.changed() => {}
                    }
                });
            }
        });
        Self {
            address,
            shared,
            changed,
            carrier,
        }
    }

    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Changes the state; connections that are open break.
    pub fn set(&self, state: State) {
        let at = STATES.iter().position(|other| *other == state);
        let at = u8::try_from(at.unwrap_or(0)).expect("few states");
        self.shared.state.store(at, Ordering::SeqCst);
        self.changed.send(()).expect("the carrier watches");
    }

    /// How many requests were lost on the way, there or back.
    pub fn lost(&self) -> usize {
        self.shared.lost.load(Ordering::SeqCst)
    }
}

/// Carries bytes both ways, and looks at the beginning of each piece that the browser sends:
/// it sends a request in pieces that begin with it.
async fn carry(mut near: TcpStream, mut far: TcpStream, shared: &Shared) {
    let (mut near_in, mut near_out) = near.split();
    let (mut far_in, mut far_out) = far.split();
    let deaf = AtomicU8::new(0);
    let there = async {
        let mut bytes = vec![0; 64 * 1024];
        while let Ok(length @ 1..) = near_in.read(&mut bytes).await {
            let sends = bytes.starts_with(b"POST ");
            if sends && shared.state() == State::OneWay {
                shared.lost.fetch_add(1, Ordering::SeqCst);
                return;
            }
            if sends && shared.state() == State::Deaf {
                deaf.store(1, Ordering::SeqCst);
            }
            let piece = bytes.get(..length).unwrap_or_default();
            if far_out.write_all(piece).await.is_err() {
                return;
            }
        }
    };
    let back = async {
        let mut bytes = vec![0; 64 * 1024];
        while let Ok(length @ 1..) = far_in.read(&mut bytes).await {
            if deaf.load(Ordering::SeqCst) == 1 {
                shared.lost.fetch_add(1, Ordering::SeqCst);
                return;
            }
            let piece = bytes.get(..length).unwrap_or_default();
            if near_out.write_all(piece).await.is_err() {
                return;
            }
        }
    };
    tokio::select! {
        () = there => {}
        () = back => {}
    }
}
