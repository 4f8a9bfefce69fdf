//! The six languages, each with its code and direction: the one list that everything else reads.

use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

/// A language whose diplomatic texts are analysed in full: the six official languages of the United Nations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Arabic, `ar`.
    Arabic,
    /// Chinese, `zh`, in simplified or traditional letters.
    Chinese,
    /// English, `en`.
    English,
    /// French, `fr`.
    French,
    /// Russian, `ru`.
    Russian,
    /// Spanish, `es`.
    Spanish,
}

impl Language {
    /// All of them, in the order of the United Nations' own lists.
    pub const ALL: [Language; 6] =
        [Self::Arabic, Self::Chinese, Self::English, Self::French, Self::Russian, Self::Spanish];

    /// Its ISO 639-1 code.
    ///
    /// ```
    /// assert_eq!(diplotext::Language::French.code(), "fr");
    /// ```
    pub fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::Chinese => "zh",
            Self::English => "en",
            Self::French => "fr",
            Self::Russian => "ru",
            Self::Spanish => "es",
        }
    }

    /// The language of an ISO 639-1 code, in lower case.
    ///
    /// # Errors
    /// The code is of none of the six; the message lists theirs.
    ///
    /// ```
    /// use diplotext::Language;
    /// assert_eq!(Language::from_code("ru").unwrap(), Language::Russian);
    /// ```
    pub fn from_code(code: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|l| l.code() == code)
            .ok_or_else(|| Error::choice("language", code, Self::ALL.map(Self::code)))
    }

    /// Is it written from right to left?
    pub fn is_rtl(self) -> bool {
        self == Self::Arabic
    }

    /// Do names begin with a capital letter?
    pub(crate) fn is_cased(self) -> bool {
        !matches!(self, Self::Arabic | Self::Chinese)
    }

    /// Is it written without spaces between words?
    pub fn is_unspaced(self) -> bool {
        self == Self::Chinese
    }
}

impl std::fmt::Display for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
