//! Results of many documents as columns in Arrow memory.

use std::{borrow::Cow, collections::HashSet, fmt, sync::Arc};

use arrow_array::{
    Array, ArrayRef, RecordBatch,
    cast::AsArray,
    types::{
        Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
        TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
        UInt16Type, UInt32Type, UInt64Type,
    },
};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};

use crate::error::{Error, Result};

/// Rows of named, typed columns, kept as the Arrow batches that were computed side by side.
///
/// ```
/// use diplotext::{Language, corpus::Corpus};
/// let corpus = Corpus::builder(["We agree. We thank France."]).ids(["a"]).build()?;
/// let sentences = corpus.sentences()?;
/// assert_eq!(sentences.len(), 2);
/// assert_eq!(sentences.columns().next(), Some("doc_id"));
/// # Ok::<(), diplotext::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    rows: usize,
}

impl Table {
    /// A table of these batches, which must all have this schema, made of columns that [`Cell`] can show.
    pub fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Result<Self> {
        for field in schema.fields() {
            if !readable(field.data_type()) {
                let column = format!("{:?} of type {}", field.name(), field.data_type());
                return Err(Error::value("column", column, "cast it to numbers, text or dates"));
            }
        }
        if batches.iter().any(|batch| batch.schema_ref().fields() != schema.fields()) {
            return Err(Error::value("batches", "columns that differ", "expected the same columns in every batch"));
        }
        let rows = batches.iter().map(RecordBatch::num_rows).sum();
        Ok(Self { schema, batches, rows })
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// The columns' names and types.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The batches that the table is made of, in order.
    pub fn batches(&self) -> &[RecordBatch] {
        &self.batches
    }

    /// The columns' names, in order.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.schema.fields().iter().map(|f| f.name().as_str())
    }

    /// The place of a column; the error lists the columns there are.
    pub fn column(&self, name: &str) -> Result<usize> {
        self.columns().position(|n| n == name).ok_or_else(|| Error::choice("column", name, self.columns()))
    }

    /// The cell in `row` (from 0 to [`len`](Self::len)) of the column at place `column`; [`Cell::Null`] outside the table.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        let mut row = row;
        for batch in &self.batches {
            if row < batch.num_rows() {
                return batch.columns().get(column).map_or(Cell::Null, |array| Cell::of(array.as_ref(), row));
            }
            row -= batch.num_rows();
        }
        Cell::Null
    }

    /// All cells of the column at place `column`.
    pub fn cells(&self, column: usize) -> impl Iterator<Item = Cell<'_>> {
        let chunks = self.batches.iter().filter_map(move |batch| batch.columns().get(column));
        chunks.flat_map(|array| (0..array.len()).map(move |row| Cell::of(array.as_ref(), row)))
    }

    /// All rows, each as its cells in the order of the columns.
    pub fn rows(&self) -> impl Iterator<Item = Vec<Cell<'_>>> {
        self.batches.iter().flat_map(|batch| {
            (0..batch.num_rows())
                .map(move |row| batch.columns().iter().map(|array| Cell::of(array.as_ref(), row)).collect())
        })
    }

    /// The rows at these places, in this order, as a table of one batch.
    pub(crate) fn take(&self, rows: &[u32]) -> Result<Self> {
        let whole = arrow_select::concat::concat_batches(&self.schema, &self.batches).map_err(Error::arrow)?;
        let indices = arrow_array::UInt32Array::from(rows.to_vec());
        let part = arrow_select::take::take_record_batch(&whole, &indices).map_err(Error::arrow)?;
        Self::new(self.schema.clone(), vec![part])
    }

    /// The table without these columns.
    #[cfg(feature = "io")]
    pub(crate) fn without(&self, names: &[&str]) -> Result<Self> {
        let keep: Vec<usize> = self.columns().enumerate().filter(|(_, n)| !names.contains(n)).map(|(i, _)| i).collect();
        let schema = Arc::new(self.schema.project(&keep).map_err(Error::arrow)?);
        let batches =
            self.batches.iter().map(|b| b.project(&keep).map_err(Error::arrow)).collect::<Result<Vec<_>>>()?;
        // A batch without columns still knows its rows.
        Ok(Self { schema, batches, rows: self.rows })
    }

    /// The first name that stands over two columns.
    pub(crate) fn doubled(&self) -> Option<&str> {
        let mut seen = HashSet::new();
        self.columns().find(|name| !seen.insert(*name))
    }
}

