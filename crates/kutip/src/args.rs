//! The flags.

mod export;
#[cfg(feature = "fetch")]
mod fetch;
mod list;
mod watch;

pub(crate) use export::{ExportArgs, OnlyArgs};
#[cfg(feature = "fetch")]
pub(crate) use fetch::{FetchArgs, NetArgs};
pub(crate) use list::{ListArgs, ListForm, ShowArgs};
pub(crate) use watch::WatchArgs;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use kutip::{Engine, Fill, Filter, Layers};
use std::path::PathBuf;

pub(crate) mod archive;

pub(crate) use archive::{
    DbArgs, DoctorArgs, ForgetArgs, ImportArgs, IngestArgs, InitArgs, RereadArgs, SourcesArgs, VerifyArgs,
};

/// Who said what, through whom, when, how many: reads Indonesian news and shows the exact characters.
#[derive(Debug, Parser)]
#[command(name = "kutip", version, arg_required_else_help = true, max_term_width = 100)]
#[command(
    after_help = "Example: kutip read article.txt\n         kutip read 'archive/**/*.txt' -o records.jsonl"
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles: text and tables on a terminal, one JSON record a line in a pipe, or HTML pages
    Read(ReadArgs),
    /// Tags, lemmas, heads and names of words: text or CoNLL-U in, CoNLL-U out
    Parse(ParseArgs),
    /// Make a store
    Init(InitArgs),
    /// Take articles into a store; what is there already is not read again
    Ingest(Box<IngestArgs>),
    /// Take pages, and the pages that feeds name, from the network into a store
    #[cfg(feature = "fetch")]
    Fetch(Box<FetchArgs>),
    /// Look again and again for what is new in folders and feeds, and take it into a store
    Watch(Box<WatchArgs>),
    /// Take records into a store that were made before
    Import(ImportArgs),
    /// Read the texts of a store once more, with this version and lexicon
    Reread(RereadArgs),
    /// Check a store: every hash, span, row and reference
    Verify(VerifyArgs),
    /// Articles of a store, by words and by what is in them
    Search(Box<ListArgs>),
    /// Who said what
    Statements(Box<ListArgs>),
    /// Who did what to whom, according to whom
    Events(Box<ListArgs>),
    /// Figures and what they count
    Figures(Box<ListArgs>),
    /// What somebody said he would do
    Commitments(Box<ListArgs>),
    /// Agreements
    Pacts(Box<ListArgs>),
    /// Everybody of whom articles speak
    Actors(Box<ListArgs>),
    /// Places that articles mention
    Places(Box<ListArgs>),
    /// One article or item of a store, with its evidence
    Show(ShowArgs),
    /// Take articles out of a store for good, so that they stay out
    Forget(ForgetArgs),
    /// Hosts and outlets of a store, what is kept of their texts, and how what is fetched does
    Sources(SourcesArgs),
    /// The file of a store: check, copy, bring up to date, count
    Db(DbArgs),
    /// What this program finds around it: version, lexicon, store, free space
    Doctor(DoctorArgs),
    /// Print the JSON Schema of the record
    Schema,
    /// Records as files for other programs: tables, maps, graphs, annotations, feeds
    Export(ExportArgs),
    /// Which marks cover one character of a text, and what made them
    Explain(ExplainArgs),
    /// Read the texts of a gold file and score what is found
    Eval(EvalArgs),
    /// A newsroom's own lexicon: check it, add to it
    Lexicon(LexiconArgs),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Files are plain text or web pages, one article each; JSON lines or tables (CSV) with \"text\" and, if known, id, url, \
title, outlet, published and language; WARC; feeds (RSS, Atom, JSON Feed); items of ninjs; any of them packed with gzip or \
zstd. What a file is is told by its first bytes, then by its name.

