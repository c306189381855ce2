//! `kutip init`: an empty store.

use crate::archive;
use crate::args::InitArgs;
use crate::args::archive::{StoreArgs, WriteArgs};
use crate::exit::Exit;

pub(crate) fn run(args: &InitArgs) -> Exit {
    if args.store.exists() {
        return archive::name_taken(&args.store);
    }
    let write = WriteArgs { store: StoreArgs { store: args.store.clone() }, wait: 0 };
    match archive::write(&write, "kutip init", Some(args.keep.into())) {
        Ok(_) => Exit::Done,
        Err(exit) => exit,
    }
}
