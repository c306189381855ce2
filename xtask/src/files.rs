//! Where things lie, and files of one JSON object a line.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::Outcome;

/// The folder of the repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(PathBuf::new, Path::to_path_buf)
}

/// The folder of build results.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The shared folder: gold, corpora. None where there is none.
pub(crate) fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("KUTIP_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

/// The shared folder, for tasks that cannot do without.
pub(crate) fn need_shared() -> Outcome<PathBuf> {
    shared().ok_or_else(|| "no shared folder: set KUTIP_SHARED, or put it beside the repository".to_owned())
}

pub(crate) fn read(path: &Path) -> Outcome<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

pub(crate) fn write(path: &Path, text: &str) -> Outcome {
    std::fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// Writes a file that is no text; its folder is made where there is none.
pub(crate) fn write_bytes(path: &Path, bytes: &[u8]) -> Outcome {
    let at = |error: std::io::Error| format!("{}: {error}", path.display());
    path.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(at)?;
    std::fs::write(path, bytes).map_err(at)
}

/// Writes to a file, or prints where none is named.
pub(crate) fn put(path: Option<&Path>, text: &str) -> Outcome {
    match path {
        Some(path) => write(path, text),
        None => {
            print!("{text}");
            Ok(())
        }
    }
}

/// The objects of a JSONL file.
pub(crate) fn read_lines(path: &Path) -> Outcome<Vec<Value>> {
    let parse = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", path.display(), number + 1))
    };
    let text = read(path)?;
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(parse).collect()
}

/// One JSON object a line.
pub(crate) fn lines(items: &[Value]) -> String {
    items.iter().map(|item| format!("{item}\n")).collect()
}

/// Lines of a list in `eval/swap`, split at tabs; comments and empty lines left out.
pub(crate) fn table(path: &Path) -> Outcome<Vec<Vec<String>>> {
    let text = read(path)?;
    let rows = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    Ok(rows.map(|line| line.split('\t').map(|field| field.trim().to_owned()).collect()).collect())
}

/// A gold article as input for `kutip read`: without the answers.
pub(crate) fn input(gold: &Value) -> Value {
    let keys = ["id", "url", "title", "outlet", "published", "lang", "text"];
    let fields = keys
        .iter()
        .filter_map(|key| Some(((*key).to_owned(), gold.get(*key).filter(|v| !v.is_null())?.clone())));
    Value::Object(fields.collect())
}
