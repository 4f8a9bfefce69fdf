//! How the built-in models see a text: the rows of features that `examples/train` fits them to.
//!
//! Not part of the library's promises: the features change with the models, and each making has a name
//! (`act/1`) that the model files carry.

use crate::{Analyzer, Span, model::Row};

/// The features of a statement, for the model of the acts.
pub fn act(analyzer: &Analyzer, text: &str) -> Row {
    row(analyzer.act_features(text))
}

/// The features of a sentence, for the model of verbal conflict.
pub fn conflict(analyzer: &Analyzer, text: &str) -> Row {
    row(analyzer.conflict_features(text))
}

fn row(features: Vec<(String, f64, Option<Span>)>) -> Row {
    features.into_iter().map(|(name, value, _)| (name, value)).collect()
}
