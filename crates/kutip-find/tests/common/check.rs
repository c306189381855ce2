//! What holds for every report, of whatever text: every address is one, every id names something, values are of
//! their form. Shared with the fuzz targets.

use kutip_find::model::{Document, Findings, Party, Report, TimeKind};
use kutip_text::{Layer, Mark, Span};
use std::fmt::Debug;

/// All that was found, without article and language.
pub(crate) fn shown(report: &Report<'_>) -> String {
    let d = &report.document;
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        d.blocks,
        d.tokens,
        d.quotes,
        d.sentences,
        d.times,
        d.anchor,
        d.amounts,
        d.mentions,
        d.actors,
        report.findings
    )
}

/// What does not hold.
pub(crate) fn check(report: &Report<'_>) -> Result<(), String> {
    layers(report)?;
    findings(report)?;
    statements(&report.document, &report.findings)?;
    figures(&report.document, &report.findings)?;
    actors(&report.document, &report.findings)?;
    events(&report.document, &report.findings)
}

/// The layers of the document, from tokens to mentions.
pub(crate) fn layers(report: &Report<'_>) -> Result<(), String> {
    let d = &report.document;
    let spans = Spans(&d.article.text);
    spans.blocks(report)?;
    spans.in_order("token", d.tokens.iter().map(|token| token.span), true)?;
    spans.in_order("sentence", d.sentences.iter().map(|sentence| sentence.span), true)?;
    if d.sentences.windows(2).any(|pair| pair[0].tokens.end > pair[1].tokens.start) {
        return Err("sentences share a token".to_owned());
    }
    spans.layer("quote", &d.quotes, |quote| quote.inner.clone())?;
    for quote in d.quotes.as_slice() {
        let tokens = d.tokens.get(quote.value.tokens.clone()).ok_or("quote: no such tokens")?;
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return Err(format!("quote {:?} has no token", quote.span));
        };
        if first.span.to(last.span) != quote.span {
            return Err(format!("quote {:?} is not its tokens", quote.span));
        }
        parts("quote", quote.span, &quote.value.inner)?;
    }
    spans.layer("time", &d.times, |_| Vec::new())?;
    for time in d.times.as_slice() {
        if time.span.is_empty() || !is_timex(time.value.kind, &time.value.value) {
            let text = time.span.of(&d.article.text);
            return Err(format!("time {text:?}: {:?} {:?} is no TIMEX3", time.value.kind, time.value.value));
        }
    }
    spans.layer("amount", &d.amounts, |amount| amount.counted.into_iter().collect())?;
    for amount in d.amounts.as_slice() {
        let (value, upper) = (amount.value.value, amount.value.upper);
        if !value.is_finite() || upper.is_some_and(|upper| !upper.is_finite() || upper < value) {
            return Err(format!("amount {:?} is {value} to {upper:?}", amount.span.of(&d.article.text)));
        }
    }
    spans.layer("mention", &d.mentions, |mention| {
        [Some(mention.name), mention.role].into_iter().flatten().collect()
    })
}

