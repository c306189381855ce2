//! The flags of `kutip export`.

use super::archive::StoreArgs;
use super::{TellArgs, day};
use clap::Args as ClapArgs;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;
use kutip::export::{Format, Kind};
use std::ffi::OsStr;
use std::path::PathBuf;

/// All kinds that a format takes, but whole records.
pub(crate) const ALL: &str = "all";

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  kutip export statements --to csv --outlet Warta --since 2026-01-01 -o statements
  kutip export statements,actors --to csv -o denied speaker:Sari act:deny
  kutip export statements --from records.jsonl --to xlsx -o workbook
  kutip read 'archive/**/*.txt' | kutip export all --from - --to jsonl -o archive-export
  kutip export statements --from records.jsonl --to jsonl | jq -r .content_text[]

Records come from the store, newest first, or from what --from names. A search behind KIND has the words and fields of \
'kutip search'. It chooses figures, statements, events, commitments and pacts, of each kind those that 'kutip statements \
SEARCH' and the like list; with them come the actors and places that they name, and their articles. Where none of these \
kinds is exported it chooses actors and places, else articles; of records, sqlite, brat and ninjs, whose files are whole \
articles, always articles. With --from there is no search: what stands behind it are files. --text is a search for articles whatever is exported. -o names a folder, which is there at once and \
whole, with kutip.manifest.json: version, lexicons, filters, counts, the hash of each file, and the command. Without -o \
one file goes to standard output, and nothing beside it.

Of an article's text an export shows at most 300 characters of each stretch and 15 % of the whole; --with-text shows all \
of it. For persons in protected roles - minors, victims, witnesses, suspects, as far as they are recognized - their role \
stands in the place of their names; --with-names shows these. docs/export.md tells what each format holds and what it loses.

Exit status: 0 all exported; 2 wrong usage; 3 some records failed; 4 no record could be read, or the output not written; \
5 another run writes the folder; 6 no space; 7 the store is damaged, or of another version; 130 interrupted.")]
pub(crate) struct ExportArgs {
    /// What to export: one kind, several with commas between them, or all
    #[arg(value_name = "KIND,...", required = true, value_parser = KindNames)]
    pub(crate) kinds: Names,
    /// Which items, as kutip search, kutip statements and the like have it: words, phrases, speaker:NAME, ...
    #[arg(value_name = "SEARCH", conflicts_with_all = ["from", "text", "article"])]
    pub(crate) search: Vec<String>,
    /// The form in which it comes out
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub(crate) to: Format,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    /// Records as kutip read --json writes them, or - for standard input, in place of the store and its search
    #[arg(long, value_name = "FILE|-", num_args = 1..)]
    pub(crate) from: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) only: OnlyArgs,
    /// The folder to write
    #[arg(long, short = 'o', value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Put the folder in the place of an earlier export
    #[arg(long)]
    pub(crate) force: bool,
    /// Whole texts and quotations, for those who may have them
    #[arg(long)]
    pub(crate) with_text: bool,
    /// Names of persons in protected roles as well: minors, victims, witnesses, suspects
    #[arg(long)]
    pub(crate) with_names: bool,
    /// What the export is for, kept in the manifest
    #[arg(long, value_name = "TEXT")]
    pub(crate) purpose: Option<String>,
    /// The moment that manifest and feeds state, as 2026-11-29T10:00:00Z [default: SOURCE_DATE_EPOCH, else none]
    #[arg(long, value_name = "TIME", value_parser = moment)]
    pub(crate) time: Option<jiff::Timestamp>,
    /// csv: between cells: comma, semicolon or tab [default: comma]
    #[arg(long, value_name = "NAME", value_parser = delimiters())]
    pub(crate) csv_delimiter: Option<char>,
    /// csv: a byte order mark at the start, by which Excel knows UTF-8
    #[arg(long)]
    pub(crate) csv_mark: bool,
    /// csv: texts as they are, though a spreadsheet may take them for formulas
    #[arg(long)]
    pub(crate) csv_raw: bool,
    #[command(flatten)]
    pub(crate) tell: TellArgs,
}

/// Which articles are taken.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct OnlyArgs {
    /// Articles of this outlet
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// Articles of this host, without www.
    #[arg(long, value_name = "HOST")]
    pub(crate) host: Option<String>,
    /// Articles of this day or later: published, else the day that their dates count from
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) since: Option<Date>,
    /// Articles of this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub(crate) until: Option<Date>,
    /// Articles in this language
    #[arg(long, value_name = "CODE")]
    pub(crate) lang: Option<String>,
    /// The article with this id
    #[arg(long, value_name = "ID")]
    pub(crate) article: Option<String>,
    /// At most so many articles
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Articles of the store that a search finds, as kutip search has them: words, phrases, speaker:NAME, ...
    #[arg(long, value_name = "WORDS", conflicts_with = "from")]
    pub(crate) text: Option<String>,
}

/// The kinds that were named.
#[derive(Clone, Debug)]
pub(crate) struct Names(pub(crate) Vec<String>);

/// Kinds with commas between them. One value, so that what stands behind it is the search.
#[derive(Clone)]
struct KindNames;

impl KindNames {
    fn each() -> PossibleValuesParser {
        PossibleValuesParser::new([ALL].into_iter().chain(Kind::ALL.map(Kind::name)))
    }
}

impl TypedValueParser for KindNames {
    type Value = Names;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Names, clap::Error> {
        let value = value.to_string_lossy();
        let names = value.split(',').map(|name| Self::each().parse_ref(command, argument, OsStr::new(name)));
        names.collect::<Result<_, _>>().map(Names)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let names: Vec<PossibleValue> =
            [ALL].into_iter().chain(Kind::ALL.map(Kind::name)).map(PossibleValue::new).collect();
        Some(Box::new(names.into_iter()))
    }
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.name()))
        .try_map(|name| Format::named(&name).ok_or("no format of this name"))
}

fn delimiters() -> impl TypedValueParser<Value = char> {
    PossibleValuesParser::new(["comma", "semicolon", "tab"]).map(|name| match name.as_str() {
        "semicolon" => ';',
        "tab" => '\t',
        _ => ',',
    })
}

fn moment(written: &str) -> Result<jiff::Timestamp, String> {
    written.parse().map_err(|_| "[K1020] expected a moment such as 2026-11-29T10:00:00Z".to_owned())
}
