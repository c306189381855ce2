//! What is watched: folders, patterns and files; addresses; lists of addresses.

use kutip::{InputError, Place, Problem, Told};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// A longer file is no list of addresses.
const LIST_BYTES: u64 = 16_000_000;

/// Characters of a bad line that are shown.
const LONGEST_SHOWN: usize = 80;

/// What is watched.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sources {
    pub(super) addresses: Vec<String>,
    pub(super) paths: Vec<PathBuf>,
    /// Files that held addresses: whatever comes to stand in them, it is no article.
    lists: Vec<PathBuf>,
}

/// The addresses of a list, and its lines that are none.
type List = (Vec<String>, Vec<InputError>);

/// What was named, taken apart.
pub(super) struct Found {
    pub(super) sources: Sources,
    /// What is wrong with lists.
    pub(super) problems: Vec<InputError>,
    /// Whether some list could not be read at all, so that addresses are missing.
    pub(super) lacks: bool,
}

impl Sources {
    /// Takes apart what was named; lists are told by what is in them, and by what was in them before.
    pub(super) fn read(named: &[PathBuf], before: &Self) -> Found {
        let mut found = Found { sources: Self::default(), problems: Vec::new(), lacks: false };
        let sources = &mut found.sources;
        for path in named {
            if let Some(address) = path.to_str().filter(|text| is_address(text)) {
                sources.addresses.push(address.to_owned());
                continue;
            }
            let was_list = before.lists.contains(path);
            match list(path, was_list) {
                Some(Ok((addresses, problems))) => {
                    if was_list || !addresses.is_empty() {
                        sources.lists.push(path.clone());
                    }
                    sources.addresses.extend(addresses);
                    found.problems.extend(problems);
                }
                Some(Err(problem)) => {
                    found.problems.push(InputError { place: place(path, None), problem });
                    found.lacks = true;
                }
                None => sources.paths.push(path.clone()),
            }
        }
        found
    }

    /// Files and folders that are not there; of patterns nobody knows what is to come.
    pub(super) fn missing(&self) -> Vec<Place> {
        let is_pattern = |path: &Path| path.to_string_lossy().contains(['*', '?', '[']);
        let missing = self.paths.iter().filter(|path| !is_pattern(path) && !path.exists());
        missing.map(|path| place(path, None)).collect()
    }
}

