//! Warnings and errors, on standard error and in the file of `--errors`.

use crate::term;
use kutip::{InputError, Severity, Tongue};
use serde::Serialize;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

pub(crate) struct Notices {
    tongue: Tongue,
    quiet: bool,
    file: Option<File>,
    /// What went wrong with that file.
    broken: Option<io::Error>,
}

/// A line of the file of `--errors`.
#[derive(Serialize)]
struct Row<'a> {
    code: &'static str,
    severity: &'static str,
    file: &'a str,
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<u64>,
    found: String,
    remedy: String,
}

impl Notices {
    /// `goes_on` keeps what an earlier part of the run wrote to the file of errors.
    pub(crate) fn new(quiet: bool, errors: Option<&Path>, goes_on: bool) -> io::Result<Self> {
        let open = |path: &Path| {
            File::options().create(true).append(goes_on).write(true).truncate(!goes_on).open(path)
        };
        Ok(Self { tongue: tongue(), quiet, file: errors.map(open).transpose()?, broken: None })
    }

    /// Tells nothing: what stands here while the real ones are lent.
    pub(crate) fn none() -> Self {
        Self { tongue: tongue(), quiet: true, file: None, broken: None }
    }

    /// Makes a problem of an input known.
    pub(crate) fn input(&mut self, error: &InputError) {
        let severity = error.problem.severity();
        if let Some(file) = &mut self.file {
            let row = Row {
                code: error.problem.code(),
                severity: if severity == Severity::Error { "error" } else { "warning" },
                file: &error.place.file,
                line: error.place.line,
                item: error.place.item,
                offset: error.place.offset,
                found: error.problem.found(self.tongue),
                remedy: error.problem.remedy(self.tongue),
            };
            if let Ok(mut line) = serde_json::to_vec(&row) {
                line.push(b'\n');
                // Said once, at the end: a list with a hole in it would pass for whole.
                if let Err(error) = file.write_all(&line) {
                    self.broken.get_or_insert(error);
                }
            }
        }
        if severity == Severity::Error || !self.quiet {
            say(self.tongue, severity, &error.message(self.tongue));
        }
    }

    /// What kept the file of `--errors` from being whole.
    pub(crate) fn broken(&self) -> Option<&io::Error> {
        self.broken.as_ref()
    }

    /// Says how many inputs failed, where that is not plain from a single message.
    pub(crate) fn sum_up(&self, read: u64, failed: u64) {
        let total = read + failed;
        if failed > 0 && total > 1 && !self.quiet {
            let line = match self.tongue {
                Tongue::English => format!("{failed} of {total} inputs could not be read"),
                Tongue::Indonesian => format!("{failed} dari {total} masukan tidak dapat dibaca"),
            };
            let _ = writeln!(io::stderr(), "{line}");
        }
    }
}

/// The language of messages, by the environment.
pub(crate) fn tongue() -> Tongue {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    match set("LC_ALL").or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG")) {
        Some(locale) if locale == "id" || locale.starts_with("id_") || locale.starts_with("id.") => {
            Tongue::Indonesian
        }
        _ => Tongue::English,
    }
}

/// Why the system refuses, in Indonesian.
pub(crate) fn reason(error: &dyn std::fmt::Display) -> String {
    Tongue::Indonesian.reason(&error.to_string())
}

/// A problem that has to do with no input.
pub(crate) fn fail(code: &str, english: &str, indonesian: &str) {
    let tongue = tongue();
    let text = if tongue == Tongue::Indonesian { indonesian } else { english };
    say(tongue, Severity::Error, &format!("[{code}]: {text}"));
}

/// What may go wrong, and has to do with no input.
pub(crate) fn warn(code: &str, english: &str, indonesian: &str) {
    let tongue = tongue();
    let text = if tongue == Tongue::Indonesian { indonesian } else { english };
    say(tongue, Severity::Warning, &format!("[{code}]: {text}"));
}

/// A command line that cannot be followed.
pub(crate) fn usage(message: &str) {
    let tongue = tongue();
    let word = if tongue == Tongue::Indonesian { "galat:" } else { "error:" };
    write(word, message);
}

/// A fault or warning about the newsroom's own lexicon.
pub(crate) fn lexicon(severity: Severity, message: &str) {
    say(tongue(), severity, message);
}

fn say(tongue: Tongue, severity: Severity, message: &str) {
    let word = match (tongue, severity) {
        (Tongue::English, Severity::Error) => "error",
        (Tongue::English, Severity::Warning) => "warning",
        (Tongue::Indonesian, Severity::Error) => "galat",
        (Tongue::Indonesian, Severity::Warning) => "peringatan",
    };
    write(word, message);
}

fn write(word: &str, message: &str) {
    let lines: Vec<String> = message.split("\n  → ").map(term::safe).collect();
    // Nobody is left to be told where standard error is closed.
    let _ = writeln!(io::stderr(), "{word} {}", lines.join("\n  → "));
}

/// Whether a file of errors is not there, empty, none that keeps anything (a device), or one of ours.
pub(crate) fn may_empty(path: &Path) -> bool {
    const FIRST_BYTES: u64 = 4096;
    if path.metadata().is_ok_and(|meta| !meta.is_file()) {
        return true;
    }
    let Ok(file) = File::open(path) else { return true };
    let mut start = Vec::new();
    let _ = file.take(FIRST_BYTES).read_to_end(&mut start);
    start.is_empty() || start.starts_with(b"{\"code\":\"K")
}
