//! What the reader should not take for granted, as the record writes it.

use super::{Wire, said};
use kutip_find::model::{Document, DoubtKind};
use kutip_read::Replaced;
use kutip_record::{Doubt, Record, Ref};
use kutip_text::{Mark, Span};

pub(super) fn of<'a>(wire: &Wire<'a>) -> Vec<Doubt<'a>> {
    let doubts = wire.report.findings.doubts.iter();
    doubts
        .enumerate()
        .map(|(at, mark)| Doubt {
            id: Ref::new('d', at),
            kind: name(&mark.value).into(),
            span: Some(mark.span).filter(|span| !span.is_empty()).map(|span| wire.span(span)),
            about: about(wire, mark),
            note: note(&wire.report.document, mark).into(),
            by: wire.by(mark.by),
            certainty: "inferred".into(),
        })
        .collect()
}

/// The word of the record's closed list for a doubt.
#[must_use]
pub fn name(kind: &DoubtKind) -> &'static str {
    match kind {
        DoubtKind::UnclosedQuote => "unclosed_quote",
        DoubtKind::MismatchedQuotes => "mismatched_quotes",
        DoubtKind::SpeakerUnknown => "speaker_unknown",
        DoubtKind::YearInferred(_) => "year_inferred",
        // The closed list has one word for a date that cannot be as it is written; the note tells which.
        DoubtKind::WeekdayDateDisagree | DoubtKind::NoSuchDay => "weekday_date_disagree",
        DoubtKind::AmbiguousPlace(_) => "ambiguous_place",
        DoubtKind::AmbiguousActor(_) => "ambiguous_actor",
        DoubtKind::GluedWords => "glued_words",
        DoubtKind::UnsupportedLanguage => "unsupported_language",
        DoubtKind::EmptyText => "empty_text",
        DoubtKind::ReplacedBytes(_) => "replaced_bytes",
        DoubtKind::HiddenCharacters(_) => "hidden_characters",
        DoubtKind::LimitReached => "limit_reached",
    }
}

/// One line on what is in doubt.
#[must_use]
pub fn note(document: &Document<'_>, mark: &Mark<DoubtKind>) -> String {
    match &mark.value {
        DoubtKind::UnclosedQuote => "ends with its paragraph".into(),
        DoubtKind::MismatchedQuotes => "quotation marks that do not pair".into(),
        DoubtKind::SpeakerUnknown => "nobody is named as its speaker".into(),
        DoubtKind::YearInferred(others) => {
            let year =
                document.times.within(mark.span).find_map(|(_, time)| time.value.day).map(|day| day.year());
            let year = year.map_or_else(|| "the year is not written".to_owned(), |year| year.to_string());
            let others: Vec<String> = others.iter().map(ToString::to_string).collect();
            if others.is_empty() { year } else { format!("{year}; also {}", others.join(", ")) }
        }
        DoubtKind::WeekdayDateDisagree => "the date falls on another weekday".into(),
        DoubtKind::NoSuchDay => "no day of the calendar; not read as a date".into(),
        DoubtKind::AmbiguousPlace(larger) => format!("also a place in {}", larger.join(", ")),
        DoubtKind::AmbiguousActor(others) => format!("may also mean {}", others.join("; ")),
        DoubtKind::GluedWords => "words without the space between them".into(),
        DoubtKind::UnsupportedLanguage => "this language is not read; nothing was looked for".into(),
        DoubtKind::EmptyText => "nothing to read".into(),
        DoubtKind::ReplacedBytes(1) => "1 byte was no character".into(),
        DoubtKind::ReplacedBytes(count) => format!("{count} bytes were no characters"),
        DoubtKind::HiddenCharacters(1) => "1 character that is not seen on the page".into(),
        DoubtKind::HiddenCharacters(count) => format!("{count} characters that are not seen on the page"),
        DoubtKind::LimitReached => "not read further".into(),
    }
}

/// What of an article's bytes was replaced when it was read, as its record tells it.
#[must_use]
pub fn replaced(record: &Record<'_>) -> Option<Replaced> {
    let doubt =
        record.doubts.iter().find(|doubt| doubt.kind == "replaced_bytes" && doubt.by == "pass/read")?;
    let bytes = doubt.note.split(' ').next()?.parse().ok()?;
    let at = record.points().byte(doubt.span?[0]);
    // Where the first of them stood in the file is not in the record, and told only while the file is read.
    Some(Replaced { bytes, first: 0, at })
}

/// The item that is in doubt.
fn about(wire: &Wire<'_>, mark: &Mark<DoubtKind>) -> Option<Ref> {
    match mark.value {
        DoubtKind::YearInferred(_) | DoubtKind::WeekdayDateDisagree => {
            let mut times = wire.report.document.times.within(mark.span);
            times.find(|(_, time)| time.span == mark.span).map(|(id, _)| Ref::new('t', id.index()))
        }
        DoubtKind::SpeakerUnknown => {
            let mut statements = wire.report.findings.statements.within(mark.span);
            statements.find(|(_, statement)| statement.span == mark.span).map(|(id, _)| said(id))
        }
        DoubtKind::UnclosedQuote => statement_in(wire, mark.span),
        DoubtKind::AmbiguousPlace(_) => {
            let mut places = wire.report.findings.places.within(mark.span);
            places.next().map(|(id, _)| Ref::new('p', id.index()))
        }
        DoubtKind::AmbiguousActor(_) => {
            let mut mentions = wire.report.findings.roster.mentions.within(mark.span);
            let mention = mentions.find(|(_, mention)| mention.span == mark.span);
            mention.map(|(_, mention)| Ref::new('a', mention.value.member.index()))
        }
        _ => None,
    }
}

/// The statement whose words begin in this stretch.
fn statement_in(wire: &Wire<'_>, span: Span) -> Option<Ref> {
    let mut statements = wire.report.findings.statements.within(span);
    statements
        .find(|(_, mark)| mark.value.content.iter().any(|content| content.overlaps(span)))
        .map(|(id, _)| said(id))
}
