//! Corpora from files: `.jsonl`, `.csv` and `.parquet`, each also `.gz` or `.zst`, and folders or globs of `.txt`.
//!
//! Every fault names the file and the line or row where it stands.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::{Map, Value};

use super::{
    Cell, Corpus, Found, Table,
    table::{columns, readable},
    write::{Format, Packing, packing, rows_by_ending},
};
use crate::{
    Language,
    error::{Error, Result},
};

/// How [`Corpus::read`] reads: which column holds what.
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
}

impl Default for Reading {
    fn default() -> Self {
        Self { text: "text".into(), id: "id".into(), language: Some(Language::English) }
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
    /// Missing and unreadable files, malformed lines (with file and line), missing columns.
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
        let mut files = Vec::new();
        for path in paths {
            expand(path.as_ref(), paths.len() == 1, &mut files)?;
        }
        let texts = files.iter().filter(|f| f.id.is_some()).count();
        let mut found = if texts == files.len() { text_files(files)? } else { rows(&files, reading)? };
        found.language = reading.language;
        Self::build(found.with_ids_told_apart())
    }
}

/// A file to read; a text has an id, rows of a table bring theirs.
struct Source {
    path: PathBuf,
    id: Option<String>,
}

impl Source {
    /// A file whose id, where it is a text, is its path below `root` without the ending.
    fn new(path: PathBuf, root: &Path) -> Self {
        let below = path.strip_prefix(root).unwrap_or(&path).to_string_lossy();
        let end = is_text(&path).then(|| below.to_ascii_lowercase().rfind(".txt")).flatten();
        let id = end.and_then(|end| below.get(..end)).map(str::to_owned);
        Self { path, id }
    }
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

/// The files that a path stands for: itself, the texts of a folder, or whatever fits a glob.
fn expand(path: &Path, only: bool, all: &mut Vec<Source>) -> Result<()> {
    let shown = path.to_string_lossy();
    if path.is_dir() {
        let found = files(path, &["**".into(), "*".into()])?.into_iter().filter(|f| is_text(f));
        all.extend(found.map(|file| Source::new(file, path)));
    } else if !path.exists() && shown.contains(WILD) {
        glob(path, &shown, all)?;
    } else {
        // One text is named by its name; of several, two may have the same.
        let root = path.parent().filter(|_| only).unwrap_or(Path::new(""));
        all.push(Source::new(path.to_owned(), root));
    }
    Ok(())
}

/// The signs that make a path a glob.
const WILD: [char; 3] = ['*', '?', '['];

fn is_text(path: &Path) -> bool {
    packing(path).1.ends_with(".txt")
}

fn glob(path: &Path, shown: &str, all: &mut Vec<Source>) -> Result<()> {
    let parts: Vec<&str> = shown.split(['/', std::path::MAIN_SEPARATOR]).collect();
    let fixed = parts.iter().take_while(|part| !part.contains(WILD)).count();
    let (fixed, pattern) = parts.split_at(fixed);
    let root = match fixed {
        [] => PathBuf::from("."),
        [""] => PathBuf::from("/"),
        some => PathBuf::from(some.join("/")),
    };
    let found = files(&root, &pattern.iter().map(|part| part.to_string()).collect::<Vec<_>>())?;
    if found.is_empty() {
        return Err(Error::file(path, &io::Error::new(io::ErrorKind::NotFound, "no file has such a name")));
    }
    // Where texts lie beside other files, the texts are meant.
    let texts = found.iter().any(|f| is_text(f));
    all.extend(found.into_iter().filter(|f| !texts || is_text(f)).map(|file| Source::new(file, &root)));
    Ok(())
}

/// The files below `root` whose path fits the pattern, a part a folder, sorted by name.
fn files(root: &Path, pattern: &[String]) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    walk(root, pattern, &mut all)?;
    all.sort();
    all.dedup();
    Ok(all)
}

