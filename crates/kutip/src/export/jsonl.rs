//! One JSON object a line: items of the record, or whole records as `kutip read --json` writes them.

use super::{Entry, Export, File, Kind, Options, Outputs, items};
use std::io::{self, Write};

/// Lines that are being written: a file for each kind, in a stream one for all.
pub(crate) struct Jsonl {
    files: Vec<(Vec<Kind>, File)>,
}

impl Jsonl {
    pub(crate) fn begin(options: &Options, out: &mut Outputs) -> io::Result<Self> {
        if out.is_stream() {
            return Ok(Self { files: vec![(options.kinds.clone(), out.create("items.jsonl")?)] });
        }
        let files = options.kinds.iter().map(|kind| Ok((vec![*kind], out.create(format!("{kind}.jsonl"))?)));
        Ok(Self { files: files.collect::<io::Result<_>>()? })
    }
}

impl Export for Jsonl {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        for (kinds, file) in &mut self.files {
            for kind in kinds {
                if *kind == Kind::Records {
                    serde_json::to_writer(&mut *file, entry.record)?;
                    file.write_all(b"\n")?;
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
