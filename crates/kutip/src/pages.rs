//! Where pages go: one to standard output or a file, several to a folder.
//!
//! A page's name is made of the article's id and title, of which only ASCII letters and digits are kept: no input can
//! say where a file is written, and the names are allowed everywhere.

use crate::notices;
use kutip::{Input, Place};
use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// Bytes of a name, its ending included.
const NAME_BYTES: usize = 100;
const ENDING: &str = ".html";

/// Names that Windows keeps for devices, also with an ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

pub(crate) enum Pages {
    /// A single page, held back until it is certain that there is no second one.
    One { file: Option<PathBuf>, page: Option<Vec<u8>> },
    /// A folder.
    Folder { folder: PathBuf, force: bool, used: HashMap<String, u64> },
}

/// Why a page was not written.
#[derive(Debug)]
pub(crate) enum Fault {
    Io(io::Error),
    /// There is more than one article, and no folder for the pages.
    Several,
    /// Another page has this name already.
    Taken(PathBuf),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl Pages {
    /// `-o page.html` is a file, any other name a folder, which is made.
    pub(crate) fn open(path: Option<&Path>, force: bool) -> io::Result<Self> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok(Self::One { file: None, page: None });
        };
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        if matches!(&*ending, "html" | "htm") && !path.is_dir() {
            return Ok(Self::One { file: Some(path.to_owned()), page: None });
        }
        fs::create_dir_all(path)?;
        Ok(Self::Folder { folder: path.to_owned(), force, used: HashMap::new() })
    }

    pub(crate) fn write(&mut self, bytes: &[u8], name: &str) -> Result<(), Fault> {
        match self {
            Self::One { page: Some(_), .. } => Err(Fault::Several),
            Self::One { page, .. } => {
                *page = Some(bytes.to_owned());
                Ok(())
            }
            Self::Folder { folder, force, used } => {
                let path = folder.join(free_name(name, used));
                // Whoever runs the same command again gets the same pages.
                if !*force && path.symlink_metadata().is_ok() {
                    let same = fs::read(&path).is_ok_and(|there| there == bytes);
                    return if same { Ok(()) } else { Err(Fault::Taken(path)) };
                }
                Ok(write_whole(&path, bytes)?)
            }
        }
    }

    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::One { file: None, page: Some(page) } => {
                let mut stdout = io::stdout().lock();
                stdout.write_all(&page)?;
                stdout.flush()
            }
            Self::One { file: Some(path), page: Some(page) } => write_whole(&path, &page),
            _ => Ok(()),
        }
    }
}

impl Fault {
    /// Says what is wrong with the command line. Faults of reading and writing are left to whoever writes.
    pub(crate) fn say(&self) {
        match self {
            Self::Io(_) => {}
            Self::Several => notices::fail(
                "K1006",
                "several articles are several pages\n  → -o FOLDER takes them",
                "beberapa artikel menjadi beberapa halaman\n  → -o FOLDER menampungnya",
            ),
            Self::Taken(path) => {
                let shown = path.display();
                notices::fail(
                    "K1003",
                    &format!("{shown} is there already, with other content\n  → --force overwrites it"),
                    &format!("{shown} sudah ada dengan isi lain\n  → --force menimpanya"),
                );
            }
        }
    }
}

/// A file gets its name when it is whole. A link of that name is replaced and not followed.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    // A link that waits under the other name is not followed either.
    let _ = fs::remove_file(&part);
    let mut file = fs::File::options().write(true).create_new(true).open(&part)?;
    file.write_all(bytes)?;
    drop(file);
    fs::rename(part, path)
}

/// A name that no earlier page of this run has. `used` says how often each was asked for.
fn free_name(name: &str, used: &mut HashMap<String, u64>) -> String {
    let mut free = format!("{name}{ENDING}");
    loop {
        let times = used.entry(free.clone()).or_insert(0);
        *times += 1;
        if *times == 1 {
            return free;
        }
        let suffix = format!("-{times}{ENDING}");
        let room = NAME_BYTES - suffix.len();
        free = format!("{}{suffix}", name.get(..room).unwrap_or(name).trim_end_matches('-'));
    }
}

/// What the page of an article is called, without its ending: its id and title, else its file and line.
pub(crate) fn name(input: &Input) -> String {
    let mut words = Vec::new();
    words.extend(input.id.as_deref().map(slug));
    words.extend(input.title.as_deref().map(slug));
    words.retain(|word| !word.is_empty());
    if words.is_empty() {
        let stem = Path::new(&input.place.file).file_stem().unwrap_or_default().to_string_lossy();
        words.push(slug(&stem));
        let Place { line, item, offset, .. } = input.place;
        words.extend(line.or(item).or(offset).map(|number| number.to_string()));
        words.retain(|word| !word.is_empty());
    }
    let mut name = words.join("-");
    if name.is_empty() {
        name = "page".to_owned();
    } else if is_device(&name) {
        name = format!("page-{name}");
    }
    name.truncate(NAME_BYTES - ENDING.len());
    name.trim_end_matches('-').to_owned()
}

/// Lower-case ASCII letters and digits, with one hyphen for all that lies between them.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.nfd() {
        if out.len() >= NAME_BYTES {
            break;
        }
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            c if kutip::is_combining(c) => {}
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    out.trim_end_matches('-').to_owned()
}

fn is_device(name: &str) -> bool {
    let numbered = |device: &&str| {
        name.strip_prefix(device).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    DEVICES.contains(&name) || NUMBERED_DEVICES.iter().any(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kutip::Place;
    use std::collections::HashSet;

    fn name_of(id: Option<&str>, title: Option<&str>) -> String {
        let place = Place { file: "../arsip/Berita Pagi.jsonl".into(), line: Some(7), ..Place::default() };
        name(&Input { id: id.map(Into::into), title: title.map(Into::into), place, ..Input::default() })
    }

    #[test]
    fn names_are_of_letters_and_digits_alone() {
        assert_eq!(name_of(Some("a/12"), Some("Harga Kopi: “Naik”")), "a-12-harga-kopi-naik");
        assert_eq!(name_of(None, Some("../../x")), "x");
        assert_eq!(name_of(None, Some("C:\\windows\\x")), "c-windows-x");
        assert_eq!(name_of(None, Some("satu\ndua\0tiga")), "satu-dua-tiga");
        assert_eq!(name_of(None, Some("Café São")), "cafe-sao");
        assert_eq!(name_of(None, None), "berita-pagi-7");
        assert_eq!(name_of(Some("..."), Some("…")), "berita-pagi-7");
        assert_eq!(
            name(&Input { place: Place { file: "-".into(), ..Place::default() }, ..Input::default() }),
            "page"
        );
    }

    #[test]
    fn devices_are_no_names() {
        for device in ["CON", "nul", "Com1", "LPT9", "aux"] {
            assert_eq!(name_of(None, Some(device)), format!("page-{}", device.to_lowercase()));
        }
        assert_eq!(name_of(None, Some("Computer")), "computer");
    }

    #[test]
    fn names_are_short_and_told_apart() {
        let long = name_of(Some("1"), Some(&"judul panjang ".repeat(30)));
        let mut used = HashMap::new();
        let names: Vec<String> = (0..12).map(|_| free_name(&long, &mut used)).collect();
        assert!(names.iter().all(|name| name.len() <= NAME_BYTES), "{names:?}");
        assert_eq!(names.iter().collect::<HashSet<_>>().len(), 12);
    }
}
