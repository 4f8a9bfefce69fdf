//! Tables for Python.

use std::path::PathBuf;

use pyo3::{
    exceptions::PyImportError,
    prelude::*,
    types::{PyBytes, PyCapsule, PyDict, PyInt, PyList, PyString, PyType},
};

use super::{
    arrow::{object, stream, table},
    error::{missing_package, not_found, wrong_type},
    outside::here,
    results::html,
};
use crate::corpus::{self, Format};

/// Rows of named, typed columns in Arrow memory.
///
/// Goes to any library that speaks Arrow without a copy (`polars.DataFrame(table)`, `pyarrow.table(table)`, DuckDB);
/// `for row in table` gives a dict a row, `table[0]` one row, `table["column"]` a column's values as a list.
#[pyclass(frozen, module = "diplotext")]
pub(super) struct Table(pub(super) corpus::Table);

#[pymethods]
impl Table {
    /// A table from anything that speaks Arrow.
    #[new]
    fn new(source: &Bound<'_, PyAny>) -> PyResult<Self> {
        table(source, "source").map(Self)
    }
    /// The columns' names, in order.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.0.columns().map(str::to_owned).collect()
    }
    fn __len__(&self) -> usize {
        self.0.len()
    }
    fn __getitem__<'py>(&self, py: Python<'py>, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if let Ok(name) = key.cast::<PyString>() {
            let at = self.0.column(name.to_str()?)?;
            let list = PyList::empty(py);
            self.0.cells(at).try_for_each(|cell| list.append(object(py, &cell)?))?;
            return Ok(list.into_any());
        }
        if !key.is_instance_of::<PyInt>() {
            let kind = key.get_type().name()?;
            return Err(wrong_type(py, format!("expected a row's number or a column's name, got {kind}")));
        }
        let number: i64 = key.extract()?;
        let rows = self.0.len();
        let at = if number < 0 { number + rows as i64 } else { number };
        match usize::try_from(at) {
            Ok(at) if at < rows => Ok(self.row(py, at)?.into_any()),
            _ => Err(not_found(py, format!("there is no row {number}; the table has {rows}"))),
        }
    }
    fn __iter__(slf: &Bound<'_, Self>) -> Rows {
        Rows { table: slf.get().0.clone(), next: std::sync::Mutex::new((0, 0)) }
    }
    /// A stream of the columns, for libraries that speak Arrow.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The protocol allows to give the own schema where another is wished for.
        let _ = requested_schema;
        stream(py, &self.0)
    }
    /// A `pyarrow.Table` over the same memory; needs pyarrow.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        package(slf.py(), "pyarrow")?.call_method1("table", (slf,))
    }
    /// A `polars.DataFrame`; needs polars.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        package(slf.py(), "polars")?.call_method1("DataFrame", (slf,))
    }
    /// A `pandas.DataFrame`; needs pandas and pyarrow.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let frame = package(slf.py(), "pandas")?.getattr("DataFrame")?;
        if frame.hasattr("from_arrow")? {
            package(slf.py(), "pyarrow")?;
            return frame.call_method1("from_arrow", (slf,));
        }
        Self::to_arrow(slf)?.call_method0("to_pandas")
    }
    /// Writes the table to a file: `.jsonl`, `.csv` or `.parquet`, each also followed by `.gz` or `.zst`.
    ///
    /// The file appears whole or not at all.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        here(py, || self.0.write(path))
    }
    /// The rows as the bytes of a file: `jsonl`, `csv` or `parquet`.
    #[pyo3(signature = (format="jsonl"))]
    fn to_bytes<'py>(&self, py: Python<'py>, format: &str) -> PyResult<Bound<'py, PyBytes>> {
        let format = Format::from_name(format)?;
        let bytes = py.detach(|| self.0.write_to(Vec::new(), format))?;
        Ok(PyBytes::new(py, &bytes))
    }
    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other
            .cast::<Self>()
            .is_ok_and(|other| other.get().0.columns().eq(self.0.columns()) && other.get().0.rows().eq(self.0.rows()))
    }
    fn __repr__(&self) -> String {
        let columns: Vec<&str> = self.0.columns().collect();
        format!("Table({} rows: {})", self.0.len(), columns.join(", "))
    }
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let bytes = slf.get().to_bytes(slf.py(), "parquet")?;
        Ok((slf.get_type().getattr("_from_parquet")?, (bytes,)))
    }
    #[classmethod]
    fn _from_parquet(_class: &Bound<'_, PyType>, bytes: &Bound<'_, PyBytes>) -> PyResult<Self> {
        Ok(Self(corpus::Table::from_parquet(bytes.as_bytes().to_vec())?))
    }
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        html(slf, "table")
    }
}

impl Table {
    fn row<'py>(&self, py: Python<'py>, row: usize) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for (at, name) in self.0.columns().enumerate() {
            dict.set_item(name, object(py, &self.0.cell(row, at))?)?;
        }
        Ok(dict)
    }
}

/// An iterator over the rows of a table.
#[pyclass(frozen, module = "diplotext")]
pub(super) struct Rows {
    table: corpus::Table,
    /// batch, and row in it
    next: std::sync::Mutex<(usize, usize)>,
}

#[pymethods]
impl Rows {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }
    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        let mut next = self.next.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        while let Some(batch) = self.table.batches().get(next.0) {
            let row = next.1;
            if row >= batch.num_rows() {
                *next = (next.0 + 1, 0);
                continue;
            }
            next.1 += 1;
            let dict = PyDict::new(py);
            for (name, column) in self.table.columns().zip(batch.columns()) {
                dict.set_item(name, object(py, &corpus::Cell::of(column.as_ref(), row))?)?;
            }
            return Ok(Some(dict));
        }
        Ok(None)
    }
}

/// A package that is not ours, imported when it is needed.
fn package<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyModule>> {
    py.import(name).map_err(|e| if e.is_instance_of::<PyImportError>(py) { missing_package(py, name) } else { e })
}
