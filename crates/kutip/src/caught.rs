//! Faults of the engine that hit one input alone: the run goes on.

use kutip::{InputError, Place, Problem};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    /// Whether a panic of this thread is caught and reported as an article's.
    pub(crate) static CAUGHT: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    static WHERE: std::cell::RefCell<String> = const { std::cell::RefCell::new(String::new()) };
}

/// From now on panics that are caught are reported in our own words, with the place that only the hook knows.
pub(crate) fn silence() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let default = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if CAUGHT.get() {
                let place = info.location().map(ToString::to_string).unwrap_or_default();
                WHERE.with(|cell| cell.replace(place));
            } else {
                default(info);
            }
        }));
    });
}

/// What `work` gives, or the problem of the input that it failed on.
pub(crate) fn run<T>(place: &Place, work: impl FnOnce() -> T) -> Result<T, InputError> {
    let result = catch_unwind(AssertUnwindSafe(|| {
        CAUGHT.set(true);
        work()
    }));
    CAUGHT.set(false);
    result.map_err(|panic| crash(place.clone(), &*panic))
}

fn crash(place: Place, panic: &(dyn Any + Send)) -> InputError {
    let what = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    let at = WHERE.with(|cell| cell.take());
    InputError { place, problem: Problem::Crashed(format!("{what} ({at})")) }
}
