//! Where records go: standard output, or a file that gets its name when it is whole; pages go their own way.

use crate::notices;
use crate::pages::{Fault, Pages};
use crate::unfinished::{Refusal, Stopped, Unfinished};
use kutip::Tongue;
use serde_json::Value;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(crate) enum Output {
    Stdout(io::Stdout),
    File { unfinished: Unfinished, whole: PathBuf },
    Device(File),
    Pages(Pages),
}

impl Output {
    /// Opens standard output or a file; the latter goes on where the same command was stopped, unless it is to begin
    /// anew. What is neither a file nor a folder (a device, a pipe with a name) is written to as it is.
    pub(crate) fn open(
        path: Option<&Path>,
        command: &Value,
        anew: bool,
    ) -> Result<(Self, Option<Stopped>), Refusal> {
        let Some(path) = path.filter(|path| *path != Path::new("-")) else {
            return Ok((Self::Stdout(io::stdout()), None));
        };
        if path.metadata().is_ok_and(|meta| !meta.is_file() && !meta.is_dir()) {
            let file = File::options().write(true).open(path);
            return Ok((Self::Device(file.map_err(|error| Refusal::Io(path.to_owned(), error))?), None));
        }
        let (unfinished, stopped) = Unfinished::open(path, command, anew)?;
        Ok((Self::File { unfinished, whole: path.to_owned() }, stopped))
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
            Self::File { unfinished, .. } => Ok(unfinished.file.write_all(bytes)?),
            Self::Device(file) => Ok(file.write_all(bytes)?),
            Self::Pages(pages) => pages.write(bytes, name),
        }
    }

    /// After an interruption.
    pub(crate) fn say_how_to_go_on(&self, records: u64) {
        if let Self::File { unfinished, .. } = self {
            let shown = crate::term::safe(&unfinished.part.to_string_lossy());
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
            Self::Stdout(_) | Self::Device(_) => Ok(()),
            Self::Pages(pages) => pages.finish(),
            Self::File { unfinished, whole } => unfinished.finish(&whole),
        }
    }
}
