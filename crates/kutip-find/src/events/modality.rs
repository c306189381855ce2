//! Whether an act happened, by the words around it and by the statement that tells of it.

use super::sight::{Found, Sight};
use crate::model::Modality;
use kutip_lang::{Class, ClassSet, EventForm, Hint};

/// Words before the verb, or the noun, are looked at over so many tokens.
const REACH: usize = 7;

const QUOTES: ClassSet =
    ClassSet::of(&[Class::QuoteOpen, Class::QuoteBoth, Class::SingleOpen, Class::SingleBoth]);

/// The places of types in their list: PROTEST, ASSAULT.
const FORCE: [usize; 2] = [11, 15];

const OWN: &[Hint] = &[Hint::Planned, Hint::Possible, Hint::Hoped, Hint::Denied];

/// Acts of statements whose content is asked for or wished; announced; denied; promised.
const HOPED: [&str; 5] = ["ask", "demand", "hope", "order", "suggest"];
const PLANNED: [&str; 3] = ["plan", "promise", "threaten"];
const DENIED: [&str; 1] = ["deny"];

/// How the words before *bahwa* take back what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doubted {
    /// *tidak benar bahwa*, *membantah bahwa*
    Denied,
    /// *tidak menyatakan bahwa*
    Unsaid,
}

/// What the verb before *bahwa* does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    Says,
    Denies,
    Other,
}

impl Sight<'_, '_> {
    /// The modality of an act that begins at `start` (its light verb included).
    pub(crate) fn modality(&self, act: &Found, start: usize) -> Modality {
        let written = self
            .written(start, matches!(act.form, EventForm::Deed | EventForm::Doing), self.is_force(act))
            .or_else(|| self.light_plan(start));
        let told = self.voice(start).and_then(|id| self.statements[id].value.cue?.entry);
        let told = told.and_then(|cue| self.doc.lang.cues.get(cue as usize)).map(|cue| &*cue.act);
        let relative = self.is_relative(start);
        let asked = !relative && told.is_some_and(|act| HOPED.contains(&act));
        let promised = told.is_some_and(|act| PLANNED.contains(&act));
        let denied = told.is_some_and(|act| DENIED.contains(&act));
        match written {
            None | Some(Modality::Planned) if self.doubted(start).is_some() => Modality::Denied,
            Some(Modality::Denied) if denied => Modality::Asserted,
            Some(Modality::Denied)
                if !self.is_conditional(act, start, Some(Modality::Planned)) || !self.is_future(start) =>
            {
                Modality::Denied
            }
            Some(Modality::Denied) => Modality::Conditional,
            _ if self.is_conditional(act, start, written) => Modality::Conditional,
            Some(Modality::Planned) if asked => Modality::Hoped,
            Some(found) => found,
            None if self.reports(start) => Modality::Asserted,
            None if asked => Modality::Hoped,
            None if promised => Modality::Planned,
            None if denied => Modality::Denied,
            None => Modality::Asserted,
        }
    }

    /// *belum mengonfirmasi bahwa X menyerang*: nobody says so.
    pub(crate) fn is_unsaid(&self, start: usize) -> bool {
        self.doubted(start) == Some(Doubted::Unsaid)
    }

    /// What stands before the *bahwa* under which an act stands, where it takes the act back.
    fn doubted(&self, start: usize) -> Option<Doubted> {
        let (floor, voice) = (self.stretch(start).start, self.voice(start));
        let opens =
            |at: usize| self.has(at, Class::ComplementizerDropped) && !self.has(at, Class::Preposition);
        let ends = |at: usize| {
            self.voice(at) != voice || self.has(at, Class::Relative) || self.has(at, Class::ClauseCoordinator)
        };
        let that = (floor..start).rev().take_while(|at| !ends(*at)).find(|at| opens(*at))?;
        let before = (floor.max(that.saturating_sub(REACH))..that).rev();
        let mut said = None;
        for at in before.take_while(|at| !ends(*at) && !self.has(*at, Class::Comma)) {
            if self.has(at, Class::Negation) {
                return match said {
                    // *tidak membantah bahwa*, *tidak menyadari bahwa*
                    Some(Verb::Denies | Verb::Other) => None,
                    Some(Verb::Says) => Some(Doubted::Unsaid),
                    None => Some(Doubted::Denied),
                };
            }
            if said.is_none() && self.hint(at, &[Hint::Denied]).is_some() {
                said = Some(Verb::Denies);
            } else if said.is_none() && self.is_verb(at) {
                said = Some(if self.is_cue(at) { Verb::Says } else { Verb::Other });
            }
        }
        (said == Some(Verb::Denies)).then_some(Doubted::Denied)
    }

