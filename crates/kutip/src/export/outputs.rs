//! Where exports go: a folder that is there at once and whole, or a stream.
//!
//! A folder is written as `NAME.part` and renamed when all its files are. One that is there is only replaced on demand, and
//! only where nothing is in it but what an earlier export lists in its manifest.

use super::manifest;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fs::{self, TryLockError};
use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Tells that a folder is being written by an export, and is locked meanwhile.
const MARK: &str = ".kutip-export";

/// What is put behind the name of a folder that is being written, and of one that is being replaced.
const PART: &str = ".part";
const OLD: &str = ".old.part";

/// A file of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its name in the folder.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its hash, in hexadecimal.
    pub sha256: String,
}

/// Why a folder is not written.
#[derive(Debug)]
pub enum Refusal {
    /// It is there already.
    There(PathBuf),
    /// It is there, and not all that is in it comes from an export.
    Foreign(PathBuf),
    /// Another run writes it.
    Busy(PathBuf),
    /// It is no name of a folder.
    NoFolder(PathBuf),
    /// It cannot be written.
    Io(PathBuf, io::Error),
}

/// Where files go.
pub struct Outputs {
    place: Place,
    files: Vec<Written>,
}

enum Place {
    Folder {
        whole: PathBuf,
        part: PathBuf,
        _lock: fs::File,
    },
    /// Taken by the one file that there is.
    Stream(Option<Box<dyn Write + Send>>),
}

/// A file that is being written.
pub struct File {
    name: String,
    out: BufWriter<Box<dyn Write + Send>>,
    hash: Sha256,
    bytes: u64,
}

impl Outputs {
    /// Begins a folder. With `force` it takes the place of an earlier export.
    ///
    /// # Errors
    /// Where the folder may not or cannot be written.
    pub fn folder(path: &Path, force: bool) -> Result<Self, Refusal> {
        // Without a slash at its end.
        let whole: PathBuf = path.components().collect();
        if whole.file_name().is_none() || whole.is_file() {
            return Err(Refusal::NoFolder(whole));
        }
        let failed = |error| Refusal::Io(whole.clone(), error);
        if whole.symlink_metadata().is_ok_and(|meta| !meta.is_dir()) {
            return Err(Refusal::Foreign(whole));
        }
        if has_entries(&whole) {
            match force {
                false => return Err(Refusal::There(whole)),
                true if !is_ours(&whole) => return Err(Refusal::Foreign(whole)),
                true => {}
            }
        }
        let part = with_ending(&whole, PART);
        for left in [&part, &with_ending(&whole, OLD)] {
            if left.symlink_metadata().is_ok() {
                remove_left_over(left)?;
            }
        }
        fs::create_dir_all(&part).map_err(failed)?;
        let lock = fs::File::create_new(part.join(MARK)).map_err(failed)?;
        // A file system without locks: two runs fail at each other's files then.
        let _ = lock.try_lock();
        Ok(Self { place: Place::Folder { whole, part, _lock: lock }, files: Vec::new() })
    }

    /// Takes a single file.
    #[must_use]
    pub fn stream(out: Box<dyn Write + Send>) -> Self {
        Self { place: Place::Stream(Some(out)), files: Vec::new() }
    }

    /// Whether there is one file only, and none beside it.
    #[must_use]
    pub fn is_stream(&self) -> bool {
        matches!(self.place, Place::Stream(_))
    }

    /// Begins a file. Names are made by us of ASCII letters, digits, `.`, `-` and `_`.
    ///
    /// # Errors
    /// Where it cannot be written, or a stream has a file already.
    pub fn create(&mut self, name: impl Into<String>) -> io::Result<File> {
        let name = name.into();
        let out: Box<dyn Write + Send> = match &mut self.place {
            Place::Folder { part, .. } => Box::new(fs::File::create_new(part.join(&name))?),
            Place::Stream(out) => out.take().ok_or(io::ErrorKind::Unsupported)?,
        };
        Ok(File { name, out: BufWriter::with_capacity(1 << 16, out), hash: Sha256::new(), bytes: 0 })
    }

