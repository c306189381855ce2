//! What the commands on a store share: opening it, saying what is wrong with it, the time.

use crate::args::archive::{Keep, SpaceArgs, StoreArgs, SureArgs, WriteArgs};
use crate::exit::Exit;
use crate::notices::{self, reason};
use kutip::Tongue;
use kutip_store::{Mode, Policy, Store, StoreError, Writer, remote_file_system};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

/// Opens a store to read.
pub(crate) fn read(args: &StoreArgs) -> Result<Store, Exit> {
    Store::open(&args.store, &Mode::Read).map_err(|error| say(&error, &args.store))
}

/// Opens a store to write; with a policy it is made where there is none.
pub(crate) fn write(args: &WriteArgs, command: &str, make: Option<Policy>) -> Result<Store, Exit> {
    let writer = Writer { wait: Duration::from_secs(args.wait), command: command.to_owned(), since: now() };
    let mode = match make {
        Some(policy) => Mode::Create(writer, policy),
        None => Mode::Write(writer),
    };
    Store::open(&args.store.store, &mode).map_err(|error| say(&error, &args.store.store))
}

/// Opens a store for what may write much of it: not where too little is free, neither now nor before any of its batches.
pub(crate) fn write_much(
    args: &WriteArgs,
    space: &SpaceArgs,
    command: &str,
    make: Option<Policy>,
    quiet: bool,
) -> Result<Store, Exit> {
    let path = &args.store.store;
    kutip_store::check_free(path, space.leave_free).map_err(|error| say(&error, path))?;
    let mut store = write(args, command, make)?;
    store.set_least_free(space.leave_free);
    if let Some(kind) = remote_file_system(path).filter(|_| !quiet) {
        let shown = path.display();
        notices::warn(
            "K5002",
            &format!(
                "{shown} lies on another machine ({kind})\n  → locks may not hold there; keep a store on a disk of this one"
            ),
            &format!(
                "{shown} ada di mesin lain ({kind})\n  → penguncian bisa gagal di sana; simpan gudang di diska mesin ini"
            ),
        );
    }
    Ok(store)
}

/// The time, to the second. `KUTIP_NOW` stands for the clock, so that two runs can give the same bytes.
pub(crate) fn now() -> String {
    moment().to_string()
}

/// The same, to reckon with.
pub(crate) fn moment() -> jiff::Timestamp {
    let set = std::env::var("KUTIP_NOW").ok().and_then(|set| set.parse::<jiff::Timestamp>().ok());
    let now = set.unwrap_or_else(jiff::Timestamp::now);
    jiff::Timestamp::from_second(now.as_second()).unwrap_or(now)
}

impl From<Keep> for Policy {
    fn from(keep: Keep) -> Self {
        match keep {
            Keep::Full => Self::Full,
            Keep::Spans => Self::Spans,
            Keep::Hash => Self::Hash,
        }
    }
}

