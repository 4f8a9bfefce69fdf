//! Stems: one face over the Snowball stemmers, with guards and protected words.
//!
//! By default the stemmers are those of `rust-stemmers`; the feature `frostem` takes the current Snowball instead,
//! which stems a twentieth of French words better and Arabic, Spanish and Russian alike.

use crate::{
    error::{Error, Result},
    language::Language,
    lexicon::Lexicon,
    segment::norm,
};
#[cfg(feature = "frostem")]
use frostem::{Algorithm, Stemmer as Snowball};
use hashbrown::HashMap;
#[cfg(not(feature = "frostem"))]
use rust_stemmers::{Algorithm, Stemmer as Snowball};
use std::borrow::Cow;

/// A longer word, in letters, is its own stem: the algorithms take quadratic time on hostile words.
const LONGEST: usize = 64;

/// The algorithm of each language by its code.
const ALGORITHMS: [(&str, Algorithm); 18] = [
    ("ar", Algorithm::Arabic),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("hu", Algorithm::Hungarian),
    ("it", Algorithm::Italian),
    ("nl", Algorithm::Dutch),
    ("no", Algorithm::Norwegian),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
];

fn snowball(code: &str) -> Option<Snowball> {
    let (_, algorithm) = ALGORITHMS.into_iter().find(|(known, _)| *known == code)?;
    #[cfg(feature = "frostem")]
    return Some(Snowball::new(algorithm));
    #[cfg(not(feature = "frostem"))]
    Some(Snowball::create(algorithm))
}

/// Stems words of one language.
///
/// Three guards stand around the algorithm: a word of more than 64 letters is its own stem, a stem is never empty
/// unless the word is, and **protected** words (a lexicon) have the stem that is written there, so that *national* and
/// *nationality*, *convention* and *conventional* stay apart.
///
/// ```
/// use diplotext::{Language, Stemmer};
/// let stemmer = Stemmer::new(Language::English);
/// assert_eq!(stemmer.stem("negotiations"), "negoti");
/// assert_eq!(stemmer.stem("Negotiations"), "negoti");
/// assert_eq!(stemmer.stem("resolutions"), "resolution");
/// ```
pub struct Stemmer {
    algorithm: Option<Snowball>,
    /// Norms with the stem they have whatever the algorithm says.
    protected: HashMap<Box<str>, Box<str>>,
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stemmer").field("protected", &self.protected.len()).finish_non_exhaustive()
    }
}

impl Stemmer {
    /// ISO 639-1 codes of all languages with a stemmer: five of the six that are analysed in full, and thirteen that
    /// can only be stemmed. (In Chinese, which has no endings, a word is its own stem.)
    pub const CODES: [&str; ALGORITHMS.len()] = {
        let mut codes = [""; ALGORITHMS.len()];
        let mut i = 0;
        while i < codes.len() {
            codes[i] = ALGORITHMS[i].0;
            i += 1;
        }
        codes
    };

    /// The stemmer of `language`, with the built-in protected words.
    pub fn new(language: Language) -> Self {
        // the built-in table is well-formed, which a test checks for every language
        Self::compile(&Lexicon::builtin(language)).unwrap_or_else(|_| Self::bare(language.code()))
    }

    /// The stemmer of a language by its ISO 639-1 code, one of [`Stemmer::CODES`] or `zh`.
    ///
    /// ```
    /// use diplotext::Stemmer;
    /// assert_eq!(Stemmer::for_code("de")?.stem("Verhandlungen"), "verhandl");
    /// assert!(Stemmer::for_code("xx").is_err());
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    ///
    /// # Errors
    /// There is no stemmer for the code; the message lists those that have one.
    pub fn for_code(code: &str) -> Result<Self> {
        if let Ok(language) = Language::from_code(code) {
            return Ok(Self::new(language));
        }
        let stemmer = Self::bare(code);
        if stemmer.algorithm.is_none() {
            return Err(Error::choice("language", code, Self::CODES.into_iter().chain(["zh"])));
        }
        Ok(stemmer)
    }

