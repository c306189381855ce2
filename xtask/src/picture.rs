//! What a reader of the README sees is what the program does: `docs/picture.txt` and `docs/picture.svg` are drawn from a
//! run on a terminal, and the README's blocks are filled from the same article's record and from `eval/scores.tsv`.
//!
//! A block of the README lies between `<!-- name -->` and `<!-- /name -->`. On the way the records of all examples are
//! held against the program's own schema. The terminal is that of `script` (util-linux); where it is missing, the
//! picture is left alone and a line says so.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::args::Args;
use crate::{Outcome, files};

const ARTICLE: &str = "examples/internasional.txt";
const COLUMNS: &str = "96";
/// The sets of `eval/scores.tsv` that the README shows: the one that was tuned on, then those that were not.
const SHOWN_SETS: [(&str, &str); 3] = [
    ("gold-id", "development"),
    ("indosum-kept", "kept aside, news"),
    ("ntrex-kept", "kept aside, translations"),
];
/// And the measures.
const SHOWN_MEASURES: [&str; 10] = [
    "statement (overlap)",
    "speaker",
    "via",
    "attribution (content+speaker+via)",
    "direct quote + speaker",
    "time (span+value)",
    "figure (value+unit)",
    "event (type)",
    "event according to",
    "commitment",
];

const FONT_PX: usize = 14;
const LINE_PX: usize = 19;
/// The width of a character in tenths of a pixel.
const CHAR_TENTHS: usize = 84;
const MARGIN_PX: usize = 16;

pub(crate) fn run(mut args: Args) -> Outcome {
    let check = args.flag("check");
    args.end()?;
    let root = files::root();
    check_examples(&root)?;
    let mut wanted = Vec::new();
    match on_terminal(&root)? {
        Some(page) => {
            wanted.push(("docs/picture.txt", plain(&page)));
            wanted.push(("docs/picture.svg", svg(&page)));
        }
        None => println!("skipped: the picture needs `script` of util-linux"),
    }
    let record = records(&root, ARTICLE)?.pop().ok_or("no record")?;
    let mut readme = files::read(&root.join("README.md"))?;
    readme = filled(&readme, "record", &format!("```json\n{}```\n", excerpt(&record)?))?;
    if let Ok(scores) = files::read(&root.join("eval/scores.tsv")) {
        readme = filled(&readme, "scores", &table(&scores))?;
    }
    wanted.push(("README.md", readme));
    let mut stale = Vec::new();
    for (name, text) in wanted {
        let path = root.join(name);
        if files::read(&path).ok().as_ref() == Some(&text) {
            continue;
        }
        stale.push(name);
        if !check {
            files::write(&path, &text)?;
        }
    }
    match (check, stale.as_slice()) {
        (_, []) => Ok(()),
        (true, stale) => Err(format!(
            "not what the program says now: {}; `cargo xtask picture` writes it",
            stale.join(", ")
        )),
        (false, stale) => {
            println!("written: {}", stale.join(", "));
            Ok(())
        }
    }
}

/// The program and its first arguments: `KUTIP_BIN`, else what the README tells everybody to run.
fn program() -> Vec<OsString> {
    match std::env::var_os("KUTIP_BIN") {
        Some(path) => vec![path],
        None => {
            let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
            [cargo].into_iter().chain(["run", "--release", "--quiet", "--"].map(OsString::from)).collect()
        }
    }
}

fn kutip(root: &Path, arguments: &[&str]) -> Outcome<String> {
    let program = program();
    let out = Command::new(&program[0]).args(&program[1..]).args(arguments).current_dir(root).output();
    let out = out.map_err(|error| format!("{}: {error}", program[0].display()))?;
    if !out.status.success() {
        return Err(format!(
            "kutip {}: {}\n{}",
            arguments.join(" "),
            out.status,
            String::from_utf8_lossy(&out.stderr)
        ));
    }
    String::from_utf8(out.stdout).map_err(|error| format!("kutip {}: {error}", arguments.join(" ")))
}

fn records(root: &Path, input: &str) -> Outcome<Vec<Value>> {
    let lines = kutip(root, &["read", "--json", input])?;
    lines
        .lines()
        .map(|line| serde_json::from_str(line).map_err(|error| format!("{input}: {error}")))
        .collect()
}

