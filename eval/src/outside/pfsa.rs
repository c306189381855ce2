//! PFSA-ID: what public figures say in Indonesian news, word for word.
//!
//! The set marks what is said in quotation marks, cues, and persons, but does not tie them together, and it marks public
//! figures alone: a quotation that it leaves blank may still be one. So recall is the number to read; for precision a
//! sample of what the set does not have is drawn to be read by a person ([`alarms`]). The set may be used for evaluation
//! only; nothing is trained or tuned on it, and no text of it stands in the repository.
//!
//! The release is tokens. Text is put together from them; quotations open and close with one and the same mark, as the
//! paper prints them, so which of the two a mark is must be told from its place. Lines end where a sentence ends outside
//! a quotation and the next one does not begin with a small letter: paragraphs are not in the release.

use serde_json::{Value, json};

use super::found::{Found, part, spans, word};
use super::text::{Running, labelled, slice, trimmed};
use super::{Article, Item, Set, Sheet, Source};
use crate::random::Random;
use crate::spans::{Cover, align, iou, touches};

pub(super) const SOURCE: Source = Source {
    name: "pfsa-id",
    about: "direct statements of public figures (Indonesian; for evaluation only)",
    files: &["id/pfsa-id/dev-40.joined.conll"],
    measures: &["direct statement (exact)", "direct statement (overlap)", "cue", "speaker"],
    read,
};

struct News {
    article: Article,
    /// Without the quotation marks and the comma before the closing one.
    statements: Vec<[i64; 2]>,
    cues: Vec<[i64; 2]>,
    /// The only person named in the sentence of the only statement of that sentence.
    speakers: Vec<([i64; 2], [i64; 2])>,
}

type Sentence<'a> = Vec<(&'a str, &'a str)>;

fn read(files: &[String]) -> Result<Set, String> {
    let sentences = labelled(files.first().map_or("", String::as_str));
    let marked = sentences.iter().flatten().filter(|(_, label)| starts(label, "STATEMENT")).count();
    let articles: Vec<News> =
        articles(&sentences).into_iter().enumerate().map(|(i, part)| Writer::write(i + 1, part)).collect();
    let sum = |count: fn(&News) -> usize| articles.iter().map(count).sum::<usize>();
    let asked = sum(|n| n.statements.len());
    let counts = [
        ("articles", articles.len()),
        ("sentences", sentences.len()),
        ("direct statements", asked),
        ("statements without quotation marks, left out", marked - asked),
        ("cues", sum(|n| n.cues.len())),
        ("statements with the one person of their sentence", sum(|n| n.speakers.len())),
    ];
    Ok(counts.into_iter().fold(Set::of(articles), |set, (what, n)| set.count(what, n)))
}

/// Whether a label begins an item: `B-` and, of one token, `U-`.
fn starts(label: &str, kind: &str) -> bool {
    label.strip_prefix("B-").or(label.strip_prefix("U-")).is_some_and(|rest| rest == kind)
}

fn ends(label: &str, kind: &str) -> bool {
    label.strip_prefix("L-").or(label.strip_prefix("U-")).is_some_and(|rest| rest == kind)
}

/// Documents run on in the release. One begins with a dateline, or with an issue where the one before has its own.
fn articles<'s, 'a>(sentences: &'s [Sentence<'a>]) -> Vec<&'s [Sentence<'a>]> {
    let mut begins = Vec::new();
    let mut has_issue = true;
    for (i, sentence) in sentences.iter().enumerate() {
        let dateline = sentence.windows(2).take(12).any(|w| w[0].0 == "KOMPAS" && is_dash(w[1].0));
        let issue = sentence.iter().any(|(_, label)| starts(label, "ISSUE"));
        if i == 0 || dateline || (issue && has_issue) {
            begins.push(i);
            has_issue = false;
        }
        has_issue |= issue;
    }
    let ends = begins.iter().skip(1).copied().chain([sentences.len()]);
    begins.iter().zip(ends).map(|(begin, end)| &sentences[*begin..end]).collect()
}

fn is_dash(token: &str) -> bool {
    matches!(token, "-" | "–" | "—")
}

fn is_quote(token: &str) -> bool {
    matches!(token, "”" | "“" | "\"")
}

/// Puts one article together.
#[derive(Default)]
struct Writer {
    running: Running,
    /// A quotation is open.
    open: bool,
    /// A quotation within a statement is open.
    inner: bool,
    statements: Vec<[i64; 2]>,
    cues: Vec<[i64; 2]>,
    speakers: Vec<([i64; 2], [i64; 2])>,
}

