//! What the passes make: the layers of a document and the findings that point at them.

#[path = "model_actors.rs"]
mod actors;
#[path = "model_events.rs"]
mod events;

pub use actors::{Member, Pact, PactClause, Place, PlaceKind, Reference, Roster};
pub use events::{Commitment, Event, Modality, Party, Sector, Strength};

use jiff::civil::Date;
use kutip_lang::{ClassSet, Lang, WordId};
use kutip_text::{Certainty, Id, Layer, Mark, RuleId, Span};
use std::ops::Range;

/// An article as it was read: its text never changes afterwards.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The id that the input gave it.
    pub id: Option<String>,
    /// The text, whole.
    pub text: String,
    /// Its address.
    pub uri: Option<String>,
    /// Its headline, where the input has one apart from the text.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// The day on which it was published.
    pub published: Option<Date>,
    /// The language that the input names.
    pub language: Option<String>,
    /// Doubts that came up while the bytes were read.
    pub doubts: Vec<Mark<DoubtKind>>,
}

/// What the caller decides.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The reference day: serves to complete dates without a year, and for nothing else.
    pub today: Date,
}

/// What is known of one article.
#[derive(Debug)]
pub struct Report<'a> {
    /// The article and its layers.
    pub document: Document<'a>,
    /// What it says.
    pub findings: Findings,
}

/// The article and its finished layers.
#[derive(Debug)]
pub struct Document<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its language.
    pub lang: &'a Lang,
    /// Paragraphs, dateline, desk initials, boilerplate.
    pub blocks: Blocks,
    /// Words, numbers, marks.
    pub tokens: Vec<Token>,
    /// What the tables know, by token.
    pub terms: Terms<'a>,
    /// Quotations.
    pub quotes: Layer<Quote>,
    /// Sentences.
    pub sentences: Vec<Sentence>,
    /// Expressions of time.
    pub times: Layer<Time>,
    /// The day from which relative expressions count.
    pub anchor: Anchor,
    /// Numbers with what they count.
    pub amounts: Layer<Amount>,
    /// Mentions of persons, bodies, states.
    pub mentions: Layer<Mention>,
    /// Who is mentioned.
    pub actors: Vec<Actor>,
}

/// What the article says.
#[derive(Debug, Default)]
pub struct Findings {
    /// Who said what.
    pub statements: Layer<Statement>,
    /// Words in quotation marks that are nobody's speech.
    pub quoted_terms: Vec<Mark<()>>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Political acts.
    pub events: Layer<Event>,
    /// Where each of them took place, in their order; none where the text does not say.
    pub scenes: Vec<Option<Id<Place>>>,
    /// What somebody says he will do.
    pub commitments: Layer<Commitment>,
    /// Everybody of whom it speaks, with every mention.
    pub roster: Roster,
    /// Mentions of places.
    pub places: Layer<Place>,
    /// Agreements that it names.
    pub pacts: Vec<Mark<Pact>>,
    /// What the reader should not take for granted.
    pub doubts: Vec<Mark<DoubtKind>>,
}

/// A word, number or mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Its characters; without the clitic, where there is one.
    pub span: Span,
    /// The word of the tables; of a word with a clitic the stem.
    pub word: WordId,
    /// The word's classes.
    pub classes: ClassSet,
    /// Its outline.
    pub kind: TokenKind,
    /// How its letters are written.
    pub shape: Shape,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Whether it is the first of a paragraph.
    pub opens_paragraph: bool,
    /// Its number's sentence is found by [`Document::sentence_of`]; this is its paragraph.
    pub paragraph: u32,
}

impl Token {
    /// What stands behind the last token: neither word nor number, of no class.
    pub(crate) const NONE: Token = Token {
        span: Span { start: 0, end: 0 },
        word: WordId::UNKNOWN,
        classes: ClassSet::of(&[]),
        kind: TokenKind::Mark,
        shape: Shape::Lower,
        spaced: false,
        opens_paragraph: true,
        paragraph: u32::MAX,
    };
}

/// The outline of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// A clitic at the end of the word before it (`nya` in *ujarnya*).
    Clitic,
    /// Digits.
    Number,
    /// One character of punctuation.
    Mark,
}

/// How a word's letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// No capital at the start.
    Lower,
    /// A capital at the start.
    Capital,
    /// All letters capitals, at least two.
    Upper,
}

/// What the tables know at one place of the text.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// The entry.
    pub by: RuleId,
    /// What it means.
    pub sense: kutip_lang::Sense,
}

/// All terms, by the token at which they begin.
#[derive(Debug, Default)]
pub struct Terms<'a> {
    pub(crate) terms: Vec<Term>,
    pub(crate) first: Vec<u32>,
    pub(crate) lang: std::marker::PhantomData<&'a ()>,
}

