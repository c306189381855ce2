//! The reader: files to articles, in order.

use crate::decode::{self, Mark};
use crate::error::{InputError, Place, Problem};
use crate::feed::{self, Entry, Feed};
use crate::filter::Filter;
use crate::html::Words;
use crate::ids::Ids;
use crate::limits::Limits;
use crate::pack::{self, Dense, Packing};
use crate::page::{Item, Page, Settings};
use crate::paths::{Paths, Source};
use crate::sniff::{self, Xml};
use crate::stream::{Line, Stream, recycle};
use crate::table::{self, Table};
use crate::warc::{self, Warc};
use crate::{Input, html, jsonl};
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
}

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
struct OpenFeed {
    file: String,
    entries: std::vec::IntoIter<Entry>,
    number: u64,
    feed: Feed,
}

/// How a stream comes that is told by its first bytes.
#[derive(Clone, Copy, Default)]
struct Wrapping {
    /// It is unpacked already: what is packed in it once more is not read.
    unpacked: bool,
    /// It was decoded, so that nothing in it may say otherwise.
    decoded: bool,
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
        let Options { keep_meta, limits, filter, words } = options;
        Self {
            paths: Paths::new(arguments),
            keep_meta,
            settings: Settings { words, limits, filter: Arc::new(filter) },
            open: None,
            ready: None,
            line: Vec::new(),
            bytes_read: Arc::default(),
            passed: 0,
            ids: Ids::default(),
        }
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

    /// Tells what a stream is by its first bytes. `None` where it is read piece by piece from now on.
    fn begin(
        &mut self,
        mut stream: Stream,
        place: &Place,
        extension: &str,
        mut wrapping: Wrapping,
    ) -> io::Result<Option<Next>> {
        let fail = |problem| Ok(Some(Err(InputError { place: place.clone(), problem })));
        let limit_bytes = usize::try_from(self.settings.limits.file_bytes).unwrap_or(usize::MAX);
        let mut mark_bytes = 0;
        match decode::byte_order_mark(stream.peek(4)?) {
            None => {
                let head = stream.peek(1)?;
                if let Some(packing) = Packing::of(head).filter(|_| !wrapping.unpacked) {
                    return self.begin_packed(stream, packing, place, extension);
                }
                if let Some(problem) = sniff::refused_head(&head[..head.len().min(sniff::HEAD_BYTES)]) {
                    return fail(problem);
                }
            }
            Some((Mark::Utf8, bytes)) => {
                stream.skip(bytes);
                mark_bytes = bytes;
                wrapping.decoded = true;
            }
            Some((Mark::Utf32, _)) => return fail(Problem::Utf32),
            Some((mark, bytes)) => {
                stream.skip(bytes);
                let mut wide = Vec::new();
                if !stream.rest(&mut wide, limit_bytes)? {
                    return fail(Problem::FileTooLong(self.settings.limits.file_bytes));
                }
                let (text, replaced) = decode::utf16(&wide, mark);
                let is_text =
                    !is_json_lines(extension, text.as_bytes()) && kind(extension, text.as_bytes()).is_none();
                if replaced.is_some() || is_text {
                    return Ok(Some(self.plain(text, replaced, place)));
                }
                stream = Stream::new(Box::new(io::Cursor::new(text)));
                wrapping.decoded = true;
            }
        }
        let head = stream.peek(1)?;
        let found = kind(extension, &head[..head.len().min(sniff::HEAD_BYTES)]);
        match found {
            Some(kind) => self.begin_kind(kind, stream, place, wrapping),
            None => self.begin_text(stream, place, extension, mark_bytes),
        }
    }

    fn begin_packed(
        &mut self,
        mut stream: Stream,
        packing: Packing,
        place: &Place,
        extension: &str,
    ) -> io::Result<Option<Next>> {
        if packing == Packing::Gzip && warc::is_warc(&pack::first_bytes(stream.peek(1)?)) {
            self.open = Some(Open::Warc(Box::new(self.warc(stream, true, place))));
            return Ok(None);
        }
        // `arsip.jsonl.gz` holds what `arsip.jsonl` does.
        let inner = Path::new(&place.file).file_stem().map(Path::new).and_then(Path::extension);
        let inner = inner.filter(|_| matches!(extension, "gz" | "zst" | "zstd")).unwrap_or_default();
        let inner = inner.to_string_lossy().to_ascii_lowercase();
        let unpacked = Stream::new(pack::unpack(stream, packing)?);
        self.begin(unpacked, place, &inner, Wrapping { unpacked: true, decoded: false })
    }

    fn warc(&self, stream: Stream, packed: bool, place: &Place) -> Warc {
        Warc::new(stream, packed, place.file.clone(), self.settings.clone(), self.keep_meta)
    }

