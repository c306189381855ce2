//! One page an article, whole in itself: no script, nothing from elsewhere.
//!
//! The text is cut at the border of every mark, and each piece is wrapped in the marks that cover it, the longest
//! outermost: marks that overlap nest properly that way. Styles are told by class alone, so that the page's policy needs
//! to allow one style sheet, by its hash.

use super::cards::{Card, cards};
use super::{Mark, Sweep, View, list, marks, span_of};
use crate::escape::html as escaped;
use crate::visible::is_combining;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::HashSet;
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");

/// Colours of speakers; the next one after the last has the first again, and its number tells them apart.
const HUES: usize = 8;

/// Marks around one piece that are drawn, the innermost first: a bound on what a hostile text can ask for.
const DEEPEST_DRAWN: usize = 8;

/// Lanes of underlines; what is nested deeper shares the last.
const LANES: usize = 4;

/// Characters of a quotation that a card repeats.
const QUOTED_CHARS: usize = 280;

/// The layers as sections of cards.
const SECTIONS: [(&str, &str); 10] = [
    ("statements", "Statements"),
    ("figures", "Figures"),
    ("times", "Times"),
    ("events", "Events"),
    ("commitments", "Commitments"),
    ("pacts", "Pacts"),
    ("quoted_terms", "Quoted terms"),
    ("doubts", "Doubts"),
    ("actors", "Actors"),
    ("places", "Places"),
];

/// A record as an HTML page.
#[must_use]
pub fn page(record: &Value) -> String {
    let view = View::new(record);
    let mut out = String::with_capacity(16_384 + 6 * view.text().len());
    head(&view, &mut out);
    out.push_str("<main>\n");
    let anchors = text(&view, &mut out);
    // Columns stand in a box of their own: one that scrolls would be filled to its height and then sideways.
    out.push_str("<section class=\"cards\" aria-label=\"What was found\"><div class=\"columns\">\n");
    let known = Known { cards: ids(&view), anchors };
    for (layer, heading) in SECTIONS {
        let cards = cards(&view, layer);
        if !cards.is_empty() {
            let _ = writeln!(out, "<h2>{heading} ({})</h2>", cards.len());
            cards.iter().for_each(|one| card(one, &known, &mut out));
        }
    }
    if known.cards.is_empty() {
        out.push_str("<p class=\"none\">Nothing was found in this text.</p>\n");
    }
    out.push_str("</div></section>\n</main>\n");
    foot(&view, &mut out);
    out
}

/// What can be led to.
struct Known {
    /// Cards, by their id.
    cards: HashSet<String>,
    /// Cards whose mark is in the text.
    anchors: HashSet<String>,
}

/// The ids that cards have.
fn ids(view: &View<'_>) -> HashSet<String> {
    let mut out: HashSet<String> =
        (1..=view.layer("quoted_terms").len()).map(|at| format!("q{at}")).collect();
    for layer in crate::LAYERS {
        out.extend(view.layer(layer).iter().filter_map(|item| item["id"].as_str()).map(str::to_owned));
    }
    out
}

fn head(view: &View<'_>, out: &mut String) {
    let document = &view.record["document"];
    let title = view.title();
    // Where on somebody's disk the file lies is nobody's business but theirs.
    let title = if document["title"].is_string() || document["id"].is_string() {
        title.as_str()
    } else {
        title.rsplit(['/', '\\']).next().unwrap_or(&title)
    };
    let title = escaped(title);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n<h1>{title}</h1>\n",
        base64(&Sha256::digest(STYLE.as_bytes())),
    );
    let mut facts: Vec<String> = view.facts().iter().map(|fact| escaped(fact)).collect();
    facts.extend(document["uri"].as_str().map(address));
    let _ = writeln!(out, "<p>{}</p>", facts.join(" · "));
    out.push_str(
        "<p class=\"key\"><span><span class=\"q\">direct</span></span><span><span class=\"q indirect\">indirect</span></span>\
         <span><span class=\"q mixed\">mixed</span></span><b>speaker</b><span class=\"cue\">cue</span>\
         <span class=\"addressee\">addressee</span><span class=\"via\">channel</span><span class=\"figure\">figure</span>\
         <span class=\"time\">time</span><span class=\"term\">quoted term</span><span class=\"event\">event</span>\
         <span><span class=\"chip\" data-l=\"c1\"></span>commitment</span></p>\n",
    );
    speakers(view, out);
    out.push_str("</header>\n");
}

