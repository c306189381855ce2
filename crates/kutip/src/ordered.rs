//! Work on many threads, results in the order of the input.
//!
//! Each thread takes the next item itself and, when it is done, hands its result to the sink if its turn has come; else
//! the result waits. No thread runs far ahead, so that memory is bounded, and with one job all happens in the caller's
//! thread.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Items that may be under way or waiting, for each thread.
const AHEAD_PER_JOB: u64 = 8;

/// Bytes of input that may be under way or waiting.
const AHEAD_BYTES: usize = 4_000_000;

struct Source<I> {
    items: I,
    taken: u64,
    ended: bool,
}

struct Order<O, K> {
    delivered: u64,
    bytes: usize,
    waiting: BTreeMap<u64, (usize, O)>,
    sink: K,
    stopped: bool,
}

struct Line<I, O, K> {
    source: Mutex<Source<I>>,
    order: Mutex<Order<O, K>>,
    room: Condvar,
}

/// Takes `items` through `worker`s to `sink`, until the items end or the sink breaks. `size` is an item's size in bytes.
pub(crate) fn run<T, O, W>(
    jobs: usize,
    items: impl Iterator<Item = T> + Send,
    size: impl Fn(&T) -> usize + Sync,
    worker: impl Fn() -> W + Sync,
    sink: impl FnMut(O) -> ControlFlow<()> + Send,
) where
    T: Send,
    O: Send,
    W: FnMut(T) -> O,
{
    let line = Line {
        source: Mutex::new(Source { items, taken: 0, ended: false }),
        order: Mutex::new(Order { delivered: 0, bytes: 0, waiting: BTreeMap::new(), sink, stopped: false }),
        room: Condvar::new(),
    };
    let ahead = AHEAD_PER_JOB * jobs as u64;
    let work = || {
        let mut work = worker();
        while let Some((number, bytes, item)) = line.take(ahead, &size) {
            line.deliver(number, bytes, work(item));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..jobs {
            scope.spawn(work);
        }
        work();
    });
}

impl<T, I, O, K> Line<I, O, K>
where
    I: Iterator<Item = T>,
    K: FnMut(O) -> ControlFlow<()>,
{
    fn take(&self, ahead: u64, size: impl Fn(&T) -> usize) -> Option<(u64, usize, T)> {
        let mut source = lock(&self.source);
        // Who waits here holds the source and no result: whoever holds one can still deliver it.
        let mut order = lock(&self.order);
        loop {
            let under_way = source.taken - order.delivered;
            if order.stopped || under_way == 0 || (under_way < ahead && order.bytes < AHEAD_BYTES) {
                break;
            }
            order = self.room.wait(order).unwrap_or_else(PoisonError::into_inner);
        }
        let stopped = order.stopped;
        drop(order);
        if stopped || source.ended {
            return None;
        }
        let Some(item) = source.items.next() else {
            source.ended = true;
            return None;
        };
        let number = source.taken;
        source.taken += 1;
        let bytes = size(&item);
        lock(&self.order).bytes += bytes;
        Some((number, bytes, item))
    }

    fn deliver(&self, number: u64, bytes: usize, result: O) {
        let mut order = lock(&self.order);
        order.waiting.insert(number, (bytes, result));
        loop {
            let next = order.delivered;
            let Some((bytes, result)) = order.waiting.remove(&next) else { break };
            order.delivered += 1;
            order.bytes -= bytes;
            if !order.stopped && (order.sink)(result).is_break() {
                order.stopped = true;
            }
        }
        drop(order);
        self.room.notify_all();
    }
}

/// A panic elsewhere leaves these in a usable state.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn results_come_in_order_with_any_number_of_jobs() {
        for jobs in [1, 2, 7] {
            let mut seen = Vec::new();
            let work = || {
                |item: u64| {
                    std::thread::sleep(Duration::from_micros(item * 37 % 500));
                    item * 2
                }
            };
            run(
                jobs,
                0..200_u64,
                |_| 100_000,
                work,
                |result| {
                    seen.push(result);
                    ControlFlow::Continue(())
                },
            );
            assert_eq!(seen, (0..200).map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_sink_that_breaks_ends_an_endless_input() {
        for jobs in [1, 4] {
            let mut left = 10;
            run(
                jobs,
                0_u64..,
                |_| 1,
                || |item| item,
                |_| {
                    left -= 1;
                    if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                },
            );
            assert_eq!(left, 0);
        }
    }
}
