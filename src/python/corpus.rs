//! Corpora for Python.

use std::{
    collections::HashSet,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use pyo3::{
    prelude::*,
    types::{PyDict, PyFrozenSet, PyInt, PyList, PySet, PySlice, PyString, PyTuple, PyType},
};

use super::{
    analysis::Analysis,
    arrow::{cell, meta, object, strings},
    counts::Counts,
    error::{not_found, wrong_type},
    input::{Text, at_least_one, keyword_options, language},
    outside::{here, outside},
    progress::Progress,
    record::record,
    table::Table,
};
use crate::{
    Error, Language, Result,
    corpus::{self, Cell, Context, OnError, Reading, Unit, Watch},
    statistics::{CollocationMeasure, KeynessMeasure},
};

record! {
    /// One document of a corpus.
    Document (id, language) {
        /// Its name in the corpus.
        id: String,
        /// Its text.
        text: Py<PyString>,
        /// The code of its language.
        language: String,
        /// What else is known of it, by column.
        meta: Py<PyDict>,
    }
    /// Everything about its text.
    fn analyze(&self, py: Python<'_>) -> PyResult<Analysis> {
        Analysis::new(py, Text(self.text.bind(py).clone()), &self.language)
    }
}

/// Many documents of one language.
///
/// `texts` is a list, an iterator, or a column of Arrow, polars or pandas. `ids` name the documents (their numbers
/// else); `meta` is what else is known of them: a dict of columns, or a data frame. Methods analyse the documents in
/// parallel and give a `Table` (one row a thing, `doc_id` first, spans in code points) in the documents' order.
/// `progress=True` shows a bar; a function instead is called with the bytes done and the bytes in all.
#[pyclass(frozen, module = "diplotext")]
pub(super) struct Corpus(pub(super) corpus::Corpus);

impl Corpus {
    /// Runs a method on the pool, outside the interpreter.
    fn run<T: Send + 'static>(
        &self,
        py: Python<'_>,
        progress: Option<&Bound<'_, PyAny>>,
        name: &'static str,
        work: impl FnOnce(&corpus::Corpus, &Watch) -> Result<T> + Send + 'static,
    ) -> PyResult<T> {
        let corpus = self.0.clone();
        outside(py, Progress::new(progress, name)?, move |watch| work(&corpus, watch))
    }

    fn document(&self, py: Python<'_>, at: usize) -> PyResult<Option<Document>> {
        let Some(document) = self.0.documents().get(at) else { return Ok(None) };
        let known = PyDict::new(py);
        if let Some(meta) = self.0.meta() {
            for (column, name) in meta.columns().enumerate() {
                known.set_item(name, object(py, &meta.cell(at, column))?)?;
            }
        }
        Ok(Some(Document {
            id: document.id().into(),
            text: PyString::new(py, document.text()).unbind(),
            language: document.language().code().into(),
            meta: known.unbind(),
        }))
    }
}

/// The language of all documents; none where each one's is to be detected.
fn corpus_language(code: &str) -> Result<Option<Language>> {
    if code == "auto" { Ok(None) } else { language(code, "").map(Some) }
}

fn reading(text: &str, id: &str, language: &str, on_error: &str) -> Result<Reading> {
    Ok(Reading {
        text: text.into(),
        id: id.into(),
        language: corpus_language(language)?,
        on_error: OnError::from_name(on_error)?,
    })
}

/// One path, or several.
fn paths(source: &Bound<'_, PyAny>) -> PyResult<Vec<PathBuf>> {
    if source.is_instance_of::<PyList>() || source.is_instance_of::<PyTuple>() {
        return source.extract();
    }
    let wrong = |_| {
        let kind = source.get_type().name().map(|n| n.to_string()).unwrap_or_default();
        wrong_type(source.py(), format!("path: expected a path or a list of paths, got {kind}"))
    };
    Ok(vec![source.extract().map_err(wrong)?])
}

