//! What is asked of a store: words, phrases and fields, each of which has to hold or not to hold.

use jiff::civil::Date;

/// What can be asked of a record, by the name it has in a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// Who said it: words of his name.
    Speaker,
    /// Through whom we have it: words of its name.
    Via,
    /// Who acts, commits himself, or is spoken of: words of his name.
    Actor,
    /// The PLOVER type of an event.
    Event,
    /// The name of a place.
    Place,
    /// A state, by ISO 3166-1 alpha-3.
    Country,
    /// A unit, a number with a comparison, or both.
    Figure,
    /// The act of a cue.
    Act,
    /// `direct`, `indirect` or `mixed`.
    Kind,
    /// Who published it.
    Outlet,
    /// The host of its address.
    Host,
    /// The language.
    Lang,
    /// The first day.
    Since,
    /// The last day.
    Until,
}

/// Each field and its name.
pub const FIELDS: [(Field, &str); 14] = [
    (Field::Speaker, "speaker"),
    (Field::Via, "via"),
    (Field::Actor, "actor"),
    (Field::Event, "event"),
    (Field::Place, "place"),
    (Field::Country, "country"),
    (Field::Figure, "figure"),
    (Field::Act, "act"),
    (Field::Kind, "kind"),
    (Field::Outlet, "outlet"),
    (Field::Host, "host"),
    (Field::Lang, "lang"),
    (Field::Since, "since"),
    (Field::Until, "until"),
];

impl Field {
    /// The name that it has in a search.
    #[must_use]
    pub fn name(self) -> &'static str {
        FIELDS.into_iter().find(|(field, _)| *field == self).map_or("", |(_, name)| name)
    }
}

/// One thing that is looked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// A word; with a star behind it, the beginning of one.
    Word {
        /// Without the star.
        word: String,
        /// Whether more letters may follow.
        begins: bool,
    },
    /// Words one behind the other.
    Phrase(String),
    /// What a field has to hold.
    Field(Field, String),
    /// A field that holds a day.
    Day(Field, Date),
    /// A figure's unit and the numbers between which it lies.
    Figure {
        /// As in the record.
        unit: Option<String>,
        /// At least.
        least: Option<f64>,
        /// At most.
        most: Option<f64>,
    },
}

/// One part of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Whether it must not be there.
    pub not: bool,
    /// What is looked for.
    pub wanted: Wanted,
}

impl Term {
    /// The value of a field, as it has to be there.
    #[must_use]
    pub fn field(field: Field, value: &str) -> Self {
        Self { not: false, wanted: Wanted::Field(field, value.to_owned()) }
    }
}
