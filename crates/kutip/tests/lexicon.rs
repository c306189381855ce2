//! A newsroom's own lexicon: what is wrong with a folder is said with its place, what is right is laid over.

#![allow(clippy::unwrap_used)]

mod common;

use common::{ARTICLE, Folder, Run, assert_sound, kutip, read_text, run};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

const CUE: &str = "[bersabda]\nact = \"say\"\nframes = [\"S V (bahwa) C\", \"C V S\"]\n\
    yes = [\"<speaker>Raja Wiratama</speaker> <cue>bersabda</cue> bahwa <content>sawah itu milik rakyat</content>.\"]\n\
    no = [\"Raja itu jarang bersabda.\"]\n";
const SENTENCE: &str = "Raja Wiratama bersabda bahwa sawah itu milik rakyat.";

/// A folder of a lexicon with these files.
fn lexicon(folder: &Folder, files: &[(&str, &str)]) -> PathBuf {
    let path = folder.path("leksikon");
    fs::create_dir_all(&path).unwrap();
    for (name, text) in files {
        fs::write(path.join(name), text).unwrap();
    }
    path
}

fn check(path: &Path) -> Run {
    run(kutip().args(["lexicon", "check"]).arg(path))
}

fn add(path: &Path, words: &[&str]) -> Run {
    run(kutip().args(["lexicon", "add"]).arg(path).args(words))
}

fn read_with(path: &Path, text: &str) -> Value {
    let mut run = run(kutip().args(["read", "-", "--lexicon"]).arg(path).write_stdin(text));
    assert_eq!((run.code, run.records.len()), (0, 1), "{}", run.stderr);
    let record = run.records.remove(0);
    assert_sound(&record);
    record
}

fn cues(record: &Value) -> Vec<(&str, &str)> {
    let statements = record["statements"].as_array().unwrap();
    statements
        .iter()
        .filter_map(|statement| Some((statement["cue"]["lemma"].as_str()?, statement["by"].as_str()?)))
        .collect()
}

fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
}

#[test]
fn every_fault_is_named_with_its_place_and_remedy() {
    let folder = Folder::new("lexicon-faults");
    let path = lexicon(
        &folder,
        &[
            (
                "cues.toml",
                "top = 1\n[berkotek]\nact    = \"sai\"\nframes = [\"S V C\", \"S V (C\"]\n[lain]\nact = 3\nfrems = []\n\
                 [tiada]\noff = true\n",
            ),
            ("outlets.tsv", "name\tcountry\nA\tIDN\tx\nA\tZZZ\n-Tiada\n"),
            ("bodies.tsv", "nama\tkind\nA\n"),
            ("people.toml", "[titel]\nwords = [\"a\"]\n[title]\nwords = [\"\", \"a\\u200bb\"]\n"),
            ("events.toml", "[a\nx = 1\n[b]\ny =\n"),
            ("times.toml", "[a]\nkind = \"weekday\"\nvalue = 9\n"),
            ("coordinates.tsv", "name\tlat\tlon\nX\t91\tnan\n"),
            ("cue.toml", ""),
            ("Outlets.TSV", ""),
            ("catatan.txt", "is no file of a lexicon, and nobody minds"),
        ],
    );
    let run = check(&path);
    assert_eq!(run.code, 1);
    has(
        &run.stderr,
        &[
            "cues.toml:1:1 [top]: stands outside an entry",
            "cues.toml:3:10 [berkotek]: unknown act `sai`\n  → did you mean say? one of: say, claim,",
            "cues.toml:6:7 [lain]: act is not what it should be\n  → expected a text",
            "cues.toml:7:9 [lain]: unknown field `frems`\n  → did you mean frames?",
            "cues.toml:5:2 [lain]: has no frames",
            "cues.toml:9:7 [tiada]: switches off `tiada`, which is not built in",
            "outlets.tsv:2:7 [A]: 3 cells, expected 2",
            "outlets.tsv:3:3 [A]: unknown state `ZZZ`",
            "outlets.tsv:3 [A]: stands on line 2 already",
            "outlets.tsv:4 [Tiada]: switches off `Tiada`",
            "bodies.tsv: unknown column `nama`\n  → did you mean name?",
            "people.toml:1:2 [titel]: unknown class `titel`\n  → did you mean title?",
            "people.toml:4:10 [title]: words is empty",
            "people.toml:4:14 [title]: words has the character U+200B",
            "events.toml:1:3: not TOML",
            "events.toml:4:4: not TOML",
            "times.toml:3:9 [a]: value is not what it should be\n  → expected a whole number from 1 to 7",
            "coordinates.tsv:2:3 [X]: lat",
            "coordinates.tsv:2:6 [X]: lon",
            "cue.toml: unknown file\n  → did you mean cues.toml?",
            "Outlets.TSV: unknown file\n  → did you mean outlets.tsv?",
            "no sentence was run",
        ],
    );
    assert!(!run.stderr.contains("catatan"), "{}", run.stderr);
    // The frame of an entry whose act is wrong, too, is told once the act is right.
    fs::write(path.join("cues.toml"), "[berkotek]\nact = \"say\"\nframes = [\"S V C\", \"S V (C\"]\n")
        .unwrap();
    has(&check(&path).stderr, &["cues.toml:3:20 [berkotek]: frame 'S V (C'"]);
}