/// Spans of what is found.
fn findings(report: &Report<'_>) -> Result<(), String> {
    let (d, f) = (&report.document, &report.findings);
    let spans = Spans(&d.article.text);
    spans.layer("statement", &f.statements, |statement| {
        let mut inner = statement.content.clone();
        inner.extend(statement.speaker.as_ref().and_then(|speaker| speaker.span));
        inner.extend(statement.cue.map(|cue| cue.span));
        inner.extend(statement.addressee);
        inner.extend(statement.via.iter().map(|via| via.span));
        inner
    })?;
    spans.in_order("term", f.quoted_terms.iter().map(|mark| mark.span), false)?;
    spans.in_order("doubt", f.doubts.iter().map(|mark| mark.span), false)?;
    spans.layer("event", &f.events, |event| named(event.actor.iter().chain(&event.recipient)))?;
    spans.layer("commitment", &f.commitments, |commitment| {
        let mut inner = named(commitment.by.iter());
        inner.extend(commitment.condition);
        inner.push(commitment.action);
        inner
    })?;
    spans.layer("reference", &f.roster.mentions, |_| Vec::new())?;
    spans.layer("place", &f.places, |_| Vec::new())?;
    for place in f.places.as_slice() {
        if place.value.at.is_some_and(|(lat, lon)| !(lat.abs() <= 90.0 && lon.abs() <= 180.0)) {
            return Err(format!("place {:?} lies nowhere", place.value));
        }
    }
    spans.in_order("pact", f.pacts.iter().map(|pact| pact.span), false)?;
    for pact in &f.pacts {
        let clauses = pact.value.clauses.iter();
        let inner = clauses.flat_map(|clause| [Some(clause.span), clause.condition, Some(clause.action)]);
        let inner = inner.flatten().chain([pact.value.span]).chain(pact.value.mentions.iter().copied());
        inner.into_iter().try_for_each(|span| spans.fits("pact", span))?;
    }
    Ok(())
}

fn named<'p>(parties: impl Iterator<Item = &'p Party>) -> Vec<Span> {
    parties.filter_map(|party| party.span).collect()
}

/// Pieces lie one after the other within the whole, and none is empty.
fn parts(what: &str, whole: Span, parts: &[Span]) -> Result<(), String> {
    if parts.is_empty() || parts.iter().any(|span| span.is_empty()) {
        return Err(format!("{what} {whole:?} has no content: {parts:?}"));
    }
    let ordered = parts.windows(2).all(|pair| pair[0].end <= pair[1].start);
    if !ordered || parts.iter().any(|span| !whole.contains(*span)) {
        return Err(format!("{what} {whole:?}: content out of order: {parts:?}"));
    }
    Ok(())
}

fn statements(d: &Document<'_>, f: &Findings) -> Result<(), String> {
    for (id, mark) in f.statements.iter() {
        let mut outer = mark.value.within;
        let mut depth = 0;
        while let Some(next) = outer {
            depth += 1;
            if depth > f.statements.len() {
                return Err(format!("statement {} lies within itself", id.index()));
            }
            outer = f.statements.get(next).ok_or("within: no such statement")?.value.within;
        }
        parts("statement", mark.span, &mark.value.content)?;
        let speaker = mark.value.speaker.as_ref().and_then(|speaker| speaker.actor);
        if speaker.is_some_and(|actor| d.actors.get(actor.index()).is_none()) {
            return Err("speaker: no such actor".to_owned());
        }
        if mark.value.voiced_by.is_some_and(|id| d.mentions.get(id).is_none()) {
            return Err("voiced by: no such mention".to_owned());
        }
    }
    Ok(())
}

fn figures(d: &Document<'_>, f: &Findings) -> Result<(), String> {
    for (place, figure) in f.figures.iter().enumerate() {
        let told = figure.according_to.is_none_or(|id| f.statements.get(id).is_some());
        if d.amounts.get(figure.amount).is_none()
            || !told
            || figure.revises.is_some_and(|other| other >= f.figures.len() || other == place)
        {
            return Err(format!("figure {place} points nowhere"));
        }
        let mut other = figure.revises;
        for _ in 0..f.figures.len() {
            other = other.and_then(|other| f.figures[other].revises);
        }
        if other.is_some() {
            return Err(format!("figure {place} revises itself"));
        }
    }
    Ok(())
}

fn actors(d: &Document<'_>, f: &Findings) -> Result<(), String> {
    let named = d.actors.iter().all(|actor| {
        !actor.mentions.is_empty() && actor.mentions.iter().all(|id| d.mentions.get(*id).is_some())
    });
    let known = d
        .mentions
        .iter()
        .all(|(_, mark)| mark.value.actor.is_none_or(|id| d.actors.get(id.index()).is_some()));
    if !(named && known) {
        return Err("actors and mentions do not fit".to_owned());
    }
    let members = f.roster.members.len();
    let referred = f.roster.mentions.as_slice().iter().all(|mark| mark.value.member.index() < members);
    let of = f.roster.of.iter().flatten().all(|id| id.index() < members);
    let within = f.roster.members.iter().all(|member| member.of.is_none_or(|of| of.index() < members));
    if referred && of && within { Ok(()) } else { Err("the roster points nowhere".to_owned()) }
}

