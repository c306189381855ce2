//! `kutip export`: records as files for other programs.

use crate::args::{ExportArgs, OnlyArgs};
use crate::cmd::read::{cannot_write, is_one_of, there_already, total_bytes};
use crate::exit::Exit;
use crate::notices::{self, Notices};
use crate::progress::Progress;
use crate::stop;
use kutip::export::{
    self, Choice, Entry, Format, Given, Kept, Kind, NOTICE, Options, Outputs, Protected, Refusal, Writing,
    manifest, searched,
};
use kutip::listing;
use kutip::query::Query;
use kutip::{InputError, Problem, Severity, Tongue};
use kutip_store::List;
use serde_json::{Map, Value, json};
use source::{Source, Taken};
use std::collections::HashSet;
use std::io::{self, IsTerminal};
use std::path::Path;

mod source;

pub(crate) fn run(args: &ExportArgs) -> Exit {
    let options = match options(args) {
        Ok(options) => options,
        Err(exit) => return exit,
    };
    if let Some(path) = args.tell.errors.as_deref() {
        let taken = !args.force && !notices::may_empty(path);
        if taken || is_one_of(path, &args.from, None) {
            return there_already(path);
        }
    }
    let notices = match Notices::new(args.tell.quiet, args.tell.errors.as_deref(), false) {
        Ok(notices) => notices,
        Err(error) => return cannot_write(args.tell.errors.as_deref().unwrap_or(Path::new("-")), &error),
    };
    let (source, bytes) = match Source::open(args, &options) {
        Ok(source) => source,
        Err(exit) => return exit,
    };
    let outputs = match outputs(args, &options) {
        Ok(outputs) => outputs,
        Err(exit) => return exit,
    };
    if options.with_text && !args.tell.quiet {
        notices::lexicon(Severity::Warning, &format!("[K3301]: {}", notice()));
    }
    stop::listen();
    let progress = Progress::new(args.tell.progress, args.tell.quiet, bytes, total_bytes(&args.from))
        .in_tongue(notices::tongue());
    // A whole record is the record: without its names it would be another one, with other ids.
    let names = args.with_names || args.with_text && options.kinds.contains(&Kind::Records);
    let (counts, seen) = (manifest::Counts::default(), HashSet::new());
    let protected = Protected::builtin();
    Run { args, options, notices, progress, counts, seen, protected, names }.all(source, outputs)
}

