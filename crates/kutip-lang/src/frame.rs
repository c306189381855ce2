//! How a cue stands in a sentence: `S V (kepada A) (bahwa) C`.

/// What an element of a frame stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Part {
    /// `S`: who speaks.
    Speaker,
    /// `A`: to whom.
    Addressee,
    /// `C`: what is said, a clause or a quotation.
    Content,
    /// `Q`: what is said, as a quotation only.
    Quotation,
    /// `P`: what is said, where a bare noun phrase will do.
    Phrase,
    /// `X`: an outlet.
    Channel,
}

/// Words of which one has to stand there.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Literal {
    /// The alternatives, lower case.
    pub words: Vec<String>,
    /// The same by their numbers; filled when the language is compiled.
    pub ids: Vec<u32>,
    /// Whether it belongs to the content that follows.
    pub kept: bool,
}

/// One place of a frame: a literal, an element, or a literal that leads an element.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Slot {
    /// The literal.
    pub lead: Option<Literal>,
    /// The element.
    pub part: Option<Part>,
    /// Whether it may be missing.
    pub optional: bool,
}

/// A frame, split at its cue.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Frame {
    /// What stands before the cue, nearest first.
    pub before: Vec<Slot>,
    /// What stands after it, nearest first.
    pub after: Vec<Slot>,
}

impl Frame {
    /// Reads a frame.
    ///
    /// # Errors
    /// A sentence saying what is wrong, when it is not of the notation.
    pub fn parse(source: &str) -> Result<Self, String> {
        let spaced = source.replace('(', " ( ").replace(')', " ) ");
        let mut before = Vec::new();
        let mut after = Vec::new();
        let mut seen = false;
        let mut group: Option<Slot> = None;
        for word in spaced.split_whitespace() {
            let side = if seen { &mut after } else { &mut before };
            match word {
                "(" if group.is_none() => group = Some(Slot { lead: None, part: None, optional: true }),
                ")" => match group.take() {
                    Some(slot) if slot.lead.is_some() || slot.part.is_some() => side.push(slot),
                    _ => return Err(format!("frame '{source}': ) closes nothing")),
                },
                "V" if !seen && group.is_none() => seen = true,
                "(" | "V" => return Err(format!("frame '{source}': unexpected {word}")),
                _ => {
                    let piece = piece(word).ok_or_else(|| {
                        format!("frame '{source}': '{word}' is none of S A C Q P X and no lower-case word")
                    })?;
                    match &mut group {
                        Some(slot) => fill(slot, piece).ok_or_else(|| {
                            format!("frame '{source}': a group holds one literal, one element, or a literal before an element")
                        })?,
                        None => {
                            let mut slot = Slot { lead: None, part: None, optional: false };
                            let _ = fill(&mut slot, piece);
                            side.push(slot);
                        }
                    }
                }
            }
        }
        if !seen || group.is_some() {
            return Err(format!("frame '{source}': expected exactly one V and closed brackets"));
        }
        before.reverse();
        Ok(Self { before, after })
    }
}

enum Piece {
    Part(Part),
    Literal(Literal),
}

fn fill(slot: &mut Slot, piece: Piece) -> Option<()> {
    match piece {
        Piece::Part(part) if slot.part.is_none() => slot.part = Some(part),
        Piece::Literal(literal) if slot.lead.is_none() && slot.part.is_none() => slot.lead = Some(literal),
        _ => return None,
    }
    Some(())
}

fn piece(word: &str) -> Option<Piece> {
    let part = match word {
        "S" => Part::Speaker,
        "A" => Part::Addressee,
        "C" => Part::Content,
        "Q" => Part::Quotation,
        "P" => Part::Phrase,
        "X" => Part::Channel,
        _ if word.chars().any(char::is_uppercase) => return None,
        _ => {
            let kept = word.starts_with('+');
            let words = word.split('|').map(|w| w.trim_start_matches('+').to_owned()).collect();
            return Some(Piece::Literal(Literal { words, ids: Vec::new(), kept }));
        }
    };
    Some(Piece::Part(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_split_at_its_cue() {
        let frame = Frame::parse("S V (kepada|pada A) (bahwa) C").unwrap();
        assert_eq!(frame.before.len(), 1);
        assert_eq!(frame.after.len(), 3);
        assert_eq!(frame.after[0].part, Some(Part::Addressee));
        assert_eq!(frame.after[0].lead.as_ref().unwrap().words, ["kepada", "pada"]);
        assert!(frame.after[0].optional && frame.after[1].optional && !frame.after[2].optional);
        let frame = Frame::parse("S V A +agar|+untuk C").unwrap();
        assert!(frame.after[1].lead.as_ref().unwrap().kept);
        assert_eq!(Frame::parse("C V S").unwrap().before[0].part, Some(Part::Content));
    }

    #[test]
    fn mistakes_are_explained() {
        for wrong in ["S C", "S V V", "S V (C", "S V K", "S V )", "S V (C A)"] {
            assert!(Frame::parse(wrong).is_err(), "{wrong}");
        }
    }
}
