//! PositionRank (Florescu and Caragea, "PositionRank: An Unsupervised Approach to Keyphrase Extraction from Scholarly
//! Documents", ACL 2017).
//!
//! As [`textrank`](super::textrank), with links between words less than ten apart and jumps that land on a word with a
//! weight of Σ 1/position over its occurrences, positions counted from 1: what comes early counts more. A phrase has
//! three words at most.

use super::{
    Contribution, Scorer, Text,
    candidate::{Candidate, Inside, Limits},
    graph::Graph,
    textrank::Ranked,
};

pub(super) const LIMITS: Limits = Limits { content: 3, inside: Inside::Content };
const WINDOW: usize = 10;

pub(super) struct PositionRank<'a> {
    ranked: Ranked<'a>,
}

impl<'a> PositionRank<'a> {
    pub(super) fn new(text: &'a Text<'a>) -> Self {
        let graph = Graph::new(text, WINDOW);
        let mut bias = vec![0.0; graph.len()];
        for (before, word) in text.words.iter().enumerate() {
            if let Some(place) = graph.vertex(word).and_then(|vertex| bias.get_mut(vertex)) {
                *place += 1.0 / (before + 1) as f64;
            }
        }
        let ranks = graph.ranks(&bias);
        Self { ranked: Ranked { text, graph, ranks } }
    }
}

impl Scorer for PositionRank<'_> {
    fn score(&self, candidate: &Candidate) -> Option<f64> {
        (candidate.whole > 0).then(|| self.ranked.sum(candidate))
    }

    fn explain(&self, candidate: &Candidate) -> Vec<Contribution> {
        vec![Contribution::new("rank", self.ranked.sum(candidate), 1.0)]
    }
}
