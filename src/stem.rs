//! Stems: one face over the stemming libraries.

use crate::language::Language;
use std::borrow::Cow;

/// Stems words of one language.
pub struct Stemmer {
    algorithm: Option<rust_stemmers::Stemmer>,
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stemmer").finish_non_exhaustive()
    }
}

/// A longer word is its own stem: the algorithms are quadratic on hostile words.
const LONGEST: usize = 64;

impl Stemmer {
    /// The stemmer of `language`; in Chinese, which has no endings, a word is its own stem.
    pub fn new(language: Language) -> Self {
        use rust_stemmers::Algorithm;
        let algorithm = match language {
            Language::Arabic => Some(Algorithm::Arabic),
            Language::Chinese => None,
            Language::English => Some(Algorithm::English),
            Language::French => Some(Algorithm::French),
            Language::Russian => Some(Algorithm::Russian),
            Language::Spanish => Some(Algorithm::Spanish),
        };
        Self { algorithm: algorithm.map(rust_stemmers::Stemmer::create) }
    }

    /// The stem of a norm (a word in lower case); never empty unless the word is.
    pub fn stem<'w>(&self, norm: &'w str) -> Cow<'w, str> {
        match &self.algorithm {
            Some(algorithm) if norm.len() <= LONGEST => {
                Some(algorithm.stem(norm)).filter(|s| !s.is_empty()).unwrap_or(Cow::Borrowed(norm))
            }
            _ => Cow::Borrowed(norm),
        }
    }
}