/// The speakers with their statements.
fn speakers(view: &View<'_>, out: &mut String) {
    let mut rows: Vec<(String, Vec<&str>)> = Vec::new();
    for (statement, card) in view.layer("statements").iter().zip(cards(view, "statements")) {
        let Some(number) = card.speaker else { continue };
        if rows.len() <= number {
            rows.resize_with(number + 1, Default::default);
        }
        let row = &mut rows[number];
        row.0 = card.head;
        row.1.extend(statement["id"].as_str());
    }
    if rows.is_empty() {
        return;
    }
    out.push_str("<ul class=\"who\">");
    for (number, (name, statements)) in rows.iter().enumerate() {
        let _ = write!(out, "<li><b class=\"h{}\">{}</b>", number % HUES, escaped(name));
        for id in statements {
            let id = escaped(id);
            let _ = write!(out, " <a href=\"#{id}\">{id}</a>");
        }
        out.push_str("</li>");
    }
    out.push_str("</ul>\n");
}

fn foot(view: &View<'_>, out: &mut String) {
    let text = |value: &Value| escaped(value.as_str().unwrap_or_default());
    let _ = writeln!(
        out,
        "<footer><p>Read by kutip {}. A statement says that somebody is reported to have said something, not that it is \
         true.</p>\n<p>SHA-256 of the text: {}</p></footer>\n</body>\n</html>",
        text(&view.record["kutip"]),
        text(&view.record["document"]["text_sha256"]),
    );
}

/// An address; only one of the web can be followed.
fn address(uri: &str) -> String {
    let shown = escaped(uri);
    if uri.starts_with("https://") || uri.starts_with("http://") {
        format!("<a href=\"{shown}\" rel=\"noreferrer noopener\">{shown}</a>")
    } else {
        shown
    }
}

/// A mark as it is drawn.
struct Drawn {
    start: usize,
    end: usize,
    class: String,
    /// The card to which it leads.
    card: String,
    /// Whether the card leads back to it.
    is_anchor: bool,
    /// The label before it, where it has one.
    chip: Option<String>,
}

/// The article's text with its marks. Gives back the cards that have one.
fn text(view: &View<'_>, out: &mut String) -> HashSet<String> {
    let text = view.text();
    let language = view.record["document"]["language"].as_str().unwrap_or_default();
    let _ = writeln!(out, "<article class=\"text\" lang=\"{}\" dir=\"auto\">", escaped(language));
    let drawn = drawn(view);
    let mut pen = Pen::new(&drawn);
    let page_lines: HashSet<usize> = list(&view.record["document"]["boilerplate"])
        .iter()
        .filter_map(|span| span_of(span).map(|[start, _]| view.byte(start)))
        .collect();
    let mut at = 0;
    for line in text.split('\n') {
        let end = at + line.len();
        if !line.trim().is_empty() {
            let first = at + line.len() - line.trim_start().len();
            out.push_str(if page_lines.contains(&first) { "<p class=\"page\">" } else { "<p>" });
            pen.line(text, at, at + line.trim_end().len(), out);
            out.push_str("</p>\n");
        }
        at = end + 1;
    }
    out.push_str("</article>\n");
    pen.anchors
}

/// Writes the text with its marks.
struct Pen<'d> {
    drawn: &'d [Drawn],
    sweep: Sweep,
    /// Marks before this one were drawn with their labels and anchors.
    announced: usize,
    /// The cards that have a mark in the text.
    anchors: HashSet<String>,
}

impl<'d> Pen<'d> {
    fn new(drawn: &'d [Drawn]) -> Self {
        let sweep = Sweep::new(drawn.iter().map(|mark| (mark.start, mark.end)).collect());
        Self { drawn, sweep, announced: 0, anchors: HashSet::new() }
    }

    fn line(&mut self, text: &str, start: usize, end: usize, out: &mut String) {
        let mut at = start;
        while at < end {
            let stop = self.sweep.go(at).map_or(end, |border| border.min(end));
            self.piece(text.get(at..stop).unwrap_or_default(), out);
            at = stop;
        }
    }

