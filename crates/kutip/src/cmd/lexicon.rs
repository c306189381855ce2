//! `kutip lexicon`: a newsroom's own entries, checked and added to; and the folder of `--lexicon`.

mod add;

use crate::args::{LexiconArgs, LexiconCheckArgs, LexiconCommand, OverlayArgs};
use crate::exit::Exit;
use crate::notices;
use kutip::lexicon::{At, Check, Failure, Folder, LangError};
use kutip::{Lexicon, LexiconError, Severity, Tongue};
use serde::Serialize;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Messages of one kind that are shown; a folder of another kind of file has thousands.
const MOST_SHOWN: usize = 100;

/// Where the folder is named when `--lexicon` does not.
const VARIABLE: &str = "KUTIP_LEXICON";

pub(crate) fn run(args: LexiconArgs) -> Exit {
    match args.command {
        LexiconCommand::Check(args) => check(&args),
        LexiconCommand::Add(args) => add::run(&args),
    }
}

/// The lexicon that the command line or the environment names, if any. One that is not sound is an error of
/// configuration: to read without it would give other records than were asked for.
pub(crate) fn open(args: &OverlayArgs) -> Result<Option<Arc<Lexicon>>, Exit> {
    let named = std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
    let Some(path) = args.lexicon.clone().or(named) else { return Ok(None) };
    match Lexicon::read(&path) {
        Ok(lexicon) => Ok(Some(Arc::new(lexicon))),
        Err(LexiconError::Faults(faults)) => {
            show_faults(&path, &faults);
            Err(Exit::Usage)
        }
        Err(LexiconError::Io(error)) => {
            unreadable(&path, &error);
            Err(Exit::Usage)
        }
        Err(LexiconError::Empty) => {
            nothing_there(&path);
            Err(Exit::Usage)
        }
    }
}

fn check(args: &LexiconCheckArgs) -> Exit {
    let (folder, errors) = match Folder::read(&args.folder) {
        Ok(read) => read,
        Err(error) => {
            unreadable(&args.folder, &error);
            return Exit::Io;
        }
    };
    if folder.files.is_empty() && errors.is_empty() {
        nothing_there(&args.folder);
        return Exit::Io;
    }
    let check = soundness(&folder, errors);
    if args.json {
        if let Err(error) = io::stdout().write_all(&rows(&check)) {
            return Exit::of_write(&error);
        }
    } else {
        show_faults(&args.folder, &check.faults);
        show(&args.folder, &check, args.quiet);
    }
    if !args.quiet {
        sum_up(&check);
    }
    if check.is_sound() { Exit::Done } else { Exit::CheckFailed }
}

/// A fault of the engine on a sentence is told as that sentence's failure, and in no other words.
fn soundness(folder: &Folder, errors: Vec<LangError>) -> Check {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let check = Check::of(folder, errors);
    std::panic::set_hook(told);
    check
}

fn in_tongue<'a>(english: &'a str, indonesian: &'a str) -> &'a str {
    match notices::tongue() {
        Tongue::English => english,
        Tongue::Indonesian => indonesian,
    }
}

fn unreadable(path: &Path, error: &io::Error) {
    let shown = path.display();
    notices::fail(
        "K3205",
        &format!("{shown}: cannot be read: {error}\n  → expected a folder such as `kutip lexicon add` makes"),
        &format!(
            "{shown}: tidak dapat dibaca: {}\n  → harus folder seperti buatan `kutip lexicon add`",
            notices::reason(error)
        ),
    );
}

fn nothing_there(path: &Path) {
    let shown = path.display();
    let names = "cues.toml, outlets.tsv, ...";
    notices::fail(
        "K3206",
        &format!("{shown}: no file of a lexicon in this folder\n  → expected {names}"),
        &format!("{shown}: tidak ada berkas leksikon di folder ini\n  → harus ada {names}"),
    );
}

/// `leksikon/cues.toml:3:10 [mencuit]`
fn place(folder: &Path, file: &str, at: At, entry: Option<&str>) -> String {
    let mut out = folder.join(file).display().to_string();
    if let At::Line(line, column) = at {
        let _ = write!(out, ":{line}");
        let _ = column.map(|column| write!(out, ":{column}"));
    }
    let _ = entry.map(|entry| write!(out, " [{entry}]"));
    out
}

fn show_faults(folder: &Path, faults: &[LangError]) {
    let tongue = notices::tongue();
    for fault in faults.iter().take(MOST_SHOWN) {
        let place = place(folder, &fault.file, fault.at, fault.entry.as_deref());
        let (found, remedy) = (fault.found(tongue), fault.remedy(tongue));
        notices::lexicon(Severity::Error, &format!("[K3201]: {place}: {found}\n  → {remedy}"));
    }
    more(faults.len());
}

fn more(count: usize) {
    if let Some(more) = count.checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
        let _ = writeln!(io::stderr(), "{} {more}", in_tongue("more of the kind:", "lainnya yang sejenis:"));
    }
}

