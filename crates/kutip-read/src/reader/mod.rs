//! The reader: files to articles, in order.

mod begin;

use crate::decode;
use crate::error::{InputError, Place, Problem};
use crate::feed::{self, Entry, Feed};
use crate::filter::Filter;
use crate::html::Words;
use crate::ids::Ids;
use crate::limits::Limits;
use crate::pack::Dense;
use crate::page::{Item, Settings};
use crate::paths::{Paths, Source};
use crate::sniff;
use crate::stream::{Line, Stream, recycle};
use crate::table::Table;
use crate::warc::Warc;
use crate::{Input, html, jsonl};
use begin::Wrapping;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether the fields that are not read are kept in [`Input::meta`].
    pub keep_meta: bool,
    /// Bounds.
    pub limits: Limits,
    /// Which inputs are read.
    pub filter: Filter,
    /// What has to be known of languages to read pages.
    pub words: Words,
}

/// Articles of files, folders, patterns and standard input, in order.
pub struct Reader {
    paths: Paths,
    keep_meta: bool,
    settings: Settings,
    open: Option<Open>,
    /// What was found while the reader was made.
    ready: Option<Next>,
    line: Vec<u8>,
    bytes_read: Arc<AtomicU64>,
    passed: u64,
    ids: Ids,
    wanted: Option<Wanted>,
}

/// Whether a file is to be read.
type Wanted = Box<dyn FnMut(&Path) -> bool + Send>;

/// A file of many articles that is being read.
enum Open {
    Lines(Lines),
    Warc(Box<Warc>),
    Table(Box<Table>),
    Feed(Box<OpenFeed>),
}

/// A file of JSON lines that is being read.
struct Lines {
    file: String,
    stream: Stream,
    number: u64,
    /// The length of the byte order mark, until the first line was read.
    mark_bytes: usize,
    /// Whether `Reader::line` already holds the next line.
    pending: Option<Line>,
}

/// A feed whose items are being given.
pub(crate) struct OpenFeed {
    pub(crate) file: String,
    pub(crate) entries: std::vec::IntoIter<Entry>,
    pub(crate) number: u64,
    pub(crate) feed: Feed,
}

/// Bytes of a source, counted as they are read.
pub(crate) struct Counted<R> {
    source: R,
    bytes: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(crate) fn new(source: R, bytes: Arc<AtomicU64>) -> Self {
        Self { source, bytes }
    }
}

