//! YAKE! (Campos, Mangaravite, Pasquali, Jorge, Nunes and Jatowt, "YAKE! Keyword extraction from single documents using
//! multiple local features", Information Sciences 509, 2020), written from the paper.
//!
//! For a word t, over all its occurrences TF (words are compared in lower case, not by stem):
//!
//! | feature | value |
//! |---|---|
//! | case | max(TF with a capital inside a sentence, TF in capitals) / (1 + ln TF) |
//! | position | ln(ln(3 + median of the numbers of its sentences, from 0)) |
//! | frequency | TF / (mean + standard deviation of the TF of content words) |
//! | relatedness | 1 + (DL + DR) · TF / greatest TF; DL: different words to its left by all words to its left, DR likewise |
//! | sentences | sentences that hold it / all sentences |
//!
//! S(t) = relatedness · position / (case + frequency / relatedness + sentences / relatedness), and for a phrase of up to
//! three words S = Π S(t) / (TF(phrase) · (1 + Σ S(t))). A stop word inside a phrase stands in neither product nor sum;
//! instead, with P the share of the occurrences of its left neighbour that it follows times the share of those of its right
//! neighbour that it precedes, the product is multiplied by 1 + (1 - P) and the sum lessened by 1 - P.
//! A phrase that is nine tenths alike (Levenshtein) to a better one is left out.
//!
//! Lower is better in the paper; `score` here is -S.

use super::{
    Contribution, Scorer, Text,
    candidate::{Candidate, Inside, Limits},
    class::Word,
};
use crate::{document::Doc, words::StringId};
use hashbrown::{HashMap, HashSet};
use libm::{log, sqrt};

pub(super) const LIMITS: Limits = Limits { content: 3, inside: Inside::Any };
/// Phrases more alike than this are one.
const ALIKE: f64 = 0.9;

/// Words go by their norms here, as the paper has it.
pub(super) fn by_norm(doc: &Doc, words: &mut [Word]) {
    for word in words {
        word.stem = doc.word(word.token as usize).norm;
    }
}

/// What is counted of a word.
#[derive(Debug, Default)]
struct Term {
    count: u32,
    content: bool,
    capitals: u32,
    acronyms: u32,
    /// Numbers of the sentences it stands in, ascending, with repetitions.
    sentences: Vec<u32>,
    left: HashSet<StringId>,
    right: HashSet<StringId>,
    left_count: u32,
    right_count: u32,
}

pub(super) struct Yake<'a> {
    text: &'a Text<'a>,
    terms: HashMap<StringId, (f64, u32)>,
    pairs: HashMap<(StringId, StringId), u32>,
}

impl<'a> Yake<'a> {
    pub(super) fn new(text: &'a Text<'a>) -> Self {
        let (terms, pairs) = count(text);
        let sentences = text.words.last().map_or(1, |word| word.sentence + 1);
        let mut content: Vec<f64> = terms.values().filter(|t| t.content).map(|t| f64::from(t.count)).collect();
        // the terms come in no order, so the sums go by size
        content.sort_unstable_by(f64::total_cmp);
        let number = content.len().max(1) as f64;
        let mean = content.iter().sum::<f64>() / number;
        let deviation = sqrt(content.iter().map(|c| (c - mean) * (c - mean)).sum::<f64>() / number);
        let greatest = f64::from(terms.values().map(|t| t.count).max().unwrap_or(1));
        let scored = terms
            .into_iter()
            .map(|(id, term)| (id, (term.score(mean + deviation, greatest, f64::from(sentences)), term.count)));
        Self { text, terms: scored.collect(), pairs }
    }

    fn term(&self, word: &Word) -> (f64, f64) {
        self.terms.get(&word.stem).map_or((1.0, 1.0), |&(score, count)| (score, f64::from(count)))
    }

    /// The share of the occurrences of `a` and of `b` in which they follow each other.
    fn follows(&self, a: &Word, b: &Word) -> (f64, f64) {
        let together = f64::from(self.pairs.get(&(a.stem, b.stem)).copied().unwrap_or(0));
        (together / self.term(a).1, together / self.term(b).1)
    }

