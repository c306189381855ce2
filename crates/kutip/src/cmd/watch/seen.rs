//! Which files were read already, so that those that did not change are left alone.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::Metadata;
use std::hash::{BuildHasher, RandomState};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A file that changed so shortly ago may still be written, and may change once more without looking otherwise: clocks of
/// file systems are coarse.
const YOUNG: Duration = Duration::from_secs(2);

/// What a file looks like from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    bytes: u64,
    modified: Option<SystemTime>,
    /// When anything about it changed, rights included, where the system tells.
    changed: (i64, i64),
}

/// Files by the hashes of their paths. Two paths with one hash push one another out, and are read again: no harm.
#[derive(Default)]
pub(super) struct Seen {
    hasher: RandomState,
    before: HashMap<u64, Look>,
    /// Those of this round, which count once all of it is committed. What is not there any more is not among them.
    now: HashMap<u64, Look>,
    /// How many were read in this round.
    read: u64,
    /// The store, whose own files are no articles.
    store: PathBuf,
    /// The file of errors: it would tell of itself, and grow by that.
    errors: Option<PathBuf>,
    /// Whether there is a next round, to which young files are left.
    goes_on: bool,
}

impl Seen {
    pub(super) fn new(store: &Path, errors: Option<&Path>, goes_on: bool) -> Self {
        Self { store: store.to_owned(), errors: errors.map(Path::to_owned), goes_on, ..Self::default() }
    }

    /// Whether a file is to be read: it is new, or looks otherwise than when it was read. Half of a text would be an article
    /// of its own, so a file that may still be written waits for the next round, where there is one.
    pub(super) fn wants(&mut self, path: &Path) -> bool {
        if self.is_of_store(path) || self.errors.as_deref().is_some_and(|errors| is_same(errors, path)) {
            return false;
        }
        let Ok(meta) = path.metadata() else {
            self.read += 1;
            return true;
        };
        let look = Look { bytes: meta.len(), modified: meta.modified().ok(), changed: changed(&meta) };
        let key = self.hasher.hash_one(path);
        let is_young = is_young(look.modified, SystemTime::now());
        if is_young && self.goes_on && meta.is_file() {
            return false;
        }
        if !is_young {
            self.now.insert(key, look);
        }
        let wanted = self.before.get(&key) != Some(&look);
        self.read += u64::from(wanted);
        wanted
    }

    /// All files are to be read anew.
    pub(super) fn forget(&mut self) {
        self.before.clear();
    }

    /// Ends a round, and gives back how many files were read. Where it was not committed, the next one reads them again.
    pub(super) fn end(&mut self, committed: bool) -> u64 {
        let now = std::mem::take(&mut self.now);
        if committed {
            self.before = now;
        }
        std::mem::take(&mut self.read)
    }

    /// The store itself, its log and its lock.
    fn is_of_store(&self, path: &Path) -> bool {
        let (Some(store), Some(file)) = (name(&self.store), name(path)) else { return false };
        let is_name = ["", "-wal", "-shm", "-lock", "-journal"]
            .iter()
            .any(|end| file.strip_prefix(store.as_ref()) == Some(end));
        is_name && folder(&self.store) == folder(path)
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    // Folders are looked up only where it may be.
    name(one) == name(other) && folder(one) == folder(other)
}

fn name(path: &Path) -> Option<Cow<'_, str>> {
    path.file_name().map(|name| name.to_string_lossy())
}

fn folder(path: &Path) -> Option<PathBuf> {
    let folder = path.parent()?;
    if folder.as_os_str().is_empty() {
        Path::new(".").canonicalize().ok()
    } else {
        folder.canonicalize().ok()
    }
}

fn is_young(modified: Option<SystemTime>, now: SystemTime) -> bool {
    modified.and_then(|at| now.duration_since(at).ok()).is_some_and(|age| age < YOUNG)
}

#[cfg(unix)]
fn changed(meta: &Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (meta.ctime(), meta.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> (i64, i64) {
    (0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, File};

    #[test]
    fn a_file_is_wanted_until_it_was_read_and_committed_and_again_when_it_changed() {
        let folder = std::env::temp_dir().join(format!("kutip-seen-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.txt");
        let write = |text: &str, age: Duration| {
            fs::write(&path, text).unwrap();
            File::options().append(true).open(&path).unwrap().set_modified(SystemTime::now() - age).unwrap();
        };
        let errors = folder.join("galat.jsonl");
        let mut seen = Seen::new(&folder.join("gudang.db"), Some(&errors), false);
        write("satu", Duration::from_secs(60));
        assert!(seen.wants(&path));
        assert_eq!(seen.end(false), 1);
        assert!(seen.wants(&path), "nothing of the round before was committed");
        seen.end(true);
        assert!(!seen.wants(&path));
        assert_eq!(seen.end(true), 0);
        assert!(!seen.wants(&path), "it stays known");
        seen.end(true);
        write("satu dua", Duration::from_secs(60));
        assert!(seen.wants(&path));
        seen.end(true);
        write("satu tiga", Duration::ZERO);
        for _ in 0..2 {
            assert!(seen.wants(&path), "it may change without looking otherwise");
            seen.end(true);
        }
        seen.goes_on = true;
        assert!(!seen.wants(&path), "it may still be written, and there is a next round");
        assert_eq!(seen.end(true), 0);
        write("satu tiga", Duration::from_secs(60));
        assert!(seen.wants(&path));
        seen.end(true);
        seen.goes_on = false;
        for own in ["gudang.db", "gudang.db-wal", "gudang.db-lock", "galat.jsonl"] {
            fs::write(folder.join(own), "").unwrap();
            assert!(!seen.wants(&folder.join(own)), "{own}");
        }
        fs::write(folder.join("gudang.dbx"), "").unwrap();
        assert!(seen.wants(&folder.join("gudang.dbx")));
        fs::remove_dir_all(folder).unwrap();
    }
}
