//! FollowTheMoney, as Aleph and OpenAleph read it: one entity a line.
//!
//! Its readers drop properties that they do not know without a word, so that no offsets can travel. It knows no quotation:
//! a statement is a `Note` on its speaker, with a `Documentation` that leads to the article. An `Event` has no sides:
//! each pair of who does something to whom is an `UnknownLink`.

use super::{Entry, Export, File, Kind, Options, Outputs, countries, moments};
use crate::escape::printable;
use kutip_record::{Actor, Commitment, Event, Figure, Pact, Party, Place, Ref, Statement};
use serde_json::{Map, Value, json};
use std::collections::HashSet;
use std::io::{self, Write};

pub(crate) struct Ftm {
    file: File,
    kinds: Vec<Kind>,
}

impl Ftm {
    pub(crate) fn begin(options: &Options, out: &mut Outputs) -> io::Result<Self> {
        Ok(Self { file: out.create(format!("{}.ftm.json", options.stem()))?, kinds: options.kinds.clone() })
    }
}

impl Export for Ftm {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        let mut out = Entities { entry, all: vec![article(entry)], linked: HashSet::new() };
        // Whoever is named by something has to be there.
        entry.actors().for_each(|(it, id)| out.actor(it, id));
        for kind in &self.kinds {
            match kind {
                Kind::Places => entry.places().for_each(|(it, id)| out.place(it, id)),
                Kind::Figures => entry.figures().for_each(|(it, id)| out.figure(it, id)),
                Kind::Statements => {
                    entry.statements().for_each(|(it, id)| out.statement(it, id));
                }
                Kind::Events => entry.events().for_each(|(it, id)| out.event(it, id)),
                Kind::Commitments => {
                    entry.commitments().for_each(|(it, id)| out.commitment(it, id));
                }
                Kind::Pacts => entry.pacts().for_each(|(it, id)| out.pact(it, id)),
                _ => {}
            }
        }
        for entity in out.all {
            serde_json::to_writer(&mut self.file, &entity.0)?;
            self.file.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut Outputs) -> io::Result<()> {
        out.close(self.file)
    }
}

/// An entity that is being made.
struct Entity(Value);

impl Entity {
    fn new(schema: &str, id: &str) -> Self {
        Self(json!({"id": id, "schema": schema, "properties": Map::new()}))
    }

    /// Adds a value, where there is one.
    fn with(mut self, property: &str, value: Option<&str>) -> Self {
        let Some(value) = value.map(printable).filter(|value| !value.trim().is_empty()) else { return self };
        let values = &mut self.0["properties"][property];
        match values {
            Value::Array(values) if values.contains(&Value::from(value.as_str())) => {}
            Value::Array(values) => values.push(value.into()),
            _ => *values = json!([value]),
        }
        self
    }

    fn all<'v>(self, property: &str, values: impl IntoIterator<Item = &'v str>) -> Self {
        values.into_iter().fold(self, |entity, value| entity.with(property, Some(value)))
    }

    /// A name that is never blank.
    fn named(self, name: &str, id: &str) -> Self {
        self.with("name", Some(if name.trim().is_empty() { id } else { name }))
    }
}

fn article(entry: &Entry<'_>) -> Entity {
    let document = &entry.record.document;
    let authors = entry.authors();
    let hash = format!("sha256:{}", document.text_sha256);
    Entity::new("Article", &entry.ids.article)
        .with("title", document.title.as_deref())
        .with("name", document.title.as_deref())
        .all("author", authors.iter().map(|name| &**name))
        .with("publisher", document.outlet.as_deref())
        .with("sourceUrl", entry.address())
        .with("publishedAt", document.published.map(|day| day.0.to_string()).as_deref())
        .with("language", countries::language(&document.language))
        .with("keywords", Some(&hash))
        .with("bodyText", entry.text())
}

/// The entities of one article.
struct Entities<'e, 'r> {
    entry: &'e Entry<'r>,
    all: Vec<Entity>,
    /// Who speaks for whom, as far as it was said.
    linked: HashSet<(Ref, Ref)>,
}

impl Entities<'_, '_> {
    /// An entity that says of which article it is.
    fn proved(&self, schema: &str, id: &str) -> Entity {
        let document = &self.entry.record.document;
        Entity::new(schema, id)
            .with("proof", Some(&self.entry.ids.article))
            .with("publisher", document.outlet.as_deref())
            .with("sourceUrl", self.entry.address())
    }

