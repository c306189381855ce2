//! Lists of actors and places.

use super::{At, Walk};
use crate::error::StoreError;
use crate::filter::Filter;
use crate::store::Store;
use serde::Serialize;

/// An actor of one article in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActorRow {
    /// Where he stands.
    #[serde(flatten)]
    pub at: At,
    /// The longest form in the text.
    pub name: Option<String>,
    /// What he is.
    pub r#type: Option<String>,
    /// As the text has it.
    pub role: Option<String>,
    /// To whom he belongs.
    pub of: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// How many times the article speaks of him.
    pub mentions: Option<i64>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Option<String>,
    /// The entry or pass that made it.
    pub by: Option<String>,
}

/// A place of one article in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceRow {
    /// Where it stands.
    #[serde(flatten)]
    pub at: At,
    /// Its usual name.
    pub name: Option<String>,
    /// `country`, `region`, `city`, `capital`, `border`, `sea`, `building` or `other`.
    pub kind: Option<String>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// `written`, `inferred` or `guess`.
    pub certainty: Option<String>,
    /// The entry or pass that made it.
    pub by: Option<String>,
}

/// A condition on a name: all of it, small or capital, or its beginning where it ends with `*`.
fn named(walk: &mut Walk, name: Option<&str>) {
    match name.map(|name| (name, name.strip_suffix('*'))) {
        None => {}
        Some((_, Some(start))) => {
            let plain = start.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            walk.query.when("t.name LIKE ? ESCAPE '\\'", format!("{plain}%"));
        }
        Some((name, None)) => walk.query.when("t.name = ? COLLATE NOCASE", name.to_owned()),
    }
}

impl Store {
    /// Actors, article by article: `name` is the whole name, small or capital, or its beginning and a star; `text` is
    /// looked for in names and roles; `country` is the actor's.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn actors(&self, filter: &Filter) -> Result<Vec<ActorRow>, StoreError> {
        let rest = Filter { country: None, ..filter.clone() };
        let mut walk = Walk::new("actors", &rest);
        named(&mut walk, filter.name.as_deref());
        if let Some(country) = &filter.country {
            walk.query.when("t.country = ?", country.to_uppercase());
        }
        walk.contains("(t.name || ' ' || coalesce(t.role, ''))", filter.text.as_deref());
        let columns = "t.name, t.type, t.role, o.name, t.country, t.sector, t.mentions, t.certainty, t.rule";
        self.list(walk, columns, "LEFT JOIN actors o ON o.no = t.of", filter.limit, |at, next| {
            Ok(ActorRow {
                at,
                name: next.next()?,
                r#type: next.next()?,
                role: next.next()?,
                of: next.next()?,
                country: next.next()?,
                sector: next.next()?,
                mentions: next.next()?,
                certainty: next.next()?,
                by: next.next()?,
            })
        })
    }

    /// Places, article by article: `name` or `place` is the whole name, small or capital, or its beginning and a star;
    /// `country` is the place's.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn places(&self, filter: &Filter) -> Result<Vec<PlaceRow>, StoreError> {
        let rest = Filter { country: None, place: None, ..filter.clone() };
        let mut walk = Walk::new("places", &rest);
        named(&mut walk, filter.name.as_deref().or(filter.place.as_deref()));
        if let Some(country) = &filter.country {
            walk.query.when("t.country = ?", country.to_uppercase());
        }
        walk.contains("t.name", filter.text.as_deref());
        let columns = "t.name, t.kind, t.country, t.lat, t.lon, t.certainty, t.rule";
        self.list(walk, columns, "", filter.limit, |at, next| {
            Ok(PlaceRow {
                at,
                name: next.next()?,
                kind: next.next()?,
                country: next.next()?,
                lat: next.next()?,
                lon: next.next()?,
                certainty: next.next()?,
                by: next.next()?,
            })
        })
    }
}
