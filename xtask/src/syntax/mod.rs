//! Would records be better if the finder went by the syntax? The records of kutip, and variants of them that the parser's
//! trees decide, each scored against the same gold. `docs/eval/syntax.md` has the outcome.

mod tree;
mod variants;

use std::path::Path;

use kutip_eval::random::Random;
use kutip_eval::{Report, Tally};
use serde_json::Value;

use self::tree::Tree;
use self::variants::{Acts, Parties, Where};
use crate::args::Args;
use crate::{Outcome, annotations, files, kutip};

const SETS: &str = "gold-id,indosum-dev,ntrex-dev,indosum-kept,ntrex-kept";
/// The language of the sets.
const CODE: &str = "id";
const DRAWS: usize = 1000;
const SEED: u64 = 1;

const SPEECH: [&str; 4] =
    ["statement (overlap)", "speaker", "attribution (content+speaker+via)", "direct quote + speaker"];
const EVENTS: [&str; 3] = ["event (type)", "event (type+actor+recipient)", "event between states (all)"];

/// Changes a record; says in how many places.
type Change = fn(&mut Value, &Tree, &Acts) -> usize;

/// Variants, and the measures that they can move.
const VARIANTS: [(&str, &[&str], Change); 8] = [
    ("A speaker", &SPEECH, |record, tree, _| variants::speakers(record, tree, Where::Always)),
    ("B speaker, unsure", &SPEECH, |record, tree, _| variants::speakers(record, tree, Where::Unsure)),
    ("C statements", &SPEECH, |record, tree, acts| variants::missed(record, tree, acts, false)),
    ("C2 statements, *bahwa*", &SPEECH, |record, tree, acts| variants::missed(record, tree, acts, true)),
    ("D1 parties, missing", &EVENTS, |record, tree, _| variants::parties(record, tree, MISSING)),
    ("D2 parties", &EVENTS, |record, tree, _| variants::parties(record, tree, PARTIES)),
    ("D3 actor", &EVENTS, |record, tree, _| {
        variants::parties(record, tree, Parties { side: Some("actor"), ..PARTIES })
    }),
    ("D4 missing, any noun", &EVENTS, |record, tree, _| {
        variants::parties(record, tree, Parties { any_noun: true, ..MISSING })
    }),
];
const PARTIES: Parties = Parties { which: Where::Always, side: None, any_noun: false };
const MISSING: Parties = Parties { which: Where::Unsure, ..PARTIES };

/// One version of a set's records, scored article by article.
#[derive(Clone, Default)]
struct Scored {
    changed: usize,
    agreement: [usize; 3],
    articles: Vec<Report>,
}

pub(crate) fn run(mut args: Args) -> Outcome {
    let sets = args.text("set").unwrap_or_else(|| SETS.to_owned());
    args.end()?;
    let (kutip, shared) = (kutip::binary()?, files::need_shared()?);
    // Sets for development together, and those that are kept aside.
    let mut together = [("all for development", Vec::new()), ("all kept aside", Vec::new())];
    for name in sets.split(',') {
        let versions = versions(&kutip, &gold(name, &shared)?)?;
        print!("{}", table(name, &versions));
        let (_, group) = &mut together[usize::from(name.ends_with("kept"))];
        group.push(versions);
    }
    for (name, group) in together.iter().filter(|(_, group)| group.len() > 1) {
        print!("{}", table(name, &joined(group)));
    }
    Ok(())
}

fn gold(name: &str, shared: &Path) -> Outcome<Vec<Value>> {
    let lines = match name {
        "gold-id" => files::read_lines(&shared.join("gold/gold-id.jsonl"))?,
        _ => files::read_lines(&files::root().join(format!("eval/annotations/{name}.jsonl")))?,
    };
    annotations::joined(&lines, shared)
}

/// The records as they are read, then every variant.
fn versions(kutip: &Path, gold: &[Value]) -> Outcome<Vec<Scored>> {
    let printed = kutip::read(kutip, &gold.iter().map(files::input).collect::<Vec<_>>())?;
    let (records, _) = kutip_eval::lines(&printed);
    let trees = records.iter().map(|record| Tree::parse(record, CODE)).collect::<Outcome<Vec<_>>>()?;
    let lang = kutip_lang::builtin(CODE).ok_or_else(|| format!("{CODE}: no such language"))?;
    let acts: Acts = lang.cues.iter().map(|cue| (&*cue.lemma, &*cue.act)).collect();
    let mut read = scored(gold, &records, 0)?;
    for (record, tree) in records.iter().zip(&trees) {
        let counts = variants::agreement(record, tree);
        read.agreement = std::array::from_fn(|at| read.agreement[at] + counts[at]);
    }
    let mut versions = vec![read];
    for (_, _, change) in VARIANTS {
        let mut records = records.clone();
        let changed = records.iter_mut().zip(&trees).map(|(record, tree)| change(record, tree, &acts)).sum();
        versions.push(scored(gold, &records, changed)?);
    }
    Ok(versions)
}

