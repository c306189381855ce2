//! The text of a lexicon's file with one entry more. What stands there already stays as it is, byte for byte.

use super::form::{columns, is_set};
use super::source::{Off, Source, without_mark};
use std::fmt::Write as _;
use toml::de::{DeTable, DeValue};

/// A new entry of a TOML file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewEntry {
    /// Its name.
    pub name: String,
    /// Forms, where they are not the name alone.
    pub words: Vec<String>,
    /// Further fields, each with its value as TOML writes it.
    pub fields: Vec<(String, String)>,
}

/// Why a text takes no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRoom {
    /// It is not of the form, so that no place can be found in it.
    Form,
    /// It has no column of this name, and there is a value for it.
    Column(&'static str),
    /// The entry is there and switches the built-in one off.
    SwitchedOff,
}

/// A table with one row more. `cells` are values by the names of columns.
///
/// # Errors
/// When the table has no column for a value.
pub fn with_row(table: &str, text: Option<&str>, cells: &[(&'static str, String)]) -> Result<String, NoRoom> {
    let mut out = match text.filter(|text| !text.trim().is_empty()) {
        Some(text) => text.to_owned(),
        None => format!("{}{}\n", table_head(table), columns(table).join("\t")),
    };
    let end = line_end(&out);
    let header = without_mark(&out).lines().find(|line| !line.starts_with('#') && !line.trim().is_empty());
    let header: Vec<String> =
        header.ok_or(NoRoom::Form)?.split('\t').map(|cell| cell.trim().to_owned()).collect();
    if let Some((column, _)) =
        cells.iter().find(|(column, value)| !value.is_empty() && !header.iter().any(|known| known == column))
    {
        return Err(NoRoom::Column(column));
    }
    let value =
        |column: &String| cells.iter().find(|(known, _)| known == column).map(|(_, cell)| cell.as_str());
    let row: Vec<&str> = header.iter().map(|column| value(column).unwrap_or_default()).collect();
    close_line(&mut out, end);
    out.push_str(row.join("\t").trim_end_matches('\t'));
    out.push_str(end);
    Ok(out)
}

/// A TOML file with one entry more; where it is a set of words that is there already, with more words in it.
///
/// # Errors
/// When the file is no TOML, or the set is switched off.
pub fn with_entry(list: &str, text: Option<&str>, entry: &NewEntry) -> Result<String, NoRoom> {
    let text = text.filter(|text| !text.trim().is_empty());
    if let (Some(text), true) = (text, is_set(list))
        && let Some(out) = with_words(list, text, entry)?
    {
        return Ok(out);
    }
    let mut out = text.map_or_else(|| list_head(list), str::to_owned);
    let end = line_end(&out);
    close_line(&mut out, end);
    let mut block = format!("\n[{}]\n", key(&entry.name));
    if !entry.words.is_empty() {
        let _ = writeln!(block, "words = {}", texts(&entry.words));
    }
    for (key, value) in &entry.fields {
        let _ = writeln!(block, "{key} = {value}");
    }
    out.push_str(&block.replace('\n', end));
    Ok(out)
}

/// A set of words that stands in the file, with more words; `None` where it does not stand there.
fn with_words(list: &str, text: &str, entry: &NewEntry) -> Result<Option<String>, NoRoom> {
    let body = without_mark(text);
    let mark = text.len() - body.len();
    let table = DeTable::parse(body).map_err(|_| NoRoom::Form)?;
    let Some((name, value)) = table.get_ref().iter().find(|(name, _)| **name.get_ref() == *entry.name) else {
        return Ok(None);
    };
    let (source, _) = Source::parse([(format!("{list}.toml").as_str(), text)]);
    if source.list(list).iter().any(|known| known.name == entry.name && known.off == Off::Whole) {
        return Err(NoRoom::SwitchedOff);
    }
    let DeValue::Table(fields) = value.get_ref() else { return Err(NoRoom::Form) };
    let items: Vec<String> = entry.words.iter().map(|word| quoted(word)).collect();
    let items = items.join(", ");
    let words = fields.iter().find(|(key, _)| **key.get_ref() == *"words").map(|(_, value)| value);
    let (at, insertion) = match words.map(|value| (value.span(), value.get_ref())) {
        Some((span, DeValue::Array(known))) => match known.iter().last() {
            Some(last) => (last.span().end, format!(", {items}")),
            None => (span.start + 1, items),
        },
        Some(_) => return Err(NoRoom::Form),
        None => {
            // Below the line of the name.
            let end = body[name.span().end..].find('\n').map(|at| name.span().end + at + 1);
            let Some(end) = end else { return Err(NoRoom::Form) };
            (end, format!("words = [{items}]{}", line_end(text)))
        }
    };
    let mut out = text.to_owned();
    out.insert_str(mark + at, &insertion);
    Ok(Some(out))
}

/// A text as a value of TOML.
#[must_use]
pub fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A list of texts as a value of TOML.
#[must_use]
pub fn texts(texts: &[String]) -> String {
    let items: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", items.join(", "))
}

/// The name of an entry, in quotation marks where it needs them.
fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { quoted(name) }
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Ends the last line, where it is not.
fn close_line(text: &mut String, end: &str) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(end);
    }
}

