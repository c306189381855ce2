//! Who is meant by each mention, in the order of the text.

use super::cast::{Cast, Key, bare};
use super::scan::{Draft, Noun, Owned, What};
use crate::events::Sight;
use crate::model::{ActorKind, Form, Known, Reference, Shape, Speaker, Statement, StatementKind, TokenKind};
use hashbrown::HashMap;
use kutip_lang::{ActorPart, Class, Sense, StateName, fold};
use kutip_text::scan::shown;
use kutip_text::{Certainty, Id, Mark, Span};

/// A pronoun looks back over at most so many sentences.
pub(super) const SENTENCES_BACK: usize = 6;
/// And over at most so many mentions.
pub(super) const MENTIONS_BACK: usize = 120;
/// And over at most so many members.
pub(super) const MEMBERS_BACK: usize = 200;
/// A pair is one of the last so many sentences.
pub(super) const PAIR_BACK: usize = 2;

/// What was told so far.
pub(super) struct Story<'s, 'd, 'a> {
    pub(super) sight: &'s Sight<'d, 'a>,
    pub(super) cast: Cast,
    pub(super) log: Vec<Told>,
    /// Statements by where their speaker begins.
    pub(super) speakers: HashMap<u32, usize>,
    /// Persons who came in as strangers: *seorang pria*.
    pub(super) strangers: Vec<usize>,
    /// Mentions of the side of a person of whom no side was known yet: their number, and the person.
    sides: Vec<(usize, usize)>,
}

/// A mention that was told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) at: usize,
    pub(super) end: usize,
    /// Where its clause begins (*investor yang menanam modalnya*), else its end.
    pub(super) core: usize,
    pub(super) member: usize,
    pub(super) sentence: usize,
    pub(super) led: bool,
    pub(super) nested: bool,
}

impl<'s, 'd, 'a> Story<'s, 'd, 'a> {
    pub(super) fn new(sight: &'s Sight<'d, 'a>) -> Self {
        let speakers = sight
            .statements
            .iter()
            .filter_map(|(id, mark)| Some((mark.value.speaker.as_ref()?.span?.start, id.index())));
        Self {
            sight,
            cast: Cast::new(sight.doc.actors.len()),
            log: Vec::new(),
            speakers: speakers.collect(),
            strangers: Vec::new(),
            sides: Vec::new(),
        }
    }

    /// Adds the mention of a draft, where somebody is meant by it.
    pub(super) fn whose(&mut self, draft: &Draft, out: &mut Vec<Mark<Reference>>) {
        let Some((member, form)) = self.resolve(draft, out) else { return };
        // *dirinya*: the clitic alone stands for him.
        let clitic = matches!(draft.what, What::Third).then(|| self.clitic_in(draft.span)).flatten();
        let (span, form) = clitic.map_or((draft.span, form), |clitic| (clitic, Form::Clitic));
        let certainty = match form {
            Form::Name => Certainty::Written,
            _ => Certainty::Inferred,
        };
        self.belongs(draft, member);
        self.comes_from(draft, member);
        self.called(draft, member);
        let core = match &draft.what {
            What::Noun(noun) if noun.clause => noun.core,
            _ => draft.tokens.end,
        };
        self.log.push(Told {
            at: draft.tokens.start,
            end: draft.tokens.end,
            core,
            member,
            sentence: draft.sentence,
            led: draft.led,
            nested: draft.nested,
        });
        if matches!(draft.what, What::First { side: true }) && self.kind(member) == ActorKind::Person {
            self.sides.push((out.len(), member));
        }
        let value = Reference { form, member: Id::new(member), certainty };
        out.push(Mark { span, by: draft.by, value });
    }

    /// *"Kami akan menutup pabrik," kata Budi Hartono, direktur Honda*: sides that became known after the words.
    pub(super) fn sides(&mut self, marks: &mut [Mark<Reference>]) {
        for (at, person) in std::mem::take(&mut self.sides) {
            let side = self.side(person);
            if let Some(mark) = marks.get_mut(at) {
                mark.value.member = Id::new(side);
            }
        }
    }

    /// The clitic at the end of a word: *nya* in *dirinya*.
    pub(super) fn clitic_in(&self, word: Span) -> Option<Span> {
        let (text, lang) = (word.of(&self.sight.doc.article.text), self.sight.doc.lang);
        let mut places = text.char_indices().map(|(at, _)| at).skip(1);
        let at = places.find(|at| lang.is(lang.word(&fold(&text[*at..])), Class::CliticThird))?;
        Some(Span { start: word.start + u32::try_from(at).ok()?, ..word })
    }

