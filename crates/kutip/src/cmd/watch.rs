//! `kutip watch`: what is new in folders and feeds, again and again.
//!
//! A round is a run of its own: the store is opened for it and closed behind it, so that others may write in between, and
//! what a round needs to know of the ones before it stands in the store. Only which files did not change is kept in memory.

mod seen;
mod sources;

use crate::archive;
use crate::args::WatchArgs;
use crate::args::archive::Safety;
use crate::asked::Rhythm;
#[cfg(feature = "fetch")]
use crate::cmd::fetch::{
    client,
    pages::{Manner, Pages},
};
use crate::cmd::ingest::writer::Tally;
use crate::cmd::ingest::{
    Failed, How, Items, Job, Sink, as_json, in_words, ingest, open_notices, say_how_to_go_on,
};
use crate::cmd::lexicon;
use crate::cmd::read::{cannot_write, cores, is_one_of};
use crate::exit::Exit;
use crate::notices::{self, Notices};
use crate::progress::Progress;
use crate::{stop, term};
use jiff::Timestamp;
use kutip::{Engine, InputError, Options, Place, Problem, Reader, Tongue};
use kutip_store::{Policies, Store, StoreError, Sync};
use seen::Seen;
use sources::{Found, Sources};
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// However long a round took, there is a rest before the next one.
const SHORTEST_REST: Duration = Duration::from_millis(500);

/// Addresses of the open network are asked no more often than this.
#[cfg(feature = "fetch")]
const SHORTEST_FOR_OTHERS: jiff::SignedDuration = jiff::SignedDuration::from_mins(1);

pub(crate) fn run(mut args: WatchArgs) -> Exit {
    let lexicon = match lexicon::open(&args.overlay) {
        Ok(lexicon) => lexicon,
        Err(exit) => return exit,
    };
    let Found { sources, problems, lacks } = Sources::read(&args.sources, &Sources::default());
    if let Err(exit) = check(&args, &sources) {
        return exit;
    }
    let mut notices = match open_notices(args.tell.quiet, args.tell.errors.as_deref(), args.force) {
        Ok(notices) => notices,
        Err(exit) => return exit,
    };
    problems.iter().for_each(|problem| notices.input(problem));
    if lacks && sources == Sources::default() {
        return Exit::Io;
    }
    let missing = sources.missing();
    if !args.once && missing.len() == args.sources.len() {
        missing.into_iter().for_each(|place| {
            notices.input(&InputError { place, problem: Problem::Missing });
        });
        return Exit::Io;
    }
    stop::listen();
    let fill = std::mem::take(&mut args.fill);
    let mut watch = Watch {
        engine: fill.engine().with_lexicon(lexicon),
        #[cfg(feature = "fetch")]
        client: client(&args.net, args.tell.quiet),
        seen: Arc::new(Mutex::new(Seen::new(
            &args.write.store.store,
            args.tell.errors.as_deref(),
            !args.once,
        ))),
        sources,
        faults: problems.len() as u64,
        problems,
        policies: None,
        missing: Vec::new(),
        rounds: 0,
        args,
    };
    watch.go_round(notices)
}

/// Whether what is asked for can be done.
fn check(args: &WatchArgs, sources: &Sources) -> Result<(), Exit> {
    let refuse = |exit, code, english: &str, indonesian: &str| {
        notices::fail(code, english, indonesian);
        Err(exit)
    };
    if sources.paths.iter().any(|path| path == Path::new("-")) {
        return refuse(
            Exit::Usage,
            "K1022",
            "standard input cannot be watched\n  → kutip ingest - reads it as it comes",
            "masukan baku tidak dapat diamati\n  → kutip ingest - membacanya begitu datang",
        );
    }
    let store = &args.write.store.store;
    if is_one_of(store, &args.sources, None) {
        return refuse(
            Exit::Usage,
            "K1012",
            &format!("{} is an input\n  → --store names the store", store.display()),
            &format!("{} adalah masukan\n  → --store menyebut gudang", store.display()),
        );
    }
    if let Some(errors) =
        args.tell.errors.as_deref().filter(|errors| is_one_of(errors, &args.sources, Some(store)))
    {
        return refuse(
            Exit::Usage,
            "K1012",
            &format!("{} is an input or the store\n  → give --errors a file of its own", errors.display()),
            &format!("{} adalah masukan atau gudang\n  → beri --errors berkas sendiri", errors.display()),
        );
    }
    if sources.addresses.is_empty() {
        return Ok(());
    }
    #[cfg(not(feature = "fetch"))]
    return refuse(
        Exit::Network,
        "K8104",
        "addresses are given, and this build has no network\n  → take a build with the feature fetch, or watch folders",
        "ada alamat, padahal versi ini dibuat tanpa jaringan\n  → pakai versi dengan fitur fetch, atau amati folder",
    );
    #[cfg(feature = "fetch")]
    if args.every < SHORTEST_FOR_OTHERS && !args.net.allow_private && args.net.allow_host.is_empty() {
        return refuse(
            Exit::Usage,
            "K1022",
            "addresses of the open network are asked once a minute at most\n  → --every 1m or longer",
            "alamat di jaringan terbuka ditanya paling sering semenit sekali\n  → --every 1m atau lebih lama",
        );
    }
    #[cfg(feature = "fetch")]
    Ok(())
}

