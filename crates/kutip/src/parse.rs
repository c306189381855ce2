//! From texts, or sentences of CoNLL-U, to CoNLL-U with tags, lemmas, heads and names.

use crate::engine::{DEFAULT_LANGUAGE, code};
use kutip_learn::builtin;
use kutip_learn::cut::Cuts;
use kutip_learn::grammar::{Grammar, GrammarScratch, Reading, WordRead};
use kutip_learn::lemmas::Convention;
use kutip_read::conllu::{self, BadRow, Columns, NewWord, Sentence};
use kutip_read::{Input, InputError, Problem};

/// The codes of the languages whose sentences can be read.
#[must_use]
pub fn languages() -> Vec<&'static str> {
    builtin::codes().into_iter().filter(|code| builtin::grammar(code).is_some()).collect()
}

/// Reads sentences with one set of settings. Shared by threads; each has its own [`ParseScratch`].
#[derive(Clone, Debug, Default)]
pub struct Parse {
    language: Option<String>,
    treebank: Option<String>,
}

/// What one thread keeps from sentence to sentence.
#[derive(Debug, Default)]
pub struct ParseScratch {
    grammar: GrammarScratch,
    cuts: Cuts,
    reading: Reading,
    id: String,
}

impl Parse {
    /// `language` is that of inputs that name none; `treebank` the one whose conventions lemmas follow, where the
    /// language knows it.
    #[must_use]
    pub fn new(language: Option<String>, treebank: Option<String>) -> Self {
        Self { language, treebank }
    }

    /// The names that `treebank` may have for a language, the usual one first.
    #[must_use]
    pub fn treebanks(language: &str) -> Vec<&'static str> {
        builtin::grammar(&code(language))
            .map_or(Vec::new(), |grammar| grammar.lemmas().conventions().collect())
    }

    /// The models of a language, and the convention of its lemmas.
    fn grammar(&self, language: Option<&str>) -> Result<(&'static Grammar, Convention), Problem> {
        let tag = language.or(self.language.as_deref()).unwrap_or(DEFAULT_LANGUAGE);
        let code = code(tag);
        let grammar = builtin::grammar(&code).ok_or_else(|| Problem::NoGrammar(code.into_owned()))?;
        let named = self.treebank.as_deref().and_then(|name| grammar.lemmas().convention(name));
        Ok((grammar, named.unwrap_or_default()))
    }

    /// Writes the sentences of a text to the end of `out`. A text without words writes nothing.
    ///
    /// # Errors
    /// When the text's language is not known, or it is no running text.
    pub fn write_text(
        &self,
        input: &Input,
        scratch: &mut ParseScratch,
        out: &mut Vec<u8>,
    ) -> Result<(), InputError> {
        let fail = |problem| InputError { place: input.place.clone(), problem };
        let (grammar, convention) = self.grammar(input.language.as_deref()).map_err(fail)?;
        let text = input.text.as_str();
        if conllu::looks_like_conllu(text) {
            return Err(fail(Problem::CutAlready));
        }
        let ParseScratch { grammar: room, cuts, reading, id } = scratch;
        grammar.cut(text, room, cuts);
        name_of(input, id);
        let mut forms: Vec<&str> = Vec::new();
        for (at, sentence) in cuts.sentences.iter().enumerate() {
            let tokens = &cuts.tokens[sentence.tokens.clone()];
            let first = tokens.first().map_or(0, |token| token.words.start);
            let last = tokens.last().map_or(0, |token| token.words.end);
            forms.clear();
            forms.extend(cuts.words[first..last].iter().map(|word| &text[word.clone()]));
            if at == 0 {
                put(out, &["# newdoc id = ", id, "\n"]);
            }
            if sentence.opens_paragraph {
                put(out, &["# newpar\n"]);
            }
            put(out, &["# sent_id = ", id, "-"]);
            conllu::write_number(u32::try_from(at + 1).unwrap_or(u32::MAX), out);
            put(out, &["\n# text = "]);
            for token in tokens {
                let space = if token.glued || token.words.end == last { "" } else { " " };
                put(out, &[&text[token.span.clone()], space]);
            }
            out.push(b'\n');
            grammar.read(&forms, convention, room, reading);
            let mut words = forms.iter().zip(grammar.words(reading)).zip(1u32..);
            for token in tokens {
                let split = token.words.len() > 1;
                let glued = token.glued && token.words.end != last;
                if split {
                    let id = u32::try_from(token.words.start - first + 1).unwrap_or(u32::MAX);
                    let end = u32::try_from(token.words.end - first).unwrap_or(u32::MAX);
                    conllu::write_range(id, end, &text[token.span.clone()], glued, out);
                }
                for ((form, word), id) in words.by_ref().take(token.words.len()) {
                    let columns = columns(word);
                    conllu::write_word(id, &NewWord { form, columns, glued: glued && !split }, out);
                }
            }
            out.push(b'\n');
        }
        Ok(())
    }

    /// Writes a sentence of CoNLL-U anew to the end of `out`.
    ///
    /// # Errors
    /// The row that is none.
    pub fn write_sentence(
        &self,
        text: &str,
        scratch: &mut ParseScratch,
        out: &mut Vec<u8>,
    ) -> Result<(), BadRow> {
        let sentence = Sentence::new(text);
        let mut forms = Vec::new();
        sentence.check(&mut forms)?;
        let ParseScratch { grammar: room, reading, .. } = scratch;
        match self.grammar(None) {
            Ok((grammar, convention)) => {
                grammar.read(&forms, convention, room, reading);
                sentence.write(grammar.words(reading).map(columns), out);
            }
            // Whoever asks for a language that is not there was told so before.
            Err(_) => sentence.write(std::iter::empty(), out),
        }
        Ok(())
    }
}

fn columns(word: WordRead<'_>) -> Columns<'_> {
    let WordRead { lemma, upos, feats, head, relation, name } = word;
    Columns { lemma, upos, feats, head, relation, name }
}

fn put(out: &mut Vec<u8>, texts: &[&str]) {
    texts.iter().for_each(|text| out.extend(text.as_bytes()));
}

/// What the document is called: its id, else its place, without white space.
fn name_of(input: &Input, out: &mut String) {
    out.clear();
    let place;
    let name = match &input.id {
        Some(id) if !id.trim().is_empty() => id.trim(),
        _ => {
            place = input.place.to_string();
            &place
        }
    };
    out.extend(name.chars().map(|c| if c.is_whitespace() || c.is_control() { '_' } else { c }));
}
