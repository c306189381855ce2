//! `outside`: records, or CoNLL-U, scored against annotations that others made. `docs/eval` says set by set what is
//! compared.

use std::path::{Path, PathBuf};

use kutip_eval::Report;
use kutip_eval::outside::conllu::{self, Tokens, Treebank};
use kutip_eval::outside::spoil::{self, Damage};
use kutip_eval::outside::{SOURCES, Source, pfsa};
use serde_json::{Value, json};

use crate::args::Args;
use crate::{Outcome, files, kutip};

/// The treebank that is read unless another is named.
const TREEBANK: &str = "id/ud-gsd/id_gsd-ud-dev.conllu";
/// How many alarms are drawn to be read.
const ALARMS: usize = 50;

/// What to do with a set, whichever it is.
struct Options {
    records: Option<PathBuf>,
    kutip: Option<PathBuf>,
    faultless: bool,
    damages: Vec<Damage>,
    seed: u64,
    dump_input: Option<PathBuf>,
    dump_records: Option<PathBuf>,
    alarms: Option<PathBuf>,
    errors: bool,
    json: bool,
    lang: Option<String>,
    treebank: Option<String>,
}

impl Options {
    /// What `kutip parse` is told of language and treebank.
    fn parse(&self) -> Vec<&str> {
        let named = [("--lang", &self.lang), ("--treebank", &self.treebank)];
        named.into_iter().filter_map(|(name, value)| Some([name, value.as_deref()?])).flatten().collect()
    }
}

pub(crate) fn run(mut args: Args) -> Outcome {
    let options = Options {
        records: args.path("records"),
        kutip: args.path("kutip"),
        faultless: args.flag("faultless"),
        damages: damages(args.text("spoil"))?,
        seed: args.number_or("seed", 1)?,
        dump_input: args.path("dump-input"),
        dump_records: args.path("dump-records"),
        alarms: args.path("alarms"),
        errors: args.flag("errors"),
        json: args.flag("json"),
        lang: args.text("lang"),
        treebank: args.text("treebank"),
    };
    let (gold, tokens) = (args.path("gold"), args.text("tokens"));
    let names = args.words();
    args.end()?;
    match names.as_slice() {
        [] => {
            print!("{}", list());
            Ok(())
        }
        [name] if name == "conllu" => treebank(&options, gold, tokens.as_deref()),
        [name] => {
            let source = Source::named(name).ok_or_else(|| format!("{name}: no such set\n\n{}", list()))?;
            records(source, &options)
        }
        _ => Err("give one set".to_owned()),
    }
}

fn list() -> String {
    let line = |name: &str, about: &str| format!("  {name:12} {about}\n");
    let sets: String = SOURCES.iter().map(|source| line(source.name, source.about)).collect();
    let treebanks = line("conllu", "tags, features, lemmas and trees of a treebank (--gold FILE)");
    format!("cargo xtask outside <set>; docs/eval says what each compares\n{sets}{treebanks}")
}

fn damages(names: Option<String>) -> Outcome<Vec<Damage>> {
    let named = |name: &str| {
        Damage::named(name.trim()).ok_or_else(|| format!("{name}: damages are drop, shift and swap"))
    };
    names.iter().flat_map(|names| names.split(',')).map(named).collect()
}

fn records(source: &Source, options: &Options) -> Outcome {
    let corpora = files::need_shared()?.join("corpora");
    let texts =
        source.files.iter().map(|file| files::read(&corpora.join(file))).collect::<Outcome<Vec<_>>>()?;
    let set = source.read(&texts)?;
    if let Some(path) = &options.dump_input {
        files::write(path, &files::lines(&set.inputs()))?;
    }
    let (mut records, unreadable) = match (&options.records, &options.kutip) {
        (Some(path), _) => kutip_eval::lines(&files::read(path)?),
        (None, Some(program)) => kutip_eval::lines(&kutip::read(program, &set.inputs())?),
        (None, None) if options.faultless => (set.faultless(), 0),
        (None, None) => {
            print!("{}", told(source.name, set.counts(), None, options));
            return Ok(());
        }
    };
    if !options.damages.is_empty() {
        records = spoil::spoil(&records, &options.damages, options.seed);
    }
    if let Some(path) = &options.dump_records {
        files::write(path, &files::lines(&records))?;
    }
    let mut report = set.score(&records);
    report.unreadable += unreadable;
    if let Some(path) = &options.alarms {
        if source.name != "pfsa-id" {
            return Err("alarms are drawn from pfsa-id only".to_owned());
        }
        files::write(path, &pfsa::alarms(&texts, &records, options.seed, ALARMS)?)?;
    }
    print!("{}", told(source.name, set.counts(), Some(&report), options));
    Ok(())
}

