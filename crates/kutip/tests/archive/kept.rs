//! What is kept of texts, and what is forgotten.

use crate::common::Folder;
use crate::{all, articles, assert_verified, holds, ingest, on, open, store_in, tally};
use kutip::query::Query;
use kutip_store::{List, Page, Policy};

/// Words of the article that no item cites, and such as a statement holds.
const NOT_CITED: &str = "orang diungsikan dari";
const CITED: &str = "Kami menutupnya demi keselamatan";

#[test]
fn of_texts_only_what_the_policy_keeps_is_there() {
    let folder = Folder::new("archive-policy");
    let text = crate::common::ARTICLE.replace("Ia menambahkan 3.000", "Kemarin 3.000");
    let input = folder.write("a.txt", &text);
    for (policy, passage, cited) in [("full", true, true), ("spans", false, true), ("hash", false, false)] {
        let store = folder.path(&format!("{policy}.db"));
        ingest(&store, &input, &["--keep", policy, "--outlet", "Contoh"]);
        assert_verified(&store);
        assert_eq!((holds(&store, NOT_CITED), holds(&store, CITED)), (passage, cited), "{policy}");
        let stored = all(&store).remove(0);
        let found = |list, search: &str| {
            let terms = Query::parse(search).unwrap().terms;
            open(&store).list(list, &terms, Page { limit: 9, after: None }).unwrap().len()
        };
        assert_eq!(found(List::Articles, "diungsikan"), usize::from(passage), "{policy}");
        assert_eq!(found(List::Articles, "keselamatan"), usize::from(cited), "{policy}");
        assert_eq!(found(List::Statements, "keselamatan"), usize::from(cited), "{policy}");
        if cited {
            let points = stored.record.points();
            let said = stored.record.statements.iter().map(|said| points.text(said.content[0]));
            assert!(said.into_iter().any(|said| said.contains(CITED)));
        }
        // The same again is the same, whatever is kept.
        assert_eq!(ingest(&store, &input, &["--outlet", "Contoh"]), tally(0, 0, 1, 0));
    }
}

#[test]
fn a_source_can_be_kept_otherwise_than_the_store() {
    let folder = Folder::new("archive-sources");
    let store = store_in(&folder);
    let input = folder.write("a.jsonl", articles(10));
    ingest(&store, &input, &[]);
    let refused = on(&store, &["sources", "keep", "contoh.id", "hash"]);
    assert_eq!(refused.code, 2, "{}", refused.stderr);
    for policy in ["spans", "hash"] {
        let run = on(&store, &["sources", "keep", "contoh.id", policy, "--yes"]);
        assert_eq!((run.code, run.stdout.trim()), (0, "5"), "{}", run.stderr);
        assert_verified(&store);
        let kept: Vec<Policy> = all(&store).iter().map(|stored| stored.policy).collect();
        assert_eq!(kept.iter().filter(|kept| **kept != Policy::Full).count(), 5);
        assert_eq!(ingest(&store, &input, &[]), tally(0, 0, 10, 0));
    }
    // What was taken away is no news; ids stay, and what comes back is the same.
    assert_eq!(open(&store).changes(0, 1000).unwrap().iter().filter(|it| it.what != "added").count(), 0);
    let run = on(&store, &["sources", "keep", "contoh.id", "default", "--yes"]);
    assert_eq!((run.code, run.stdout.trim()), (0, "0"), "{}", run.stderr);
    ingest(&store, &input, &[]);
    assert!(all(&store).iter().all(|stored| stored.policy == Policy::Full));
    assert_verified(&store);
    let list = on(&store, &["sources", "list", "--json"]);
    assert_eq!((list.records.len(), &list.records[0]["articles"]), (2, &serde_json::json!(5)));
}

#[test]
fn what_is_forgotten_is_gone_and_stays_out() {
    let folder = Folder::new("archive-forget");
    let store = store_in(&folder);
    let input = folder.write("a.jsonl", articles(30));
    ingest(&store, &input, &[]);
    let of = |arguments: &[&str]| on(&store, &[&["forget"], arguments].concat());
    assert_eq!(of(&["--article", "https://www.contoh.id/99", "--yes"]).code, 1);
    assert_eq!(of(&["--actor", "ratna wiyana"]).code, 2);
    let run = of(&["--actor", "ratna wiyana", "--dry-run"]);
    assert_eq!((run.code, run.stdout.trim()), (0, "10"), "{}", run.stderr);
    assert!(holds(&store, "Ratna Wiyana"));
    assert_eq!(of(&["--actor", "ratna wiyana", "--yes"]).stdout.trim(), "10");
    assert!(!holds(&store, "Ratna Wiyana") && !holds(&store, "wiyana") && holds(&store, "Sari Wulandari"));
    assert_verified(&store);
    assert_eq!(ingest(&store, &input, &[]), tally(0, 0, 20, 10), "told as forgotten, not as there");
    assert_eq!(all(&store).len(), 20);
    assert_eq!(of(&["--article", "https://www.contoh.id/0", "--yes"]).stdout.trim(), "1");
    assert_eq!(of(&["--source", "MISAL.co.id", "--yes"]).stdout.trim(), "10");
    assert!(!holds(&store, "misal.co.id/1"));
    assert_verified(&store);
    assert_eq!(all(&store).len(), 9);
}
