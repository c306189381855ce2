//! Lists of a store in which the walk has to leap: what is found by several conditions is what each of them finds.

use crate::common::Folder;
use crate::{ingest, open, store_in};
use kutip::query::Query;
use kutip_store::{Hit, List, Page, Store};
use serde_json::json;

const LISTS: [List; 6] =
    [List::Articles, List::Statements, List::Events, List::Figures, List::Actors, List::Places];

/// Conditions that nearly all, some, few and no articles meet.
const CONDITIONS: [&str; 22] = [
    "jalan",
    "\"jalan tol\"",
    "kapal",
    "zamrud",
    "tidakada",
    "speaker:sari",
    "speaker:ratna",
    "speaker:tidakada",
    "via:antara",
    "actor:rusia",
    "actor:budi",
    "event:ASSAULT",
    "place:kupang",
    "country:RUS",
    "figure:killed>=30",
    "figure:>=1",
    "act:deny",
    "kind:direct",
    "outlet:contoh",
    "host:b.contoh.id",
    "lang:id",
    "since:2024-03-01",
];

/// 240 articles of 240 days, so varied that each condition leaves out others.
fn lines() -> String {
    let line = |at: usize| {
        let said = match at % 5 {
            0 => "Menteri Sari Wulandari mengatakan jalan tol itu dibuka Senin.",
            1 => "“Jalan itu ditutup,” kata Bupati Budi Santoso, dikutip Antara.",
            2 => "Wali Kota Ratna Wiyana membantah kabar itu.",
            _ => "Kapal itu tiba tanpa upacara di jalan air.",
        };
        let done = match at % 7 {
            0 => "Rusia menyerang Ukraina.",
            1 => "Sedikitnya 12 orang tewas dalam banjir di Kupang.",
            2 => "Sebanyak 40 orang tewas dalam gempa di Ambon.",
            3 if at.is_multiple_of(9) => "Zamrud itu hilang di Kupang.",
            _ => "Pasar kembali ramai.",
        };
        let day =
            jiff::civil::date(2024, 1, 1).checked_add(jiff::ToSpan::days(i64::try_from(at / 2).unwrap()));
        let host = if at % 6 == 1 { "b" } else { "a" };
        let article = json!({
            "id": at.to_string(), "url": format!("https://{host}.contoh.id/{at}"), "published": day.unwrap().to_string(),
            "outlet": if at.is_multiple_of(4) { "Contoh" } else { "Harian Lain" }, "text": format!("{said}\n{done}\n"),
        });
        format!("{article}\n")
    };
    (0..240).map(line).collect()
}

fn found(store: &Store, list: List, search: &str, page: Page) -> Vec<Hit> {
    store.list(list, &Query::parse(search).unwrap().terms, page).unwrap()
}

fn whole(store: &Store, list: List, search: &str) -> Vec<Hit> {
    found(store, list, search, Page { limit: usize::MAX, after: None })
}

#[test]
fn what_meets_several_conditions_meets_each_and_in_the_order_of_the_list() {
    let folder = Folder::new("archive-walk");
    let path = store_in(&folder);
    ingest(&path, &folder.write("a.jsonl", lines()), &[]);
    let store = open(&path);
    let mut met = 0;
    for list in LISTS {
        let every = whole(&store, list, "");
        assert!(every.is_sorted_by(|a, b| a.no > b.no), "{list:?}");
        let single: Vec<Vec<Hit>> = CONDITIONS.iter().map(|one| whole(&store, list, one)).collect();
        for (one, of_one) in CONDITIONS.iter().zip(&single) {
            let left: Vec<Hit> = every.iter().filter(|hit| !of_one.contains(hit)).copied().collect();
            assert_eq!(whole(&store, list, &format!("-{one}")), left, "{list:?} -{one}");
            for (other, of_other) in CONDITIONS.iter().zip(&single) {
                let twice =
                    one.split_once(':').is_some_and(|(field, _)| other.starts_with(&format!("{field}:")));
                if twice && one != other {
                    continue; // Of a field that is given twice one value will do.
                }
                let both: Vec<Hit> = of_one.iter().filter(|hit| of_other.contains(hit)).copied().collect();
                let search = format!("{one} {other}");
                assert_eq!(whole(&store, list, &search), both, "{list:?} {search}");
                met += both.len();
            }
        }
    }
    assert!(met > 10_000, "the conditions leave too little: {met}");
}

#[test]
fn pages_are_the_list_cut_in_pieces() {
    let folder = Folder::new("archive-walk-pages");
    let path = store_in(&folder);
    ingest(&path, &folder.write("a.jsonl", lines()), &[]);
    let store = open(&path);
    for list in LISTS {
        for search in
            ["", "jalan", "-jalan", "event:ASSAULT jalan", "-kind:direct outlet:contoh", "actor:rusia"]
        {
            let (mut pages, mut after) = (Vec::new(), None);
            loop {
                let page = found(&store, list, search, Page { limit: 7, after });
                let Some(last) = page.last() else { break };
                after = Some(last.no);
                pages.extend(page);
            }
            assert_eq!(pages, whole(&store, list, search), "{list:?} {search}");
        }
    }
}

#[test]
fn of_figures_one_will_do_and_parties_of_pacts_are_whole_words() {
    let folder = Folder::new("archive-walk-values");
    let path = store_in(&folder);
    let pact = json!({"id": "pakta", "published": "2025-01-01", "text":
        "Rusia dan Norwegia menandatangani Perjanjian Perikanan Laut Barents di Oslo, Senin. Perjanjian itu sah.\n"});
    ingest(&path, &folder.write("a.jsonl", format!("{}{pact}\n", lines())), &[]);
    let store = open(&path);
    let either = whole(&store, List::Figures, "figure:killed=12 figure:killed=40");
    let [first, second] =
        ["figure:killed=12", "figure:killed=40"].map(|one| whole(&store, List::Figures, one));
    assert!(!first.is_empty() && !second.is_empty());
    assert_eq!(either.len(), first.len() + second.len());
    let pacts = |search: &str| whole(&store, List::Pacts, search).len();
    assert_eq!(pacts(""), 1);
    assert_eq!([pacts("actor:rus"), pacts("actor:Rusia"), pacts("actor:Norwegia")], [1, 1, 1]);
    assert_eq!([pacts("actor:US"), pacts("actor:N"), pacts("actor:Ukraina")], [0, 0, 0]);
}