    /// The stemmer of a lexicon's language, with its protected words.
    pub(crate) fn compile(lexicon: &Lexicon) -> Result<Self> {
        let mut stemmer = Self::bare(lexicon.language().code());
        let table = lexicon.table("protected", &["stem", "form", "gloss", "source"])?;
        for row in table.rows() {
            let form = row.get("form");
            if norm(form) != form {
                return Err(row.fault("form", "a word in small letters"));
            }
            stemmer.protected.insert(form.into(), row.get("stem").into());
        }
        Ok(stemmer)
    }

    /// The algorithm alone.
    fn bare(code: &str) -> Self {
        Self { algorithm: snowball(code), protected: HashMap::new() }
    }

    /// The stem of a word. A word that is not yet in small letters with a straight apostrophe is brought there first;
    /// one that is, as are all norms, costs nothing more.
    pub fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        if word.chars().any(|c| c.is_uppercase() || matches!(c, '’' | 'ʼ' | '‘')) {
            return Cow::Owned(self.stem_of(&norm(word)).into_owned());
        }
        self.stem_of(word)
    }

    fn stem_of<'w>(&self, word: &'w str) -> Cow<'w, str> {
        if let Some(stem) = self.protected.get(word) {
            return Cow::Owned(stem.to_string());
        }
        let fits = word.len() <= LONGEST || word.len() <= 4 * LONGEST && word.chars().count() <= LONGEST;
        match &self.algorithm {
            Some(algorithm) if fits => {
                let stem = algorithm.stem(word);
                if stem.is_empty() { Cow::Borrowed(word) } else { stem }
            }
            _ => Cow::Borrowed(word),
        }
    }
}

/// A written Arabic word without the conjunction و before the article, which the algorithm leaves on: والأمم and الأمم
/// are one word with and without "and".
pub(crate) fn without_conjunction(norm: &str) -> &str {
    norm.strip_prefix('و').filter(|rest| rest.starts_with("ال") && rest.chars().count() > 4).unwrap_or(norm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_algorithm() {
        for code in Stemmer::CODES {
            assert!(Stemmer::for_code(code).unwrap().algorithm.is_some(), "{code}");
        }
        for language in Language::ALL {
            Stemmer::compile(&Lexicon::builtin(language)).unwrap();
        }
    }

    #[test]
    fn stems_of_six_languages() {
        use Language::{Arabic, Chinese, English, French, Russian, Spanish};
        for (language, word, stem) in [
            (English, "negotiations", "negoti"),
            (English, "NEGOTIATIONS", "negoti"),
            (English, "council’s", "council"),
            (French, "négociations", "négoci"),
            (Spanish, "negociaciones", "negoci"),
            (Russian, "переговоров", "переговор"),
            (Russian, "ПЕРЕГОВОРОВ", "переговор"),
            (Arabic, "المفاوضات", "مفاوض"),
            (Chinese, "谈判", "谈判"),
        ] {
            assert_eq!(Stemmer::new(language).stem(word), stem, "{word}");
        }
    }

    #[test]
    fn protected_words_keep_apart() {
        let stemmer = Stemmer::new(Language::English);
        for (one, other) in [
            ("convention", "conventional"),
            ("resolution", "resolute"),
            ("nationality", "national"),
            ("important", "import"),
            ("united", "unit"),
            ("states", "stated"),
            ("arms", "armed"),
            ("goods", "good"),
            ("emergency", "emergence"),
            ("executive", "execution"),
        ] {
            assert_ne!(stemmer.stem(one), stemmer.stem(other), "{one} {other}");
        }
        assert_eq!(stemmer.stem("conventions"), stemmer.stem("convention"));
        assert_eq!(stemmer.stem("Resolutions"), stemmer.stem("resolution"));
    }

    #[test]
    fn long_and_odd_words_are_their_own_stem() {
        for code in Stemmer::CODES {
            let stemmer = Stemmer::for_code(code).unwrap();
            for part in ["y", "ing", "ها", "é", "ость", "ً", "ு"] {
                let word = part.repeat(50_000);
                assert_eq!(stemmer.stem(&word), word, "{code} {part}");
            }
            assert_eq!(stemmer.stem(""), "");
            assert!(!stemmer.stem("ً").is_empty());
        }
    }

    #[test]
    fn the_conjunction_comes_off_before_the_article_only() {
        assert_eq!(without_conjunction("والأمم"), "الأمم");
        assert_eq!(without_conjunction("والد"), "والد");
        assert_eq!(without_conjunction("وثيقة"), "وثيقة");
    }
}
