//! schema.org as JSON-LD: articles, quotations, claims, events, persons and organizations.
//!
//! schema.org knows nothing of spans, cues and modality. A direct quotation is a `Quotation`, everything else that is said a
//! `Claim`; a channel is the publisher of the work that a statement is based on.

use super::json::{List, told, urn};
use super::{Entry, Export, Kind, Options, Outputs, moments};
use kutip_record::{Actor, Commitment, Event, Figure, Pact, Party, Place, Statement};
use serde_json::{Value, json};
use std::io;

pub(crate) struct SchemaOrg {
    list: List,
    kinds: Vec<Kind>,
}

impl SchemaOrg {
    pub(crate) fn begin(options: &Options, out: &mut Outputs) -> io::Result<Self> {
        let name = format!("{}.jsonld", options.stem());
        let list = List::begin(out, &name, "{\"@context\":\"https://schema.org/\",\"@graph\":[")?;
        Ok(Self { list, kinds: options.kinds.clone() })
    }
}

impl Export for SchemaOrg {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        let list = &mut self.list;
        // Whatever is exported says of which article it is.
        list.put(&article(entry))?;
        for kind in &self.kinds {
            match kind {
                Kind::Actors => entry.actors().try_for_each(|(it, id)| list.put(&actor(entry, it, id))),
                Kind::Places => entry.places().try_for_each(|(it, id)| list.put(&place(it, id))),
                Kind::Figures => entry.figures().try_for_each(|(it, id)| list.put(&figure(entry, it, id))),
                Kind::Statements => {
                    entry.statements().try_for_each(|(it, id)| list.put(&statement(entry, it, id)))
                }
                Kind::Events => entry.events().try_for_each(|(it, id)| list.put(&event(entry, it, id))),
                Kind::Commitments => {
                    entry.commitments().try_for_each(|(it, id)| list.put(&commitment(entry, it, id)))
                }
                Kind::Pacts => entry.pacts().try_for_each(|(it, id)| list.put(&pact(entry, it, id))),
                _ => Ok(()),
            }?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut Outputs) -> io::Result<()> {
        self.list.finish(out, "]}\n")
    }
}

fn article(entry: &Entry<'_>) -> Value {
    let document = &entry.record.document;
    let authors: Vec<Value> =
        entry.authors().iter().map(|name| json!({"@type": "Person", "name": name})).collect();
    let dateline = entry.place(document.dateline.as_ref().and_then(|line| line.place));
    told(json!({
        "@type": "NewsArticle",
        "@id": urn(&entry.ids.article),
        "url": entry.address(),
        "headline": document.title,
        "datePublished": document.published,
        "inLanguage": document.language,
        "author": authors,
        "publisher": document.outlet.as_ref().map(|name| json!({"@type": "NewsMediaOrganization", "name": name})),
        "dateline": dateline.map(|place| &place.name),
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": document.text_sha256},
        "articleBody": entry.text(),
    }))
}

