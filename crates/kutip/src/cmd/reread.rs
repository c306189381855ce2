//! `kutip reread`: the texts of a store once more, with this version and lexicon.

use crate::archive;
use crate::args::RereadArgs;
use crate::cmd::ingest::{How, Sink, run_all};
use crate::cmd::lexicon;
use crate::cmd::read::cores;
use crate::exit::Exit;
use crate::notices::Notices;
use crate::progress::Progress;
use crate::stop;
use kutip::{Engine, Fill, Input, InputError, Item, Place, Problem};
use kutip_store::{Policy, Store, Stored};
use std::sync::Arc;

pub(crate) fn run(args: RereadArgs) -> Exit {
    let lexicon = match lexicon::open(&args.overlay) {
        Ok(lexicon) => lexicon,
        Err(exit) => return exit,
    };
    let opened = archive::write_much(&args.write, &args.space, "kutip reread", None, args.quiet)
        .and_then(|store| Ok((store, archive::read(&args.write.store)?)));
    let (store, texts) = match opened {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let notices = match Notices::new(args.quiet, None, false) {
        Ok(notices) => notices,
        Err(error) => return Exit::of_write(&error),
    };
    stop::listen();
    let engine = Engine::new(args.today, Fill::default()).with_lexicon(lexicon);
    let progress = Progress::new(args.progress, args.quiet, Arc::default(), None);
    let jobs = args.jobs.map_or_else(cores, usize::from);
    let how = How { jobs, anew: args.all, json: args.json, quiet: args.quiet };
    run_all(&how, &engine, items(texts), store, Sink::new(notices, progress), &args.write.store.store)
}

/// The articles with whole texts, until the user asks to stop.
fn items(store: Store) -> impl Iterator<Item = Result<Item, InputError>> + Send {
    store
        .into_records(&[])
        .take_while(|_| !stop::asked())
        .filter(|stored| !matches!(stored, Ok(stored) if stored.policy != Policy::Full))
        .map(|stored| {
            stop::begin();
            stored.map(|stored| Item::from(input(stored))).map_err(|error| {
                let problem = Problem::Unreadable(error.to_string());
                InputError { place: Place::default(), problem }
            })
        })
}

/// The article as it came in.
fn input(stored: Stored) -> Input {
    let mut record = stored.record;
    let replaced = kutip::wire::replaced(&record);
    let document = &mut record.document;
    let owned = |text: &Option<kutip_record::Text<'_>>| text.as_deref().map(str::to_owned);
    Input {
        byline: document.authors.iter().map(|author| author.to_string()).collect(),
        fetched: owned(&document.fetched),
        id: owned(&document.id),
        uri: owned(&document.uri),
        title: owned(&document.title),
        outlet: owned(&document.outlet),
        published: document.published.map(|day| day.0),
        language: Some(document.language.clone().into_owned()),
        text: std::mem::take(&mut document.text).into_owned(),
        replaced,
        meta: document.meta.take().map(std::borrow::Cow::into_owned),
        place: Place {
            file: owned(&document.input.file).unwrap_or_default(),
            line: document.input.line,
            item: document.input.item,
            offset: document.input.offset,
        },
        warnings: Vec::new(),
    }
}