    pub(super) fn resolve(&mut self, draft: &Draft, out: &mut Vec<Mark<Reference>>) -> Option<(usize, Form)> {
        let sight = self.sight;
        Some(match &draft.what {
            What::State(state) => (self.cast.state(sight, *state), Form::Name),
            What::Body(body) => {
                if let Some(branch) = self.branch(draft, *body) {
                    return Some((branch, Form::Name));
                }
                let member = self.cast.body(sight, *body, sight.text(&draft.tokens));
                self.cast.usual_name(sight, *body, member, sight.text(&draft.tokens));
                (member, Form::Name)
            }
            What::Outlet(outlet) => (self.cast.outlet(sight, *outlet), Form::Name),
            What::Actor(actor) => {
                if let Some(stranger) = self.comes_named(draft, *actor) {
                    self.cast.name_stranger(sight, stranger, *actor);
                }
                (self.cast.actor(sight, *actor), Form::Name)
            }
            What::Role => (self.role(draft)?, Form::Nominal),
            What::Name => (self.cast.name(sight.text(&unbracketed(sight, &draft.tokens))), Form::Name),
            What::Person { name } => {
                (self.cast.person(sight, sight.text(&(*name..draft.tokens.end))), Form::Name)
            }
            What::Noun(noun) => {
                let named = noun.owner.is_some() || sight.token(noun.head.start).shape != Shape::Lower;
                (self.noun(draft, noun)?, if named { Form::Name } else { Form::Nominal })
            }
            What::Both => (self.both(draft)?, Form::Nominal),
            What::Pair(actors) => {
                let [one, two] = actors.map(|actor| self.cast.actor(sight, actor));
                (self.pair([one, two]), Form::Name)
            }
            What::Third => (self.spoken(draft).or_else(|| self.third(draft, None))?, Form::Pronoun),
            What::Plural => (self.plural(draft)?, Form::Pronoun),
            What::First { side } => (self.first(draft, *side)?, Form::Pronoun),
            What::Clitic(owned) => (self.clitic(draft, *owned)?, Form::Clitic),
            What::Own => (self.own(draft, out)?, Form::Nominal),
        })
    }

    /// A person belongs to the body or state within the role.
    pub(super) fn belongs(&mut self, draft: &Draft, member: usize) {
        if !draft.nested || matches!(self.cast.members[member].kind, ActorKind::Person) {
            return;
        }
        let around = self
            .log
            .iter()
            .rev()
            .take(4)
            .find(|told| told.at <= draft.tokens.start && told.end >= draft.tokens.end);
        if let Some(outer) = around.map(|told| told.member).filter(|outer| *outer != member) {
            let outer = &mut self.cast.members[outer];
            if outer.kind == ActorKind::Person && outer.of.is_none() {
                outer.of = Some(Id::new(member));
            }
        }
    }

    /// *Budi Hartono dari Persib*: the body behind a person's name is his.
    fn comes_from(&mut self, draft: &Draft, member: usize) {
        let (sight, end) = (self.sight, draft.tokens.end);
        let person = matches!(draft.what, What::Actor(_)) && self.kind(member) == ActorKind::Person;
        if !person || self.cast.members[member].of.is_some() || !has_part(sight, end, ActorPart::From) {
            return;
        }
        let name = sight.mention_from(end + 1).map(|id| sight.mention(id));
        let body = name.filter(|name| name.form == Form::Name && name.kind == ActorKind::Organization);
        if let Some(actor) =
            body.filter(|body| !matches!(body.known, Some(Known::Region(_)))).and_then(|body| body.actor)
        {
            let body = self.cast.actor(sight, actor);
            self.cast.members[member].of = Some(Id::new(body));
        }
    }

    /// Whoever a statement names as its speaker with these words.
    pub(super) fn spoken(&mut self, draft: &Draft) -> Option<usize> {
        let id = *self.speakers.get(&draft.span.start)?;
        let speaker = self.sight.statements.as_slice().get(id)?.value.speaker.as_ref()?;
        self.speaker(speaker)
    }

    pub(super) fn speaker(&mut self, speaker: &Speaker) -> Option<usize> {
        match (speaker.actor, &speaker.name) {
            (Some(actor), _) => Some(self.cast.actor(self.sight, actor)),
            (None, Some(name)) => self.cast.by_name(name),
            _ => None,
        }
    }