    fn push(&mut self, entity: Entity) {
        self.all.push(entity);
    }

    fn link(&mut self, id: &str, subject: &str, object: &str, role: &str, date: Option<&str>) {
        let link = self.proved("UnknownLink", id);
        let link = link.with("subject", Some(subject)).with("object", Some(object)).with("role", Some(role));
        self.push(link.with("date", date));
    }

    fn actor(&mut self, it: &Actor<'_>, id: &str) {
        let schema = match &*it.r#type {
            "person" => "Person",
            "state" | "armed_forces" => "PublicBody",
            "organization" | "media" => "Organization",
            "document" => "Document",
            _ => "LegalEntity",
        };
        let person = schema == "Person";
        let country = it.country.as_deref().and_then(countries::two_letters);
        let entity = self
            .proved(schema, id)
            .named(&it.name, id)
            .with("country", country)
            .with(if person { "position" } else { "summary" }, it.role.as_deref())
            .with("keywords", Some(&format!("kutip:actor/{}", it.r#type)));
        self.push(entity);
        if let Some(of) = self.entry.id(it.of) {
            self.link(&format!("{id}.of"), id, of, "belongs to", None);
        }
    }

    fn place(&mut self, it: &Place<'_>, id: &str) {
        let number = |degrees: Option<f64>| degrees.map(|degrees| degrees.to_string());
        let city = matches!(&*it.kind, "city" | "capital").then_some(&*it.name);
        let entity = self
            .proved("Address", id)
            .named(&it.name, id)
            .with("full", Some(&it.name))
            .with("city", city)
            .with("country", it.country.as_deref().and_then(countries::two_letters))
            .with("latitude", number(it.lat).as_deref())
            .with("longitude", number(it.lon).as_deref())
            .with("keywords", Some(&format!("kutip:place/{}", it.kind)));
        self.push(entity);
    }

    /// A note on an item.
    fn note(&self, id: &str, what: &str, name: &str, text: &str) -> Entity {
        self.proved("Note", id)
            .named(name, id)
            .with("description", Some(text))
            .with("keywords", Some(&format!("kutip:{what}")))
    }

    fn figure(&mut self, it: &Figure<'_>, id: &str) {
        let entry = self.entry;
        let text = entry.quote(it.span).text;
        let note =
            self.note(id, "figure", &entry.figure_words(it), &text).with("entity", entry.id(it.of)).with(
                "summary",
                entry.voucher(it.according_to).map(|who| format!("according to {who}")).as_deref(),
            );
        self.push(note);
    }

    fn statement(&mut self, it: &Statement<'_>, id: &str) {
        let entry = self.entry;
        let document = &entry.record.document;
        let actor = it.speaker.as_ref().and_then(|speaker| speaker.actor);
        let speaker = entry.id(actor);
        let act = it.cue.as_ref().and_then(|cue| cue.act.as_deref());
        let date = it.said_on.or(document.published).map(|day| day.0.to_string());
        let text = entry.quotes(&it.content).text;
        let via: Vec<String> = it.via.iter().map(|via| format!("via:{}", via.name)).collect();
        let note = self
            .note(id, &format!("statement/{}", it.kind), entry.speaker_name(it).unwrap_or("?"), &text)
            .with("entity", speaker)
            .with("keywords", act.map(|act| format!("act:{act}")).as_deref())
            .all("keywords", via.iter().map(String::as_str));
        self.push(note);
        let documentation = Entity::new("Documentation", &format!("{id}.doc"))
            .with("document", Some(&entry.ids.article))
            .with("entity", Some(speaker.unwrap_or(id)))
            .with("role", Some(if speaker.is_some() { "quoted speaker" } else { "statement" }))
            .with("date", date.as_deref())
            .with("recordId", Some(id));
        self.push(documentation);
        let (Some(agent), Some(client)) = (actor, it.speaks_for) else { return };
        let (Some(agent_id), Some(client_id)) = (entry.id(Some(agent)), entry.id(Some(client))) else {
            return;
        };
        // A document speaks for nobody in this model.
        let parties =
            [agent, client].map(|at| entry.actor(Some(at)).is_some_and(|it| it.r#type != "document"));
        if parties == [true, true] && self.linked.insert((agent, client)) {
            let role = entry.actor(Some(agent)).and_then(|actor| actor.role.as_deref());
            let representation = self
                .proved("Representation", &format!("{id}.for"))
                .with("agent", Some(agent_id))
                .with("client", Some(client_id))
                .with("role", role.or(Some("speaks for")))
                .with("date", date.as_deref());
            self.push(representation);
        }
    }

    /// The entity of a party: its actor, else one that is made for it.
    fn party(&mut self, it: &Party<'_>, id: &str) -> String {
        let actor = self.entry.actor(it.actor).filter(|actor| actor.r#type != "document");
        if let (Some(_), Some(actor)) = (actor, self.entry.id(it.actor)) {
            return actor.to_owned();
        }
        let country = it.state.as_deref().or(it.country.as_deref()).and_then(countries::two_letters);
        let schema = if it.state.is_some() { "PublicBody" } else { "LegalEntity" };
        let entity = self.proved(schema, id).named(&it.name, id).with("country", country);
        self.push(entity);
        id.to_owned()
    }

    fn event(&mut self, it: &Event<'_>, id: &str) {
        let entry = self.entry;
        let mut side = |parties: &[Party<'_>], letter: &str| -> Vec<String> {
            let all = parties.iter().enumerate();
            all.map(|(number, party)| self.party(party, &format!("{id}.{letter}{}", number + 1))).collect()
        };
        let (actors, recipients) = (side(&it.actor, "a"), side(&it.recipient, "r"));
        let date = it.when.as_deref().and_then(moments::date).map(|(date, _)| date);
        let place = entry.place(it.r#where);
        let mode: Vec<String> = it.mode.iter().map(|mode| format!("mode:{mode}")).collect();
        let event = self
            .proved("Event", id)
            .named(&entry.event_name(it), id)
            .with("date", date)
            .with("location", place.map(|place| &*place.name))
            .with(
                "country",
                place.and_then(|place| place.country.as_deref()).and_then(countries::two_letters),
            )
            .all("involved", actors.iter().chain(&recipients).map(String::as_str))
            .with("summary", Some(&entry.quote(it.trigger).text))
            .with(
                "description",
                entry.voucher(it.according_to).map(|who| format!("according to {who}")).as_deref(),
            )
            .with("keywords", Some(&format!("kutip:event/{}", it.r#type)))
            .with("keywords", Some(&format!("modality:{}", it.modality)))
            .with("keywords", it.cameo.as_deref().map(|code| format!("cameo:{code}")).as_deref())
            .all("keywords", mode.iter().map(String::as_str));
        self.push(event);
        for (a, actor) in actors.iter().enumerate() {
            for (r, recipient) in recipients.iter().enumerate().filter(|(_, recipient)| *recipient != actor) {
                let link = format!("{id}.l{}-{}", a + 1, r + 1);
                self.link(&link, actor, recipient, &format!("{} ({})", it.r#type, it.modality), date);
            }
        }
    }

    fn commitment(&mut self, it: &Commitment<'_>, id: &str) {
        let entry = self.entry;
        let names: Vec<&str> = it.by.iter().map(|party| &*party.name).collect();
        let condition = it.condition.map(|span| entry.quote(span).text);
        let note = self
            .note(id, &format!("commitment/{}", it.strength), &names.join(", "), &entry.quote(it.action).text)
            .with("summary", condition.map(|text| format!("condition: {text}")).as_deref())
            .all("entity", it.by.iter().filter_map(|party| entry.id(party.actor)));
        self.push(note);
    }

    fn pact(&mut self, it: &Pact<'_>, id: &str) {
        let entry = self.entry;
        let clauses: Vec<_> = it.clauses.iter().map(|clause| clause.action).collect();
        let date = it.agreed.as_deref().and_then(moments::date).map(|(date, _)| date);
        let parties: Vec<String> = (1..=it.parties.len()).map(|number| format!("{id}.p{number}")).collect();
        for (name, party) in it.parties.iter().zip(&parties) {
            let country = countries::two_letters(name);
            let schema = if country.is_some() { "PublicBody" } else { "LegalEntity" };
            let entity = self.proved(schema, party).named(name, party).with("country", country);
            self.push(entity);
            self.link(&format!("{party}.l"), party, id, "party", date);
        }
        let event = self
            .proved("Event", id)
            .named(&it.name, id)
            .with("date", date)
            .all("involved", parties.iter().map(String::as_str))
            .with("summary", Some(&entry.quotes(&clauses).text))
            .with("keywords", Some(&format!("kutip:pact/{}", it.kind)))
            .with("keywords", it.stage.as_deref().map(|stage| format!("stage:{stage}")).as_deref());
        self.push(event);
    }
}
