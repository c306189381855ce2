//! `kutip ingest`: articles into a store.
//!
//! Threads read articles and make their rows; one more writes them, some hundred in a transaction. An article that the
//! store has is known by the hashes of its text and fields, and is not read again: so the same command goes on where it
//! was stopped.

pub(super) mod writer;

use crate::archive;
use crate::args::IngestArgs;
use crate::args::Progress as Shown;
use crate::asked::Asked;
use crate::cmd::lexicon;
use crate::cmd::read::{cannot_write, cores, is_one_of, need_inputs, there_already, total_bytes};
use crate::exit::Exit;
use crate::notices::{self, Notices};
use crate::progress::Progress;
use crate::{caught, ordered, stop};
use kutip::{Engine, InputError, Item, Options, Place, Reader, Scratch, Tongue};
use kutip_record::article_id;
use kutip_store::{Known, Policies, Prepared, Store, StoreError, Sync};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::SyncSender;
use writer::{Message, Tally, What, Writer};

pub(crate) fn run(mut args: IngestArgs) -> Exit {
    if let Err(exit) = need_inputs(&mut args.inputs, "ingest") {
        return exit;
    }
    let lexicon = match lexicon::open(&args.overlay) {
        Ok(lexicon) => lexicon,
        Err(exit) => return exit,
    };
    let (notices, store) = match open(&args) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    stop::listen();
    let path = args.write.store.store.clone();
    let (jobs, json, quiet) = (args.jobs.map_or_else(cores, usize::from), args.json, args.tell.quiet);
    let filter = args.filter.filter(&args.fill);
    let limit = filter.limit;
    let options =
        Options { keep_meta: args.keep_meta, filter, words: kutip::page_words(), ..Options::default() };
    let total = matches!(args.tell.progress, None | Some(Shown::Bar | Shown::Json))
        .then(|| total_bytes(&args.inputs));
    let reader = Reader::new(args.inputs, options);
    let progress = Progress::new(args.tell.progress, quiet, reader.bytes_read(), total.flatten());
    let engine = args.fill.engine().with_lexicon(lexicon);
    let sink = Sink { limit, ..Sink::new(notices, progress) };
    let how = How { jobs, anew: false, json, quiet };
    run_all(&how, &engine, Items(reader), store, sink, &path)
}

/// What is to be taken in.
pub(crate) struct Job {
    /// An input; none where there is something to be noted of an address alone.
    pub(crate) item: Option<Result<Item, InputError>>,
    /// The address that it came from, if it came from the network.
    pub(crate) asked: Option<Box<Asked>>,
}

impl From<Result<Item, InputError>> for Job {
    fn from(item: Result<Item, InputError>) -> Self {
        Self { item: Some(item), asked: None }
    }
}

/// How articles are taken in, and what is told of it.
pub(crate) struct How {
    pub(super) jobs: usize,
    /// Whether those are read as well that the store has.
    pub(super) anew: bool,
    pub(super) json: bool,
    pub(super) quiet: bool,
}

/// Takes all items into the store at a path, and tells what became of them.
pub(crate) fn run_all(
    how: &How,
    engine: &Engine,
    items: impl Iterator<Item = impl Into<Job> + Send> + Send,
    store: Store,
    sink: Sink,
    path: &Path,
) -> Exit {
    match ingest(how, engine, items, store, sink) {
        Ok((tally, sink)) => finish(&tally, sink, how),
        Err(failed) => {
            let Failed { error, mut sink, tally } = *failed;
            sink.progress.clear();
            say_committed(&tally, path);
            archive::say(&error, path)
        }
    }
}

