//! Rows become texts, ids and meta columns; rows that cannot are told, or kept aside.

use std::{path::Path, sync::Arc};

use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray, UInt32Array, UInt64Array,
};
use serde_json::{Map, Value};

use super::{OnError, Reading};
use crate::{
    corpus::{
        Cell, Found, Table,
        table::{columns, readable},
    },
    error::{Error, Result},
};

/// The error for a line or row, counted from 1, of a file.
pub(super) fn fault_in(path: &Path, line: usize, found: String, expected: String) -> Error {
    Error::line(path.display().to_string(), line, found, expected)
}

/// A fault in one row, before the place of the row is known.
pub(super) struct Fault {
    pub(super) found: String,
    pub(super) expected: String,
}

impl Fault {
    pub(super) fn new(found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { found: found.into(), expected: expected.into() }
    }

    pub(super) fn at(self, path: &Path, line: usize) -> Error {
        fault_in(path, line, self.found, self.expected)
    }
}

pub(super) type Faulty<T> = std::result::Result<T, Fault>;

/// Collects rows into texts, ids and meta columns.
pub(super) struct Gather {
    reading: Reading,
    texts: Vec<Arc<str>>,
    ids: Vec<Arc<str>>,
    /// whether rows have ids; told by the first row
    has_ids: Option<bool>,
    columns: Vec<(String, Column)>,
    /// meta columns that came as they are
    batches: Vec<RecordBatch>,
    bad: Bad,
    /// bytes of text since the last batch
    bytes: usize,
    /// rows in the batches before
    before: usize,
}

/// The values of one meta column as far as they have been read; shorter than the rows where values are missing.
enum Column {
    Json(Vec<Value>),
    Plain(Vec<Option<Box<str>>>),
}

/// What the columns of a file of plain values hold.
pub(super) enum Place {
    Text,
    Id,
    Meta(usize),
}

/// Rows that were kept aside.
#[derive(Default)]
struct Bad {
    files: Vec<String>,
    lines: Vec<u64>,
    faults: Vec<String>,
    rows: Vec<String>,
}

impl Bad {
    fn finish(self) -> Result<Table> {
        let strings = |values: Vec<String>| -> ArrayRef { Arc::new(StringArray::from(values)) };
        columns(vec![
            ("file".into(), strings(self.files)),
            ("line".into(), Arc::new(UInt64Array::from(self.lines))),
            ("fault".into(), strings(self.faults)),
            ("row".into(), strings(self.rows)),
        ])
    }
}

impl Gather {
    pub(super) fn new(reading: &Reading) -> Self {
        Self {
            reading: reading.clone(),
            texts: Vec::new(),
            ids: Vec::new(),
            has_ids: None,
            columns: Vec::new(),
            batches: Vec::new(),
            bad: Bad::default(),
            bytes: 0,
            before: 0,
        }
    }

