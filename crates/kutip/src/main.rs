//! The command line.

mod args;
mod caught;
mod cmd;
mod exit;
mod notices;
mod ordered;
mod output;
mod pages;
mod progress;
mod show;
mod stop;
mod table;
mod term;
mod unfinished;

use args::{Args, Command};
use clap::Parser;
use std::process::ExitCode;

/// Many small strings a record: worth an allocator that is quick at them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // Usage errors and help leave here: 2 and 0.
    match Args::parse().command {
        Command::Read(args) => cmd::read::run(args),
        Command::Explain(args) => cmd::explain::run(args),
        Command::Eval(args) => cmd::eval::run(&args),
        Command::Lexicon(args) => cmd::lexicon::run(args),
        Command::Parse(args) => cmd::parse::run(args),
        Command::Completions(args) => cmd::shell::completions(&args),
        Command::Man => cmd::shell::man(),
        Command::Schema => cmd::schema::run(),
    }
    .into()
}
