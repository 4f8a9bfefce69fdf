//! The default method for Chinese, where phrases are told from chance neighbours by what stands beside them.
//!
//! Branching entropy (Jin and Tanaka-Ishii, "Unsupervised Segmentation of Chinese Text by Use of Branching Entropy",
//! COLING/ACL 2006): at the true edges of a phrase many different words follow, inside it few. H(left) and H(right)
//! are the entropies, in nats, of the words before and behind a candidate, all edges of a run counted as one word.
//!
//! score = Σ weight · x over `frequency` ln of its occurrences, `length` ln of its characters, `left` H(left), `right`
//! H(right), `first` ln(1 + characters before its first occurrence), `rarity` the least rarity of its words.
//!
//! Candidates have one to five words and two to ten characters, and occur twice unless the text is short. The weights
//! were fitted like those of [`features`](super::features), on Security Council resolutions.

use super::{
    Contribution, Scorer, Text,
    candidate::{Candidate, Inside, Limits, ends_run, starts_run},
};
use crate::words::StringId;
use libm::log;

/// Without the dictionary (feature `zh`) a word is one character.
const BY_CHARACTER: bool = cfg!(not(feature = "zh"));

pub(super) const LIMITS: Limits = Limits { content: if BY_CHARACTER { 8 } else { 5 }, inside: Inside::Content };

const WEIGHTS: [(&str, f64); 6] = if BY_CHARACTER {
    [("frequency", 0.33), ("length", 1.68), ("left", 1.58), ("right", 1.07), ("first", -0.29), ("rarity", 2.05)]
} else {
    [("frequency", 0.63), ("length", 1.48), ("left", 0.72), ("right", 1.24), ("first", -0.27), ("rarity", 0.76)]
};

/// Texts below so many characters may hold keywords that occur once.
const SHORT: usize = 400;

pub(super) struct Branching<'a> {
    text: &'a Text<'a>,
    short: bool,
    /// Characters before each word, and after the last.
    offsets: Vec<u32>,
    /// By candidate: entropies left and right.
    entropies: Vec<(f64, f64)>,
}

impl<'a> Branching<'a> {
    pub(super) fn new(text: &'a Text<'a>) -> Self {
        let mut offsets = Vec::with_capacity(text.words.len() + 1);
        let (mut chars, mut at) = (0, 0);
        for word in text.words {
            let start = text.doc.span(word.token as usize).start;
            chars += text.doc.text.get(at..start).map_or(0, |s| s.chars().count()) as u32;
            at = start;
            offsets.push(chars);
        }
        chars += text.doc.text.get(at..).map_or(0, |s| s.chars().count()) as u32;
        let entropies = text.entropies();
        Self { text, short: (chars as usize) < SHORT, offsets, entropies }
    }

    /// Its number of characters, marks between its words left out.
    fn length(&self, candidate: &Candidate) -> usize {
        let words = candidate.words(self.text.words).iter();
        words.map(|word| self.text.doc.surface(word.token as usize).chars().count()).sum()
    }

    fn values(&self, candidate: &Candidate) -> [f64; 6] {
        let words = candidate.words(self.text.words);
        let (left, right) = self.text.place(candidate).and_then(|p| self.entropies.get(p)).copied().unwrap_or_default();
        let first = self.offsets.get(candidate.first.0 as usize).copied().unwrap_or(0);
        [
            log(f64::from(candidate.count)),
            log(self.length(candidate).max(1) as f64),
            left,
            right,
            log(1.0 + f64::from(first)),
            words.iter().map(|word| self.text.rarity(word)).fold(f64::INFINITY, f64::min),
        ]
    }
}

impl Text<'_> {
    /// The place of a candidate of this text: the list is in the order of first occurrences.
    fn place(&self, candidate: &Candidate) -> Option<usize> {
        self.candidates.list.binary_search_by_key(&candidate.first, |c| c.first).ok()
    }

    /// By candidate, the entropies of the words to its left and right.
    fn entropies(&self) -> Vec<(f64, f64)> {
        let neighbour = |at: Option<usize>| at.and_then(|i| self.words.get(i)).map(|word| word.stem);
        let mut left: Vec<(u32, Option<StringId>)> = Vec::with_capacity(self.candidates.occurrences.len());
        let mut right = left.clone();
        for &(place, from, to) in &self.candidates.occurrences {
            let (from, to) = (from as usize, to as usize);
            let before = if starts_run(self.words, from) { None } else { neighbour(from.checked_sub(1)) };
            let behind = if ends_run(self.words, to) { None } else { neighbour(Some(to)) };
            left.push((place, before));
            right.push((place, behind));
        }
        let number = self.candidates.list.len();
        entropies(left, number).into_iter().zip(entropies(right, number)).collect()
    }
}

/// The entropy of the neighbours of each of `number` candidates.
fn entropies(mut seen: Vec<(u32, Option<StringId>)>, number: usize) -> Vec<f64> {
    seen.sort_unstable();
    let mut found = vec![0.0; number];
    for of_one in seen.chunk_by(|a, b| a.0 == b.0) {
        // string ids differ from run to run, so the sum goes by the counts
        let mut counts: Vec<usize> = of_one.chunk_by(|a, b| a.1 == b.1).map(<[_]>::len).collect();
        counts.sort_unstable();
        let total = of_one.len() as f64;
        let entropy = counts.iter().map(|&n| n as f64 / total).fold(0.0, |sum, p| sum - p * log(p));
        if let Some(place) = of_one.first().and_then(|(place, _)| found.get_mut(*place as usize)) {
            *place = entropy;
        }
    }
    found
}

impl Scorer for Branching<'_> {
    fn score(&self, candidate: &Candidate) -> Option<f64> {
        let fits = (2..=10).contains(&self.length(candidate)) && (candidate.count > 1 || self.short);
        fits.then(|| {
            self.values(candidate).iter().zip(WEIGHTS).fold(0.0, |sum, (value, (_, weight))| sum + value * weight)
        })
    }

    fn explain(&self, candidate: &Candidate) -> Vec<Contribution> {
        let parts = self.values(candidate).into_iter().zip(WEIGHTS);
        parts.map(|(value, (feature, weight))| Contribution::new(feature, value, weight)).collect()
    }
}
