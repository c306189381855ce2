//! The flags.

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use kutip::{Engine, Fill, Layers};
use std::path::PathBuf;

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
    /// Print the JSON Schema of the record
    Schema,
    /// Which marks cover one character of a text, and what made them
    Explain(ExplainArgs),
    /// Read the texts of a gold file and score what is found
    Eval(EvalArgs),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Files are plain text, one article each, or JSON lines with \"text\" and, if known, id, url, title, outlet, published \
and language.

Exit status: 0 all read; 2 wrong usage; 3 some inputs failed; 4 no input could be read, or the output not written; \
130 interrupted.")]
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

/// What inputs may lack.
#[derive(Debug, ClapArgs)]
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
    /// A file with one article, or a line of JSON lines
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
}

fn day(written: &str) -> Result<Date, String> {
    kutip::parse_day(written).ok_or_else(|| "[K1002] expected a day such as 2024-10-28".to_owned())
}

fn layers(written: &str) -> Result<Layers, String> {
    written.parse().map_err(|problem| format!("[K1005] {problem}"))
}
