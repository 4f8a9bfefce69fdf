//! The walk over a text: runs of word characters, signs, gaps.
//!
//! Two scanners give the same tokens: [`by_table`], a loop that reads one character after another, and
//! [`super::masks`], which classifies 64 bytes at a time. The loop is the plainer one and the oracle of the other.

use super::{
    Mark, MarkKind, Segments, Tok, TokenKind,
    class::{DIGIT, HAN, MARK, SYMBOL, WORD, class_at, decode},
    rules::Rules,
};
use crate::layout::Line;

/// A text on its way into tokens.
pub(super) struct Scanner<'a> {
    pub(super) rules: &'a Rules,
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) out: &'a mut Segments,
}

/// Cuts the text character by character: the oracle of the tests.
#[cfg(test)]
pub(super) fn by_table(scanner: &mut Scanner<'_>) {
    let bytes = scanner.bytes;
    let mut at = 0;
    let mut new_line = true;
    while at < bytes.len() {
        let (class, length) = class_at(bytes, at);
        if class & super::class::SPACE != 0 {
            new_line |= is_line_end(bytes, at);
            at += length;
            continue;
        }
        if new_line {
            scanner.begin_line(at);
            new_line = false;
        }
        at = if class & WORD == 0 {
            scanner.sign(at, class, length)
        } else if class & HAN != 0 {
            scanner.han(at)
        } else {
            let (end, seen) = scanner.run(at + length);
            scanner.word(at, end, class, class | seen)
        };
    }
}

/// Does a line end at byte `at`, which is white space? (LF, VT, FF, CR, NEL, and Unicode's two separators.)
#[inline(always)]
pub(super) fn is_line_end(bytes: &[u8], at: usize) -> bool {
    match bytes[at] {
        0x0a..=0x0d => true,
        0xc2 => bytes[at + 1] == 0x85,
        0xe2 => bytes[at + 1] == 0x80 && matches!(bytes[at + 2], 0xa8 | 0xa9),
        _ => false,
    }
}

/// Is it a digit of a footnote's number (or of an exponent)?
pub(super) fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