#[test]
fn a_folder_that_is_not_sound_is_not_read_with() {
    let folder = Folder::new("lexicon-usage");
    let path = lexicon(&folder, &[("cues.toml", "[a]\nact = \"sai\"\nframes = [\"S V C\"]\n")]);
    let out = folder.path("out.jsonl");
    let article = folder.write("a.txt", ARTICLE);
    let run_with = |lexicon: &Path| {
        run(kutip().arg("read").arg(&article).arg("-o").arg(&out).arg("--lexicon").arg(lexicon))
    };
    let with_fault = run_with(&path);
    assert_eq!(with_fault.code, 2);
    has(&with_fault.stderr, &["[K3201]", "unknown act `sai`"]);
    assert_eq!(run_with(&folder.path("tiada")).code, 2);
    assert!(!out.exists() && !folder.path("out.jsonl.part").exists());
    let empty = folder.path("kosong");
    fs::create_dir(&empty).unwrap();
    assert_eq!(run_with(&empty).code, 2);
    assert_eq!((check(&empty).code, check(&folder.path("tiada")).code, check(&article).code), (4, 4, 4));
}

#[test]
fn the_sentences_of_the_entries_are_run() {
    let folder = Folder::new("lexicon-proofs");
    let path = lexicon(&folder, &[("cues.toml", CUE)]);
    let sound = check(&path);
    assert_eq!(sound.code, 0, "{}", sound.stderr);
    has(&sound.stderr, &["sound: 1 entries, 2 sentences; warnings: 0"]);
    let wrong = CUE
        .replace("Raja Wiratama</speaker>", "Raja</speaker> Wiratama")
        .replace("Raja itu jarang bersabda.", "Raja Wiratama bersabda bahwa hujan turun.");
    fs::write(path.join("cues.toml"), wrong).unwrap();
    let failed = check(&path);
    assert_eq!(failed.code, 1);
    has(
        &failed.stderr,
        &[
            "cues.toml:4:8 [bersabda]: speaker: other extent",
            "→ found: <speaker>Raja Wiratama</speaker> <cue>bersabda</cue>",
            "cues.toml:5:7 [bersabda]: no: found where there is nothing",
            "2 of 2 sentences",
        ],
    );
    let rows = run(kutip().args(["lexicon", "check", "--json"]).arg(&path)).records;
    assert_eq!((&rows[0]["code"], &rows[0]["line"]), (&json!("K3202"), &json!(4)));
    // A sentence with a tag that there is not is a failure, no crash.
    fs::write(path.join("cues.toml"), CUE.replace("<cue>", "<kuu>").replace("</cue>", "</kuu>")).unwrap();
    has(&check(&path).stderr, &["<kuu> is no tag of the notation"]);
}