/// What a source is called, its extension in small letters, and its bytes.
pub(crate) fn open(source: Source) -> (Place, String, io::Result<Box<dyn Read + Send>>) {
    let (file, extension, opened): (_, _, io::Result<Box<dyn Read + Send>>) = match source {
        Source::Stdin => ("-".to_owned(), String::new(), Ok(Box::new(io::stdin()))),
        Source::File(path) => {
            let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
            let opened = File::open(&path).map(|file| Box::new(file) as Box<dyn Read + Send>);
            (path.to_string_lossy().into_owned(), extension, opened)
        }
    };
    (Place { file, ..Place::default() }, extension, opened)
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Reader {
    /// Reads these: paths of files and folders, patterns, and `-` for standard input.
    #[must_use]
    pub fn new(arguments: impl IntoIterator<Item = PathBuf>, options: Options) -> Self {
        Self {
            paths: Paths::new(arguments),
            keep_meta: options.keep_meta,
            settings: options.into(),
            open: None,
            ready: None,
            line: Vec::new(),
            bytes_read: Arc::default(),
            passed: 0,
            ids: Ids::default(),
            wanted: None,
        }
    }

    /// Passes over the files for which this gives false; it is asked once a file, before that is opened.
    #[must_use]
    pub fn only(self, wanted: impl FnMut(&Path) -> bool + Send + 'static) -> Self {
        Self { wanted: Some(Box::new(wanted)), ..self }
    }

    /// Reads bytes as if they were the file of this name.
    #[must_use]
    pub fn from_bytes(name: &str, bytes: Vec<u8>, options: Options) -> Self {
        let mut reader = Self::new([], options);
        let place = Place { file: name.to_owned(), ..Place::default() };
        let extension =
            Path::new(name).extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        reader.ready = match sniff::refused_name(&extension) {
            Some(problem) => Some(Err(InputError { place, problem })),
            None => {
                let stream = Stream::new(Box::new(io::Cursor::new(bytes)));
                let begun = reader.begin(stream, &place, &extension, Wrapping::default());
                begun.unwrap_or_else(|error| Some(Err(unreadable(place, &error))))
            }
        };
        reader
    }

    /// A counter of the bytes that were read so far.
    #[must_use]
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes_read)
    }

    /// The next article, or page with one: what the filter leaves out is passed over as far as it can be told here. Whoever
    /// takes items counts the limit.
    pub fn next_item(&mut self) -> Option<Result<Item, InputError>> {
        loop {
            let next = match self.ready.take().or_else(|| self.next_of_open()) {
                Some(next) => next,
                None => match self.paths.next()? {
                    Ok(source) if !self.wants(&source) => continue,
                    Ok(source) => match self.open(source) {
                        Some(next) => next,
                        None => continue,
                    },
                    Err(error) => return Some(Err(error)),
                },
            };
            match next {
                Ok(Item::Input(found)) if !self.settings.filter.passes(&found) => {}
                Ok(Item::Input(found)) => return Some(Ok(self.ids.check(*found).into())),
                other => return Some(other),
            }
        }
    }

    fn wants(&mut self, source: &Source) -> bool {
        match (source, &mut self.wanted) {
            (Source::File(path), Some(wanted)) => wanted(path),
            _ => true,
        }
    }

    fn open(&mut self, source: Source) -> Option<Next> {
        let (place, extension, opened) = open(source);
        let source = match opened {
            Ok(source) => Counted::new(source, self.bytes_read()),
            Err(error) => return Some(Err(unreadable(place, &error))),
        };
        if let Some(problem) = sniff::refused_name(&extension) {
            return Some(Err(InputError { place, problem }));
        }
        self.begin(Stream::new(Box::new(source)), &place, &extension, Wrapping::default())
            .unwrap_or_else(|error| Some(Err(unreadable(place, &error))))
    }

    /// A text that is one article.
    fn plain(&self, text: String, replaced: Option<decode::Replaced>, place: &Place) -> Next {
        let at_place = |problem| InputError { place: place.clone(), problem };
        jsonl::check_length(&text, &self.settings.limits).map_err(at_place)?;
        let warning = replaced.map(|r| at_place(Problem::NotUtf8 { bytes: r.bytes, first: r.first }));
        Ok(Item::from(Input {
            text,
            replaced,
            place: place.clone(),
            warnings: warning.into_iter().collect(),
            ..Input::default()
        }))
    }

    /// An object of JSON: an article with its text, or an item of ninjs.
    fn json(&self, line: &[u8], place: Place, mark_bytes: usize) -> Next {
        let limits = &self.settings.limits;
        match jsonl::read(line, place.clone(), mark_bytes, self.keep_meta, limits) {
            Err(InputError { problem: Problem::NoText, place }) => {
                let item = feed::ninjs(line, place.clone(), &self.settings.words);
                item.unwrap_or(Err(InputError { place: place.clone(), problem: Problem::NoText })).and_then(
                    |found| {
                        let fits = jsonl::check_length(&found.text, limits);
                        fits.map_err(|problem| InputError { place, problem }).map(|()| found.into())
                    },
                )
            }
            other => other.map(Item::from),
        }
    }

    /// The next article of the file that is open; `None` at its end.
    fn next_of_open(&mut self) -> Option<Next> {
        let next = match self.open.as_mut()? {
            Open::Lines(_) => self.next_line(),
            Open::Warc(warc) => warc.next(),
            Open::Table(table) => table.next().map(|row| row.map(Item::from)),
            Open::Feed(feed) => feed.next(&self.settings.words).map(|item| item.map(Item::from)),
        };
        if next.is_none() {
            self.open = None;
        }
        next
    }

    /// The next article of the file of JSON lines that is open; `None` at its end.
    fn next_line(&mut self) -> Option<Next> {
        let Some(Open::Lines(lines)) = self.open.as_mut() else { return None };
        let limit = self.settings.limits.line_bytes;
        loop {
            let read = match lines.pending.take() {
                Some(line) => Ok(line),
                None => {
                    recycle(&mut self.line);
                    lines.number += 1;
                    lines.stream.line(&mut self.line, limit)
                }
            };
            let place = Place { file: lines.file.clone(), line: Some(lines.number), ..Place::default() };
            let mark_bytes = std::mem::take(&mut lines.mark_bytes);
            match read {
                Ok(Line::Whole) if self.line.trim_ascii().is_empty() => {}
                Ok(Line::Whole) => return Some(self.json(&self.line, place, mark_bytes)),
                Ok(Line::TooLong(bytes)) => {
                    return Some(Err(InputError { place, problem: Problem::LineTooLong { bytes, limit } }));
                }
                Ok(Line::End) => return None,
                Err(error) => {
                    self.open = None;
                    return Some(Err(unreadable(place, &error)));
                }
            }
        }
    }
}

impl OpenFeed {
    /// The next item; behind the last one what is wrong with the feed.
    pub(crate) fn next(&mut self, words: &html::PageWords) -> Option<Result<Input, InputError>> {
        self.number += 1;
        let place = Place { file: self.file.clone(), item: Some(self.number), ..Place::default() };
        match self.entries.next() {
            Some(entry) => Some(entry.input(&self.feed, place, words)),
            None => self.feed.problem.take().map(|problem| Err(InputError { place, problem })),
        }
    }
}

type Next = Result<Item, InputError>;

impl Iterator for Reader {
    type Item = Result<Input, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.settings.filter.limit.is_some_and(|limit| self.passed >= limit) {
            return None;
        }
        loop {
            match self.next_item()?.and_then(Item::input) {
                Ok(Some(input)) => {
                    self.passed += 1;
                    return Some(Ok(input));
                }
                Ok(None) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
pub(crate) fn unreadable(place: Place, error: &io::Error) -> InputError {
    InputError { place, problem: problem_of(error) }
}

/// What an error of a stream, which may be packed, says of the input.
pub(crate) fn problem_of(error: &io::Error) -> Problem {
    if error.get_ref().is_some_and(|inner| inner.is::<Dense>()) {
        return Problem::Dense;
    }
    match error.kind() {
        // Only unpacking gives these: files end or are not read.
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
            Problem::Damaged(error.to_string())
        }
        _ => Problem::Unreadable(error.to_string()),
    }
}