#[pymethods]
impl Corpus {
    #[new]
    #[pyo3(signature = (texts, *, ids=None, language="en", meta=None))]
    fn new(
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        ids: Option<&Bound<'_, PyAny>>,
        language: &str,
        meta: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let _ = py;
        // An unknown language is told before a long list is read.
        let language = corpus_language(language)?;
        let texts = strings(texts, "texts", false)?;
        let known = meta.map(|known| self::meta(known, texts.len())).transpose()?;
        let mut builder = corpus::Corpus::builder(texts);
        builder = match language {
            Some(language) => builder.language(language),
            None => builder.detect_languages(),
        };
        if let Some(ids) = ids {
            builder = builder.ids(strings(ids, "ids", true)?);
        }
        if let Some(known) = known {
            builder = builder.meta(known);
        }
        Ok(Self(builder.build()?))
    }

    /// Reads a corpus from a file, a folder of `.txt` files, a glob, or a list of these.
    ///
    /// A file is `.jsonl`, `.csv` or `.parquet`, each also `.gz` or `.zst`; `text` and `id` name its columns, and every
    /// other column becomes meta. Where there is no column `id`, the ids are the rows' numbers; an id that stands in
    /// several rows is told apart by a number: `a`, `a#2`, `a#3`. A row that cannot be read raises an error with its
    /// file and line; with `on_error="collect"` it goes to `bad_rows` instead.
    #[classmethod]
    #[pyo3(signature = (path, *, text="text", id="id", language="en", on_error="raise"))]
    fn read(
        class: &Bound<'_, PyType>,
        path: &Bound<'_, PyAny>,
        text: &str,
        id: &str,
        language: &str,
        on_error: &str,
    ) -> PyResult<Self> {
        let reading = reading(text, id, language, on_error)?;
        let paths = paths(path)?;
        let read = move |watch: &Watch| corpus::Corpus::read_watched(&paths, &reading, watch);
        outside(class.py(), Progress::none(), read).map(Self)
    }