/// Sentences that fail, and warnings.
fn show(folder: &Path, check: &Check, quiet: bool) {
    for failure in check.failures.iter().take(MOST_SHOWN) {
        let place = place(folder, &failure.file, failure.at, Some(&failure.entry));
        notices::lexicon(Severity::Error, &format!("[K3202]: {place}: {}", sentence(failure)));
    }
    more(check.failures.len());
    if quiet {
        return;
    }
    for idle in check.idle.iter().take(MOST_SHOWN) {
        let place = place(folder, &idle.file, idle.at, Some(&idle.entry));
        let what = in_tongue("is never found as it is written", "tidak pernah ditemukan seperti tertulis");
        let remedy = in_tongue(
            "a name needs a capital: words that are all small are prose; give the form that articles have",
            "nama perlu huruf kapital: kata yang semuanya kecil adalah kata biasa; tulis bentuk yang dipakai artikel",
        );
        let message = format!("[K3203]: {place}: `{}` {what}\n  → {remedy}", idle.form);
        notices::lexicon(Severity::Warning, &message);
    }
    more(check.idle.len());
    for failure in check.moved.iter().take(MOST_SHOWN) {
        let place = place(Path::new("id"), &failure.file, failure.at, Some(&failure.entry));
        let what = in_tongue("a built-in sentence is read otherwise", "kalimat bawaan terbaca lain");
        notices::lexicon(Severity::Warning, &format!("[K3204]: {place}: {what}: {}", sentence(failure)));
    }
    more(check.moved.len());
}

fn sentence(failure: &Failure) -> String {
    let proof = &failure.failure;
    let reason = notices::tongue().reason(&proof.reason);
    if proof.found.is_empty() {
        return format!("{reason}\n  → {}", proof.expected);
    }
    let (expected, found) = (in_tongue("expected", "harusnya"), in_tongue("found", "terbaca"));
    format!("{reason}\n  → {expected}: {}\n  → {found}: {}", proof.expected, proof.found)
}

fn sum_up(check: &Check) {
    let Check { entries, sentences, .. } = check;
    let warnings = check.idle.len() + check.moved.len();
    let line = match (notices::tongue(), check.faults.len(), check.failures.len()) {
        (Tongue::English, 0, 0) => {
            format!("sound: {entries} entries, {sentences} sentences; warnings: {warnings}")
        }
        (Tongue::English, 0, failed) => {
            format!("{failed} of {sentences} sentences are not read as they should be")
        }
        (Tongue::English, faults, _) => format!("faults: {faults}; no sentence was run"),
        (Tongue::Indonesian, 0, 0) => {
            format!("baik: {entries} entri, {sentences} kalimat; peringatan: {warnings}")
        }
        (Tongue::Indonesian, 0, failed) => {
            format!("{failed} dari {sentences} kalimat tidak terbaca sebagaimana mestinya")
        }
        (Tongue::Indonesian, faults, _) => format!("kesalahan: {faults}; kalimat tidak dijalankan"),
    };
    let _ = writeln!(io::stderr(), "{line}");
}

/// A line of `--json`.
#[derive(Serialize)]
struct Row<'a> {
    code: &'static str,
    severity: &'static str,
    file: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    entry: Option<&'a str>,
    found: String,
    remedy: String,
    /// Of a sentence: how it is written, and how it is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    sentence: Option<[&'a str; 2]>,
}

fn rows(check: &Check) -> Vec<u8> {
    let tongue = notices::tongue();
    let of = |at: At| match at {
        At::Line(line, column) => (Some(line), column),
        _ => (None, None),
    };
    let mut rows = Vec::new();
    for fault in &check.faults {
        let (line, column) = of(fault.at);
        rows.push(Row {
            code: "K3201",
            severity: "error",
            file: &fault.file,
            line,
            column,
            entry: fault.entry.as_deref(),
            found: fault.found(tongue),
            remedy: fault.remedy(tongue),
            sentence: None,
        });
    }
    let failures = check.failures.iter().map(|failure| ("K3202", "error", failure));
    for (code, severity, failure) in
        failures.chain(check.moved.iter().map(|moved| ("K3204", "warning", moved)))
    {
        let (line, column) = of(failure.at);
        rows.push(Row {
            code,
            severity,
            file: &failure.file,
            line,
            column,
            entry: Some(&failure.entry),
            found: tongue.reason(&failure.failure.reason),
            remedy: String::new(),
            sentence: Some([&failure.failure.expected, &failure.failure.found]),
        });
    }
    for idle in &check.idle {
        let (line, column) = of(idle.at);
        rows.push(Row {
            code: "K3203",
            severity: "warning",
            file: &idle.file,
            line,
            column,
            entry: Some(&idle.entry),
            found: format!(
                "`{}` {}",
                idle.form,
                in_tongue("is never found as it is written", "tidak pernah ditemukan seperti tertulis")
            ),
            remedy: String::new(),
            sentence: None,
        });
    }
    let mut out = Vec::new();
    for row in rows {
        if let Ok(line) = serde_json::to_vec(&row) {
            out.extend(line);
            out.push(b'\n');
        }
    }
    out
}