/// Columns of one length as a table.
pub(crate) fn columns(columns: Vec<(String, ArrayRef)>) -> Result<Table> {
    let fields: Vec<Field> =
        columns.iter().map(|(name, array)| Field::new(name, array.data_type().clone(), true)).collect();
    let schema = Arc::new(Schema::new(fields));
    if columns.is_empty() {
        return Table::new(schema, Vec::new());
    }
    let batch = RecordBatch::try_new(schema.clone(), columns.into_iter().map(|(_, array)| array).collect())
        .map_err(Error::arrow)?;
    Table::new(schema, vec![batch])
}

/// The chunks of a column as one.
#[cfg(feature = "python")]
pub(crate) fn concat(chunks: &[ArrayRef]) -> Result<ArrayRef> {
    if chunks.is_empty() {
        return Ok(Arc::new(arrow_array::NullArray::new(0)));
    }
    let chunks: Vec<&dyn Array> = chunks.iter().map(|c| c.as_ref()).collect();
    arrow_select::concat::concat(&chunks).map_err(Error::arrow)
}

/// One cell of a [`Table`].
///
/// ```
/// use diplotext::corpus::Cell;
/// assert_eq!(Cell::Text("Geneva".into()).to_string(), "Geneva");
/// assert_eq!(Cell::List(vec![Cell::Int(1), Cell::Null]).to_string(), "[1,null]");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// nothing there
    Null,
    /// true or false
    Bool(bool),
    /// a whole number
    Int(i64),
    /// a whole number above the range of `Int`
    Unsigned(u64),
    /// a number
    Float(f64),
    /// text; dates and times are text in the form of ISO 8601
    Text(Cow<'a, str>),
    /// several cells
    List(Vec<Cell<'a>>),
    /// named cells
    Struct(Vec<(&'a str, Cell<'a>)>),
}

/// Whether [`Cell::of`] can read a column of this type.
pub(crate) fn readable(kind: &DataType) -> bool {
    use DataType as D;
    match kind {
        D::Null | D::Boolean | D::Utf8 | D::LargeUtf8 | D::Utf8View | D::Float32 | D::Float64 => true,
        D::Date32 | D::Date64 | D::Timestamp(..) => true,
        D::Dictionary(_, values) => readable(values),
        D::List(item) | D::LargeList(item) => readable(item.data_type()),
        D::Struct(fields) => fields.iter().all(|f| readable(f.data_type())),
        other => other.is_integer(),
    }
}

impl<'a> Cell<'a> {
    /// The cell at `row` of a column whose type is [`readable`].
    pub(crate) fn of(array: &'a dyn Array, row: usize) -> Self {
        use DataType as D;
        if row >= array.len() || array.is_null(row) {
            return Cell::Null;
        }
        macro_rules! int {
            ($kind:ty) => {
                Cell::Int(array.as_primitive::<$kind>().value(row).into())
            };
        }
        match array.data_type() {
            D::Boolean => Cell::Bool(array.as_boolean().value(row)),
            D::Int8 => int!(Int8Type),
            D::Int16 => int!(Int16Type),
            D::Int32 => int!(Int32Type),
            D::Int64 => int!(Int64Type),
            D::UInt8 => int!(UInt8Type),
            D::UInt16 => int!(UInt16Type),
            D::UInt32 => int!(UInt32Type),
            D::UInt64 => {
                let n = array.as_primitive::<UInt64Type>().value(row);
                i64::try_from(n).map_or(Cell::Unsigned(n), Cell::Int)
            }
            D::Float32 => Cell::Float(array.as_primitive::<Float32Type>().value(row).into()),
            D::Float64 => Cell::Float(array.as_primitive::<Float64Type>().value(row)),
            D::Utf8 => Cell::Text(array.as_string::<i32>().value(row).into()),
            D::LargeUtf8 => Cell::Text(array.as_string::<i64>().value(row).into()),
            D::Utf8View => Cell::Text(array.as_string_view().value(row).into()),
            D::Date32 => Cell::Text(date(array.as_primitive::<Date32Type>().value(row).into()).into()),
            D::Date64 => time(array.as_primitive::<Date64Type>().value(row), 1_000),
            D::Timestamp(TimeUnit::Second, _) => time(array.as_primitive::<TimestampSecondType>().value(row), 1),
            D::Timestamp(TimeUnit::Millisecond, _) => {
                time(array.as_primitive::<TimestampMillisecondType>().value(row), 1_000)
            }
            D::Timestamp(TimeUnit::Microsecond, _) => {
                time(array.as_primitive::<TimestampMicrosecondType>().value(row), 1_000_000)
            }
            D::Timestamp(TimeUnit::Nanosecond, _) => {
                time(array.as_primitive::<TimestampNanosecondType>().value(row), 1_000_000_000)
            }
            D::Dictionary(keys, _) => match key(array, keys, row) {
                Some(key) => Cell::of(array.as_any_dictionary().values().as_ref(), key),
                None => Cell::Null,
            },
            D::List(_) => {
                let list = array.as_list::<i32>();
                let ends = list.value_offsets();
                Cell::list(
                    list.values().as_ref(),
                    ends.get(row).map(|n| *n as usize),
                    ends.get(row + 1).map(|n| *n as usize),
                )
            }
            D::LargeList(_) => {
                let list = array.as_list::<i64>();
                let ends = list.value_offsets();
                Cell::list(
                    list.values().as_ref(),
                    ends.get(row).map(|n| *n as usize),
                    ends.get(row + 1).map(|n| *n as usize),
                )
            }
            D::Struct(fields) => {
                let columns = array.as_struct().columns();
                Cell::Struct(
                    fields.iter().zip(columns).map(|(f, c)| (f.name().as_str(), Cell::of(c.as_ref(), row))).collect(),
                )
            }
            _ => Cell::Null,
        }
    }

    fn list(values: &'a dyn Array, start: Option<usize>, end: Option<usize>) -> Self {
        let range = start.unwrap_or_default()..end.unwrap_or_default();
        Cell::List(range.map(|i| Cell::of(values, i)).collect())
    }

    /// The same cell, holding its own text.
    pub fn into_owned(self) -> Cell<'static> {
        match self {
            Cell::Null => Cell::Null,
            Cell::Bool(b) => Cell::Bool(b),
            Cell::Int(n) => Cell::Int(n),
            Cell::Unsigned(n) => Cell::Unsigned(n),
            Cell::Float(n) => Cell::Float(n),
            Cell::Text(text) => Cell::Text(text.into_owned().into()),
            Cell::List(cells) => Cell::List(cells.into_iter().map(Cell::into_owned).collect()),
            // The names belong to the schema; as text of a document they are never needed owned.
            Cell::Struct(cells) => Cell::List(cells.into_iter().map(|(_, cell)| cell.into_owned()).collect()),
        }
    }

    /// What kind of cell this is, in words.
    #[cfg(feature = "io")]
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Cell::Null => "null",
            Cell::Bool(_) => "true or false",
            Cell::Int(_) | Cell::Unsigned(_) | Cell::Float(_) => "a number",
            Cell::Text(_) => "a string",
            Cell::List(_) => "a list",
            Cell::Struct(_) => "a struct",
        }
    }

    /// The cell as JSON.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.json(&mut out);
        out
    }

    /// Appends the cell as JSON; a number that JSON cannot say is `null`.
    pub(crate) fn json(&self, out: &mut String) {
        use fmt::Write;
        let _ = match self {
            Cell::Null => write!(out, "null"),
            Cell::Bool(b) => write!(out, "{b}"),
            Cell::Int(n) => write!(out, "{n}"),
            Cell::Unsigned(n) => write!(out, "{n}"),
            Cell::Float(n) if n.is_finite() => write!(out, "{n:?}"),
            Cell::Float(_) => write!(out, "null"),
            Cell::Text(text) => {
                quote(text, out);
                Ok(())
            }
            Cell::List(cells) => {
                for (i, cell) in cells.iter().enumerate() {
                    out.push(if i == 0 { '[' } else { ',' });
                    cell.json(out);
                }
                write!(out, "{}", if cells.is_empty() { "[]" } else { "]" })
            }
            Cell::Struct(cells) => {
                for (i, (name, cell)) in cells.iter().enumerate() {
                    out.push(if i == 0 { '{' } else { ',' });
                    quote(name, out);
                    out.push(':');
                    cell.json(out);
                }
                write!(out, "{}", if cells.is_empty() { "{}" } else { "}" })
            }
        };
    }
}

