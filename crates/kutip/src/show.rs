//! An article on a terminal: the text with its quotations in the colours of their speakers, then tables of what was found.

use crate::table::{self, Column, Run};
use crate::term;
use anstyle::{Ansi256Color, AnsiColor, Style};
use kutip::view::{self, Card, Sweep, View};
use kutip::visible;
use serde_json::Value;
use std::collections::HashMap;

/// How a page is set.
pub(crate) struct Sheet {
    pub(crate) width: usize,
    pub(crate) colour: bool,
}

const HEAD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const CHANNEL: Style = Style::new().underline();
const FIGURE: Style = Style::new().bold();
const DOUBT: Style = AnsiColor::Red.on_default();

/// One after the other; the ninth speaker has the first one's again. Colours of the 256 that stand out from black and
/// from white alike (contrast 4 : 1 and more); the first sixteen depend on the theme, and some are unreadable in many.
/// Red is for doubts.
const SPEAKERS: [Ansi256Color; 8] = [
    Ansi256Color(32),  // blue
    Ansi256Color(166), // orange
    Ansi256Color(29),  // green
    Ansi256Color(133), // purple
    Ansi256Color(130), // brown
    Ansi256Color(30),  // teal
    Ansi256Color(162), // pink
    Ansi256Color(243), // grey
];

/// Columns in which running text is read with ease.
const TEXT_COLUMNS: usize = 100;

/// The layers that have a table.
const TABLES: [(&str, &str, &str); 7] = [
    ("statements", "Statements", "speaker"),
    ("figures", "Figures", "value"),
    ("times", "Times", "value"),
    ("events", "Events", "act"),
    ("commitments", "Commitments", "who"),
    ("pacts", "Pacts", "name"),
    ("doubts", "Doubts", "kind"),
];

/// Columns between the first and the last, as far as a layer has them. Where room is short the last of them go first.
const COLUMNS: [&str; 22] = [
    "act",
    "who",
    "whom",
    "strength",
    "if",
    "to",
    "date",
    "when",
    "note",
    "about",
    "type",
    "how",
    "source",
    "revises",
    "kind",
    "within",
    "voiced by",
    "stage",
    "parties",
    "deadline",
    "figure",
    "where",
];

impl Sheet {
    pub(crate) fn write(&self, record: &Value, out: &mut Vec<u8>) {
        let view = View::new(record);
        let mut page = String::new();
        let mut parts = vec![view.title()];
        parts.extend(view.facts());
        for line in term::wrap(&visible(&parts.join(" · ")), self.width) {
            self.line(&[(HEAD, line)], &mut page);
        }
        page.push('\n');
        self.article(&view, &mut page);
        for (layer, heading, head) in TABLES {
            self.table(&view, layer, heading, head, &mut page);
        }
        page.push('\n');
        out.extend_from_slice(page.as_bytes());
    }

    /// The text, a paragraph after the other.
    fn article(&self, view: &View<'_>, page: &mut String) {
        let spans = Spans::of(view);
        let mut sweep = Sweep::new(spans.marks.iter().map(|(start, end, _)| (*start, *end)).collect());
        let mut at = 0;
        for line in view.text().split('\n') {
            let end = at + line.len();
            let runs = self.runs(view, &spans, &mut sweep, (at, end));
            if !line.trim().is_empty() {
                for line in wrapped(&runs, self.width.min(TEXT_COLUMNS)) {
                    self.line(&line, page);
                }
                page.push('\n');
            }
            at = end + 1;
        }
    }

