//! Words about actors, places and pacts, compiled: the entries of `actors.toml`, `places.toml` and `pacts.toml`.

use super::error::{Fault, LangError};
use super::source::Entry;

macro_rules! parts {
    ($(#[$doc:meta])* $name:ident of $file:literal { $($(#[$item:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$item])* $variant,)* }

        impl $name {
            pub(crate) fn of(entry: &Entry) -> Result<Self, LangError> {
                match entry.text("part") {
                    $(Some($word) => Ok(Self::$variant),)*
                    other => {
                        let fault = Fault::unknown("part", other, &[$($word,)*]);
                        Err(LangError::entry($file, &entry.name, fault))
                    }
                }
            }
        }
    };
}

parts! {
    /// What an entry of `actors.toml` says.
    ActorPart of "actors.toml" {
        /// tentara, pasukan: armed forces
        Armed = "armed",
        /// pemerintah, rezim
        Government = "government",
        /// warga, wartawan, pejabat: people without a common body
        People = "people",
        /// Barat: known by its name alone, which is a common word too
        Bloc = "bloc",
        /// sekutu
        Ally = "ally",
        /// negara, negara-negara
        States = "states",
        /// kementerian, partai: a body without its name
        Body = "body",
        /// With a clitic: of a person
        OfPerson = "of-person",
        /// With a clitic: of a state or body
        OfBody = "of-body",
        /// Ends a noun phrase
        Breaks = "breaks",
        /// sang: before the noun for somebody of whom was spoken
        Definite = "definite",
        /// lain
        Other = "other",
        /// terdampak, bersenjata: looks like a verb and says more of the noun before it
        Attribute = "attribute",
        /// konferensi, forum: a meeting, whose name is nobody's
        Meeting = "meeting",
        /// merugikan: with a clitic, whom the verb concerns
        OfObject = "of-object",
        /// adalah, sebagai: what follows names nobody new
        Copula = "copula",
        /// bernama: the name of whoever the noun before it means follows
        Named = "named",
        /// konferensi pers: a thing, though a word in it would be somebody
        Thing = "thing",
        /// untuk: the purpose of a movement
        Purpose = "purpose",
        /// bangsa: the people of a state
        Nation = "nation",
        /// kita: whoever speaks, and with him whom he speaks to
        Inclusive = "inclusive",
        /// dari: where the people before it are from
        From = "from",
        /// rumah sakit, rutan: behind a word that leads to a place nobody who acts
        House = "house",
        /// cup, award: the last word of a name that is a thing's
        ThingTail = "thing-tail",
        /// menlu, menteri luar negeri: an office, by each of its names
        Office = "office",
        /// What those are called of whom the count says what became of them: korban tewas
        Fate = "fate",
        /// bahasa: a state's name behind it says what a thing is
        KindOf = "kind-of",
        /// pt, tbk: a word in the names of firms
        Firm = "firm",
        /// pasangan: before two names
        Pair = "pair",
    }
}

parts! {
    /// What an entry of `places.toml` says.
    PlacePart of "places.toml" {
        /// di, ke: a place follows, a country's name too
        Leads = "leads",
        /// dari: a place follows where the name is one
        LeadsFrom = "leads-from",
        /// dari, di depan: a country's name behind it is a place, and a body's its house
        From = "from",
        /// diserahkan: what follows *ke* is whoever gets it
        Hands = "hands",
        /// polres, istana: a body whose name means its house behind a word that leads to a place
        House = "house",
        /// piala, pilkada: the name of something that happens or is used, not of a place
        Event = "event",
        /// convention center: ends the name of a building that begins with that of a place
        Tail = "tail",
        /// sana
        There = "there",
        /// perbatasan
        Border = "border",
        /// dengan: between a border and its state
        BorderWith = "border-with",
        /// seluruh penjuru: before a place, part of the phrase
        Whole = "whole",
        /// bagian timur: behind a place, part of the phrase
        PartOf = "part-of",
        /// provinsi, gedung: the noun of a place
        Head = "head",
        /// Claimed by several: a place in no country, and no government's seat
        Disputed = "disputed",
        /// kawasan: bare, the part of the world of which the text speaks
        Area = "area",
        /// tempat kejadian: a place by itself behind a word that leads to one, or a verb
        Scene = "scene",
        /// penjara: a place by itself behind a word that leads to one
        Spot = "spot",
    }
}

parts! {
    /// What an entry of `pacts.toml` says.
    PactPart of "pacts.toml" {
        /// pakta, perjanjian
        Noun = "noun",
        /// aliansi, kerja sama: a pact only where one is named
        Loose = "loose",
        /// pertahanan, damai: what it is about
        About = "about",
        /// bertajuk: its name follows
        Named = "named",
        /// antara: its parties follow
        Between = "between",
        /// sepakat, menandatangani: how far it has come
        Stage = "stage",
        /// mewajibkan: what a pact binds its parties to follows
        Binds = "binds",
    }
}

/// An entry of `actors.toml`.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct ActorWord {
    /// What it says.
    pub part: ActorPart,
    /// The sector of PLOVER.
    pub sector: Option<Box<str>>,
    /// After another noun it only says of what kind that is.
    pub attribute: bool,
    /// Means somebody without any further word.
    pub bare: bool,
    /// Means somebody only with a number, a quantifier, an owner or *tersebut*.
    pub counted: bool,
    /// All its words are for one person, whom the article has told of: *pelaku*, *tersangka*.
    pub alike: bool,
    /// All its words are for the same people: *massa*, *demonstran*.
    pub same: bool,
    /// Means a single person: *pria*, *gadis*.
    pub one: bool,
    /// kelompok, perusahaan: the name of whom it means may stand right behind it.
    pub apposed: bool,
    /// The unit of the figures that count whom it means: *killed*.
    pub unit: Option<Box<str>>,
    /// The noun for those of a state who are meant: *bangsa* for *kita*.
    pub name: Option<Box<str>>,
}

