//! Who governs a cue: the noun phrase before it or after it.

use super::scene::{Scene, VERBAL};
use super::{apposed, asides, behind, manner};
use crate::model::{ActorKind, Form, Known, Mention, Shape, Term, TokenKind};
use kutip_lang::{Class, ClassSet, Sense};
use kutip_text::Id;
use std::ops::Range;

/// A phrase without a mention in it is at most this many words.
pub(super) const PHRASE_WORDS: usize = 8;

/// The noun phrase that speaks.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    /// The mentions it consists of; none where the tables know nothing of the phrase, several for joint speakers.
    pub(super) mentions: Vec<Id<Mention>>,
    /// All of it.
    pub(super) tokens: Range<usize>,
}

/// The subject of a verb at `cue`; `floor` is the first token of its clause.
pub(super) fn before(scene: &Scene<'_, '_>, cue: usize, floor: usize) -> Option<Subject> {
    if let Some(subject) = asides::opening(scene, cue, floor) {
        return Some(subject);
    }
    const LINKS: ClassSet =
        ClassSet::of(&[Class::Coordinator, Class::ClauseCoordinator, Class::Subordinator]);
    if let Some(subject) = account(scene, cue, floor) {
        return Some(subject);
    }
    let mut at = cue;
    // Steps over adverbs, dates, brackets and asides, from the verb to the left.
    while at > floor {
        if let Some(quote) = scene.quote_from(at - 1, floor) {
            if quote.tokens.len() > 6 {
                return None;
            }
            break;
        }
        // *Korea Utara selama ini menuding*, *Petugas beberapa kali mengimbau*: whatever else its words mean.
        if let Some(start) = scene.class_term_before(at, Class::Connective)
            && start > floor
            && at - start > 1
        {
            at = start;
            continue;
        }
        if let Some(id) = scene.mention_to(at) {
            if let Some(named) = apposed::described(scene, scene.segment_start(at, floor), at, floor) {
                return Some(Subject { mentions: vec![named], tokens: scene.mention(named).tokens.clone() });
            }
            if let Some(named) = opening_name(scene, id, floor, at) {
                return Some(named);
            }
            if let Some(subject) = counted(scene, id, floor) {
                return Some(subject);
            }
            if let Some(subject) = behind_outlet(scene, id, floor) {
                return Some(subject);
            }
            if governs(scene, id, floor) {
                return Some(whole_phrase(scene, id, floor).unwrap_or_else(|| widen(scene, id, floor)));
            }
            if scene.mention(id).form == Form::Clitic {
                // *istrinya*: the clitic belongs to the noun before it.
                if let Some(owner) = scene.mention_to(at - 1).filter(|owner| governs(scene, *owner, floor)) {
                    return Some(Subject {
                        mentions: vec![owner],
                        tokens: scene.mention(owner).tokens.start..at,
                    });
                }
                let start = scene.segment_start(at, floor);
                if start > floor && is_aside(scene, start, at) {
                    at = start; // *melalui akunnya*
                    continue;
                }
                break;
            }
            let start = scene.segment_start(at, floor);
            let first = scene.skip_connectives(start, at);
            if let Some(subject) = leading(scene, first, at) {
                return Some(subject);
            }
            if let Some(subject) = behind_place(scene, id, floor) {
                return Some(subject);
            }
            let described = scene.has(scene.mention(id).tokens.start - 1, Class::Describing);
            // *Sumber dari istana yang dekat dengan Wirya, mengatakan*
            let clause = scene.has(at, Class::Comma) && (first..at).any(|i| scene.has(i, Class::Relative));
            if (described || clause)
                && let Some(subject) = plain(scene, first, at)
            {
                return Some(subject);
            }
            if start <= floor {
                return None;
            }
            at = start;
            if scene.has(at - 1, Class::Comma) {
                at -= 1;
            }
            continue;
        }
        if let Some(time) = scene.time(at - 1) {
            at = time.start;
            if at > floor && scene.has(at - 1, Class::Preposition) {
                at -= 1;
            }
            continue;
        }
        if let Some(start) = scene.class_term_before(at, Class::Litotes).filter(|start| *start > floor) {
            at = start; // *Sari tak lupa menambahkan*
            continue;
        }
        // *Seorang pemusik misalnya, menulis*
        if let Some(start) = scene.class_term_before(at, Class::Connective)
            && start > floor
            && at < cue
            && !scene.any(start, LINKS)
        {
            at = start;
            continue;
        }
        // *Sari dengan bercanda mengatakan*
        if let Some(start) = manner::phrase_before(scene, at, floor) {
            at = start;
            continue;
        }
        if scene.has(at - 1, Class::Demonstrative) {
            break; // *film itu*
        }
        if scene.has(at - 1, Class::CueAdverb) && !scene.has(at - 1, Class::Comma) {
            at -= 1;
            continue;
        }
        if scene.has(at - 1, Class::Comma) {
            at -= 1;
            if let Some(id) = apposed::name(scene, at, floor) {
                return Some(Subject { mentions: vec![id], tokens: scene.mention(id).tokens.clone() });
            }
            let start = scene.segment_start(at, floor);
            if start > floor && is_aside(scene, start, at) {
                at = start;
            }
            continue;
        }
        if scene.has(at - 1, Class::BracketClose)
            && let Some(open) = scene.open_bracket(at - 1, floor)
        {
            at = open;
            continue;
        }
        break;
    }
    if at <= floor {
        return None;
    }
    let start = scene.segment_start(at, floor);
    if let Some(named) = apposed::described(scene, start, at, floor) {
        return Some(Subject { mentions: vec![named], tokens: scene.mention(named).tokens.clone() });
    }
    let first = scene.skip_connectives(start, at);
    // *"...," demikian pernyataan itu menegaskan*
    let closing = scene.has(first, Class::Closing)
        && first + 1 < at
        && first > floor
        && scene.quote(first - 1).is_some();
    let first = first + usize::from(closing);
    leading(scene, first, at).or_else(|| plain(scene, first, at))
}

