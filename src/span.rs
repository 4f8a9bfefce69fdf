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
