//! Parquet, a file a kind: columns compressed by zstd, lists as lists, and in the file's metadata what it was made by.
//!
//! Rows are held until they are worth a row group, then written; so is what is left at the end.

use super::{Cell, Entry, Export, File, Form, Head, Kind, Options, Outputs, heads, rows};
use kutip_record::SCHEMA_VERSION;
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::{ParquetError, Result as Written};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

/// Rows of a group, unless their texts are long.
const GROUP_ROWS: usize = 50_000;
const GROUP_BYTES: usize = 32 << 20;

pub(crate) struct Parquet {
    tables: Vec<Table>,
    /// The lexicons that records were read with.
    lexicons: BTreeSet<String>,
}

struct Table {
    kind: Kind,
    heads: Vec<Head>,
    writer: SerializedFileWriter<File>,
    /// Rows of the group that is being gathered.
    held: Vec<Vec<Cell<'static>>>,
    bytes: usize,
}

impl Parquet {
    pub(crate) fn begin(options: &Options, out: &mut Outputs) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(parquet::basic::ZstdLevel::default()))
            .set_created_by(format!("kutip {}", crate::VERSION))
            .build();
        let properties = Arc::new(properties);
        let tables = options.kinds.iter().map(|kind| {
            let file = out.create(format!("{kind}.parquet"))?;
            let heads = heads(*kind, options);
            let schema = schema(*kind, &heads).map_err(failed)?;
            let writer = SerializedFileWriter::new(file, schema, Arc::clone(&properties)).map_err(failed)?;
            Ok(Table { kind: *kind, heads, writer, held: Vec::new(), bytes: 0 })
        });
        Ok(Self { tables: tables.collect::<io::Result<_>>()?, lexicons: BTreeSet::new() })
    }
}

