//! brat standoff: the text of each article, and beside it what was found, for correction by hand.
//!
//! Offsets are code points, as in the record. brat wants no end of a line in an annotation: a stretch over several lines is
//! written as several fragments. The id that stays of an item is its note, by which corrections find back.

use super::{Entry, Export, Kind, Options, Outputs};
use kutip_record::Span;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::io;

/// What brat has to know of the annotations.
const CONF: &str = "\
[entities]
Content
Speaker
Cue
Addressee
Channel
Voice
Mention
Place
Time
Figure
Term
Condition
Action
Pact
Party
[relations]
said_by\tArg1:Content, Arg2:Speaker
said_with\tArg1:Content, Arg2:Cue
said_to\tArg1:Content, Arg2:Addressee
passed_on_by\tArg1:Content, Arg2:Channel
voiced_by\tArg1:Content, Arg2:Voice
goes_on\tArg1:Content, Arg2:Content
if\tArg1:Action, Arg2:Condition
[events]
";

const EVENTS: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

const ATTRIBUTES: &str = "\
[attributes]
Kind\tArg:Content, Value:direct|indirect|mixed
Modality\tArg:<EVENT>, Value:asserted|planned|possible|conditional|hoped|denied
";

pub(crate) struct Brat {
    kinds: Vec<Kind>,
}

impl Brat {
    pub(crate) fn begin(options: &Options, out: &mut Outputs) -> io::Result<Self> {
        let mut conf = CONF.to_owned();
        for event in EVENTS {
            let _ = writeln!(conf, "{event}\tActor*:Party, Recipient*:Party, Place?:Place");
        }
        conf.push_str(ATTRIBUTES);
        out.beside("annotation.conf", conf.as_bytes())?;
        Ok(Self { kinds: options.kinds.clone() })
    }
}

impl Export for Brat {
    fn put(&mut self, entry: &Entry<'_>, out: &mut Outputs) -> io::Result<()> {
        let mut ann = Ann { entry, lines: String::new(), bounds: HashMap::new(), next: [0; 5] };
        self.kinds.iter().for_each(|kind| ann.kind(*kind));
        let id = &entry.ids.article;
        out.beside(&format!("{id}.txt"), entry.text().unwrap_or_default().as_bytes())?;
        out.beside(&format!("{id}.ann"), ann.lines.as_bytes())
    }

    fn finish(self: Box<Self>, _: &mut Outputs) -> io::Result<()> {
        Ok(())
    }
}

/// The annotations of one article.
struct Ann<'e, 'r> {
    entry: &'e Entry<'r>,
    lines: String,
    /// Text-bound annotations that are there, by type and place.
    bounds: HashMap<(String, Span), String>,
    /// The next numbers of T, R, E, A and notes.
    next: [u32; 5],
}

const TEXT: usize = 0;
const RELATION: usize = 1;
const EVENT: usize = 2;
const ATTRIBUTE: usize = 3;
const NOTE: usize = 4;

impl Ann<'_, '_> {
    fn number(&mut self, of: usize) -> String {
        let letter = ["T", "R", "E", "A", "#"].get(of).copied().unwrap_or_default();
        let next = self.next.get_mut(of).map_or(0, |next| {
            *next += 1;
            *next
        });
        format!("{letter}{next}")
    }

    /// A stretch of text; none where there are no characters in it.
    fn bound(&mut self, kind: &str, span: Span) -> Option<String> {
        if let Some(there) = self.bounds.get(&(kind.to_owned(), span)) {
            return Some(there.clone());
        }
        let text = self.entry.points().text(span);
        let fragments = fragments(text, span[0]);
        if fragments.is_empty() {
            return None;
        }
        let id = self.number(TEXT);
        let places: Vec<String> = fragments.iter().map(|(start, end, _)| format!("{start} {end}")).collect();
        let words: Vec<&str> = fragments.iter().map(|(_, _, words)| *words).collect();
        let _ = writeln!(self.lines, "{id}\t{kind} {}\t{}", places.join(";"), words.join(" "));
        self.bounds.insert((kind.to_owned(), span), id.clone());
        Some(id)
    }

    fn note(&mut self, of: &str, text: &str) {
        let id = self.number(NOTE);
        let _ = writeln!(self.lines, "{id}\tAnnotatorNotes {of}\t{text}");
    }

    fn relate(&mut self, name: &str, from: &str, to: Option<String>) {
        if let Some(to) = to {
            let id = self.number(RELATION);
            let _ = writeln!(self.lines, "{id}\t{name} Arg1:{from} Arg2:{to}");
        }
    }

    fn attribute(&mut self, name: &str, of: &str, value: &str) {
        let id = self.number(ATTRIBUTE);
        let _ = writeln!(self.lines, "{id}\t{name} {of} {}", word(value));
    }

