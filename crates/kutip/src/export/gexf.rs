//! A graph for Gephi, in GEXF 1.2: who quotes whom, and who does what to whom.
//!
//! Nodes are names with what they are, edges what passes between them. The same edge of several articles is one edge with
//! its weight and the days on which it was. Kept are nodes and edges, not articles: a graph has to be written from its nodes.

use super::{Entry, Export, Kind, Options, Outputs};
use crate::escape::xml;
use jiff::civil::Date;
use kutip_record::{Party, Statement};
use std::collections::{BTreeSet, HashMap};
use std::io::{self, Write};

pub(crate) struct Gexf {
    options: Options,
    nodes: Numbered<(String, String)>,
    countries: Vec<Option<String>>,
    edges: Numbered<(usize, usize, String)>,
    seen: Vec<Seen>,
}

/// Things by the order in which they came.
struct Numbered<T> {
    all: HashMap<T, usize>,
}

impl<T: Eq + std::hash::Hash> Numbered<T> {
    fn number(&mut self, it: T) -> usize {
        let next = self.all.len();
        *self.all.entry(it).or_insert(next)
    }

    fn in_order(self) -> Vec<T> {
        let mut all: Vec<(T, usize)> = self.all.into_iter().collect();
        all.sort_by_key(|(_, number)| *number);
        all.into_iter().map(|(it, _)| it).collect()
    }
}

/// How often an edge was there, and when.
#[derive(Default)]
struct Seen {
    weight: u64,
    days: BTreeSet<Date>,
    /// The item that was the first.
    first: String,
}

impl Gexf {
    pub(crate) fn begin(options: &Options) -> Self {
        Self {
            options: options.clone(),
            nodes: Numbered { all: HashMap::new() },
            countries: Vec::new(),
            edges: Numbered { all: HashMap::new() },
            seen: Vec::new(),
        }
    }

    fn node(&mut self, kind: &str, name: &str, country: Option<&str>) -> usize {
        let number = self.nodes.number((kind.to_owned(), name.to_owned()));
        if number == self.countries.len() {
            self.countries.push(None);
        }
        if let Some(slot @ None) = self.countries.get_mut(number) {
            *slot = country.map(str::to_owned);
        }
        number
    }

    fn edge(&mut self, from: usize, to: usize, kind: &str, day: Option<Date>, item: &str) {
        let number = self.edges.number((from, to, kind.to_owned()));
        if number == self.seen.len() {
            self.seen.push(Seen { first: item.to_owned(), ..Seen::default() });
        }
        if let Some(seen) = self.seen.get_mut(number) {
            seen.weight += 1;
            seen.days.extend(day);
        }
    }

    /// The outlet quotes a channel, that one the next, the last one the speaker; the speaker says it to somebody.
    fn statement(&mut self, entry: &Entry<'_>, it: &Statement<'_>, id: &str) {
        let day = it.said_on.map(|day| day.0).or(entry.day());
        let Some(name) = it.speaker.as_ref().and_then(|speaker| speaker.name.as_deref()) else { return };
        let kind = it.speaker.as_ref().map_or("unnamed", |speaker| &*speaker.r#type);
        let actor = entry.actor(it.speaker.as_ref().and_then(|speaker| speaker.actor));
        let speaker = self.node(kind, name, actor.and_then(|actor| actor.country.as_deref()));
        let mut last = speaker;
        for channel in it.via.iter().map(|via| &*via.name).chain(entry.record.document.outlet.as_deref()) {
            let channel = self.node("media", channel, None);
            self.edge(channel, last, "quotes", day, id);
            last = channel;
        }
        if let Some(to) = it.addressee.as_ref().and_then(|to| entry.actor(to.actor)) {
            let to = self.node(&to.r#type, &to.name, to.country.as_deref());
            self.edge(speaker, to, "speaks to", day, id);
        }
    }

    fn party(&mut self, entry: &Entry<'_>, it: &Party<'_>) -> usize {
        let kind = entry.actor(it.actor).map_or("group", |actor| &*actor.r#type);
        self.node(kind, &it.name, it.state.as_deref().or(it.country.as_deref()))
    }
}

impl Export for Gexf {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        if self.options.has(Kind::Statements) {
            for (it, id) in entry.statements() {
                self.statement(entry, it, id);
            }
        }
        if self.options.has(Kind::Events) {
            for (it, id) in entry.events() {
                let day = it.when.as_deref().and_then(|when| when.get(..10)?.parse().ok()).or(entry.day());
                let kind = format!("{} ({})", it.r#type, it.modality);
                let actors: Vec<usize> = it.actor.iter().map(|party| self.party(entry, party)).collect();
                let recipients: Vec<usize> =
                    it.recipient.iter().map(|party| self.party(entry, party)).collect();
                for actor in &actors {
                    let others = recipients.iter().filter(|recipient| *recipient != actor);
                    others.for_each(|recipient| self.edge(*actor, *recipient, &kind, day, id));
                }
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut Outputs) -> io::Result<()> {
        let mut file = out.create(format!("{}.gexf", self.options.stem()))?;
        writeln!(file, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        writeln!(file, "<gexf xmlns=\"http://www.gexf.net/1.2draft\" version=\"1.2\">")?;
        let last = self.options.time.as_deref().and_then(|time| time.get(..10));
        let modified = last.map(|day| format!(" lastmodifieddate=\"{}\"", xml(day))).unwrap_or_default();
        writeln!(file, "<meta{modified}><creator>kutip {}</creator></meta>", crate::VERSION)?;
        writeln!(file, "<graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\">")?;
        writeln!(
            file,
            "<attributes class=\"node\"><attribute id=\"0\" title=\"type\" type=\"string\"/><attribute id=\"1\" title=\"country\" type=\"string\"/></attributes>"
        )?;
        writeln!(
            file,
            "<attributes class=\"edge\"><attribute id=\"0\" title=\"kind\" type=\"string\"/><attribute id=\"1\" title=\"first\" type=\"string\"/></attributes>"
        )?;
        writeln!(file, "<nodes>")?;
        for (number, ((kind, name), country)) in self.nodes.in_order().iter().zip(&self.countries).enumerate()
        {
            let country = country.as_deref().map(|it| format!("<attvalue for=\"1\" value=\"{}\"/>", xml(it)));
            writeln!(
                file,
                "<node id=\"n{number}\" label=\"{}\"><attvalues><attvalue for=\"0\" value=\"{}\"/>{}</attvalues></node>",
                xml(name),
                xml(kind),
                country.unwrap_or_default()
            )?;
        }
        writeln!(file, "</nodes>\n<edges>")?;
        for (number, ((from, to, kind), seen)) in self.edges.in_order().iter().zip(&self.seen).enumerate() {
            let spells: String =
                seen.days.iter().map(|day| format!("<spell start=\"{day}\" end=\"{day}\"/>")).collect();
            let spells = if spells.is_empty() { spells } else { format!("<spells>{spells}</spells>") };
            writeln!(
                file,
                "<edge id=\"e{number}\" source=\"n{from}\" target=\"n{to}\" weight=\"{}\" label=\"{}\"><attvalues><attvalue for=\"0\" value=\"{}\"/><attvalue for=\"1\" value=\"{}\"/></attvalues>{spells}</edge>",
                seen.weight,
                xml(kind),
                xml(kind),
                xml(&seen.first)
            )?;
        }
        writeln!(file, "</edges>\n</graph>\n</gexf>")?;
        out.close(file)
    }
}
