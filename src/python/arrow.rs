//! Columns in and out of Python: the Arrow PyCapsule interface, and plain lists.

use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator, StringArray,
    StructArray,
    ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi},
    ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream},
    make_array,
};
use arrow_schema::{ArrowError, DataType};
use pyo3::{
    ffi::c_str,
    prelude::*,
    types::{PyBool, PyByteArray, PyBytes, PyCapsule, PyDict, PyFloat, PyInt, PyList, PyString},
};

use super::{
    error::{wrong_type, wrong_value},
    input::Text,
};
use crate::corpus::{Cell, Table};

const STREAM: &std::ffi::CStr = c_str!("arrow_array_stream");
const SCHEMA: &std::ffi::CStr = c_str!("arrow_schema");
const ARRAY: &std::ffi::CStr = c_str!("arrow_array");

/// A stream of a table's batches, as a capsule.
pub(super) fn stream<'py>(py: Python<'py>, table: &Table) -> PyResult<Bound<'py, PyCapsule>> {
    let batches: Vec<_> = table.batches().iter().cloned().map(Ok).collect();
    let reader = RecordBatchIterator::new(batches, table.schema().clone());
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), STREAM)
}

/// The chunks of a column or table that speaks Arrow; `None` where `source` does not.
fn chunks(source: &Bound<'_, PyAny>, name: &str) -> PyResult<Option<Vec<ArrayRef>>> {
    let fault = |e: ArrowError| wrong_value(source.py(), format!("{name}: Arrow data that cannot be read: {e}"));
    if source.hasattr("__arrow_c_stream__")? {
        let capsule = source.call_method0("__arrow_c_stream__")?.cast_into::<PyCapsule>()?;
        return read_stream(&capsule)?.collect::<Result<_, _>>().map(Some).map_err(fault);
    }
    if source.hasattr("__arrow_c_array__")? {
        let (schema, array) =
            source.call_method0("__arrow_c_array__")?.extract::<(Bound<'_, PyCapsule>, Bound<'_, PyCapsule>)>()?;
        return read_array(&schema, &array)?.map(|array| Some(vec![array])).map_err(fault);
    }
    Ok(None)
}

#[allow(unsafe_code)]
fn read_stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<impl Iterator<Item = Result<ArrayRef, ArrowError>>> {
    let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: the name says what the pointer is; `from_raw` moves the stream out and leaves a released one behind.
    let reader = unsafe { ArrayStreamReader::from_raw(stream.as_ptr()) };
    let (reader, fault) = match reader {
        Ok(reader) => (Some(reader), None),
        Err(fault) => (None, Some(Err(fault))),
    };
    Ok(fault.into_iter().chain(reader.into_iter().flatten()))
}

#[allow(unsafe_code)]
fn read_array(schema: &Bound<'_, PyCapsule>, array: &Bound<'_, PyCapsule>) -> PyResult<Result<ArrayRef, ArrowError>> {
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: the names say what the pointers are; `from_raw` moves the array out and leaves a released one behind.
    let data = unsafe { from_ffi(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) };
    Ok(data.map(make_array))
}

/// Refuses what is no list of values though it can be iterated.
fn refuse_single(source: &Bound<'_, PyAny>, name: &str) -> PyResult<()> {
    let single = source.is_instance_of::<PyString>()
        || source.is_instance_of::<PyBytes>()
        || source.is_instance_of::<PyByteArray>();
    let table = source.is_instance_of::<PyDict>();
    if single || table || source.is_none() {
        let kind = source.get_type().name()?;
        return Err(wrong_type(
            source.py(),
            format!("{name}: expected a list, iterator or column of str, got one {kind}"),
        ));
    }
    Ok(())
}