/// *Akun Instagram @kabarsukaraya menulis*: the name of an account, with the words before it.
fn account(scene: &Scene<'_, '_>, cue: usize, floor: usize) -> Option<Subject> {
    const WORDS: usize = 6;
    let mut end = cue;
    while end > floor && scene.has(end - 1, Class::CueAdverb) {
        end -= 1;
    }
    let mark = (floor.max(end.saturating_sub(WORDS))..end).rev().find(|at| scene.has(*at, Class::Handle))?;
    if behind::handle(scene, mark, end) != Some(end) {
        return None;
    }
    let first = scene.skip_connectives(scene.segment_start(mark, floor), mark);
    let plain = mark - first <= WORDS && (first..mark).all(|at| is_plain_word(scene, at));
    Some(Subject { mentions: Vec::new(), tokens: if plain { first..end } else { mark..end } })
}

/// *Kepada Reuters Sari Utami mengatakan*: the outlet to which something is told, with the speaker's name right behind it.
fn behind_outlet(scene: &Scene<'_, '_>, id: Id<Mention>, floor: usize) -> Option<Subject> {
    let tokens = scene.mention(id).tokens.clone();
    let lead = tokens.start.checked_sub(1).filter(|lead| *lead >= floor)?;
    let opens = scene.skip_connectives(floor, lead) == lead || lead == floor;
    let outlet = |term: &Term| matches!(term.sense, Sense::Outlet(_)) && (term.end as usize) < tokens.end;
    let end = scene.doc.terms.at(tokens.start).iter().find(|term| outlet(term))?.end as usize;
    (opens && scene.has(lead, Class::ToAddressee))
        .then(|| Subject { mentions: Vec::new(), tokens: end..tokens.end })
}

/// *seorang komentator di surat kabar Kabar Timur*, *sebagian dari mereka*: how many there are begins the phrase, and the
/// mention right before the verb only says where or of whom.
fn counted(scene: &Scene<'_, '_>, id: Id<Mention>, floor: usize) -> Option<Subject> {
    const WORDS: usize = 12;
    const NO: ClassSet = VERBAL.with(Class::Relative).with(Class::ClauseCoordinator).with(Class::Unreal);
    let mention = scene.mention(id);
    let start = mention.tokens.start;
    if scene.has(start, Class::PronounFirst) {
        return None;
    }
    let first = scene.skip_connectives(scene.segment_start(start, floor), start);
    let noun = scene.class_term(first, Class::Quantifier).filter(|_| scene.time(first).is_none());
    let words = noun.unwrap_or(start)..start;
    let plain = words.clone().all(|at| {
        let token = scene.token(at);
        let leads = token.classes.has(Class::Preposition);
        token.kind != TokenKind::Mark && (leads || !token.classes.any(NO)) && scene.time(at).is_none()
    });
    let placed = words.clone().any(|at| scene.has(at, Class::Preposition));
    if noun.is_none() || !plain || !placed || words.len() > WORDS {
        return None;
    }
    let known = scene.mention_from(first).filter(|known| *known != id);
    Some(match known {
        Some(known) => Subject { mentions: vec![known], tokens: scene.mention(known).tokens.clone() },
        None => Subject { mentions: Vec::new(), tokens: first..mention.tokens.end },
    })
}

