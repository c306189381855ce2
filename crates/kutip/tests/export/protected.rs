//! Names that leave with no export unless they are asked for.

use super::{FORMATS, export, export_to, files, json_of, lines_of};
use crate::common::{Folder, kutip, run};
use serde_json::{Value, json};
use std::path::PathBuf;

/// Suspects, a victim under age, a witness, a minor without a role, and five who are named as ever.
const CASE: &str = "Polisi menetapkan Bagas Wiratma sebagai tersangka pembunuhan di Bandung pada 3 Agustus 2026. \
    Korban, Siti Rahayu (12), ditemukan tewas. \"Saya melihat Bagas lari,\" kata saksi bernama Jamal Prasetya. \
    Ratna Sari (16), siswi, mengatakan ia takut kepada Bagas Wiratma. Saksi ahli Joko Santosa mengatakan racun itu kuat. \
    Kapolres Hendra Gunawan mengatakan tersangka Bagas Wiratma ditahan. Menteri Rina Kartika (54) mengecam Malaysia. \
    Polisi juga menetapkan Galih Pamungkas (34) sebagai tersangka. Teguh Laksana ditahan sebagai terdakwa. \
    Arif Budiman hadir sebagai saksi ahli. Yusuf Hanafi dilantik sebagai bupati.\n";

/// Words of the names of those who are protected, and of those who are not.
const PROTECTED: [&str; 9] =
    ["Bagas", "Wiratma", "Siti", "Rahayu", "Prasetya", "Ratna", "Jamal", "Pamungkas", "Laksana"];
const OTHERS: [&str; 5] = ["Hendra Gunawan", "Rina Kartika", "Joko Santosa", "Arif Budiman", "Yusuf Hanafi"];

fn case(folder: &Folder) -> PathBuf {
    let title = "Bagas Wiratma, tersangka";
    let article =
        json!({"id": "k", "outlet": "Warta", "published": "2026-08-04", "title": title, "text": CASE});
    let read = run(kutip().args(["read", "-"]).write_stdin(article.to_string()));
    assert_eq!(read.code, 0, "{}", read.stderr);
    folder.write("records.jsonl", read.stdout)
}

#[test]
fn names_of_protected_persons_are_in_no_export_that_did_not_ask_for_them() {
    let folder = Folder::new("export-protected");
    let from = case(&folder);
    for format in FORMATS.iter().filter(|(format, text)| !text && *format != "xlsx") {
        let out = folder.path(format.0);
        export_to(&out, "all", &from, *format, &[]);
        for (name, bytes) in files(&out) {
            let text = String::from_utf8_lossy(&bytes);
            let there = PROTECTED.iter().find(|word| text.contains(**word));
            assert_eq!(there, None, "{}: {name}", format.0);
        }
        let manifest = json_of(&out.join("kutip.manifest.json"));
        assert_eq!(
            manifest["protected"],
            json!({"persons": 6, "names": "replaced", "articles_without_text": 0}),
            "{}",
            format.0
        );
        let shown = folder.path(&format!("{}-names", format.0));
        export_to(&shown, "all", &from, *format, &["--with-names"]);
        assert_eq!(
            json_of(&shown.join("kutip.manifest.json"))["protected"]["names"],
            "shown",
            "{}",
            format.0
        );
    }
    let out = folder.path("sqlite");
    export_to(&out, "all", &from, ("sqlite", false), &[]);
    let bytes = &files(&out)[0].1;
    for word in PROTECTED {
        assert!(!bytes.windows(word.len()).any(|window| window == word.as_bytes()), "sqlite has {word}");
    }
    let checked = run(kutip().arg("verify").arg("--store").arg(out.join("kutip.db")));
    assert_eq!(checked.code, 0, "{}", checked.stderr);
}

#[test]
fn the_role_stands_for_the_name_and_ids_stay() {
    let folder = Folder::new("export-roles");
    let from = case(&folder);
    let told = export("actors", &from, "jsonl", &[]);
    assert!(told.stderr.contains("[K3302]") && told.stderr.contains("6 persons"), "{}", told.stderr);
    let (hidden, named) = (lines_of(&told.stdout), export("actors", &from, "jsonl", &["--with-names"]));
    assert!(!named.stderr.contains("[K3302]"), "{}", named.stderr);
    let named = lines_of(&named.stdout);
    let names = |of: &[Value]| -> Vec<String> {
        of.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    };
    for label in ["[tersangka]", "[tersangka 2]", "[terdakwa]", "[korban]", "[saksi]", "[anak]"] {
        assert!(names(&hidden).iter().any(|name| name == label), "{label} of {:?}", names(&hidden));
    }
    for other in OTHERS {
        assert!(names(&hidden).iter().any(|name| name == other), "{other} of {:?}", names(&hidden));
    }
    let ids = |of: &[Value]| -> Vec<Value> { of.iter().map(|it| it["id"].clone()).collect() };
    assert_eq!(ids(&hidden), ids(&named));
    let article = &lines_of(&export("articles", &from, "jsonl", &[]).stdout)[0];
    assert_eq!(article["source"]["title"], "[tersangka], tersangka");
}