fn events(d: &Document<'_>, f: &Findings) -> Result<(), String> {
    for (place, (_, mark)) in f.events.iter().enumerate() {
        let event = &mark.value;
        let sound = event.when.is_none_or(|id| d.times.get(id).is_some())
            && event.amount.is_none_or(|id| d.amounts.get(id).is_some())
            && event.according_to.is_none_or(|id| f.statements.get(id).is_some())
            && event.same_as.is_none_or(|other| other < f.events.len() && other != place)
            && (event.entry as usize) < d.lang.events.len();
        if !sound {
            return Err(format!("event {place} points nowhere"));
        }
    }
    for (id, mark) in f.commitments.iter() {
        let commitment = &mark.value;
        let sound = commitment.deadline.is_none_or(|id| d.times.get(id).is_some())
            && commitment.statement.is_none_or(|id| f.statements.get(id).is_some())
            && [commitment.condition_event, commitment.action_event]
                .into_iter()
                .flatten()
                .all(|id| f.events.get(id).is_some());
        if !sound || commitment.action.is_empty() {
            return Err(format!("commitment {} points nowhere", id.index()));
        }
    }
    Ok(())
}

/// Whether a value is one of TIMEX3: a date that is on the calendar, two of them with a stroke between, a length, or
/// something that comes again.
pub(crate) fn is_timex(kind: TimeKind, value: &str) -> bool {
    match kind {
        TimeKind::Duration => is_length(value),
        TimeKind::Set => is_length(value) || is_date(value),
        TimeKind::Date => match value.split_once('/') {
            // From one day or year to a later one, as ISO 8601 writes it.
            Some((from, to)) => from < to && from.len() == to.len() && is_date(from) && is_date(to),
            None => !value.contains('T') && is_date(value) || value.ends_with("_REF") && is_date(value),
        },
        TimeKind::Time => value.contains('T') && is_date(value),
    }
}

fn is_date(value: &str) -> bool {
    // The last two are a decade and a century of which nothing more is known.
    if matches!(value, "PRESENT_REF" | "PAST_REF" | "FUTURE_REF" | "XXX" | "XX") {
        return true;
    }
    let (date, time) = value.split_once('T').map_or((value, None), |(date, time)| (date, Some(time)));
    if time.is_some_and(|time| !is_clock(time)) {
        return false;
    }
    let digits = |text: &str, range: std::ops::RangeInclusive<u32>| {
        text == "XX" || text.len() == 2 && text.parse().is_ok_and(|n| range.contains(&n))
    };
    let mut parts = date.split('-');
    let year = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let numeric = year.bytes().all(|byte| byte.is_ascii_digit());
    match (year.len(), rest.as_slice()) {
        (2 | 3, []) => numeric && time.is_none(),
        (4, _) if year != "XXXX" && !numeric => false,
        (4, []) => true,
        (4, ["SP" | "SU" | "FA" | "WI"]) => true,
        (4, [part]) => match part.as_bytes() {
            [b'Q', n] => matches!(n, b'1'..=b'4' | b'X'),
            [b'H', n] => matches!(n, b'1' | b'2' | b'X'),
            [b'W', ..] => digits(&part[1..], 1..=53),
            _ => digits(part, 1..=12),
        },
        (4, [week, day]) if week.starts_with('W') => {
            digits(&week[1..], 1..=53) && matches!(*day, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "WE")
        }
        (4, [month, day]) => {
            let calendar =
                |year: i16, month: i8| jiff::civil::Date::new(year, month, 1).map(|d| d.days_in_month());
            // A year that is not known may be a leap year.
            let longest = match (year.parse(), month.parse()) {
                (Ok(year), Ok(month)) => calendar(year, month),
                (Err(_), Ok(month)) => calendar(2024, month),
                _ => Ok(31),
            };
            digits(month, 1..=12)
                && longest.is_ok_and(|longest| digits(day, 1..=longest.unsigned_abs().into()))
        }
        _ => false,
    }
}

