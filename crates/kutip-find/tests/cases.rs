//! Whole articles with all that is to be found in them: `cases/id/*.md`, in the notation of `cases/README.md`.
//!
//! A case is complete: what it does not list must not be found. `UPDATE=1 cargo test --test cases` writes what the
//! engine finds into the files, to be reviewed as a diff; cases in `known.tsv` keep the expectation that a reader wrote.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a proof that cannot be set up fails aloud")]

mod common;

use common::known::{self, Failure};
use kutip_find::model::{Amount, Article, DoubtKind, Party, Report, Statement, StatementKind};
use kutip_lang::Lang;
use kutip_text::scan::is_hidden;
use kutip_text::{Mark, Span};
use std::fmt::Write as _;
use std::ops::Range;
use std::path::{Path, PathBuf};

#[test]
fn every_case() {
    let lang = common::lang(&common::source());
    let files = files();
    assert!(!files.is_empty(), "no cases");
    let mut failures = Vec::new();
    let mut total = 0;
    for file in &files {
        let name = file.strip_prefix(common::here()).unwrap_or(file).display().to_string();
        let source = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{name}: {error}"));
        let case = Case::parse(&source).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        let report = common::read(&case.article, &lang);
        let mut updated = source.clone();
        // The later block first, so that the places of the earlier one stay.
        let blocks =
            [(case.system, system as fn(&Report<'_>, &Lang) -> String), (Some(case.findings), findings)];
        for (block, write) in blocks.into_iter().filter_map(|(block, write)| Some((block?, write))) {
            let (found, wanted) = (write(&report, &lang), &source[block.clone()]);
            total += wanted.lines().count();
            if found == wanted {
                continue;
            }
            if common::update() && !known::has_rows(&name) {
                updated.replace_range(block, &found);
                continue;
            }
            failures.extend(differences(wanted, &found).into_iter().map(|(line, shown)| Failure {
                file: name.clone(),
                entry: case.title.to_owned(),
                line,
                reason: "findings differ".to_owned(),
                shown,
            }));
        }
        if updated != source {
            std::fs::write(file, updated).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
    total += failures.iter().filter(|failure| failure.line.starts_with("not ")).count();
    known::settle(&failures, total, false, |file| file.starts_with("cases/"));
}

fn files() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(common::here().join("cases/id")).expect("the folder of cases");
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|kind| Path::new(kind) == Path::new("md")));
    files.sort();
    files
}

/// One case: its title, its article, and where in the file its findings stand.
struct Case<'a> {
    title: &'a str,
    article: Article,
    findings: Range<usize>,
    /// Actors, places, events, commitments and pacts: only some cases list them.
    system: Option<Range<usize>>,
}

impl<'a> Case<'a> {
    fn parse(source: &'a str) -> Result<Self, String> {
        let title =
            source.lines().next().and_then(|line| line.strip_prefix("# ")).ok_or("begins with no # title")?;
        let article = fenced(source, "article")?;
        let findings = fenced(source, "findings")?;
        let system = fenced(source, "system").ok().filter(|block| block.start > findings.end);
        Ok(Self { title, article: article_of(&source[article])?, findings, system })
    }
}

/// The lines between ```` ```name ```` and the next fence.
fn fenced(source: &str, name: &str) -> Result<Range<usize>, String> {
    let open = format!("\n```{name}\n");
    let start = source.find(&open).ok_or(format!("has no block ```{name}"))? + open.len();
    let length = if source[start..].starts_with("```") {
        0
    } else {
        source[start..].find("\n```").ok_or(format!("```{name} does not end"))? + 1
    };
    Ok(start..start + length)
}

/// Header lines up to an empty line, where there are any; then the text, with its `\u{..}` escapes read.
fn article_of(block: &str) -> Result<Article, String> {
    let mut article = Article::default();
    let mut text = block;
    if let Some((head, rest)) = block.split_once("\n\n") {
        let fields: Option<Vec<(&str, &str)>> = head.lines().map(field).collect();
        if let Some(fields) = fields {
            text = rest;
            for (key, value) in fields {
                match key {
                    "outlet" => article.outlet = Some(value.to_owned()),
                    "title" => article.title = Some(value.to_owned()),
                    _ => {
                        article.published =
                            Some(value.parse().map_err(|error| format!("published: {error}"))?)
                    }
                }
            }
        }
    }
    article.text = unescaped(text.strip_suffix('\n').unwrap_or(text))?;
    Ok(article)
}

fn field(line: &str) -> Option<(&str, &str)> {
    line.split_once(": ").filter(|(key, _)| ["outlet", "title", "published"].contains(key))
}

fn unescaped(text: &str) -> Result<String, String> {
    let mut pieces = text.split("\\u{");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (digits, rest) = piece.split_once('}').ok_or("\\u{ without }")?;
        let code = u32::from_str_radix(digits, 16).map_err(|error| format!("\\u{{{digits}}}: {error}"))?;
        out.push(char::from_u32(code).ok_or(format!("\\u{{{digits}}} is no character"))?);
        out.push_str(rest);
    }
    Ok(out)
}