#[test]
fn built_in_sentences_that_are_read_otherwise_are_a_warning() {
    let folder = Folder::new("lexicon-moved");
    let path = lexicon(&folder, &[("cues.toml", "[kata]\noff = true\n")]);
    let run = check(&path);
    assert_eq!(run.code, 0);
    has(&run.stderr, &["warning [K3204]: id/channels.toml:", "a built-in sentence is read otherwise"]);
    has(&check(&lexicon(&folder, &[("outlets.tsv", "name\nkabar kecil\n")])).stderr, &["[K3203]"]);
}

#[test]
fn own_entries_are_laid_over() {
    let folder = Folder::new("lexicon-over");
    assert_eq!(cues(&read_text(SENTENCE)), []);
    let path = lexicon(&folder, &[("cues.toml", CUE)]);
    assert_eq!(cues(&read_with(&path, SENTENCE)), [("bersabda", "own/cues/bersabda")]);
    // The built-in ones are there as before.
    let record = read_with(&path, ARTICLE);
    assert_eq!(record["statements"], read_text(ARTICLE)["statements"]);
    // The same key: the own entry wins.
    let own = "[mengatakan]\nact = \"deny\"\nframes = [\"S V (bahwa) C\"]\n";
    let record =
        read_with(&lexicon(&folder, &[("cues.toml", own)]), "Menteri Sari mengatakan jalan itu ditutup.");
    assert_eq!(record["statements"][0]["cue"]["act"], "deny");
    assert_eq!(record["statements"][0]["by"], "own/cues/mengatakan");
    let own = "name\tkind\tcountry\nBandung\tcity\tMYS\n";
    let record = read_with(&lexicon(&folder, &[("regions.tsv", own)]), "Hujan turun di Bandung kemarin.");
    assert_eq!(
        (&record["places"][0]["country"], &record["places"][0]["by"]),
        (&json!("MYS"), &json!("own/regions/Bandung"))
    );
}

#[test]
fn an_own_form_wins_over_a_built_in_one() {
    let folder = Folder::new("lexicon-form");
    let path = lexicon(&folder, &[("outlets.tsv", "name\taliases\nKabar Kota\tReuters\n")]);
    let record = read_with(&path, "“Kami menutupnya,” kata Sari, dikutip Reuters.");
    assert_eq!(record["statements"][0]["via"][0]["name"], "Kabar Kota");
}

#[test]
fn sets_of_words_are_added_to() {
    let folder = Folder::new("lexicon-sets");
    let text = "Penghulu Sawah Rahmat Hidayat mengatakan padi dipanen lusa. Menteri Sari mengatakan jalan itu ditutup.";
    let path = lexicon(&folder, &[("people.toml", "[title]\nwords = [\"penghulu sawah\"]\n")]);
    let record = read_with(&path, text);
    let speakers: Vec<&str> = record["statements"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|statement| statement["speaker"]["name"].as_str())
        .collect();
    assert_eq!(speakers, ["Rahmat Hidayat", "Sari"]);
}

#[test]
fn built_in_entries_are_switched_off() {
    let folder = Folder::new("lexicon-off");
    let text = "“Kami menutupnya,” kata Sari, dikutip Reuters.";
    let via = |record: &Value| record["statements"][0]["via"].as_array().map_or(0, Vec::len);
    assert_eq!(via(&read_text(text)), 1);
    let path = lexicon(&folder, &[("outlets.tsv", "name\n-Reuters\n")]);
    let record = read_with(&path, text);
    assert!(!record.to_string().contains("id/outlets/Reuters"), "{record}");
    assert!(record["actors"].as_array().unwrap().iter().all(|actor| actor["type"] != "media"), "{record}");
    let path = lexicon(&folder, &[("cues.toml", "[mengatakan]\noff = true\n")]);
    assert_eq!(cues(&read_with(&path, "Menteri Sari mengatakan jalan itu ditutup.")), []);
    let path = lexicon(&folder, &[("cues.toml", "[mengatakan]\noff = [\"mengatakan\"]\n")]);
    assert_eq!(cues(&read_with(&path, "Menteri Sari mengatakan jalan itu ditutup.")), []);
}