fn walk(folder: &Path, pattern: &[String], all: &mut Vec<PathBuf>) -> Result<()> {
    let Some((first, rest)) = pattern.split_first() else { return Ok(()) };
    if first == "**" {
        walk(folder, rest, all)?;
    }
    let entries = std::fs::read_dir(folder).map_err(|e| Error::file(folder, &e))?;
    for entry in entries {
        let path = entry.map_err(|e| Error::file(folder, &e))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Hidden files and folders are not data; a symbolic link to a folder may lead in a circle.
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            match first.as_str() {
                "**" if !path.is_symlink() => walk(&path, pattern, all)?,
                "**" => {}
                _ if fits(first, &name) => walk(&path, rest, all)?,
                _ => {}
            }
        } else if rest.is_empty() && fits(first, &name) {
            all.push(path);
        }
    }
    Ok(())
}

/// One place of a pattern.
enum Wild {
    /// any number of characters
    Star,
    /// one character, any or (not) of these
    One { not: bool, of: Vec<(char, char)> },
}

/// A pattern of `*` (anything), `?` (one character) and `[ab0-9]` (one of these; `[!ab]`: none of these).
fn pattern(text: &str) -> Vec<Wild> {
    let mut places = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        places.push(match (c, rest.split_once(']')) {
            ('*', _) => Wild::Star,
            ('?', _) => Wild::One { not: true, of: Vec::new() },
            ('[', Some((inside, after))) if !inside.is_empty() => {
                rest = after;
                let not = inside.starts_with('!');
                Wild::One { not, of: ranges(inside.trim_start_matches('!')) }
            }
            (c, _) => Wild::One { not: false, of: vec![(c, c)] },
        });
    }
    places
}

/// `a-z_` as ranges of characters.
fn ranges(inside: &str) -> Vec<(char, char)> {
    let mut all = Vec::new();
    let mut chars = inside.chars();
    while let Some(from) = chars.next() {
        let mut ahead = chars.clone();
        match (ahead.next(), ahead.next()) {
            (Some('-'), Some(to)) => {
                all.push((from, to));
                chars = ahead;
            }
            _ => all.push((from, from)),
        }
    }
    all
}