impl Scanner<'_> {
    #[inline(always)]
    pub(super) fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        self.out.tokens.push(Tok { start: start as u32, end: end as u32, kind });
    }

    /// Notes that the last token is a place where a sentence may end.
    pub(super) fn mark(&mut self, kind: MarkKind) {
        let token = self.out.tokens.len() as u32 - 1;
        self.out.marks.push(Mark { token, kind });
    }

    /// Notes that the next token, at byte `at`, is the first of a line.
    pub(super) fn begin_line(&mut self, at: usize) {
        let token = self.out.tokens.len() as u32;
        self.out.lines.push(Line { start: at as u32, end: at as u32, token, blank: false, begins: false });
    }

    /// The end of the run of word characters from `at` (not of the Han script), and all classes in it.
    #[inline(always)]
    pub(super) fn run(&self, mut at: usize) -> (usize, u8) {
        let mut seen = 0;
        loop {
            let (class, length) = class_at(self.bytes, at);
            if class & (WORD | HAN) != WORD {
                return (at, seen);
            }
            seen |= class;
            at += length;
        }
    }

    /// All classes in a run.
    pub(super) fn seen(&self, start: usize, end: usize) -> u8 {
        self.text.get(start..end).unwrap_or("").chars().fold(0, |all, c| all | super::class::class_of(c))
    }

    /// The classes of the character that ends before `at`; none at the text's start.
    pub(super) fn class_before(&self, at: usize) -> u8 {
        super::class::char_before(self.text, at).map_or(0, super::class::class_of)
    }

    /// Is the character at `at` of a word, but not of the Han script?
    pub(super) fn is_word(&self, at: usize) -> bool {
        class_at(self.bytes, at).0 & (WORD | HAN) == WORD
    }

    /// Is there a letter at `at`, but not of the Han script?
    pub(super) fn is_letter(&self, at: usize) -> bool {
        class_at(self.bytes, at).0 & (WORD | HAN | DIGIT) == WORD
    }

    pub(super) fn is_digit(&self, at: usize) -> bool {
        class_at(self.bytes, at).0 & (DIGIT | HAN) == DIGIT
    }

    /// The sign at `at`, with what belongs to it. Returns where to go on.
    pub(super) fn sign(&mut self, at: usize, class: u8, length: usize) -> usize {
        match self.bytes[at] {
            b'.' => return self.stops(at),
            b'!' | b'?' => {
                let end = self.while_byte(at, |b| matches!(b, b'!' | b'?'));
                self.push(at, end, TokenKind::Punctuation);
                self.mark(MarkKind::Bang);
                return end;
            }
            first @ (b'-' | b'=' | b'*' | b'~' | b'#' | b'+' | b'<' | b'>') => {
                let end = self.while_byte(at, |b| b == first);
                if end - at > 1 {
                    self.rule(at, end, 1);
                    return end;
                }
            }
            b'$' => {
                let end = self.while_byte(at, |b| b == b'$');
                self.push(at, end, TokenKind::Symbol);
                return end;
            }
            b',' | b'(' | b')' | b'"' | b'\'' => {
                let end = self.marks_after(at + 1);
                self.push(at, end, TokenKind::Punctuation);
                return end;
            }
            _ => {}
        }
        if let Some(end) = self.emoticon(at).or_else(|| self.heart(at)) {
            self.push(at, end, TokenKind::Symbol);
            self.mark(MarkKind::Emoticon);
            return end;
        }
        if let Some(end) = self.tag(at) {
            self.push(at, end, TokenKind::Handle);
            return end;
        }
        self.other_sign(at, class, length)
    }

    fn other_sign(&mut self, at: usize, class: u8, length: usize) -> usize {
        let code = decode(self.bytes, at).0;
        match char::from_u32(code).unwrap_or_default() {
            '…' | '—' | '–' | '€' | '£' => {
                let end = self.while_same(at, length);
                match code {
                    0x2026 => {
                        self.push(at, end, TokenKind::Punctuation);
                        self.mark(MarkKind::Ellipsis);
                    }
                    0x20ac | 0xa3 => self.push(at, end, TokenKind::Symbol),
                    _ => self.rule(at, end, length),
                }
                end
            }
            '؟' | '۔' | '。' | '！' | '？' | '｡' => {
                self.push(at, at + length, TokenKind::Punctuation);
                self.mark(MarkKind::Hard);
                at + length
            }
            c if is_superscript(c) => {
                let digits = self.text[at..].chars().take_while(|c| is_superscript(*c));
                let end = at + digits.map(char::len_utf8).sum::<usize>();
                self.push(at, end, TokenKind::Number);
                end
            }
            '‼' | '⁇' | '⁈' | '⁉' => {
                self.push(at, at + length, TokenKind::Punctuation);
                self.mark(MarkKind::Bang);
                at + length
            }
            _ if class & SYMBOL != 0 => {
                let end = self.emoji_end(code, at + length);
                self.push(at, end, TokenKind::Symbol);
                end
            }
            _ => {
                let end = self.marks_after(at + length);
                self.push(at, end, TokenKind::Punctuation);
                end
            }
        }
    }

    /// One stop, a run of stops, or stops with spaces between them (`. . .`).
    fn stops(&mut self, at: usize) -> usize {
        let end = self.while_byte(at, |b| b == b'.');
        if end - at > 1 {
            self.push(at, end, TokenKind::Punctuation);
            self.mark(MarkKind::Ellipsis);
            return end;
        }
        if self.bytes[end..].starts_with(b" . .") {
            let mut end = end;
            while self.bytes[end..].starts_with(b" .") && !self.bytes[end..].starts_with(b" ..") {
                end += 2;
            }
            self.push(at, end, TokenKind::Punctuation);
            self.mark(MarkKind::Spaced);
            return end;
        }
        let end = self.marks_after(end);
        self.push(at, end, TokenKind::Punctuation);
        self.mark(MarkKind::Stop);
        end
    }

    /// A run of one sign; four or more draw a line across the page.
    pub(super) fn rule(&mut self, at: usize, end: usize, length: usize) {
        let kind =
            if class_at(self.bytes, at).0 & (SYMBOL | WORD) != 0 { TokenKind::Symbol } else { TokenKind::Punctuation };
        self.push(at, end, kind);
        if (end - at) / length >= 4 {
            self.mark(MarkKind::Rule);
        }
    }

    fn while_byte(&self, at: usize, is: impl Fn(u8) -> bool) -> usize {
        at + self.bytes[at..].iter().take_while(|b| is(**b)).count()
    }

    /// The end of a run of the character at `at`.
    fn while_same(&self, at: usize, length: usize) -> usize {
        let (first, rest) = self.bytes[at..].split_at(length);
        at + length + rest.chunks_exact(length).take_while(|c| *c == first).count() * length
    }

    /// Combining marks stay with their sign.
    #[inline(always)]
    fn marks_after(&self, mut at: usize) -> usize {
        while self.bytes.get(at).is_some_and(|b| *b >= 0xcc) {
            let (class, length) = class_at(self.bytes, at);
            if class & MARK == 0 {
                break;
            }
            at += length;
        }
        at
    }

    /// Where the emoji ends whose first sign ends at `at`: variants, skin colours, joined signs, the two halves of a
    /// flag.
    fn emoji_end(&self, code: u32, at: usize) -> usize {
        let is_flag = |code| (0x1f1e6..=0x1f1ff).contains(&code);
        let mut at = self.marks_after(at);
        if code < 0x2190 || at >= self.bytes.len() {
            return at;
        }
        let (next, length) = decode(self.bytes, at);
        if is_flag(code) && is_flag(next) {
            return at + length;
        }
        while at < self.bytes.len() {
            let (next, length) = decode(self.bytes, at);
            if (0x1f3fb..=0x1f3ff).contains(&next) {
                at = self.marks_after(at + length);
            } else if next == 0x200d && class_at(self.bytes, at + length).0 & SYMBOL != 0 {
                let joined = at + length;
                at = self.marks_after(joined + class_at(self.bytes, joined).1);
            } else {
                break;
            }
        }
        at
    }

    /// `:-)` and its like, not glued to a word.
    fn emoticon(&self, at: usize) -> Option<usize> {
        if !matches!(self.bytes[at], b':' | b';' | b'=') || self.class_before(at) & WORD != 0 {
            return None;
        }
        let nose = usize::from(matches!(self.bytes.get(at + 1), Some(b'-' | b'\'')));
        let mouth = at + 1 + nose;
        let end = mouth + 1;
        if !matches!(self.bytes.get(mouth)?, b')' | b'(' | b'D' | b'P' | b'p' | b'O' | b'/' | b'\\' | b'|' | b'*') {
            return None;
        }
        let free = class_at(self.bytes, end).0 & WORD == 0 && self.bytes.get(end) != Some(&b'/');
        free.then_some(end)
    }

    /// `<3` and `^_^`.
    fn heart(&self, at: usize) -> Option<usize> {
        match self.bytes[at] {
            b'<' if self.bytes.get(at + 1) == Some(&b'3') && !self.is_word(at + 2) => Some(at + 2),
            b'^' => {
                let end = at + 1 + self.bytes[at + 1..].iter().take(8).take_while(|b| **b == b'_').count();
                (self.bytes.get(end) == Some(&b'^')).then_some(end + 1)
            }
            _ => None,
        }
    }

    /// `@handle` and `#tag`.
    fn tag(&self, at: usize) -> Option<usize> {
        let tagged = matches!(self.bytes[at], b'@' | b'#') && self.is_word(at + 1);
        (tagged && self.class_before(at) & WORD == 0).then(|| self.run(at + 1).0)
    }
}
