//! `kutip read`: articles in, records out.

use crate::args::{Progress as How, ReadArgs};
use crate::cmd::lexicon;
use crate::exit::Exit;
use crate::notices::{self, Notices, reason};
use crate::output::Output;
use crate::pages::{self, Fault, Pages};
use crate::progress::Progress;
use crate::show::Sheet;
use crate::unfinished::{KUTIP, Refusal, Stopped};
use crate::{caught, ordered, stop, term};
use kutip::{Input, InputError, Item, Lexicon, Options, Reader, Scratch, view};
use serde_json::{Value, json};
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
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
    kind: Kind,
}

/// How it went.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Read,
    Failed,
    /// The filter leaves it out.
    LeftOut,
}

/// Where outcomes go, and what they add up to.
struct Sink {
    output: Output,
    notices: Notices,
    progress: Progress,
    read: u64,
    failed: u64,
    /// Articles that are read at most, those of an earlier run among them.
    limit: Option<u64>,
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
    if let Err(exit) = need_inputs(&mut args.inputs, "read") {
        return exit;
    }
    // Before the output is opened: with a lexicon that is not sound nothing is begun.
    let lexicon = match lexicon::open(&args.overlay) {
        Ok(lexicon) => lexicon,
        Err(exit) => return exit,
    };
    match Sink::open(&args, lexicon.as_deref()) {
        Ok((items, sink)) => read(args, lexicon, items, sink),
        Err(exit) => exit,
    }
}

/// Standard input where no inputs are named, unless somebody sits there.
pub(crate) fn need_inputs(inputs: &mut Vec<PathBuf>, command: &str) -> Result<(), Exit> {
    if !inputs.is_empty() {
        return Ok(());
    }
    if io::stdin().is_terminal() {
        notices::fail(
            "K1001",
            &format!("no input\n  → kutip {command} FILE, or - for standard input; more with --help"),
            &format!(
                "tidak ada masukan\n  → kutip {command} BERKAS, atau - untuk masukan baku; selengkapnya dengan --help"
            ),
        );
        return Err(Exit::Usage);
    }
    inputs.push(PathBuf::from("-"));
    Ok(())
}

fn read(args: ReadArgs, lexicon: Option<Arc<Lexicon>>, items: Items, sink: Sink) -> Exit {
    stop::listen();
    let to_terminal = !args.json && args.output.is_none() && io::stdout().is_terminal();
    let form = match (args.html, to_terminal) {
        (true, _) => Form::Html,
        (false, true) => Form::Terminal(Sheet { width: term::width(), colour: term::has_colour() }),
        (false, false) => Form::Json,
    };
    let engine = args.fill.engine().with_layers(args.layers.unwrap_or_default()).with_lexicon(lexicon);
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
    items: impl Iterator<Item = Result<Item, InputError>> + Send,
    mut sink: Sink,
    make: impl Fn(Input, &mut Scratch, &mut Vec<u8>) -> String + Sync,
) -> Exit {
    caught::silence();
    let size = |item: &Result<Item, InputError>| item.as_ref().map_or(0, Item::bytes);
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
    item: Result<Item, InputError>,
    scratch: &mut Scratch,
    make: impl FnOnce(Input, &mut Scratch, &mut Vec<u8>) -> String,
) -> Outcome {
    let without = |notices, kind| Outcome { bytes: Vec::new(), name: String::new(), notices, kind };
    let item = item.and_then(|item| {
        let place = item.place().clone();
        caught::run(&place, || item.input()).and_then(|input| input)
    });
    let mut input = match item {
        Ok(Some(input)) => input,
        Ok(None) => return without(Vec::new(), Kind::LeftOut),
        Err(error) => return without(vec![error], Kind::Failed),
    };
    let mut notices = std::mem::take(&mut input.warnings);
    let place = input.place.clone();
    let mut bytes = Vec::with_capacity(1024 + 4 * input.text.len());
    match caught::run(&place, || make(input, scratch, &mut bytes)) {
        Ok(name) => Outcome { bytes, name, notices, kind: Kind::Read },
        Err(error) => {
            *scratch = Scratch::default();
            notices.push(error);
            without(notices, Kind::Failed)
        }
    }
}

