//! One document with look-ups by token, and its statements: what stands where, and in whose words.

use crate::figures::innermost;
use crate::model::{
    Actor, ActorKind, Document, Form, Known, Mention, Party, Shape, Statement, Token, TokenKind, tokens_in,
};
use hashbrown::HashMap;
use kutip_lang::{Class, ClassSet, EventForm, EventWord, Hint, Sense};
use kutip_text::{Id, Layer, RuleId, Span};
use std::cell::{Cell, OnceCell};
use std::ops::Range;

const NONE: u32 = u32::MAX;

/// Roles beyond this number are not compared with what the text calls somebody.
const ROLES: usize = 200;

/// The document, indexed.
pub(crate) struct Sight<'d, 'a> {
    pub(crate) doc: &'d Document<'a>,
    pub(crate) statements: &'d Layer<Statement>,
    starts: Vec<u32>,
    ends: Vec<u32>,
    within: Vec<u32>,
    time: Vec<bool>,
    /// The party behind each actor, once somebody asked.
    pub(crate) cast: Vec<OnceCell<Party>>,
    /// How many bodies are being looked up, each in the role of somebody of the one before.
    pub(crate) looked_up: Cell<u8>,
    /// Whether a state is being looked for in the surroundings: the search asks for parties, and must not ask itself.
    pub(crate) searching: Cell<bool>,
    /// The actor that is the state itself.
    pub(crate) states: HashMap<u32, Id<Actor>>,
    /// The actor that is a body of the tables.
    pub(crate) bodies: HashMap<u32, Id<Actor>>,
    /// The first actor of each name.
    pub(crate) named: HashMap<String, Id<Actor>>,
    /// The first person of each name.
    pub(crate) persons: HashMap<String, Id<Actor>>,
    /// Persons with the words of their roles in lower case; no more than [`ROLES`].
    pub(crate) roles: Vec<(Id<Actor>, Vec<String>)>,
    /// Documents with the name of who issued them.
    pub(crate) issued: Vec<Id<Mention>>,
    /// Whether the article is about sport or entertainment.
    pub(crate) leisure: bool,
    /// Tokens that report a statement.
    cues: Vec<Option<Id<Statement>>>,
    /// The innermost statement around each token.
    voice: Vec<Option<Id<Statement>>>,
}

/// A word that names an act, where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub(crate) entry: u32,
    pub(crate) form: EventForm,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) by: RuleId,
}

impl<'d, 'a> Sight<'d, 'a> {
    pub(crate) fn new(doc: &'d Document<'a>, statements: &'d Layer<Statement>) -> Self {
        let count = doc.tokens.len() + 1;
        let (mut starts, mut ends, mut within) = (vec![NONE; count], vec![NONE; count], vec![NONE; count]);
        for (id, mark) in doc.mentions.iter() {
            let (tokens, index) = (&mark.value.tokens, u32::try_from(id.index()).unwrap_or(NONE));
            starts[tokens.start] = index;
            ends[tokens.end] = index;
            within[tokens.clone()].fill(index);
        }
        let mut time = vec![false; count];
        for (_, mark) in doc.times.iter() {
            time[tokens_in(&doc.tokens, mark.span)].fill(true);
        }
        let voice = doc.tokens.iter().map(|token| innermost(statements, token.span.start)).collect();
        let mut cues = vec![None; count];
        for (id, cue) in statements.iter().filter_map(|(id, mark)| Some((id, mark.value.cue?))) {
            cues[tokens_in(&doc.tokens, cue.span)].fill(Some(id));
        }
        let states = doc.actors.iter().enumerate().filter_map(|(at, actor)| match actor.known {
            Some(Known::State(state)) => Some((state, Id::new(at))),
            _ => None,
        });
        let (mut bodies, mut named, mut persons) = (HashMap::new(), HashMap::new(), HashMap::new());
        for (at, actor) in doc.actors.iter().enumerate() {
            if let Some(Known::Body(body)) = actor.known {
                bodies.entry(body).or_insert(Id::new(at));
            }
            named.entry(actor.name.clone()).or_insert(Id::new(at));
            if actor.kind == ActorKind::Person {
                persons.entry(actor.name.clone()).or_insert(Id::new(at));
            }
        }
        let held = doc.actors.iter().enumerate().filter(|(_, actor)| actor.kind == ActorKind::Person);
        let roles = held.filter_map(|(at, actor)| {
            let role = actor.role.as_ref()?.to_lowercase();
            Some((Id::new(at), role.split_whitespace().map(str::to_owned).collect()))
        });
        let issued = doc
            .mentions
            .iter()
            .filter(|(_, mark)| mark.value.kind == ActorKind::Document && mark.value.form == Form::Name);
        Self {
            doc,
            statements,
            starts,
            ends,
            within,
            time,
            cast: vec![OnceCell::new(); doc.actors.len()],
            looked_up: Cell::new(0),
            searching: Cell::new(false),
            states: states.collect(),
            bodies,
            named,
            persons,
            roles: roles.take(ROLES).collect(),
            issued: issued.map(|(id, _)| id).collect(),
            leisure: is_leisure(doc),
            cues,
            voice,
        }
    }

    /// A token; behind the last one there is none that says anything.
    pub(crate) fn token(&self, at: usize) -> &Token {
        self.doc.tokens.get(at).unwrap_or(&Token::NONE)
    }

    pub(crate) fn has(&self, at: usize, class: Class) -> bool {
        self.doc.tokens.get(at).is_some_and(|token| token.classes.has(class))
    }

    pub(crate) fn any(&self, at: usize, classes: ClassSet) -> bool {
        self.doc.tokens.get(at).is_some_and(|token| token.classes.any(classes))
    }

