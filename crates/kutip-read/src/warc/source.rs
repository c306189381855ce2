//! The bytes of a WARC, unpacked member by member, with the place in the file where each record begins.

use crate::pack::{Dense, is_dense};
use crate::stream::Stream;
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};

const BUFFER_BYTES: usize = 64 * 1024;

/// The packed or plain file, with the place in it.
struct File {
    stream: Stream,
    at: u64,
}

impl Read for File {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.stream.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl BufRead for File {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.stream.peek(1)
    }

    fn consume(&mut self, bytes: usize) {
        self.stream.skip(bytes);
        self.at += bytes as u64;
    }
}

enum Member {
    /// A file that is not packed.
    Plain(File),
    Packed {
        decoder: Box<GzDecoder<File>>,
        start: u64,
        unpacked: u64,
    },
    /// Between two packed members.
    Between(File),
    /// Only while it is replaced.
    Gone,
}

pub(super) struct Source {
    member: Member,
    packed: bool,
    /// Unpacked bytes that are not used yet.
    buffer: Vec<u8>,
    start: usize,
    /// Nothing follows the buffer in this member.
    ended: bool,
    record_offset: u64,
}

/// What [`Source::begin_record`] found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A record begins.
    Record,
    /// A member ended; the next one begins.
    Member,
    /// The file ended.
    End,
}

/// What became of a block.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// It is as long as it says.
    Whole,
    /// The member ended before.
    CutShort,
    /// It is longer or shorter than it says.
    Other,
}

/// How a record begins behind another one.
const RECORD_START: &[u8] = b"\r\n\r\nWARC/1.";

impl Source {
    pub(super) fn new(stream: Stream, packed: bool) -> Self {
        let file = File { stream, at: 0 };
        let member = if packed { Member::Between(file) } else { Member::Plain(file) };
        Self { ended: packed, member, packed, buffer: Vec::new(), start: 0, record_offset: 0 }
    }

    pub(super) fn is_packed(&self) -> bool {
        self.packed
    }

    /// Where the record begins that was read last: in a packed file its member.
    pub(super) fn record_offset(&self) -> u64 {
        self.record_offset
    }

    /// Goes to the beginning of the next record.
    pub(super) fn begin_record(&mut self) -> io::Result<Step> {
        loop {
            while self.buffer.get(self.start).is_some_and(|byte| matches!(byte, b'\r' | b'\n')) {
                self.start += 1;
            }
            if self.start < self.buffer.len() {
                self.record_offset = match &self.member {
                    Member::Plain(file) => file.at - (self.buffer.len() - self.start) as u64,
                    Member::Packed { start, .. } => *start,
                    _ => self.record_offset,
                };
                return Ok(Step::Record);
            }
            if self.fill()? {
                continue;
            }
            return if self.packed { self.next_member() } else { Ok(Step::End) };
        }
    }

    fn next_member(&mut self) -> io::Result<Step> {
        let mut file = match std::mem::replace(&mut self.member, Member::Gone) {
            Member::Packed { decoder, .. } => decoder.into_inner(),
            Member::Between(file) | Member::Plain(file) => file,
            Member::Gone => return Ok(Step::End),
        };
        let start = file.at;
        let head = file.stream.peek(2)?;
        if head.is_empty() {
            self.member = Member::Between(file);
            return Ok(Step::End);
        }
        self.record_offset = start;
        // Bytes between members that are none are an error of the decoder, and so reported.
        self.member = Member::Packed { decoder: Box::new(GzDecoder::new(file)), start, unpacked: 0 };
        self.ended = false;
        Ok(Step::Member)
    }

    /// After an error within a member: looks for the next one; false where there is none.
    pub(super) fn next_member_after_damage(&mut self) -> io::Result<bool> {
        let mut file = match std::mem::replace(&mut self.member, Member::Gone) {
            Member::Packed { decoder, .. } => decoder.into_inner(),
            Member::Between(file) | Member::Plain(file) => file,
            Member::Gone => return Ok(false),
        };
        self.buffer.clear();
        self.start = 0;
        self.ended = true;
        loop {
            let head = file.stream.peek(BUFFER_BYTES / 2)?;
            if head.len() < 18 {
                return Ok(false);
            }
            // The rest of a header that a packer of records writes, so that few chance finds are tried.
            let found = memchr::memmem::find_iter(head, b"\x1F\x8B\x08")
                .find(|at| head.get(at + 3).is_none_or(|flags| flags & 0xE0 == 0) && is_member(&head[*at..]));
            let used = found.unwrap_or(head.len() - 17);
            file.consume(used);
            if found.is_some() {
                self.member = Member::Between(file);
                return Ok(true);
            }
        }
    }

