//! From an input to its record.

use crate::{LAYERS, Layers, Lexicon, wire};
use jiff::civil::Date;
use kutip_find::model::{Anchor, DoubtKind, Findings};
use kutip_find::{Article, Report, Scratch, Settings, analyze};
use kutip_lang::{Lang, RELEASED, Source, builtin, codes};
use kutip_read::{Input, Place, parse_day};
use kutip_record::{Day, Document, Record};
use kutip_text::{Mark, RuleId, Span};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::sync::Arc;

/// The language that is taken where neither the input nor the caller names one.
pub const DEFAULT_LANGUAGE: &str = "id";

/// The rule number of what was found while bytes were read, which is no pass of the finder.
pub(crate) const READ: RuleId = RuleId(u32::MAX - 0xFFFF);

/// What an input lacks is filled from here.
#[derive(Clone, Debug, Default)]
pub struct Fill {
    /// The day of publication.
    pub published: Option<Date>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The language, as its code.
    pub language: Option<String>,
}

/// Where an article comes from, and what came with it.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The file and line.
    pub place: Place,
    /// The input's other fields, where they are kept.
    pub meta: Option<Map<String, Value>>,
    /// The hash of the newsroom's own lexicon that was laid over the built-in one.
    pub lexicon_sha256: Option<String>,
}

/// Reads articles with one set of settings. Shared by threads; each has its own [`Scratch`].
#[derive(Clone, Debug)]
pub struct Engine {
    settings: Settings,
    fill: Fill,
    layers: Layers,
    lexicon: Option<Arc<Lexicon>>,
}

impl Default for Engine {
    fn default() -> Self {
        Self::new(None, Fill::default())
    }
}

impl Engine {
    /// `today` is the reference day of dates without a year; by default the release day of the lexicon.
    #[must_use]
    pub fn new(today: Option<Date>, fill: Fill) -> Self {
        let today = today.or_else(|| parse_day(RELEASED)).unwrap_or_default();
        Self { settings: Settings { today }, fill, layers: Layers::default(), lexicon: None }
    }

    /// Writes these layers only.
    #[must_use]
    pub fn with_layers(self, layers: Layers) -> Self {
        Self { layers, ..self }
    }

    /// Reads with a newsroom's own lexicon laid over the built-in one.
    #[must_use]
    pub fn with_lexicon(self, lexicon: Option<Arc<Lexicon>>) -> Self {
        Self { lexicon, ..self }
    }