impl Terms<'_> {
    /// The terms that begin at a token, those of more words first.
    #[must_use]
    pub fn at(&self, token: usize) -> &[Term] {
        match (self.first.get(token), self.first.get(token + 1)) {
            (Some(start), Some(end)) => &self.terms[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// All of them, in order.
    #[must_use]
    pub fn all(&self) -> &[Term] {
        &self.terms
    }
}

/// The parts of the page that the text consists of.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    /// Paragraphs: lines that are not empty, without the white space around them.
    pub paragraphs: Vec<Span>,
    /// Lines of the page rather than of the article: read also, captions.
    pub boilerplate: Vec<Mark<()>>,
    /// Who wrote, edited or reported it, by lines of their own, which are boilerplate too.
    pub byline: Vec<Mark<Byline>>,
    /// The dateline, from its first character to the place where the text begins.
    pub dateline: Option<Dateline>,
    /// Desk initials: `isa`, `dna`.
    pub desk: Vec<Span>,
    /// Where the desk line or its bracket begins, with the bracket.
    pub desk_line: Option<Span>,
}

impl Blocks {
    /// Whether a stretch lies in a line that belongs to the page.
    #[must_use]
    pub fn is_page_line(&self, span: Span) -> bool {
        let next = self.boilerplate.partition_point(|line| line.span.end < span.end);
        self.boilerplate.get(next).is_some_and(|line| line.span.contains(span))
    }
}

/// A name of the byline.
#[derive(Clone, Copy, Debug)]
pub struct Byline {
    /// The words that say what the person did: *Editor*.
    pub role: Span,
}

/// *Jakarta, Pahami.id —*
#[derive(Clone, Copy, Debug)]
pub struct Dateline {
    /// All of it, the dash included.
    pub span: Span,
    /// The place.
    pub place: Option<Span>,
    /// The outlet.
    pub outlet: Option<Span>,
}

/// A quotation.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Without its marks; several where it is opened again in each paragraph.
    pub inner: Vec<Span>,
    /// Whether it is in single marks.
    pub single: bool,
    /// Whether its closing mark is there.
    pub closed: bool,
    /// Tokens from the opening mark to the closing one, both included.
    pub tokens: Range<usize>,
}

/// A sentence: tokens `tokens`, characters `span`.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Its characters.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its paragraph.
    pub paragraph: u32,
}

/// An expression of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// DATE, TIME, DURATION, SET.
    pub kind: TimeKind,
    /// The TIMEX3 value.
    pub value: String,
    /// The day that it names, where it names one.
    pub day: Option<Date>,
    /// Whether the value took more than the words.
    pub certainty: Certainty,
}

/// The kinds of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeKind {
    /// A day or longer.
    Date,
    /// Shorter than a day.
    Time,
    /// A length.
    Duration,
    /// Again and again.
    Set,
}

/// The day from which relative expressions count.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Anchor {
    /// The day.
    pub day: Option<Date>,
    /// Whether it was worked out from the text.
    pub inferred: bool,
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// The value; the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The unit of the record's list or an English plural.
    pub unit: Option<String>,
    /// The counted noun of the text.
    pub counted: Option<Span>,
    /// About.
    pub approx: bool,
    /// Equal, at least, at most.
    pub relation: Relation,
    /// Whether the unit came from the surroundings.
    pub certainty: Certainty,
}

/// How a figure relates to what it measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// As many.
    Equal,
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
}

/// A mention of somebody: a name, a noun phrase, a pronoun, a clitic.
#[derive(Clone, Debug)]
pub struct Mention {
    /// How it is put.
    pub form: Form,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The name without title; the whole phrase where it is no name.
    pub name: Span,
    /// The title or role before the name.
    pub role: Option<Span>,
    /// What it seems to be.
    pub kind: ActorKind,
    /// The row of the tables.
    pub known: Option<Known>,
    /// Who is meant.
    pub actor: Option<Id<Actor>>,
}

/// How a mention is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// By name.
    Name,
    /// By a noun.
    Nominal,
    /// By a pronoun.
    Pronoun,
    /// By a clitic.
    Clitic,
}

/// A row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// Of `states.tsv`.
    State(u32),
    /// Of `outlets.tsv`.
    Outlet(u32),
    /// Of `bodies.tsv`.
    Body(u32),
    /// Of `regions.tsv`.
    Region(u32),
}

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorKind {
    /// A human being.
    Person,
    /// A body.
    Organization,
    /// A state.
    State,
    /// Armed forces.
    ArmedForces,
    /// An outlet.
    Media,
    /// People without a common body.
    Group,
    /// Something written.
    Document,
    /// Somebody who is not named.
    Unnamed,
}