    fn lower_is_better(&self, candidate: &Candidate) -> f64 {
        let words = candidate.words(self.text.words);
        let (mut product, mut sum) = (1.0, 0.0);
        for (i, word) in words.iter().enumerate() {
            if !word.class.is_edge() {
                let (score, _) = self.term(word);
                product *= score;
                sum += score;
                continue;
            }
            let before = i.checked_sub(1).and_then(|b| words.get(b)).map_or(0.0, |b| self.follows(b, word).0);
            let behind = words.get(i + 1).map_or(0.0, |b| self.follows(word, b).1);
            product *= 1.0 + (1.0 - before * behind);
            sum -= 1.0 - before * behind;
        }
        product / (f64::from(candidate.count) * (1.0 + sum).max(f64::MIN_POSITIVE))
    }

    fn letters(&self, candidate: &Candidate) -> Vec<char> {
        self.text.stems(candidate).join(" ").chars().take(LONGEST).collect()
    }
}

/// Phrases are compared by so many letters at most: the comparison is quadratic.
const LONGEST: usize = 96;

/// The terms of a text, and how often one follows another without a break.
fn count(text: &Text) -> (HashMap<StringId, Term>, HashMap<(StringId, StringId), u32>) {
    let mut terms: HashMap<StringId, Term> = HashMap::new();
    let mut pairs = HashMap::new();
    let mut before: Option<StringId> = None;
    for word in text.words {
        let shape = text.doc.shape(word.token as usize);
        let term = terms.entry(word.stem).or_default();
        term.count += 1;
        term.content |= !word.class.is_edge();
        term.acronyms += u32::from(shape.is_all_capitals());
        term.capitals += u32::from(shape.is_capitalised() && !word.first);
        term.sentences.push(word.sentence);
        if let Some(left) = before.filter(|_| !word.after_break) {
            term.left.insert(left);
            term.left_count += 1;
            if let Some(term) = terms.get_mut(&left) {
                term.right.insert(word.stem);
                term.right_count += 1;
            }
            *pairs.entry((left, word.stem)).or_insert(0) += 1;
        }
        before = Some(word.stem);
    }
    (terms, pairs)
}

impl Term {
    fn score(&self, usual: f64, greatest: f64, sentences: f64) -> f64 {
        let count = f64::from(self.count);
        let case = f64::from(self.capitals.max(self.acronyms)) / (1.0 + log(count));
        let position = log(log(3.0 + self.median()));
        let frequency = count / usual.max(f64::MIN_POSITIVE);
        let variety = |different: usize, all: u32| different as f64 / f64::from(all.max(1));
        let sides = variety(self.left.len(), self.left_count) + variety(self.right.len(), self.right_count);
        let related = 1.0 + sides * count / greatest;
        let mut held = self.sentences.clone();
        held.dedup();
        let spread = held.len() as f64 / sentences;
        related * position / (case + frequency / related + spread / related)
    }

    /// The median number of its sentences.
    fn median(&self) -> f64 {
        let mut held = self.sentences.clone();
        held.dedup();
        let half = held.len() / 2;
        let at = |i: usize| held.get(i).map_or(0.0, |&n| f64::from(n));
        if held.len() % 2 == 1 { at(half) } else { (at(half.saturating_sub(1)) + at(half)) / 2.0 }
    }
}

impl Scorer for Yake<'_> {
    fn score(&self, candidate: &Candidate) -> Option<f64> {
        Some(-self.lower_is_better(candidate))
    }

    fn explain(&self, candidate: &Candidate) -> Vec<Contribution> {
        vec![Contribution::new("yake", self.lower_is_better(candidate), -1.0)]
    }

    const TWINS: bool = true;
    fn is_twin(&self, candidate: &Candidate, better: &[&Candidate]) -> bool {
        let letters = self.letters(candidate);
        better.iter().any(|other| likeness(&letters, &self.letters(other)) > ALIKE)
    }
}

/// 1 less the edits (Levenshtein 1966) by the longer's length.
fn likeness(a: &[char], b: &[char]) -> f64 {
    let longer = a.len().max(b.len()).max(1);
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        for (y, cell) in b.iter().zip(row.iter_mut().skip(1)) {
            let up = *cell;
            let best = (diagonal + usize::from(x != y)).min(left + 1).min(up + 1);
            (diagonal, left, *cell) = (up, best, best);
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    1.0 - row.last().copied().unwrap_or(0) as f64 / longer as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_counts_edits() {
        let of = |a: &str, b: &str| likeness(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(of("peace", "peace"), 1.0);
        assert_eq!(of("kitten", "sitting"), 1.0 - 3.0 / 7.0);
        assert_eq!(of("", "abc"), 0.0);
        assert_eq!(of("abc", ""), 0.0);
        assert!(of("peace treaties", "peace treaty") < ALIKE && of("nuclear weapons", "nuclear weapon") > ALIKE);
    }
}