fn actor(entry: &Entry<'_>, it: &Actor<'_>, id: &str) -> Value {
    let class = class(&it.r#type);
    let mut out = json!({"@type": class, "@id": urn(id), "name": it.name});
    let whole = entry.name(it.of).map(|name| {
        let class = maker(entry.actor(it.of).map_or("Organization", |of| self::class(&of.r#type)));
        json!({"@type": class, "@id": entry.id(it.of).map(urn), "name": name})
    });
    let country = it.country.as_ref().map(|country| json!({"@type": "Country", "identifier": country}));
    match class {
        "Person" => {
            out["jobTitle"] = json!(it.role);
            out["worksFor"] = json!(whole);
            // Where somebody belongs is not of which state he is a citizen.
            out["affiliation"] =
                json!(country.map(|country| json!({"@type": "Organization", "location": country})));
        }
        "Country" => out["identifier"] = json!(it.country),
        "CreativeWork" => out["publisher"] = json!(whole),
        _ => {
            out["description"] = json!(it.role);
            out["parentOrganization"] = json!(whole);
            out["location"] = json!(country);
        }
    }
    told(out)
}

/// The class of whoever says or does something: a person or an organization.
fn maker(class: &'static str) -> &'static str {
    if matches!(class, "Country" | "CreativeWork") { "GovernmentOrganization" } else { class }
}

fn class(kind: &str) -> &'static str {
    match kind {
        "person" | "unnamed" => "Person",
        "state" => "Country",
        "media" => "NewsMediaOrganization",
        "document" => "CreativeWork",
        _ => "Organization",
    }
}

fn party(entry: &Entry<'_>, it: &Party<'_>) -> Value {
    let actor = entry.actor(it.actor);
    let class = actor.map_or("Organization", |actor| class(&actor.r#type));
    told(json!({"@type": maker(class), "@id": entry.id(it.actor).map(urn), "name": it.name}))
}

fn place(it: &Place<'_>, id: &str) -> Value {
    let geo = it
        .lat
        .zip(it.lon)
        .map(|(lat, lon)| json!({"@type": "GeoCoordinates", "latitude": lat, "longitude": lon}));
    let country = it.country.as_ref().filter(|_| it.kind != "country");
    told(json!({
        "@type": if it.kind == "country" { "Country" } else { "Place" },
        "@id": urn(id),
        "name": it.name,
        "geo": geo,
        "containedInPlace": country.map(|country| json!({"@type": "Country", "identifier": country})),
    }))
}

fn figure(entry: &Entry<'_>, it: &Figure<'_>, id: &str) -> Value {
    let upper = it
        .upper
        .or((it.relation != "ge").then_some(it.value))
        .filter(|_| it.upper.is_some() || it.relation == "le");
    let lower = (it.upper.is_some() || it.relation == "ge").then_some(it.value);
    let value = told(json!({
        "@type": "QuantitativeValue",
        "value": (lower.is_none() && upper.is_none()).then_some(it.value),
        "minValue": lower,
        "maxValue": upper,
        "unitText": it.unit.as_ref().or(it.counted.as_ref()),
    }));
    let mut out =
        told(json!({"@type": "Claim", "@id": urn(id), "text": quoted(entry, &[it.span]), "about": value}));
    out["isBasedOn"] = json!({"@id": urn(entry.id(it.according_to).unwrap_or(&entry.ids.article))});
    out["isPartOf"] = json!({"@id": urn(&entry.ids.article)});
    out
}

fn statement(entry: &Entry<'_>, it: &Statement<'_>, id: &str) -> Value {
    let direct = it.kind == "direct";
    let speaker = it.speaker.as_ref().map(|speaker| {
        let class = maker(class(&speaker.r#type));
        told(json!({"@type": class, "@id": entry.id(speaker.actor).map(urn), "name": speaker.name}))
    });
    let mut based: Vec<Value> = it
        .via
        .iter()
        .map(|via| json!({"@type": "CreativeWork", "publisher": {"@type": "Organization", "name": via.name}}))
        .collect();
    based.extend(entry.id(it.within).map(|id| json!({"@id": urn(id)})));
    let article = json!({"@id": urn(&entry.ids.article)});
    let mut out = json!({
        "@type": if direct { "Quotation" } else { "Claim" },
        "@id": urn(id),
        "text": quoted(entry, &it.content),
        "inLanguage": entry.record.document.language,
        "dateCreated": it.said_on,
        "isPartOf": article,
        "isBasedOn": based,
    });
    out[if direct { "spokenByCharacter" } else { "author" }] = json!(speaker);
    if !direct {
        out["appearance"] = article;
    }
    told(out)
}

fn event(entry: &Entry<'_>, it: &Event<'_>, id: &str) -> Value {
    let parties =
        |parties: &[Party<'_>]| -> Vec<Value> { parties.iter().map(|it| party(entry, it)).collect() };
    told(json!({
        "@type": "Event",
        "@id": urn(id),
        "name": entry.event_name(it),
        "description": quoted(entry, &[it.trigger]),
        "additionalType": urn(&format!("plover:{}", it.r#type)),
        "keywords": [it.modality.clone()],
        "startDate": it.when.as_deref().and_then(moments::date).map(|(date, _)| date),
        "location": entry.id(it.r#where).map(|id| json!({"@type": "Place", "@id": urn(id), "name": entry.place(it.r#where).map(|place| &place.name)})),
        "organizer": parties(&it.actor),
        "about": parties(&it.recipient),
        "subjectOf": {"@id": urn(&entry.ids.article)},
    }))
}

fn commitment(entry: &Entry<'_>, it: &Commitment<'_>, id: &str) -> Value {
    let action = told(json!({
        "@type": "Action",
        "actionStatus": "https://schema.org/PotentialActionStatus",
        "description": quoted(entry, &[it.action]),
        "agent": it.by.iter().map(|it| party(entry, it)).collect::<Vec<_>>(),
        "endTime": it.deadline.as_deref().and_then(moments::date).map(|(date, _)| date),
    }));
    told(json!({
        "@type": "Claim",
        "@id": urn(id),
        "text": quoted(entry, &it.condition.into_iter().chain([it.action]).collect::<Vec<_>>()),
        "keywords": [it.strength.clone()],
        "about": action,
        "isBasedOn": entry.id(it.statement).map(|id| json!({"@id": urn(id)})),
        "isPartOf": {"@id": urn(&entry.ids.article)},
    }))
}

fn pact(entry: &Entry<'_>, it: &Pact<'_>, id: &str) -> Value {
    let parties: Vec<Value> =
        it.parties.iter().map(|name| json!({"@type": "Organization", "name": name})).collect();
    let clauses: Vec<Value> = it
        .clauses
        .iter()
        .map(|clause| told(json!({"@type": "CreativeWork", "genre": clause.kind, "text": quoted(entry, &[clause.action])})))
        .collect();
    told(json!({
        "@type": "CreativeWork",
        "@id": urn(id),
        "name": it.name,
        "genre": it.kind,
        "creativeWorkStatus": it.stage,
        "dateCreated": it.agreed.as_deref().and_then(moments::date).map(|(date, _)| date),
        "about": parties,
        "hasPart": clauses,
        "subjectOf": {"@id": urn(&entry.ids.article)},
    }))
}

/// Text that may be shown; null where none may.
fn quoted(entry: &Entry<'_>, spans: &[kutip_record::Span]) -> Value {
    let text = entry.quotes(spans).text;
    if text.is_empty() { Value::Null } else { text.into() }
}
