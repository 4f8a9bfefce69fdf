//! Corpora from files: `.jsonl`, `.csv` and `.parquet`, each also `.gz` or `.zst`, and folders or globs of `.txt`.
//!
//! Every fault names the file and the line or row where it stands. A corpus is read whole, or in [`Batches`] of bounded
//! size: both by the same code, a whole one being a single batch.

mod gather;
mod paths;
mod rows;

use std::{path::Path, vec};

use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::{
    Corpus, Table, Watch,
    write::{Format, rows_by_ending},
};
use crate::{
    Language,
    error::{Error, Result},
};
use gather::Gather;
use paths::Source;
use rows::Rows;

/// How [`Corpus::read`] reads: which column holds what, and what becomes of a bad row.
///
/// ```
/// use diplotext::corpus::Reading;
/// let reading = Reading { text: "body".into(), ..Reading::default() };
/// assert_eq!(reading.id, "id");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// the column that holds the text
    pub text: String,
    /// the column that holds the id; where a file has no column `id`, the ids are the rows' numbers from 0
    pub id: String,
    /// the language of all texts; `None` to detect each text's own
    pub language: Option<Language>,
    /// what becomes of a row that cannot be read
    pub on_error: OnError,
}

impl Default for Reading {
    fn default() -> Self {
        Self { text: "text".into(), id: "id".into(), language: Some(Language::English), on_error: OnError::Stop }
    }
}

/// What becomes of a row that cannot be read: malformed, without a text, or no UTF-8.
///
/// A file that cannot be read at all, or has no column of texts, is an error either way.
///
/// ```
/// use diplotext::corpus::OnError;
/// assert_eq!(OnError::from_name("collect")?, OnError::Collect);
/// # Ok::<(), diplotext::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OnError {
    /// the reading ends with an error that names file and line
    #[default]
    Stop,
    /// the row is kept in [`Corpus::bad_rows`], and the reading goes on
    Collect,
}

impl OnError {
    /// The choice of this name: `raise` or `collect`.
    ///
    /// # Errors
    /// It is neither; the message lists both.
    pub fn from_name(name: &str) -> Result<Self> {
        match name {
            "raise" => Ok(Self::Stop),
            "collect" => Ok(Self::Collect),
            other => Err(Error::choice("on_error", other, ["raise", "collect"])),
        }
    }
}

impl Corpus {
    /// Reads a corpus from a file, a folder of `.txt` files or a glob.
    ///
    /// A file is `.jsonl`, `.csv` or `.parquet`, each also `.gz` or `.zst`; every column but those of text and id
    /// becomes meta. In a folder every `.txt` file (also packed, also in folders below) is a document with its path
    /// below the folder, without the ending, as id. A glob (`*`, `?`, `[ab]`, `**` for any folders) finds either
    /// `.txt` files or files of rows of one format, which are read one after the other. An id that stands in several
    /// rows (a text in several languages) is told apart by a number: `a`, `a#2`, `a#3`.
    ///
    /// # Errors
    /// Missing and unreadable files, malformed lines (with file and line; see [`OnError`]), missing columns.
    ///
    /// ```no_run
    /// use diplotext::corpus::{Corpus, Reading};
    /// let corpus = Corpus::read("speeches.jsonl.zst", &Reading::default())?;
    /// println!("{} speeches", corpus.len());
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn read(path: impl AsRef<Path>, reading: &Reading) -> Result<Self> {
        Self::read_all(&[path], reading)
    }

    /// Reads one corpus from several paths, as [`read`](Self::read) does from each: all texts, or all rows of one
    /// format.
    ///
    /// # Errors
    /// As [`read`](Self::read); and paths that lead to files of several formats.
    pub fn read_all<P: AsRef<Path>>(paths: &[P], reading: &Reading) -> Result<Self> {
        Self::read_watched(paths, reading, &Watch::default())
    }

    /// As [`read_all`](Self::read_all); `watch` can stop it.
    ///
    /// # Errors
    /// As [`read_all`](Self::read_all); and [`Watch::stop`].
    pub fn read_watched<P: AsRef<Path>>(paths: &[P], reading: &Reading, watch: &Watch) -> Result<Self> {
        Batches::open(paths, reading, usize::MAX)?.whole(watch)
    }

