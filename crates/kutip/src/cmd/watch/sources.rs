//! What is watched: folders, patterns and files; addresses; lists of addresses.

use kutip::{InputError, Place, Problem};
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// A longer file is no list of addresses.
const LIST_BYTES: u64 = 16_000_000;

/// What is watched.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sources {
    pub(super) addresses: Vec<String>,
    pub(super) paths: Vec<PathBuf>,
}

impl Sources {
    /// Takes apart what was named; lists are told by what is in them. What is wrong with lists is given back beside.
    pub(super) fn read(named: &[PathBuf]) -> (Self, Vec<InputError>) {
        let mut sources = Self::default();
        let mut problems = Vec::new();
        for path in named {
            match path.to_str().filter(|text| is_address(text)) {
                Some(address) => sources.addresses.push(address.to_owned()),
                None => match list(path) {
                    Some(Ok(addresses)) => sources.addresses.extend(addresses),
                    Some(Err(problem)) => problems.push(problem),
                    None => sources.paths.push(path.clone()),
                },
            }
        }
        (sources, problems)
    }
}

fn is_address(text: &str) -> bool {
    let begins = |scheme: &str| text.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme));
    begins("http://") || begins("https://")
}

/// The addresses of a list; none where the file is something else, or no file.
fn list(path: &Path) -> Option<Result<Vec<String>, InputError>> {
    let meta = fs::metadata(path).ok().filter(|meta| meta.is_file() && meta.len() <= LIST_BYTES)?;
    let mut text = String::with_capacity(usize::try_from(meta.len()).unwrap_or_default());
    File::open(path).ok()?.take(LIST_BYTES).read_to_string(&mut text).ok()?;
    let text = text.trim_start_matches('\u{FEFF}');
    if is_opml(text) {
        let place = Place { file: path.to_string_lossy().into_owned(), ..Place::default() };
        let outlines = match kutip::outlines(text) {
            Ok(outlines) if outlines.is_empty() => {
                return Some(Err(InputError { place, problem: Problem::NoItems }));
            }
            Ok(outlines) => outlines,
            Err(problem) => return Some(Err(InputError { place, problem })),
        };
        return Some(Ok(outlines.into_iter().filter_map(|outline| outline.xml_url).collect()));
    }
    let mut lines =
        text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
    lines.peek()?;
    let mut addresses = Vec::new();
    for line in lines {
        if !is_address(line) || line.contains(char::is_whitespace) {
            return None;
        }
        addresses.push(line.to_owned());
    }
    Some(Ok(addresses))
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
        let named =
            [list, article.clone(), opml, broken, empty.clone(), folder.clone(), "https://x.example/".into()];
        let (sources, problems) = Sources::read(&named);
        let addresses =
            ["https://contoh.id/rss", "HTTP://misal.id/atom", "https://k.example/rss", "https://x.example/"];
        assert_eq!(sources.addresses, addresses);
        assert_eq!(sources.paths, [article, empty, folder.clone()]);
        assert!(problems.len() == 1 && problems[0].place.file.ends_with("d.opml"), "{problems:?}");
        fs::remove_dir_all(folder).unwrap();
    }
}
