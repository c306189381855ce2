//! One article, as exports see it: its record, its ids, and what of its text may be shown.

use super::rights::{self, Stretches};
use super::{Choice, Format, Kind, Options};
use crate::view::{self, excerpt};
use kutip_record::{Actor, Event, Figure, Ids, Party, Place, Points, Record, Ref, Span, Statement};
use kutip_store::Policy;
use std::borrow::Cow;
use std::collections::HashMap;

/// One article.
#[derive(Debug)]
pub struct Entry<'r> {
    /// Its record.
    pub record: &'r Record<'static>,
    /// The ids of everything in it.
    pub ids: &'r Ids,
    points: Points<'r>,
    kept: Kept,
    /// The items that a search chose; none where all are exported.
    pub(super) choice: Option<Choice>,
    /// How many characters of each stretch may be shown; none where all that is kept may.
    shares: Option<HashMap<Span, u32>>,
    /// Names that are not shown, and what stands in their place; in order and apart from one another.
    hidden: &'r [(Span, String)],
}

/// An article as it is given to an export.
#[derive(Clone, Debug)]
pub struct Given<'r> {
    /// Its record.
    pub record: &'r Record<'static>,
    /// The ids of everything in it.
    pub ids: &'r Ids,
    /// What there is of its text.
    pub kept: Kept,
    /// The items that a search chose; none where all are exported.
    pub choice: Option<Choice>,
    /// Names that are not shown, and what stands in their place.
    pub hidden: &'r [(Span, String)],
}

/// What there is of an article's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// All of it.
    Whole,
    /// What items cite, at its place among blanks.
    Stretches,
    /// Nothing but its hash.
    Nothing,
}

impl From<Policy> for Kept {
    fn from(policy: Policy) -> Self {
        match policy {
            Policy::Full => Self::Whole,
            Policy::Spans => Self::Stretches,
            Policy::Hash => Self::Nothing,
        }
    }
}

/// What is shown of a stretch of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote<'r> {
    /// The characters, with an ellipsis for what was cut; nothing where nothing may be shown.
    pub text: Cow<'r, str>,
    /// Whether it is the whole stretch.
    pub whole: bool,
}

/// Why a record cannot be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its text has another hash than it says.
    Hash,
    /// A span does not lie in its text.
    Span(Span),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Hash => out.write_str("text_sha256 is not that of its text"),
            Self::Span([start, end]) => write!(out, "the span [{start}, {end}] is not in its text"),
        }
    }
}

impl<'r> Entry<'r> {
    /// Checks a record, so that nothing is passed on as a quotation that is none. Of one whose text was not kept nothing is
    /// quoted.
    ///
    /// # Errors
    /// Where the text is not the one that was read, or a span lies outside of it.
    pub fn new(given: Given<'r>, format: Format, options: &Options) -> Result<Self, Fault> {
        let Given { record, ids, kept, choice, hidden } = given;
        let nothing = (!options.with_text).then(HashMap::new);
        let points = record.points();
        let mut entry = Self { record, ids, points, kept, choice: None, shares: nothing, hidden };
        if kept != Kept::Nothing {
            entry.check()?;
        }
        entry.choice = choice;
        if kept != Kept::Nothing && !options.with_text {
            let mut all = Stretches::default();
            for kind in &options.kinds {
                rights::stretches(*kind, &entry, format.shows_words(), &mut all);
            }
            entry.shares = Some(rights::shares(&all, entry.points.len()));
        }
        Ok(entry)
    }

    /// Whether the text is the one that was read, and all spans lie in it.
    fn check(&self) -> Result<(), Fault> {
        let document = &self.record.document;
        if self.kept == Kept::Whole && kutip_record::sha256(&document.text) != document.text_sha256 {
            return Err(Fault::Hash);
        }
        let mut all = Stretches::default();
        Kind::ALL.into_iter().for_each(|kind| rights::stretches(kind, self, true, &mut all));
        all.all().find(|span| !self.points.holds(*span)).map_or(Ok(()), |span| Err(Fault::Span(span)))
    }