    /// Reads an article and hands the report on.
    pub fn read<R>(
        &self,
        input: Input,
        scratch: &mut Scratch,
        then: impl FnOnce(&Report<'_>, &Origin) -> R,
    ) -> R {
        let (mut article, origin) = self.article(input);
        let lang = language(&mut article, self.lexicon.as_deref());
        let mut report = analyze(&article, &lang, &self.settings, scratch);
        if matches!(lang, Known::Empty(_)) {
            forget_guesses(&mut report);
        }
        then(&report, &origin)
    }

    /// The article's record as a value, for whoever shows it.
    #[must_use]
    pub fn record(&self, input: Input, scratch: &mut Scratch) -> serde_json::Value {
        let mut out = Vec::new();
        self.write_record(input, scratch, &mut out);
        serde_json::from_slice(&out).unwrap_or_default()
    }

    /// Writes the article's record and a line feed to the end of `out`.
    pub fn write_record(&self, input: Input, scratch: &mut Scratch, out: &mut Vec<u8>) {
        self.read(input, scratch, |report, origin| wire::write(report, origin, self.layers, out));
    }

    /// Reads an article and hands its record on.
    pub fn with_record<R>(
        &self,
        input: Input,
        scratch: &mut Scratch,
        then: impl FnOnce(Record<'_>) -> R,
    ) -> R {
        self.read(input, scratch, |report, origin| wire::with_record(report, origin, self.layers, then))
    }

    /// What the record will say of the article itself before it is read: all that its id and its version go by.
    #[must_use]
    pub fn head<'a>(&'a self, input: &'a Input) -> Document<'a> {
        let text = |own: &'a Option<String>| own.as_deref().map(Cow::Borrowed);
        let language = input.language.as_deref().or(self.fill.language.as_deref());
        Document {
            id: text(&input.id),
            uri: text(&input.uri),
            title: text(&input.title),
            outlet: text(&input.outlet).or_else(|| text(&self.fill.outlet)),
            published: input.published.or(self.fill.published).map(Day),
            language: code(language.unwrap_or(DEFAULT_LANGUAGE)).into_owned().into(),
            meta: input.meta.as_ref().map(Cow::Borrowed),
            text_sha256: kutip_record::sha256(&input.text),
            ..Document::default()
        }
    }

    /// What records depend on beside the articles: version, lexicon, reference day and layers.
    #[must_use]
    pub fn reading(&self) -> String {
        let mut reading = format!("kutip {}, lexicon {RELEASED}", crate::VERSION);
        if let Some(lexicon) = &self.lexicon {
            reading += &format!(" with {}", lexicon.sha256());
        }
        if parse_day(RELEASED) != Some(self.settings.today) {
            reading += &format!(", today {}", self.settings.today);
        }
        let left_out: Vec<&str> = LAYERS.into_iter().filter(|layer| !self.layers.has(layer)).collect();
        if !left_out.is_empty() {
            reading += &format!(", without {}", left_out.join(" "));
        }
        reading
    }

    fn article(&self, input: Input) -> (Article, Origin) {
        let doubt = input.replaced.map(|replaced| Mark {
            span: Span::new(replaced.at, replaced.at + '\u{FFFD}'.len_utf8()),
            by: READ,
            value: DoubtKind::ReplacedBytes(replaced.bytes),
        });
        let article = Article {
            id: input.id,
            text: input.text,
            uri: input.uri,
            title: input.title,
            outlet: input.outlet.or_else(|| self.fill.outlet.clone()),
            published: input.published.or(self.fill.published),
            language: input.language.or_else(|| self.fill.language.clone()),
            doubts: doubt.into_iter().collect(),
        };
        let lexicon_sha256 = self.lexicon.as_ref().map(|lexicon| lexicon.sha256().to_owned());
        (article, Origin { place: input.place, meta: input.meta, lexicon_sha256 })
    }
}

/// A borrowed language, or an empty one in which nothing is found.
enum Known<'a> {
    Borrowed(&'a Lang),
    Empty(Box<Lang>),
}

impl std::ops::Deref for Known<'_> {
    type Target = Lang;

    fn deref(&self) -> &Lang {
        match self {
            Self::Borrowed(lang) => lang,
            Self::Empty(lang) => lang,
        }
    }
}

/// The code of a language by its tag: `id` for `id-ID`, for the three-letter `ind` of ISO 639-2, and for `in`, which
/// stood for Indonesian until 1989.
#[must_use]
pub fn code(tag: &str) -> Cow<'_, str> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase();
    match primary.as_str() {
        "ind" | "in" => "id".into(),
        "eng" => "en".into(),
        _ => primary.into(),
    }
}

/// The article's language. One that is not built in gives a doubt and a report that only cuts the text into paragraphs.
fn language<'a>(article: &mut Article, lexicon: Option<&'a Lexicon>) -> Known<'a> {
    let code = code(article.language.as_deref().unwrap_or(DEFAULT_LANGUAGE));
    if let Some(lang) = lexicon.and_then(|lexicon| lexicon.lang(&code)).or_else(|| builtin(&code)) {
        return Known::Borrowed(lang);
    }
    // A fault of the build and not of the article: better no record than one that looks as if nothing were said.
    assert!(!codes().any(|built_in| built_in == code), "the built-in folder of '{code}' does not compile");
    match Lang::compile(&code, &Source::default()) {
        Ok(empty) => {
            let span = Span::new(0, article.text.len());
            article.doubts.push(Mark { span, by: READ, value: DoubtKind::UnsupportedLanguage });
            Known::Empty(Box::new(empty))
        }
        // An empty folder has no entry that could be wrong.
        Err(error) => unreachable!("an empty language does not compile: {error}"),
    }
}

/// Without words, capitals and digits alone would still look like names and figures.
fn forget_guesses(report: &mut Report<'_>) {
    let document = &mut report.document;
    (document.times, document.amounts, document.mentions) = Default::default();
    document.actors.clear();
    document.anchor = Anchor { day: document.article.published, inferred: false };
    report.findings = Findings { doubts: std::mem::take(&mut report.findings.doubts), ..Findings::default() };
    report.findings.doubts.retain(|doubt| {
        matches!(
            doubt.value,
            DoubtKind::UnsupportedLanguage
                | DoubtKind::EmptyText
                | DoubtKind::ReplacedBytes(_)
                | DoubtKind::HiddenCharacters(_)
        )
    });
}
