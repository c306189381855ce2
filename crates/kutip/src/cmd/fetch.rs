//! `kutip fetch`: pages, and the pages that feeds name, into a store.

use crate::archive;
use crate::args::FetchArgs;
use crate::cmd::ingest::{How, Sink, run_all};
use crate::cmd::lexicon;
use crate::cmd::read::{cannot_write, there_already};
use crate::exit::Exit;
use crate::notices::{self, Notices};
use crate::progress::Progress;
use crate::stop;
use kutip::{Answer, Answered, InputError, Item, Options, Place, Problem, Severity, Told, Tongue};
use kutip_fetch::{Ask, Client, FetchError, Got, Policy};
use kutip_record::{Document, article_id};
use kutip_store::Store;
use std::collections::{HashSet, VecDeque};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

pub(crate) fn run(args: FetchArgs) -> Exit {
    let lexicon = match lexicon::open(&args.overlay) {
        Ok(lexicon) => lexicon,
        Err(exit) => return exit,
    };
    let errors = args.errors.as_deref();
    if let Some(path) = errors.filter(|path| !args.force && !notices::may_empty(path)) {
        return there_already(path);
    }
    let notices = match Notices::new(args.quiet, errors, false) {
        Ok(notices) => notices,
        Err(error) => return cannot_write(errors.unwrap_or(Path::new("-")), &error),
    };
    let keep = args.keep.map(Into::into).unwrap_or_default();
    let store = match archive::write(&args.write, "kutip fetch", Some(keep)) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    // What is there is asked beside the thread that writes.
    let known = match archive::read(&args.write.store) {
        Ok(known) => known,
        Err(exit) => return exit,
    };
    if args.ignore_robots && !args.quiet {
        let warning = match notices::tongue() {
            Tongue::English => "[K8103]: robots.txt and reservations of mining are not heeded",
            Tongue::Indonesian => "[K8103]: robots.txt dan larangan penambangan tidak diindahkan",
        };
        notices::lexicon(Severity::Warning, warning);
    }
    stop::listen();
    let path = args.write.store.store.clone();
    let progress = Progress::new(None, args.quiet, Arc::default(), None);
    let how = How { jobs: 1, anew: false, json: args.json, quiet: args.quiet };
    let unreached = Arc::<AtomicBool>::default();
    let pages = Pages::new(&args, known, Arc::clone(&unreached));
    let engine = args.fill.engine().with_lexicon(lexicon);
    match run_all(&how, &engine, pages, store, Sink::new(notices, progress), &path) {
        Exit::Io if unreached.load(Relaxed) => Exit::Network,
        exit => exit,
    }
}

/// An address that is to be asked.
struct Wanted {
    url: String,
    of_feed: bool,
}

/// Fetches one page after the other.
struct Pages {
    client: Client,
    options: Options,
    known: Store,
    wanted: VecDeque<Wanted>,
    asked: HashSet<String>,
    most_of_feed: usize,
    again: bool,
    unreached: Arc<AtomicBool>,
}

impl Pages {
    fn new(args: &FetchArgs, known: Store, unreached: Arc<AtomicBool>) -> Self {
        let policy = Policy {
            allow_private: args.allow_private,
            allow_hosts: args.allow_host.clone(),
            ignore_robots: args.ignore_robots,
            pause: Duration::from_secs_f64(args.pause),
            ..Policy::default()
        };
        Self {
            client: Client::new(policy, stop::asked),
            options: Options { words: kutip::page_words(), ..Options::default() },
            known,
            wanted: args.urls.iter().map(|url| Wanted { url: url.clone(), of_feed: false }).collect(),
            asked: HashSet::new(),
            most_of_feed: args.limit,
            again: args.again,
            unreached,
        }
    }

    /// What an address has; nothing where it is a feed, whose pages are asked next.
    fn fetch(&mut self, wanted: &Wanted) -> Result<Option<Item>, InputError> {
        let ask = Ask { url: &wanted.url, ..Ask::default() };
        let page = match self.client.get(&ask) {
            Ok(Got::Page(page)) => page,
            Ok(Got::NotModified) => return Ok(None),
            Err(error) => {
                self.unreached.store(true, Relaxed);
                return Err(told(&error));
            }
        };
        let moment = archive::now();
        let answer = Answer { url: &page.url, content_type: page.content_type.as_deref(), moment: &moment };
        match answer.read(page.body, &self.options)? {
            Answered::Page(item) => Ok(Some(item)),
            Answered::Feed(_) if wanted.of_feed => {
                let place = Place { file: page.url, ..Place::default() };
                Err(InputError { place, problem: Problem::NoArticle { chars: 0, of_links: true } })
            }
            Answered::Feed(links) => {
                let new = links.into_iter().map(|link| link.url).filter(|url| self.again || !self.has(url));
                let new: Vec<String> = new.take(self.most_of_feed).collect();
                // In the order of the feed, before what else was asked for.
                for url in new.into_iter().rev() {
                    self.wanted.push_front(Wanted { url, of_feed: true });
                }
                Ok(None)
            }
        }
    }

    /// Whether the store has the article of an address. Where that cannot be told, it is fetched.
    fn has(&self, url: &str) -> bool {
        let id = article_id(&Document { uri: Some(url.into()), ..Document::default() });
        self.known.has_article(&id).unwrap_or_default()
    }
}

impl Iterator for Pages {
    type Item = Result<Item, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !stop::asked() {
            let wanted = self.wanted.pop_front()?;
            if !self.asked.insert(wanted.url.clone()) {
                continue;
            }
            let Some(next) = self.fetch(&wanted).transpose() else { continue };
            if stop::asked() && next.is_err() {
                return None;
            }
            stop::begin();
            return Some(next);
        }
        None
    }
}

fn told(error: &FetchError) -> InputError {
    let told = Told {
        code: error.why.code(),
        english: error.told(Tongue::English),
        indonesian: error.told(Tongue::Indonesian),
    };
    let place = Place { file: error.url.clone(), ..Place::default() };
    InputError { place, problem: Problem::Elsewhere(Box::new(told)) }
}
