//! How often each term occurs, as integers that merge exactly.
//!
//! Every statistic of a corpus is computed from [`Counts`]: terms in code-point order, each with its
//! occurrences and the number of texts that hold it. Integers make `a + b` exact and free of order, so
//! one thread or seven, this batch size or that, give the same bytes.
//!
//! # The frame of [`Counts::to_bytes`]
//! | bytes | what |
//! |---|---|
//! | 8 | `DPLXCNT` and a zero |
//! | 4 | version, little-endian (1) |
//! | 8 | length of the body in bytes |
//! | 4 | CRC-32 (IEEE) of the body |
//! | … | body: number of texts, number of terms, then for each term its length in bytes, its UTF-8, count, texts |
//!
//! Every number of the body is a LEB128 varint. A length is believed only after it was compared with the bytes
//! that are there, so a damaged file can neither allocate much nor give wrong counts: it gives an error.

use hashbrown::HashMap;
use std::ops::{Add, AddAssign};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

const MAGIC: &[u8; 8] = b"DPLXCNT\0";
const VERSION: u32 = 1;
const HEADER: usize = 8 + 4 + 8 + 4;

/// A term with its occurrences and the number of texts that hold it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermCount {
    /// The word or stem.
    pub term: String,
    /// Occurrences in all texts.
    pub count: u64,
    /// Texts with at least one occurrence.
    pub documents: u64,
}

/// Terms in code-point order with their occurrences and document frequencies.
///
/// ```
/// use diplotext::statistics::Counts;
///
/// let mut spring = Counts::new();
/// spring.add_document(["peace", "and", "peace"]);
/// let mut autumn = Counts::new();
/// autumn.add_document(["war", "and", "peace"]);
///
/// let year = spring.clone() + autumn.clone();
/// assert_eq!(year.count("peace"), 3);
/// assert_eq!(year.documents("and"), 2);
/// assert_eq!(year.total(), 6);
/// assert_eq!(year.to_bytes(), (autumn + spring).to_bytes());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Wire", into = "Wire")]
pub struct Counts {
    /// Strictly ascending by term, no count of zero.
    rows: Vec<TermCount>,
    total: u64,
    texts: u64,
}

/// What serde reads and writes: [`Counts`] without the sums, which are made again.
#[derive(Serialize, Deserialize)]
struct Wire {
    texts: u64,
    terms: Vec<TermCount>,
}

impl From<Wire> for Counts {
    fn from(wire: Wire) -> Self {
        Counts::from_rows(wire.texts, wire.terms)
    }
}

impl From<Counts> for Wire {
    fn from(counts: Counts) -> Self {
        Wire { texts: counts.texts, terms: counts.rows }
    }
}

impl Counts {
    /// Counts of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Counts from rows in any order; rows of one term are added up, rows with count 0 dropped.
    ///
    /// `texts` is the number of texts that were counted, those without a term included.
    pub fn from_rows(texts: u64, rows: impl IntoIterator<Item = TermCount>) -> Self {
        let mut rows: Vec<TermCount> = rows.into_iter().filter(|row| row.count > 0).collect();
        rows.sort_by(|a, b| a.term.cmp(&b.term));
        rows.dedup_by(|later, first| {
            let same = later.term == first.term;
            if same {
                first.count = first.count.saturating_add(later.count);
                first.documents = first.documents.saturating_add(later.documents);
            }
            same
        });
        let total = rows.iter().fold(0, |sum: u64, row| sum.saturating_add(row.count));
        Counts { rows, total, texts }
    }

    /// Adds one text, given as its terms in any order.
    ///
    /// For many texts a [`CountsBuilder`] is faster: it sorts once at the end.
    pub fn add_document<S: AsRef<str>>(&mut self, terms: impl IntoIterator<Item = S>) {
        let mut one = CountsBuilder::new();
        one.add_document(terms);
        *self += one.build();
    }

    /// Number of terms that differ.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no term was counted.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Occurrences of all terms together.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Number of texts counted.
    pub fn texts(&self) -> u64 {
        self.texts
    }

    /// Occurrences of `term`; 0 where it was never seen.
    pub fn count(&self, term: &str) -> u64 {
        self.row(term).map_or(0, |row| row.count)
    }

    /// Number of texts that hold `term`.
    pub fn documents(&self, term: &str) -> u64 {
        self.row(term).map_or(0, |row| row.documents)
    }

