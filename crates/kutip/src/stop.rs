//! Ctrl-C and the like: once, and what is under way is finished; twice, and it is over now.

use crate::exit::Exit;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering::SeqCst};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// The number of the signal that came first; 0 before one has come.
static ASKED: AtomicU8 = AtomicU8::new(0);
static UNDER_WAY: AtomicU64 = AtomicU64::new(0);

/// Whoever rests is woken.
static REST: Mutex<()> = Mutex::new(());
static WAKE: Condvar = Condvar::new();

const POLL: Duration = Duration::from_millis(20);

/// Listens from now on. To be called before there are other threads: they take over that signals wait.
#[cfg(unix)]
pub(crate) fn listen() {
    use nix::sys::signal::{SigSet, Signal};
    let signals: SigSet = [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP].into_iter().collect();
    // Otherwise a signal ends the program at once, which is no reason not to start.
    if signals.thread_block().is_ok() {
        std::thread::spawn(move || {
            while let Ok(signal) = signals.wait() {
                stop(u8::try_from(signal as i32).unwrap_or(u8::MAX));
            }
        });
    }
}

/// Listens from now on.
#[cfg(not(unix))]
pub(crate) fn listen() {
    const INTERRUPT: u8 = 2;
    // Without a handler Ctrl-C ends the program at once, which is no reason not to start.
    let _ = ctrlc::set_handler(|| stop(INTERRUPT));
}

fn stop(signal: u8) {
    if ASKED.compare_exchange(0, signal, SeqCst, SeqCst).is_err() {
        leave();
    }
    // Between looking and falling asleep the lock is held: nobody misses this.
    drop(REST.lock().unwrap_or_else(PoisonError::into_inner));
    WAKE.notify_all();
    std::thread::spawn(leave_when_idle);
}

/// Sleeps for so long, or until the user asks to stop.
pub(crate) fn rest(long: Duration) {
    let held = REST.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = WAKE.wait_timeout_while(held, long, |()| !asked());
}

/// Whether the user asked to stop.
pub(crate) fn asked() -> bool {
    by().is_some()
}

/// The signal by which the user asked to stop.
pub(crate) fn by() -> Option<u8> {
    Some(ASKED.load(SeqCst)).filter(|signal| *signal > 0)
}

/// An article was taken up.
pub(crate) fn begin() {
    UNDER_WAY.fetch_add(1, SeqCst);
}

/// Its record was written.
pub(crate) fn end() {
    UNDER_WAY.fetch_sub(1, SeqCst);
}

/// A reader that waits for standard input never comes round to asking. Records are written whole, so that it can be
/// left alone once no article is under way.
fn leave_when_idle() {
    let mut idle = 0;
    while idle < 3 {
        std::thread::sleep(POLL);
        idle = if UNDER_WAY.load(SeqCst) == 0 { idle + 1 } else { 0 };
    }
    leave();
}

fn leave() -> ! {
    std::process::exit(i32::from(Exit::Interrupted(by().unwrap_or_default()).code()))
}
