//! Lists the models and cutting rules that lie in the languages' folders, so that they ship within the library.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// What is read at run time; clusters are within the models that ask for them.
const FILES: [&str; 5] = ["cut.toml", "lemmas.bin", "names.bin", "parser.bin", "tagger.bin"];

fn main() {
    if let Err(problem) = run() {
        println!("cargo::error={problem}");
        std::process::exit(1);
    }
}

fn run() -> Result<(), String> {
    let env = |name| std::env::var(name).map_err(|error| format!("{name}: {error}"));
    let languages = Path::new(&env("CARGO_MANIFEST_DIR")?).join("../kutip-lang");
    let mut list = String::from("const FILES: &[(&str, &str, &[u8])] = &[\n");
    for folder in entries(&languages)? {
        let code = name(&folder);
        for part in ["grammar", "models"].map(|part| folder.join(part)) {
            if !part.is_dir() {
                continue;
            }
            println!("cargo::rerun-if-changed={}", part.display());
            for file in entries(&part)? {
                if !FILES.contains(&name(&file).as_str()) {
                    continue;
                }
                println!("cargo::rerun-if-changed={}", file.display());
                let _ = writeln!(list, "    ({code:?}, {:?}, include_bytes!({file:?})),", name(&file));
            }
        }
    }
    list.push_str("];\n");
    println!("cargo::rerun-if-changed={}", languages.display());
    std::fs::write(Path::new(&env("OUT_DIR")?).join("files.rs"), list).map_err(|error| error.to_string())
}

/// What lies in a folder, in the order of the names.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(told)?;
    let mut paths =
        entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(told)?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