fn scored(gold: &[Value], records: &[Value], changed: usize) -> Outcome<Scored> {
    let one = |article| kutip_eval::score(std::slice::from_ref(article), records);
    let articles: Vec<Report> = gold.iter().map(one).collect();
    let faults: usize = articles.iter().map(|r| r.unread + r.broken_spans + r.unreadable).sum();
    if faults > 0 {
        Err(format!("{faults} faults in the records"))
    } else {
        Ok(Scored { changed, articles, ..Scored::default() })
    }
}

/// Several sets as one.
fn joined(sets: &[Vec<Scored>]) -> Vec<Scored> {
    let mut all = vec![Scored::default(); VARIANTS.len() + 1];
    for (sum, part) in sets.iter().flat_map(|set| set.iter().enumerate()) {
        all[sum].changed += part.changed;
        all[sum].agreement = std::array::from_fn(|at| all[sum].agreement[at] + part.agreement[at]);
        all[sum].articles.extend(part.articles.iter().cloned());
    }
    all
}

/// The counts of each article.
fn tallies(scored: &Scored, measure: &str) -> Vec<Tally> {
    let tally = |report: &Report| {
        report.measure(measure).map_or_else(Tally::default, |scores| {
            let right = (scores.precision * scores.found as f64).round() as usize;
            Tally { right, gold: scores.gold, found: scores.found }
        })
    };
    scored.articles.iter().map(tally).collect()
}

fn f1(tallies: impl Iterator<Item = Tally>) -> f64 {
    let add = |a: Tally, b: Tally| Tally {
        right: a.right + b.right,
        gold: a.gold + b.gold,
        found: a.found + b.found,
    };
    tallies.fold(Tally::default(), add).scores().f1
}

/// By how much F1 grows, and its 95 % interval: articles are drawn with replacement, the same for both.
fn growth(before: &[Tally], after: &[Tally]) -> [f64; 3] {
    let mut random = Random::new(SEED);
    let mut draws: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let draw: Vec<usize> = before.iter().map(|_| random.below(before.len())).collect();
            f1(draw.iter().map(|at| after[*at])) - f1(draw.iter().map(|at| before[*at]))
        })
        .collect();
    draws.sort_by(f64::total_cmp);
    let whole = f1(after.iter().copied()) - f1(before.iter().copied());
    [whole, draws[DRAWS / 40], draws[DRAWS - 1 - DRAWS / 40]]
}

/// What the syntax does to a set, as Markdown: F1 of the records, then by how much each variant's is higher.
fn table(name: &str, versions: &[Scored]) -> String {
    let Some((read, others)) = versions.split_first() else { return String::new() };
    let [cues, named, same] = read.agreement;
    let articles = read.articles.len();
    let mut out = format!(
        "\n{name}: {articles} articles; of {cues} statements with a cue the trees name the speaker of "
    );
    out.push_str(&format!("{named}, the record's in {same}.\n"));
    for measures in [&SPEECH[..], &EVENTS[..]] {
        let before: Vec<Vec<Tally>> = measures.iter().map(|measure| tallies(read, measure)).collect();
        let scores: Vec<String> = before.iter().map(|b| format!("{:.3}", f1(b.iter().copied()))).collect();
        out.push_str(&format!("\n| variant | changed | {} |\n", measures.join(" | ")));
        out.push_str(&format!(
            "|{}\n| as read | | {} |\n",
            " --- |".repeat(measures.len() + 2),
            scores.join(" | ")
        ));
        for ((variant, _, _), after) in VARIANTS.iter().zip(others).filter(|((_, m, _), _)| *m == measures) {
            let cell = |(measure, before): (&&str, &Vec<Tally>)| {
                let after = tallies(after, measure);
                let [growth, low, high] = growth(before, &after);
                if *before == after {
                    "0".to_owned()
                } else {
                    format!("{growth:+.3} [{low:+.3}, {high:+.3}]")
                }
            };
            let cells: Vec<String> = measures.iter().zip(&before).map(cell).collect();
            out.push_str(&format!("| {variant} | {} | {} |\n", after.changed, cells.join(" | ")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_in_every_draw_is_told() {
        let tally = |right| Tally { right, gold: 4, found: 4 };
        let (before, after) = (vec![tally(1); 9], vec![tally(2); 9]);
        assert_eq!(growth(&before, &after), [0.25; 3]);
        assert_eq!(growth(&before, &before), [0.0; 3]);
        assert_eq!(growth(&[], &[]), [0.0; 3]);
    }

    #[test]
    fn a_table_has_every_variant() {
        let versions = vec![Scored::default(); VARIANTS.len() + 1];
        let table = table("set", &joined(&[versions.clone(), versions]));
        assert_eq!(table.matches("\n| ").count(), 2 * 2 + VARIANTS.len() + 2);
        assert!(table.contains("| C statements | 0 | 0 | 0 | 0 | 0 |"), "{table}");
    }
}