/// Text on one line, with the characters that are not on the page written out.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            c if is_hidden(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// All that was found, a line each, in the notation of `cases/README.md`.
fn findings(report: &Report<'_>, lang: &Lang) -> String {
    let (d, f) = (&report.document, &report.findings);
    let text = |span: Span| escaped(d.text(span));
    let mut out = String::new();
    if let Some(day) = d.anchor.day {
        let _ = writeln!(out, "anchor {day}{}", if d.anchor.inferred { " (inferred)" } else { "" });
    }
    if let Some(line) = d.blocks.dateline {
        let part = |span: Option<Span>| span.map_or("-".to_owned(), text);
        let _ = writeln!(out, "dateline {} | {}", part(line.place), part(line.outlet));
    }
    for name in &d.blocks.byline {
        let _ = writeln!(out, "byline {} {}", text(name.value.role), text(name.span));
    }
    if !d.blocks.desk.is_empty() {
        let initials: Vec<String> = d.blocks.desk.iter().map(|span| text(*span)).collect();
        let _ = writeln!(out, "desk {}", initials.join(", "));
    }
    for line in &d.blocks.boilerplate {
        let _ = writeln!(out, "boilerplate {}", text(line.span));
    }
    for (id, mark) in f.statements.iter() {
        let _ = writeln!(out, "s{} {}", id.index() + 1, statement(report, lang, &mark.value));
    }
    for mark in &f.quoted_terms {
        let _ = writeln!(out, "term {}", text(mark.span));
    }
    for (_, mark) in d.times.iter() {
        let _ = writeln!(out, "time {} = {}", text(mark.span), mark.value.value);
    }
    for (place, figure) in f.figures.iter().enumerate() {
        let _ = write!(out, "f{} {}", place + 1, amount(report, &d.amounts[figure.amount]));
        if let Some(id) = figure.according_to {
            let _ = write!(out, " | s{}", id.index() + 1);
        }
        if let Some(other) = figure.revises {
            let _ = write!(out, " | revises f{}", other + 1);
        }
        out.push('\n');
    }
    for mark in &f.doubts {
        let _ = writeln!(out, "doubt {} | {}", doubt(&mark.value), text(mark.span));
    }
    out
}

