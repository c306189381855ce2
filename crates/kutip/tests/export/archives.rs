//! Exports from a store, and of one.

use super::{FORMATS, export, files, json_of, lines_of, records};
use crate::common::{Folder, Run, kutip, run};
use std::path::Path;

/// Runs an export of a store.
fn of_store(store: &Path, kinds: &str, to: &str, more: &[&str]) -> Run {
    run(kutip().args(["export", kinds, "--to", to]).args(more).arg("--store").arg(store))
}

/// A store with the odd articles.
fn store(folder: &Folder, keep: &str) -> std::path::PathBuf {
    let path = folder.path(&format!("{keep}.db"));
    let from = records(folder);
    let made = run(kutip().args(["import", "--keep", keep, "-q"]).arg("--store").arg(&path).arg(from));
    assert_eq!(made.code, 0, "{}", made.stderr);
    path
}

#[test]
fn a_store_gives_what_its_records_give() {
    let folder = Folder::new("export-store");
    let (from, store) = (records(&folder), store(&folder, "full"));
    for (format, text) in
        FORMATS.iter().filter(|(format, _)| !matches!(*format, "brat" | "csv" | "ninjs" | "xlsx"))
    {
        let more: &[&str] = if *text { &["--with-text"] } else { &[] };
        let (one, other) =
            (of_store(&store, "statements", format, more), export("statements", &from, format, more));
        if matches!(*format, "geojson") {
            continue;
        }
        assert_eq!((one.code, other.code), (0, 0), "{format}: {}", one.stderr);
        // The store gives the newest first.
        let (mut one, mut other): (Vec<&str>, Vec<&str>) =
            (one.stdout.lines().collect(), other.stdout.lines().collect());
        let bare = |line: &&str| line.trim_end_matches(',').to_owned();
        one.sort_unstable_by_key(bare);
        other.sort_unstable_by_key(bare);
        if !matches!(*format, "gexf") {
            let (one, other): (Vec<String>, Vec<String>) =
                (one.iter().map(bare).collect(), other.iter().map(bare).collect());
            assert_eq!(one, other, "{format}");
        }
    }
}

#[test]
fn filters_choose_articles_from_store_and_lines_alike_and_stand_in_the_manifest() {
    let folder = Folder::new("export-filter");
    let (from, store) = (records(&folder), store(&folder, "full"));
    for (more, count) in [
        (&["--outlet", "warta"][..], 1),
        (&["--host", "contoh.id"], 1),
        (&["--since", "2026-11-19"], 1),
        // One without a day comes before all others.
        (&["--until", "2026-11-18"], 2),
        (&["--limit", "2"], 2),
        (&["--lang", "ID"], 3),
        (&["--outlet", "warta", "--until", "2026-11-18"], 0),
    ] {
        for run in [of_store(&store, "articles", "jsonl", more), export("articles", &from, "jsonl", more)] {
            assert_eq!((run.code, lines_of(&run.stdout).len()), (0, count), "{more:?}: {}", run.stderr);
        }
    }
    let out = folder.path("keluar");
    let done = of_store(&store, "articles", "jsonl", &["--text", "jembatan", "-o", out.to_str().unwrap()]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    let manifest = json_of(&out.join("kutip.manifest.json"));
    assert_eq!((&manifest["filters"]["text"], &manifest["articles"]), (&"jembatan".into(), &1.into()));
    let both = export("articles", &from, "jsonl", &["--text", "jembatan"]);
    assert_eq!(both.code, 2, "{}", both.stderr);
    let none = of_store(&folder.path("tidak-ada.db"), "articles", "jsonl", &[]);
    assert!(none.code == 4 && none.stderr.contains("[K4002]"), "{}", none.stderr);
}

#[test]
fn what_a_store_did_not_keep_is_not_quoted() {
    let folder = Folder::new("export-kept");
    for keep in ["spans", "hash"] {
        let store = store(&folder, keep);
        let items = of_store(&store, "statements", "jsonl", &["--with-text"]);
        assert_eq!(items.code, 0, "{}", items.stderr);
        let items = lines_of(&items.stdout);
        assert!(items.len() > 3);
        for item in items {
            let words = item["content_text"].as_array().unwrap();
            assert!(words.iter().all(|words| words.is_string() == (keep == "spans")), "{keep}: {item}");
            assert_eq!(item["whole"], keep == "spans");
        }
        let articles = of_store(&store, "articles", "jsonl", &["--with-text"]);
        assert!(lines_of(&articles.stdout).iter().all(|it| it["text"].is_null()), "{}", articles.stdout);
    }
}

#[test]
fn an_archive_comes_out_whole_and_is_the_same_twice() {
    let folder = Folder::new("export-sqlite");
    let from = records(&folder);
    let outs = [folder.path("satu"), folder.path("dua")];
    for out in &outs {
        let done = export("all", &from, "sqlite", &["--with-text", "-o", out.to_str().unwrap()]);
        assert_eq!(done.code, 0, "{}", done.stderr);
        let names: Vec<String> = files(out).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["kutip.db", "kutip.manifest.json"]);
    }
    assert!(files(&outs[0])[0] == files(&outs[1])[0], "not the same bytes");
    let checked = run(kutip().arg("verify").arg("--store").arg(outs[0].join("kutip.db")));
    assert_eq!(checked.code, 0, "{}", checked.stderr);
    let again = of_store(&outs[0].join("kutip.db"), "records", "jsonl", &["--with-text"]);
    let (mut one, text) = (again.stdout.lines().collect::<Vec<_>>(), std::fs::read_to_string(&from).unwrap());
    let mut other: Vec<&str> = text.lines().collect();
    one.sort_unstable();
    other.sort_unstable();
    assert_eq!(one, other);
    // Without whole texts no passage is in it.
    let bare = folder.path("tanpa");
    assert_eq!(export("all", &from, "sqlite", &["-o", bare.to_str().unwrap()]).code, 0);
    let bytes = &files(&bare)[0].1;
    let secret = "menutupnya demi keselamatan".as_bytes();
    assert!(!bytes.windows(secret.len()).any(|window| window == secret));
}
