//! `kutip fetch`: pages, and the pages that feeds name, into a store.

pub(super) mod pages;

use crate::archive;
use crate::args::{FetchArgs, NetArgs};
use crate::asked::Rhythm;
use crate::cmd::ingest::{How, Sink, open_notices, run_all};
use crate::cmd::lexicon;
use crate::exit::Exit;
use crate::notices;
use crate::progress::Progress;
use crate::stop;
use kutip::{Severity, Tongue};
use kutip_fetch::{Client, Policy};
use pages::{Manner, Pages};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

pub(crate) fn run(args: FetchArgs) -> Exit {
    let lexicon = match lexicon::open(&args.overlay) {
        Ok(lexicon) => lexicon,
        Err(exit) => return exit,
    };
    let notices = match open_notices(args.tell.quiet, args.tell.errors.as_deref(), args.force) {
        Ok(notices) => notices,
        Err(exit) => return exit,
    };
    let keep = args.keep.map(Into::into).unwrap_or_default();
    let store =
        match archive::write_much(&args.write, &args.space, "kutip fetch", Some(keep), args.tell.quiet) {
            Ok(store) => store,
            Err(exit) => return exit,
        };
    let mut client = client(&args.net, args.tell.quiet);
    stop::listen();
    let path = args.write.store.store.clone();
    let manner = Manner {
        whole: true,
        again: args.again,
        most_of_feed: args.net.limit,
        rhythm: Rhythm { now: archive::moment(), every: None },
    };
    let unreached = AtomicBool::new(false);
    // What is there is asked beside the thread that writes.
    let pages =
        store.beside().and_then(|known| Pages::new(&mut client, known, manner, &args.urls, &unreached));
    let pages = match pages {
        Ok(pages) => pages,
        Err(error) => return archive::say(&error, &path),
    };
    let progress = Progress::new(args.tell.progress, args.tell.quiet, Arc::default(), None);
    let how = How { jobs: 1, anew: false, json: args.json, quiet: args.tell.quiet };
    let engine = args.fill.engine().with_lexicon(lexicon);
    match run_all(&how, &engine, pages, store, Sink::new(notices, progress), &path) {
        Exit::Io if unreached.load(Relaxed) => Exit::Network,
        exit => exit,
    }
}

/// What fetches; says so where it is asked to do what others might mind.
pub(super) fn client(net: &NetArgs, quiet: bool) -> Client {
    if net.ignore_robots && !quiet {
        let warning = match notices::tongue() {
            Tongue::English => "[K8103]: robots.txt and reservations of mining are not heeded",
            Tongue::Indonesian => "[K8103]: robots.txt dan larangan penambangan tidak diindahkan",
        };
        notices::lexicon(Severity::Warning, warning);
    }
    let policy = Policy {
        allow_private: net.allow_private,
        allow_hosts: net.allow_host.clone(),
        ignore_robots: net.ignore_robots,
        pause: Duration::from_secs_f64(net.pause),
        ..Policy::default()
    };
    Client::new(policy, stop::asked)
}
