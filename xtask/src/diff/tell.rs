//! Differences on a terminal, and as JSON.

use std::fmt::Write as _;
use std::io::IsTerminal as _;

use serde_json::{Value, json};

use super::findings::{Difference, Finding, Report};

const LONGEST: usize = 160;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Added,
    Gone,
    Changed,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Added, Self::Gone, Self::Changed];

    fn of(difference: &Difference) -> Self {
        match (&difference.old, &difference.new) {
            (None, _) => Self::Added,
            (_, None) => Self::Gone,
            _ => Self::Changed,
        }
    }

    fn sign(self) -> char {
        match self {
            Self::Added => '+',
            Self::Gone => '-',
            Self::Changed => '~',
        }
    }

    fn colour(self) -> &'static str {
        match self {
            Self::Added => "\u{1b}[32m",
            Self::Gone => "\u{1b}[31m",
            Self::Changed => "\u{1b}[33m",
        }
    }
}

fn count(differences: &[Difference], kind: Kind) -> usize {
    differences.iter().filter(|difference| Kind::of(difference) == kind).count()
}

pub(super) fn as_text(report: &Report, examples: usize) -> String {
    let coloured =
        std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    text(report, examples, coloured)
}

fn text(report: &Report, examples: usize, coloured: bool) -> String {
    let paint = |kind: Kind, words: &str| match coloured {
        true => format!("{}{words}\u{1b}[0m", kind.colour()),
        false => words.to_owned(),
    };
    let mut out = format!(
        "{} articles, {} differ, {} read by one of the two only\n",
        report.articles, report.differing, report.unread
    );
    let (mut groups, mut layer) = (report.groups.iter().collect::<Vec<_>>(), "");
    // The maker with the most differences first, layer by layer.
    groups.sort_by_key(|((place, _, by), all)| (*place, usize::MAX - all.len(), by.as_str()));
    for ((_, name, by), differences) in groups {
        if name != layer {
            layer = name;
            let of_layer = report.groups.iter().filter(|((_, other, _), _)| other == name);
            let all: Vec<&Vec<Difference>> = of_layer.map(|(_, all)| all).collect();
            let sum = |kind: Kind| all.iter().map(|all| count(all, kind)).sum::<usize>();
            let _ = writeln!(out, "\n{name}: {}", counts(sum, &paint));
        }
        let by = if by.is_empty() { "(no maker named)" } else { by };
        let _ = writeln!(out, "  {by}: {}", counts(|kind| count(differences, kind), &paint));
        for kind in Kind::ALL {
            for difference in differences.iter().filter(|d| Kind::of(d) == kind).take(examples) {
                let _ = writeln!(out, "    {} {}", paint(kind, &kind.sign().to_string()), shown(difference));
            }
        }
    }
    out
}

fn counts(count: impl Fn(Kind) -> usize, paint: &impl Fn(Kind, &str) -> String) -> String {
    let called = [(Kind::Added, "added"), (Kind::Gone, "gone"), (Kind::Changed, "changed")];
    let some = called.into_iter().filter(|(kind, _)| count(*kind) > 0);
    some.map(|(kind, word)| paint(kind, &format!("{} {word}", count(kind)))).collect::<Vec<_>>().join(", ")
}

/// Where, the words in their surroundings, and what is said of them, or said otherwise.
fn shown(difference: &Difference) -> String {
    let start = |finding: &Finding| finding.spans.first().map(|span| span[0]);
    let at = difference.new.as_ref().or(difference.old.as_ref()).and_then(start);
    let place = at.map(|at| format!(":{at}")).unwrap_or_default();
    let [before, words, after] = difference.words.each_ref().map(|words| line(words));
    let said = match (&difference.old, &difference.new) {
        (Some(old), Some(new)) => changes(old, new),
        (one, other) => one.as_ref().or(other.as_ref()).map(said).unwrap_or_default(),
    };
    let article = line(&difference.article);
    format!("{article}{place} …{before}[{}]{after}…\n        {}", cut(&words), cut(&said))
}

/// The fields that say something.
fn said(finding: &Finding) -> String {
    let empty = |value: &Value| value.is_null() || value == &json!([]) || value == &json!(false);
    let told = finding.fields.iter().filter(|(_, value)| !empty(value));
    line(&told.map(|(key, value)| format!("{key}: {}", plain(value))).collect::<Vec<_>>().join(", "))
}

