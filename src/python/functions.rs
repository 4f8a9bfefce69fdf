//! The functions of the module: a line or two each over the core's own.

use pyo3::prelude::*;

use super::{
    comparison,
    input::{Text, analyzer, keyword_options, span},
    outside::here,
    results::{Act, Clause, Comparison, Conflict, Event, Keyword, Maker, Sentence, Statement},
    token::RULES,
};
use crate::{Error, Language, Stemmer, span::CodePoints};

/// The sentences of a text, in order.
///
/// With `rules="unicode"` they are the plain sentence boundaries of UAX #29; joined they are the text again.
#[pyfunction]
#[pyo3(signature = (text, *, language="en", rules="diplomatic"))]
pub(super) fn sentences(py: Python<'_>, text: Text<'_>, language: &str, rules: &str) -> PyResult<Vec<Py<Sentence>>> {
    let (analyzer, whole) = (analyzer(language, &text)?, text.str());
    let spans: Vec<_> = match rules {
        "diplomatic" => here(py, || Ok(analyzer.sentences(whole).iter().map(|s| s.span).collect()))?,
        "unicode" => here(py, || Ok(crate::unicode_sentences(whole).collect()))?,
        other => return Err(Error::choice("rules", other, RULES).into()),
    };
    let make = Maker::new(py, whole);
    spans.into_iter().map(|span| make.sentence(span)).collect()
}

/// The stem of one word, also in the languages that are stemmed only (`de`, `pt`, `it`, …).
#[pyfunction]
#[pyo3(signature = (word, *, language="en"))]
pub(super) fn stem(word: Text<'_>, language: &str) -> PyResult<String> {
    if language == "auto" || Language::from_code(language).is_ok() {
        return Ok(analyzer(language, &word)?.stem(&word));
    }
    Ok(Stemmer::for_code(language)?.stem(&word).into_owned())
}

/// The phrases that tell what a text is about, best first.
///
/// `method` is one of `features yake textrank positionrank tfidf`; `overlap="parts"` drops a phrase that is part of a
/// better one; `stop_words` are never part of a phrase, `vocabulary` are preferred phrases, which gain; `background`
/// (`Counts`) tells how common words are.
#[pyfunction]
#[pyo3(signature = (text, *, language="en", method="features", top=10, overlap="all", stop_words=None, vocabulary=None, background=None))]
#[allow(clippy::too_many_arguments)]
pub(super) fn keywords(
    py: Python<'_>,
    text: Text<'_>,
    language: &str,
    method: &str,
    top: i64,
    overlap: &str,
    stop_words: Option<&Bound<'_, PyAny>>,
    vocabulary: Option<&Bound<'_, PyAny>>,
    background: Option<&Bound<'_, PyAny>>,
) -> PyResult<Vec<Py<Keyword>>> {
    let options = keyword_options(method, top, overlap, stop_words, vocabulary, background)?;
    let (analyzer, whole) = (analyzer(language, &text)?, text.str());
    let found = here(py, || Ok(analyzer.keywords_with(whole, &options)))?;
    let make = Maker::new(py, whole);
    found.iter().map(|k| make.keyword(k)).collect()
}

/// What the speaker of a text, one statement, does with it.
///
/// One of thirteen acts after Searle's illocutionary classes, with the probability of each (0 to 1, together 1).
#[pyfunction]
#[pyo3(signature = (text, *, language="en"))]
pub(super) fn classify_act(py: Python<'_>, text: Text<'_>, language: &str) -> PyResult<Py<Act>> {
    let (analyzer, whole) = (analyzer(language, &text)?, text.str());
    let act = here(py, || Ok(analyzer.classify_act(whole)))?;
    Maker::new(py, whole).act(&act)
}

/// What a source does to a target in a text, one sentence; spans in code points.
///
/// Codes are PLOVER's. A span outside the text is an `OptionError`; without `target` whatever follows the source counts.
#[pyfunction]
#[pyo3(signature = (text, *, source=None, target=None, language="en"))]
pub(super) fn classify_event(
    py: Python<'_>,
    text: Text<'_>,
    source: Option<(i64, i64)>,
    target: Option<(i64, i64)>,
    language: &str,
) -> PyResult<Py<Event>> {
    let (analyzer, whole) = (analyzer(language, &text)?, text.str());
    let points = CodePoints::new(whole);
    let (source, target) = (span("source", source, &points)?, span("target", target, &points)?);
    let event = here(py, || Ok(analyzer.classify_event(whole, source, target)))?;
    Maker::new(py, whole).event(&event)
}

