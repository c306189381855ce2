//! `kutip show`: one article or item of a store, with its evidence.

use crate::archive;
use crate::args::ShowArgs;
use crate::exit::Exit;
use crate::notices;
use crate::show::Sheet;
use crate::term;
use kutip::export::Kind;
use kutip::listing::{self, Item, ListError};
use kutip::visible;
use kutip_store::{Found, Store, StoreError, Stored};
use std::io::{self, IsTerminal, Write};

pub(crate) fn run(args: &ShowArgs) -> Exit {
    let store = match archive::read(&args.store) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let as_json = args.json || !io::stdout().is_terminal();
    let mut missing = false;
    for id in &args.ids {
        let shown = show(&store, id, as_json);
        match shown {
            Ok(Some(page)) => {
                if let Err(error) = io::stdout().lock().write_all(&page) {
                    return Exit::of_write(&error);
                }
            }
            Ok(None) => {
                missing = true;
                notices::fail(
                    "K1026",
                    &format!(
                        "there is no '{id}' in the store\n  → ids are what lists show: kutip search -f ids"
                    ),
                    &format!("tidak ada '{id}' di gudang\n  → id tampak di daftar: kutip search -f ids"),
                );
            }
            Err(error) => return archive::say(&error, &args.store.store),
        }
    }
    if missing { Exit::CheckFailed } else { Exit::Done }
}

/// The page of an id; nothing where there is none of it.
fn show(store: &Store, id: &str, as_json: bool) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(Found { stored, list, item }) = store.find(id)? else { return Ok(None) };
    let Some(kind) = Kind::named(list) else {
        return article(&stored, as_json).map(Some);
    };
    let found = listing::item(&stored, kind, item).map_err(|error| match error {
        ListError::Store(error) => error,
        ListError::Record(fault) => StoreError::Record(fault.to_string()),
    })?;
    Ok(found.map(|item| if as_json { line(&item) } else { card(&item, &stored) }))
}

fn article(stored: &Stored, as_json: bool) -> Result<Vec<u8>, StoreError> {
    let mut out = Vec::new();
    if as_json {
        out = serde_json::to_vec(&stored.record)?;
        out.push(b'\n');
    } else {
        let record = serde_json::to_value(&stored.record)?;
        Sheet { width: term::width(), colour: term::has_colour() }.write(&record, &mut out);
    }
    Ok(out)
}

fn line(item: &Item) -> Vec<u8> {
    // Writing to memory fails only where a map has keys that are no strings, and there are none.
    let mut out = serde_json::to_vec(&item.json).unwrap_or_default();
    out.push(b'\n');
    out
}

/// What is known of an item, a line each, and the sentences that it stands in.
fn card(item: &Item, stored: &Stored) -> Vec<u8> {
    let heads: Vec<(&str, &str)> = item
        .cells
        .iter()
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(head, cell)| {
            let name = if notices::tongue() == kutip::Tongue::Indonesian { head.id } else { head.en };
            (name, cell.as_str())
        })
        .collect();
    let widest = heads.iter().map(|(name, _)| term::columns_of(name)).max().unwrap_or_default();
    let mut page = String::new();
    for (name, cell) in heads {
        let indent = " ".repeat(widest.saturating_sub(term::columns_of(name)) + 2);
        let room = term::width().saturating_sub(widest + 2).max(20);
        for (at, part) in term::wrap(&visible(cell), room).iter().enumerate() {
            let lead = if at == 0 { format!("{name}{indent}") } else { " ".repeat(widest + 2) };
            page += &format!("{lead}{part}\n");
        }
    }
    let points = stored.record.points();
    let sentences = stored.record.document.sentences.iter();
    let spans = listing::spans(&item.json);
    let around = sentences.filter(|[start, end]| spans.iter().any(|span| span[0] < *end && *start < span[1]));
    for sentence in around {
        let text: Vec<&str> = points.text(*sentence).split_whitespace().collect();
        page.push('\n');
        for part in term::wrap(&visible(&text.join(" ")), term::width()) {
            page += &format!("{part}\n");
        }
    }
    page.into_bytes()
}
