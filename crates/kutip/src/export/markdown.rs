//! A report in Markdown, article by article.

use super::{Entry, Export, File, Kind, Options, Outputs, lines};
use crate::escape::markdown;
use std::io::{self, Write};

pub(crate) struct Markdown {
    file: File,
    kinds: Vec<Kind>,
}

impl Markdown {
    pub(crate) fn begin(options: &Options, out: &mut Outputs) -> io::Result<Self> {
        let stem = options.stem();
        let mut file = out.create(format!("{stem}.md"))?;
        writeln!(file, "# {stem}")?;
        Ok(Self { file, kinds: options.kinds.clone() })
    }
}

impl Export for Markdown {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        let found: Vec<_> = self.kinds.iter().map(|kind| (kind, lines::of(*kind, entry))).collect();
        if found.iter().all(|(_, lines)| lines.is_empty()) {
            return Ok(());
        }
        writeln!(self.file, "\n## {}\n", markdown(entry.title()))?;
        let document = &entry.record.document;
        let mut from: Vec<String> = document.outlet.iter().map(|outlet| markdown(outlet)).collect();
        from.extend(document.published.map(|day| day.0.to_string()));
        from.extend(entry.authors().iter().map(|name| markdown(name)));
        from.extend(entry.address().map(|address| format!("<{address}>")));
        from.push(format!("`{}`", entry.ids.article));
        writeln!(self.file, "{}", from.join(" · "))?;
        for (kind, lines) in found.iter().filter(|(_, lines)| !lines.is_empty()) {
            if self.kinds.len() > 1 {
                writeln!(self.file, "\n### {kind}")?;
            }
            for line in lines {
                writeln!(self.file, "\n**{}**\n", markdown(&line.title))?;
                if !line.quote.text.is_empty() {
                    writeln!(self.file, "> {}\n", markdown(&line.quote.text))?;
                }
                let facts: Vec<String> =
                    line.facts.iter().map(|(name, fact)| format!("{name}: {}", markdown(fact))).collect();
                writeln!(self.file, "{} · `{}`", facts.join(" · "), line.id)?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut Outputs) -> io::Result<()> {
        out.close(self.file)
    }
}
