//! A newsroom's own lexicon: a folder of the same files as the built-in one, laid over it.
//!
//! Whoever only reads articles takes a [`Lexicon`], which exists when its folder is of the form. Whoever wants to know
//! what is wrong with a folder takes a [`Check`], which lists everything and runs the sentences beside the entries.

pub use kutip_lang::source::values;
pub use kutip_lang::{At, Entry, Field, Folder, LangError, Source, builtin_source, closest, edit, fold};

use crate::engine::DEFAULT_LANGUAGE;
use jiff::civil::Date;
use kutip_find::{Settings, proof};
use kutip_lang::{Fault, Lang, OWN, RELEASED, Row, builtin};
use sha2::{Digest, Sha256};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// A folder, laid over the built-in lexicon.
#[derive(Debug)]
pub struct Lexicon {
    lang: Lang,
    sha256: String,
}

/// Why a folder is no lexicon.
#[derive(Debug)]
pub enum LexiconError {
    /// There is no such folder, or it may not be read.
    Io(io::Error),
    /// It has no file of a lexicon.
    Empty,
    /// Its files are not of the form.
    Faults(Vec<LangError>),
}

/// What is to be said of a folder.
#[derive(Debug, Default)]
pub struct Check {
    /// What is not of the form. With any of these the folder is no lexicon, and no sentence was run.
    pub faults: Vec<LangError>,
    /// Sentences beside its own entries that are not read as they should be.
    pub failures: Vec<Failure>,
    /// Forms that can never be found as they are written.
    pub idle: Vec<Idle>,
    /// Sentences beside built-in entries that are read rightly without the folder, and otherwise with it.
    pub moved: Vec<Failure>,
    /// Own entries and rows.
    pub entries: usize,
    /// Sentences that were run for them.
    pub sentences: usize,
}

/// A sentence that is not read as it should be.
#[derive(Debug)]
pub struct Failure {
    /// The file within its folder.
    pub file: String,
    /// The entry.
    pub entry: String,
    /// Where the sentence stands.
    pub at: At,
    /// What goes wrong.
    pub failure: proof::Failure,
}

/// A form that can never be found as it is written.
#[derive(Debug)]
pub struct Idle {
    /// The file within its folder.
    pub file: String,
    /// The entry or row.
    pub entry: String,
    /// Where it stands.
    pub at: At,
    /// The form.
    pub form: String,
}

impl Lexicon {
    /// Reads a folder and lays it over the built-in lexicon. Its sentences are not run: [`Check`] does that.
    ///
    /// # Errors
    /// When the folder cannot be read, holds no file of a lexicon, or is not of the form.
    pub fn read(path: &Path) -> Result<Self, LexiconError> {
        let (folder, errors) = Folder::read(path).map_err(LexiconError::Io)?;
        if folder.files.is_empty() && errors.is_empty() {
            return Err(LexiconError::Empty);
        }
        let laid = lay(&folder, errors);
        match (laid.lang, laid.errors.is_empty()) {
            (Some(lang), true) => Ok(Self { lang, sha256: sha256(&folder) }),
            _ => Err(LexiconError::Faults(laid.errors)),
        }
    }

    /// The language with the folder laid over it, where the folder is of the language with this code.
    #[must_use]
    pub fn lang(&self, code: &str) -> Option<&Lang> {
        (*self.lang.code == *code).then_some(&self.lang)
    }

    /// The hash of the folder's files, names and bytes, in hexadecimal: what the record says of it.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}

impl Check {
    /// Checks a folder; `errors` is what reading it has brought up.
    #[must_use]
    pub fn of(folder: &Folder, errors: Vec<LangError>) -> Self {
        let laid = lay(folder, errors);
        let own = |entry: &&Entry| entry.own;
        let mut check = Self { faults: laid.errors, ..Self::default() };
        let Some(lang) = laid.lang.filter(|_| check.faults.is_empty()) else { return check };
        let settings = Settings { today: RELEASED.parse::<Date>().unwrap_or_default() };
        let lists = &laid.source.lists;
        let rows = laid.source.tables.values().flat_map(|table| &table.rows);
        check.entries =
            lists.values().flatten().filter(own).count() + rows.filter(|row| row.own).count() + laid.off;
        for (list, entries) in lists {
            for entry in entries {
                let failures = failures(&lang, &settings, list, entry);
                if entry.own {
                    check.sentences += entry.yes.len() + entry.no.len();
                    check.failures.extend(failures);
                } else {
                    check.moved.extend(failures.filter(|failure| {
                        // Many of the sentences that fail do so without the folder, too.
                        builtin(&lang.code).is_some_and(|base| run(base, &settings, list, entry, failure))
                    }));
                }
            }
        }
        check.idle = locate(folder, idle(&lang, &laid.source), |idle| (&idle.file, &mut idle.at));
        check.failures = locate(folder, check.failures, |failure| (&failure.file, &mut failure.at));
        check
    }

    /// Whether the folder may be used and does what it says.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.failures.is_empty()
    }
}

/// A folder, laid over.
struct Laid {
    source: Source,
    lang: Option<Lang>,
    errors: Vec<LangError>,
    /// How many entries and rows only switch off.
    off: usize,
}

fn lay(folder: &Folder, mut errors: Vec<LangError>) -> Laid {
    let base = builtin_source(DEFAULT_LANGUAGE).unwrap_or_default();
    let (own, faults) = folder.parse(Some(&base));
    errors.extend(faults);
    let lists = own.lists.values().flatten().filter(|entry| entry.only_off()).count();
    let off = lists + own.tables.values().map(|table| table.off.len()).sum::<usize>();
    let (source, faults) = base.lay_over(own);
    errors.extend(faults);
    let lang = match errors.is_empty().then(|| Lang::compile(DEFAULT_LANGUAGE, &source)) {
        Some(Ok(lang)) => Some(lang),
        Some(Err(error)) => {
            errors.push(error);
            None
        }
        None => None,
    };
    let mut errors = folder.locate(errors);
    errors.sort_by(|a, b| (&a.file, place(a.at)).cmp(&(&b.file, place(b.at))));
    Laid { source, lang, errors, off }
}

