//! `kutip read`: articles in, records out.

use crate::args::{Progress as How, ReadArgs};
use crate::exit::Exit;
use crate::notices::{self, Notices};
use crate::output::{Output, Stopped};
use crate::pages::{self, Fault, Pages};
use crate::progress::Progress;
use crate::show::Sheet;
use crate::{ordered, stop, term};
use kutip::{Input, InputError, Options, Place, Problem, Reader, Scratch, view};
use std::any::Any;
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

/// The form in which articles come out.
enum Form {
    Json,
    Terminal(Sheet),
    Html,
}

/// What became of one input.
struct Outcome {
    bytes: Vec<u8>,
    /// What a file for it may be called.
    name: String,
    notices: Vec<InputError>,
    failed: bool,
}

/// Where outcomes go, and what they add up to.
struct Sink {
    output: Output,
    notices: Notices,
    progress: Progress,
    read: u64,
    failed: u64,
    broken: Option<Fault>,
    skipped: Arc<Skipped>,
}

/// What an earlier run had done already.
#[derive(Default)]
struct Skipped {
    records: AtomicU64,
    /// The input of its last record was not among those of this run.
    missed: AtomicBool,
}

pub(crate) fn run(mut args: ReadArgs) -> Exit {
    if args.inputs.is_empty() {
        if io::stdin().is_terminal() {
            notices::fail(
                "K1001",
                "no input\n  → kutip read FILE, or - for standard input; more with --help",
                "tidak ada masukan\n  → kutip read BERKAS, atau - untuk masukan baku; selengkapnya dengan --help",
            );
            return Exit::Usage;
        }
        args.inputs.push(PathBuf::from("-"));
    }
    match Sink::open(&args) {
        Ok((items, sink)) => read(args, items, sink),
        Err(exit) => exit,
    }
}

fn read(args: ReadArgs, items: Items, sink: Sink) -> Exit {
    stop::listen();
    let to_terminal = !args.json && args.output.is_none() && io::stdout().is_terminal();
    let form = match (args.html, to_terminal) {
        (true, _) => Form::Html,
        (false, true) => Form::Terminal(Sheet { width: term::width(), colour: term::has_colour() }),
        (false, false) => Form::Json,
    };
    let engine = args.fill.engine().with_layers(args.layers.unwrap_or_default());
    let jobs = args.jobs.map_or_else(cores, usize::from);
    let make = |input: Input, scratch: &mut Scratch, bytes: &mut Vec<u8>| match &form {
        Form::Json => {
            engine.write_record(input, scratch, bytes);
            String::new()
        }
        Form::Terminal(sheet) => {
            sheet.write(&engine.record(input, scratch), bytes);
            String::new()
        }
        Form::Html => {
            let name = pages::name(&input);
            bytes.extend(view::page(&engine.record(input, scratch)).into_bytes());
            name
        }
    };
    read_all(jobs, items, sink, make)
}

/// Takes all items to the sink. `make` writes an article's bytes and tells what a file for it may be called.
fn read_all(
    jobs: usize,
    items: impl Iterator<Item = Result<Input, InputError>> + Send,
    mut sink: Sink,
    make: impl Fn(Input, &mut Scratch, &mut Vec<u8>) -> String + Sync,
) -> Exit {
    silence_caught_panics();
    let size = |item: &Result<Input, InputError>| item.as_ref().map_or(0, |input| input.text.len());
    let worker = || {
        let mut scratch = Scratch::default();
        let make = &make;
        move |item| outcome(item, &mut scratch, make)
    };
    ordered::run(jobs, items, size, worker, |outcome| {
        let flow = sink.take(outcome);
        stop::end();
        flow
    });
    sink.finish()
}

/// Reads one input; a fault of the engine is that article's alone.
fn outcome(
    item: Result<Input, InputError>,
    scratch: &mut Scratch,
    make: impl FnOnce(Input, &mut Scratch, &mut Vec<u8>) -> String,
) -> Outcome {
    let mut input = match item {
        Ok(input) => input,
        Err(error) => {
            return Outcome { bytes: Vec::new(), name: String::new(), notices: vec![error], failed: true };
        }
    };
    let mut notices = std::mem::take(&mut input.warnings);
    let place = input.place.clone();
    let mut bytes = Vec::with_capacity(1024 + 4 * input.text.len());
    let result = catch_unwind(AssertUnwindSafe(|| {
        CAUGHT.set(true);
        make(input, scratch, &mut bytes)
    }));
    CAUGHT.set(false);
    match result {
        Ok(name) => Outcome { bytes, name, notices, failed: false },
        Err(panic) => {
            *scratch = Scratch::default();
            notices.push(crash(place, &*panic));
            Outcome { bytes: Vec::new(), name: String::new(), notices, failed: true }
        }
    }
}