Exit status: 0 all read; 2 wrong usage, or a lexicon that is not sound; 3 some inputs failed; 4 no input could be read, or the output not written; \
130 interrupted from the keyboard, 143 by another program.")]
pub(crate) struct ReadArgs {
    /// Files, folders, patterns such as 'archive/**/*.txt', or - for standard input
    #[arg(value_name = "FILE|DIR|GLOB|-")]
    pub(crate) inputs: Vec<PathBuf>,
    /// One JSON record a line on a terminal, too
    #[arg(long)]
    pub(crate) json: bool,
    /// One HTML page an article, whole in itself; for several articles -o names a folder
    #[arg(long, conflicts_with = "json")]
    pub(crate) html: bool,
    /// Layers of the record, with commas between them; the others are left empty [default: all]
    #[arg(long, value_name = "LAYER,...", value_parser = layers)]
    pub(crate) layers: Option<Layers>,
    #[command(flatten)]
    pub(crate) fill: FillArgs,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) overlay: OverlayArgs,
    /// Threads; the output is the same with any number [default: all cores]
    #[arg(long, short = 'j', value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Write the records to this file; a run that was stopped goes on. With --html a page, or a folder for pages
    #[arg(long, short = 'o', value_name = "FILE|DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Overwrite what -o names, and begin anew
    #[arg(long)]
    pub(crate) force: bool,
    /// Copy the inputs' other fields to document.meta
    #[arg(long)]
    pub(crate) keep_meta: bool,
    #[command(flatten)]
    pub(crate) tell: TellArgs,
}

/// A newsroom's own entries.
/// What a command says while it works, and where.
#[derive(Debug, ClapArgs)]
pub(crate) struct TellArgs {
    /// How to show progress on standard error [default: bar on a terminal]
    #[arg(long, value_name = "HOW")]
    pub(crate) progress: Option<Progress>,
    /// No warnings, no progress and no summary
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Write warnings and errors to this file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub(crate) errors: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct OverlayArgs {
    /// Folder of the newsroom's own entries, laid over the built-in lexicon [default: KUTIP_LEXICON]
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Option<PathBuf>,
}

/// Which inputs are read. What does not name a day, address or language that is asked for is left out.
#[derive(Debug, ClapArgs)]
pub(crate) struct FilterArgs {
    /// Only articles published on this day or later
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) since: Option<Date>,
    /// Only articles published on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) until: Option<Date>,
    /// Only articles of this host and hosts under it; may be given several times
    #[arg(long, value_name = "HOST")]
    pub(crate) host: Vec<String>,
    /// Only articles in this language; may be given several times
    #[arg(long, value_name = "CODE")]
    pub(crate) only_lang: Vec<String>,
    /// At most so many articles
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) limit: Option<u64>,
}

impl FilterArgs {
    /// The filter, which goes by what fills the gaps of inputs as well.
    pub(crate) fn filter(&self, fill: &FillArgs) -> Filter {
        Filter {
            since: self.since,
            until: self.until,
            hosts: self.host.clone(),
            languages: self.only_lang.iter().map(|tag| kutip::code(tag).into_owned()).collect(),
            published: fill.date,
            language: Some(fill.lang.clone().unwrap_or_else(|| kutip::DEFAULT_LANGUAGE.to_owned())),
            limit: self.limit,
        }
    }
}

/// What inputs may lack.
#[derive(Debug, Default, ClapArgs)]
pub(crate) struct FillArgs {
    /// Day of publication of inputs that name none
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) date: Option<Date>,
    /// Outlet of inputs that name none
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// Language of inputs that name none
    #[arg(long, value_name = "CODE")]
    pub(crate) lang: Option<String>,
    /// Reference day that completes dates without a year [default: the lexicon's release day]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) today: Option<Date>,
}

