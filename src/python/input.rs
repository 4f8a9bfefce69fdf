//! Arguments that come from Python, checked.

use std::ops::Deref;

use pyo3::{
    Borrowed,
    prelude::*,
    types::{PyByteArray, PyBytes, PyString},
};

use super::{
    arrow::strings,
    counts::Counts,
    error::{wrong_type, wrong_value},
};
use crate::{
    Analyzer, Error, KeywordMethod, KeywordOptions, Language, Overlap, Result, Span, detect_language, span::CodePoints,
};

/// A text: a `str` that can be said in UTF-8.
pub(super) struct Text<'py>(pub(super) Bound<'py, PyString>);

impl<'py> Text<'py> {
    /// Checks `value`, the argument or item called `name`.
    pub(super) fn new(value: &Bound<'py, PyAny>, name: &str) -> PyResult<Self> {
        let py = value.py();
        let Ok(text) = value.cast::<PyString>() else {
            let advice = match value.is_instance_of::<PyBytes>() || value.is_instance_of::<PyByteArray>() {
                true => "; decode it first, for example with .decode('utf-8')",
                false => "",
            };
            return Err(wrong_type(py, format!("{name}: expected a str, got {}{advice}", value.get_type().name()?)));
        };
        if text.to_str().is_ok_and(|text| u32::try_from(text.len()).is_err()) {
            return Err(wrong_value(py, format!("{name}: expected a text below 4 GB; split it")));
        }
        if text.to_str().is_err() {
            let advice = "such a str stands for no text; decode its bytes again, or replace them: text.encode('utf-8', 'replace').decode()";
            return Err(wrong_value(py, format!("{name}: lone surrogate {}: {advice}", surrogate(text)?)));
        }
        Ok(Self(text.clone()))
    }

    /// The text.
    pub(super) fn str(&self) -> &str {
        // `new` has seen that there is UTF-8.
        self.0.to_str().unwrap_or_default()
    }
}

/// The first lone surrogate of a str, and where it stands.
fn surrogate(text: &Bound<'_, PyString>) -> PyResult<String> {
    for (at, c) in text.try_iter()?.enumerate() {
        let code: u32 = text.py().import("builtins")?.call_method1("ord", (c?,))?.extract()?;
        if (0xD800..0xE000).contains(&code) {
            return Ok(format!("U+{code:04X} at position {at}"));
        }
    }
    Ok(String::new())
}

impl Deref for Text<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        self.str()
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Text<'py> {
    type Error = PyErr;
    fn extract(value: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        Self::new(&value, "text")
    }
}

/// The analyzer for the option `language`: a code, or `auto` to detect it from the text.
pub(super) fn analyzer(code: &str, text: &str) -> Result<&'static Analyzer> {
    Ok(Analyzer::shared(language(code, text)?))
}

/// The language of a code; `auto` is detected from the text, English where it is in none of the six.
pub(super) fn language(code: &str, text: &str) -> Result<Language> {
    match code {
        "auto" => Ok(detect_language(text).unwrap_or(Language::English)),
        code => Language::from_code(code).map_err(|_| {
            Error::choice("language", code, Language::ALL.map(Language::code).into_iter().chain(["auto"]))
        }),
    }
}

/// A count that must be at least 1.
pub(super) fn at_least_one(option: &'static str, n: i64) -> Result<usize> {
    match usize::try_from(n) {
        Ok(n) if n > 0 => Ok(n),
        _ => Err(Error::value(option, n, "expected a whole number from 1")),
    }
}

/// The options of keyword extraction.
pub(super) fn keyword_options(
    method: &str,
    top: i64,
    overlap: &str,
    stop_words: Option<&Bound<'_, PyAny>>,
    vocabulary: Option<&Bound<'_, PyAny>>,
    background: Option<&Bound<'_, PyAny>>,
) -> PyResult<KeywordOptions> {
    let mut options = KeywordOptions::new()
        .top(at_least_one("top", top)?)
        .method(KeywordMethod::from_name(method)?)
        .overlap(Overlap::from_name(overlap)?);
    let list = |words, name| Ok::<_, PyErr>(strings(words, name, false)?.into_iter().map(|w| w.to_string()));
    if let Some(words) = stop_words {
        options = options.stop_words(list(words, "stop_words")?);
    }
    if let Some(phrases) = vocabulary {
        options = options.vocabulary(list(phrases, "vocabulary")?);
    }
    if let Some(counts) = background {
        let Ok(counts) = counts.cast::<Counts>() else {
            let kind = counts.get_type().name()?;
            return Err(wrong_type(counts.py(), format!("background: expected Counts, got {kind}")));
        };
        options = options.background(counts.get().0.clone());
    }
    Ok(options)
}

/// A span in code points as bytes of the text.
pub(super) fn span(option: &'static str, span: Option<(i64, i64)>, points: &CodePoints<'_>) -> Result<Option<Span>> {
    let Some((start, end)) = span else { return Ok(None) };
    let byte = |point: i64| usize::try_from(point).ok().and_then(|point| points.byte(point));
    match (byte(start), byte(end)) {
        (Some(from), Some(to)) if from <= to => Ok(Some(Span::new(from, to))),
        _ => Err(Error::value(
            option,
            format!("({start}, {end})"),
            format!("expected a span within the text's {} code points", points.len()),
        )),
    }
}
