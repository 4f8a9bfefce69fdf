//! A text classifier of one's own: features made from texts, over a linear [`Model`].

use std::{collections::BTreeMap, fs, path::Path};

use serde::Serialize;

use crate::{
    analysis::Analyzer,
    document::Doc,
    error::{Error, Result},
    language::Language,
    model::{Model, Options, Row},
    segment::TokenKind,
    span::Span,
};

/// The making of features below; a change of it needs another number, so that older files are refused.
const FEATURES: &str = "text/1";

/// The name under which a label's intercept stands among the contributions.
const INTERCEPT: &str = "(intercept)";

/// Classifies texts by the stems of their words and pairs of neighbouring words.
///
/// A text's features have the same weight and together length 1, so that long and short texts compare. Fitting is
/// deterministic to the bit.
///
/// ```
/// use diplotext::{Classifier, Language, model::Options};
/// let texts = ["We welcome the talks.", "We welcome progress.", "We condemn the attack.", "We condemn violence."];
/// let labels = ["warm", "warm", "cold", "cold"];
/// let classifier = Classifier::fit(&texts, &labels, Language::English, &Options::default())?;
/// assert_eq!(classifier.predict("They welcome it"), "warm");
/// # Ok::<(), diplotext::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Classifier {
    model: Model,
    language: Language,
}

/// Why a text gets its label.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The label.
    pub label: String,
    /// Its score before it becomes a probability: the sum of the contributions.
    pub score: f64,
    /// Each feature with what it adds and where it stands in the text, greatest first; the first is the intercept,
    /// which stands nowhere.
    pub contributions: Vec<(String, f64, Vec<Span>)>,
}

impl Classifier {
    /// Fits a classifier to texts and their labels.
    ///
    /// # Errors
    /// As [`Model::fit`]: another number of labels than of texts, fewer than two different ones, an option out of its
    /// range.
    pub fn fit<T: AsRef<str>, L: AsRef<str>>(
        texts: &[T],
        labels: &[L],
        language: Language,
        options: &Options,
    ) -> Result<Self> {
        let analyzer = Analyzer::shared(language);
        let rows: Vec<Row> = texts.iter().map(|text| row(analyzer, text.as_ref())).collect();
        let model = Model::fit(&rows, labels, options)?.with_feature_set(feature_set(language));
        Ok(Self { model, language })
    }

    /// The labels, in ascending order.
    pub fn labels(&self) -> &[String] {
        self.model.labels()
    }

    /// The language of its texts.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The label of a text.
    pub fn predict(&self, text: &str) -> &str {
        self.model.label(&row(Analyzer::shared(self.language), text))
    }

    /// The probability of each label, in the order of [`labels`](Self::labels); they sum to 1.
    pub fn probabilities(&self, text: &str) -> Vec<f64> {
        self.model.probabilities(&row(Analyzer::shared(self.language), text))
    }

    /// Why a text gets its label: what each feature adds to the label's score, and where it stands.
    ///
    /// ```
    /// use diplotext::{Classifier, Language, model::Options};
    /// let (texts, labels) = (["talks help", "talks help", "war hurts", "war hurts"], ["good", "good", "bad", "bad"]);
    /// let classifier = Classifier::fit(&texts, &labels, Language::English, &Options::default())?;
    /// let why = classifier.explain("the talks");
    /// let sum: f64 = why.contributions.iter().map(|(_, weight, _)| weight).sum();
    /// assert_eq!((why.label.as_str(), sum), ("good", why.score));
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn explain(&self, text: &str) -> Explanation {
        let found = features(Analyzer::shared(self.language), text);
        // Without a label to ask for, which might be unknown, this cannot fail.
        let Ok(why) = self.model.explain(&weighted(&found), None) else {
            return Explanation { label: String::new(), score: 0.0, contributions: Vec::new() };
        };
        let mut contributions = vec![(INTERCEPT.to_owned(), why.intercept, Vec::new())];
        contributions.extend(why.features.into_iter().map(|(name, weight)| {
            let spans = found.get(&name).cloned().unwrap_or_default();
            (name, weight, spans)
        }));
        Explanation { label: why.label, score: why.score, contributions }
    }

