//! A page that waits to be read: taking its article out costs more than fetching the next one, so that whoever has threads
//! does it there.

use crate::error::{InputError, Place, Problem};
use crate::filter::Filter;
use crate::html::{self, Words};
use crate::limits::Limits;
use crate::reader::Options;
use crate::{Input, jsonl};
use serde_json::{Map, Value};
use std::sync::Arc;

/// What [`crate::Reader`] found: an article, or a page with one.
#[derive(Debug)]
pub enum Item {
    /// An article.
    Input(Box<Input>),
    /// A page.
    Page(Box<Page>),
}

/// A web page as it was found.
#[derive(Debug)]
pub struct Page {
    pub(crate) bytes: Vec<u8>,
    pub(crate) place: Place,
    /// The address that it was fetched from.
    pub(crate) uri: Option<String>,
    /// The charset that came with it.
    pub(crate) charset: Option<String>,
    /// The moment at which it was fetched.
    pub(crate) fetched: Option<String>,
    pub(crate) meta: Option<Map<String, Value>>,
    pub(crate) settings: Settings,
}

/// What a page is read with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    pub(crate) words: Words,
    pub(crate) limits: Limits,
    pub(crate) filter: Arc<Filter>,
}

impl From<Options> for Settings {
    fn from(options: Options) -> Self {
        let Options { limits, filter, words, .. } = options;
        Self { words, limits, filter: Arc::new(filter) }
    }
}

impl From<Input> for Item {
    fn from(input: Input) -> Self {
        Self::Input(Box::new(input))
    }
}

impl Item {
    /// Where it comes from.
    #[must_use]
    pub fn place(&self) -> &Place {
        match self {
            Self::Input(input) => &input.place,
            Self::Page(page) => &page.place,
        }
    }

    /// Its size in bytes, which tells how much work it is.
    #[must_use]
    pub fn bytes(&self) -> usize {
        match self {
            Self::Input(input) => input.text.len(),
            Self::Page(page) => page.bytes.len(),
        }
    }

    /// The article; `None` where the filter leaves it out.
    ///
    /// # Errors
    ///
    /// When the page has none, or more than the limits allow.
    pub fn input(self) -> Result<Option<Input>, InputError> {
        match self {
            Self::Input(input) => Ok(Some(*input)),
            Self::Page(page) => {
                let filter = Arc::clone(&page.settings.filter);
                let input = page.input()?;
                Ok(filter.passes(&input).then_some(input))
            }
        }
    }
}

impl Page {
    fn input(self) -> Result<Input, InputError> {
        let Self { bytes, place, uri, charset, fetched, meta, settings } = self;
        let fail = |problem| InputError { place: place.clone(), problem };
        let words = &settings.words;
        let decoded = html::decode(bytes, charset.as_deref()).map_err(fail)?;
        let extract = html::extract(&decoded.text, uri.as_deref(), words).map_err(fail)?;
        jsonl::check_length(&extract.text, &settings.limits).map_err(fail)?;
        let mut warnings = extract.warnings;
        warnings.extend(decoded.doubt);
        // What was replaced elsewhere on the page harms nobody.
        let replaced = decoded
            .replaced
            .and_then(|replaced| Some(crate::Replaced { at: extract.text.find('\u{FFFD}')?, ..replaced }));
        if let Some(replaced) = replaced {
            warnings.push(Problem::NotUtf8 { bytes: replaced.bytes, first: replaced.first });
        }
        let facts = extract.facts;
        // Makers of pages leave the language at what their tool came with; the text knows better.
        let spoken = words.language(&extract.text).map(str::to_owned);
        let language = match facts.language {
            Some(language) if language != TOOL_LANGUAGE => Some(language),
            named => spoken.or(named),
        };
        Ok(Input {
            uri: facts.uri,
            title: facts.title,
            outlet: facts.outlet,
            published: facts.published,
            language,
            byline: facts.byline,
            fetched,
            text: extract.text,
            replaced,
            meta,
            warnings: warnings.into_iter().map(fail).collect(),
            place,
            ..Input::default()
        })
    }
}

/// What tools that make pages say where nobody said otherwise.
const TOOL_LANGUAGE: &str = "en";