#[test]
fn the_record_says_which_lexicon_was_laid_over() {
    let folder = Folder::new("lexicon-hash");
    assert!(read_text(ARTICLE).get("lexicon_sha256").is_none());
    let path = lexicon(&folder, &[("cues.toml", CUE)]);
    let hash = |path: &Path| read_with(path, ARTICLE)["lexicon_sha256"].as_str().unwrap().to_owned();
    let first = hash(&path);
    assert_eq!(first.len(), 64);
    let copy = folder.path("salinan");
    fs::create_dir(&copy).unwrap();
    fs::copy(path.join("cues.toml"), copy.join("cues.toml")).unwrap();
    assert_eq!(hash(&copy), first);
    fs::write(copy.join("cues.toml"), CUE.replace("bahwa) C", "bahwa|jika) C")).unwrap();
    assert_ne!(hash(&copy), first);
    // The environment names the folder, too; the command line wins.
    let by_variable = |more: &[&str]| {
        let mut command = kutip();
        command.args(["read", "-"]).args(more).env("KUTIP_LEXICON", &path).write_stdin(ARTICLE);
        run(&mut command).records[0]["lexicon_sha256"].as_str().unwrap().to_owned()
    };
    assert_eq!(by_variable(&[]), first);
    assert_ne!(by_variable(&["--lexicon", copy.to_str().unwrap()]), first);
}

#[test]
fn explain_and_eval_read_with_it() {
    let folder = Folder::new("lexicon-commands");
    let path = lexicon(&folder, &[("cues.toml", CUE)]);
    let article = folder.write("a.txt", SENTENCE);
    let explained = run(kutip().arg("explain").arg(&article).arg("15").arg("--lexicon").arg(&path));
    assert!(explained.records.iter().any(|mark| mark["by"] == "own/cues/bersabda"), "{}", explained.stdout);
    let gold = json!({
        "id": "a", "text": SENTENCE, "lang": "id",
        "statements": [{"kind": "indirect", "content": [[29, 51]], "speaker": [0, 13],
            "speaker_name": "Raja Wiratama", "cue": [14, 22], "via": []}],
    });
    let gold = folder.write("gold.jsonl", gold.to_string() + "\n");
    let found = |more: &[&Path]| {
        let mut command = kutip();
        command.arg("eval").arg(&gold).arg("--json");
        if let Some(path) = more.first() {
            command.arg("--lexicon").arg(path);
        }
        run(&mut command).stdout
    };
    let recall = |report: &str| {
        serde_json::from_str::<Value>(report).unwrap()["scores"]["statement (overlap)"].clone()
    };
    let (without, with) = (recall(&found(&[])), recall(&found(&[&path])));
    assert!(without != with && with.to_string().contains("1.0"), "{without} {with}");
}