    /// Reads a corpus that need not fit into memory: an iterator over corpora of about `size` bytes of text each.
    ///
    /// Reads what `read` reads. Ids are told apart within each batch; rows without ids are numbered through.
    #[classmethod]
    #[pyo3(signature = (path, *, size=64_000_000, text="text", id="id", language="en", on_error="raise"))]
    fn read_batches(
        _class: &Bound<'_, PyType>,
        path: &Bound<'_, PyAny>,
        size: i64,
        text: &str,
        id: &str,
        language: &str,
        on_error: &str,
    ) -> PyResult<Batches> {
        let reading = reading(text, id, language, on_error)?;
        let size = at_least_one("size", size)?;
        let batches = corpus::Corpus::read_batches(&paths(path)?, &reading, size)?;
        Ok(Batches(Arc::new(Mutex::new(batches))))
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }
    /// The documents' ids, in order.
    #[getter]
    fn ids(&self) -> Vec<String> {
        self.0.documents().iter().map(|d| d.id().to_owned()).collect()
    }
    /// The code of the documents' language; `auto` where they differ.
    #[getter]
    fn language(&self) -> &'static str {
        self.0.language().map_or("auto", Language::code)
    }
    /// What else is known of the documents, a row each; None where nothing is.
    #[getter]
    fn meta(&self) -> Option<Table> {
        self.0.meta().cloned().map(Table)
    }
    /// The rows that were kept aside by `on_error="collect"`: `file`, `line` (row, in a .parquet file), `fault`, `row`.
    /// None where the corpus was not read from files, or is a part of another.
    #[getter]
    fn bad_rows(&self) -> Option<Table> {
        self.0.bad_rows().cloned().map(Table)
    }
    /// A document by place (`corpus[0]`) or id (`corpus["a"]`), or a part (`corpus[:10]`).
    fn __getitem__<'py>(&self, py: Python<'py>, key: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if let Ok(slice) = key.cast::<PySlice>() {
            let at = slice.indices(self.0.len() as isize)?;
            let places: Vec<usize> = (0..at.slicelength).map(|i| (at.start + i as isize * at.step) as usize).collect();
            return Ok(Bound::new(py, Self(self.0.select(&places)?))?.into_any());
        }
        let place = if let Ok(id) = key.cast::<PyString>() {
            let id = id.to_str()?;
            self.0.place(id).ok_or_else(|| not_found(py, format!("no document is named {id:?}")))?
        } else if key.is_instance_of::<PyInt>() {
            let n: i64 = key.extract()?;
            let at = if n < 0 { n + self.0.len() as i64 } else { n };
            usize::try_from(at).unwrap_or(usize::MAX)
        } else {
            let kind = key.get_type().name()?;
            return Err(wrong_type(py, format!("expected a place, an id or a slice, got {kind}")));
        };
        match self.document(py, place)? {
            Some(document) => Ok(Bound::new(py, document)?.into_any()),
            None => Err(not_found(py, format!("there is no document {key}; the corpus has {}", self.0.len()))),
        }
    }
    fn __contains__(&self, id: &str) -> bool {
        self.0.place(id).is_some()
    }
    fn __iter__(slf: &Bound<'_, Self>) -> Documents {
        Documents { corpus: Self(slf.get().0.clone()), next: std::sync::atomic::AtomicUsize::new(0) }
    }
    fn __repr__(&self) -> String {
        let columns = self.0.meta().map(|m| m.columns().collect::<Vec<_>>().join(", ")).unwrap_or_default();
        let megabytes = self.0.bytes() as f64 / 1e6;
        format!(
            "Corpus({} documents, {megabytes:.1} MB, language='{}', meta: {columns})",
            self.0.len(),
            self.language()
        )
    }
    /// The documents whose meta columns have these values, or one of several: `filter(year=2017, doc_id=["a", "b"])`.
    #[pyo3(signature = (**criteria))]
    fn filter(&self, criteria: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let mut keep = vec![true; self.0.len()];
        for (name, wanted) in criteria.into_iter().flatten() {
            let name: String = name.extract()?;
            let wanted = wishes(&name, &wanted)?;
            let ids = || self.0.documents().iter().map(|d| Cell::Text(d.id().into())).collect();
            let cells = if name == "doc_id" { ids() } else { self.0.column(&name)? };
            for (keep, cell) in keep.iter_mut().zip(cells) {
                *keep &= wanted.contains(&canonical(cell));
            }
        }
        let places: Vec<usize> = keep.iter().enumerate().filter(|(_, keep)| **keep).map(|(i, _)| i).collect();
        Ok(Self(self.0.select(&places)?))
    }
    /// A dict from each value of a meta column to the corpus of its documents, in order of first appearance.
    fn group_by<'py>(&self, py: Python<'py>, column: &str) -> PyResult<Bound<'py, PyDict>> {
        let groups = here(py, || self.0.group_by(column))?;
        let dict = PyDict::new(py);
        for (value, corpus) in groups {
            dict.set_item(object(py, &value)?, Bound::new(py, Self(corpus))?)?;
        }
        Ok(dict)
    }
    /// The tokens of all documents: `doc_id`, `start`, `end`, `text`, `kind`, `norm`.
    #[pyo3(signature = (*, progress=None))]
    fn tokens(&self, py: Python<'_>, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Table> {
        self.run(py, progress, "tokens", |corpus, watch| corpus.tokens_watched(watch)).map(Table)
    }
    /// The sentences of all documents: `doc_id`, `start`, `end`, `text`.
    #[pyo3(signature = (*, progress=None))]
    fn sentences(&self, py: Python<'_>, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Table> {
        self.run(py, progress, "sentences", |corpus, watch| corpus.sentences_watched(watch)).map(Table)
    }
    /// The best keywords of every document: `doc_id`, `rank`, `phrase`, `score`, `count`, `spans`.
    #[pyo3(signature = (top=10, *, method="features", overlap="all", stop_words=None, vocabulary=None, background=None, progress=None))]
    #[allow(clippy::too_many_arguments)]
    fn keywords(
        &self,
        py: Python<'_>,
        top: i64,
        method: &str,
        overlap: &str,
        stop_words: Option<&Bound<'_, PyAny>>,
        vocabulary: Option<&Bound<'_, PyAny>>,
        background: Option<&Bound<'_, PyAny>>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Table> {
        let options = keyword_options(method, top, overlap, stop_words, vocabulary, background)?;
        self.run(py, progress, "keywords", move |corpus, watch| corpus.keywords_watched(&options, watch)).map(Table)
    }
    /// Who says what to whom in all documents.
    #[pyo3(signature = (*, progress=None))]
    fn statements(&self, py: Python<'_>, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Table> {
        self.run(py, progress, "statements", |corpus, watch| corpus.statements_watched(watch)).map(Table)
    }
    /// Who does what to whom in all documents.
    #[pyo3(signature = (*, progress=None))]
    fn events(&self, py: Python<'_>, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Table> {
        self.run(py, progress, "events", |corpus, watch| corpus.events_watched(watch)).map(Table)
    }
    /// The clauses of all documents that are resolutions.
    #[pyo3(signature = (*, progress=None))]
    fn clauses(&self, py: Python<'_>, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Table> {
        self.run(py, progress, "clauses", |corpus, watch| corpus.clauses_watched(watch)).map(Table)
    }
    /// How often each word or stem occurs, and in how many documents: integers that merge exactly with `+`.
    #[pyo3(signature = (*, by="stem", progress=None))]
    fn counts(&self, py: Python<'_>, by: &str, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Counts> {
        let by = Unit::from_name(by)?;
        self.run(py, progress, "counts", move |corpus, watch| corpus.counts(by, watch)).map(Counts)
    }
    /// The words or stems, commonest first: `term`, `count`, `documents`.
    #[pyo3(signature = (*, by="stem", progress=None))]
    fn frequencies(&self, py: Python<'_>, by: &str, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Table> {
        let by = Unit::from_name(by)?;
        let work = move |corpus: &corpus::Corpus, watch: &Watch| corpus::Table::of_counts(&corpus.counts(by, watch)?);
        self.run(py, progress, "frequencies", work).map(Table)
    }
    /// What is typical of this corpus against another (a `Corpus` or `Counts`): `term`, `score`, `p`, `count`,
    /// `reference`; highest score first.
    #[pyo3(signature = (reference, *, measure="g2", by="stem", progress=None))]
    fn keyness(
        &self,
        py: Python<'_>,
        reference: &Bound<'_, PyAny>,
        measure: &str,
        by: &str,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Table> {
        let (measure, by) = (KeynessMeasure::from_name(measure)?, Unit::from_name(by)?);
        let reference = match (reference.cast::<Self>(), reference.cast::<Counts>()) {
            (Ok(corpus), _) => {
                corpus.get().run(py, progress, "reference", move |corpus, watch| corpus.counts(by, watch))?
            }
            (_, Ok(counts)) => counts.get().0.clone(),
            _ => {
                let kind = reference.get_type().name()?;
                return Err(wrong_type(py, format!("reference: expected a Corpus or Counts, got {kind}")));
            }
        };
        let work = move |corpus: &corpus::Corpus, watch: &Watch| {
            corpus::Table::of_keyness(&corpus.counts(by, watch)?, &reference, measure)
        };
        self.run(py, progress, "keyness", work).map(Table)
    }
    /// Pairs of words that stand near each other more often than chance would have it: `left`, `right`, `score`,
    /// `count`, `left_count`, `right_count`; highest score first.
    #[pyo3(signature = (*, measure="npmi", window=2, min_count=5, by="word", progress=None))]
    fn collocations(
        &self,
        py: Python<'_>,
        measure: &str,
        window: i64,
        min_count: i64,
        by: &str,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Table> {
        let (measure, by) = (CollocationMeasure::from_name(measure)?, Unit::from_name(by)?);
        let (window, least) = (window_of(window)?, at_least_one("min_count", min_count)? as u64);
        let work = move |corpus: &corpus::Corpus, watch: &Watch| corpus.collocations(by, measure, window, least, watch);
        self.run(py, progress, "collocations", work).map(Table)
    }
    /// tf-idf as the cells of a sparse matrix: `doc_id`, `row`, `column`, `term`, `weight`. With numpy columns,
    /// `scipy.sparse.coo_matrix((weight, (row, column)))` is what scikit-learn's `TfidfVectorizer` makes of these words.
    #[pyo3(signature = (*, by="word", progress=None))]
    fn tfidf(&self, py: Python<'_>, by: &str, progress: Option<&Bound<'_, PyAny>>) -> PyResult<Table> {
        let by = Unit::from_name(by)?;
        self.run(py, progress, "tfidf", move |corpus, watch| corpus.tfidf(by, watch)).map(Table)
    }
    /// Every place where a word, a phrase or a pattern (`"terror*"`) occurs, with `window` words on either side; not
    /// beyond its sentence where `within_sentence` is set.
    #[pyo3(signature = (pattern, *, window=5, within_sentence=false, progress=None))]
    fn kwic(
        &self,
        py: Python<'_>,
        pattern: &Bound<'_, PyAny>,
        window: i64,
        within_sentence: bool,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Table> {
        let pattern = Text::new(pattern, "pattern")?.str().to_owned();
        let context = Context { words: at_least_one("window", window)?, within_sentence };
        self.run(py, progress, "kwic", move |corpus, watch| corpus.kwic(&pattern, context, watch)).map(Table)
    }
    /// How evenly terms are spread over the documents: `term`, `count`, `documents`, `dp`, `dp_norm`, `juilland_d`,
    /// `positions`.
    #[pyo3(signature = (terms, *, progress=None))]
    fn dispersion(
        &self,
        py: Python<'_>,
        terms: &Bound<'_, PyAny>,
        progress: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Table> {
        let terms: Vec<String> = strings(terms, "terms", false)?.iter().map(|t| t.to_string()).collect();
        self.run(py, progress, "dispersion", move |corpus, watch| corpus.dispersion(&terms, watch)).map(Table)
    }
    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| {
            let other = &other.get().0;
            let meta = |c: &corpus::Corpus| c.meta().is_none_or(corpus::Table::is_empty);
            let same_meta = match (self.0.meta(), other.meta()) {
                (Some(a), Some(b)) => a.columns().eq(b.columns()) && a.rows().eq(b.rows()),
                _ => meta(&self.0) && meta(other),
            };
            other.documents() == self.0.documents() && same_meta
        })
    }
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let (py, corpus) = (slf.py(), slf.get());
        let texts = PyList::new(py, corpus.0.documents().iter().map(corpus::Document::text))?;
        let options = PyDict::new(py);
        options.set_item("ids", corpus.ids())?;
        options.set_item("language", corpus.language())?;
        if let Some(meta) = corpus.meta() {
            options.set_item("meta", Bound::new(py, meta)?)?;
        }
        let make = py.import("copyreg")?.getattr("__newobj_ex__")?;
        Ok((make, (slf.get_type(), (texts,), options).into_pyobject(py)?))
    }
}

