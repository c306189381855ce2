//! Words of events, compiled: the entries of `events.toml` by what they mean and how they stand, and those of
//! `modality.toml` by what they say of an event beside them.

use super::error::{Fault, LangError};
use super::source::Entry;

/// The event types of PLOVER.
pub const EVENT_TYPES: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

/// In which form a word names an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum EventForm {
    /// A verb whose subject acts: `words`.
    Active,
    /// A verb whose subject undergoes: `passive`.
    Passive,
    /// A noun whose possessor acts: `deeds`.
    Deed,
    /// A noun whose possessor undergoes: `doings`.
    Doing,
}

/// What an element of an event's frame stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum EventPart {
    /// `S`: who acts.
    Actor,
    /// `R`: whom it concerns.
    Recipient,
    /// `O`: what is moved, given or used; no party.
    Object,
    /// `M`: with whom; all parties act and are concerned.
    Mutual,
}

/// A preposition with the part that it leads.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct EventGroup {
    /// The alternatives, lower case.
    pub words: Vec<String>,
    /// The same by their numbers; filled when the language is compiled.
    pub ids: Vec<u32>,
    /// What follows.
    pub part: EventPart,
}

/// How an event's word stands in a sentence: `S V O (ke|menuju R)`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct EventFrame {
    /// What stands before the verb.
    pub subject: Option<EventPart>,
    /// What stands right after it without a preposition.
    pub object: Option<EventPart>,
    /// What prepositions lead.
    pub groups: Vec<EventGroup>,
}

/// What an event must have to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Need {
    /// Who acts.
    Actor,
    /// Whom it concerns.
    Recipient,
    /// Both.
    Both,
    /// A party that is or acts for a state, or a body of the tables.
    Public,
    /// Such an actor.
    PublicActor,
    /// Such a recipient.
    PublicRecipient,
    /// What is given up is the actor's own.
    Own,
    /// An actor who is a person.
    Person,
    /// No actor who is a person.
    NoPerson,
    /// Nobody: the text tells of one that took place.
    Bare,
    /// People whom it concerns, no body or thing.
    People,
}

/// An entry of `events.toml`.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct EventWord {
    /// The entry's name.
    pub lemma: Box<str>,
    /// Its place in [`EVENT_TYPES`].
    pub kind: usize,
    /// The mode of PLOVER.
    pub mode: Option<Box<str>>,
    /// The contexts of PLOVER.
    pub contexts: Vec<Box<str>>,
    /// The code of CAMEO.
    pub cameo: Box<str>,
    /// How it stands in a sentence.
    pub frame: EventFrame,
    /// What must be there.
    pub needs: Vec<Need>,
    /// Words of which one has to follow soon; none where any will do.
    pub with: Vec<u32>,
    /// Words of which one has to follow at once; none where any will do.
    pub next: Vec<u32>,
    /// Words of which none may follow at once.
    pub without: Vec<u32>,
}