fn changes(old: &Finding, new: &Finding) -> String {
    let mut out = Vec::new();
    if old.spans != new.spans {
        out.push(format!("span: {:?} -> {:?}", old.spans, new.spans));
    }
    if old.by != new.by {
        out.push(format!("by: {} -> {}", old.by, new.by));
    }
    let keys = old.fields.keys().chain(new.fields.keys().filter(|key| !old.fields.contains_key(*key)));
    for key in keys {
        let (before, after) = (old.fields.get(key), new.fields.get(key));
        if before != after {
            let told = |value: Option<&Value>| value.map_or("nothing".to_owned(), plain);
            out.push(format!("{key}: {} -> {}", told(before), told(after)));
        }
    }
    line(&out.join("; "))
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// On one line, and nothing that a terminal would take for a command.
fn line(words: &str) -> String {
    words
        .chars()
        .map(|c| {
            if c == '\n' {
                '¶'
            } else if c.is_control() {
                '·'
            } else {
                c
            }
        })
        .collect()
}

fn cut(words: &str) -> String {
    match words.chars().count() > LONGEST {
        true => words.chars().take(LONGEST).chain(['…']).collect(),
        false => words.to_owned(),
    }
}

pub(super) fn as_json(report: &Report, examples: usize) -> String {
    let side = |finding: &Option<Finding>| match finding {
        Some(f) => json!({"spans": f.spans, "by": f.by, "fields": f.fields}),
        None => Value::Null,
    };
    let example = |d: &Difference| {
        json!({"article": d.article, "before": d.words[0], "words": d.words[1], "after": d.words[2],
               "old": side(&d.old), "new": side(&d.new)})
    };
    let group = |((_, layer, by), all): (&(usize, String, String), &Vec<Difference>)| {
        let shown = Kind::ALL.into_iter().flat_map(|kind| {
            all.iter().filter(move |d| Kind::of(d) == kind).take(examples).map(example).collect::<Vec<_>>()
        });
        json!({"layer": layer, "by": by, "added": count(all, Kind::Added), "gone": count(all, Kind::Gone),
               "changed": count(all, Kind::Changed), "examples": shown.collect::<Value>()})
    };
    let groups: Value = report.groups.iter().map(group).collect();
    let out = json!({"articles": report.articles, "differing": report.differing, "unread": report.unread,
                     "groups": groups});
    format!("{out:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::findings::compare;

    fn report() -> Report {
        let record = |value: &str, kind: &str| {
            json!({"document": {"id": "a", "text_sha256": "x", "text": "Hujan turun Senin.\u{1b}[2J"},
                   "times": [{"id": "t1", "span": [12, 17], "value": value, "by": "id/times/senin"}],
                   "doubts": [{"id": "d1", "kind": kind, "span": [17, 22], "by": "pass/doubts"}]})
        };
        let mut old = record("XXXX-WXX-1", "a");
        old["doubts"] = json!([]);
        compare(&[old], &[record("2026-11-23", "b")])
    }

    #[test]
    fn differences_are_told_by_layer_and_maker() {
        let plain = text(&report(), 3, false);
        let want = "1 articles, 1 differ, 0 read by one of the two only\n\ntimes: 1 changed\n  id/times/senin: 1 changed\n    \
                    ~ a:12 …Hujan turun [Senin].·[2J…\n        value: XXXX-WXX-1 -> 2026-11-23\n\ndoubts: 1 added\n  \
                    pass/doubts: 1 added\n    + a:17 …Hujan turun Senin[.·[2J]…\n        kind: b\n";
        assert_eq!(plain, want);
        assert!(text(&report(), 3, true).contains("\u{1b}[33m1 changed\u{1b}[0m"));
        assert!(!text(&report(), 0, false).contains("~ a"));
    }

    #[test]
    fn the_same_as_json() {
        let out: Value = serde_json::from_str(&as_json(&report(), 1)).unwrap();
        assert_eq!(out["groups"][0]["by"], "id/times/senin");
        assert_eq!(out["groups"][0]["examples"][0]["new"]["fields"]["value"], "2026-11-23");
    }
}
