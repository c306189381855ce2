//! `kutip sources`: hosts and outlets of a store, what is kept of their texts, and how the addresses do that are asked.

use crate::archive;
use crate::args::SourcesArgs;
use crate::args::archive::{
    KeepOrDefault, SourcesCommand, SourcesHealthArgs, SourcesKeepArgs, SourcesListArgs,
};
use crate::exit::Exit;
use crate::{notices, term};
use kutip::Tongue;
use kutip_store::{Health, Policy};
use std::io::{self, IsTerminal};

pub(crate) fn run(args: &SourcesArgs) -> Exit {
    let done = match &args.command {
        SourcesCommand::List(args) => list(args),
        SourcesCommand::Health(args) => health(args),
        SourcesCommand::Keep(args) => keep(args),
    };
    match done {
        Ok(exit) | Err(exit) => exit,
    }
}

fn list(args: &SourcesListArgs) -> Result<Exit, Exit> {
    let store = archive::read(&args.store)?;
    let sources = store.sources().map_err(|error| archive::say(&error, &args.store.store))?;
    let as_json = args.json || !io::stdout().is_terminal();
    for source in &sources {
        let line = if as_json {
            serde_json::to_string(source).unwrap_or_default()
        } else {
            let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "–".to_owned());
            let (since, until) = (day(&source.since), day(&source.until));
            let set = if source.set { " *" } else { "" };
            let name = term::safe(&source.name);
            format!("{:>8}  {since:>10} {until:>10}  {:<5}{set:<2}  {name}", source.articles, source.keep)
        };
        archive::print(&line)?;
    }
    Ok(if sources.is_empty() { Exit::CheckFailed } else { Exit::Done })
}

fn health(args: &SourcesHealthArgs) -> Result<Exit, Exit> {
    let store = archive::read(&args.store)?;
    let all = store.health().map_err(|error| archive::say(&error, &args.store.store))?;
    let as_json = args.json || !io::stdout().is_terminal();
    for source in &all {
        let line = if as_json { serde_json::to_string(source).unwrap_or_default() } else { in_words(source) };
        archive::print(&line)?;
    }
    let is_well = !all.is_empty() && all.iter().all(|source| source.failures == 0);
    Ok(if is_well { Exit::Done } else { Exit::CheckFailed })
}

/// An address and how it does, in one line.
fn in_words(source: &Health) -> String {
    let Health { pages, pages_failing, failures, .. } = source;
    let at = |time: &Option<String>| time.clone().unwrap_or_else(|| "–".to_owned());
    let (answered, changed, due) = (at(&source.answered_at), at(&source.changed_at), at(&source.due_at));
    let error = source.error.as_deref().map(|error| format!(": {}", term::safe(error))).unwrap_or_default();
    let url = term::safe(&source.url);
    match notices::tongue() {
        Tongue::English => format!(
            "{url}  answered {answered}, changed {changed}, next {due}, {pages} pages ({pages_failing} failing), {failures} failures in a row{error}"
        ),
        Tongue::Indonesian => format!(
            "{url}  menjawab {answered}, berubah {changed}, berikut {due}, {pages} halaman ({pages_failing} gagal), {failures} kali gagal berturut-turut{error}"
        ),
    }
}

fn keep(args: &SourcesKeepArgs) -> Result<Exit, Exit> {
    let path = &args.write.store.store;
    let policy = match args.keep {
        KeepOrDefault::Full => Some(Policy::Full),
        KeepOrDefault::Spans => Some(Policy::Spans),
        KeepOrDefault::Hash => Some(Policy::Hash),
        KeepOrDefault::Default => None,
    };
    if policy != Some(Policy::Full) {
        let name = &args.name;
        let english =
            format!("texts of {name} would be taken out of {} as far as they are not kept", path.display());
        let indonesian = format!("teks {name} akan dihapus dari {} sejauh tidak disimpan", path.display());
        archive::sure(&args.sure, &english, &indonesian)?;
    }
    let mut store = archive::write(&args.write, "kutip sources", None)?;
    let changed =
        store.keep(&args.name, policy, &archive::now()).map_err(|error| archive::say(&error, path))?;
    archive::print(&changed.to_string())?;
    Ok(Exit::Done)
}