/// What to export, as the command line says it.
fn options(args: &ExportArgs) -> Result<Options, Exit> {
    let format = args.to;
    let mut kinds: Vec<Kind> = Vec::new();
    for name in &args.kinds.0 {
        match Kind::named(name) {
            Some(kind) if !format.kinds().contains(&kind) => return Err(no_such_kind(format, kind)),
            Some(kind) => kinds.push(kind),
            None if format.kinds() == [Kind::Records] => kinds.push(Kind::Records),
            None => kinds.extend(format.kinds().iter().filter(|kind| !kind.is_on_demand())),
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    let whole = kinds.contains(&Kind::Records) && format != Format::Sqlite;
    if !args.with_text && (format.needs_text() || whole) {
        let what = if format.needs_text() { format.name() } else { Kind::Records.name() };
        notices::fail(
            "K1016",
            &format!(
                "{what} is nothing without the articles' whole texts\n  → --with-text, if you may have them"
            ),
            &format!("{what} tidak ada artinya tanpa teks utuh artikel\n  → --with-text, jika Anda berhak"),
        );
        return Err(Exit::Usage);
    }
    if let Some(word) = args.search.iter().find(|word| Kind::named(word).is_some()) {
        notices::fail(
            "K1022",
            &format!(
                "'{word}' is a kind, and stands where a search is expected\n  → kinds have commas between them: statements,events; as a word of a search it is '\"{word}\"'"
            ),
            &format!(
                "'{word}' adalah jenis, tetapi berada di tempat pencarian\n  → jenis dipisah koma: statements,events; sebagai kata pencarian: '\"{word}\"'"
            ),
        );
        return Err(Exit::Usage);
    }
    if let Some(word) = args.from.iter().skip(1).find(|path| is_word(path)) {
        let word = word.display();
        notices::fail(
            "K1027",
            &format!(
                "'{word}' stands behind --from, and is no file\n  → with --from there is no search: import the records into a store, and export from that"
            ),
            &format!(
                "'{word}' berada di belakang --from, tetapi bukan berkas\n  → dengan --from tidak ada pencarian: impor rekaman ke penyimpanan, lalu ekspor dari situ"
            ),
        );
        return Err(Exit::Usage);
    }
    let narrowed = if args.search.is_empty() { Vec::new() } else { searched(format, &kinds) };
    let csv =
        Writing { delimiter: args.csv_delimiter.unwrap_or(','), mark: args.csv_mark, raw: args.csv_raw };
    Ok(Options {
        narrowed: narrowed.into_iter().filter(|list| *list != List::Articles).map(listing::kind).collect(),
        kinds,
        with_text: args.with_text,
        csv,
        time: args.time.or_else(epoch).map(|time| time.to_string()),
    })
}

/// Whether a word of a search stands where a file is expected: nothing has its name, and no file would be called so.
fn is_word(path: &Path) -> bool {
    let is_file_name = path.extension().is_some() || path.components().nth(1).is_some();
    path != Path::new("-") && !path.exists() && (!is_file_name || path.to_string_lossy().contains(':'))
}

/// The moment that builders give to all that they make.
fn epoch() -> Option<jiff::Timestamp> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()?;
    jiff::Timestamp::from_second(seconds).ok()
}

fn no_such_kind(format: Format, kind: Kind) -> Exit {
    let there: Vec<&str> = format.kinds().iter().map(|kind| kind.name()).collect();
    let there = there.join(", ");
    notices::fail(
        "K1015",
        &format!("{format} takes no {kind}\n  → it takes {there}"),
        &format!("{format} tidak memuat {kind}\n  → yang dimuat: {there}"),
    );
    Exit::Usage
}

/// Where the export goes.
fn outputs(args: &ExportArgs, options: &Options) -> Result<Outputs, Exit> {
    let format = args.to;
    let Some(path) = args.output.as_deref().filter(|path| *path != Path::new("-")) else {
        if options.kinds.len() > 1 && !format.is_one_file() || format.needs_folder() {
            notices::fail(
                "K1017",
                &format!("{format} makes several files of this\n  → -o FOLDER takes them"),
                &format!("{format} menghasilkan beberapa berkas\n  → -o FOLDER menampungnya"),
            );
            return Err(Exit::Usage);
        }
        if format.is_binary() && io::stdout().is_terminal() {
            notices::fail(
                "K1018",
                &format!("{format} is nothing for a terminal\n  → -o FOLDER, or > FILE"),
                &format!("{format} bukan untuk terminal\n  → -o FOLDER, atau > BERKAS"),
            );
            return Err(Exit::Usage);
        }
        return Ok(Outputs::stream(Box::new(io::stdout())));
    };
    if path.extension().is_some_and(|ending| ending == format.ending()) && !path.is_dir() {
        let (shown, folder) = (path.display(), path.with_extension("").display().to_string());
        notices::fail(
            "K1019",
            &format!(
                "{shown} looks like a file, and -o names a folder\n  → -o {folder}, or > {shown} for the file alone"
            ),
            &format!(
                "{shown} tampak seperti berkas, padahal -o menyebut folder\n  → -o {folder}, atau > {shown} untuk berkas saja"
            ),
        );
        return Err(Exit::Usage);
    }
    Outputs::folder(path, args.force).map_err(|refusal| refused(&refusal))
}

fn notice() -> &'static str {
    match notices::tongue() {
        Tongue::English => NOTICE,
        Tongue::Indonesian => {
            "Ekspor ini memuat teks utuh artikel. Teks itu milik penulis dan penerbitnya: apa yang boleh Anda \
             lakukan dengannya, terutama menyebarkannya, ditentukan oleh hukum dan ketentuan mereka."
        }
    }
}

/// An export under way.
struct Run<'a> {
    args: &'a ExportArgs,
    options: Options,
    notices: Notices,
    progress: Progress,
    counts: manifest::Counts,
    /// Articles that were taken.
    seen: HashSet<String>,
    protected: Protected,
    /// Whether persons in protected roles are named.
    names: bool,
}

