//! A CoNLL-U file as spans over its characters.

/// Features of the universal guidelines; those of one language are not compared.
const FEATURES: [&str; 21] = [
    "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case",
    "Definite", "Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person",
    "Polite",
];

/// A stretch of [`Treebank::characters`], end exclusive.
pub(super) type Stretch = (usize, usize);

/// A treebank: all its characters without spaces, and what covers them.
#[derive(Debug, Default)]
pub struct Treebank {
    pub(super) characters: Vec<char>,
    pub(super) tokens: Vec<Stretch>,
    pub(super) words: Vec<Word>,
    pub(super) sentences: Vec<Stretch>,
    ids: Vec<String>,
    texts: Vec<String>,
    /// Words up to this place belong to the token that was read last.
    split_until: usize,
}

/// A syntactic word; one of a token of several has the span of that token.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) span: Stretch,
    pub(super) in_split: bool,
    pub(super) form: String,
    pub(super) lemma: String,
    pub(super) upos: String,
    pub(super) feats: String,
    /// The place of the head in [`Treebank::words`]; none for a root.
    pub(super) head: Option<usize>,
    /// Without its subtype.
    pub(super) relation: String,
}

impl Word {
    pub(super) fn told(&self) -> String {
        format!("{} {} {} {}", self.lemma, self.upos, self.feats, self.relation)
    }
}

impl Treebank {
    /// Reads CoNLL-U; what is not of its form, or no tree, is told with the line.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut bank = Self::default();
        let (mut id, mut raw, mut begun) = (None, None, None);
        for (number, line) in text.lines().chain([""]).enumerate() {
            let number = number + 1;
            if line.trim().is_empty() {
                if let Some((first_word, first_character)) = begun.take() {
                    bank.end_sentence(first_word, first_character, (id.take(), raw.take()), number)?;
                }
            } else if let Some(comment) = line.strip_prefix('#') {
                match comment.split_once('=').map(|(key, value)| (key.trim(), value.trim())) {
                    Some(("sent_id", value)) => id = Some(value.to_owned()),
                    Some(("text", value)) => raw = Some(value.to_owned()),
                    _ => {}
                }
            } else {
                let start = *begun.get_or_insert((bank.words.len(), bank.characters.len()));
                bank.row(line, start.0).map_err(|error| format!("line {number}: {error}"))?;
            }
        }
        Ok(bank)
    }

    /// The raw text of each sentence with its id, as input for a parser; none where the file does not give it.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.ids.iter().zip(&self.texts).map(|(id, text)| (id.as_str(), text.as_str()))
    }

    /// How many sentences, tokens and words there are.
    pub fn counts(&self) -> [(&'static str, usize); 3] {
        [("sentences", self.sentences.len()), ("tokens", self.tokens.len()), ("words", self.words.len())]
    }

    /// The sentence that a character lies in.
    pub(super) fn sentence_of(&self, at: usize) -> usize {
        self.sentences.partition_point(|(start, _)| *start <= at).saturating_sub(1)
    }

    pub(super) fn id_of(&self, sentence: usize) -> String {
        self.ids.get(sentence).cloned().unwrap_or_default()
    }

    fn row(&mut self, line: &str, first_word: usize) -> Result<(), String> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, form, lemma, upos, _, feats, head, relation, _, _] = columns.as_slice() else {
            return Err(format!("{} columns, not 10", columns.len()));
        };
        // Empty nodes belong to the enhanced graph.
        if id.contains('.') {
            return Ok(());
        }
        let number = |text: &str| text.parse::<usize>().map_err(|_| format!("{text:?} is no number"));
        let covered = self.tokens.last().copied().filter(|_| self.split_until > self.words.len());
        if let Some((first, last)) = id.split_once('-') {
            let (first, last) = (number(first)?, number(last)?);
            if first > last || first_word + first != self.words.len() + 1 {
                return Err(format!("{id} is not what comes next"));
            }
            self.token(form)?;
            self.split_until = first_word + last;
            return Ok(());
        }
        if number(id)? != self.words.len() - first_word + 1 {
            return Err(format!("word {id} is not what comes next"));
        }
        let span = match covered {
            Some(span) => span,
            None => self.token(form)?,
        };
        let mut kept: Vec<&str> = feats
            .split('|')
            .filter(|f| FEATURES.contains(&f.split('=').next().unwrap_or_default()))
            .collect();
        kept.sort_unstable();
        self.words.push(Word {
            span,
            in_split: covered.is_some(),
            form: (*form).to_owned(),
            lemma: (*lemma).to_owned(),
            upos: (*upos).to_owned(),
            feats: kept.join("|"),
            // Of the sentence until it ends: 0 is the root.
            head: number(head)?.checked_sub(1).map(|head| first_word + head),
            relation: relation.split(':').next().unwrap_or_default().to_owned(),
        });
        Ok(())
    }

    fn token(&mut self, form: &str) -> Result<Stretch, String> {
        let start = self.characters.len();
        self.characters.extend(form.chars().filter(|c| !c.is_whitespace()));
        let span = (start, self.characters.len());
        if span.0 == span.1 {
            return Err("an empty form".to_owned());
        }
        self.tokens.push(span);
        Ok(span)
    }

    fn end_sentence(
        &mut self,
        first_word: usize,
        first_character: usize,
        (id, text): (Option<String>, Option<String>),
        line: usize,
    ) -> Result<(), String> {
        let words = &self.words[first_word..];
        let told = |error: &str| format!("the sentence that ends at line {line}: {error}");
        if self.split_until > self.words.len() {
            return Err(told("a token of several words lacks some"));
        }
        if words.iter().any(|word| word.head.is_some_and(|head| head >= self.words.len())) {
            return Err(told("a head outside the sentence"));
        }
        if words.iter().filter(|word| word.head.is_none()).count() != 1 {
            return Err(told("not one root"));
        }
        // Whoever does not reach the root in as many steps as there are words goes round in a circle.
        let reaches = |word: &Word| {
            let up = std::iter::successors(word.head, |head| self.words[*head].head);
            up.take(words.len() + 1).count() <= words.len()
        };
        if !words.iter().all(reaches) {
            return Err(told("heads in a circle"));
        }
        self.sentences.push((first_character, self.characters.len()));
        self.ids.push(id.unwrap_or_else(|| self.sentences.len().to_string()));
        self.texts.push(text.unwrap_or_default());
        Ok(())
    }
}

/// The lines of a treebank with nothing but the words: what a system gets that works on gold's tokens.
pub fn bare(text: &str) -> String {
    let bare_row = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        match columns.as_slice() {
            [id, form, .., misc] if columns.len() == 10 => {
                // Who reads the file must not learn more of the word than where a space follows.
                let spaces =
                    if misc.split('|').any(|m| m == "SpaceAfter=No") { "SpaceAfter=No" } else { "_" };
                format!("{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{spaces}\n")
            }
            _ => format!("{line}\n"),
        }
    };
    text.lines()
        .filter(|line| !line.split('\t').next().is_some_and(|id| id.contains('.') && !id.starts_with('#')))
        .map(bare_row)
        .collect()
}
