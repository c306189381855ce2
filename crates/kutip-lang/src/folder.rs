//! A folder on disk, within bounds: the only place of this crate that reads files.
//!
//! A newsroom's folder may hold anything: pipes, links out of it, files without end. Nothing of the kind is opened;
//! it is named, and the rest is read.

use super::check::check;
use super::error::{At, Fault, LangError, Measure};
use super::form::{file_names, unknown_file};
use super::source::{Lines, Source, without_mark};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

const FILE_BYTES: usize = 4 << 20;
const FOLDER_BYTES: usize = 16 << 20;
/// Names in the folder, whatever they stand for.
const MOST_NAMES: usize = 1_000;

/// The texts of a folder's files.
#[derive(Clone, Debug, Default)]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// By name: `cues.toml`.
    pub files: BTreeMap<String, String>,
}

impl Folder {
    /// Reads the files that end in `.toml` and `.tsv`, and lists what could not be read.
    ///
    /// # Errors
    /// When there is no such folder, or it may not be read.
    pub fn read(path: &Path) -> io::Result<(Self, Vec<LangError>)> {
        let mut folder = Self { path: path.to_owned(), files: BTreeMap::new() };
        let mut errors = Vec::new();
        let mut names = Vec::new();
        for entry in fs::read_dir(path)? {
            if names.len() == MOST_NAMES {
                let fault = Fault::TooMuch { what: Measure::Names, limit: MOST_NAMES };
                errors.push(LangError::file(".", fault));
                break;
            }
            names.push(entry?.file_name());
        }
        names.sort();
        let mut left = FOLDER_BYTES;
        for name in names {
            let shown = name.to_string_lossy();
            let lower = shown.to_lowercase();
            let is_ours = lower.ends_with(".toml") || lower.ends_with(".tsv");
            if shown.starts_with('.') || !is_ours {
                continue;
            }
            if name.to_str().is_none_or(|name| !file_names().any(|known| known == name)) {
                errors.push(unknown_file(&shown));
                continue;
            }
            match text_of(path, &path.join(&name), left) {
                Ok(text) => {
                    left -= text.len();
                    folder.files.insert(shown.into_owned(), text);
                }
                Err((at, fault)) => errors.push(LangError::file(&shown, fault).at(at)),
            }
        }
        Ok((folder, errors))
    }

    /// The entries of the folder, as a newsroom's own, and everything that is wrong with them.
    #[must_use]
    pub fn parse(&self, base: Option<&Source>) -> (Source, Vec<LangError>) {
        let files = self.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let (mut source, mut errors) = Source::parse(files);
        source.lists.values_mut().flatten().for_each(|entry| entry.own = true);
        source.tables.values_mut().flat_map(|table| &mut table.rows).for_each(|row| row.own = true);
        errors.extend(check(&source, base));
        (source, errors)
    }

    /// The faults with the lines and columns of their places.
    #[must_use]
    pub fn locate(&self, errors: Vec<LangError>) -> Vec<LangError> {
        let mut lines: BTreeMap<String, Lines> = BTreeMap::new();
        let locate = |error: LangError| {
            let Some(text) = self.files.get(&error.file) else { return error };
            let text = without_mark(text);
            let lines = lines.entry(error.file.clone()).or_insert_with(|| Lines::new(text));
            let at = match error.at {
                At::File | At::Line(..) => error.at,
                At::Byte(byte) => lines.place(text, byte),
                At::Cell(start, cell) => {
                    let row = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
                    let tab = row.match_indices('\t').nth(cell.wrapping_sub(1)).map(|(at, _)| at + 1);
                    lines.place(text, start + tab.unwrap_or(0))
                }
            };
            error.at(at)
        };
        errors.into_iter().map(locate).collect()
    }
}

/// The text of a file that is one, within the folder, and no longer than it may be.
fn text_of(folder: &Path, path: &Path, left: usize) -> Result<String, (At, Fault)> {
    let unreadable = |error: io::Error| (At::File, Fault::Unreadable(error.to_string()));
    let meta = fs::symlink_metadata(path).map_err(unreadable)?;
    if meta.is_symlink() {
        let target = fs::canonicalize(path).map_err(unreadable)?;
        if !target.starts_with(fs::canonicalize(folder).map_err(unreadable)?) {
            return Err((At::File, Fault::LeadsOut));
        }
    }
    // Before it is opened: a pipe would wait for its writer.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err((At::File, Fault::NoRegularFile));
    }
    let limit = FILE_BYTES.min(left);
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > limit {
        let (what, limit) = if limit == FILE_BYTES {
            (Measure::FileBytes, FILE_BYTES)
        } else {
            (Measure::FolderBytes, FOLDER_BYTES)
        };
        return Err((At::File, Fault::TooMuch { what, limit }));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let text = String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned();
        let text = without_mark(&text);
        (Lines::new(text).place(text, text.len()), Fault::NotUtf8)
    })
}

/// Reads a language's folder that has to be whole: the built-in ones, by the build and the tests.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read_whole(path: &Path) -> Result<Source, Vec<LangError>> {
    let (folder, mut errors) = Folder::read(path).map_err(|error| {
        vec![LangError::file(&path.display().to_string(), Fault::Unreadable(error.to_string()))]
    })?;
    let files = folder.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let (source, faults) = Source::parse(files);
    errors.extend(faults);
    errors.extend(check(&source, None));
    if errors.is_empty() { Ok(source) } else { Err(folder.locate(errors)) }
}
