//! An article on a terminal: its statements, then figures, times and doubts in brief.

use crate::term;
use anstyle::{AnsiColor, Style};
use kutip::{Origin, Report, wire};
use kutip_find::model::{DoubtKind, Relation, Statement, StatementKind};
use kutip_text::{Id, Span};

/// How a page is set.
pub(crate) struct Page {
    pub(crate) width: usize,
    pub(crate) colour: bool,
}

const HEAD: Style = Style::new().bold();
const SPEAKER: Style = AnsiColor::Cyan.on_default().bold();
const CUE: Style = AnsiColor::Yellow.on_default();
const FAINT: Style = Style::new().dimmed();
const DOUBT: Style = AnsiColor::Red.on_default();

/// Statements may be nested as deep as they like, but the page is only so wide.
const DEEPEST_SHOWN: usize = 4;

impl Page {
    pub(crate) fn write(&self, report: &Report<'_>, origin: &Origin, out: &mut Vec<u8>) {
        let mut page = String::new();
        self.head(report, origin, &mut page);
        for (_, mark) in report.findings.statements.iter() {
            self.statement(report, &mark.value, &mut page);
        }
        self.row("figures", figures(report), FAINT, &mut page);
        self.row("times", times(report), FAINT, &mut page);
        self.row("doubts", doubts(report), DOUBT, &mut page);
        page.push('\n');
        out.extend_from_slice(page.as_bytes());
    }

    fn head(&self, report: &Report<'_>, origin: &Origin, page: &mut String) {
        let article = report.document.article;
        let name =
            article.title.clone().or_else(|| article.id.clone()).unwrap_or_else(|| origin.place.to_string());
        let mut parts = vec![name];
        parts.extend(article.outlet.clone());
        let day = article.published.or(report.document.anchor.day);
        parts.extend(day.map(|day| day.to_string()));
        for line in term::wrap(&term::safe(&parts.join(" · ")), self.width) {
            self.line(0, &line, HEAD, page);
        }
    }

    fn statement(&self, report: &Report<'_>, statement: &Statement, page: &mut String) {
        let document = &report.document;
        let text = |span: Span| term::safe(document.text(span));
        let indent = 2 + 2 * depth(report, statement);
        let speaker = statement.speaker.as_ref();
        let name = speaker
            .and_then(|speaker| speaker.name.as_deref().map(term::safe).or_else(|| speaker.span.map(text)));
        let mut line = self.styled(SPEAKER, name.as_deref().unwrap_or("?"));
        if let Some(cue) = statement.cue {
            line += " · ";
            line += &self.styled(CUE, &text(cue.span));
        }
        let mut rest = Vec::new();
        rest.extend(statement.addressee.map(|span| format!("to {}", text(span))));
        rest.extend(statement.said_on.map(|day| day.to_string()));
        if !statement.via.is_empty() {
            let names: Vec<String> = statement.via.iter().map(|via| term::safe(&via.name)).collect();
            rest.push(format!("via {}", names.join(" › ")));
        }
        if !rest.is_empty() {
            line += &self.styled(FAINT, &format!(" · {}", rest.join(" · ")));
        }
        page.push_str(&" ".repeat(indent));
        page.push_str(&line);
        page.push('\n');
        for line in term::wrap(&content(report, statement), self.width.saturating_sub(indent + 2)) {
            self.line(indent + 2, &line, Style::new(), page);
        }
    }

    /// A heading and a list, broken into lines that hang under the first.
    fn row(&self, heading: &str, items: Vec<String>, style: Style, page: &mut String) {
        if items.is_empty() {
            return;
        }
        let lines = term::wrap(&items.join("; "), self.width.saturating_sub(11));
        for (at, line) in lines.iter().enumerate() {
            let heading = if at == 0 { heading } else { "" };
            self.line(2, &format!("{heading:9}{line}"), style, page);
        }
    }

    fn line(&self, indent: usize, text: &str, style: Style, page: &mut String) {
        page.push_str(&" ".repeat(indent));
        page.push_str(&self.styled(style, text));
        page.push('\n');
    }

    fn styled(&self, style: Style, text: &str) -> String {
        if self.colour && style != Style::new() {
            format!("{}{text}{}", style.render(), style.render_reset())
        } else {
            text.to_owned()
        }
    }
}

/// How many statements report this one.
fn depth(report: &Report<'_>, statement: &Statement) -> usize {
    let mut depth = 0;
    let mut within: Option<Id<Statement>> = statement.within;
    while let Some(outer) = within.filter(|_| depth < DEEPEST_SHOWN) {
        depth += 1;
        within = report.findings.statements.get(outer).and_then(|mark| mark.value.within);
    }
    depth
}

fn content(report: &Report<'_>, statement: &Statement) -> String {
    let parts: Vec<String> =
        statement.content.iter().map(|span| term::safe(report.document.text(*span))).collect();
    let words = parts.join(" … ");
    if statement.kind == StatementKind::Direct { format!("“{words}”") } else { words }
}

fn figures(report: &Report<'_>) -> Vec<String> {
    let document = &report.document;
    let amounts = report.findings.figures.iter().filter_map(|figure| document.amounts.get(figure.amount));
    amounts
        .map(|mark| {
            let amount = &mark.value;
            let relation = match amount.relation {
                Relation::Equal if amount.approx => "≈ ",
                Relation::Equal => "",
                Relation::AtLeast => "≥ ",
                Relation::AtMost => "≤ ",
            };
            let upper = amount.upper.map(|upper| format!("–{upper}")).unwrap_or_default();
            let counted = amount.counted.map(|span| document.text(span));
            let unit = amount.unit.as_deref().or(counted).unwrap_or_default();
            term::safe(format!("{relation}{}{upper} {unit}", amount.value).trim_end())
        })
        .collect()
}

fn times(report: &Report<'_>) -> Vec<String> {
    let document = &report.document;
    let times = document.times.iter();
    times
        .map(|(_, mark)| format!("{} = {}", term::safe(document.text(mark.span)), mark.value.value))
        .collect()
}

fn doubts(report: &Report<'_>) -> Vec<String> {
    let doubts = report.findings.doubts.iter();
    doubts
        .map(|mark| {
            let about = match mark.value {
                DoubtKind::EmptyText | DoubtKind::UnsupportedLanguage => String::new(),
                _ => excerpt(report.document.text(mark.span)),
            };
            format!("{}: {}{about}", wire::doubt_name(&mark.value), wire::doubt_note(&report.document, mark))
        })
        .collect()
}

/// The first words of what is in doubt.
fn excerpt(text: &str) -> String {
    const CHARS: usize = 30;
    let start: String = text.chars().take(CHARS).collect();
    match start.trim() {
        "" => String::new(),
        words if start.len() < text.len() => format!(" ({}…)", term::safe(words)),
        words => format!(" ({})", term::safe(words)),
    }
}