/// An entry of `places.toml`.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct PlaceWord {
    /// What it says.
    pub part: PlacePart,
    /// The record's kind of place.
    pub kind: Option<Box<str>>,
}

/// An entry of `pacts.toml`.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct PactWord {
    /// What it says.
    pub part: PactPart,
    /// The record's kind of pact.
    pub kind: Option<Box<str>>,
    /// The record's stage.
    pub stage: Option<Box<str>>,
    /// Says so only right beside the pact.
    pub near: bool,
}

/// Where a place lies.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Coordinates {
    /// Its usual name, folded.
    pub name: Box<str>,
    /// Degrees of latitude.
    pub lat: f64,
    /// Degrees of longitude.
    pub lon: f64,
}

/// Another place of a name that the tables know: Tripoli in Lebanon.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Namesake {
    /// The name, folded.
    pub name: Box<str>,
    /// What it is, as in the table of regions.
    pub kind: Box<str>,
    /// The next larger unit.
    pub within: Option<Box<str>>,
    /// The code of the country where it lies.
    pub country: Box<str>,
}

impl ActorWord {
    pub(crate) fn of(entry: &Entry) -> Result<Self, LangError> {
        Ok(Self {
            part: ActorPart::of(entry)?,
            sector: entry.text("sector").map(Into::into),
            attribute: entry.flag("attribute"),
            bare: entry.flag("bare"),
            counted: entry.flag("counted"),
            alike: entry.flag("alike"),
            same: entry.flag("same"),
            one: entry.flag("one"),
            apposed: entry.flag("apposed"),
            unit: entry.text("unit").map(Into::into),
            name: entry.text("name").map(Into::into),
        })
    }
}

impl PlaceWord {
    pub(crate) fn of(entry: &Entry) -> Result<Self, LangError> {
        Ok(Self { part: PlacePart::of(entry)?, kind: entry.text("kind").map(Into::into) })
    }
}

impl PactWord {
    pub(crate) fn of(entry: &Entry) -> Result<Self, LangError> {
        Ok(Self {
            part: PactPart::of(entry)?,
            kind: entry.text("kind").map(Into::into),
            stage: entry.text("stage").map(Into::into),
            near: entry.flag("near"),
        })
    }
}