/// What a word beside an event says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Hint {
    /// oleh: who acts, after a passive
    Agent,
    /// terhadap, kepada: whom an act in a noun concerns
    Toward,
    /// dari: whose an act in a noun is
    From,
    /// antara, antar: parties of a mutual act
    Between,
    /// melakukan, menggelar: a verb that says no more than its noun; its subject acts
    Light,
    /// dilakukan, dilancarkan: the same in the passive, after its noun
    LightPassive,
    /// menjalani, mendapat: such a verb whose subject undergoes
    Undergo,
    /// akan, berencana
    Planned,
    /// bisa, mungkin
    Possible,
    /// agar, berharap
    Hoped,
    /// tidak, membantah
    Denied,
    /// jika, apabila
    Conditional,
    /// selama, ketika: so only with an act to come
    ConditionalIfPlanned,
    /// A verb shares its subject's own or the object's act: untuk, dengan
    Control,
    /// presiden, menteri: whoever holds it acts for the state
    StateRole,
    /// menko, mendagri: a role of the language's own country
    HomeRole,
    /// pemerintah, militer: acts for the state that it is of
    StateBody,
    /// akan, siap: begins a commitment
    Commits,
    /// mempertimbangkan: a weak one
    Considers,
    /// pihaknya, negaranya: the speaker's own side
    OwnSide,
    /// Nouns that mean several parties named before: kedua negara
    Both,
    /// pihaknya in one word: the speaker's own side
    OwnWhole,
    /// karena: the verb behind has the object before it as its subject
    ControlObject,
    /// tentara, militer: armed; without a state those who acted last
    Armed,
    /// pemerintah: without a state that of the country spoken of, else of the home country
    Government,
    /// saya: the speaker himself, not his side
    OwnPerson,
    /// gol, film: of sport and entertainment; an article full of them names no political act
    Leisure,
    /// gubernur, calon: a person with such a role takes part in politics
    PublicRole,
    /// presiden direktur: holds such words and acts for no state
    PrivateRole,
    /// presiden, menteri: acts for the state of the surroundings where it names none
    HighRole,
    /// memuat: with a noun of the next kind, what a pact commits its parties to
    Contains,
    /// klausul, pasal
    Clause,
    /// rencana, upaya: whose it is does what the verb behind it says
    Undertaking,
    /// mengalami, menjadi: befalls somebody; to foretell it is no commitment
    Befalls,
    /// misalnya: whoever stands before it is an example
    Example,
    /// tewas, terluka: whoever does so undergoes the act that stands behind
    Suffers,
    /// menewaskan: an attack as its subject is no event of its own
    Kills,
    /// terjadi, berlangsung: behind the noun of an act, before its day and place
    Occurs,
    /// menjadi: behind a word of the future alone it foretells
    Foretells,
    /// mundur, patuh: what somebody does, in a form without a verb's prefix
    BareDeed,
    /// dijadwalkan, berencana: what is only planned is no commitment
    Schedules,
    /// bersama: those behind it act with those before it
    Beside,
    /// saat, apakah: right before a subject, its clause says when, or asks
    Aside,
    /// kamu, Anda: whoever is spoken to
    Heard,
    /// pengamat, kuasa hukum: has no say in what he speaks of
    Outsider,
    /// hingga, sampai: how far an act goes, and a condition only of what is not done
    Until,
    /// gubernur, bupati: heads the government of a region
    HeadsRegion,
    /// pemprov, pemkot: begins the name of such a government
    RegionBody,
}

impl Hint {
    const NAMES: [(&'static str, Hint); 48] = [
        ("agent", Hint::Agent),
        ("toward", Hint::Toward),
        ("from", Hint::From),
        ("between", Hint::Between),
        ("light", Hint::Light),
        ("light-passive", Hint::LightPassive),
        ("undergo", Hint::Undergo),
        ("planned", Hint::Planned),
        ("possible", Hint::Possible),
        ("hoped", Hint::Hoped),
        ("denied", Hint::Denied),
        ("conditional", Hint::Conditional),
        ("conditional-if-planned", Hint::ConditionalIfPlanned),
        ("control", Hint::Control),
        ("state-role", Hint::StateRole),
        ("home-role", Hint::HomeRole),
        ("state-body", Hint::StateBody),
        ("commits", Hint::Commits),
        ("considers", Hint::Considers),
        ("own-side", Hint::OwnSide),
        ("both", Hint::Both),
        ("own-whole", Hint::OwnWhole),
        ("control-object", Hint::ControlObject),
        ("armed", Hint::Armed),
        ("government", Hint::Government),
        ("own-person", Hint::OwnPerson),
        ("leisure", Hint::Leisure),
        ("public-role", Hint::PublicRole),
        ("private-role", Hint::PrivateRole),
        ("high-role", Hint::HighRole),
        ("contains", Hint::Contains),
        ("clause", Hint::Clause),
        ("undertaking", Hint::Undertaking),
        ("befalls", Hint::Befalls),
        ("example", Hint::Example),
        ("suffers", Hint::Suffers),
        ("kills", Hint::Kills),
        ("occurs", Hint::Occurs),
        ("foretells", Hint::Foretells),
        ("bare-deed", Hint::BareDeed),
        ("schedules", Hint::Schedules),
        ("beside", Hint::Beside),
        ("aside", Hint::Aside),
        ("heard", Hint::Heard),
        ("outsider", Hint::Outsider),
        ("until", Hint::Until),
        ("heads-region", Hint::HeadsRegion),
        ("region-body", Hint::RegionBody),
    ];

    /// The hint that an entry of `modality.toml` is named after.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn of(entry: &Entry) -> Result<Self, LangError> {
        let found = Self::NAMES.iter().find(|(name, _)| *name == entry.name);
        found.map(|(_, hint)| *hint).ok_or_else(|| {
            let names: Vec<&str> = Self::NAMES.iter().map(|(name, _)| *name).collect();
            let fault = Fault::unknown("name", Some(&entry.name), &names);
            LangError::entry("modality.toml", &entry.name, fault)
        })
    }
}

