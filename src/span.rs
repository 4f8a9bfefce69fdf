//! Places in the caller's text.

use serde::{Deserialize, Serialize};

/// A half-open range of **bytes** of the text that the caller gave; always on character boundaries, so
/// `&text[span.range()]` is what the span stands for. (The Python module speaks code points instead.)
///
/// ```
/// let text = "Peace be upon it";
/// let span = diplotext::Span { start: 0, end: 5 };
/// assert_eq!(span.of(text), "Peace");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// As a range, to slice with.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }

    /// The part of `text` that it stands for; empty where it does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Its length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Is there nothing in it?
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Does it hold the whole of `other`?
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Do the two share a byte?
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// The one conversion between bytes and code points of a text.
///
/// Code points are counted once for every block of 64 bytes; a question then costs a look into one block. Text that
/// is all ASCII needs no counts: there the two are the same.
///
/// ```
/// let text = "Genève est une ville.";
/// let points = diplotext::CodePoints::new(text);
/// assert_eq!(points.point(text.find("est").unwrap()), 7);
/// assert_eq!(points.byte(7), text.find("est"));
/// ```
#[derive(Debug, Clone)]
pub struct CodePoints<'t> {
    text: &'t str,
    /// code points before each block; empty where all is ASCII
    before: Vec<usize>,
}

const BLOCK: usize = 64;

impl<'t> CodePoints<'t> {
    /// Counts the code points of `text`.
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self { text, before: Vec::new() };
        }
        let mut sum = 0;
        let blocks = text.as_bytes().chunks(BLOCK);
        let before = blocks
            .map(|block| {
                sum += starts(block);
                sum - starts(block)
            })
            .collect();
        Self { text, before }
    }

    /// The number of code points before byte `byte`; past the end, of all.
    pub fn point(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.before.is_empty() {
            return byte;
        }
        let block = (byte / BLOCK).min(self.before.len() - 1);
        self.before.get(block).copied().unwrap_or(0)
            + starts(self.text.as_bytes().get(block * BLOCK..byte).unwrap_or_default())
    }

    /// The byte where code point `point` starts, the text's length for the number of its code points, `None` beyond.
    pub fn byte(&self, point: usize) -> Option<usize> {
        if self.before.is_empty() {
            return (point <= self.text.len()).then_some(point);
        }
        // The last block that begins at or before the code point.
        let block = self.before.partition_point(|before| *before <= point).saturating_sub(1);
        let mut left = point - self.before.get(block)?;
        for (i, byte) in self.text.as_bytes().get(block * BLOCK..)?.iter().enumerate() {
            if is_start(*byte) {
                if left == 0 {
                    return Some(block * BLOCK + i);
                }
                left -= 1;
            }
        }
        (left == 0).then_some(self.text.len())
    }

    /// The span with its ends counted in code points.
    pub fn span(&self, span: Span) -> (usize, usize) {
        (self.point(span.start), self.point(span.end))
    }

    /// The number of code points of the text.
    pub fn len(&self) -> usize {
        self.point(self.text.len())
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// Code points for questions that go forwards, as those about tokens do: every byte is looked at once.
#[cfg(feature = "arrow")]
pub(crate) struct Cursor<'t> {
    bytes: &'t [u8],
    /// the last byte asked for
    at: usize,
    /// the first byte from there on that continues a code point
    next: usize,
    /// bytes before that which continue one
    continued: usize,
}

#[cfg(feature = "arrow")]
impl<'t> Cursor<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        Self { bytes, at: 0, next: continuation(bytes, 0), continued: 0 }
    }

    /// The number of code points before byte `byte`.
    #[inline]
    pub(crate) fn point(&mut self, byte: usize) -> usize {
        if byte < self.at {
            (self.next, self.continued) = (continuation(self.bytes, 0), 0);
        }
        while self.next < byte {
            self.continued += 1;
            self.next = continuation(self.bytes, self.next + 1);
        }
        self.at = byte;
        byte - self.continued
    }

    /// The span with its ends counted in code points.
    #[inline]
    pub(crate) fn span(&mut self, span: Span) -> (usize, usize) {
        (self.point(span.start), self.point(span.end))
    }
}

/// The first byte from `at` on that continues a code point; the end of all where there is none. Eight at a time.
#[cfg(feature = "arrow")]
fn continuation(bytes: &[u8], mut at: usize) -> usize {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    while let Some(eight) = bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()) {
        let word = u64::from_le_bytes(eight);
        // the two highest bits of each byte are 1 and 0
        let found = word & !(word << 1) & HIGH;
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter().position(|byte| !is_start(*byte)).map_or(bytes.len(), |i| at + i)
}

/// Is it the first byte of a code point?
fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

/// The number of code points that start in some bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| is_start(**b)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_go_both_ways() {
        let long = "Ж中a🕊é\u{feff}".repeat(70);
        for text in ["", "plain", "é", "中文和平", "a🕊b", long.as_str(), &"x".repeat(200), &("x".repeat(63) + "é")]
        {
            let points = CodePoints::new(text);
            let starts = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
            for (point, byte) in starts.enumerate() {
                assert_eq!(points.point(byte), point, "{text}: byte {byte}");
                assert_eq!(points.byte(point), Some(byte), "{text}: code point {point}");
            }
            assert_eq!(points.len(), text.chars().count());
            assert_eq!(points.byte(points.len() + 1), None);
        }
    }

    #[cfg(feature = "arrow")]
    #[test]
    fn a_cursor_says_the_same() {
        let text = "Ж中a🕊é plain words, und so weiter ".repeat(40);
        let points = CodePoints::new(&text);
        let mut cursor = Cursor::new(&text);
        let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        for byte in bytes.iter().chain(bytes.iter().rev().step_by(7)).chain(bytes.iter().step_by(90)) {
            assert_eq!(cursor.point(*byte), points.point(*byte));
        }
    }
}
