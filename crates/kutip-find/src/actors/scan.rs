//! Whatever may mention somebody, in the order of the text: names, also within others, noun phrases, pronouns.

use crate::events::Sight;
use crate::model::{Actor, ActorKind, Form, Mention, Shape, TokenKind};
use crate::rules;
use hashbrown::HashSet;
use kutip_lang::{ActorPart, Class, EventForm, Hint, Sense};
use kutip_text::{Id, RuleId, Span};
use std::ops::Range;

/// Something that may mention somebody.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) tokens: Range<usize>,
    pub(super) span: Span,
    pub(super) what: What,
    pub(super) by: RuleId,
    /// The sentence.
    pub(super) sentence: usize,
    /// Whether it stands behind a preposition.
    pub(super) led: bool,
    /// Whether it lies within another one.
    pub(super) nested: bool,
}

/// What it is.
#[derive(Clone, Debug)]
pub(super) enum What {
    /// A state by its name.
    State(u32),
    /// A body of the tables.
    Body(u32),
    /// An outlet of the tables.
    Outlet(u32),
    /// A name of the article.
    Actor(Id<Actor>),
    /// A role without a name.
    Role,
    /// A person's name within a phrase, and where it begins behind titles.
    Person { name: usize },
    /// A body's name within a role.
    Name,
    /// A common noun.
    Noun(Noun),
    /// Two named before.
    Both,
    /// Two persons side by side.
    Pair([Id<Actor>; 2]),
    /// *ia*
    Third,
    /// *mereka*
    Plural,
    /// *kami*: the speaker's side; *saya*: himself.
    First { side: bool },
    /// A clitic: on a noun that belongs to a person, or to a body or state; on a cue.
    Clitic(Owned),
    /// *pihaknya*, *negaranya*: the side or state of the person spoken of.
    Own,
}

/// What the noun before a clitic says of its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owned {
    /// The clitic speaks.
    Speaker,
    /// Of a person.
    Person,
    /// Of a state or body.
    Body,
    /// Of either.
    Any,
    /// Whom a verb concerns.
    Object,
}

/// A phrase with a common noun.
#[derive(Clone, Debug, Default)]
pub(super) struct Noun {
    /// The entry of `actors.toml`.
    pub(super) entry: Option<u32>,
    pub(super) head: Range<usize>,
    /// Where the phrase ends without its clause.
    pub(super) core: usize,
    /// Where the name of the owner begins.
    pub(super) owner: Option<usize>,
    /// The clitic behind the head.
    pub(super) clitic: Option<usize>,
    /// The pronoun behind the head: *kita*.
    pub(super) possessor: Option<usize>,
    /// *tersebut*
    pub(super) pointed: bool,
    /// *lainnya*
    pub(super) other: bool,
    pub(super) counted: bool,
    pub(super) quantified: bool,
    /// One person, by the word before.
    pub(super) single: bool,
    /// A clause says which ones.
    pub(super) clause: bool,
    /// *berlambang bintang*: words before *itu* describe it.
    pub(super) described: bool,
    /// *sang* stands before it.
    pub(super) definite: bool,
}

/// Reads drafts.
pub(super) struct Scan<'s, 'd, 'a> {
    pub(super) sight: &'s Sight<'d, 'a>,
    /// By token, the amount that begins there: its place in the layer.
    pub(super) amounts: Vec<u32>,
    /// Tokens within a name, where nothing else is read.
    pub(super) closed: Vec<bool>,
    /// Tokens at which a phrase was read from further left.
    pub(super) read: Vec<bool>,
    pub(super) drafts: Vec<Draft>,
    /// Actors who speak.
    pub(super) speaking: HashSet<usize>,
    /// Persons of whom some mention has a role, two words, or acts.
    pub(super) acting: HashSet<usize>,
    /// Nouns of no list with which somebody came in: *seorang model*.
    pub(super) introduced: HashSet<String>,
    /// Where speakers begin.
    pub(super) spoken: HashSet<u32>,
    /// First words of the names of bodies, folded.
    pub(super) bodies: HashSet<String>,
    /// Where the last draft that was read from outside ends.
    pub(super) outer: usize,
    pub(super) sentence: usize,
    /// Whether the sentence is a headline in which nearly every word has a capital.
    pub(super) titled: bool,
}

