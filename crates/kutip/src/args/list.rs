//! The flags of lists.

use super::archive::StoreArgs;
use clap::{Args as ClapArgs, ValueEnum};

/// In which form a list comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListForm {
    /// Fitted to the terminal
    Table,
    /// One JSON object a line
    Jsonl,
    /// The ids alone, one a line
    Ids,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
A search has words, phrases in quotation marks of any make and fields; all of it has to hold, of a field that is given twice \
one. A dash before a part means that it must not be there, a star behind a word that more letters may follow:

  kutip search provokasi '\"keamanan global\"' -- -via:Reuters
  kutip statements speaker:Sari act:deny since:2024-10-01
  kutip events event:ASSAULT country:UKR
  kutip figures 'figure:killed>=100' --limit 0 -f jsonl

Fields: speaker via actor event place country figure act kind outlet host lang since until. Values with spaces are marked \
(speaker:'\"Sari Wulandari\"') or come by flag (--speaker 'Sari Wulandari').

Exit status: 0 something was found; 1 nothing; 2 a search that cannot be followed; 4 there is no store; 7 it is damaged or \
of another version.")]
pub(crate) struct ListArgs {
    /// What to look for
    #[arg(value_name = "SEARCH")]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    /// Words of the speaker's name
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Vec<String>,
    /// Words of the name of one through whom we have it
    #[arg(long, value_name = "NAME")]
    pub(crate) via: Vec<String>,
    /// Words of the name of one who acts or is spoken of
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Vec<String>,
    /// PLOVER type of an event
    #[arg(long, value_name = "TYPE")]
    pub(crate) event: Vec<String>,
    /// Name of a place
    #[arg(long, value_name = "NAME")]
    pub(crate) place: Vec<String>,
    /// State, by ISO 3166-1 alpha-3
    #[arg(long, value_name = "CODE")]
    pub(crate) country: Vec<String>,
    /// Unit, comparison, or both: killed, '>=3000', 'killed>=100', 3000..10000
    #[arg(long, value_name = "FIGURE")]
    pub(crate) figure: Vec<String>,
    /// Act of saying: say, deny, accuse, ...
    #[arg(long, value_name = "ACT")]
    pub(crate) act: Vec<String>,
    /// Kind of statement: direct, indirect or mixed
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Vec<String>,
    /// Host of its address
    #[arg(long, value_name = "HOST")]
    pub(crate) host: Vec<String>,
    /// Language
    #[arg(long, value_name = "CODE")]
    pub(crate) lang: Vec<String>,
    /// First day
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<String>,
    /// Last day
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<String>,
    /// How many at most; 0 for all [default: 50 on a terminal, else all]
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Go on behind the item of this number, which the last page ended with
    #[arg(long, value_name = "NUMBER")]
    pub(crate) after: Option<i64>,
    /// In which form [default: table on a terminal, else jsonl]
    #[arg(long, short, value_name = "FORM")]
    pub(crate) format: Option<ListForm>,
    /// The same as --format jsonl
    #[arg(long, conflicts_with = "format")]
    pub(crate) json: bool,
    /// No word on what else there is
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Exit status: 0 shown; 1 there is none of this id; 4 there is no store; 7 it is damaged or of another version.")]
pub(crate) struct ShowArgs {
    /// The id of an article or item
    #[arg(value_name = "ID", required = true)]
    pub(crate) ids: Vec<String>,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    /// JSON on a terminal, too: the record of an article, the object of an item
    #[arg(long)]
    pub(crate) json: bool,
}
