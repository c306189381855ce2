//! IPTC ninjs 3.1: a news item an article, and beside it the annotations that ninjs has no place for.
//!
//! The root of ninjs is closed: a property that the standard does not know makes an item invalid. What is found goes where
//! the standard has a property of that meaning (people, organisations, places, events, sources); statements have none, and
//! stand in a page of Web Annotations that the item names in `associations`.

use super::json::{List, told, urn};
use super::{Entry, Export, Kind, Options, Outputs, annotation, geojson, moments};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::io;

const SCHEMA: &str = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#";

pub(crate) struct Ninjs {
    options: Options,
    /// The kinds that go into the annotations.
    kinds: Vec<Kind>,
}

impl Ninjs {
    pub(crate) fn begin(options: &Options) -> Self {
        let kinds = options.kinds.iter().copied().filter(|kind| *kind != Kind::Articles).collect();
        Self { options: options.clone(), kinds }
    }
}

impl Export for Ninjs {
    fn put(&mut self, entry: &Entry<'_>, out: &mut Outputs) -> io::Result<()> {
        let id = &entry.ids.article;
        let beside = (!self.kinds.is_empty()).then(|| format!("{id}.annotations.jsonld"));
        let mut line = serde_json::to_vec(&item(entry, beside.as_deref(), &self.options))?;
        line.push(b'\n');
        out.beside(&format!("{id}.json"), &line)?;
        let Some(name) = beside else { return Ok(()) };
        let mut list = List::begin(out, &name, &annotation::head(id))?;
        for kind in &self.kinds {
            annotation::of(*kind, entry, &self.options, &mut |it| list.put(&it))?;
        }
        list.finish(out, annotation::TAIL)
    }

    fn finish(self: Box<Self>, _: &mut Outputs) -> io::Result<()> {
        Ok(())
    }
}

fn item(entry: &Entry<'_>, beside: Option<&str>, options: &Options) -> Value {
    let document = &entry.record.document;
    let text = entry.text();
    let title = document.title.as_deref().filter(|title| !title.trim().is_empty());
    let headline = title.map(|title| json!({"role": "main", "contentType": "text/plain", "value": title}));
    let body = text.map(|text| {
        json!({"role": "main", "contentType": "text/plain", "charCount": entry.points().len(), "value": text})
    });
    let authors = entry.authors().join(", ");
    let dateline = entry.place(document.dateline.as_ref().and_then(|line| line.place));
    told(json!({
        "uri": entry.address().map_or_else(|| urn(&entry.ids.article), str::to_owned),
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "type": "text",
        "representationType": if text.is_some() { "full" } else { "partial" },
        "versionCreated": options.time,
        "contentCreated": document.published.map(|day| moments::midnight(day.0)),
        "pubStatus": "usable",
        "language": document.language,
        "headlines": headline.into_iter().collect::<Vec<_>>(),
        "by": (!authors.is_empty()).then_some(authors),
        "located": dateline.map(|place| &place.name),
        "bodies": body.into_iter().collect::<Vec<_>>(),
        "people": actors(entry, &["person"]),
        "organisations": actors(entry, &["organization", "state", "armed_forces", "media", "group"]),
        "objects": actors(entry, &["document"]),
        "places": places(entry),
        "events": events(entry),
        "infoSources": sources(entry),
        "altIds": ids(entry),
        "associations": beside.into_iter().map(|name| companion(entry, name)).collect::<Vec<_>>(),
    }))
}

/// Actors of these types: those who are quoted, and those who are only spoken of.
fn actors(entry: &Entry<'_>, types: &[&str]) -> Vec<Value> {
    let quoted: HashSet<&str> = entry
        .statements()
        .filter_map(|(it, _)| entry.id(it.speaker.as_ref().and_then(|speaker| speaker.actor)))
        .collect();
    let of_types = entry.actors().filter(|(it, _)| types.contains(&&*it.r#type));
    let one = |(it, id): (&kutip_record::Actor<'_>, &str)| {
        let rel = if quoted.contains(id) { "quoted" } else { "mentioned" };
        json!({"name": it.name, "rel": rel, "uri": urn(id)})
    };
    of_types.map(one).collect()
}

/// Places by name and country, each once.
fn places(entry: &Entry<'_>) -> Vec<Value> {
    let dateline = entry.id(entry.record.document.dateline.as_ref().and_then(|line| line.place));
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for (it, id) in entry.places() {
        if seen.insert((&*it.name, it.country.as_deref())) {
            let rel = if dateline == Some(id) { "dateline" } else { "mentioned" };
            out.push(told(json!({
                "name": it.name, "rel": rel, "uri": urn(id), "literal": it.country, "geoJSON": geojson::point(it),
            })));
        }
    }
    out
}

/// Events with the word for whether they happened as their relation: what is denied or planned must not look as if it had.
fn events(entry: &Entry<'_>) -> Vec<Value> {
    let one = |(it, id): (&kutip_record::Event<'_>, &str)| json!({"id": id, "name": entry.event_name(it), "rel": it.modality, "uri": urn(id), "literal": it.r#type});
    entry.events().map(one).collect()
}

/// The outlet, then each channel once.
fn sources(entry: &Entry<'_>) -> Vec<Value> {
    let outlet = entry.record.document.outlet.as_deref();
    let mut out: Vec<Value> =
        outlet.into_iter().map(|name| json!({"name": name, "role": "publisher"})).collect();
    let mut seen = HashSet::new();
    for via in entry.statements().flat_map(|(it, _)| &it.via) {
        if seen.insert(&*via.name) {
            out.push(json!({"name": via.name, "role": "channel"}));
        }
    }
    out
}

fn ids(entry: &Entry<'_>) -> Vec<Value> {
    let document = &entry.record.document;
    let own = document.id.as_deref().map(|id| ("own", id));
    let all = own.into_iter().chain([("kutip", &*entry.ids.article), ("sha256", &document.text_sha256)]);
    all.map(|(role, value)| json!({"role": role, "value": value})).collect()
}

/// The page of annotations: a name, and the file in its title, since addresses have to be whole here.
fn companion(entry: &Entry<'_>, name: &str) -> Value {
    let id = &entry.ids.article;
    json!({"name": "annotations", "rel": "annotations", "uri": urn(&format!("annotations:{id}")), "title": name})
}
