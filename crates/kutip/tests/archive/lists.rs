//! Lists: every filter, and pages that show everything once.

use crate::common::Folder;
use crate::{articles, ingest, open, store_in};
use kutip::parse_day;
use kutip_store::{Filter, Store};
use std::collections::HashSet;

const COUNT: usize = 60;

fn store(folder: &Folder) -> Store {
    let store = store_in(folder);
    ingest(&store, &folder.write("a.jsonl", articles(COUNT)), &[]);
    open(&store)
}

fn filter(set: impl FnOnce(&mut Filter)) -> Filter {
    let mut filter = Filter { limit: Some(1000), ..Filter::default() };
    set(&mut filter);
    filter
}

#[test]
fn filters_leave_out_what_is_not_asked_for() {
    let folder = Folder::new("archive-filters");
    let store = store(&folder);
    let count = |set: &dyn Fn(&mut Filter)| store.statements(&filter(set)).unwrap().len();
    let each = count(&|_| {}) / COUNT;
    assert!(each >= 3);
    assert_eq!(count(&|it| it.outlet = Some("CONTOH.id".into())), each * COUNT / 2);
    assert_eq!(count(&|it| it.host = Some("misal.co.id".into())), each * COUNT / 2);
    assert_eq!(count(&|it| it.speaker = Some("wiyana ratna".into())), each * COUNT / 3);
    assert_eq!(count(&|it| it.speaker = Some("\"wiyana ratna\"".into())), 0);
    assert_eq!(count(&|it| it.via = Some("reuters".into())), COUNT);
    assert_eq!(count(&|it| it.text = Some("demi “Keselamatan”".into())), COUNT);
    assert_eq!(count(&|it| it.text = Some("NOT keselamatan*".into())), 0);
    assert_eq!(count(&|it| it.language = Some("en".into())), 0);
    let day = |text: &str| parse_day(text);
    let february = |it: &mut Filter| (it.since, it.until) = (day("2024-02-01"), day("2024-02-28"));
    assert_eq!(count(&february), each * 28);
    assert_eq!(count(&|it| (it.since, it.until) = (day("2024-01-05"), day("2024-01-05"))), each);
    let both = |it: &mut Filter| {
        february(it);
        it.host = Some("contoh.id".into());
        it.speaker = Some("Sari".into());
    };
    assert!(count(&both) > 0 && count(&both) < each * 14);
    assert_eq!(store.search(&filter(|it| it.text = Some("jembatan".into()))).unwrap().len(), COUNT);
    let hits = store.search(&filter(|it| it.text = Some("\"17.000 orang\"".into()))).unwrap();
    assert_eq!((hits.len(), hits[0].article.own_id.as_deref()), (1, Some("15")));
    assert!(hits[0].snippet.iter().any(|piece| piece.found && piece.text.contains("17.000")));
    assert_eq!(store.figures(&filter(|it| it.speaker = Some("Budi".into()))).unwrap().len(), COUNT / 3);
    assert_eq!(store.actors(&filter(|it| it.name = Some("budi santoso".into()))).unwrap().len(), COUNT / 3);
    assert_eq!(store.actors(&filter(|it| it.name = Some("budi*".into()))).unwrap().len(), COUNT / 3);
    for kind in ["events", "commitments", "pacts", "places"] {
        let filters = [
            filter(|it| it.text = Some("a_%\\".into())),
            filter(|it| it.place = Some("Jakarta".into())),
            filter(|it| (it.country, it.event_type) = (Some("idn".into()), Some("agree".into()))),
            filter(|it| {
                (it.speaker, it.via, it.name) = (Some("x".into()), Some("y".into()), Some("z".into()))
            }),
        ];
        for filter in &filters {
            let found = match kind {
                "events" => store.events(filter).map(|rows| rows.len()),
                "commitments" => store.commitments(filter).map(|rows| rows.len()),
                "pacts" => store.pacts(filter).map(|rows| rows.len()),
                _ => store.places(filter).map(|rows| rows.len()),
            };
            assert!(found.is_ok(), "{kind}: {found:?}");
        }
    }
}

#[test]
fn pages_show_everything_once_newest_day_first() {
    let folder = Folder::new("archive-pages");
    let store = store(&folder);
    let sets: [&dyn Fn(&mut Filter); 4] =
        [&|_| {}, &|it| it.host = Some("contoh.id".into()), &|it| it.speaker = Some("Sari".into()), &|it| {
            it.text = Some("jembatan".into())
        }];
    for set in sets {
        let whole = store.statements(&filter(set)).unwrap();
        let mut paged = Vec::new();
        let mut after = None;
        loop {
            let page = store.statements(&Filter { limit: Some(7), after, ..filter(set) }).unwrap();
            let Some(last) = page.last() else { break };
            after = Some(last.at.no);
            paged.extend(page);
        }
        assert_eq!(paged, whole);
        assert!(whole.is_sorted_by(|a, b| a.at.day >= b.at.day));
        assert_eq!(whole.iter().map(|row| &row.at.id).collect::<HashSet<_>>().len(), whole.len());
    }
    // Within an article in the order of the text, and each is found by its id.
    let first = store.articles(&filter(|it| it.limit = Some(1))).unwrap().remove(0);
    let rows = store.statements(&filter(|it| it.article = Some(first.id.clone()))).unwrap();
    let stored = store.record(&first.id).unwrap().unwrap();
    assert_eq!(
        rows.iter().map(|row| &row.at.id).collect::<Vec<_>>(),
        stored.ids.statements.iter().collect::<Vec<_>>()
    );
    let found = store.find(&rows[1].at.id).unwrap().unwrap();
    assert_eq!((found.list, found.item, found.stored.ids.article), ("statements", 1, first.id));
    assert_eq!(store.find("st-0000000000000000").unwrap(), None);
}
