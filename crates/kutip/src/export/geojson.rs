//! Places and events on a map, as RFC 7946 has them: longitude first, WGS 84.
//!
//! What has no coordinates is there all the same, with a geometry of null: a map that leaves it out would say that it did
//! not happen. How exact a point is stands beside it, and a point that stands for a country says so in metres.

use super::json::List;
use super::{Entry, Export, Kind, Options, Outputs, moments};
use kutip_record::{Event, Place};
use serde_json::{Value, json};
use std::io;

/// Half the width of a state or sea of common size. It says "somewhere in it", not how large this one is.
const STATE_METRES: u32 = 500_000;

pub(crate) struct GeoJson {
    list: List,
    kinds: Vec<Kind>,
}

impl GeoJson {
    pub(crate) fn begin(options: &Options, out: &mut Outputs) -> io::Result<Self> {
        let name = format!("{}.geojson", options.stem());
        let list = List::begin(out, &name, "{\"type\":\"FeatureCollection\",\"features\":[")?;
        Ok(Self { list, kinds: options.kinds.clone() })
    }
}

impl Export for GeoJson {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        for kind in &self.kinds {
            match kind {
                Kind::Places => {
                    for (it, id) in entry.places() {
                        self.list.put(&place(entry, it, id))?;
                    }
                }
                Kind::Events => {
                    for (it, id) in entry.events() {
                        self.list.put(&event(entry, it, id))?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut Outputs) -> io::Result<()> {
        self.list.finish(out, "]}\n")
    }
}

fn place(entry: &Entry<'_>, it: &Place<'_>, id: &str) -> Value {
    let day = entry.record.document.published.map(|day| day.0.to_string());
    let own = json!({
        "name": it.name,
        "date": day,
        "date_precision": day.as_ref().map(|_| "day"),
        "place_kind": it.kind,
        "country": it.country,
        "certainty": it.certainty,
        "span": it.span,
    });
    feature(entry, Kind::Places, id, Some(it), own)
}

fn event(entry: &Entry<'_>, it: &Event<'_>, id: &str) -> Value {
    let place = entry.place(it.r#where);
    let date = it.when.as_deref().and_then(moments::date);
    let figure = it.figure.and_then(|at| entry.record.figures.get(at.index()));
    let names = |parties: &[kutip_record::Party<'_>]| -> Vec<String> {
        parties.iter().map(|party| party.name.clone().into_owned()).collect()
    };
    let own = json!({
        "name": entry.event_name(it),
        "date": date.map(|(date, _)| date),
        "date_precision": date.map(|(_, precision)| precision),
        "when": it.when,
        "place": place.map(|place| &place.name),
        "country": place.and_then(|place| place.country.as_ref()),
        "event_type": it.r#type,
        "mode": it.mode,
        "cameo": it.cameo,
        "goldstein": it.goldstein,
        "modality": it.modality,
        "actors": names(&it.actor),
        "recipients": names(&it.recipient),
        "figure": figure.map(|figure| json!({"value": figure.value, "upper": figure.upper, "unit": figure.unit})),
        "according_to": entry.id(it.according_to),
        "certainty": it.certainty,
        "text": entry.quote(it.trigger).text,
        "span": it.trigger,
    });
    feature(entry, Kind::Events, id, place, own)
}

fn feature(entry: &Entry<'_>, kind: Kind, id: &str, place: Option<&Place<'_>>, own: Value) -> Value {
    let document = &entry.record.document;
    let point = place.and_then(point);
    let precision = place.map(|place| precision(&place.kind));
    let mut properties = json!({"kutip_id": id, "kind": kind.one()});
    if let (Some(all), Value::Object(own)) = (properties.as_object_mut(), own) {
        all.extend(own);
        all.insert("geo_precision".into(), json!(precision));
        if point.is_some() && precision == Some(3) {
            all.insert("uncertainty_m".into(), STATE_METRES.into());
        }
        all.insert("article".into(), entry.ids.article.as_str().into());
        all.insert("sources".into(), json!(document.outlet.iter().collect::<Vec<_>>()));
        all.insert("reports".into(), 1.into());
        all.insert("authors".into(), json!(entry.authors()));
        all.insert("published".into(), json!(document.published));
        all.insert("title".into(), json!(document.title));
        all.insert("url".into(), json!(entry.address()));
    }
    json!({"type": "Feature", "id": id, "geometry": point, "properties": properties})
}

/// Where a place is, if that is known.
pub(super) fn point(place: &Place<'_>) -> Option<Value> {
    let (lat, lon) = place.lat.zip(place.lon)?;
    let on_earth = lat.abs() <= 90.0 && lon.abs() <= 180.0;
    on_earth.then(|| json!({"type": "Point", "coordinates": [lon, lat]}))
}

/// As ACLED has it: 1 the place itself, 2 a part of a region, 3 a whole country, region or sea.
pub(super) fn precision(kind: &str) -> u8 {
    match kind {
        "building" | "city" | "capital" => 1,
        "region" | "border" => 2,
        _ => 3,
    }
}
