//! Collocations: pairs of words that stand together more often than chance would have it.
//!
//! A pair is ordered, left word then right word, and counted where the right one stands among the `window - 1` words
//! behind the left one, so that a window of 2 counts neighbours. With `s = window - 1` chances a word, O is the pair's
//! count, `r = s·count(left)`, `c = s·count(right)`, `n = s·words` and E = r c / n:
//!
//! | measure | formula | source |
//! |---|---|---|
//! | [`G2`](CollocationMeasure::G2) | 2 Σ O ln(O/E) over the four cells, signed | Dunning 1993 |
//! | [`Pmi`](CollocationMeasure::Pmi) | log2(O/E) | Church & Hanks 1990 |
//! | [`Npmi`](CollocationMeasure::Npmi) | PMI / -log2(O/n) | Bouma 2009 |
//! | [`T`](CollocationMeasure::T) | (O - E) / √O | Church and others 1991 |
//! | [`LogDice`](CollocationMeasure::LogDice) | 14 + log2(2 O / (r + c)) | Rychlý 2008 |
//!
//! PMI favours the rare, t the common; NPMI (at most 1) and logDice (at most 14) compare across corpora.

use hashbrown::HashMap;
use libm::{log2, sqrt};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use super::counts::Counts;
use super::keyness::KeynessMeasure;
use crate::error::{Error, Result};

/// A way to weigh a pair's counts; the formulas stand at the top of the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CollocationMeasure {
    /// Log-likelihood over four cells, signed.
    G2,
    /// Pointwise mutual information, in bits.
    Pmi,
    /// PMI by its largest possible value: 1 for words that only occur together.
    #[default]
    Npmi,
    /// t-score.
    T,
    /// Logarithm of the Dice coefficient, at most 14.
    LogDice,
}

impl CollocationMeasure {
    /// Every measure.
    pub const ALL: [Self; 5] = [Self::G2, Self::Pmi, Self::Npmi, Self::T, Self::LogDice];

    /// The measure's name, as [`from_name`](Self::from_name) reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::G2 => "g2",
            Self::Pmi => "pmi",
            Self::Npmi => "npmi",
            Self::T => "t",
            Self::LogDice => "logdice",
        }
    }

    /// The measure of that name.
    ///
    /// # Errors
    /// An unknown name; the error lists the known ones.
    ///
    /// ```
    /// use diplotext::statistics::CollocationMeasure;
    ///
    /// assert_eq!(CollocationMeasure::from_name("t")?, CollocationMeasure::T);
    /// assert!(CollocationMeasure::from_name("z").is_err());
    /// # Ok::<(), diplotext::Error>(())
    /// ```
    pub fn from_name(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|measure| measure.name() == name)
            .ok_or_else(|| Error::choice("measure", name, Self::ALL.map(Self::name)))
    }

    /// The score of a pair seen `joint` times, of words seen `left` and `right` times among `words` words, counted
    /// in windows of `window` words (2: neighbours).
    ///
    /// ```
    /// use diplotext::statistics::CollocationMeasure;
    ///
    /// // two words that never occur apart
    /// assert_eq!(CollocationMeasure::Npmi.score(8, 8, 8, 1024, 2), 1.0);
    /// assert_eq!(CollocationMeasure::LogDice.score(8, 8, 8, 1024, 2), 14.0);
    /// ```
    pub fn score(self, joint: u64, left: u64, right: u64, words: u64, window: usize) -> f64 {
        let chances = window.saturating_sub(1).max(1) as u64;
        let (r, c, n) = (left * chances, right * chances, words * chances);
        if joint == 0 || n == 0 {
            return 0.0;
        }
        let observed = joint as f64;
        let expected = r as f64 * c as f64 / n as f64;
        match self {
            // the four cells of a pair are those of a word in the places after `left` and in all others
            Self::G2 => KeynessMeasure::G2.score(joint, c.saturating_sub(joint), r, n.saturating_sub(r)),
            Self::Pmi => log2(observed / expected),
            Self::Npmi => {
                let most = -log2(observed / n as f64);
                if most <= 0.0 { 1.0 } else { log2(observed / expected) / most }
            }
            Self::T => (observed - expected) / sqrt(observed),
            Self::LogDice => 14.0 + log2(2.0 * observed / (r + c) as f64),
        }
    }
}

/// A pair of words with its counts and score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Collocation {
    /// The word that comes first.
    pub left: String,
    /// The word that follows it within the window.
    pub right: String,
    /// By the measure asked for.
    pub score: f64,
    /// How often the pair was seen.
    pub count: u64,
    /// Occurrences of the left word.
    pub left_count: u64,
    /// Occurrences of the right word.
    pub right_count: u64,
}

