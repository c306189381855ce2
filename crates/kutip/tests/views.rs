//! Pages, explanations, layers, and what shells and manuals get.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ARTICLE, Folder, assert_sound, kutip, run};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

fn lines(articles: &[Value]) -> String {
    articles.iter().map(|article| article.to_string() + "\n").collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn one_article_is_one_page_on_standard_output_or_in_a_file() {
    let folder = Folder::new("page");
    let article = folder.write("baik.txt", ARTICLE);
    let page = run(kutip().arg("read").arg(&article).arg("--html"));
    assert_eq!(page.code, 0, "{}", page.stderr);
    assert!(page.stdout.starts_with("<!doctype html>") && page.stdout.ends_with("</html>\n"));
    let file = folder.path("halaman.html");
    let write = |more: &[&str]| {
        run(kutip().arg("read").arg(&article).arg("--html").arg("-o").arg(&file).args(more)).code
    };
    assert_eq!(write(&[]), 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), page.stdout);
    assert_eq!((write(&[]), write(&["--force"])), (2, 0));
    assert_eq!(names(&folder.path("")), ["baik.txt", "halaman.html"]);
}

#[test]
fn several_articles_need_a_folder() {
    let folder = Folder::new("pages");
    let first = folder.write("a.txt", ARTICLE);
    let second = folder.write("b.txt", "Sari tiba.");
    let none = run(kutip().arg("read").arg(&first).arg(&second).arg("--html"));
    assert_eq!((none.code, none.stdout.as_str()), (2, ""));
    assert!(none.stderr.contains("[K1006]"), "{}", none.stderr);
    let out = folder.path("halaman");
    let write = || run(kutip().arg("read").arg(&first).arg(&second).arg("--html").arg("-o").arg(&out)).code;
    assert_eq!((write(), names(&out)), (0, vec!["a.html".into(), "b.html".into()]));
    // The same again is no harm; something else of that name is.
    assert_eq!(write(), 0);
    fs::write(out.join("b.html"), "lain").unwrap();
    assert_eq!(write(), 2);
    assert_eq!(fs::read_to_string(out.join("b.html")).unwrap(), "lain");
}

#[test]
fn no_input_says_where_its_page_is_written() {
    let folder = Folder::new("names");
    let titles =
        ["../../x", "CON", &"judul ".repeat(50), "satu\ndua", "/etc/passwd", "..", "NUL.txt", "Satu Dua"];
    let articles: Vec<Value> =
        titles.iter().map(|title| json!({"title": title, "text": "Sari tiba."})).collect();
    let mut articles = lines(&articles);
    articles += &lines(&[
        json!({"id": "../../../y", "text": "Sari tiba."}),
        json!({"id": "é\u{202E}\0", "text": "a"}),
    ]);
    folder.write("masuk.jsonl", &articles);
    let out = folder.path("dalam/halaman");
    let done = run(kutip().args(["read", "-", "--html", "-o"]).arg(&out).write_stdin(articles));
    assert_eq!(done.code, 0, "{}", done.stderr);
    let long = names(&out).into_iter().find(|name| name.starts_with("judul")).unwrap();
    assert!(long.len() <= 100 && long.len() > 90, "{long}");
    let mut expected = [
        "6.html",
        "e.html",
        "etc-passwd.html",
        &long,
        "nul-txt.html",
        "page-con.html",
        "satu-dua-2.html",
        "satu-dua.html",
        "x.html",
        "y.html",
    ];
    expected.sort_unstable();
    assert_eq!(names(&out), expected);
    assert_eq!(names(&folder.path("")), ["dalam", "masuk.jsonl"]);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_folder_is_not_followed() {
    let folder = Folder::new("links");
    let kept = folder.write("milik-orang.txt", "jangan");
    let out = folder.path("halaman");
    fs::create_dir(&out).unwrap();
    for name in ["a.html", "a.html.part"] {
        std::os::unix::fs::symlink(&kept, out.join(name)).unwrap();
    }
    let article = folder.write("a.txt", ARTICLE);
    let write = |more: &[&str]| {
        run(kutip().arg("read").arg(&article).arg("--html").arg("-o").arg(&out).args(more)).code
    };
    assert_eq!((write(&[]), write(&["--force"])), (2, 0));
    assert_eq!(fs::read_to_string(&kept).unwrap(), "jangan");
}

#[test]
fn a_layer_that_is_not_asked_for_is_empty() {
    let whole = run(kutip().args(["read", "-"]).write_stdin(ARTICLE)).records.remove(0);
    let part = run(kutip().args(["read", "-", "--layers", "statements,figures"]).write_stdin(ARTICLE));
    let part = &part.records[0];
    assert_sound(part);
    for layer in kutip::LAYERS {
        let kept = ["statements", "figures"].contains(&layer);
        assert_eq!(part[layer], if kept { whole[layer].clone() } else { json!([]) }, "{layer}");
    }
    assert_eq!(part["document"], whole["document"]);
    let wrong = run(kutip().args(["read", "-", "--layers", "angka"]).write_stdin(ARTICLE));
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("[K1005]") && wrong.stderr.contains("quoted_terms"), "{}", wrong.stderr);
}

