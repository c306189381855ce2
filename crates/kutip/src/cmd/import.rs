//! `kutip import`: records that were made before into a store.

use crate::archive;
use crate::args::ImportArgs;
use crate::cmd::ingest::{tell, writer};
use crate::cmd::read::need_inputs;
use crate::exit::Exit;
use crate::notices::Notices;
use crate::stop;
use kutip::{InputError, Limits, Place, Problem, Record, sha256};
use kutip_store::{Policies, Prepared};
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

    /// `None` where the writer has gone, or the user asks to stop.
    fn lines(
        &mut self,
        mut source: Box<dyn BufRead>,
        file: &Place,
        writer: &SyncSender<Message>,
    ) -> Option<()> {
        let mut line = Vec::new();
        for number in 1.. {
            if stop::asked() {
                return None;
            }
            line.clear();
            let place = Place { line: Some(number), ..file.clone() };
            match (&mut source).take(LINE_BYTES).read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) if number == 1 && page::begins(&line) => return self.page(line, source, file, writer),
                Ok(_) => self.take(&line, place, writer)?,
                Err(error) => {
                    self.fail(place, Problem::Unreadable(error.to_string()));
                    break;
                }
            }
        }
        Some(())
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

    /// The records of a page of annotations, whose first line is there already.
    fn page(
        &mut self,
        first: Vec<u8>,
        source: Box<dyn BufRead>,
        file: &Place,
        writer: &SyncSender<Message>,
    ) -> Option<()> {
        let found = match page::has_lines(&first) {
            true => self.page_by_lines(source, file, writer),
            false => self.whole_page(first, source, file, writer),
        };
        match found? {
            Ok(0) => self.fail(file.clone(), page::without_records()),
            Ok(_) => {}
            Err(problem) => self.fail(file.clone(), problem),
        }
        Some(())
    }

    /// One annotation after the other; how many records there were.
    fn page_by_lines(
        &mut self,
        mut source: Box<dyn BufRead>,
        file: &Place,
        writer: &SyncSender<Message>,
    ) -> Option<Result<u64, Problem>> {
        let mut line = Vec::new();
        let mut found = 0;
        for number in 2.. {
            if stop::asked() {
                return None;
            }
            line.clear();
            match (&mut source).take(LINE_BYTES).read_until(b'\n', &mut line) {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => return Some(Err(Problem::Unreadable(error.to_string()))),
            }
            let bytes = line.trim_ascii();
            if bytes.starts_with(b"]") {
                return Some(Ok(found));
            }
            let place = Place { line: Some(number), ..file.clone() };
            match page::of_line(bytes.strip_suffix(b",").unwrap_or(bytes)) {
                Ok(None) => {}
                Ok(Some(record)) => {
                    found += 1;
                    self.take(record.as_bytes(), place, writer)?;
                }
                Err(problem) => self.fail(place, problem),
            }
        }
        Some(Err(page::cut_off()))
    }

    /// A page that another program wrote: it is held as a whole.
    fn whole_page(
        &mut self,
        mut bytes: Vec<u8>,
        source: Box<dyn BufRead>,
        file: &Place,
        writer: &SyncSender<Message>,
    ) -> Option<Result<u64, Problem>> {
        if let Err(error) = source.take(LINE_BYTES).read_to_end(&mut bytes) {
            return Some(Err(Problem::Unreadable(error.to_string())));
        }
        let records = match page::of_page(&bytes) {
            Ok(records) => records,
            Err(problem) => return Some(Err(problem)),
        };
        for record in &records {
            self.take(record.as_bytes(), file.clone(), writer)?;
        }
        Some(Ok(records.len() as u64))
    }

    /// A record whose text is the one of its hash, and whose spans lie in it.
    fn prepare(&self, line: &[u8]) -> Result<Prepared, Problem> {
        let odd = |what: &str| Problem::NoRecord(what.to_owned());
        let line = std::str::from_utf8(line).map_err(|error| odd(&error.to_string()))?;
        let record = Record::from_json(line)
            .map_err(|error| odd(&page::item_of_export(line).unwrap_or_else(|| error.to_string())))?;
        if record.schema != kutip_record::SCHEMA_VERSION {
            return Err(odd(&format!("schema {:?}", record.schema)));
        }
        let document = &record.document;
        let chars = record.points().len();
        if chars > Limits::default().text_chars {
            return Err(Problem::TextTooLong { chars, limit: Limits::default().text_chars });
        }
        if sha256(&document.text) != document.text_sha256 {
            return Err(odd("document.text is not the text of document.text_sha256"));
        }
        if !kutip_store::lies_in_its_text(&record) {
            return Err(odd(
                "spans that do not lie in document.text, or references to items that are not there",
            ));
        }
        let policy = self.policies.of(document.uri.as_deref(), document.outlet.as_deref());
        let own = record.lexicon_sha256.as_deref().map(|hash| format!(" with {hash}")).unwrap_or_default();
        let reading = format!("import of kutip {}{own}", record.kutip);
        Ok(Prepared::of(record, &reading, policy))
    }
}

fn open(input: &Path) -> io::Result<Box<dyn BufRead>> {
    if input == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    Ok(Box::new(BufReader::with_capacity(1 << 20, File::open(input)?)))
}
