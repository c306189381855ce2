//! Gold of the shared folder.

use std::path::{Path, PathBuf};

use serde_json::Value;

/// The shared folder: `KUTIP_SHARED`, or `shared` beside the repository.
pub(crate) fn folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("KUTIP_SHARED").map_or_else(beside, PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// The articles of a gold file.
#[allow(dead_code, reason = "not every test reads gold")]
pub(crate) fn gold(path: &Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}