    /// A line cut where its style changes, with a label after each statement.
    fn runs(
        &self,
        view: &View<'_>,
        spans: &Spans,
        sweep: &mut Sweep,
        (start, end): (usize, usize),
    ) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut at = start;
        let first_label = spans.labels.partition_point(|(place, _)| *place <= start);
        let mut labels = spans.labels[first_label..].iter().take_while(|(place, _)| *place <= end).peekable();
        while at < end {
            let mut stop = sweep.go(at).map_or(end, |border| border.min(end));
            if let Some((place, _)) = labels.peek() {
                stop = stop.min(*place);
            }
            let innermost = |wanted: fn(&Part) -> bool| {
                let parts = sweep.open().rev().filter_map(|number| spans.marks.get(number));
                parts.map(|(.., part)| *part).find(wanted)
            };
            let mut style = match innermost(|part| matches!(part, Part::Words(_) | Part::Speaker(_))) {
                Some(Part::Words(hue)) => speaker_style(hue),
                Some(Part::Speaker(hue)) => speaker_style(hue).bold(),
                _ => Style::new(),
            };
            if innermost(|part| matches!(part, Part::Channel)).is_some() {
                style |= CHANNEL.get_effects();
            }
            if innermost(|part| matches!(part, Part::Figure)).is_some() {
                style |= FIGURE.get_effects();
            }
            let mut text = visible(view.text().get(at..stop).unwrap_or_default());
            if !self.colour {
                // Without colours something else has to say where words of others begin and end.
                text = bracketed(spans, (at, stop), &text);
            }
            runs.push((style, text));
            while let Some((_, label)) = labels.next_if(|(place, _)| *place == stop) {
                runs.push((FAINT, format!(" [{label}]")));
            }
            at = stop;
        }
        runs
    }

    fn table(&self, view: &View<'_>, layer: &str, heading: &str, head: &'static str, page: &mut String) {
        let cards = view::cards(view, layer);
        if cards.is_empty() {
            return;
        }
        self.line(&[(HEAD, format!("{heading} ({})", cards.len()))], page);
        let style = |card: &Card| match layer {
            "statements" => speaker_style(card.speaker).bold(),
            "doubts" => DOUBT,
            _ => Style::new(),
        };
        let column = |name, spare, cell: &dyn Fn(&Card) -> Run| Column {
            name,
            spare,
            cells: cards.iter().map(cell).map(|(style, text)| (style, visible(&text))).collect(),
        };
        let chain = |card: &Card| {
            let mut chain = vec![card.head.clone()];
            chain.extend(card.via.iter().cloned());
            (style(card), chain.join(" › "))
        };
        let mut columns =
            vec![column("id", false, &|card| (FAINT, card.id.clone())), column(head, false, &chain)];
        let has = |label: &&str| cards.iter().any(|card| card.rows.iter().any(|row| row.label == *label));
        for label in COLUMNS.iter().copied().filter(has) {
            let cell = |card: &Card| {
                let rows = card.rows.iter().filter(|row| row.label == label);
                let texts: Vec<String> = rows.map(|row| view::excerpt(&row.text, self.width)).collect();
                (Style::new(), texts.join("; "))
            };
            columns.push(column(label, true, &cell));
        }
        columns.push(column("words", false, &|card| {
            (Style::new(), view::excerpt(&card.quote.join(" … "), self.width))
        }));
        for line in table::lines(columns, self.width) {
            self.line(&line, page);
        }
        page.push('\n');
    }

    fn line(&self, runs: &[Run], page: &mut String) {
        page.push_str(&table::written(runs, self.colour));
        page.push('\n');
    }
}

fn speaker_style(speaker: Option<usize>) -> Style {
    speaker.map_or(Style::new(), |number| SPEAKERS[number % SPEAKERS.len()].on_default())
}

/// What a stretch of the text is.
#[derive(Clone, Copy)]
enum Part {
    Words(Option<usize>),
    Speaker(Option<usize>),
    Channel,
    Figure,
}

/// What is shown in the text, by bytes.
#[derive(Default)]
struct Spans {
    /// In the order of the text, the longer first.
    marks: Vec<(usize, usize, Part)>,
    /// Where labels stand, in the order of the text.
    labels: Vec<(usize, String)>,
    /// Where words of others begin and end, and how many do.
    begins: HashMap<usize, usize>,
    ends: HashMap<usize, usize>,
}

