//! What a stream is, by its first bytes and then by its name, and how it is begun.

use super::{Lines, Next, Open, OpenFeed, Reader};
use crate::decode::{self, Mark};
use crate::error::{InputError, Place, Problem};
use crate::pack::{self, Packing};
use crate::page::{Item, Page};
use crate::sniff::{self, Xml};
use crate::stream::{Line, Stream, recycle};
use crate::table::{self, Table};
use crate::warc::{self, Warc};
use crate::{feed, html, jsonl};
use std::io;
use std::path::Path;

/// How a stream comes that is told by its first bytes.
#[derive(Clone, Copy, Default)]
pub(super) struct Wrapping {
    /// It is unpacked already: what is packed in it once more is not read.
    unpacked: bool,
    /// It was decoded, so that nothing in it may say otherwise.
    decoded: bool,
}

impl Reader {
    /// Tells what a stream is by its first bytes. `None` where it is read piece by piece from now on.
    pub(super) fn begin(
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
