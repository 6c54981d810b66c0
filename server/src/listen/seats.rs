//! Places for connections. Whoever asks something keeps a place; whoever only sits there gives way when all are taken, and
//! then whoever has been asking for very long.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::{sync::Notify, time::Instant};

/// For how long a request's place is safe. Uploads and downloads that take longer go on while there is room.
const SAFE: Duration = Duration::from_secs(60);

/// All places, in the order in which they were taken.
#[derive(Clone)]
pub struct Seats(Arc<Inner>);

struct Inner {
    max: usize,
    safe: Duration,
    next: AtomicU64,
    taken: Mutex<BTreeMap<u64, Arc<State>>>,
}

#[derive(Default)]
struct State {
    /// Since when a request is being answered.
    busy: Mutex<Option<Instant>>,
    leave: Notify,
}

impl State {
    fn set_busy(&self, since: Option<Instant>) {
        *self.busy.lock().unwrap_or_else(PoisonError::into_inner) = since;
    }

    fn busy_since(&self) -> Option<Instant> {
        *self.busy.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The place of one connection, given back when it is dropped.
pub struct Seat {
    id: u64,
    state: Arc<State>,
    seats: Seats,
}

/// A request is being answered.
pub struct Busy(Arc<State>);

impl Seats {
    pub fn new(max: usize) -> Seats {
        Seats::safe_for(max, SAFE)
    }

    fn safe_for(max: usize, safe: Duration) -> Seats {
        Seats(Arc::new(Inner { max, safe, next: AtomicU64::new(0), taken: Mutex::default() }))
    }

    /// A place, if need be that of the connection that came first among those without a request, or of the request that has
    /// taken longest. `None` when all are being answered and none takes long.
    pub fn take(&self) -> Option<Arc<Seat>> {
        let mut taken = self.taken();
        if taken.len() >= self.0.max {
            let since = |(id, state): (&u64, &Arc<State>)| (state.busy_since(), *id);
            // `None`, no request at all, comes before every time.
            let (busy, first) = taken.iter().map(since).min()?;
            if busy.is_some_and(|since| since.elapsed() < self.0.safe) {
                return None;
            }
            if let Some(state) = taken.remove(&first) {
                state.leave.notify_one();
            }
        }
        let (id, state) = (self.0.next.fetch_add(1, Ordering::Relaxed), Arc::<State>::default());
        taken.insert(id, state.clone());
        Some(Arc::new(Seat { id, state, seats: self.clone() }))
    }

    fn taken(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<State>>> {
        self.0.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seat {
    /// Ends when the place is needed for somebody else.
    pub async fn asked_to_leave(&self) {
        self.state.leave.notified().await;
    }

    /// Keeps the place for as long as the value lives.
    pub fn busy(&self) -> Busy {
        self.state.set_busy(Some(Instant::now()));
        Busy(self.state.clone())
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.seats.taken().remove(&self.id);
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.set_busy(None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_asks_nothing_gives_way_and_who_asks_stays() {
        let seats = Seats::new(2);
        let (asks, sits) = (seats.take().expect("a place"), seats.take().expect("a place"));
        let busy = asks.busy();
        let third = seats.take().expect("the place of the one that sits there");
        sits.asked_to_leave().await;
        let also = third.busy();
        assert!(seats.take().is_none(), "all are being answered");
        drop(busy);
        assert!(seats.take().is_some(), "the first is done");
        asks.asked_to_leave().await;
        drop(also);
    }

    #[tokio::test]
    async fn a_request_that_takes_very_long_gives_way_too() {
        let seats = Seats::safe_for(1, Duration::ZERO);
        let slow = seats.take().expect("a place");
        let _busy = slow.busy();
        assert!(seats.take().is_some());
        slow.asked_to_leave().await;
    }

    #[test]
    fn a_place_is_given_back() {
        let seats = Seats::new(1);
        let first = seats.take().expect("a place");
        let busy = first.busy();
        drop((busy, first));
        let second = seats.take().expect("the same place");
        let _busy = second.busy();
        assert!(seats.take().is_none());
    }
}
