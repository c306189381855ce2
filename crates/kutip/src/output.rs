//! Where records go: standard output, or a file that gets its name when it is whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(crate) enum Output {
    Stdout(io::Stdout),
    File { file: File, part: PathBuf, whole: PathBuf },
}

impl Output {
    pub(crate) fn open(path: Option<&Path>) -> io::Result<Self> {
        match path {
            None => Ok(Self::Stdout(io::stdout())),
            Some(path) if path == Path::new("-") => Ok(Self::Stdout(io::stdout())),
            Some(path) => {
                let mut part = path.as_os_str().to_owned();
                part.push(".part");
                let part = PathBuf::from(part);
                Ok(Self::File { file: File::create(&part)?, part, whole: path.to_owned() })
            }
        }
    }

    /// Writes a record at once: whoever reads along gets it, and a stop leaves whole records only.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Stdout(stdout) => {
                let mut stdout = stdout.lock();
                stdout.write_all(bytes)?;
                stdout.flush()
            }
            Self::File { file, .. } => file.write_all(bytes),
        }
    }

    /// Gives the file its name.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Self::Stdout(_) => Ok(()),
            Self::File { file, part, whole } => {
                file.sync_all()?;
                fs::rename(part, whole)
            }
        }
    }
}