impl Sink {
    fn open(args: &ReadArgs, lexicon: Option<&Lexicon>) -> Result<(Items, Self), Exit> {
        if let Some(path) = args.output.as_deref().filter(|path| !args.force && path.is_file()) {
            return Err(there_already(path));
        }
        let filter = args.filter.filter(&args.fill);
        let limit = filter.limit;
        let options =
            Options { keep_meta: args.keep_meta, filter, words: kutip::page_words(), ..Options::default() };
        let total = matches!(args.tell.progress, None | Some(How::Bar | How::Json))
            .then(|| total_bytes(&args.inputs));
        let reader = Reader::new(args.inputs.iter().cloned(), options);
        let progress =
            Progress::new(args.tell.progress, args.tell.quiet, reader.bytes_read(), total.flatten())
                .in_tongue(notices::tongue());
        let errors = args.tell.errors.as_deref();
        if let Some(path) = errors.filter(|path| is_one_of(path, &args.inputs, args.output.as_deref())) {
            let shown = path.display();
            notices::fail(
                "K1012",
                &format!("{shown} is an input or the output\n  → give --errors a file of its own"),
                &format!("{shown} adalah masukan atau keluaran\n  → beri --errors berkas sendiri"),
            );
            return Err(Exit::Usage);
        }
        if let Some(path) = errors.filter(|path| !args.force && !notices::may_empty(path)) {
            return Err(there_already(path));
        }
        let output = args.output.as_deref();
        let of_path = |error| Refusal::Io(output.unwrap_or(Path::new("-")).to_owned(), error);
        let opened = match (args.html, output) {
            (true, _) => {
                Pages::open(output, args.force).map(|pages| (Output::Pages(pages), None)).map_err(of_path)
            }
            (false, Some(path)) if path.is_dir() => {
                let shown = path.display();
                notices::fail(
                    "K1013",
                    &format!("{shown} is a folder\n  → give -o a file, or --html for one page an article"),
                    &format!(
                        "{shown} adalah folder\n  → beri -o sebuah berkas, atau --html untuk satu halaman per artikel"
                    ),
                );
                return Err(Exit::Usage);
            }
            (false, _) => Output::open(output, &command(args, lexicon), args.force),
        };
        let (output, stopped) = opened.map_err(|refusal| say_refusal(&refusal))?;
        let notices = Notices::new(args.tell.quiet, errors, stopped.is_some())
            .map_err(|error| cannot_write(errors.unwrap_or(Path::new("-")), &error))?;
        let skipped = Arc::<Skipped>::default();
        let items = Items { reader, stopped, skipped: Arc::clone(&skipped) };
        Ok((items, Self { output, notices, progress, read: 0, failed: 0, limit, broken: None, skipped }))
    }

