//! Models of a toy treebank, made anew in each test.

use super::treebank::{self, Sentence};
use super::{Random, parser, tagger};
use crate::parser::{Arc, Parser};
use crate::tagger::{TagId, Tagger};
use crate::{parser as parsing, tagger as tagging};

const TREEBANK: &str = "\
1\tSari\t_\tPROPN\t_\t_\t2\tnsubj\t_\t_
2\tmenutup\t_\tVERB\t_\tVoice=Act\t0\troot\t_\t_
3\tjembatan\t_\tNOUN\t_\tNumber=Sing\t2\tobj\t_\t_
4\titu\t_\tDET\t_\tPronType=Dem\t3\tdet\t_\t_
5\t.\t_\tPUNCT\t_\t_\t2\tpunct\t_\t_

1\tJembatan\t_\tNOUN\t_\tNumber=Sing\t3\tnsubj:pass\t_\t_
2\titu\t_\tDET\t_\tPronType=Dem\t1\tdet\t_\t_
3\tditutup\t_\tVERB\t_\tVoice=Pass\t0\troot\t_\t_
4\toleh\t_\tADP\t_\t_\t5\tcase\t_\t_
5\tSari\t_\tPROPN\t_\t_\t3\tobl:agent\t_\t_
6\t.\t_\tPUNCT\t_\t_\t3\tpunct\t_\t_

";

struct Toy {
    sentences: Vec<Sentence>,
    tagger_bytes: Vec<u8>,
    parser_bytes: Vec<u8>,
    tagger: Tagger,
    parser: Parser,
}

fn toy() -> Toy {
    let sentences = treebank::read(TREEBANK).unwrap();
    let recipe = tagger::Recipe { changes: 1, least: 0.0, ..Default::default() };
    let tagger_bytes = tagger::train(&sentences, &recipe);
    let tagger = Tagger::read(&tagger_bytes).unwrap();
    let tag = |sentence: &Sentence| {
        sentence.words.iter().map(|word| tagger.named(&word.upos, &word.feats)).collect()
    };
    let tags: Vec<Vec<TagId>> = sentences.iter().map(tag).collect();
    let size = parser::Size { changes: 1, least: 0.0, fill: 1.0 };
    let parser_bytes = parser::train(&sentences, &tagger, &tags, &parser::Recipe::default()).bytes(&size);
    let parser = Parser::read(&parser_bytes).unwrap();
    Toy { sentences, tagger_bytes, parser_bytes, tagger, parser }
}

#[derive(Default)]
struct Room {
    tagging: tagging::Scratch,
    parsing: parsing::Scratch,
    tags: Vec<TagId>,
    arcs: Vec<Arc>,
}

impl Room {
    fn read(&mut self, toy: &Toy, forms: &[&str]) {
        toy.tagger.tag(forms, &mut self.tagging, &mut self.tags);
        toy.parser.parse(&toy.tagger, forms, &self.tags, &mut self.parsing, &mut self.arcs);
    }
}

fn odd_sentence(random: &mut Random) -> Vec<&'static str> {
    const WORDS: [&str; 12] =
        ["Sari", "menutup", "jembatan", "itu", ".", "", "\u{0}", "é", "12", "\"", "oleh", "𝄞𝄞"];
    (0..random.below(40)).map(|_| WORDS[random.below(WORDS.len())]).collect()
}

fn is_tree(arcs: &[Arc]) -> bool {
    let climbs = |start: usize| {
        let mut at = start;
        (0..arcs.len()).any(|_| {
            at = arcs[at - 1].head as usize;
            at == 0
        })
    };
    let roots = arcs.iter().filter(|arc| arc.head == 0).count();
    roots == usize::from(!arcs.is_empty()) && (1..=arcs.len()).all(climbs)
}

#[test]
fn what_was_learned_is_known() {
    let toy = toy();
    let mut room = Room::default();
    for sentence in &toy.sentences {
        room.read(&toy, &sentence.forms());
        for ((word, tag), arc) in sentence.words.iter().zip(&room.tags).zip(&room.arcs) {
            assert_eq!(
                (toy.tagger.upos(*tag), toy.tagger.feats(*tag)),
                (word.upos.as_str(), word.feats.as_str())
            );
            assert_eq!((arc.head, toy.parser.relation(arc.relation)), (word.head, word.relation.as_str()));
        }
    }
}

#[test]
fn the_same_sentences_give_the_same_bytes() {
    let (one, two) = (toy(), toy());
    assert_eq!(one.tagger_bytes, two.tagger_bytes);
    assert_eq!(one.parser_bytes, two.parser_bytes);
}

#[test]
fn any_words_get_a_tag_each_and_make_a_tree() {
    let toy = toy();
    let (mut room, mut random) = (Room::default(), Random::new(3));
    for _ in 0..2000 {
        let forms = odd_sentence(&mut random);
        room.read(&toy, &forms);
        assert_eq!((room.tags.len(), room.arcs.len()), (forms.len(), forms.len()));
        assert!(is_tree(&room.arcs), "{forms:?}");
        let roots: Vec<_> = room.arcs.iter().filter(|arc| arc.head == 0).collect();
        assert!(roots.iter().all(|arc| toy.parser.relation(arc.relation) == "root"));
    }
}

#[test]
fn tags_of_another_tagger_or_none_at_all_do_no_harm() {
    let toy = toy();
    let mut room = Room::default();
    for tags in [vec![], vec![TagId(u16::MAX); 3], vec![TagId(0); 9]] {
        toy.parser.parse(
            &toy.tagger,
            &["Sari", "menutup", "itu", "."],
            &tags,
            &mut room.parsing,
            &mut room.arcs,
        );
        assert!(is_tree(&room.arcs));
        assert_eq!(toy.tagger.upos(TagId(u16::MAX)), "");
    }
}

/// Room grows to the longest sentence and no further.
#[test]
fn nothing_is_allocated_for_a_sentence_that_has_been_read_before() {
    let toy = toy();
    let mut room = Room::default();
    let forms = ["Jembatan", "itu", "ditutup", "oleh", "Sari", "."].repeat(20);
    room.read(&toy, &forms);
    let size = |room: &Room| {
        (room.tags.capacity(), room.arcs.capacity(), room.tagging.capacity(), room.parsing.capacity())
    };
    let before = size(&room);
    for end in 0..forms.len() {
        room.read(&toy, &forms[..end]);
    }
    room.read(&toy, &forms);
    assert_eq!(size(&room), before);
}

#[test]
fn damaged_models_are_refused() {
    let toy = toy();
    for bytes in [&toy.tagger_bytes, &toy.parser_bytes] {
        for at in (0..bytes.len()).step_by(7) {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert!(Tagger::read(&damaged).is_err() && Parser::read(&damaged).is_err());
            assert!(Tagger::read(&bytes[..at]).is_err() && Parser::read(&bytes[..at]).is_err());
        }
    }
    assert!(Tagger::read(&toy.parser_bytes).is_err() && Parser::read(&toy.tagger_bytes).is_err());
}