/// Somebody of whom the article speaks.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The fullest name in the article, or the usual name of a state.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The role as it is first written.
    pub role: Option<String>,
    /// The row of the tables.
    pub known: Option<Known>,
    /// Its mentions.
    pub mentions: Vec<Id<Mention>>,
}

/// Words, claims, requests, hopes reported as somebody's.
#[derive(Clone, Debug)]
pub struct Statement {
    /// How it is reported.
    pub kind: StatementKind,
    /// What is said; several spans where a cue splits it.
    pub content: Vec<Span>,
    /// Who speaks.
    pub speaker: Option<Speaker>,
    /// What reports it.
    pub cue: Option<CueMark>,
    /// To whom.
    pub addressee: Option<Span>,
    /// When.
    pub said_on: Option<Date>,
    /// Through whom we have it, nearest the speaker first.
    pub via: Vec<Via>,
    /// The person who spoke for the speaker.
    pub voiced_by: Option<Id<Mention>>,
    /// On whose behalf the speaker speaks, where the text says so of this statement: *mewakili keluarga korban*. What
    /// his role says is known to the roster ([`Member::speaks_for`]).
    pub speaks_for: Option<Id<Mention>>,
    /// The statement that reports this one.
    pub within: Option<Id<Statement>>,
    /// How sure it is.
    pub certainty: Certainty,
}

/// How a statement is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementKind {
    /// All of it in quotation marks.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Speaker {
    /// The mention that governs the cue, where there is one.
    pub span: Option<Span>,
    /// The fullest name; joint speakers are joined with `; `.
    pub name: Option<String>,
    /// What it is.
    pub kind: ActorKind,
    /// Who is meant, where it is one actor.
    pub actor: Option<Id<Actor>>,
    /// Whether several speak as one.
    pub joint: bool,
}

/// What reports a statement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CueMark {
    /// Its word, with the clitic.
    pub span: Span,
    /// Its number in [`Lang::cues`], where it is one of them.
    pub entry: Option<u32>,
}

/// A channel.
#[derive(Clone, Debug, PartialEq)]
pub struct Via {
    /// Where it stands.
    pub span: Span,
    /// Its usual name.
    pub name: String,
    /// Whether the tables or the words before it say that it is an outlet.
    pub sure: bool,
}

/// A figure: an amount with who says it.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The amount.
    pub amount: Id<Amount>,
    /// The innermost statement around it.
    pub according_to: Option<Id<Statement>>,
    /// The figure (by its place in [`Findings::figures`]) that this one replaces.
    pub revises: Option<usize>,
}

/// Nobody has a longer name, in bytes. It is repeated with every item in which it occurs, so that what has no bound could
/// make a record of the square of its text.
pub(crate) const NAME_BYTES: usize = 1000;

/// What the reader should not take for granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoubtKind {
    /// A quotation without its end.
    UnclosedQuote,
    /// Quotation marks that do not pair.
    MismatchedQuotes,
    /// A statement whose speaker could not be made out.
    SpeakerUnknown,
    /// A year that is not written; the years in which weekday and date agree.
    YearInferred(Vec<i16>),
    /// A weekday that is not that of its date.
    WeekdayDateDisagree,
    /// What is written as a date and is no day of the calendar.
    NoSuchDay,
    /// A name of several places; in what the other one lies, the nearest first.
    AmbiguousPlace(Vec<String>),
    /// A name or pronoun that may mean several persons; the others' names.
    AmbiguousActor(Vec<String>),
    /// Words without the space between them.
    GluedWords,
    /// A language that kutip does not read.
    UnsupportedLanguage,
    /// Nothing to read.
    EmptyText,
    /// Bytes that were no characters.
    ReplacedBytes(usize),
    /// Characters that are not on the page.
    HiddenCharacters(usize),
    /// A bound that was reached.
    LimitReached,
}

impl Document<'_> {
    /// The characters of a span.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.article.text)
    }

    /// The tokens that lie in a span, as a range.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        tokens_in(&self.tokens, span)
    }

    /// The number of the sentence that holds a token.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> Option<usize> {
        let next = self.sentences.partition_point(|sentence| sentence.tokens.end <= token);
        self.sentences.get(next).filter(|sentence| sentence.tokens.contains(&token)).map(|_| next)
    }
}

/// The tokens that lie in a span, as a range.
#[must_use]
pub fn tokens_in(tokens: &[Token], span: Span) -> Range<usize> {
    let start = tokens.partition_point(|token| token.span.start < span.start);
    let end = tokens.partition_point(|token| token.span.end <= span.end);
    start..end.max(start)
}