/// The system that the article describes: actors, places, events, commitments and pacts.
fn system(report: &Report<'_>, lang: &Lang) -> String {
    let f = &report.findings;
    let text = |span: Span| escaped(report.document.text(span));
    let names = |parties: &[Party]| {
        let name = |party: &Party| match party.state.and_then(|row| lang.states.get(row as usize)) {
            Some(state) => state.iso3.to_string(),
            None => party.name.clone(),
        };
        let names: Vec<String> = parties.iter().map(name).collect();
        if names.is_empty() { "-".to_owned() } else { names.join("; ") }
    };
    let mut out = String::new();
    for (place, member) in f.roster.members.iter().enumerate() {
        let _ = write!(out, "a{} {:?} {}", place + 1, member.kind, member.name);
        if let Some(role) = &member.role {
            let _ = write!(out, " | role {role}");
        }
        if let Some(of) = member.of.and_then(|of| f.roster.members.get(of.index())) {
            let _ = write!(out, " | of {}", of.name);
        }
        if let Some(country) = &member.country {
            let _ = write!(out, " | {country}");
        }
        let mentions = f.roster.mentions.iter().filter(|(_, mark)| mark.value.member.index() == place);
        let mentions: Vec<String> = mentions.map(|(_, mark)| text(mark.span)).collect();
        let _ = writeln!(out, " = {}", mentions.join(" | "));
    }
    for (_, mark) in f.places.iter() {
        let country = mark.value.country.as_deref().unwrap_or("-");
        let _ = writeln!(
            out,
            "place {} = {}, {country} ({:?})",
            text(mark.span),
            mark.value.name,
            mark.value.kind
        );
    }
    for (id, mark) in f.events.iter() {
        let event = &mark.value;
        let kind = lang
            .events
            .get(event.entry as usize)
            .and_then(|entry| kutip_lang::EVENT_TYPES.get(entry.kind))
            .copied()
            .unwrap_or("-");
        let (actor, recipient) = (names(&event.actor), names(&event.recipient));
        let modality = event.modality.name();
        let _ = write!(
            out,
            "e{} {kind} [{}] | {actor} > {recipient} | {modality}",
            id.index() + 1,
            text(mark.span)
        );
        if let Some(statement) = event.according_to {
            let _ = write!(out, " | s{}", statement.index() + 1);
        }
        if let Some(other) = event.same_as {
            let _ = write!(out, " | same as e{}", other + 1);
        }
        if let Some(time) = event.when.and_then(|id| report.document.times.get(id)) {
            let _ = write!(out, " | on {}", time.value.value);
        }
        if let Some(place) = f.scenes[id.index()].and_then(|id| f.places.get(id)) {
            let _ = write!(out, " | at {}", place.value.name);
        }
        out.push('\n');
    }
    for (id, mark) in f.commitments.iter() {
        let of_it = &mark.value;
        let _ = write!(out, "c{} {} | {}", id.index() + 1, names(&of_it.by), text(of_it.action));
        if let Some(condition) = of_it.condition {
            let _ = write!(out, " | if {}", text(condition));
        }
        out.push('\n');
    }
    for mark in &f.pacts {
        let pact = &mark.value;
        let _ = writeln!(out, "pact {} ({}) | {}", text(mark.span), pact.kind, pact.parties.join("; "));
        for clause in &pact.clauses {
            let _ = write!(out, "clause {} | {}", clause.kind, text(clause.action));
            if let Some(condition) = clause.condition {
                let _ = write!(out, " | if {}", text(condition));
            }
            out.push('\n');
        }
    }
    out
}

/// `kind act cue | name = mention | to | on | via | voiced by | within | content`
fn statement(report: &Report<'_>, lang: &Lang, statement: &Statement) -> String {
    let text = |span: Span| escaped(report.document.text(span));
    let mut out = match statement.kind {
        StatementKind::Direct => "direct",
        StatementKind::Indirect => "indirect",
        StatementKind::Mixed => "mixed",
    }
    .to_owned();
    if let Some(cue) = statement.cue {
        let act = cue.entry.and_then(|number| lang.cues.get(number as usize)).map_or("-", |cue| &*cue.act);
        let _ = write!(out, " {act} [{}]", text(cue.span));
    }
    let speaker = statement.speaker.as_ref();
    let _ = write!(out, " | {}", speaker.and_then(|speaker| speaker.name.as_deref()).unwrap_or("-"));
    if let Some(span) = speaker.and_then(|speaker| speaker.span) {
        let _ = write!(out, " = {}", text(span));
    }
    if let Some(span) = statement.addressee {
        let _ = write!(out, " | to {}", text(span));
    }
    if let Some(day) = statement.said_on {
        let _ = write!(out, " | on {day}");
    }
    if !statement.via.is_empty() {
        let names: Vec<&str> = statement.via.iter().map(|via| via.name.as_str()).collect();
        let _ = write!(out, " | via {}", names.join(" > "));
    }
    if let Some(id) = statement.voiced_by {
        let _ = write!(out, " | voiced by {}", text(report.document.mentions[id].span));
    }
    if let Some(id) = statement.within {
        let _ = write!(out, " | within s{}", id.index() + 1);
    }
    let content: Vec<String> = statement.content.iter().map(|span| text(*span)).collect();
    let _ = write!(out, " | {}", content.join(" … "));
    out
}