impl Run<'_> {
    fn all(mut self, mut source: Source, mut outputs: Outputs) -> Exit {
        let written = self.write(&mut source, &mut outputs);
        self.progress.finish(self.counts.articles, self.counts.failed);
        if let Some(signal) = stop::by() {
            outputs.abandon();
            return Exit::Interrupted(signal);
        }
        if let Some(exit) = source.broken() {
            outputs.abandon();
            return exit;
        }
        // Nothing of what was asked for could be read.
        if written.is_ok() && self.counts.articles == 0 && self.counts.failed > 0 {
            outputs.abandon();
            return Exit::Io;
        }
        let finished = match written {
            Ok(()) => {
                let manifest = self.manifest(&outputs);
                outputs.finish(&manifest)
            }
            Err(error) => {
                outputs.abandon();
                Err(error)
            }
        };
        if let Err(error) = finished {
            let path = self.args.output.as_deref().unwrap_or(Path::new("-"));
            return if error.kind() == io::ErrorKind::BrokenPipe {
                Exit::Done
            } else {
                cannot_write(path, &error)
            };
        }
        self.notices.sum_up(self.counts.articles, self.counts.failed);
        self.tell_of_names();
        self.tell_of_texts();
        if let Some(error) = self.notices.broken() {
            return cannot_write(self.args.tell.errors.as_deref().unwrap_or(Path::new("-")), error);
        }
        if self.counts.failed > 0 { Exit::Partly } else { Exit::Done }
    }

    fn write(&mut self, source: &mut Source, outputs: &mut Outputs) -> io::Result<()> {
        let mut export = export::begin(self.args.to, &self.options, outputs)?;
        for item in source.by_ref() {
            if stop::asked() {
                return Ok(());
            }
            stop::begin();
            let put = match item {
                Ok(taken) => match self.put(&taken, &mut *export, outputs) {
                    Ok(None) => Ok(()),
                    Ok(Some(problem)) => {
                        self.say(&InputError { place: taken.place, problem });
                        Ok(())
                    }
                    Err(error) => Err(error),
                },
                Err(error) => {
                    self.say(&error);
                    Ok(())
                }
            };
            stop::end();
            put?;
            self.progress.tick(self.counts.articles, self.counts.failed);
        }
        export.finish(outputs)
    }

    /// Exports a record, or says why it is left out.
    fn put(
        &mut self,
        taken: &Taken,
        export: &mut dyn export::Export,
        outputs: &mut Outputs,
    ) -> io::Result<Option<Problem>> {
        let Taken { record, ids, kept, found, .. } = taken;
        let choice = found.as_ref().map(|found| Choice::new(record, found));
        let hidden = if self.names { None } else { self.protected.hide(record) };
        let (shown, spans) = hidden.as_ref().map_or((record, &[][..]), |it| (&it.record, &it.spans));
        let given = Given { record: shown, ids, kept: *kept, choice, hidden: spans };
        let entry = match Entry::new(given, self.args.to, &self.options) {
            Ok(entry) => entry,
            Err(fault) => return Ok(Some(Problem::NoRecord(fault.to_string()))),
        };
        if !self.seen.insert(ids.article.clone()) {
            return Ok(Some(Problem::SameArticle));
        }
        export.put(&entry, outputs)?;
        self.counts.add(&entry, &self.options.kinds);
        self.counts.textless += u64::from(*kept != Kept::Whole);
        self.counts.protected += hidden.map_or_else(|| self.protected.count(record), |it| it.persons) as u64;
        Ok(None)
    }

    /// What cannot be done without whole texts.
    fn tell_of_texts(&self) {
        let articles = self.counts.textless;
        if articles == 0 || self.args.tell.quiet {
            return;
        }
        if !self.names {
            notices::warn(
                "K3303",
                &format!(
                    "of {articles} article(s) the whole text was not kept: who is in a protected role only by words behind his name is named\n  → look yourself before you publish"
                ),
                &format!(
                    "teks utuh {articles} artikel tidak disimpan: orang yang perannya dilindungi hanya menurut kata di belakang namanya tetap disebut namanya\n  → periksa sendiri sebelum menerbitkan"
                ),
            );
        }
        if self.options.kinds.contains(&Kind::Records) && self.args.to != Format::Sqlite {
            notices::warn(
                "K3304",
                &format!(
                    "{articles} record(s) are without their whole text, and kutip import does not take them\n  → export from a store that keeps texts (full), or --to sqlite"
                ),
                &format!(
                    "{articles} rekaman tidak memuat teks utuhnya, sehingga tidak diterima kutip import\n  → ekspor dari penyimpanan yang menyimpan teks (full), atau --to sqlite"
                ),
            );
        }
    }

    /// Whoever misses a name has to know why it is not there.
    fn tell_of_names(&self) {
        let persons = self.counts.protected;
        if persons > 0 && !self.names && !self.args.tell.quiet {
            let told = match notices::tongue() {
                Tongue::English => format!(
                    "{persons} persons in protected roles are told by their role and not by name\n  → --with-names, if they may be named"
                ),
                Tongue::Indonesian => format!(
                    "{persons} orang dalam peran yang dilindungi ditulis dengan perannya, bukan namanya\n  → --with-names, jika boleh disebut"
                ),
            };
            notices::lexicon(Severity::Warning, &format!("[K3302]: {told}"));
        }
    }

    fn say(&mut self, error: &InputError) {
        if error.problem.severity() == Severity::Error {
            self.counts.failed += 1;
        }
        self.progress.clear();
        self.notices.input(error);
    }

    fn manifest(&self, outputs: &Outputs) -> String {
        let command = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).skip(1);
        let about = manifest::About {
            command: std::iter::once("kutip".to_owned()).chain(command).collect(),
            purpose: self.args.purpose.clone(),
            filters: self.filters(),
            names: self.names,
        };
        manifest::written(self.args.to, &self.options, &about, &self.counts, outputs.files())
    }

    /// What was asked of articles and items, for the manifest.
    fn filters(&self) -> Map<String, Value> {
        let OnlyArgs { outlet, host, since, until, lang, article, limit, text } = &self.args.only;
        let day = |day: &Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let search = Query::parse(&self.args.search.join(" ")).ok().filter(|query| !query.terms.is_empty());
        let of = search.as_ref().map(|_| searched(self.args.to, &self.options.kinds));
        let all = json!({
            "outlet": outlet, "host": host, "since": day(since), "until": day(until), "lang": lang, "article": article,
            "limit": limit, "text": text, "search": search.map(|query| query.to_string()),
            "search_of": of.map(|lists| lists.into_iter().map(List::table).collect::<Vec<_>>()),
        });
        let asked = all.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
        asked.map(|(name, value)| (name.clone(), value.clone())).collect()
    }
}

