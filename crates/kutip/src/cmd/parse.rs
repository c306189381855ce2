//! `kutip parse`: text or CoNLL-U in, CoNLL-U out.

use crate::args::ParseArgs;
use crate::cmd::read;
use crate::exit::Exit;
use crate::notices::{self, Notices};
use crate::{caught, ordered, stop};
use kutip::conllu::{Batch, Part, Sentences};
use kutip::parse::{Parse, ParseScratch, languages};
use kutip::{InputError, Item, Limits, Options, Place, Problem, Reader};
use std::io::{self, Write};
use std::ops::ControlFlow;

/// What became of some input: its CoNLL-U, what there is to say of it, and how many of it could and could not be read.
#[derive(Default)]
struct Outcome {
    bytes: Vec<u8>,
    notices: Vec<InputError>,
    read: u64,
    failed: u64,
}

pub(crate) fn run(mut args: ParseArgs) -> Exit {
    if let Err(exit) = read::need_inputs(&mut args.inputs, "parse").and_then(|()| known_names(&args)) {
        return exit;
    }
    let notices = match Notices::new(args.quiet, None, false) {
        Ok(notices) => notices,
        Err(error) => return Exit::of_write(&error),
    };
    stop::listen();
    caught::silence();
    let parse = Parse::new(args.lang, args.treebank);
    let jobs = args.jobs.map_or_else(read::cores, usize::from);
    let mut sink = Sink { stdout: io::stdout(), notices, read: 0, failed: 0, rows: false, broken: None };
    if args.tokenized {
        let items = Until(Sentences::new(args.inputs, Limits::default()));
        let worker = || Worker::closure(&parse, Worker::batch);
        ordered::run(jobs, items, |batch: &Batch| batch.text.len(), worker, |outcome| sink.take(outcome));
    } else {
        let options = Options { words: kutip::page_words(), ..Options::default() };
        let mut reader = Reader::new(args.inputs, options);
        let items = Until(std::iter::from_fn(move || reader.next_item()));
        let size = |item: &Result<Item, InputError>| item.as_ref().map_or(0, Item::bytes);
        let worker = || Worker::closure(&parse, Worker::text);
        ordered::run(jobs, items, size, worker, |outcome| sink.take(outcome));
    }
    sink.finish()
}

/// Whether the language and the treebank that are asked for are there.
fn known_names(args: &ParseArgs) -> Result<(), Exit> {
    let known = languages();
    let code = kutip::code(args.lang.as_deref().unwrap_or(kutip::DEFAULT_LANGUAGE));
    if !known.contains(&code.as_ref()) {
        let list = known.join(", ");
        notices::fail(
            "K1024",
            &format!("the grammar of '{code}' is not known\n  → there are: {list}"),
            &format!("tata bahasa '{code}' tidak dikenal\n  → yang ada: {list}"),
        );
        return Err(Exit::Usage);
    }
    let Some(name) = &args.treebank else { return Ok(()) };
    let known = Parse::treebanks(&code);
    if !known.contains(&name.as_str()) {
        let list = known.join(", ");
        notices::fail(
            "K1025",
            &format!("no treebank '{name}' for '{code}'\n  → there are: {list}"),
            &format!("tidak ada treebank '{name}' untuk '{code}'\n  → yang ada: {list}"),
        );
        return Err(Exit::Usage);
    }
    Ok(())
}

/// Items until the user asks to stop.
struct Until<I>(I);

impl<I: Iterator> Iterator for Until<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        if stop::asked() {
            return None;
        }
        let next = self.0.next()?;
        stop::begin();
        if stop::asked() {
            stop::end();
            return None;
        }
        Some(next)
    }
}

/// What one thread does.
struct Worker<'a> {
    parse: &'a Parse,
    scratch: ParseScratch,
}

impl<'a> Worker<'a> {
    fn closure<T>(parse: &'a Parse, work: impl Fn(&mut Self, T) -> Outcome) -> impl FnMut(T) -> Outcome {
        let mut worker = Self { parse, scratch: ParseScratch::default() };
        move |item| work(&mut worker, item)
    }

