//! What is there afterwards, and what is not touched.

use super::{FORMATS, export, export_to, files, json_of, records};
use crate::common::{Folder, kutip, run};
use std::fs;

#[test]
fn the_same_records_give_the_same_bytes_and_a_manifest_that_lists_them() {
    let folder = Folder::new("export-bytes");
    let from = records(&folder);
    for format in FORMATS {
        let (one, two) = (folder.path(&format!("{}-1", format.0)), folder.path(&format!("{}-2", format.0)));
        for out in [&one, &two] {
            export_to(out, "all", &from, format, &["--time", "2026-11-29T10:00:00Z", "--purpose", "uji"]);
        }
        let manifest = json_of(&one.join("kutip.manifest.json"));
        let told: Vec<&str> =
            manifest["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
        let mut there = files(&one);
        there.retain(|(name, _)| name != "kutip.manifest.json");
        let mut names: Vec<&str> = there.iter().map(|(name, _)| name.as_str()).collect();
        let mut listed = told.clone();
        listed.sort_unstable();
        names.sort_unstable();
        assert_eq!(names, listed, "{}", format.0);
        let mut again = files(&two);
        again.retain(|(name, _)| name != "kutip.manifest.json");
        assert!(there == again, "{} is not the same twice", format.0);
        for file in manifest["files"].as_array().unwrap() {
            let of = there.iter().find(|(name, _)| *name == file["name"]).unwrap();
            assert_eq!(file["bytes"], of.1.len());
        }
        assert_eq!(manifest["purpose"], "uji");
        assert_eq!(manifest["time"], "2026-11-29T10:00:00Z");
        assert_eq!((&manifest["articles"], &manifest["failed"]), (&3.into(), &0.into()));
        assert_eq!(manifest["command"][1], "export");
    }
}

#[test]
fn a_folder_is_only_replaced_where_an_export_made_all_of_it() {
    let folder = Folder::new("export-replace");
    let from = records(&folder);
    let out = folder.path("keluar");
    let to = |more: &[&str]| {
        let mut all = vec!["-o", out.to_str().unwrap()];
        all.extend(more);
        export("statements", &from, "jsonl", &all)
    };
    assert_eq!(to(&[]).code, 0);
    let refused = to(&[]);
    assert!(refused.code == 2 && refused.stderr.contains("[K1003]"), "{}", refused.stderr);
    assert_eq!(to(&["--force"]).code, 0);
    // What a run left that was killed while it replaced the folder.
    fs::create_dir(folder.path("keluar.old.part")).unwrap();
    fs::copy(out.join("kutip.manifest.json"), folder.path("keluar.old.part/kutip.manifest.json")).unwrap();
    assert_eq!(to(&["--force"]).code, 0);
    assert!(!folder.path("keluar.old.part").exists() && !folder.path("keluar.part").exists());
    fs::write(out.join("catatan.txt"), "milik saya").unwrap();
    let refused = to(&["--force"]);
    assert!(refused.code == 2 && refused.stderr.contains("[K1014]"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(out.join("catatan.txt")).unwrap(), "milik saya");
    // An empty folder is nobody's.
    let empty = folder.path("kosong");
    fs::create_dir(&empty).unwrap();
    export_to(&empty, "events", &from, ("jsonl", false), &[]);
    // A file is no folder, and neither is what looks like one.
    let file = folder.write("berkas", "isi");
    let refused = export("events", &from, "jsonl", &["-o", file.to_str().unwrap(), "--force"]);
    assert!(refused.code == 2 && refused.stderr.contains("[K1013]"), "{}", refused.stderr);
    let refused = export("events", &from, "jsonl", &["-o", folder.path("events.jsonl").to_str().unwrap()]);
    assert!(refused.code == 2 && refused.stderr.contains("[K1019]"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(file).unwrap(), "isi");
}

#[test]
fn nothing_is_left_of_an_export_that_fails_and_what_was_left_is_taken_away() {
    let folder = Folder::new("export-left");
    let from = records(&folder);
    let bad = folder.write("rusak.jsonl", "{\"schema\":\"kutip/1\"}\nbukan json\n");
    let out = folder.path("keluar");
    let run = export("statements", &bad, "csv", &["-o", out.to_str().unwrap()]);
    assert_eq!(run.code, 4, "{}", run.stderr);
    assert!(run.stderr.contains("[K2033]") && run.stderr.contains("rusak.jsonl:2"), "{}", run.stderr);
    assert!(!out.exists() && !folder.path("keluar.part").exists());
    // A run that was killed.
    fs::create_dir(folder.path("keluar.part")).unwrap();
    fs::write(folder.path("keluar.part/.kutip-export"), "").unwrap();
    fs::write(folder.path("keluar.part/statements.csv"), "setengah").unwrap();
    export_to(&out, "statements", &from, ("csv", false), &[]);
    assert!(!folder.path("keluar.part").exists());
    // Somebody else's folder of that name.
    fs::create_dir(folder.path("lain.part")).unwrap();
    fs::write(folder.path("lain.part/isi"), "").unwrap();
    let run = export("statements", &from, "csv", &["-o", folder.path("lain").to_str().unwrap()]);
    assert!(run.code == 2 && run.stderr.contains("[K1014]"), "{}", run.stderr);
    assert!(folder.path("lain.part/isi").exists());
}

#[test]
fn bad_records_are_left_out_by_name_and_the_others_exported() {
    let folder = Folder::new("export-bad");
    let text = fs::read_to_string(records(&folder)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let forged = lines[2].replace("jembatan", "JEMBATAN");
    let beyond = lines[2].replacen("\"content\":[[", "\"content\":[[9999", 1);
    let all = [lines[0], "{\"a\":1}", &forged, &beyond, "", lines[2], lines[2], "\u{1}"].join("\n");
    let from = folder.write("campur.jsonl", all);
    let out = folder.path("keluar");
    let run = export("statements", &from, "jsonl", &["-o", out.to_str().unwrap()]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    for place in
        ["campur.jsonl:2", "campur.jsonl:3: no record: text_sha256", "campur.jsonl:4", "campur.jsonl:8"]
    {
        assert!(run.stderr.contains(place), "{place}: {}", run.stderr);
    }
    assert!(run.stderr.contains("[K2034]: ") && run.stderr.contains("campur.jsonl:7"), "{}", run.stderr);
    let manifest = json_of(&out.join("kutip.manifest.json"));
    assert_eq!((&manifest["articles"], &manifest["failed"]), (&2.into(), &4.into()));
}

#[test]
fn nothing_gives_an_export_of_nothing() {
    let folder = Folder::new("export-nothing");
    let from = folder.write("kosong.jsonl", "");
    for format in FORMATS {
        let out = folder.path(format.0);
        export_to(&out, "all", &from, format, &[]);
        assert_eq!(json_of(&out.join("kutip.manifest.json"))["articles"], 0);
        for (name, bytes) in
            files(&out).iter().filter(|(name, _)| name.contains(".json") && !name.ends_with('l'))
        {
            // Lists are closed, lines are none.
            let whole = bytes.is_empty() || serde_json::from_slice::<serde_json::Value>(bytes).is_ok();
            assert!(whole, "{name} of {}", format.0);
        }
    }
}

#[test]
fn what_cannot_be_done_is_refused_before_anything_is_written() {
    let folder = Folder::new("export-refused");
    let from = records(&folder);
    for (kinds, to, more, code) in [
        ("mentions", "jsonl", &[][..], "[K1015]"),
        ("records", "jsonl", &[], "[K1016]"),
        ("all", "brat", &[], "[K1016]"),
        ("all", "csv", &[], "[K1017]"),
        ("all", "brat", &["--with-text"], "[K1017]"),
        ("all", "jsonl", &["--time", "kemarin"], "[K1020]"),
    ] {
        let run = export(kinds, &from, to, more);
        assert!(
            run.code == 2 && run.stdout.is_empty() && run.stderr.contains(code),
            "{kinds} {to}: {}",
            run.stderr
        );
    }
    let close = export("statements", &from, "exel", &[]);
    assert!(close.code == 2 && close.stderr.contains("xlsx"), "{}", close.stderr);
    let missing = run(kutip().args(["export", "statements", "--to", "csv", "--from", "tidak-ada.jsonl"]));
    assert!(missing.code == 4 && missing.stderr.contains("[K2001]"), "{}", missing.stderr);
    let folder_in = export("statements", &folder.path(""), "csv", &[]);
    assert_eq!(folder_in.code, 4, "{}", folder_in.stderr);
    let told =
        run(kutip().env("LANG", "id_ID.UTF-8").args(["export", "records", "--to", "jsonl", "--from", "-"]));
    assert!(told.stderr.contains("galat [K1016]") && told.stderr.contains("teks utuh"), "{}", told.stderr);
}