/// The place in its dictionary of the value at `row`.
fn key(array: &dyn Array, keys: &DataType, row: usize) -> Option<usize> {
    match keys {
        DataType::Int8 => array.as_dictionary::<Int8Type>().key(row),
        DataType::Int16 => array.as_dictionary::<Int16Type>().key(row),
        DataType::Int32 => array.as_dictionary::<Int32Type>().key(row),
        DataType::Int64 => array.as_dictionary::<Int64Type>().key(row),
        DataType::UInt8 => array.as_dictionary::<UInt8Type>().key(row),
        DataType::UInt16 => array.as_dictionary::<UInt16Type>().key(row),
        DataType::UInt32 => array.as_dictionary::<UInt32Type>().key(row),
        DataType::UInt64 => array.as_dictionary::<UInt64Type>().key(row),
        _ => None,
    }
}

/// Text as it is, nothing as nothing, all else as JSON: the form of a cell in a .csv file.
impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Null => Ok(()),
            Cell::Text(text) => f.write_str(text),
            other => f.write_str(&other.to_json()),
        }
    }
}

/// Appends a string in the quotes and escapes of JSON.
pub(crate) fn quote(text: &str, out: &mut String) {
    use fmt::Write;
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| b < 0x20 || b == b'"' || b == b'\\') {
        let (plain, tail) = rest.split_at(at);
        out.push_str(plain);
        let mut chars = tail.chars();
        match chars.next() {
            Some('\n') => out.push_str("\\n"),
            Some('\t') => out.push_str("\\t"),
            Some('\r') => out.push_str("\\r"),
            Some(c @ ('"' | '\\')) => out.extend(['\\', c]),
            Some(c) => drop(write!(out, "\\u{:04x}", u32::from(c))),
            None => {}
        }
        rest = chars.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

/// The calendar date of a number of days since 1970-01-01, proleptic Gregorian.
fn date(days: i64) -> String {
    // Years that begin in March put the leap day last; an era of 400 such years has 146,097 days.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Date and time of a count of ticks since 1970-01-01T00:00:00.
fn time(ticks: i64, per_second: i64) -> Cell<'static> {
    let (seconds, rest) = (ticks.div_euclid(per_second), ticks.rem_euclid(per_second));
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let mut text = format!("{}T{:02}:{:02}:{:02}", date(days), second / 3_600, second / 60 % 60, second % 60);
    if rest != 0 {
        let digits = per_second.ilog10() as usize;
        text.push_str(format!(".{rest:0digits$}").trim_end_matches('0'));
    }
    Cell::Text(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_iso() {
        for (days, text) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (11_016, "2000-02-29"),
            (19_782, "2024-02-29"),
            (20_000, "2024-10-04"),
        ] {
            assert_eq!(date(days), text);
        }
        assert_eq!(time(1_500, 1_000), Cell::Text("1970-01-01T00:00:01.5".into()));
        assert_eq!(time(-1, 1), Cell::Text("1969-12-31T23:59:59".into()));
    }

    #[test]
    fn json_is_read_back_as_it_was() {
        for text in ["", "plain", "say \"no\"\n", "back\\slash", "\u{1}\u{1f}é中"] {
            let mut out = String::new();
            quote(text, &mut out);
            assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        }
        let cell = Cell::Struct(vec![("a", Cell::List(vec![])), ("b", Cell::Float(0.1)), ("c", Cell::Float(f64::NAN))]);
        assert_eq!(cell.to_json(), r#"{"a":[],"b":0.1,"c":null}"#);
    }
}
