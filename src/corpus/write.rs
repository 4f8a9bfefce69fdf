//! Tables to files: `.jsonl`, `.csv` and `.parquet`, each also `.gz` or `.zst`.

use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use parquet::{arrow::ArrowWriter, basic::Compression, file::properties::WriterProperties};

use super::{Table, table::quote};
use crate::error::{Error, Result};

/// The form of a file of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// one JSON object a line
    JsonLines,
    /// comma-separated values below a line of names
    Csv,
    /// Apache Parquet
    Parquet,
}

/// What a file's bytes are packed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Packing {
    None,
    Gzip,
    Zstandard,
}

/// The endings that a file of rows may have.
pub(crate) const ENDINGS: [&str; 3] = [".jsonl", ".csv", ".parquet"];

impl Format {
    /// The format with this name: `jsonl`, `csv` or `parquet`.
    ///
    /// ```
    /// use diplotext::corpus::Format;
    /// assert_eq!(Format::from_name("csv")?, Format::Csv);
    /// assert!(Format::from_name("xls").is_err());
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn from_name(name: &str) -> Result<Self> {
        match name {
            "jsonl" | "ndjson" => Ok(Format::JsonLines),
            "csv" => Ok(Format::Csv),
            "parquet" => Ok(Format::Parquet),
            other => Err(Error::choice("format", other, ["jsonl", "csv", "parquet"])),
        }
    }
}

/// The packing that a file's name tells of, and the name without that ending.
pub(crate) fn packing(path: &Path) -> (Packing, String) {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    for (ending, packing) in [(".gz", Packing::Gzip), (".zst", Packing::Zstandard)] {
        if let Some(stem) = name.strip_suffix(ending) {
            return (packing, stem.to_owned());
        }
    }
    (Packing::None, name)
}

/// Format and packing by the ending of a file that is to be written.
pub(crate) fn by_ending(path: &Path) -> Result<(Format, Packing)> {
    by_known_ending(path).ok_or_else(|| unknown_ending(path, &ENDINGS))
}

/// The format by the ending of a file of rows that is to be read, where a file may be a text too.
pub(crate) fn rows_by_ending(path: &Path) -> Result<Format> {
    let known = by_known_ending(path).map(|(format, _)| format);
    known.ok_or_else(|| unknown_ending(path, &[&[".txt"], ENDINGS.as_slice()].concat()))
}

fn by_known_ending(path: &Path) -> Option<(Format, Packing)> {
    let (packing, name) = packing(path);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    Format::from_name(ending).ok().map(|format| (format, packing))
}

fn unknown_ending(path: &Path, endings: &[&'static str]) -> Error {
    let choices = endings.iter().copied().chain(["each also followed by .gz or .zst"]);
    Error::choice("ending of the file", path.display().to_string(), choices)
}

impl Table {
    /// Writes the table to a file in the format that its ending tells: `.jsonl`, `.csv` or `.parquet`, each also
    /// followed by `.gz` or `.zst`.
    ///
    /// The file appears whole or not at all: rows go to a file beside it, which then takes its name. In a `.csv` file,
    /// which has no form for them, lists stand as JSON and missing values as nothing.
    pub fn write(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let (format, packing) = by_ending(path)?;
        let draft = draft(path);
        let written = self.write_draft(&draft, format, packing).and_then(|()| fs::rename(&draft, path));
        written.map_err(|e| {
            let _ = fs::remove_file(&draft);
            Error::file(path, &e)
        })
    }

    fn write_draft(&self, draft: &Path, format: Format, packing: Packing) -> io::Result<()> {
        let file = BufWriter::with_capacity(1 << 17, File::create(draft)?);
        let file = match packing {
            Packing::None => self.write_to(file, format)?,
            Packing::Gzip => {
                self.write_to(flate2::write::GzEncoder::new(file, flate2::Compression::default()), format)?.finish()?
            }
            Packing::Zstandard => self.write_to(zstd::Encoder::new(file, 0)?, format)?.finish()?,
        };
        file.into_inner().map_err(|e| e.into_error())?.sync_all()
    }

    /// Writes the rows to anything that takes bytes, and gives it back.
    ///
    /// ```
    /// use diplotext::corpus::{Corpus, Format};
    /// let table = Corpus::builder(["We agree."]).ids(["a"]).build()?.sentences()?;
    /// let bytes = table.write_to(Vec::new(), Format::Csv)?;
    /// assert!(bytes.starts_with(b"doc_id,"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn write_to<W: Write + Send>(&self, mut out: W, format: Format) -> io::Result<W> {
        match format {
            Format::JsonLines => {
                let names: Vec<String> = self.columns().map(key).collect();
                let mut line = String::new();
                for row in self.rows() {
                    line.clear();
                    for (i, (name, cell)) in names.iter().zip(row).enumerate() {
                        line.push(if i == 0 { '{' } else { ',' });
                        line.push_str(name);
                        cell.json(&mut line);
                    }
                    line.push_str("}\n");
                    out.write_all(line.as_bytes())?;
                }
                Ok(out)
            }
            Format::Csv => {
                let mut csv = csv::Writer::from_writer(out);
                csv.write_record(self.columns())?;
                for row in self.rows() {
                    csv.write_record(row.iter().map(ToString::to_string))?;
                }
                csv.into_inner().map_err(|e| io::Error::other(e.to_string()))
            }
            Format::Parquet => {
                let properties =
                    WriterProperties::builder().set_compression(Compression::ZSTD(Default::default())).build();
                let mut parquet = ArrowWriter::try_new(out, self.schema().clone(), Some(properties))?;
                for batch in self.batches() {
                    parquet.write(batch)?;
                }
                Ok(parquet.into_inner()?)
            }
        }
    }
}

/// A column's name as the key of a JSON object, with the colon.
fn key(name: &str) -> String {
    let mut key = String::new();
    quote(name, &mut key);
    key.push(':');
    key
}

/// A file beside `path` that no other process writes to.
fn draft(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(format!(".{}.part", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_format_and_packing() {
        let cases = [
            ("a.jsonl", Format::JsonLines, Packing::None),
            ("dir.v2/a.CSV.GZ", Format::Csv, Packing::Gzip),
            ("a.b.parquet.zst", Format::Parquet, Packing::Zstandard),
            ("a.ndjson", Format::JsonLines, Packing::None),
        ];
        for (path, format, packing) in cases {
            assert_eq!(by_ending(Path::new(path)).unwrap(), (format, packing), "{path}");
        }
        for wrong in ["a.xls", "a", ".gz", "a.txt"] {
            let message = by_ending(Path::new(wrong)).unwrap_err().to_string();
            assert!(message.contains(".parquet"), "{message}");
        }
    }
}
