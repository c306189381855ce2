//! An item in words: a head, rows of what is known, and the characters it stands on.
//!
//! A page draws them as cards beside the text, a terminal as the lines of a table.

use super::{View, list, span_of, words};
use serde_json::Value;

/// An item, ready to be drawn. Its texts are as the article writes them: whoever draws them escapes them.
#[derive(Clone, Debug, Default)]
pub struct Card {
    /// The item's id.
    pub id: String,
    /// Who or what: the speaker, the value, the type.
    pub head: String,
    /// Through whom we have it, nearest the speaker first.
    pub via: Vec<String>,
    /// The characters it stands on, in parts.
    pub quote: Vec<String>,
    /// What is known of it.
    pub rows: Vec<Row>,
    /// What made it.
    pub by: String,
    /// How sure it is.
    pub certainty: String,
    /// The number of the speaker among those of the article.
    pub speaker: Option<usize>,
    /// What is in doubt about it.
    pub doubts: Vec<String>,
}

/// A thing that is known of an item.
#[derive(Clone, Debug)]
pub struct Row {
    /// What it is.
    pub label: &'static str,
    /// How it is.
    pub text: String,
    /// The id of the item of which it speaks.
    pub link: Option<String>,
}

/// The cards of a layer, in its order.
#[must_use]
pub fn cards(view: &View<'_>, layer: &str) -> Vec<Card> {
    let items = view.layer(layer).iter().enumerate();
    items
        .map(|(at, item)| {
            let mut draft = Draft::new(view, item);
            match layer {
                "statements" => statement(&mut draft),
                "figures" => figure(&mut draft),
                "times" => time(&mut draft),
                "events" => event(&mut draft),
                "commitments" => commitment(&mut draft),
                "pacts" => pact(&mut draft),
                "actors" => actor(&mut draft),
                "places" => place(&mut draft),
                "doubts" => doubt(&mut draft),
                _ => {
                    draft.card.id = format!("q{}", at + 1);
                    draft.quote(item);
                }
            }
            draft.card
        })
        .collect()
}

struct Draft<'v, 'a> {
    view: &'v View<'a>,
    item: &'a Value,
    card: Card,
}

impl<'v, 'a> Draft<'v, 'a> {
    fn new(view: &'v View<'a>, item: &'a Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let by = item["rule"].as_str().or_else(|| item["by"].as_str()).unwrap_or_default().to_owned();
        let id = text(&item["id"]);
        let doubts = view.doubts(&id).iter().map(|doubt| words::doubt(doubt)).collect();
        let card = Card { id, by, certainty: text(&item["certainty"]), doubts, ..Card::default() };
        Self { view, item, card }
    }

    fn row(&mut self, label: &'static str, text: impl Into<String>) {
        self.push(label, text.into(), None);
    }

    fn push(&mut self, label: &'static str, text: String, link: Option<String>) {
        if !text.trim().is_empty() {
            self.card.rows.push(Row { label, text, link });
        }
    }

    /// A field that is a word or a number.
    fn field(&mut self, label: &'static str, name: &str) {
        let text = match &self.item[name] {
            Value::String(text) => text.replace('_', " "),
            Value::Null => String::new(),
            value => value.to_string(),
        };
        self.row(label, text);
    }

    /// A field that is an id, with the words for what it names.
    fn link(&mut self, label: &'static str, name: &str, called: impl Fn(&View<'a>, &'a Value) -> String) {
        if let Some(id) = self.item[name].as_str() {
            let words = self.view.item(id).map(|item| called(self.view, item)).unwrap_or_default();
            self.push(label, format!("{id} {words}").trim_end().to_owned(), Some(id.to_owned()));
        }
    }

    fn quote(&mut self, span: &Value) {
        let words = self.view.chars_of(span);
        if !words.is_empty() {
            self.card.quote.push(words.to_owned());
        }
    }
}

fn speaker_of<'a>(view: &View<'a>, statement: &'a Value) -> String {
    words::speaker(view, statement).to_owned()
}

fn name_of<'a>(_: &View<'a>, item: &'a Value) -> String {
    item["name"].as_str().unwrap_or_default().to_owned()
}

