//! `kutip doctor`: what this program finds around it.

use crate::archive;
use crate::args::DoctorArgs;
use crate::exit::Exit;
use crate::{notices, term};
use kutip::{Lexicon, LexiconError, Tongue};
use kutip_store::{LEAST_FREE_BYTES, Mode, SCHEMA, Store, StoreError, free_bytes, remote_file_system};

pub(crate) fn run(args: &DoctorArgs) -> Exit {
    let checks = [program(), lexicon(args), store(args), space(args), disk(args)];
    let mut exit = Exit::Done;
    for (is_well, what) in checks {
        let word = match (is_well, notices::tongue()) {
            (true, _) => "ok    ",
            (false, Tongue::English) => "fault ",
            (false, Tongue::Indonesian) => "galat ",
        };
        if let Err(failed) = archive::print(&format!("{word} {}", term::safe(&what))) {
            return failed;
        }
        if !is_well {
            exit = Exit::CheckFailed;
        }
    }
    exit
}

fn program() -> (bool, String) {
    let cores = crate::cmd::read::cores();
    (
        true,
        format!(
            "kutip {}, records {}, store schema {SCHEMA}, {cores} cores",
            kutip::VERSION,
            kutip_record::SCHEMA_VERSION
        ),
    )
}

fn lexicon(args: &DoctorArgs) -> (bool, String) {
    let set = std::env::var_os("KUTIP_LEXICON").filter(|set| !set.is_empty()).map(Into::into);
    match args.overlay.lexicon.clone().or(set) {
        None => (true, "lexicon: the built-in one (neither --lexicon nor KUTIP_LEXICON)".to_owned()),
        Some(folder) => match Lexicon::read(&folder) {
            Ok(_) => (true, format!("lexicon: {} over the built-in one", folder.display())),
            Err(LexiconError::Io(error)) => (false, format!("lexicon: {}: {error}", folder.display())),
            Err(LexiconError::Faults(_) | LexiconError::Empty) => {
                (false, format!("lexicon: {0} is not sound; see kutip lexicon check {0}", folder.display()))
            }
        },
    }
}

fn store(args: &DoctorArgs) -> (bool, String) {
    let path = &args.store.store;
    let shown = path.display();
    match Store::open(path, &Mode::Read).and_then(|store| store.stats()) {
        Ok(stats) => {
            let articles = stats.rows.first().map_or(0, |(_, count)| *count);
            (true, format!("store: {shown}, {articles} articles, {:.1} MB", stats.bytes as f64 / 1e6))
        }
        Err(StoreError::NotThere(_)) => {
            (true, format!("store: none at {shown}; kutip init or ingest makes one"))
        }
        Err(error @ StoreError::Older(..)) => {
            (false, format!("store: {shown}: {error}; see kutip db migrate --backup"))
        }
        Err(error) => (false, format!("store: {shown}: {error}")),
    }
}

/// How much is free where the store lies or would lie.
fn space(args: &DoctorArgs) -> (bool, String) {
    let least = format!("{:.0} MB", LEAST_FREE_BYTES as f64 / 1e6);
    match free_bytes(&args.store.store) {
        Some(free) => {
            let shown = format!("{:.0} MB", free as f64 / 1e6);
            (
                free >= LEAST_FREE_BYTES,
                format!("space: {shown} free for the store; below {least} nothing is taken in"),
            )
        }
        None => (true, "space: not told by the file system; nothing is refused for want of it".to_owned()),
    }
}

/// Whether the store lies or would lie on this machine.
fn disk(args: &DoctorArgs) -> (bool, String) {
    match remote_file_system(&args.store.store) {
        Some(kind) => (false, format!("disk: of another machine ({kind}), where locks may not hold")),
        None => (true, "disk: none that is known to be another machine's".to_owned()),
    }
}