    fn text(&mut self, item: Result<Item, InputError>) -> Outcome {
        let mut input = match item.and_then(Item::input) {
            Ok(Some(input)) => input,
            Ok(None) => return Outcome::default(),
            Err(error) => return Outcome { notices: vec![error], failed: 1, ..Outcome::default() },
        };
        let mut outcome = Outcome { notices: std::mem::take(&mut input.warnings), ..Outcome::default() };
        // A word of five letters has a row of some forty bytes.
        outcome.bytes.reserve(10 * input.text.len());
        let Self { parse, scratch } = self;
        let bytes = &mut outcome.bytes;
        match caught::run(&input.place, || parse.write_text(&input, scratch, bytes))
            .and_then(|written| written)
        {
            Ok(()) => outcome.read = 1,
            Err(error) => self.failed(error, 0, &mut outcome),
        }
        outcome
    }

    fn batch(&mut self, batch: Batch) -> Outcome {
        let mut outcome = Outcome::default();
        outcome.bytes.reserve(2 * batch.text.len());
        for part in batch.parts {
            let (range, line) = match part {
                Part::Sentence(range, line) => (range, line),
                Part::Bad(error) => {
                    outcome.notices.push(error);
                    outcome.failed += 1;
                    continue;
                }
            };
            let place = |line| Place { file: batch.file.clone(), line: Some(line), ..Place::default() };
            let text = batch.text.get(range).unwrap_or_default();
            let before = outcome.bytes.len();
            let Self { parse, scratch } = self;
            let bytes = &mut outcome.bytes;
            match caught::run(&place(line), || parse.write_sentence(text, scratch, bytes)) {
                Ok(Ok(())) => outcome.read += 1,
                Ok(Err(bad)) => {
                    let problem = Problem::BadRow(bad.fault);
                    let error = InputError { place: place(line + bad.line as u64), problem };
                    self.failed(error, before, &mut outcome);
                }
                Err(error) => self.failed(error, before, &mut outcome),
            }
        }
        outcome
    }

    /// Nothing half written is kept, in the output or in the scratch.
    fn failed(&mut self, error: InputError, kept: usize, outcome: &mut Outcome) {
        self.scratch = ParseScratch::default();
        outcome.bytes.truncate(kept);
        outcome.notices.push(error);
        outcome.failed += 1;
    }
}

/// Where outcomes go, and what they add up to.
struct Sink {
    stdout: io::Stdout,
    notices: Notices,
    read: u64,
    failed: u64,
    /// Whether some file was read of which a sentence is left out.
    rows: bool,
    broken: Option<io::Error>,
}

impl Sink {
    fn take(&mut self, outcome: Outcome) -> ControlFlow<()> {
        self.read += outcome.read;
        self.failed += outcome.failed;
        self.rows |= outcome.notices.iter().any(|notice| matches!(notice.problem, Problem::BadRow(_)));
        outcome.notices.iter().for_each(|notice| self.notices.input(notice));
        let mut stdout = self.stdout.lock();
        let written = stdout.write_all(&outcome.bytes).and_then(|()| stdout.flush());
        stop::end();
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.broken = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    fn finish(self) -> Exit {
        if let Some(error) = self.broken {
            if error.kind() != io::ErrorKind::BrokenPipe {
                let english = format!("the output cannot be written: {error}");
                notices::fail("K4001", &english, &format!("keluaran tidak dapat ditulis: {error}"));
            }
            return Exit::of_write(&error);
        }
        self.notices.sum_up(self.read, self.failed);
        if let Some(signal) = stop::by() {
            return Exit::Interrupted(signal);
        }
        match (self.read, self.failed) {
            (_, 0) => Exit::Done,
            (0, _) if !self.rows => Exit::Io,
            _ => Exit::Partly,
        }
    }
}