    /// Reads a corpus that need not fit into memory: corpora of about `size` bytes of text, one after the other.
    ///
    /// Ids are told apart, and types of meta columns found, within each batch; rows without ids are numbered through.
    ///
    /// # Errors
    /// As [`read_all`](Self::read_all), at once or with the batch where the fault stands.
    ///
    /// ```no_run
    /// use diplotext::corpus::{Corpus, Reading, Unit, Watch};
    /// use diplotext::statistics::Counts;
    /// let mut counts = Counts::new();
    /// for batch in Corpus::read_batches(&["speeches.jsonl.zst"], &Reading::default(), 64 << 20)? {
    ///     counts += batch?.counts(Unit::Stem, &Watch::default())?;
    /// }
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn read_batches<P: AsRef<Path>>(paths: &[P], reading: &Reading, size: usize) -> Result<Batches> {
        if size == 0 {
            return Err(Error::value("size", size, "expected at least one byte"));
        }
        Batches::open(paths, reading, size)
    }
}

/// Corpora of bounded size, read one after the other; see [`Corpus::read_batches`].
pub struct Batches {
    files: vec::IntoIter<Source>,
    /// the format of all files; none where they are texts
    format: Option<Format>,
    open: Option<Rows>,
    gather: Gather,
    size: usize,
    /// after an error nothing more is read
    over: bool,
}

impl std::fmt::Debug for Batches {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Batches").field("size", &self.size).field("over", &self.over).finish_non_exhaustive()
    }
}

impl Batches {
    fn open<P: AsRef<Path>>(paths: &[P], reading: &Reading, size: usize) -> Result<Self> {
        let mut files = Vec::new();
        for path in paths {
            paths::expand(path.as_ref(), paths.len() == 1, &mut files)?;
        }
        let format = format(&files)?;
        let gather = Gather::new(reading);
        Ok(Self { files: files.into_iter(), format, open: None, gather, size, over: false })
    }

    /// The next corpus, or none where all is read; `watch` can stop it.
    ///
    /// # Errors
    /// A fault of the data, told with file and line; or [`Watch::stop`]. Nothing comes after an error.
    pub fn next_watched(&mut self, watch: &Watch) -> Result<Option<Corpus>> {
        if self.over {
            return Ok(None);
        }
        let outcome = self.fill(watch).and_then(|()| match self.gather.is_empty() {
            true => Ok(None),
            false => Corpus::build(self.gather.finish()?.with_ids_told_apart()).map(Some),
        });
        self.over = !matches!(outcome, Ok(Some(_)));
        outcome
    }

    /// Everything as one corpus.
    fn whole(mut self, watch: &Watch) -> Result<Corpus> {
        self.fill(watch)?;
        Corpus::build(self.gather.finish()?.with_ids_told_apart())
    }

    /// Reads until a batch is full or all is read.
    fn fill(&mut self, watch: &Watch) -> Result<()> {
        while self.gather.bytes() < self.size {
            if watch.stopped() {
                return Err(Error::stopped());
            }
            let rows = match &mut self.open {
                Some(rows) => rows,
                closed => match self.files.next() {
                    Some(file) => closed.insert(Rows::open(file, self.format, &mut self.gather)?),
                    None => return Ok(()),
                },
            };
            if !rows.next(&mut self.gather)? {
                self.open = None;
            }
        }
        Ok(())
    }
}

impl Iterator for Batches {
    type Item = Result<Corpus>;
    fn next(&mut self) -> Option<Self::Item> {
        self.next_watched(&Watch::default()).transpose()
    }
}

/// The one format of some files; none where all are texts.
fn format(files: &[Source]) -> Result<Option<Format>> {
    if files.iter().all(|file| file.id.is_some()) {
        return Ok(None);
    }
    let mut first = None;
    for Source { path, .. } in files {
        let format = rows_by_ending(path)?;
        if *first.get_or_insert(format) != format {
            return Err(Error::value("files", path.display(), "expected files of one format"));
        }
    }
    Ok(first)
}

impl Table {
    /// The table in the bytes of a `.parquet` file.
    #[cfg(feature = "python")]
    pub(crate) fn from_parquet(bytes: Vec<u8>) -> Result<Self> {
        let fault = |e: String| Error::damaged("a table", e);
        let reader =
            ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).map_err(|e| fault(e.to_string()))?;
        let schema = reader.schema().clone();
        let batches = reader.build().map_err(|e| fault(e.to_string()))?;
        Self::new(schema, batches.collect::<std::result::Result<_, _>>().map_err(|e| fault(e.to_string()))?)
    }
}
