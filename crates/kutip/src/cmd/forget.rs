//! `kutip forget`: articles out of a store for good.

use crate::archive;
use crate::args::ForgetArgs;
use crate::exit::Exit;
use crate::notices;
use kutip_store::Forget;

pub(crate) fn run(args: &ForgetArgs) -> Exit {
    let named = [&args.article, &args.source, &args.actor];
    let what = match named {
        [Some(name), _, _] => Forget::Article(name.clone()),
        [_, Some(name), _] => Forget::Source(name.clone()),
        [_, _, Some(name)] => Forget::Actor(name.clone()),
        [None, None, None] => return Exit::Usage,
    };
    match forget(args, &what) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn forget(args: &ForgetArgs, what: &Forget) -> Result<Exit, Exit> {
    let path = &args.write.store.store;
    let say = |error| archive::say(&error, path);
    let store = archive::read(&args.write.store)?;
    let count = store.to_forget(what).map_err(say)?.len();
    // A run that was stopped took the articles out, and may not have written the file anew.
    let remains = store.has_remains().map_err(say)?;
    drop(store);
    if count == 0 && remains {
        archive::write(&args.write, "kutip forget", None)?.clean().map_err(say)?;
    }
    if count == 0 {
        notices::fail(
            "K1021",
            "there is no such article in the store\n  → names are those of 'kutip sources list' and 'kutip actors'",
            "tidak ada artikel seperti itu di gudang\n  → nama seperti pada 'kutip sources list' dan 'kutip actors'",
        );
        return Ok(Exit::CheckFailed);
    }
    if args.dry_run {
        return archive::print(&count.to_string()).map(|()| Exit::Done);
    }
    let english = format!("{count} articles would be taken out of {} for good", path.display());
    let indonesian = format!("{count} artikel akan dihapus selamanya dari {}", path.display());
    archive::sure(&args.sure, &english, &indonesian)?;
    let mut store = archive::write(&args.write, "kutip forget", None)?;
    // Once more: another one may have written meanwhile.
    let articles = store.to_forget(what).map_err(say)?;
    let forgotten = store.forget(&articles, &archive::now()).map_err(say)?;
    archive::print(&forgotten.to_string())?;
    Ok(Exit::Done)
}
