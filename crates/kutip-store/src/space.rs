//! Whether there is room: a disk that is full harms everybody on it, so that writing stops before.

use crate::error::StoreError;
use crate::store::Store;
use std::path::Path;

/// What is left free unless somebody says otherwise. The log of changes may take 64 MiB before it is taken over into the
/// file, which grows by as much while the log is still there; a batch of the longest articles is of that size again, and as
/// much is left for whoever shares the disk.
pub const LEAST_FREE_BYTES: u64 = 4 * (64 << 20);

/// The bytes that are free where a file lies or would lie; none where the file system does not tell.
#[must_use]
pub fn free_bytes(path: &Path) -> Option<u64> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let space = fs4::statvfs(folder).ok()?;
    // File systems of programs say that they are of no size at all, and mean that they do not know.
    (space.total_space() > 0).then(|| space.available_space())
}

/// Refuses where less is free than is to be left free. Where it is not known, nothing is refused.
///
/// # Errors
/// [`StoreError::Scarce`]
pub fn check_free(path: &Path, least: u64) -> Result<(), StoreError> {
    is_enough(free_bytes(path), least)
}

fn is_enough(free: Option<u64>, least: u64) -> Result<(), StoreError> {
    match free {
        Some(free) if free < least => Err(StoreError::Scarce { free, least }),
        _ => Ok(()),
    }
}

impl Store {
    /// From now on no batch is begun where fewer bytes are free on the file system of the store.
    pub fn set_least_free(&mut self, bytes: u64) {
        self.least_free = bytes;
    }

    pub(crate) fn check_free(&self) -> Result<(), StoreError> {
        if self.least_free == 0 { Ok(()) } else { check_free(&self.path, self.least_free) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn less_than_is_to_be_left_free_is_refused_and_what_is_not_known_is_not() {
        assert!(is_enough(Some(100), 100).is_ok() && is_enough(Some(0), 0).is_ok());
        assert!(matches!(is_enough(Some(99), 100), Err(StoreError::Scarce { free: 99, least: 100 })));
        assert!(is_enough(None, u64::MAX).is_ok());
    }

    #[test]
    fn the_room_for_a_file_that_is_not_there_is_that_of_its_folder() {
        let folder = std::env::temp_dir();
        assert!(free_bytes(&folder.join("tidak-ada.db")).is_some_and(|free| free > 0));
        assert_eq!(free_bytes(&folder.join("tidak-ada").join("gudang.db")), None);
        assert!(free_bytes(Path::new("gudang.db")).is_some());
    }
}