#[test]
fn add_makes_the_folder_and_leaves_the_rest_alone() {
    let folder = Folder::new("lexicon-add");
    let path = folder.path("baru");
    let first = add(&path, &["outlet", "Kabar Pagi", "KabarPagi", "--type", "site", "--country", "IDN"]);
    assert_eq!(first.code, 0, "{}", first.stderr);
    assert!(first.stdout.ends_with("outlets.tsv\n"));
    let file = path.join("outlets.tsv");
    let before = fs::read_to_string(&file).unwrap();
    assert!(
        before.starts_with("# Own outlets") && before.ends_with("Kabar Pagi\tKabarPagi\tsite\tIDN\n"),
        "{before}"
    );
    assert_eq!(add(&path, &["outlet", "Kabar Sore", "--country", "IDN"]).code, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), format!("{before}Kabar Sore\t\t\tIDN\n"));
    // Somebody's own order of columns, comments, line ends and spaces.
    let odd = "# ours\r\nname\tcountry\r\n\r\nKabar Siang \tIDN\r\n# end";
    fs::write(&file, odd).unwrap();
    assert_eq!(add(&path, &["outlet", "Kabar Malam", "--country", "IDN"]).code, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), format!("{odd}\r\nKabar Malam\tIDN\r\n"));
    let no_column = add(&path, &["outlet", "Kabar Fajar", "--type", "site"]);
    assert_eq!(no_column.code, 2);
    has(&no_column.stderr, &["outlets.tsv has no column kind"]);

    assert_eq!(add(&path, &["role", "juru kunci bendungan"]).code, 0);
    let people = path.join("people.toml");
    let odd = "# k\n[title]\nwords = [\n  \"juru kunci bendungan\",   # first\n]\n\n[rank] # none\noff = [\"jenderal\"]\n";
    fs::write(&people, odd).unwrap();
    let more = add(&path, &["role", "penghulu sawah"]);
    assert_eq!(more.code, 0, "{}", more.stderr);
    let expected = odd.replace("bendungan\",", "bendungan\", \"penghulu sawah\",");
    assert_eq!(fs::read_to_string(&people).unwrap(), expected);

    let place = add(
        &path,
        &["place", "Tirtajaya", "--type", "city", "--country", "IDN", "--lat", "-7.1", "--lon", "110.2"],
    );
    assert_eq!((place.code, place.stdout.lines().count()), (0, 2), "{}", place.stderr);
    assert_eq!(add(&path, &["person", "Ratna Wiyana", "--country", "IDN", "--from", "2026"]).code, 0);
    assert_eq!(
        add(&path, &["body", "Dewan Sawah Nasional", "DSN", "--type", "group", "--country", "IDN"]).code,
        0
    );
    let yes = "<speaker>Bupati Rini</speaker> <cue>bersabda</cue> <content>jalan itu sudah dibuka</content>.";
    let cue =
        add(&path, &["cue", "bersabda", "--like", "mengatakan", "--yes", yes, "--no", "Ia jarang bersabda."]);
    assert_eq!(cue.code, 0, "{}", cue.stderr);
    assert_eq!(add(&path, &["word", "--set", "place-head", "petak sawah"]).code, 0);
    assert_eq!(check(&path).code, 0);
    let record = read_with(
        &path,
        "Bupati Rini bersabda jalan itu sudah dibuka, dikutip Kabar Malam. Hujan turun di Tirtajaya.",
    );
    assert_eq!(cues(&record), [("bersabda", "own/cues/bersabda")]);
    assert_eq!(record["statements"][0]["via"][0]["name"], "Kabar Malam");
    assert!(
        record["places"].as_array().unwrap().iter().any(|place| place["lat"] == -7.1),
        "{}",
        record["places"]
    );
    let left: Vec<_> = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{left:?}");
}

#[test]
fn what_is_there_already_is_not_added() {
    let folder = Folder::new("lexicon-twice");
    let path = folder.path("baru");
    let refused = |words: &[&str], parts: &[&str]| {
        let run = add(&path, words);
        assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{}", run.stderr);
        has(&run.stderr, parts);
    };
    refused(
        &["outlet", "pahami.id"],
        &["[K3207]: `pahami.id` is built in already: id/outlets.tsv:", "[Pahami.id]"],
    );
    refused(
        &["outlet", "Kabar Baru", "Kantor Berita AFP"],
        &["`Kantor Berita AFP` is built in already", "[AFP]"],
    );
    refused(&["cue", "mengatakan", "--like", "kata"], &["id/cues.toml:", "[mengatakan]"]);
    refused(&["role", "presiden"], &["id/people.toml:", "[title]"]);
    assert!(!path.exists());
    assert_eq!(add(&path, &["outlet", "Pahami.id", "--country", "IDN", "--replace"]).code, 0);
    refused(&["outlet", "Pahami.id", "--replace"], &["is there already", "outlets.tsv:5 [Pahami.id]"]);
}

