//! One writer at a time: a locked file beside the store that says who writes.

use crate::error::StoreError;
use serde_json::{Value, json};
use std::fs::{File, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Who wants to write, and for how long he waits for another one.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    /// How long to wait for another writer.
    pub wait: Duration,
    /// What those who find the store locked are told: a command.
    pub command: String,
    /// Since when, as they are told.
    pub since: String,
}

const POLL: Duration = Duration::from_millis(25);

/// What a lock says is not longer than this.
const SAID_BYTES: u64 = 4096;

/// Held as long as the store is open for writing.
#[derive(Debug)]
pub(crate) struct Lock(#[allow(dead_code, reason = "the lock ends with the file")] File);

impl Lock {
    pub(crate) fn take(store: &Path, writer: &Writer) -> Result<Self, StoreError> {
        let path = beside(store);
        let mut file = File::options().read(true).write(true).create(true).truncate(false).open(path)?;
        let until = Instant::now() + writer.wait;
        loop {
            match file.try_lock() {
                Ok(()) => break,
                // A file system without locks: SQLite's own keep the store whole.
                Err(TryLockError::Error(_)) => break,
                Err(TryLockError::WouldBlock) if Instant::now() < until => sleep(POLL),
                Err(TryLockError::WouldBlock) => return Err(StoreError::Locked(said(&mut file))),
            }
        }
        let said = json!({"pid": std::process::id(), "command": writer.command, "since": writer.since});
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(said.to_string().as_bytes())?;
        Ok(Self(file))
    }
}

fn beside(store: &Path) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push("-lock");
    PathBuf::from(name)
}

/// Who holds a lock, in a few words.
fn said(file: &mut File) -> String {
    let mut bytes = Vec::new();
    let _ = file.take(SAID_BYTES).read_to_end(&mut bytes);
    let said: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let Some(pid) = said["pid"].as_u64() else { return String::new() };
    let of = |name: &str| said[name].as_str().unwrap_or_default().to_owned();
    format!("pid {pid} ({}, since {})", of("command"), of("since"))
}