impl Writer {
    fn write(number: usize, sentences: &[Sentence<'_>]) -> News {
        let mut writer = Self::default();
        for sentence in sentences {
            writer.sentence(sentence);
        }
        let text = writer.running.finish();
        let letters: Vec<char> = text.chars().collect();
        let bare = |span: &[i64; 2]| trimmed(&letters, *span);
        let speakers = writer.speakers.iter().filter_map(|(said, by)| Some((bare(said)?, *by)));
        News {
            statements: writer.statements.iter().filter_map(bare).collect(),
            speakers: speakers.collect(),
            cues: writer.cues,
            article: Article { id: format!("pfsa-{number:03}"), lang: "id", text, ..Article::default() },
        }
    }

    fn sentence(&mut self, sentence: &[(&str, &str)]) {
        let (mut said, mut persons): (Vec<[i64; 2]>, Vec<[i64; 2]>) = (Vec::new(), Vec::new());
        let mut quoted = false;
        let mut before = "";
        let goes_on = sentence.first().is_some_and(|(token, _)| token.starts_with(char::is_lowercase));
        if !self.open && !goes_on {
            self.running.line();
        }
        for (i, (token, label)) in sentence.iter().enumerate() {
            let here = self.token(token, label, before, i + 1 == sentence.len());
            before = token;
            if starts(label, "STATEMENT") {
                quoted = token.starts_with(['”', '“', '"']);
                said.push(here);
            } else if label.ends_with("-STATEMENT") {
                said.last_mut().into_iter().for_each(|last| last[1] = here[1]);
            }
            if ends(label, "STATEMENT") && !quoted {
                said.pop();
            }
            if ["CUE", "CUECOREF"].iter().any(|kind| starts(label, kind)) {
                self.cues.push(here);
            }
            match label.split_once('-') {
                Some(("B" | "U", "PERSON" | "PERSONCOREF")) => persons.push(here),
                Some((_, "PERSON" | "PERSONCOREF")) => {
                    persons.last_mut().into_iter().for_each(|last| last[1] = here[1]);
                }
                _ => {}
            }
        }
        if let ([said], [person]) = (said.as_slice(), persons.as_slice()) {
            self.speakers.push((*said, *person));
        }
        self.statements.append(&mut said);
    }

    fn token(&mut self, token: &str, label: &str, before: &str, is_last: bool) -> [i64; 2] {
        if is_quote(token) {
            return self.quote(token, label, is_last, before);
        }
        match token {
            "/" => self.running.tie(token),
            "-" | "–" if before != "KOMPAS" && !before.is_empty() => self.running.tie(token),
            "’s" | "’" | "-nya" => self.running.close(token),
            "‘" => self.running.open(token),
            _ => self.running.push(token),
        }
    }

    /// A mark at the ends of a statement is what the label says. Any other closes what is open; at the end of a
    /// sentence, where nothing is open, it belongs to the next one, unless a comma shows that its partner is lost.
    fn quote(&mut self, mark: &str, label: &str, is_last: bool, before: &str) -> [i64; 2] {
        if label == "I-STATEMENT" {
            self.inner = !self.inner;
            return if self.inner { self.running.open(mark) } else { self.running.close(mark) };
        }
        self.inner = false;
        self.open = match label {
            "B-STATEMENT" => true,
            "L-STATEMENT" | "U-STATEMENT" => false,
            _ => (!self.open || mark == "“") && !(is_last && before == ","),
        };
        if self.open && is_last {
            self.running.line();
        }
        if self.open { self.running.open(mark) } else { self.running.close(mark) }
    }
}

impl Item for News {
    fn article(&self) -> &Article {
        &self.article
    }

    fn faultless(&self) -> Value {
        let speaker = |said: &[i64; 2]| self.speakers.iter().find(|(of, _)| of == said).map(|(_, by)| by);
        // The set ties no cue to a statement; in a record a cue cannot stand alone.
        let cue = |i: usize| self.cues.get(i);
        let n = self.statements.len().max(self.cues.len());
        let statement = |i: usize| {
            let said = self.statements.get(i);
            let kind = if said.is_some() { "direct" } else { "indirect" };
            json!({"kind": kind, "content": said.into_iter().collect::<Vec<_>>(),
                   "speaker": {"span": said.and_then(speaker)}, "cue": {"span": cue(i)}})
        };
        json!({"statements": (0..n).map(statement).collect::<Value>()})
    }

