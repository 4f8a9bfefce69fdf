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
mod masks;
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

/// Tokens and sentences of one text, as [`Segmenter`] finds them; a buffer that is used again for the next text, so
/// that cutting text after text allocates nothing.
#[derive(Debug, Default)]
pub struct Segments {
    pub(crate) tokens: Vec<Tok>,
    pub(crate) sentences: Vec<SentenceRange>,
    marks: Vec<Mark>,
    lines: Vec<Line>,
    #[cfg(feature = "zh")]
    lattice: chinese::Lattice,
}

impl Segments {
    /// The tokens in order: where each stands, in bytes, and what it is.
    pub fn tokens(&self) -> impl ExactSizeIterator<Item = (Span, TokenKind)> + '_ {
        self.tokens.iter().map(|t| (Span::new(t.start as usize, t.end as usize), t.kind))
    }

    /// The sentences in order, in bytes; none after [`Segmenter::tokenize`].
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Span> + '_ {
        self.sentences.iter().map(|s| s.span)
    }

    fn clear(&mut self) {
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

/// Cuts texts of one language into tokens and sentences: the lowest and fastest face of the library.
///
/// Built once, it serves all threads.
///
/// ```
/// use diplotext::{Language, Segmenter, Segments};
///
/// let segmenter = Segmenter::new(Language::English);
/// let mut segments = Segments::default();
/// let text = "H.E. Mr. Ivanov spoke. See A/RES/72/1.";
/// segmenter.segment(text, &mut segments);
/// let sentences: Vec<&str> = segments.sentences().map(|span| span.of(text)).collect();
/// assert_eq!(sentences, ["H.E. Mr. Ivanov spoke.", "See A/RES/72/1."]);
/// let tokens: Vec<&str> = segments.tokens().map(|(span, _)| span.of(text)).collect();
/// assert_eq!(tokens, ["H.E.", "Mr.", "Ivanov", "spoke", ".", "See", "A/RES/72/1", "."]);
/// ```
#[derive(Debug)]
pub struct Segmenter {
    rules: rules::Rules,
}

impl Segmenter {
    /// The segmenter of `language`, with the built-in word data.
    ///
    /// # Panics
    /// Never: the built-in tables are well-formed, which the tests of every language check.
    pub fn new(language: crate::Language) -> Self {
        Self::compile(&Lexicon::builtin(language)).expect("the built-in word data is well-formed")
    }

    pub(crate) fn compile(lexicon: &Lexicon) -> Result<Self> {
        Ok(Self { rules: rules::Rules::compile(lexicon)? })
    }

    /// Tokens and sentences of `text`, in order, into `out`.
    pub fn segment(&self, text: &str, out: &mut Segments) {
        self.tokenize(text, out);
        if !out.tokens.is_empty() {
            sentence::cut(&self.rules, text, out);
        }
    }

    /// Tokens of `text` alone, in order, into `out`.
    pub fn tokenize(&self, text: &str, out: &mut Segments) {
        out.clear();
        let mut scanner = scan::Scanner { rules: &self.rules, text, bytes: text.as_bytes(), out };
        masks::by_masks(&mut scanner);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use proptest::prelude::*;
    use std::sync::OnceLock;

    fn segmenter(language: Language) -> &'static Segmenter {
        static ALL: [OnceLock<Segmenter>; 6] = [const { OnceLock::new() }; 6];
        ALL[language as usize].get_or_init(|| Segmenter::new(language))
    }

    fn both(language: Language, text: &str) -> (Segments, Segments) {
        let (mut masks, mut table) = (Segments::default(), Segments::default());
        let rules = &segmenter(language).rules;
        masks::by_masks(&mut scan::Scanner { rules, text, bytes: text.as_bytes(), out: &mut masks });
        scan::by_table(&mut scan::Scanner { rules, text, bytes: text.as_bytes(), out: &mut table });
        (masks, table)
    }

    /// Text made of pieces that meet the rules, so that they also meet the edges of blocks.
    fn text() -> impl Strategy<Value = String> {
        let pieces = [
            "a",
            "The",
            "of",
            "É",
            "ч",
            "ست",
            "国",
            "國際",
            "第",
            "12",
            "1,000",
            "٢٠",
            "²",
            "_",
            "__",
            ".",
            ". . .",
            "…",
            ",",
            "'",
            "’",
            "-",
            "\u{2011}",
            "-\n",
            " ",
            "  ",
            "\u{a0}",
            "\n",
            "\r\n",
            "\n\n",
            "\u{2028}",
            "\t",
            "\u{feff}",
            "/",
            "A/RES/72/1",
            "S/",
            "Mr.",
            "e.g.",
            "U.S.",
            "No. 5",
            "n°",
            "n.º",
            "l'",
            "http://un.org/a.",
            "a@b.org",
            "www.",
            "@un",
            "#x",
            ":-)",
            "<3",
            "\u{300}",
            "\u{ad}",
            "\u{200d}",
            "☺",
            "🇫🇷",
            "👩\u{200d}🚀",
            "،",
            "؟",
            "。",
            "“",
            "”",
            "»",
            "(",
            ")",
            "[6]",
            "¹",
            "----",
            "P5+1",
            "&",
            "°",
            "ё",
            "ـ",
            "、",
            "\u{3000}",
            "〇",
            "カ",
            "한",
            "अ",
        ];
        let piece = prop_oneof![9 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
        proptest::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn masks_cut_as_the_table_does(text in text(), language in proptest::sample::select(Language::ALL.to_vec())) {
            let (masks, table) = both(language, &text);
            prop_assert_eq!(&masks.tokens, &table.tokens);
            prop_assert_eq!(&masks.marks, &table.marks);
            prop_assert_eq!(&masks.lines, &table.lines);
        }

        #[test]
        fn tokens_and_sentences_keep_their_promises(text in text(), language in proptest::sample::select(Language::ALL.to_vec())) {
            let mut out = Segments::default();
            segmenter(language).segment(&text, &mut out);
            let mut end = 0;
            for (span, _) in out.tokens() {
                prop_assert!(span.start >= end && span.start < span.end && span.end <= text.len());
                let gap = text.get(end..span.start);
                prop_assert!(gap.is_some_and(|g| g.chars().all(|c| class::class_of(c) & class::SPACE != 0)), "{:?}", gap);
                prop_assert!(!span.of(&text).is_empty());
                prop_assert_eq!(span.of(&text).trim(), span.of(&text));
                end = span.end;
            }
            prop_assert!(text[end..].chars().all(|c| class::class_of(c) & class::SPACE != 0));
            let mut next = 0;
            for sentence in &out.sentences {
                prop_assert_eq!(sentence.tokens.start, next);
                prop_assert!(sentence.tokens.end > next);
                prop_assert_eq!(sentence.span.start, out.tokens[next].start as usize);
                next = sentence.tokens.end;
                prop_assert_eq!(sentence.span.end, out.tokens[next - 1].end as usize);
            }
            prop_assert_eq!(next, out.tokens.len());
        }
    }
}