fn is_clock(time: &str) -> bool {
    if matches!(time, "MO" | "MI" | "AF" | "EV" | "NI") {
        return true;
    }
    let parts: Vec<&str> = time.split(':').collect();
    parts.len() <= 3
        && parts.iter().zip([24, 59, 60]).all(|(part, most)| {
            part.len() == 2
                && part.bytes().all(|b| b.is_ascii_digit())
                && part.parse().is_ok_and(|n: u32| n <= most)
        })
}

/// `P2M`, `P1Y6M`, `PT1H30M`, `PXD`; an amount may have decimals.
fn is_length(value: &str) -> bool {
    let Some(rest) = value.strip_prefix('P') else { return false };
    let (dates, times) = rest.split_once('T').map_or((rest, None), |(dates, times)| (dates, Some(times)));
    let run = |text: &str, units: &[&str]| {
        let mut rest = text;
        while !rest.is_empty() {
            let end =
                rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | 'X'))).unwrap_or(rest.len());
            let (number, after) = rest.split_at(end);
            let sound = number == "X" || number.parse::<f64>().is_ok_and(f64::is_finite);
            let Some(unit) = units.iter().find(|unit| after.starts_with(**unit)).filter(|_| sound) else {
                return false;
            };
            rest = &after[unit.len()..];
        }
        true
    };
    !(dates.is_empty() && times.is_none_or(str::is_empty))
        && run(dates, &["DE", "CE", "Y", "Q", "M", "WE", "W", "D"])
        && times.is_none_or(|times| !times.is_empty() && run(times, &["H", "M", "S"]))
}

/// Checks spans against one text.
struct Spans<'a>(&'a str);

impl Spans<'_> {
    fn fits(&self, what: &str, span: Span) -> Result<(), String> {
        match self.0.get(span.range()) {
            Some(_) => Ok(()),
            None => Err(format!("{what} {span:?} does not fit a text of {} bytes", self.0.len())),
        }
    }

    fn blocks(&self, report: &Report<'_>) -> Result<(), String> {
        let blocks = &report.document.blocks;
        self.in_order("paragraph", blocks.paragraphs.iter().copied(), true)?;
        self.in_order("boilerplate", blocks.boilerplate.iter().map(|mark| mark.span), true)?;
        self.in_order("byline", blocks.byline.iter().map(|mark| mark.span), true)?;
        let line =
            blocks.dateline.into_iter().flat_map(|line| [Some(line.span), line.place, line.outlet]).flatten();
        line.chain(blocks.desk.iter().copied())
            .chain(blocks.desk_line)
            .try_for_each(|span| self.fits("block", span))
    }

    fn layer<T: Debug>(
        &self,
        what: &str,
        layer: &Layer<T>,
        inner: impl Fn(&T) -> Vec<Span>,
    ) -> Result<(), String> {
        let marks: &[Mark<T>] = layer.as_slice();
        self.in_order(what, marks.iter().map(|mark| mark.span), false)?;
        marks.iter().flat_map(|mark| inner(&mark.value)).try_for_each(|span| self.fits(what, span))
    }

    /// By start, then the longer first; `apart` where none may share a byte.
    fn in_order(&self, what: &str, spans: impl Iterator<Item = Span>, apart: bool) -> Result<(), String> {
        let mut last = Span::default();
        for span in spans {
            self.fits(what, span)?;
            if span.is_empty() && apart {
                return Err(format!("{what} {span:?} is empty"));
            }
            if span.start < last.start || apart && span.start < last.end {
                return Err(format!("{what} {span:?} comes after {last:?}"));
            }
            last = span;
        }
        Ok(())
    }
}
