//! `kutip lexicon add`: one entry more, at the end of its file, if the folder is sound with it.

use super::{in_tongue, show, show_faults, soundness, unreadable};
use crate::args::{EntryKind, LexiconAddArgs};
use crate::exit::Exit;
use crate::notices;
use crate::term;
use kutip::lexicon::edit::{self, NewEntry, NoRoom};
use kutip::lexicon::{Check, Entry, Failure, Field, Folder, Source, builtin_source, fold, values};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// The language of the folder.
const LANGUAGE: &str = "id";

/// Why nothing is added.
enum No {
    /// Something on the command line does not fit.
    Usage(String, String),
    /// It is there already, at this place; in the folder itself, or built in.
    There { form: String, place: String, own: bool },
}

/// Files by name, with what they are to hold.
type Changes = BTreeMap<String, String>;

pub(super) fn run(args: &LexiconAddArgs) -> Exit {
    let (folder, errors) = match Folder::read(&args.folder) {
        Ok(read) => read,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            (Folder { path: args.folder.clone(), ..Folder::default() }, Vec::new())
        }
        Err(error) => {
            unreadable(&args.folder, &error);
            return Exit::Io;
        }
    };
    let base = builtin_source(LANGUAGE).unwrap_or_default();
    let (own, faults) = folder.parse(Some(&base));
    if !errors.is_empty() || !faults.is_empty() {
        let faults = folder.locate(errors.into_iter().chain(faults).collect());
        show_faults(&args.folder, &faults);
        not_added("the folder was not sound before", "folder ini sudah bermasalah sebelumnya");
        return Exit::CheckFailed;
    }
    let adding = Adding { args, base: &base, own: &own, folder: &folder };
    let changes = match adding.changes() {
        Ok(changes) => changes,
        Err(no) => return no.say(),
    };
    if let Err(exit) = prove(args, &folder, &changes) {
        return exit;
    }
    if let Err(error) = write(&folder, &changes) {
        let shown = args.folder.display();
        notices::fail(
            "K4001",
            &format!("{shown} cannot be written: {error}"),
            &format!("{shown} tidak dapat ditulis: {}", notices::reason(&error)),
        );
        return Exit::of_write(&error);
    }
    let shown = |file: &String| term::safe(&args.folder.join(file).display().to_string()) + "\n";
    let out: String = changes.keys().map(shown).collect();
    match io::stdout().write_all(out.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(error) => Exit::of_write(&error),
    }
}

/// Whether the folder is sound with the changes; warnings that it did not have before are said.
fn prove(args: &LexiconAddArgs, folder: &Folder, changes: &Changes) -> Result<(), Exit> {
    let mut after = folder.clone();
    after.files.extend(changes.clone());
    let mut check = soundness(&after, Vec::new());
    let before = if check.failures.is_empty() && check.moved.is_empty() {
        Check::default()
    } else {
        soundness(folder, Vec::new())
    };
    check.idle.retain(|idle| args.forms.contains(&idle.form));
    let known = |failure: &Failure, list: &[Failure]| list.iter().any(|old| old.failure == failure.failure);
    check.moved.retain(|moved| !known(moved, &before.moved));
    if before.is_sound() {
        show_faults(&args.folder, &check.faults);
        show(&args.folder, &check, false);
    } else {
        show(&args.folder, &before, true);
        not_added("the folder was not sound before", "folder ini sudah bermasalah sebelumnya");
        return Err(Exit::CheckFailed);
    }
    if !check.is_sound() {
        not_added("the folder would not be sound with it", "folder ini akan bermasalah dengannya");
        return Err(Exit::CheckFailed);
    }
    Ok(())
}

fn not_added(english: &str, indonesian: &str) {
    notices::fail(
        "K3208",
        &format!("nothing is added: {english}\n  → mend what is named above"),
        &format!("tidak ada yang ditambahkan: {indonesian}\n  → perbaiki yang disebut di atas"),
    );
}

