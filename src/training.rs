//! How the built-in models see a text: the rows of features that `examples/train` fits them to.
//!
//! Not part of the library's promises: the features change with the models, and each making has a name
//! (`act/1`) that the model files carry.

use crate::{Analyzer, Span, model::Row};

pub use crate::statement::clause::chinese::FEATURE_SET as CHINESE_CLAUSE_FEATURES;
pub use crate::statement::event::FEATURE_SET as EVENT_FEATURES;

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

/// The features of what `source` does to `target`, for the model of the events.
pub fn event(analyzer: &Analyzer, text: &str, source: Option<Span>, target: Option<Span>) -> Row {
    analyzer.event_features(text, source, target)
}

/// The features of a Chinese paragraph of a resolution, for the model of its section.
pub fn chinese_clause(analyzer: &Analyzer, text: &str) -> Row {
    analyzer.chinese_clause_features(text)
}