pub(super) const NONE: u32 = u32::MAX;

/// All drafts in the order of the text, the longer first.
pub(super) fn drafts(sight: &Sight<'_, '_>) -> Vec<Draft> {
    let doc = sight.doc;
    let count = doc.tokens.len() + 1;
    let speakers = || sight.statements.as_slice().iter().filter_map(|mark| mark.value.speaker.as_ref());
    let bodies = doc.actors.iter().filter(|actor| actor.kind == ActorKind::Organization);
    let mut scan = Scan {
        sight,
        amounts: vec![NONE; count],
        closed: vec![false; count],
        read: vec![false; count],
        drafts: Vec::with_capacity(doc.mentions.len() * 2),
        speaking: speakers().filter_map(|speaker| speaker.actor).map(Id::index).collect(),
        introduced: HashSet::new(),
        spoken: speakers().filter_map(|speaker| speaker.span).map(|span| span.start).collect(),
        bodies: bodies
            .filter_map(|actor| actor.name.split_whitespace().next())
            .map(kutip_lang::fold)
            .collect(),
        acting: acting(sight),
        outer: 0,
        sentence: 0,
        titled: false,
    };
    for (id, mark) in doc.amounts.iter() {
        let tokens = doc.tokens_in(mark.span);
        let index = u32::try_from(id.index()).unwrap_or(NONE);
        if mark.value.unit.as_deref().is_some_and(|unit| unit.bytes().all(|b| b.is_ascii_uppercase())) {
            scan.closed[tokens].fill(true); // money names nobody
        } else if let Some(slot) = scan.amounts.get_mut(tokens.start) {
            *slot = index;
        }
    }
    scan.dateline();
    for (number, sentence) in doc.sentences.iter().enumerate() {
        let desk = doc.blocks.desk_line.is_some_and(|line| line.contains(sentence.span));
        let page = doc.blocks.is_page_line(sentence.span) || desk;
        if desk {
            scan.desk_outlets(sentence.tokens.clone());
        }
        if !page && sentence.tokens.len() <= crate::statements::SENTENCE_TOKENS {
            scan.sentence = number;
            scan.titled = crate::mentions::is_title_case(&doc.tokens, sentence);
            let first = scan.drafts.len();
            scan.read_sentence(sentence.tokens.clone());
            scan.pairs(first);
        }
    }
    scan.drafts.sort_by_key(|draft| (draft.span.start, std::cmp::Reverse(draft.span.end)));
    scan.drafts
}