impl No {
    fn say(self) -> Exit {
        match self {
            Self::Usage(english, indonesian) => {
                notices::fail("K1011", &english, &indonesian);
                Exit::Usage
            }
            Self::There { form, place, own: true } => {
                notices::fail(
                    "K3207",
                    &format!("`{form}` is there already: {place}\n  → change it there"),
                    &format!("`{form}` sudah ada: {place}\n  → ubah di situ"),
                );
                Exit::CheckFailed
            }
            Self::There { form, place, own: false } => {
                notices::fail(
                    "K3207",
                    &format!(
                        "`{form}` is built in already: {place}\n  → --replace puts your own in its place"
                    ),
                    &format!("`{form}` sudah ada dalam leksikon bawaan: {place}\n  → --replace menggantinya"),
                );
                Exit::CheckFailed
            }
        }
    }
}

fn usage(english: &str, indonesian: &str) -> No {
    No::Usage(english.to_owned(), indonesian.to_owned())
}

struct Adding<'a> {
    args: &'a LexiconAddArgs,
    base: &'a Source,
    own: &'a Source,
    folder: &'a Folder,
}

impl Adding<'_> {
    fn changes(&self) -> Result<Changes, No> {
        self.fits()?;
        for form in &self.args.forms {
            if form.trim().is_empty() || form.trim() != form || form.contains(['\t', '\n', '\r']) {
                return Err(No::Usage(
                    format!("'{form}' is no word: spaces at its ends, tabs and line ends have to go"),
                    format!("'{form}' bukan kata: buang spasi di tepi, tab, dan akhir baris"),
                ));
            }
        }
        match self.args.kind {
            EntryKind::Outlet => {
                self.row("outlets", vec![("kind", &self.args.type_), ("country", &self.args.country)])
            }
            EntryKind::Body => self.row(
                "bodies",
                vec![
                    ("kind", &self.args.type_),
                    ("state", &self.args.country),
                    ("acts_for", &self.args.acts_for),
                ],
            ),
            EntryKind::Place => self.place(),
            EntryKind::Person if self.args.country.is_none() => Err(usage(
                "a person needs --country: the list says for which state somebody acts\n  → \
                 a role that stands before names is added with: role 'kepala dinas'",
                "orang memerlukan --country: daftar itu menyebut negara yang diwakilinya\n  → \
                 jabatan di depan nama ditambahkan dengan: role 'kepala dinas'",
            )),
            EntryKind::Person => {
                let year = |year: Option<u16>| year.map(|year| year.to_string());
                let (from, to) = (year(self.args.from), year(self.args.to));
                self.row("leaders", vec![("state", &self.args.country), ("from", &from), ("to", &to)])
            }
            EntryKind::Role => self.words("title"),
            EntryKind::Word => match &self.args.set {
                Some(set) => self.words(set),
                None => Err(usage(
                    "a word needs --set: the set to which it belongs, such as place-head or title",
                    "kata memerlukan --set: himpunannya, misalnya place-head atau title",
                )),
            },
            EntryKind::Cue => self.entry("cues", &["act", "object", "agent"]),
            EntryKind::Channel => self.entry("channels", &["kind", "known"]),
        }
    }

    /// Flags that say nothing of this kind of entry.
    fn fits(&self) -> Result<(), No> {
        use EntryKind::{Body, Channel, Cue, Outlet, Person, Place, Word};
        let args = self.args;
        let given: [(&str, bool, &[EntryKind]); 14] = [
            ("--type", args.type_.is_some(), &[Outlet, Body, Place]),
            ("--country", args.country.is_some(), &[Outlet, Body, Place, Person]),
            ("--acts-for", args.acts_for.is_some(), &[Body]),
            ("--within", args.within.is_some(), &[Place]),
            ("--lat", args.lat.is_some(), &[Place]),
            ("--from", args.from.is_some(), &[Person]),
            ("--to", args.to.is_some(), &[Person]),
            ("--weak", !args.weak.is_empty(), &[Outlet, Body, Place]),
            ("--act", args.act.is_some(), &[Cue]),
            ("--frame", !args.frames.is_empty(), &[Cue, Channel]),
            ("--like", args.like.is_some(), &[Cue, Channel]),
            ("--yes", !args.yes.is_empty(), &[Cue, Channel, Word]),
            ("--no", !args.no.is_empty(), &[Cue, Channel, Word]),
            ("--set", args.set.is_some(), &[Word]),
        ];
        match given.iter().find(|(_, given, kinds)| *given && !kinds.contains(&args.kind)) {
            None => Ok(()),
            Some((flag, ..)) => Err(No::Usage(
                format!("{flag} says nothing of this kind of entry\n  → kutip lexicon add --help"),
                format!("{flag} tidak berlaku untuk jenis entri ini\n  → kutip lexicon add --help"),
            )),
        }
    }

    fn row(&self, table: &str, cells: Vec<(&'static str, &Option<String>)>) -> Result<Changes, No> {
        for form in &self.args.forms {
            self.refuse_known_row(table, form)?;
        }
        let joined = |forms: &[String]| forms.join("|");
        let (name, aliases) =
            self.args.forms.split_first().ok_or_else(|| usage("no entry", "tanpa entri"))?;
        if self.args.forms.iter().any(|form| form.contains('|')) || name.starts_with(['#', '-']) {
            return Err(usage(
                "a name of a table has no | in it, and begins with neither # nor -",
                "nama dalam tabel tidak memuat |, dan tidak diawali # atau -",
            ));
        }
        let mut row = vec![("name", name.clone()), ("aliases", joined(aliases))];
        row.extend(cells.into_iter().map(|(column, value)| (column, value.clone().unwrap_or_default())));
        row.push(("weak", joined(&self.args.weak)));
        let file = format!("{table}.tsv");
        let text = edit::with_row(table, self.text(&file), &row).map_err(|no| no_room(&file, no))?;
        Ok(Changes::from([(file, text)]))
    }

    fn place(&self) -> Result<Changes, No> {
        let args = self.args;
        let mut changes = self.row(
            "regions",
            vec![("kind", &args.type_), ("within", &args.within), ("country", &args.country)],
        )?;
        if let (Some(lat), Some(lon), Some(name)) = (args.lat, args.lon, args.forms.first()) {
            let file = "coordinates.tsv";
            let row = [("name", name.clone()), ("lat", lat.to_string()), ("lon", lon.to_string())];
            let text =
                edit::with_row("coordinates", self.text(file), &row).map_err(|no| no_room(file, no))?;
            changes.insert(file.to_owned(), text);
        }
        Ok(changes)
    }

    fn entry(&self, list: &str, keys: &[&str]) -> Result<Changes, No> {
        let args = self.args;
        let (name, others) = args.forms.split_first().ok_or_else(|| usage("no entry", "tanpa entri"))?;
        for form in &args.forms {
            self.refuse_known_entry(list, form)?;
        }
        let model = match &args.like {
            None => None,
            Some(like) => Some(self.model(list, like)?),
        };
        let frames = match model {
            Some(model) if args.frames.is_empty() => model.frames.clone(),
            _ => args.frames.clone(),
        };
        if frames.is_empty() || (list == "cues" && model.is_none() && args.act.is_none()) {
            return Err(usage(
                "a cue needs --like, or --act and --frame\n  → --like mengatakan takes both from that entry",
                "isyarat memerlukan --like, atau --act dan --frame\n  → --like mengatakan mengambil keduanya dari sana",
            ));
        }
        let mut fields = Vec::new();
        for key in keys {
            let written = match (*key, &args.act) {
                ("act", Some(act)) => Some(edit::quoted(act)),
                // The only kind of channel that there is.
                ("kind", _) if model.is_none() => Some(edit::quoted("carries")),
                _ => model.and_then(|model| model.fields.get(*key)).and_then(written),
            };
            fields.extend(written.map(|written| ((*key).to_owned(), written)));
        }
        for (key, texts) in [("frames", &frames), ("yes", &args.yes), ("no", &args.no)] {
            if !texts.is_empty() {
                fields.push((key.to_owned(), edit::texts(texts)));
            }
        }
        let words = if others.is_empty() { Vec::new() } else { args.forms.clone() };
        self.with_entry(list, NewEntry { name: name.clone(), words, fields })
    }

    /// The entry that the new one is to be like.
    fn model(&self, list: &str, like: &str) -> Result<&Entry, No> {
        let entries = || self.own.list(list).iter().chain(self.base.list(list));
        let found = entries().find(|entry| entry.name == like);
        let found = found.or_else(|| entries().find(|entry| entry.words.iter().any(|word| word == like)));
        found.ok_or_else(|| {
            let names = entries().map(|entry| entry.name.as_str());
            let close = kutip::lexicon::closest(like, names);
            let (english, indonesian) = match close {
                Some(close) => (format!("did you mean {close}?"), format!("maksud Anda {close}?")),
                None => {
                    ("name an entry of the file".to_owned(), "sebut sebuah entri dari berkas itu".to_owned())
                }
            };
            No::Usage(
                format!("{list}.toml has no entry '{like}'\n  → {english}"),
                format!("{list}.toml tidak memuat entri '{like}'\n  → {indonesian}"),
            )
        })
    }

    fn words(&self, set: &str) -> Result<Changes, No> {
        let files = ["words", "people", "marks", "modality"];
        let file = files.into_iter().find(|file| self.base.list(file).iter().any(|entry| entry.name == set));
        let Some(list) = file else {
            let names = files.iter().flat_map(|file| self.base.list(file)).map(|entry| entry.name.as_str());
            let close = kutip::lexicon::closest(set, names);
            let close = close.map(|close| format!("\n  → {close}?")).unwrap_or_default();
            return Err(No::Usage(
                format!("there is no set '{set}'{close}"),
                format!("tidak ada himpunan '{set}'{close}"),
            ));
        };
        for form in &self.args.forms {
            self.refuse_known_word(list, set, form)?;
        }
        let mut fields = Vec::new();
        for (key, texts) in [("yes", &self.args.yes), ("no", &self.args.no)] {
            if !texts.is_empty() {
                fields.push((key.to_owned(), edit::texts(texts)));
            }
        }
        if !fields.is_empty() && self.own.list(list).iter().any(|entry| entry.name == set) {
            return Err(usage(
                "the set is in the folder already: write its sentences there by hand",
                "himpunan itu sudah ada di folder: tulis kalimatnya di situ dengan tangan",
            ));
        }
        self.with_entry(list, NewEntry { name: set.to_owned(), words: self.args.forms.clone(), fields })
    }

    fn with_entry(&self, list: &str, entry: NewEntry) -> Result<Changes, No> {
        let file = format!("{list}.toml");
        let text = edit::with_entry(list, self.text(&file), &entry).map_err(|no| no_room(&file, no))?;
        Ok(Changes::from([(file, text)]))
    }

    fn text(&self, file: &str) -> Option<&str> {
        self.folder.files.get(file).map(String::as_str)
    }

    fn refuse_known_row(&self, table: &str, form: &str) -> Result<(), No> {
        let folded = fold(form);
        for (source, own) in [(self.own, true), (self.base, false)] {
            let Some(known) = source.tables.get(table) else { continue };
            let aliases = known.column("aliases");
            for row in &known.rows {
                let others = aliases.and_then(|at| row.cells.get(at)).map_or("", String::as_str);
                let name = row.cells.first().map_or("", String::as_str);
                let same = std::iter::once(name).chain(values(others)).any(|known| fold(known) == folded);
                if same && (own || !self.args.replace) {
                    let place = self.place_of(own, &format!("{table}.tsv"), row.line, name);
                    return Err(No::There { form: form.to_owned(), place, own });
                }
            }
        }
        Ok(())
    }

    fn refuse_known_entry(&self, list: &str, form: &str) -> Result<(), No> {
        self.refuse(list, form, |entry| entry.name == form || has_word(entry, form))
    }

    fn refuse_known_word(&self, list: &str, set: &str, form: &str) -> Result<(), No> {
        self.refuse(list, form, |entry| entry.name == set && has_word(entry, form))
    }

    fn refuse(&self, list: &str, form: &str, same: impl Fn(&Entry) -> bool) -> Result<(), No> {
        for (source, own) in [(self.own, true), (self.base, false)] {
            let known = source.list(list).iter().find(|entry| !entry.only_off() && same(entry));
            if let Some(entry) = known.filter(|_| own || !self.args.replace) {
                let place = self.place_of(own, &format!("{list}.toml"), entry.line, &entry.name);
                return Err(No::There { form: form.to_owned(), place, own });
            }
        }
        Ok(())
    }

    fn place_of(&self, own: bool, file: &str, line: u32, entry: &str) -> String {
        let folder = if own { self.args.folder.as_path() } else { Path::new(LANGUAGE) };
        format!("{}:{line} [{entry}]", folder.join(file).display())
    }
}