    /// The terms in code-point order.
    ///
    /// ```
    /// use diplotext::statistics::Counts;
    ///
    /// let mut counts = Counts::new();
    /// counts.add_document(["veto", "treaty", "veto"]);
    /// let terms: Vec<_> = counts.iter().map(|row| (row.term.as_str(), row.count)).collect();
    /// assert_eq!(terms, [("treaty", 1), ("veto", 2)]);
    /// ```
    pub fn iter(&self) -> std::slice::Iter<'_, TermCount> {
        self.rows.iter()
    }

    fn row(&self, term: &str) -> Option<&TermCount> {
        let at = self.rows.binary_search_by(|row| row.term.as_str().cmp(term)).ok()?;
        self.rows.get(at)
    }

    /// The counts as bytes: equal counts give equal bytes, whatever the order they were added in.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::with_capacity(self.rows.len() * 12);
        write_number(&mut body, self.texts);
        write_number(&mut body, self.rows.len() as u64);
        for row in &self.rows {
            write_number(&mut body, row.term.len() as u64);
            body.extend_from_slice(row.term.as_bytes());
            write_number(&mut body, row.count);
            write_number(&mut body, row.documents);
        }
        let mut bytes = Vec::with_capacity(HEADER + body.len());
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&(body.len() as u64).to_le_bytes());
        bytes.extend_from_slice(&crc32fast::hash(&body).to_le_bytes());
        bytes.extend_from_slice(&body);
        bytes
    }

    /// Counts from what [`to_bytes`](Self::to_bytes) gave.
    ///
    /// # Errors
    /// Any damage: wrong kind of file, another version, too short or too long, a checksum that differs, terms out
    /// of order or no UTF-8. Never a panic, never wrong counts.
    ///
    /// ```
    /// use diplotext::statistics::Counts;
    ///
    /// let mut counts = Counts::new();
    /// counts.add_document(["oui", "non", "oui"]);
    /// let mut bytes = counts.to_bytes();
    /// assert_eq!(Counts::from_bytes(&bytes)?, counts);
    /// let last = bytes.len() - 1;
    /// bytes[last] ^= 1;
    /// assert!(Counts::from_bytes(&bytes).is_err());
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let body = checked_body(bytes)?;
        let mut read = Reader { rest: body };
        let texts = read.number()?;
        let terms = read.number()?;
        // a term takes at least four bytes: length, one letter, count, texts
        if terms > (read.rest.len() / 4) as u64 {
            return Err(damaged("more terms announced than there are bytes for"));
        }
        let mut rows: Vec<TermCount> = Vec::with_capacity(terms as usize);
        let mut total: u64 = 0;
        for _ in 0..terms {
            let row = read.row()?;
            let ordered = rows.last().is_none_or(|before| before.term < row.term);
            if !ordered || row.count == 0 || row.documents > row.count || row.documents > texts {
                return Err(damaged("terms out of order or impossible counts"));
            }
            total = total.checked_add(row.count).ok_or_else(|| damaged("counts too large"))?;
            rows.push(row);
        }
        if !read.rest.is_empty() {
            return Err(damaged("bytes left over behind the last term"));
        }
        Ok(Counts { rows, total, texts })
    }
}

impl AddAssign for Counts {
    /// Merges two sorted lists in one pass.
    fn add_assign(&mut self, other: Self) {
        let mut merged = Vec::with_capacity(self.rows.len() + other.rows.len());
        let mut left = std::mem::take(&mut self.rows).into_iter().peekable();
        let mut right = other.rows.into_iter().peekable();
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let order = a.term.cmp(&b.term);
            let first = if order.is_le() { left.next() } else { right.next() };
            let twin = if order.is_eq() { right.next() } else { None };
            if let Some(mut row) = first {
                if let Some(twin) = twin {
                    row.count = row.count.saturating_add(twin.count);
                    row.documents = row.documents.saturating_add(twin.documents);
                }
                merged.push(row);
            }
        }
        merged.extend(left);
        merged.extend(right);
        self.rows = merged;
        self.total = self.total.saturating_add(other.total);
        self.texts = self.texts.saturating_add(other.texts);
    }
}

impl Add for Counts {
    type Output = Counts;