impl<'d, 'a> Scan<'_, 'd, 'a> {
    /// The outlet of the dateline.
    pub(super) fn dateline(&mut self) {
        let doc = self.sight.doc;
        let Some(outlet) = doc.blocks.dateline.and_then(|line| line.outlet) else { return };
        let tokens = doc.tokens_in(outlet);
        let known = doc.terms.at(tokens.start).iter().find_map(|term| match term.sense {
            Sense::Outlet(row) if term.end as usize <= tokens.end => Some(row),
            _ => None,
        });
        let what = known.map_or(What::Role, What::Outlet);
        self.drafts.push(Draft {
            span: outlet,
            tokens,
            what,
            by: rules::BLOCKS,
            sentence: usize::MAX,
            led: false,
            nested: false,
        });
    }

    /// *(Antara/Reuters)*: outlets that stand where the desk has its initials.
    fn desk_outlets(&mut self, tokens: Range<usize>) {
        for at in tokens {
            let capital = self.sight.token(at).shape != Shape::Lower;
            let outlet = self.sight.doc.terms.at(at).iter().find_map(|term| match term.sense {
                Sense::Outlet(row) if capital => Some((row, term.end as usize, term.by)),
                _ => None,
            });
            if let Some((row, end, by)) = outlet {
                self.push(at..end, What::Outlet(row), by);
            }
        }
    }

    pub(super) fn read_sentence(&mut self, tokens: Range<usize>) {
        let mut at = tokens.start;
        self.outer = at;
        while at < tokens.end {
            let skip = self.closed[at] || self.sight.in_time(at);
            at = if skip { at + 1 } else { self.step(at, &tokens) };
        }
    }

    /// Reads what begins at a token; where to go on.
    pub(super) fn step(&mut self, at: usize, sentence: &Range<usize>) -> usize {
        let token = self.sight.token(at);
        match token.kind {
            TokenKind::Clitic => {
                self.clitic(at);
                return at + 1;
            }
            TokenKind::Mark => return at + 1,
            _ => {}
        }
        if let Some((_, end)) = self.sight.hint(at, &[Hint::Both]) {
            self.push(at..end.min(sentence.end), What::Both, rules::ACTORS);
            self.close(at..end.min(sentence.end));
            return end;
        }
        // *konferensi pers*
        if let Some(end) = self.part_end(at, ActorPart::Thing) {
            return end;
        }
        if let Some(next) = self.pronoun(at) {
            return next;
        }
        self.hidden_clitic(at);
        if let Some(next) = self.person(at, sentence) {
            return next;
        }
        if let Some(next) = self.known(at, sentence) {
            return next;
        }
        if let Some(next) = self.body_in_role(at) {
            return next;
        }
        if let Some(next) = self.two_names(at, sentence) {
            return next;
        }
        if !self.read[at]
            && let Some((tokens, noun)) = self.noun(at, sentence.end)
            && !self.is_named_body(at, &noun)
            && let Some(next) = self.phrase(at, tokens, noun, sentence)
        {
            return next;
        }
        self.other_name(at, sentence).or_else(|| self.loose_name(at, sentence)).unwrap_or(at + 1)
    }

    /// A phrase with a common noun; where to go on, where it mentions somebody.
    fn phrase(
        &mut self,
        at: usize,
        tokens: Range<usize>,
        noun: Noun,
        sentence: &Range<usize>,
    ) -> Option<usize> {
        self.read[at..noun.head.end].fill(true);
        // *Wira adalah seorang nelayan* names nobody new, *tersangkanya adalah seorang nelayan, Wira Atmaja* does.
        if noun.single
            && (self.follows_copula(at) || self.part(at, ActorPart::Copula))
            && let Some(next) = self.noun_with_name(at, &noun, tokens.end, sentence)
        {
            return Some(next);
        }
        if self.houses(at) {
            return None;
        }
        if !self.counts_as_actor(&tokens, &noun, sentence) {
            // *Danu adalah anak Rini*: the one who is named is somebody all the same.
            if let Some(owner) = noun.owner.filter(|_| self.follows_copula(at)) {
                self.named_owner(owner, noun.core);
            }
            return None;
        }
        if noun.single && noun.entry.is_none() {
            self.introduced.insert(kutip_lang::fold(self.sight.text(&noun.head)));
        }
        if let Some(next) = self.noun_with_name(at, &noun, tokens.end, sentence) {
            return Some(next);
        }
        let by = self.entry_rule(noun.head.start);
        let (owner, core) = (noun.owner, noun.core);
        if core < tokens.end && opens_bracket(self.sight, core) {
            self.close(core..tokens.end);
        }
        self.push(tokens, What::Noun(noun), by);
        if let Some(owner) = owner {
            self.named_owner(owner, core);
        }
        Some(at + 1)
    }

    pub(super) fn push(&mut self, tokens: Range<usize>, what: What, by: RuleId) {
        let span = self.sight.span(&tokens);
        let led = tokens.start > 0 && self.sight.has(tokens.start - 1, Class::Preposition);
        let nested = tokens.start < self.outer;
        self.outer = self.outer.max(tokens.end);
        self.drafts.push(Draft { tokens, span, what, by, sentence: self.sentence, led, nested });
    }

    pub(super) fn close(&mut self, tokens: Range<usize>) {
        self.closed[tokens].fill(true);
    }

    pub(super) fn entry_rule(&self, at: usize) -> RuleId {
        let term = self.sight.doc.terms.at(at).iter().find(|term| matches!(term.sense, Sense::Actor(_)));
        term.map_or(rules::ACTORS, |term| term.by)
    }

    pub(super) fn class_term(&self, at: usize, class: Class) -> Option<usize> {
        let term = self.sight.doc.terms.at(at).iter().find(|term| term.sense == Sense::Class(class))?;
        Some(term.end as usize)
    }

    /// Whether a word of this part begins at a token.
    pub(super) fn part(&self, at: usize, part: ActorPart) -> bool {
        let words = &self.sight.doc.lang.actor_words;
        self.sight.doc.terms.at(at).iter().any(|term| match term.sense {
            Sense::Actor(entry) => words.get(entry as usize).is_some_and(|word| word.part == part),
            _ => false,
        })
    }

    /// Where the word of this part ends that begins at a token.
    pub(super) fn part_end(&self, at: usize, part: ActorPart) -> Option<usize> {
        let words = &self.sight.doc.lang.actor_words;
        self.sight.doc.terms.at(at).iter().find_map(|term| match term.sense {
            Sense::Actor(entry) => {
                words.get(entry as usize).is_some_and(|word| word.part == part).then_some(term.end as usize)
            }
            _ => None,
        })
    }

    /// The noun of the amount that begins at a token, and where the amount ends.
    pub(super) fn counted(&self, at: usize) -> Option<(usize, usize)> {
        let index = *self.amounts.get(at).filter(|index| **index != NONE)?;
        let mark = self.sight.doc.amounts.get(Id::new(index as usize))?;
        let tokens = self.sight.doc.tokens_in(mark.span);
        let noun = mark.value.counted.map_or(tokens.end, |span| self.sight.doc.tokens_in(span).start);
        Some((noun.max(tokens.start), tokens.end))
    }

    /// Whether the amount that begins at a token counts people.
    pub(super) fn people(&self, at: usize) -> bool {
        let index = self.amounts.get(at).copied().unwrap_or(NONE);
        let mark = self.sight.doc.amounts.get(Id::new(index as usize));
        mark.and_then(|mark| mark.value.unit.as_deref())
            .is_some_and(|unit| kutip_lang::PEOPLE.contains(&unit))
    }

    pub(super) fn pronoun(&mut self, at: usize) -> Option<usize> {
        let sight = self.sight;
        let own = sight.has(at, Class::OwnSideWord);
        let classes = [Class::PronounThirdPlural, Class::PronounThird, Class::PronounFirst];
        let found = classes.iter().find_map(|class| self.class_term(at, *class).map(|end| (*class, end)));
        let (what, end) = match found {
            _ if own => (What::Own, at + 1),
            Some((Class::PronounThirdPlural, end)) => (What::Plural, end),
            Some((Class::PronounThird, end)) => (What::Third, end),
            Some((_, end)) => {
                let side = sight.hint(at, &[Hint::OwnPerson]).is_none();
                (What::First { side }, end)
            }
            None => return None,
        };
        // *mereka (China)*: named right behind.
        let end = if matches!(what, What::Plural) { self.bracket_name(end).unwrap_or(end) } else { end };
        // *mereka yang tewas*: others than those of whom was spoken
        if matches!(what, What::Plural)
            && sight.has(end, Class::Relative)
            && let Some(number) = sight.doc.sentence_of(at)
            && let Some(close) = self.clause_end(end, sight.doc.sentences[number].tokens.end)
        {
            let noun = Noun { head: at..end, core: close, clause: true, ..Noun::default() };
            self.push(at..close, What::Noun(noun), rules::ACTORS);
            return Some(end);
        }
        self.push(at..end, what, rules::ACTORS);
        Some(end)
    }

    /// A bracket that holds a name alone.
    pub(super) fn bracket_name(&self, at: usize) -> Option<usize> {
        let sight = self.sight;
        let id = sight.has(at, Class::BracketOpen).then(|| sight.mention_from(at + 1))??;
        let end = sight.mention(id).tokens.end;
        (sight.mention(id).known.is_some() && sight.has(end, Class::BracketClose)).then_some(end + 1)
    }

    /// *adalah*, *sebagai* before a phrase: it names nobody new.
    pub(super) fn follows_copula(&self, at: usize) -> bool {
        at > 0
            && (self.part(at - 1, ActorPart::Copula)
                || at > 1 && self.part(at - 2, ActorPart::Copula) && {
                    self.sight.doc.terms.at(at - 2).iter().any(|term| term.end as usize == at)
                })
    }

    /// Whether a phrase speaks of somebody who acts.
    pub(super) fn counts_as_actor(
        &self,
        tokens: &Range<usize>,
        noun: &Noun,
        sentence: &Range<usize>,
    ) -> bool {
        let sight = self.sight;
        let at = tokens.start;
        let Some(word) = noun.entry.and_then(|entry| sight.doc.lang.actor_words.get(entry as usize)) else {
            return !noun.single || !self.follows_copula(at); // *ia seorang pelukis* says what somebody is
        };
        // *Salah satu penyerang melarikan diri*: at the start of a sentence it is said of nobody.
        let said = self.part(at, ActorPart::Copula) && !(at == sentence.start && noun.single);
        if said || self.follows_copula(at) && !noun.pointed {
            return false;
        }
        let role = sight
            .mention_at(at)
            .map(|id| sight.mention(id))
            .filter(|m| m.role.is_some() && m.tokens.start < at);
        if self.in_title(noun.head.start) {
            return false; // *Negeri* in *Menteri Luar Negeri*
        }
        let alone = |role: &Mention| {
            self.drafts
                .iter()
                .rev()
                .take(3)
                .any(|draft| matches!(draft.what, What::Role) && draft.tokens == role.tokens)
        };
        if noun.pointed && role.is_some_and(|role| role.tokens.end == tokens.end && alone(role)) {
            return false; // the whole role is pointed at
        }
        // *Komisaris Besar Polisi Rahmat*: the name is of the person.
        if let (Some(role), Some(owner)) = (role, noun.owner)
            && sight.doc.tokens_in(role.name).contains(&owner)
            && role.form == Form::Name
        {
            return false;
        }
        let capital = sight.token(noun.head.start).shape != Shape::Lower;
        let inside = capital
            && at > sentence.start
            && sight.is_word(at - 1)
            && sight.token(at - 1).shape != Shape::Lower
            && sight.mention_at(at).is_none_or(|id| sight.mention(id).role.is_none());
        if inside {
            return false;
        }
        let more = noun.owner.is_some() || noun.pointed || noun.clitic.is_some() || noun.possessor.is_some();
        let small = noun.core > noun.head.end;
        match word.part {
            ActorPart::Bloc => noun.head.clone().any(|at| sight.token(at).shape != Shape::Lower),
            ActorPart::Body if word.counted => more, // *aliansi itu*
            _ if word.counted => more || noun.counted || noun.quantified || small,
            _ if word.bare && word.part == ActorPart::People => {
                let alone = !word.attribute || !small && !more && !self.follows_noun(at, sentence);
                alone && !(at > 0 && sight.has(at - 1, Class::Locative))
            }
            ActorPart::States => {
                noun.pointed
                    || noun.possessor.is_some()
                    || noun.counted
                    || noun.quantified
                    || noun.owner.is_some() && noun.core > noun.head.end
            }
            ActorPart::Body if capital && noun.owner.is_none() && !noun.pointed => word.bare,
            ActorPart::Body => word.bare || more || small || self.begins_a_name(noun.head.start),
            _ if word.attribute => !self.follows_noun(at, sentence),
            _ => true,
        }
    }

    /// Whether another noun stands before a token, of which it says what it is.
    fn follows_noun(&self, at: usize, sentence: &Range<usize>) -> bool {
        let sight = self.sight;
        at > sentence.start
            && sight.is_word(at - 1)
            && !sight.has(at - 1, Class::Verb)
            && !sight.reports(at - 1)
            && !sight.has(at - 1, Class::Preposition)
            && !sight.has(at - 1, Class::Coordinator)
            && !sight.has(at - 1, Class::Subordinator)
    }
}

