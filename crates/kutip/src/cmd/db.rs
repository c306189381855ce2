//! `kutip db`: the file of a store.

use crate::archive;
use crate::args::DbArgs;
use crate::args::archive::{DbBackupArgs, DbCheckArgs, DbCommand, DbMigrateArgs, DbStatsArgs, WriteArgs};
use crate::exit::Exit;
use crate::notices;
use kutip_store::{Mode, Store, StoreError, Writer};
use std::io::{self, IsTerminal};
use std::time::Duration;

pub(crate) fn run(args: &DbArgs) -> Exit {
    let done = match &args.command {
        DbCommand::Check(args) => check(args),
        DbCommand::Backup(args) => back_up(args),
        DbCommand::Migrate(args) => migrate(args),
        DbCommand::Stats(args) => stats(args),
    };
    match done {
        Ok(exit) | Err(exit) => exit,
    }
}

fn writer(args: &WriteArgs) -> Writer {
    let wait = Duration::from_secs(args.wait);
    Writer { wait, command: "kutip db".to_owned(), since: archive::now() }
}

fn check(args: &DbCheckArgs) -> Result<Exit, Exit> {
    let path = &args.write.store.store;
    let say = |error| archive::say(&error, path);
    let opened = Store::open(path, &Mode::Write(writer(&args.write)));
    let (store, may_write) = match opened {
        Ok(store) => (store, true),
        // What is searched can only be compared by a writer; the rest can be checked beside one.
        Err(StoreError::Locked(_) | StoreError::ReadOnly) if !args.rebuild_search => {
            (archive::read(&args.write.store)?, false)
        }
        Err(error) => return Err(say(error)),
    };
    if args.rebuild_search {
        store.rebuild_search().map_err(say)?;
    }
    let mut faults = store.check_file().map_err(say)?;
    if may_write {
        faults.extend(store.check_search().map_err(say)?);
    }
    for fault in &faults {
        notices::fail("K7006", fault, fault);
    }
    archive::print(&format!("{} faults", faults.len()))?;
    Ok(if faults.is_empty() { Exit::Done } else { Exit::CheckFailed })
}

fn back_up(args: &DbBackupArgs) -> Result<Exit, Exit> {
    if args.to.exists() {
        return Err(archive::name_taken(&args.to));
    }
    let store = archive::read(&args.store)?;
    store.back_up(&args.to).map_err(|error| archive::say(&error, &args.store.store))?;
    Ok(Exit::Done)
}

fn migrate(args: &DbMigrateArgs) -> Result<Exit, Exit> {
    let path = &args.write.store.store;
    if let Some(to) = args.backup.as_deref().filter(|to| to.exists()) {
        return Err(archive::name_taken(to));
    }
    let shown = path.display();
    let mut english =
        format!("{shown} would be brought up to this version; older ones no longer read it then");
    let mut indonesian = format!("{shown} akan diperbarui; versi lama tidak dapat membacanya lagi");
    if args.backup.is_none() {
        english += " (--backup FILE keeps a copy as it is)";
        indonesian += " (--backup BERKAS menyimpan salinannya)";
    }
    archive::sure(&args.sure, &english, &indonesian)?;
    let from = Store::migrate(path, &writer(&args.write), args.backup.as_deref())
        .map_err(|error| archive::say(&error, path))?;
    archive::print(&format!("schema {from} -> {}", kutip_store::SCHEMA))?;
    Ok(Exit::Done)
}

fn stats(args: &DbStatsArgs) -> Result<Exit, Exit> {
    let store = archive::read(&args.store)?;
    let stats = store.stats().map_err(|error| archive::say(&error, &args.store.store))?;
    if args.json || !io::stdout().is_terminal() {
        archive::print(&serde_json::to_string(&stats).unwrap_or_default())?;
        return Ok(Exit::Done);
    }
    let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
    let day = |day: Option<String>| day.unwrap_or_else(|| "–".to_owned());
    archive::print(&format!(
        "schema {}, {}, {} in the log, {} free\n{} to {}",
        stats.schema,
        megabytes(stats.bytes),
        megabytes(stats.log_bytes),
        megabytes(stats.free_bytes),
        day(stats.days.0),
        day(stats.days.1)
    ))?;
    for (name, count) in stats.rows.iter().chain(&stats.kept).chain(&stats.readings) {
        archive::print(&format!("{count:>12}  {name}"))?;
    }
    Ok(Exit::Done)
}
