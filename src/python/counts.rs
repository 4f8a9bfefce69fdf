//! Counts for Python.

use pyo3::{
    prelude::*,
    types::{PyBytes, PyType},
};

use super::{error::wrong_type, table::Table};
use crate::{
    corpus,
    statistics::{self, KeynessMeasure},
};

/// How often each word or stem occurs, and in how many documents: integers, so that `a + b` merges exactly.
#[pyclass(frozen, module = "diplotext")]
pub(super) struct Counts(pub(super) statistics::Counts);

#[pymethods]
impl Counts {
    /// Counts from the bytes that `to_bytes` gave; any damage is an error.
    #[classmethod]
    fn from_bytes(class: &Bound<'_, PyType>, data: &Bound<'_, PyAny>) -> PyResult<Self> {
        let Ok(data) = data.cast::<PyBytes>() else {
            let kind = data.get_type().name()?;
            return Err(wrong_type(class.py(), format!("data: expected bytes, got {kind}")));
        };
        Ok(Self(statistics::Counts::from_bytes(data.as_bytes())?))
    }
    /// The counts as bytes; the same bytes whatever the order in which they were merged.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.to_bytes())
    }
    /// Occurrences of all terms together.
    #[getter]
    fn total(&self) -> u64 {
        self.0.total()
    }
    /// Number of documents counted.
    #[getter]
    fn texts(&self) -> u64 {
        self.0.texts()
    }
    /// Occurrences of a term; 0 where it was never seen.
    fn count(&self, term: &str) -> u64 {
        self.0.count(term)
    }
    /// Number of documents that hold a term.
    fn documents(&self, term: &str) -> u64 {
        self.0.documents(term)
    }
    /// The terms, commonest first: `term`, `count`, `documents`.
    fn frequencies(&self) -> PyResult<Table> {
        Ok(Table(corpus::Table::of_counts(&self.0)?))
    }
    /// What is typical of these counts against others: `term`, `score`, `p`, `count`, `reference`.
    #[pyo3(signature = (reference, *, measure="g2"))]
    fn keyness(&self, reference: &Bound<'_, Self>, measure: &str) -> PyResult<Table> {
        let measure = KeynessMeasure::from_name(measure)?;
        Ok(Table(corpus::Table::of_keyness(&self.0, &reference.get().0, measure)?))
    }
    fn __len__(&self) -> usize {
        self.0.len()
    }
    fn __add__(&self, other: &Bound<'_, Self>) -> Self {
        Self(self.0.clone() + other.get().0.clone())
    }
    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().0 == self.0)
    }
    fn __repr__(&self) -> String {
        format!("Counts({} terms, {} occurrences, {} documents)", self.0.len(), self.0.total(), self.0.texts())
    }
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        Ok((slf.get_type().getattr("from_bytes")?, (slf.get().to_bytes(slf.py()),)))
    }
}