/// *setelah sejumlah negara seperti Kenya mengatakan*, *ketika polisi di Sukamaju menduga*: the phrase before the one that
/// a preposition leads to.
fn behind_place(scene: &Scene<'_, '_>, id: Id<Mention>, floor: usize) -> Option<Subject> {
    const LINKS: usize = 3;
    let mut id = id;
    for _ in 0..LINKS {
        let start = scene.mention(id).tokens.start;
        let lead = start.checked_sub(1).filter(|at| *at > floor && scene.has(*at, Class::Preposition))?;
        id = scene.mention_to(lead)?;
        let mention = scene.mention(id);
        if matches!(mention.form, Form::Name | Form::Nominal) && governs(scene, id, floor) {
            return Some(Subject { mentions: vec![id], tokens: mention.tokens.clone() });
        }
    }
    None
}

/// *Sari memeriksa jembatan itu dan mengatakan*: the mention that opens the clause before the conjunction at `end`, or the
/// sentence before it.
pub(super) fn opens_clause(scene: &Scene<'_, '_>, end: usize, floor: usize) -> Option<Subject> {
    const VERBS: ClassSet = ClassSet::of(&[Class::Verb, Class::BareVerb, Class::Negation, Class::Predicate]);
    const ENDS: ClassSet = VERBAL
        .with(Class::CueAdverb)
        .with(Class::Relative)
        .with(Class::Connective)
        .with(Class::Preposition)
        .with(Class::Circumstance);
    let before = if end > floor && scene.has(end - 1, Class::Comma) { end - 1 } else { end };
    [scene.segment_start(before, floor), floor].into_iter().find_map(|start| {
        let first = scene.skip_connectives(start, before);
        let dated = first + usize::from(scene.has(first, Class::Preposition));
        // *Pada Senin Sari pulang sambil mengatakan*
        let id = scene.mention_from(scene.time(dated).map_or(first, |time| time.end))?;
        // *Ketua panitia, Sari Utami, datang dan mengatakan*
        let named = scene.mention_from(scene.mention(id).tokens.end + 1).filter(|name| {
            let (role, name) = (scene.mention(id), scene.mention(*name));
            role.form == Form::Nominal
                && name.form == Form::Name
                && name.kind == ActorKind::Person
                && scene.has(role.tokens.end, Class::Comma)
        });
        let id = named.unwrap_or(id);
        let mention = scene.mention(id);
        let who = with_joined(scene, id, before);
        let rest = who.tokens.end..before;
        // *Air matanya mengalir*: more of the phrase follows.
        let whole = scene.any(rest.start, ENDS) || scene.token(rest.start).kind == TokenKind::Mark;
        let clause = !rest.is_empty() && whole && rest.clone().any(|at| scene.any(at, VERBS));
        (mention.form != Form::Clitic && clause).then_some(who)
    })
}

/// A part between commas that says where, when or about whom, and is not the subject.
pub(super) fn is_aside(scene: &Scene<'_, '_>, start: usize, end: usize) -> bool {
    const OPENERS: ClassSet =
        ClassSet::of(&[Class::Preposition, Class::Circumstance, Class::Subordinator, Class::Relative]);
    // *Toko Maju, misalnya, mengatakan*
    let inserted = scene.class_term(start, Class::Connective) == Some(end);
    start < end
        && (inserted
            || scene.any(start, OPENERS)
            || scene.time(start).is_some()
            || scene.token(start).kind == TokenKind::Number)
}

