//! Files of CoNLL-U, some sentences at a time.

use super::{Fault, Row, is_blank};
use crate::decode::{self, Mark};
use crate::error::{InputError, Place, Problem};
use crate::limits::Limits;
use crate::paths::Paths;
use crate::reader::{Counted, open};
use crate::sniff;
use crate::stream::{Line, Stream, recycle};
use std::io;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// Bytes of sentences that are handed on together.
const BATCH_BYTES: usize = 64 * 1024;
/// Bytes of a line. A row has ten columns of a word each, a comment the text of a sentence.
const LINE_BYTES: usize = 1024 * 1024;
/// Bytes of a sentence.
const SENTENCE_BYTES: usize = 16 * 1024 * 1024;

/// Sentences that stand one after the other, and what could not be read between them.
#[derive(Debug, Default)]
pub struct Batch {
    /// The lines of the sentences, with their ends.
    pub text: String,
    /// In the order of the file.
    pub parts: Vec<Part>,
    /// The file.
    pub file: String,
}

/// A sentence of a batch, or why there is none.
#[derive(Debug)]
pub enum Part {
    /// Its bytes in the batch's text, and the number of its first line in the file.
    Sentence(Range<usize>, u64),
    /// What is wrong, and where.
    Bad(InputError),
}

/// Reads files of CoNLL-U in order, in bounded memory.
pub struct Sentences {
    paths: Paths,
    limits: Limits,
    open: Option<Open>,
    bytes_read: Arc<AtomicU64>,
}

struct Open {
    place: Place,
    stream: Stream,
    /// Lines that were read so far.
    lines: u64,
    line: Vec<u8>,
    ended: bool,
}

impl Sentences {
    /// Reads these: paths of files and folders, patterns, and `-` for standard input.
    #[must_use]
    pub fn new(arguments: impl IntoIterator<Item = PathBuf>, limits: Limits) -> Self {
        Self { paths: Paths::new(arguments), limits, open: None, bytes_read: Arc::default() }
    }

    /// A counter of the bytes that were read so far.
    #[must_use]
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes_read)
    }

    fn begin(&self, source: crate::paths::Source) -> Result<Open, InputError> {
        let (place, extension, opened) = open(source);
        let fail = |problem| InputError { place: place.clone(), problem };
        let unreadable = |error: io::Error| fail(Problem::Unreadable(error.to_string()));
        let source = Counted::new(opened.map_err(unreadable)?, self.bytes_read());
        if let Some(problem) = sniff::refused_name(&extension) {
            return Err(fail(problem));
        }
        let mut stream = Stream::new(Box::new(source));
        match decode::byte_order_mark(stream.peek(4).map_err(unreadable)?) {
            None => {
                let head = stream.peek(1).map_err(unreadable)?;
                if let Some(problem) = sniff::refused_head(&head[..head.len().min(sniff::HEAD_BYTES)]) {
                    return Err(fail(problem));
                }
            }
            Some((Mark::Utf8, bytes)) => stream.skip(bytes),
            Some((Mark::Utf32, _)) => return Err(fail(Problem::Utf32)),
            Some((mark, bytes)) => {
                stream.skip(bytes);
                let limit = usize::try_from(self.limits.file_bytes).unwrap_or(usize::MAX);
                let mut wide = Vec::new();
                if !stream.rest(&mut wide, limit).map_err(unreadable)? {
                    return Err(fail(Problem::FileTooLong(self.limits.file_bytes)));
                }
                stream = Stream::new(Box::new(io::Cursor::new(decode::utf16(&wide, mark).0)));
            }
        }
        Ok(Open { place, stream, lines: 0, line: Vec::new(), ended: false })
    }
}

impl Iterator for Sentences {
    type Item = Batch;

    fn next(&mut self) -> Option<Batch> {
        loop {
            if let Some(mut file) = self.open.take() {
                let batch = file.batch();
                if !file.ended {
                    self.open = Some(file);
                }
                if !batch.parts.is_empty() {
                    return Some(batch);
                }
                continue;
            }
            match self.paths.next()?.and_then(|source| self.begin(source)) {
                Ok(file) => self.open = Some(file),
                Err(error) => return Some(Batch { parts: vec![Part::Bad(error)], ..Batch::default() }),
            }
        }
    }
}

impl Open {
    fn batch(&mut self) -> Batch {
        let mut batch = Batch { file: self.place.file.clone(), ..Batch::default() };
        let mut bytes = Vec::with_capacity(BATCH_BYTES + BATCH_BYTES / 4);
        while bytes.len() < BATCH_BYTES && !self.ended {
            let (start, line) = (bytes.len(), self.lines + 1);
            match self.sentence(&mut bytes, start) {
                Ok(()) if bytes.len() == start => {}
                Ok(()) => match std::str::from_utf8(&bytes[start..]) {
                    Ok(_) => batch.parts.push(Part::Sentence(start..bytes.len(), line)),
                    Err(error) => {
                        let good = &bytes[start..start + error.valid_up_to()];
                        let before = good.iter().filter(|byte| **byte == b'\n').count() as u64;
                        batch.parts.push(self.bad(line + before, Problem::BadRow(Fault::NotUtf8)));
                        bytes.truncate(start);
                    }
                },
                Err((line, problem)) => {
                    batch.parts.push(self.bad(line, problem));
                    bytes.truncate(start);
                    bytes.shrink_to(2 * BATCH_BYTES);
                }
            }
        }
        batch.text = String::from_utf8(bytes).unwrap_or_default();
        batch
    }

    fn bad(&self, line: u64, problem: Problem) -> Part {
        Part::Bad(InputError {
            place: Place { file: self.place.file.clone(), line: Some(line), ..Place::default() },
            problem,
        })
    }

    /// Reads the lines of a sentence to the end of `bytes`, with the blank line behind it. Of a sentence that is too
    /// long the rest is passed over, and its line and fault are told.
    fn sentence(&mut self, bytes: &mut Vec<u8>, start: usize) -> Result<(), (u64, Problem)> {
        let mut fault = None;
        loop {
            recycle(&mut self.line);
            let line = match self.stream.line(&mut self.line, LINE_BYTES) {
                Ok(line) => line,
                Err(error) => {
                    self.ended = true;
                    return Err((self.lines + 1, Problem::Unreadable(error.to_string())));
                }
            };
            if line == Line::End {
                self.ended = true;
                break;
            }
            self.lines += 1;
            if let Line::TooLong(found) = line {
                fault.get_or_insert((self.lines, Problem::BadRow(Fault::LineTooLong(found))));
                continue;
            }
            if fault.is_none() {
                bytes.extend(&self.line);
                if self.stream.took_feed() {
                    bytes.push(b'\n');
                }
                if bytes.len() - start > SENTENCE_BYTES {
                    fault = Some((self.lines, Problem::BadRow(Fault::TooLong(SENTENCE_BYTES))));
                    bytes.truncate(start);
                }
            }
            if std::str::from_utf8(&self.line).is_ok_and(is_blank) {
                break;
            }
        }
        fault.map_or(Ok(()), Err)
    }
}

/// Whether a text begins as CoNLL-U does: comments, then a row of ten columns.
#[must_use]
pub fn looks_like_conllu(text: &str) -> bool {
    let row = text.lines().find(|line| !line.starts_with('#') && !is_blank(line));
    row.and_then(Row::read).is_some_and(|row| row.id().is_some())
}
