//! The flags of commands that work on a store.

use super::{FillArgs, FilterArgs, OverlayArgs, Progress, TellArgs};
use clap::{Args as ClapArgs, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The store, and how to come by it.
#[derive(Debug, ClapArgs)]
pub(crate) struct StoreArgs {
    /// The store
    #[arg(
        long,
        value_name = "FILE",
        default_value = "kutip.db",
        env = "KUTIP_STORE",
        hide_env_values = true
    )]
    pub(crate) store: PathBuf,
}

/// For commands that write.
#[derive(Debug, ClapArgs)]
pub(crate) struct WriteArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    /// Seconds to wait for another writer
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    pub(crate) wait: u64,
}

/// For commands that may write much.
#[derive(Debug, ClapArgs)]
pub(crate) struct SpaceArgs {
    /// Stop where fewer bytes than these are free on the disk of the store
    #[arg(long, value_name = "BYTES", default_value_t = kutip_store::LEAST_FREE_BYTES)]
    pub(crate) leave_free: u64,
}

/// What is kept of the words of articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Keep {
    /// Whole texts, which can be searched
    Full,
    /// The stretches that items cite
    Spans,
    /// No passages: offsets, names and hashes
    Hash,
}

/// When a commit is safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Safety {
    /// However the program ends; a power cut may take the last batches
    Normal,
    /// Power cuts included
    Full,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Exit status: 0 made; 2 there is something already; 4 it cannot be written; 6 no space.")]
