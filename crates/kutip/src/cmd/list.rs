//! `kutip search`, `statements`, `events`, ...: what a store holds, by a search.

use crate::archive;
use crate::args::{ListArgs, ListForm};
use crate::exit::Exit;
use crate::notices;
use crate::table::{self, Column};
use crate::term;
use anstyle::Style;
use kutip::listing::{self, Item, ListError};
use kutip::query::{Field, Query, QueryError, field_term};
use kutip::{Tongue, visible};
use kutip_store::{List, Page, Store};
use std::io::{self, IsTerminal, Write};
use std::path::Path;

/// Items of a terminal's page.
const SCREENFUL: usize = 50;
/// Items that are looked up at once.
const PAGE: usize = 500;

/// The heads that a table shows, and whether they may be left out where there is no room.
fn shown(list: List) -> &'static [(&'static str, bool)] {
    match list {
        List::Articles => {
            &[("id", true), ("published", false), ("outlet", true), ("title", true), ("excerpt", false)]
        }
        List::Statements => &[
            ("id", true),
            ("published", false),
            ("outlet", true),
            ("speaker", false),
            ("via", true),
            ("content", false),
        ],
        List::Events => &[
            ("id", true),
            ("published", false),
            ("type", false),
            ("actors", false),
            ("recipients", false),
            ("where", true),
            ("modality", true),
            ("text", true),
        ],
        List::Figures => &[
            ("id", true),
            ("published", false),
            ("outlet", true),
            ("value", false),
            ("unit", false),
            ("counted", true),
            ("text", false),
        ],
        List::Commitments => &[
            ("id", true),
            ("published", false),
            ("who", false),
            ("strength", false),
            ("deadline", true),
            ("condition", true),
            ("action", false),
        ],
        List::Pacts => &[
            ("id", true),
            ("published", false),
            ("kind", false),
            ("stage", false),
            ("parties", false),
            ("name", false),
        ],
        List::Actors => &[
            ("id", true),
            ("published", false),
            ("outlet", true),
            ("type", false),
            ("country", false),
            ("mentions", true),
            ("role", true),
            ("name", false),
        ],
        List::Places => &[
            ("id", true),
            ("published", false),
            ("outlet", true),
            ("kind", false),
            ("country", false),
            ("name", false),
        ],
    }
}

pub(crate) fn run(list: List, args: &ListArgs) -> Exit {
    let query = match query(args) {
        Ok(query) => query,
        Err(error) => {
            notices::usage(&error.message(notices::tongue()));
            return Exit::Usage;
        }
    };
    let store = match archive::read(&args.store) {
        Ok(store) => store,
        Err(exit) => return exit,
    };
    let on_terminal = io::stdout().is_terminal();
    let form = match args.format {
        Some(form) => form,
        None if args.json || !on_terminal => ListForm::Jsonl,
        None => ListForm::Table,
    };
    let limit = match args.limit {
        Some(0) => None,
        Some(limit) => Some(limit),
        None => on_terminal.then_some(SCREENFUL),
    };
    let wanted = Wanted { store: &store, path: &args.store.store, list, query, limit, after: args.after };
    let shown = match form {
        ListForm::Table => wanted.table(args.quiet),
        ListForm::Jsonl => wanted.lines(|item, out| {
            serde_json::to_writer(&mut *out, &item.json)?;
            out.write_all(b"\n")
        }),
        ListForm::Ids => wanted.lines(|item, out| writeln!(out, "{}", item.id)),
    };
    match shown {
        Ok(0) => Exit::CheckFailed,
        Ok(_) => Exit::Done,
        Err(exit) => exit,
    }
}

/// The search of the arguments and that of the flags.
fn query(args: &ListArgs) -> Result<Query, QueryError> {
    let mut query = Query::parse(&args.query.join(" "))?;
    let since: Vec<String> = args.since.iter().cloned().collect();
    let until: Vec<String> = args.until.iter().cloned().collect();
    for (field, values) in [
        (Field::Speaker, &args.speaker),
        (Field::Via, &args.via),
        (Field::Actor, &args.actor),
        (Field::Event, &args.event),
        (Field::Place, &args.place),
        (Field::Country, &args.country),
        (Field::Figure, &args.figure),
        (Field::Act, &args.act),
        (Field::Kind, &args.kind),
        (Field::Outlet, &args.outlet),
        (Field::Host, &args.host),
        (Field::Lang, &args.lang),
        (Field::Since, &since),
        (Field::Until, &until),
    ] {
        for value in values {
            query.terms.push(field_term(field, value)?);
        }
    }
    Ok(query)
}

