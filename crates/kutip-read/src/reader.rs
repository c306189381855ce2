//! The reader: files to articles, in order.

use crate::decode::{self, Mark};
use crate::error::{InputError, Place, Problem};
use crate::ids::Ids;
use crate::limits::Limits;
use crate::paths::{Paths, Source};
use crate::sniff;
use crate::stream::{Line, Stream, recycle};
use crate::{Input, jsonl};
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Whether the fields that are not read are kept in [`Input::meta`].
    pub keep_meta: bool,
    /// Bounds.
    pub limits: Limits,
}

/// Articles of files, folders, patterns and standard input, in order.
pub struct Reader {
    paths: Paths,
    options: Options,
    lines: Option<Lines>,
    line: Vec<u8>,
    bytes_read: Arc<AtomicU64>,
    ids: Ids,
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
    (Place { file, line: None }, extension, opened)
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
            options,
            lines: None,
            line: Vec::new(),
            bytes_read: Arc::default(),
            ids: Ids::default(),
        }
    }

    /// A counter of the bytes that were read so far.
    #[must_use]
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes_read)
    }

    fn open(&mut self, source: Source) -> Option<Result<Input, InputError>> {
        let (place, extension, opened) = open(source);
        let source = match opened {
            Ok(source) => Counted::new(source, self.bytes_read()),
            Err(error) => return Some(Err(unreadable(place, &error))),
        };
        if let Some(problem) = sniff::refused_name(&extension) {
            return Some(Err(InputError { place, problem }));
        }
        self.begin(Stream::new(Box::new(source)), &place, &extension)
            .unwrap_or_else(|error| Some(Err(unreadable(place, &error))))
    }

    /// Tells what a stream is by its first bytes. `None` where it is read line by line from now on.
    fn begin(&mut self, mut stream: Stream, place: &Place, extension: &str) -> io::Result<Option<Next>> {
        let fail = |problem| Ok(Some(Err(InputError { place: place.clone(), problem })));
        let limit_bytes = usize::try_from(self.options.limits.file_bytes).unwrap_or(usize::MAX);
        let mut mark_bytes = 0;
        match decode::byte_order_mark(stream.peek(4)?) {
            None => {
                let head = stream.peek(1)?;
                if let Some(problem) = sniff::refused_head(&head[..head.len().min(sniff::HEAD_BYTES)]) {
                    return fail(problem);
                }
            }
            Some((Mark::Utf8, bytes)) => {
                stream.skip(bytes);
                mark_bytes = bytes;
            }
            Some((Mark::Utf32, _)) => return fail(Problem::Utf32),
            Some((mark, bytes)) => {
                stream.skip(bytes);
                let mut wide = Vec::new();
                if !stream.rest(&mut wide, limit_bytes)? {
                    return fail(Problem::FileTooLong(self.options.limits.file_bytes));
                }
                let (text, replaced) = decode::utf16(&wide, mark);
                if replaced.is_some() || !is_json_lines(extension, text.as_bytes()) {
                    return Ok(Some(self.plain(text, replaced, place)));
                }
                stream = Stream::new(Box::new(io::Cursor::new(text)));
            }
        }
        let head = stream.peek(1)?;
        let head = &head[..head.len().min(sniff::HEAD_BYTES)];
        let may_be_json = !extension_says_lines(extension) && !extension_says_text(extension);
        if may_be_json && sniff::is_list(head) {
            return fail(Problem::JsonNotLines { list: true });
        }
        let is_object = may_be_json && sniff::is_object(head);
        let is_lines = is_json_lines(extension, head);
        recycle(&mut self.line);
        let mut lines = Lines { file: place.file.clone(), stream, number: 0, mark_bytes, pending: None };
        if is_lines && extension_says_lines(extension) {
            self.lines = Some(lines);
            return Ok(None);
        }
        let mut bytes = std::mem::take(&mut self.line);
        if is_lines {
            let first = first_line(&mut lines, &mut bytes, self.options.limits.line_bytes)?;
            let one_line = first == Line::Whole && is_object && jsonl::is_object(&bytes);
            let mut whole = one_line && jsonl::is_article(&bytes);
            if one_line && !whole && extension != "json" {
                // Objects without a text are lines that are wrong; one alone is text that looks like JSON. Only here is more
                // waited for: an article is read before the next one comes.
                whole = lines.stream.peek(1)?.trim_ascii_start().first() == Some(&b'{');
            }
            if whole || matches!(first, Line::TooLong(_)) {
                self.line = bytes;
                lines.pending = Some(first);
                self.lines = Some(lines);
                return Ok(None);
            }
            if is_object && !one_line && extension != "json" {
                return fail(Problem::JsonNotLines { list: false });
            }
            if lines.stream.took_feed() {
                bytes.push(b'\n');
            }
        }
        if !lines.stream.rest(&mut bytes, limit_bytes)? {
            return fail(Problem::FileTooLong(self.options.limits.file_bytes));
        }
        if is_lines && extension == "json" {
            // One object over several lines.
            let Options { keep_meta, limits } = &self.options;
            return Ok(Some(jsonl::read(&bytes, place.clone(), mark_bytes, *keep_meta, limits)));
        }
        let (text, replaced) = decode::utf8(bytes, mark_bytes);
        Ok(Some(self.plain(text, replaced, place)))
    }

    /// A text that is one article.
    fn plain(&self, text: String, replaced: Option<decode::Replaced>, place: &Place) -> Next {
        let at_place = |problem| InputError { place: place.clone(), problem };
        jsonl::check_length(&text, &self.options.limits).map_err(at_place)?;
        let warning = replaced.map(|r| at_place(Problem::NotUtf8 { bytes: r.bytes, first: r.first }));
        Ok(Input {
            text,
            replaced,
            place: place.clone(),
            warnings: warning.into_iter().collect(),
            ..Input::default()
        })
    }

    /// The next article of the file of JSON lines that is open; `None` at its end.
    fn next_line(&mut self) -> Option<Next> {
        let lines = self.lines.as_mut()?;
        loop {
            let limit = self.options.limits.line_bytes;
            let read = match lines.pending.take() {
                Some(line) => Ok(line),
                None => {
                    recycle(&mut self.line);
                    lines.number += 1;
                    lines.stream.line(&mut self.line, limit)
                }
            };
            let place = Place { file: lines.file.clone(), line: Some(lines.number) };
            let mark_bytes = std::mem::take(&mut lines.mark_bytes);
            match read {
                Ok(Line::Whole) if self.line.trim_ascii().is_empty() => {}
                Ok(Line::Whole) => {
                    return Some(jsonl::read(
                        &self.line,
                        place,
                        mark_bytes,
                        self.options.keep_meta,
                        &self.options.limits,
                    ));
                }
                Ok(Line::TooLong(bytes)) => {
                    return Some(Err(InputError { place, problem: Problem::LineTooLong { bytes, limit } }));
                }
                Ok(Line::End) => break,
                Err(error) => {
                    self.lines = None;
                    return Some(Err(unreadable(place, &error)));
                }
            }
        }
        self.lines = None;
        None
    }
}

