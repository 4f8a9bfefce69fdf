//! Tokens for Python: light objects that point into the document's own `str`.

use std::{
    collections::hash_map::DefaultHasher,
    hash::{Hash, Hasher},
};

use pyo3::{
    prelude::*,
    types::{PyList, PyString, PyType},
};

use super::{
    error::wrong_value,
    input::{Text, analyzer},
    outside::here,
};
use crate::{Analyzer, Error, Language, Result, Span, TokenKind, span::Cursor};

/// One token of a text: `text[token.start:token.end] == token.text`.
#[pyclass(frozen, module = "diplotext")]
pub(super) struct Token {
    document: Py<PyString>,
    byte: u32,
    length: u32,
    start: u32,
    end: u32,
    kind: TokenKind,
    language: Language,
}

impl Token {
    fn surface<'a>(&'a self, py: Python<'a>) -> &'a str {
        // The document was UTF-8 when it was cut, and a str never changes.
        let span = Span::new(self.byte as usize, (self.byte + self.length) as usize);
        self.document.bind(py).to_str().map(|text| span.of(text)).unwrap_or_default()
    }
    fn key<'a>(&'a self, py: Python<'a>) -> (&'a str, u32, u32, TokenKind) {
        (self.surface(py), self.start, self.end, self.kind)
    }
}

#[pymethods]
impl Token {
    #[new]
    #[pyo3(signature = (text, start, end, kind="word", language="en"))]
    fn new(text: Text<'_>, start: u32, end: u32, kind: &str, language: &str) -> PyResult<Self> {
        let kind = kind_of(kind)?;
        let language = Language::from_code(language)?;
        let length =
            u32::try_from(text.len()).map_err(|_| wrong_value(text.0.py(), "text: too long for a token".into()))?;
        Ok(Self { document: text.0.unbind(), byte: 0, length, start, end, kind, language })
    }
    /// The token as it stands in the text.
    #[getter]
    fn text<'a>(&'a self, py: Python<'a>) -> &'a str {
        self.surface(py)
    }
    /// Where it starts, in code points.
    #[getter]
    fn start(&self) -> u32 {
        self.start
    }
    /// Where it ends, in code points.
    #[getter]
    fn end(&self) -> u32 {
        self.end
    }
    /// What it is: `word`, `number`, `punctuation`, `symbol`, `document_symbol`, `url`, `email`, `handle`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.kind.name()
    }
    /// The form under which it is looked up: folded, in lower case.
    #[getter]
    fn norm(&self, py: Python<'_>) -> PyResult<String> {
        Ok(Analyzer::shared(self.language).norm(self.surface(py)))
    }
    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().key(py) == self.key(py))
    }
    fn __hash__(&self, py: Python<'_>) -> u64 {
        // Keys are zero and so the same in every process: tokens are told apart by what they say, not by a seed.
        let mut hasher = DefaultHasher::new();
        self.key(py).hash(&mut hasher);
        hasher.finish()
    }
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = PyString::new(py, self.surface(py)).repr()?;
        Ok(format!("Token({text}, {}, {}, '{}')", self.start, self.end, self.kind.name()))
    }
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> (Bound<'py, PyType>, (String, u32, u32, &'static str, &'static str)) {
        let (token, py) = (slf.get(), slf.py());
        (
            slf.get_type(),
            (token.surface(py).to_owned(), token.start, token.end, token.kind.name(), token.language.code()),
        )
    }
}

fn kind_of(name: &str) -> Result<TokenKind> {
    let all = TokenKind::ALL.iter();
    all.copied()
        .find(|k| k.name() == name)
        .ok_or_else(|| Error::choice("kind", name, TokenKind::ALL.map(TokenKind::name)))
}

/// A list of tokens that share the document.
pub(super) fn tokens<'py>(
    document: &Text<'py>,
    language: Language,
    found: &[(Span, TokenKind)],
) -> PyResult<Bound<'py, PyList>> {
    let py = document.0.py();
    let mut cursor = Cursor::new(document);
    let whole = document.0.clone().unbind();
    // Texts of 4 GB and more were refused when they were cut, so 32 bits hold every place.
    let tokens = found.iter().map(|(span, kind)| Token {
        document: whole.clone_ref(py),
        byte: span.start as u32,
        length: span.len() as u32,
        start: cursor.point(span.start) as u32,
        end: cursor.point(span.end) as u32,
        kind: *kind,
        language,
    });
    let objects: Vec<Bound<'_, Token>> = tokens.map(|token| Bound::new(py, token)).collect::<PyResult<_>>()?;
    PyList::new(py, objects)
}

/// The tokens of a text, in order.
///
/// With `rules="unicode"` they are the plain word boundaries of UAX #29, every segment, so that joined they are the
/// text again.
#[pyfunction]
#[pyo3(signature = (text, *, language="en", rules="diplomatic"))]
pub(super) fn tokenize<'py>(text: Text<'py>, language: &str, rules: &str) -> PyResult<Bound<'py, PyList>> {
    let py = text.0.py();
    let analyzer = analyzer(language, &text)?;
    let whole: &str = &text;
    let found = match rules {
        "diplomatic" => here(py, || Ok(analyzer.token_spans(whole)))?,
        "unicode" => here(py, || Ok(crate::segment::unicode_tokens(whole)))?,
        other => return Err(Error::choice("rules", other, RULES).into()),
    };
    tokens(&text, analyzer.language(), &found)
}

/// The rules by which texts are cut.
pub(super) const RULES: [&str; 2] = ["diplomatic", "unicode"];