/// The part of a resolution that a text, one paragraph, belongs to, with its lead.
///
/// `section` is None where the paragraph is no clause.
#[pyfunction]
#[pyo3(signature = (text, *, language="en"))]
pub(super) fn classify_clause(py: Python<'_>, text: Text<'_>, language: &str) -> PyResult<Py<Clause>> {
    let (analyzer, whole) = (analyzer(language, &text)?, text.str());
    let clause = here(py, || Ok(analyzer.classify_clause(whole)))?;
    Maker::new(py, whole).clause(&clause)
}

/// Is something said against somebody in a text, one sentence?
///
/// Negative evaluation of somebody present or named, after Zaczynska, Bourgonje and Stede (LREC-COLING 2024); `score` is
/// its probability, 0 to 1.
#[pyfunction]
#[pyo3(signature = (text, *, language="en"))]
pub(super) fn detect_conflict(py: Python<'_>, text: Text<'_>, language: &str) -> PyResult<Py<Conflict>> {
    let (analyzer, whole) = (analyzer(language, &text)?, text.str());
    let conflict = here(py, || Ok(analyzer.detect_conflict(whole)))?;
    Maker::new(py, whole).conflict(&conflict)
}

/// Who says what to whom in a text, in order.
///
/// Spans are code points of the text. A speaker is a name that the text itself gives, or None.
#[pyfunction]
#[pyo3(signature = (text, *, language="en"))]
pub(super) fn statements(py: Python<'_>, text: Text<'_>, language: &str) -> PyResult<Vec<Py<Statement>>> {
    let (analyzer, whole) = (analyzer(language, &text)?, text.str());
    let found = here(py, || Ok(analyzer.statements(whole)))?;
    let make = Maker::new(py, whole);
    found.iter().map(|s| make.statement(s)).collect()
}

/// Who does what to whom in a text, in order.
///
/// Precision first: an event needs two actors and a verb between them; codes and scores (-10 to +10) are PLOVER's.
#[pyfunction]
#[pyo3(signature = (text, *, language="en"))]
pub(super) fn events(py: Python<'_>, text: Text<'_>, language: &str) -> PyResult<Vec<Py<Event>>> {
    let (analyzer, whole) = (analyzer(language, &text)?, text.str());
    let found = here(py, || Ok(analyzer.events(whole)))?;
    let make = Maker::new(py, whole);
    found.iter().map(|e| make.event(e)).collect()
}

/// The clauses of a resolution, in order; empty where the text is none.
#[pyfunction]
#[pyo3(signature = (text, *, language="en"))]
pub(super) fn clauses(py: Python<'_>, text: Text<'_>, language: &str) -> PyResult<Vec<Py<Clause>>> {
    let (analyzer, whole) = (analyzer(language, &text)?, text.str());
    let found = here(py, || Ok(analyzer.clauses(whole)))?;
    let make = Maker::new(py, whole);
    found.iter().map(|c| make.clause(c)).collect()
}

/// What changed from `old` to `new`, clause by clause.
///
/// Spans are code points of the text that each belongs to; shares and similarities go from 0 to 1.
#[pyfunction]
#[pyo3(signature = (old, new, *, language="en"))]
pub(super) fn compare(
    py: Python<'_>,
    old: &Bound<'_, PyAny>,
    new: &Bound<'_, PyAny>,
    language: &str,
) -> PyResult<Py<Comparison>> {
    let (old, new) = (Text::new(old, "old")?, Text::new(new, "new")?);
    let (before, after) = (old.str(), new.str());
    let analyzer = analyzer(language, after)?;
    let found = here(py, || Ok(analyzer.compare(before, after)))?;
    comparison::made(&old.0, &new.0, &found)
}

/// The language of a text, as a code: `ar`, `zh`, `en`, `fr`, `ru` or `es`; None where it is in none of them.
#[pyfunction]
pub(super) fn detect_language(text: Text<'_>) -> Option<&'static str> {
    crate::detect_language(&text).map(crate::Language::code)
}