/// Says what is wrong with a store, and how to go on.
pub(crate) fn say(error: &StoreError, path: &Path) -> Exit {
    let shown = path.display();
    let (code, english, indonesian, exit) = match error {
        StoreError::NotThere(_) => (
            "K4002",
            format!(
                "there is no store at {shown}\n  → kutip init makes one, kutip ingest too; --store names another"
            ),
            format!(
                "tidak ada gudang di {shown}\n  → kutip init membuatnya, begitu pula kutip ingest; --store menyebut yang lain"
            ),
            Exit::Io,
        ),
        StoreError::Locked(who) => {
            let by = if who.is_empty() { "another program" } else { who };
            let oleh = if who.is_empty() { "program lain" } else { who };
            (
                "K5001",
                format!(
                    "store {shown} is locked by {by}\n  → wait for it, with --wait SECONDS if need be; it can be read meanwhile"
                ),
                format!(
                    "gudang {shown} sedang ditulis oleh {oleh}\n  → tunggu, bila perlu dengan --wait DETIK; membaca tetap bisa"
                ),
                Exit::Busy,
            )
        }
        StoreError::Full => (
            "K6001",
            format!(
                "no space left for {shown}\n  → what was committed is whole; make room and run the same command again to go on"
            ),
            format!(
                "tidak ada ruang lagi untuk {shown}\n  → yang sudah disimpan tetap utuh; sediakan ruang lalu jalankan perintah yang sama"
            ),
            Exit::NoSpace,
        ),
        StoreError::Scarce { free, least } => {
            let [free, least] = [free, least].map(|bytes| format!("{:.0} MB", *bytes as f64 / 1e6));
            (
                "K6002",
                format!(
                    "only {free} are free where {shown} lies, and {least} are to be left free\n  → what was committed is whole; make room, or give --leave-free fewer bytes, and run the same command again to go on"
                ),
                format!(
                    "hanya {free} yang kosong di tempat {shown}, padahal {least} harus disisakan\n  → yang sudah disimpan tetap utuh; sediakan ruang, atau beri --leave-free lebih sedikit, lalu jalankan perintah yang sama"
                ),
                Exit::NoSpace,
            )
        }
        StoreError::Damaged(what) => (
            "K7001",
            format!(
                "store {shown} is damaged: {what}\n  → kutip db check tells more; a backup takes its place, or ingest into a new store"
            ),
            format!(
                "gudang {shown} rusak: {what}\n  → kutip db check menjelaskan; pakai cadangan, atau ingest ke gudang baru"
            ),
            Exit::Damaged,
        ),
        StoreError::Newer(found, known) => (
            "K7002",
            format!(
                "store {shown} was made by a newer version (schema {found}; known are those up to {known})\n  → take that version"
            ),
            format!(
                "gudang {shown} dibuat versi yang lebih baru (skema {found}; yang dikenal sampai {known})\n  → pakai versi itu"
            ),
            Exit::Damaged,
        ),
        StoreError::Older(found, needed) => (
            "K7003",
            format!(
                "store {shown} was made by an older version (schema {found}; needed is {needed})\n  → kutip db migrate --backup FILE keeps a copy and brings it up to date"
            ),
            format!(
                "gudang {shown} dibuat versi yang lebih lama (skema {found}; perlu {needed})\n  → kutip db migrate --backup BERKAS menyimpan salinan lalu memperbaruinya"
            ),
            Exit::Damaged,
        ),
        StoreError::Foreign(_) => (
            "K7004",
            format!("{shown} is no store of kutip\n  → --store names another file"),
            format!("{shown} bukan gudang kutip\n  → --store menyebut berkas lain"),
            Exit::Damaged,
        ),
        StoreError::ReadOnly => (
            "K4003",
            format!("store {shown} can be read only\n  → see who may write the file and its folder"),
            format!("gudang {shown} hanya dapat dibaca\n  → periksa hak tulis berkas dan foldernya"),
            Exit::Io,
        ),
        StoreError::Record(what) => (
            "K7005",
            format!("{shown}: {what}\n  → kutip verify tells which articles are concerned"),
            format!("{shown}: {what}\n  → kutip verify menunjukkan artikelnya"),
            Exit::Damaged,
        ),
        StoreError::Copy(to, why) => {
            let copy = to.display();
            let exit = if matches!(**why, StoreError::Full) { Exit::NoSpace } else { Exit::Io };
            let (english, indonesian) = match **why {
                StoreError::ReadOnly => ("permission denied".to_owned(), "tidak ada izin".to_owned()),
                StoreError::Full => ("no space left".to_owned(), "tidak ada ruang lagi".to_owned()),
                ref why => (why.to_string(), reason(why)),
            };
            (
                "K4004",
                format!(
                    "copy {copy} cannot be written: {english}\n  → see to its folder, or give another name"
                ),
                format!(
                    "salinan {copy} tidak dapat ditulis: {indonesian}\n  → periksa foldernya, atau beri nama lain"
                ),
                exit,
            )
        }
        other => (
            "K4001",
            format!("store {shown}: {other}"),
            format!("gudang {shown}: {}", reason(other)),
            Exit::Io,
        ),
    };
    notices::fail(code, &english, &indonesian);
    exit
}

/// A file is there where a new one is to be made, and nothing overwrites it.
pub(crate) fn name_taken(path: &Path) -> Exit {
    let shown = path.display();
    notices::fail(
        "K1003",
        &format!("{shown} is there already\n  → give another name"),
        &format!("{shown} sudah ada\n  → beri nama lain"),
    );
    Exit::Usage
}

/// Asks whether to go ahead. Where nobody can be asked, `--yes` has to be given.
pub(crate) fn sure(args: &SureArgs, english: &str, indonesian: &str) -> Result<(), Exit> {
    if args.yes {
        return Ok(());
    }
    let tongue = notices::tongue();
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        notices::fail(
            "K1020",
            &format!("{english}\n  → --yes does it"),
            &format!("{indonesian}\n  → --yes melakukannya"),
        );
        return Err(Exit::Usage);
    }
    let (question, yes) = match tongue {
        Tongue::English => (format!("{english}. Go ahead? [y/N] "), ["y", "yes"]),
        Tongue::Indonesian => (format!("{indonesian}. Lanjutkan? [y/T] "), ["y", "ya"]),
    };
    let _ = write!(io::stderr(), "{question}");
    let mut answer = String::new();
    let _ = io::stdin().read_line(&mut answer);
    if yes.contains(&answer.trim().to_lowercase().as_str()) { Ok(()) } else { Err(Exit::Usage) }
}

/// Prints a line, unless nobody reads it any more.
pub(crate) fn print(line: &str) -> Result<(), Exit> {
    writeln!(io::stdout(), "{line}").map_err(|error| Exit::of_write(&error))
}