    /// The classifier as the bytes of a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.model.to_bytes()
    }

    /// The classifier in the bytes of a file.
    ///
    /// # Errors
    /// Any damage; a model whose features are made another way.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let model = Model::from_bytes(bytes)?;
        let made = model.feature_set().to_owned();
        let language = Language::ALL.into_iter().find(|l| feature_set(*l) == made);
        match language {
            Some(language) => Ok(Self { model, language }),
            None => Err(Error::damaged("model", format!("it was fitted to features of {made:?}, not of whole texts"))),
        }
    }

    /// Writes the classifier to a file, which appears whole or not at all.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let mut draft = path.as_os_str().to_owned();
        draft.push(format!(".{}.part", std::process::id()));
        fs::write(&draft, self.to_bytes()).and_then(|()| fs::rename(&draft, path)).map_err(|e| {
            let _ = fs::remove_file(&draft);
            Error::file(path, &e)
        })
    }

    /// Reads a classifier from a file.
    ///
    /// # Errors
    /// The file cannot be read; as [`from_bytes`](Self::from_bytes).
    pub fn load(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        Self::from_bytes(&fs::read(path).map_err(|e| Error::file(path, &e))?)
    }
}

fn feature_set(language: Language) -> String {
    format!("{FEATURES}/{}", language.code())
}

fn row(analyzer: &Analyzer, text: &str) -> Row {
    weighted(&features(analyzer, text))
}

/// Every feature with the same weight, and the whole of length 1.
fn weighted(features: &BTreeMap<String, Vec<Span>>) -> Row {
    let weight = 1.0 / libm::sqrt(features.len() as f64);
    features.keys().map(|name| (name.clone(), weight)).collect()
}

/// The stems of a text, and pairs of neighbours in a sentence, each with its places.
fn features(analyzer: &Analyzer, text: &str) -> BTreeMap<String, Vec<Span>> {
    let mut found: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    analyzer.with_document(text, |doc| {
        for sentence in doc.sentences() {
            let words: Vec<usize> = sentence.tokens.clone().filter(|i| counts(doc, *i)).collect();
            for (n, word) in words.iter().enumerate() {
                found.entry(doc.stem(*word).to_owned()).or_default().push(doc.span(*word));
                if let Some(next) = words.get(n + 1) {
                    let pair = format!("{} {}", doc.stem(*word), doc.stem(*next));
                    found.entry(pair).or_default().push(doc.span_of(*word..next + 1));
                }
            }
        }
    });
    found
}

fn counts(doc: &Doc<'_, '_>, i: usize) -> bool {
    matches!(doc.kind(i), TokenKind::Word | TokenKind::DocumentSymbol)
        || matches!(doc.surface(i), "?" | "!" | "؟" | "？" | "！")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fitted() -> Classifier {
        let texts = ["мы приветствуем решение", "мы осуждаем обстрел", "мы приветствуем шаг", "мы осуждаем угрозы"];
        Classifier::fit(&texts, &["warm", "cold", "warm", "cold"], Language::Russian, &Options::default()).unwrap()
    }

    #[test]
    fn files_know_their_language_and_refuse_damage() {
        let classifier = fitted();
        let bytes = classifier.to_bytes();
        let again = Classifier::from_bytes(&bytes).unwrap();
        assert_eq!(again.language(), Language::Russian);
        assert_eq!(again.predict("мы осуждаем это"), "cold");
        let mut damaged = bytes.clone();
        damaged[bytes.len() / 2] ^= 1;
        assert!(Classifier::from_bytes(&damaged).unwrap_err().is_data());
    }

    #[test]
    fn models_of_other_features_are_refused() {
        let rows = [vec![("x".to_owned(), 1.0)], vec![("y".to_owned(), 1.0)]];
        let model = Model::fit(&rows, &["a", "b"], &Options { min_documents: 1, ..Options::default() }).unwrap();
        let error = Classifier::from_bytes(&model.with_feature_set("act/1").to_bytes()).unwrap_err();
        assert!(error.to_string().contains("act/1"), "{error}");
    }
}