    /// Whoever speaks at a token: of the words around it, else of the last ones before.
    pub(super) fn voice(&mut self, at: usize, last: bool) -> Option<usize> {
        let sight = self.sight;
        let id = if last { sight.speaker_before(at) } else { sight.voice(at) }?;
        let speaker = sight.statements[id].value.speaker.as_ref()?;
        self.speaker(speaker)
    }

    /// The mentions before a draft, the last first.
    pub(super) fn back(&self, draft: &Draft, sentences: usize) -> impl Iterator<Item = &Told> {
        let floor = draft.sentence.saturating_sub(sentences);
        self.log
            .iter()
            .rev()
            .take(MENTIONS_BACK)
            .take_while(move |told| told.sentence >= floor || told.sentence == usize::MAX)
    }

    pub(super) fn kind(&self, member: usize) -> ActorKind {
        self.cast.members[member].kind
    }

    /// *dia*: the person of whom the nearest sentence speaks first; `not` is somebody who cannot be meant.
    pub(super) fn person_but(&self, draft: &Draft, not: Option<usize>) -> Option<usize> {
        let mut found: Option<(usize, bool, usize)> = None; // sentence, led, member
        for told in self.back(draft, SENTENCES_BACK) {
            if self.kind(told.member) != ActorKind::Person
                || told.core > draft.tokens.start
                || is_owned(told, draft)
                || Some(told.member) == not
            {
                continue;
            }
            let led =
                told.led && !self.speakers.contains_key(&self.sight.token(told.at).span.start) || told.nested;
            match found {
                Some((sentence, false, _)) if sentence != told.sentence => break,
                Some(_) if led => {}
                _ => found = Some((told.sentence, led, told.member)),
            }
        }
        found.map(|(_, _, member)| member)
    }

    /// The person that a third person means: in somebody's words whoever these words themselves name, and never the
    /// speaker of a direct quotation, who says *saya*.
    pub(super) fn third(&mut self, draft: &Draft, not: Option<usize>) -> Option<usize> {
        let Some(id) = self.sight.voice(draft.tokens.start) else { return self.person_but(draft, not) };
        let statement = &self.sight.statements[id].value;
        let direct = statement.kind == StatementKind::Direct;
        let speaker = self.voice(draft.tokens.start, false);
        if let Some(named) = self.named_in(statement, draft, speaker).filter(|named| Some(*named) != not) {
            return Some(named);
        }
        self.person_but(draft, if direct { speaker.or(not) } else { not })
    }

    /// The person whom a statement's words name before a draft: the first that no preposition leads, else the last.
    fn named_in(&self, statement: &Statement, draft: &Draft, speaker: Option<usize>) -> Option<usize> {
        let from = statement.content.first()?.start;
        let within = |told: &&Told| {
            self.sight.token(told.at).span.start >= from
                && told.core <= draft.tokens.start
                && !is_owned(told, draft)
                && self.kind(told.member) == ActorKind::Person
                && Some(told.member) != speaker
        };
        let told = || self.back(draft, SENTENCES_BACK).filter(within);
        let free = told().filter(|told| !told.led && !told.nested).last();
        free.or_else(|| told().next()).map(|told| told.member)
    }

    /// *kami*: the side of whoever speaks; *saya*: himself.
    pub(super) fn first(&mut self, draft: &Draft, side: bool) -> Option<usize> {
        let speaker = self.voice(draft.tokens.start, false)?;
        // A ministry that speaks means itself, not its state.
        if !side || self.kind(speaker) == ActorKind::Organization {
            return Some(speaker);
        }
        let side = self.side(speaker);
        Some(self.nation(draft, side).unwrap_or(side))
    }

    /// *kita*: whoever speaks for the home of the language speaks of its people, the readers among them.
    fn nation(&mut self, draft: &Draft, side: usize) -> Option<usize> {
        let sight = self.sight;
        let name = sight.doc.terms.at(draft.tokens.start).iter().find_map(|term| match term.sense {
            Sense::Actor(entry) => {
                let word = sight.doc.lang.actor_words.get(entry as usize)?;
                word.name.as_deref().filter(|_| word.part == ActorPart::Inclusive)
            }
            _ => None,
        })?;
        let state = &self.cast.members[side];
        let home =
            state.kind == ActorKind::State && state.country.as_deref() == sight.doc.lang.home.as_deref();
        let key = Key::Noun(fold(name), Some(side));
        let whole = self.named_after(name, side);
        home.then(|| self.cast.noun(sight, key, &Noun::default(), whole, Some(side)))
    }