fn treebank(options: &Options, gold: Option<PathBuf>, tokens: Option<&str>) -> Outcome {
    let tokens = match tokens {
        None | Some("own") => Tokens::Own,
        Some("gold") => Tokens::Gold,
        Some(other) => return Err(format!("--tokens {other}: tokens are own or gold")),
    };
    let path = match gold {
        Some(path) => path,
        None => files::need_shared()?.join("corpora").join(TREEBANK),
    };
    let (text, gold) = read_treebank(&path)?;
    let (input, kind) = match tokens {
        Tokens::Own => (raw(&gold), "jsonl"),
        Tokens::Gold => (conllu::bare(&text), "conllu"),
    };
    if let Some(path) = &options.dump_input {
        files::write(path, &input)?;
    }
    let mut system = match (&options.records, &options.kutip) {
        (Some(path), _) => files::read(path)?,
        (None, Some(program)) => kutip::parse(program, &input, kind, &options.parse())?,
        (None, None) if options.faultless => text,
        (None, None) => {
            print!("{}", told(&path.display().to_string(), &counts(&gold), None, options));
            return Ok(());
        }
    };
    if !options.damages.is_empty() {
        system = conllu::spoil(&system, &options.damages, options.seed)?;
    }
    if let Some(path) = &options.dump_records {
        files::write(path, &system)?;
    }
    let system = Treebank::read(&system).map_err(|error| format!("the system's CoNLL-U: {error}"))?;
    let report = conllu::score(&gold, &system, tokens)?;
    print!("{}", told(&path.display().to_string(), &counts(&gold), Some(&report), options));
    Ok(())
}

fn read_treebank(path: &Path) -> Outcome<(String, Treebank)> {
    let text = files::read(path)?;
    let bank = Treebank::read(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok((text, bank))
}

/// Each sentence as an article: the treebanks hold sentences without their neighbours.
fn raw(gold: &Treebank) -> String {
    files::lines(&gold.texts().map(|(id, text)| json!({"id": id, "text": text})).collect::<Vec<_>>())
}

fn counts(gold: &Treebank) -> Vec<(String, usize)> {
    gold.counts().into_iter().map(|(what, n)| (what.to_owned(), n)).collect()
}

fn told(set: &str, counts: &[(String, usize)], report: Option<&Report>, options: &Options) -> String {
    if options.json {
        let counts: Value = counts.iter().map(|(what, n)| (what.clone(), json!(n))).collect();
        let mut out = json!({"set": set, "counts": counts});
        if let (Some(report), Some(fields)) = (report, out.as_object_mut()) {
            fields.extend(report.to_json().as_object().cloned().unwrap_or_default());
        }
        return format!("{out:#}\n");
    }
    let mut out = format!("{set}\n");
    for (what, n) in counts {
        out += &format!("{n:8} {what}\n");
    }
    if let Some(report) = report {
        out += &format!("\n{report}");
        for mistake in report.mistakes.iter().filter(|_| options.errors) {
            let what = mistake.what.replace(['\n', '\t'], " ");
            out += &format!("{}\t{}\t{}\t{what}\n", mistake.article, mistake.layer, mistake.kind);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_has_its_page_and_is_listed() {
        for name in SOURCES.iter().map(|source| source.name).chain(["conllu"]) {
            assert!(list().contains(name));
            let page = files::root().join(format!("docs/eval/{name}.md"));
            assert!(page.is_file(), "{}", page.display());
        }
    }

    #[test]
    fn damages_are_named_with_commas_between_them() {
        assert_eq!(damages(Some("drop,swap".to_owned())).unwrap(), [Damage::Drop, Damage::Swap]);
        assert!(damages(None).unwrap().is_empty());
        assert!(damages(Some("burn".to_owned())).unwrap_err().contains("burn"));
    }
}