fn refused(refusal: &Refusal) -> Exit {
    let shown = |path: &Path| path.display().to_string();
    match refusal {
        Refusal::Io(path, error) => return cannot_write(path, error),
        Refusal::Busy(path) => {
            let shown = shown(path);
            notices::fail(
                "K5001",
                &format!("another run of kutip writes {shown}\n  → wait for it, or give -o another name"),
                &format!("kutip lain sedang menulis {shown}\n  → tunggu, atau beri -o nama lain"),
            );
            return Exit::Busy;
        }
        Refusal::There(path) => {
            let shown = shown(path);
            notices::fail(
                "K1003",
                &format!("{shown} is there already\n  → --force puts the export in its place"),
                &format!("{shown} sudah ada\n  → --force menggantinya dengan ekspor ini"),
            );
        }
        Refusal::Foreign(path) => {
            let shown = shown(path);
            notices::fail(
                "K1014",
                &format!("{shown} holds what no export wrote, and is not replaced\n  → give -o another name"),
                &format!(
                    "{shown} berisi hal lain selain hasil ekspor, maka tidak diganti\n  → beri -o nama lain"
                ),
            );
        }
        Refusal::NoFolder(path) => {
            let shown = shown(path);
            notices::fail(
                "K1013",
                &format!("{shown} is no name for a folder\n  → -o names a folder that the export makes"),
                &format!("{shown} bukan nama folder\n  → -o menyebut folder yang dibuat oleh ekspor"),
            );
        }
    }
    Exit::Usage
}
