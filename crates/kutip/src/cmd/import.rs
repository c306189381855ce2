//! `kutip import`: records that were made before into a store.

use crate::archive;
use crate::args::ImportArgs;
use crate::cmd::ingest::{tell, writer};
use crate::cmd::read::need_inputs;
use crate::exit::Exit;
use crate::notices::Notices;
use crate::stop;
use kutip::{InputError, Limits, Place, Problem, Record, Tongue, sha256};
use kutip_store::{Policies, Prepared};
use serde::de::IgnoredAny;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::mpsc::SyncSender;
use writer::{Message, What, Writer};

mod page;

/// A record is longer than its article, many times so where much is said in few words.
const LINE_BYTES: u64 = 256_000_000;

pub(crate) fn run(mut args: ImportArgs) -> Exit {
    if let Err(exit) = need_inputs(&mut args.inputs, "import") {
        return exit;
    }
    let keep = args.keep.map(Into::into).unwrap_or_default();
    let store = match archive::write_much(&args.write, &args.space, "kutip import", Some(keep), args.quiet) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let path = args.write.store.store.clone();
    let policies = match store.policies() {
        Ok(policies) => policies,
        Err(error) => return archive::say(&error, &path),
    };
    let notices = match Notices::new(args.quiet, None, false) {
        Ok(notices) => notices,
        Err(error) => return Exit::of_write(&error),
    };
    stop::listen();
    let mut import = Import { policies, notices, read: 0, failed: 0 };
    let (tally, written) = Writer::run(store, archive::now(), |sender| import.all(&args.inputs, &sender));
    if let Err(error) = written {
        return archive::say(&error, &path);
    }
    import.notices.sum_up(import.read, import.failed);
    if let Err(exit) = tell(&tally, import.failed, args.json, args.quiet) {
        return exit;
    }
    match (stop::by(), import.read, import.failed) {
        (Some(signal), ..) => Exit::Interrupted(signal),
        (None, _, 0) => Exit::Done,
        (None, 0, _) => Exit::Io,
        (None, ..) => Exit::Partly,
    }
}

struct Import {
    policies: Policies,
    notices: Notices,
    read: u64,
    failed: u64,
}

impl Import {
    fn all(&mut self, inputs: &[PathBuf], writer: &SyncSender<Message>) {
        for input in inputs {
            let place = Place { file: input.to_string_lossy().into_owned(), ..Place::default() };
            match open(input) {
                Ok(source) => {
                    if self.lines(source, &place, writer).is_none() {
                        return;
                    }
                }
                Err(error) => self.fail(place, Problem::Unreadable(error.to_string())),
            }
        }
    }

    fn fail(&mut self, place: Place, problem: Problem) {
        self.failed += 1;
        self.notices.input(&InputError { place, problem });
    }

    /// Records by lines, and pages of annotations among them. `None` where the writer has gone, or the user asks to stop.
    fn lines(&mut self, source: Box<dyn BufRead>, file: &Place, writer: &SyncSender<Message>) -> Option<()> {
        let mut lines = Lines { source, number: 0, rest: None };
        loop {
            if stop::asked() {
                return None;
            }
            let line = match lines.next() {
                Ok(Some(line)) => line,
                Ok(None) => return Some(()),
                Err(error) => {
                    self.fail(lines.place(file), Problem::Unreadable(error.to_string()));
                    return Some(());
                }
            };
            if line.trim_ascii().is_empty() {
                continue;
            }
            match page::begins(&line) {
                true if page::has_lines(&line) => self.page_by_lines(&mut lines, file, writer)?,
                true => self.whole_pages(line, &mut lines, file, writer)?,
                false => self.take(&line, lines.place(file), writer)?,
            }
        }
    }

    /// Sends a record on; `None` where the writer has gone.
    fn take(&mut self, line: &[u8], place: Place, writer: &SyncSender<Message>) -> Option<()> {
        match self.prepare(line) {
            Ok(article) => {
                self.read += 1;
                stop::begin();
                let what = What::Article(Box::new(article));
                let message = Message { anew: false, what, place, asked: None };
                writer.send(message).ok()?;
            }
            Err(problem) => self.fail(place, problem),
        }
        Some(())
    }