/// Whether a name fits a pattern.
fn fits(wild: &str, name: &str) -> bool {
    let (pattern, name): (Vec<Wild>, Vec<char>) = (pattern(wild), name.chars().collect());
    let (mut p, mut n) = (0, 0);
    // Where the last star stands and how much of the name it holds: only the last one ever needs to grow.
    let mut star = None;
    while let Some(c) = name.get(n) {
        match pattern.get(p) {
            Some(Wild::Star) => {
                star = Some((p, n));
                p += 1;
            }
            Some(Wild::One { not, of }) if of.iter().any(|(from, to)| (from..=to).contains(&c)) != *not => {
                (p, n) = (p + 1, n + 1);
            }
            _ => match star {
                Some((at, held)) => {
                    star = Some((at, held + 1));
                    (p, n) = (at + 1, held + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|place| matches!(place, Wild::Star))
}

/// Text files, each a document.
fn text_files(files: Vec<Source>) -> Result<Found> {
    let mut found = Found { ids: Some(Vec::new()), ..Found::default() };
    for Source { path, id } in files {
        let mut bytes = Vec::new();
        open(&path)?.read_to_end(&mut bytes).map_err(|e| Error::file(&path, &e))?;
        let text = String::from_utf8(bytes).map_err(|e| {
            let good = e.as_bytes().get(..e.utf8_error().valid_up_to()).unwrap_or_default();
            let line = 1 + good.iter().filter(|b| **b == b'\n').count();
            fault_in(&path, line, "text that is not UTF-8".into(), "UTF-8; convert the file first".into())
        })?;
        found.texts.push(text.strip_prefix('\u{feff}').unwrap_or(&text).into());
        found.ids.get_or_insert_default().push(id.unwrap_or_default().into());
    }
    Ok(found)
}

/// A file's bytes, unpacked.
fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    let fault = |e| Error::file(path, &e);
    let file = File::open(path).map_err(fault)?;
    Ok(match packing(path).0 {
        Packing::None => Box::new(BufReader::with_capacity(1 << 16, file)),
        Packing::Gzip => Box::new(BufReader::with_capacity(1 << 16, flate2::read::MultiGzDecoder::new(file))),
        Packing::Zstandard => Box::new(BufReader::with_capacity(1 << 16, zstd::Decoder::new(file).map_err(fault)?)),
    })
}

/// Files of rows of one format, one after the other.
fn rows(files: &[Source], reading: &Reading) -> Result<Found> {
    let mut gather = Gather::new(reading);
    let mut tables = Vec::new();
    let mut first = None;
    for Source { path, .. } in files {
        let format = rows_by_ending(path)?;
        if *first.get_or_insert(format) != format {
            return Err(Error::value("files", path.display(), "expected files of one format"));
        }
        match format {
            Format::JsonLines => json_lines(path, &mut gather)?,
            Format::Csv => csv(path, &mut gather)?,
            Format::Parquet => parquet(path, &mut gather, &mut tables)?,
        }
    }
    gather.finish(tables)
}

fn json_lines(path: &Path, gather: &mut Gather) -> Result<()> {
    let mut input = open(path)?;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        if input.read_until(b'\n', &mut line).map_err(|e| Error::file(path, &e))? == 0 {
            break;
        }
        let mut json = line.trim_ascii();
        if number == 1 {
            json = json.strip_prefix("\u{feff}".as_bytes()).unwrap_or(json);
        }
        if json.is_empty() {
            continue;
        }
        let row: Map<String, Value> = serde_json::from_slice(json).map_err(|e| {
            // serde_json counts lines too, but here each line is one document.
            let what = e.to_string();
            let what = what.split_once(" at line ").map_or(what.as_str(), |(what, _)| what);
            fault_in(path, number, format!("{what} (column {})", e.column()), "a JSON object".into())
        })?;
        gather.json(row).map_err(|fault| fault.at(path, number))?;
    }
    Ok(())
}

fn csv(path: &Path, gather: &mut Gather) -> Result<()> {
    let mut input = open(path)?;
    if input.fill_buf().map_err(|e| Error::file(path, &e))?.starts_with("\u{feff}".as_bytes()) {
        input.consume("\u{feff}".len());
    }
    let mut csv = csv::Reader::from_reader(input);
    let fault = |e: csv::Error| match e.into_kind() {
        csv::ErrorKind::Io(e) => Error::file(path, &e),
        csv::ErrorKind::UnequalLengths { pos, expected_len, len } => {
            let line = pos.map_or(0, |p| p.line() as usize);
            fault_in(
                path,
                line,
                format!("{len} values"),
                format!("{expected_len}, as many as there are names in line 1"),
            )
        }
        csv::ErrorKind::Utf8 { pos, .. } => fault_in(
            path,
            pos.map_or(0, |p| p.line() as usize),
            "text that is not UTF-8".into(),
            "UTF-8; convert the file first".into(),
        ),
        _ => fault_in(path, 0, "a fault in the CSV".into(), "comma-separated values".into()),
    };
    let names = csv.headers().map_err(fault)?.clone();
    let places = gather.places(names.iter()).map_err(|fault| fault.at(path, 1))?;
    let mut record = csv::StringRecord::new();
    while csv.read_record(&mut record).map_err(fault)? {
        let line = record.position().map_or(0, |p| p.line() as usize);
        gather.values(&places, record.iter()).map_err(|fault| fault.at(path, line))?;
    }
    Ok(())
}

fn parquet(path: &Path, gather: &mut Gather, tables: &mut Vec<RecordBatch>) -> Result<()> {
    let fault = |e: parquet::errors::ParquetError| fault_in(path, 0, e.to_string(), "Apache Parquet".into());
    let batches = match packing(path).0 {
        Packing::None => {
            let file = File::open(path).map_err(|e| Error::file(path, &e))?;
            ParquetRecordBatchReaderBuilder::try_new(file).map_err(fault)?.build().map_err(fault)?
        }
        _ => {
            let mut bytes = Vec::new();
            open(path)?.read_to_end(&mut bytes).map_err(|e| Error::file(path, &e))?;
            ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes))
                .map_err(fault)?
                .build()
                .map_err(fault)?
        }
    };
    let mut row = 0;
    for batch in batches {
        let batch = batch.map_err(|e| fault_in(path, row + 1, e.to_string(), "Apache Parquet".into()))?;
        gather.batch(&batch).map_err(|(at, fault)| fault.at(path, row + at + 1))?;
        row += batch.num_rows();
        tables.push(batch);
    }
    Ok(())
}