    fn add(mut self, other: Self) -> Self {
        self += other;
        self
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(counts: I) -> Self {
        counts.fold(Counts::new(), Add::add)
    }
}

/// Counts many texts; [`build`](CountsBuilder::build) sorts once at the end.
///
/// ```
/// use diplotext::statistics::CountsBuilder;
///
/// let mut builder = CountsBuilder::new();
/// builder.add_document(["peace", "security"]);
/// builder.add_document(["security"]);
/// assert_eq!(builder.build().documents("security"), 2);
/// ```
#[derive(Debug, Clone, Default)]
pub struct CountsBuilder {
    ids: HashMap<String, u32>,
    /// By id: occurrences, texts, and the last text (from 1) that held the term.
    cells: Vec<(u64, u64, u64)>,
    texts: u64,
}

impl CountsBuilder {
    /// A builder that has seen no text.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one text, given as its terms in any order.
    pub fn add_document<S: AsRef<str>>(&mut self, terms: impl IntoIterator<Item = S>) {
        self.add_counted(terms.into_iter().map(|term| (term, 1)));
    }

    /// Adds one text whose terms were counted already.
    pub fn add_counted<S: AsRef<str>>(&mut self, terms: impl IntoIterator<Item = (S, u64)>) {
        self.begin();
        for (term, count) in terms {
            if count > 0 {
                let id = self.term(term.as_ref());
                self.see(id, count);
            }
        }
    }

    /// Begins the next text.
    pub(crate) fn begin(&mut self) {
        self.texts += 1;
    }

    /// The number of a term in this builder.
    pub(crate) fn term(&mut self, term: &str) -> u32 {
        let next = self.cells.len() as u32;
        let id = *self.ids.entry_ref(term).or_insert(next);
        if id == next {
            self.cells.push((0, 0, 0));
        }
        id
    }

    /// Counts a term, given by its number, in the text that was begun last.
    #[inline]
    pub(crate) fn see(&mut self, id: u32, count: u64) {
        if let Some(cell) = self.cells.get_mut(id as usize) {
            cell.0 += count;
            if cell.2 != self.texts {
                cell.2 = self.texts;
                cell.1 += 1;
            }
        }
    }

    /// Adds the counts of other texts.
    #[cfg(feature = "arrow")]
    pub(crate) fn merge(&mut self, other: Self) {
        self.texts += other.texts;
        for (term, id) in other.ids {
            let Some((count, documents, _)) = other.cells.get(id as usize) else { continue };
            let next = self.cells.len() as u32;
            let id = *self.ids.entry(term).or_insert(next);
            if id == next {
                self.cells.push((0, 0, 0));
            }
            if let Some(cell) = self.cells.get_mut(id as usize) {
                cell.0 += count;
                cell.1 += documents;
            }
        }
    }