pub(crate) struct InitArgs {
    /// The store
    #[arg(value_name = "FILE", default_value = "kutip.db")]
    pub(crate) store: PathBuf,
    /// What is kept of texts, unless 'kutip sources' says otherwise of a host or outlet
    #[arg(long, value_name = "WHAT", default_value = "full")]
    pub(crate) keep: Keep,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Inputs are those of 'kutip read'. The store is made where there is none. The same command again goes on where it was \
stopped, and adds nothing that is there; a changed article becomes its next version.

Exit status: 0 all taken in or there already; 2 wrong usage, or a lexicon that is not sound; 3 some inputs failed, the \
others are in the store; 4 no input could be read, or the store not written; 5 another one writes the store; 6 no \
space, what was committed stays; 7 the store is damaged, or of another version; 130 interrupted from the keyboard, 143 \
by another program.")]
pub(crate) struct IngestArgs {
    /// Files, folders, patterns such as 'archive/**/*.txt', or - for standard input
    #[arg(value_name = "FILE|DIR|GLOB|-")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    #[command(flatten)]
    pub(crate) space: SpaceArgs,
    /// What a new store keeps of texts [default: full]
    #[arg(long, value_name = "WHAT")]
    pub(crate) keep: Option<Keep>,
    #[command(flatten)]
    pub(crate) fill: FillArgs,
    #[command(flatten)]
    pub(crate) filter: FilterArgs,
    #[command(flatten)]
    pub(crate) overlay: OverlayArgs,
    /// Threads that read articles; the store is the same with any number [default: all cores]
    #[arg(long, short = 'j', value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// Copy the inputs' other fields to document.meta
    #[arg(long)]
    pub(crate) keep_meta: bool,
    /// When what is committed is safe
    #[arg(long, value_name = "HOW", default_value = "normal")]
    pub(crate) sync: Safety,
    /// Let the store grow to so many bytes and no more
    #[arg(long, value_name = "BYTES")]
    pub(crate) most_bytes: Option<u64>,
    #[command(flatten)]
    pub(crate) tell: TellArgs,
    /// Print what was added, changed, there already and forgotten as a JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// Overwrite the file of --errors
    #[arg(long)]
    pub(crate) force: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Every row is made anew from its record and compared; texts are hashed, spans looked up, references followed.

Exit status: 0 all is as it should be; 1 it is not; 4 there is no store; 7 it cannot be read as one.")]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    /// One JSON object a fault on standard output, instead of messages, and one with the counts
    #[arg(long)]
    pub(crate) json: bool,
    /// No word where all is as it should be
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// Whether to go ahead without being asked.
#[derive(Debug, ClapArgs)]
pub(crate) struct SureArgs {
    /// Do it without asking; needed where nobody can be asked
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, ClapArgs)]
#[command(group = clap::ArgGroup::new("what").required(true).args(["article", "source", "actor"]))]
#[command(after_help = "\
Texts, items, versions and what is searched are taken out of the file; hashes are left, by which the same address and \
the same text stay out of later ingests. Backups and exports that were made before are not changed.

Exit status: 0 forgotten; 1 there is nothing of the kind; 2 wrong usage, or not confirmed; 4 there is no store, or it \
is not written; 5 another one writes the store; 7 the store is damaged, or of another version.")]
pub(crate) struct ForgetArgs {
    /// An article, by its id or address
    #[arg(long, value_name = "ID|URL")]
    pub(crate) article: Option<String>,
    /// All articles of a host or outlet
    #[arg(long, value_name = "NAME")]
    pub(crate) source: Option<String>,
    /// All articles that speak of an actor by this name
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Option<String>,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    #[command(flatten)]
    pub(crate) sure: SureArgs,
    /// Only say how many articles it would be
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Reads the texts that the store has whole once more, where they were read by another version, lexicon or reference day. \
What is found otherwise goes to the table of changes; what stays the same keeps its id.

Exit status: as that of 'kutip ingest'.")]
pub(crate) struct RereadArgs {
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    #[command(flatten)]
    pub(crate) space: SpaceArgs,
    /// Those as well that were read with the same
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) overlay: OverlayArgs,
    /// Reference day that completes dates without a year [default: the lexicon's release day]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = super::day)]
    pub(crate) today: Option<jiff::civil::Date>,
    /// Threads that read articles [default: all cores]
    #[arg(long, short = 'j', value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) jobs: Option<u16>,
    /// How to show progress on standard error [default: bar on a terminal]
    #[arg(long, value_name = "HOW")]
    pub(crate) progress: Option<Progress>,
    /// Print what was changed and what was not as a JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// No progress and no summary
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Inputs are JSON lines as 'kutip read --json' writes them, whole texts included, or pages of Web Annotations as 'kutip export \
records --to annotation --with-text' writes them. A record that does not fit its text is not taken in.

Exit status: 0 all taken in or there already; 2 wrong usage; 3 some lines failed, the others are in the store; 4 no \
line could be read, or the store not written; 5 another one writes the store; 6 no space; 7 the store is damaged, or \
of another version; 130 interrupted.")]
pub(crate) struct ImportArgs {
    /// Files of records, or - for standard input
    #[arg(value_name = "FILE|-")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    #[command(flatten)]
    pub(crate) space: SpaceArgs,
    /// What a new store keeps of texts [default: full]
    #[arg(long, value_name = "WHAT")]
    pub(crate) keep: Option<Keep>,
    /// Print what was added, changed, there already and forgotten as a JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// No warnings and no summary
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct SourcesArgs {
    #[command(subcommand)]
    pub(crate) command: SourcesCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum SourcesCommand {
    /// Hosts and outlets with their articles, and what is kept of their texts
    List(SourcesListArgs),
    /// Addresses that were fetched or are watched: the last answer, failures in a row, when each is asked again
    Health(SourcesHealthArgs),
    /// Set what is kept of the texts of a host or outlet; what is there beyond that is taken away
    Keep(SourcesKeepArgs),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct SourcesListArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    /// JSON on a terminal, too
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Listed are the addresses that 'kutip fetch' and 'kutip watch' were given, those that fail first, with the number of pages \
that feeds named and of those that fail.

Exit status: 0 each of them answered the last time; 1 one did not, or there is none; 4 there is no store; 7 it is damaged, \
or of another version.")]
pub(crate) struct SourcesHealthArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    /// JSON on a terminal, too
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Exit status: 0 set; 2 wrong usage, or not confirmed; 4 there is no store, or it is not written; 5 another one writes \
the store; 7 the store is damaged, or of another version.")]
pub(crate) struct SourcesKeepArgs {
    /// The host or outlet
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// What is kept; 'default' goes back to the store's own rule
    #[arg(value_name = "WHAT")]
    pub(crate) keep: KeepOrDefault,
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    #[command(flatten)]
    pub(crate) sure: SureArgs,
}

/// What is kept of the words of a source's articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeepOrDefault {
    /// Whole texts, which can be searched
    Full,
    /// The stretches that items cite
    Spans,
    /// No passages: offsets, names and hashes
    Hash,
    /// The store's own rule
    Default,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct DbArgs {
    #[command(subcommand)]
    pub(crate) command: DbCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum DbCommand {
    /// Check the file and what is searched; 'kutip verify' checks what the records say
    Check(DbCheckArgs),
    /// Write a whole copy, while others may go on writing
    Backup(DbBackupArgs),
    /// Bring a store up to the tables of this version
    Migrate(DbMigrateArgs),
    /// What there is in a store
    Stats(DbStatsArgs),
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "Exit status: 0 sound; 1 it is not; 4 there is no store; 7 it cannot be read as one.")]
pub(crate) struct DbCheckArgs {
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// Make what is searched anew from the words in the tables
    #[arg(long)]
    pub(crate) rebuild_search: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
Exit status: 0 written and read back; 2 there is a file of this name; 4 it cannot be written; 6 no space; 7 the store \
is damaged, or of another version.")]
pub(crate) struct DbBackupArgs {
    /// The file to write
    #[arg(value_name = "FILE")]
    pub(crate) to: PathBuf,
    #[command(flatten)]
    pub(crate) store: StoreArgs,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "\
All is done in one transaction: a run that is stopped leaves the store as it was.

Exit status: 0 up to date; 2 not confirmed, or there is a file of the name of --backup; 4 there is no store, or it is not \
written; 5 another one writes it; 6 no space; 7 it is damaged, or of a newer version.")]
pub(crate) struct DbMigrateArgs {
    #[command(flatten)]
    pub(crate) write: WriteArgs,
    /// First write a whole copy of the store as it is to this file
    #[arg(long, value_name = "FILE")]
    pub(crate) backup: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) sure: SureArgs,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct DbStatsArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    /// JSON on a terminal, too
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, ClapArgs)]
#[command(after_help = "Exit status: 0 all is well; 1 something is not.")]
pub(crate) struct DoctorArgs {
    #[command(flatten)]
    pub(crate) store: StoreArgs,
    #[command(flatten)]
    pub(crate) overlay: OverlayArgs,
}
