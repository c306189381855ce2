//! W3C Web Annotations: one for each stretch of text that is evidence, with the quotation and its place.
//!
//! A stretch has its role in a tag, and a link to the item that it belongs to, which holds the roles together. Positions
//! count code points of the text whose hash is the target's state. A quotation is only given whole: one that was cut would
//! be found nowhere. What stands before and behind it is given with whole texts only.

use super::json::{List, told, urn};
use super::{Entry, Export, Kind, Options, Outputs, moments};
use kutip_record::{Ref, Span};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::io;

/// Characters before and behind a quotation.
const AROUND: u32 = 32;

pub(crate) struct Annotations {
    list: List,
    options: Options,
}

/// A stretch of text and what it is there for.
struct Evidence<'e> {
    id: &'e str,
    /// `statement/direct`
    what: String,
    role: &'static str,
    /// Which of those of its role.
    number: usize,
    span: Span,
    /// Whom or what it names.
    names: Option<&'e str>,
    /// In a few words, what the item says.
    says: Option<Cow<'e, str>>,
}

/// What a page begins with; its name is what it is a page of.
pub(super) fn head(name: &str) -> String {
    let page = urn(&format!("export:{name}"));
    format!(
        "{{\"@context\":\"http://www.w3.org/ns/anno.jsonld\",\"id\":\"{page}\",\"type\":\"AnnotationPage\",\"items\":["
    )
}

/// What a page ends with.
pub(super) const TAIL: &str = "]}\n";

impl Annotations {
    pub(crate) fn begin(options: &Options, out: &mut Outputs) -> io::Result<Self> {
        let stem = options.stem();
        Ok(Self { list: List::begin(out, &format!("{stem}.jsonld"), &head(stem))?, options: options.clone() })
    }
}

impl Export for Annotations {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        let Self { list, options } = self;
        options.kinds.iter().try_for_each(|kind| of(*kind, entry, options, &mut |it| list.put(&it)))
    }

    fn finish(self: Box<Self>, out: &mut Outputs) -> io::Result<()> {
        self.list.finish(out, TAIL)
    }
}

/// The annotations of a kind, one after the other.
pub(super) fn of(
    kind: Kind,
    entry: &Entry<'_>,
    options: &Options,
    take: &mut dyn FnMut(Value) -> io::Result<()>,
) -> io::Result<()> {
    if kind == Kind::Records {
        return take(whole(entry, options)?);
    }
    all(kind, entry).iter().try_for_each(|evidence| take(annotation(kind, entry, evidence, options)))
}

/// The whole record as the body of an annotation on its whole article: by it `kutip import` reads a page back.
fn whole(entry: &Entry<'_>, options: &Options) -> io::Result<Value> {
    let body = json!([
        tag("kutip:record"),
        {"type": "TextualBody", "purpose": "describing", "format": "application/json",
            "value": serde_json::to_string(entry.record)?},
    ]);
    let id = format!("{}:record", entry.ids.article);
    Ok(framed(&id, "describing", options, body, json!({"source": source(entry), "state": state(entry)})))
}

fn annotation(kind: Kind, entry: &Entry<'_>, it: &Evidence<'_>, options: &Options) -> Value {
    let mut body = vec![
        tag(&format!("kutip:{}", it.what)),
        tag(&format!("kutip:role/{}", it.role)),
        json!({"type": "SpecificResource", "purpose": "linking", "source": urn(it.id)}),
    ];
    if let Some(names) = it.names {
        body.push(json!({"type": "SpecificResource", "purpose": "identifying", "source": urn(names)}));
    }
    if let Some(says) = &it.says {
        body.push(
            json!({"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": says}),
        );
    }
    let mut selector = Vec::new();
    let quote = entry.quote(it.span);
    if quote.whole {
        let (before, behind) = around(entry, it.span);
        selector.push(told(json!({
            "type": "TextQuoteSelector", "exact": quote.text, "prefix": before, "suffix": behind,
        })));
    }
    selector.push(json!({"type": "TextPositionSelector", "start": it.span[0], "end": it.span[1]}));
    let id = format!("{}:{}:{}", it.id, it.role, it.number + 1);
    let target = json!({"source": source(entry), "state": state(entry), "selector": selector});
    framed(&id, motivation(kind, it.role), options, body.into(), target)
}

fn framed(id: &str, motivation: &str, options: &Options, body: Value, target: Value) -> Value {
    told(json!({
        "id": urn(id),
        "type": "Annotation",
        "motivation": motivation,
        "created": options.time,
        "generator": {"id": "urn:kutip:software", "type": "Software", "name": format!("kutip {}", crate::VERSION)},
        "body": body,
        "target": target,
    }))
}

fn tag(value: &str) -> Value {
    json!({"type": "TextualBody", "purpose": "tagging", "value": value})
}

/// The address of the article, else its name here.
fn source(entry: &Entry<'_>) -> String {
    entry.address().map_or_else(|| urn(&entry.ids.article), str::to_owned)
}

/// Which text it was, and of which day.
fn state(entry: &Entry<'_>) -> Value {
    let document = &entry.record.document;
    told(json!({
        "type": "TimeState",
        "cached": format!("urn:sha256:{}", document.text_sha256),
        "sourceDate": document.published.map(|day| moments::midnight(day.0)),
    }))
}

/// What stands before and behind a stretch, where whole texts may be shown.
fn around<'e>(entry: &Entry<'e>, span: Span) -> (Option<&'e str>, Option<&'e str>) {
    if entry.text().is_none() {
        return (None, None);
    }
    let before = [span[0].saturating_sub(AROUND), span[0]];
    let behind = [span[1], span[1].saturating_add(AROUND)];
    (Some(entry.points().text(before)), Some(entry.points().text(behind)))
}