#[test]
fn an_entry_that_is_not_sound_is_not_added() {
    let folder = Folder::new("lexicon-back");
    let path = lexicon(&folder, &[("cues.toml", CUE)]);
    let refused = |words: &[&str], parts: &[&str]| {
        let run = add(&path, words);
        assert_eq!(run.code, 1, "{}", run.stderr);
        has(&run.stderr, parts);
        assert_eq!(fs::read_to_string(path.join("cues.toml")).unwrap(), CUE);
        assert_eq!(fs::read_dir(&path).unwrap().count(), 1);
    };
    refused(
        &["outlet", "Kabar Sore", "--country", "ZZZ"],
        &["unknown state `ZZZ`", "[K3208]: nothing is added"],
    );
    refused(&["outlet", "Kabar Sore", "--type", "koran"], &["unknown kind `koran`"]);
    refused(&["cue", "berkotek", "--act", "sai", "--frame", "S V C"], &["unknown act `sai`"]);
    refused(&["cue", "berkotek", "--act", "say", "--frame", "S V (C"], &["frame 'S V (C'"]);
    let yes = "<speaker>Bupati Rini</speaker> <cue>berkotek</cue> keras";
    refused(&["cue", "berkotek", "--like", "mengatakan", "--yes", yes], &["[K3202]", "expected: "]);
    refused(&["role", "\u{200b}"], &["people.toml"]);
    let usage = |words: &[&str]| assert_eq!(add(&path, words).code, 2, "{words:?}");
    usage(&["outlet"]);
    usage(&["koran", "Kabar Sore"]);
    usage(&["outlet", "Kabar\tSore"]);
    usage(&["outlet", "-Kabar"]);
    usage(&["outlet", "Kabar|Sore"]);
    usage(&["outlet", "Kabar Sore", "--act", "say"]);
    usage(&["person", "Ratna Wiyana"]);
    usage(&["word", "--set", "tiada", "x"]);
    usage(&["cue", "berkotek"]);
    usage(&["cue", "berkotek", "--like", "tiada-ini"]);
    // A folder that is not sound is mended first.
    fs::write(path.join("cues.toml"), CUE.replace("Raja Wiratama</speaker>", "Raja</speaker> Wiratama"))
        .unwrap();
    let run = add(&path, &["role", "penghulu sawah"]);
    assert_eq!(run.code, 1);
    has(&run.stderr, &["the folder was not sound before"]);
    assert!(!path.join("people.toml").exists());
}

#[cfg(unix)]
#[test]
fn odd_files_are_named_and_not_opened() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let folder = Folder::new("lexicon-odd");
    let path = lexicon(&folder, &[("common.tsv", &"a".repeat(5_000_000)), ("regions.tsv", "name\n")]);
    fs::write(path.join("bodies.tsv"), b"name\nA\nB\xff\n").unwrap();
    fs::create_dir(path.join("numbers.toml")).unwrap();
    symlink("/etc/hosts", path.join("units.toml")).unwrap();
    symlink("tiada", path.join("states.tsv")).unwrap();
    symlink("/dev/zero", path.join("words.toml")).unwrap();
    symlink("regions.tsv", path.join("outlets.tsv")).unwrap();
    fs::write(path.join(std::ffi::OsStr::from_bytes(b"a\x1b[2J\xfe.toml")), "x").unwrap();
    let _ = std::process::Command::new("mkfifo").arg(path.join("times.toml")).status();
    let run = check(&path);
    assert_eq!(run.code, 1);
    has(
        &run.stderr,
        &[
            "common.tsv: more than 4194304 bytes in a file",
            "bodies.tsv:3:2: not UTF-8",
            "numbers.toml: is no regular file",
            "units.toml: is a link out of the folder",
            "words.toml: is a link out of the folder",
            "states.tsv: cannot be read",
            "a[U+001B][2J\u{fffd}.toml: unknown file",
        ],
    );
    assert!(!run.stderr.contains("/outlets.tsv:"), "a link within the folder is fine: {}", run.stderr);
    // Nothing is written through a link.
    let links = folder.path("tautan");
    fs::create_dir(&links).unwrap();
    fs::write(links.join("asli.txt"), "name\n").unwrap();
    symlink("asli.txt", links.join("outlets.tsv")).unwrap();
    let run = add(&links, &["outlet", "Kabar Sore"]);
    assert_eq!(run.code, 4);
    has(&run.stderr, &["the file is a link"]);
    assert_eq!(fs::read_to_string(links.join("asli.txt")).unwrap(), "name\n");
}