fn table_head(table: &str) -> String {
    format!(
        "# Own {table}, laid over the built-in ones: `kutip lexicon check` tells whether they are sound.\n\
         # One row each, cells separated by a tab, several values in a cell joined with |. A row with the name of a\n\
         # built-in one replaces it; a line such as -Name switches a built-in row off.\n"
    )
}

fn list_head(list: &str) -> String {
    let rule = if is_set(list) {
        "# Words are added to the built-in sets; off = [\"...\"] takes words out of them.\n"
    } else {
        "# An entry with the name of a built-in one replaces it; off = true switches a built-in entry off.\n"
    };
    format!(
        "# Own entries of {list}.toml, laid over the built-in ones: `kutip lexicon check` tells whether they are sound.\n{rule}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, words: &[&str]) -> NewEntry {
        let words = words.iter().map(|&word| word.to_owned()).collect();
        NewEntry { name: name.to_owned(), words, fields: Vec::new() }
    }

    #[test]
    fn a_row_is_added_below() {
        let cells = [("name", "Kabar Pagi".to_owned()), ("country", "IDN".to_owned())];
        let new = with_row("outlets", None, &cells).unwrap();
        assert!(new.ends_with("name\taliases\tkind\tcountry\tweak\nKabar Pagi\t\t\tIDN\n"), "{new}");
        let crlf = "# x\r\nname\tcountry\r\nA\tIDN";
        let longer = with_row("outlets", Some(crlf), &cells).unwrap();
        assert_eq!(longer, format!("{crlf}\r\nKabar Pagi\tIDN\r\n"));
        assert_eq!(with_row("outlets", Some("name\n"), &cells), Err(NoRoom::Column("country")));
    }

    #[test]
    fn words_go_into_the_set_that_is_there() {
        let add = |text: &str| with_entry("people", Some(text), &entry("title", &["x"]));
        assert_eq!(
            add("[title]\nwords = [\n  \"a\", # first\n]\n").unwrap(),
            "[title]\nwords = [\n  \"a\", \"x\", # first\n]\n"
        );
        assert_eq!(add("[title]\nwords = []").unwrap(), "[title]\nwords = [\"x\"]");
        assert_eq!(
            add("\u{feff}[title] # t\noff = [\"a\"]\n").unwrap(),
            "\u{feff}[title] # t\nwords = [\"x\"]\noff = [\"a\"]\n"
        );
        assert_eq!(
            add("[rank]\nwords = [\"a\"]").unwrap(),
            "[rank]\nwords = [\"a\"]\n\n[title]\nwords = [\"x\"]\n"
        );
        assert_eq!(add("[title]\noff = true\n"), Err(NoRoom::SwitchedOff));
        assert_eq!(add("[title"), Err(NoRoom::Form));
    }

    #[test]
    fn an_entry_is_added_below() {
        let mut new = entry("cuit ulang", &[]);
        new.fields.push(("act".to_owned(), quoted("say")));
        let text = with_entry("cues", Some("[a]\nact = \"say\"\n"), &new).unwrap();
        assert_eq!(text, "[a]\nact = \"say\"\n\n[\"cuit ulang\"]\nact = \"say\"\n");
    }
}