/// The error for a line or row, counted from 1, of a file.
fn fault_in(path: &Path, line: usize, found: String, expected: String) -> Error {
    Error::line(path.display().to_string(), line, found, expected)
}

/// A fault in one row, before the place of the row is known.
struct Fault {
    found: String,
    expected: String,
}

impl Fault {
    fn at(self, path: &Path, line: usize) -> Error {
        fault_in(path, line, self.found, self.expected)
    }
}

type Faulty<T> = std::result::Result<T, Fault>;

/// Collects rows into texts, ids and meta columns.
struct Gather<'r> {
    reading: &'r Reading,
    texts: Vec<Arc<str>>,
    ids: Vec<Arc<str>>,
    /// whether rows have ids; told by the first row
    has_ids: Option<bool>,
    columns: Vec<(String, Column)>,
}

/// The values of one meta column as far as they have been read; shorter than the rows where values are missing.
enum Column {
    Json(Vec<Value>),
    Plain(Vec<Option<Box<str>>>),
}

/// What the columns of a file of plain values hold.
enum Place {
    Text,
    Id,
    Meta(usize),
}

impl<'r> Gather<'r> {
    fn new(reading: &'r Reading) -> Self {
        Self { reading, texts: Vec::new(), ids: Vec::new(), has_ids: None, columns: Vec::new() }
    }

    /// Checks that a row has an id where it must have one.
    fn expect_id(&mut self, there: bool) -> Faulty<()> {
        let name = &self.reading.id;
        if *self.has_ids.get_or_insert(there || name != "id") == there {
            return Ok(());
        }
        Err(match there {
            true => {
                Fault { found: format!("an id in column `{name}`"), expected: "none, as in the rows before".into() }
            }
            false => Fault { found: format!("no column `{name}`"), expected: "an id in every row, or in none".into() },
        })
    }

    fn json(&mut self, mut row: Map<String, Value>) -> Faulty<()> {
        let name = &self.reading.text;
        match row.remove(name) {
            Some(Value::String(text)) => self.texts.push(text.into()),
            Some(other) => {
                return Err(Fault {
                    found: format!("{} in column `{name}`", kind(&other)),
                    expected: "a string".into(),
                });
            }
            None => {
                let names: Vec<&str> = row.keys().map(String::as_str).collect();
                return Err(missing(name, &names));
            }
        }
        let id = row.remove(&self.reading.id);
        self.expect_id(id.is_some())?;
        match id {
            None => {}
            Some(Value::String(id)) => self.ids.push(id.into()),
            Some(Value::Number(id)) => self.ids.push(id.to_string().into()),
            Some(other) => {
                return Err(Fault {
                    found: format!("{} as id", kind(&other)),
                    expected: "a string or a number".into(),
                });
            }
        }
        let rows = self.texts.len();
        for (name, value) in row {
            let at = self.meta(&name, || Column::Json(Vec::new()));
            if let Some((_, Column::Json(values))) = self.columns.get_mut(at) {
                values.resize(rows - 1, Value::Null);
                values.push(value);
            }
        }
        Ok(())
    }

    /// The place of a meta column, made where it is new.
    fn meta(&mut self, name: &str, new: impl Fn() -> Column) -> usize {
        self.columns.iter().position(|(n, _)| n == name).unwrap_or_else(|| {
            self.columns.push((name.to_owned(), new()));
            self.columns.len() - 1
        })
    }

