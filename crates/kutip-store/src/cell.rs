//! One value of a row that is to be written.

use crate::place::Seat;
use kutip_record::{Ids, Ref, Span};
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use sha2::{Digest, Sha256};

/// A value of a row. Which number an item gets is known only when its article has one, so that references stay those of
/// the record until then.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Null,
    Int(i64),
    Real(f64),
    Text(String),
    /// Another item of the record.
    Item(Ref),
    /// A code point of the text: an item that only moves has not changed.
    At(u32),
}

impl Cell {
    pub(crate) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    pub(crate) fn opt(text: Option<&str>) -> Self {
        text.map_or(Self::Null, Self::text)
    }

    pub(crate) fn item(at: Option<Ref>) -> Self {
        at.map_or(Self::Null, Self::Item)
    }

    pub(crate) fn real(number: Option<f64>) -> Self {
        number.map_or(Self::Null, Self::Real)
    }

    /// Start and stop of a span.
    pub(crate) fn span(span: Option<Span>) -> [Self; 2] {
        span.map_or([Self::Null, Self::Null], |[start, stop]| [Self::At(start), Self::At(stop)])
    }

    /// Goes into the hash that tells whether an item has changed: references by what stays, places not at all.
    pub(crate) fn digest(&self, ids: &Ids, into: &mut Sha256) {
        match self {
            Self::Null => into.update([0]),
            Self::Int(number) => {
                into.update([1]);
                into.update(number.to_le_bytes());
            }
            Self::Real(number) => {
                into.update([2]);
                into.update(number.to_bits().to_le_bytes());
            }
            Self::Text(text) => {
                into.update([3]);
                into.update((text.len() as u64).to_le_bytes());
                into.update(text);
            }
            Self::Item(at) => {
                into.update([4]);
                into.update(ids.get(*at).unwrap_or_default());
            }
            Self::At(_) => into.update([5]),
        }
    }

    /// As it is bound in a row of an article that has its seat.
    pub(crate) fn at(&self, seat: Seat) -> Bound<'_> {
        Bound { cell: self, seat }
    }
}

/// A cell whose references are numbers.
pub(crate) struct Bound<'a> {
    cell: &'a Cell,
    seat: Seat,
}

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.cell {
            Cell::Null => ValueRef::Null,
            Cell::Int(number) => ValueRef::Integer(*number),
            Cell::Real(number) => ValueRef::Real(*number),
            Cell::Text(text) => ValueRef::Text(text.as_bytes()),
            Cell::Item(at) => ValueRef::Integer(self.seat.number(at.index())),
            Cell::At(point) => ValueRef::Integer(i64::from(*point)),
        }))
    }
}