/// `text = value..upper unit (relation, approx)`
fn amount(report: &Report<'_>, mark: &Mark<Amount>) -> String {
    let amount = &mark.value;
    let mut out = format!("{} = {}", escaped(report.document.text(mark.span)), amount.value);
    if let Some(upper) = amount.upper {
        let _ = write!(out, "..{upper}");
    }
    let _ = write!(out, " {}", amount.unit.as_deref().unwrap_or("-"));
    use kutip_find::model::Relation;
    let relation = match amount.relation {
        Relation::Equal => None,
        Relation::AtLeast => Some("ge"),
        Relation::AtMost => Some("le"),
    };
    let more: Vec<&str> = relation.into_iter().chain(amount.approx.then_some("approx")).collect();
    if !more.is_empty() {
        let _ = write!(out, " ({})", more.join(", "));
    }
    out
}

/// A doubt as the record names it, with what it counts.
fn doubt(kind: &DoubtKind) -> String {
    let name = format!("{kind:?}");
    let (name, rest) = name.split_at(name.find('(').unwrap_or(name.len()));
    let mut out = String::new();
    for (at, c) in name.char_indices() {
        if c.is_uppercase() && at > 0 {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out + rest
}

/// Each expected line that was not found, with the lines of its kind that were found in its place; and each found line
/// of a kind of which all expected lines were found.
fn differences(wanted: &str, found: &str) -> Vec<(String, String)> {
    let (wanted, found): (Vec<&str>, Vec<&str>) = (wanted.lines().collect(), found.lines().collect());
    let missing: Vec<&str> = wanted.iter().filter(|line| !found.contains(line)).copied().collect();
    let extra: Vec<&str> = found.iter().filter(|line| !wanted.contains(line)).copied().collect();
    let mut out = Vec::new();
    for line in &missing {
        // The line of the same number, else all of its kind.
        let first = |line: &str| line.split(' ').next().map(str::to_owned);
        let numbered = extra.iter().any(|other| first(other) == first(line));
        let instead = extra
            .iter()
            .filter(|other| if numbered { first(other) == first(line) } else { kind(other) == kind(line) });
        let instead: String = instead.map(|line| format!("\n    found    {line}")).collect();
        out.push(((*line).to_owned(), format!("    expected {line}{instead}")));
    }
    for line in extra.iter().filter(|line| missing.iter().all(|other| kind(other) != kind(line))) {
        out.push((format!("not {line}"), format!("    found    {line}")));
    }
    if out.is_empty() {
        out.push(("not in this order".to_owned(), "    the same lines in another order".to_owned()));
    }
    out
}

/// The first word of a line without its number: `s`, `f`, `time`.
fn kind(line: &str) -> &str {
    line.split([' ', '1', '2', '3', '4', '5', '6', '7', '8', '9']).next().unwrap_or_default()
}

#[test]
fn a_case_is_read() {
    let source = "# Title\n\nprose\n\n```article\noutlet: Kabar\npublished: 2024-10-29\n\nSatu\\u{200b}.\n\nDua.\n```\n\n```findings\n```\n";
    let case = Case::parse(source).unwrap();
    assert_eq!(case.title, "Title");
    assert_eq!(case.article.text, "Satu\u{200b}.\n\nDua.");
    assert_eq!(case.article.outlet.as_deref(), Some("Kabar"));
    assert!(case.article.published.is_some() && case.findings.is_empty());
    assert_eq!(escaped("a\u{200b}\nb"), "a\\u{200b}\\nb");
    assert_eq!(doubt(&DoubtKind::HiddenCharacters(2)), "hidden_characters(2)");
}