/// Whether a mention right before the verb is its subject rather than the object of what stands before.
pub(super) fn governs(scene: &Scene<'_, '_>, id: Id<Mention>, floor: usize) -> bool {
    let mention = scene.mention(id);
    if mention.form == Form::Clitic {
        return false;
    }
    let start = mention.tokens.start;
    if start <= floor {
        return true;
    }
    let before = start - 1;
    // *Jemaat Katedral, Jakarta Pusat, mengharapkan*: a place after a comma is no subject where another phrase is.
    let place = matches!(mention.known, Some(Known::Region(_)));
    if place
        && scene.has(before, Class::Comma)
        && before > floor
        && !is_aside(scene, scene.segment_start(before, floor), before)
    {
        return false;
    }
    let token = scene.token(before);
    // *Duta Besar untuk Perserikatan Bangsa-Bangsa (PBB) New York*: the place of what stands before it.
    if place && token.classes.has(Class::BracketClose) {
        return false;
    }
    // *Sang penerbit Jepang itu*: the state only says more of the noun before it.
    let state = matches!(mention.known, Some(Known::State(_)));
    if state && scene.has(mention.tokens.end - 1, Class::Demonstrative) && is_plain_word(scene, before) {
        return false;
    }
    // *membuat polisi menduga ...*: the object of the one verb is the subject of the other.
    if token.classes.has(Class::Causative) {
        return true;
    }
    // *Pembuat mobil asal Jepang itu*: the name only says more of the noun before it.
    if token.classes.has(Class::Describing) {
        return false;
    }
    // *sambil bercanda Sari mengatakan*: the clause before it has no object.
    if token.classes.has(Class::Verb)
        && before > floor
        && mention.form == Form::Name
        && mention.kind == ActorKind::Person
        && scene.has(before - 1, Class::Subordinator)
        && !scene.has(before - 1, Class::Preposition)
    {
        return true;
    }
    if token.kind == TokenKind::Mark || scene.class_term_before(start, Class::Connective).is_some() {
        return true;
    }
    let classes = token.classes;
    if classes.has(Class::Subordinator) && !classes.has(Class::Preposition)
        || classes.has(Class::ComplementizerDropped) && !classes.has(Class::Preposition)
    {
        return true;
    }
    if scene.time(before).is_some() {
        return true;
    }
    // *saat itu Moon*: a phrase of time without a comma.
    if classes.has(Class::Demonstrative) {
        return true;
    }
    !(classes.has(Class::Preposition) || classes.has(Class::Verb) || classes.has(Class::Negation))
}

/// *Panel ahli*: a mention that ends a phrase of common words is not the whole of it.
fn whole_phrase(scene: &Scene<'_, '_>, id: Id<Mention>, floor: usize) -> Option<Subject> {
    let mention = scene.mention(id);
    let start = mention.tokens.start;
    if mention.form != Form::Nominal
        || start <= floor
        || !(is_plain_word(scene, start - 1) || scene.token(start - 1).kind == TokenKind::Number)
        || scene.has(start - 1, Class::Demonstrative)
    {
        return None;
    }
    let first = scene.skip_connectives(scene.segment_start(start, floor), start);
    // *"...," demikian pernyataan itu menegaskan*
    let first = first + usize::from(scene.has(first, Class::Closing));
    let plain = first < start
        && start - first <= 3
        && (first..start).all(|at| is_plain_word(scene, at) || scene.token(at).kind == TokenKind::Number);
    plain.then(|| Subject { mentions: Vec::new(), tokens: first..mention.tokens.end })
}

