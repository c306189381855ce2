//! From what the command line names to files, one after the other.
//!
//! Folders are walked in the order of their names, one folder's list in memory at a time, so that the first file is
//! there at once and the order is the same on any machine.

use crate::error::{InputError, Place, Problem};
use std::collections::VecDeque;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold programs' own files and no articles.
const IGNORED: [&str; 5] = ["node_modules", "target", "__pycache__", "__MACOSX", "venv"];

/// Endings of files that are half written or left behind.
const IGNORED_ENDINGS: [&str; 4] = [".tmp", ".part", ".bak", "~"];

/// What exports of kutip put beside articles: the manifest, and pages of annotations.
const EXPORTED: &str = "kutip.manifest.json";
const EXPORTED_ENDING: &str = ".annotations.jsonld";

pub(crate) enum Source {
    Stdin,
    File(PathBuf),
}

/// The files that arguments name, in order.
pub(crate) struct Paths {
    arguments: VecDeque<PathBuf>,
    pattern: Option<(String, glob::Paths)>,
    walk: Option<Walk>,
}

struct Walk {
    root: PathBuf,
    /// What is still to be visited of each open folder, the innermost last; each list is in reverse order.
    open: Vec<Vec<PathBuf>>,
    found_any: bool,
}

impl Paths {
    pub(crate) fn new(arguments: impl IntoIterator<Item = PathBuf>) -> Self {
        Self { arguments: arguments.into_iter().collect(), pattern: None, walk: None }
    }

    fn argument(&mut self, path: PathBuf) -> Option<Result<Source, InputError>> {
        if path == Path::new("-") {
            return Some(Ok(Source::Stdin));
        }
        match fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => {
                self.walk = Some(Walk::new(path));
                None
            }
            Ok(_) => Some(Ok(Source::File(path))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => self.expand(&path),
            Err(error) => Some(Err(problem(&path, Problem::Unreadable(error.to_string())))),
        }
    }

    /// A path that does not exist may be a pattern.
    fn expand(&mut self, path: &Path) -> Option<Result<Source, InputError>> {
        let Some(pattern) = path.to_str().filter(|text| text.contains(['*', '?', '['])) else {
            return Some(Err(problem(path, Problem::Missing)));
        };
        let options = glob::MatchOptions {
            case_sensitive: true,
            require_literal_separator: true,
            require_literal_leading_dot: true,
        };
        // Asked twice, so that a pattern without a match is told from one at its end without holding all matches.
        match glob::glob_with(pattern, options) {
            Err(error) => return Some(Err(problem(path, Problem::BadPattern(error.msg.into())))),
            Ok(mut matches) => {
                if !matches.any(|found| found.map_or(true, |found| !found.is_dir())) {
                    return Some(Err(problem(path, Problem::NoMatch)));
                }
            }
        }
        self.pattern = glob::glob_with(pattern, options).ok().map(|matches| (pattern.to_owned(), matches));
        None
    }

    fn next_match(&mut self) -> Option<Result<Source, InputError>> {
        loop {
            let (pattern, matches) = self.pattern.as_mut()?;
            match matches.next() {
                None => self.pattern = None,
                Some(Ok(path)) if path.is_dir() || is_ignored_match(pattern, &path) => {}
                Some(Ok(path)) => return Some(Ok(Source::File(path))),
                Some(Err(error)) => {
                    let why = error.error().to_string();
                    return Some(Err(problem(error.path(), Problem::Unreadable(why))));
                }
            }
        }
    }

    fn next_of_walk(&mut self) -> Option<Result<Source, InputError>> {
        let walk = self.walk.as_mut()?;
        let next = walk.next();
        if next.is_none() {
            self.walk = None;
        }
        next
    }
}

impl Iterator for Paths {
    type Item = Result<Source, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(next) = self.next_match().or_else(|| self.next_of_walk()) {
                return Some(next);
            }
            let argument = self.arguments.pop_front()?;
            if let Some(next) = self.argument(argument) {
                return Some(next);
            }
        }
    }
}

impl Walk {
    fn new(root: PathBuf) -> Self {
        Self { open: vec![vec![root.clone()]], root, found_any: false }
    }

    fn next(&mut self) -> Option<Result<Source, InputError>> {
        while let Some(folder) = self.open.last_mut() {
            let Some(path) = folder.pop() else {
                self.open.pop();
                continue;
            };
            let is_root = self.open.len() == 1;
            // A link to a folder is not followed: it may lead round in a circle.
            let kind = if is_root { fs::metadata(&path) } else { fs::symlink_metadata(&path) };
            match kind {
                Ok(meta) if meta.is_dir() => match list(&path) {
                    Ok(entries) => self.open.push(entries),
                    Err(error) => {
                        return self.found(Err(problem(&path, Problem::Unreadable(error.to_string()))));
                    }
                },
                Ok(meta) if meta.is_file() || (meta.is_symlink() && path.is_file()) => {
                    return self.found(Ok(Source::File(path)));
                }
                Ok(_) => {}
                Err(error) => return self.found(Err(problem(&path, Problem::Unreadable(error.to_string())))),
            }
        }
        let empty = !self.found_any;
        self.found_any = true;
        empty.then(|| Err(problem(&self.root, Problem::EmptyFolder)))
    }

    fn found(&mut self, next: Result<Source, InputError>) -> Option<Result<Source, InputError>> {
        self.found_any = true;
        Some(next)
    }
}

/// The entries of a folder that are neither hidden nor ignored, last name first.
fn list(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !is_ignored(&entry.file_name()) {
            entries.push(entry.path());
        }
    }
    entries.sort_unstable_by(|a, b| b.cmp(a));
    Ok(entries)
}

fn is_ignored(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.')
        || name == EXPORTED
        || name.ends_with(EXPORTED_ENDING)
        || IGNORED.contains(&name.as_ref())
        || IGNORED_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether a wildcard led to something ignored; what the pattern names itself is meant.
fn is_ignored_match(pattern: &str, path: &Path) -> bool {
    path.iter().any(|name| is_ignored(name) && !pattern.split('/').any(|part| OsStr::new(part) == name))
}

fn problem(path: &Path, problem: Problem) -> InputError {
    InputError { place: Place { file: path.to_string_lossy().into_owned(), ..Place::default() }, problem }
}