    /// Bytes of text, and of rows kept aside, that have come together.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Has nothing come together?
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.bad.lines.is_empty()
    }

    /// What became of a row: a faulty one ends the reading, or is kept aside as `row` tells it.
    pub(super) fn take_note(
        &mut self,
        path: &Path,
        line: usize,
        outcome: Faulty<()>,
        row: impl FnOnce() -> String,
    ) -> Result<()> {
        let Err(fault) = outcome else { return Ok(()) };
        if self.reading.on_error == OnError::Stop {
            return Err(fault.at(path, line));
        }
        let row = row();
        self.bytes += row.len();
        self.bad.files.push(path.display().to_string());
        self.bad.lines.push(line as u64);
        self.bad.faults.push(format!("found {}, expected {}", fault.found, fault.expected));
        self.bad.rows.push(row);
        Ok(())
    }

    /// Checks that a row has an id where it must have one.
    fn expect_id(&mut self, there: bool) -> Faulty<()> {
        let name = &self.reading.id;
        if *self.has_ids.get_or_insert(there || name != "id") == there {
            return Ok(());
        }
        Err(match there {
            true => Fault::new(format!("an id in column `{name}`"), "none, as in the rows before"),
            false => Fault::new(format!("no column `{name}`"), "an id in every row, or in none"),
        })
    }

    /// Adds a document; its row had `id` or none.
    pub(super) fn push(&mut self, text: Arc<str>, id: Option<Arc<str>>) -> Faulty<()> {
        self.expect_id(id.is_some())?;
        self.ids.extend(id);
        self.bytes += text.len();
        self.texts.push(text);
        Ok(())
    }

    pub(super) fn json(&mut self, mut row: Map<String, Value>) -> Faulty<()> {
        let name = &self.reading.text;
        let text = match row.remove(name) {
            Some(Value::String(text)) => text.into(),
            Some(other) => return Err(Fault::new(format!("{} in column `{name}`", kind(&other)), "a string")),
            None => {
                let names: Vec<&str> = row.keys().map(String::as_str).collect();
                return Err(missing(name, &names));
            }
        };
        let id = match row.remove(&self.reading.id) {
            None => None,
            Some(Value::String(id)) => Some(id.into()),
            Some(Value::Number(id)) => Some(id.to_string().into()),
            Some(other) => return Err(Fault::new(format!("{} as id", kind(&other)), "a string or a number")),
        };
        self.push(text, id)?;
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

    /// What the columns of a file with these names hold.
    pub(super) fn places<'n>(&mut self, names: impl Iterator<Item = &'n str> + Clone) -> Faulty<Vec<Place>> {
        let all: Vec<&str> = names.clone().collect();
        if !all.contains(&self.reading.text.as_str()) {
            return Err(missing(&self.reading.text, &all));
        }
        if let Some((i, twice)) = all.iter().enumerate().find(|(i, name)| all[..*i].contains(name)) {
            return Err(Fault::new(
                format!("`{twice}` twice (column {})", i + 1),
                "a name of its own for every column",
            ));
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

    pub(super) fn values<'v>(&mut self, places: &[Place], values: impl Iterator<Item = &'v str> + Clone) -> Faulty<()> {
        let (mut text, mut id) = ("", None);
        for (place, value) in places.iter().zip(values.clone()) {
            match place {
                Place::Text => text = value,
                Place::Id if value.is_empty() => return Err(Fault::new("no id", "an id in every row")),
                Place::Id => id = Some(value.into()),
                Place::Meta(_) => {}
            }
        }
        self.push(text.into(), id)?;
        let rows = self.texts.len();
        for (place, value) in places.iter().zip(values) {
            if let Place::Meta(at) = place
                && let Some((_, Column::Plain(all))) = self.columns.get_mut(*at)
            {
                all.resize(rows - 1, None);
                all.push((!value.is_empty()).then(|| value.into()));
            }
        }
        Ok(())
    }

    /// The rows of a batch of columns; `before` rows of the file came before them.
    pub(super) fn batch(&mut self, path: &Path, before: usize, batch: &RecordBatch) -> Result<()> {
        let schema = batch.schema();
        let names: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
        let first = |fault: Fault| fault.at(path, before + 1);
        let Some(texts) = batch.column_by_name(&self.reading.text) else {
            return Err(first(missing(&self.reading.text, &names)));
        };
        if let Some(field) = schema.fields().iter().find(|f| !readable(f.data_type())) {
            let found = format!("column `{}` of type {}", field.name(), field.data_type());
            return Err(first(Fault::new(found, "columns of numbers, text and dates")));
        }
        let ids = batch.column_by_name(&self.reading.id);
        self.expect_id(ids.is_some()).map_err(first)?;
        let mut good: Vec<u32> = Vec::with_capacity(batch.num_rows());
        for row in 0..batch.num_rows() {
            let outcome = self.cells(Cell::of(texts.as_ref(), row), ids.map(|ids| Cell::of(ids.as_ref(), row)));
            if outcome.is_ok() {
                good.push(row as u32);
            }
            self.take_note(path, before + row + 1, outcome, || {
                let cells = batch.columns().iter().map(|column| Cell::of(column.as_ref(), row));
                Cell::Struct(names.iter().copied().zip(cells).collect()).to_json()
            })?;
        }
        self.batches.push(match good.len() == batch.num_rows() {
            true => batch.clone(),
            false => arrow_select::take::take_record_batch(batch, &UInt32Array::from(good)).map_err(Error::arrow)?,
        });
        Ok(())
    }

    fn cells(&mut self, text: Cell<'_>, id: Option<Cell<'_>>) -> Faulty<()> {
        let Cell::Text(text) = text else {
            return Err(Fault::new(format!("{} in column `{}`", text.kind(), self.reading.text), "a string"));
        };
        let id = match id {
            None => None,
            Some(Cell::Text(id)) => Some(id.as_ref().into()),
            Some(id @ (Cell::Int(_) | Cell::Unsigned(_))) => Some(id.to_string().into()),
            Some(other) => return Err(Fault::new(format!("{} as id", other.kind()), "a string or a number")),
        };
        self.push(text.as_ref().into(), id)
    }

    /// What has come together, as one corpus is made of it; the next rows begin another.
    pub(super) fn finish(&mut self) -> Result<Found> {
        let rows = self.texts.len();
        let batches = std::mem::take(&mut self.batches);
        let meta = match batches.first() {
            Some(batch) => Some(Table::new(batch.schema(), batches)?.without(&[&self.reading.text, &self.reading.id])?),
            None if self.columns.is_empty() => None,
            None => {
                // The names stay, so that every batch has the columns of those before it.
                let finish = |(name, column): &mut (String, Column)| (name.clone(), column.take().finish(rows));
                Some(columns(self.columns.iter_mut().map(finish).collect())?)
            }
        };
        let ids = match self.has_ids.unwrap_or(false) {
            true => std::mem::take(&mut self.ids),
            false => (self.before..self.before + rows).map(|n| n.to_string().into()).collect(),
        };
        self.before += rows;
        self.bytes = 0;
        Ok(Found {
            texts: std::mem::take(&mut self.texts),
            ids: Some(ids),
            meta,
            language: self.reading.language,
            bad_rows: Some(std::mem::take(&mut self.bad).finish()?),
        })
    }
}

impl Column {
    /// The values so far; none are left.
    fn take(&mut self) -> Self {
        match self {
            Column::Json(values) => Column::Json(std::mem::take(values)),
            Column::Plain(values) => Column::Plain(std::mem::take(values)),
        }
    }

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