    fn score(&self, found: &Found<'_>, sheet: &mut Sheet) {
        let statements = found.items("statements");
        let pieces = pieces(&statements, &sheet.letters);
        let cover = |spans: &[[i64; 2]]| -> Vec<Cover> { spans.iter().copied().map(Cover::from).collect() };
        let found_spans: Vec<[i64; 2]> = pieces.iter().map(|piece| piece.span).collect();
        let (gold, got) = (cover(&self.statements), cover(&found_spans));
        let alike = |i: usize, j: usize| iou(&gold[i], &got[j]);
        let (exact, overlap) =
            (align(gold.len(), got.len(), alike, 1.0), align(gold.len(), got.len(), alike, 0.5));
        // Of what is quoted in part, only a piece that the set has counts as found: the rest is not claimed as direct.
        let claimed = |pairs: &[(usize, usize)]| {
            let met = |j: &usize| pairs.iter().any(|(_, other)| other == j);
            (0..pieces.len()).filter(|j| pieces[*j].is_direct || met(j)).count()
        };
        for (measure, aligned) in
            [("direct statement (exact)", &exact), ("direct statement (overlap)", &overlap)]
        {
            sheet.tally(measure, aligned.pairs.len(), gold.len(), claimed(&aligned.pairs));
        }
        for i in &exact.missed {
            let kind = if overlap.missed.contains(i) { "missed" } else { "cut otherwise" };
            sheet.note("direct statement (exact)", kind, sheet.show(self.statements[*i]));
        }
        for (said, by) in &self.speakers {
            let of = self.statements.iter().position(|other| other == said);
            let twin = overlap.pairs.iter().find(|(i, _)| Some(*i) == of).map(|(_, j)| pieces[*j].of);
            if let Some(statement) = twin {
                let right = touches(&Cover::from(*by), &part(statement, "speaker"));
                sheet.check("speaker", right);
                if !right {
                    let (want, got) = (sheet.show(*by), word(&statement["speaker"], "name"));
                    sheet.note("speaker", "wrong", format!("gold {want:?} got {got:?}"));
                }
            }
        }
        let cues: Vec<Cover> = statements.iter().map(|s| part(s, "cue")).filter(|c| !c.is_empty()).collect();
        let gold = cover(&self.cues);
        let near = |i: usize, j: usize| f64::from(u8::from(touches(&gold[i], &cues[j])));
        let pairs = align(gold.len(), cues.len(), near, 1.0).pairs;
        sheet.tally("cue", pairs.len(), gold.len(), cues.len());
    }
}

/// One stretch of the content of a statement that is quoted, whole or in part.
struct Piece<'a> {
    span: [i64; 2],
    is_direct: bool,
    of: &'a Value,
}

fn pieces<'a>(statements: &[&'a Value], letters: &[char]) -> Vec<Piece<'a>> {
    let quoted = statements.iter().filter(|s| ["direct", "mixed"].contains(&word(s, "kind")));
    quoted
        .flat_map(|s| spans(s, "content").into_iter().map(move |span| (span, *s)))
        .filter_map(|(span, of)| {
            Some(Piece { span: trimmed(letters, span)?, is_direct: word(of, "kind") == "direct", of })
        })
        .collect()
}

/// A drawn sample of direct statements that the set does not have so, to be read by a person: one a line, split at tabs,
/// with a column for the verdict.
///
/// The set is blank on quotations of others than public figures; only reading tells which of these are mistakes.
pub fn alarms(files: &[String], records: &[Value], seed: u64, n: usize) -> Result<String, String> {
    let sentences = labelled(files.first().map_or("", String::as_str));
    let articles = articles(&sentences).into_iter().enumerate().map(|(i, part)| Writer::write(i + 1, part));
    let mut report = crate::Report::default();
    let by_text = crate::by_text(records, &mut report);
    let mut all = Vec::new();
    for news in articles {
        let letters: Vec<char> = news.article.text.chars().collect();
        let Some(record) = by_text.get(crate::sha256(&news.article.text).as_str()) else { continue };
        let record = crate::record::clip(record, letters.len() as i64);
        for piece in pieces(&Found::new(&record).items("statements"), &letters) {
            if piece.is_direct && !news.statements.contains(&piece.span) {
                all.push(alarm(&news, &letters, &piece));
            }
        }
    }
    let total = all.len();
    let drawn = Random::new(seed).sample(all, n);
    let head = format!(
        "# {} of {total} direct statements that {} does not have with this span, drawn with seed {seed}.\n\
         # verdict: right (a direct statement all the same), cut (another span), wrong (no direct statement)\n\
         verdict\tarticle\tspan\tin the set\tby\tspeaker\tbefore\tfound\tafter\n",
        drawn.len(),
        SOURCE.name
    );
    Ok(head + &drawn.concat())
}

