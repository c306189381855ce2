//! Where records go: standard output, or a file that gets its name when it is whole; pages go their own way.

use crate::notices;
use crate::pages::{Fault, Pages};
use kutip::{Place, Tongue};
use serde_json::Value;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

pub(crate) enum Output {
    Stdout(io::Stdout),
    File { file: File, part: PathBuf, whole: PathBuf },
    Pages(Pages),
}

/// Where a run was when it was stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Stopped {
    /// How many records it had written.
    pub(crate) records: u64,
    /// The input of the last one.
    pub(crate) last: Place,
}

impl Output {
    /// Opens standard output or a file; the latter goes on where a run was stopped, unless it is to begin anew.
    /// `lexicon` is the hash of the newsroom's own one.
    pub(crate) fn open(
        path: Option<&Path>,
        anew: bool,
        lexicon: Option<&str>,
    ) -> io::Result<(Self, Option<Stopped>)> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok((Self::Stdout(io::stdout()), None));
        };
        let mut part = path.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        let mut file = File::options().read(true).write(true).create(true).truncate(anew).open(&part)?;
        let (end, stopped) = stopped(&mut file, lexicon)?;
        file.set_len(end)?;
        file.seek(SeekFrom::Start(end))?;
        Ok((Self::File { file, part, whole: path.to_owned() }, stopped))
    }

    /// Writes a record at once: whoever reads along gets it, and a stop leaves whole records only. `name` is what a file
    /// of its own is called.
    pub(crate) fn write(&mut self, bytes: &[u8], name: &str) -> Result<(), Fault> {
        match self {
            Self::Stdout(stdout) => {
                let mut stdout = stdout.lock();
                stdout.write_all(bytes)?;
                Ok(stdout.flush()?)
            }
            Self::File { file, .. } => Ok(file.write_all(bytes)?),
            Self::Pages(pages) => pages.write(bytes, name),
        }
    }

    /// After an interruption.
    pub(crate) fn say_how_to_go_on(&self, records: u64) {
        if let Self::File { part, .. } = self {
            let shown = crate::term::safe(&part.to_string_lossy());
            let line = match notices::tongue() {
                Tongue::English => {
                    format!("stopped after {records} records, kept in {shown}; the same command goes on")
                }
                Tongue::Indonesian => {
                    format!(
                        "berhenti setelah {records} rekaman, tersimpan di {shown}; perintah yang sama melanjutkan"
                    )
                }
            };
            let _ = writeln!(io::stderr(), "{line}");
        }
    }

    /// Gives the file its name.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(_) => Ok(()),
            Self::Pages(pages) => pages.finish(),
            Self::File { file, part, whole } => {
                file.sync_all()?;
                fs::rename(part, whole)
            }
        }
    }
}

/// Where the last whole record ends, and which one it is. Records of another version or lexicon are
/// not gone on with.
fn stopped(file: &mut File, lexicon: Option<&str>) -> io::Result<(u64, Option<Stopped>)> {
    let (mut records, mut start, mut end) = (0, 0, 0);
    let mut reader = BufReader::with_capacity(1 << 20, &mut *file);
    let mut line = 0;
    loop {
        let bytes = reader.fill_buf()?;
        if bytes.is_empty() {
            break;
        }
        let feed = bytes.iter().position(|byte| *byte == b'\n');
        let used = feed.map_or(bytes.len(), |at| at + 1);
        reader.consume(used);
        line += used as u64;
        if feed.is_some() {
            (records, start, end) = (records + 1, end, end + line);
            line = 0;
        }
    }
    let mut last = Vec::new();
    file.seek(SeekFrom::Start(start))?;
    file.take(end - start).read_to_end(&mut last)?;
    let record: Value = serde_json::from_slice(&last).unwrap_or_default();
    if record["kutip"] != kutip::VERSION || record["lexicon_sha256"].as_str() != lexicon {
        return Ok((0, None));
    }
    let input = &record["document"]["input"];
    let file = input["file"].as_str().unwrap_or_default().to_owned();
    Ok((end, Some(Stopped { records, last: Place { file, line: input["line"].as_u64() } })))
}
