//! What stands beside a name and means the same one: *seorang nelayan bernama Rahmat*, *Rini Astuti, ketua panitia*.

use super::scan::{Noun, Scan, What};
use crate::model::{ActorKind, Form, Mention, Shape};
use crate::rules;
use kutip_lang::{ActorPart, Class};
use std::ops::Range;

impl Scan<'_, '_, '_> {
    /// *seorang nelayan, Dimo Vratsanski,*; *tersangka bernama Rahmat*, *seorang pria yang diketahui bernama Rahmat*.
    pub(super) fn noun_with_name(
        &mut self,
        at: usize,
        noun: &Noun,
        end: usize,
        sentence: &Range<usize>,
    ) -> Option<usize> {
        let core = noun.core.max(noun.head.end);
        let named = self.named_word(core).or_else(|| {
            // *Korban seorang pria bernama Wira Atmaja*
            self.class_term(core, Class::OnePerson).filter(|_| self.alike(noun))?;
            let (_, one) = self.noun(core, sentence.end)?;
            self.named_word(one.core.max(one.head.end))
        });
        match named {
            Some(next) if noun.single || self.alike(noun) || self.is_one_person(noun) => {
                self.name_from(at, next)
            }
            Some(next) if noun.other => self.name_from(at, next),
            _ if noun.single => self.aged(at, noun).or_else(|| self.named_behind(at, end)),
            _ if self.names_one(at, noun, end) => self.named_behind(at, end),
            _ => None,
        }
    }

    /// *Jaksa penuntut umum, Rini Astuti, mengatakan*; *tersangka lainnya, Danu Wirawan,*: a noun for people that is a title,
    /// too, a comma, and a name of two words, behind which no list goes on.
    fn names_one(&self, at: usize, noun: &Noun, end: usize) -> bool {
        let sight = self.sight;
        let several = noun.counted || noun.quantified || noun.pointed || noun.clause || noun.clitic.is_some();
        let titled = self.class_term(at, Class::Title).is_some();
        if several || !titled || !sight.has(end, Class::Comma) {
            return false;
        }
        let Some(id) = sight.mention_from(end + 1) else { return false };
        let (close, words) = (sight.mention(id).tokens.end, sight.mention(id).tokens.len());
        let goes_on = sight.has(close, Class::Coordinator) || sight.has(close + 1, Class::Coordinator);
        let listed = sight.is_mark(close)
            && sight.doc.tokens.get(close + 1).is_some_and(|next| next.shape != Shape::Lower)
            && sight.mention_from(close + 1).is_some();
        let closed = sight.is_mark(close)
            || sight.has(close, Class::Preposition)
            || sight.reports(close)
            || sight.is_verb(close);
        words > 1 && closed && !goes_on && !listed
    }

    /// Behind the word that leads to a name, also in a clause: *yang diketahui bernama*.
    pub(super) fn named_word(&self, core: usize) -> Option<usize> {
        const CLAUSE: usize = 3;
        let from = if self.sight.has(core, Class::Relative) { core + 1 } else { core };
        (from..from + CLAUSE)
            .take_while(|at| self.sight.is_word(*at))
            .find_map(|at| self.part_end(at, ActorPart::Named))
    }

    /// *seorang bocah berusia 12 tahun Wira Atmaja*: the age stands between the noun and the name.
    fn aged(&mut self, at: usize, noun: &Noun) -> Option<usize> {
        let sight = self.sight;
        let age = self.class_term(noun.head.end, Class::Describing)?;
        let times = || sight.doc.times.as_slice().iter().map(|time| time.span);
        let amounts = sight.doc.amounts.as_slice().iter().map(|amount| amount.span);
        let start = sight.doc.tokens.get(age)?.span.start;
        let span = amounts.chain(times()).find(|span| span.start == start)?;
        self.name_from(at, sight.doc.tokens_in(span).end)
    }

    /// Whether all words of its entry are for one person.
    fn alike(&self, noun: &Noun) -> bool {
        let words = &self.sight.doc.lang.actor_words;
        noun.entry.and_then(|entry| words.get(entry as usize)).is_some_and(|word| word.alike)
    }

    /// A person's name in commas or behind *bernama* after a phrase, which makes both one mention.
    pub(super) fn named_behind(&mut self, at: usize, end: usize) -> Option<usize> {
        let comma = self.sight.has(end, Class::Comma).then_some(end + 1);
        let next = comma.or_else(|| self.part_end(end, ActorPart::Named))?; // *seorang pria bernama Rahmat*
        self.name_from(at, next)
    }

    /// The mention from a noun to the end of the person's name that begins at a token.
    pub(super) fn name_from(&mut self, at: usize, next: usize) -> Option<usize> {
        let sight = self.sight;
        // A name may begin with a common word, which is not in the mention.
        let capital = sight.doc.tokens.get(next).is_some_and(|token| token.shape != Shape::Lower);
        let id = sight.mention_from(next).or_else(|| capital.then(|| sight.mention_from(next + 1)).flatten());
        // *korban seorang pria bernama Rahmat*: its phrase begins before the name.
        let inner = || {
            let id = sight.mention_at(next)?;
            (sight.doc.tokens_in(sight.mention(id).name).start == next).then_some(id)
        };
        let id = id.or_else(inner)?;
        let named = sight.mention(id);
        let bare = named.role.is_none_or(|role| {
            // *Kapolres Awu, AKBP Rahmat*; *pria bernama Sultan Hanafi*
            sight.doc.tokens_in(role).all(|at| sight.has(at, Class::Rank) || sight.has(at, Class::TitleName))
        });
        let person = named.form == Form::Name && named.kind == ActorKind::Person && bare;
        let actor = named.actor.filter(|_| person)?;
        self.push(at..named.tokens.end, What::Actor(actor), rules::ACTORS);
        self.close(named.tokens.clone());
        self.read[at] = true;
        Some(at + 1)
    }

    /// The end of a role in commas behind a name: *Xi Jinping, presiden China*.
    pub(super) fn apposed(&self, at: usize, limit: usize) -> Option<usize> {
        let sight = self.sight;
        if at + 1 >= limit.min(sight.doc.tokens.len()) || !sight.has(at, Class::Comma) {
            return None;
        }
        let mention = sight.mention(sight.mention_from(at + 1)?);
        let fits =
            mention.form == Form::Nominal && mention.kind == ActorKind::Person && mention.role.is_some();
        let end = mention.tokens.end;
        let opens = sight.doc.sentence_of(at).is_some_and(|number| {
            let first = sight.doc.sentences[number].tokens.start;
            sight.mention_to(at).is_some_and(|id| sight.mention(id).tokens.start == first)
        });
        let closes = sight.is_mark(end)
            || sight.has(end, Class::Preposition)
            || sight.reports(end)
            || opens && sight.has(end, Class::Relative);
        // A role that speaks itself is somebody else.
        let speaks = self.spoken.contains(&sight.token(at + 1).span.start);
        (fits && closes && !speaks).then_some(end)
    }

    /// *Omar Wirya, kandidat Partai Melati,*: a noun for people behind a person's name says what he is.
    pub(super) fn apposed_person(&self, mention: &Mention, sentence: &Range<usize>) -> Option<usize> {
        /// So far behind the noun a mark may stand: *siswa di SMA Melati, Jakarta,*
        const WORDS: usize = 6;
        let (sight, comma) = (self.sight, mention.tokens.end);
        let limit = sentence.end;
        if comma + 2 >= limit
            || !sight.has(comma, Class::Comma)
            || sight.token(comma + 1).shape != Shape::Lower
        {
            return None;
        }
        let (_, noun) = self.noun(comma + 1, limit)?;
        let people = noun.entry.and_then(|entry| sight.doc.lang.actor_words.get(entry as usize))?;
        let several = noun.counted || noun.quantified && !noun.single;
        if people.part != ActorPart::People || several || noun.pointed || noun.clitic.is_some() {
            return None;
        }
        let (end, opens) = (noun.core, mention.tokens.start == sentence.start);
        // *Menurut Rini, warga yang mengungsi ...*: only a name that opens the sentence is said more of by a clause.
        if sight.has(end, Class::Relative) {
            return opens.then_some(end);
        }
        let close = (end..limit.min(end + WORDS)).find(|at| sight.is_mark(*at))?;
        let phrase = close == end || sight.has(end, Class::Preposition);
        let clause = (end..close)
            .any(|at| sight.is_verb(at) || sight.reports(at) || sight.has(at, Class::Coordinator));
        let listed = sight.has(close, Class::Comma) && sight.has(close + 1, Class::Coordinator);
        (phrase && !clause && !listed).then_some(end)
    }

    /// *Cina, satu-satunya sekutu Korut,*: where it ends, and where its noun stands.
    pub(super) fn apposed_ally(&self, at: usize, limit: usize) -> Option<(usize, usize)> {
        const WORDS: usize = 3;
        if at + 2 >= limit || !self.sight.has(at, Class::Comma) {
            return None;
        }
        let head = (at + 1..(at + 1 + WORDS).min(limit)).find(|at| self.part(*at, ActorPart::Ally))?;
        let (tokens, _) = self.noun(head, limit)?;
        (tokens.end < limit && self.sight.is_mark(tokens.end)).then_some((tokens.end, head))
    }

    /// *Taliban, militan paling kuat di negeri itu,*: a noun in commas says more of the name before it.
    pub(super) fn apposed_noun(&self, at: usize, limit: usize) -> Option<usize> {
        let sight = self.sight;
        if at + 2 >= limit || !sight.has(at, Class::Comma) || sight.token(at + 1).shape != Shape::Lower {
            return None;
        }
        let (tokens, noun) = self.noun(at + 1, limit)?;
        let close = (tokens.end..limit.min(tokens.end + 6)).find(|at| sight.is_mark(*at))?;
        let free = !noun.counted && !noun.quantified && !noun.pointed && noun.owner.is_none() && !noun.clause;
        let more = close > noun.head.end + 1 && sight.has(close, Class::Comma);
        let clause = (at + 1..close)
            .any(|at| sight.is_verb(at) || sight.has(at, Class::Coordinator) || sight.reports(at));
        (free && more && !clause).then_some(close)
    }
}