/// What a terminal of [`COLUMNS`] columns shows for the article; `None` where no terminal can be had.
fn on_terminal(root: &Path) -> Outcome<Option<String>> {
    let mut line: Vec<String> = program().iter().map(|word| quoted(&word.to_string_lossy())).collect();
    // The page is what goes to standard output; warnings of a build are none of it.
    line.extend(["read", ARTICLE, "2>/dev/null"].map(str::to_owned));
    let mut script = Command::new("script");
    script.args(["-qec", &line.join(" "), "/dev/null"]).current_dir(root);
    script
        .env("COLUMNS", COLUMNS)
        .env("TERM", "xterm-256color")
        .env("LC_ALL", "C.UTF-8")
        .env_remove("NO_COLOR");
    match script.output() {
        Err(_) => Ok(None),
        Ok(out) if !out.status.success() => Err(format!("script: {}", String::from_utf8_lossy(&out.stdout))),
        Ok(out) => {
            Ok(Some(String::from_utf8_lossy(&out.stdout).replace('\r', "").trim_end().to_owned() + "\n"))
        }
    }
}

fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// A stretch of a line in one style: the names of its CSS classes.
type Run = (Vec<&'static str>, String);

/// The lines of a page, cut where the style changes. Of what terminals understand, only styles are read.
fn runs(page: &str) -> Vec<Vec<Run>> {
    let mut style: Vec<&'static str> = Vec::new();
    page.lines()
        .map(|line| {
            let mut out: Vec<Run> = Vec::new();
            for (at, piece) in line.split("\x1b[").enumerate() {
                let mut text = piece;
                if at > 0 {
                    let (codes, rest) = piece.split_once('m').unwrap_or((piece, ""));
                    text = rest;
                    apply(codes, &mut style);
                }
                if !text.is_empty() {
                    out.push((style.clone(), text.to_owned()));
                }
            }
            out
        })
        .collect()
}

/// The colours of speakers (of the 256), with the shade that the picture's dark ground asks for.
const SPEAKERS: [(&str, &str, &str); 8] = [
    ("38;5;32", "blue", "#6cb2ef"),
    ("38;5;166", "orange", "#f2a172"),
    ("38;5;29", "green", "#6cc99f"),
    ("38;5;133", "purple", "#d59ae0"),
    ("38;5;130", "brown", "#d9a866"),
    ("38;5;30", "teal", "#66c7cf"),
    ("38;5;162", "pink", "#f08fbd"),
    ("38;5;243", "grey", "#a9b1bd"),
];

fn apply(codes: &str, style: &mut Vec<&'static str>) {
    if let Some((_, class, _)) = SPEAKERS.iter().find(|(code, ..)| *code == codes) {
        style.push(class);
        return;
    }
    for code in codes.split(';') {
        match code {
            "1" => style.push("bold"),
            "2" => style.push("faint"),
            "4" => style.push("under"),
            "31" => style.push("red"),
            _ => style.clear(),
        }
    }
}

fn plain(page: &str) -> String {
    let line = |runs: Vec<Run>| {
        runs.into_iter().map(|(_, text)| text).collect::<String>().trim_end().to_owned() + "\n"
    };
    runs(page).into_iter().map(line).collect()
}

/// The picture ends here; the text beside it goes on.
const PICTURE_LINES: usize = 64;

fn svg(page: &str) -> String {
    let mut lines = runs(page);
    if lines.len() > PICTURE_LINES {
        lines.truncate(PICTURE_LINES);
        lines.push(vec![(vec!["faint"], "…".to_owned())]);
    }
    let columns = plain(page).lines().map(|line| line.chars().count()).max().unwrap_or_default();
    let width = 2 * MARGIN_PX + columns * CHAR_TENTHS / 10;
    let height = 2 * MARGIN_PX + lines.len() * LINE_PX;
    let speakers: String =
        SPEAKERS.iter().map(|(_, class, fill)| format!(".{class}{{fill:{fill}}}")).collect();
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         role=\"img\" aria-label=\"kutip read {ARTICLE} on a terminal\">\n\
         <style>text{{font:{FONT_PX}px ui-monospace,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#d8dee9;white-space:pre}}\
         .bold{{font-weight:bold}}.faint{{fill:#8b97a8}}.under{{text-decoration:underline}}.red{{fill:#f08a8a}}{speakers}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1c212b\"/>\n"
    );
    for (at, line) in lines.iter().enumerate() {
        let y = MARGIN_PX + FONT_PX + at * LINE_PX;
        let _ = write!(out, "<text x=\"{MARGIN_PX}\" y=\"{y}\" xml:space=\"preserve\">");
        for (classes, text) in line {
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let _ = match classes.as_slice() {
                [] => write!(out, "{text}"),
                classes => write!(out, "<tspan class=\"{}\">{text}</tspan>", classes.join(" ")),
            };
        }
        out.push_str("</text>\n");
    }
    out + "</svg>\n"
}

