//! `kutip parse` from outside: what is kept to the byte, what is set anew, and what is said of bad rows.

#![allow(clippy::unwrap_used, missing_docs, reason = "a test")]

mod common;

use common::{Folder, kutip};
use std::path::{Path, PathBuf};
use std::process::Output;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/parse").join(name)
}

fn bytes(name: &str) -> String {
    String::from_utf8(std::fs::read(file(name)).unwrap()).unwrap()
}

fn run(arguments: &[&str], input: Option<&str>) -> Output {
    let mut command = kutip();
    command.arg("parse").args(arguments);
    command.write_stdin(input.unwrap_or_default());
    command.output().unwrap()
}

/// The standard output of `--tokenized` of a file of the folder, all read.
fn tokenized(name: &str) -> String {
    let out = run(&["--tokenized", file(name).to_str().unwrap()], None);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// Each line's columns but those that are set anew, and MISC without its name.
fn kept(text: &str) -> Vec<String> {
    let line = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        if line.starts_with('#') || columns.len() != 10 {
            return line.to_owned();
        }
        if !columns[0].bytes().all(|byte| byte.is_ascii_digit()) {
            return line.to_owned();
        }
        let misc: Vec<&str> =
            columns[9].split('|').filter(|entry| !entry.starts_with("NER=") && *entry != "_").collect();
        format!("{} {} {} {} {}", columns[0], columns[1], columns[4], columns[8], misc.join("|"))
    };
    text.split('\n').map(line).collect()
}

#[test]
fn what_is_not_replaced_stays_to_the_byte() {
    for name in ["plain.conllu", "crlf.conllu", "nul.conllu"] {
        let (before, after) = (bytes(name), tokenized(name));
        assert_eq!(kept(&before.replace("\r\n", "\n")), kept(&after.replace("\r\n", "\n")), "{name}");
        assert_eq!(before.matches("\r\n").count(), after.matches("\r\n").count());
        assert!(!after.contains("RUBBISH") && !after.contains("no:relation") && !after.contains("lemma?"));
    }
    // A byte order mark is no part of the text, and a sentence ends with a blank line.
    for name in ["bom.conllu", "no-last-blank.conllu"] {
        assert_eq!(tokenized(name), tokenized("plain.conllu"), "{name}");
    }
}

#[test]
fn every_sentence_is_a_tree_and_what_stood_there_is_not_read() {
    let rubbish = tokenized("plain.conllu");
    let blank: String =
        bytes("plain.conllu").replace("lemma?\tRUBBISH", "_\t_").replace("a=b|c\t77\tno:relation", "_\t_\t_");
    let out = run(&["--tokenized", "-"], Some(&blank));
    assert_eq!(String::from_utf8(out.stdout).unwrap(), rubbish);
    for sentence in rubbish.trim_end().split("\n\n") {
        let rows = sentence.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
        let rows: Vec<Vec<&str>> = rows.map(|row| row.split('\t').collect()).collect();
        let words: Vec<_> = rows.iter().filter(|row| !row[0].contains(['-', '.'])).collect();
        assert_eq!(words.iter().filter(|row| row[6] == "0").count(), 1, "{sentence}");
        assert!(words.iter().all(|row| row[6].parse::<usize>().unwrap() <= words.len() && row[3] != "_"));
    }
}

#[test]
fn a_bad_row_is_named_by_its_line_and_costs_its_sentence() {
    let path = file("bad.conllu");
    let out = run(&["--tokenized", path.to_str().unwrap()], None);
    assert_eq!(out.status.code(), Some(3));
    let text = String::from_utf8(out.stdout).unwrap();
    let ids: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("# sent_id = ")).collect();
    assert_eq!(ids, ["satu", "empat"]);
    let said = String::from_utf8(out.stderr).unwrap();
    for place in [
        "bad.conllu:7: id 3 where 2 comes next",
        "bad.conllu:10: a row of 3 columns",
        "bad.conllu:19: the sentence",
    ] {
        assert!(said.contains(place), "{said}");
    }
    assert!(said.contains("→ words are numbered from 1") && said.contains("3 of 5 inputs could not be read"));
    let mut command = kutip();
    let out = command.env("LANG", "id_ID.UTF-8").args(["parse", "--tokenized"]).arg(path).output().unwrap();
    let said = String::from_utf8(out.stderr).unwrap();
    assert!(
        said.contains("nomor 3 padahal seharusnya 2") && said.contains("kata dinomori mulai 1"),
        "{said}"
    );
}