#[test]
fn excerpts_have_the_role_where_the_name_stood_and_do_not_pass_for_the_text() {
    let folder = Folder::new("export-roles-text");
    let from = case(&folder);
    let said = lines_of(&export("statements", &from, "jsonl", &["--with-text"]).stdout);
    let direct = said.iter().find(|it| it["kind"] == "direct").unwrap();
    assert_eq!(direct["content_text"], json!(["Saya melihat [tersangka] lari"]));
    assert_eq!((&direct["whole"], &direct["speaker"]["name"]), (&json!(false), &json!("[saksi]")));
    let page = export("statements", &from, "annotation", &["--with-text"]);
    for word in PROTECTED {
        let quotes = page.stdout.matches("TextQuoteSelector").count();
        assert!(quotes > 0 && !page.stdout.contains(&format!("\"exact\":\"{word}")), "{word}");
    }
    // A whole text, and a whole record, are what they are.
    let article = &lines_of(&export("articles", &from, "jsonl", &["--with-text"]).stdout)[0];
    assert_eq!(article["text"], CASE);
    let whole = export("records", &from, "jsonl", &["--with-text"]);
    assert_eq!(whole.stdout, std::fs::read_to_string(&from).unwrap());
}

/// A suspect and a victim with short names that others have in their longer ones.
const NAMESAKES: &str = "Polisi menetapkan Joko Widi sebagai tersangka pembunuhan di Bandung pada 3 Agustus 2026. \
    Joko ditahan. Korban, Rina Kusuma (12), ditemukan tewas. \"Rina anak baik,\" kata Hendra Gunawan. \
    Presiden Joko Widodo mengatakan Joko Widi harus dihukum. Yayasan Rina Soemarno mengatakan akan membantu keluarga. \
    Yayasan Rina Kusuma mengatakan Joko Widi mengaku. Iran mengecam Malaysia.\n";

/// The records of one article.
fn records_of(folder: &Folder, article: &Value) -> PathBuf {
    let read = run(kutip().args(["read", "-"]).write_stdin(article.to_string()));
    assert_eq!(read.code, 0, "{}", read.stderr);
    folder.write("records.jsonl", read.stdout)
}

fn namesakes(folder: &Folder) -> PathBuf {
    let article = json!({"id": "Rina-7", "url": "https://x.id/Rina-Kusuma", "published": "2026-08-04",
        "title": "RINA KUSUMA TEWAS, Joko Widodo Berduka", "text": NAMESAKES});
    records_of(folder, &article)
}

#[test]
fn who_has_the_short_name_of_another_in_his_longer_one_keeps_it() {
    let folder = Folder::new("export-namesakes");
    let from = namesakes(&folder);
    let lines = |kind| lines_of(&export(kind, &from, "jsonl", &["--with-text"]).stdout);
    let names: Vec<String> =
        lines("actors").iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect();
    for name in ["[tersangka]", "[korban]", "Joko Widodo", "Yayasan Rina Soemarno", "Yayasan [korban]"] {
        assert!(names.iter().any(|it| it == name), "{name} of {names:?}");
    }
    let said: Vec<Value> =
        lines("statements").iter().map(|it| json!([it["speaker"]["name"], it["content_text"]])).collect();
    for wanted in [
        json!(["Hendra Gunawan", ["[korban] anak baik"]]),
        json!(["Joko Widodo", ["[tersangka] harus dihukum"]]),
        json!(["Yayasan [korban]", ["[tersangka] mengaku"]]),
    ] {
        assert!(said.contains(&wanted), "{wanted} of {said:?}");
    }
}

#[test]
fn a_name_in_capitals_is_a_name() {
    let folder = Folder::new("export-capitals");
    let article = &lines_of(&export("articles", &namesakes(&folder), "jsonl", &[]).stdout)[0];
    assert_eq!(article["source"]["title"], "[korban] TEWAS, Joko Widodo Berduka");
    let text = "Korban, RINA KUSUMA (12), ditemukan tewas.\n";
    let article = json!({"title": "Rina Kusuma Tewas", "text": text});
    let article = &lines_of(&export("articles", &records_of(&folder, &article), "jsonl", &[]).stdout)[0];
    assert_eq!(article["source"]["title"], "[korban] Tewas");
}

