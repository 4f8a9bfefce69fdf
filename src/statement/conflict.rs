//! Verbal conflict: negative evaluation aimed at somebody present or named.

use super::evidence::Evidence;
use crate::{actor::Actors, document::Doc, error::Result, lexicon::Lexicon, words::Words};
use serde::Serialize;
use std::ops::Range;

/// Is something said against somebody?
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conflict {
    /// Is it?
    pub conflict: bool,
    /// How likely, 0 to 1.
    pub score: f64,
    /// The words and weights that decided.
    pub evidence: Vec<Evidence>,
}

/// What is known of verbal conflict in one language.
#[derive(Debug)]
pub(crate) struct Conflicts {}

impl Conflicts {
    pub(crate) fn compile(_lexicon: &Lexicon, _words: &mut Words) -> Result<Self> {
        Ok(Self {})
    }

    /// Is there verbal conflict in these tokens?
    pub(crate) fn detect(&self, _doc: &Doc, _actors: &Actors, _tokens: Range<usize>) -> Conflict {
        Conflict { conflict: false, score: 0.0, evidence: Vec::new() }
    }
}