/// The text with what stands between the two marks of a block exchanged.
fn filled(text: &str, name: &str, inner: &str) -> Outcome<String> {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let missing = || format!("README.md: no block {} ... {close}", open.trim_end());
    let (before, rest) = text.split_once(&open).ok_or_else(missing)?;
    let (_, after) = rest.split_once(&close).ok_or_else(missing)?;
    Ok(format!("{before}{open}{inner}{close}{after}"))
}

/// The record's richest statement, a field a line.
fn excerpt(record: &Value) -> Outcome<String> {
    let statements = record["statements"].as_array().ok_or("a record without statements")?;
    let filled = |value: &Value| !(value.is_null() || value.as_array().is_some_and(Vec::is_empty));
    let richness =
        |statement: &&Value| statement.as_object().map_or(0, |s| s.values().filter(|v| filled(v)).count());
    // Of equal ones the first.
    let statement =
        statements.iter().rev().max_by_key(richness).and_then(Value::as_object).ok_or("no statement")?;
    let lines: Vec<String> =
        statement.iter().map(|(name, value)| format!("  \"{name}\": {}", spaced(value))).collect();
    Ok(format!("{{\n{}\n}}\n", lines.join(",\n")))
}

/// JSON on one line with a space after each comma and colon.
fn spaced(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(spaced).collect::<Vec<_>>().join(", ")),
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(name, value)| format!("\"{name}\": {}", spaced(value))).collect();
            format!("{{{}}}", fields.join(", "))
        }
        value => value.to_string(),
    }
}

/// F1 of the shown measures, a column a set.
fn table(scores: &str) -> String {
    let mut out = String::from("| F1 |");
    for (set, called) in SHOWN_SETS {
        let articles = scores
            .lines()
            .filter_map(|line| line.split('\t').collect::<Vec<_>>().get(..2).map(<[_]>::to_vec));
        let count = articles.into_iter().find(|row| row[0] == set).map_or("0", |row| row[1]);
        let _ = write!(out, " {called} ({count} articles) |");
    }
    out.push_str("\n| --- | ---: | ---: | ---: |\n");
    for measure in SHOWN_MEASURES {
        let _ = write!(out, "| {measure} |");
        for (set, _) in SHOWN_SETS {
            let f1 = scores.lines().find_map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
                [s, _, m, _, _, f1, gold, _, low, high] if s == set && m == measure && gold != "0" => {
                    let two = |text: &str| text.parse::<f64>().ok().map(|number| format!("{number:.2}"));
                    Some(format!("{} [{}, {}]", two(f1)?, two(low)?, two(high)?))
                }
                _ => None,
            });
            let _ = write!(out, " {} |", f1.unwrap_or_default());
        }
        out.push('\n');
    }
    out
}

/// Every example gives records that are as `kutip schema` says, with spans inside their text.
fn check_examples(root: &Path) -> Outcome {
    let schema = kutip(root, &["schema"])?;
    let schema: Value = serde_json::from_str(&schema).map_err(|error| format!("kutip schema: {error}"))?;
    let mut found = Vec::new();
    let mut examples = records(root, "examples/*.txt")?;
    examples.extend(records(root, "examples/*.jsonl")?);
    for record in examples {
        let file = record["document"]["input"]["file"].as_str().unwrap_or("?").to_owned();
        if record["statements"].as_array().is_none_or(Vec::is_empty) {
            found.push(format!("{file}: no statement"));
        }
        violations(&schema, &schema, &record, &file, &mut found);
    }
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}

