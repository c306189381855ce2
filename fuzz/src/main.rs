//! `kutip-fuzz`: runs the targets, or reads one input again.

#![allow(clippy::print_stdout, reason = "a program that reports")]

use kutip_fuzz::drive::{self, Plan};
use kutip_fuzz::{TARGETS, Target, target};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

const USAGE: &str = "\
kutip-fuzz [TARGET ...] [--seed N] [--runs N] [--seconds N]   makes inputs and reads them; all targets by default
kutip-fuzz ... --keep FILE     writes each input there before it is read, in case that the process does not live through it
kutip-fuzz TARGET FILE         reads one input again; - is standard input";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match asked(&arguments) {
        Ok(Asked::Again(target, path)) => again(target, &path),
        Ok(Asked::Run(targets, plan, keep)) => run(&targets, plan, keep.as_deref()),
        Err(problem) => {
            println!("{problem}\n{USAGE}\ntargets: {}", TARGETS.map(|target| target.name).join(" "));
            ExitCode::from(2)
        }
    }
}

enum Asked {
    Run(Vec<&'static Target>, Plan, Option<PathBuf>),
    Again(&'static Target, String),
}

fn asked(arguments: &[String]) -> Result<Asked, String> {
    if let [name, path] = arguments
        && let Some(one) = target(name)
        && target(path).is_none()
        && !path.starts_with("--")
    {
        return Ok(Asked::Again(one, path.clone()));
    }
    let mut plan = Plan { seed: 1, runs: u64::MAX, time: None };
    let (mut targets, mut keep) = (Vec::new(), None);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut number = || {
            let number = arguments.next().and_then(|number| number.parse::<u64>().ok());
            number.ok_or_else(|| format!("{argument} takes a number"))
        };
        match argument.as_str() {
            "--keep" => keep = arguments.next().map(PathBuf::from),
            "--seed" => plan.seed = number()?,
            "--runs" => plan.runs = number()?,
            "--seconds" => plan.time = Some(Duration::from_secs(number()?)),
            name => targets.push(target(name).ok_or_else(|| format!("there is no target {name}"))?),
        }
    }
    if plan.time.is_none() && plan.runs == u64::MAX {
        return Err("say how far: --runs or --seconds".to_owned());
    }
    if targets.is_empty() {
        targets.extend(&TARGETS);
    }
    Ok(Asked::Run(targets, plan, keep))
}

/// Fails by a signal, which is what fuzzers look for.
fn again(target: &Target, path: &str) -> ExitCode {
    let mut input = Vec::new();
    let read = match path {
        "-" => std::io::stdin().read_to_end(&mut input).map(|_| ()),
        path => std::fs::read(path).map(|bytes| input = bytes),
    };
    if let Err(error) = read {
        println!("{path}: {error}");
        return ExitCode::from(2);
    }
    match (target.check)(&input) {
        Ok(_) => {
            println!("{}: {} bytes, all holds", target.name, input.len());
            ExitCode::SUCCESS
        }
        Err(fault) => {
            println!("{}: {fault}", target.name);
            std::process::abort()
        }
    }
}

fn run(targets: &[&Target], plan: Plan, keep: Option<&Path>) -> ExitCode {
    drive::catch_panics();
    let mut failed = false;
    for target in targets {
        let outcome = drive::run(target, plan, keep);
        println!(
            "{:9} seed {}: {} inputs, {} kept, {} failures",
            target.name,
            plan.seed,
            outcome.runs,
            outcome.kept,
            outcome.failures.len()
        );
        for (input, fault) in &outcome.failures {
            failed = true;
            println!(
                "\n{fault}\n{:?}\n  printf '%b' '{}' | cargo run -q --release -p kutip-fuzz -- {} -\n",
                String::from_utf8_lossy(input),
                drive::shell(input),
                target.name
            );
        }
    }
    let _ = std::fs::remove_dir_all(std::env::temp_dir().join(format!("kutip-fuzz-{}", std::process::id())));
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
