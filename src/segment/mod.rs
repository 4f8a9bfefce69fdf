//! Tokens and sentences, in one pass over a text.

use crate::{error::Result, lexicon::Lexicon, span::Span};
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
    /// Any other sign.
    Symbol,
    /// A document symbol (A/RES/72/1).
    DocumentSymbol,
    /// A web address.
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

/// Tokens and sentences of one text; a buffer that is used again for the next.
#[derive(Debug, Default)]
pub(crate) struct Segments {
    pub(crate) tokens: Vec<Tok>,
    pub(crate) sentences: Vec<SentenceRange>,
}

impl Segments {
    pub(crate) fn clear(&mut self) {
        self.tokens.clear();
        self.sentences.clear();
    }
}

/// Cuts texts of one language.
#[derive(Debug)]
pub(crate) struct Segmenter {}

impl Segmenter {
    pub(crate) fn compile(_lexicon: &Lexicon) -> Result<Self> {
        Ok(Self {})
    }

    /// Tokens and sentences of `text`, in order, into `out`.
    pub(crate) fn segment(&self, text: &str, out: &mut Segments) {
        out.clear();
        let mut paragraph = 0;
        let mut first = 0;
        let mut end_of_sentence = false;
        let mut chars = text.char_indices().peekable();
        while let Some((start, c)) = chars.next() {
            if c.is_whitespace() {
                let blank = c == '\n' && chars.peek().is_some_and(|(_, c)| *c == '\n');
                if (end_of_sentence || blank) && first < out.tokens.len() {
                    close(out, first, paragraph);
                    first = out.tokens.len();
                    end_of_sentence = false;
                }
                paragraph += u32::from(blank);
                continue;
            }
            let mut end = start + c.len_utf8();
            let kind = if c.is_alphanumeric() {
                while let Some(&(at, next)) = chars.peek() {
                    let inner = matches!(next, '-' | '\'' | '’' | '.' | '/')
                        && text[at + next.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric);
                    if !next.is_alphanumeric() && !inner {
                        break;
                    }
                    end = at + next.len_utf8();
                    chars.next();
                }
                if c.is_numeric() { TokenKind::Number } else { TokenKind::Word }
            } else {
                TokenKind::Punctuation
            };
            end_of_sentence = match c {
                '.' | '!' | '?' | '؟' | '…' => true,
                '"' | '”' | '»' | ')' => end_of_sentence,
                _ => false,
            };
            out.tokens.push(Tok { start: start as u32, end: end as u32, kind });
            if matches!(c, '。' | '！' | '？') {
                close(out, first, paragraph);
                first = out.tokens.len();
            }
        }
        if first < out.tokens.len() {
            close(out, first, paragraph);
        }
    }
}

fn close(out: &mut Segments, first: usize, paragraph: u32) {
    if let (Some(a), Some(b)) = (out.tokens.get(first), out.tokens.last()) {
        let span = Span::new(a.start as usize, b.end as usize);
        let tokens = first..out.tokens.len();
        out.sentences.push(SentenceRange { span, tokens, paragraph });
    }
}

/// The norm of a word: NFC, lower case, straight apostrophe.
pub(crate) fn norm(surface: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    surface.nfc().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect()
}
