//! What can be exported, and into what.

use std::fmt;

/// A kind of item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Whole records, as `kutip read --json` writes them.
    Records,
    /// Articles.
    Articles,
    /// Everybody of whom an article speaks.
    Actors,
    /// Each place of a text that means an actor.
    Mentions,
    /// Mentions of places.
    Places,
    /// Expressions of time.
    Times,
    /// Numbers with what they count.
    Figures,
    /// Who said what.
    Statements,
    /// In quotation marks, yet nobody's speech.
    QuotedTerms,
    /// Political acts.
    Events,
    /// Who takes part in them.
    Parties,
    /// What somebody says he will do.
    Commitments,
    /// Agreements.
    Pacts,
    /// What they provide.
    Clauses,
    /// What should not be taken for granted.
    Doubts,
    /// Events as pairs of who does something to whom.
    Plover,
    /// Events in rows like those of ACLED.
    Acled,
}

impl Kind {
    /// All kinds, in the order in which they are exported.
    pub const ALL: [Self; 17] = [
        Self::Records,
        Self::Articles,
        Self::Actors,
        Self::Mentions,
        Self::Places,
        Self::Times,
        Self::Figures,
        Self::Statements,
        Self::QuotedTerms,
        Self::Events,
        Self::Parties,
        Self::Commitments,
        Self::Pacts,
        Self::Clauses,
        Self::Doubts,
        Self::Plover,
        Self::Acled,
    ];

