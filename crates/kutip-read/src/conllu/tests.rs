//! Files of CoNLL-U as they come: odd line ends, odd bytes, lines without end.

use super::*;
use crate::{InputError, Limits, Problem};
use std::path::PathBuf;

/// What is read of a file with these bytes: sentences with their first lines, and faults with their lines.
fn read(name: &str, bytes: &[u8]) -> Vec<(u64, Result<String, Problem>)> {
    let path: PathBuf = std::env::temp_dir().join(format!("kutip-conllu-{}-{name}", std::process::id()));
    std::fs::write(&path, bytes).unwrap();
    let mut out = Vec::new();
    for batch in Sentences::new([path.clone()], Limits::default()) {
        for part in &batch.parts {
            out.push(match part {
                Part::Sentence(range, line) => (*line, Ok(batch.text[range.clone()].to_owned())),
                Part::Bad(InputError { place, problem }) => (place.line.unwrap_or(0), Err(problem.clone())),
            });
        }
    }
    std::fs::remove_file(path).unwrap();
    out
}

const ROW: &str = "1\ta\t_\t_\t_\t_\t_\t_\t_\t_";

#[test]
fn sentences_come_with_their_lines_as_they_stand() {
    let text = format!("\u{feff}# a\r\n{ROW}\r\n\r\n\n# b\n{ROW}\0\n \n{ROW}");
    let got: Vec<_> =
        read("ends", text.as_bytes()).into_iter().map(|(line, got)| (line, got.unwrap())).collect();
    let want = [
        (1, format!("# a\r\n{ROW}\r\n\r\n")),
        (4, "\n".to_owned()),
        (5, format!("# b\n{ROW}\0\n \n")),
        (8, ROW.to_owned()),
    ];
    assert_eq!(got, want);
    assert!(read("nothing", b"").is_empty());
}

#[test]
fn a_fault_costs_its_sentence_alone() {
    let mut bytes = format!("{ROW}\n\n# x\n1\tcaf").into_bytes();
    bytes.extend(b"\xe9\n\n");
    bytes.extend(format!("{ROW}\n{}\n{ROW}\n\n{ROW}\n\n", "y".repeat(2_000_000)).into_bytes());
    let got = read("faults", &bytes);
    let whole = format!("{ROW}\n\n");
    assert_eq!(got.len(), 4);
    assert_eq!(got[0], (1, Ok(whole.clone())));
    assert_eq!(got[1], (4, Err(Problem::BadRow(Fault::NotUtf8))));
    assert_eq!(got[2], (7, Err(Problem::BadRow(Fault::LineTooLong(2_000_000)))));
    assert_eq!(got[3], (10, Ok(whole)));
}

#[test]
fn a_sentence_without_end_is_not_held() {
    let bytes = format!("{}\n", format!("{ROW}\n").repeat(900_000));
    let got = read("endless", bytes.as_bytes());
    assert!(matches!(got[..], [(_, Err(Problem::BadRow(Fault::TooLong(_))))]), "{}", got.len());
}

#[test]
fn what_is_no_text_is_refused_at_once() {
    let got = read("binary", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    assert!(matches!(got[..], [(0, Err(Problem::Binary("PNG")))]), "{got:?}");
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(ROW.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(read("wide", &wide), [(1, Ok(ROW.to_owned()))]);
}

#[test]
fn conllu_is_told_from_other_text() {
    assert!(looks_like_conllu(&format!("# newdoc\n\n{ROW}\n")));
    assert!(!looks_like_conllu("# Judul\nMenteri Sari tiba.\n") && !looks_like_conllu("a\tb\n"));
}