#[test]
fn too_much_of_anything_is_refused() {
    let folder = Folder::new("lexicon-bounds");
    let one = |name: &str, text: String, part: &str| {
        let _ = fs::remove_dir_all(folder.path("leksikon"));
        let run = check(&lexicon(&folder, &[(name, &text)]));
        assert_eq!(run.code, 1);
        has(&run.stderr, &[part]);
    };
    one("outlets.tsv", format!("name\n{}\n", "A".repeat(300)), "more than 200 characters");
    one(
        "outlets.tsv",
        (0..60_000).fold("name\n".to_owned(), |text, n| text + &format!("A{n}\n")),
        "more than 50000 entries",
    );
    one("outlets.tsv", "name\n".to_owned() + &"A\n".repeat(9_000), "more of the kind: 901");
    one("people.toml", format!("[title]\nwords = [{}]\n", "\"a\",".repeat(30_000)), "more than 20000 items");
    one(
        "cues.toml",
        format!("[a]\nact = \"say\"\nframes = [{}]\n", "\"S V C\",".repeat(31)),
        "more than 30 items",
    );
    one("cues.toml", format!("x = {}", "[".repeat(100_000)), "not TOML");
    one("cues.toml", format!("[{}]", "a.".repeat(50_000) + "a"), "not TOML");
}

/// Files that were hurt at random are sound or refused, and never crash the program.
#[test]
fn hurt_files_are_refused_in_words() {
    let folder = Folder::new("lexicon-hurt");
    let files = [
        ("cues.toml", CUE.to_owned()),
        ("times.toml", "[lusa-nanti]\nkind = \"day\"\nvalue = 2\nwords = [\"lusa nanti\"]\n".to_owned()),
        ("outlets.tsv", "name\taliases\tcountry\nKabar Pagi\tKP|Kapi\tIDN\n-AFP\n".to_owned()),
    ];
    let mut seed = 20_260_101_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for round in 0..60 {
        let path = lexicon(&folder, &[]);
        for (name, text) in &files {
            let mut bytes = text.clone().into_bytes();
            for _ in 0..1 + round % 3 {
                let at = random(bytes.len());
                match random(3) {
                    0 => bytes[at] = b"[]\"\\\t|-=\n\xc3(\0"[random(12)],
                    1 => drop(bytes.remove(at)),
                    _ => bytes.truncate(at + 1),
                }
            }
            fs::write(path.join(name), bytes).unwrap();
        }
        let outcome = kutip::Lexicon::read(&path);
        assert!(!matches!(outcome, Err(kutip::LexiconError::Io(_))));
    }
}

#[test]
fn the_example_is_sound() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/leksikon");
    let run = check(&example);
    assert_eq!(run.code, 0, "{}", run.stderr);
    has(&run.stderr, &["warnings: 0"]);
}

#[test]
fn the_manual_and_the_completions_know_it() {
    let manual = run(kutip().arg("man")).stdout;
    has(&manual, &["KUTIP LEXICON CHECK", "KUTIP LEXICON ADD", "Exit status: 0 sound", "\\-\\-lexicon"]);
    has(&run(kutip().args(["completions", "bash"])).stdout, &["kutip__subcmd__lexicon__subcmd__add"]);
}

#[test]
fn messages_speak_indonesian_where_the_locale_does() {
    let folder = Folder::new("lexicon-tongue");
    let path = lexicon(&folder, &[("cues.toml", "[a]\nact = \"sai\"\nframes = [\"S V C\"]\n")]);
    let run = run(kutip().env("LANG", "id_ID.UTF-8").args(["lexicon", "check"]).arg(&path));
    has(&run.stderr, &["galat [K3201]:", "act `sai` tidak dikenal\n  → maksud Anda say?"]);
}
