//! How long the first pages of lists take in a store: no more than a moment, however large it is.

use std::path::PathBuf;
use std::time::Instant;

use jiff::civil::date;
use kutip_store::{Filter, Mode, Store, StoreError};

use crate::Outcome;
use crate::args::Args;

/// A page should be there before anybody notices that he waits.
const MOST_MS: f64 = 100.0;

/// How often each is asked for, the first time with whatever the system has of the file.
const TIMES: usize = 5;

type List = fn(&Store, &Filter) -> Result<usize, StoreError>;

pub(crate) fn run(mut args: Args) -> Outcome {
    let path: PathBuf = args.file()?;
    args.end()?;
    let store = Store::open(&path, &Mode::Read).map_err(|error| error.to_string())?;
    let mut slow = Vec::new();
    for (name, list, filter) in asked() {
        let mut times = Vec::new();
        let mut rows = 0;
        for _ in 0..TIMES {
            let started = Instant::now();
            rows = list(&store, &filter).map_err(|error| format!("{name}: {error}"))?;
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
        let first = times[0];
        times.sort_by(f64::total_cmp);
        let median = times[times.len() / 2];
        println!("{median:>8.2} ms, at first {first:>8.2} ms, {rows:>3} rows  {name}");
        if median > MOST_MS {
            slow.push(name);
        }
    }
    if slow.is_empty() { Ok(()) } else { Err(format!("over {MOST_MS} ms: {}", slow.join(", "))) }
}

/// Lists with filters that leave out little and such that leave out much.
fn asked() -> Vec<(&'static str, List, Filter)> {
    let text = |word: &str| Some(word.to_owned());
    let all = Filter::default;
    let statements: List = |store, filter| Ok(store.statements(filter)?.len());
    let search: List = |store, filter| Ok(store.search(filter)?.len());
    let articles: List = |store, filter| Ok(store.articles(filter)?.len());
    let events: List = |store, filter| Ok(store.events(filter)?.len());
    let figures: List = |store, filter| Ok(store.figures(filter)?.len());
    let commitments: List = |store, filter| Ok(store.commitments(filter)?.len());
    let pacts: List = |store, filter| Ok(store.pacts(filter)?.len());
    let actors: List = |store, filter| Ok(store.actors(filter)?.len());
    let places: List = |store, filter| Ok(store.places(filter)?.len());
    let days = || (Some(date(2018, 2, 1)), Some(date(2018, 2, 14)));
    vec![
        ("statements", statements, all()),
        (
            "statements, a page far down",
            statements,
            Filter { after: Some(6_000_000_000_000_000_000), ..all() },
        ),
        ("statements of two weeks", statements, Filter { since: days().0, until: days().1, ..all() }),
        ("statements, speaker", statements, Filter { speaker: text("joko widodo"), ..all() }),
        ("statements, rare speaker", statements, Filter { speaker: text("susi pudjiastuti"), ..all() }),
        ("statements, via", statements, Filter { via: text("reuters"), ..all() }),
        ("statements, common word", statements, Filter { text: text("yang"), ..all() }),
        ("statements, phrase", statements, Filter { text: text("\"tidak akan\""), ..all() }),
        ("statements, no such words", statements, Filter { text: text("zamrud qwerty"), ..all() }),
        (
            "statements, speaker and word",
            statements,
            Filter { speaker: text("jokowi"), text: text("tidak"), ..all() },
        ),
        ("statements, outlet", statements, Filter { outlet: text("kumparan"), ..all() }),
        ("statements, host", statements, Filter { host: text("kumparan.com"), ..all() }),
        (
            "statements, host and word",
            statements,
            Filter { host: text("kumparan.com"), text: text("tidak"), ..all() },
        ),
        ("statements, place", statements, Filter { place: text("Jakarta"), ..all() }),
        ("statements, rare place", statements, Filter { place: text("Wamena"), ..all() }),
        ("statements, country", statements, Filter { country: text("PRK"), ..all() }),
        (
            "statements, no such language",
            statements,
            Filter { language: text("xx"), host: text("kumparan.com"), ..all() },
        ),
        ("search, common word", search, Filter { text: text("yang"), ..all() }),
        ("search, two words", search, Filter { text: text("gempa tsunami"), ..all() }),
        ("search, phrase", search, Filter { text: text("\"korea utara\""), ..all() }),
        ("search, days", search, Filter { text: text("jakarta"), since: days().0, until: days().1, ..all() }),
        ("search, host", search, Filter { text: text("jakarta"), host: text("dailysocial.id"), ..all() }),
        ("articles", articles, all()),
        ("articles, outlet", articles, Filter { outlet: text("kumparan"), ..all() }),
        ("events", events, all()),
        ("events, type", events, Filter { event_type: text("ASSAULT"), ..all() }),
        ("events, country", events, Filter { country: text("PRK"), ..all() }),
        ("events, place", events, Filter { place: text("Jakarta"), ..all() }),
        ("events, who", events, Filter { speaker: text("trump"), ..all() }),
        ("figures", figures, all()),
        ("figures, unit", figures, Filter { name: text("killed"), ..all() }),
        ("figures, who says so", figures, Filter { speaker: text("sutopo"), ..all() }),
        ("commitments", commitments, all()),
        ("commitments, who", commitments, Filter { speaker: text("jokowi"), ..all() }),
        ("pacts", pacts, all()),
        ("actors, name", actors, Filter { name: text("Joko Widodo"), ..all() }),
        ("actors, beginning of a name", actors, Filter { name: text("Zulkifli*"), ..all() }),
        ("actors, country", actors, Filter { country: text("USA"), ..all() }),
        ("places, name", places, Filter { name: text("Surabaya"), ..all() }),
        ("places, country", places, Filter { country: text("JPN"), ..all() }),
    ]
}
