//! WARC: the pages of a crawl, one record after the other, plain or with each record packed for itself.
//!
//! Of records only the pages of responses are taken. A record that is not as it says is reported with the place where it
//! begins, and reading goes on behind it: with the next record that can be told from its first line, or with the next packed
//! member. One record is in memory at a time, and none that is over the limit.

mod http;
mod source;

use crate::error::{Damage, InputError, Place, Problem};
use crate::filter::Filter;
use crate::page::{Item, Page, Settings};
use crate::stream::Stream;
use crate::{date, uri};
use serde_json::{Map, Value, json};
use source::{Block, Source, Step};
use std::io;

/// Bytes of a record's own header.
const HEADER_BYTES: usize = 64 * 1024;
/// How each record begins.
const MAGIC: &[u8] = b"WARC/";

/// Whether a file begins like one.
pub(crate) fn is_warc(head: &[u8]) -> bool {
    head.starts_with(b"WARC/1.") || head.starts_with(b"WARC/0.")
}

/// The pages of a WARC.
pub(crate) struct Warc {
    source: Source,
    file: String,
    settings: Settings,
    keep_meta: bool,
    /// Pages were found, or something was reported.
    said_something: bool,
    ended: bool,
}

/// What of a record's header is needed.
#[derive(Debug, Default)]
struct Header {
    kind: String,
    uri: Option<String>,
    date: Option<String>,
    id: Option<String>,
    length: Option<u64>,
}

impl Warc {
    pub(crate) fn new(
        stream: Stream,
        packed: bool,
        file: String,
        settings: Settings,
        keep_meta: bool,
    ) -> Self {
        let source = Source::new(stream, packed);
        Self { source, file, settings, keep_meta, said_something: false, ended: false }
    }

    fn place(&self, offset: u64) -> Place {
        Place { file: self.file.clone(), offset: Some(offset), ..Place::default() }
    }

    /// The next page, or what is wrong with a record.
    pub(crate) fn next(&mut self) -> Option<Result<Item, InputError>> {
        while !self.ended {
            match self.record() {
                Ok(Some(found)) => {
                    self.said_something = true;
                    return Some(found);
                }
                Ok(None) => {}
                Err(error) => {
                    let offset = self.source.record_offset();
                    self.said_something = true;
                    return Some(Err(InputError {
                        place: self.place(offset),
                        problem: self.recover(&error),
                    }));
                }
            }
        }
        (!std::mem::replace(&mut self.said_something, true)).then(|| {
            let place = Place { file: self.file.clone(), ..Place::default() };
            Err(InputError { place, problem: Problem::NoPages })
        })
    }

    /// After a fault of the stream itself: goes on with the next packed member, where there is one.
    fn recover(&mut self, error: &io::Error) -> Problem {
        if !self.source.is_packed() || !self.source.next_member_after_damage().unwrap_or(false) {
            self.ended = true;
        }
        crate::reader::problem_of(error)
    }

    /// Reads one record; `None` where it is no page, or where the stream ends.
    fn record(&mut self) -> io::Result<Option<Result<Item, InputError>>> {
        match self.source.begin_record()? {
            Step::End => {
                self.ended = true;
                return Ok(None);
            }
            Step::Member => return Ok(None),
            Step::Record => {}
        }
        let offset = self.source.record_offset();
        let damaged = |warc: &mut Self, damage| -> io::Result<Option<Result<Item, InputError>>> {
            let place = warc.place(offset);
            warc.source.skip_to(MAGIC)?;
            Ok(Some(Err(InputError { place, problem: Problem::BadRecord(damage) })))
        };
        let mut bytes = Vec::new();
        if !self.source.begins_with(MAGIC)? {
            return damaged(self, Damage::Header);
        }
        if !self.source.header(&mut bytes, HEADER_BYTES)? {
            self.source.step_over();
            return damaged(self, if bytes.is_empty() { Damage::CutShort } else { Damage::Header });
        }
        let Some(header) = Header::read(&bytes) else { return damaged(self, Damage::Header) };
        let Some(length) = header.length else { return damaged(self, Damage::Header) };
        let limit = self.settings.limits.record_bytes;
        let response = header.kind == "response";
        let wanted = response && self.is_wanted(&header);
        // What the filter leaves out is there all the same.
        self.said_something |= response && !wanted;
        if length > limit || !wanted {
            if !self.source.skip(length, MAGIC)? {
                return damaged(self, Damage::Length);
            }
            if wanted && length > limit {
                let problem = Problem::RecordTooLong { bytes: length, limit };
                return Ok(Some(Err(InputError { place: self.place(offset), problem })));
            }
            return Ok(None);
        }
        let mut block = Vec::new();
        match self.source.block(&mut block, length as usize)? {
            Block::Whole => {}
            Block::CutShort => return damaged(self, Damage::CutShort),
            Block::Other => return damaged(self, Damage::Length),
        }
        Ok(self.page(header, block, offset))
    }

    fn is_wanted(&self, header: &Header) -> bool {
        let fetched = header.date.as_deref().and_then(date::parse_day);
        let filter: &Filter = &self.settings.filter;
        filter.may_pass(header.uri.as_deref(), fetched)
    }

    fn page(&self, header: Header, block: Vec<u8>, offset: u64) -> Option<Result<Item, InputError>> {
        let place = self.place(offset);
        match http::page(block, self.settings.limits.file_bytes) {
            Ok(None) => None,
            Ok(Some(found)) => Some(Ok(Item::Page(Box::new(Page {
                bytes: found.bytes,
                meta: self.keep_meta.then(|| header.meta()),
                uri: header.uri.as_deref().and_then(uri::clean),
                charset: found.charset,
                fetched: header.date,
                settings: self.settings.clone(),
                place,
            })))),
            Err(problem) => Some(Err(InputError { place, problem })),
        }
    }
}

impl Header {
    /// Reads header lines; `None` where the first one is none.
    fn read(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(bytes);
        let mut lines = text.lines();
        if !lines.next()?.starts_with("WARC/") {
            return None;
        }
        let mut header = Self::default();
        for line in lines {
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "warc-type" => header.kind = value.to_ascii_lowercase(),
                "warc-target-uri" => {
                    header.uri = Some(value.trim_matches(|c| matches!(c, '<' | '>')).to_owned());
                }
                "warc-date" => header.date = Some(value.to_owned()),
                "warc-record-id" => {
                    header.id = Some(value.trim_matches(|c| matches!(c, '<' | '>')).to_owned())
                }
                "content-length" => header.length = value.parse().ok(),
                _ => {}
            }
        }
        Some(header)
    }

    fn meta(&self) -> Map<String, Value> {
        let mut meta = Map::new();
        meta.insert("warc".to_owned(), json!({"uri": self.uri, "date": self.date, "id": self.id}));
        meta
    }
}
