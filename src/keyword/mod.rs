//! Keywords: the phrases that tell what a text is about.

use crate::{document::Doc, error::Result, lexicon::Lexicon, segment::TokenKind, span::Span, words::Words};
use serde::Serialize;
use std::collections::BTreeMap;

/// A phrase that tells what a text is about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Keyword {
    /// The phrase as the text spells it most often.
    pub phrase: String,
    /// Higher is better; comparable within one text only.
    pub score: f64,
    /// Every occurrence, in order.
    pub spans: Vec<Span>,
    /// What the score is made of; the contributions sum to it.
    pub contributions: Vec<Contribution>,
}

/// A part of a keyword's score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contribution {
    /// The feature's name.
    pub feature: &'static str,
    /// Its value in this text.
    pub value: f64,
    /// Its weight.
    pub weight: f64,
    /// Value times weight.
    pub contribution: f64,
}

/// What keyword extraction knows of a language.
#[derive(Debug)]
pub(crate) struct Keywords {}

impl Keywords {
    pub(crate) fn compile(_lexicon: &Lexicon, _words: &mut Words) -> Result<Self> {
        Ok(Self {})
    }

    /// The best `top` keywords of a document, best first.
    pub(crate) fn extract(&self, doc: &Doc, top: usize) -> Vec<Keyword> {
        let mut counts: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        for i in doc.all() {
            if doc.kind(i) == TokenKind::Word && doc.norm(i).chars().count() > 1 {
                counts.entry(doc.stem(i)).or_default().push(doc.span(i));
            }
        }
        let mut found: Vec<_> = counts.into_values().collect();
        found.sort_by_key(|spans| (std::cmp::Reverse(spans.len()), spans.first().map(|s| s.start)));
        found.truncate(top);
        found
            .into_iter()
            .map(|spans| {
                let score = libm::log(spans.len() as f64);
                Keyword {
                    phrase: spans.first().map(|s| s.of(doc.text).to_owned()).unwrap_or_default(),
                    score,
                    spans,
                    contributions: vec![Contribution {
                        feature: "frequency",
                        value: score,
                        weight: 1.0,
                        contribution: score,
                    }],
                }
            })
            .collect()
    }
}