    pub(crate) fn is_mark(&self, at: usize) -> bool {
        self.doc.tokens.get(at).is_none_or(|token| token.kind == TokenKind::Mark)
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.doc.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Written with a capital.
    pub(crate) fn is_proper(&self, at: usize) -> bool {
        self.token(at).shape != Shape::Lower
    }

    pub(crate) fn in_time(&self, at: usize) -> bool {
        self.time.get(at).copied().unwrap_or_default()
    }

    pub(crate) fn mention(&self, id: Id<Mention>) -> &'d Mention {
        &self.doc.mentions[id].value
    }

    pub(crate) fn mention_from(&self, at: usize) -> Option<Id<Mention>> {
        id(&self.starts, at)
    }

    pub(crate) fn mention_to(&self, end: usize) -> Option<Id<Mention>> {
        id(&self.ends, end)
    }

    pub(crate) fn mention_at(&self, at: usize) -> Option<Id<Mention>> {
        id(&self.within, at)
    }

    pub(crate) fn voice(&self, at: usize) -> Option<Id<Statement>> {
        self.voice.get(at).copied().flatten()
    }

    /// The hint that begins at a token, with the token after it.
    pub(crate) fn hint(&self, at: usize, wanted: &[Hint]) -> Option<(Hint, usize)> {
        self.doc.terms.at(at).iter().find_map(|term| match term.sense {
            Sense::Hint(hint) if wanted.contains(&hint) => Some((hint, term.end as usize)),
            _ => None,
        })
    }

    /// The hint that ends before a token, with the token at which it begins.
    pub(crate) fn hint_before(&self, end: usize, wanted: &[Hint]) -> Option<(Hint, usize)> {
        (end.saturating_sub(4)..end).find_map(|start| {
            self.doc.terms.at(start).iter().find_map(|term| match term.sense {
                Sense::Hint(hint) if wanted.contains(&hint) && term.end as usize == end => {
                    Some((hint, start))
                }
                _ => None,
            })
        })
    }

    /// Whether a hint of this kind covers a token, from up to three words before it on.
    pub(crate) fn hint_covers(&self, at: usize, wanted: Hint) -> bool {
        (at.saturating_sub(3)..=at).any(|start| self.hint(start, &[wanted]).is_some_and(|(_, end)| end > at))
    }

    /// The statement around a place, else the last one before it.
    pub(crate) fn speaker_before(&self, at: usize) -> Option<Id<Statement>> {
        self.voice(at).or_else(|| {
            let place = self.token(at).span.start;
            let statements = self.statements.as_slice();
            let next = statements.partition_point(|mark| mark.span.start < place);
            next.checked_sub(1).map(Id::new)
        })
    }

    pub(crate) fn entry(&self, number: u32) -> &'a EventWord {
        &self.doc.lang.events[number as usize]
    }

    /// The words of acts that begin at a token, those of more words first.
    pub(crate) fn acts(&self, at: usize) -> impl Iterator<Item = Found> {
        self.doc.terms.at(at).iter().filter_map(move |term| match term.sense {
            Sense::Event(entry, form) => {
                Some(Found { entry, form, start: at, end: term.end as usize, by: term.by })
            }
            _ => None,
        })
    }

    /// The statement of which a token is the cue.
    pub(crate) fn cue_of(&self, at: usize) -> Option<Id<Statement>> {
        self.cues.get(at).copied().flatten()
    }

    /// Whether it reports a statement here.
    pub(crate) fn reports(&self, at: usize) -> bool {
        self.cue_of(at).is_some()
    }

    pub(crate) fn is_cue(&self, at: usize) -> bool {
        self.doc.terms.at(at).iter().any(|term| matches!(term.sense, Sense::Cue(_)))
    }

    /// A verb by its form or by the tables of acts.
    pub(crate) fn is_verb(&self, at: usize) -> bool {
        self.is_word(at)
            && !self.has(at, Class::NoVerb)
            && (self.has(at, Class::Verb)
                || self.acts(at).any(|act| matches!(act.form, EventForm::Active | EventForm::Passive)))
    }

    pub(crate) fn span(&self, tokens: &Range<usize>) -> Span {
        if tokens.is_empty() || tokens.end > self.doc.tokens.len() {
            return Span::default();
        }
        self.token(tokens.start).span.to(self.token(tokens.end - 1).span)
    }

    pub(crate) fn text(&self, tokens: &Range<usize>) -> &'a str {
        self.span(tokens).of(&self.doc.article.text)
    }

    /// The tokens around a token that belong to one voice within its sentence.
    pub(crate) fn stretch(&self, at: usize) -> Range<usize> {
        let Some(sentence) = self.doc.sentence_of(at) else { return at..at + 1 };
        let sentence = &self.doc.sentences[sentence].tokens;
        let voice = self.voice(at);
        let Some(voice) = voice else { return sentence.clone() };
        let inside = |at: usize| {
            let place = self.token(at).span.start;
            self.statements[voice].value.content.iter().any(|span| span.covers(place))
        };
        // A reporting clause within the words splits them, not the clause.
        let start = sentence.clone().find(|at| inside(*at)).unwrap_or(at);
        let end = sentence.clone().rev().find(|at| inside(*at)).unwrap_or(at) + 1;
        start..end
    }
}

fn id(list: &[u32], at: usize) -> Option<Id<Mention>> {
    list.get(at).filter(|index| **index != NONE).map(|index| Id::new(*index as usize))
}

/// One word of sport or entertainment in so many makes the article one about them.
const LEISURE: usize = 45;

fn is_leisure(doc: &Document<'_>) -> bool {
    let words = doc.terms.all().iter().filter(|term| term.sense == Sense::Hint(Hint::Leisure)).count();
    words > 3 && words * LEISURE > doc.tokens.len()
}
