//! The driver: a seed to inputs, an input to a verdict, a failing input to a short one.

use crate::dice::{Dice, mixed};
use crate::seeds::seeds;
use crate::{Target, mutate};
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};

/// Inputs are a few kilobytes; what takes longer than this on one of them is a fault of the engine.
const SLOW: Duration = Duration::from_secs(5);

/// What is slow is not read for ever while it is shortened.
const SHRINK: Duration = Duration::from_secs(30);

/// How far to go.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Names the inputs.
    pub seed: u64,
    /// How many inputs at most.
    pub runs: u64,
    /// For how long at most.
    pub time: Option<Duration>,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Inputs that were read.
    pub runs: u64,
    /// Inputs that made the engine do something new.
    pub kept: usize,
    /// Inputs that fail, shortened, with what does not hold; no more than [`ENOUGH`].
    pub failures: Vec<(Vec<u8>, String)>,
}

/// So many different failures end a run.
pub const ENOUGH: usize = 5;

thread_local! {
    static PANIC: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What this thread takes of the processor; the time of day where the system does not tell.
pub(crate) struct Clock {
    cpu: Option<Duration>,
    day: Instant,
}

impl Clock {
    pub(crate) fn start() -> Self {
        Self { cpu: Self::cpu(), day: Instant::now() }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        let cpu = self.cpu.zip(Self::cpu()).map(|(start, now)| now.saturating_sub(start));
        cpu.unwrap_or_else(|| self.day.elapsed())
    }

    fn cpu() -> Option<Duration> {
        let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        Some(Duration::from_nanos(stat.split_whitespace().next()?.parse().ok()?))
    }
}

/// Panics become verdicts from now on, instead of text on standard error.
pub fn catch_panics() {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let what = info.payload();
        let what = what.downcast_ref::<String>().map(String::as_str).or(what.downcast_ref::<&str>().copied());
        PANIC.with(|cell| cell.replace(format!("panic at {place}: {}", what.unwrap_or("no message"))));
    }));
}

/// What does not hold of an input.
///
/// # Errors
/// The fault; a panic is one, and so is what takes too long.
pub fn verdict(target: &Target, input: &[u8]) -> Result<Vec<u64>, String> {
    let clock = Clock::start();
    match catch_unwind(|| (target.check)(input)) {
        Ok(Ok(_)) if clock.elapsed() > SLOW => Err(format!("slow: more than {SLOW:?}")),
        Ok(checked) => checked,
        Err(_) => Err(PANIC.with(|cell| cell.take())),
    }
}

/// Makes inputs and reads them. Each is kept in a file while it is read, where one is given.
pub fn run(target: &Target, plan: Plan, keep: Option<&Path>) -> Outcome {
    let started = Instant::now();
    let seeds = seeds(&target.about);
    let mut corpus: Vec<Vec<u8>> = seeds.texts.iter().map(|text| text.clone().into_bytes()).collect();
    let (mut seen, mut kinds) = (HashSet::new(), HashSet::new());
    let mut outcome = Outcome::default();
    while outcome.runs < plan.runs && plan.time.is_none_or(|time| started.elapsed() < time) {
        // Each run has dice of its own, so that a number names it; what it starts from hangs on the runs before.
        let mut dice = Dice::new(mixed(plan.seed) ^ mixed(outcome.runs + 1));
        let input = mutate::text(&mut dice, &corpus, &seeds);
        outcome.runs += 1;
        if let Some(keep) = keep {
            let _ = std::fs::write(keep, &input);
        }
        match verdict(target, &input) {
            Ok(features) => {
                let new = features.into_iter().filter(|feature| seen.insert(*feature)).count();
                if new > 0 {
                    outcome.kept += 1;
                    corpus.push(input);
                }
            }
            Err(fault) => {
                if kinds.insert(kind(&fault)) {
                    outcome.failures.push(shrunk(target, &input, &fault));
                }
                if outcome.failures.len() >= ENOUGH {
                    break;
                }
            }
        }
    }
    outcome
}

/// The same fault in fewer bytes.
fn shrunk(target: &Target, input: &[u8], fault: &str) -> (Vec<u8>, String) {
    let started = Instant::now();
    let same = |less: &[u8]| {
        started.elapsed() < SHRINK && verdict(target, less).is_err_and(|other| kind(&other) == kind(fault))
    };
    let short = mutate::shrink(input, same);
    let fault = verdict(target, &short).err().unwrap_or_else(|| fault.to_owned());
    (short, fault)
}

/// What tells faults apart: their first line without its numbers and quoted words.
fn kind(fault: &str) -> String {
    if fault.starts_with("panic at ") {
        return fault.split(": ").next().unwrap_or_default().to_owned();
    }
    let mut out = String::new();
    let mut quoted = false;
    for c in fault.lines().next().unwrap_or_default().chars() {
        quoted ^= c == '"';
        if !quoted && !c.is_ascii_digit() {
            out.push(c);
        }
    }
    out
}

/// The bytes as `printf '%b'` takes them.
#[must_use]
pub fn shell(input: &[u8]) -> String {
    let mut out = String::new();
    for byte in input {
        match byte {
            b'\n' => out.push_str("\\n"),
            b' '..=b'~' if !matches!(byte, b'\\' | b'\'') => out.push(char::from(*byte)),
            // Three octal digits behind a zero, whatever follows them.
            _ => {
                let _ = write!(out, "\\0{byte:03o}");
            }
        }
    }
    out
}
