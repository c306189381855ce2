//! Exports of a search: exactly what the lists show, and with it whom and what it names.

use super::{files, json_of, lines_of, records};
use crate::common::{Folder, Run, kutip, run};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

const ARTICLES: [(&str, &str, &str); 3] = [
    (
        "1",
        "2024-10-28",
        "Menteri Perhubungan Sari Wulandari mengatakan jembatan itu ditutup sampai Senin.\n“Kami menutupnya demi keselamatan warga,” \
         kata Sari, dikutip Reuters.\nSedikitnya 12 orang tewas dalam banjir di Kupang.\nBupati Rahmat Siregar tiba di Kupang.\n",
    ),
    (
        "2",
        "2024-11-02",
        "Rusia menyerang Ukraina di Kharkiv pada 1 November 2024. Presiden Rusia mengatakan jika Jepang mengirim senjata ke \
         Ukraina, Rusia akan membalas serangan itu. Rusia dan Korea Utara menandatangani perjanjian pertahanan bersama.\n",
    ),
    ("3", "2024-11-05", "Bupati Rahmat Siregar membantah kabar itu. “Jembatan sudah dibuka,” ujar Rahmat.\n"),
];

fn store_of(folder: &Folder, articles: &[Value]) -> PathBuf {
    let lines: Vec<String> = articles.iter().map(Value::to_string).collect();
    let (file, store) = (folder.write("a.jsonl", lines.join("\n")), folder.path("kutip.db"));
    let taken = run(kutip().arg("ingest").arg(file).arg("--store").arg(&store).arg("-q"));
    assert_eq!(taken.code, 0, "{}", taken.stderr);
    store
}

fn store(folder: &Folder) -> PathBuf {
    let article = |(id, day, text): &(&str, &str, &str)| {
        let outlet = if *id == "2" { "Harian Lain" } else { "Contoh" };
        json!({"id": id, "url": format!("https://a.contoh.id/{id}"), "outlet": outlet, "published": day, "text": text})
    };
    store_of(folder, &ARTICLES.iter().map(article).collect::<Vec<_>>())
}

fn export(store: &Path, kinds: &str, to: &str, more: &[&str]) -> Run {
    run(kutip().args(["export", kinds, "--to", to, "--store"]).arg(store).args(more))
}

fn listed(store: &Path, list: &str, search: &[&str]) -> Vec<Value> {
    lines_of(&run(kutip().args([list, "--store"]).arg(store).args(search)).stdout)
}

/// The ids of items, article by article in the order in which articles come.
fn ids(items: &[Value]) -> Vec<String> {
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}

const SEARCHES: [&[&str]; 14] = [
    &["speaker:Sari"],
    &["speaker:Rahmat"],
    &["act:deny"],
    &["act:deny", "speaker:Rahmat", "since:2024-11-01"],
    &["jembatan"],
    &["jemba*", "kind:direct"],
    &["event:ASSAULT"],
    &["country:UKR"],
    &["actor:Rusia"],
    &["place:Kupang"],
    &["figure:killed>=10"],
    &["outlet:Contoh"],
    &["jembatan", "--", "-via:Reuters"],
    &["tidakadasamasekali"],
];

#[test]
fn an_export_of_a_search_has_what_the_list_of_that_search_shows() {
    let folder = Folder::new("export-search");
    let store = store(&folder);
    let mut some = 0;
    for list in ["statements", "events", "figures", "commitments", "pacts", "actors", "places"] {
        for search in SEARCHES {
            let exported = export(&store, list, "jsonl", search);
            assert_eq!(exported.code, 0, "{list} {search:?}: {}", exported.stderr);
            let wanted = listed(&store, list, search);
            some += wanted.len();
            assert_eq!(ids(&lines_of(&exported.stdout)), ids(&wanted), "{list} {search:?}");
        }
    }
    assert!(some > 60, "{some}");
    for search in SEARCHES {
        for (kinds, list) in [("articles", "search"), ("times", "search")] {
            let articles: HashSet<Value> = lines_of(&export(&store, kinds, "jsonl", search).stdout)
                .iter()
                .map(|item| item["article"].clone())
                .collect();
            let wanted: HashSet<Value> =
                listed(&store, list, search).iter().map(|item| item["article"].clone()).collect();
            assert!(articles.is_subset(&wanted), "{kinds} {search:?}");
            assert!(kinds == "times" || articles == wanted, "{kinds} {search:?}");
        }
    }
}