impl Spans {
    fn of(view: &View<'_>) -> Self {
        let mut spans = Self::default();
        let mut last: HashMap<String, usize> = HashMap::new();
        for mark in view::marks(view) {
            let (start, end) = (view.byte(mark.span[0]), view.byte(mark.span[1]));
            let hue = || view.speaker(mark.item);
            let part = match (mark.layer, mark.part.as_str()) {
                ("statements", "content") => Part::Words(hue()),
                ("statements", "speaker.span") => Part::Speaker(hue()),
                ("statements", "via.span") => Part::Channel,
                ("figures", "span") => Part::Figure,
                _ => continue,
            };
            if matches!(part, Part::Words(_)) {
                *spans.begins.entry(start).or_default() += 1;
                *spans.ends.entry(end).or_default() += 1;
                last.insert(mark.id.clone(), end);
            }
            spans.marks.push((start, end, part));
        }
        for card in view::cards(view, "statements") {
            if let Some(end) = last.get(&card.id) {
                spans.labels.push((after_marks(view.text(), *end), label(view, &card, *end)));
            }
        }
        // The statements themselves are in order; so are those that end at one place.
        spans.labels.sort_by_key(|(place, _)| *place);
        spans
    }
}

/// `s5`, with the way the words came where their paragraph says so. A credit for the whole article would stand in every
/// label; the table has it.
fn label(view: &View<'_>, card: &Card, end: usize) -> String {
    let mut label = visible(&card.id);
    let via = view.item(&card.id).and_then(|item| item["via"].as_array()).map_or(&[][..], Vec::as_slice);
    let mut starts = via.iter().filter_map(|via| usize::try_from(via["span"][0].as_u64()?).ok());
    let is_near = |start| {
        let at = view.byte(start);
        let between = view.text().get(at.min(end)..at.max(end));
        between.is_some_and(|between| !between.contains('\n'))
    };
    if starts.any(is_near) {
        label = format!("{label} {} › {}", visible(&card.head), visible(&card.via.join(" › ")));
    }
    label
}

/// Past the punctuation that belongs to what ends here.
fn after_marks(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    rest.find(|c: char| c.is_whitespace() || c.is_alphanumeric()).map_or(text.len(), |at| end + at)
}

/// A piece of text with brackets where words of others begin and end.
fn bracketed(spans: &Spans, (start, end): (usize, usize), text: &str) -> String {
    let count = |places: &HashMap<usize, usize>, at| places.get(&at).copied().unwrap_or_default();
    format!("{}{text}{}", "[".repeat(count(&spans.begins, start)), "]".repeat(count(&spans.ends, end)))
}

/// Breaks runs into lines of at most `width` columns, at spaces where there are any.
fn wrapped(runs: &[Run], width: usize) -> Vec<Vec<Run>> {
    let mut lines = Lines { width, lines: vec![Vec::new()], used: 0, word: Vec::new(), space: None };
    for (style, text) in runs {
        for c in text.chars() {
            if c.is_whitespace() {
                lines.end_word();
                lines.space = Some(*style);
            } else {
                lines.word.push((*style, c));
            }
        }
    }
    lines.end_word();
    lines.lines
}

struct Lines {
    width: usize,
    lines: Vec<Vec<Run>>,
    used: usize,
    word: Vec<(Style, char)>,
    /// The style of a space that is owed before the word.
    space: Option<Style>,
}

impl Lines {
    fn end_word(&mut self) {
        let word = std::mem::take(&mut self.word);
        if word.is_empty() {
            return;
        }
        let needed: usize = word.iter().map(|(_, c)| term::columns(*c)).sum();
        let space = self.space.take().filter(|_| self.used > 0);
        if self.used > 0 && self.used + usize::from(space.is_some()) + needed > self.width {
            self.feed();
        } else if let Some(style) = space {
            self.push(style, ' ');
        }
        for (style, c) in word {
            if self.used > 0 && self.used + term::columns(c) > self.width {
                self.feed();
            }
            self.push(style, c);
        }
    }

    fn feed(&mut self) {
        self.lines.push(Vec::new());
        self.used = 0;
    }

    fn push(&mut self, style: Style, c: char) {
        self.used += term::columns(c);
        if let Some(line) = self.lines.last_mut() {
            match line.last_mut().filter(|(last, _)| *last == style) {
                Some((_, text)) => text.push(c),
                None => line.push((style, c.to_string())),
            }
        }
    }
}

#[cfg(test)]
#[path = "show_tests.rs"]
mod tests;