#[test]
fn explain_names_the_marks_of_a_character_and_what_made_them() {
    let folder = Folder::new("explain");
    let path = folder.write("a.txt", ARTICLE);
    let at = |words: &str| ARTICLE[..ARTICLE.find(words).unwrap()].chars().count().to_string();
    let explain = |path: &Path, offset: &str| run(kutip().arg("explain").arg(path).arg(offset));
    let found = explain(&path, &at("menutupnya"));
    assert_eq!(found.code, 0, "{}", found.stderr);
    let content = &found.records[0];
    for (field, value) in [
        ("layer", json!("statements")),
        ("id", json!("s2")),
        ("part", json!("content")),
        ("value", json!("direct · Sari Wulandari")),
        ("text", json!("Kami menutupnya demi keselamatan")),
        ("by", json!("id/cues/kata")),
        ("certainty", json!("written")),
    ] {
        assert_eq!(content[field], value, "{field} of {content}");
    }
    let cue = explain(&path, &at("kata Sari"));
    assert!(cue.records.iter().any(|mark| mark["part"] == "cue.span" && mark["value"] == "kata · say"));
    let figure = explain(&path, &at("3.000"));
    assert!(
        figure
            .records
            .iter()
            .any(|mark| mark["layer"] == "figures" && mark["value"].as_str().unwrap().starts_with("3,000 "))
    );
    let nothing = folder.write("b.txt", "Hari ini cerah.");
    assert_eq!((explain(&nothing, "9").code, explain(&nothing, "99").code), (1, 1));
    assert_eq!(explain(&nothing, "x").code, 2);
    assert_eq!(explain(&folder.path("tidak-ada.txt"), "1").code, 4);
}

#[test]
fn explain_takes_a_line_of_json_lines() {
    let folder = Folder::new("explain-line");
    let articles = lines(&[json!({"text": "cerah sekali."}), json!({"text": ARTICLE})]);
    let path = folder.write("a.jsonl", articles + "{\n");
    let explain = |place: &str| run(kutip().arg("explain").arg(folder.path(place)).arg("0"));
    assert!(explain("a.jsonl:2").records.iter().any(|mark| mark["part"] == "speaker.span"));
    assert_eq!((explain("a.jsonl:1").code, explain("a.jsonl:3").code, explain("a.jsonl:9").code), (1, 4, 4));
    let all = run(kutip().arg("explain").arg(&path).arg("0"));
    assert_eq!(all.code, 2);
    assert!(all.stderr.contains("[K1007]"), "{}", all.stderr);
}

#[test]
fn shells_and_manuals_know_the_commands() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = run(kutip().args(["completions", shell]));
        assert_eq!(script.code, 0);
        assert!(script.stdout.contains("explain") && script.stdout.contains("layers"), "{shell}");
    }
    let page = run(kutip().arg("man"));
    assert_eq!(page.code, 0);
    for part in [".TH kutip", "KUTIP READ", "Exit status", "\\-\\-layers"] {
        assert!(page.stdout.contains(part), "{part}");
    }
}