impl EventFrame {
    /// Reads a frame.
    ///
    /// # Errors
    /// A sentence saying what is wrong, when it is not of the notation.
    pub fn parse(source: &str) -> Result<Self, String> {
        let mut frame = Self { subject: None, object: None, groups: Vec::new() };
        let (mut seen, mut lead) = (false, None);
        for word in source.split([' ', '(', ')']).filter(|word| !word.is_empty()) {
            let part = match word {
                "V" if !seen => {
                    seen = true;
                    continue;
                }
                "S" => EventPart::Actor,
                "R" => EventPart::Recipient,
                "O" => EventPart::Object,
                "M" => EventPart::Mutual,
                _ if word.chars().any(char::is_uppercase) || !seen => {
                    return Err(format!(
                        "frame '{source}': '{word}' is none of S R O M, or a preposition before V"
                    ));
                }
                _ => {
                    lead = Some(word.split('|').map(str::to_owned).collect::<Vec<_>>());
                    continue;
                }
            };
            match lead.take() {
                Some(words) => frame.groups.push(EventGroup { words, ids: Vec::new(), part }),
                None if !seen => frame.subject = Some(part),
                None => frame.object = Some(part),
            }
        }
        if !seen || lead.is_some() {
            return Err(format!("frame '{source}': expected one V, and a part after each preposition"));
        }
        Ok(frame)
    }
}

const NEEDS: [&str; 11] = [
    "actor",
    "recipient",
    "both",
    "public",
    "public-actor",
    "public-recipient",
    "own",
    "person",
    "no-person",
    "bare",
    "people",
];

impl EventWord {
    /// Compiles an entry; word numbers come from `intern`.
    ///
    /// # Errors
    /// When the entry is not of the file's form.
    pub(super) fn of(entry: &Entry, mut intern: impl FnMut(&str) -> u32) -> Result<Self, LangError> {
        let problem = |fault: Fault| LangError::entry("events.toml", &entry.name, fault);
        let kind = entry.text("type");
        let kind = EVENT_TYPES
            .iter()
            .position(|name| Some(*name) == kind)
            .ok_or_else(|| problem(Fault::unknown("type", kind, &EVENT_TYPES)))?;
        let source = match entry.frames.as_slice() {
            [one] => one.as_str(),
            [] => "S V R",
            _ => return Err(problem(Fault::OneFrame)),
        };
        let mut frame = EventFrame::parse(source).map_err(|why| problem(Fault::Frame(why)))?;
        for group in &mut frame.groups {
            group.ids = group.words.iter().map(|word| intern(word)).collect();
        }
        let needs = entry
            .texts("needs")
            .iter()
            .map(|need| match need.as_str() {
                "actor" => Ok(Need::Actor),
                "recipient" => Ok(Need::Recipient),
                "both" => Ok(Need::Both),
                "public" => Ok(Need::Public),
                "public-actor" => Ok(Need::PublicActor),
                "public-recipient" => Ok(Need::PublicRecipient),
                "own" => Ok(Need::Own),
                "person" => Ok(Need::Person),
                "no-person" => Ok(Need::NoPerson),
                "bare" => Ok(Need::Bare),
                "people" => Ok(Need::People),
                _ => Err(problem(Fault::unknown("needs", Some(need), &NEEDS))),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            lemma: entry.name.as_str().into(),
            kind,
            mode: entry.text("mode").map(Into::into),
            contexts: entry.texts("context").into_iter().map(Into::into).collect(),
            cameo: entry.text("cameo").unwrap_or_default().into(),
            frame,
            needs,
            with: entry.texts("with").iter().map(|word| intern(word)).collect(),
            next: entry.texts("next").iter().map(|word| intern(word)).collect(),
            without: entry.texts("without").iter().map(|word| intern(word)).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_names_its_parts() {
        let frame = EventFrame::parse("S V O (ke|menuju R)").unwrap();
        assert_eq!((frame.subject, frame.object), (Some(EventPart::Actor), Some(EventPart::Object)));
        assert_eq!(frame.groups[0].words, ["ke", "menuju"]);
        assert_eq!(EventFrame::parse("M V (dengan M)").unwrap().groups.len(), 1);
        for wrong in ["S R", "S V X", "S V (ke)", "ke S V"] {
            assert!(EventFrame::parse(wrong).is_err(), "{wrong}");
        }
    }
}