/// The file of errors and the store.
fn open(args: &IngestArgs) -> Result<(Notices, Store), Exit> {
    let path = &args.write.store.store;
    if is_one_of(path, &args.inputs, None) {
        let shown = path.display();
        notices::fail(
            "K1012",
            &format!("{shown} is an input\n  → --store names the store"),
            &format!("{shown} adalah masukan\n  → --store menyebut gudang"),
        );
        return Err(Exit::Usage);
    }
    let errors = args.tell.errors.as_deref();
    if let Some(path) = errors.filter(|path| !args.force && !notices::may_empty(path)) {
        return Err(there_already(path));
    }
    if let Some(errors) = errors.filter(|errors| is_one_of(errors, &args.inputs, Some(path))) {
        let shown = errors.display();
        notices::fail(
            "K1012",
            &format!("{shown} is an input or the store\n  → give --errors a file of its own"),
            &format!("{shown} adalah masukan atau gudang\n  → beri --errors berkas sendiri"),
        );
        return Err(Exit::Usage);
    }
    let keep = args.keep.map(Into::into).unwrap_or_default();
    let store = archive::write_much(&args.write, &args.space, "kutip ingest", Some(keep), args.tell.quiet)?;
    let sync = if args.sync == crate::args::archive::Safety::Full { Sync::Full } else { Sync::Normal };
    let most = args.most_bytes.map_or(Ok(()), |bytes| store.set_most_bytes(bytes));
    store.set_sync(sync).and(most).map_err(|error| archive::say(&error, path))?;
    let notices = Notices::new(args.tell.quiet, errors, false)
        .map_err(|error| cannot_write(errors.unwrap_or(Path::new("-")), &error))?;
    Ok((notices, store))
}

/// What tells messages, with the file of --errors.
pub(super) fn open_notices(quiet: bool, errors: Option<&Path>, force: bool) -> Result<Notices, Exit> {
    if let Some(path) = errors.filter(|path| !force && !notices::may_empty(path)) {
        return Err(there_already(path));
    }
    Notices::new(quiet, errors, false).map_err(|error| cannot_write(errors.unwrap_or(Path::new("-")), &error))
}

/// What became of one input on the thread that read it.
#[derive(Default)]
struct Outcome {
    message: Option<Message>,
    notices: Vec<InputError>,
    failed: bool,
    broken: Option<StoreError>,
}

/// What the results of all threads add up to.
pub(crate) struct Sink {
    notices: Notices,
    progress: Progress,
    read: u64,
    failed: u64,
    /// Addresses of the network that answered.
    answered: u64,
    /// Articles that are taken at most.
    limit: Option<u64>,
    broken: Option<StoreError>,
}

/// A run that the store ended.
pub(super) struct Failed {
    pub(super) error: StoreError,
    pub(super) sink: Sink,
    pub(super) tally: Tally,
}

impl Failed {
    /// Before anything was done.
    pub(super) fn at_once(error: StoreError, sink: Sink) -> Box<Self> {
        Box::new(Self { error, sink, tally: Tally::default() })
    }
}

/// Takes all items into a store. Nothing is told but what went wrong with inputs.
pub(super) fn ingest(
    how: &How,
    engine: &Engine,
    items: impl Iterator<Item = impl Into<Job> + Send> + Send,
    store: Store,
    mut sink: Sink,
) -> Result<(Tally, Sink), Box<Failed>> {
    let begun = store.policies().and_then(|policies| {
        let readers = (0..how.jobs).map(|_| store.known()).collect::<Result<Vec<_>, _>>()?;
        Ok((policies, readers))
    });
    let (policies, readers) = match begun {
        Ok(begun) => begun,
        Err(error) => return Err(Failed::at_once(error, sink)),
    };
    let reading = engine.reading();
    let terms = Terms { engine, reading: &reading, policies: &policies, anew: how.anew };
    caught::silence();
    let readers = std::sync::Mutex::new(readers);
    let items = items.map(Into::into);
    let size = |job: &Job| job.item.iter().flatten().map(Item::bytes).sum();
    let (tally, written) = Writer::run(store, archive::now(), |sender| {
        let worker = || {
            let known = readers.lock().ok().and_then(|mut readers| readers.pop());
            let mut scratch = Scratch::default();
            let terms = &terms;
            move |job| terms.outcome(job, known.as_ref(), &mut scratch)
        };
        ordered::run(how.jobs, items, size, worker, |outcome| sink.take(outcome, &sender));
    });
    match written.err().or(sink.broken.take()) {
        None => Ok((tally, sink)),
        Some(error) => Err(Box::new(Failed { error, sink, tally })),
    }
}