    fn piece(&mut self, text: &str, out: &mut String) {
        let hidden = self.sweep.depth().saturating_sub(DEEPEST_DRAWN);
        // Marks that are too many to be drawn are looked through only where one of them begins.
        let first = if self.announced < self.sweep.opened() { 0 } else { hidden };
        let mut shown = Vec::with_capacity(DEEPEST_DRAWN);
        for (place, number) in self.sweep.open().enumerate().skip(first) {
            let Some(mark) = self.drawn.get(number) else { continue };
            let is_new = number >= self.announced;
            let anchor = match is_new && mark.is_anchor {
                true => format!(" id=\"m-{}\"", mark.card),
                false => String::new(),
            };
            if !anchor.is_empty() {
                self.anchors.insert(mark.card.clone());
            }
            let has_chip = is_new && mark.chip.is_some();
            if has_chip {
                chip(mark, &anchor, out);
            } else if place < hidden && !anchor.is_empty() {
                let _ = write!(out, "<span{anchor}></span>");
            }
            if place >= hidden {
                shown.push((mark, if has_chip { String::new() } else { anchor }));
            }
        }
        self.announced = self.sweep.opened();
        wrapped(text, &shown, out);
    }
}

/// A piece of text in the marks around it, the outermost first, each with its anchor. The innermost leads to its card.
fn wrapped(text: &str, marks: &[(&Drawn, String)], out: &mut String) {
    // Words of others have their label, and are too long for a link.
    let link = marks.iter().rposition(|(mark, _)| !mark.class.is_empty() && !mark.class.starts_with("q "));
    let mut closing: Vec<&str> = Vec::new();
    for (depth, (mark, anchor)) in marks.iter().enumerate() {
        if mark.class.is_empty() && anchor.is_empty() {
            continue;
        }
        let is_link = link == Some(depth);
        out.push_str(if is_link { "<a" } else { "<span" });
        closing.push(if is_link { "</a>" } else { "</span>" });
        out.push_str(anchor);
        if !mark.class.is_empty() {
            let _ = write!(out, " class=\"{}\"", mark.class);
        }
        if is_link {
            let _ = write!(out, " href=\"#{}\"", mark.card);
        }
        out.push('>');
    }
    out.push_str(&escaped(text));
    closing.iter().rev().for_each(|tag| out.push_str(tag));
}

/// The label of a mark. It is drawn and not written: who copies the text gets the text.
fn chip(mark: &Drawn, anchor: &str, out: &mut String) {
    let Some(label) = &mark.chip else { return };
    let hue = mark.class.split(' ').find(|class| class.starts_with('h')).unwrap_or_default();
    let hue = if label.starts_with('⚠') { "doubt" } else { hue };
    let _ = write!(
        out,
        "<a class=\"chip {hue}\"{anchor} href=\"#{}\" data-l=\"{label}\" aria-label=\"{}\"></a>",
        mark.card, mark.card
    );
}

/// The marks that are drawn, in the order of the text, the longer first.
fn drawn(view: &View<'_>) -> Vec<Drawn> {
    let mut anchored: HashSet<String> = HashSet::new();
    let mut roles: HashSet<(usize, usize, String)> = HashSet::new();
    let mut out: Vec<Drawn> = Vec::new();
    for mark in marks(view) {
        let Some((class, anchor)) = style(view, &mark) else { continue };
        let [start, end] = mark.span.map(|point| whole(view.text(), view.byte(point)));
        if start >= end {
            continue;
        }
        // One channel or speaker may serve many statements, and is drawn once.
        let role = class.split(' ').next().unwrap_or_default().to_owned();
        if !anchor && !roles.insert((start, end, role)) {
            continue;
        }
        let is_anchor = anchor && anchored.insert(mark.id.clone());
        let card = escaped(&mark.id);
        let chip = match mark.layer {
            "statements" if is_anchor => Some(card.clone()),
            "commitments" if is_anchor => Some(card.clone()),
            "doubts" if is_anchor => Some(format!("⚠ {card}")),
            _ => None,
        };
        out.push(Drawn { start, end, class, card, is_anchor, chip });
    }
    out.sort_by_key(|mark| (mark.start, Reverse(mark.end)));
    out
}

/// The classes of a mark, and whether its card leads back to it. None where it is not drawn.
fn style(view: &View<'_>, mark: &Mark<'_>) -> Option<(String, bool)> {
    let hue = || match view.speaker(mark.item) {
        Some(number) => format!(" h{}", number % HUES),
        None => String::new(),
    };
    let plain = |class: &str| Some((class.to_owned(), true));
    match (mark.layer, mark.part.as_str()) {
        ("statements", "content") => {
            let kind = match mark.item["kind"].as_str() {
                Some("indirect") => "indirect",
                Some("mixed") => "mixed",
                _ => "direct",
            };
            Some((format!("q {kind}{} l{}", hue(), lane(view, mark.item)), true))
        }
        ("statements", "speaker.span") => Some((format!("speaker{}", hue()), false)),
        ("statements", "cue.span") => Some((format!("cue{}", hue()), false)),
        ("statements", "addressee.span") => Some((format!("addressee{}", hue()), false)),
        ("statements", "via.span") => Some((format!("via{}", hue()), false)),
        ("figures", "span") => plain("figure"),
        ("times", "span") => plain("time"),
        ("quoted_terms", _) => plain("term"),
        ("events", "trigger") => plain("event"),
        ("places", "span") => plain("place"),
        ("commitments", "action") => plain(""),
        ("pacts", "span") => plain("pact"),
        ("doubts", "span") if mark.span[1] - mark.span[0] < view.len() => plain(""),
        ("actors", "mentions.span") => plain(""),
        _ => None,
    }
}