    /// For whom somebody speaks: the state, else the body.
    pub(super) fn side(&mut self, member: usize) -> usize {
        if let Some(state) = self.cast.traits[member].state {
            return self.cast.state(self.sight, state);
        }
        self.cast.members[member].of.map(Id::index).or_else(|| self.led_by(member)).unwrap_or(member)
    }

    pub(super) fn clitic(&mut self, draft: &Draft, owned: Owned) -> Option<usize> {
        match owned {
            Owned::Speaker => self.spoken(draft).or_else(|| self.person_but(draft, None)),
            owned => self.owner(draft, owned),
        }
    }

    /// Whose it is: of a person the one of whom the sentence speaks first, of a body the nearest.
    pub(super) fn owner(&mut self, draft: &Draft, owned: Owned) -> Option<usize> {
        match owned {
            Owned::Person | Owned::Speaker => {
                let named = self.teller(draft).or_else(|| self.named_next(draft));
                named.or_else(|| self.third(draft, None))
            }
            Owned::Body => self.body_before(draft, 0).or_else(|| self.body_before(draft, 2)),
            Owned::Object => {
                let subject = self.acts_on(draft);
                self.first_named(draft, subject).or_else(|| self.third(draft, subject))
            }
            Owned::Any => {
                let person = self.named_next(draft).or_else(|| self.third(draft, None));
                person.or_else(|| self.body_before(draft, 2))
            }
        }
    }

    /// *"Itu benar," kata Bupati Wira Atmaja dalam pidatonya*: whoever the sentence names as the speaker, outside his words.
    fn teller(&self, draft: &Draft) -> Option<usize> {
        let outside = |at: usize| self.sight.voice(at).is_none();
        let speaks = |told: &&Told| {
            // *kata Kapolsek Melati, Iptu Made Sukerta*: the speaker may begin within the mention.
            let begins = |at: usize| self.speakers.contains_key(&self.sight.token(at).span.start);
            told.core < draft.tokens.start && outside(told.at) && (told.at..told.end).any(begins)
        };
        let told = self.back(draft, 0).find(speaks).filter(|_| outside(draft.tokens.start))?;
        (self.kind(told.member) == ActorKind::Person).then_some(told.member)
    }

    /// *Dalam pidatonya, Bupati Wira Atmaja menolak*: the person named behind the comma that ends the opening words.
    fn named_next(&mut self, draft: &Draft) -> Option<usize> {
        const WORDS: usize = 8;
        let sight = self.sight;
        let first = sight.doc.sentences.get(draft.sentence)?.tokens.start;
        let opening = (sight.has(first, Class::Preposition) || sight.has(first, Class::Circumstance))
            && !(first..draft.tokens.start).any(|at| sight.is_verb(at) || sight.is_cue(at));
        let end = draft.tokens.end;
        let comma =
            (end..end + WORDS).find(|at| sight.is_mark(*at)).filter(|at| sight.has(*at, Class::Comma))?;
        let spoken = self.log.last().is_some_and(|told| told.sentence == draft.sentence);
        let name = sight.mention_from(comma + 1).map(|id| sight.mention(id))?;
        let person = name.form == Form::Name && name.kind == ActorKind::Person;
        let actor = name.actor.filter(|_| person && opening && !spoken)?;
        Some(self.cast.actor(sight, actor))
    }

    /// Of whom the sentence speaks first; `not` is somebody who cannot be meant.
    pub(super) fn first_named(&self, draft: &Draft, not: Option<usize>) -> Option<usize> {
        let fits = |told: &&Told| {
            told.core <= draft.tokens.start
                && !told.led
                && !told.nested
                && Some(told.member) != not
                && self.kind(told.member) != ActorKind::Media
        };
        self.back(draft, 0).filter(fits).last().map(|told| told.member)
    }

    /// The state, body or group of the last sentences that no preposition leads, else any.
    fn body_before(&self, draft: &Draft, sentences: usize) -> Option<usize> {
        let body = |told: &&Told| {
            told.core <= draft.tokens.start
                && matches!(
                    self.kind(told.member),
                    ActorKind::State | ActorKind::Organization | ActorKind::Group | ActorKind::ArmedForces
                )
        };
        let free = self.back(draft, sentences).filter(body).find(|told| !told.led && !told.nested);
        free.or_else(|| self.back(draft, sentences).find(body)).map(|told| told.member)
    }