impl Sink {
    fn open(args: &ReadArgs) -> Result<(Items, Self), Exit> {
        if let Some(path) = args.output.as_deref().filter(|path| !args.force && path.is_file()) {
            let shown = path.display();
            notices::fail(
                "K1003",
                &format!("{shown} is there already\n  → --force overwrites it"),
                &format!("{shown} sudah ada\n  → --force menimpanya"),
            );
            return Err(Exit::Usage);
        }
        let options = Options { keep_meta: args.keep_meta, ..Options::default() };
        let total =
            matches!(args.progress, None | Some(How::Bar | How::Json)).then(|| total_bytes(&args.inputs));
        let reader = Reader::new(args.inputs.iter().cloned(), options);
        let progress = Progress::new(args.progress, args.quiet, reader.bytes_read(), total.flatten());
        let cannot_write = |path: &Path, error: &io::Error| {
            let shown = path.display();
            let english = format!("{shown} cannot be written: {error}");
            notices::fail("K4001", &english, &format!("{shown} tidak dapat ditulis: {error}"));
            Exit::of_write(error)
        };
        let errors = args.errors.as_deref();
        let notices = Notices::new(args.quiet, errors)
            .map_err(|error| cannot_write(errors.unwrap_or(Path::new("-")), &error))?;
        let output = args.output.as_deref();
        let opened = match args.html {
            true => Pages::open(output, args.force).map(|pages| (Output::Pages(pages), None)),
            false => Output::open(output, args.force),
        };
        let (output, stopped) =
            opened.map_err(|error| cannot_write(output.unwrap_or(Path::new("-")), &error))?;
        let skipped = Arc::<Skipped>::default();
        let items = Items { reader, stopped, skipped: Arc::clone(&skipped) };
        Ok((items, Self { output, notices, progress, read: 0, failed: 0, broken: None, skipped }))
    }

    fn take(&mut self, outcome: Outcome) -> ControlFlow<()> {
        if outcome.failed {
            self.failed += 1;
        } else {
            self.read += 1;
        }
        if !outcome.notices.is_empty() {
            self.progress.clear();
            outcome.notices.iter().for_each(|notice| self.notices.input(notice));
        }
        if !outcome.bytes.is_empty()
            && let Err(fault) = self.output.write(&outcome.bytes, &outcome.name)
        {
            self.broken = Some(fault);
            return ControlFlow::Break(());
        }
        self.progress.tick(self.read, self.failed);
        ControlFlow::Continue(())
    }

    fn finish(mut self) -> Exit {
        self.progress.finish(self.read, self.failed);
        if self.skipped.missed.load(Relaxed) {
            notices::fail(
                "K1004",
                "the unfinished output is of other inputs\n  → --force begins anew",
                "keluaran yang belum selesai berasal dari masukan lain\n  → --force memulai dari awal",
            );
            return Exit::Usage;
        }
        self.read += self.skipped.records.load(Relaxed);
        let interrupted = stop::asked();
        let written = match self.broken {
            Some(Fault::Io(error)) => Err(error),
            Some(fault) => {
                fault.say();
                return Exit::Usage;
            }
            // What was interrupted does not get the name of something whole.
            None if interrupted => {
                self.output.say_how_to_go_on(self.read);
                Ok(())
            }
            None => self.output.finish(),
        };
        if let Err(error) = written {
            if error.kind() != io::ErrorKind::BrokenPipe {
                let english = format!("the output cannot be written: {error}");
                notices::fail("K4001", &english, &format!("keluaran tidak dapat ditulis: {error}"));
            }
            return Exit::of_write(&error);
        }
        self.notices.sum_up(self.read, self.failed);
        match (self.read, self.failed) {
            _ if interrupted => Exit::Interrupted,
            (_, 0) => Exit::Done,
            (0, _) => Exit::Io,
            _ => Exit::Partly,
        }
    }
}

/// The inputs that are to be read: those after the last one of a stopped run, until the user asks to stop.
struct Items {
    reader: Reader,
    stopped: Option<Stopped>,
    skipped: Arc<Skipped>,
}

impl Items {
    /// Leaves out what was read before. What could not be read is said again.
    fn skip(&mut self) -> Option<InputError> {
        while let Some(stopped) = self.stopped.as_ref().filter(|_| !stop::asked()) {
            match self.reader.next() {
                Some(Ok(input)) => {
                    let records = self.skipped.records.fetch_add(1, Relaxed) + 1;
                    // The same file may have been named twice.
                    if input.place == stopped.last && records >= stopped.records {
                        self.stopped = None;
                    }
                }
                Some(Err(error)) => return Some(error),
                None => {
                    self.skipped.missed.store(true, Relaxed);
                    self.stopped = None;
                }
            }
        }
        None
    }
}

impl Iterator for Items {
    type Item = Result<Input, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let skipped = self.skip();
        if stop::asked() || self.skipped.missed.load(Relaxed) {
            return None;
        }
        let next = skipped.map(Err).or_else(|| self.reader.next())?;
        stop::begin();
        if stop::asked() {
            stop::end();
            return None;
        }
        Some(next)
    }
}

thread_local! {
    /// Whether a panic of this thread is caught and reported as an article's.
    static CAUGHT: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    static WHERE: std::cell::RefCell<String> = const { std::cell::RefCell::new(String::new()) };
}

/// Panics that are caught are reported in our own words, with the place that only the hook knows.
fn silence_caught_panics() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if CAUGHT.get() {
            let place = info.location().map(ToString::to_string).unwrap_or_default();
            WHERE.with(|cell| cell.replace(place));
        } else {
            default(info);
        }
    }));
}

fn crash(place: Place, panic: &(dyn Any + Send)) -> InputError {
    let what = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    let at = WHERE.with(|cell| cell.take());
    InputError { place, problem: Problem::Crashed(format!("{what} ({at})")) }
}

/// The bytes of all inputs, where each is a file.
fn total_bytes(inputs: &[PathBuf]) -> Option<u64> {
    let sizes =
        inputs.iter().map(|path| path.metadata().ok().filter(|meta| meta.is_file()).map(|meta| meta.len()));
    sizes.sum()
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