type Next = Result<Input, InputError>;

impl Iterator for Reader {
    type Item = Next;

    fn next(&mut self) -> Option<Next> {
        loop {
            if let Some(next) = self.next_line() {
                return Some(next.map(|input| self.ids.check(input)));
            }
            match self.paths.next()? {
                Ok(source) => {
                    if let Some(next) = self.open(source) {
                        return Some(next.map(|input| self.ids.check(input)));
                    }
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

fn extension_says_lines(extension: &str) -> bool {
    matches!(extension, "jsonl" | "ndjson")
}

fn extension_says_text(extension: &str) -> bool {
    matches!(extension, "txt" | "text" | "md")
}

/// Whether a stream may hold JSON lines: by its name or, where the name says nothing, by its first character.
fn is_json_lines(extension: &str, head: &[u8]) -> bool {
    extension_says_lines(extension)
        || (!extension_says_text(extension) && head.trim_ascii_start().first() == Some(&b'{'))
}

/// Reads the first line that is not blank, with the blank ones before it, which are counted.
fn first_line(lines: &mut Lines, line: &mut Vec<u8>, limit_bytes: usize) -> io::Result<Line> {
    loop {
        lines.number += 1;
        let before = line.len();
        let read = lines.stream.line(line, limit_bytes)?;
        if read != Line::Whole || !line[before..].trim_ascii().is_empty() {
            return Ok(read);
        }
        // Kept: the file may turn out to be plain text, which begins with them.
        line.push(b'\n');
    }
}

fn unreadable(place: Place, error: &io::Error) -> InputError {
    InputError { place, problem: Problem::Unreadable(error.to_string()) }
}