    /// What an archive may keep of the text: no more than is there.
    pub(crate) fn policy(&self, asked: Policy) -> Policy {
        let there = match self.kept {
            Kept::Whole => Policy::Full,
            Kept::Stretches => Policy::Spans,
            Kept::Nothing => Policy::Hash,
        };
        asked.max(there)
    }

    /// What may be shown of a stretch.
    #[must_use]
    pub fn quote(&self, span: Span) -> Quote<'r> {
        let quote = self.allowed(span);
        let cut = quote.text.strip_suffix('…').filter(|_| !quote.whole);
        let shown = cut.unwrap_or(&quote.text).chars().count();
        if shown == 0 {
            return quote;
        }
        let end = span[0].saturating_add(u32::try_from(shown).unwrap_or(u32::MAX));
        match self.without_names([span[0], end]) {
            Some(text) if cut.is_some() => Quote { text: (text + "…").into(), whole: false },
            Some(text) => Quote { text: text.into(), whole: false },
            None => quote,
        }
    }

    /// A stretch with what stands in the place of names; none where it has no such name.
    fn without_names(&self, [start, end]: Span) -> Option<String> {
        let first = self.hidden.partition_point(|(name, _)| name[1] <= start);
        let names = self.hidden.get(first..)?;
        names.first().filter(|(name, _)| name[0] < end)?;
        let (mut out, mut at) = (String::new(), start);
        for (name, label) in names.iter().take_while(|(name, _)| name[0] < end) {
            out += self.points.text([at, name[0].max(at)]);
            out += label;
            at = name[1];
        }
        Some(out + self.points.text([at, end.max(at)]))
    }

    /// As much of a stretch as may be shown, whatever is named in it.
    fn allowed(&self, span: Span) -> Quote<'r> {
        let text = self.points.text(span);
        let Some(shares) = &self.shares else {
            return Quote { text: text.into(), whole: self.kept != Kept::Nothing };
        };
        let chars = span[1].saturating_sub(span[0]);
        match shares.get(&span) {
            Some(share) if *share == chars => Quote { text: text.into(), whole: true },
            None | Some(0) => Quote::default(),
            Some(share) => Quote { text: excerpt(text, *share as usize).into(), whole: false },
        }
    }

    /// Several stretches as one text, with ` […] ` between them.
    #[must_use]
    pub fn quotes(&self, spans: &[Span]) -> Quote<'r> {
        if let [span] = spans {
            return self.quote(*span);
        }
        let quotes: Vec<Quote<'_>> = spans.iter().map(|span| self.quote(*span)).collect();
        let texts: Vec<&str> =
            quotes.iter().map(|quote| &*quote.text).filter(|text| !text.is_empty()).collect();
        Quote { text: texts.join(" […] ").into(), whole: quotes.iter().all(|quote| quote.whole) }
    }

    /// The article's text, where it is there and may be shown.
    #[must_use]
    pub fn text(&self) -> Option<&'r str> {
        (self.shares.is_none() && self.kept == Kept::Whole).then_some(&*self.record.document.text)
    }

    /// Whether all that is kept may be shown.
    pub(crate) fn shows_all(&self) -> bool {
        self.shares.is_none()
    }

    /// How many characters the text has, where it was kept.
    #[must_use]
    pub fn chars(&self) -> Option<usize> {
        (self.kept != Kept::Nothing).then(|| self.points.len())
    }

    /// The code points of the text.
    #[must_use]
    pub fn points(&self) -> &Points<'r> {
        &self.points
    }

    /// The id that stays of an item.
    #[must_use]
    pub fn id(&self, at: Option<Ref>) -> Option<&'r str> {
        self.ids.get(at?)
    }

    /// An actor of the record.
    #[must_use]
    pub fn actor(&self, at: Option<Ref>) -> Option<&'r Actor<'static>> {
        at.filter(|at| at.letter() == 'a').and_then(|at| self.record.actors.get(at.index()))
    }

    /// A place of the record.
    #[must_use]
    pub fn place(&self, at: Option<Ref>) -> Option<&'r Place<'static>> {
        at.filter(|at| at.letter() == 'p').and_then(|at| self.record.places.get(at.index()))
    }

    /// The name of an actor.
    #[must_use]
    pub fn name(&self, at: Option<Ref>) -> Option<&'r str> {
        self.actor(at).map(|actor| &*actor.name)
    }

    /// Who speaks, as far as he has a name.
    pub(crate) fn speaker_name<'s>(&self, it: &'s Statement<'_>) -> Option<&'s str> {
        it.speaker.as_ref()?.name.as_deref().filter(|name| !name.trim().is_empty())
    }

    /// The stretch that tells an event: its sentence where the text was kept, else its own words.
    pub(crate) fn telling(&self, it: &Event<'_>) -> Span {
        let sentences = &self.record.document.sentences;
        let around = |span: &Span| span[0] <= it.trigger[0] && it.trigger[1] <= span[1];
        let sentence = sentences.iter().rfind(|span| around(span)).filter(|_| self.kept == Kept::Whole);
        sentence.copied().unwrap_or(it.trigger)
    }

    /// Who says a statement.
    pub(crate) fn voucher(&self, at: Option<Ref>) -> Option<String> {
        let at = at.filter(|at| at.letter() == 's')?;
        self.speaker_name(self.record.statements.get(at.index())?).map(str::to_owned)
    }

    /// An event in a few words: `Rusia → Korea Utara: COERCE sanction, planned`.
    pub(crate) fn event_name(&self, it: &Event<'_>) -> String {
        let names =
            |parties: &[Party<'_>]| parties.iter().map(|party| &*party.name).collect::<Vec<_>>().join(", ");
        let mut sides = vec![names(&it.actor), names(&it.recipient)];
        // Who meets is named on both sides.
        sides.dedup();
        sides.retain(|names| !names.is_empty());
        let act = view::event(&serde_json::to_value(it).unwrap_or_default());
        if sides.is_empty() { act } else { format!("{}: {act}", sides.join(" → ")) }
    }

    /// A figure in a few words: `≈ 3,000–4,000 troops`.
    pub(crate) fn figure_words(&self, it: &Figure<'_>) -> String {
        view::figure(&serde_json::to_value(it).unwrap_or_default())
    }

    /// Who wrote, reported or edited it.
    #[must_use]
    pub fn authors(&self) -> Vec<Cow<'r, str>> {
        let document = &self.record.document;
        let written = document.byline.iter().map(|line| &*line.name);
        let known = document.authors.iter().map(|author| &**author);
        let mut out: Vec<Cow<'r, str>> = Vec::new();
        for name in written.chain(known) {
            if !out.iter().any(|there| there == name) {
                out.push(name.into());
            }
        }
        out
    }

    /// Its address, where it is one of the web.
    #[must_use]
    pub fn address(&self) -> Option<&'r str> {
        let uri = self.record.document.uri.as_deref()?;
        let scheme = uri.get(..8).unwrap_or(uri).to_ascii_lowercase();
        let safe = !uri.chars().any(|c| c.is_control() || c.is_whitespace() || "<>\"{}|\\^`".contains(c));
        (safe && (scheme.starts_with("http://") || scheme.starts_with("https://"))).then_some(uri)
    }

    /// What an article is called: its title, else its own id, else the id that stays.
    #[must_use]
    pub fn title(&self) -> &'r str {
        let document = &self.record.document;
        let named =
            document.title.as_deref().or(document.id.as_deref()).filter(|name| !name.trim().is_empty());
        named.unwrap_or(&self.ids.article)
    }

    /// The day of publication, else the one that its dates count from.
    #[must_use]
    pub fn day(&self) -> Option<jiff::civil::Date> {
        let document = &self.record.document;
        document.published.or(document.anchor.map(|anchor| anchor.date)).map(|day| day.0)
    }
}