    /// The records of a page whose first line was read already, one annotation after the other.
    fn page_by_lines(&mut self, lines: &mut Lines, file: &Place, writer: &SyncSender<Message>) -> Option<()> {
        let begin = lines.place(file);
        let mut found = false;
        loop {
            if stop::asked() {
                return None;
            }
            let line = match lines.next() {
                Ok(Some(line)) => line,
                Ok(None) => {
                    self.fail(file.clone(), page::cut_off());
                    return Some(());
                }
                Err(error) => {
                    self.fail(lines.place(file), Problem::Unreadable(error.to_string()));
                    return Some(());
                }
            };
            if let Some(rest) = page::behind_end(&line) {
                lines.put_back(rest);
                break;
            }
            let bytes = line.trim_ascii();
            let place = lines.place(file);
            match page::of_line(bytes.strip_suffix(b",").unwrap_or(bytes)) {
                Ok(None) => {}
                Ok(Some(record)) => {
                    found = true;
                    self.take(record.as_bytes(), place, writer)?;
                }
                Err(problem) => self.fail(place, problem),
            }
        }
        if !found {
            self.fail(begin, page::without_records());
        }
        Some(())
    }

    /// Pages that another program wrote, of which the first line was read already: they are held as a whole.
    fn whole_pages(
        &mut self,
        mut bytes: Vec<u8>,
        lines: &mut Lines,
        file: &Place,
        writer: &SyncSender<Message>,
    ) -> Option<()> {
        let first = lines.number;
        // One that stands on one line may have anything behind it.
        if bytes.trim_ascii() == b"{" || serde_json::from_slice::<IgnoredAny>(without_mark(&bytes)).is_err() {
            let read = (&mut lines.source).take(LINE_BYTES).read_to_end(&mut bytes);
            let more = read.and_then(|_| lines.source.fill_buf().map(|more| !more.is_empty()));
            let problem = match more {
                Ok(false) => None,
                Ok(true) => Some(Problem::FileTooLong(LINE_BYTES)),
                Err(error) => Some(Problem::Unreadable(error.to_string())),
            };
            if let Some(problem) = problem {
                self.fail(file.clone(), problem);
                lines.source = Box::new(io::empty());
                return Some(());
            }
        }
        for page in page::of_pages(&bytes) {
            match page {
                Ok(records) => {
                    for record in records {
                        self.take(record.as_bytes(), file.clone(), writer)?;
                    }
                }
                Err((line, problem)) => {
                    self.fail(Place { line: Some(first + line - 1), ..file.clone() }, problem);
                }
            }
        }
        Some(())
    }

    /// A record whose text is the one of its hash, and whose spans lie in it.
    fn prepare(&self, line: &[u8]) -> Result<Prepared, Problem> {
        let odd = |english: &str, indonesian: &str| {
            page::told(format!("no record: {english}"), format!("bukan rekaman: {indonesian}"))
        };
        let same = |what: &str| odd(what, &Tongue::Indonesian.reason(what));
        let line = std::str::from_utf8(line).map_err(|error| same(&error.to_string()))?;
        let record = Record::from_json(line)
            .map_err(|error| page::item_of_export(line).unwrap_or_else(|| same(&error.to_string())))?;
        if record.schema != kutip_record::SCHEMA_VERSION {
            let schema = &record.schema;
            return Err(odd(&format!("schema {schema:?}"), &format!("skema {schema:?}")));
        }
        let document = &record.document;
        let chars = record.points().len();
        if chars > Limits::default().text_chars {
            return Err(Problem::TextTooLong { chars, limit: Limits::default().text_chars });
        }
        if sha256(&document.text) != document.text_sha256 {
            return Err(odd(
                "document.text is not the text of document.text_sha256",
                "document.text bukan teks dari document.text_sha256",
            ));
        }
        if !kutip_store::lies_in_its_text(&record) {
            return Err(odd(
                "spans that do not lie in document.text, or references to items that are not there",
                "span di luar document.text, atau rujukan ke butir yang tidak ada",
            ));
        }
        let policy = self.policies.of(document.uri.as_deref(), document.outlet.as_deref());
        let own = record.lexicon_sha256.as_deref().map(|hash| format!(" with {hash}")).unwrap_or_default();
        let reading = format!("import of kutip {}{own}", record.kutip);
        Ok(Prepared::of(record, &reading, policy))
    }
}

/// The lines of an input, and how many there were.
struct Lines {
    source: Box<dyn BufRead>,
    number: u64,
    /// What is left of the last one.
    rest: Option<Vec<u8>>,
}

impl Lines {
    fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        if let Some(rest) = self.rest.take() {
            return Ok(Some(rest));
        }
        self.number += 1;
        let mut line = Vec::new();
        let read = (&mut self.source).take(LINE_BYTES).read_until(b'\n', &mut line)?;
        Ok((read > 0).then_some(line))
    }

    fn put_back(&mut self, rest: &[u8]) {
        self.rest = (!rest.is_empty()).then(|| rest.to_vec());
    }

    fn place(&self, file: &Place) -> Place {
        Place { line: Some(self.number), ..file.clone() }
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

fn open(input: &Path) -> io::Result<Box<dyn BufRead>> {
    if input == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    Ok(Box::new(BufReader::with_capacity(1 << 20, File::open(input)?)))
}
