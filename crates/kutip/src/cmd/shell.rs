//! `kutip completions` and `kutip man`: what shells and manuals know, made of the flags themselves.

use crate::args::{Args, CompletionsArgs, Shell};
use crate::exit::Exit;
use clap::CommandFactory;
use std::io::{self, Write};

pub(crate) fn completions(args: &CompletionsArgs) -> Exit {
    use clap_complete::Shell as Of;
    let shell = match args.shell {
        Shell::Bash => Of::Bash,
        Shell::Zsh => Of::Zsh,
        Shell::Fish => Of::Fish,
        Shell::Powershell => Of::PowerShell,
    };
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "kutip", &mut out);
    print(&out)
}

/// The page of the program, then those of its commands, in the form that `man` reads.
pub(crate) fn man() -> Exit {
    let mut command = Args::command().disable_help_subcommand(true);
    command.build();
    let mut out = Vec::new();
    let mut written = clap_mangen::Man::new(command.clone()).render(&mut out);
    for (name, inner) in commands("kutip", &command) {
        let inner = inner.clone().bin_name(&name).display_name(&name);
        let man = clap_mangen::Man::new(inner);
        let title = format!(".SH \"{}\"\n", name.to_uppercase());
        written = written
            .and_then(|()| out.write_all(title.as_bytes()))
            .and_then(|()| man.render_description_section(&mut out))
            .and_then(|()| man.render_synopsis_section(&mut out))
            .and_then(|()| man.render_options_section(&mut out))
            .and_then(|()| man.render_extra_section(&mut out));
    }
    match written {
        Ok(()) => print(&out),
        Err(error) => Exit::of_write(&error),
    }
}

/// A command's own commands, each followed by its own.
fn commands<'a>(name: &str, command: &'a clap::Command) -> Vec<(String, &'a clap::Command)> {
    let inner = command.get_subcommands().filter(|inner| inner.get_name() != "help");
    inner
        .flat_map(|inner| {
            let name = format!("{name} {}", inner.get_name());
            let below = commands(&name, inner);
            std::iter::once((name, inner)).chain(below)
        })
        .collect()
}

fn print(bytes: &[u8]) -> Exit {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Ok(()) => Exit::Done,
        Err(error) => Exit::of_write(&error),
    }
}