fn statement(draft: &mut Draft<'_, '_>) {
    let (view, item) = (draft.view, draft.item);
    draft.card.head = words::speaker(view, item).to_owned();
    draft.card.speaker = view.speaker(item);
    draft.card.via = words::channels(item).into_iter().map(str::to_owned).collect();
    list(&item["content"]).iter().for_each(|span| draft.quote(span));
    let cue = &item["cue"];
    let act = cue["act"].as_str().unwrap_or_default();
    match view.chars_of(&cue["span"]) {
        "" => draft.row("act", act),
        word => draft.row("act", format!("{act} ({word})")),
    }
    draft.row("to", view.chars_of(&item["addressee"]["span"]));
    draft.field("date", "said_on");
    draft.field("kind", "kind");
    draft.link("within", "within", speaker_of);
    draft.row("voiced by", item["voiced_by"]["name"].as_str().unwrap_or_default());
    draft.link("speaks for", "speaks_for", name_of);
}

fn figure(draft: &mut Draft<'_, '_>) {
    let (view, item) = (draft.view, draft.item);
    draft.card.head = words::figure(item);
    draft.quote(&item["span"]);
    draft.link("of", "of", name_of);
    draft.link("source", "according_to", speaker_of);
    draft.link("revises", "revises", |_, figure| words::figure(figure));
    for later in view.revisions(item["id"].as_str().unwrap_or_default()) {
        let id = later["id"].as_str().unwrap_or_default().to_owned();
        draft.push("revised by", format!("{id} {}", words::figure(later)), Some(id));
    }
}

fn time(draft: &mut Draft<'_, '_>) {
    draft.card.head = draft.item["value"].as_str().unwrap_or("?").to_owned();
    draft.quote(&draft.item["span"]);
    draft.field("type", "type");
    if draft.item["inferred"] == true {
        draft.row("how", "inferred");
    }
}

fn event(draft: &mut Draft<'_, '_>) {
    let item = draft.item;
    draft.card.head = words::event(item);
    draft.quote(&item["trigger"]);
    draft.row("who", words::parties(&item["actor"]));
    draft.row("whom", words::parties(&item["recipient"]));
    draft.field("when", "when");
    draft.link("where", "where", name_of);
    draft.link("figure", "figure", |_, figure| words::figure(figure));
    draft.link("source", "according_to", speaker_of);
    draft.link("same as", "same_as", |_, event| words::event(event));
    draft.field("CAMEO", "cameo");
}

fn commitment(draft: &mut Draft<'_, '_>) {
    let (view, item) = (draft.view, draft.item);
    draft.card.head = words::parties(&item["by"]);
    draft.quote(&item["action"]);
    draft.field("strength", "strength");
    draft.row("if", view.chars_of(&item["condition"]));
    draft.field("deadline", "deadline");
    draft.link("statement", "statement", speaker_of);
    draft.link("event", "action_event", |_, event| words::event(event));
}

fn pact(draft: &mut Draft<'_, '_>) {
    let (view, item) = (draft.view, draft.item);
    draft.card.head = item["name"].as_str().unwrap_or("?").to_owned();
    draft.quote(&item["span"]);
    let parties: Vec<&str> = list(&item["parties"]).iter().filter_map(Value::as_str).collect();
    draft.row("parties", parties.join(", "));
    draft.field("kind", "kind");
    draft.field("stage", "stage");
    draft.field("agreed", "agreed");
    for clause in list(&item["clauses"]) {
        let kind = clause["kind"].as_str().unwrap_or_default();
        draft.row("clause", format!("{kind}: {}", view.chars_of(&clause["span"])));
    }
}

fn actor(draft: &mut Draft<'_, '_>) {
    let item = draft.item;
    draft.card.head = item["name"].as_str().unwrap_or("?").to_owned();
    draft.field("type", "type");
    draft.field("role", "role");
    draft.link("of", "of", name_of);
    draft.field("country", "country");
    draft.field("sector", "sector");
    draft.row("mentions", list(&item["mentions"]).len().to_string());
}

fn place(draft: &mut Draft<'_, '_>) {
    let item = draft.item;
    draft.card.head = item["name"].as_str().unwrap_or("?").to_owned();
    draft.quote(&item["span"]);
    draft.field("kind", "kind");
    draft.field("country", "country");
    if let (Some(lat), Some(lon)) = (item["lat"].as_f64(), item["lon"].as_f64()) {
        draft.row("coordinates", format!("{lat}, {lon}"));
    }
}

fn doubt(draft: &mut Draft<'_, '_>) {
    let item = draft.item;
    draft.card.head = item["kind"].as_str().unwrap_or("?").replace('_', " ");
    // Of the whole text nothing would be said by showing it.
    if span_of(&item["span"]).is_some_and(|[start, end]| end - start < draft.view.len()) {
        draft.quote(&item["span"]);
    }
    draft.field("note", "note");
    draft.link("about", "about", |view, item| match item["content"].is_array() {
        true => words::speaker(view, item).to_owned(),
        false => view.chars_of(&item["span"]).to_owned(),
    });
}
