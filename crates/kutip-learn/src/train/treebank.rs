//! Sentences to learn from, read from CoNLL-U: words and which of them are written as one, without empty nodes.

/// A word as the treebank has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Word {
    /// As it is written.
    pub form: String,
    /// The base form; `_` if the treebank has none.
    pub lemma: String,
    /// The universal part of speech.
    pub upos: String,
    /// The features, `_` if there are none.
    pub feats: String,
    /// The number of its head in the sentence, from 1; 0 for the root.
    pub head: u32,
    /// The relation to its head, with subtype.
    pub relation: String,
}

/// A sentence as the treebank has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sentence {
    /// `sent_id`, empty if it has none.
    pub id: String,
    /// The manner in which its treebank annotates, by number: models learn them apart. 0 is the one that is used.
    pub style: u8,
    /// `text`, empty if it has none.
    pub text: String,
    /// Its words in order.
    pub words: Vec<Word>,
    /// Words that are written as one: the numbers of the first and the last, and how they are written.
    pub ranges: Vec<(u32, u32, String)>,
}

impl Sentence {
    /// The words as they are written.
    #[must_use]
    pub fn forms(&self) -> Vec<&str> {
        self.words.iter().map(|word| word.form.as_str()).collect()
    }
}

/// The sentences of a CoNLL-U file. The error names the line, from 1.
pub fn read(text: &str) -> Result<Vec<Sentence>, String> {
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    for (nth, line) in text.lines().enumerate() {
        if line.trim().is_empty() {
            finish(&mut sentence, &mut sentences)
                .map_err(|what| format!("before line {}: {what}", nth + 1))?;
        } else if let Some(comment) = line.strip_prefix('#') {
            note(comment, &mut sentence);
        } else {
            row(line, &mut sentence).map_err(|what| format!("line {}: {what}", nth + 1))?;
        }
    }
    finish(&mut sentence, &mut sentences).map_err(|what| format!("at the end: {what}"))?;
    Ok(sentences)
}

fn note(comment: &str, sentence: &mut Sentence) {
    let Some((name, value)) = comment.split_once('=') else { return };
    match name.trim() {
        "sent_id" => value.trim().clone_into(&mut sentence.id),
        "text" => value.trim().clone_into(&mut sentence.text),
        _ => {}
    }
}

fn row(line: &str, sentence: &mut Sentence) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, _, feats, head, relation, _, _] = columns[..] else {
        return Err(format!("{} columns, not 10", columns.len()));
    };
    if id.contains('.') {
        return Ok(());
    }
    let number = |text: &str| text.parse().map_err(|_| format!("'{text}' is no number"));
    if let Some((first, last)) = id.split_once('-') {
        sentence.ranges.push((number(first)?, number(last)?, form.to_owned()));
        return Ok(());
    }
    sentence.words.push(Word {
        form: form.to_owned(),
        lemma: lemma.to_owned(),
        upos: upos.to_owned(),
        feats: feats.to_owned(),
        head: number(head)?,
        relation: relation.to_owned(),
    });
    Ok(())
}

fn finish(sentence: &mut Sentence, sentences: &mut Vec<Sentence>) -> Result<(), String> {
    let sentence = std::mem::take(sentence);
    if sentence.words.is_empty() {
        return Ok(());
    }
    let size = sentence.words.len() as u32;
    if let Some(word) = sentence.words.iter().find(|word| word.head > size) {
        return Err(format!("'{}' has head {} in a sentence of {size} words", word.form, word.head));
    }
    sentences.push(sentence);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_and_ranges_are_not() {
        let text = "# sent_id = a\n# text = Rumahnya besar\n1-2\tRumahnya\t_\t_\t_\t_\t_\t_\t_\t_\n\
                    1\tRumah\trumah\tNOUN\t_\tNumber=Sing\t3\tnsubj\t_\t_\n2\tnya\tdia\tPRON\t_\t_\t1\tnmod:poss\t_\t_\n\
                    3\tbesar\tbesar\tADJ\t_\t_\t0\troot\t_\t_\n\n";
        let sentences = read(text).unwrap();
        assert_eq!(sentences.len(), 1);
        assert_eq!(sentences[0].id, "a");
        assert_eq!(sentences[0].forms(), ["Rumah", "nya", "besar"]);
        assert_eq!(sentences[0].ranges, [(1, 2, "Rumahnya".to_owned())]);
        assert_eq!(sentences[0].words[1].head, 1);
        assert_eq!(sentences[0].words[0].feats, "Number=Sing");
        assert!(read("1\tkata\n").unwrap_err().contains("line 1"));
        assert!(read("1\ta\t_\t_\t_\t_\t2\t_\t_\t_\n").unwrap_err().contains("head 2"));
    }
}