    /// Unpacks more; false at the end of the member.
    fn fill(&mut self) -> io::Result<bool> {
        if self.ended {
            return Ok(false);
        }
        self.buffer.drain(..self.start);
        self.start = 0;
        let before = self.buffer.len();
        self.buffer.resize(before + BUFFER_BYTES, 0);
        let read = match &mut self.member {
            Member::Plain(file) => file.read(&mut self.buffer[before..]),
            Member::Packed { decoder, start, unpacked } => {
                decoder.read(&mut self.buffer[before..]).and_then(|read| {
                    *unpacked += read as u64;
                    let packed = decoder.get_ref().at - *start;
                    if is_dense(packed, *unpacked) { Err(io::Error::other(Dense)) } else { Ok(read) }
                })
            }
            Member::Between(_) | Member::Gone => Ok(0),
        };
        let read = match read {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                self.buffer.truncate(before);
                return Ok(true);
            }
            other => other,
        };
        self.buffer.truncate(before + *read.as_ref().unwrap_or(&0));
        self.ended = read? == 0;
        Ok(!self.ended)
    }

    fn rest(&self) -> &[u8] {
        &self.buffer[self.start..]
    }

    /// Reads a record's header up to its empty line; false where there is none within the limit.
    pub(super) fn header(&mut self, header: &mut Vec<u8>, limit: usize) -> io::Result<bool> {
        let mut searched = 0;
        loop {
            let rest = self.rest();
            let from = searched.min(rest.len());
            let end = memchr::memmem::find(&rest[from..], b"\n\r\n").map(|at| from + at + 3);
            let short = memchr::memmem::find(&rest[from..], b"\n\n").map(|at| from + at + 2);
            let end = match (end, short) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
            if let Some(end) = end.filter(|end| *end <= limit) {
                header.extend_from_slice(&rest[..end]);
                self.start += end;
                return Ok(true);
            }
            searched = rest.len().saturating_sub(2);
            if rest.len() > limit {
                header.push(b' ');
                return Ok(false);
            }
            if !self.fill()? {
                return Ok(false);
            }
        }
    }

    /// Reads a block. Stops where a record begins in the middle of it, so that a false length swallows nothing.
    pub(super) fn block(&mut self, block: &mut Vec<u8>, length: usize) -> io::Result<Block> {
        while block.len() < length {
            if self.rest().is_empty() && !self.fill()? {
                return Ok(Block::CutShort);
            }
            let searched = block.len().saturating_sub(RECORD_START.len());
            let take = self.rest().len().min(length - block.len());
            block.extend_from_slice(&self.buffer[self.start..self.start + take]);
            self.start += take;
            let begins = if searched == 0 && block.starts_with(&RECORD_START[4..]) {
                Some(0)
            } else {
                memchr::memmem::find(&block[searched..], RECORD_START).map(|at| searched + at + 4)
            };
            if let Some(at) = begins {
                let mut unread = block.split_off(at);
                unread.extend_from_slice(self.rest());
                self.buffer = unread;
                self.start = 0;
                return Ok(Block::Other);
            }
        }
        Ok(if self.is_at_border()? { Block::Whole } else { Block::Other })
    }

    /// Whether these bytes come next.
    pub(super) fn begins_with(&mut self, bytes: &[u8]) -> io::Result<bool> {
        while self.rest().len() < bytes.len() && self.fill()? {}
        Ok(self.rest().starts_with(bytes))
    }

    /// Goes on by one byte, so that what was a bad beginning is not found again.
    pub(super) fn step_over(&mut self) {
        self.start = (self.start + 1).min(self.buffer.len());
    }

    /// Whether a record may begin here, or the member ends.
    fn is_at_border(&mut self) -> io::Result<bool> {
        while self.rest().len() < 16 && self.fill()? {}
        let rest = self.rest();
        let feeds = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        // Behind its own end a record is whole, whatever follows.
        let ended = feeds == rest.len() || rest.starts_with(b"\r\n\r\n");
        Ok(ended || rest[feeds..].starts_with(super::MAGIC) && feeds > 0)
    }

    /// Skips a block; false where it is not as long as it says. Stops where a record begins before its end.
    pub(super) fn skip(&mut self, length: u64, magic: &[u8]) -> io::Result<bool> {
        let mut left = length;
        while left > 0 {
            if self.rest().len() < 64 && !self.ended {
                self.fill()?;
            }
            if self.rest().is_empty() {
                return Ok(false);
            }
            let rest = self.rest();
            let begins = find_record(rest, magic).filter(|at| (*at as u64) < left);
            if let Some(at) = begins {
                self.start += at;
                return Ok(false);
            }
            // What a record begins with may lie across two readings.
            let kept = if self.ended { 0 } else { 16 };
            let take =
                (rest.len() - kept.min(rest.len() - 1)).min(usize::try_from(left).unwrap_or(usize::MAX));
            self.start += take;
            left -= take as u64;
        }
        self.is_at_border()
    }

    /// Goes to where the next record of this member begins, or to the member's end.
    pub(super) fn skip_to(&mut self, magic: &[u8]) -> io::Result<()> {
        loop {
            if let Some(at) = find_record(self.rest(), magic) {
                self.start += at;
                return Ok(());
            }
            // What a record begins with may lie across two readings.
            self.start = self.buffer.len() - self.rest().len().min(16);
            if !self.fill()? {
                self.start = self.buffer.len();
                return Ok(());
            }
        }
    }
}

/// Whether a member begins here that holds a record.
fn is_member(head: &[u8]) -> bool {
    let mut first = [0; 5];
    let mut decoder = GzDecoder::new(head);
    decoder.read_exact(&mut first).is_ok() && first == super::MAGIC
}

/// Where a record begins behind a line end.
fn find_record(bytes: &[u8], magic: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(bytes, magic).find(|at| {
        let digit = bytes.get(at + magic.len()).is_none_or(u8::is_ascii_digit);
        let dot = bytes.get(at + magic.len() + 1).is_none_or(|byte| *byte == b'.');
        (*at == 0 || bytes[at - 1] == b'\n') && digit && dot
    })
}