fn place(at: At) -> (u32, u32) {
    match at {
        At::Line(line, column) => (line, column.unwrap_or(0)),
        _ => (0, 0),
    }
}

/// Places as lines and columns.
fn locate<T>(folder: &Folder, items: Vec<T>, place: impl Fn(&mut T) -> (&str, &mut At)) -> Vec<T> {
    let mut items = items;
    let errors = items.iter_mut().map(|item| {
        let (file, at) = place(item);
        LangError::file(file, Fault::NoHeader).at(*at)
    });
    let located = folder.locate(errors.collect());
    for (item, error) in items.iter_mut().zip(located) {
        *place(item).1 = error.at;
    }
    items
}

/// The sentences of an entry that are not read as they should be.
fn failures<'a>(
    lang: &'a Lang,
    settings: &'a Settings,
    list: &'a str,
    entry: &'a Entry,
) -> impl Iterator<Item = Failure> {
    let lines = [("yes", &entry.yes), ("no", &entry.no)];
    let lines = lines
        .into_iter()
        .flat_map(|(key, lines)| lines.iter().enumerate().map(move |(at, line)| (key, at, line)));
    lines.filter_map(move |(key, at, line)| {
        let failure = prove(lang, settings, list, entry, key, line)?;
        let file = format!("{list}.toml");
        let at = if entry.own { entry.place(key, at) } else { At::Line(entry.line, None) };
        Some(Failure { file, entry: entry.name.clone(), at, failure })
    })
}

/// A fault of the engine on one sentence is a failure of that sentence.
fn prove(
    lang: &Lang,
    settings: &Settings,
    list: &str,
    entry: &Entry,
    key: &str,
    line: &str,
) -> Option<proof::Failure> {
    let proved = catch_unwind(AssertUnwindSafe(|| match key {
        "yes" => proof::yes(lang, settings, list, line),
        _ => proof::no(lang, settings, list, entry, line),
    }));
    proved.unwrap_or_else(|_| {
        let reason = "kutip failed on this sentence: please report it with the entry".to_owned();
        Some(proof::Failure { reason, expected: line.to_owned(), found: String::new() })
    })
}

/// Whether a sentence that fails with the folder is read rightly without it.
fn run(base: &Lang, settings: &Settings, list: &str, entry: &Entry, failure: &Failure) -> bool {
    let line = &failure.failure.expected;
    let key = if entry.yes.contains(line) { "yes" } else { "no" };
    prove(base, settings, list, entry, key, line).is_none()
}

/// Own forms that are not found as they are written.
fn idle(lang: &Lang, source: &Source) -> Vec<Idle> {
    let mut idle = Vec::new();
    for (list, entries) in source.lists.iter().filter(|(list, _)| has_phrases(list)) {
        let file = format!("{list}.toml");
        for entry in entries.iter().filter(|entry| entry.own) {
            let rule = format!("{OWN}/{list}/{}", entry.name);
            for (item, form) in entry.words.iter().enumerate() {
                if !proof::is_found(lang, form, &rule) {
                    let at = entry.place("words", item);
                    idle.push(Idle { file: file.clone(), entry: entry.name.clone(), at, form: form.clone() });
                }
            }
        }
    }
    for (name, table) in source.tables.iter().filter(|(table, _)| has_phrases(table)) {
        let file = format!("{name}.tsv");
        let cell = |row: &Row, column: &str| {
            table.column(column).and_then(|at| row.cells.get(at)).cloned().unwrap_or_default()
        };
        for row in table.rows.iter().filter(|row| row.own) {
            let entry = row.cells.first().cloned().unwrap_or_default();
            let rule = format!("{OWN}/{name}/{entry}");
            let (usual, others, weak) = (cell(row, "name"), cell(row, "aliases"), cell(row, "weak"));
            let forms = std::iter::once(usual.as_str()).chain(values(&others));
            for form in forms.filter(|form| !values(&weak).any(|weak| weak == *form)) {
                if !proof::is_found(lang, form, &rule) {
                    let at = At::Line(row.line, None);
                    idle.push(Idle { file: file.clone(), entry: entry.clone(), at, form: form.to_owned() });
                }
            }
        }
    }
    idle
}

/// Whether the forms of a file are looked up as they stand: not those of sets, which may be parts of words, nor tables
/// that only say more of names that are known.
fn has_phrases(file: &str) -> bool {
    matches!(file, "cues" | "channels" | "states" | "outlets" | "bodies" | "regions")
}

/// The same folder has the same hash wherever it lies.
fn sha256(folder: &Folder) -> String {
    let mut hash = Sha256::new();
    for (name, text) in &folder.files {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update((text.len() as u64).to_le_bytes());
        hash.update(text.as_bytes());
    }
    kutip_record::hex(&hash.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every form of the built-in folder is found where it is written as the tables write it.
    #[test]
    fn every_built_in_name_can_be_found() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../kutip-lang/id");
        let (folder, errors) = Folder::read(&path).expect("the built-in folder");
        let laid = lay(&folder, errors);
        let lang = laid.lang.expect("a folder without faults");
        let idle = idle(&lang, &laid.source);
        let forms: Vec<String> =
            idle.iter().map(|idle| format!("{} [{}]: {}", idle.file, idle.entry, idle.form)).collect();
        assert!(forms.is_empty(), "{} forms are never found:\n{}", forms.len(), forms.join("\n"));
    }
}
