//! Tokens and sentences, in one pass over a text.
//!
//! The scanner walks over the bytes once: it writes tokens, and notes where a sentence may end and where lines begin.
//! Then [`sentence`] decides at those places only. Token rules, in this order, the first that fits:
//!
//! 1. web and e-mail addresses, names of hosts and files; handles and tags;
//! 2. document symbols (A/C.3/74/L.28/Rev.1);
//! 3. acronyms, abbreviations and initials with their stop; an abbreviation that is also a word (No.) only before a
//!    number;
//! 4. numbers with their separators, groups and suffixes;
//! 5. words with inner hyphens and apostrophes; French elisions end at the apostrophe;
//! 6. runs of one sign; every other sign alone.
//!
//! What differs by language is a row of `lexicons/<language>/segment.tsv`.

#[cfg(feature = "zh")]
mod chinese;
mod class;
mod han;
mod join;
mod norm;
mod rules;
mod scan;
mod sentence;
mod tables;
mod unicode;

pub(crate) use norm::norm;
pub use unicode::{UnicodeSentences, UnicodeWords, unicode_sentences, unicode_words};

use crate::{error::Result, layout::Line, lexicon::Lexicon, span::Span};
use serde::{Deserialize, Serialize};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TokenKind {
    /// Letters, with inner hyphens and apostrophes; abbreviations with their stop.
    Word,
    /// Digits, with inner separators and a short suffix.
    Number,
    /// A mark of punctuation, or a run of the same.
    Punctuation,
    /// Any other sign; an emoticon.
    Symbol,
    /// A document symbol (A/RES/72/1).
    DocumentSymbol,
    /// A web address, or the name of a host or file.
    Url,
    /// An e-mail address.
    Email,
    /// A handle or tag (@UN, #peace).
    Handle,
}

impl TokenKind {
    /// All of them.
    pub const ALL: [TokenKind; 8] = [
        Self::Word,
        Self::Number,
        Self::Punctuation,
        Self::Symbol,
        Self::DocumentSymbol,
        Self::Url,
        Self::Email,
        Self::Handle,
    ];

    /// Its name: `"word"`, …
    pub fn name(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Number => "number",
            Self::Punctuation => "punctuation",
            Self::Symbol => "symbol",
            Self::DocumentSymbol => "document_symbol",
            Self::Url => "url",
            Self::Email => "email",
            Self::Handle => "handle",
        }
    }
}

/// A token as it is stored: bytes of the text, and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tok {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: TokenKind,
}

/// A sentence as it is stored: where it stands, its tokens, and the number of its paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SentenceRange {
    pub(crate) span: Span,
    pub(crate) tokens: std::ops::Range<usize>,
    pub(crate) paragraph: u32,
}

/// A token after which a sentence may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    token: u32,
    kind: MarkKind,
}

/// Why a sentence may end after a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkKind {
    /// A full stop.
    Stop,
    /// Two stops or more, or `…`.
    Ellipsis,
    /// Stops with spaces between them.
    Spaced,
    /// `!` and `?`.
    Bang,
    /// A mark that has no other use: `。` `؟`.
    Hard,
    /// The stop of an abbreviation or acronym.
    Abbreviation(rules::Ending),
    /// The stop of an initial.
    Initial,
    /// `:-)`
    Emoticon,
    /// A line drawn with signs.
    Rule,
}

/// Tokens and sentences of one text; a buffer that is used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Segments {
    pub(crate) tokens: Vec<Tok>,
    pub(crate) sentences: Vec<SentenceRange>,
    marks: Vec<Mark>,
    lines: Vec<Line>,
}

impl Segments {
    pub(crate) fn clear(&mut self) {
        self.tokens.clear();
        self.sentences.clear();
        self.marks.clear();
        self.lines.clear();
    }
}

/// The segments between the word boundaries of UAX #29, each with its kind; white space counts as punctuation.
#[cfg(feature = "python")]
pub(crate) fn unicode_tokens(text: &str) -> Vec<(Span, TokenKind)> {
    let kind = |segment: &str| {
        let classes = segment.chars().fold(0, |all, c| all | class::class_of(c));
        match classes {
            digits if digits & (class::DIGIT | class::LOWER | class::UPPER) == class::DIGIT => TokenKind::Number,
            word if word & class::WORD != 0 => TokenKind::Word,
            sign if sign & class::SYMBOL != 0 => TokenKind::Symbol,
            _ => TokenKind::Punctuation,
        }
    };
    unicode_words(text).map(|span| (span, kind(span.of(text)))).collect()
}

/// Cuts texts of one language.
#[derive(Debug)]
pub(crate) struct Segmenter {
    rules: rules::Rules,
}

impl Segmenter {
    pub(crate) fn compile(lexicon: &Lexicon) -> Result<Self> {
        Ok(Self { rules: rules::Rules::compile(lexicon)? })
    }

    /// Tokens and sentences of `text`, in order, into `out`.
    pub(crate) fn segment(&self, text: &str, out: &mut Segments) {
        out.clear();
        let mut scanner = scan::Scanner { rules: &self.rules, text, bytes: text.as_bytes(), out };
        scan::by_table(&mut scanner);
        if !out.tokens.is_empty() {
            sentence::cut(&self.rules, text, out);
        }
    }
}