/// Whether the article or the tables know a person of this name.
pub(super) fn is_person_name(sight: &Sight<'_, '_>, name: &str) -> bool {
    const PERSONS: usize = 200;
    sight.doc.lang.leader(name, None).is_some()
        || sight.doc.actors.iter().take(PERSONS).any(|actor| {
            actor.kind == ActorKind::Person
                && name
                    .split_whitespace()
                    .all(|word| actor.name.split_whitespace().any(|other| other == word))
        })
}

/// Persons that are sure to be some: with a role, with two names, as whoever acts or is told something. A single
/// capitalised word alone may be anything.
pub(super) fn acting(sight: &Sight<'_, '_>) -> HashSet<usize> {
    let mentions = sight.doc.mentions.as_slice().iter().map(|mark| &mark.value);
    let persons = mentions.filter(|mention| mention.form == Form::Name && mention.kind == ActorKind::Person);
    persons
        .filter(|mention| {
            let (start, end) = (mention.tokens.start, mention.tokens.end);
            let name = sight.doc.tokens_in(mention.name);
            mention.role.is_some()
                || follows_person(sight, mention)
                || name.len() > 1
                || name.start > 0 && sight.has(name.start - 1, Class::Called)
                || sight.is_cue(end)
                || is_somebody(sight, end)
                || sight.acts(end).any(|act| act.form == EventForm::Active)
                || start > 0
                    && (sight.has(start - 1, Class::ToAddressee)
                        || sight.hint(start - 1, &[Hint::Agent]).is_some())
        })
        .filter_map(|mention| mention.actor)
        .map(Id::index)
        .collect()
}