    /// A stretch with a note of its item.
    fn noted(&mut self, kind: &str, span: Span, id: &str) {
        if let Some(bound) = self.bound(kind, span) {
            self.note(&bound, id);
        }
    }

    fn kind(&mut self, kind: Kind) {
        let entry = self.entry;
        match kind {
            Kind::Statements => entry.statements().for_each(|(it, id)| self.statement(it, id)),
            Kind::Events => entry.events().for_each(|(it, id)| self.event(it, id)),
            Kind::Actors => {
                for (it, id) in entry.actors() {
                    it.mentions.iter().for_each(|mention| self.noted("Mention", mention.span, id));
                }
            }
            Kind::Places => entry.places().for_each(|(it, id)| self.noted("Place", it.span, id)),
            Kind::Times => entry.times().for_each(|(it, id)| self.noted("Time", it.span, id)),
            Kind::Figures => {
                entry.figures().for_each(|(it, id)| self.noted("Figure", it.span, id));
            }
            Kind::QuotedTerms => {
                entry.quoted_terms().for_each(|(span, id)| self.noted("Term", *span, id));
            }
            Kind::Commitments => {
                for (it, id) in entry.commitments() {
                    let Some(action) = self.bound("Action", it.action) else { continue };
                    self.note(&action, id);
                    let condition = it.condition.and_then(|span| self.bound("Condition", span));
                    self.relate("if", &action, condition);
                }
            }
            Kind::Pacts => entry.pacts().for_each(|(it, id)| self.noted("Pact", it.span, id)),
            _ => {}
        }
    }

    fn statement(&mut self, it: &kutip_record::Statement<'_>, id: &str) {
        let parts: Vec<String> = it.content.iter().filter_map(|span| self.bound("Content", *span)).collect();
        let Some((content, more)) = parts.split_first() else { return };
        self.note(content, id);
        self.attribute("Kind", content, &it.kind);
        more.iter().for_each(|part| self.relate("goes_on", content, Some(part.clone())));
        let voice = it.voiced_by.as_ref().map(|voice| voice.span);
        let single = [
            ("said_by", "Speaker", it.speaker.as_ref().and_then(|speaker| speaker.span)),
            ("said_with", "Cue", it.cue.as_ref().map(|cue| cue.span)),
            ("said_to", "Addressee", it.addressee.as_ref().map(|to| to.span)),
            ("voiced_by", "Voice", voice),
        ];
        let channels = it.via.iter().map(|via| ("passed_on_by", "Channel", Some(via.span)));
        for (relation, kind, span) in single.into_iter().chain(channels) {
            let to = span.and_then(|span| self.bound(kind, span));
            self.relate(relation, content, to);
        }
    }

    fn event(&mut self, it: &kutip_record::Event<'_>, id: &str) {
        let kind = word(&it.r#type);
        let Some(trigger) = self.bound(&kind, it.trigger) else { return };
        let mut arguments = String::new();
        for (role, parties) in [("Actor", &it.actor), ("Recipient", &it.recipient)] {
            let bounds: Vec<String> =
                parties.iter().filter_map(|party| self.bound("Party", party.span?)).collect();
            for (number, bound) in bounds.iter().enumerate() {
                let count = if number == 0 { String::new() } else { (number + 1).to_string() };
                let _ = write!(arguments, " {role}{count}:{bound}");
            }
        }
        if let Some(place) = self.entry.place(it.r#where).and_then(|place| self.bound("Place", place.span)) {
            let _ = write!(arguments, " Place:{place}");
        }
        let event = self.number(EVENT);
        let _ = writeln!(self.lines, "{event}\t{kind}:{trigger}{arguments}");
        self.attribute("Modality", &event, &it.modality);
        self.note(&event, id);
    }
}

/// A word that parts no line: types and values are of closed lists, but for hostile records.
fn word(text: &str) -> String {
    let safe = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '_' | '-') { c } else { '_' };
    if text.is_empty() { "_".to_owned() } else { text.chars().map(safe).collect() }
}

/// The parts of a text that lie on one line each, with their places in code points.
fn fragments(text: &str, start: u32) -> Vec<(u32, u32, &str)> {
    let mut out = Vec::new();
    let mut at = start;
    for piece in text.split_inclusive([
        '\n', '\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}', '\t', '\u{1C}', '\u{1D}', '\u{1E}',
    ]) {
        let chars = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let words = piece.trim();
        let lead = chars(piece) - chars(piece.trim_start());
        if !words.is_empty() {
            out.push((at + lead, at + lead + chars(words), words));
        }
        at = at.saturating_add(chars(piece));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::fragments;

    #[test]
    fn a_stretch_over_lines_is_several_fragments() {
        assert_eq!(fragments("“Ya,\n  tidak” ", 10), [(10, 14, "“Ya,"), (17, 23, "tidak”")]);
        assert!(fragments(" \n\t", 0).is_empty());
    }
}