    /// The sorted counts.
    pub fn build(self) -> Counts {
        let cells = self.cells;
        Counts::from_rows(
            self.texts,
            self.ids.into_iter().filter_map(|(term, id)| {
                let &(count, documents, _) = cells.get(id as usize)?;
                Some(TermCount { term, count, documents })
            }),
        )
    }
}

fn damaged(what: &str) -> Error {
    Error::damaged("counts", what)
}

/// The body of a frame whose magic, version, length and checksum are right.
fn checked_body(bytes: &[u8]) -> Result<&[u8]> {
    let (header, body) = bytes.split_at_checked(HEADER).ok_or_else(|| damaged("shorter than its header"))?;
    let field = |from: usize, to: usize| header.get(from..to).unwrap_or_default();
    let number = |from, to| field(from, to).iter().rev().fold(0u64, |n, &byte| n << 8 | u64::from(byte));
    if field(0, 8) != MAGIC {
        return Err(damaged("not a file of counts"));
    }
    if number(8, 12) != u64::from(VERSION) {
        return Err(damaged("written by another version"));
    }
    if number(12, 20) != body.len() as u64 {
        return Err(damaged("cut short or lengthened"));
    }
    if number(20, 24) != u64::from(crc32fast::hash(body)) {
        return Err(damaged("checksum differs"));
    }
    Ok(body)
}

fn write_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn number(&mut self) -> Result<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let (&byte, rest) = self.rest.split_first().ok_or_else(|| damaged("cut short"))?;
            self.rest = rest;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                break;
            }
            number |= bits << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(damaged("a number larger than 64 bits"))
    }

    fn row(&mut self) -> Result<TermCount> {
        let length = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        let (term, rest) = self.rest.split_at_checked(length).ok_or_else(|| damaged("cut short"))?;
        self.rest = rest;
        let term = std::str::from_utf8(term).map_err(|_| damaged("a term is no UTF-8"))?.to_owned();
        Ok(TermCount { term, count: self.number()?, documents: self.number()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(texts: &[&str]) -> Counts {
        let mut builder = CountsBuilder::new();
        for text in texts {
            builder.add_document(text.split_whitespace());
        }
        builder.build()
    }

    #[test]
    fn counts_occurrences_and_texts() {
        let c = counts(&["peace peace treaty", "treaty", ""]);
        assert_eq!((c.len(), c.total(), c.texts()), (2, 4, 3));
        assert_eq!((c.count("peace"), c.documents("peace")), (2, 1));
        assert_eq!((c.count("treaty"), c.documents("treaty")), (2, 2));
        assert_eq!((c.count("war"), c.documents("war")), (0, 0));
    }

    #[test]
    fn merging_is_exact_in_any_order_and_grouping() {
        let texts = ["a b b", "b c", "z a", "", "é و 和"];
        let parts: Vec<Counts> = texts.iter().map(|t| counts(&[t])).collect();
        let whole = counts(&texts);
        let forward: Counts = parts.iter().cloned().sum();
        let backward: Counts = parts.iter().rev().cloned().sum();
        let grouped =
            (parts[3].clone() + parts[1].clone()) + (parts[4].clone() + (parts[0].clone() + parts[2].clone()));
        for c in [&forward, &backward, &grouped] {
            assert_eq!(*c, whole);
            assert_eq!(c.to_bytes(), whole.to_bytes());
        }
    }

    #[test]
    fn rows_of_one_term_are_added() {
        let row = |term: &str, count| TermCount { term: term.into(), count, documents: 1 };
        let c = Counts::from_rows(3, [row("b", 2), row("a", 1), row("b", 5), row("none", 0)]);
        assert_eq!((c.count("b"), c.documents("b"), c.len(), c.total()), (7, 2, 2, 8));
    }

    #[test]
    fn bytes_come_back() {
        for texts in [&[][..], &[""], &["a"], &["non oui 和平 سلام", "oui"]] {
            let c = counts(texts);
            assert_eq!(Counts::from_bytes(&c.to_bytes()).unwrap(), c);
        }
        let large = Counts::from_rows(u64::MAX, [TermCount { term: "x".into(), count: u64::MAX, documents: u64::MAX }]);
        assert_eq!(Counts::from_bytes(&large.to_bytes()).unwrap(), large);
    }

    #[test]
    fn json_comes_back() {
        let c = counts(&["peace peace", "war"]);
        let json = serde_json::to_string(&c).unwrap();
        assert_eq!(serde_json::from_str::<Counts>(&json).unwrap(), c);
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_an_error() {
        let bytes = counts(&["peace peace treaty", "treaty veto"]).to_bytes();
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut bad = bytes.clone();
                bad[at] ^= 1 << bit;
                assert!(Counts::from_bytes(&bad).is_err(), "byte {at}, bit {bit}");
            }
            assert!(Counts::from_bytes(&bytes[..at]).is_err(), "cut at {at}");
        }
        let mut longer = bytes.clone();
        longer.push(0);
        assert!(Counts::from_bytes(&longer).is_err());
    }

    /// A frame with a right checksum round a wrong body.
    fn frame(body: &[u8]) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend((body.len() as u64).to_le_bytes());
        bytes.extend(crc32fast::hash(body).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    #[test]
    fn a_right_checksum_does_not_make_a_wrong_body_right() {
        let huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
        let announced = [&[1][..], &huge].concat();
        let cases: [(&str, &[u8]); 7] = [
            ("2^64-1 terms announced", &announced),
            ("terms out of order", &[1, 2, 1, b'b', 1, 1, 1, b'a', 1, 1]),
            ("a term twice", &[1, 2, 1, b'a', 1, 1, 1, b'a', 1, 1]),
            ("count of zero", &[1, 1, 1, b'a', 0, 0]),
            ("more texts than there are", &[1, 1, 1, b'a', 3, 2]),
            ("no UTF-8", &[1, 1, 1, 0xff, 1, 1]),
            ("number of 70 bits", &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0]),
        ];
        for (why, body) in cases {
            assert!(Counts::from_bytes(&frame(body)).is_err(), "{why}");
        }
        assert!(Counts::from_bytes(&frame(&[1, 1, 1, b'a', 3, 1])).is_ok());
    }
}