/// *terdakwa Irman dan Sugiharto*: side by side with a person of whom a role or a second name is told.
fn follows_person(sight: &Sight<'_, '_>, mention: &Mention) -> bool {
    let start = mention.tokens.start;
    let joined = start > 1 && sight.has(start - 1, Class::Coordinator) && !sight.has(start - 1, Class::Alias);
    let Some(id) = joined.then(|| sight.mention_to(start - 1)).flatten() else { return false };
    let before = sight.mention(id);
    let person = before.form == Form::Name && before.kind == ActorKind::Person && before.known.is_none();
    person && (before.role.is_some() || sight.doc.tokens_in(before.name).len() > 1)
}

/// *Danu adalah anak Rini*: what is said of a name makes it somebody's.
fn is_somebody(sight: &Sight<'_, '_>, at: usize) -> bool {
    const PERSONS: [Class; 3] = [Class::OnePerson, Class::Kin, Class::Title];
    let words = &sight.doc.lang.actor_words;
    let copula = sight.doc.terms.at(at).iter().find(|term| match term.sense {
        Sense::Actor(entry) => words.get(entry as usize).is_some_and(|word| word.part == ActorPart::Copula),
        _ => false,
    });
    copula.is_some_and(|copula| {
        let mut terms = sight.doc.terms.at(copula.end as usize).iter();
        terms.any(|term| matches!(term.sense, Sense::Class(class) if PERSONS.contains(&class)))
    })
}

pub(super) fn opens_bracket(sight: &Sight<'_, '_>, at: usize) -> bool {
    sight.has(at, Class::BracketOpen)
}

pub(super) const BUILDING: &str = "building";
pub(super) const STATE_ORGAN: &str = "state_organ";
pub(super) const MILITARY: &str = "military";
pub(super) const POLICE: &str = "police";
pub(super) const COURT: &str = "court";
pub(super) const GROUP: &str = "group";

/// Whether a statement's speaker is this span.
pub(super) fn is_speaker(statement: &crate::model::Statement, span: Span) -> bool {
    statement.speaker.as_ref().is_some_and(|speaker| speaker.span == Some(span))
}
