//! The trainable classifier for Python.

use std::path::PathBuf;

use pyo3::{
    prelude::*,
    types::{PyBytes, PyDict, PyString, PyTuple, PyType},
};

use super::{
    arrow::strings,
    error::wrong_type,
    input::Text,
    outside::{here, outside},
    progress::Progress,
    record::record,
    results::Maker,
};
use crate::{
    Error, Language,
    model::{ClassWeight, Options},
};

record! {
    /// Why a text gets its label.
    Explanation (label, score) {
        /// The label.
        label: String,
        /// Its score before it becomes a probability: the sum of the contributions' weights.
        score: f64,
        /// `(feature, weight, spans)`, the intercept first, then the greatest; spans in code points.
        contributions: Py<PyTuple>,
    }
    fn _repr_html_(slf: &Bound<'_, Self>) -> PyResult<Py<PyAny>> {
        super::results::html(slf, "explanation")
    }
}

/// A text classifier of one's own: multinomial logistic regression over stems and pairs of stems.
#[pyclass(frozen, module = "diplotext")]
pub(super) struct Classifier(crate::Classifier);

#[pymethods]
impl Classifier {
    /// Fits a classifier to texts and their labels.
    ///
    /// `l2` is the strength of the penalty on the weights; `class_weight` is None, `"balanced"`, or a dict from label to
    /// weight.
    #[classmethod]
    #[pyo3(signature = (texts, labels, *, language="en", l2=1.0, class_weight=None))]
    fn fit(
        class: &Bound<'_, PyType>,
        texts: &Bound<'_, PyAny>,
        labels: &Bound<'_, PyAny>,
        language: &str,
        l2: f64,
        class_weight: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let language = Language::from_code(language)?;
        let options = Options { l2, class_weight: weights(class_weight)?, ..Options::default() };
        let (texts, labels) = (strings(texts, "texts", false)?, strings(labels, "labels", true)?);
        let fit = move |_: &crate::corpus::Watch| crate::Classifier::fit(&texts, &labels, language, &options);
        outside(class.py(), Progress::none(), fit).map(Self)
    }
    /// The labels, in ascending order.
    #[getter]
    fn labels(&self) -> Vec<String> {
        self.0.labels().to_vec()
    }
    /// The code of the language of its texts.
    #[getter]
    fn language(&self) -> &'static str {
        self.0.language().code()
    }
    /// The label of each text.
    fn predict(&self, py: Python<'_>, texts: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
        let texts = strings(texts, "texts", false)?;
        here(py, || Ok(texts.iter().map(|text| self.0.predict(text).to_owned()).collect()))
    }
    /// For each text a dict from label to probability.
    fn predict_proba<'py>(&self, py: Python<'py>, texts: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let texts = strings(texts, "texts", false)?;
        let rows: Vec<Vec<f64>> = here(py, || Ok(texts.iter().map(|text| self.0.probabilities(text)).collect()))?;
        let dict = |row: Vec<f64>| {
            let dict = PyDict::new(py);
            self.0.labels().iter().zip(row).try_for_each(|(label, p)| dict.set_item(label, p))?;
            Ok(dict)
        };
        rows.into_iter().map(dict).collect()
    }
    /// Why a text gets its label.
    fn explain(&self, py: Python<'_>, text: Text<'_>) -> PyResult<Explanation> {
        let whole = text.str();
        let why = here(py, || Ok(self.0.explain(whole)))?;
        let make = Maker::new(py, whole);
        let items = why
            .contributions
            .iter()
            .map(|(feature, weight, spans)| (feature.as_str(), *weight, make.spans(spans)?).into_pyobject(py));
        let contributions = PyTuple::new(py, items.collect::<PyResult<Vec<_>>>()?)?.unbind();
        Ok(Explanation { label: why.label, score: why.score, contributions })
    }
    /// Writes the classifier to a file, which appears whole or not at all.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        here(py, || self.0.save(path))
    }
    /// Reads a classifier from a file; any damage is an error.
    #[classmethod]
    fn load(class: &Bound<'_, PyType>, path: PathBuf) -> PyResult<Self> {
        here(class.py(), || crate::Classifier::load(path)).map(Self)
    }
    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().0.to_bytes() == self.0.to_bytes())
    }
    fn __repr__(&self) -> String {
        format!("Classifier(labels={:?}, language='{}')", self.0.labels(), self.0.language())
    }
    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let bytes = PyBytes::new(slf.py(), &slf.get().0.to_bytes());
        Ok((slf.get_type().getattr("_from_bytes")?, (bytes,)))
    }
    #[classmethod]
    fn _from_bytes(_class: &Bound<'_, PyType>, data: &[u8]) -> PyResult<Self> {
        Ok(Self(crate::Classifier::from_bytes(data)?))
    }
}

fn weights(option: Option<&Bound<'_, PyAny>>) -> PyResult<ClassWeight> {
    let Some(value) = option else { return Ok(ClassWeight::None) };
    if let Ok(name) = value.cast::<PyString>() {
        return match name.to_str()? {
            "balanced" => Ok(ClassWeight::Balanced),
            other => {
                Err(Error::choice("class_weight", other, ["balanced", "a dict from label to weight", "None"]).into())
            }
        };
    }
    match value.cast::<PyDict>() {
        Ok(dict) => {
            let pairs = dict.iter().map(|(label, weight)| Ok((label.str()?.to_str()?.to_owned(), weight.extract()?)));
            Ok(ClassWeight::PerLabel(pairs.collect::<PyResult<_>>()?))
        }
        Err(_) => {
            let kind = value.get_type().name()?;
            Err(wrong_type(value.py(), format!("class_weight: expected None, \"balanced\" or a dict, got {kind}")))
        }
    }
}