/// Counts pairs of the words that are common enough to form a collocation.
///
/// A pair cannot be commoner than either of its words, so the words are counted first and only those that reach the
/// least count of a pair take part. Counters over the same words add up exactly in any order.
///
/// ```
/// use diplotext::statistics::{CollocationMeasure, Counts, PairCounter};
///
/// let words: Vec<&str> = "security council meets as security council did".split(' ').collect();
/// let mut counts = Counts::new();
/// counts.add_document(&words);
/// let mut pairs = PairCounter::new(&counts, 2, 2);
/// pairs.add(words.iter().map(|word| pairs.id(word)).collect::<Vec<_>>());
/// let rows = pairs.collocations(CollocationMeasure::Npmi);
/// assert_eq!((rows[0].left.as_str(), rows[0].right.as_str(), rows[0].count), ("security", "council", 2));
/// ```
#[derive(Debug, Clone)]
pub struct PairCounter {
    words: Arc<Common>,
    total: u64,
    window: usize,
    least: u64,
    pairs: HashMap<u64, u32, Mix>,
}

/// The words that reach the least count.
#[derive(Debug)]
struct Common {
    /// In code-point order, with their counts; a word's id is its place.
    rows: Vec<(Box<str>, u64)>,
    ids: HashMap<Box<str>, u32>,
}

impl PairCounter {
    /// A counter for the words of `counts` that occur `min_count` times or more, in windows of `window` words
    /// (2: neighbours; less is taken as 2).
    pub fn new(counts: &Counts, window: usize, min_count: u64) -> Self {
        let least = min_count.max(1);
        let rows: Vec<(Box<str>, u64)> =
            counts.iter().filter(|row| row.count >= least).map(|row| (row.term.as_str().into(), row.count)).collect();
        let ids = rows.iter().zip(0..).map(|((word, _), id)| (word.clone(), id)).collect();
        PairCounter {
            words: Arc::new(Common { rows, ids }),
            total: counts.total(),
            window: window.max(2),
            least,
            pairs: HashMap::default(),
        }
    }

    /// A counter over the same words that has seen nothing: one for each thread.
    pub fn fresh(&self) -> Self {
        PairCounter {
            words: Arc::clone(&self.words),
            total: self.total,
            window: self.window,
            least: self.least,
            pairs: HashMap::default(),
        }
    }

    /// The word's id for [`add`](Self::add); None where it is too rare.
    pub fn id(&self, word: &str) -> Option<u32> {
        self.words.ids.get(word).copied()
    }

    /// Counts the pairs of one run of words (a sentence, say): pairs never reach across runs.
    ///
    /// None stands for a word that is too rare; it takes up its place in the window.
    pub fn add(&mut self, run: impl AsRef<[Option<u32>]>) {
        let run = run.as_ref();
        for (at, left) in run.iter().enumerate() {
            let Some(left) = left else { continue };
            for right in run.iter().skip(at + 1).take(self.window - 1).flatten() {
                *self.pairs.entry(u64::from(*left) << 32 | u64::from(*right)).or_insert(0) += 1;
            }
        }
    }

    /// Adds what another counter over the same words has seen.
    pub fn merge(&mut self, other: PairCounter) {
        if self.pairs.is_empty() {
            self.pairs = other.pairs;
            return;
        }
        for (pair, count) in other.pairs {
            *self.pairs.entry(pair).or_insert(0) += count;
        }
    }

    /// The pairs that reach the least count, highest score first; ties by left, then right word.
    pub fn collocations(&self, measure: CollocationMeasure) -> Vec<Collocation> {
        let mut common: Vec<(u64, u64)> = self
            .pairs
            .iter()
            .map(|(&pair, &count)| (pair, u64::from(count)))
            .filter(|&(_, n)| n >= self.least)
            .collect();
        common.sort_unstable();
        let mut rows: Vec<Collocation> =
            common.into_iter().filter_map(|(pair, count)| self.row(pair, count, measure)).collect();
        // ids are in term order, and the sort is stable
        rows.sort_by(|x, y| y.score.total_cmp(&x.score));
        rows
    }

    fn row(&self, pair: u64, count: u64, measure: CollocationMeasure) -> Option<Collocation> {
        let (left, left_count) = self.words.rows.get((pair >> 32) as usize)?;
        let (right, right_count) = self.words.rows.get(pair as u32 as usize)?;
        let score = measure.score(count, *left_count, *right_count, self.total, self.window);
        Some(Collocation {
            left: left.to_string(),
            right: right.to_string(),
            score,
            count,
            left_count: *left_count,
            right_count: *right_count,
        })
    }
}

