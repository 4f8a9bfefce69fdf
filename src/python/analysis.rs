//! One text through every stage, for Python.

use pyo3::{
    prelude::*,
    sync::PyOnceLock,
    types::{PyString, PyTuple, PyType},
};

use super::{
    input::{Text, analyzer, keyword_options},
    outside::here,
    results::{Keyword, Maker, html},
    token::tokens,
};
use crate::{Analyzer, Language};

/// Everything about one text; shows itself in a notebook.
///
/// Built once, with what takes time; lists of objects are made when they are first asked for, and are tuples.
#[pyclass(frozen, module = "diplotext")]
pub(super) struct Analysis {
    text: Py<PyString>,
    language: Language,
    sentences: Py<PyTuple>,
    statements: Py<PyTuple>,
    events: Py<PyTuple>,
    clauses: Py<PyTuple>,
    tokens: PyOnceLock<Py<PyTuple>>,
}

impl Analysis {
    fn analyzer(&self) -> &'static Analyzer {
        Analyzer::shared(self.language)
    }
}

#[pymethods]
impl Analysis {
    #[new]
    #[pyo3(signature = (text, language="en"))]
    pub(super) fn new(py: Python<'_>, text: Text<'_>, language: &str) -> PyResult<Self> {
        let (analyzer, whole) = (analyzer(language, &text)?, text.str());
        let found = here(py, || Ok(analyzer.analyze(whole)))?;
        let make = Maker::new(py, whole);
        macro_rules! tuple {
            ($items:expr, $item:ident => $made:expr) => {
                PyTuple::new(py, $items.iter().map(|$item| $made).collect::<PyResult<Vec<_>>>()?)?.unbind()
            };
        }
        Ok(Self {
            language: analyzer.language(),
            sentences: tuple!(found.sentences, s => make.sentence(s.span)),
            statements: tuple!(found.statements, s => make.statement(s)),
            events: tuple!(found.events, e => make.event(e)),
            clauses: tuple!(found.clauses, c => make.clause(c)),
            tokens: PyOnceLock::new(),
            text: text.0.clone().unbind(),
        })
    }
    /// The text.
    #[getter]
    fn text(&self, py: Python<'_>) -> Py<PyString> {
        self.text.clone_ref(py)
    }
    /// Its language, as a code.
    #[getter]
    fn language(&self) -> &'static str {
        self.language.code()
    }
    /// Its tokens, in order.
    #[getter]
    fn tokens(&self, py: Python<'_>) -> PyResult<Py<PyTuple>> {
        let make = || {
            let text = Text(self.text.bind(py).clone());
            let found = self.analyzer().token_spans(&text);
            Ok::<_, PyErr>(tokens(&text, self.language, &found)?.to_tuple().unbind())
        };
        self.tokens.get_or_try_init(py, make).map(|tokens| tokens.clone_ref(py))
    }
    /// Its sentences, in order.
    #[getter]
    fn sentences(&self, py: Python<'_>) -> Py<PyTuple> {
        self.sentences.clone_ref(py)
    }
    /// Who says what to whom, in order.
    #[getter]
    fn statements(&self, py: Python<'_>) -> Py<PyTuple> {
        self.statements.clone_ref(py)
    }
    /// Who does what to whom, in order.
    #[getter]
    fn events(&self, py: Python<'_>) -> Py<PyTuple> {
        self.events.clone_ref(py)
    }
    /// Its clauses, where it is a resolution.
    #[getter]
    fn clauses(&self, py: Python<'_>) -> Py<PyTuple> {
        self.clauses.clone_ref(py)
    }
    /// The phrases that tell what the text is about, best first.
    #[pyo3(signature = (*, method="features", top=10, overlap="all"))]
    fn keywords(&self, py: Python<'_>, method: &str, top: i64, overlap: &str) -> PyResult<Vec<Py<Keyword>>> {
        let options = keyword_options(method, top, overlap, None, None, None)?;
        let (analyzer, whole) = (self.analyzer(), self.text.bind(py).to_str()?);
        let found = here(py, || Ok(analyzer.keywords_with(whole, &options)))?;
        let make = Maker::new(py, whole);
        found.iter().map(|k| make.keyword(k)).collect()
    }
    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        match other.cast::<Self>() {
            Ok(other) => {
                Ok(other.get().language == self.language
                    && self.text.bind(py).as_any().eq(other.get().text.bind(py))?)
            }
            Err(_) => Ok(false),
        }
    }
    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (self.text.bind(py), self.language.code()).into_pyobject(py)?.hash()
    }
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let n = |tuple: &Py<PyTuple>| tuple.bind(py).len();
        let (sentences, statements, events) = (n(&self.sentences), n(&self.statements), n(&self.events));
        let language = self.language.code();
        Ok(format!("Analysis(language='{language}', {sentences} sentences, {statements} statements, {events} events)"))
    }
    /// The analysis travels as its text and is made again where it arrives.
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyType>, (Py<PyString>, &'static str)) {
        (slf.get_type(), (slf.get().text.clone_ref(slf.py()), slf.get().language.code()))
    }
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        html(slf, "analysis")
    }
}

/// Everything about one text.
#[pyfunction]
#[pyo3(signature = (text, *, language="en"))]
pub(super) fn analyze(py: Python<'_>, text: Text<'_>, language: &str) -> PyResult<Analysis> {
    Analysis::new(py, text, language)
}