fn has_word(entry: &Entry, form: &str) -> bool {
    let folded = fold(form);
    entry.words.iter().any(|word| fold(word) == folded)
}

/// A field as TOML writes it.
fn written(field: &Field) -> Option<String> {
    match field {
        Field::Text(text) => Some(edit::quoted(text)),
        Field::Flag(flag) => Some(flag.to_string()),
        Field::Texts(texts) => Some(edit::texts(texts)),
        Field::Number(_) => None,
    }
}

fn no_room(file: &str, no: NoRoom) -> No {
    match no {
        NoRoom::Form => usage("the file is not of the form", "bentuk berkas itu salah"),
        NoRoom::Column(column) => No::Usage(
            format!("{file} has no column {column}\n  → add it to the line of column names"),
            format!("{file} tidak memuat kolom {column}\n  → tambahkan pada baris nama kolom"),
        ),
        NoRoom::SwitchedOff => No::Usage(
            format!("{file} switches this set off\n  → take off = true out first"),
            format!("{file} mematikan himpunan ini\n  → buang dulu off = true"),
        ),
    }
}

/// Writes the files, each under another name first. A folder that could not be filled is not left behind.
fn write(folder: &Folder, changes: &Changes) -> io::Result<()> {
    let made = !folder.path.exists();
    fs::create_dir_all(&folder.path)?;
    let outcome = write_all(folder, changes);
    if outcome.is_err() && made {
        let _ = fs::remove_dir(&folder.path);
    }
    outcome
}

