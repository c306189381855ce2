//! Texts that nobody would write, read by kutip.
//!
//! A [`Target`] takes any bytes, reads them with a part of kutip, and says what does not hold. [`drive`] makes the
//! bytes: it mutates the lexicon's own sentences by a seed, keeps what made the engine do something new, and shrinks
//! what fails, so that a seed and a number name a run on any machine and no nightly compiler is needed. The same
//! targets serve a fuzzer that is guided by coverage; see the README beside this.

#[path = "../../crates/kutip-find/tests/common/check.rs"]
mod check;
mod dice;
pub mod drive;
mod inputs;
mod mutate;
#[path = "../../crates/kutip/tests/common/page.rs"]
#[allow(dead_code, reason = "shared with the tests of the binary")]
mod page;
#[path = "../../crates/kutip/tests/common/schema.rs"]
#[allow(dead_code, reason = "shared with the tests of the binary")]
mod schema;
pub mod seeds;
mod targets;

pub use targets::TARGETS;

use std::path::{Path, PathBuf};

/// What is fuzzed.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it starts from.
    pub about: seeds::About,
    /// Reads an input. The numbers tell what the engine did with it; the error what does not hold.
    pub check: fn(&[u8]) -> Result<Vec<u64>, String>,
}

/// The target of this name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// The repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}

/// Inputs that failed once.
#[must_use]
pub fn regressions(target: &Target) -> Vec<PathBuf> {
    let folder = root().join("fuzz/regressions").join(target.name);
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}