/// With what articles are read, and what is kept of them.
struct Terms<'a> {
    engine: &'a Engine,
    reading: &'a str,
    policies: &'a Policies,
    anew: bool,
}

impl Terms<'_> {
    /// What is to be written for one input, and of the address that it came from.
    fn outcome(&self, job: Job, known: Option<&Known>, scratch: &mut Scratch) -> Outcome {
        let mut outcome = job.item.map_or_else(Outcome::default, |item| self.read(item, known, scratch));
        let Some(mut asked) = job.asked else { return outcome };
        if let Some(error) = outcome.notices.last().filter(|_| outcome.failed) {
            asked.fail(error);
        }
        if outcome.broken.is_none() {
            let place = Place { file: asked.url().to_owned(), ..Place::default() };
            let nothing = || Message { anew: false, what: What::Nothing, place, asked: None };
            outcome.message.get_or_insert_with(nothing).asked = Some(asked);
        }
        outcome
    }

    /// Reads one input unless the store has it; a fault of the engine is that article's alone.
    fn read(&self, item: Result<Item, InputError>, known: Option<&Known>, scratch: &mut Scratch) -> Outcome {
        let failed = |notices| Outcome { notices, failed: true, ..Outcome::default() };
        let item = item.and_then(|item| {
            let place = item.place().clone();
            caught::run(&place, || item.input()).and_then(|input| input)
        });
        let mut input = match item {
            Ok(Some(input)) => input,
            // The filter leaves it out.
            Ok(None) => return Outcome::default(),
            Err(error) => return failed(vec![error]),
        };
        let mut notices = std::mem::take(&mut input.warnings);
        let place = input.place.clone();
        let head = self.engine.head(&input);
        let policy = self.policies.of(head.uri.as_deref(), head.outlet.as_deref());
        match known.filter(|_| !self.anew).map_or(Ok(None), |known| known.of(&head, self.reading, policy)) {
            Ok(None) => {}
            Ok(Some(familiar)) => {
                let what = What::Familiar(article_id(&head), familiar);
                let message = Some(Message { anew: false, what, place, asked: None });
                return Outcome { message, notices, ..Outcome::default() };
            }
            Err(error) => return Outcome { notices, broken: Some(error), ..Outcome::default() },
        }
        drop(head);
        let make = |record: kutip::Record<'_>| Prepared::of(record, self.reading, policy);
        match caught::run(&place, || self.engine.with_record(input, scratch, make)) {
            Ok(article) => {
                let what = What::Article(Box::new(article));
                let message = Some(Message { anew: self.anew, what, place, asked: None });
                Outcome { message, notices, ..Outcome::default() }
            }
            Err(error) => {
                *scratch = Scratch::default();
                notices.push(error);
                failed(notices)
            }
        }
    }
}

impl Sink {
    pub(super) fn new(notices: Notices, progress: Progress) -> Self {
        let progress = progress.in_tongue(notices::tongue());
        Self { notices, progress, read: 0, failed: 0, answered: 0, limit: None, broken: None }
    }

    /// Counts what failed before it came to be read.
    pub(super) fn fail(&mut self, count: u64) {
        self.failed += count;
    }

    /// What the run adds up to, for the exit status.
    pub(super) fn exit(&self) -> Exit {
        match (self.read + self.answered, self.failed) {
            (_, 0) => Exit::Done,
            (0, _) => Exit::Io,
            _ => Exit::Partly,
        }
    }

    /// Ends the progress; gives back what tells messages, and how many inputs failed.
    pub(super) fn end(mut self) -> (Notices, u64) {
        self.progress.finish(self.read, self.failed);
        (self.notices, self.failed)
    }

    fn take(&mut self, outcome: Outcome, writer: &SyncSender<Message>) -> ControlFlow<()> {
        if self.limit.is_some_and(|limit| self.read >= limit) {
            stop::end();
            return ControlFlow::Break(());
        }
        if let Some(message) = &outcome.message {
            self.read += u64::from(!matches!(message.what, What::Nothing));
            self.answered += u64::from(message.asked.as_ref().is_some_and(|asked| !asked.has_failed()));
        }
        self.failed += u64::from(outcome.failed);
        if !outcome.notices.is_empty() {
            self.progress.clear();
            outcome.notices.iter().for_each(|notice| self.notices.input(notice));
        }
        if outcome.broken.is_some() {
            self.broken = outcome.broken;
            return ControlFlow::Break(());
        }
        match outcome.message.map(|message| writer.send(message)) {
            Some(Ok(())) => {}
            // The writer has gone: it says why.
            Some(Err(_)) => return ControlFlow::Break(()),
            None => stop::end(),
        }
        self.progress.tick(self.read, self.failed);
        ControlFlow::Continue(())
    }
}

