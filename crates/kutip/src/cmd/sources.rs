//! `kutip sources`: hosts and outlets of a store, and what is kept of their texts.

use crate::archive;
use crate::args::SourcesArgs;
use crate::args::archive::{KeepOrDefault, SourcesCommand, SourcesKeepArgs, SourcesListArgs};
use crate::exit::Exit;
use crate::term;
use kutip_store::Policy;
use std::io::{self, IsTerminal};

pub(crate) fn run(args: &SourcesArgs) -> Exit {
    let done = match &args.command {
        SourcesCommand::List(args) => list(args),
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