fn write_all(folder: &Folder, changes: &Changes) -> io::Result<()> {
    let mut parts = Vec::new();
    let mut outcome = Ok(());
    for (file, text) in changes {
        let part = folder.path.join(format!(".{file}.{}.part", std::process::id()));
        parts.push((part.clone(), folder.path.join(file)));
        outcome = write_part(&part, &folder.path.join(file), folder.files.get(file), text);
        if outcome.is_err() {
            break;
        }
    }
    for (part, whole) in &parts {
        outcome = outcome.and_then(|()| fs::rename(part, whole));
    }
    if outcome.is_err() {
        for (part, _) in &parts {
            let _ = fs::remove_file(part);
        }
    }
    outcome
}

fn write_part(part: &Path, whole: &Path, before: Option<&String>, text: &str) -> io::Result<()> {
    let changed = |what| Err(io::Error::other(in_tongue(what, "berkas itu berubah atau sebuah tautan")));
    let permissions = match fs::symlink_metadata(whole) {
        // The name would no longer lead to the file.
        Ok(meta) if meta.is_symlink() => return changed("the file is a link: add to its target's folder"),
        Ok(meta) => Some(meta.permissions()),
        Err(_) => None,
    };
    let now = fs::read_to_string(whole).ok();
    if now.as_ref() != before {
        return changed("the file changed meanwhile: try again");
    }
    let mut file = File::options().write(true).create_new(true).open(part)?;
    file.write_all(text.as_bytes())?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.sync_all()
}