fn alarm(news: &News, letters: &[char], piece: &Piece<'_>) -> String {
    const CONTEXT: i64 = 80;
    let [start, end] = piece.span;
    let meets = |span: &&[i64; 2]| Cover::from(**span).overlap(&Cover::from(piece.span)) > 0;
    let twins: Vec<String> = news.statements.iter().filter(meets).map(|[a, b]| format!("{a}-{b}")).collect();
    let in_set = if twins.is_empty() { "nothing".to_owned() } else { twins.join(" ") };
    let line = |span: [i64; 2]| slice(letters, span).replace(['\n', '\t'], " ¶ ");
    let (before, after) = (line([(start - CONTEXT).max(0), start]), line([end, end + CONTEXT]));
    let (by, speaker) = (word(piece.of, "by"), word(&piece.of["speaker"], "name"));
    let id = &news.article.id;
    format!("\t{id}\t{start}-{end}\t{in_set}\t{by}\t{speaker}\t{before}\t{}\t{after}\n", line(piece.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two articles of our own in the release's form; the second opening mark hangs on the sentence before.
    const FILE: &str = "\
TELUK\tO\nSARI\tO\n,\tO\nKOMPAS\tO\n—\tO\nJalan\tB-ISSUE\nditutup\tL-ISSUE\n.\tO\n\n\
”\tB-STATEMENT\nKami\tI-STATEMENT\ntutup\tI-STATEMENT\n,\tI-STATEMENT\n”\tL-STATEMENT\nkata\tU-CUE\n\
Siti\tB-PERSON\nAminah\tL-PERSON\n.\tO\n”\tO\n\n\
Saya\tO\nsetuju\tO\n,\tO\n”\tO\nujar\tO\nwarga\tO\n.\tO\n\n\
LEMBAH\tO\n,\tO\nKOMPAS\tO\n-\tO\nHujan\tO\nturun\tU-ISSUE\n.\tO\n\n\
Direktur\tB-STATEMENT\nUtama\tL-STATEMENT\nhadir\tO\n(\tO\n28\tO\n/\tO\n8\tO\n)\tO\n.\tO\n";

    fn set() -> Set {
        SOURCE.read(&[FILE.to_owned()]).unwrap()
    }

    #[test]
    fn the_text_is_put_together_again() {
        let inputs = set().inputs();
        let want = [
            "TELUK SARI, KOMPAS — Jalan ditutup.\n”Kami tutup,” kata Siti Aminah.\n”Saya setuju,” ujar warga.",
            "LEMBAH, KOMPAS - Hujan turun.\nDirektur Utama hadir (28/8).",
        ];
        assert_eq!(inputs.iter().map(|input| input["text"].as_str().unwrap()).collect::<Vec<_>>(), want);
    }

    #[test]
    fn the_set_against_itself_is_right_and_a_quotation_it_leaves_blank_is_an_alarm() {
        let set = set();
        let mut records = set.faultless();
        let report = set.score(&records);
        assert_eq!(report.scores.len(), 4);
        assert!(report.scores.iter().all(|(_, s)| s.f1 == 1.0 && s.gold == 1), "{report}");
        assert_eq!(alarms(&[FILE.to_owned()], &records, 1, 50).unwrap().lines().count(), 3);

        let other = json!({"kind": "direct", "content": [[69, 81]], "by": "id/cues/ujar"});
        records[0]["statements"].as_array_mut().unwrap().push(other);
        let report = set.score(&records);
        let exact = report.measure("direct statement (exact)").unwrap();
        assert_eq!((exact.recall, exact.precision), (1.0, 0.5));
        let alarms = alarms(&[FILE.to_owned()], &records, 1, 50).unwrap();
        assert!(alarms.ends_with("\tnothing\tid/cues/ujar\t\tTELUK SARI, KOMPAS — Jalan ditutup. ¶ ”Kami tutup,” kata Siti Aminah. ¶ ”\tSaya setuju\t,” ujar warga.\n"), "{alarms}");
    }
}
