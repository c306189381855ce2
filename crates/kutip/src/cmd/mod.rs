//! One file a command.

pub(crate) mod db;
pub(crate) mod doctor;
pub(crate) mod eval;
pub(crate) mod explain;
pub(crate) mod export;
#[cfg(feature = "fetch")]
pub(crate) mod fetch;
pub(crate) mod forget;
pub(crate) mod import;
pub(crate) mod ingest;
pub(crate) mod init;
pub(crate) mod lexicon;
pub(crate) mod list;
pub(crate) mod parse;
pub(crate) mod read;
pub(crate) mod reread;
pub(crate) mod schema;
pub(crate) mod shell;
pub(crate) mod show;
pub(crate) mod sources;
pub(crate) mod verify;
pub(crate) mod watch;