fn motivation(kind: Kind, role: &str) -> &'static str {
    match (kind, role) {
        (Kind::Actors | Kind::Places, _)
        | (_, "speaker" | "actor" | "recipient" | "addressee" | "via" | "voice") => "identifying",
        (Kind::Events, _) => "classifying",
        (Kind::Doubts, _) => "questioning",
        _ => "describing",
    }
}

/// Every stretch of a kind's items.
fn all<'e>(kind: Kind, entry: &'e Entry<'_>) -> Vec<Evidence<'e>> {
    let mut out = Gather { entry, out: Vec::new(), id: "", what: String::new() };
    match kind {
        Kind::Statements => {
            for (it, id) in entry.statements() {
                out.item(id, format!("statement/{}", it.kind));
                out.each("content", &it.content);
                if let Some(speaker) = &it.speaker {
                    out.named("speaker", 0, speaker.span, speaker.actor, speaker.name.as_deref());
                }
                if let Some(cue) = &it.cue {
                    out.named("cue", 0, Some(cue.span), None, cue.act.as_deref());
                }
                if let Some(to) = &it.addressee {
                    out.named("addressee", 0, Some(to.span), to.actor, None);
                }
                for (number, via) in it.via.iter().enumerate() {
                    out.named("via", number, Some(via.span), None, Some(&via.name));
                }
                if let Some(voice) = &it.voiced_by {
                    out.named("voice", 0, Some(voice.span), voice.actor, Some(&voice.name));
                }
            }
        }
        Kind::Actors => {
            for (it, id) in entry.actors() {
                out.item(id, format!("actor/{}", it.r#type));
                for (number, mention) in it.mentions.iter().enumerate() {
                    out.named("mention", number, Some(mention.span), None, Some(&it.name));
                }
            }
        }
        Kind::Places => {
            for (it, id) in entry.places() {
                out.item(id, format!("place/{}", it.kind));
                out.named("place", 0, Some(it.span), None, Some(&it.name));
            }
        }
        Kind::Times => {
            for (it, id) in entry.times() {
                out.item(id, format!("time/{}", it.r#type));
                out.named("time", 0, Some(it.span), None, Some(&it.value));
            }
        }
        Kind::Figures => {
            for (it, id) in entry.figures() {
                out.item(id, "figure".to_owned());
                out.says("figure", it.span, entry.figure_words(it));
            }
        }
        Kind::QuotedTerms => {
            for (span, id) in entry.quoted_terms() {
                out.item(id, "quoted_term".to_owned());
                out.each("term", &[*span]);
            }
        }
        Kind::Events => {
            for (it, id) in entry.events() {
                out.item(id, format!("event/{}", it.r#type));
                out.says("trigger", it.trigger, entry.event_name(it));
                for (role, parties) in [("actor", &it.actor), ("recipient", &it.recipient)] {
                    for (number, party) in parties.iter().enumerate() {
                        out.named(role, number, party.span, party.actor, Some(&party.name));
                    }
                }
            }
        }
        Kind::Commitments => {
            for (it, id) in entry.commitments() {
                out.item(id, format!("commitment/{}", it.strength));
                out.named("condition", 0, it.condition, None, None);
                out.each("action", &[it.action]);
            }
        }
        Kind::Pacts => {
            for (it, id) in entry.pacts() {
                out.item(id, format!("pact/{}", it.kind));
                out.named("name", 0, Some(it.span), None, Some(&it.name));
                for (number, clause) in it.clauses.iter().enumerate() {
                    out.named("condition", number, clause.condition, None, Some(&clause.kind));
                    out.named("action", number, Some(clause.action), None, Some(&clause.kind));
                }
            }
        }
        Kind::Doubts => {
            for (it, id) in entry.doubts() {
                out.item(id, format!("doubt/{}", it.kind));
                out.named("doubt", 0, it.span, it.about, Some(&it.note));
            }
        }
        Kind::Records | Kind::Articles | Kind::Mentions | Kind::Parties | Kind::Clauses => {}
        Kind::Plover | Kind::Acled => {}
    }
    out.out
}

/// Gathers the stretches of one item after the other.
struct Gather<'e, 'r> {
    entry: &'e Entry<'r>,
    out: Vec<Evidence<'e>>,
    id: &'e str,
    what: String,
}

impl<'e> Gather<'e, '_> {
    fn item(&mut self, id: &'e str, what: String) {
        (self.id, self.what) = (id, what);
    }

    fn push(
        &mut self,
        (role, number): (&'static str, usize),
        span: Span,
        names: Option<&'e str>,
        says: Option<Cow<'e, str>>,
    ) {
        let what = self.what.clone();
        let says = says.filter(|says| !says.is_empty());
        self.out.push(Evidence { id: self.id, what, role, number, span, names, says });
    }

    fn each(&mut self, role: &'static str, spans: &[Span]) {
        for (number, span) in spans.iter().enumerate() {
            self.push((role, number), *span, None, None);
        }
    }

    fn says(&mut self, role: &'static str, span: Span, says: String) {
        self.push((role, 0), span, None, Some(says.into()));
    }

    fn named(
        &mut self,
        role: &'static str,
        number: usize,
        span: Option<Span>,
        names: Option<Ref>,
        says: Option<&'e str>,
    ) {
        if let Some(span) = span {
            self.push(
                (role, number),
                span,
                names.and_then(|at| self.entry.ids.get(at)),
                says.map(Cow::Borrowed),
            );
        }
    }
}