/// A list that is to be shown.
struct Wanted<'a> {
    store: &'a Store,
    path: &'a Path,
    list: List,
    query: Query,
    limit: Option<usize>,
    after: Option<i64>,
}

impl Wanted<'_> {
    /// A page, and the number behind which the next one begins.
    fn page(&self, limit: usize, after: Option<i64>) -> Result<(Vec<Item>, Option<i64>), Exit> {
        let say = |error: ListError| match error {
            ListError::Store(error) => archive::say(&error, self.path),
            ListError::Record(fault) => {
                archive::say(&kutip_store::StoreError::Record(fault.to_string()), self.path)
            }
        };
        let hits = self.store.list(self.list, &self.query.terms, Page { limit, after });
        let hits = hits.map_err(|error| archive::say(&error, self.path))?;
        let next = hits.last().filter(|_| hits.len() == limit).map(|hit| hit.no);
        Ok((listing::items(self.store, self.list, &self.query, &hits).map_err(say)?, next))
    }

    /// All of it, one item a line; how many there were.
    fn lines(&self, mut write: impl FnMut(&Item, &mut dyn Write) -> io::Result<()>) -> Result<usize, Exit> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        let (mut count, mut after) = (0, self.after);
        loop {
            let left = self.limit.map_or(PAGE, |limit| limit.saturating_sub(count).min(PAGE));
            if left == 0 {
                break;
            }
            let (items, next) = self.page(left, after)?;
            for item in &items {
                write(item, &mut out).map_err(|error| Exit::of_write(&error))?;
            }
            count += items.len();
            after = next;
            if next.is_none() {
                break;
            }
        }
        out.flush().map_err(|error| Exit::of_write(&error)).map(|()| count)
    }

    fn table(&self, quiet: bool) -> Result<usize, Exit> {
        let limit = self.limit.unwrap_or(usize::MAX >> 1);
        let (items, next) = self.page(limit, self.after)?;
        let tongue = notices::tongue();
        let columns = shown(self.list).iter().filter_map(|(name, spare)| {
            let head = items.first()?.cells.iter().find(|(head, _)| head.name == *name)?.0;
            let cells = items.iter().map(|item| {
                let cell =
                    item.cells.iter().find(|(head, _)| head.name == *name).map_or("", |(_, text)| text);
                (Style::new(), visible(&cell.replace('\n', " ")))
            });
            let name = if tongue == Tongue::Indonesian { head.id } else { head.en };
            Some(Column { name, spare: *spare, cells: cells.collect() })
        });
        let mut out = io::stdout().lock();
        for line in table::lines(columns.collect(), term::width()) {
            writeln!(out, "{}", table::written(&line, term::has_colour()))
                .map_err(|error| Exit::of_write(&error))?;
        }
        if !quiet {
            self.foot(items.len(), next, tongue);
        }
        Ok(items.len())
    }

    /// What else there is; nothing where all is shown.
    fn foot(&self, count: usize, next: Option<i64>, tongue: Tongue) {
        let line = match (count, next, tongue) {
            (0, _, Tongue::English) => format!("nothing found: {}", self.query),
            (0, _, Tongue::Indonesian) => format!("tidak ditemukan: {}", self.query),
            (_, None, _) => return,
            (count, Some(next), Tongue::English) => {
                format!("the first {count}; more with --limit N, or --after {next}")
            }
            (count, Some(next), Tongue::Indonesian) => {
                format!("{count} yang pertama; selebihnya dengan --limit N, atau --after {next}")
            }
        };
        // Nobody is left to be told where standard error is closed.
        let _ = writeln!(io::stderr(), "{}", term::safe(&line));
    }
}
