//! Whether an act happened, by the words around it and by the statement that tells of it.

use super::sight::{Found, Sight};
use crate::model::Modality;
use kutip_lang::{Class, EventForm, Hint};

/// Words before the verb, or the noun, are looked at over so many tokens.
const REACH: usize = 7;

const OWN: &[Hint] = &[Hint::Planned, Hint::Possible, Hint::Hoped, Hint::Denied];

/// Acts of statements whose content is asked for or wished; announced; denied; promised.
const HOPED: [&str; 5] = ["ask", "demand", "hope", "order", "suggest"];
const PLANNED: [&str; 3] = ["plan", "promise", "threaten"];
const DENIED: [&str; 1] = ["deny"];

impl Sight<'_, '_> {
    /// The modality of an act that begins at `start` (its light verb included).
    pub(crate) fn modality(&self, act: &Found, start: usize) -> Modality {
        let written = self.written(start, matches!(act.form, EventForm::Deed | EventForm::Doing));
        let told = self.voice(start).and_then(|id| self.statements[id].value.cue?.entry);
        let told = told.and_then(|cue| self.doc.lang.cues.get(cue as usize)).map(|cue| &*cue.act);
        let asked = told.is_some_and(|act| HOPED.contains(&act));
        let promised = told.is_some_and(|act| PLANNED.contains(&act));
        let denied = told.is_some_and(|act| DENIED.contains(&act));
        match written {
            Some(Modality::Denied) if denied => Modality::Asserted,
            Some(Modality::Denied) => Modality::Denied,
            _ if self.is_conditional(start, written) => Modality::Conditional,
            Some(Modality::Planned) if asked => Modality::Hoped,
            Some(found) => found,
            None if self.reports(start) => Modality::Asserted,
            None if asked => Modality::Hoped,
            None if promised => Modality::Planned,
            None if denied => Modality::Denied,
            None => Modality::Asserted,
        }
    }

    /// What the words before an act say of it.
    fn written(&self, start: usize, noun: bool) -> Option<Modality> {
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
            let stops = self.is_mark(before)
                || self.has(before, Class::Relative)
                || self.has(before, Class::ClauseCoordinator)
                || self.has(before, Class::ComplementizerDropped)
                || self.mention_at(before).is_some() && !noun
                || self.is_verb(before) && !self.is_chain(before)
                || self.has(before, Class::Subordinator);
            if stops {
                break;
            }
            at = before;
        }
        found
    }

    /// A verb that leads another one without being an act: *terus berusaha merebut*.
    fn is_chain(&self, at: usize) -> bool {
        self.acts(at).next().is_none() && !self.is_cue(at)
    }

    /// Under a condition, or to come of one.
    fn is_conditional(&self, start: usize, written: Option<Modality>) -> bool {
        let stretch = self.stretch(start);
        let own = self.voice(start);
        let to_come = matches!(written, Some(Modality::Planned | Modality::Possible | Modality::Hoped));
        stretch.clone().any(|at| {
            if self.voice(at) != own {
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
