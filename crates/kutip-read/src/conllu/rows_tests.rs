//! What a row is, and what is kept of it.

use super::*;

const SENTENCE: &str = "# sent_id = 1\r\n1-2\trumahnya\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\r\n\
    1\trumah\tx\tx\tNN\tx\t9\tx\t2:dep\tA=1|NER=O|B=2\r\n2\tnya\t_\t_\t_\t_\t_\t_\t_\t_\r\n\
    2.1\tada\t_\t_\t_\t_\t_\t_\t0:root\t_\r\n\r\n";

fn columns(name: &str) -> Columns<'_> {
    Columns { lemma: "l", upos: "U", feats: "_", head: 12, relation: "r", name }
}

fn fault(text: &str) -> Option<Fault> {
    Sentence::new(text).check(&mut Vec::new()).err().map(|bad| bad.fault)
}

#[test]
fn what_is_not_replaced_is_kept_to_the_byte() {
    let sentence = Sentence::new(SENTENCE);
    let mut forms = Vec::new();
    sentence.check(&mut forms).unwrap();
    assert_eq!(forms, ["rumah", "nya"]);
    let mut out = Vec::new();
    sentence.write([columns("B-PER"), columns("")].into_iter(), &mut out);
    let want = SENTENCE
        .replace("1\trumah\tx\tx\tNN\tx\t9\tx", "1\trumah\tl\tU\tNN\t_\t12\tr")
        .replace("NER=O", "NER=B-PER")
        .replace("2\tnya\t_\t_\t_\t_\t_\t_\t_", "2\tnya\tl\tU\t_\t_\t12\tr\t_");
    assert_eq!(String::from_utf8(out).unwrap(), want);
}

#[test]
fn a_last_line_without_an_end_gets_it_and_a_blank_line() {
    let mut out = Vec::new();
    Sentence::new("1\ta\t_\t_\t_\t_\t_\t_\t_\tNER=B-LOC").write([columns("")].into_iter(), &mut out);
    assert_eq!(String::from_utf8(out).unwrap(), "1\ta\tl\tU\t_\t_\t12\tr\t_\t_\n\n");
}

#[test]
fn bad_rows_are_told() {
    let row = |id: &str| format!("{id}\ta\t_\t_\t_\t_\t_\t_\t_\t_\n");
    let rows = |ids: &[&str]| ids.iter().map(|id| row(id)).collect::<String>();
    assert_eq!(fault(&rows(&["0.1", "1", "2-3", "2", "3", "3.1", "3.2", "4"])), None);
    assert_eq!(fault("1\ta\n"), Some(Fault::Columns(2)));
    assert_eq!(fault(&row("01")), Some(Fault::NoId("01".into())));
    assert_eq!(fault(&row("x")), Some(Fault::NoId("x".into())));
    let out_of_order = |found: &str, wanted| Some(Fault::OutOfOrder { found: found.into(), wanted });
    assert_eq!(fault(&rows(&["1", "3"])), out_of_order("3", 2));
    assert_eq!(fault(&rows(&["2-1"])), out_of_order("2-1", 1));
    assert_eq!(fault(&rows(&["1-3", "1", "2-3", "2", "3"])), out_of_order("2-3", 2));
    assert_eq!(fault(&rows(&["1", "1.2"])), out_of_order("1.2", 2));
    assert_eq!(fault(&rows(&["1-2", "1"])), Some(Fault::OpenRange("1-2".into())));
    assert_eq!(fault("1\t\t_\t_\t_\t_\t_\t_\t_\t_\n"), Some(Fault::NoForm));
}