/// Takes in what belongs to the subject on its left: a joint speaker, another name of it, the name before a role.
fn widen(scene: &Scene<'_, '_>, id: Id<Mention>, floor: usize) -> Subject {
    let mention = scene.mention(id);
    let single = Subject { mentions: vec![id], tokens: mention.tokens.clone() };
    let start = mention.tokens.start;
    if start <= floor + 1 {
        return single;
    }
    // *Rina, Dodi, dan Budi*: a comma before the conjunction.
    let listed = scene.has(start - 1, Class::Coordinator) && scene.has(start - 2, Class::Comma);
    let joint_at = if listed { start - 2 } else { start - 1 };
    let Some(other) = scene.mention_to(joint_at) else { return single };
    let left = scene.mention(other);
    let tokens = left.tokens.start..mention.tokens.end;
    if scene.has(start - 1, Class::Alias) {
        let better = if mention.known.is_some() && left.known.is_none() { id } else { other };
        return Subject { mentions: vec![better], tokens };
    }
    let person = |m: &Mention| m.form == Form::Name && m.kind == ActorKind::Person && m.role.is_none();
    // *Rina Sasmita, Dodi Hakim mengatakan*, as headlines have it.
    let headline = scene.has(start - 1, Class::Comma)
        && left.tokens.start == floor
        && person(left)
        && person(mention)
        && left.actor != mention.actor
        && !scene.has(mention.tokens.end, Class::Comma);
    let joined = scene.has(start - 1, Class::Coordinator) || headline;
    if joined && governs(scene, other, floor) && alike(left, mention) {
        let mut subject = widen(scene, other, floor);
        subject.mentions.push(id);
        subject.tokens.end = mention.tokens.end;
        return subject;
    }
    // *Jon Gunadi, ketua Masyarakat Karsono, mengatakan*: what the role is of may look like a person.
    let role = mention.form == Form::Nominal
        || scene.class_term(start, Class::Title).is_some()
            && scene.token(start).shape == Shape::Lower
            && scene.has(mention.tokens.end, Class::Comma);
    let apposition = scene.has(start - 1, Class::Comma)
        && role
        && left.form == Form::Name
        && left.kind == ActorKind::Person
        && governs(scene, other, floor)
        // *Didampingi oleh Sari Utami, Menag menjelaskan*: the name belongs to the aside.
        && !is_aside(scene, scene.segment_start(left.tokens.start, floor), left.tokens.start);
    if apposition {
        return Subject { mentions: vec![other], tokens: left.tokens.clone() };
    }
    single
}

/// Two that can speak together.
pub(super) fn alike(a: &Mention, b: &Mention) -> bool {
    let pronoun = |m: &Mention| matches!(m.form, Form::Pronoun | Form::Clitic);
    // *dua pejabat Mesir dan seorang diplomat*
    let people =
        |m: &Mention| m.form == Form::Nominal && matches!(m.kind, ActorKind::Person | ActorKind::Unnamed);
    (a.kind == b.kind || people(a) && people(b)) && !pronoun(a) && !pronoun(b)
        || matches!((a.known, b.known), (Some(Known::State(_)), Some(Known::State(_))))
}

/// *Rina Sasmita selaku ketua panitia mengatakan*, *Rina yang merupakan ketua panitia mengatakan*: a person's name that
/// opens the part, and between it and the verb only what says more of her, with a mention of its own at the end.
fn opening_name(scene: &Scene<'_, '_>, last: Id<Mention>, floor: usize, end: usize) -> Option<Subject> {
    const MORE: ClassSet = ClassSet::of(&[Class::Relative, Class::Describing, Class::Circumstance]);
    const NO: ClassSet = ClassSet::of(&[Class::Coordinator, Class::ClauseCoordinator, Class::Subordinator]);
    let first = scene.skip_connectives(scene.segment_start(end, floor), end);
    let named = |id: &Id<Mention>| {
        let mention = scene.mention(*id);
        *id != last && mention.form == Form::Name && mention.kind == ActorKind::Person
    };
    // *Kepala Dinas Pasar dan Terminal Sari Utami yang juga ketua panitia*: a role of several mentions before the name.
    let clause = (first..end).find(|at| scene.has(*at, Class::Relative));
    let behind_role = || {
        let role = scene.class_term(first, Class::Title).is_some();
        clause.filter(|_| role).and_then(|at| scene.mention_to(at)).filter(named)
    };
    let id = behind_role().or_else(|| scene.mention_from(first).filter(named))?;
    let mention = scene.mention(id);
    let rest = mention.tokens.end..end;
    let role = scene.mention(last).form == Form::Nominal && scene.mention(last).tokens.start == rest.start;
    // *Lukas Pratama seorang penganut aliran itu berpendapat*
    let one = scene.class_term(rest.start, Class::OnePerson).is_some();
    let more = rest.start < rest.end && (role || one || scene.any(rest.start, MORE));
    let relative = scene.has(rest.start, Class::Relative);
    let plain = rest.clone().all(|at| {
        let joins = scene.any(at, NO) && !scene.has(at, Class::Preposition);
        !joins && (relative || !(scene.has(at, Class::Verb) || scene.has(at, Class::Predicate)))
    });
    (more && plain && governs(scene, id, floor))
        .then(|| Subject { mentions: vec![id], tokens: mention.tokens.clone() })
}

