//! Clauses of resolutions: preamble or operative part, the lead, and the anatomy of the whole.

use super::{act::Act, evidence::Evidence};
use crate::{document::Doc, error::Result, lexicon::Lexicon, span::Span, words::Words};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The two parts of a resolution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// Reasons and recalls ("Recalling …").
    Preambular,
    /// Decisions and requests ("Decides …").
    Operative,
}

impl Section {
    /// Its name: `"preambular"` or `"operative"`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Preambular => "preambular",
            Self::Operative => "operative",
        }
    }
}

/// A clause of a resolution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Clause<'t> {
    /// The clause, without its number.
    pub span: Span,
    /// The part of the resolution, or `None` where the text is no clause.
    pub section: Option<Section>,
    /// The words that open it and say what it does ("Calls upon", "Deeply concerned").
    pub lead: Option<&'t str>,
    /// Where the lead stands.
    pub lead_span: Option<Span>,
    /// What the clause does.
    pub act: Option<Act>,
    /// The step of the lead on the ladder of its section (higher is stronger), where it has one.
    pub strength: Option<f64>,
    /// Its number as printed ("4", "(a)"), or `None`.
    pub number: Option<&'t str>,
    /// Depth in the tree of numbers; 0 for a clause of its own.
    pub level: usize,
    /// The clause it belongs to, by its place in the list.
    pub parent: Option<usize>,
    /// Document symbols and resolutions it refers to.
    pub references: Vec<Span>,
    /// The words, rules and weights that decided.
    pub evidence: Vec<Evidence>,
}

/// What is known of clauses in one language.
#[derive(Debug)]
pub(crate) struct Clauses {}

impl Clauses {
    pub(crate) fn compile(_lexicon: &Lexicon, _words: &mut Words) -> Result<Self> {
        Ok(Self {})
    }

    /// The clause that some tokens of a document are.
    pub(crate) fn classify<'t>(&self, doc: &Doc<'t, '_>, tokens: Range<usize>) -> Clause<'t> {
        Clause {
            span: doc.span_of(tokens),
            section: None,
            lead: None,
            lead_span: None,
            act: None,
            strength: None,
            number: None,
            level: 0,
            parent: None,
            references: Vec::new(),
            evidence: Vec::new(),
        }
    }

    /// The clauses of a document, in order; empty where it is no resolution.
    pub(crate) fn find<'t>(&self, _doc: &Doc<'t, '_>) -> Vec<Clause<'t>> {
        Vec::new()
    }
}