impl FillArgs {
    /// The engine that reads so.
    pub(crate) fn engine(self) -> Engine {
        let language = self.lang.map(|tag| tag.to_lowercase());
        Engine::new(self.today, Fill { published: self.date, outlet: self.outlet, language })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Progress {
    /// Nothing
    None,
    /// One line that is written over
    Bar,
    /// One JSON object a second
    Json,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
A list on a terminal, one JSON object a mark and line in a pipe.

Exit status: 0 there are marks; 1 there are none; 2 wrong usage; 4 the file could not be read.")]
pub(crate) struct ExplainArgs {
    /// A file with one article, a line of JSON lines, an item of a feed (FILE#3) or a record of a WARC (FILE@512)
    #[arg(value_name = "FILE[:LINE]")]
    pub(crate) input: PathBuf,
    /// Code point of document.text, from 0
    #[arg(value_name = "OFFSET")]
    pub(crate) offset: usize,
    /// JSON on a terminal, too
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) fill: FillArgs,
    #[command(flatten)]
    pub(crate) overlay: OverlayArgs,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  kutip parse article.txt > article.conllu
  kutip parse --tokenized --lang en words.conllu

Text comes as kutip read takes it: plain text, pages, JSON lines, WARC, feeds. With --tokenized the input is CoNLL-U: \
comments, order, ids, ranges, empty nodes, FORM, XPOS, DEPS and the other entries of MISC are kept as they are; LEMMA, \
UPOS, FEATS, HEAD, DEPREL and NER= in MISC are set anew, whatever stands in them.

Exit status: 0 all read; 2 wrong usage; 3 some inputs or sentences failed; 4 no input could be read, or the output not \
written; 130 interrupted.")]
pub(crate) struct ParseArgs {
    /// Files, folders, patterns such as 'archive/**/*.txt', or - for standard input
    #[arg(value_name = "FILE|DIR|GLOB|-")]
    pub(crate) inputs: Vec<PathBuf>,
    /// The input is CoNLL-U, cut into words already
    #[arg(long)]
    pub(crate) tokenized: bool,
    /// Language of inputs that name none: id or en [default: id]
    #[arg(long, value_name = "CODE")]
    pub(crate) lang: Option<String>,
    /// The treebank that lemmas, tags and relations follow where treebanks differ: csui, gsd or pud for id [default: csui]
    #[arg(long, value_name = "NAME")]
    pub(crate) treebank: Option<String>,
    /// Threads; the output is the same with any number [default: all cores]
    #[arg(long, short = 'j', value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// No warnings
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: Shell,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// Bash
    Bash,
    /// Zsh
    Zsh,
    /// Fish
    Fish,
    /// PowerShell
    Powershell,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct EvalArgs {
    /// Gold, one article a line with its text
    #[arg(value_name = "GOLD")]
    pub(crate) gold: PathBuf,
    /// List what was missed, spurious or wrong
    #[arg(long)]
    pub(crate) errors: bool,
    /// Print the scores as JSON
    #[arg(long)]
    pub(crate) json: bool,
    /// Add 95 % intervals over articles
    #[arg(long)]
    pub(crate) ci: bool,
    #[command(flatten)]
    pub(crate) overlay: OverlayArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct LexiconArgs {
    #[command(subcommand)]
    pub(crate) command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LexiconCommand {
    /// Say what is wrong with a folder, and run the sentences that stand beside its entries
    Check(LexiconCheckArgs),
    /// Add an entry to a folder, which is made where there is none
    Add(Box<LexiconAddArgs>),
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
A folder holds files of the same names and forms as the built-in lexicon, as many of them as are needed: cues.toml, \
outlets.tsv, ... An entry or row with the name of a built-in one replaces it; words are added to the sets of \
words.toml, people.toml, marks.toml and modality.toml. In a .toml file 'off = true' switches a built-in entry off and \
'off = [\"...\"]' some of its words; in a .tsv file the line '-Name' switches a row off.

Exit status: 0 sound, with or without warnings; 1 faults, or sentences that are not read as they should be; 2 wrong \
usage; 4 the folder could not be read, or holds no file of a lexicon.")]
pub(crate) struct LexiconCheckArgs {
    /// The folder
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// One JSON object a fault or warning on standard output, instead of messages
    #[arg(long)]
    pub(crate) json: bool,
    /// No warnings, and no word where all is sound
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  kutip lexicon add leksikon outlet 'Kabar Pagi' kabarpagi.id --type site --country IDN
  kutip lexicon add leksikon person 'Ratna Wiyana' --country IDN --from 2026
  kutip lexicon add leksikon role 'kepala dinas kebersihan'
  kutip lexicon add leksikon cue bersabda --like mengatakan --yes '<speaker>Raja Wiratama</speaker> \
<cue>bersabda</cue> bahwa <content>sawah itu milik rakyat</content>.'

The rest of the file stays as it is. Nothing is written where the folder would not be sound with the entry.

Exit status: 0 added; 1 not added, since it is there already or not sound; 2 wrong usage; 4 the folder could not be \
read or written.")]
pub(crate) struct LexiconAddArgs {
    /// The folder
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// What the entry is
    pub(crate) kind: EntryKind,
    /// Its name, then other forms of it
    #[arg(value_name = "ENTRY", required = true)]
    pub(crate) forms: Vec<String>,
    /// outlet, body, place: what it is, by the table's own list (site, company, city ...)
    #[arg(long = "type", value_name = "TYPE")]
    pub(crate) type_: Option<String>,
    /// outlet, body, place, person: the state, ISO 3166-1 alpha-3
    #[arg(long, value_name = "ISO3")]
    pub(crate) country: Option<String>,
    /// body: the state that it speaks for
    #[arg(long, value_name = "ISO3")]
    pub(crate) acts_for: Option<String>,
    /// place: the next larger unit
    #[arg(long, value_name = "NAME")]
    pub(crate) within: Option<String>,
    /// place: degrees of latitude
    #[arg(long, value_name = "DEGREES", requires = "lon", allow_negative_numbers = true)]
    pub(crate) lat: Option<f64>,
    /// place: degrees of longitude
    #[arg(long, value_name = "DEGREES", requires = "lat", allow_negative_numbers = true)]
    pub(crate) lon: Option<f64>,
    /// person: the first year in which he or she acts for the state
    #[arg(long, value_name = "YEAR")]
    pub(crate) from: Option<u16>,
    /// person: the last one
    #[arg(long, value_name = "YEAR")]
    pub(crate) to: Option<u16>,
    /// outlet, body, place: a form that also means something else; counts only with support
    #[arg(long, value_name = "FORM")]
    pub(crate) weak: Vec<String>,
    /// cue: what is done by saying (say, deny, promise ...)
    #[arg(long, value_name = "ACT")]
    pub(crate) act: Option<String>,
    /// cue, channel: how it stands in a sentence, the best first
    #[arg(long = "frame", value_name = "FRAME")]
    pub(crate) frames: Vec<String>,
    /// cue, channel: take over act and frames of this entry
    #[arg(long, value_name = "ENTRY")]
    pub(crate) like: Option<String>,
    /// cue, channel, word: a tagged sentence in which it is found
    #[arg(long, value_name = "SENTENCE")]
    pub(crate) yes: Vec<String>,
    /// cue, channel, word: a sentence in which it finds nothing
    #[arg(long, value_name = "SENTENCE")]
    pub(crate) no: Vec<String>,
    /// word: the set, as words.toml and people.toml name it
    #[arg(long, value_name = "SET")]
    pub(crate) set: Option<String>,
    /// Replace the built-in entry of this name
    #[arg(long)]
    pub(crate) replace: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum EntryKind {
    /// A paper, agency, broadcaster, site: outlets.tsv
    Outlet,
    /// A ministry, party, company, court: bodies.tsv
    Body,
    /// A city, regency, sea: regions.tsv, with degrees also coordinates.tsv
    Place,
    /// Somebody who acts for a state: leaders.tsv
    Person,
    /// What stands before a person's name: people.toml
    Role,
    /// What reports speech: cues.toml
    Cue,
    /// What passes it on: channels.toml
    Channel,
    /// A word of a set: words.toml, people.toml, marks.toml or modality.toml
    Word,
}

fn day(written: &str) -> Result<Date, String> {
    kutip::parse_day(written).ok_or_else(|| "[K1002] expected a day such as 2024-10-28".to_owned())
}

fn layers(written: &str) -> Result<Layers, String> {
    written.parse().map_err(|problem| format!("[K1005] {problem}"))
}
