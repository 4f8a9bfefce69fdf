//! Comparisons of two texts, from Rust to Python and from there to a table.

use pyo3::{prelude::*, types::PyString};

use super::{
    results::{Comparison, Detail, Edit, Maker, Pair, Points, Strength},
    table::Table,
};
use crate::{
    self as core, CodePoints,
    corpus::{self, PairRow, detail_line},
};

/// A comparison, whose spans point into two texts.
pub(super) fn made<'py>(
    old: &Bound<'py, PyString>,
    new: &Bound<'py, PyString>,
    found: &core::Comparison,
) -> PyResult<Py<Comparison>> {
    let py = old.py();
    let (in_old, in_new) = (Maker::new(py, old.to_str()?), Maker::new(py, new.to_str()?));
    let pairs = in_new.tuple(&found.pairs, |pair| {
        let edits = in_new.tuple(&pair.edits, |e| {
            let made = Edit { old: in_old.points.span(e.old), new: in_new.points.span(e.new) };
            Ok(Py::new(py, made)?.into_any())
        })?;
        let strength =
            |s: &core::Strength| Py::new(py, Strength { old: s.old.clone(), new: s.new.clone(), change: s.change });
        let made = Pair {
            change: in_new.tuple(&pair.change, |c| Ok(in_new.str(c.name()).into_any()))?,
            old: pair.old.map(|s| in_old.points.span(s)),
            new: pair.new.map(|s| in_new.points.span(s)),
            similarity: pair.similarity,
            edits,
            strength: pair.strength.as_ref().map(strength).transpose()?,
            details: in_new.tuple(&pair.details, |d| {
                let (old, new) = (d.old.map(|s| in_old.points.span(s)), d.new.map(|s| in_new.points.span(s)));
                Ok(Py::new(py, Detail { kind: d.kind.name().into(), old, new })?.into_any())
            })?,
            // What was removed stands elsewhere in the new text, what was added in the old.
            elsewhere: pair.elsewhere.map(|s| if pair.new.is_none() { &in_new } else { &in_old }.points.span(s)),
        };
        Ok(Py::new(py, made)?.into_any())
    })?;
    let (kept, added) = (found.kept(), found.added());
    Py::new(py, Comparison { pairs, kept, added, old: old.clone().unbind(), new: new.clone().unbind() })
}

/// The pairs as a table, one row each.
pub(super) fn table(found: &Comparison, py: Python<'_>) -> PyResult<Table> {
    let (old, new) = (found.old.bind(py).to_str()?, found.new.bind(py).to_str()?);
    let (old, new) =
        (Side { text: old, points: CodePoints::new(old) }, Side { text: new, points: CodePoints::new(new) });
    let pairs: Vec<Bound<'_, Pair>> = found.pairs.extract(py)?;
    let parts = pairs.iter().map(|pair| Parts::of(py, pair.get())).collect::<PyResult<Vec<_>>>()?;
    let rows: Vec<PairRow> = parts.iter().map(|p| p.row(&old, &new)).collect();
    Ok(Table(corpus::Table::of_pairs(&rows)?))
}

/// One of the two texts.
struct Side<'t> {
    text: &'t str,
    points: CodePoints<'t>,
}

impl<'t> Side<'t> {
    fn cut(&self, (start, end): Points) -> Option<&'t str> {
        self.text.get(self.points.byte(start)?..self.points.byte(end)?)
    }
}

/// A pair whose lists are taken out of Python.
struct Parts<'p, 'py> {
    pair: &'p Pair,
    change: Vec<String>,
    edits: usize,
    details: Vec<Bound<'py, Detail>>,
}

impl<'p, 'py> Parts<'p, 'py> {
    fn of(py: Python<'py>, pair: &'p Pair) -> PyResult<Self> {
        let (change, details) = (pair.change.extract(py)?, pair.details.extract(py)?);
        Ok(Self { pair, change, edits: pair.edits.bind(py).len(), details })
    }

    fn row<'r>(&'r self, old: &Side<'r>, new: &Side<'r>) -> PairRow<'r> {
        let place = |points: Points, side: &Side<'r>| Some((points.0, points.1, side.cut(points)?));
        let line = |d: &Bound<'py, Detail>| {
            let d = d.get();
            detail_line(&d.kind, d.old.and_then(|p| old.cut(p)), d.new.and_then(|p| new.cut(p)))
        };
        PairRow {
            change: self.change.iter().map(String::as_str).collect(),
            old: self.pair.old.and_then(|p| place(p, old)),
            new: self.pair.new.and_then(|p| place(p, new)),
            similarity: self.pair.similarity,
            edits: self.edits,
            strength: self.pair.strength.as_ref().map(Py::get).map(|s| (s.old.as_str(), s.new.as_str(), s.change)),
            details: self.details.iter().map(line).collect(),
            elsewhere: self.pair.elsewhere,
        }
    }
}