/// Texts or ids from a list, an iterator or a column that speaks Arrow; ids may be whole numbers.
pub(super) fn strings(source: &Bound<'_, PyAny>, name: &str, numbers: bool) -> PyResult<Vec<Arc<str>>> {
    refuse_single(source, name)?;
    if let Some(chunks) = chunks(source, name)? {
        return strings_of_chunks(source.py(), &chunks, name, numbers);
    }
    let Ok(items) = source.try_iter() else {
        let kind = source.get_type().name()?;
        return Err(wrong_type(source.py(), format!("{name}: expected a list, iterator or column of str, got {kind}")));
    };
    let mut all = Vec::with_capacity(source.len().unwrap_or(0));
    for item in items {
        let item = item?;
        if numbers && item.is_instance_of::<PyInt>() && !item.is_instance_of::<PyBool>() {
            all.push(item.str()?.to_str()?.into());
            continue;
        }
        match item.cast::<PyString>().map(|text| text.to_str().map(Arc::from)) {
            Ok(Ok(text)) => all.push(text),
            // Only now is it worth the while to say which item it was.
            _ => all.push(Text::new(&item, &format!("{name}[{}]", all.len()))?.str().into()),
        }
    }
    Ok(all)
}

fn strings_of_chunks(py: Python<'_>, chunks: &[ArrayRef], name: &str, numbers: bool) -> PyResult<Vec<Arc<str>>> {
    let mut all = Vec::with_capacity(chunks.iter().map(|c| c.len()).sum());
    for chunk in chunks {
        if let DataType::Struct(fields) = chunk.data_type() {
            let columns: Vec<&str> = fields.iter().map(|f| f.name().as_str()).collect();
            let message =
                format!("{name}: expected one column, got a table; choose one of its columns: {}", columns.join(", "));
            return Err(wrong_type(py, message));
        }
        for row in 0..chunk.len() {
            match Cell::of(chunk.as_ref(), row) {
                Cell::Text(text) => all.push(text.as_ref().into()),
                number @ (Cell::Int(_) | Cell::Unsigned(_)) if numbers => all.push(number.to_string().into()),
                Cell::Null => return Err(wrong_type(py, format!("{name}[{}]: expected a str, got null", all.len()))),
                _ => {
                    let message = format!("{name}: expected a column of strings, got {}", chunk.data_type());
                    return Err(wrong_type(py, message));
                }
            }
        }
    }
    Ok(all)
}

/// A table that speaks Arrow (a data frame, a table of Arrow or of this library).
pub(super) fn table(source: &Bound<'_, PyAny>, name: &str) -> PyResult<Table> {
    let py = source.py();
    let expected =
        || wrong_type(py, format!("{name}: expected a table: a dict of columns, a data frame or an Arrow table"));
    let chunks = chunks(source, name)?.ok_or_else(expected)?;
    let batches = chunks.iter().map(|chunk| match chunk.as_any().downcast_ref::<StructArray>() {
        Some(rows) => Ok(RecordBatch::from(rows.clone())),
        None => Err(expected()),
    });
    let batches = batches.collect::<PyResult<Vec<_>>>()?;
    let schema = match batches.first() {
        Some(batch) => batch.schema(),
        None => return Ok(crate::corpus::columns(Vec::new())?),
    };
    Ok(Table::new(schema, batches)?)
}

/// Meta data: a dict of columns by name, or a table that speaks Arrow.
///
/// Every column must have `rows` values.
pub(super) fn meta(source: &Bound<'_, PyAny>, rows: usize) -> PyResult<Table> {
    let Ok(dict) = source.cast::<PyDict>() else { return table(source, "meta") };
    let mut columns: Vec<(String, ArrayRef)> = Vec::new();
    for (name, values) in dict.iter() {
        let name = Text::new(&name, "meta: a column's name")?.str().to_owned();
        let array = column(&values, &format!("meta[{name:?}]"))?;
        if array.len() != rows {
            let message = format!(
                "meta: column {name:?} has {} values; expected as many as there are texts, {rows}",
                array.len()
            );
            return Err(wrong_value(source.py(), message));
        }
        columns.push((name, array));
    }
    Ok(crate::corpus::columns(columns)?)
}

/// A column from a column that speaks Arrow, a list or an iterator.
fn column(source: &Bound<'_, PyAny>, name: &str) -> PyResult<ArrayRef> {
    refuse_single(source, name)?;
    if let Some(chunks) = chunks(source, name)? {
        return crate::corpus::concat(&chunks).map_err(PyErr::from);
    }
    let Ok(items) = source.try_iter() else {
        return Err(wrong_type(
            source.py(),
            format!("{name}: expected a list or a column, got {}", source.get_type().name()?),
        ));
    };
    let cells =
        items.enumerate().map(|(i, item)| cell(&item?, &|| format!("{name}[{i}]"))).collect::<PyResult<Vec<_>>>()?;
    Ok(array(cells))
}

