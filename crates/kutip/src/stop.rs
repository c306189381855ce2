//! Ctrl-C: once, and what is under way is finished; twice, and it is over now.

use crate::exit::Exit;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::SeqCst};
use std::time::Duration;

static ASKED: AtomicBool = AtomicBool::new(false);
static UNDER_WAY: AtomicU64 = AtomicU64::new(0);

const POLL: Duration = Duration::from_millis(20);

/// Listens from now on.
pub(crate) fn listen() {
    // Without a handler Ctrl-C ends the program at once, which is no reason not to start.
    let _ = ctrlc::set_handler(|| {
        if ASKED.swap(true, SeqCst) {
            leave();
        }
        std::thread::spawn(leave_when_idle);
    });
}

/// Whether the user asked to stop.
pub(crate) fn asked() -> bool {
    ASKED.load(SeqCst)
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
    std::process::exit(i32::from(Exit::Interrupted.code()))
}