struct Watch {
    args: WatchArgs,
    engine: Engine,
    #[cfg(feature = "fetch")]
    client: kutip_fetch::Client,
    seen: Arc<Mutex<Seen>>,
    sources: Sources,
    /// What is wrong with lists.
    problems: Vec<InputError>,
    /// How much of that was told for this round.
    faults: u64,
    /// What is to be kept, as of the last round.
    policies: Option<Policies>,
    /// What was not there in the last round.
    missing: Vec<Place>,
    rounds: u64,
}

/// What came of a round.
struct Round {
    at: Timestamp,
    tally: Tally,
    failed: u64,
    /// Files that were read.
    files: u64,
    /// Addresses that are left alone for now because they failed.
    waiting: u64,
    exit: Exit,
}

impl Watch {
    fn go_round(&mut self, mut notices: Notices) -> Exit {
        loop {
            let began = Instant::now();
            match self.round(&mut notices) {
                Ok(exit) if self.args.once => return self.stopped().unwrap_or(exit),
                Ok(_) => {}
                // Somebody else writes: he will have ended by the next round.
                Err(Exit::Busy) if !self.args.once => {}
                Err(exit) => return exit,
            }
            let every = self.args.every.unsigned_abs();
            stop::rest(every.saturating_sub(began.elapsed()).max(SHORTEST_REST));
            if let Some(exit) = self.stopped() {
                return exit;
            }
        }
    }

    /// The exit status of a run that was asked to stop.
    fn stopped(&self) -> Option<Exit> {
        let signal = stop::by()?;
        say_how_to_go_on(self.args.tell.quiet);
        Some(Exit::Interrupted(signal))
    }

    /// One round; messages go through `notices`.
    fn round(&mut self, notices: &mut Notices) -> Result<Exit, Exit> {
        let rhythm = Rhythm { now: archive::moment(), every: Some(self.args.every) };
        self.rounds += 1;
        if self.rounds > 1 {
            self.read_sources(notices);
        }
        let path = self.args.write.store.store.clone();
        let store = self.open(&path)?;
        self.heed_policies(&store).map_err(|error| archive::say(&error, &path))?;
        let lent = std::mem::replace(notices, Notices::none());
        let done = self.take_in(store, rhythm, lent);
        let mut round = match done {
            Ok((round, lent)) => {
                *notices = lent;
                round
            }
            Err(failed) => {
                let Failed { error, sink, .. } = *failed;
                *notices = sink.end().0;
                self.seen().end(false);
                return Err(archive::say(&error, &path));
            }
        };
        round.files = self.seen().end(true);
        self.tell(&round)?;
        if let Some(error) = notices.broken() {
            return Err(cannot_write(self.args.tell.errors.as_deref().unwrap_or(Path::new("-")), error));
        }
        Ok(round.exit)
    }

    /// Lists are read anew. What is wrong with one is told once; where one cannot be read at all, what they said before is
    /// taken for their word.
    fn read_sources(&mut self, notices: &mut Notices) {
        let Found { sources, problems, lacks } = Sources::read(&self.args.sources, &self.sources);
        let new: Vec<_> = problems.iter().filter(|problem| !self.problems.contains(problem)).collect();
        new.iter().for_each(|problem| notices.input(problem));
        self.faults = new.len() as u64;
        self.problems = problems;
        // A list may have got its first address.
        if !lacks && check(&self.args, &sources).is_ok() {
            self.sources = sources;
        }
    }

    fn open(&self, path: &Path) -> Result<Store, Exit> {
        // A store that was there in the first round is not made anew in a later one.
        let keep = self.args.keep.map(Into::into).unwrap_or_default();
        let make = (self.rounds == 1).then_some(keep);
        let quiet = self.args.tell.quiet || self.rounds > 1;
        let store = archive::write_much(&self.args.write, &self.args.space, "kutip watch", make, quiet)?;
        let sync = if self.args.sync == Safety::Full { Sync::Full } else { Sync::Normal };
        store.set_sync(sync).map_err(|error| archive::say(&error, path))?;
        Ok(store)
    }

    /// Where something else is to be kept than in the last round, files are read although they did not change.
    fn heed_policies(&mut self, store: &Store) -> Result<(), StoreError> {
        let policies = Some(store.policies()?);
        if self.policies != policies {
            self.seen().forget();
            self.policies = policies;
        }
        Ok(())
    }