#[test]
fn addresses_ids_and_codes_are_no_names() {
    let folder = Folder::new("export-codes");
    let from = namesakes(&folder);
    let article = &lines_of(&export("articles", &from, "jsonl", &[]).stdout)[0];
    assert_eq!(article["source"]["url"], "https://x.id/Rina-Kusuma");
    // A victim who is called as a country's code is.
    let mut record: Value = serde_json::from_str(&std::fs::read_to_string(&from).unwrap()).unwrap();
    for actor in record["actors"].as_array_mut().unwrap() {
        if actor["name"] == "Rina Kusuma" {
            actor["name"] = "IRN".into();
        }
    }
    let from = folder.write("codes.jsonl", record.to_string() + "\n");
    let actors = lines_of(&export("actors", &from, "jsonl", &[]).stdout);
    let of = |name: &str| actors.iter().find(|it| it["name"] == name).cloned().unwrap_or_default();
    assert_eq!((&of("Iran")["country"], of("[korban]").is_object()), (&json!("IRN"), true), "{actors:?}");
    let events = export("events", &from, "jsonl", &[]).stdout;
    assert!(events.contains("\"state\":\"IRN\""), "{events}");
}

#[test]
fn who_cannot_be_known_for_want_of_the_text_is_told_of() {
    let folder = Folder::new("export-textless");
    let from = case(&folder);
    for (keep, warned) in [("full", false), ("spans", true), ("hash", true)] {
        let store = folder.path(&format!("{keep}.db"));
        let made = run(kutip().args(["import", "--keep", keep, "-q"]).arg("--store").arg(&store).arg(&from));
        assert_eq!(made.code, 0, "{}", made.stderr);
        let out = folder.path(keep);
        let of_store = |kind: &str, to: &str, more: &[&str]| {
            run(kutip().args(["export", kind, "--to", to]).args(more).arg("--store").arg(&store))
        };
        let told = of_store("actors", "jsonl", &["-o", out.to_str().unwrap()]);
        assert_eq!(told.stderr.contains("[K3303]"), warned, "{keep}: {}", told.stderr);
        let manifest = json_of(&out.join("kutip.manifest.json"));
        assert_eq!(manifest["protected"]["articles_without_text"], json!(u32::from(warned)), "{keep}");
        let named = of_store("actors", "jsonl", &["--with-names"]);
        assert!(!named.stderr.contains("[K3303]"), "{keep}: {}", named.stderr);
        // Such records do not come back.
        for to in ["jsonl", "annotation"] {
            let records = of_store("records", to, &["--with-text"]);
            assert_eq!(records.stderr.contains("[K3304]"), warned, "{keep} {to}: {}", records.stderr);
            let file = folder.write(&format!("{keep}.{to}"), &records.stdout);
            let back = folder.path(&format!("{keep}-{to}.db"));
            let back = run(kutip().args(["import", "-q"]).arg("--store").arg(back).arg(file));
            assert_eq!(back.code == 0, !warned, "{keep} {to}: {}", back.stderr);
        }
    }
}

#[test]
fn a_short_name_is_known_behind_its_role() {
    let folder = Folder::new("export-short");
    let text = "Polisi menetapkan Joko Widi sebagai tersangka pembunuhan di Bandung pada 3 Agustus 2026. Tersangka Joko ditahan. \
        Korban Rina Kusuma ditemukan tewas. Korban Rina dimakamkan. Presiden Joko Widodo mengatakan ia berduka.\n";
    let article = json!({"title": "Rina Tewas, Joko Diperiksa", "text": text});
    let article = &lines_of(&export("articles", &records_of(&folder, &article), "jsonl", &[]).stdout)[0];
    assert_eq!(article["source"]["title"], "[korban] Tewas, [tersangka] Diperiksa");
}

#[test]
fn a_short_name_that_means_another_in_its_place_stays_there() {
    let folder = Folder::new("export-meant");
    let text = "Polisi menetapkan Joko Widi sebagai tersangka pembunuhan di Bandung pada 3 Agustus 2026. \"Joko lari,\" kata \
        Rini Astuti. Presiden Joko Widodo tiba di Bandung. \"Joko harus jujur,\" kata Hendra Gunawan.\n";
    let from = records_of(&folder, &json!({"text": text}));
    let said = lines_of(&export("statements", &from, "jsonl", &["--with-text"]).stdout);
    let said: Vec<&Value> = said.iter().map(|it| &it["content_text"][0]).collect();
    assert_eq!(said, ["[tersangka] lari", "Joko harus jujur"]);
}