/// What in `value` is not as `rule` says: kinds, constants, lists, required fields, and what lies below. Patterns and
/// lengths are left to the program's own tests.
fn violations(rule: &Value, root: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    if let Some(target) = rule["$ref"].as_str().and_then(|path| root.pointer(path.trim_start_matches('#'))) {
        violations(target, root, value, at, found);
    }
    let kinds = match &rule["type"] {
        Value::Array(kinds) => kinds.iter().collect(),
        Value::Null => Vec::new(),
        kind => vec![kind],
    };
    let fits = |choice: &Value| {
        let mut inner = Vec::new();
        violations(choice, root, value, at, &mut inner);
        inner.is_empty()
    };
    let holds = (kinds.is_empty() || kinds.iter().any(|kind| is_kind(value, kind)))
        && rule.get("const").is_none_or(|constant| value == constant)
        && rule["enum"].as_array().is_none_or(|list| list.contains(value))
        && rule["anyOf"].as_array().is_none_or(|choices| choices.iter().any(fits));
    if !holds {
        found.push(format!("{at}: {value} is not as the schema says"));
    }
    if let Some(fields) = value.as_object() {
        for name in rule["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                found.push(format!("{at}: {name} is missing"));
            }
        }
        for (name, rule) in rule["properties"].as_object().into_iter().flatten() {
            if let Some(inner) = fields.get(name) {
                violations(rule, root, inner, &format!("{at}.{name}"), found);
            }
        }
    }
    if let (Some(items), Some(rule)) = (value.as_array(), rule.get("items")) {
        for (number, item) in items.iter().enumerate() {
            violations(rule, root, item, &format!("{at}[{number}]"), found);
        }
    }
}

fn is_kind(value: &Value, kind: &Value) -> bool {
    match kind.as_str() {
        Some("null") => value.is_null(),
        Some("boolean") => value.is_boolean(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("string") => value.is_string(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const PAGE: &str =
        "\x1b[1mhead\x1b[0m\n  \x1b[1m\x1b[38;5;32mSari\x1b[0m · \x1b[4mkata\x1b[0m\n    a < b  \n";

    #[test]
    fn a_page_is_drawn() {
        assert_eq!(plain(PAGE), "head\n  Sari · kata\n    a < b\n");
        let svg = svg(PAGE);
        assert!(
            svg.contains("<tspan class=\"bold blue\">Sari</tspan> · <tspan class=\"under\">kata</tspan>")
        );
        assert!(svg.contains("    a &lt; b"));
    }

    #[test]
    fn a_block_is_filled() {
        assert_eq!(
            filled("x\n<!-- a -->\nold\n<!-- /a -->\n", "a", "new\n").unwrap(),
            "x\n<!-- a -->\nnew\n<!-- /a -->\n"
        );
        assert!(filled("x", "a", "new").is_err());
    }

    #[test]
    fn the_table_has_a_column_a_set() {
        let table = table(
            "gold-id\t17\tspeaker\t0.9\t0.9\t0.9876\t10\t10\t0.95\t1\nindosum-kept\t8\tspeaker\t0.9\t0.9\t0.8123\t5\t5\t0.7\t0.9\n",
        );
        assert!(table.contains("development (17 articles)"), "{table}");
        assert!(table.contains("| speaker | 0.99 [0.95, 1.00] | 0.81 [0.70, 0.90] |  |"), "{table}");
    }

    #[test]
    fn what_breaks_the_schema_is_found() {
        let schema = json!({"$defs": {"span": {"type": "array", "items": {"type": "integer"}}},
            "required": ["a"], "properties": {"a": {"$ref": "#/$defs/span"}, "b": {"enum": ["x", null]}}});
        let breaks = |value: Value| {
            let mut found = Vec::new();
            violations(&schema, &schema, &value, "r", &mut found);
            found.len()
        };
        assert_eq!(breaks(json!({"a": [1, 2], "b": null})), 0);
        assert_eq!(
            (breaks(json!({})), breaks(json!({"a": [1, "2"]})), breaks(json!({"a": [], "b": "y"}))),
            (1, 1, 1)
        );
    }
}