    fn places<'n>(&mut self, names: impl Iterator<Item = &'n str> + Clone) -> Faulty<Vec<Place>> {
        let all: Vec<&str> = names.clone().collect();
        if !all.contains(&self.reading.text.as_str()) {
            return Err(missing(&self.reading.text, &all));
        }
        if let Some((i, twice)) = all.iter().enumerate().find(|(i, name)| all[..*i].contains(name)) {
            return Err(Fault {
                found: format!("`{twice}` twice (column {})", i + 1),
                expected: "a name of its own for every column".into(),
            });
        }
        self.expect_id(all.contains(&self.reading.id.as_str()))?;
        Ok(names
            .map(|name| match name {
                n if n == self.reading.text => Place::Text,
                n if n == self.reading.id => Place::Id,
                n => Place::Meta(self.meta(n, || Column::Plain(Vec::new()))),
            })
            .collect())
    }

    fn values<'v>(&mut self, places: &[Place], values: impl Iterator<Item = &'v str>) -> Faulty<()> {
        let rows = self.texts.len();
        for (place, value) in places.iter().zip(values) {
            match place {
                Place::Text => self.texts.push(value.into()),
                Place::Id if value.is_empty() => {
                    return Err(Fault { found: "no id".into(), expected: "an id in every row".into() });
                }
                Place::Id => self.ids.push(value.into()),
                Place::Meta(at) => {
                    if let Some((_, Column::Plain(all))) = self.columns.get_mut(*at) {
                        all.resize(rows, None);
                        all.push((!value.is_empty()).then(|| value.into()));
                    }
                }
            }
        }
        Ok(())
    }

    /// Texts and ids of a batch; a fault comes with its row in the batch.
    fn batch(&mut self, batch: &RecordBatch) -> std::result::Result<(), (usize, Fault)> {
        let schema = batch.schema();
        let names: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
        let Some(texts) = batch.column_by_name(&self.reading.text) else {
            return Err((0, missing(&self.reading.text, &names)));
        };
        if let Some(field) = schema.fields().iter().find(|f| !readable(f.data_type())) {
            let found = format!("column `{}` of type {}", field.name(), field.data_type());
            return Err((0, Fault { found, expected: "columns of numbers, text and dates".into() }));
        }
        let ids = batch.column_by_name(&self.reading.id);
        self.expect_id(ids.is_some()).map_err(|fault| (0, fault))?;
        for row in 0..batch.num_rows() {
            match Cell::of(texts.as_ref(), row) {
                Cell::Text(text) => self.texts.push(text.as_ref().into()),
                other => {
                    let found = format!("{} in column `{}`", other.kind(), self.reading.text);
                    return Err((row, Fault { found, expected: "a string".into() }));
                }
            }
            match ids.map(|ids| Cell::of(ids.as_ref(), row)) {
                None => {}
                Some(Cell::Text(id)) => self.ids.push(id.as_ref().into()),
                Some(id @ (Cell::Int(_) | Cell::Unsigned(_))) => self.ids.push(id.to_string().into()),
                Some(other) => {
                    return Err((
                        row,
                        Fault { found: format!("{} as id", other.kind()), expected: "a string or a number".into() },
                    ));
                }
            }
        }
        Ok(())
    }

    fn finish(self, batches: Vec<RecordBatch>) -> Result<Found> {
        let rows = self.texts.len();
        let meta = match batches.first() {
            Some(batch) => Some(Table::new(batch.schema(), batches)?.without(&[&self.reading.text, &self.reading.id])?),
            None if self.columns.is_empty() => None,
            None => {
                Some(columns(self.columns.into_iter().map(|(name, column)| (name, column.finish(rows))).collect())?)
            }
        };
        Ok(Found { texts: self.texts, ids: self.has_ids.unwrap_or(false).then_some(self.ids), meta, language: None })
    }
}

