//! One JSON object a line: items of the record, or whole records as `kutip read --json` writes them.

use super::{Cell, Entry, Export, File, Kind, Options, Outputs, heads, items, rows};
use kutip_record::SCHEMA_VERSION;
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// Lines that are being written: a file for each kind, in a stream one for all.
pub(crate) struct Jsonl {
    files: Vec<(Vec<Kind>, File)>,
    options: Options,
}

impl Jsonl {
    pub(crate) fn begin(options: &Options, out: &mut Outputs) -> io::Result<Self> {
        if out.is_stream() {
            let all = (options.kinds.clone(), out.create("items.jsonl")?);
            return Ok(Self { files: vec![all], options: options.clone() });
        }
        let files = options.kinds.iter().map(|kind| Ok((vec![*kind], out.create(format!("{kind}.jsonl"))?)));
        Ok(Self { files: files.collect::<io::Result<_>>()?, options: options.clone() })
    }
}

impl Export for Jsonl {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        let Self { files, options } = self;
        for (kinds, file) in files {
            for kind in kinds {
                if *kind == Kind::Records {
                    serde_json::to_writer(&mut *file, entry.record)?;
                    file.write_all(b"\n")?;
                }
                if matches!(kind, Kind::Plover | Kind::Acled) {
                    rows_of(*kind, entry, options, file)?;
                }
                items::each(*kind, entry, &mut |item| {
                    serde_json::to_writer(&mut *file, &item)?;
                    file.write_all(b"\n")
                })?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut Outputs) -> io::Result<()> {
        self.files.into_iter().try_for_each(|(_, file)| out.close(file))
    }
}

/// Rows as objects, with the names that their columns have in tables.
fn rows_of(kind: Kind, entry: &Entry<'_>, options: &Options, file: &mut File) -> io::Result<()> {
    let heads = heads(kind, options);
    rows(kind, entry, &mut |cells| {
        let mut object = Map::new();
        object.insert("type".into(), kind.one().into());
        object.insert("schema".into(), SCHEMA_VERSION.into());
        object.extend(heads.iter().zip(cells).map(|(head, cell)| (head.name.to_owned(), value(cell))));
        serde_json::to_writer(&mut *file, &object)?;
        file.write_all(b"\n")
    })
}

fn value(cell: &Cell<'_>) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Text(text) => json!(text),
        Cell::Int(number) => json!(number),
        Cell::Float(number) => json!(kutip_record::Number(*number)),
        Cell::Bool(flag) => json!(flag),
        Cell::Day(day) => json!(day.to_string()),
        Cell::List(texts) => json!(texts),
    }
}
