//! What a caller may ask of keyword extraction.

use super::SharedCounts;
use crate::{
    error::{Error, Result},
    statistics::Counts,
};
use serde::{Deserialize, Serialize};

/// A way to rank the phrases of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeywordMethod {
    /// Nine plain features with weights that shift with the text's length; what is best where nothing is known.
    #[default]
    Features,
    /// YAKE! (Campos and others 2020).
    Yake,
    /// TextRank (Mihalcea and Tarau 2004).
    TextRank,
    /// PositionRank (Florescu and Caragea 2017).
    PositionRank,
    /// Frequency by document frequency in the background.
    TfIdf,
}

impl KeywordMethod {
    /// Every method, the default first.
    pub const ALL: [Self; 5] = [Self::Features, Self::Yake, Self::TextRank, Self::PositionRank, Self::TfIdf];

    /// The method's name, as [`from_name`](Self::from_name) reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Features => "features",
            Self::Yake => "yake",
            Self::TextRank => "textrank",
            Self::PositionRank => "positionrank",
            Self::TfIdf => "tfidf",
        }
    }

    /// The method of that name.
    ///
    /// # Errors
    /// An unknown name; the message lists the known ones.
    ///
    /// ```
    /// use diplotext::KeywordMethod;
    ///
    /// assert_eq!(KeywordMethod::from_name("yake")?, KeywordMethod::Yake);
    /// let error = KeywordMethod::from_name("magic").unwrap_err();
    /// assert!(error.to_string().contains("features, yake, textrank, positionrank, tfidf"));
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn from_name(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|method| method.name() == name)
            .ok_or_else(|| Error::choice("method", name, Self::ALL.map(Self::name)))
    }
}

/// What becomes of a phrase that is part of a better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Overlap {
    /// Both stay: measured to be best.
    #[default]
    All,
    /// The part goes: no "government" below "Government of Burundi". Reads better.
    Parts,
}

impl Overlap {
    /// Both choices.
    pub const ALL: [Self; 2] = [Self::All, Self::Parts];

    /// Its name, as [`from_name`](Self::from_name) reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Parts => "parts",
        }
    }

    /// The choice of that name.
    ///
    /// # Errors
    /// An unknown name; the message lists the known ones.
    ///
    /// ```
    /// assert_eq!(diplotext::Overlap::from_name("parts")?, diplotext::Overlap::Parts);
    /// assert!(diplotext::Overlap::from_name("half").is_err());
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn from_name(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|overlap| overlap.name() == name)
            .ok_or_else(|| Error::choice("overlap", name, Self::ALL.map(Self::name)))
    }
}

/// Options of keyword extraction. Most callers need none but [`top`](Self::top): the default method is the best one
/// measured, in every language.
///
/// ```
/// use diplotext::{Analyzer, KeywordMethod, KeywordOptions, Language, Overlap};
///
/// let analyzer = Analyzer::builder().language(Language::English).build()?;
/// let text = "Arms embargo agreed. The arms embargo covers small arms. Inspectors watch the arms embargo.";
/// let options = KeywordOptions::new().top(3).overlap(Overlap::Parts);
/// let phrases: Vec<String> = analyzer.keywords_with(text, &options).into_iter().map(|k| k.phrase).collect();
/// assert!(phrases.contains(&"arms embargo".to_string()));
/// assert!(!phrases.contains(&"embargo".to_string()));
/// # Ok::<(), diplotext::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct KeywordOptions {
    pub(crate) top: usize,
    pub(crate) method: KeywordMethod,
    pub(crate) stop_words: Vec<String>,
    pub(crate) vocabulary: Vec<String>,
    pub(crate) background: Option<SharedCounts>,
    pub(crate) overlap: Overlap,
}

impl Default for KeywordOptions {
    fn default() -> Self {
        Self {
            top: 10,
            method: KeywordMethod::default(),
            stop_words: Vec::new(),
            vocabulary: Vec::new(),
            background: None,
            overlap: Overlap::default(),
        }
    }
}

impl KeywordOptions {
    /// The defaults: ten keywords by the default method.
    pub fn new() -> Self {
        Self::default()
    }

    /// The most keywords to give.
    pub fn top(mut self, top: usize) -> Self {
        self.top = top;
        self
    }

    /// How phrases are ranked.
    pub fn method(mut self, method: KeywordMethod) -> Self {
        self.method = method;
        self
    }

    /// Words that no keyword may hold, besides those of the language's own list; case does not matter.
    pub fn stop_words<S: Into<String>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.stop_words = words.into_iter().map(Into::into).collect();
        self
    }

    /// Phrases that are preferred where the text has them (the terms of a thesaurus): they are compared by their stems,
    /// are never dropped for being rare, and gain a contribution named `preferred`.
    pub fn vocabulary<S: Into<String>>(mut self, phrases: impl IntoIterator<Item = S>) -> Self {
        self.vocabulary = phrases.into_iter().map(Into::into).collect();
        self
    }

    /// Counts of stems that the text is held against, instead of the built-in ones of United Nations texts.
    pub fn background(mut self, counts: impl Into<std::sync::Arc<Counts>>) -> Self {
        self.background = Some(counts.into());
        self
    }

    /// What becomes of a phrase that is part of a better one.
    pub fn overlap(mut self, overlap: Overlap) -> Self {
        self.overlap = overlap;
        self
    }
}