impl Export for Parquet {
    fn put(&mut self, entry: &Entry<'_>, _: &mut Outputs) -> io::Result<()> {
        self.lexicons.extend(entry.record.lexicon_sha256.as_deref().map(str::to_owned));
        for table in &mut self.tables {
            rows(table.kind, entry, &mut |cells| {
                table.held.push(cells.iter().map(owned).collect());
                table.bytes += cells.iter().map(size).sum::<usize>();
                if table.held.len() >= GROUP_ROWS || table.bytes >= GROUP_BYTES {
                    table.flush().map_err(failed)?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>, out: &mut Outputs) -> io::Result<()> {
        let lexicons: Vec<String> = self.lexicons.into_iter().collect();
        for mut table in self.tables {
            table.flush().map_err(failed)?;
            let about = [
                ("kutip.schema", SCHEMA_VERSION.to_owned()),
                ("kutip.version", crate::VERSION.to_owned()),
                ("kutip.lexicon_sha256", lexicons.join(" ")),
            ];
            for (key, value) in about {
                table.writer.append_key_value_metadata(KeyValue::new(key.to_owned(), value));
            }
            out.close(table.writer.into_inner().map_err(failed)?)?;
        }
        Ok(())
    }
}

impl Table {
    /// Writes the rows that are held as a group.
    fn flush(&mut self) -> Written<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let held = std::mem::take(&mut self.held);
        self.bytes = 0;
        let mut group = self.writer.next_row_group()?;
        for (number, head) in self.heads.iter().enumerate() {
            let Some(mut column) = group.next_column()? else { break };
            let cells = held.iter().filter_map(|row| row.get(number));
            match head.form {
                Form::Text => single::<ByteArrayType>(&mut column, cells, |cell| match cell {
                    Cell::Text(text) => Some(ByteArray::from(text.as_ref())),
                    _ => None,
                }),
                Form::Int => single::<Int64Type>(&mut column, cells, |cell| match cell {
                    Cell::Int(number) => Some(*number),
                    _ => None,
                }),
                Form::Float => single::<DoubleType>(&mut column, cells, |cell| match cell {
                    Cell::Float(number) => Some(*number),
                    _ => None,
                }),
                Form::Bool => single::<BoolType>(&mut column, cells, |cell| match cell {
                    Cell::Bool(flag) => Some(*flag),
                    _ => None,
                }),
                Form::Day => single::<Int32Type>(&mut column, cells, |cell| match cell {
                    Cell::Day(day) => Some(days(*day)),
                    _ => None,
                }),
                Form::List => list(&mut column, cells),
            }?;
            column.close()?;
        }
        group.close()?;
        Ok(())
    }
}

/// Writes a column of values, some of which are not there.
fn single<'c, T: DataType>(
    column: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = &'c Cell<'static>>,
    value: impl Fn(&Cell<'static>) -> Option<T::T>,
) -> Written<()> {
    let values: Vec<Option<T::T>> = cells.map(value).collect();
    let there: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let values: Vec<T::T> = values.into_iter().flatten().collect();
    column.typed::<T>().write_batch(&values, Some(&there), None)?;
    Ok(())
}

/// Writes a column of lists, none of which is not there.
fn list<'c>(
    column: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = &'c Cell<'static>>,
) -> Written<()> {
    let (mut values, mut there, mut goes_on) = (Vec::new(), Vec::new(), Vec::new());
    for cell in cells {
        let texts: &[_] = if let Cell::List(texts) = cell { texts } else { &[] };
        if texts.is_empty() {
            there.push(0);
            goes_on.push(0);
        }
        for (number, text) in texts.iter().enumerate() {
            values.push(ByteArray::from(text.as_ref()));
            there.push(1);
            goes_on.push(i16::from(number > 0));
        }
    }
    column.typed::<ByteArrayType>().write_batch(&values, Some(&there), Some(&goes_on))?;
    Ok(())
}

fn schema(kind: Kind, heads: &[Head]) -> Written<TypePtr> {
    let columns = heads.iter().map(|head| column(head).map(Arc::new)).collect::<Written<Vec<_>>>()?;
    Ok(Arc::new(Type::group_type_builder(kind.name()).with_fields(columns).build()?))
}

fn column(head: &Head) -> Written<Type> {
    let plain = |name, physical, logical, repetition| {
        Type::primitive_type_builder(name, physical)
            .with_logical_type(logical)
            .with_repetition(repetition)
            .build()
    };
    let optional = |physical, logical| plain(head.name, physical, logical, Repetition::OPTIONAL);
    match head.form {
        Form::Text => optional(Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Form::Int => optional(Physical::INT64, None),
        Form::Float => optional(Physical::DOUBLE, None),
        Form::Bool => optional(Physical::BOOLEAN, None),
        Form::Day => optional(Physical::INT32, Some(LogicalType::Date)),
        Form::List => {
            let text =
                plain("element", Physical::BYTE_ARRAY, Some(LogicalType::String), Repetition::REQUIRED)?;
            let texts = Type::group_type_builder("list")
                .with_repetition(Repetition::REPEATED)
                .with_fields(vec![Arc::new(text)])
                .build()?;
            Type::group_type_builder(head.name)
                .with_repetition(Repetition::REQUIRED)
                .with_logical_type(Some(LogicalType::List))
                .with_fields(vec![Arc::new(texts)])
                .build()
        }
    }
}

/// Days since 1970.
fn days(day: jiff::civil::Date) -> i32 {
    let since = day.since(jiff::civil::date(1970, 1, 1)).map(|span| span.get_days());
    since.unwrap_or_default()
}

fn owned(cell: &Cell<'_>) -> Cell<'static> {
    match cell {
        Cell::Null => Cell::Null,
        Cell::Text(text) => Cell::Text(text.clone().into_owned().into()),
        Cell::Int(number) => Cell::Int(*number),
        Cell::Float(number) => Cell::Float(*number),
        Cell::Bool(flag) => Cell::Bool(*flag),
        Cell::Day(day) => Cell::Day(*day),
        Cell::List(texts) => Cell::List(texts.iter().map(|text| text.clone().into_owned().into()).collect()),
    }
}

/// About how many bytes a cell takes.
fn size(cell: &Cell<'_>) -> usize {
    let own = size_of::<Cell<'_>>();
    match cell {
        Cell::Text(text) => own + text.len(),
        Cell::List(texts) => own + texts.iter().map(|text| own + text.len()).sum::<usize>(),
        _ => own,
    }
}

fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
