//! Records in: the lines that `kutip read --json` writes, from files and standard input, one at a time.

use kutip::{InputError, Place, Problem, Record};
use kutip_record::SCHEMA_VERSION;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Bytes of one record. A text of the longest kind with all its findings is well below.
const LINE_BYTES: usize = 256 << 20;

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Goes through files of records in order.
pub(crate) struct Records {
    paths: std::vec::IntoIter<PathBuf>,
    open: Option<Open>,
    line: Vec<u8>,
    bytes: Arc<AtomicU64>,
}

struct Open {
    file: String,
    reader: BufReader<Box<dyn Read>>,
    number: u64,
}

impl Records {
    pub(crate) fn new(paths: Vec<PathBuf>) -> Self {
        Self { paths: paths.into_iter(), open: None, line: Vec::new(), bytes: Arc::default() }
    }

    /// How many bytes were read so far.
    pub(crate) fn bytes_read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.bytes)
    }
}

impl Iterator for Records {
    type Item = Result<(Place, Record<'static>), InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.open.is_none() {
                let path = self.paths.next()?;
                match open(&path) {
                    Ok(open) => self.open = Some(open),
                    Err(error) => return Some(Err(error)),
                }
            }
            let open = self.open.as_mut()?;
            open.number += 1;
            let place = Place { file: open.file.clone(), line: Some(open.number), ..Place::default() };
            let fail = |problem| Some(Err(InputError { place: place.clone(), problem }));
            let length = match line(&mut open.reader, &mut self.line) {
                Ok(length) => length,
                Err(error) => {
                    self.open = None;
                    return fail(Problem::Unreadable(error.to_string()));
                }
            };
            if length == 0 {
                self.open = None;
                continue;
            }
            self.bytes.fetch_add(length, Relaxed);
            if length > LINE_BYTES as u64 {
                return fail(Problem::LineTooLong { bytes: length, limit: LINE_BYTES });
            }
            let bytes = self.line.strip_prefix(MARK).filter(|_| place.line == Some(1)).unwrap_or(&self.line);
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            return match serde_json::from_slice::<Record<'static>>(bytes) {
                Ok(record) if record.schema == SCHEMA_VERSION => Some(Ok((place, record))),
                Ok(record) => fail(Problem::NoRecord(format!("schema {:?}", record.schema))),
                Err(error) => fail(Problem::NoRecord(error.to_string())),
            };
        }
    }
}

fn open(path: &Path) -> Result<Open, InputError> {
    let file = path.to_string_lossy().into_owned();
    let reader: Box<dyn Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        let opened = File::open(path).and_then(|file| {
            // A folder can be opened, but not read.
            if file.metadata()?.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { Ok(file) }
        });
        Box::new(opened.map_err(|error| {
            let problem = match error.kind() {
                io::ErrorKind::NotFound => Problem::Missing,
                _ => Problem::Unreadable(error.to_string()),
            };
            InputError { place: Place { file: file.clone(), ..Place::default() }, problem }
        })?)
    };
    Ok(Open { file, reader: BufReader::with_capacity(1 << 16, reader), number: 0 })
}

/// Reads a line into `out` and gives its length with its end, 0 at the end of the file. What is over the limit is read
/// past and not kept.
fn line(reader: &mut impl BufRead, out: &mut Vec<u8>) -> io::Result<u64> {
    out.clear();
    let mut length = 0;
    loop {
        let bytes = reader.fill_buf()?;
        let feed = bytes.iter().position(|byte| *byte == b'\n');
        let used = feed.map_or(bytes.len(), |at| at + 1);
        if out.len() + used <= LINE_BYTES {
            out.extend_from_slice(bytes.get(..used).unwrap_or_default());
        }
        length += used as u64;
        reader.consume(used);
        if feed.is_some() || used == 0 {
            return Ok(length);
        }
    }
}