/// A mention at the start of the part, with a relative clause or a phrase of place between it and the verb.
fn leading(scene: &Scene<'_, '_>, first: usize, end: usize) -> Option<Subject> {
    let id = scene.mention_from(first)?;
    let mention = scene.mention(id);
    if mention.form == Form::Clitic || mention.tokens.end > end {
        return None;
    }
    let rest = mention.tokens.end..end;
    // *Kepala BPS Suhariyanto (atau) yang akrab disapa Kecuk*
    let relative = rest.clone().next().is_some_and(|at| {
        let next = at + usize::from(scene.has(at, Class::Alias));
        scene.has(next, Class::Relative) || scene.has(at, Class::Describing)
    });
    let verbs = rest.clone().any(|at| scene.has(at, Class::Verb) || scene.has(at, Class::Predicate));
    if !relative && verbs {
        return None;
    }
    // *Tim tuan rumah*, *pemilik baru*
    let small = rest.clone().all(|at| is_plain_word(scene, at));
    if mention.form == Form::Nominal && small && !rest.is_empty() && rest.len() <= 3 {
        return Some(Subject { mentions: Vec::new(), tokens: first..end });
    }
    Some(with_joined(scene, id, end))
}

/// A mention with those that *dan* joins to it on its right, before `end`.
fn with_joined(scene: &Scene<'_, '_>, id: Id<Mention>, end: usize) -> Subject {
    let mention = scene.mention(id);
    let mut subject = Subject { mentions: vec![id], tokens: mention.tokens.clone() };
    let mut next = mention.tokens.end;
    while next + 1 < end
        && scene.has(next, Class::Coordinator)
        && let Some(other) = scene.mention_from(next + 1)
        && alike(mention, scene.mention(other))
    {
        next = scene.mention(other).tokens.end;
        subject.mentions.push(other);
        subject.tokens.end = next;
    }
    subject
}

/// A word that belongs to the noun before it.
fn is_plain_word(scene: &Scene<'_, '_>, at: usize) -> bool {
    const STOPS: ClassSet = ClassSet::of(&[
        Class::Predicate,
        Class::Verb,
        Class::Negation,
        Class::Subordinator,
        Class::Preposition,
        Class::Unreal,
        Class::Relative,
        Class::Coordinator,
        Class::ClauseCoordinator,
        Class::Connective,
        Class::CueAdverb,
    ]);
    let token = scene.token(at);
    let demonstrative = token.classes.has(Class::Demonstrative);
    (token.kind == TokenKind::Word || token.kind == TokenKind::Clitic)
        && (demonstrative || !token.classes.any(STOPS))
        && scene.time(at).is_none()
}

/// A phrase of which the tables know nothing: *orang tua korban*.
fn plain(scene: &Scene<'_, '_>, first: usize, end: usize) -> Option<Subject> {
    const STOPS: ClassSet = ClassSet::of(&[
        Class::Predicate,
        Class::Verb,
        Class::Negation,
        Class::Subordinator,
        Class::Circumstance,
        Class::Preposition,
        Class::Unreal,
        Class::Relative,
    ]);
    const JOINTS: ClassSet = ClassSet::of(&[Class::Coordinator, Class::ClauseCoordinator, Class::Connective]);
    let relative = (first..end).find(|at| scene.has(*at, Class::Relative)).unwrap_or(end);
    let head = first..relative;
    // Behind a long clause only a comma tells that it has ended.
    let closed = end - first <= PHRASE_WORDS || scene.has(end, Class::Comma);
    if head.is_empty() || head.len() > PHRASE_WORDS || !closed {
        return None;
    }
    if head.clone().all(|at| scene.any(at, JOINTS)) {
        return None; // *tetapi mempertanyakan*: a conjunction alone is nobody
    }
    const PAIRS: ClassSet = ClassSet::of(&[Class::Coordinator, Class::ClauseCoordinator]);
    if relative == end && scene.any(end - 1, PAIRS) {
        return None; // *membuat orang lapar dan mendorong ...*
    }
    let clause = |at: usize| scene.has(at, Class::Subordinator) && !scene.has(at, Class::Preposition);
    let opens = scene.any(first, STOPS) || head.clone().any(clause);
    let good = !opens
        && head.clone().all(|at| {
            let token = scene.token(at);
            let word = token.kind != TokenKind::Mark;
            word && !token.classes.has(Class::Verb) && !token.classes.has(Class::Predicate)
                || scene.quote(at).is_some()
        })
        && head.clone().any(|at| scene.token(at).kind == TokenKind::Word && scene.token(at).span.len() > 2);
    good.then(|| Subject { mentions: Vec::new(), tokens: head })
}