/// The narrowest column that holds all cells; text where they are of several kinds.
fn array(cells: Vec<Cell<'static>>) -> ArrayRef {
    let all = |is: fn(&Cell<'_>) -> bool| cells.iter().all(|c| matches!(c, Cell::Null) || is(c));
    if all(|c| matches!(c, Cell::Null)) {
        return Arc::new(StringArray::new_null(cells.len()));
    }
    if all(|c| matches!(c, Cell::Bool(_))) {
        let value = |c: &Cell<'_>| if let Cell::Bool(b) = c { Some(*b) } else { None };
        return Arc::new(cells.iter().map(value).collect::<BooleanArray>());
    }
    if all(|c| matches!(c, Cell::Int(_))) {
        let value = |c: &Cell<'_>| if let Cell::Int(n) = c { Some(*n) } else { None };
        return Arc::new(cells.iter().map(value).collect::<Int64Array>());
    }
    if all(|c| matches!(c, Cell::Int(_) | Cell::Float(_))) {
        let value = |c: &Cell<'_>| match c {
            Cell::Int(n) => Some(*n as f64),
            Cell::Float(n) => Some(*n),
            _ => None,
        };
        return Arc::new(cells.iter().map(value).collect::<Float64Array>());
    }
    let text = |c: &Cell<'_>| if matches!(c, Cell::Null) { None } else { Some(c.to_string()) };
    Arc::new(cells.iter().map(text).collect::<StringArray>())
}

/// One value as a cell: None, bool, int, float, str, a date or time, or a scalar of numpy.
pub(super) fn cell(value: &Bound<'_, PyAny>, name: &dyn Fn() -> String) -> PyResult<Cell<'static>> {
    if value.is_none() {
        Ok(Cell::Null)
    } else if let Ok(truth) = value.cast::<PyBool>() {
        Ok(Cell::Bool(truth.is_true()))
    } else if value.is_instance_of::<PyInt>() {
        let fault = |_| wrong_value(value.py(), format!("{}: {value} does not fit into 64 bits", name()));
        Ok(Cell::Int(value.extract().map_err(fault)?))
    } else if let Ok(number) = value.cast::<PyFloat>() {
        Ok(Cell::Float(number.value()))
    } else if value.is_instance_of::<PyString>() {
        Ok(Cell::Text(Text::new(value, &name())?.str().to_owned().into()))
    } else if value.hasattr("isoformat")? {
        Ok(Cell::Text(value.call_method0("isoformat")?.extract::<String>()?.into()))
    } else if value.hasattr("dtype")? && value.hasattr("item")? {
        cell(&value.call_method0("item")?, name)
    } else {
        let kind = value.get_type().name()?;
        Err(wrong_type(value.py(), format!("{}: expected a bool, int, float, str, date or None, got {kind}", name())))
    }
}

/// A cell as an object.
pub(super) fn object<'py>(py: Python<'py>, cell: &Cell<'_>) -> PyResult<Bound<'py, PyAny>> {
    Ok(match cell {
        Cell::Null => py.None().into_bound(py),
        Cell::Bool(b) => PyBool::new(py, *b).to_owned().into_any(),
        Cell::Int(n) => n.into_pyobject(py)?.into_any(),
        Cell::Unsigned(n) => n.into_pyobject(py)?.into_any(),
        Cell::Float(n) => n.into_pyobject(py)?.into_any(),
        Cell::Text(text) => PyString::new(py, text).into_any(),
        Cell::List(cells) => {
            PyList::new(py, cells.iter().map(|c| object(py, c)).collect::<PyResult<Vec<_>>>()?)?.into_any()
        }
        Cell::Struct(cells) => {
            let dict = PyDict::new(py);
            cells.iter().try_for_each(|(name, cell)| dict.set_item(name, object(py, cell)?))?;
            dict.into_any()
        }
    })
}
