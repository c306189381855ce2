//! Packs every language's folder into one blob, and fails with file and entry when a folder is not of its form.

#![allow(dead_code, unreachable_pub)] // the crate's own files, of which the build uses a part

#[path = "src/amountwords.rs"]
mod amountwords;
#[path = "src/check.rs"]
mod check;
#[path = "src/class.rs"]
mod class;
#[path = "src/compile.rs"]
mod compile;
#[path = "src/error.rs"]
mod error;
#[path = "src/eventwords.rs"]
mod eventwords;
#[path = "src/folder.rs"]
mod folder;
#[path = "src/form.rs"]
mod form;
#[path = "src/frame.rs"]
mod frame;
#[path = "src/lang.rs"]
mod lang;
#[path = "src/placewords.rs"]
mod placewords;
#[path = "src/source.rs"]
mod source;
#[path = "src/timewords.rs"]
mod timewords;
#[path = "src/words.rs"]
mod words;

use std::fmt::Write as _;
use std::path::Path;

fn main() {
    if let Err(problem) = run() {
        for line in problem.lines() {
            println!("cargo::error={line}");
        }
        std::process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let home = std::env::var("CARGO_MANIFEST_DIR").map_err(|e| e.to_string())?;
    let out = std::env::var("OUT_DIR").map_err(|e| e.to_string())?;
    let mut folders: Vec<_> = std::fs::read_dir(&home)
        .map_err(|e| e.to_string())?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.join("words.toml").is_file())
        .collect();
    folders.sort();
    let mut list = String::from("const FOLDERS: &[(&str, &[u8], &[u8])] = &[\n");
    for folder in folders {
        let code = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        println!("cargo::rerun-if-changed={}", folder.display());
        pack(&code, &folder, Path::new(&out)).map_err(|problem| format!("language '{code}': {problem}"))?;
        let bytes = |file: String| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{file}\"))");
        let (lang, source) = (bytes(format!("{code}.bin")), bytes(format!("{code}.source.bin")));
        let _ = writeln!(list, "    ({code:?}, {lang}, {source}),");
    }
    list.push_str("];\n");
    println!("cargo::rerun-if-changed=src");
    std::fs::write(Path::new(&out).join("folders.rs"), list).map_err(|e| e.to_string())
}

/// The language as the engine reads it, and its entries as they are written: what a newsroom's folder is laid over.
fn pack(code: &str, folder: &Path, out: &Path) -> Result<(), String> {
    let source = folder::read_whole(folder).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        errors.join("\n")
    })?;
    let lang = lang::Lang::compile(code, &source).map_err(|e| e.to_string())?;
    let packed = postcard::to_stdvec(&lang).map_err(|e| e.to_string())?;
    std::fs::write(out.join(format!("{code}.bin")), packed).map_err(|e| e.to_string())?;
    let packed = postcard::to_stdvec(&source).map_err(|e| e.to_string())?;
    std::fs::write(out.join(format!("{code}.source.bin")), packed).map_err(|e| e.to_string())
}
