//! The models that ship: each is read, and makes trees of whatever words.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::Path;

use kutip_learn::parser::{self, Parser};
use kutip_learn::tagger::{self, Tagger};

fn model(lang: &str, name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../kutip-lang").join(lang).join("models");
    std::fs::read(folder.join(name)).unwrap()
}

#[test]
fn any_words_make_a_tree() {
    let long = vec!["dan"; 3000];
    let sentences: [&[&str]; 6] = [
        &[],
        &["."],
        &["", "\u{0}", "𝄞"],
        &["itu", "itu", "(", ")"],
        &["The", "bridge", "is", "closed", "."],
        &long,
    ];
    for lang in ["id", "en"] {
        let tagger = Tagger::read(&model(lang, "tagger.bin")).unwrap();
        let parser = Parser::read(&model(lang, "parser.bin")).unwrap();
        let (mut tag_scratch, mut scratch) = (tagger::Scratch::default(), parser::Scratch::default());
        let (mut tags, mut arcs) = (Vec::new(), Vec::new());
        for forms in sentences {
            tagger.tag(forms, &mut tag_scratch, &mut tags);
            parser.parse(&tagger, forms, &tags, &mut scratch, &mut arcs);
            assert_eq!((tags.len(), arcs.len()), (forms.len(), forms.len()));
            assert_eq!(arcs.iter().filter(|arc| arc.head == 0).count(), usize::from(!forms.is_empty()));
            assert!(
                arcs.iter()
                    .all(|arc| arc.head as usize <= forms.len() && !parser.relation(arc.relation).is_empty())
            );
            assert!(tags.iter().all(|tag| !tagger.upos(*tag).is_empty()));
        }
    }
}

#[test]
fn a_word_of_saying_has_who_said_it_and_what() {
    let tagger = Tagger::read(&model("id", "tagger.bin")).unwrap();
    let parser = Parser::read(&model("id", "parser.bin")).unwrap();
    let forms = ["Gubernur", "mengatakan", "bahwa", "jembatan", "itu", "ditutup", "."];
    let (mut tags, mut arcs) = (Vec::new(), Vec::new());
    tagger.tag(&forms, &mut tagger::Scratch::default(), &mut tags);
    parser.parse(&tagger, &forms, &tags, &mut parser::Scratch::default(), &mut arcs);
    let read: Vec<_> = tags
        .iter()
        .zip(&arcs)
        .map(|(tag, arc)| (tagger.upos(*tag), arc.head, parser.relation(arc.relation)))
        .collect();
    assert_eq!(read[1], ("VERB", 0, "root"));
    assert_eq!(read[0].1, 2);
    assert_eq!(read[3], ("NOUN", 6, "nsubj:pass"));
    assert_eq!((read[5].0, read[5].1, read[5].2), ("VERB", 2, "ccomp"));
}
