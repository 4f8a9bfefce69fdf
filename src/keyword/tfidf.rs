//! tf·idf (Sparck Jones, "A statistical interpretation of term specificity", Journal of Documentation 28, 1972).
//!
//! score = occurrences · mean idf of the words, idf(w) = ln((1 + n) / (1 + df(w))) + 1, where df(w) of the background's
//! n texts hold the stem w. Phrases have one to three words. The corpus method of the same name gives the weights of
//! words in every text instead, as scikit-learn does ([`TfIdf`](crate::statistics::TfIdf)).

use super::{
    Contribution, Scorer, Text,
    candidate::{Candidate, Inside, Limits},
};
use crate::statistics::idf;

pub(super) const LIMITS: Limits = Limits { content: 3, inside: Inside::Content };

pub(super) struct TfIdf<'a> {
    text: &'a Text<'a>,
}

impl<'a> TfIdf<'a> {
    pub(super) fn new(text: &'a Text<'a>) -> Self {
        Self { text }
    }

    fn mean_idf(&self, candidate: &Candidate) -> f64 {
        let Text { doc, against, .. } = self.text;
        let texts = against.total().documents;
        let words = candidate.words(self.text.words);
        let of = words.iter().map(|w| idf(against.known(w.stem_key, doc.string(w.stem)).documents.min(texts), texts));
        of.fold(0.0, |sum, idf| sum + idf) / words.len().max(1) as f64
    }
}

impl Scorer for TfIdf<'_> {
    fn score(&self, candidate: &Candidate) -> Option<f64> {
        Some(f64::from(candidate.count) * self.mean_idf(candidate))
    }

    fn explain(&self, candidate: &Candidate) -> Vec<Contribution> {
        vec![Contribution::new("frequency", f64::from(candidate.count), self.mean_idf(candidate))]
    }
}