/// The window of collocations: two words at least.
fn window_of(window: i64) -> Result<usize> {
    match usize::try_from(window) {
        Ok(n) if n > 1 => Ok(n),
        _ => Err(Error::value("window", window, "expected a whole number from 2")),
    }
}

/// The values that a filter lets through, in their canonical form.
fn wishes(name: &str, wanted: &Bound<'_, PyAny>) -> PyResult<HashSet<String>> {
    let py = wanted.py();
    let several = wanted.is_instance_of::<PyList>()
        || wanted.is_instance_of::<PyTuple>()
        || wanted.is_instance_of::<PySet>()
        || wanted.is_instance_of::<PyFrozenSet>()
        || wanted.is_instance(&py.import("builtins")?.getattr("range")?)?
        || wanted.hasattr("__arrow_c_stream__")?
        || wanted.hasattr("__array__")? && wanted.hasattr("__len__")?;
    let one = |value: &Bound<'_, PyAny>| Ok(canonical(cell(value, &|| name.to_owned())?));
    match several {
        true => wanted.try_iter()?.map(|value| one(&value?)).collect(),
        false => Ok(HashSet::from([one(wanted)?])),
    }
}

/// A cell in a form in which equal values are equal: `2017` and `2017.0` are.
fn canonical(cell: Cell<'_>) -> String {
    match cell {
        Cell::Float(n) if n.fract() == 0.0 && n.abs() < 9e15 => Cell::Int(n as i64).to_json(),
        other => other.to_json(),
    }
}

/// An iterator over corpora that are read one after the other.
#[pyclass(frozen, module = "diplotext")]
pub(super) struct Batches(Arc<Mutex<corpus::Batches>>);

#[pymethods]
impl Batches {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }
    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Corpus>> {
        let batches = Arc::clone(&self.0);
        let next = move |watch: &Watch| batches.lock().unwrap_or_else(PoisonError::into_inner).next_watched(watch);
        Ok(outside(py, Progress::none(), next)?.map(Corpus))
    }
}

/// An iterator over the documents of a corpus.
#[pyclass(frozen, module = "diplotext")]
pub(super) struct Documents {
    corpus: Corpus,
    next: std::sync::atomic::AtomicUsize,
}

#[pymethods]
impl Documents {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }
    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Document>> {
        self.corpus.document(py, self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
    }
}