impl Column {
    /// An array of one type: whole numbers, numbers or truth values where all values are, text else.
    fn finish(self, rows: usize) -> ArrayRef {
        match self {
            Column::Json(mut values) => {
                values.resize(rows, Value::Null);
                json_array(values)
            }
            Column::Plain(mut values) => {
                values.resize(rows, None);
                plain_array(&values)
            }
        }
    }
}

fn json_array(values: Vec<Value>) -> ArrayRef {
    let all = |is: fn(&Value) -> bool| values.iter().all(|v| v.is_null() || is(v));
    if all(Value::is_null) {
        Arc::new(StringArray::new_null(values.len()))
    } else if all(Value::is_boolean) {
        Arc::new(values.iter().map(Value::as_bool).collect::<BooleanArray>())
    } else if all(Value::is_i64) {
        Arc::new(values.iter().map(Value::as_i64).collect::<Int64Array>())
    } else if all(Value::is_number) {
        Arc::new(values.iter().map(Value::as_f64).collect::<Float64Array>())
    } else {
        let text = |value| match value {
            Value::Null => None,
            Value::String(text) => Some(text),
            other => Some(other.to_string()),
        };
        Arc::new(values.into_iter().map(text).collect::<StringArray>())
    }
}

fn plain_array(values: &[Option<Box<str>>]) -> ArrayRef {
    /// A number that prints as it stands: `007` is a code, not seven.
    fn number<T: std::str::FromStr + ToString>(text: &str) -> Option<T> {
        text.parse::<T>().ok().filter(|n| n.to_string() == text)
    }
    let given = || values.iter().flatten();
    let decimal = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite() && !text.starts_with("00"));
    if given().next().is_some() {
        if given().all(|v| number::<i64>(v).is_some()) {
            return Arc::new(values.iter().map(|v| v.as_deref().and_then(number::<i64>)).collect::<Int64Array>());
        }
        if given().all(|v| decimal(v).is_some() && v.contains('.')) {
            return Arc::new(values.iter().map(|v| v.as_deref().and_then(decimal)).collect::<Float64Array>());
        }
    }
    Arc::new(values.iter().map(Option::as_deref).collect::<StringArray>())
}

fn missing(name: &str, names: &[&str]) -> Fault {
    Fault {
        found: format!("no column `{name}` among: {}", names.join(", ")),
        expected: "the column that holds the text".into(),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_names() {
        for (pattern, name, is) in [
            ("*", "", true),
            ("*.txt", "a.txt", true),
            ("*.txt", "a.txt.gz", false),
            ("a?c*", "abc", true),
            ("a?c", "ac", false),
            ("*ab*ab", "abababx", false),
            ("*ab*ab", "xabyabab", true),
            ("été*", "été 1", true),
            ("[ab].txt", "b.txt", true),
            ("[!ab].txt", "b.txt", false),
            ("[0-9x]?", "7z", true),
            ("[0-9x]", "y", false),
            ("a[", "a[", true),
        ] {
            assert_eq!(fits(pattern, name), is, "{pattern} {name}");
        }
    }

    #[test]
    fn columns_take_the_type_of_their_values() {
        let plain = |values: &[&str]| {
            let values: Vec<Option<Box<str>>> = values.iter().map(|v| (!v.is_empty()).then(|| (*v).into())).collect();
            plain_array(&values).data_type().to_string()
        };
        assert_eq!(plain(&["1", "", "-3"]), "Int64");
        assert_eq!(plain(&["1.5", "2.0"]), "Float64");
        assert_eq!(plain(&["007", "1"]), "Utf8");
        assert_eq!(plain(&["", ""]), "Utf8");
        let json = |text: &str| json_array(serde_json::from_str(text).unwrap()).data_type().to_string();
        assert_eq!(json("[1, null, 2]"), "Int64");
        assert_eq!(json("[1, 2.5]"), "Float64");
        assert_eq!(json("[true, null]"), "Boolean");
        assert_eq!(json("[1, \"a\", [2]]"), "Utf8");
    }
}
