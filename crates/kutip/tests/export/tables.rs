//! Rows and columns: what a reader of CSV gets is what was found, and no cell is a formula.

use super::{HOSTILE_NAME, export, export_to, json_of, records};
use crate::common::Folder;
use kutip::export::{decoded, encoded};
use serde_json::Value;
use std::path::Path;

/// The rows of a table by column, as a reader that is not ours has them.
fn table(path: &Path, delimiter: u8) -> Vec<Vec<(String, String)>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_path(path).unwrap();
    let heads = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|row| heads.iter().map(str::to_owned).zip(row.unwrap().iter().map(str::to_owned)).collect())
        .collect()
}

fn cell<'r>(row: &'r [(String, String)], head: &str) -> &'r str {
    row.iter().find(|(name, _)| name == head).map(|(_, cell)| cell.as_str()).unwrap()
}

#[test]
fn texts_come_back_whatever_is_in_them() {
    let folder = Folder::new("export-csv");
    let from = records(&folder);
    let out = folder.path("keluar");
    export_to(&out, "all", &from, ("csv", true), &[]);
    let articles = table(&out.join("articles.csv"), b',');
    let texts: Vec<String> = articles.iter().map(|row| decoded(cell(row, "text"))).collect();
    assert_eq!(texts, [super::HOSTILE, "", crate::common::ARTICLE]);
    assert_eq!(decoded(cell(&articles[0], "title")), HOSTILE_NAME);
    assert_eq!(cell(&articles[1], "url"), "", "only addresses of the web are addresses");
    let items = export("statements", &from, "jsonl", &["--with-text"]);
    let rows = table(&out.join("statements.csv"), b',');
    let said = super::lines_of(&items.stdout);
    assert_eq!(rows.len(), said.len());
    for (row, item) in rows.iter().zip(&said) {
        assert_eq!(cell(row, "id"), item["id"].as_str().unwrap());
        assert_eq!(cell(row, "speaker_id"), item["speaker"]["actor"].as_str().unwrap_or_default());
        let texts: Vec<&str> =
            item["content_text"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        assert_eq!(decoded(cell(row, "content")), texts.join(" […] "));
        assert_eq!(cell(row, "whole"), "true");
    }
}

#[test]
fn no_cell_is_a_formula_with_any_delimiter() {
    let folder = Folder::new("export-formula");
    let from = records(&folder);
    for (name, delimiter) in [("comma", b','), ("semicolon", b';'), ("tab", b'\t')] {
        let out = folder.path(name);
        export_to(&out, "all", &from, ("csv", true), &["--csv-delimiter", name, "--csv-mark"]);
        let mut count = 0;
        for entry in std::fs::read_dir(&out).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|ending| ending != "csv") {
                continue;
            }
            for row in table(&path, delimiter) {
                for (_, cell) in row {
                    let starts =
                        cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
                    assert!(!starts || cell.parse::<f64>().is_ok(), "{} has {cell:?}", path.display());
                    count += usize::from(cell.starts_with('\''));
                }
            }
        }
        assert!(count > 3, "{count} cells are guarded");
        let about = json_of(&out.join("statements.csv-metadata.json"));
        assert_eq!(about["dialect"]["delimiter"].as_str().unwrap().as_bytes(), [delimiter]);
    }
    let raw = export("articles", &from, "csv", &["--csv-raw"]);
    assert!(raw.stdout.contains("=cmd|") && !raw.stdout.contains("'=cmd|"), "{}", raw.stdout);
}

#[test]
fn columns_are_described_in_both_languages() {
    let folder = Folder::new("export-csvw");
    let from = records(&folder);
    let out = folder.path("keluar");
    export_to(&out, "all", &from, ("csv", false), &[]);
    for table_of in json_of(&out.join("csv-metadata.json"))["tables"].as_array().unwrap() {
        let name = table_of["url"].as_str().unwrap();
        let columns = table_of["tableSchema"]["columns"].as_array().unwrap();
        let heads = csv::Reader::from_path(out.join(name)).unwrap().headers().unwrap().clone();
        let told: Vec<&str> = columns.iter().map(|column| column["name"].as_str().unwrap()).collect();
        assert_eq!(heads.iter().collect::<Vec<_>>(), told, "{name}");
        for column in columns {
            assert!(
                column["titles"]["en"][0].is_string() && column["titles"]["id"][0].is_string(),
                "{column}"
            );
        }
        for row in table(&out.join(name), b',') {
            assert_eq!(row.len(), told.len(), "{name}");
            assert!(!cell(&row, "id").is_empty() && !cell(&row, "article").is_empty());
        }
    }
}

#[test]
fn what_is_encoded_is_decoded() {
    let odd = [
        "",
        "a",
        "'",
        "''a",
        "=1",
        "+62 811",
        "-",
        "-7",
        "+1.5",
        "-1-2",
        "@x",
        "\ta",
        "\ra",
        "\na",
        "＝1",
        "a\0b",
        "␀",
        "␦",
        "␦␀\0",
        "\u{7f}␡",
        "'=␛\u{1b}",
        "😀\u{202E}",
    ];
    for text in odd {
        assert_eq!(decoded(&encoded(text)), text, "{text:?} as {:?}", encoded(text));
    }
    assert_eq!((encoded("-7"), encoded("+1.5")), ("-7".into(), "+1.5".into()));
    let mut seed = 11_u32;
    for _ in 0..2000 {
        let mut text = String::new();
        for _ in 0..8 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push(
                ['\'', '=', '-', '7', '.', '\0', '␀', '␦', '\t', '␡', '\u{7f}', 'a']
                    [(seed >> 8) as usize % 12],
            );
        }
        let cell = encoded(&text);
        assert_eq!(decoded(&cell), text);
        assert!(!cell.contains(['\0', '\u{7f}']), "{cell:?}");
    }
}
