//! How long the first pages of lists take in a store: no more than a moment, however large it is.

use std::path::PathBuf;
use std::time::Instant;

use ::kutip::query::Query;
use kutip_store::{List, Mode, Page, Store};

use crate::Outcome;
use crate::args::Args;

/// A page should be there before anybody notices that he waits.
const MOST_MS: f64 = 100.0;

/// How often each is asked for, the first time with whatever the system has of the file.
const TIMES: usize = 5;

/// Items of a page.
const LIMIT: usize = 50;

/// Searches that leave out little and such that leave out much.
const ASKED: &[(List, &str)] = &[
    (List::Statements, ""),
    (List::Statements, "since:2018-02-01 until:2018-02-14"),
    (List::Statements, "speaker:\"joko widodo\""),
    (List::Statements, "speaker:\"susi pudjiastuti\""),
    (List::Statements, "speaker:tidakada"),
    (List::Statements, "via:reuters"),
    (List::Statements, "yang"),
    (List::Statements, "\"tidak akan\""),
    (List::Statements, "zamrud qwerty"),
    (List::Statements, "speaker:jokowi tidak"),
    (List::Statements, "-yang"),
    (List::Statements, "act:deny"),
    (List::Statements, "kind:mixed act:threaten"),
    (List::Statements, "outlet:kumparan"),
    (List::Statements, "host:kumparan.com"),
    (List::Statements, "host:kumparan.com tidak"),
    (List::Statements, "host:kumparan.com lang:xx"),
    (List::Statements, "place:Jakarta"),
    (List::Statements, "place:Wamena"),
    (List::Statements, "place:Wamena tidak"),
    (List::Statements, "country:PRK"),
    (List::Statements, "event:ASSAULT figure:killed>=100"),
    (List::Statements, "lang:xx yang"),
    (List::Statements, "outlet:tidakada yang"),
    (List::Statements, "host:dailysocial.id yang"),
    (List::Statements, "act:threaten yang"),
    (List::Statements, "kind:mixed yang"),
    (List::Statements, "kind:mixed act:accuse"),
    (List::Statements, "kind:mixed -act:say"),
    (List::Statements, "event:ASSAULT yang"),
    (List::Statements, "event:PROTEST \"korea utara\""),
    (List::Articles, ""),
    (List::Articles, "yang"),
    (List::Articles, "-yang"),
    (List::Articles, "event:ASSAULT yang"),
    (List::Articles, "event:ASSAULT act:praise"),
    (List::Articles, "actor:tidakada"),
    (List::Articles, "actor:\"joko widodo\" event:ASSAULT"),
    (List::Articles, "gempa tsunami"),
    (List::Articles, "\"korea utara\""),
    (List::Articles, "jakarta since:2018-02-01 until:2018-02-14"),
    (List::Articles, "jakarta host:dailysocial.id"),
    (List::Articles, "speaker:jokowi event:CONSULT"),
    (List::Articles, "outlet:kumparan -speaker:jokowi"),
    (List::Events, ""),
    (List::Events, "event:ASSAULT"),
    (List::Events, "country:PRK"),
    (List::Events, "place:Jakarta"),
    (List::Events, "actor:trump"),
    (List::Events, "speaker:tidakada"),
    (List::Events, "place:Wamena"),
    (List::Figures, "speaker:tidakada"),
    (List::Figures, "figure:>=1e15"),
    (List::Figures, ""),
    (List::Figures, "figure:killed>=100"),
    (List::Figures, "speaker:sutopo"),
    (List::Commitments, "actor:jokowi"),
    (List::Pacts, ""),
    (List::Actors, "actor:\"Joko Widodo\""),
    (List::Actors, "country:USA"),
    (List::Places, "place:Surabaya"),
    (List::Places, "country:JPN"),
];

pub(crate) fn run(mut args: Args) -> Outcome {
    let path: PathBuf = args.file()?;
    args.end()?;
    let store = Store::open(&path, &Mode::Read).map_err(|error| error.to_string())?;
    let mut slow = Vec::new();
    for &(list, search) in ASKED {
        let query = Query::parse(search).map_err(|error| error.to_string())?;
        let name = format!("{} {search}", list.table());
        let mut times = Vec::new();
        let mut rows = 0;
        for _ in 0..TIMES {
            let started = Instant::now();
            let page = Page { limit: LIMIT, after: None };
            let hits = store.list(list, &query.terms, page).map_err(|error| format!("{name}: {error}"))?;
            let shown = ::kutip::listing::items(&store, list, &query, &hits)
                .map_err(|error| format!("{name}: {error:?}"))?;
            rows = shown.len();
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
        let first = times.first().copied().unwrap_or_default();
        times.sort_by(f64::total_cmp);
        let median = times[times.len() / 2];
        println!("{median:>8.2} ms, at first {first:>8.2} ms, {rows:>3} rows  {name}");
        if median > MOST_MS {
            slow.push(name);
        }
    }
    if slow.is_empty() { Ok(()) } else { Err(format!("over {MOST_MS} ms: {}", slow.join(", "))) }
}