    /// The files of a round.
    fn files(&self) -> Reader {
        let options =
            Options { keep_meta: self.args.keep_meta, words: kutip::page_words(), ..Options::default() };
        let seen = Arc::clone(&self.seen);
        let wants = move |path: &Path| lock(&seen).wants(path);
        Reader::new(self.sources.paths.iter().cloned(), options).only(wants)
    }

    fn take_in(
        &mut self,
        store: Store,
        rhythm: Rhythm,
        notices: Notices,
    ) -> Result<(Round, Notices), Box<Failed>> {
        let files = self.files();
        let progress = Progress::new(self.args.tell.progress, self.args.tell.quiet, files.bytes_read(), None);
        let jobs = self.args.jobs.map_or_else(cores, usize::from);
        let how = How { jobs, anew: false, json: self.args.json, quiet: self.args.tell.quiet };
        let sink = Sink::new(notices, progress);
        // What is not there is told once, until it comes and goes again.
        let now = self.sources.missing();
        let mut told = std::mem::replace(&mut self.missing, now);
        told.retain(|place| self.missing.contains(place));
        let items = Items(files).filter(move |item| is_news(item, &told)).map(Job::from);
        #[cfg(feature = "fetch")]
        let unreached = std::sync::atomic::AtomicBool::new(false);
        #[cfg(feature = "fetch")]
        let (items, waiting) = {
            let manner =
                Manner { whole: self.args.pages, again: false, most_of_feed: self.args.net.limit, rhythm };
            let pages = store.beside().and_then(|known| {
                Pages::new(&mut self.client, known, manner, &self.sources.addresses, &unreached)
            });
            match pages {
                Ok(pages) => {
                    let waiting = pages.waiting();
                    (items.chain(pages), waiting)
                }
                Err(error) => return Err(Failed::at_once(error, sink)),
            }
        };
        #[cfg(not(feature = "fetch"))]
        let waiting = 0;
        let (tally, mut sink) = ingest(&how, &self.engine, items, store, sink)?;
        sink.fail(self.faults);
        // There is no next round in which it may be had.
        #[cfg(feature = "fetch")]
        if self.args.once && waiting > 0 {
            sink.fail(waiting);
            unreached.store(true, std::sync::atomic::Ordering::Relaxed);
        }
        let exit = sink.exit();
        #[cfg(feature = "fetch")]
        let exit = match exit {
            Exit::Io if unreached.into_inner() => Exit::Network,
            exit => exit,
        };
        let (notices, failed) = sink.end();
        Ok((Round { at: rhythm.now, tally, failed, files: 0, waiting, exit }, notices))
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        lock(&self.seen)
    }

    /// One line a round.
    fn tell(&self, round: &Round) -> Result<(), Exit> {
        let Round { at, tally, failed, files, waiting, .. } = round;
        let next = (!self.args.once).then(|| at.saturating_add(self.args.every).unwrap_or(*at).to_string());
        if self.args.json {
            let mut line = as_json(tally, *failed);
            line["at"] = at.to_string().into();
            line["round"] = self.rounds.into();
            line["files"] = (*files).into();
            line["waiting"] = (*waiting).into();
            line["next_at"] = next.into();
            return archive::print(&line.to_string());
        }
        if self.args.tell.quiet {
            return Ok(());
        }
        let words = in_words(tally);
        let mut line = match notices::tongue() {
            Tongue::English => {
                format!("{at} round {}: {files} files read; {words}; {failed} failed", self.rounds)
            }
            Tongue::Indonesian => {
                format!("{at} putaran {}: {files} berkas dibaca; {words}; {failed} gagal", self.rounds)
            }
        };
        if *waiting > 0 {
            line += &match notices::tongue() {
                Tongue::English => format!(", {waiting} left alone for now"),
                Tongue::Indonesian => format!(", {waiting} dibiarkan dulu"),
            };
        }
        if let Some(next) = next {
            line += &match notices::tongue() {
                Tongue::English => format!("; next {next}"),
                Tongue::Indonesian => format!("; berikut {next}"),
            };
        }
        let _ = writeln!(io::stderr(), "{}", term::safe(&line));
        Ok(())
    }
}

/// A panic elsewhere leaves it in a usable state.
fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether something is worth telling: a folder that is empty, or a pattern that matches nothing yet, is not, nor what was
/// told to be missing.
fn is_news(item: &Result<kutip::Item, InputError>, missing: &[Place]) -> bool {
    let is_news = !matches!(item, Err(error) if match error.problem {
        Problem::EmptyFolder | Problem::NoMatch => true,
        Problem::Missing => missing.contains(&error.place),
        _ => false,
    });
    if !is_news {
        stop::end();
    }
    is_news
}