    fn take(&mut self, outcome: Outcome) -> ControlFlow<()> {
        let has_enough = |read: u64, sink: &Self| {
            sink.limit.is_some_and(|limit| read + sink.skipped.records.load(Relaxed) >= limit)
        };
        // With the limit at nothing, or reached by the run that is gone on with.
        if has_enough(self.read, self) {
            return ControlFlow::Break(());
        }
        match outcome.kind {
            Kind::Read => self.read += 1,
            Kind::Failed => self.failed += 1,
            Kind::LeftOut => {}
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
        if has_enough(self.read, self) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn finish(mut self) -> Exit {
        self.progress.finish(self.read, self.failed);
        if self.skipped.missed.load(Relaxed) {
            say_other(None);
            return Exit::Usage;
        }
        self.read += self.skipped.records.load(Relaxed);
        let interrupted = stop::by();
        let written = match self.broken {
            Some(Fault::Io(error)) => Err(error),
            Some(fault) => {
                fault.say();
                return Exit::Usage;
            }
            // What was interrupted does not get the name of something whole.
            None if interrupted.is_some() => {
                self.output.say_how_to_go_on(self.read);
                Ok(())
            }
            None => self.output.finish(),
        };
        if let Err(error) = written {
            if error.kind() != io::ErrorKind::BrokenPipe {
                let english = format!("the output cannot be written: {error}");
                notices::fail(
                    "K4001",
                    &english,
                    &format!("keluaran tidak dapat ditulis: {}", reason(&error)),
                );
            }
            return Exit::of_write(&error);
        }
        self.notices.sum_up(self.read, self.failed);
        if let Some(error) = self.notices.broken() {
            notices::fail(
                "K4001",
                &format!("the file of --errors cannot be written: {error}"),
                &format!("berkas --errors tidak dapat ditulis: {}", reason(error)),
            );
            return Exit::of_write(error);
        }
        if let Some(signal) = interrupted {
            return Exit::Interrupted(signal);
        }
        match (self.read, self.failed) {
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
            match self.reader.next_item().map(|item| item.and_then(Item::input)) {
                Some(Ok(None)) => {}
                Some(Ok(Some(input))) => {
                    let records = self.skipped.records.fetch_add(1, Relaxed) + 1;
                    // The same file may have been named twice.
                    if input.place == stopped.last && records >= stopped.records {
                        // Another article in its place: something was put in or taken out before it.
                        let same = input.id == stopped.id && kutip::sha256(&input.text) == stopped.sha256;
                        self.skipped.missed.store(!same, Relaxed);
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
    type Item = Result<Item, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        let skipped = self.skip();
        if stop::asked() || self.skipped.missed.load(Relaxed) {
            return None;
        }
        let next = skipped.map(Err).or_else(|| self.reader.next_item())?;
        stop::begin();
        if stop::asked() {
            stop::end();
            return None;
        }
        Some(next)
    }
}

/// What the records depend on, beside the texts themselves.
fn command(args: &ReadArgs, lexicon: Option<&Lexicon>) -> Value {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    json!({
        KUTIP: kutip::VERSION,
        "inputs": args.inputs.iter().map(|path| path.to_string_lossy()).collect::<Vec<_>>(),
        "lexicon": lexicon.map(Lexicon::sha256),
        "layers": format!("{:?}", args.layers),
        "date": day(args.fill.date),
        "today": day(args.fill.today),
        "outlet": args.fill.outlet,
        "lang": args.fill.lang,
        "keep_meta": args.keep_meta,
        "filter": format!("{:?}", args.filter),
    })
}

pub(crate) fn there_already(path: &Path) -> Exit {
    let shown = path.display();
    notices::fail(
        "K1003",
        &format!("{shown} is there already\n  → --force overwrites it"),
        &format!("{shown} sudah ada\n  → --force menimpanya"),
    );
    Exit::Usage
}

pub(crate) fn cannot_write(path: &Path, error: &io::Error) -> Exit {
    let shown = path.display();
    let english = format!("{shown} cannot be written: {error}");
    notices::fail("K4001", &english, &format!("{shown} tidak dapat ditulis: {}", reason(error)));
    Exit::of_write(error)
}

fn say_refusal(refusal: &Refusal) -> Exit {
    match refusal {
        Refusal::Io(path, error) => return cannot_write(path, error),
        Refusal::Busy(path) => {
            let shown = path.display();
            notices::fail(
                "K5001",
                &format!("another run of kutip writes {shown}\n  → wait for it, or give -o another name"),
                &format!("kutip lain sedang menulis {shown}\n  → tunggu, atau beri -o nama lain"),
            );
            return Exit::Busy;
        }
        Refusal::Foreign(path) => {
            let shown = path.display();
            notices::fail(
                "K1014",
                &format!(
                    "{shown} is there and no run of kutip left it\n  → move it away, or give -o another name"
                ),
                &format!("{shown} ada dan bukan peninggalan kutip\n  → pindahkan, atau beri -o nama lain"),
            );
        }
        Refusal::Other(path) => say_other(Some(path)),
    }
    Exit::Usage
}

/// The unfinished output is not of this command, or its inputs have changed.
fn say_other(path: Option<&Path>) {
    let shown = path.map(|path| format!(" {}", path.display())).unwrap_or_default();
    notices::fail(
        "K1004",
        &format!(
            "the unfinished output{shown} is of other inputs, options, lexicon or version\n  → the same command goes on, --force begins anew"
        ),
        &format!(
            "keluaran yang belum selesai{shown} berasal dari masukan, opsi, leksikon, atau versi lain\n  → perintah yang sama melanjutkan, --force memulai dari awal"
        ),
    );
}

/// Whether a file that would be emptied is one that is to be read or written.
pub(crate) fn is_one_of(path: &Path, inputs: &[PathBuf], output: Option<&Path>) -> bool {
    let whole = |path: &Path| {
        // A file that is not there yet is known by its folder.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let new = || Some(folder.canonicalize().ok()?.join(path.file_name()?));
        path.canonicalize().ok().or_else(new)
    };
    let Some(errors) = whole(path) else { return false };
    let others = inputs.iter().map(PathBuf::as_path).chain(output);
    others.filter_map(whole).any(|other| other == errors)
}

/// The bytes of all inputs, where each is a file.
pub(crate) fn total_bytes(inputs: &[PathBuf]) -> Option<u64> {
    let sizes =
        inputs.iter().map(|path| path.metadata().ok().filter(|meta| meta.is_file()).map(|meta| meta.len()));
    sizes.sum()
}

pub(crate) fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