    /// Its name, which is also that of its file.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.names().0
    }

    /// What one item of it is called.
    #[must_use]
    pub fn one(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Records => ("records", "record"),
            Self::Articles => ("articles", "article"),
            Self::Actors => ("actors", "actor"),
            Self::Mentions => ("mentions", "mention"),
            Self::Places => ("places", "place"),
            Self::Times => ("times", "time"),
            Self::Figures => ("figures", "figure"),
            Self::Statements => ("statements", "statement"),
            Self::QuotedTerms => ("quoted_terms", "quoted_term"),
            Self::Events => ("events", "event"),
            Self::Parties => ("parties", "party"),
            Self::Commitments => ("commitments", "commitment"),
            Self::Pacts => ("pacts", "pact"),
            Self::Clauses => ("clauses", "clause"),
            Self::Doubts => ("doubts", "doubt"),
            Self::Plover => ("plover", "plover"),
            Self::Acled => ("acled", "acled"),
        }
    }

    /// Whether it says again what other kinds say: it is only exported where it is named.
    #[must_use]
    pub fn is_on_demand(self) -> bool {
        matches!(self, Self::Records | Self::Plover | Self::Acled)
    }

    /// The letter of its items' ids in a record; that of quoted terms is ours alone, since the record gives them no id.
    pub(crate) fn letter(self) -> Option<char> {
        Some(match self {
            Self::Actors => 'a',
            Self::Places => 'p',
            Self::Times => 't',
            Self::Figures => 'f',
            Self::Statements => 's',
            Self::QuotedTerms => 'q',
            Self::Events => 'e',
            Self::Commitments => 'c',
            Self::Pacts => 'k',
            Self::Doubts => 'd',
            Self::Records | Self::Articles | Self::Mentions | Self::Parties | Self::Clauses => return None,
            Self::Plover | Self::Acled => return None,
        })
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// A form in which items come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line.
    Jsonl,
    /// Tables, each with its description in CSVW.
    Csv,
    /// Points on a map, RFC 7946.
    GeoJson,
    /// W3C Web Annotations in JSON-LD.
    Annotation,
    /// schema.org in JSON-LD.
    SchemaOrg,
    /// FollowTheMoney entities.
    Ftm,
    /// A graph for Gephi.
    Gexf,
    /// Atom 1.0.
    Atom,
    /// JSON Feed 1.1.
    JsonFeed,
    /// A report.
    Markdown,
    /// News items of the IPTC, with annotations beside them.
    Ninjs,
    /// brat standoff.
    Brat,
    /// A workbook of Excel.
    Xlsx,
    /// An archive in SQLite.
    Sqlite,
    /// Tables for analysis, column by column.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// All formats.
    pub const ALL: &'static [Self] = &[
        Self::Jsonl,
        Self::Csv,
        Self::GeoJson,
        Self::Annotation,
        Self::SchemaOrg,
        Self::Ftm,
        Self::Gexf,
        Self::Atom,
        Self::JsonFeed,
        Self::Markdown,
        Self::Ninjs,
        Self::Brat,
        Self::Xlsx,
        Self::Sqlite,
        #[cfg(feature = "parquet")]
        Self::Parquet,
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::GeoJson => "geojson",
            Self::Annotation => "annotation",
            Self::SchemaOrg => "schema-org",
            Self::Ftm => "ftm",
            Self::Gexf => "gexf",
            Self::Atom => "atom",
            Self::JsonFeed => "json-feed",
            Self::Markdown => "md",
            Self::Ninjs => "ninjs",
            Self::Brat => "brat",
            Self::Xlsx => "xlsx",
            Self::Sqlite => "sqlite",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// Whether it has a file for each kind.
    fn is_table(self) -> bool {
        match self {
            Self::Csv => true,
            #[cfg(feature = "parquet")]
            Self::Parquet => true,
            _ => false,
        }
    }

    /// The kinds that it takes; `all` asks for all of them but whole records.
    #[must_use]
    pub fn kinds(self) -> &'static [Kind] {
        use Kind::{
            Acled, Actors, Articles, Clauses, Commitments, Doubts, Events, Figures, Mentions, Pacts, Parties,
            Places, Plover, QuotedTerms, Records, Statements, Times,
        };
        const TABLES: &[Kind] = &[
            Articles,
            Actors,
            Mentions,
            Places,
            Times,
            Figures,
            Statements,
            QuotedTerms,
            Events,
            Parties,
            Commitments,
            Pacts,
            Clauses,
            Doubts,
            Plover,
            Acled,
        ];
        match self {
            Self::Jsonl => &[
                Records,
                Articles,
                Actors,
                Places,
                Times,
                Figures,
                Statements,
                QuotedTerms,
                Events,
                Commitments,
                Pacts,
                Doubts,
                Plover,
                Acled,
            ],
            Self::Csv | Self::Xlsx => TABLES,
            Self::Sqlite => &[Records],
            #[cfg(feature = "parquet")]
            Self::Parquet => TABLES,
            Self::GeoJson => &[Places, Events],
            Self::Annotation => &[
                Records,
                Actors,
                Places,
                Times,
                Figures,
                Statements,
                QuotedTerms,
                Events,
                Commitments,
                Pacts,
                Doubts,
            ],
            Self::Ninjs => &[
                Articles,
                Actors,
                Places,
                Times,
                Figures,
                Statements,
                QuotedTerms,
                Events,
                Commitments,
                Pacts,
                Doubts,
            ],
            Self::SchemaOrg => &[Articles, Actors, Places, Figures, Statements, Events, Commitments, Pacts],
            Self::Ftm => &[Articles, Actors, Places, Figures, Statements, Events, Commitments, Pacts],
            Self::Gexf => &[Statements, Events],
            Self::Atom | Self::JsonFeed | Self::Markdown => super::lines::KINDS,
            Self::Brat => {
                &[Actors, Places, Times, Figures, Statements, QuotedTerms, Events, Commitments, Pacts]
            }
        }
    }

    /// Whether a terminal cannot show it.
    #[must_use]
    pub fn is_binary(self) -> bool {
        match self {
            Self::Xlsx => true,
            #[cfg(feature = "parquet")]
            Self::Parquet => true,
            _ => false,
        }
    }

    /// Whether an export of several kinds is one file.
    #[must_use]
    pub fn is_one_file(self) -> bool {
        !self.is_table()
    }

    /// Whether its files are those of whole articles: a search chooses these and not their items.
    #[must_use]
    pub fn is_of_articles(self) -> bool {
        matches!(self, Self::Brat | Self::Ninjs | Self::Sqlite)
    }

    /// Whether it is a folder of files, whatever is exported.
    #[must_use]
    pub fn needs_folder(self) -> bool {
        matches!(self, Self::Brat | Self::Ninjs | Self::Sqlite)
    }

    /// How the names of its files end.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Annotation | Self::SchemaOrg => "jsonld",
            Self::Ftm | Self::JsonFeed | Self::Ninjs => "json",
            Self::Sqlite => "db",
            _ => self.name(),
        }
    }

    /// Whether it is nothing without the articles' texts.
    #[must_use]
    pub fn needs_text(self) -> bool {
        self == Self::Brat
    }

    /// Whether it shows names, cues and the like as they stand in the text, beside what is said.
    #[must_use]
    pub(crate) fn shows_words(self) -> bool {
        matches!(self, Self::Annotation | Self::Ninjs)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