    /// *polisi langsung menangkapnya*: whoever stands before the verb and its small words does it to somebody else.
    pub(super) fn acts_on(&self, draft: &Draft) -> Option<usize> {
        let verb = draft.tokens.start.checked_sub(1)?;
        let small = |at: usize| {
            let token = self.sight.token(at);
            token.kind == TokenKind::Word
                && token.shape == Shape::Lower
                && !token.classes.has(Class::Relative)
                && !token.classes.has(Class::Preposition)
                && !token.classes.has(Class::Coordinator)
        };
        let before = |told: &&Told| told.end <= verb && !told.led && (told.end..verb).all(small);
        self.back(draft, 0).find(before).map(|told| told.member)
    }

    /// A role without a name.
    pub(super) fn role(&mut self, draft: &Draft) -> Option<usize> {
        let sight = self.sight;
        if sight.doc.blocks.dateline.is_some_and(|line| line.span.contains(draft.span)) {
            let name = shown(sight.text(&draft.tokens));
            let actor = self.cast.by_name(&name);
            return actor.or_else(|| Some(self.publisher(name)));
        }
        if let Some(member) = self.spoken(draft) {
            return Some(member);
        }
        if let Some(member) = self.kin(draft) {
            return Some(member);
        }
        // *sang presiden*, *Pak Presiden*
        let address = has_part(sight, draft.tokens.start, ActorPart::Definite)
            || self.has_class(draft.tokens.start, Class::Honorific)
                && self.has_class(draft.tokens.start + 1, Class::Title);
        let from = draft.tokens.start + usize::from(address);
        let text = sight.text(&bare(sight, &(from.min(draft.tokens.end - 1)..draft.tokens.end)));
        let pointed = sight.has(draft.tokens.end - 1, Class::Demonstrative)
            || self.has_class(draft.tokens.start, Class::GenericRole);
        let words: Vec<String> = text.split_whitespace().map(fold).collect();
        let recent = self.cast.members.len().saturating_sub(MEMBERS_BACK);
        let holder = self.cast.members.iter().skip(recent).rposition(|member| {
            member.kind == ActorKind::Person
                && member.role.as_deref().is_some_and(|role| {
                    let role: Vec<String> = role.split_whitespace().map(fold).collect();
                    // *Gubernur* is not *Wakil Gubernur*
                    let lang = sight.doc.lang;
                    let former = |word: &str| {
                        let mut phrases = lang.phrases(lang.word(word)).iter();
                        phrases.any(|phrase| phrase.sense == Sense::Class(Class::Former))
                    };
                    let deputy = role.first() != words.first()
                        && role.first().is_some_and(|first| {
                            lang.is(lang.word(first), Class::TitleModifier) && !former(first)
                        });
                    !deputy && words.iter().all(|word| role.contains(word))
                })
        });
        if let Some(holder) = holder {
            return Some(recent + holder);
        }
        if let Some(holder) = self.same_office(&bare(sight, &draft.tokens)) {
            return Some(holder);
        }
        if pointed && let Some(member) = self.with_head(draft, &fold(text)) {
            return Some(member);
        }
        if pointed && let Some(person) = self.other_than_voice(draft) {
            return Some(person);
        }
        Some(self.cast.role(text, None))
    }

    pub(super) fn has_class(&self, at: usize, class: Class) -> bool {
        self.sight.doc.terms.at(at).iter().any(|term| term.sense == Sense::Class(class))
    }

    /// The outlet of the dateline that no table knows.
    pub(super) fn publisher(&mut self, name: String) -> usize {
        let at = self.cast.role(&name, None);
        self.cast.members[at].kind = ActorKind::Media;
        self.cast.members[at].role = None;
        at
    }
}

/// *suaminya*: the husband is not his own.
fn is_owned(told: &Told, draft: &Draft) -> bool {
    matches!(draft.what, What::Clitic(_)) && told.end == draft.tokens.start
}

pub(super) fn has_part(sight: &Sight<'_, '_>, at: usize, part: ActorPart) -> bool {
    sight.doc.terms.at(at).iter().any(|term| match term.sense {
        Sense::Actor(entry) => {
            sight.doc.lang.actor_words.get(entry as usize).is_some_and(|word| word.part == part)
        }
        _ => false,
    })
}

pub(super) fn state_at(sight: &Sight<'_, '_>, at: usize) -> Option<u32> {
    sight.doc.terms.at(at).iter().find_map(|term| match term.sense {
        Sense::State(state, name) if name != StateName::House => Some(state),
        _ => None,
    })
}

/// The tokens of a name before the abbreviation in brackets.
fn unbracketed(sight: &Sight<'_, '_>, tokens: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let open = (tokens.start + 1..tokens.end).find(|at| sight.has(*at, Class::BracketOpen));
    tokens.start..open.unwrap_or(tokens.end)
}