    fn begin_kind(
        &mut self,
        kind: Kind,
        mut stream: Stream,
        place: &Place,
        wrapping: Wrapping,
    ) -> io::Result<Option<Next>> {
        let fail = |problem| Ok(Some(Err(InputError { place: place.clone(), problem })));
        let limits = self.settings.limits;
        let limit = if kind == Kind::Page { limits.file_bytes } else { limits.feed_bytes };
        let mut bytes = Vec::new();
        let whole = match kind {
            Kind::Warc => {
                self.open = Some(Open::Warc(Box::new(self.warc(stream, false, place))));
                return Ok(None);
            }
            Kind::Table => {
                return Ok(match Table::new(stream, place.file.clone(), self.keep_meta, limits) {
                    Ok(table) => {
                        self.open = Some(Open::Table(Box::new(table)));
                        None
                    }
                    Err(error) => Some(Err(error)),
                });
            }
            Kind::NotNews(what) => return fail(Problem::NotNews(what)),
            Kind::Page | Kind::Xml | Kind::JsonFeed => {
                stream.rest(&mut bytes, usize::try_from(limit).unwrap_or(usize::MAX))?
            }
        };
        if !whole {
            return fail(Problem::FileTooLong(limit));
        }
        let charset = wrapping.decoded.then(|| "utf-8".to_owned());
        if kind == Kind::Page {
            let settings = self.settings.clone();
            let page =
                Page { bytes, place: place.clone(), uri: None, charset, fetched: None, meta: None, settings };
            return Ok(Some(Ok(Item::Page(Box::new(page)))));
        }
        let feed = match kind {
            Kind::JsonFeed => feed::read_json(&bytes),
            _ => html::decode(bytes, charset.as_deref()).map(|decoded| feed::read_xml(&decoded.text)),
        };
        let mut feed = match feed {
            Ok(feed) => feed,
            Err(problem) => return fail(problem),
        };
        if feed.entries.is_empty() {
            return fail(feed.problem.unwrap_or(Problem::NoItems));
        }
        let entries = std::mem::take(&mut feed.entries).into_iter();
        self.open =
            Some(Open::Feed(Box::new(OpenFeed { file: place.file.clone(), entries, number: 0, feed })));
        Ok(None)
    }

    /// Plain text or JSON lines.
    fn begin_text(
        &mut self,
        mut stream: Stream,
        place: &Place,
        extension: &str,
        mark_bytes: usize,
    ) -> io::Result<Option<Next>> {
        let fail = |problem| Ok(Some(Err(InputError { place: place.clone(), problem })));
        let limits = self.settings.limits;
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
            self.open = Some(Open::Lines(lines));
            return Ok(None);
        }
        let mut bytes = std::mem::take(&mut self.line);
        if is_lines {
            let first = first_line(&mut lines, &mut bytes, limits.line_bytes)?;
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
                self.open = Some(Open::Lines(lines));
                return Ok(None);
            }
            if is_object && !one_line && extension != "json" {
                return fail(Problem::JsonNotLines { list: false });
            }
            if lines.stream.took_feed() {
                bytes.push(b'\n');
            }
        }
        let limit_bytes = usize::try_from(limits.file_bytes).unwrap_or(usize::MAX);
        if !lines.stream.rest(&mut bytes, limit_bytes)? {
            return fail(Problem::FileTooLong(limits.file_bytes));
        }
        if is_lines && extension == "json" {
            // One object over several lines.
            return Ok(Some(self.json(&bytes, place.clone(), mark_bytes)));
        }
        let (text, replaced) = decode::utf8(bytes, mark_bytes);
        Ok(Some(self.plain(text, replaced, place)))
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
    fn next(&mut self, words: &html::PageWords) -> Option<Result<Input, InputError>> {
        self.number += 1;
        let place = Place { file: self.file.clone(), item: Some(self.number), ..Place::default() };
        match self.entries.next() {
            Some(entry) => Some(entry.input(&self.feed, place, words)),
            None => self.feed.problem.take().map(|problem| Err(InputError { place, problem })),
        }
    }
}

/// What is neither plain text nor JSON lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Page,
    Warc,
    Xml,
    JsonFeed,
    Table,
    NotNews(&'static str),
}

/// What a stream is, by its first bytes, then by its name.
fn kind(extension: &str, head: &[u8]) -> Option<Kind> {
    if warc::is_warc(head) {
        return Some(Kind::Warc);
    }
    if sniff::is_html(head) {
        return Some(Kind::Page);
    }
    if let Some(xml) = sniff::xml(head).filter(|_| !extension_says_text(extension)) {
        return Some(match xml {
            Xml::Feed => Kind::Xml,
            Xml::Opml => Kind::NotNews("this is a list of feeds (OPML)"),
            Xml::Sitemap => Kind::NotNews("this is a list of addresses (sitemap)"),
            Xml::Other if sniff::is_page_name(extension) => Kind::Page,
            Xml::Other => Kind::NotNews("this is XML of another kind"),
        });
    }
    if extension_says_lines(extension) || extension_says_text(extension) {
        return None;
    }
    if sniff::is_object(head) && feed::is_json_feed(head) {
        return Some(Kind::JsonFeed);
    }
    match extension {
        _ if sniff::is_page_name(extension) => Some(Kind::Page),
        "csv" | "tsv" => Some(Kind::Table),
        "rss" | "atom" | "rdf" => Some(Kind::Xml),
        _ => table::is_header(head).then_some(Kind::Table),
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