fn is_address(text: &str) -> bool {
    let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

/// What stands in a list; nothing where the file is something else, or no file.
fn list(path: &Path, was_list: bool) -> Option<Result<List, Problem>> {
    let text = match text(path) {
        Ok(text) => text,
        Err(problem) => return was_list.then_some(Err(problem)),
    };
    let text = text.trim_start_matches('\u{FEFF}');
    if is_opml(text) {
        return Some(match kutip::outlines(text) {
            Ok(outlines) if outlines.is_empty() => Err(Problem::NoItems),
            Ok(outlines) => {
                Ok((outlines.into_iter().filter_map(|outline| outline.xml_url).collect(), Vec::new()))
            }
            Err(problem) => Err(problem),
        });
    }
    let lines = text.lines().map(str::trim).zip(1..);
    let mut lines = lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#')).peekable();
    if !was_list && lines.peek().is_some_and(|(first, _)| !is_whole_address(first)) {
        return None;
    }
    let (good, bad): (Vec<_>, Vec<_>) = lines.partition(|(line, _)| is_whole_address(line));
    let bad = bad.into_iter().map(|(line, number)| InputError {
        place: place(path, Some(number)),
        problem: Problem::Elsewhere(Box::new(no_address(line))),
    });
    Some(Ok((good.into_iter().map(|(line, _)| line.to_owned()).collect(), bad.collect())))
}

/// What stands in a file that may be a list. Odd bytes, in a comment say, make it no other file.
fn text(path: &Path) -> Result<String, Problem> {
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => Problem::Missing,
        _ => Problem::Unreadable(error.to_string()),
    };
    let meta = fs::metadata(path).map_err(unreadable)?;
    if !meta.is_file() {
        return Err(Problem::Unreadable("no file".to_owned()));
    }
    if meta.len() > LIST_BYTES {
        return Err(Problem::FileTooLong(LIST_BYTES));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or_default());
    File::open(path).and_then(|file| file.take(LIST_BYTES).read_to_end(&mut bytes)).map_err(unreadable)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn is_whole_address(line: &str) -> bool {
    is_address(line) && !line.contains(char::is_whitespace)
}

fn place(path: &Path, line: Option<u64>) -> Place {
    Place { file: path.to_string_lossy().into_owned(), line, ..Place::default() }
}

fn no_address(line: &str) -> Told {
    let shown: String = line.chars().take(LONGEST_SHOWN).collect();
    let words = |found: String, remedy: &str| (found, remedy.to_owned());
    Told {
        code: "K2035",
        english: words(
            format!("a list of addresses, and “{shown}” is none; it is left out"),
            "one address a line, with http:// or https:// before it; lines with # are left aside",
        ),
        indonesian: words(
            format!("ini daftar alamat, dan “{shown}” bukan alamat; baris ini dilewati"),
            "satu alamat per baris, diawali http:// atau https://; baris dengan # diabaikan",
        ),
    }
}

/// Whether a text begins as OPML does: nothing but what may stand before its root stands there.
fn is_opml(text: &str) -> bool {
    let start = text.trim_start();
    let Some(at) = start.find("<opml") else { return false };
    let before = &start[..at];
    before.is_empty() || ["<?xml", "<!--", "<!DOCTYPE"].iter().any(|begin| before.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_told_from_articles_by_what_is_in_them() {
        let folder = std::env::temp_dir().join(format!("kutip-sources-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let write = |name: &str, text: &str| {
            fs::write(folder.join(name), text).unwrap();
            folder.join(name)
        };
        let list = write("a.txt", "\u{FEFF}# umpan\n\nhttps://contoh.id/rss\r\n  HTTP://misal.id/atom\n");
        let article = write("b.txt", "https://contoh.id/rss adalah alamat umpan.\n");
        let opml = write(
            "c.opml",
            "<?xml version='1.0'?><opml><body><outline xmlUrl='https://k.example/rss'/></body></opml>",
        );
        let broken = write("d.opml", "<opml><outline text='");
        let empty = write("e.txt", "# kosong\n");
        let named = [list, article.clone(), opml, broken, empty, folder.clone(), "https://x.example/".into()];
        let Found { sources, problems, lacks } = Sources::read(&named, &Sources::default());
        assert!(lacks, "one of them cannot be read");
        let addresses =
            ["https://contoh.id/rss", "HTTP://misal.id/atom", "https://k.example/rss", "https://x.example/"];
        assert_eq!(sources.addresses, addresses);
        assert_eq!(sources.paths, [article, folder.clone()]);
        assert!(problems.len() == 1 && problems[0].place.file.ends_with("d.opml"), "{problems:?}");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_list_with_bad_lines_is_a_list_and_so_is_one_that_held_addresses() {
        let folder = std::env::temp_dir().join(format!("kutip-bad-lines-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.txt");
        let mut before = Sources::default();
        let mut read = |bytes: &[u8]| {
            fs::write(&path, bytes).unwrap();
            let Found { sources, problems, lacks } = Sources::read(std::slice::from_ref(&path), &before);
            let lines: Vec<_> = problems.iter().filter_map(|problem| problem.place.line).collect();
            assert!(!lacks && sources.paths.is_empty(), "no article");
            let addresses = sources.addresses.clone();
            before = sources;
            (addresses, lines)
        };
        let one = || vec!["https://contoh.id/rss".to_owned()];
        assert_eq!(read(b""), (vec![], vec![]));
        assert_eq!(read(b"# umpan\n"), (vec![], vec![]));
        assert_eq!(
            read(b"# caf\xe9\nhttps://contoh.id/rss\nhtps://salah.id\nhttps://a.id b\n"),
            (one(), vec![3, 4])
        );
        assert_eq!(read(b"contoh.id\nhttps://contoh.id/rss\n"), (one(), vec![1]), "it was a list");
        assert_eq!(read(b""), (vec![], vec![]));
        assert_eq!(read(b"Sari tiba.\n"), (vec![], vec![1]), "it was one before it was empty");
        fs::remove_file(&path).unwrap();
        let gone = Sources::read(std::slice::from_ref(&path), &before);
        assert!(gone.lacks && gone.sources.paths.is_empty() && gone.problems[0].problem == Problem::Missing);
        fs::remove_dir_all(folder).unwrap();
    }
}
