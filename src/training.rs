//! How the built-in models see a text: the rows of features that `examples/train` fits them to.
//!
//! Not part of the library's promises: the features change with the models, and each making has a name
//! (`act/1`) that the model files carry.

use crate::{Analyzer, model::Row};

/// The features of a statement, for the model of the acts.
pub fn act(analyzer: &Analyzer, text: &str) -> Row {
    analyzer.act_row(text)
}

/// The features of a sentence, for the model of verbal conflict.
pub fn conflict(analyzer: &Analyzer, text: &str) -> Row {
    analyzer.conflict_row(text)
}