    /// *menjadwalkan pemeriksaan*: a light verb that plans.
    fn light_plan(&self, start: usize) -> Option<Modality> {
        let light = self.hint(start, &[Hint::Light]).is_some();
        (light && self.hint(start, &[Hint::Planned]).is_some()).then_some(Modality::Planned)
    }

    /// In a relative clause: what is asked for lies outside.
    fn is_relative(&self, start: usize) -> bool {
        let floor = self.stretch(start).start.max(start.saturating_sub(4));
        (floor..start)
            .rev()
            .take_while(|at| !self.is_mark(*at) && self.mention_at(*at).is_none())
            .any(|at| self.has(at, Class::Relative))
    }

    /// Still to come, by a word right before.
    fn is_future(&self, start: usize) -> bool {
        (start.saturating_sub(3)..start).any(|at| self.hint(at, &[Hint::Planned]).is_some())
    }

    /// What the words before an act say of it.
    fn written(&self, start: usize, noun: bool, force: bool) -> Option<Modality> {
        let floor = self.stretch(start).start.max(start.saturating_sub(REACH));
        let mut at = start;
        let mut found: Option<Modality> = None;
        while at > floor {
            if let Some((hint, begin)) = self.hint_before(at, OWN).filter(|(_, begin)| *begin >= floor) {
                let new = match hint {
                    Hint::Planned => Modality::Planned,
                    Hint::Possible => Modality::Possible,
                    Hint::Hoped => Modality::Hoped,
                    _ => Modality::Denied,
                };
                // *tidak akan*, *ingin agar ... tidak*: the negation counts; else the word farthest from the verb.
                if found != Some(Modality::Denied) {
                    found = Some(new);
                }
                at = begin;
                continue;
            }
            let before = at - 1;
            // *kemungkinan mereka bergabung*
            if let Some(id) = self.mention_to(at)
                && let Some((Hint::Possible, _)) =
                    self.hint_before(self.mention(id).tokens.start, &[Hint::Possible])
                && found.is_none()
            {
                return Some(Modality::Possible);
            }
            if self.any(before, QUOTES) {
                at = before;
                continue;
            }
            let stops = self.is_mark(before)
                || self.has(before, Class::Locative)
                || self.has(before, Class::Relative)
                || self.has(before, Class::ClauseCoordinator)
                || self.has(before, Class::ComplementizerDropped)
                || self.mention_at(before).is_some() && !noun
                || self.is_verb(before) && (noun && force || !self.is_chain(before))
                || self.has(before, Class::Subordinator);
            if stops {
                break;
            }
            at = before;
        }
        found
    }

    /// *untuk menangani kericuhan*: it broke out already; *akan melanjutkan perundingan*: it is to come.
    fn is_force(&self, act: &Found) -> bool {
        let light = self.hint(act.start, &[Hint::Light, Hint::Undergo]).is_some();
        !light && FORCE.contains(&self.entry(act.entry).kind)
    }

    /// A verb that leads another one without being an act: *terus berusaha merebut*.
    fn is_chain(&self, at: usize) -> bool {
        self.acts(at).next().is_none() && !self.is_cue(at)
    }

    /// Under a condition, or to come of one.
    fn is_conditional(&self, act: &Found, start: usize, written: Option<Modality>) -> bool {
        let stretch = self.stretch(start);
        let own = self.voice(start);
        let inside =
            (act.start..act.end).any(|at| self.hint(at, &[Hint::Planned]).is_some() && !self.reports(at));
        let to_come =
            inside || matches!(written, Some(Modality::Planned | Modality::Possible | Modality::Hoped));
        stretch.clone().any(|at| {
            if self.voice(at) != own || self.in_time(at) || self.in_time(at + 1) {
                return false;
            }
            match self.hint(at, &[Hint::Conditional, Hint::ConditionalIfPlanned]) {
                Some((Hint::Conditional, _)) => at < start && self.same_clause(at, start) || to_come,
                Some((Hint::ConditionalIfPlanned, _)) => to_come,
                _ => false,
            }
        })
    }

    /// No comma between the condition's word and the act.
    fn same_clause(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| !self.has(at, Class::Comma))
    }
}
