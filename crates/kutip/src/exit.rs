//! What the exit status says.

use std::io;
use std::process::ExitCode;

/// The exit statuses, by what they mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// All was read.
    Done,
    /// A check failed.
    CheckFailed,
    /// The command line cannot be followed.
    Usage,
    /// Some inputs failed; what could be read is there.
    Partly,
    /// Nothing could be read or written.
    Io,
    /// Another run is at it.
    Busy,
    /// No space left.
    NoSpace,
    /// The store is damaged, or no store that this version knows.
    Damaged,
    /// Stopped by the signal of this number: 2 from the keyboard, 15 from another program.
    Interrupted(u8),
}

impl Exit {
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::CheckFailed => 1,
            Self::Usage => 2,
            Self::Partly => 3,
            Self::Io => 4,
            Self::Busy => 5,
            Self::NoSpace => 6,
            Self::Damaged => 7,
            Self::Interrupted(signal) => 128_u8.saturating_add(signal),
        }
    }

    /// The status of a failed write. A closed pipe is the reader's way to say that it has enough.
    pub(crate) fn of_write(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::Done,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::NoSpace,
            _ => Self::Io,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}
