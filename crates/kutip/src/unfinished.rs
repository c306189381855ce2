//! An output that is being written: `out.jsonl.part` with the records so far, `out.jsonl.run` that says which command
//! they are of. The second one is locked while a run is at work, so that no two write one file.
//!
//! A run only goes on with what the same command began, and only overwrites what a run of kutip left.

use serde_json::Value;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use kutip::Place;

/// What a run file says is not longer than this.
const RUN_BYTES: u64 = 1 << 20;

/// The files of an unfinished output.
pub(crate) struct Unfinished {
    /// The records.
    pub(crate) file: File,
    /// Its name.
    pub(crate) part: PathBuf,
    /// The locked file beside it.
    run: PathBuf,
    _lock: File,
}

/// Where a run was when it was stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stopped {
    /// How many records it had written.
    pub(crate) records: u64,
    /// The input of the last one.
    pub(crate) last: Place,
    /// The id that the input gives it.
    pub(crate) id: Option<String>,
    /// The hash of its text.
    pub(crate) sha256: String,
}

/// Why an output is not begun.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// This file is no part of an output of kutip.
    Foreign(PathBuf),
    /// This file is of another command.
    Other(PathBuf),
    /// Another run writes this output.
    Busy(PathBuf),
    /// The file cannot be written.
    Io(PathBuf, io::Error),
}

impl Unfinished {
    /// Opens the files beside `whole`. `command` says what the records depend on; `anew` gives up what is there.
    pub(crate) fn open(
        whole: &Path,
        command: &Value,
        anew: bool,
    ) -> Result<(Self, Option<Stopped>), Refusal> {
        let beside = |ending: &str| {
            let mut name = whole.as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        let (part, run) = (beside(".part"), beside(".run"));
        let of_part = |error| Refusal::Io(part.clone(), error);
        let of_run = |error| Refusal::Io(run.clone(), error);
        // A link would lead out of the folder.
        if run.symlink_metadata().is_ok_and(|meta| !meta.is_file()) {
            return Err(Refusal::Foreign(run));
        }
        let mut lock =
            File::options().read(true).write(true).create(true).truncate(false).open(&run).map_err(of_run)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Refusal::Busy(whole.to_owned())),
            // A file system without locks: as it was before there were any.
            Err(TryLockError::Error(_)) => {}
        }
        let mut said = Vec::new();
        (&mut lock).take(RUN_BYTES).read_to_end(&mut said).map_err(of_run)?;
        let before: Option<Value> = serde_json::from_slice(&said).ok();
        let ours = before.as_ref().is_some_and(|before| before.get(KUTIP).is_some());
        if !said.is_empty() && !ours {
            return Err(Refusal::Foreign(run));
        }
        let there = part.symlink_metadata().ok();
        if let Some(meta) = &there {
            if !ours || !meta.is_file() {
                if said.is_empty() {
                    let _ = fs::remove_file(&run); // it was not there before
                }
                return Err(Refusal::Foreign(part));
            }
            if anew {
                fs::remove_file(&part).map_err(of_part)?;
            } else if before.as_ref() != Some(command) {
                return Err(Refusal::Other(part));
            }
        }
        let fresh = there.is_none() || anew;
        let mut file =
            File::options().read(true).write(true).create_new(fresh).open(&part).map_err(of_part)?;
        lock.set_len(0).and_then(|()| lock.seek(SeekFrom::Start(0))).map_err(of_run)?;
        lock.write_all(command.to_string().as_bytes()).map_err(of_run)?;
        let (end, stopped) = stopped(&mut file).map_err(of_part)?;
        file.set_len(end).and_then(|()| file.seek(SeekFrom::Start(end))).map_err(of_part)?;
        Ok((Self { file, part, run, _lock: lock }, stopped))
    }

    /// Gives the file its name.
    pub(crate) fn finish(self, whole: &Path) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.part, whole)?;
        fs::remove_file(&self.run)
    }
}

/// The field of a command by which a run file is known.
pub(crate) const KUTIP: &str = "kutip";

/// Where the last whole record ends, and which one it is.
fn stopped(file: &mut File) -> io::Result<(u64, Option<Stopped>)> {
    let (mut records, mut start, mut end) = (0, 0, 0);
    let mut reader = BufReader::with_capacity(1 << 20, &mut *file);
    let mut line = 0;
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        let feed = bytes.iter().position(|byte| *byte == b'\n');
        let used = feed.map_or(bytes.len(), |at| at + 1);
        reader.consume(used);
        line += used as u64;
        if feed.is_some() {
            (records, start, end) = (records + 1, end, end + line);
            line = 0;
        }
    }
    let mut last = Vec::new();
    file.seek(SeekFrom::Start(start))?;
    file.take(end - start).read_to_end(&mut last)?;
    let record: Value = serde_json::from_slice(&last).unwrap_or_default();
    let document = &record["document"];
    let Some(sha256) = document["text_sha256"].as_str().map(str::to_owned) else { return Ok((0, None)) };
    let input = &document["input"];
    let file = input["file"].as_str().unwrap_or_default().to_owned();
    let number = |name: &str| input[name].as_u64();
    let last = Place { file, line: number("line"), item: number("item"), offset: number("offset") };
    let id = document["id"].as_str().map(str::to_owned);
    Ok((end, Some(Stopped { records, last, id, sha256 })))
}