#[test]
fn nothing_that_can_be_read_is_4_and_unknown_names_are_2() {
    let status = |arguments: &[&str], input| run(arguments, input).status.code();
    // A file whose only sentence is bad was read all the same.
    assert_eq!(status(&["--tokenized", "-"], Some("1\tx\n\n")), Some(3));
    assert_eq!(status(&["/nowhere/at/all.txt"], None), Some(4));
    assert_eq!(status(&["--lang", "xx", "-"], Some("a")), Some(2));
    assert_eq!(status(&["--treebank", "ewt", "-"], Some("a")), Some(2));
    assert_eq!(status(&["-"], Some("")), Some(0));
    let conllu = run(&[file("plain.conllu").to_str().unwrap()], None);
    assert_eq!(conllu.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&conllu.stderr).contains("--tokenized"));
}

#[test]
fn text_comes_out_as_documents_paragraphs_sentences_and_tokens() {
    let text = "Wati membaca bukunya. Ia pulang.\n\nHarga Rp3,5 triliun.\n";
    let out = run(&["-"], Some(text));
    assert_eq!(out.status.code(), Some(0));
    let got = String::from_utf8(out.stdout).unwrap();
    let comments: Vec<&str> = got.lines().filter(|line| line.starts_with('#')).collect();
    let want = [
        "# newdoc id = -",
        "# newpar",
        "# sent_id = --1",
        "# text = Wati membaca bukunya.",
        "# sent_id = --2",
        "# text = Ia pulang.",
        "# newpar",
        "# sent_id = --3",
        "# text = Harga Rp3,5 triliun.",
    ];
    assert_eq!(comments, want);
    for row in ["3-4\tbukunya\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n", "\n3\tbuku\tbuku\tNOUN\t", "\n2\tRp\t"]
    {
        assert!(got.contains(row), "{row:?} in\n{got}");
    }
    assert!(got.lines().any(|line| line.starts_with("2\tRp\t") && line.ends_with("SpaceAfter=No")));
    let lines = run(
        &["-"],
        Some(
            "{\"id\": \"a b\", \"text\": \"Ia pulang.\"}\n{\"text\": \"She left.\", \"language\": \"en\"}\n",
        ),
    );
    let got = String::from_utf8(lines.stdout).unwrap();
    assert!(got.contains("# newdoc id = a_b\n") && got.contains("# sent_id = -:2-1\n"), "{got}");
}

#[test]
fn the_output_is_the_same_with_any_number_of_threads_and_in_any_pieces() {
    let folder = Folder::new("parse-threads");
    let article = "Wati membaca bukunya. Ia pulang ke Kota Baru.\n".repeat(300);
    let path = folder.write("a.txt", &article);
    let one = run(&["-j", "1", path.to_str().unwrap()], None).stdout;
    let many = folder.write("many.conllu", &one);
    assert_eq!(run(&["-j", "4", path.to_str().unwrap()], None).stdout, one);
    let again = |jobs| run(&["--tokenized", "-j", jobs, many.to_str().unwrap()], None).stdout;
    assert_eq!(again("1"), again("5"));
    // What was read from the text is read from its words.
    assert_eq!(String::from_utf8(again("2")).unwrap(), String::from_utf8(one).unwrap());
}

#[test]
fn english_is_cut_and_read() {
    let out = run(&["--lang", "en", "-"], Some("They don't know Hale's farm."));
    let got = String::from_utf8(out.stdout).unwrap();
    for row in [
        "2-3\tdon't\t",
        "\n2\tdo\tdo\tAUX\t",
        "\n3\tn't\tnot\tPART\t",
        "5-6\tHale's\t",
        "\n6\t's\t's\tPART\t",
    ] {
        assert!(got.contains(row), "{row:?} in\n{got}");
    }
}

#[test]
fn english_names_stand_in_misc_from_text_and_from_words() {
    let text = run(&["--lang", "en", "-"], Some("Ruth Hale left the World Bank in Geneva."));
    let text = String::from_utf8(text.stdout).unwrap();
    for row in ["1\tRuth\tNER=B-PER", "2\tHale\tNER=I-PER", "5\tWorld\tNER=B-ORG", "6\tBank\tNER=I-ORG"] {
        assert!(names(&text).contains(row), "{row} in\n{text}");
    }
    assert!(
        names(&text).contains("8\tGeneva\tSpaceAfter=No|NER=B-LOC")
            || names(&text).contains("8\tGeneva\tNER=B-LOC|SpaceAfter=No"),
        "{text}"
    );
    assert_eq!(text.matches("NER=").count(), 5);
    let again = run(&["--lang", "en", "--tokenized", "-"], Some(&text));
    assert_eq!(String::from_utf8(again.stdout).unwrap(), text);
}

/// Number, form and MISC of the words.
fn names(conllu: &str) -> String {
    let rows = conllu.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row.len() == 10).map(|row| format!("{}\t{}\t{}\n", row[0], row[1], row[9])).collect()
}
