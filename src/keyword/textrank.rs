//! TextRank (Mihalcea and Tarau, "TextRank: Bringing Order into Texts", EMNLP 2004).
//!
//! Content words that stand side by side are linked ([`graph`](super::graph), window 2, jumps land anywhere alike);
//! a phrase, which is a whole run of content words, scores the sum of the ranks of its words. The paper picks words by
//! their part of speech; here the lists of closed classes and verbs do.

use super::{
    Contribution, Scorer, Text,
    candidate::{Candidate, Inside, Limits},
    graph::Graph,
};

pub(super) const LIMITS: Limits = Limits { content: 8, inside: Inside::Content };
const WINDOW: usize = 2;

pub(super) struct TextRank<'a> {
    ranked: Ranked<'a>,
}

impl<'a> TextRank<'a> {
    pub(super) fn new(text: &'a Text<'a>) -> Self {
        let graph = Graph::new(text, WINDOW);
        let ranks = graph.ranks(&vec![1.0; graph.len()]);
        Self { ranked: Ranked { text, graph, ranks } }
    }
}

impl Scorer for TextRank<'_> {
    fn score(&self, candidate: &Candidate) -> Option<f64> {
        (candidate.whole > 0).then(|| self.ranked.sum(candidate))
    }

    fn explain(&self, candidate: &Candidate) -> Vec<Contribution> {
        vec![Contribution::new("rank", self.ranked.sum(candidate), 1.0)]
    }
}

/// A text's words with their ranks.
pub(super) struct Ranked<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) graph: Graph,
    pub(super) ranks: Vec<f64>,
}

impl Ranked<'_> {
    /// The ranks of a candidate's words, summed.
    pub(super) fn sum(&self, candidate: &Candidate) -> f64 {
        let words = candidate.words(self.text.words).iter();
        words.filter_map(|word| self.ranks.get(self.graph.vertex(word)?)).fold(0.0, |sum, rank| sum + rank)
    }
}
