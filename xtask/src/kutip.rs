//! Running the program: the one that is built here, or another.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::{Outcome, files};

/// The program: `KUTIP_BIN`, else the release build.
pub(crate) fn binary() -> Outcome<PathBuf> {
    let path = std::env::var_os("KUTIP_BIN").map_or_else(|| built_in(&files::target()), PathBuf::from);
    let found = path.is_file().then(|| path.clone());
    found.ok_or_else(|| format!("{}: not there; cargo build --release -p kutip makes it", path.display()))
}

/// Where a release build lies in a folder of build results.
pub(crate) fn built_in(target: &Path) -> PathBuf {
    target.join("release").join(format!("kutip{}", std::env::consts::EXE_SUFFIX))
}

/// The records of inputs, as `kutip read` prints them.
pub(crate) fn read(kutip: &Path, inputs: &[Value]) -> Outcome<String> {
    run(kutip, &["read", "--json"], &files::lines(inputs), "jsonl")
}

/// CoNLL-U out of texts or out of CoNLL-U without tags and trees, as `kutip parse` prints it.
pub(crate) fn parse(kutip: &Path, input: &str, kind: &str, options: &[&str]) -> Outcome<String> {
    let tokenized = if kind == "conllu" { &["--tokenized"][..] } else { &[] };
    run(kutip, &[&["parse"], tokenized, options].concat(), input, kind)
}

fn run(kutip: &Path, arguments: &[&str], input: &str, kind: &str) -> Outcome<String> {
    let path = std::env::temp_dir().join(format!("kutip-xtask-{}.{kind}", std::process::id()));
    files::write(&path, input)?;
    let out = Command::new(kutip).args(arguments).arg(&path).output();
    let removed = std::fs::remove_file(&path);
    let out = out.map_err(|error| format!("{}: {error}", kutip.display()))?;
    removed.map_err(|error| format!("{}: {error}", path.display()))?;
    // 3: some inputs failed; they are counted as unread.
    if !matches!(out.status.code(), Some(0 | 3)) {
        let told = String::from_utf8_lossy(&out.stderr);
        return Err(format!("kutip {}: {}\n{told}", arguments.join(" "), out.status));
    }
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}