/// Spreads the two ids of a pair over the hash: they come from our own table, so nobody can choose them to collide.
#[derive(Debug, Clone, Copy, Default)]
struct Mix;

impl std::hash::BuildHasher for Mix {
    type Hasher = MixHasher;

    fn build_hasher(&self) -> MixHasher {
        MixHasher(0)
    }
}

struct MixHasher(u64);

impl std::hash::Hasher for MixHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        // the finishing steps of SplitMix64
        let mut x = self.0 ^ key;
        x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        self.0 = x ^ x >> 31;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "security council a b security council c d security force council e";

    fn counter(text: &str, window: usize, least: u64) -> PairCounter {
        let words: Vec<&str> = text.split(' ').collect();
        let mut counts = Counts::new();
        counts.add_document(&words);
        let mut pairs = PairCounter::new(&counts, window, least);
        pairs.add(words.iter().map(|word| pairs.id(word)).collect::<Vec<_>>());
        pairs
    }

    fn find(rows: &[Collocation], left: &str, right: &str) -> Collocation {
        rows.iter().find(|row| row.left == left && row.right == right).cloned().expect("the pair was counted")
    }

    /// NLTK 3.10, `BigramAssocMeasures` on `BigramCollocationFinder.from_words(TEXT.split())`, default window.
    #[test]
    fn neighbours_equal_nltk() {
        let pairs = counter(TEXT, 2, 1);
        let cases = [
            (CollocationMeasure::Pmi, 1.415_037),
            (CollocationMeasure::T, 0.883_883),
            (CollocationMeasure::G2, 3.397_981),
            // its dice is 0.666667
            (CollocationMeasure::LogDice, 14.0 + (2.0f64 / 3.0).log2()),
            (CollocationMeasure::Npmi, 1.415_037_5 / 6.0f64.log2()),
        ];
        for (measure, want) in cases {
            let row = find(&pairs.collocations(measure), "security", "council");
            assert_eq!((row.count, row.left_count, row.right_count), (2, 3, 3));
            assert!((row.score - want).abs() < 1e-6, "{measure:?}: {} is not {want}", row.score);
        }
    }

    #[test]
    fn a_window_counts_further_words_and_order() {
        let row = find(&counter(TEXT, 3, 1).collocations(CollocationMeasure::Pmi), "security", "council");
        assert_eq!(row.count, 3);
        let back = find(&counter(TEXT, 4, 1).collocations(CollocationMeasure::Pmi), "council", "security");
        assert_eq!(back.count, 2);
        // E doubles with the chances: log2(3 / (3·3·2/12))
        assert!((row.score - 1.0).abs() < 1e-12);
    }

    #[test]
    fn rare_words_take_up_their_place() {
        let pairs = counter("a x b a y b", 2, 2);
        assert_eq!(pairs.id("x"), None);
        assert!(pairs.collocations(CollocationMeasure::G2).is_empty());
        let wide = counter("a x b a y b", 3, 2);
        let row = find(&wide.collocations(CollocationMeasure::G2), "a", "b");
        assert_eq!(row.count, 2);
    }

    #[test]
    fn merged_counters_equal_one() {
        let whole = counter("a b c", 2, 1);
        let runs = ["a b c", "b c a b", "c", "a b"];
        let mut counts = Counts::new();
        for run in runs {
            counts.add_document(run.split(' '));
        }
        let base = PairCounter::new(&counts, 2, 1);
        let part = |run: &str| {
            let mut one = base.fresh();
            one.add(run.split(' ').map(|w| base.id(w)).collect::<Vec<_>>());
            one
        };
        let (mut forward, mut backward) = (base.fresh(), base.fresh());
        for run in runs {
            forward.merge(part(run));
        }
        for run in runs.iter().rev() {
            backward.merge(part(run));
        }
        for measure in CollocationMeasure::ALL {
            assert_eq!(CollocationMeasure::from_name(measure.name()).unwrap(), measure);
            assert_eq!(forward.collocations(measure), backward.collocations(measure));
            assert!(whole.collocations(measure).len() == 2);
        }
        assert_eq!(find(&forward.collocations(CollocationMeasure::T), "a", "b").count, 3);
    }

    #[test]
    fn bounds_hold() {
        for window in [2, 5] {
            let pairs = counter("oil tanker oil tanker oil tanker", window, 1);
            for row in pairs.collocations(CollocationMeasure::Npmi) {
                assert!(row.score <= 1.0 + 1e-12, "{row:?}");
            }
            for row in pairs.collocations(CollocationMeasure::LogDice) {
                assert!(row.score <= 14.0 + 1e-12, "{row:?}");
            }
        }
        assert_eq!(CollocationMeasure::Pmi.score(0, 3, 3, 10, 2), 0.0);
    }
}
