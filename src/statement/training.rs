//! What training the two rankers needs: the candidates of a text with the names of their features.
//!
//! Not part of the library's promise; `examples/attribution.rs` is its only caller.

use super::{assign, candidates, content, item::Items, rank};
use crate::{analysis::Analyzer, error::Result, span::Span};
use serde::Serialize;

/// A quoted stretch and a cue that may be its own.
#[derive(Debug, Serialize)]
pub struct TrainingPair {
    /// The stretch.
    pub quote: Span,
    /// Cue and source.
    pub cue: Span,
    /// Where the source stands, if there is one.
    pub source: Option<Span>,
    /// The names of its features.
    pub features: Vec<String>,
}

/// A candidate with the content it has after the quoted stretches were given to cues.
#[derive(Debug, Serialize)]
pub struct TrainingCandidate {
    /// The pieces of the content.
    pub content: Vec<Span>,
    /// The cue.
    pub cue: Span,
    /// Where the source stands, if there is one.
    pub source: Option<Span>,
    /// Does it have quotations?
    pub quoted: bool,
    /// The names of its features.
    pub features: Vec<String>,
}

/// The pairs of a text, as the first ranker sees them.
pub fn pairs(analyzer: &Analyzer, text: &str) -> Vec<TrainingPair> {
    analyzer.with_document(text, |doc| {
        let items = Items::new(doc, &analyzer.statements.cues);
        let mut found = candidates(&items);
        let rules = assign::by_rules(&items, &mut found);
        let mut out = Vec::new();
        rank::pairs(&items, &found, &rules, |pair, features| {
            let c = &found.all[pair.candidate];
            let mut names: Vec<String> = Vec::new();
            features(&mut names);
            if let Some(cue) = items.span_of(c.cue.clone()) {
                let quote = items.quotes[pair.quote].span;
                out.push(TrainingPair { quote, cue, source: items.span_of(c.source.clone()), features: names });
            }
        });
        out
    })
}

/// The candidates of a text, as the second ranker sees them; `weights` (of the first ranker) in the form of
/// `models/attribution.tsv`.
///
/// # Errors
/// The weights are malformed.
pub fn candidates_of(analyzer: &Analyzer, text: &str, weights: Option<&str>) -> Result<Vec<TrainingCandidate>> {
    let ranker = weights.map(rank::Ranker::read).transpose()?;
    Ok(analyzer.with_document(text, |doc| {
        let items = Items::new(doc, &analyzer.statements.cues);
        let mut found = candidates(&items);
        let rules = assign::by_rules(&items, &mut found);
        if let Some(ranker) = &ranker {
            rank::assign(&items, &mut found, &rules, &ranker.quotes);
        }
        let mut out = Vec::new();
        for c in &found.all {
            if c.quotes.is_empty() && c.kind == super::cue::CueKind::Unlisted {
                continue;
            }
            let content = content::pieces(&items, c);
            if content.is_empty() {
                continue;
            }
            let mut names: Vec<String> = Vec::new();
            rank::statement_features(&items, c, &content, &mut names);
            if let Some(cue) = items.span_of(c.cue.clone()) {
                let source = items.span_of(c.source.clone());
                out.push(TrainingCandidate { content, cue, source, quoted: !c.quotes.is_empty(), features: names });
            }
        }
        out
    }))
}