/// How many statements report this one, as far as there are lanes.
fn lane(view: &View<'_>, statement: &Value) -> usize {
    let mut lane = 0;
    let mut outer = statement["within"].as_str().and_then(|id| view.item(id));
    while let Some(next) = outer.filter(|_| lane + 1 < LANES) {
        lane += 1;
        outer = next["within"].as_str().and_then(|id| view.item(id));
    }
    lane
}

/// The next border between characters that are drawn apart.
fn whole(text: &str, byte: usize) -> usize {
    const JOINER: char = '\u{200D}';
    let rest = text.get(byte..).unwrap_or_default();
    let joined = text.get(..byte).is_some_and(|before| before.ends_with(JOINER));
    match rest.char_indices().find(|(_, c)| !is_combining(*c) && *c != JOINER) {
        Some((0, c)) if joined => byte + c.len_utf8(),
        Some((at, _)) if byte > 0 => byte + at,
        Some(_) => byte,
        None => text.len(),
    }
}

fn card(card: &Card, known: &Known, out: &mut String) {
    let hue = card.speaker.map(|number| format!(" h{}", number % HUES)).unwrap_or_default();
    let id = escaped(&card.id);
    let _ = write!(out, "<article class=\"card{hue}\" id=\"{id}\"><h3>");
    let _ = match known.anchors.contains(&id) {
        true => write!(out, "<a class=\"id\" href=\"#m-{id}\">{id}</a>"),
        false => write!(out, "<span class=\"id\">{id}</span>"),
    };
    let _ = write!(out, "<span class=\"name\">{}</span>", escaped(&card.head));
    for via in &card.via {
        let _ = write!(out, "<span class=\"chan\"> › {}</span>", escaped(via));
    }
    out.push_str("</h3>\n");
    if !card.quote.is_empty() {
        let quote = escaped(&excerpt(&card.quote.join(" … "), QUOTED_CHARS));
        let _ = writeln!(out, "<blockquote>{quote}</blockquote>");
    }
    if !card.rows.is_empty() {
        out.push_str("<dl>");
        for row in &card.rows {
            let _ = write!(out, "<dt>{}</dt><dd>", row.label);
            let text = escaped(&excerpt(&row.text, QUOTED_CHARS));
            let _ = match row.link.as_ref().filter(|id| known.cards.contains(*id)) {
                Some(id) => write!(out, "<a href=\"#{}\">{text}</a></dd>", escaped(id)),
                None => write!(out, "{text}</dd>"),
            };
        }
        out.push_str("</dl>\n");
    }
    for doubt in &card.doubts {
        let _ = writeln!(out, "<p class=\"warn\">⚠ {}</p>", escaped(doubt));
    }
    if !card.by.is_empty() {
        let _ = writeln!(out, "<p class=\"by\">{} · {}</p>", escaped(&card.certainty), escaped(&card.by));
    }
    out.push_str("</article>\n");
}

/// The first characters of a text, cut between words where there is a border in the second half of them.
///
/// ```
/// assert_eq!(kutip::view::excerpt("Mahkamah Agung", 10), "Mahkamah…");
/// ```
#[must_use]
pub fn excerpt(text: &str, chars: usize) -> String {
    let Some((end, next)) = text.char_indices().nth(chars) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or_default();
    let border = head.rfind(char::is_whitespace).filter(|at| *at * 2 >= end && !next.is_whitespace());
    format!("{}…", head.get(..border.unwrap_or(end)).unwrap_or_default().trim_end())
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let at = |place: usize| u32::from(three.get(place).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..4 {
            let value = bits >> (18 - 6 * digit) & 63;
            out.push(if digit > three.len() { '=' } else { char::from(DIGITS[value as usize]) });
        }
    }
    out
}

#[cfg(test)]
#[path = "html_tests.rs"]
mod tests;
