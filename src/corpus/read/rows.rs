//! The rows of a file, one after the other.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use serde_json::{Map, Value};

use super::{
    gather::{Fault, Faulty, Gather, Place, fault_in},
    paths::Source,
};
use crate::{
    corpus::write::{Format, Packing, packing},
    error::{Error, Result},
};

type Bytes = Box<dyn BufRead + Send>;

/// A file that is being read.
pub(super) struct Rows {
    path: PathBuf,
    /// the line or row that was read last, from 1
    line: usize,
    form: Form,
}

enum Form {
    /// a text, as one row
    Text {
        id: String,
        read: bool,
    },
    JsonLines {
        input: Bytes,
        line: Vec<u8>,
    },
    Csv {
        csv: Box<csv::Reader<Bytes>>,
        places: Vec<Place>,
        record: csv::ByteRecord,
    },
    Parquet(Box<ParquetRecordBatchReader>),
}

impl Rows {
    /// Opens a file of rows of this format, or a text where there is none.
    pub(super) fn open(source: Source, format: Option<Format>, gather: &mut Gather) -> Result<Self> {
        let Source { path, id } = source;
        let form = match format {
            None => Form::Text { id: id.unwrap_or_default(), read: false },
            Some(Format::JsonLines) => Form::JsonLines { input: open(&path)?, line: Vec::new() },
            Some(Format::Csv) => {
                let mut input = open(&path)?;
                if input.fill_buf().map_err(|e| Error::file(&path, &e))?.starts_with("\u{feff}".as_bytes()) {
                    input.consume("\u{feff}".len());
                }
                let mut csv = csv::Reader::from_reader(input);
                let names = csv.headers().map_err(|e| in_csv(&path, e))?.clone();
                let places = gather.places(names.iter()).map_err(|fault| fault.at(&path, 1))?;
                Form::Csv { csv: Box::new(csv), places, record: csv::ByteRecord::new() }
            }
            Some(Format::Parquet) => Form::Parquet(Box::new(parquet(&path)?)),
        };
        Ok(Self { path, line: 0, form })
    }

    /// Gives the next row, or the next few, to `gather`; false where the file has ended.
    pub(super) fn next(&mut self, gather: &mut Gather) -> Result<bool> {
        let Self { path, line: number, form } = self;
        match form {
            Form::Text { read: true, .. } => Ok(false),
            Form::Text { id, read } => {
                *read = true;
                text(path, id, gather)
            }
            Form::JsonLines { input, line } => {
                line.clear();
                if input.read_until(b'\n', line).map_err(|e| Error::file(path, &e))? == 0 {
                    return Ok(false);
                }
                *number += 1;
                let mut json = line.trim_ascii();
                if *number == 1 {
                    json = json.strip_prefix("\u{feff}".as_bytes()).unwrap_or(json);
                }
                if !json.is_empty() {
                    let outcome = object(json).and_then(|row| gather.json(row));
                    gather.take_note(path, *number, outcome, || String::from_utf8_lossy(json).into_owned())?;
                }
                Ok(true)
            }
            Form::Csv { csv, places, record } => {
                let outcome = match csv.read_byte_record(record) {
                    Ok(false) => return Ok(false),
                    Ok(true) => values(record).and_then(|record| gather.values(places, record.iter())),
                    Err(e) => in_record(path, e)?,
                };
                *number = record.position().map_or(*number + 1, |p| p.line() as usize);
                let row = || record.iter().map(String::from_utf8_lossy).collect::<Vec<_>>().join(",");
                gather.take_note(path, *number, outcome, row)?;
                Ok(true)
            }
            Form::Parquet(batches) => {
                let Some(batch) = batches.next() else { return Ok(false) };
                let fault =
                    |e: arrow_schema::ArrowError| fault_in(path, *number + 1, e.to_string(), "Apache Parquet".into());
                let batch = batch.map_err(fault)?;
                gather.batch(path, *number, &batch)?;
                *number += batch.num_rows();
                Ok(true)
            }
        }
    }
}

/// A text file as a document.
fn text(path: &Path, id: &str, gather: &mut Gather) -> Result<bool> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).map_err(|e| Error::file(path, &e))?;
    let (line, outcome) = match std::str::from_utf8(&bytes) {
        Ok(text) => (1, gather.push(text.strip_prefix('\u{feff}').unwrap_or(text).into(), Some(id.into()))),
        Err(e) => {
            let good = bytes.get(..e.valid_up_to()).unwrap_or_default();
            (1 + good.iter().filter(|b| **b == b'\n').count(), Err(not_utf8()))
        }
    };
    gather.take_note(path, line, outcome, || String::from_utf8_lossy(&bytes).into_owned())?;
    Ok(true)
}

fn not_utf8() -> Fault {
    Fault::new("text that is not UTF-8", "UTF-8; convert the file first")
}

fn object(json: &[u8]) -> Faulty<Map<String, Value>> {
    serde_json::from_slice(json).map_err(|e| {
        // serde_json counts lines too, but here each line is one document.
        let what = e.to_string();
        let what = what.split_once(" at line ").map_or(what.as_str(), |(what, _)| what);
        Fault::new(format!("{what} (column {})", e.column()), "a JSON object")
    })
}

fn values(record: &csv::ByteRecord) -> Faulty<csv::StringRecord> {
    csv::StringRecord::from_byte_record(record.clone()).map_err(|_| not_utf8())
}

/// What is wrong with one record; the rest of the file may still be read.
fn in_record(path: &Path, error: csv::Error) -> Result<Faulty<()>> {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => Ok(Err(Fault::new(
            format!("{len} values"),
            format!("{expected_len}, as many as there are names in line 1"),
        ))),
        _ => Err(in_csv(path, error)),
    }
}

fn in_csv(path: &Path, error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(e) => Error::file(path, &e),
        csv::ErrorKind::Utf8 { pos, .. } => not_utf8().at(path, pos.map_or(0, |p| p.line() as usize)),
        _ => fault_in(path, 0, "a fault in the CSV".into(), "comma-separated values".into()),
    }
}

fn parquet(path: &Path) -> Result<ParquetRecordBatchReader> {
    let fault = |e: parquet::errors::ParquetError| fault_in(path, 0, e.to_string(), "Apache Parquet".into());
    match packing(path).0 {
        Packing::None => {
            let file = File::open(path).map_err(|e| Error::file(path, &e))?;
            ParquetRecordBatchReaderBuilder::try_new(file).map_err(fault)?.build().map_err(fault)
        }
        _ => {
            let mut bytes = Vec::new();
            open(path)?.read_to_end(&mut bytes).map_err(|e| Error::file(path, &e))?;
            let bytes = bytes::Bytes::from(bytes);
            ParquetRecordBatchReaderBuilder::try_new(bytes).map_err(fault)?.build().map_err(fault)
        }
    }
}

/// A file's bytes, unpacked.
fn open(path: &Path) -> Result<Bytes> {
    let fault = |e| Error::file(path, &e);
    let file = File::open(path).map_err(fault)?;
    Ok(match packing(path).0 {
        Packing::None => Box::new(BufReader::with_capacity(1 << 16, file)),
        Packing::Gzip => Box::new(BufReader::with_capacity(1 << 16, flate2::read::MultiGzDecoder::new(file))),
        Packing::Zstandard => Box::new(BufReader::with_capacity(1 << 16, zstd::Decoder::new(file).map_err(fault)?)),
    })
}