    /// Writes a file of a few bytes beside others; nothing where there is one file only.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn beside(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        if self.is_stream() {
            return Ok(());
        }
        let mut file = self.create(name)?;
        file.write_all(bytes)?;
        self.close(file)
    }

    /// Ends a file.
    ///
    /// # Errors
    /// Where its last bytes cannot be written.
    pub fn close(&mut self, mut file: File) -> io::Result<()> {
        file.out.flush()?;
        let sha256 = kutip_record::hex(&file.hash.finalize());
        self.files.push(Written { name: file.name, bytes: file.bytes, sha256 });
        Ok(())
    }

    /// Where a file lies that another one writes, under its name in the folder; none in a stream.
    pub(crate) fn path(&self, name: &str) -> Option<PathBuf> {
        match &self.place {
            Place::Folder { part, .. } => Some(part.join(name)),
            Place::Stream(_) => None,
        }
    }

    /// Takes in a file that another one wrote.
    pub(crate) fn adopt(&mut self, name: &str) -> io::Result<()> {
        let Some(path) = self.path(name) else { return Ok(()) };
        let (mut hash, mut bytes) = (Sha256::new(), 0);
        let mut reader = io::BufReader::with_capacity(1 << 16, fs::File::open(path)?);
        loop {
            let piece = reader.fill_buf()?;
            if piece.is_empty() {
                break;
            }
            hash.update(piece);
            let count = piece.len();
            bytes += count as u64;
            reader.consume(count);
        }
        let sha256 = kutip_record::hex(&hash.finalize());
        self.files.push(Written { name: name.to_owned(), bytes, sha256 });
        Ok(())
    }

    /// The files that are written so far.
    #[must_use]
    pub fn files(&self) -> &[Written] {
        &self.files
    }

    /// Writes the manifest, and gives a folder its name.
    ///
    /// # Errors
    /// Where that cannot be done.
    pub fn finish(self, manifest: &str) -> io::Result<()> {
        let Place::Folder { whole, part, _lock } = self.place else { return Ok(()) };
        let mut file = fs::File::create_new(part.join(manifest::NAME))?;
        file.write_all(manifest.as_bytes())?;
        file.sync_all()?;
        drop(_lock);
        fs::remove_file(part.join(MARK))?;
        if whole.symlink_metadata().is_err() {
            return fs::rename(part, whole);
        }
        // It was looked at before, but that is some time ago.
        if has_entries(&whole) && !is_ours(&whole) {
            return Err(io::ErrorKind::DirectoryNotEmpty.into());
        }
        // There is a whole export at any time, if need be under the other name.
        let old = with_ending(&whole, OLD);
        fs::rename(&whole, &old)?;
        fs::rename(part, whole)?;
        fs::remove_dir_all(old)
    }

    /// Gives up: nothing is left of what was written.
    pub fn abandon(self) {
        if let Place::Folder { part, .. } = self.place {
            // What cannot be removed is known by its mark, and removed by the next run.
            let _ = fs::remove_dir_all(part);
        }
    }
}

impl Write for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.hash.update(bytes.get(..count).unwrap_or_default());
        self.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn has_entries(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

/// Whether all that is in a folder is what its manifest lists.
fn is_ours(folder: &Path) -> bool {
    let Ok(text) = fs::read_to_string(folder.join(manifest::NAME)) else { return false };
    let Some(listed) = manifest::files(&text) else { return false };
    let listed: HashSet<String> = listed.into_iter().chain([manifest::NAME.to_owned()]).collect();
    fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.all(|entry| {
            entry.is_ok_and(|entry| {
                let plain = entry.file_type().is_ok_and(|kind| kind.is_file());
                plain && entry.file_name().to_str().is_some_and(|name| listed.contains(name))
            })
        })
    })
}

/// Removes what a run that was killed left.
fn remove_left_over(part: &Path) -> Result<(), Refusal> {
    let foreign = || Refusal::Foreign(part.to_owned());
    let meta = part.symlink_metadata().map_err(|error| Refusal::Io(part.to_owned(), error))?;
    if !meta.is_dir() {
        return Err(foreign());
    }
    match fs::File::options().write(true).open(part.join(MARK)) {
        Ok(mark) => {
            if let Err(TryLockError::WouldBlock) = mark.try_lock() {
                return Err(Refusal::Busy(part.to_owned()));
            }
        }
        // It was killed between its last two steps.
        Err(_) if is_ours(part) => {}
        Err(_) => return Err(foreign()),
    }
    fs::remove_dir_all(part).map_err(|error| Refusal::Io(part.to_owned(), error))
}
