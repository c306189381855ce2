//! The flags of `kutip export`.

use super::Progress;
use clap::Args as ClapArgs;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use kutip::export::{Format, Kind};
use std::path::PathBuf;

/// All kinds that a format takes, but whole records.
pub(crate) const ALL: &str = "all";

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Examples:
  kutip export statements --from records.jsonl --to csv -o statements
  kutip read 'archive/**/*.txt' | kutip export all --from - --to jsonl -o archive-export
  kutip export statements --from records.jsonl --to jsonl | jq -r .content_text[]

-o names a folder, which is there at once and whole, with kutip.manifest.json: version, lexicons, filters, counts, the \
hash of each file, and the command. Without -o one file goes to standard output, and nothing beside it.

Of an article's text an export shows at most 300 characters of each stretch and 15 % of the whole; --with-text shows all \
of it. docs/export.md tells what each format holds and what it loses.

Exit status: 0 all exported; 2 wrong usage; 3 some records failed; 4 no record could be read, or the output not written; \
5 another run writes the folder; 6 no space; 130 interrupted.")]
pub(crate) struct ExportArgs {
    /// What to export
    #[arg(value_name = "KIND", required = true, value_delimiter = ',', value_parser = kind_names())]
    pub(crate) kinds: Vec<String>,
    /// The form in which it comes out
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub(crate) to: Format,
    /// Records as kutip read --json writes them, or - for standard input
    #[arg(long, value_name = "FILE|-", num_args = 1..)]
    pub(crate) from: Vec<PathBuf>,
    /// The folder to write
    #[arg(long, short = 'o', value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// Put the folder in the place of an earlier export
    #[arg(long)]
    pub(crate) force: bool,
    /// Whole texts and quotations, for those who may have them
    #[arg(long)]
    pub(crate) with_text: bool,
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
    /// How to show progress on standard error [default: bar on a terminal]
    #[arg(long, value_name = "HOW")]
    pub(crate) progress: Option<Progress>,
    /// No warnings and no progress
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Write warnings and errors to this file, one JSON object a line
    #[arg(long, value_name = "FILE")]
    pub(crate) errors: Option<PathBuf>,
}

fn kind_names() -> PossibleValuesParser {
    PossibleValuesParser::new([ALL].into_iter().chain(Kind::ALL.map(Kind::name)))
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