/// The inputs, until the user asks to stop.
pub(super) struct Items(pub(super) Reader);

impl Iterator for Items {
    type Item = Result<Item, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if stop::asked() {
            return None;
        }
        let next = self.0.next_item()?;
        stop::begin();
        if stop::asked() {
            stop::end();
            return None;
        }
        Some(next)
    }
}

fn finish(tally: &Tally, mut sink: Sink, how: &How) -> Exit {
    let How { json, quiet, .. } = *how;
    sink.progress.finish(sink.read, sink.failed);
    sink.notices.sum_up(sink.read, sink.failed);
    if let Err(exit) = tell(tally, sink.failed, json, quiet) {
        return exit;
    }
    if let Some(signal) = stop::by() {
        say_how_to_go_on(quiet);
        return Exit::Interrupted(signal);
    }
    if let Some(error) = sink.notices.broken() {
        return cannot_write(Path::new("--errors"), error);
    }
    sink.exit()
}

/// What became of the articles, on standard output as JSON or on standard error in words.
pub(super) fn tell(tally: &Tally, failed: u64, json: bool, quiet: bool) -> Result<(), Exit> {
    if json {
        return archive::print(&as_json(tally, failed).to_string());
    }
    if !quiet {
        let _ = writeln!(io::stderr(), "{}", in_words(tally));
    }
    Ok(())
}

/// What became of the articles; what was asked of the network only where something was.
pub(super) fn as_json(tally: &Tally, failed: u64) -> Value {
    let Tally { added, changed, unchanged, forgotten, asked, not_modified } = *tally;
    let mut line = json!({"added": added, "changed": changed, "unchanged": unchanged, "forgotten": forgotten, "failed": failed});
    if asked > 0 {
        line["asked"] = asked.into();
        line["not_modified"] = not_modified.into();
    }
    line
}

pub(super) fn in_words(tally: &Tally) -> String {
    let Tally { added, changed, unchanged, forgotten, asked, not_modified } = *tally;
    let mut line = match notices::tongue() {
        Tongue::English => format!("{added} added, {changed} changed, {unchanged} there already"),
        Tongue::Indonesian => format!("{added} ditambahkan, {changed} berubah, {unchanged} sudah ada"),
    };
    if forgotten > 0 {
        line += &match notices::tongue() {
            Tongue::English => format!(", {forgotten} forgotten"),
            Tongue::Indonesian => format!(", {forgotten} dilupakan"),
        };
    }
    if asked > 0 {
        line += &match notices::tongue() {
            Tongue::English => format!("; {asked} addresses asked, {not_modified} unchanged"),
            Tongue::Indonesian => format!("; {asked} alamat ditanya, {not_modified} tidak berubah"),
        };
    }
    line
}

pub(super) fn say_how_to_go_on(quiet: bool) {
    if !quiet {
        let line = match notices::tongue() {
            Tongue::English => "stopped; all that was read is committed, and the same command goes on",
            Tongue::Indonesian => {
                "berhenti; semua yang sudah dibaca tersimpan, perintah yang sama melanjutkan"
            }
        };
        let _ = writeln!(io::stderr(), "{line}");
    }
}

/// Before a store's own fault is told: how far the run came.
fn say_committed(tally: &Tally, path: &Path) {
    let done = tally.added + tally.changed;
    if done > 0 {
        let shown = path.display();
        let line = match notices::tongue() {
            Tongue::English => format!("{done} articles of this run are committed in {shown}"),
            Tongue::Indonesian => format!("{done} artikel dari perintah ini tersimpan di {shown}"),
        };
        let _ = writeln!(io::stderr(), "{line}");
    }
}