#[test]
fn whom_an_item_names_comes_with_it_and_nobody_else() {
    let folder = Folder::new("export-named");
    let store = store(&folder);
    let out = folder.path("keluar");
    let kinds = "articles,actors,mentions,statements,figures";
    let done = export(&store, kinds, "csv", &["-o", out.to_str().unwrap(), "speaker:Sari"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let rows = |name: &str| -> Vec<csv::StringRecord> {
        csv::Reader::from_path(out.join(name)).unwrap().records().map(Result::unwrap).collect()
    };
    assert_eq!((rows("articles.csv").len(), rows("statements.csv").len()), (1, 2));
    let names: Vec<String> = rows("actors.csv").iter().map(|row| row[7].to_owned()).collect();
    assert!(names.contains(&"Sari Wulandari".to_owned()), "{names:?}");
    // Of the same article, but in nothing that she says.
    assert!(!names.contains(&"Rahmat Siregar".to_owned()), "{names:?}");
    // Figures have no speaker of hers here: the one of the article is the narrator's.
    assert_eq!(rows("figures.csv").len(), listed(&store, "figures", &["speaker:Sari"]).len());
    let manifest = json_of(&out.join("kutip.manifest.json"));
    assert_eq!(manifest["filters"]["search"], "speaker:Sari");
    assert_eq!(manifest["filters"]["search_of"], json!(["figures", "statements"]));
    assert_eq!(manifest["counts"]["statements"], 2);
    // What may name rows that a search left out is not promised to.
    let about = json_of(&out.join("csv-metadata.json"));
    let keys = about["tables"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|table| table["tableSchema"]["foreignKeys"].as_array().cloned().unwrap_or_default());
    let keys: Vec<String> = keys.map(|key| key["columnReference"].as_str().unwrap().to_owned()).collect();
    assert!(keys.contains(&"speaker_id".to_owned()) && keys.contains(&"actor_id".to_owned()), "{keys:?}");
    assert!(!keys.contains(&"within".to_owned()) && !keys.contains(&"according_to".to_owned()), "{keys:?}");
}

#[test]
fn files_of_whole_articles_have_whole_articles() {
    let folder = Folder::new("export-whole");
    let store = store(&folder);
    let whole = export(&store, "records", "jsonl", &["--with-text", "speaker:Sari"]);
    let records = lines_of(&whole.stdout);
    assert_eq!((records.len(), &records[0]["document"]["id"]), (1, &json!("1")));
    assert!(records[0]["statements"].as_array().unwrap().len() > 1 && records[0]["figures"][0].is_object());
    let out = folder.path("brat");
    let more = ["--with-text", "-o", out.to_str().unwrap(), "speaker:Rahmat"];
    assert_eq!(export(&store, "statements", "brat", &more).code, 0);
    assert_eq!(files(&out).iter().filter(|(name, _)| name.ends_with(".ann")).count(), 1);
    let one = folder.path("sqlite");
    assert_eq!(export(&store, "all", "sqlite", &["-o", one.to_str().unwrap(), "act:deny"]).code, 0);
    assert_eq!(
        listed(&one.join("kutip.db"), "statements", &[]).len(),
        listed(&store, "statements", &["outlet:Contoh", "since:2024-11-01"]).len()
    );
}

#[test]
fn what_cannot_be_followed_is_refused() {
    let folder = Folder::new("export-refused");
    let store = store(&folder);
    for (kinds, more, code) in [
        ("statements", &["speeker:Sari"][..], "[K1023]"),
        ("statements", &["events"], "[K1022]"),
        ("statements", &["speaker:Sari", "--text", "jembatan"], "--text"),
        ("statements", &["speaker:Sari", "--article", "ar-1"], "--article"),
        ("statements,bukan", &[], "bukan"),
    ] {
        let run = export(&store, kinds, "jsonl", more);
        assert!(run.code == 2 && run.stderr.contains(code), "{kinds} {more:?}: {} {}", run.code, run.stderr);
    }
    let lines =
        run(kutip().args(["export", "statements", "speaker:Sari", "--to", "jsonl", "--from", "a.jsonl"]));
    assert!(lines.code == 2 && lines.stderr.contains("--from"), "{}", lines.stderr);
    assert_eq!(export(&store, "statements", "jsonl", &["\"events\""]).code, 0);
}

#[test]
fn nothing_is_lost_between_pages() {
    let folder = Folder::new("export-pages");
    let many: Vec<Value> = (0..150)
        .map(|number| {
            let said = |at: usize| format!("“Hal {number} ke-{at} kami periksa,” kata Sari. ");
            let text: String = (0..1 + number % 5).map(said).collect();
            let day = format!("2026-0{}-0{}", 1 + number % 7, 1 + number % 9);
            json!({"id": number.to_string(), "outlet": "Contoh", "published": day, "text": format!("Menteri Sari Wulandari tiba. {text}")})
        })
        .collect();
    let store = store_of(&folder, &many);
    let wanted = listed(&store, "statements", &["speaker:Sari", "kind:direct"]);
    assert!(wanted.len() > 400, "{}", wanted.len());
    let exported = export(&store, "statements", "jsonl", &["speaker:Sari", "kind:direct"]);
    assert_eq!(ids(&lines_of(&exported.stdout)), ids(&wanted));
    let both = lines_of(&export(&store, "statements,commitments", "jsonl", &["periksa"]).stdout);
    assert_eq!(ids(&both).iter().collect::<HashSet<_>>().len(), both.len());
    let few = lines_of(&export(&store, "statements", "jsonl", &["--limit", "3", "periksa"]).stdout);
    assert_eq!(few.iter().map(|item| item["article"].to_string()).collect::<HashSet<_>>().len(), 3);
}

#[test]
fn a_word_behind_the_records_is_no_file() {
    let folder = Folder::new("search-from");
    let from = records(&folder);
    for word in ["jembatan", "speaker:Sari"] {
        let done =
            run(kutip().args(["export", "statements", "--to", "jsonl", "--from"]).arg(&from).arg(word));
        assert!(done.code == 2 && done.stderr.contains("[K1027]"), "{word}: {} {}", done.code, done.stderr);
        assert!(done.stderr.contains("no search"), "{}", done.stderr);
    }
    // A file that is not there is one input of several.
    let done = run(kutip()
        .args(["export", "statements", "--to", "jsonl", "--from"])
        .arg(&from)
        .arg("tidak-ada.jsonl"));
    assert_eq!(done.code, 3, "{}", done.stderr);
    let help = run(kutip().args(["export", "--help"]));
    assert!(help.stdout.contains("brat and ninjs") && help.stdout.contains("With --from there is no search"));
}
