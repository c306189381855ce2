//! `kutip explain`: which marks cover one character, and what made them.

use crate::args::ExplainArgs;
use crate::cmd::lexicon;
use crate::exit::Exit;
use crate::notices::{self, Notices};
use crate::term;
use kutip::view::{self, Mark, View};
use kutip::{Input, Options, Place, Reader, Scratch};
use serde_json::json;
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Characters of a mark that are shown on a terminal.
const SHOWN_CHARS: usize = 300;

pub(crate) fn run(args: ExplainArgs) -> Exit {
    let lexicon = match lexicon::open(&args.overlay) {
        Ok(lexicon) => lexicon,
        Err(exit) => return exit,
    };
    let (path, number) = place(&args.input);
    let input = match input(&path, number) {
        Ok(input) => input,
        Err(exit) => return exit,
    };
    let record = args.fill.engine().with_lexicon(lexicon).record(input, &mut Scratch::default());
    let view = View::new(&record);
    let marks = view::marks(&view);
    let covers = |mark: &&Mark<'_>| (mark.span[0]..mark.span[1]).contains(&args.offset);
    let marks: Vec<&Mark<'_>> = marks.iter().filter(covers).collect();
    if marks.is_empty() {
        nothing(&view, args.offset);
        return Exit::CheckFailed;
    }
    let as_json = args.json || !io::stdout().is_terminal();
    let text = if as_json { lines(&view, &marks) } else { list(&view, &marks, args.offset) };
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(error) => Exit::of_write(&error),
    }
}

/// `arsip.jsonl:7` is a line of a file, `umpan.xml#3` an item, `arsip.warc.gz@512` a record, unless there is a file of that
/// very name.
fn place(input: &Path) -> (PathBuf, Option<u64>) {
    let whole = || (input.to_owned(), None);
    if input.exists() {
        return whole();
    }
    let Some((path, number)) = input.to_str().and_then(|written| written.rsplit_once([':', '#', '@'])) else {
        return whole();
    };
    number.parse().map_or_else(|_| whole(), |number| (PathBuf::from(path), Some(number)))
}

/// The line, item or record at which something is.
fn number(place: &Place) -> Option<u64> {
    place.line.or(place.item).or(place.offset)
}

/// The one article that is meant.
fn input(path: &Path, line: Option<u64>) -> Result<Input, Exit> {
    let options = Options { words: kutip::page_words(), ..Options::default() };
    let reader = Reader::new([path.to_owned()], options);
    let mut found: Option<Input> = None;
    for item in reader {
        match item {
            Ok(input) if line.is_some_and(|line| number(&input.place) != Some(line)) => {}
            Ok(_) if found.is_some() => {
                notices::fail(
                    "K1007",
                    "there are several articles\n  → kutip explain FILE:LINE OFFSET (FILE#ITEM in a feed, FILE@BYTE in a WARC)",
                    "ada beberapa artikel\n  → kutip explain BERKAS:BARIS OFFSET (BERKAS#BUTIR dalam umpan, BERKAS@BITA dalam WARC)",
                );
                return Err(Exit::Usage);
            }
            Ok(input) => {
                let is_meant = line.is_some();
                found = Some(input);
                if is_meant {
                    break;
                }
            }
            // Other lines are not asked for.
            Err(error) if line.is_some() && number(&error.place).is_some_and(|found| Some(found) != line) => {
            }
            Err(error) => {
                if let Ok(mut notices) = Notices::new(false, None, false) {
                    notices.input(&error);
                }
                return Err(Exit::Io);
            }
        }
    }
    found.ok_or_else(|| {
        let shown = path.display();
        let line = line.map(|line| format!(":{line}")).unwrap_or_default();
        notices::fail(
            "K2001",
            &format!("{shown}{line}: no article there"),
            &format!("{shown}{line}: tidak ada artikel di situ"),
        );
        Exit::Io
    })
}

fn nothing(view: &View<'_>, offset: usize) {
    let length = view.len();
    match view.chars([offset, offset + 1]) {
        "" => notices::fail(
            "K1008",
            &format!("the text has {length} characters, counted from 0; there is no {offset}"),
            &format!("teks berisi {length} karakter, dihitung dari 0; tidak ada {offset}"),
        ),
        c => notices::fail(
            "K1009",
            &format!("nothing covers character {offset} ({c})"),
            &format!("tidak ada yang mencakup karakter {offset} ({c})"),
        ),
    }
}

fn lines(view: &View<'_>, marks: &[&Mark<'_>]) -> String {
    let mut out = String::new();
    for mark in marks {
        let line = json!({
            "layer": mark.layer, "id": mark.id, "part": mark.part, "value": view::meaning(view, mark),
            "span": mark.span, "text": view.chars(mark.span), "by": mark.by(), "certainty": mark.certainty(),
        });
        let _ = writeln!(out, "{line}");
    }
    out
}

fn list(view: &View<'_>, marks: &[&Mark<'_>], offset: usize) -> String {
    let mut out = format!("{offset}: {}\n", term::safe(view.chars([offset, offset + 1])));
    for mark in marks {
        let [start, end] = mark.span;
        let value = term::safe(&view::meaning(view, mark));
        let _ = writeln!(out, "\n{} {} {}: {value}", mark.layer, term::safe(&mark.id), mark.part);
        let by = mark.by().unwrap_or("-");
        let _ = writeln!(out, "  by {by}, {}", mark.certainty().unwrap_or("-"));
        let text = term::safe(&view::excerpt(view.chars(mark.span), SHOWN_CHARS));
        for (at, line) in term::wrap(&format!("[{start}, {end}] {text}"), term::width().saturating_sub(2))
            .iter()
            .enumerate()
        {
            let _ = writeln!(out, "{}{line}", if at == 0 { "  " } else { "    " });
        }
    }
    out
}
