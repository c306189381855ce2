//! The command line.

mod archive;
mod args;
#[cfg_attr(not(feature = "fetch"), allow(dead_code, reason = "without the network nothing is asked"))]
mod asked;
mod caught;
mod cmd;
mod exit;
mod notices;
mod ordered;
mod output;
mod pages;
mod progress;
mod records;
mod show;
mod stop;
mod table;
mod term;
mod unfinished;
mod usage;

use args::{Args, Command};
use clap::Parser;
use kutip_store::List;
use std::process::ExitCode;

/// Many small strings a record: worth an allocator that is quick at them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return usage::refuse(&error).into(),
    };
    match args.command {
        Command::Read(args) => cmd::read::run(args),
        Command::Export(args) => cmd::export::run(&args),
        Command::Explain(args) => cmd::explain::run(args),
        Command::Eval(args) => cmd::eval::run(&args),
        Command::Lexicon(args) => cmd::lexicon::run(args),
        Command::Parse(args) => cmd::parse::run(args),
        Command::Completions(args) => cmd::shell::completions(&args),
        Command::Man => cmd::shell::man(),
        Command::Init(args) => cmd::init::run(&args),
        #[cfg(feature = "fetch")]
        Command::Fetch(args) => cmd::fetch::run(*args),
        Command::Ingest(args) => cmd::ingest::run(*args),
        Command::Watch(args) => cmd::watch::run(*args),
        Command::Import(args) => cmd::import::run(args),
        Command::Reread(args) => cmd::reread::run(args),
        Command::Forget(args) => cmd::forget::run(&args),
        Command::Sources(args) => cmd::sources::run(&args),
        Command::Db(args) => cmd::db::run(&args),
        Command::Doctor(args) => cmd::doctor::run(&args),
        Command::Verify(args) => cmd::verify::run(&args),
        Command::Search(args) => cmd::list::run(List::Articles, &args),
        Command::Statements(args) => cmd::list::run(List::Statements, &args),
        Command::Events(args) => cmd::list::run(List::Events, &args),
        Command::Figures(args) => cmd::list::run(List::Figures, &args),
        Command::Commitments(args) => cmd::list::run(List::Commitments, &args),
        Command::Pacts(args) => cmd::list::run(List::Pacts, &args),
        Command::Actors(args) => cmd::list::run(List::Actors, &args),
        Command::Places(args) => cmd::list::run(List::Places, &args),
        Command::Show(args) => cmd::show::run(&args),
        Command::Schema => cmd::schema::run(),
    }
    .into()
}
